"""What Bea writes of a day in the morning and in the evening."""

from dataclasses import replace
from decimal import Decimal

from psoas_site.demonstration.library import Library
from psoas_site.demonstration.story import DAYS, FLARE_UP, NEW_THINGS, Day
from tracking.clock import Moment
from tracking.logbook import Answer, CheckInFacts, SessionFacts
from tracking.models import Outcome, Session, Side


def morning(
    day: Day, library: Library, moment: Moment, since: tuple[Session, SessionFacts] | None
) -> CheckInFacts:
    """Places, stiffness and the night on most days; now and then a note; how it was `since`."""
    facts = CheckInFacts(
        moment,
        day.pain,
        note=day.note,
        places=_morning_places(day, library),
        answers=_morning_answers(day, library),
    )
    if since is None or day.chance.random() >= 0.75:
        return facts
    session, done = since
    return replace(facts, since_session=session.pk, aftermath=_aftermath(done, day))


def _morning_places(day: Day, library: Library) -> tuple[tuple[int, str], ...]:
    hip = (library.areas["hip_front"], Side.LEFT)
    if day.back > DAYS // 2 and day.chance.random() < 0.6:
        return hip, (library.areas["low_back"], Side.RIGHT)
    return (hip,)


def _morning_answers(day: Day, library: Library) -> tuple[Answer, ...]:
    answers = []
    if day.follows and day.chance.random() < 0.88:
        answers.append(Answer(library.measures["stiffness"], Decimal(day.stiffness)))
    if day.chance.random() < 0.8:
        hours = Decimal(day.chance.choice(("5.5", "6", "6.5", "7", "7.5", "8")))
        answers.append(Answer(library.measures["sleep_hours"], hours))
    if day.back == FLARE_UP[0]:
        thigh = (library.areas["thigh_front"], Side.LEFT)
        answers.append(Answer(library.measures["sign_tingling"], Decimal(1), place=thigh))
    return tuple(answers)


def as_before(earlier: CheckInFacts, library: Library, moment: Moment) -> CheckInFacts:
    """The one tap that says `earlier` again: pain, places and the symptom she follows."""
    symptom = library.measures["stiffness"]
    return CheckInFacts(
        moment,
        earlier.pain,
        as_before=True,
        places=earlier.places,
        answers=tuple(answer for answer in earlier.answers if answer.measure_id == symptom),
    )


def evening(day: Day, library: Library, moment: Moment, done: SessionFacts | None) -> CheckInFacts:
    """The day that was: sitting, stress, and the daily things that she follows."""
    numbers = {
        "hours_sitting": 2 if day.date.weekday() > 4 else day.chance.choice((5, 6, 7, 8)),
        "stress_level": day.chance.choice((1, 2, 2, 3, 3, 4, 5, 6)),
    }
    texts: dict[str, str] = {}
    if day.follows:
        numbers |= {"walked": int(day.walked), "training_minutes": _trained(day, done)}
        texts["seat_type"] = day.seat
    answers = [Answer(library.measures[code], Decimal(size)) for code, size in numbers.items()]
    answers += [Answer(library.measures[code], text=text) for code, text in texts.items()]
    kept = [answer for answer in answers if day.chance.random() < 0.9]  # a question passed over
    if day.back in NEW_THINGS:
        kept.append(Answer(library.measures["new_activity"], text=NEW_THINGS[day.back]))
    pain = min(10, max(0, day.pain + day.chance.choice((-1, 0, 0, 1, 1))))
    places = ((library.areas["hip_front"], Side.LEFT),) if day.chance.random() < 0.5 else ()
    return CheckInFacts(moment, pain, places=places, answers=tuple(kept))


def _trained(day: Day, done: SessionFacts | None) -> int:
    """Minutes of training: the session's, and now and then something beside it."""
    minutes = done.minutes or 0 if done else 0
    return minutes + day.chance.choice((0, 0, 0, 0, 0, 0, 10, 20))


def _aftermath(done: SessionFacts, day: Day) -> dict[str, int]:
    """How the morning after was: once, or by side where the sides did different things."""
    left, right = (
        {line.exercise for line in done.lines if side in line.sides}
        for side in (Side.LEFT, Side.RIGHT)
    )
    sides = ("",) if left == right else (Side.LEFT, Side.RIGHT)
    likely = (0, 1, 1, 2) if done.outcome == Outcome.STOPPED else (-1, 0, 0, 0, 0, 1)
    return {side: day.chance.choice(likely) for side in sides}
