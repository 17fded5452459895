"""The mark that puts "Did it as planned" onto a page about a programme."""

from django import template

from exercises.models import Programme
from tracking.forms import AsPlannedForm

register = template.Library()


@register.simple_tag
def as_planned_form(programme: Programme) -> AsPlannedForm:
    """The form behind one button."""
    return AsPlannedForm.offering(programme)
