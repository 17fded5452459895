"""Taking the library along, on the first page of the admin."""

from django import template
from django.urls import reverse

from exercises.admin.desk.export import may_export

register = template.Library()


@register.simple_tag(takes_context=True)
def library_zip_address(context: template.Context) -> str:
    """Where the library is to be had as a content pack; empty for who may not see all of it."""
    may = may_export(context["request"].user)
    return reverse("admin:exercises_library_zip") if may else ""
