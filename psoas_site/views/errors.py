"""What is said when a request cannot be answered. Nothing here asks the database."""

import logging
import sys
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.template import loader
from django.urls import reverse

from exercises.views import emergency_from_pack, safety_from_pack
from psoas_site.storage_faults import is_storage_fault

log = logging.getLogger(__name__)

FROM_ELSEWHERE = tuple(
    reason.partition("%")[0] for reason in (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for too much at once; no look at a session, for the host may be forged."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(loader.render_to_string(f"{status}.html"), status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without session or database; 503 when the database or the disk is busy, full or gone.

    The warning signs are shown all the same: they stand in the pack's files too.
    """
    error = sys.exc_info()[1]
    # Whatever is still done to the answer must not ask the database again who is there.
    request.user = AnonymousUser()
    from_pack = _pages_of_the_pack().get(request.path)
    if isinstance(error, Error) and from_pack:
        log.error("warning signs shown from the pack: %s", type(error).__name__)
        return from_pack(request)
    headers = {"Cache-Control": "no-store"}
    if is_storage_fault(error):
        page = loader.render_to_string("503.html")
        return HttpResponse(page, status=503, headers={**headers, "Retry-After": "5"})
    return HttpResponse(loader.render_to_string("500.html"), status=500, headers=headers)


def _pages_of_the_pack() -> dict[str, Callable[[HttpRequest], HttpResponse]]:
    """What can be shown without a database, by its address."""
    return {
        reverse("exercises:safety"): safety_from_pack,
        reverse("exercises:emergency"): emergency_from_pack,
    }


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token, or from elsewhere; each cause has its own advice.

    What is no form is 405: no page of ours takes PUT, PATCH or DELETE, with a token or without.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    words = {"cause": _cause_of(request, reason)}
    return HttpResponse(loader.render_to_string("403_csrf.html", words), status=403)


def _cause_of(request: HttpRequest, reason: str) -> str:
    """`https`: a proxy takes https and the site does not know; `elsewhere`: another address."""
    if reason == REASON_NO_CSRF_COOKIE:
        return "cookies"
    if not reason.startswith(FROM_ELSEWHERE) or request.headers.get("Origin") == "null":
        return "old"
    secure = f"https://{request.get_host()}"
    return "https" if request.headers.get("Origin") == secure else "elsewhere"
