"""What Bea does on a day: a programme as planned or otherwise, a movement of her own."""

import datetime as dt
from dataclasses import replace
from itertools import chain

from exercises.models import Level, Programme
from psoas_site.demonstration.library import Library
from psoas_site.demonstration.story import CIRCLES, SWIM, SWIMS, Day
from tracking.clock import Moment
from tracking.logbook import LineFacts, SessionFacts, planned_line
from tracking.models import Outcome, Sensation, Side

NOTES = {
    Outcome.DONE: (
        "Easier than last time.",
        "Did it in front of the television.",
        "Slower than usual, and better for it.",
        "Left side shook a little at the end.",
    ),
    Outcome.PARTLY: (
        "Ran out of time, left out the last part.",
        "The phone rang half way.",
    ),
    Outcome.STOPPED: ("Stopped when it pinched at the front of the left hip.",),
    Outcome.SKIPPED: ("Too tired today.", "Visitors until late.", "Train was two hours late."),
}


def session_of(day: Day, library: Library, moment: Moment) -> SessionFacts | None:
    """The session of a day, if there was one. None on the last day: it is still to come."""
    if day.back in SWIMS:
        return _swim(day, library, moment)
    if not day.back or day.chance.random() > (0.7 if day.flare_up else 0.5):
        return None
    programme = library.programmes[_programme_for(day)]
    outcome = _outcome(day)
    lines = _lines(day, programme, outcome, library)
    if outcome == Outcome.SKIPPED:
        return SessionFacts(moment, programme, tuple(lines), outcome, note=_note(day, outcome))
    worst = [line.worst for line in lines if line.worst is not None]
    return SessionFacts(
        moment,
        programme=programme,
        lines=tuple(lines),
        outcome=outcome,
        minutes=programme.minutes + day.chance.choice((-2, 0, 1, 3)),
        pain_before=day.pain,
        pain_worst=max([day.pain, *worst]),
        pain_after=max(0, day.pain - day.chance.choice((-1, 0, 0, 0, 0, 1, 1))),
        effort=day.chance.choice((3, 5, 5, 5, 7)),
        note=_note(day, outcome),
    )


def clock_of(day: Day) -> dt.time:
    """When a session begins."""
    return day.around(10, 45) if day.back in SWIMS else day.around(17, 110)


def _swim(day: Day, library: Library, moment: Moment) -> SessionFacts:
    minutes = day.chance.choice((20, 25, 25, 30))
    line = LineFacts(None, (Side.NONE,), "", 1, 0, minutes * 60, movement=library.movements[SWIM])
    return SessionFacts(
        moment, lines=(line,), minutes=minutes, pain_before=day.pain, pain_after=day.pain, effort=5
    )


def _programme_for(day: Day) -> str:
    """The programme that suits the stage."""
    if day.flare_up:
        return "flare-up-day"
    if day.back > 104:
        return "first-week-settle"
    if day.date.weekday() == 6 and day.chance.random() < 0.6:
        return "evening-unwind"
    at_desk = day.date.weekday() < 5 and day.chance.random() < (0.25 if day.back > 33 else 0.65)
    return "desk-sitter-10" if at_desk else "gentle-lengthen"


def _outcome(day: Day) -> Outcome:
    stopped = [Outcome.STOPPED] * (2 if day.flare_up else 1)
    often = [Outcome.DONE] * 12 + [Outcome.PARTLY] * 2
    return day.chance.choice([*often, Outcome.SKIPPED, *stopped])


def _lines(day: Day, programme: Programme, outcome: Outcome, library: Library) -> list[LineFacts]:
    """As planned, or with what came otherwise: cut short, by side, a movement more."""
    planned = [planned_line(item.exercise, item.level) for item in programme.items.all()]
    lines = list(filter(None, planned))
    if outcome == Outcome.SKIPPED:
        return _skipped(lines)
    if outcome != Outcome.DONE:
        lines = _cut_short(lines, outcome)
    if day.chance.random() < 0.4:
        lines = list(chain.from_iterable(_less_on_the_left(line, day) for line in lines))
    if day.back < 60 and day.chance.random() < 0.3:
        circles = library.movements[CIRCLES]
        lines.append(LineFacts(None, (Side.LEFT, Side.RIGHT), "", 1, 10, 0, movement=circles))
    return lines


def _skipped(lines: list[LineFacts]) -> list[LineFacts]:
    return [replace(line, outcome=Outcome.SKIPPED) for line in lines]


def _cut_short(lines: list[LineFacts], outcome: Outcome) -> list[LineFacts]:
    """`lines` with `outcome` half way, and nothing done after that."""
    cut = len(lines) // 2
    sensation = Sensation.PINCH if outcome == Outcome.STOPPED else ""
    last = replace(lines[cut], outcome=outcome, sensation=sensation)
    return [*lines[:cut], last, *_skipped(lines[cut + 1 :])]


def _less_on_the_left(line: LineFacts, day: Day) -> list[LineFacts]:
    """The line in two: the right side as planned, the left at the dose to start with, or not."""
    start = line.exercise.doses_by_level.get(Level.START) if line.exercise else None
    if start is None or len(line.sides) < 2 or line.outcome == Outcome.SKIPPED:
        return [line]
    right = replace(line, sides=(Side.RIGHT,), worst=max(0, day.pain - 2))
    if day.chance.random() < 0.15:
        return [right]
    left = replace(
        line,
        sides=(Side.LEFT,),
        level=Level.START,
        sets=start.sets,
        reps=start.reps,
        seconds=start.seconds,
        worst=min(10, day.pain + day.chance.choice((0, 0, 1))),
    )
    return [left, right]


def _note(day: Day, outcome: Outcome) -> str:
    is_noted = outcome != Outcome.DONE or day.chance.random() < 0.15
    return day.chance.choice(NOTES[outcome]) if is_noted else ""
