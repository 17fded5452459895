"""What holds for any answers, and whatever the thresholds are set to within their bounds."""

from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exercises.rules.thresholds import ABOUT, DEFAULTS, Thresholds, check_thresholds
from tests.rules.progression_reference import decided
from tests.rules.test_progression_table import inputs_of
from tracking.rules.progression.inputs import Inputs
from tracking.rules.progression.table import decide
from tracking.rules.progression.verdicts import Verdict

PHASES = ("settle", "release", "lengthen", "rotate", "stabilise", "load", "carryover")
PAIN = st.integers(0, 10)
MAYBE = st.none() | PAIN
MOSTLY = st.sampled_from((False, False, False, True))
RARELY = st.sampled_from((0, 0, 0, 0, 0, 1, 2, 3, 4, 5))
VECTOR = st.fixed_dictionaries({
    "phase": st.sampled_from(PHASES),
    "impact": MOSTLY,
    "before": MAYBE,
    "peak": MAYBE,
    "after": MAYBE,
    "morning": MAYBE,
    "usual": st.integers(0, 20).map(lambda half: half / 2),
    "effort": MAYBE,
    "completed": MOSTLY.map(lambda rare: not rare),
    "stopped_for_pain": MOSTLY,
    "new_sign": MOSTLY,
    "sign_still": st.sampled_from((None, False, True)),
    "sign_in_last3": st.integers(0, 3),
    "emergency": MOSTLY,
    "urgent": MOSTLY,
    "weeks_creep": RARELY,
    "gap_days": st.sampled_from((0, 0, 0, 1, 7, 8, 14, 15, 60)),
    "hours_since": st.sampled_from((0.0, 12.5, 35.9, 36.0, 60.0)),
    "streak": st.integers(0, 5),
    "streak_steady": st.integers(0, 2),
    "days_since_progress": st.sampled_from((99, 99, 0, 4, 5)),
    "ladders_progressed_7d": st.integers(0, 3),
    "at_floor": st.booleans(),
    "regress_last4": st.integers(0, 3),
    "target_fits": st.booleans(),
})  # fmt: skip
CALM = {
    "before": 2, "peak": 2, "after": 2, "morning": 2, "usual": 2.0, "effort": 5, "new_sign": False,
    "emergency": False, "urgent": False, "weeks_creep": 0, "gap_days": 0, "impact": False,
    "stopped_for_pain": False, "streak": 4,
}  # fmt: skip
"""With some of these, random answers reach the lower rows as well."""


@st.composite
def vectors(draw: Any) -> dict[str, Any]:
    """Inputs by the names of the reference: some of any kind, the rest as on a calm day."""
    vector = draw(VECTOR)
    calm = draw(st.sets(st.sampled_from(sorted(CALM))))
    return vector | {name: CALM[name] for name in calm}


@st.composite
def rulesets(draw: Any) -> Thresholds:
    """Thresholds of which up to three are set anew, sound together."""
    names = draw(st.lists(st.sampled_from(sorted(ABOUT)), max_size=3, unique=True))
    numbers = {}
    for name in names:
        numbers[name] = draw(st.integers(ABOUT[name].least, ABOUT[name].most))
    thresholds = replace(DEFAULTS, **numbers)
    everything = {name: getattr(thresholds, name) for name in ABOUT}
    assume(not list(check_thresholds(everything)))
    return thresholds


@settings(max_examples=300, deadline=None)
@given(vectors())
def test_it_decides_as_the_table_written_apart_from_it(vector: dict[str, Any]) -> None:
    row = decide(inputs_of(vector))
    assert (row.verdict.upper(), row.id) == decided(vector)


def worsened(inputs: Inputs) -> dict[str, Inputs]:
    """Each way in which an answer can be worse by one, with the rest as it was."""
    worse: dict[str, Inputs] = {}
    for name in ("worst", "after", "effort"):
        number = getattr(inputs, name)
        if number is not None and number < 10:
            worse[name] = replace(inputs, **{name: number + 1})
    if inputs.change is not None:
        worse["change"] = replace(inputs, change=inputs.change + 1)
    for name in ("weeks_creep", "gap_days"):
        worse[name] = replace(inputs, **{name: getattr(inputs, name) + 1})
    for name in ("new_sign", "stopped_for_pain", "impact", "emergency", "urgent"):
        worse[name] = replace(inputs, **{name: True})
    worse["target_fits"] = replace(inputs, target_fits=False)
    worse["completed"] = replace(inputs, completed=False)
    return worse


@settings(max_examples=150, deadline=None)
@given(vectors(), rulesets())
def test_a_worse_answer_never_gives_a_bolder_verdict(
    vector: dict[str, Any], thresholds: Thresholds
) -> None:
    inputs = inputs_of(vector)
    caution = decide(inputs, thresholds).verdict.caution
    for name, worse in worsened(inputs).items():
        assert decide(worse, thresholds).verdict.caution >= caution, name


@settings(max_examples=150, deadline=None)
@given(vectors(), rulesets())
def test_no_answer_never_gives_a_step_up_and_a_silent_sign_never_less_than_to_wait(
    vector: dict[str, Any], thresholds: Thresholds
) -> None:
    inputs = inputs_of(vector)
    for name in ("before", "worst", "after", "change", "effort"):
        silent = replace(inputs, **{name: None})
        assert decide(silent, thresholds).verdict is not Verdict.PROGRESS, name
    silent = replace(inputs, new_sign=True, sign_still=None)
    assert decide(silent, thresholds).verdict.caution >= Verdict.WAIT.caution
    later = replace(silent, hours_since=inputs.hours_since + thresholds.silence_hours)
    assert decide(later, thresholds).verdict.caution >= Verdict.SEEK_SOON.caution
