"""Sessions: log, look at, look back, change, delete."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracking import logbook
from tracking.forms import SessionForm, WhichForm
from tracking.forms.sessions import unbound_values
from tracking.models import OwnedQuerySet, Reading, Session, SessionLine
from tracking.records import fresh_check_in
from tracking.rules.bands import is_red
from tracking.rules.history import exercises_counted
from tracking.views.access import own, owner
from tracking.views.history import by_day, page_of

FORM = "tracking/session_form.html"


def with_parts() -> OwnedQuerySet[Session]:
    """Sessions with everything that hangs on them."""
    lines = Prefetch("lines", SessionLine.objects.select_related("exercise__phase"))
    readings = Prefetch("readings", Reading.objects.select_related("measure", "area"))
    return Session.objects.select_related("programme").prefetch_related(lines, readings)


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """All sessions, newest first, day by day."""
    page = page_of(request, with_parts().owned_by(owner(request)))
    for session in page.object_list:
        session.exercise_count = _count(session)
    context = {"page_obj": page, "days": by_day(page.object_list)}
    return render(request, "tracking/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What did you do? `?programme=` and `?exercise=` choose already."""
    user, now = owner(request), timezone.now()
    before = fresh_check_in(user, now)
    if request.method != "POST":
        chosen = {
            "programme": request.GET.get("programme", ""),
            "exercises": request.GET.getlist("exercise"),
        }
        form = SessionForm(
            user=user, before=before, now=now, initial=chosen, show_lines=bool(chosen["exercises"])
        )
        return render(request, FORM, {"form": form})
    if "adjust" in request.POST:
        typed = unbound_values(request.POST)
        form = SessionForm(user=user, before=before, now=now, initial=typed, show_lines=True)
        if form.lines is not None:
            return render(request, FORM, {"form": form})
    form = SessionForm(request.POST, user=user, before=before, now=now)
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422)
    logged = logbook.log_session(user, form.facts(), form.cleaned_data["client_key"])
    if logged.differs:
        messages.warning(request, _("This form was saved before. Change that entry here."))
        return redirect("tracking:session-edit", pk=logged.entry.pk)
    _say_saved(request, moved=form.cleaned_data["moment"].moved)
    return redirect("tracking:session-detail", pk=logged.entry.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session. After a hard one, asks once which exercise it was."""
    session = own(request, with_parts(), pk)
    form = None
    if _worst_has_no_home(session):
        data = request.POST if request.method == "POST" else None
        form = WhichForm(data, session=session)
        if form.is_valid():
            logbook.name_the_worst(session, form.cleaned_data["exercises"])
            messages.success(request, _("Saved."))
            return redirect("tracking:session-detail", pk=session.pk)
    context = {
        "session": session,
        "form": form,
        "exercise_count": _count(session),
        "rows": _rows(session),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "tracking/session_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a session. A tab that is older than the entry is told so, and loses nothing."""
    session = own(request, with_parts(), pk)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, user=owner(request), session=session)
    context = {"form": form, "session": session}
    if data is None:
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=422)
    try:
        logbook.change_session(session, form.facts(), form.cleaned_data["version"] or 0)
    except logbook.StaleError:
        form.data = request.POST.copy()
        form.data["version"] = str(session.version)
        return render(request, FORM, context | {"changed_meanwhile": True}, status=409)
    _say_saved(request, moved=form.cleaned_data["moment"].moved)
    return redirect("tracking:session-detail", pk=session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a session, after asking."""
    session = own(request, with_parts(), pk)
    if request.method != "POST":
        return render(request, "tracking/session_delete.html", {"session": session})
    logbook.remove(session, timezone.now())
    messages.success(request, _("The session is deleted."))
    return redirect("tracking:session-list")


def _count(session: Session) -> int:
    return exercises_counted((line.exercise.slug, line.side) for line in session.lines.all())


def _rows(session: Session) -> list[list[SessionLine]]:
    """The lines, left and right of one exercise together where they say the same."""
    rows: dict[tuple[object, ...], list[SessionLine]] = {}
    for line in session.lines.all():
        same = (line.exercise_id, line.dose_words, line.outcome, line.worst, line.sensation)
        rows.setdefault(same, []).append(line)
    return list(rows.values())


def _worst_has_no_home(session: Session) -> bool:
    """Whether the worst moment was too much and nobody has said in which exercise it came."""
    lines = session.lines.all()
    if len({line.exercise_id for line in lines}) < 2:
        return False
    if any(line.worst is not None for line in lines):
        return False
    return any(
        is_red(line.exercise.phase.gentle, session.pain_before, session.pain_worst)
        for line in lines
    )


def _say_saved(request: HttpRequest, *, moved: bool) -> None:
    messages.success(request, _("Saved. That is done."))
    if moved:
        messages.info(
            request, _("The clocks skipped that time, so it is kept as the time right after.")
        )
