"""What both kinds of entry say when they are saved, and ask when they were saved before."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tracking.clock import today_in
from tracking.models import Entry
from tracking.views.access import owner


def day_words(day: dt.date, today: dt.date) -> str:
    """ "20 November"; with the year where it is another one."""
    return str(formats.date_format(day, "j F" if day.year == today.year else "j F Y"))


def other_day(request: HttpRequest, entry: Entry) -> str:
    """The day of `entry` in words, if it is not today."""
    today = today_in(owner(request).zone, timezone.now())
    return "" if entry.local_date == today else day_words(entry.local_date, today)


def say_moved(request: HttpRequest, *, moved: bool) -> None:
    """A time that the clocks skipped was not kept as it was said."""
    if moved:
        messages.info(
            request, _("The clocks skipped that time, so it is kept as the time right after.")
        )


def ask_first(
    request: HttpRequest, page: str, form: Any, before: Entry, *, same: bool
) -> HttpResponse:
    """Show what was typed, which was not saved: `before` was saved of this form, or says the same.

    The form has a key of its own now, and names `before` as the one that it is to stand beside.
    """
    form.data = form.data.copy()
    form.data["client_key"] = str(uuid.uuid4())
    form.data["beside"] = str(before.client_key)
    context = {"form": form, "before": before, "says_the_same": same}
    return render(request, page, context, status=409)
