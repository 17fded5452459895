"""Where an entry leads that tells of something that needs emergency help now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracking.models import CheckIn, Session
from tracking.records import pause_for
from tracking.views.access import owner


def help_or(request: HttpRequest, entry: CheckIn | Session, usual: HttpResponse) -> HttpResponse:
    """The emergency page, if a sign that `entry` tells of is an emergency; else `usual`."""
    pause = pause_for(owner(request))
    if not pause.emergency:
        return usual
    raised = set(entry.concerns.values_list("pk", flat=True))
    urgent = [sign for sign in pause.signs if sign.emergency and raised.intersection(sign.ids)]
    if not urgent:
        return usual
    return to_emergency_help(request, urgent[0].label)


def to_emergency_help(request: HttpRequest, sign: str) -> HttpResponse:
    """The emergency page, which says that `sign` was saved."""
    words = _("Saved. %(sign)s: this needs emergency help now.")
    messages.warning(request, words % {"sign": sign})
    return redirect("exercises:emergency")
