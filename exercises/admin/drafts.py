"""What was typed on a page of the admin and not saved comes back: see static/js/draft.js.

The browser keeps it, and sends it again once somebody has logged in: the page is then drawn from
it as after any error, with every row that was there, and nothing is saved.
"""

import uuid
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from exercises.drafts import saved

DRAWN_AGAIN = "adjust"  # the name that the script sends along


class ComesBack(forms.ModelForm):
    """A form that is drawn again from what the browser had kept."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if DRAWN_AGAIN in self.data:
            said = _("Here is what you had typed. It is not saved yet.")
            self.add_error(None, ValidationError(said, code="drawn_again"))
        return given


class KeepsDrafts(admin.ModelAdmin):
    """A page whose browser keeps what is typed until it is saved."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Once it is saved, say so with the key of the form that was sent."""
        answer = super().changeform_view(request, *args, **kwargs)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            with suppress(ValueError):
                return saved(answer, uuid.UUID(request.POST.get("client_key", "")))
        return answer

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, with a key of its own; 422 where what was sent was not saved."""
        sent = request.POST.get("client_key") if request.method == "POST" else None
        context["client_key"] = sent or uuid.uuid4()
        answer = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors"):
            answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer
