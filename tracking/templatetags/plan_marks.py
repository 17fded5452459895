"""The marks that put the forms of a plan onto pages that are about something else."""

from django import template

from tracking.forms import ExerciseForm, PlanChangeForm
from tracking.recall import PlanRow

register = template.Library()


@register.simple_tag
def plan_change_form(plan: PlanRow) -> PlanChangeForm:
    """The form behind buttons that change `plan`."""
    return PlanChangeForm.of(plan)


@register.simple_tag
def exercise_form(slug: str) -> ExerciseForm:
    """The form behind buttons about one exercise."""
    return ExerciseForm.of(slug)
