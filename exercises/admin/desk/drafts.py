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
from django.contrib.admin.helpers import AdminErrorList
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from psoas_site.ui.drafts import saved
from psoas_site.ui.shapes import Values

DRAWN_AGAIN = "adjust"  # the name that the script sends along
NOT_SAVED = "drawn_again"  # the one error of a form that has no other


class ComesBack(forms.ModelForm):
    """A form that is drawn again from what the browser had kept."""

    def clean(self) -> Values:
        given = super().clean() or {}
        if DRAWN_AGAIN in self.data:
            words = _("Here is what you had typed. It is not saved yet.")
            self.add_error(None, ValidationError(words, code=NOT_SAVED))
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
        self, request: HttpRequest, context: Values, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, with a key of its own; 422 where what was sent was not saved."""
        sent = request.POST.get("client_key") if request.method == "POST" else None
        context["client_key"] = sent or uuid.uuid4()
        refused = bool(context.get("errors"))
        context["drawn_again"] = DRAWN_AGAIN in request.POST
        if context["drawn_again"]:
            _say_it_once(context)
        answer = super().render_change_form(request, context, *args, **kwargs)
        if refused:
            answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer


def _say_it_once(context: Values) -> None:
    """Leave out that nothing was saved: the draft itself says so, above the form."""
    form = context["adminform"].form
    errors = form.errors.as_data().get(NON_FIELD_ERRORS, [])
    others = [error for error in errors if error.code != NOT_SAVED]
    form.errors.pop(NON_FIELD_ERRORS, None)
    if others:
        form.add_error(None, others)
    formsets = [table.formset for table in context["inline_admin_formsets"]]
    context["errors"] = AdminErrorList(form, formsets)
