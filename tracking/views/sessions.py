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

from exercises.models import Status, one_edition
from tracking import logbook
from tracking.forms import AsPlannedForm, SessionForm, WhichForm
from tracking.forms.questions.sent import AS_LINES
from tracking.forms.room import no_room
from tracking.models import Session
from tracking.planning.after_session import after
from tracking.recall import LastCheckIn
from tracking.records import pause_for
from tracking.views import entries
from tracking.views.access import own_to_save, owner
from tracking.views.drafts import to_draw_again


def _saved_words(_session: Session, day: str) -> str:
    if day:
        return _("Saved for %(day)s. That is done.") % {"day": day}
    return _("Saved. That is done.")


FLOW = entries.Flow(
    page="tracking/session_form.html",
    name="session",
    kind=Session,
    log=logbook.log_session,
    change=logbook.change_session,
    words=_saved_words,
)


@require_http_methods(["GET", "HEAD", "POST"])
@one_edition()
def new(request: HttpRequest) -> HttpResponse:
    """What did you do? `?programme=` and `?exercise=` choose already."""
    user, now = owner(request), timezone.now()
    if request.method != "POST":
        chosen = {
            "programme": request.GET.get("programme", ""),
            "exercises": request.GET.getlist("exercise"),
        }
        show = bool(chosen["exercises"])
        return FLOW.draw(request, SessionForm(user=user, now=now, initial=chosen, show_lines=show))
    if to_draw_again(request):
        typed = SessionForm(user=user, now=now, typed=request.POST)
        if typed.lines is not None or request.POST["adjust"] != AS_LINES:
            return FLOW.draw(request, typed)
    form = SessionForm(request.POST, user=user, now=now)
    return entries.log(request, FLOW, form, _detail)


def _detail(session: Session) -> HttpResponse:
    return redirect("tracking:session-detail", pk=session.pk)


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
        messages.success(request, as_planned_words(form.before))
    else:  # the same button again, on a page that was left open
        words = _("Saved before, at %(time)s. To log it once more, open the programme again.")
        clock = formats.time_format(session.local_time, "H:i")
        messages.info(request, words % {"time": clock})
    return redirect("tracking:session-detail", pk=session.pk)


def as_planned_words(before: LastCheckIn | None) -> str:
    """That it is saved, and where "before" is from."""
    if before is None:
        return _("Saved as planned.")
    return _("Saved as planned. Pain before: %(pain)d, from your check-in at %(time)s.") % {
        "pain": before.pain,
        "time": formats.time_format(before.local_time, "H:i"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session. After a hard one, asks once which exercise it was."""
    session = own_to_save(request, Session.objects.with_parts(), pk)
    if session.removed_at:
        messages.warning(request, _("Deleted meanwhile, so this was not saved."))
        return redirect("tracking:session-list")
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
@one_edition()
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a session. A tab that is older than the entry is told so, and loses nothing."""
    session = own_to_save(request, Session.objects.with_parts(), pk)
    user = owner(request)
    if request.method != "POST" or to_draw_again(request):
        typed = request.POST if request.method == "POST" else None
        form = SessionForm(user=user, session=session, typed=typed)
        return FLOW.draw(request, form, session=session)
    form = SessionForm(request.POST, user=user, session=session)
    return entries.change(request, FLOW, form, session, _detail)


def _again(session: Session) -> str:
    """Where the same is led through once more; empty for movements of one's own alone."""
    if session.programme and session.programme.status == Status.PUBLISHED:
        return reverse("exercises:play-programme", args=[session.programme.slug])
    exercises = [line.exercise for line in session.lines.all() if line.exercise]
    offered = [row.slug for row in exercises if row.status == Status.PUBLISHED]
    chosen = [("exercise", slug) for slug in dict.fromkeys(offered)]
    return f"{reverse('exercises:play')}?{urlencode(chosen)}" if chosen else ""
