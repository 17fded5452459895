"""News from the pack: what a newer one says of rows that staff have changed."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.models import PackEntry
from exercises.pack.offers import CannotTakeError, Offer, keep_ours, kind_named, offer_of, take
from psoas_site.ui.shapes import Context


@admin.register(PackEntry)
class PackNewsAdmin(admin.ModelAdmin):
    """Only entries with a choice; each is looked at, then taken or not."""

    list_display = ("key", "what")
    list_filter = ("kind",)
    search_fields = ("key",)
    ordering = ("kind", "key")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[PackEntry]:
        return super().get_queryset(request).filter(offered__isnull=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def what(self, obj: PackEntry) -> str:
        return str(kind_named(obj.kind).model._meta.verbose_name)

    def changelist_view(
        self, request: HttpRequest, extra_context: Context | None = None
    ) -> HttpResponse:
        return super().changelist_view(
            request, {"title": _("News from the pack"), **(extra_context or {})}
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Context | None = None,
    ) -> HttpResponse:
        """Both versions side by side, and the two ways to go on."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = get_object_or_404(self.get_queryset(request), pk=_number(object_id))
        offer = offer_of(entry)
        if offer is None:
            self.message_user(request, _("There is nothing to choose here any more."))
            return HttpResponseRedirect(reverse("admin:exercises_packentry_changelist"))
        if request.method == "POST":
            self._check_rights(request, offer)
            if request.POST.get("seen") != offer.seen:
                words = _("Somebody changed this meanwhile. Nothing was done; please look again.")
                self.message_user(request, words, messages.WARNING)
                return HttpResponseRedirect(request.path)
            return self._decide(request, offer)
        page = {
            **self.admin_site.each_context(request),
            "title": _("Yours, and the pack’s"),
            "opts": self.opts,
            "offer": offer,
            "row_address": _address(offer.row),
            "may_choose": self._may_choose(request, offer),
        }
        return TemplateResponse(request, "admin/exercises/packentry/offer.html", page)

    def _may_choose(self, request: HttpRequest, offer: Offer) -> bool:
        meta = offer.row._meta
        return self.has_change_permission(request) and request.user.has_perm(
            f"{meta.app_label}.change_{meta.model_name}"
        )

    def _check_rights(self, request: HttpRequest, offer: Offer) -> None:
        if not self._may_choose(request, offer):
            raise PermissionDenied

    def _decide(self, request: HttpRequest, offer: Offer) -> HttpResponse:
        """Take the pack's version, or keep ours; either is written into the row's history."""
        if "take" in request.POST:
            try:
                row = take(offer.entry)
            except CannotTakeError as error:
                words = _("It cannot be taken: %(reason)s.") % {"reason": error}
                self.message_user(request, words, messages.ERROR)
                return HttpResponseRedirect(request.path)
            self.log_change(request, row, "took the pack’s version")
            words = _("“%(what)s” now says what the pack says.")
        else:
            keep_ours(offer.entry)
            row = offer.row
            self.log_change(request, row, "kept ours beside a newer pack")
            words = _("“%(what)s” stays as it is. This version is not offered again.")
        self.message_user(request, words % {"what": row}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:exercises_packentry_changelist"))


def _number(object_id: str) -> int:
    return int(object_id) if object_id.isascii() and object_id.isdecimal() else 0


def _address(row: Any) -> str:
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
