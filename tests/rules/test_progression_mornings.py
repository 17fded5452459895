"""The usual morning, the change from it, weeks that creep up, and the gate before a session."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from exercises.rules.thresholds import DEFAULTS
from tracking.rules.progression.creep import first_day_read, week_medians, weeks_creep
from tracking.rules.progression.gate import Gate, Now, gate_for
from tracking.rules.progression.mornings import change_by_morning, usual_morning

DAY = date(2026, 3, 20)
NOON = 12 * 60


def mornings(*pains: int | None, last: date = DAY) -> dict[date, int]:
    """Rated mornings, the last on `last`; None for a day without."""
    days = [last - timedelta(days=back) for back in range(len(pains))]
    return {day: pain for day, pain in zip(days, reversed(pains), strict=True) if pain is not None}


@pytest.mark.parametrize(
    ("pains", "minute", "usual"),
    [
        ((9, 1, 2, 3, 4, 5, 6, 7), NOON, 4),  # seven with its own day's, not the eighth
        ((0, 1, 2, 3, 4, 5, 6, 7, 9), NOON - 1, 4),  # begun before noon: without its own day's
        ((2, None, 3, None, 6), NOON, 3),
        ((2, 3, None, 6, 7), NOON, 4.5),
        ((2, None, None, 3), NOON, 8),  # too few
        ((2, 3, 4, None, None, None, None, None), NOON, 8),  # too long ago
        ((2, 3, 4, None, None, None, None), NOON, 3),
        ((), NOON, 8),
    ],
)
def test_the_usual_is_the_middle_of_seven_mornings(
    pains: tuple[int | None, ...], minute: int, usual: float
) -> None:
    assert usual_morning(mornings(*pains), DAY, minute, before=8) == usual


def test_without_mornings_and_without_the_pain_before_nobody_knows_the_usual() -> None:
    assert usual_morning({}, DAY, NOON, before=None) is None
    few = replace(DEFAULTS, usual_least=2)
    assert usual_morning(mornings(2, 4), DAY, NOON, before=None, thresholds=few) == 3


@pytest.mark.parametrize(
    ("morning", "usual", "answer", "change"),
    [
        (5, 3.5, -1, 1.5),  # a number wins
        (3, 3.0, None, 0),
        (None, 3.0, 2, 2),
        (5, None, 1, 1),
        (None, 3.0, None, None),
        (5, None, None, None),
    ],
)
def test_a_number_of_that_morning_wins_over_the_answer(
    morning: int | None, usual: float | None, answer: int | None, change: float | None
) -> None:
    assert change_by_morning(morning, usual, answer) == change


def test_a_week_counts_from_four_rated_mornings() -> None:
    weeks = week_medians(mornings(3, 4, 5, 6, None, None, None, 1, 1, 2, None, None, None, 9), DAY)
    assert weeks[-2:] == (4.5, 1.5)
    assert weeks[-3] is None
    assert len(weeks) == 30
    assert first_day_read(DAY) == DAY - timedelta(days=209)
    sparse = mornings(3, 4, 5, None, None, None, None)
    assert week_medians(sparse, DAY)[-1] is None
    assert week_medians(sparse, DAY, replace(DEFAULTS, week_least=3))[-1] == 4
    assert len(week_medians({}, DAY, replace(DEFAULTS, creep_weeks_low=12))) == 16


def test_the_first_day_that_is_read_matters_and_the_one_before_does_not() -> None:
    edge = first_day_read(DAY)
    week = {edge + timedelta(days=day): 5 for day in range(3)}
    assert week_medians(week | {edge + timedelta(days=3): 5}, DAY)[0] == 5
    assert week_medians(week | {edge - timedelta(days=1): 5}, DAY)[0] is None


@pytest.mark.parametrize(
    ("medians", "weeks"),
    [
        ([3, 5], 1),
        ([3, 4.5], 0),
        ([None, 5], 0),
        ([3, 5, None, None], 1),  # an unrated week neither counts nor ends it
        ([3, 5, 3], 0),
        ([2, 3, 4], 1),  # above the lower middle of two
        ([1, *[4] * 8, 6], 1),  # eight weeks back, and no further
        ([1, *[4] * 7, 5], 0),
        ([2, 2, *[4] * 5, 5], 0),  # too few rated weeks for the second lowest
        ([2, 2, *[4] * 6, 5], 1),
        ([2, *[4] * 7, 5], 0),
        ([2, 2, *[4] * 24, 5], 1),  # 26 weeks back, and no further
        ([2, 2, *[4] * 25, 5], 0),
        ([2, 2, 4, 4, 4, None, None, 4, 4, 4, 5], 1),
    ],
)
def test_a_week_creeps_above_the_middle_or_far_above_the_low(
    medians: list[float | None], weeks: int
) -> None:
    assert weeks_creep(medians) == weeks


CALM = Now(emergency=False, urgent=False, open_sign=False, screening_due=False, pain=3)


@pytest.mark.parametrize(
    ("stands", "gate"),
    [
        ({}, Gate.OPEN),
        ({"pain": None}, Gate.OPEN),
        ({"pain": 5}, Gate.OPEN),
        ({"pain": 6}, Gate.FLARE_UP),
        ({"pain": 7}, Gate.FLARE_UP),
        ({"pain": 8}, Gate.QUIET),
        ({"pain": 8, "screening_due": True}, Gate.SCREEN),
        ({"open_sign": True, "screening_due": True}, Gate.SIGN),
        ({"urgent": True, "open_sign": True}, Gate.URGENT),
        ({"emergency": True, "urgent": True, "open_sign": True, "pain": 9}, Gate.EMERGENCY),
    ],
)
def test_the_most_careful_thing_stands_at_the_gate(stands: dict[str, object], gate: Gate) -> None:
    assert gate_for(replace(CALM, **stands)) is gate


def test_the_gate_reads_the_thresholds_that_it_is_given() -> None:
    earlier = replace(DEFAULTS, flare_up_from=5, quiet_from=7)
    gates = [gate_for(replace(CALM, pain=pain), earlier) for pain in (4, 5, 6, 7)]
    assert gates == [Gate.OPEN, Gate.FLARE_UP, Gate.FLARE_UP, Gate.QUIET]
