"""How rows become plain values: which columns, under which names, and in which order."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from accounts.models import User
from psoas_site.ui.texts import trimmed
from tracking.clock import zone_of
from tracking.models import CheckIn, PlanItem, Screening, Session

ENTRIES: Mapping[str, type[CheckIn | Session | Screening]] = {
    "check_in": CheckIn,
    "session": Session,
    "screening": Screening,
}
AT_A_TIME = 1000  # rows that stand in memory at once

Path = str | Coalesce | F
Row = dict[str, Any]
Key = tuple[dt.datetime, uuid.UUID]


@dataclass(frozen=True)
class Table:
    """One kind of rows.

    `columns`: the name in the export -> where the model has it. A part names its `entry`, the
    check-in, session or screening on which it hangs. `aids` stand in spreadsheets only, where
    nothing can be looked up.
    """

    name: str
    about: str | Promise
    model: type[Model]
    columns: Mapping[str, Path]
    order: tuple[str, ...]
    entry: str = ""
    aids: Mapping[str, Path] = field(default_factory=dict)

    @property
    def sheet_columns(self) -> dict[str, Path]:
        """The columns of a spreadsheet: a part begins with its entry and the entry's day."""
        first = {self.entry: f"{self.entry}_id", "local_date": f"{self.entry}__local_date"}
        return {**(first if self.entry else {}), **self.columns, **self.aids}

    def of(self, user: User) -> QuerySet[Model]:
        """The rows that `user` owns."""
        if self.model is PlanItem:
            return PlanItem.objects.filter(plan__user=user.pk, removed_at=None)
        if not self.entry:
            return self.model._default_manager.owned_by(user)  # type: ignore[attr-defined]
        entries = ENTRIES[self.entry].objects.owned_by(user)
        return self.model._default_manager.filter(**{f"{self.entry}__in": entries})

    def rows(self, user: User, columns: Mapping[str, Path] | None = None) -> Iterator[Row]:
        """The rows in their order, as plain values."""
        wanted = columns or self.columns
        selected = self.of(user).order_by(*self._in_order()).values_list(*wanted.values())
        for values in selected.iterator(chunk_size=AT_A_TIME):
            yield plain(dict(zip(wanted, values, strict=True)))

    def keyed_rows(self, user: User) -> Iterator[tuple[Key, Row]]:
        """The rows, each beside the moment and the id of its entry, in the order of these."""
        key, start = self._key(), len(self.columns)
        selected = (
            self.of(user).order_by(*self._in_order()).values_list(*self.columns.values(), *key)
        )
        for values in selected.iterator(chunk_size=AT_A_TIME):
            row = dict(zip(self.columns, values[:start], strict=True))
            yield (values[start], values[start + 1]), plain(row)

    def _key(self) -> tuple[str, ...]:
        before = f"{self.entry}__" if self.entry else ""
        return (f"{before}at", f"{before}id")

    def _in_order(self) -> tuple[str, ...]:
        return (*self._key(), *self.order) if self.entry else self.order


def plain(row: Row) -> Row:
    """`row` in values that JSON knows. Moments carry the clock that the entry was lived by."""
    zone = zone_of(row.get("utc_offset") or 0)
    return {name: _plain(value, zone) for name, value in row.items()}


def _plain(value: object, zone: dt.timezone) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, Decimal):  # of seven digits, which a float holds exactly
        number = trimmed(value)
        return float(number) if "." in number else int(number)
    return value
