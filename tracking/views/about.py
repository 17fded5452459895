"""About me: what a person says of themselves, asked again when it has aged, and deleted."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from tracking import logbook
from tracking.clock import today_in
from tracking.forms import AboutForm, TraitAnswerForm
from tracking.models import Trait
from tracking.records import about_of
from tracking.views.access import own, owner

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def about(request: HttpRequest) -> HttpResponse:
    """What was said, what has aged of it, and the form that says it."""
    user = owner(request)
    said, today = about_of(user), _today_of(user)
    form = AboutForm(request.POST if request.method == "POST" else None, about=said)
    if form.is_valid():
        logbook.tell_about(user, form.facts(), today)
        messages.success(request, _("Saved. It counts from now on, wherever movements are shown."))
        return redirect("tracking:about-me")
    page = {"form": form, "about": said, "ask_again": said.to_ask(today)}
    return render(request, "tracking/about.html", page, status=_status(form))


def _status(form: AboutForm) -> int:
    if form.is_stale:
        return 409
    return 422 if form.is_bound else 200


@require_http_methods(METHODS)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say of one thing that it is still so, or that it is not: then it goes."""
    trait = own(request, Trait.objects.select_related("caution", "thing"), pk)
    if request.method != "POST":
        return redirect("tracking:about-me")
    back = "tracking:today" if request.POST.get("from") == "today" else "tracking:about-me"
    form = TraitAnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Not saved. Please press one of the two buttons once more."))
    elif form.cleaned_data["answer"] == "yes":
        logbook.still_so(trait, _today_of(owner(request)))
        messages.success(request, _("Saved: still so. %(what)s") % {"what": trait.label})
    else:
        logbook.forget([trait])
        words = _("Taken out: %(what)s. If something else under “About me” is true now, tick it.")
        messages.success(request, words % {"what": trait.label})
    return redirect(back)


@require_http_methods(METHODS)
def forget(request: HttpRequest) -> HttpResponse:
    """Delete all that was said."""
    if request.method == "POST":
        logbook.forget(Trait.objects.owned_by(owner(request)))
        messages.success(request, _("Deleted. Nothing is left out for you any more."))
    return redirect("tracking:about-me")


def _today_of(user: User) -> dt.date:
    return today_in(user.zone, timezone.now())
