"""Deleting an entry in one tap, and putting it back for a day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracking import logbook
from tracking.models import CheckIn, Session
from tracking.views.access import even_removed

Kind = type[CheckIn | Session]

# What each kind is called in addresses.
NAMES: dict[Kind, str] = {CheckIn: "tracking:check-in", Session: "tracking:session"}


@require_http_methods(["GET", "HEAD", "POST"])
def delete_check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a check-in at once; the list it leads to offers to put it back."""
    return _delete(request, CheckIn, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a session at once; the list it leads to offers to put it back."""
    return _delete(request, Session, pk)


def _delete(request: HttpRequest, kind: Kind, pk: UUID) -> HttpResponse:
    """A second tap finds it deleted. Reading the address, as after a login, deletes nothing."""
    entry = get_object_or_404(even_removed(request, kind.objects), pk=pk)
    if request.method == "POST":
        logbook.remove(entry, timezone.now())
    elif entry.removed_at is None:
        return redirect(f"{NAMES[kind]}-edit", pk=pk)
    return redirect(f"{NAMES[kind]}-list")


@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put back what was deleted within the last day. A second tap finds it there."""
    for kind, name in NAMES.items():
        entry = even_removed(request, kind.objects).filter(pk=pk).first()
        if entry is None:
            continue
        if request.method == "POST" and entry.removed_at is not None:
            logbook.put_back(entry)
            messages.success(request, _("It is back, as it was."))
        return redirect(f"{name}-list")
    raise Http404
