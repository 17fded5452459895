"""What the diary's lists read: entries that were looked for, and what was deleted lately."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
)

from accounts.models import User
from exercises.models import Measure
from exercises.search import Sought, between_blanks, searchable, sought_in
from exercises.shelf.vocabulary import known_areas, known_exercises, known_programmes
from psoas_site.ui.prepared import Prepared, Whoever
from psoas_site.ui.shapes import Given
from tracking.bodymap import place_key
from tracking.clock import lived_at
from tracking.models import (
    KEPT,
    CheckIn,
    FeltArea,
    OwnedQuerySet,
    Reading,
    Session,
    SessionLine,
    Side,
    place_words,
)
from tracking.subjects import Kind, Subject

WORDS = "q"  # the one filter that is not asked of the database

Condition = Callable[[Any], Q]  # of what was understood of one filter
Labels = Mapping[str, str]  # by the value that stands for it in an address


@dataclass(frozen=True)
class Matches:
    """Ids of the entries that were found, newest first, out of so many.

    `ways_out`: how many more there would be without one of the filters, by its name.
    """

    ids: tuple[uuid.UUID, ...]
    total: int
    ways_out: Mapping[str, int]


@dataclass(frozen=True)
class DoneLately:
    """What the newest sessions of a person name."""

    programmes: Labels
    things: Labels  # exercises and movements of their own


def find_check_ins(user: User, asked: Given) -> Matches:
    """The person's check-ins that fit all of `asked`; each of its words or phrases is in the note.

    `asked` may hold q, from, to, place (key of an area, with or without a side), pain, signs.
    """
    own: Mapping[str, Condition] = {
        "place": _felt_at,
        "pain": lambda least: Q(pain__gte=least),
        "signs": _tells_of_a_sign,
    }
    return _find(CheckIn.objects.owned_by(user), asked, own, {})


def find_sessions(user: User, asked: Given, movements: Labels) -> Matches:
    """The person's sessions that fit all of `asked`; each word or phrase is in the note or
    in a name.

    `asked` may hold q, from, to, programme, did (an exercise or a movement), outcome. `movements`:
    those of the person's own.
    """
    own: Mapping[str, Condition] = {
        "programme": lambda slug: Q(programme__slug=slug),
        "did": _had,
        "outcome": lambda outcome: Q(outcome=outcome),
    }
    named = _named(user, sought_in(asked.get(WORDS, "")), movements)
    return _find(Session.objects.owned_by(user), asked, own, named)


def places_lately(user: User) -> Labels:
    """The places in the person's newest check-ins, each with its sides, in the body's order."""
    areas = known_areas()
    felt = [(areas[area], side) for area, side in PLACES.rows(user=user.pk)]
    labels: dict[str, str] = {}
    for area, side in sorted(felt, key=lambda place: (place[0].order, place[0].label, place[1])):
        labels.setdefault(place_key(area.code, Side.NONE), area.label)
        if side:
            labels[place_key(area.code, side)] = place_words(area, side)
    return labels


def done_lately(user: User, movements: Labels) -> DoneLately:
    """What was done in the person's newest sessions, in the order of the library; of `movements`,
    which are their own, in theirs.
    """
    keys = {key for row in DONE.rows(user=user.pk) for key in enumerate(row)}
    programmes = {row.slug: row.title for pk, row in known_programmes().items() if (0, pk) in keys}
    exercises = {row.slug: row.name for pk, row in known_exercises().items() if (1, pk) in keys}
    own = {key: name for key, name in movements.items() if (2, uuid.UUID(key)) in keys}
    return DoneLately(programmes, {**exercises, **own})


def _places(user: Any) -> QuerySet[FeltArea, Any]:
    """The places in the newest check-ins of whoever asks, each once."""
    newest = CheckIn.objects.owned_by(user).order_by("-local_date", "-at")[:LATELY]
    rows = FeltArea.objects.filter(check_in__in=newest.values("pk")).order_by()
    return rows.values_list("area", "side").distinct()


def _done(user: Any) -> QuerySet[Session, Any]:
    """What the newest sessions of whoever asks are made of, each row once."""
    newest = Session.objects.owned_by(user).order_by("-at")[:LATELY]
    rows = Session.objects.filter(pk__in=newest.values("pk")).order_by()
    return rows.values_list("programme", "lines__exercise", "lines__movement").distinct()


LATELY = 60  # entries: as many whatever the diary holds
PLACES = Prepared(_places, user=Whoever())
DONE = Prepared(_done, user=Whoever())


def removed_lately(
    user: User, kind: type[CheckIn | Session], now: dt.datetime
) -> OwnedQuerySet[Any]:
    """The entries of this kind that `user` deleted and can put back, the latest first."""
    return _removed_since(user, kind, now - KEPT)


def _removed_since(user: Any, kind: type[CheckIn | Session], since: Any) -> OwnedQuerySet[Any]:
    return kind.objects.removed_from(user).filter(removed_at__gt=since).order_by("-removed_at")


class Removed(NamedTuple):
    """An entry that can be put back, and when it was on the person's own clock."""

    id: uuid.UUID
    local_time: dt.datetime


def offered_back(user: User, kind: type[CheckIn | Session], now: dt.datetime) -> list[Removed]:
    """The same, as a list offers them."""
    rows = REMOVED[kind].rows(user=user.pk, since=now - KEPT)
    return [Removed(pk, lived_at(at, utc_offset)) for pk, at, utc_offset in rows]


def _removed(kind: type[CheckIn | Session]) -> Prepared:
    columns = ("pk", "at", "utc_offset")
    return Prepared(
        lambda user, since: _removed_since(user, kind, since).values_list(*columns),
        user=Whoever(),
        since=DateTimeField(),
    )


REMOVED = {CheckIn: _removed(CheckIn), Session: _removed(Session)}


def _find(
    rows: OwnedQuerySet[Any],
    asked: Given,
    own: Mapping[str, Condition],
    named: Mapping[uuid.UUID, str],
) -> Matches:
    """One look at all of a person's entries: which fit, and which fit but for one filter.

    Words are compared here, not by the database: so `%` and `_` mean themselves, and it is alike
    on every database. Accents and letter case are forgiven, as the words were kept without them.
    """
    every: dict[str, Condition] = {
        "from": lambda day: Q(local_date__gte=day),
        "to": lambda day: Q(local_date__lte=day),
        **own,
    }
    conditions = {name: every[name](value) for name, value in asked.items() if name in every}
    sought = sought_in(asked.get(WORDS, ""))
    ids, total, ways = [], 0, Counter[str]()
    for pk, words, fits in _judged(rows, conditions, with_words=bool(sought)):
        total += 1
        lacking = [name for name in conditions if not fits[name]]
        if len(lacking) < 2 and not _holds(sought, words, named.get(pk, "")):
            lacking.append(WORDS)
        if not lacking:
            ids.append(pk)
        elif len(lacking) == 1:
            ways[lacking[0]] += 1
    return Matches(tuple(ids), total, dict(ways.most_common()))


def _judged(
    rows: OwnedQuerySet[Any], conditions: Mapping[str, Q], *, with_words: bool
) -> Iterator[tuple[uuid.UUID, str, dict[str, bool]]]:
    """Each row's id, the words of its note if they are wanted, and which conditions it fits."""
    fits = {
        f"fits_{name}": ExpressionWrapper(condition, BooleanField())
        for name, condition in conditions.items()
    }
    columns = ["pk", "words", *fits] if with_words else ["pk", *fits]
    for pk, *values in rows.annotate(**fits).values_list(*columns).iterator():
        words = values.pop(0) if with_words else ""
        yield pk, words, dict(zip(conditions, values, strict=True))


def _holds(sought: tuple[Sought, ...], words: str, named: str) -> bool:
    note = between_blanks(words)
    return all(wanted.is_in(note) or wanted.is_in(named) for wanted in sought)


def _tells_of_a_sign(_yes: object) -> Q:
    signs = Reading.objects.filter(check_in=OuterRef("pk"), measure__family=Measure.Family.SIGN)
    return Q(Exists(signs.filter(number=1)))


def _felt_at(key: str) -> Q:
    code, _colon, side = key.partition(":")
    felt = FeltArea.objects.filter(check_in=OuterRef("pk"), area__code=code)
    return Q(Exists(felt.filter(side=side) if side else felt))


def _had(value: str) -> Q:
    """A line with an exercise (its slug) or with a movement of one's own (its id)."""
    lines = SessionLine.objects.filter(session=OuterRef("pk"))
    try:
        return Q(Exists(lines.filter(movement=uuid.UUID(value))))
    except ValueError:
        return Q(Exists(lines.filter(exercise__slug=value)))


def _named(user: User, sought: tuple[Sought, ...], movements: Labels) -> dict[uuid.UUID, str]:
    """The names in each session in which one of `sought` is, as they are compared."""
    names = _names_with(sought, movements)
    if not names:
        return {}
    ids: dict[Kind, list[Hashable]] = {kind: [] for kind in Kind}
    for subject in names:
        ids[subject.kind].append(subject.key)
    rows = Session.objects.owned_by(user).filter(
        Q(programme__in=ids[Kind.PROGRAMME])
        | Q(lines__exercise__in=ids[Kind.EXERCISE])
        | Q(lines__movement__in=ids[Kind.MOVEMENT])
    )
    of_sessions: dict[uuid.UUID, set[str]] = defaultdict(set)
    for pk, programme, exercise, movement in rows.values_list(
        "pk", "programme", "lines__exercise", "lines__movement"
    ):
        subjects = (Subject(Kind.PROGRAMME, programme), Subject.of_keys(exercise, movement))
        of_sessions[pk].update(names.get(subject, "") for subject in subjects)
    return {pk: "\n".join(sorted(held)) for pk, held in of_sessions.items()}


def _names_with(sought: tuple[Sought, ...], movements: Labels) -> dict[Subject, str]:
    """The names, as they are compared, in which one of `sought` is."""
    programmes, exercises = known_programmes().items(), known_exercises().items()
    titles = {Subject(Kind.PROGRAMME, pk): row.title for pk, row in programmes}
    titles |= {Subject(Kind.EXERCISE, pk): row.name for pk, row in exercises}
    own = {Subject(Kind.MOVEMENT, uuid.UUID(key)): name for key, name in movements.items()}
    titles |= own
    names = {subject: between_blanks(searchable(title)) for subject, title in titles.items()}
    return {
        subject: name
        for subject, name in names.items()
        if any(wanted.is_in(name) for wanted in sought)
    }
