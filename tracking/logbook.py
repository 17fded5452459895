"""All writes of facts. Each is one transaction, and sending a form twice makes one record."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from exercises.models import Dose, Exercise, Programme
from tracking.clock import Moment
from tracking.models import (
    Aftermath,
    CheckIn,
    Entry,
    FeltArea,
    Outcome,
    Reading,
    Session,
    SessionLine,
    Side,
)

Place = tuple[int, str]  # the id of a body area, and a side


class StaleError(Exception):
    """The entry was changed meanwhile: the form was filled in on top of an older version."""


@dataclass(frozen=True)
class Answer:
    """An answer to one of the library's measures; a number or a text, with a place or without."""

    measure_id: int
    number: Decimal | None = None
    text: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class CheckInFacts:
    """What one check-in says."""

    moment: Moment
    pain: int
    this_morning: bool = False
    note: str = ""
    places: tuple[Place, ...] = ()
    answers: tuple[Answer, ...] = ()
    asked: frozenset[int] = frozenset()  # the measures that were asked
    since_session: Session | None = None
    aftermath: Mapping[str, int] = field(default_factory=dict)  # change by side


@dataclass(frozen=True)
class LineFacts:
    """One exercise of a session; `sides` holds one entry for each line that it becomes."""

    exercise: Exercise
    sides: tuple[str, ...]
    level: str
    sets: int
    reps: int
    seconds: int
    outcome: str = Outcome.DONE
    worst: int | None = None
    sensation: str = ""


@dataclass(frozen=True)
class SessionFacts:
    """What one session says."""

    moment: Moment
    programme: Programme | None = None
    lines: tuple[LineFacts, ...] = ()
    outcome: str = Outcome.DONE
    minutes: int | None = None
    pain_before: int | None = None
    pain_worst: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    sensation: str = ""
    note: str = ""
    answers: tuple[Answer, ...] = ()
    asked: frozenset[int] = frozenset()  # the measures that were asked


def planned_line(exercise: Exercise, level: str) -> LineFacts | None:
    """The exercise as planned: the dose of `level`, each side. None while it has no such dose."""
    dose: Dose | None = exercise.doses_by_level.get(level)
    if dose is None:
        return None
    return LineFacts(exercise, sides_of(exercise), level, dose.sets, dose.reps, dose.seconds)


def sides_of(exercise: Exercise) -> tuple[str, ...]:
    """The sides that a full go at `exercise` has."""
    return (Side.LEFT, Side.RIGHT) if exercise.per_side else (Side.NONE,)


@dataclass(frozen=True)
class Logged:
    """The row that a form stands for. `differs`: the form was sent before, with other answers."""

    entry: Any
    differs: bool = False


def log_check_in(user: User, facts: CheckInFacts, client_key: uuid.UUID) -> Logged:
    """Keep a check-in. A second call with the same `client_key` finds the first one's row."""
    with transaction.atomic():
        check_in, made = _once(CheckIn, user, client_key, _check_in_values(facts))
        if made:
            _add_check_in_parts(check_in, facts)
    if made:
        return Logged(check_in)
    same = (
        _same_answers(check_in, _check_in_values(facts), facts.answers)
        and set(check_in.areas.values_list("area_id", "side")) == set(facts.places)
        and dict(check_in.aftermaths.values_list("side", "change")) == dict(facts.aftermath)
    )
    return Logged(check_in, differs=not same)


def change_check_in(check_in: CheckIn, facts: CheckInFacts, version: int) -> CheckIn:
    """Replace what a check-in says. Raises StaleError if `version` is no longer its version.

    Answers to measures that were not asked this time stay.
    """
    with transaction.atomic():
        _advance(check_in, version, _check_in_values(facts))
        check_in.areas.all().delete()
        check_in.readings.filter(measure__in=facts.asked).delete()
        check_in.aftermaths.all().delete()
        _add_check_in_parts(check_in, facts)
    return check_in


def log_session(user: User, facts: SessionFacts, client_key: uuid.UUID) -> Logged:
    """Keep a session. A second call with the same `client_key` finds the first one's row."""
    with transaction.atomic():
        session, made = _once(Session, user, client_key, _session_values(facts))
        if made:
            _add_session_parts(session, facts)
    if made:
        return Logged(session)
    fields = ("level", "sets", "reps", "seconds", "outcome", "worst", "sensation")
    said = {
        (line.exercise.pk, side, *(getattr(line, name) for name in fields))
        for line in facts.lines
        for side in line.sides
    }
    kept = session.lines.values_list("exercise_id", "side", *fields)
    same = _same_answers(session, _session_values(facts), facts.answers) and set(kept) == said
    return Logged(session, differs=not same)


def change_session(session: Session, facts: SessionFacts, version: int) -> Session:
    """Replace what a session says. Raises StaleError if `version` is no longer its version.

    A line that stays keeps the revision of the exercise it was logged with, and answers to
    measures that were not asked this time stay.
    """
    with transaction.atomic():
        _advance(session, version, _session_values(facts))
        revisions = dict(session.lines.values_list("exercise_id", "exercise_revision"))
        session.lines.all().delete()
        session.readings.filter(measure__in=facts.asked).delete()
        _add_session_parts(session, facts, revisions)
    return session


def name_the_worst(session: Session, exercise_ids: Iterable[int]) -> None:
    """Give the session's worst pain to the exercises that the person named for it."""
    with transaction.atomic():
        Session.objects.filter(pk=session.pk).update(version=F("version") + 1)
        session.lines.filter(exercise_id__in=list(exercise_ids)).update(worst=session.pain_worst)


def remove(entry: Entry) -> None:
    """Delete a check-in or a session with all that hangs on it."""
    with transaction.atomic():
        entry.delete()


def _once(
    model: type[Any], user: User, client_key: uuid.UUID, values: dict[str, Any]
) -> tuple[Any, bool]:
    """The row of this form, and whether it was made now."""
    try:
        with transaction.atomic():
            return model.objects.create(user=user, client_key=client_key, **values), True
    except IntegrityError:
        # Only a double send collides here; anything else has no such row, and is raised again.
        there = model.objects.owned_by(user).filter(client_key=client_key).first()
        if there is None:
            raise
        return there, False


def _same_answers(entry: Any, values: dict[str, Any], answers: tuple[Answer, ...]) -> bool:
    """Whether `entry` says what a form sent again says. The minute of sending does not count."""
    said = {name: value for name, value in values.items() if name not in ("at", "utc_offset")}
    kept = {
        (one.measure_id, one.number, one.text, one.area_id, one.side)
        for one in entry.readings.all()
    }
    given = {(one.measure_id, one.number, one.text, *(one.place or (None, ""))) for one in answers}
    return kept == given and all(getattr(entry, name) == value for name, value in said.items())


def _advance(entry: Any, version: int, values: dict[str, Any]) -> None:
    """Write `values` if nobody has written since `version`."""
    same = type(entry).objects.filter(pk=entry.pk, version=version)
    if not same.update(version=F("version") + 1, **values):
        raise StaleError
    entry.refresh_from_db()


def _when(moment: Moment) -> dict[str, dt.datetime | dt.date | int]:
    return {
        "at": moment.at,
        "local_date": moment.local_date,
        "utc_offset": moment.utc_offset,
    }


def _check_in_values(facts: CheckInFacts) -> dict[str, Any]:
    return _when(facts.moment) | {
        "pain": facts.pain,
        "this_morning": facts.this_morning,
        "note": facts.note,
    }


def _session_values(facts: SessionFacts) -> dict[str, Any]:
    fields = (
        "programme", "outcome", "minutes", "pain_before", "pain_worst", "pain_after",
        "effort", "sensation", "note",
    )  # fmt: skip
    return _when(facts.moment) | {name: getattr(facts, name) for name in fields}


def _add_check_in_parts(check_in: CheckIn, facts: CheckInFacts) -> None:
    FeltArea.objects.bulk_create(
        FeltArea(check_in=check_in, area_id=area, side=side) for area, side in facts.places
    )
    Reading.objects.bulk_create(_readings(facts.answers, check_in=check_in))
    if facts.since_session is not None:
        Aftermath.objects.bulk_create(
            Aftermath(check_in=check_in, session=facts.since_session, side=side, change=change)
            for side, change in facts.aftermath.items()
        )


def _add_session_parts(
    session: Session, facts: SessionFacts, revisions: Mapping[int, int] | None = None
) -> None:
    SessionLine.objects.bulk_create(
        SessionLine(
            session=session,
            exercise=line.exercise,
            exercise_revision=(revisions or {}).get(line.exercise.pk, line.exercise.revision),
            side=side,
            order=order,
            level=line.level,
            sets=line.sets,
            reps=line.reps,
            seconds=line.seconds,
            outcome=line.outcome,
            worst=line.worst,
            sensation=line.sensation,
        )
        for order, line in enumerate(facts.lines, start=1)
        for side in line.sides
    )
    Reading.objects.bulk_create(_readings(facts.answers, session=session))


def _readings(answers: Iterable[Answer], **parent: Any) -> list[Reading]:
    return [
        Reading(
            measure_id=answer.measure_id,
            number=answer.number,
            text=answer.text,
            area_id=answer.place[0] if answer.place else None,
            side=answer.place[1] if answer.place else "",
            **parent,
        )
        for answer in answers
    ]
