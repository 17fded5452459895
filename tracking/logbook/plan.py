"""Writing a person's plan, and what they like. Nothing here judges: whoever asks may."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from accounts.models import User
from exercises.models import Exercise, Level, Programme
from tracking.logbook.entries import advance
from tracking.logbook.moves import MoveFacts, keep_move
from tracking.logbook.removal import forget_removed
from tracking.models import MOST_ITEMS, Liking, Move, Plan, PlanItem, Side


@dataclass(frozen=True)
class PlanFacts:
    """What a plan begins with: its items as exercise and level, in their order."""

    title: str
    weekly_aim: int
    items: tuple[tuple[Exercise, str], ...] = ()
    programme: Programme | None = None


def start_plan(user: User, facts: PlanFacts, client_key: uuid.UUID, today: dt.date) -> Plan:
    """Make a plan and end the one before it. The same form sent again finds the first one's."""
    with transaction.atomic():
        _lock(user)
        made = Plan.objects.owned_by(user).filter(client_key=client_key).first()
        if made is not None:
            return made
        end_plan(user, today)
        plan = Plan.objects.create(
            user=user,
            title=facts.title,
            programme=facts.programme,
            weekly_aim=facts.weekly_aim,
            started_on=today,
            client_key=client_key,
        )
        rows = [
            PlanItem(plan=plan, exercise=exercise, level=level, order=order, since=today)
            for order, (exercise, level) in enumerate(facts.items[:MOST_ITEMS], start=1)
        ]
        PlanItem.objects.bulk_create(rows)
    return plan


def take_up(plan: Plan, today: dt.date) -> None:
    """Let an earlier plan run again, as it was; the one that runs is kept as an earlier one."""
    with transaction.atomic():
        _lock(plan.user)
        if not Plan.objects.running().filter(pk=plan.pk).exists():
            end_plan(plan.user, today)
            free = {"ended_on": None, "paused_on": None, "paused_until": None}
            Plan.objects.filter(pk=plan.pk).update(
                version=F("version") + 1, resumed_on=today, **free
            )


def end_plan(user: User, today: dt.date) -> None:
    """End the plan that runs, if one does. It is kept."""
    for plan in Plan.objects.owned_by(user).running():
        plan.ended_on = max(today, plan.started_on)  # somebody may have travelled west
        plan.save(update_fields=["ended_on"])


def name_plan(plan: Plan, version: int, title: str, weekly_aim: int) -> None:
    """Give it another title and aim. Raises StaleError, as all that take a version do."""
    advance(plan, version, {"title": title, "weekly_aim": weekly_aim})


def add_to_plan(plan: Plan, exercise: Exercise, level: str, today: dt.date) -> bool:
    """Put `exercise` at the end. False if there is no room; one that is there stays as it is."""
    with transaction.atomic():
        _lock(plan.user)
        rows = plan.items.filter(removed_at=None)
        if rows.filter(exercise=exercise).exists():
            return True
        if rows.values("exercise").distinct().count() >= MOST_ITEMS:
            return False
        plan.items.filter(exercise=exercise).delete()  # taken out lately: that is answered by this
        last = plan.items.aggregate(last=Max("order"))["last"] or 0
        plan.items.create(exercise=exercise, level=level, order=last + 1, since=today)
        _advanced(plan)
    return True


def take_out(plan: Plan, version: int, exercise: int, now: dt.datetime) -> None:
    """Take an exercise out, both its sides. For a day it can be put back."""
    with _changing(plan, version):
        forget_removed(now)
        plan.items.filter(exercise=exercise, removed_at=None).update(removed_at=now)


def put_in_again(plan: Plan, version: int, exercise: int) -> None:
    """Put back what was taken out, where it stood."""
    with _changing(plan, version):
        if not plan.items.filter(exercise=exercise, removed_at=None).exists():
            plan.items.filter(exercise=exercise).update(removed_at=None)


def move_item(plan: Plan, version: int, exercise: int, places: int) -> None:
    """Move an exercise so many places down; up, if it is less than 0."""
    with _changing(plan, version):
        rows = plan.items.filter(removed_at=None).order_by("order", "side")
        order = list(dict.fromkeys(rows.values_list("exercise", flat=True)))
        if exercise in order:
            place = order.index(exercise) + places
            order.remove(exercise)
            order.insert(max(place, 0), exercise)
        for number, key in enumerate(order, start=1):
            plan.items.filter(exercise=key).update(order=number)


def swap_item(plan: Plan, version: int, exercise: int, other: Exercise, today: dt.date) -> None:
    """Let `other` stand where `exercise` stood, at its start dose and with both sides alike."""
    with _changing(plan, version):
        rows = list(plan.items.filter(exercise=exercise, removed_at=None))
        there = plan.items.filter(exercise=other.pk)
        if not rows or there.filter(removed_at=None).exists():
            return
        there.delete()
        PlanItem.objects.filter(pk__in=[row.pk for row in rows[1:]]).delete()
        now = {"exercise": other, "side": Side.NONE, "level": Level.START, "since": today}
        PlanItem.objects.filter(pk=rows[0].pk).update(**now)


def set_level(plan: Plan, version: int, item: uuid.UUID, level: str, today: dt.date) -> None:
    """Let one item be done at another level from today on: a step of the person's own."""
    with _changing(plan, version):
        row = plan.items.filter(pk=item, removed_at=None).first()
        if row is not None and row.level != level:
            _step(row, row.exercise_id, level, today)


def _step(row: PlanItem, exercise: int, level: str, today: dt.date) -> None:
    """Let a row stand elsewhere from today on, and keep that its owner chose so."""
    order = Level.values.index
    up = exercise == row.exercise_id and order(level) > order(row.level)
    facts = MoveFacts((row.exercise_id, row.level), (exercise, level), up)
    keep_move(row, facts, Move.Answer.OWN, today)
    row.exercise_id, row.level, row.since = exercise, level, today
    row.save(update_fields=["exercise", "level", "since"])


def part_sides(plan: Plan, version: int, exercise: int) -> None:
    """Tell left and right apart, each at the level that both had."""
    with _changing(plan, version):
        row = plan.items.filter(exercise=exercise, side=Side.NONE, removed_at=None).first()
        if row is not None:
            plan.items.filter(pk=row.pk).update(side=Side.LEFT)
            row.pk, row.side, row._state.adding = uuid.uuid4(), Side.RIGHT, True
            row.save(force_insert=True)


def join_sides(plan: Plan, version: int, exercise: int) -> None:
    """Let both sides be alike again, at the gentler of their levels."""
    with _changing(plan, version):
        rows = list(plan.items.filter(exercise=exercise, removed_at=None).exclude(side=Side.NONE))
        if rows:
            gentlest = min(rows, key=lambda row: Level.values.index(row.level))
            plan.items.filter(pk__in=[row.pk for row in rows if row is not gentlest]).delete()
            plan.items.filter(pk=gentlest.pk).update(side=Side.NONE)


def pause_plan(plan: Plan, today: dt.date, until: dt.date) -> None:
    """Let it rest up to and with the day `until`."""
    _advanced(plan, paused_on=today, paused_until=until)


def end_pause(plan: Plan, today: dt.date) -> None:
    """Go on now."""
    _advanced(plan, paused_on=None, paused_until=None, resumed_on=today)


def go_on(
    plan: Plan, version: int, steps: Mapping[uuid.UUID, tuple[int, str]], today: dt.date
) -> None:
    """Go on after a gap; `steps`: the items that step back, each with its exercise and level."""
    with _changing(plan, version):
        for row in plan.items.filter(pk__in=list(steps)):
            exercise, level = steps[row.pk]
            if (exercise, level) != (row.exercise_id, row.level):
                _step(row, exercise, level, today)
        Plan.objects.filter(pk=plan.pk).update(resumed_on=today)


def like(user: User, exercise: Exercise, kind: str) -> None:
    """Keep what `user` says of `exercise`; an empty `kind` takes it back."""
    rows = Liking.objects.owned_by(user).filter(exercise=exercise)
    if not kind:
        rows.delete()
    else:
        Liking.objects.update_or_create(user=user, exercise=exercise, defaults={"kind": kind})


@contextmanager
def _changing(plan: Plan, version: int) -> Iterator[None]:
    """One change of the items of a plan that nobody has changed since `version`."""
    with transaction.atomic():
        advance(plan, version, {})
        yield


def _lock(user: User) -> None:
    """Let nobody else change the plans of `user` at the same moment."""
    User.objects.select_for_update().only("pk").get(pk=user.pk)


def _advanced(plan: Plan, **values: object) -> None:
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1, **values)
