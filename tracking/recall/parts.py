"""What hangs on the entries of a list, in words: places, answers, mornings after; what was done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    DecimalField,
    F,
    QuerySet,
    UUIDField,
    Value,
)  # fmt: skip
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

ANSWER, PLACE, MORNING = "answer", "place", "morning"


class OfCheckIn(NamedTuple):
    """What hangs on a check-in: of a morning after the side, which may be empty, and the change."""

    places: Sequence[str] = ()
    answers: Sequence[str] = ()
    mornings: Sequence[tuple[str, str]] = ()


class OfSession(NamedTuple):
    """What was done in a session, each thing once, and pictures of the exercises among it."""

    names: Sequence[str] = ()
    pictures: Sequence[SafeString] = ()


def parts_of_check_ins(keys: Sequence[UUID]) -> Mapping[UUID, OfCheckIn]:
    """What hangs on each of at most `MOST_KEYS` check-ins."""
    if not keys:
        return {}
    rows: dict[tuple[UUID, str], list[Any]] = defaultdict(list)
    for key, kind, *part in PARTS.rows(keys=keys):
        rows[key, kind].append(part)
    return {
        key: OfCheckIn(
            _places(rows[key, PLACE]), _answers(rows[key, ANSWER]), _mornings(rows[key, MORNING])
        )
        for key in keys
    }


def parts_of_sessions(keys: Sequence[UUID]) -> Mapping[UUID, OfSession]:
    """What was done in each of at most `MOST_KEYS` sessions."""
    if not keys:
        return {}
    exercises = known_exercises()
    done: dict[UUID, dict[Any, tuple[str, SafeString | None]]] = defaultdict(dict)
    for key, exercise, movement, name in LINES.rows(keys=keys):
        if exercise is None:
            done[key][movement] = name, None
        else:
            known = exercises[exercise]
            done[key][exercise] = known.name, known.picture
    return {key: _of_session(done[key].values()) for key in keys}


def _of_session(done: Collection[tuple[str, SafeString | None]]) -> OfSession:
    names = tuple(name for name, _picture in done)
    return OfSession(names, tuple(picture for _name, picture in done if picture))


def _answers(parts: Iterable[Any]) -> tuple[str, ...]:
    """Answers in words, in the order of the library."""
    measures, areas = known_measures(), known_areas()
    answers = []
    for pk, measure, area, side, number, text in parts:
        asked = measures[measure]
        answer = ReadingWords(asked, number, text, areas.get(area), side)
        answers.append((asked.order, pk, answer.sentence))
    return tuple(sentence for _order, _pk, sentence in sorted(answers))


def _places(parts: Iterable[Any]) -> tuple[str, ...]:
    """Places in words, in the order of the library."""
    areas = known_areas()
    places = []
    for pk, area, _area, side, *_nothing in parts:
        felt = areas[area]
        places.append((felt.order, side, pk, place_words(felt, side)))
    return tuple(words for *_order, words in sorted(places))


def _mornings(parts: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """The side and the change of each morning after, as they are said within a sentence."""
    return tuple(
        (side_words(side) if side else "", str(Aftermath.Change(change).label).lower())
        for _pk, change, _area, side, *_nothing in sorted(parts)
    )


def _parts(keys: Any) -> QuerySet[Any, Any]:
    """Of each part of some check-ins: whose it is, its kind, its key, what it is of, and more."""

    def of(rows: Any, kind: str, subject: str, area: Any, number: Any, text: Any) -> Any:
        asked = rows.order_by().filter(check_in__pk__in=keys)
        return asked.values_list(
            "check_in", Value(kind, CharField()), "pk", subject, area, "side", number, text
        )

    answers = of(Reading.objects, ANSWER, "measure", F("area"), F("number"), F("text"))
    nothing = (
        Value(None, BigIntegerField()),
        Value(None, DecimalField()),
        Value("", CharField()),
    )
    places = of(FeltArea.objects, PLACE, "area", *nothing)
    mornings = of(Aftermath.objects, MORNING, "change", *nothing)
    return answers.union(places, mornings, all=True)


def _lines(keys: Any) -> QuerySet[SessionLine, Any]:
    rows = SessionLine.objects.filter(session__pk__in=keys)
    return rows.values_list("session", "exercise", "movement", "movement__name")


KEYS = Several(UUIDField(), MOST_KEYS)
PARTS = Prepared(_parts, keys=KEYS)
LINES = Prepared(_lines, keys=KEYS)
