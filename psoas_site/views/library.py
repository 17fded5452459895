"""The library's pages, with how their reader is today; home; and what is led through."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.models import User
from exercises import views as library_views
from psoas_site.agreement import diary_is_open
from tracking.forms import HurtForm, PlayedForm
from tracking.recall import Known, known_of


def _known_of(request: HttpRequest, slug: str = "") -> Known:
    """What whoever reads has logged that matters to a page; nothing of strangers."""
    return known_of(cast(User, request.user), slug) if diary_is_open(request) else Known()


def _for_reader(
    request: HttpRequest,
    page: Callable[..., HttpResponse],
    template: str,
    *,
    known: Known | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A `page` of the library with what the site adds to it, matched to how its reader is."""
    known = known or _known_of(request)
    return page(
        request,
        pain_today=known.pain_today,
        paused=known.pause.reason,
        template=template,
        more={"pause": known.pause, **(more or {})},
    )


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page; for people who are signed in, today."""
    if request.user.is_authenticated:
        return redirect("tracking:today")
    return library_views.landing(request)


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """The library, matched to today's check-in."""
    return _for_reader(request, library_views.library, "site/library.html")


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search, matched to today's check-in; what was not answered yet stands before it."""
    return _for_reader(request, library_views.search, "site/search.html")


@login_not_required
@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise; people who are signed in can log it from here, and see how often they did."""
    known = _known_of(request, slug)
    more = {"practised": known.practised}
    page = partial(library_views.exercise, slug=slug)
    return _for_reader(request, page, "site/exercise.html", known=known, more=more)


@login_not_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes, matched to today's check-in."""
    return _for_reader(request, library_views.programmes, "site/programmes.html")


@login_not_required
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme; people who are signed in can log it from here."""
    return _for_reader(request, partial(library_views.programme, slug=slug), "site/programme.html")


@login_not_required
@require_safe
def play_exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise, led through; what was done is kept in the diary of whoever has one."""
    return _to_play(request, partial(library_views.play_exercise, slug=slug))


@login_not_required
@require_safe
def play_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme, led through."""
    return _to_play(request, partial(library_views.play_programme, slug=slug))


@login_not_required
@require_safe
def play_choice(request: HttpRequest) -> HttpResponse:
    """A choice of exercises, led through."""
    return _to_play(request, library_views.play_choice)


def _to_play(request: HttpRequest, page: Callable[..., HttpResponse]) -> HttpResponse:
    """A `page` of the player, with what it asks afterwards and where that is kept."""
    more = {"finish": PlayedForm(), "hurt": HurtForm(), "keeps": diary_is_open(request)}
    return _for_reader(request, page, "site/play.html", more=more)
