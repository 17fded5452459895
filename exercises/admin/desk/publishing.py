"""Draft, published, and back: with buttons on a page, and for many at once from a list.

A draft may be unfinished. What readers would miss keeps it a draft, and its page says what that is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Unpack

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exercises.admin.desk.base import ContentAdmin, ContentForm
from exercises.models import Status
from exercises.shelf.addresses import is_taken
from psoas_site.ui.shapes import RowForm, Sent, Uploads, Values

PUBLISH, WITHDRAW, PREVIEW = "_publish", "_withdraw", "_preview"
CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Standing:
    """Where something stands between a draft and what readers see."""

    is_draft: bool
    needs: dict[str, bool]  # what readers need, and whether it is there
    effects: list[str]  # what withdrawing changes for readers
    reasons: list[str]  # why it cannot be withdrawn
    address: str  # its page on the site, if it has one

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lacking."""
        return all(self.needs.values())


class PublishedForm(ContentForm):
    """A draft may wait for some of its fields (`may_wait`); what readers see has all of them."""

    # When the page was opened, this was the last change: a later one must not be written over.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    may_wait: tuple[str, ...] = ()
    named_by = "title"

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        self.notes: list[str] = []  # what was filled in for who saves, to be said aloud
        self.stood = self.instance.status  # as it is kept, whatever is about to be saved
        self.withdraws = WITHDRAW in self.data and self.stood == Status.PUBLISHED
        if self.withdraws:
            self.instance.status = Status.DRAFT
        for name in set(self.may_wait) & set(self.fields):
            self.fields[name].required = self.instance.status != Status.DRAFT
        if self.instance.pk:
            self.fields["seen"].initial = self.instance.updated_at.isoformat()

    def clean(self) -> Values:
        given = super().clean() or {}
        self._check_seen(given)
        if self.withdraws:
            for reason in self.reasons_to_stay():
                self.add_error(None, reason)
        return given

    def _check_seen(self, given: Values) -> None:
        seen = given.get("seen")
        if seen and self.instance.pk and seen != self.fields["seen"].initial:
            words = _(
                "Somebody changed this %(kind)s while you had it open. Nothing was saved. "
                "Copy what you wrote, then open the page again."
            )
            kind = self.instance._meta.verbose_name
            raise ValidationError(words % {"kind": kind}, code="stale")

    def reasons_to_stay(self) -> list[str]:
        """Why it cannot be withdrawn, in words."""
        return []


class PublishedAdmin(ContentAdmin):
    """Something that is a draft or published."""

    form = PublishedForm
    change_form_template = "admin/published_form.html"
    actions = ("publish", "withdraw")

    # --- What each kind says of itself -----------------------------------------------------------

    def needs(self, row: Any) -> dict[str, bool]:
        """What readers need of `row`, in words, and whether it is there."""
        return {}

    def effects(self, rows: Iterable[Any]) -> list[str]:
        """What withdrawing `rows` together changes elsewhere for readers, one line each."""
        return []

    def staying(self, rows: Iterable[Any]) -> dict[Any, list[str]]:
        """Which of `rows` cannot be withdrawn together with the others, and why."""
        return {}

    def lacks(self, row: Any) -> list[str]:
        """What `row` still needs before readers may see it, in words."""
        needs = self.needs(row)
        if is_taken(row.get_absolute_url(), row.slug):
            needs[_("an address at which no page of the site itself stands")] = False
        return [what for what, there in needs.items() if not there]

    # --- The page --------------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Values, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row, stood = kwargs.get("obj"), context["adminform"].form.stood
        context["show_save_and_add_another"] = False
        if row and row.pk and not context.get("is_popup"):
            context["standing"] = Standing(
                is_draft=stood == Status.DRAFT,
                needs=self.needs(row),
                effects=self.effects([row]) if stood == Status.PUBLISHED else [],
                reasons=self.staying([row]).get(row, []) if stood == Status.PUBLISHED else [],
                address=self.get_view_on_site_url(row) or "",
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for note in form.notes:
            self.message_user(request, note, messages.INFO)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A new draft goes on being written on its own page, where its buttons are."""
        if "_popup" not in request.POST:
            sent = request.POST.copy()
            sent["_continue"] = "1"
            request.POST = sent  # type: ignore[assignment]
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if PREVIEW in request.POST:
            return HttpResponseRedirect(self.get_view_on_site_url(obj) or request.path)
        if PUBLISH in request.POST:
            # Read again: `obj` remembers the parts that it had before they were saved.
            self._publish([self.get_queryset(request).get(pk=obj.pk)], request)
            return HttpResponseRedirect(request.path)
        if WITHDRAW in request.POST:
            words = _("“%(what)s” is a draft again. Readers do not see it any more.")
            self.message_user(request, words % {"what": obj}, messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        changes = super().construct_change_message(request, form, formsets, add)
        status = [{"changed": {"fields": [_("status")]}}] if form.withdraws else []
        return [*changes, *status]

    # --- Many at once ----------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._publish(queryset, request)

    @admin.action(description=gettext_lazy("Back to draft"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks first where readers would miss something elsewhere."""
        rows = list(queryset.exclude(status=Status.DRAFT))
        staying = self.staying(rows)
        going = [row for row in rows if row not in staying]
        effects = self.effects(going)
        if (effects or staying) and CONFIRMED not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Back to draft"),
                "opts": self.opts,
                "rows": going,
                "effects": effects,
                "reasons": [reason for reasons in staying.values() for reason in reasons],
                "confirmed": CONFIRMED,
            }
            return TemplateResponse(request, "admin/withdraw.html", context)
        self._set_status(request, going, Status.DRAFT)
        words = ngettext("%(n)d is a draft again.", "%(n)d are drafts again.", len(going))
        self.message_user(request, words % {"n": len(going)})
        return None

    def _publish(self, rows: Iterable[Any], request: HttpRequest) -> None:
        drafts = [row for row in rows if row.status != Status.PUBLISHED]
        lacking = {row: self.lacks(row) for row in drafts}
        for row, needs in lacking.items():
            if needs:
                words = _("“%(what)s” stays a draft. It needs: %(needs)s.")
                words %= {"what": row, "needs": ", ".join(needs)}
                self.message_user(request, words, messages.WARNING)
        ready = [row for row, needs in lacking.items() if not needs]
        self._set_status(request, ready, Status.PUBLISHED)
        if ready or not drafts:
            self._tell_published(request, ready)

    def _tell_published(self, request: HttpRequest, rows: list[Any]) -> None:
        number = len(rows)
        if number == 1:
            words = _("“%(what)s” is published. Readers see it now.") % {"what": rows[0]}
        else:
            words = ngettext("%(n)d published.", "%(n)d published.", number) % {"n": number}
        self.message_user(request, words, messages.SUCCESS if rows else messages.INFO)

    def _set_status(self, request: HttpRequest, rows: list[Any], status: str) -> None:
        for row in rows:
            row.status = status
            row.save(update_fields=["status", "updated_at"])
            self.log_change(request, row, [{"changed": {"fields": [_("status")]}}])
