"""A person's own plan: what is kept, and what becomes of it."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from exercises.models import Exercise, Programme
from tracking import logbook
from tracking.clock import today_in
from tracking.models import Plan
from tracking.recall import planned_by

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def plan(user: Any) -> Plan:
    """A plan with a bridge and a lunge."""
    items = tuple((exercise(slug), "typical") for slug in ("glute-bridge", "runners-lunge"))
    facts = logbook.PlanFacts("Mornings", 3, items)
    return logbook.start_plan(user, facts, uuid.uuid4(), today(user))


def exercise(slug: str) -> Exercise:
    return Exercise.objects.get(slug=slug)


def today(user: Any) -> Any:
    return today_in(user.zone, timezone.now())


def told(user: Any) -> list[tuple[str, str, str]]:
    """The plan as it is read: exercise, side and level."""
    slugs = dict(Exercise.objects.values_list("pk", "slug"))
    kept = planned_by(user).plan
    return [(slugs[item.exercise], item.side, item.level) for item in kept.items] if kept else []


@pytest.mark.database
def test_another_plan_ends_the_one_before_which_can_be_taken_up_again(
    user: Any, plan: Plan
) -> None:
    programme = Programme.objects.get(slug="runner")
    facts, key = logbook.PlanFacts("Runner", 2, programme=programme), uuid.uuid4()
    for _send in range(2):
        second = logbook.start_plan(user, facts, key, today(user))
    assert Plan.objects.owned_by(user).count() == 2
    assert (Plan.objects.running().get(), told(user)) == (second, [])
    logbook.take_up(plan, today(user))
    assert Plan.objects.running().get() == plan
    assert told(user) == [("glute-bridge", "", "typical"), ("runners-lunge", "", "typical")]


@pytest.mark.database
def test_each_change_is_kept_and_a_stale_one_is_refused(user: Any, plan: Plan) -> None:
    bridge, lunge = exercise("glute-bridge"), exercise("runners-lunge")
    logbook.move_item(plan, 1, lunge.pk, -1)
    logbook.part_sides(plan, 2, lunge.pk)
    left = planned_by(user).plan.items[0]
    logbook.set_level(plan, 3, left.pk, "start", today(user))
    assert told(user)[:2] == [
        ("runners-lunge", "left", "start"),
        ("runners-lunge", "right", "typical"),
    ]
    logbook.join_sides(plan, 4, lunge.pk)
    logbook.swap_item(plan, 5, bridge.pk, exercise("clamshell"), today(user))
    assert told(user) == [("runners-lunge", "", "start"), ("clamshell", "", "start")]
    with pytest.raises(logbook.StaleError):
        logbook.take_out(plan, 5, lunge.pk, timezone.now())
    logbook.take_out(plan, 6, lunge.pk, timezone.now())
    assert told(user) == [("clamshell", "", "start")]
    logbook.put_in_again(plan, 7, lunge.pk)
    assert told(user) == [("runners-lunge", "", "start"), ("clamshell", "", "start")]


@pytest.mark.database
def test_what_was_said_of_an_exercise_is_one_thing_and_can_be_taken_back(user: Any) -> None:
    bridge = exercise("glute-bridge")
    for kind in ("favourite", "not_for_me"):
        logbook.like(user, bridge, kind)
        assert dict(planned_by(user).likings) == {bridge.pk: kind}
    logbook.like(user, bridge, "")
    assert planned_by(user).likings == {}
