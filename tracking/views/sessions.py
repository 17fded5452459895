"""Sessions: log, look at, change."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exercises.models import Status
from tracking import logbook
from tracking.forms import AsPlannedForm, SessionForm, WhichForm
from tracking.forms.room import no_room
from tracking.forms.sessions import AS_LINES
from tracking.models import CheckIn, Session
from tracking.planning.after_session import after
from tracking.records import pause_for
from tracking.views.access import own, owner
from tracking.views.drafts import saved, to_draw_again
from tracking.views.help_first import help_or
from tracking.views.saving import ask_first, other_day, say_moved

FORM = "tracking/session_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What did you do? `?programme=` and `?exercise=` choose already."""
    user, now = owner(request), timezone.now()
    if request.method != "POST":
        chosen = {
            "programme": request.GET.get("programme", ""),
            "exercises": request.GET.getlist("exercise"),
        }
        show = bool(chosen["exercises"])
        form = SessionForm(user=user, now=now, initial=chosen, show_lines=show)
        return render(request, FORM, {"form": form})
    if to_draw_again(request):
        form = SessionForm(user=user, now=now, typed=request.POST)
        if form.lines is not None or request.POST["adjust"] != AS_LINES:
            return render(request, FORM, {"form": form})
    form = SessionForm(request.POST, user=user, now=now)
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422)
    facts, key = form.facts(), form.cleaned_data["client_key"]
    twin = logbook.twin_of(user, facts, key, now)
    if twin and form.cleaned_data["beside"] != twin.client_key:
        return ask_first(request, FORM, form, twin, same=True)
    logged = logbook.log_session(user, facts, key)
    if logged.differs:
        return ask_first(request, FORM, form, logged.entry, same=False)
    _say_saved(request, logged.entry, moved=form.cleaned_data["moment"].moved)
    landing = redirect("tracking:session-detail", pk=logged.entry.pk)
    return saved(help_or(request, logged.entry, landing), logged.entry.client_key)


@require_http_methods(["GET", "HEAD", "POST"])
def as_planned(request: HttpRequest) -> HttpResponse:
    """Log a programme as it stands, now. Whatever else comes is for the session form."""
    if request.method != "POST":
        return redirect("tracking:session-new")
    user, now = owner(request), timezone.now()
    form = AsPlannedForm(request.POST)
    if not form.is_valid():
        words = _("This programme is not offered any more. Choose here what you did.")
        if "programme" not in form.errors:
            words = _("Not saved. Choose here what you did.")
        messages.warning(request, words)
        return redirect("tracking:session-new")
    if words := no_room(user, Session, now):
        messages.warning(request, words)
        return redirect("tracking:session-list")
    facts = form.facts(user, now)
    session = logbook.log_session(user, facts, form.cleaned_data["client_key"]).entry
    if session.at == facts.moment.at:
        messages.success(request, _as_planned_words(form.before))
    else:  # the same button again, on a page that was left open
        words = _("Saved before, at %(time)s. To log it once more, open the programme again.")
        clock = formats.time_format(session.local_time, "H:i")
        messages.info(request, words % {"time": clock})
    return redirect("tracking:session-detail", pk=session.pk)


def _as_planned_words(before: CheckIn | None) -> str:
    if before is None:
        return _("Saved as planned.")
    return _("Saved as planned. Pain before: %(pain)d, from your check-in at %(time)s.") % {
        "pain": before.pain,
        "time": formats.time_format(before.local_time, "H:i"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session. After a hard one, asks once which exercise it was."""
    session = own(request, Session.objects.with_parts(), pk)
    shown = after(session)
    form = None
    if shown.asks_which:
        data = request.POST if request.method == "POST" else None
        form = WhichForm(data, session=session)
        if form.is_valid():
            logbook.name_the_worst(session, form.line_ids())
            messages.success(request, _("Saved."))
            return redirect("tracking:session-detail", pk=session.pk)
    context = {
        "session": session,
        "pause": pause_for(owner(request)),
        "form": form,
        "exercise_count": shown.exercise_count,
        "rows": shown.rows,
        "nothing_said": shown.nothing_said,
        "again": _again(session),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "tracking/session_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a session. A tab that is older than the entry is told so, and loses nothing."""
    session = own(request, Session.objects.with_parts(), pk)
    user = owner(request)
    if request.method != "POST" or to_draw_again(request):
        typed = request.POST if request.method == "POST" else None
        form = SessionForm(user=user, session=session, typed=typed)
        return render(request, FORM, {"form": form, "session": session})
    form = SessionForm(request.POST, user=user, session=session)
    context = {"form": form, "session": session}
    if not form.is_valid():
        return render(request, FORM, context, status=422)
    try:
        logbook.change_session(session, form.facts(), form.cleaned_data["version"] or 0)
    except logbook.StaleError:
        form.data = request.POST.copy()
        form.data["version"] = str(session.version)
        return render(request, FORM, context | {"changed_meanwhile": True}, status=409)
    _say_saved(request, session, moved=form.cleaned_data["moment"].moved)
    landing = help_or(request, session, redirect("tracking:session-detail", pk=session.pk))
    return saved(landing, form.cleaned_data["client_key"])


def _again(session: Session) -> str:
    """Where the same is led through once more; empty for movements of one's own alone."""
    if session.programme and session.programme.status == Status.PUBLISHED:
        return reverse("exercises:play-programme", args=[session.programme.slug])
    exercises = [line.exercise for line in session.lines.all() if line.exercise]
    offered = [row.slug for row in exercises if row.status == Status.PUBLISHED]
    chosen = [("exercise", slug) for slug in dict.fromkeys(offered)]
    return f"{reverse('exercises:play')}?{urlencode(chosen)}" if chosen else ""


def _say_saved(request: HttpRequest, session: Session, *, moved: bool) -> None:
    day = other_day(request, session)
    words = (
        _("Saved for %(day)s. That is done.") % {"day": day} if day else _("Saved. That is done.")
    )
    messages.success(request, words)
    say_moved(request, moved=moved)
