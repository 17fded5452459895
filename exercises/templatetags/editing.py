"""The way from a page that readers see to the one on which it is changed."""

from django import template
from django.urls import reverse

from exercises.models import Exercise, Programme

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_address(context: template.Context, row: Exercise | Programme) -> str:
    """Where whoever reads may change `row`; empty for all others."""
    meta = row._meta
    if not context["request"].user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        return ""
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
