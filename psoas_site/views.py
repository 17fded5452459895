"""Pages that join rooms: the library with how its reader is today, home, readiness, and errors."""

import logging
import sys
from collections.abc import Callable
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from exercises import views as pages
from psoas_site.agreement import diary_is_open
from psoas_site.storage_faults import is_storage_fault
from tracking.records import Known, known_of

log = logging.getLogger(__name__)

FROM_ELSEWHERE = tuple(
    reason.partition("%")[0] for reason in (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
)


def _known_of(request: HttpRequest, slug: str = "") -> Known:
    """What whoever reads has logged that matters to a page; nothing of strangers."""
    return known_of(cast(User, request.user), slug) if diary_is_open(request) else Known()


def _for_reader(
    request: HttpRequest, page: Callable[..., HttpResponse], template: str, **address: str
) -> HttpResponse:
    """A `page` of the library, matched to how its reader is today."""
    known = _known_of(request)
    return page(
        request,
        **address,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template=template,
        more={"pause": known.pause},
    )


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page; for people who are signed in, today."""
    if request.user.is_authenticated:
        return redirect("tracking:today")
    return pages.landing(request)


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """The library, matched to today's check-in."""
    return _for_reader(request, pages.library, "site/library.html")


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search, matched to today's check-in; what was not answered yet stands before it."""
    known = _known_of(request)
    return pages.search(
        request,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template="site/search.html",
        more={"pause": known.pause},
    )


@login_not_required
@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise; people who are signed in can log it from here, and see how often they did."""
    known = _known_of(request, slug)
    return pages.exercise(
        request,
        slug,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template="site/exercise.html",
        more={"practised": known.practised, "pause": known.pause},
    )


@login_not_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes, matched to today's check-in."""
    return _for_reader(request, pages.programmes, "site/programmes.html")


@login_not_required
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme; people who are signed in can log it from here."""
    return _for_reader(request, pages.programme, "site/programme.html", slug=slug)


@login_not_required
@require_safe
def play_exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Stands where one exercise is played."""
    return exercise(request, slug)


@login_not_required
@require_safe
def play_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Stands where a programme is played."""
    return programme(request, slug)


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
    if isinstance(error, Error) and request.path == reverse("exercises:safety"):
        log.error("warning signs shown from the pack: %s", type(error).__name__)
        return pages.safety_from_pack(request)
    headers = {"Cache-Control": "no-store"}
    if is_storage_fault(error):
        page = loader.render_to_string("503.html")
        return HttpResponse(page, status=503, headers={**headers, "Retry-After": "5"})
    return HttpResponse(loader.render_to_string("500.html"), status=500, headers=headers)


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
