"""A person's plan and what they like, in one question: every page that offers something asks it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    Field,
    IntegerField,
    QuerySet,
    UUIDField,
    Value,
)

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import Liking, Plan


@dataclass(frozen=True)
class ItemRow:
    """One row of a plan: an exercise by its key, on a side, at a level."""

    pk: uuid.UUID
    exercise: int
    side: str
    level: str
    order: int
    since: dt.date
    removed_at: dt.datetime | None


@dataclass(frozen=True)
class PlanRow:
    """A plan that runs, with its items in their order; `removed`: those taken out lately."""

    pk: uuid.UUID
    title: str
    weekly_aim: int
    version: int
    started_on: dt.date
    paused_until: dt.date | None
    resumed_on: dt.date | None
    items: tuple[ItemRow, ...] = ()
    removed: tuple[ItemRow, ...] = ()


@dataclass(frozen=True)
class Planned:
    """The plan that runs, if one does, and what was said of exercises, by their keys."""

    plan: PlanRow | None = None
    likings: Mapping[int, str] = field(default_factory=dict)

    @property
    def unwanted(self) -> frozenset[int]:
        """The exercises that are not for this person."""
        return self.of_kind(Liking.Kind.NOT_FOR_ME)

    def of_kind(self, kind: str) -> frozenset[int]:
        """The exercises of which this was said."""
        return frozenset(key for key, said in self.likings.items() if said == kind)


OF_PLAN: dict[str, Field] = {
    "id": UUIDField(),
    "title": CharField(),
    "weekly_aim": IntegerField(),
    "version": IntegerField(),
    "started_on": DateField(),
    "paused_until": DateField(),
    "resumed_on": DateField(),
}
OF_ITEM: dict[str, Field] = {
    "items__id": UUIDField(),
    "items__exercise": IntegerField(),
    "items__side": CharField(),
    "items__level": CharField(),
    "items__order": IntegerField(),
    "items__since": DateField(),
    "items__removed_at": DateTimeField(),
}


def _planned(user: Any) -> QuerySet[Any, Any]:
    """Each item beside its plan; then each liking, with its exercise where an item has its own."""
    running = Plan.objects.owned_by(user).running().order_by()
    planned = running.values_list(Value("", CharField()), *OF_PLAN, *OF_ITEM)
    nothing = {name: Value(None, kind) for name, kind in (OF_PLAN | OF_ITEM).items()}
    of_liking = nothing | {"items__exercise": F("exercise")}
    liked = Liking.objects.owned_by(user).order_by().values_list("kind", *of_liking.values())
    return planned.union(liked, all=True)


PLANNED = Prepared(_planned, user=Whoever())


def planned_by(user: User) -> Planned:
    """The plan of `user` and what they like."""
    plan: PlanRow | None = None
    items: list[ItemRow] = []
    likings: dict[int, str] = {}
    for kind, *row in PLANNED.rows(user=user.pk):
        item = ItemRow(*row[len(OF_PLAN) :])
        if kind:
            likings[item.exercise] = kind
            continue
        plan = PlanRow(*row[: len(OF_PLAN)])
        if item.pk is not None:  # a plan with nothing in it has one row too
            items.append(item)
    if plan is None:
        return Planned(None, likings)
    items.sort(key=lambda item: (item.order, item.side))
    there = tuple(item for item in items if item.removed_at is None)
    removed = tuple(item for item in items if item.removed_at is not None)
    return Planned(replace(plan, items=there, removed=removed), likings)
