"""Deleting an entry in one tap, and putting it back for a day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracking import logbook
from tracking.models import CheckIn, OwnedQuerySet, Removed, Session
from tracking.recall import removed_lately
from tracking.views.access import own, owner

# What each kind is called in addresses.
NAMES = {Removed.Kind.CHECK_IN: "tracking:check-in", Removed.Kind.SESSION: "tracking:session"}
ENTRIES: dict[Removed.Kind, Any] = {Removed.Kind.CHECK_IN: CheckIn, Removed.Kind.SESSION: Session}


@require_http_methods(["GET", "HEAD", "POST"])
def delete_check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a check-in at once; the list it leads to offers to put it back."""
    return _delete(request, CheckIn.objects.all(), pk, Removed.Kind.CHECK_IN)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a session at once; the list it leads to offers to put it back."""
    return _delete(request, Session.objects.all(), pk, Removed.Kind.SESSION)


def _delete(
    request: HttpRequest, rows: OwnedQuerySet[Any], pk: UUID, kind: Removed.Kind
) -> HttpResponse:
    """A second tap finds it deleted. Reading the address, as after a login, deletes nothing."""
    now = timezone.now()
    if removed_lately(owner(request), now).filter(pk=pk).exists():
        return redirect(f"{NAMES[kind]}-list")
    entry = own(request, rows, pk)
    if request.method != "POST":
        return redirect(f"{NAMES[kind]}-edit", pk=entry.pk)
    logbook.remove(entry, now)
    return redirect(f"{NAMES[kind]}-list")


@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put back what was deleted within the last day. A second tap finds it there."""
    removed = removed_lately(owner(request), timezone.now()).filter(pk=pk).first()
    if removed is None:
        return redirect(f"{NAMES[_kind_of(request, pk)]}-list")
    if request.method == "POST":
        try:
            logbook.put_back(removed)
        except logbook.CannotPutBackError:
            messages.warning(
                request,
                _("It cannot come back: something that it names is not in the library any more."),
            )
        else:
            messages.success(request, _("It is back, as it was."))
    return redirect(f"{NAMES[Removed.Kind(removed.kind)]}-list")


def _kind_of(request: HttpRequest, pk: UUID) -> Removed.Kind:
    """What the person's own entry with this id is; 404 where there is none."""
    for kind, model in ENTRIES.items():
        if model.objects.owned_by(owner(request)).filter(pk=pk).exists():
            return kind
    raise Http404
