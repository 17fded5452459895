"""The library's pages, with how their reader is today; home; and what is led through."""

from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from exercises import views as library_views
from exercises.models import Exercise
from exercises.pages.play import Wanted as Part
from exercises.pages.play import plan_to_play
from psoas_site.agreement import diary_is_open
from tracking.clock import today_in
from tracking.forms import HurtForm, PlayedForm
from tracking.planning.plan import Wanted
from tracking.planning.today import instead_of_a_plan, plan_of_the_day
from tracking.recall import Known, known_of, planned_by
from tracking.records import screened
from tracking.views.screening import LATER, asking_before


def _reader_of(
    request: HttpRequest, template: str, slug: str = "", **more: object
) -> library_views.ReaderToday:
    """How whoever reads is today, by what they have logged; nothing is known of strangers.

    The page has the `template` of the site's own; it may be that of the exercise called `slug`.
    """
    known = known_of(cast(User, request.user), slug) if diary_is_open(request) else Known()
    own = {"practised": known.practised, "liking": known.liking, "in_plan": known.in_plan}
    return library_views.ReaderToday(
        template=template,
        pain=known.pain_today,
        paused=known.pause.reason,
        limits=known.about.limits,
        more={"pause": known.pause, **own, **more},
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
    reader = _reader_of(request, "site/library.html")
    if diary_is_open(request):
        reader = replace(reader, unwanted=planned_by(cast(User, request.user)).unwanted)
    return library_views.library(request, reader)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search, matched to today's check-in; what was not answered yet stands before it."""
    return library_views.search(request, _reader_of(request, "site/search.html"))


@login_not_required
@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise; people who are signed in can log it from here, and see how often they did."""
    reader = _reader_of(request, "site/exercise.html", slug)
    return library_views.exercise(request, reader, slug)


@login_not_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes, matched to today's check-in."""
    return library_views.programmes(request, _reader_of(request, "site/programmes.html"))


@login_not_required
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme; people who are signed in can log it from here."""
    return library_views.programme(request, _reader_of(request, "site/programme.html"), slug)


@login_not_required
@require_safe
def play_exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise, led through; what was done is kept in the diary of whoever has one."""
    reader = _player_of(request)
    return _asked_first(request, reader, library_views.play_exercise(request, reader, slug))


@login_not_required
@require_safe
def play_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme, led through."""
    reader = _player_of(request)
    return _asked_first(request, reader, library_views.play_programme(request, reader, slug))


@login_not_required
@require_safe
def play_choice(request: HttpRequest) -> HttpResponse:
    """A choice of exercises, led through."""
    reader = _player_of(request)
    return _asked_first(request, reader, library_views.play_choice(request, reader))


def _asked_first(
    request: HttpRequest, reader: library_views.ReaderToday, page: HttpResponse
) -> HttpResponse:
    """The questions about warning signs, where they come before a session; else the `page`.

    In a pause nothing starts, so nothing is asked. What a script fetches for a session that runs
    is not held up either.
    """
    is_page = page["Content-Type"].startswith("text/html")
    if reader.paused or not is_page or LATER in request.GET or not diary_is_open(request):
        return page
    user = cast(User, request.user)
    if screened(user, today_in(user.zone, timezone.now())).reason is None:
        return page
    return redirect(asking_before(request.get_full_path()))


@require_safe
def play_today(request: HttpRequest) -> HttpResponse:
    """The plan of whoever is signed in, led through; without one, what the day begins with."""
    if not diary_is_open(request):
        return redirect("consent")
    user = cast(User, request.user)
    wanted = Wanted.said_in(request.GET)
    reader = _player_of(request)
    today = plan_of_the_day(user, timezone.now(), reader.pain, wanted, reader.limits)
    if today is None:
        return redirect(instead_of_a_plan(user, timezone.now()))
    parts = [
        Part(item.exercise.pk, item.level, item.row.side) for item in today.done if item.exercise
    ]
    try:
        page = plan_to_play(
            parts,
            user,
            reader.wishes(reader.pain, request.GET).day,
            title=today.plan.title,
            address=f"{reverse('play-today')}{wanted.query}",
            back=reverse("tracking:plan"),
        )
    except Exercise.DoesNotExist:
        messages.info(request, _("Nothing of your plan is for today. Here is why."))
        return redirect("tracking:plan")
    reader = replace(reader, more={**reader.more, "notes": today.notes})
    return _asked_first(request, reader, library_views.play_page(request, reader, page))


def _player_of(request: HttpRequest) -> library_views.ReaderToday:
    """Whoever is led through something: what is asked afterwards, and whether that is kept."""
    return _reader_of(
        request,
        "site/play.html",
        finish=PlayedForm(),
        hurt=HurtForm(),
        keeps=diary_is_open(request),
    )
