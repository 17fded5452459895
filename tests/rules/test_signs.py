"""Which new signs need emergency help: by their place, in both legs, or wherever they are."""

import pytest

from tracking.rules.signs import NewSign, Spot, emergencies

LEFT_FOOT = Spot("ankle_foot", "left", leg=True)
RIGHT_THIGH = Spot("thigh_front", "right", leg=True)
LEFT_THIGH = Spot("thigh_front", "left", leg=True)
NECK = Spot("neck", "right")
SADDLE = Spot("saddle")
BOTH = Spot("both_legs")
NUMB_IN = frozenset({"saddle", "both_legs"})
WEAK_IN = frozenset({"both_legs"})


def sign(code: str, *spots: Spot, emergency_in: frozenset[str] = NUMB_IN) -> NewSign:
    return NewSign(code, frozenset(spots), emergency_in)


@pytest.mark.parametrize(
    ("signs", "urgent"),
    [
        ([], set()),
        ([sign("numb", SADDLE)], {"numb"}),
        ([sign("weak", SADDLE, emergency_in=WEAK_IN)], set()),
        ([sign("weak", BOTH, emergency_in=WEAK_IN)], {"weak"}),
        ([sign("numb", LEFT_FOOT)], set()),
        ([sign("numb", LEFT_FOOT, LEFT_THIGH)], set()),
        ([sign("numb", LEFT_FOOT, RIGHT_THIGH)], {"numb"}),
        # Of two entries: on the left yesterday, on the right today.
        ([sign("numb", LEFT_FOOT), sign("numb", RIGHT_THIGH)], {"numb"}),
        # What is no sign of the nerves counts by itself.
        ([sign("numb", LEFT_FOOT), sign("catch", RIGHT_THIGH, emergency_in=WEAK_IN)], set()),
        ([sign("numb", LEFT_FOOT), sign("tingle", RIGHT_THIGH)], {"numb", "tingle"}),
        ([sign("numb", LEFT_FOOT, NECK)], set()),  # a right side, and no leg
        ([sign("numb")], set()),
        ([sign("fall", LEFT_FOOT, RIGHT_THIGH, emergency_in=frozenset())], set()),
        ([NewSign("bladder", red_flag=True)], {"bladder"}),
        ([NewSign("bladder", red_flag=True), sign("numb", LEFT_FOOT)], {"bladder"}),
    ],
)
def test_it_names_what_needs_emergency_help(signs: list[NewSign], urgent: set[str]) -> None:
    assert emergencies(signs) == urgent
