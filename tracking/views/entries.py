"""Logging and correcting an entry: one way for all kinds, however often a form is sent.

A form that cannot be kept comes back as it was typed: 422 for what it says, 409 for what was saved
meanwhile.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tracking import logbook
from tracking.clock import today_in
from tracking.forms.check_ins import CheckInForm
from tracking.forms.removed import AS_NEW, PUT_BACK, RemovedForm, removed_to
from tracking.forms.sessions import SessionForm
from tracking.models import CheckIn, Entry, Session
from tracking.views.access import owner
from tracking.views.drafts import saved
from tracking.views.help_first import help_or

EntryForm = CheckInForm | SessionForm


@dataclass(frozen=True)
class Flow:
    """What one kind of entry does in its own way.

    `page` draws its form and knows a row that is corrected as `name`. `words` say that it is
    saved; `day` is empty for today.
    """

    page: str
    name: str
    kind: type[CheckIn | Session]
    log: Callable[..., logbook.Logged]
    change: Callable[..., Entry]
    words: Callable[[Any, str], str]

    def draw(
        self, request: HttpRequest, form: EntryForm, status: int = 200, **more: object
    ) -> HttpResponse:
        """The page with `form`."""
        entry: Any = more.get(self.name)
        if entry is not None and entry.removed_at:
            more["removed"] = RemovedForm(initial={"removed": removed_to(request.POST) or PUT_BACK})
        return render(request, self.page, {"form": form, **more}, status=status)


def log(
    request: HttpRequest, flow: Flow, form: EntryForm, landing: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """Keep what a bound `form` says as a new entry, once; `landing` answers when it is kept."""
    user = owner(request)
    if not form.is_valid():
        # As after a browser's Back to what was refused once, and then saved.
        of_this_form = {"client_key": form.cleaned_data.get("client_key")}
        before = flow.kind.objects.owned_by(user).filter(**of_this_form).first()
        if before:
            return _ask_first(request, flow, form, before, same=False)
        return flow.draw(request, form, 422)
    facts, key = form.facts(), form.cleaned_data["client_key"]
    twin = logbook.twin_of(user, facts, key, timezone.now())
    if twin and form.cleaned_data["beside"] != twin.client_key:
        return _ask_first(request, flow, form, twin, same=True)
    logged = flow.log(user, facts, key)
    if logged.differs:
        return _ask_first(request, flow, form, logged.entry, same=False)
    _say_saved(request, flow, logged.entry, form)
    answer = landing(logged.entry)
    if facts.answers:
        answer = help_or(request, logged.entry, answer)
    return saved(answer, logged.entry.client_key)


def change(
    request: HttpRequest,
    flow: Flow,
    form: EntryForm,
    entry: Any,
    landing: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Correct `entry` by a bound `form`, unless somebody has changed or deleted it meanwhile.

    Who was told that it is deleted has it put back by saving again, or logs another one.
    """
    shown = {flow.name: entry}
    if not form.is_valid():
        return flow.draw(request, form, 422, **shown)
    wanted = removed_to(request.POST) if entry.removed_at else None
    if wanted == AS_NEW:
        return log(request, flow, form, landing)
    try:
        with transaction.atomic():
            if wanted == PUT_BACK:
                logbook.put_back(entry)
            flow.change(entry, form.facts(), form.cleaned_data["version"] or 0)
    except logbook.StaleError:
        entry.refresh_from_db(fields=["removed_at", "version"])
        if entry.removed_at and wanted is None:
            return flow.draw(request, form, 409, **shown)
        form.data = request.POST.copy()
        form.data["version"] = str(entry.version)
        return flow.draw(request, form, 409, changed_meanwhile=True, **shown)
    _say_saved(request, flow, entry, form)
    return saved(help_or(request, entry, landing(entry)), form.cleaned_data["client_key"])


def day_words(day: dt.date, today: dt.date) -> str:
    """ "20 November"; with the year where it is another one."""
    return str(formats.date_format(day, "j F" if day.year == today.year else "j F Y"))


def _say_saved(request: HttpRequest, flow: Flow, entry: Entry, form: EntryForm) -> None:
    today = today_in(owner(request).zone, timezone.now())
    is_today = entry.local_date == today
    day = "" if is_today else day_words(entry.local_date, today)
    messages.success(request, flow.words(entry, day))
    if form.cleaned_data["moment"].moved:
        words = _("The clocks skipped that time, so it is kept as the time right after.")
        messages.info(request, words)


def _ask_first(
    request: HttpRequest, flow: Flow, form: Any, before: Entry, *, same: bool
) -> HttpResponse:
    """Show what was typed, which was not saved: `before` was saved of this form, or says the same.

    The form has a key of its own now, and names `before` as the one that it is to stand beside.
    """
    form.data = form.data.copy()
    form.data["client_key"] = str(uuid.uuid4())
    form.data["beside"] = str(before.client_key)
    return flow.draw(request, form, 409, before=before, says_the_same=same)
