"""What the first page of the admin says of the library."""

from dataclasses import dataclass

from django import template
from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst

from exercises.models import Article, Exercise, Programme, Status

register = template.Library()


@dataclass(frozen=True)
class Contents:
    """One kind of content: how much of it readers see, and what is not finished."""

    name: str
    published: int
    drafts: int
    address: str
    add_address: str  # empty for who may not add

    @property
    def drafts_address(self) -> str:
        return f"{self.address}?status__exact={Status.DRAFT}"


@register.simple_tag(takes_context=True)
def library_contents(context: template.Context) -> list[Contents]:
    """The kinds that are drafts or published, as far as who looks may see them. A query each."""
    request, found = context["request"], []
    for model in (Exercise, Programme, Article):
        page = admin.site.get_model_admin(model)
        if not page.has_view_permission(request):
            continue
        named = f"admin:exercises_{model._meta.model_name}"
        counts = model.objects.aggregate(
            published=Count("pk", filter=Q(status=Status.PUBLISHED)),
            drafts=Count("pk", filter=Q(status=Status.DRAFT)),
        )
        may_add = page.has_add_permission(request)
        found.append(
            Contents(
                name=capfirst(str(model._meta.verbose_name_plural)),
                address=reverse(f"{named}_changelist"),
                add_address=reverse(f"{named}_add") if may_add else "",
                **counts,
            )
        )
    return found
