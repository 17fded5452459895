"""What hangs on the entries of a list, in words: places, answers, mornings after; what was done."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DecimalField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString

from exercises.shelf.vocabulary import known_areas, known_exercises, known_measures
from psoas_site.ui.prepared import Prepared, Several
from tracking.models import (
    Aftermath,
    FeltArea,
    Reading,
    ReadingWords,
    SessionLine,
    place_words,
    side_words,
)

MOST_KEYS = 31  # of entries that are asked about at once
KEYS = Several(UUIDField(), MOST_KEYS)


@dataclass(slots=True)
class Parts:
    """What hangs on one entry, in the order of the library; what was done, in its own.

    `mornings`: the side, which may be empty, and the change. `done`: the name of each thing, once,
    with the picture of an exercise.
    """

    places: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    mornings: list[tuple[str, str]] = field(default_factory=list)
    done: dict[Hashable, tuple[str, SafeString | None]] = field(default_factory=dict)


def parts_of(question: Prepared, keys: Sequence[UUID]) -> Mapping[UUID, Parts]:
    """What hangs on each of at most `MOST_KEYS` entries, as one of the questions below reads it."""
    parts = {key: Parts() for key in keys}
    # As the driver reads them: one knows the keys as text, and numbers need no more decimals.
    by_driver_key: dict[object, Parts] = {key.hex: part for key, part in parts.items()}
    by_driver_key.update(parts.items())
    rows = question.plain_rows(keys=keys) if keys else ()
    write = _Writer()
    worded = [(*write.in_words(*row), row[0], row[1]) for row in rows]
    for _place, _side, _pk, words, key, kind in sorted(worded, key=itemgetter(0, 1, 2)):
        part = by_driver_key[key]
        if kind == LINES:
            part.done.setdefault(*words)
        else:
            getattr(part, kind).append(words)
    return parts


class _Writer:
    """Puts rows into words, by what is known of the library."""

    def __init__(self) -> None:
        self.measures, self.areas = known_measures(), known_areas()
        self.exercises = known_exercises()

    def in_words(
        self, _key: object, kind: str, pk: int, subject: Any, *answer: Any
    ) -> tuple[int, str, int, Any]:
        """By what it is put in order (three things), and its words."""
        more, side, number, text = answer
        if kind == ANSWERS:
            measure = self.measures[subject]
            answer = ReadingWords(measure, number, text, self.areas.get(more), side)
            return measure.order, "", pk, answer.sentence
        if kind == PLACES:
            felt = self.areas[subject]
            return felt.order, side, pk, place_words(felt, side)
        if kind == MORNINGS:
            change = str(Aftermath.Change(subject).label).lower()
            return 0, "", pk, (side_words(side) if side else "", change)
        return more, side, pk, self._done(subject, text)

    def _done(self, exercise: int | None, movement: str) -> tuple[Hashable, Any]:
        """What tells a thing from others, and its name and picture; names of one's own are one."""
        if exercise is None:
            return movement, (movement, None)
        known = self.exercises[exercise]
        return exercise, (known.name, known.picture)


# --- What is asked -------------------------------------------------------------------------------

ANSWERS, PLACES, MORNINGS, LINES = "answers", "places", "mornings", "lines"

NO_NUMBER = Value(None, BigIntegerField())
NO_DECIMAL = Value(None, DecimalField())
NO_TEXT = Value("", CharField())


def _columns(rows: QuerySet[Any], owner: str, kind: str, *columns: Any) -> QuerySet[Any, Any]:
    """Whose it is, its kind, its key, of what, a number more, its side, a decimal and a text."""
    subject, more, number, text = columns
    kinds = Value(kind, CharField())
    return rows.values_list(owner, kinds, "pk", subject, more, "side", number, text)


def _of_check_ins(keys: Any) -> tuple[QuerySet[Any, Any], ...]:
    answers, places, mornings = (
        kind.objects.order_by().filter(check_in__pk__in=keys)
        for kind in (Reading, FeltArea, Aftermath)
    )
    nothing = (NO_NUMBER, NO_DECIMAL, NO_TEXT)
    answer = (F("area"), F("number"), F("text"))
    return (
        _columns(answers, "check_in", ANSWERS, "measure", *answer),
        _columns(places, "check_in", PLACES, "area", *nothing),
        _columns(mornings, "check_in", MORNINGS, "change", *nothing),
    )


def _of_sessions(keys: Any) -> QuerySet[Any, Any]:
    lines = SessionLine.objects.order_by().filter(session__pk__in=keys)
    name = Coalesce("movement__name", NO_TEXT)
    return _columns(lines, "session", LINES, "exercise", F("order"), NO_DECIMAL, name)


def _together(first: QuerySet[Any, Any], *others: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return first.union(*others, all=True)


PARTS_OF_CHECK_INS = Prepared(lambda keys: _together(*_of_check_ins(keys)), keys=KEYS)
PARTS_OF_SESSIONS = Prepared(_of_sessions, keys=KEYS)
PARTS_OF_BOTH = Prepared(
    lambda keys: _together(*_of_check_ins(keys), _of_sessions(keys)), keys=KEYS
)
