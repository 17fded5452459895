"""New signs that need emergency help: where they are decides, and whether both legs have them.

From the warning cards for cauda equina (numbness or tingling between the legs, both legs at once),
and our own decision to count a sign in a left and a right leg together while both are open.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

BOTH_LEGS = "both_legs"  # the code of a place: somebody says both legs in one word
SADDLE = "saddle"  # a sign that is an emergency between the legs is one of the nerves
SIDES = {"left", "right"}


@dataclass(frozen=True)
class Spot:
    """A place on the body: the code of its area, a side ("left", "right" or ""), part of a leg?"""

    area: str
    side: str = ""
    leg: bool = False


@dataclass(frozen=True)
class NewSign:
    """A new sign, a fall or an urgent answer, as one entry tells it.

    `spots` is where it is; where nobody said, all that the entry names. `emergency_in` holds the
    codes of the areas in which it is an emergency; `red_flag`: it is one wherever it is.
    """

    code: str
    spots: frozenset[Spot] = frozenset()
    emergency_in: frozenset[str] = frozenset()
    red_flag: bool = False

    @property
    def is_of_nerves(self) -> bool:
        """Whether it counts together with the other signs of the nerves."""
        return SADDLE in self.emergency_in


def emergencies(signs: Iterable[NewSign]) -> frozenset[str]:
    """The codes of those `signs` that need emergency help now.

    Signs of several entries count together: numb on the left yesterday and on the right today is
    numb in both legs. So do the signs of the nerves: numb on the left and weak on the right.
    """
    signs = list(signs)
    sides = _sides_of_legs(signs)
    return frozenset(sign.code for sign in signs if _is_emergency(sign, sides[_together(sign)]))


def _sides_of_legs(signs: Iterable[NewSign]) -> dict[str, set[str]]:
    sides: dict[str, set[str]] = defaultdict(set)
    for sign in signs:
        sides[_together(sign)] |= {spot.side for spot in sign.spots if spot.leg}
    return sides


def _together(sign: NewSign) -> str:
    """What its legs are counted under: the nerves, or the sign alone."""
    return SADDLE if sign.is_of_nerves else sign.code


def _is_emergency(sign: NewSign, sides: set[str]) -> bool:
    areas = {spot.area for spot in sign.spots}
    in_both_legs = BOTH_LEGS in sign.emergency_in and sides >= SIDES
    return sign.red_flag or in_both_legs or bool(areas & sign.emergency_in)
