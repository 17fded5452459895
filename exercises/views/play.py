"""The player: what is led through, as a page, and as data alone for a script that goes on."""

import json
from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.models import Level
from exercises.pages.play import PlayPage, choice_to_play, exercise_to_play, programme_to_play
from exercises.pages.play_options import PlayOptionsForm
from exercises.rules.playing import as_data
from exercises.shelf.cards import cards_named
from exercises.shelf.catalogue import Wishes, judge
from exercises.shelf.for_you import of_one, of_parts
from exercises.shelf.forms import PainForm
from exercises.views.answers import varying, wants_json
from exercises.views.reader import ReaderToday


class Rest(NamedTuple):
    """A length to choose for a long rest, and whether it is the one that was chosen."""

    minutes: int
    address: str
    chosen: bool


LONG_RESTS = (5, 10, 15, 20)
"""Minutes for a long rest. 10 to 20 are those of constructive rest (see its doses)."""


@login_not_required
@require_safe
def play_exercise(request: HttpRequest, reader: ReaderToday, slug: str) -> HttpResponse:
    """One exercise: `?level=` says how much, `?minutes=` how long a long rest is."""
    level = request.GET.get("level", "")
    known_level = level if level in Level.values else ""
    minutes = _minutes(request.GET.get("minutes", ""))
    wishes = _wishes(request, reader)
    page = _found(lambda: exercise_to_play(slug, request.user, wishes.day, known_level, minutes))
    return _answer(request, reader, page, wishes)


@login_not_required
@require_safe
def play_programme(request: HttpRequest, reader: ReaderToday, slug: str) -> HttpResponse:
    """A programme, exercise after exercise."""
    wishes = _wishes(request, reader)
    page = _found(lambda: programme_to_play(slug, request.user, wishes.day))
    return _answer(request, reader, page, wishes)


@login_not_required
@require_safe
def play_choice(request: HttpRequest, reader: ReaderToday) -> HttpResponse:
    """Exercises of one's own choice: `?exercise=` once for each, in their order."""
    chosen = request.GET.getlist("exercise")
    if not chosen:
        return render(request, "exercises/play_nothing.html")
    wishes = _wishes(request, reader)
    page = _found(lambda: choice_to_play(chosen, request.user, wishes.day))
    return _answer(request, reader, page, wishes)


def play_page(request: HttpRequest, reader: ReaderToday, page: PlayPage) -> HttpResponse:
    """What the site itself has put together for its reader."""
    return _answer(request, reader, page, _wishes(request, reader))


def _found(page: Callable[[], PlayPage]) -> PlayPage:
    try:
        return page()
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _rests(request: HttpRequest) -> list[Rest]:
    """How long a rest may be, each with its address: all else that was said stays."""
    chosen = _minutes(request.GET.get("minutes", ""))
    rests = []
    for minutes in LONG_RESTS:
        query = request.GET.copy()
        query["minutes"] = str(minutes)
        rests.append(Rest(minutes, f"?{query.urlencode()}", minutes == chosen))
    return rests


def _minutes(text: str) -> int:
    """The minutes of a long rest, 0 for none: other numbers are no choice of ours."""
    return int(text) if text in map(str, LONG_RESTS) else 0


def _answer(
    request: HttpRequest, reader: ReaderToday, page: PlayPage, wishes: Wishes
) -> HttpResponse:
    data = as_data(page.playlist)
    if wants_json(request):
        return varying(JsonResponse(data))
    cards = cards_named(page.slugs, request.user) if reader.limits else ()
    is_one = len(cards) == 1
    _allowed, reason = judge(page.pain_now_max, cards, wishes)
    context = {
        "page": page,
        "data": json.dumps(data),
        "options": PlayOptionsForm(),
        "look": "dark",  # so that the room stays dim, whatever the pages look like
        "pain_now": wishes.pain,
        "reason": reason,
        "for_you": of_one(cards, wishes.day) if is_one else of_parts(cards, wishes.day),
        "is_one": is_one,
        "paused": reader.paused,
        "quiet_day": reader.is_quiet(wishes.pain),
        "rests": _rests(request) if _is_a_long_rest(page) else (),
    }
    return varying(reader.answer(request, context))


def _wishes(request: HttpRequest, reader: ReaderToday) -> Wishes:
    """How the reader's day is, by the address and by what is known of them."""
    return reader.wishes(PainForm(request.GET, reader.pain).pain_now, request.GET)


def _is_a_long_rest(page: PlayPage) -> bool:
    """Whether it is one quiet position whose length somebody may choose."""
    parts = page.playlist.parts
    alone = parts[0] if len(parts) == 1 else None
    if alone is None or alone.per_side:
        return False
    return alone.kind == "time" and alone.amount.seconds >= 60 * LONG_RESTS[0] and alone.gentle
