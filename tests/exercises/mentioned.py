"""What names an exercise, so that it cannot be deleted."""

from exercises.models import Exercise


def take_out_of_lists(exercise: Exercise) -> None:
    """Take `exercise` out of all that names it, so that it can be deleted."""
    exercise.programme_items.all().delete()
    for names_it in (exercise.claims, exercise.anatomy, exercise.habits, exercise.articles):
        names_it.clear()
