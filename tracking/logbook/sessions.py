"""Writing sessions."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace

from django.db import transaction
from django.db.models import F

from accounts.models import User
from psoas_site.ui.shapes import Values
from tracking.logbook.concerns import may_raise, raise_concerns, where_signs_are
from tracking.logbook.entries import (
    Logged,
    advance,
    once,
    readings_of,
    same_answers,
    when,
    write,
)
from tracking.logbook.facts import LineFacts, SessionFacts
from tracking.logbook.following import own_movements
from tracking.models import Reading, Session, SessionLine, folded
from tracking.subjects import Subject


def log_session(user: User, facts: SessionFacts, client_key: uuid.UUID) -> Logged:
    """Keep a session. A second call with the same `client_key` finds the first one's row.

    A movement of one's own that has no row yet gets one with the session, unless there is one
    of its name already.
    """
    with transaction.atomic():
        session, made = once(Session, user, client_key, _values(facts))
        if made:
            _add_parts(session, facts)
            if may_raise(facts.answers):
                raise_concerns(session)
    return Logged(session, differs=not made and not says_the_same(session, facts))


def says_the_same(session: Session, facts: SessionFacts) -> bool:
    """Whether `session` says what `facts` say. The minute of sending does not count."""
    if not same_answers(session, _values(facts), facts.answers):
        return False
    fields = ("level", "sets", "reps", "seconds", "outcome", "worst", "sensation")
    sent = {
        (line.subject, side, *(getattr(line, name) for name in fields))
        for line in facts.lines
        for side in line.sides
    }
    rows = session.lines.values_list("exercise_id", "movement__name", "side", *fields)
    kept = {
        (Subject.of_keys(exercise, folded(name or "")), *rest) for exercise, name, *rest in rows
    }
    return kept == sent


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
        before = where_signs_are(session)
        session.lines.all().delete()
        session.readings.filter(measure__in=facts.asked).delete()
        _add_parts(session, facts, revisions)
        raise_concerns(session, before)
    return session


def name_the_worst(session: Session, line_ids: Iterable[int]) -> None:
    """Give the session's worst pain to the lines that the person named for it."""
    with transaction.atomic():
        Session.objects.filter(pk=session.pk).update(version=F("version") + 1)
        session.lines.filter(pk__in=list(line_ids)).update(worst=session.pain_worst)


def _values(facts: SessionFacts) -> Values:
    fields = (
        "programme", "outcome", "minutes", "pain_before", "pain_worst", "pain_after",
        "effort", "sensation", "note",
    )  # fmt: skip
    return when(facts.moment) | {name: getattr(facts, name) for name in fields}


def _is_only_a_name(line: LineFacts) -> bool:
    return line.movement is not None and line.movement._state.adding


def _with_rows(session: Session, lines: Iterable[LineFacts]) -> list[LineFacts]:
    """The lines; a movement of one's own that was only a name so far has a row now."""
    facts = list(lines)
    new = [line.movement.name for line in facts if line.movement and _is_only_a_name(line)]
    if not new:
        return facts
    rows = own_movements(session.user, new)
    return [
        replace(line, movement=rows[folded(line.movement.name)])
        if line.movement and _is_only_a_name(line)
        else line
        for line in facts
    ]


def _revision(line: LineFacts, kept: Mapping[int | None, int | None]) -> int | None:
    return kept.get(line.exercise.pk, line.exercise.revision) if line.exercise else None


def _add_parts(
    session: Session, facts: SessionFacts, revisions: Mapping[int | None, int | None] | None = None
) -> None:
    lines = _with_rows(session, facts.lines)
    rows = []
    for order, line in enumerate(lines, start=1):
        revision = _revision(line, revisions or {})
        rows += [_row(session, line, order, side, revision) for side in line.sides]
    write(SessionLine, rows)
    write(Reading, readings_of(facts.answers, session_id=session.pk))


def _row(
    session: Session, line: LineFacts, order: int, side: str, revision: int | None
) -> SimpleNamespace:
    """The columns of a line of `session` about one side."""
    return SimpleNamespace(
        session_id=session.pk,
        exercise_id=line.exercise.pk if line.exercise else None,
        exercise_revision=revision,
        movement_id=line.movement.pk if line.movement else None,
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
