"""What an export says of each kind of row, under which names, and in which order.

docs/data-export.md describes every name; tests see to it that no column of the diary is left out.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from psoas_site.ui.texts import trimmed
from tracking.clock import zone_of
from tracking.models import (
    Aftermath,
    CheckIn,
    Concern,
    FeltArea,
    Followed,
    Liking,
    OwnMovement,
    Plan,
    PlanItem,
    Reading,
    Session,
    SessionLine,
    Trait,
)

AT_A_TIME = 1000  # rows that stand in memory at once

Path = str | Coalesce | F
Row = dict[str, Any]
Key = tuple[dt.datetime, uuid.UUID]


@dataclass(frozen=True)
class Table:
    """One kind of rows.

    `columns`: the name in the export -> where the model has it. A part names its `entry`, the
    check-in or session on which it hangs. `aids` stand in spreadsheets only, where nothing can
    be looked up.
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
        entries = CheckIn.objects if self.entry == "check_in" else Session.objects
        return self.model._default_manager.filter(**{f"{self.entry}__in": entries.owned_by(user)})

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


def same(*names: str) -> dict[str, Path]:
    """Columns that are called in the export as they are called here."""
    return {name: name for name in names}


ENTRY = same("id", "version", "at", "local_date", "utc_offset", "created_at", "note")
ANSWER = {
    "measure": "measure__code",
    "number": "number",
    "text": "text",
    "area": "area__code",
    "side": "side",
}
IN_ORDER_ASKED = ("measure__order", "measure__code")

FOLLOWED = Table(
    "followed",
    _("what you chose to follow, in your order"),
    Followed,
    {"id": "id", "measure": "measure__code", "order": "order", "created_at": "created_at"},
    ("order", "created_at", "id"),
    aids={"measure_label": "measure__label"},
)
OWN_MOVEMENTS = Table(
    "own_movements",
    _("movements that you named yourself"),
    OwnMovement,
    same("id", "name", "offered", "created_at"),
    ("created_at", "id"),
)
ABOUT_ME = Table(
    "about_me",
    _("what you said about yourself: what is true, what is at hand, how you get down"),
    Trait,
    {
        "id": "id",
        "caution": "caution__code",
        "thing": "thing__code",
        **same("ability", "goes", "told_on", "created_at"),
    },
    ("created_at", "id"),
    aids={"caution_label": "caution__label", "thing_label": "thing__label"},
)
CHECK_INS = Table(
    "check_ins",
    _("your check-ins: how it was, and when"),
    CheckIn,
    {**ENTRY, **same("pain", "this_morning", "as_before")},
    ("at", "id"),
)
PLACES = Table(
    "check_in_places",
    _("the places that a check-in names"),
    FeltArea,
    {"area": "area__code", "side": "side"},
    ("area__order", "area__code", "side"),
    entry="check_in",
    aids={"area_label": "area__label"},
)
CHECK_IN_ANSWERS = Table(
    "check_in_answers",
    _("what else you answered at a check-in: sleep, stress, symptoms, new signs"),
    Reading,
    ANSWER,
    IN_ORDER_ASKED,
    entry="check_in",
    aids={"measure_label": "measure__label", "unit": "measure__unit", "area_label": "area__label"},
)
MORNINGS_AFTER = Table(
    "mornings_after",
    _("how it was the morning after a session, as a check-in says"),
    Aftermath,
    {"session": "session_id", "side": "side", "change": "change"},
    ("session__at", "session_id", "side"),
    entry="check_in",
)
SESSIONS = Table(
    "sessions",
    _("your sessions: when you moved, and how it went"),
    Session,
    {
        **ENTRY,
        "programme": "programme__slug",
        "programme_title": "programme__title",
        **same("outcome", "minutes", "pain_before", "pain_worst", "pain_after"),
        **same("effort", "sensation"),
    },
    ("at", "id"),
)
LINES = Table(
    "session_lines",
    _("the single exercises of a session, each side by itself"),
    SessionLine,
    {
        "exercise": "exercise__slug",
        "exercise_revision": "exercise_revision",
        "movement": "movement_id",
        "name": Coalesce("exercise__name", "movement__name"),
        **same("side", "order", "level", "sets", "reps", "seconds", "outcome", "worst"),
        "sensation": "sensation",
    },
    ("order", "side", "id"),
    entry="session",
)
SESSION_ANSWERS = Table(
    "session_answers",
    _("what else you answered at the end of a session"),
    Reading,
    ANSWER,
    IN_ORDER_ASKED,
    entry="session",
    aids={"measure_label": "measure__label", "unit": "measure__unit", "area_label": "area__label"},
)

SIGNS = Table(
    "signs",
    _("new signs, falls and urgent answers, and what you said became of them"),
    Concern,
    {
        "id": "id",
        "measure": "measure__code",
        "check_in": "check_in_id",
        "session": "session_id",
        "area": "area__code",
        **same("side", "answer", "answered_on", "created_at"),
    },
    ("created_at", "id"),
    aids={"measure_label": "measure__label"},
)

PLANS = Table(
    "plans",
    _("your plans: the one that runs, and earlier ones"),
    Plan,
    {
        **same("id", "version", "title"),
        "programme": "programme__slug",
        **same("weekly_aim", "started_on", "ended_on", "paused_on", "paused_until", "resumed_on"),
        "created_at": "created_at",
    },
    ("created_at", "id"),
)
PLAN_ITEMS = Table(
    "plan_items",
    _("the exercises of your plans, each side by itself where they differ"),
    PlanItem,
    {
        "id": "id",
        "plan": "plan_id",
        "exercise": "exercise__slug",
        **same("side", "level", "order", "since"),
    },
    ("plan__created_at", "plan_id", "order", "side", "id"),
    aids={"name": "exercise__name"},
)
LIKINGS = Table(
    "likings",
    _("exercises that you called a favourite, or not for you"),
    Liking,
    {"id": "id", "exercise": "exercise__slug", "kind": "kind", "created_at": "created_at"},
    ("created_at", "id"),
    aids={"name": "exercise__name"},
)

TABLES = (
    FOLLOWED,
    OWN_MOVEMENTS,
    ABOUT_ME,
    CHECK_INS,
    PLACES,
    CHECK_IN_ANSWERS,
    MORNINGS_AFTER,
    SESSIONS,
    LINES,
    SESSION_ANSWERS,
    SIGNS,
    PLANS,
    PLAN_ITEMS,
    LIKINGS,
)
