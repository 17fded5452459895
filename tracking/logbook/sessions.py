"""Writing sessions."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import User
from tracking.logbook.entries import Logged, advance, once, readings_of, same_answers, when
from tracking.logbook.facts import LineFacts, SessionFacts
from tracking.models import Reading, Session, SessionLine


def log_session(user: User, facts: SessionFacts, client_key: uuid.UUID) -> Logged:
    """Keep a session. A second call with the same `client_key` finds the first one's row."""
    with transaction.atomic():
        session, made = once(Session, user, client_key, _values(facts))
        if made:
            _add_parts(session, facts)
    if made:
        return Logged(session)
    fields = ("level", "sets", "reps", "seconds", "outcome", "worst", "sensation")
    said = {
        (*_subject(line), side, *(getattr(line, name) for name in fields))
        for line in facts.lines
        for side in line.sides
    }
    kept = session.lines.values_list("exercise_id", "movement_id", "side", *fields)
    same = same_answers(session, _values(facts), facts.answers) and set(kept) == said
    return Logged(session, differs=not same)


def change_session(session: Session, facts: SessionFacts, version: int) -> Session:
    """Replace what a session says. Raises StaleError if `version` is no longer its version.

    A line that stays keeps the revision of the exercise it was logged with, and answers to
    measures that were not asked this time stay.
    """
    with transaction.atomic():
        advance(session, version, _values(facts))
        revisions: dict[int | None, int | None] = dict(
            session.lines.values_list("exercise_id", "exercise_revision")
        )
        session.lines.all().delete()
        session.readings.filter(measure__in=facts.asked).delete()
        _add_parts(session, facts, revisions)
    return session


def name_the_worst(session: Session, exercise_ids: Iterable[int]) -> None:
    """Give the session's worst pain to the exercises that the person named for it."""
    with transaction.atomic():
        Session.objects.filter(pk=session.pk).update(version=F("version") + 1)
        session.lines.filter(exercise_id__in=list(exercise_ids)).update(worst=session.pain_worst)


def _values(facts: SessionFacts) -> dict[str, Any]:
    fields = (
        "programme", "outcome", "minutes", "pain_before", "pain_worst", "pain_after",
        "effort", "sensation", "note",
    )  # fmt: skip
    return when(facts.moment) | {name: getattr(facts, name) for name in fields}


def _subject(line: LineFacts) -> tuple[int | None, uuid.UUID | None]:
    """What a line is about: the id of an exercise, or of a movement of one's own."""
    return line.exercise.pk if line.exercise else None, line.movement.pk if line.movement else None


def _revision(line: LineFacts, kept: Mapping[int | None, int | None]) -> int | None:
    return kept.get(line.exercise.pk, line.exercise.revision) if line.exercise else None


def _add_parts(
    session: Session, facts: SessionFacts, revisions: Mapping[int | None, int | None] | None = None
) -> None:
    SessionLine.objects.bulk_create(
        SessionLine(
            session=session,
            exercise=line.exercise,
            exercise_revision=_revision(line, revisions or {}),
            movement=line.movement,
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
    Reading.objects.bulk_create(readings_of(facts.answers, session=session))
