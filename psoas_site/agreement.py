"""No agreement, no diary: nothing of it is read or written while none is in force."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from psoas_site.ui.middleware import Middleware

DIARY = "tracking"  # the namespace of every address that reads or writes a diary


def diary_is_open(request: HttpRequest) -> bool:
    """Whether a page may join what its reader logged: somebody is there, and agrees to it."""
    return request.user.is_authenticated and request.user.agrees


class AgreementMiddleware(Middleware):
    """Leads from the diary to the page that asks, whatever was sent, until somebody agrees.

    It costs no question of its own: the log-in reads the agreement with the person.
    """

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or DIARY not in match.namespaces or diary_is_open(request):
            return None
        return redirect("consent")
