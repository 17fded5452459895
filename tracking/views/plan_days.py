"""Days of a plan: it was done, it goes on after a gap, or it rests for a bad day."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracking import logbook
from tracking.clock import moment_of
from tracking.forms import PlanChangeForm
from tracking.forms.room import no_room
from tracking.models import Session
from tracking.planning.bad_day import bad_day_page, last_day_of_pause
from tracking.planning.plan import Wanted, plan_today
from tracking.planning.welcome import steps_after_gap
from tracking.recall import fresh_check_in, known_of, planned_by
from tracking.views.access import owner
from tracking.views.plan import running, today_of
from tracking.views.sessions import as_planned_words


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """Log what the plan holds today, as it was shown, just now."""
    user, now = owner(request), timezone.now()
    wanted = Wanted.said_in(request.GET)
    known = known_of(user)
    day = (today_of(user), known.pain_today, wanted, known.about.limits)
    today = plan_today(planned_by(user), *day)
    lines = today.lines() if today and request.method == "POST" else ()
    try:
        key = uuid.UUID(request.POST.get("client_key", ""))
    except ValueError:
        return redirect("tracking:plan")
    if not lines:
        return redirect("tracking:plan")
    if words := no_room(user, Session, now):
        messages.warning(request, words)
        return redirect("tracking:session-list")
    before = fresh_check_in(user, now)
    facts = logbook.SessionFacts(
        moment=moment_of(now, user.zone),
        lines=lines,
        pain_before=before.pain if before else None,
    )
    session = logbook.log_session(user, facts, key).entry
    messages.success(request, as_planned_words(before))
    return redirect("tracking:session-detail", pk=session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """Go on after a gap: gently, with the step back that was offered, or as it was."""
    user, today = owner(request), today_of(owner(request))
    form, kept = PlanChangeForm(request.POST), running(request)
    if request.method != "POST" or kept is None or not form.is_valid():
        return redirect("tracking:today")
    gently = form.cleaned_data["do"] == "gently"
    steps = steps_after_gap(user, today) if gently else {}
    try:
        logbook.go_on(kept, form.cleaned_data["version"] or 0, steps, today)
    except logbook.StaleError:
        messages.warning(request, _("Changed in another tab meanwhile. Please look again."))
        return redirect("tracking:today")
    return redirect("play-today")


@require_http_methods(["GET", "HEAD", "POST"])
def bad_day(request: HttpRequest) -> HttpResponse:
    """One small session for today. One press lets the plan rest, another one ends that."""
    user, today = owner(request), today_of(owner(request))
    kept = running(request) if request.method == "POST" else None
    if kept is not None:
        if request.POST.get("do") == "go-on":
            logbook.end_pause(kept, today)
            messages.success(request, _("Your plan goes on."))
            return redirect("tracking:today")
        logbook.pause_plan(kept, today, last_day_of_pause(today))
    if request.method == "POST":
        return redirect("tracking:bad-day")
    page = bad_day_page(known_of(user), planned_by(user).plan, today)
    context = {"page": page, "pause": page.known.pause}
    return render(request, "tracking/bad_day.html", context)
