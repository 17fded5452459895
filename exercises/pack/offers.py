"""News of the pack about what staff have changed: seeing the difference, and choosing."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exercises.models import PackEntry
from exercises.pack.facts import Facts, Kind, as_kept, digest
from exercises.pack.kinds import KINDS
from exercises.pack.loader import Report, remember, rows_of, write_entries

Span = tuple[Literal["same", "gone", "new"], str]


class CannotTakeError(Exception):
    """The pack's version cannot be written; the reason in words is the message."""


@dataclass(frozen=True)
class Difference:
    """One field in which staff's version and the pack's are not the same, as lines of text.

    `before` is what was loaded last (None if that is not known); `spans` tells the words that
    would go from `ours`, and those that would come with `theirs`.
    """

    label: str
    before: str | None
    ours: str
    theirs: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Offer:
    """One row that staff have changed, and what a newer pack says of it."""

    entry: PackEntry
    kind: Kind
    row: Model
    seen: str  # a fingerprint of the row, to notice a later change
    differences: tuple[Difference, ...]


def kind_named(name: str) -> Kind:
    """The kind of entries with this name. Raises KeyError for a name that there is not."""
    return {kind.name: kind for kind in KINDS}[name]


def news_of(row: Model) -> int | None:
    """The key of the entry that holds an offer for `row`; one query."""
    for kind in KINDS:
        if kind.model is type(row):
            entries = PackEntry.objects.filter(kind=kind.name, key=getattr(row, kind.key))
            return entries.exclude(offered=None).values_list("pk", flat=True).first()
    return None


def offer_of(entry: PackEntry) -> Offer | None:
    """The choice that `entry` holds; None when there is none, or the row is not there any more."""
    kind = kind_named(entry.kind)
    row = rows_of(kind).get(entry.key) if entry.offered is not None else None
    if row is None:
        return None
    ours = as_kept(kind.row_facts(row))
    differences = _differences(kind, entry.loaded, ours, entry.offered or {})
    return Offer(entry, kind, row, digest(ours), tuple(differences))


def take(entry: PackEntry) -> Model:
    """Write the pack's version over staff's; answers the row. Raises CannotTakeError."""
    kind = kind_named(entry.kind)
    with transaction.atomic():
        wanted = {entry.key: entry.offered or {}}
        reasons = write_entries(kind, wanted, rows_of(kind), {entry.key: entry}, Report())
        if reasons:
            raise CannotTakeError(reasons[entry.key])
    return kind.row_named(entry.key)


def keep_ours(entry: PackEntry) -> None:
    """Let the row be: this version of the pack is not offered again, a yet newer one is."""
    remember(kind_named(entry.kind), entry.key, entry.offered or {}, entry)


def _differences(
    kind: Kind, before: Facts | None, ours: Facts, offered: Facts
) -> Iterable[Difference]:
    for name in ours:
        theirs = offered.get(name, ours[name])
        if theirs == ours[name]:
            continue
        words = kind.texts.get(name, _in_words)
        texts = words(ours[name]), words(theirs)
        yield Difference(
            label=_label(kind, name),
            before=words(before[name]) if before and name in before else None,
            ours=texts[0],
            theirs=texts[1],
            spans=tuple(spans_between(*texts)),
        )


def _label(kind: Kind, name: str) -> str:
    try:
        field = kind.model._meta.get_field(name)
    except FieldDoesNotExist:
        return capfirst(name)
    words = getattr(field, "verbose_name", None)
    if words is None:  # the rows that belong to it
        words = field.related_model._meta.verbose_name_plural  # type: ignore[union-attr]
    return capfirst(str(words))


def _in_words(value: object) -> str:
    """A value as an editor reads it: a line for each part of a list."""
    if value in (None, "", []):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(map(_in_words, value))
    if isinstance(value, dict):
        return ", ".join(_fields_in_words(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _fields_in_words(part: Facts) -> Iterable[str]:
    for name, value in part.items():
        if value not in ("", None):
            yield f"{name}: {_in_words(value)}"


def spans_between(ours: str, theirs: str) -> Iterable[Span]:
    """The words of both texts in order: those that stay, go from `ours`, or come from `theirs`."""
    mine, other = re.findall(r"\S+\s*", ours), re.findall(r"\S+\s*", theirs)
    matcher = difflib.SequenceMatcher(None, mine, other, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(mine[start:end])
            continue
        if end > start:
            yield "gone", "".join(mine[start:end])
        if other_end > other_start:
            yield "new", "".join(other[other_start:other_end])
