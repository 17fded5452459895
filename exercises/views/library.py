"""The list of exercises and the first page. Everybody may read them."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.pages.landing import landing_card
from exercises.rules.judging import is_quiet
from exercises.shelf.catalogue import cards_for, shelf
from exercises.shelf.finding import find
from exercises.shelf.forms import LibraryForm, PainForm
from exercises.shelf.shortcuts import quick_links, start_over, ways_out_links
from exercises.views.answers import varying, wants_json
from exercises.views.reader import ReaderToday
from exercises.views.search import safety_first

BANDS = ((2, "0–2"), (5, "3–5"), (7, "6–7"), (10, "8–10"))  # by their upper end


@login_not_required
@require_safe
def library(request: HttpRequest, reader: ReaderToday) -> HttpResponse:
    """All exercises, narrowed by what is looked for; what can be offered comes first."""
    cards = cards_for(request.user)
    form = LibraryForm(request.GET, cards, reader.pain)
    wishes = replace(form.wishes(), paused=reader.paused)
    finds = None
    if wishes.q:
        finds = find(wishes.q, request.user)
        wishes = replace(wishes, ranks=finds.ranks)
    found = shelf(cards, wishes)
    form.offered = found.offered
    if wants_json(request):
        return varying(JsonResponse({"words": form.show_words}))
    context = {
        **safety_first(wishes.q, finds),
        "form": form,
        "shelf": found,
        "finds": finds,
        "wishes": wishes,
        "quiet_day": reader.is_quiet(wishes.pain),
        "quick_links": quick_links(form, request.GET),
        "ways_out": ways_out_links(form, request.GET, found.ways_out),
        "start_over": start_over(request.GET),
    }
    return varying(reader.answer(request, context))


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The first page of a visitor: how is the pain, and one gentle movement to look at."""
    said = PainForm(request.GET).pain_now
    upper = next(upper for upper, _words in BANDS if upper >= (5 if said is None else said))
    context = {
        "bands": [{"upper": top, "words": words, "on": top == upper} for top, words in BANDS],
        "pain": upper,
        "card": landing_card(upper),
        "quiet_day": is_quiet(upper),
    }
    return render(request, "site/home.html", context)
