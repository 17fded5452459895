"""What the diary's lists read: entries that were looked for, and what was deleted lately."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from accounts.models import User
from exercises.models import Exercise, Measure, Programme
from exercises.search import Sought, between_blanks, searchable, sought_in
from tracking.bodymap import place_key
from tracking.models import (
    KEPT,
    CheckIn,
    FeltArea,
    OwnedQuerySet,
    OwnMovement,
    Reading,
    Removed,
    Session,
    SessionLine,
    Side,
)

WORDS = "q"  # the one filter that is not asked of the database

Labels = Mapping[str, str]  # by the value that stands for it in an address


@dataclass(frozen=True)
class Found:
    """Ids of the entries that were found, newest first, out of so many.

    `ways_out`: how many more there would be without one of the filters, by its name.
    """

    ids: tuple[uuid.UUID, ...]
    total: int
    ways_out: Mapping[str, int]


@dataclass(frozen=True)
class Done:
    """What the sessions of a person name; `titles` by what a row says of it."""

    programmes: Labels
    exercises: Labels
    movements: Labels
    titles: Mapping[tuple[str, Any], str] = field(default_factory=dict)


def find_check_ins(user: User, asked: Mapping[str, Any]) -> Found:
    """The person's check-ins that fit all of `asked`; each of its words or phrases is in the note.

    `asked` may hold q, from, to, place (key of an area, with or without a side), pain, signs.
    """
    own: Mapping[str, Callable[[Any], Q]] = {
        "place": _felt_at,
        "pain": lambda least: Q(pain__gte=least),
        "signs": lambda _yes: Q(
            Exists(
                Reading.objects.filter(
                    check_in=OuterRef("pk"), measure__family=Measure.Family.SIGN, number=1
                )
            )
        ),
    }
    return _find(CheckIn.objects.owned_by(user), asked, own, {})


def find_sessions(user: User, asked: Mapping[str, Any], done: Done) -> Found:
    """The person's sessions that fit all of `asked`; each word or phrase is in the note or
    in a name.

    `asked` may hold q, from, to, programme, did (an exercise or a movement), outcome.
    """
    own: Mapping[str, Callable[[Any], Q]] = {
        "programme": lambda slug: Q(programme__slug=slug),
        "did": lambda key: Q(Exists(_lines_of(key))),
        "outcome": lambda outcome: Q(outcome=outcome),
    }
    named = _named(user, sought_in(asked.get(WORDS, "")), done)
    return _find(Session.objects.owned_by(user), asked, own, named)


def timeline(user: User) -> QuerySet[Any, tuple[dt.date, dt.datetime, uuid.UUID, str]]:
    """The keys of all that the diary holds, newest first: day, moment, id and kind."""
    kinds = ((CheckIn, Removed.Kind.CHECK_IN), (Session, Removed.Kind.SESSION))
    first, second = (
        model.objects.owned_by(user)
        .order_by()
        .annotate(kind=Value(kind.value))
        .values_list("local_date", "at", "pk", "kind")
        for model, kind in kinds
    )
    return first.union(second, all=True).order_by("-local_date", "-at")


def places_named(user: User) -> Labels:
    """The places that the person ever named, each with its sides, in the order of the body."""
    rows = (
        FeltArea.objects.filter(check_in__in=CheckIn.objects.owned_by(user))
        .order_by("area__order", "area__label", "side")
        .values_list("area__code", "area__label", "side")
        .distinct()
    )
    labels: dict[str, str] = {}
    for code, label, side in rows:
        labels.setdefault(place_key(code, Side.NONE), label)
        if side:
            labels[place_key(code, side)] = f"{label}, {Side(side).label.lower()}"
    return labels


def things_done(user: User) -> Done:
    """What the person's sessions were made of: programmes, exercises, movements of their own."""
    sessions = Session.objects.owned_by(user)
    lines = SessionLine.objects.filter(session__in=sessions)
    programmes = Programme.objects.filter(pk__in=sessions.values("programme"))
    exercises = Exercise.objects.filter(pk__in=lines.values("exercise")).order_by("name")
    movements = OwnMovement.objects.filter(pk__in=lines.values("movement"))
    found: dict[str, list[tuple[Any, Any, str]]] = {
        "programme": list(programmes.values_list("pk", "slug", "title")),
        "exercise": list(exercises.values_list("pk", "slug", "name")),
        "movement": list(movements.values_list("pk", "pk", "name")),
    }
    labels = {kind: {str(key): label for _pk, key, label in rows} for kind, rows in found.items()}
    return Done(
        labels["programme"],
        labels["exercise"],
        labels["movement"],
        titles={(kind, pk): label for kind, rows in found.items() for pk, _key, label in rows},
    )


@dataclass(frozen=True)
class Deleted:
    """A deleted entry that can still be put back; `when` on the person's own clock."""

    id: uuid.UUID
    when: dt.datetime


def deleted_lately(user: User, kind: str, now: dt.datetime) -> list[Deleted]:
    """The entries of this kind that `user` deleted within the last day, newest first."""
    entry = "rows__0__fields__"
    rows = removed_lately(user, now).filter(kind=kind)
    return [
        Deleted(pk, _local(dt.datetime.fromisoformat(at), offset))
        for pk, at, offset in rows.values_list("pk", f"{entry}at", f"{entry}utc_offset")
    ]


def _local(at: dt.datetime, offset: int) -> dt.datetime:
    return (at.astimezone(dt.UTC) + dt.timedelta(minutes=offset)).replace(tzinfo=None)


def removed_lately(user: User, now: dt.datetime) -> OwnedQuerySet[Removed]:
    """What `user` deleted within the last day, newest first."""
    return Removed.objects.owned_by(user).filter(removed_at__gt=now - KEPT)


def _find(
    rows: OwnedQuerySet[Any],
    asked: Mapping[str, Any],
    own: Mapping[str, Callable[[Any], Q]],
    named: Mapping[uuid.UUID, str],
) -> Found:
    """One look at all of a person's entries: which fit, and which fit but for one filter.

    Words are compared here, not by the database: so `%` and `_` mean themselves, and it is alike
    on every database. Accents and letter case are forgiven, as the words were kept without them.
    """
    every: dict[str, Callable[[Any], Q]] = {
        "from": lambda day: Q(local_date__gte=day),
        "to": lambda day: Q(local_date__lte=day),
        **own,
    }
    conditions = {name: every[name](value) for name, value in asked.items() if name in every}
    fits = {
        f"fits_{name}": ExpressionWrapper(condition, BooleanField())
        for name, condition in conditions.items()
    }
    sought = sought_in(asked.get(WORDS, ""))
    columns = ["pk", *(["words"] if sought else []), *fits]
    ids, total, ways = [], 0, Counter[str]()
    for pk, *said in rows.annotate(**fits).values_list(*columns).iterator():
        total += 1
        flags = said[1:] if sought else said
        lacking = [name for name, fit in zip(conditions, flags, strict=True) if not fit]
        if sought and len(lacking) < 2 and not _holds(sought, said[0], named.get(pk, "")):
            lacking.append(WORDS)
        if not lacking:
            ids.append(pk)
        elif len(lacking) == 1:
            ways[lacking[0]] += 1
    return Found(tuple(ids), total, dict(ways.most_common()))


def _holds(sought: tuple[Sought, ...], words: str, named: str) -> bool:
    text = between_blanks(words)
    return all(one.is_in(text) or one.is_in(named) for one in sought)


def _felt_at(key: str) -> Q:
    code, _colon, side = key.partition(":")
    felt = FeltArea.objects.filter(check_in=OuterRef("pk"), area__code=code)
    return Q(Exists(felt.filter(side=side) if side else felt))


def _lines_of(key: str) -> Any:
    """The lines with an exercise (its slug) or a movement of one's own (its id)."""
    lines = SessionLine.objects.filter(session=OuterRef("pk"))
    try:
        return lines.filter(movement=uuid.UUID(key))
    except ValueError:
        return lines.filter(exercise__slug=key)


def _named(user: User, sought: tuple[Sought, ...], done: Done) -> dict[uuid.UUID, str]:
    """The names in each session in which one of `sought` is, as they are compared."""
    names = {key: between_blanks(searchable(title)) for key, title in done.titles.items()}
    hits = {key: name for key, name in names.items() if any(one.is_in(name) for one in sought)}
    if not hits:
        return {}
    ids = {kind: [pk for of, pk in hits if of == kind] for kind, _pk in hits}
    rows = Session.objects.owned_by(user).filter(
        Q(programme__in=ids.get("programme", []))
        | Q(lines__exercise__in=ids.get("exercise", []))
        | Q(lines__movement__in=ids.get("movement", []))
    )
    found: dict[uuid.UUID, set[str]] = {}
    for pk, programme, exercise, movement in rows.values_list(
        "pk", "programme", "lines__exercise", "lines__movement"
    ):
        keys = (("programme", programme), ("exercise", exercise), ("movement", movement))
        found.setdefault(pk, set()).update(hits.get(key, "") for key in keys)
    return {pk: "\n".join(sorted(held)) for pk, held in found.items()}
