"""Daily life and self-checks: lists, and one of each, in a fixed number of queries."""

from django.db.models import Prefetch

from exercises.models import Exercise, Habit, SelfCheck
from exercises.pictures.thumbnails import add_stand_ins
from exercises.shelf.cards import Reader


def habits() -> list[Habit]:
    """All habits in their order."""
    return list(Habit.objects.all())


def habit_named(slug: str, user: Reader) -> Habit:
    """One habit with its exercises and sources. Raises Habit.DoesNotExist."""
    exercises = Prefetch("exercises", Exercise.objects.visible_to(user).with_figures())
    habit = Habit.objects.prefetch_related(exercises, "sources").get(slug=slug)
    add_stand_ins(habit.exercises.all())
    return habit


def self_checks() -> list[SelfCheck]:
    """All self-checks in their order."""
    return list(SelfCheck.objects.all())


def self_check_named(slug: str) -> SelfCheck:
    """One self-check with its sources. Raises SelfCheck.DoesNotExist."""
    return SelfCheck.objects.prefetch_related("sources").get(slug=slug)
