"""Check-ins: log, change."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exercises.models import one_edition
from tracking import logbook
from tracking.forms import CheckInForm
from tracking.models import CheckIn
from tracking.recall import AskedAbout, session_asked_about, session_to_ask_about
from tracking.views import entries
from tracking.views.access import own_to_save, owner
from tracking.views.drafts import to_draw_again

GROUPS_COOKIE = "groups"  # written by static/js/groups.js


def _saved_words(check_in: CheckIn, day: str) -> str:
    if day:
        return _("Saved for %(day)s: pain %(pain)s.") % {"day": day, "pain": check_in.pain}
    return _("Saved: pain %(pain)s.") % {"pain": check_in.pain}


FLOW = entries.Flow(
    page="tracking/check_in_form.html",
    name="check_in",
    kind=CheckIn,
    log=logbook.log_check_in,
    change=logbook.change_check_in,
    words=_saved_words,
)


@require_http_methods(["GET", "HEAD", "POST"])
@one_edition()
def new(request: HttpRequest) -> HttpResponse:
    """How is it now?"""
    user, now = owner(request), timezone.now()
    folds = folds_left(request)
    if request.method != "POST":
        since = session_to_ask_about(user, now)
        form = CheckInForm(user=user, since=since, now=now, folds=folds)
        return FLOW.draw(request, form, today=form.newest_today)
    since = session_asked_about(user, request.POST.get("since_session", ""))
    form = CheckInForm(request.POST, user=user, since=since, now=now, folds=folds)
    if to_draw_again(request):
        return FLOW.draw(request, form)
    return entries.log(request, FLOW, form, lambda _check_in: redirect("tracking:today"))


@require_http_methods(["GET", "HEAD", "POST"])
@one_edition()
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a check-in. A tab that is older than the entry is told so, and loses nothing."""
    check_in = own_to_save(request, CheckIn.objects.to_edit(), pk)
    data = request.POST if request.method == "POST" else None
    form = CheckInForm(
        data,
        user=owner(request),
        check_in=check_in,
        since=_session_asked(check_in, data),
        folds=folds_left(request),
    )
    if data is None or to_draw_again(request):
        return FLOW.draw(request, form, check_in=check_in)
    return entries.change(request, FLOW, form, check_in, _list)


def _list(_check_in: CheckIn) -> HttpResponse:
    return redirect("tracking:check-in-list")


def _session_asked(check_in: CheckIn, data: QueryDict | None) -> AskedAbout | None:
    """The session whose morning after the form asks about, as it was asked then."""
    aftermaths = list(check_in.aftermaths.all())
    if not aftermaths:
        return None
    key = aftermaths[0].session_id
    if data is not None and data.get("since_session") != str(key):
        return None  # the session was deleted and put back meanwhile: this form did not ask
    return AskedAbout(key, apart=any(aftermath.side for aftermath in aftermaths))


def folds_left(request: HttpRequest) -> frozenset[str]:
    """The groups of questions that were left open on this device; with "-" those left folded."""
    return frozenset(request.COOKIES.get(GROUPS_COOKIE, "").split("."))
