"""What one did of one exercise, or of one movement of one's own; and that movement's name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exercises.models import Exercise
from tracking import logbook
from tracking.forms.movements import TAKEN, RenameForm
from tracking.models import OwnMovement, Side
from tracking.progress import history_page, lines_then
from tracking.records.exercises import sessions_with
from tracking.views.access import own, owner
from tracking.views.pages import page_of


@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """One's history with an exercise of the library. A draft is known to those who logged it."""
    shown = get_object_or_404(Exercise.objects.with_figures(), slug=slug)
    context = _context(request, shown)
    if context["page"].is_empty and not context["page"].is_published:
        raise Http404
    return render(request, "tracking/exercise_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def movement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's history with a movement of one's own, its name, and whether it is offered."""
    shown = own(request, OwnMovement.objects.all(), pk)
    if "offered" in request.POST:
        return _offer(request, shown)
    data = request.POST if request.method == "POST" else None
    form = RenameForm(data, movement=shown)
    if form.is_valid() and _rename(shown, form):
        messages.success(request, _("Saved."))
        return redirect("tracking:movement-history", pk=shown.pk)
    context = _context(request, shown) | {"form": form}
    status = (409 if form.is_stale else 422) if form.errors else 200
    return render(request, "tracking/exercise_history.html", context, status=status)


def _rename(movement: OwnMovement, form: RenameForm) -> bool:
    """Give it the name that was typed; else the form says why that cannot be."""
    name, version = form.cleaned_data["name"], form.cleaned_data["version"] or 0
    try:
        logbook.rename_movement(movement, name, version)
    except logbook.NameTakenError:
        form.add_error("name", TAKEN)
    except logbook.StaleError:
        form.tell_stale(movement)
    return not form.errors


def _offer(request: HttpRequest, shown: OwnMovement) -> HttpResponse:
    """Offer it in the session form, or stop that. What it says is what it means, sent twice too."""
    offered = request.POST["offered"] == "1"
    logbook.offer_movement(shown, offered=offered)
    if offered:
        messages.success(request, _("It is offered again when you log a session."))
    else:
        messages.success(request, _("It is not offered any more. Your history stays."))
    return redirect("tracking:movement-history", pk=shown.pk)


def _context(request: HttpRequest, row: Exercise | OwnMovement) -> dict[str, Any]:
    """The page, and its sessions: those of the asked side, if a side was ever said."""
    user = owner(request)
    page = history_page(user, row)
    side = request.GET.get("side", "")
    if not page.sided or side not in (Side.LEFT, Side.RIGHT):
        side = ""
    sessions = page_of(request, sessions_with(user, page.subject, side))
    return {
        "page": page,
        "side": side,
        "page_obj": sessions,
        "times": [(session, lines_then(session)) for session in sessions.object_list],
    }
