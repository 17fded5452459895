"""Pages that join rooms: the library with how its reader is today, home, readiness, and errors."""

import errno
import sys
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.views.decorators.http import require_safe

from accounts.models import User
from exercises import views as pages
from psoas_site.agreement import diary_is_open
from tracking.records import Known, known_of

# A large upload waits on disk while it comes in: there may be no room, or not for us.
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _known_of(request: HttpRequest, slug: str = "") -> Known:
    """What whoever reads has logged that matters to a page; nothing of strangers."""
    return known_of(cast(User, request.user), slug) if diary_is_open(request) else Known()


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
    known = _known_of(request)
    return pages.library(
        request,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template="site/library.html",
        more={"pause": known.pause},
    )


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
    known = _known_of(request)
    return pages.programmes(
        request,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template="site/programmes.html",
        more={"pause": known.pause},
    )


@login_not_required
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme; people who are signed in can log it from here."""
    known = _known_of(request)
    return pages.programme(
        request,
        slug,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template="site/programme.html",
        more={"pause": known.pause},
    )


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the site can work: database reachable, migrations applied, cache answering."""
    try:
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        cache.get("readyz")
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "unreachable"}, status=503)
    state = {"ready": not pending, "database": "migrations pending" if pending else "ok"}
    return JsonResponse(state, status=503 if pending else 200)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for too much at once; no look at a session, for the host may be forged."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(loader.render_to_string(f"{status}.html"), status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without session or database; 503 when the database or the disk is busy, full or gone."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError) or getattr(error, "errno", None) in DISK_FULL:
        page = loader.render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "5"})
    return HttpResponse(loader.render_to_string("500.html"), status=500)
