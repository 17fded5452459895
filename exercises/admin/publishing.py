"""Publish and withdraw from a list. What readers would miss keeps something a draft."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exercises.admin.content import ContentAdmin
from exercises.models import Status


class PublishedAdmin(ContentAdmin):
    """Something that is a draft or published."""

    actions = ("publish", "withdraw")

    def lacks(self, row: Any) -> list[str]:
        """What `row` still needs before readers may see it, in words."""
        return []

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        ready = []
        for row in queryset.exclude(status=Status.PUBLISHED):
            lacking = self.lacks(row)
            if lacking:
                said = _("“%(what)s” stays a draft. It needs: %(needs)s.")
                said %= {"what": row, "needs": ", ".join(lacking)}
                self.message_user(request, said, messages.WARNING)
            else:
                ready.append(row)
        self._set_status(request, ready, Status.PUBLISHED)
        said = ngettext("%(n)d published.", "%(n)d published.", len(ready)) % {"n": len(ready)}
        self.message_user(request, said, messages.SUCCESS if ready else messages.INFO)

    @admin.action(description=gettext_lazy("Back to draft"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = list(queryset.exclude(status=Status.DRAFT))
        self._set_status(request, rows, Status.DRAFT)
        said = ngettext("%(n)d is a draft again.", "%(n)d are drafts again.", len(rows))
        self.message_user(request, said % {"n": len(rows)})

    def _set_status(self, request: HttpRequest, rows: list[Any], status: str) -> None:
        for row in rows:
            row.status = status
            row.save(update_fields=["status", "updated_at"])
            self.log_change(request, row, [{"changed": {"fields": [_("status")]}}])
