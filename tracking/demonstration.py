"""Sixteen weeks of a believable diary, the same every time, ending today.

For showing the site: what a person would log, with days left out, a gap, a flare-up, two
sides that differ, and several check-ins on some days. Written through the logbook alone.
"""

import datetime as dt
import random
import uuid
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from exercises.models import BodyArea, Level, Measure, Programme
from tracking import logbook
from tracking.clock import moment_on, today_in
from tracking.models import Outcome, Session, Side

DAYS = 16 * 7
GAP = range(62, 79)  # days ago: seventeen days away from it all
FLARE_UP = range(34, 40)  # days ago: six bad ones
MORNING, EVENING = dt.time(7, 40), dt.time(20, 30)
NOTES = (
    "Slept on the sofa, stiff this morning.",
    "Long drive yesterday.",
    "Walked by the river, felt freer afterwards.",
    "Left hip quiet today.",
    "Desk day, hardly stood up.",
)


@dataclass(frozen=True)
class Library:
    """What the diary refers to, read once."""

    areas: dict[str, int]
    measures: dict[str, int]
    programmes: dict[str, Programme]


def fill(user: User) -> tuple[int, int]:
    """Write the diary of `user` up to today; answers the numbers of check-ins and sessions."""
    chance = random.Random(20)  # noqa: S311 (the same diary every time is the point)
    library = Library(
        dict(BodyArea.objects.values_list("code", "pk")),
        dict(Measure.objects.values_list("code", "pk")),
        {one.slug: one for one in Programme.objects.prefetch_related("items__exercise__doses")},
    )
    now = timezone.now()
    today = today_in(user.zone, now)
    check_ins = sessions = 0
    last: Session | None = None
    for back in range(DAYS, -1, -1):
        if back in GAP:
            continue
        day = today - dt.timedelta(days=back)
        pain = _pain(back, chance)
        if chance.random() < 0.86 and _is_past(user, day, MORNING, now):
            facts = _morning(user, day, back, pain, library, chance, last)
            logbook.log_check_in(user, facts, uuid.uuid4())
            check_ins, last = check_ins + 1, None
        if chance.random() < 0.25 and _is_past(user, day, EVENING, now):
            facts = logbook.CheckInFacts(
                moment_on(day, EVENING, user.zone, now), min(10, pain + chance.choice((0, 1)))
            )
            logbook.log_check_in(user, facts, uuid.uuid4())
            check_ins += 1
        if back and chance.random() < (0.7 if back in FLARE_UP else 0.55):
            done = _session(user, day, back, pain, library, chance)
            last = logbook.log_session(user, done, uuid.uuid4()).entry
            sessions += 1
    return check_ins, sessions


def _is_past(user: User, day: dt.date, clock: dt.time, now: dt.datetime) -> bool:
    return moment_on(day, clock, user.zone, now).at <= now


def _pain(back: int, chance: random.Random) -> int:
    """Pain that drifts from about 6 to about 4, swings by a point or two, and flares up once."""
    level = 3.6 + 2.4 * back / DAYS + (3.2 if back in FLARE_UP else 0)
    return max(0, min(10, round(level + chance.choice((-1, -1, 0, 0, 0, 1, 1)))))


def _morning(
    user: User,
    day: dt.date,
    back: int,
    pain: int,
    library: Library,
    chance: random.Random,
    last: Session | None,
) -> logbook.CheckInFacts:
    """A morning's check-in: places, sleep and stress on most days, now and then a note."""
    places = [(library.areas["hip_front"], Side.LEFT)]
    if back > DAYS // 2 and chance.random() < 0.6:
        places.append((library.areas["low_back"], Side.RIGHT))
    answers = []
    if chance.random() < 0.7:
        numbers = {
            "sleep_hours": Decimal(chance.choice(("5.5", "6", "6.5", "7", "7.5"))),
            "stress_level": Decimal(chance.choice((1, 2, 3, 4, 5, 6))),
            "hours_sitting": Decimal(2 if day.weekday() > 4 else chance.choice((5, 6, 7, 8))),
        }
        answers = [logbook.Answer(library.measures[code], value) for code, value in numbers.items()]
    if back == FLARE_UP[-1]:
        place = (library.areas["thigh_front"], Side.LEFT)
        answers.append(logbook.Answer(library.measures["sign_tingling"], Decimal(1), place=place))
    asked = last is not None and chance.random() < 0.7
    return logbook.CheckInFacts(
        moment_on(day, MORNING, user.zone, timezone.now()),
        pain,
        note=chance.choice(NOTES) if chance.random() < 0.12 else "",
        places=tuple(places),
        answers=tuple(answers),
        since_session=last if asked else None,
        aftermath={"": chance.choice((-1, 0, 0, 0, 1))} if asked else {},
    )


def _session(
    user: User, day: dt.date, back: int, pain: int, library: Library, chance: random.Random
) -> logbook.SessionFacts:
    """A session of the programme that suits the stage; the left side gets a little less."""
    if back in FLARE_UP:
        slug = "flare-up-day"
    elif back > DAYS - 8:
        slug = "first-week-settle"
    else:
        slug = "gentle-lengthen" if back > 28 else "desk-sitter-10"
    programme = library.programmes[slug]
    planned = [logbook.planned_line(item.exercise, item.level) for item in programme.items.all()]
    outcome = chance.choice([Outcome.DONE] * 7 + [Outcome.PARTLY, Outcome.SKIPPED, Outcome.STOPPED])
    lines = [replace(line, outcome=outcome) for line in planned if line is not None]
    if chance.random() < 0.3:
        lines = [part for line in lines for part in _less_on_the_left(line)]
    skipped = outcome == Outcome.SKIPPED
    return logbook.SessionFacts(
        moment_on(day, dt.time(18, 15), user.zone, timezone.now()),
        programme=programme,
        lines=tuple(lines),
        outcome=outcome,
        minutes=None if skipped else programme.minutes + chance.choice((-2, 0, 1, 3)),
        pain_before=None if skipped else pain,
        pain_worst=None if skipped else min(10, pain + chance.choice((0, 0, 1))),
        pain_after=None if skipped else max(0, pain - chance.choice((0, 0, 1, 1, 2))),
        effort=None if skipped else chance.choice((3, 5, 5, 5, 7)),
    )


def _less_on_the_left(line: logbook.LineFacts) -> list[logbook.LineFacts]:
    """The line in two: the right side as planned, the left at the dose to start with."""
    start = line.exercise.doses_by_level.get(Level.START)
    if start is None or len(line.sides) < 2:
        return [line]
    left = replace(
        line,
        sides=(Side.LEFT,),
        level=Level.START,
        sets=start.sets,
        reps=start.reps,
        seconds=start.seconds,
    )
    return [left, replace(line, sides=(Side.RIGHT,))]
