"""Check-ins: log, change."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracking import logbook
from tracking.forms import CheckInForm
from tracking.models import CheckIn
from tracking.recall import session_asked_about, session_to_ask_about
from tracking.views.access import own, owner
from tracking.views.drafts import saved, to_draw_again
from tracking.views.help_first import help_or
from tracking.views.saving import ask_first, other_day, say_moved

FORM = "tracking/check_in_form.html"
GROUPS_COOKIE = "groups"  # written by static/js/groups.js


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """How is it now?"""
    user, now = owner(request), timezone.now()
    groups = groups_left(request)
    if request.method != "POST":
        since = session_to_ask_about(user, now)
        form = CheckInForm(user=user, since=since, now=now, groups=groups)
        today = CheckIn.objects.owned_by(user).filter(local_date=form.today).first()
        return render(request, FORM, {"form": form, "today": today})
    since = session_asked_about(user, request.POST.get("since_session", ""))
    form = CheckInForm(request.POST, user=user, since=since, now=now, groups=groups)
    if to_draw_again(request):
        return render(request, FORM, {"form": form})
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422)
    facts, key = form.facts(), form.cleaned_data["client_key"]
    twin = logbook.twin_of(user, facts, key, now)
    if twin and form.cleaned_data["beside"] != twin.client_key:
        return ask_first(request, FORM, form, twin, same=True)
    logged = logbook.log_check_in(user, facts, key)
    if logged.differs:
        return ask_first(request, FORM, form, logged.entry, same=False)
    _say_saved(request, logged.entry, moved=form.cleaned_data["moment"].moved)
    landing = help_or(request, logged.entry, redirect("tracking:today"))
    return saved(landing, logged.entry.client_key)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a check-in. A tab that is older than the entry is told so, and loses nothing."""
    check_in = own(request, CheckIn.objects.to_edit(), pk)
    asked = next((one.session for one in check_in.aftermaths.all()), None)
    data = request.POST if request.method == "POST" else None
    if asked and data is not None and data.get("since_session") != str(asked.pk):
        asked = None  # the session was deleted and put back meanwhile: this form did not ask
    form = CheckInForm(
        data, user=owner(request), check_in=check_in, since=asked, groups=groups_left(request)
    )
    context = {"form": form, "check_in": check_in}
    if data is None or to_draw_again(request):
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=422)
    try:
        logbook.change_check_in(check_in, form.facts(), form.cleaned_data["version"] or 0)
    except logbook.StaleError:
        form.data = request.POST.copy()
        form.data["version"] = str(check_in.version)
        return render(request, FORM, context | {"changed_meanwhile": True}, status=409)
    _say_saved(request, check_in, moved=form.cleaned_data["moment"].moved)
    landing = help_or(request, check_in, redirect("tracking:check-in-list"))
    return saved(landing, form.cleaned_data["client_key"])


def groups_left(request: HttpRequest) -> frozenset[str]:
    """The groups of questions that were left open on this device; with "-" those left folded."""
    return frozenset(request.COOKIES.get(GROUPS_COOKIE, "").split("."))


def _say_saved(request: HttpRequest, check_in: CheckIn, *, moved: bool) -> None:
    if day := other_day(request, check_in):
        words = _("Saved for %(day)s: pain %(pain)s.") % {"day": day, "pain": check_in.pain}
    else:
        words = _("Saved: pain %(pain)s.") % {"pain": check_in.pain}
    messages.success(request, words)
    say_moved(request, moved=moved)
