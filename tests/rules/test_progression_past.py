"""What sessions and moves before it add to a session: gap, streak, signs, easings, moves."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from exercises.rules.thresholds import DEFAULTS
from tests.rules.test_progression_table import GOOD, good, inputs_of
from tracking.rules.progression.inputs import Answers
from tracking.rules.progression.past import (
    Judged,
    Logged,
    Taken,
    days_away,
    days_since_move,
    judge_all,
    ladders_moved_up,
)
from tracking.rules.progression.verdicts import Why

START = date(2026, 3, 2)
DOSE = ("glute-bridge", "start")
NAMES = [field.name for field in fields(Answers)]


def day(number: int) -> date:
    return START + timedelta(days=number)


def session(number: int, dose: object = DOSE, at_floor: bool = False, **worse: object) -> Logged:
    """A good session of the day with that number, but for what is `worse`."""
    inputs = inputs_of(GOOD | worse)
    answers = Answers(**{name: getattr(inputs, name) for name in NAMES})
    return Logged(day(number), dose, at_floor, answers)


def judged(*sessions: Logged, moves: tuple[Taken, ...] = (), fits: bool = True) -> Judged:
    """The last of `sessions` of the ladder "glutes"."""
    return judge_all(sessions, moves, "glutes", fits)[-1]


def streak(*sessions: Logged, moves: tuple[Taken, ...] = ()) -> tuple[int, int]:
    """What one more good session finds: how many in a row, and how many of them steady."""
    after = sessions[-1].day + timedelta(days=1)
    inputs = judged(*sessions, replace(session(0), day=after), moves=moves).case.inputs
    return inputs.streak, inputs.streak_steady


STEADY = {"before": 3, "peak": 3, "after": 3}


def test_the_third_good_session_in_a_row_is_ready() -> None:
    sessions = [session(number) for number in range(3)]
    assert [one.row.why for one in judge_all(sessions, (), "glutes", True)] == [
        Why.TOO_FEW, Why.TOO_FEW, Why.READY,
    ]  # fmt: skip
    assert judged(*sessions, fits=False).row.why is Why.NEXT_UNSUITED


@pytest.mark.parametrize(
    ("between", "counted"),
    [
        (session(1), (2, 0)),
        (session(1, **STEADY), (2, 1)),
        (session(1, effort=7), (2, 1)),
        # Neither counts nor ends it: nobody said how the morning was.
        (session(1, morning=None), (1, 0)),
        (session(1, morning=None, hours_since=50), (1, 0)),
        # An early brake is no fault of the session.
        (session(1, weeks_creep=1), (2, 0)),
        # What was too much, not yet ready, or unanswered ends it.
        (session(1, peak=6), (0, 0)),
        (session(1, morning=4), (0, 0)),
        (session(1, weeks_creep=2), (0, 0)),
        (session(1, new_sign=True, morning=None), (0, 0)),
        (session(1, peak=4), (0, 0)),
        (session(1, completed=False), (0, 0)),
        (session(1, effort=None), (0, 0)),
        (session(1, peak=4, morning=None), (0, 0)),
        (session(1, dose=("glute-bridge", "typical")), (0, 0)),
    ],
)
def test_it_counts_good_sessions_in_a_row(between: Logged, counted: tuple[int, int]) -> None:
    assert streak(session(0), between) == counted


def test_a_move_ends_the_streak_although_the_dose_is_the_same_again() -> None:
    sessions = session(0), session(1), session(3)
    there_and_back = Taken(day(1), "glutes", True), Taken(day(2), "glutes", False)
    assert streak(*sessions) == (3, 0)
    assert streak(*sessions, moves=there_and_back) == (1, 0)
    same_day = session(0), session(2), session(3)
    assert streak(*same_day, moves=there_and_back) == (2, 0), "what follows the move counts"
    assert streak(*sessions, moves=(Taken(day(2), "rotate", True),)) == (3, 0)
    later = (Taken(day(9), "glutes", True),)
    assert streak(*sessions, moves=later) == (3, 0), "what comes after is not known yet"


def test_the_gap_is_counted_in_days_unless_the_step_back_was_taken() -> None:
    first, late = session(0), session(20)
    assert judged(first).case.inputs.gap_days == 0
    assert judged(first, late).row.why is Why.GAP_LONG
    for taken, gap in {0: 20, 1: 0, 20: 0, 21: 20}.items():
        moves = (Taken(day(taken), "glutes", False),)
        assert judged(first, late, moves=moves).case.inputs.gap_days == gap
    up = (Taken(day(1), "glutes", True),)
    other = (Taken(day(1), "rotate", False),)
    assert judged(first, late, moves=up).case.inputs.gap_days == 20
    assert judged(first, late, moves=other).case.inputs.gap_days == 20
    assert days_away((), day(3), ()) == 0


def test_the_same_sign_in_two_of_three_sessions_asks_for_a_look() -> None:
    gone = {"new_sign": True, "sign_still": False}
    sign, plain = session(0, **gone), session(1)
    assert judged(sign).row.why is Why.SIGN_GONE
    assert judged(sign, plain, session(2, **gone)).row.why is Why.SIGN_AGAIN
    assert judged(sign, plain, plain, session(3, **gone)).row.why is Why.SIGN_GONE
    assert judged(sign, sign, plain).case.inputs.signs_lately == 2


def test_the_third_easing_of_four_at_the_gentlest_dose_asks_for_a_review() -> None:
    hurt, well = session(0, at_floor=True, peak=6), session(1, at_floor=True)
    rows = judge_all([hurt] * 5, (), "glutes", True)
    assert [one.row.id for one in rows] == ["D5", "D5", "D5b", "D5b", "D5b"]
    assert judged(hurt, hurt, well, hurt).row.why is Why.FLOOR
    assert judged(hurt, hurt, well, well, hurt).row.why is Why.WORST
    higher = replace(hurt, at_floor=False)
    assert judged(hurt, hurt, higher).row.why is Why.WORST
    assert judged(*[well] * 5).case.inputs.regresses == 0


def test_a_ladder_that_moved_waits_and_two_that_moved_up_hold_the_others() -> None:
    sessions = [session(number) for number in range(10, 14)]
    for moved, why in {8: Why.READY, 9: Why.TOO_SOON}.items():
        moves = (Taken(day(moved), "glutes", False),)
        assert judged(*sessions, moves=moves).row.why is why
    up = Taken(day(7), "rotate", True), Taken(day(9), "rest", True)
    assert judged(*sessions, moves=up).row.why is Why.OTHERS_MOVED
    back = (*up[:1], Taken(day(9), "rest", False), Taken(day(9), "rotate", True))
    assert judged(*sessions, moves=back).row.why is Why.READY


def test_it_counts_days_and_ladders_of_moves() -> None:
    moves = [Taken(day(1), "a", True), Taken(day(4), "a", False), Taken(day(4), "b", True)]
    assert days_since_move(moves, day(6)) == 2
    assert days_since_move([], day(6)) is None
    assert ladders_moved_up(moves, day(4)) == 2
    assert ladders_moved_up(moves, day(7)) == 2
    assert ladders_moved_up(moves, day(8)) == 1
    assert ladders_moved_up(moves, day(3)) == 1, "a later one is not yet taken"
    assert ladders_moved_up(moves, day(11)) == 0


def test_other_thresholds_are_read_for_the_sessions_before_too() -> None:
    thresholds = replace(DEFAULTS, streak=2, sign_window=2, floor_backs=2, floor_window=2)
    gone = {"new_sign": True, "sign_still": False}
    hurt = session(0, at_floor=True, peak=6)

    def last_of(*sessions: Logged) -> Why:
        return judge_all(sessions, (), "glutes", True, thresholds)[-1].row.why

    assert last_of(session(0), session(1)) is Why.READY
    assert last_of(session(0, **gone), session(1), session(2, **gone)) is Why.SIGN_GONE
    assert last_of(hurt, hurt) is Why.FLOOR
    assert last_of(hurt, session(1), hurt) is Why.WORST
    assert good().streak == GOOD["streak"]
