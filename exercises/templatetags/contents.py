"""What the first page of the admin says of the library."""

from dataclasses import dataclass

from django import template
from django.contrib import admin
from django.db.models import Count, Model, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Article, Exercise, PackEntry, Programme, Status

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
    request, kinds = context["request"], []
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
        kinds.append(
            Contents(
                name=capfirst(str(model._meta.verbose_name_plural)),
                address=reverse(f"{named}_changelist"),
                add_address=reverse(f"{named}_add") if may_add else "",
                **counts,
            )
        )
    return kinds


@dataclass(frozen=True)
class Look:
    """Something that an editor should look at: what it is, and where."""

    words: str
    address: str


@register.simple_tag(takes_context=True)
def needs_a_look(context: template.Context) -> list[Look]:
    """What waits for somebody who may change it. A query for each kind of thing."""
    request, looks = context["request"], []
    offers = PackEntry.objects.filter(offered__isnull=False)
    if _may_change(request, PackEntry) and (waiting := offers.count()):
        words = ngettext(
            "%(n)d entry where the pack has something newer than yours",
            "%(n)d entries where the pack has something newer than yours",
            waiting,
        )
        page = reverse("admin:exercises_packentry_changelist")
        looks.append(Look(words % {"n": waiting}, page))
    if _may_change(request, Programme):
        holding = Programme.objects.published().filter(items__exercise__status=Status.DRAFT)
        words = _("The programme “%(name)s” holds a draft, which readers do not see")
        looks += [_look(words, programme) for programme in holding.distinct()]
    if _may_change(request, Exercise):
        bare = Exercise.objects.published().filter(figure=None, photographs=None)
        words = _("“%(name)s” has neither a figure nor a photograph")
        looks += [_look(words, exercise) for exercise in bare]
    return looks


def _may_change(request: HttpRequest, model: type[Model]) -> bool:
    return admin.site.get_model_admin(model).has_change_permission(request)


def _look(words: str, row: Exercise | Programme) -> Look:
    page = reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])
    return Look(words % {"name": row}, page)
