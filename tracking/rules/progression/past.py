"""What sessions and moves before a session add to what is judged: gap, streak, easings, moves."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from exercises.rules.bands import Band
from exercises.rules.thresholds import DEFAULTS, Thresholds
from tracking.rules.progression.inputs import Answers, joined
from tracking.rules.progression.table import NOT_YET, Case, Row, decide
from tracking.rules.progression.verdicts import Verdict, Why

WEEK = 7


@dataclass(frozen=True, slots=True)
class Logged:
    """One session of what stands at one place of a plan, on its side.

    `dose` says which exercise at which level; `at_floor`: it is the start dose of an exercise
    without a gentler one. `day` is the local calendar day.
    """

    day: date
    dose: Hashable
    at_floor: bool
    answers: Answers


@dataclass(frozen=True, slots=True)
class Judged:
    """A session, what was asked of the table, and the row that matched."""

    day: date
    dose: Hashable
    case: Case
    row: Row


@dataclass(frozen=True, slots=True)
class Taken:
    """A move that the person took: its day, its ladder, and whether it led up."""

    day: date
    ladder: Hashable
    up: bool


@dataclass(frozen=True, slots=True)
class Streak:
    """Good sessions in a row, and how many of them were steady or hard."""

    length: int = 0
    steady: int = 0


def judge_all(
    sessions: Iterable[Logged],
    moves: Sequence[Taken],
    ladder: Hashable,
    target_fits: bool,
    thresholds: Thresholds = DEFAULTS,
) -> tuple[Judged, ...]:
    """Judge all sessions of one place of a plan, oldest first, each with those before it.

    `moves` are those of all ladders, `ladder` is its own. `target_fits` is about what comes next
    now; for earlier sessions it decides nothing that later ones read.
    """
    judged: list[Judged] = []
    for session in sessions:
        earlier = [move for move in moves if move.day <= session.day]
        own = [move for move in earlier if move.ladder == ladder]
        streak = streak_of(judged, session.dose, last_move(own))
        inputs = joined(
            session.answers,
            gap_days=days_away(judged, session.day, own),
            signs_lately=signs_lately(judged, session.answers.new_sign, thresholds),
            regresses=regresses_lately(judged, thresholds),
            streak=streak.length,
            streak_steady=streak.steady,
            days_since_move=days_since_move(own, session.day),
            ladders_moved=ladders_moved_up(earlier, session.day),
            at_floor=session.at_floor,
            target_fits=target_fits,
        )
        row = decide(inputs, thresholds)
        judged.append(Judged(session.day, session.dose, Case(inputs, thresholds), row))
    return tuple(judged)


def days_away(past: Sequence[Judged], day: date, moves: Iterable[Taken]) -> int:
    """Days since the session before, by the calendar; 0 if `day` has the first one.

    0 as well where a step back was taken since: it is what is offered for the gap.
    """
    if not past:
        return 0
    last = past[-1].day
    if any(not move.up and last < move.day <= day for move in moves):
        return 0
    return (day - last).days


def signs_lately(past: Sequence[Judged], new_sign: bool, thresholds: Thresholds) -> int:
    """Sessions with a new sign among the newest, the one that is judged with them."""
    newest = _newest(past, thresholds.sign_window - 1)
    return new_sign + sum(session.case.inputs.new_sign for session in newest)


def regresses_lately(past: Sequence[Judged], thresholds: Thresholds) -> int:
    """Easings among the sessions before the one that is judged.

    One that asked for a review because of its easings was an easing too.
    """
    newest = _newest(past, thresholds.floor_window - 1)
    return sum(
        session.row.verdict is Verdict.REGRESS or session.row.why is Why.FLOOR for session in newest
    )


def _newest(past: Sequence[Judged], count: int) -> Sequence[Judged]:
    return past[max(0, len(past) - count) :]


def streak_of(past: Sequence[Judged], dose: Hashable, moved_on: date | None) -> Streak:
    """The good sessions in a row at `dose`, up to the newest of `past`.

    Another dose ends it, so does a move of its ladder since, and whatever was too much or not yet
    ready. A session without an answer about its morning neither counts nor ends it.
    """
    length = steady = 0
    for session in reversed(past):
        is_before_move = moved_on is not None and session.day < moved_on
        if session.dose != dose or is_before_move or _ends_a_streak(session):
            break
        if session.case.inputs.change is None:
            continue
        length += 1
        steady += session.case.band is Band.STEADY or session.case.is_hard
    return Streak(length, steady)


def _ends_a_streak(session: Judged) -> bool:
    is_careful = session.row.verdict.caution > Verdict.HOLD.caution
    return is_careful or any(matches(session.case) for _why, matches in NOT_YET)


def last_move(moves: Iterable[Taken]) -> date | None:
    """The day of the newest of `moves`, None without any."""
    return max((move.day for move in moves), default=None)


def days_since_move(moves: Iterable[Taken], day: date) -> int | None:
    """Days from the newest of `moves`, up or back, to `day`; None without any."""
    newest = last_move(moves)
    return None if newest is None else (day - newest).days


def ladders_moved_up(moves: Iterable[Taken], day: date) -> int:
    """How many ladders moved up within the seven days that end on `day`. Back is never counted."""
    return len({move.ladder for move in moves if move.up and 0 <= (day - move.day).days < WEEK})
