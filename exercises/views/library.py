"""The list of exercises and the first page. Everybody may read them."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from exercises.pages.library import LibraryPage
from exercises.rules.judging import Day, is_quiet
from exercises.shelf.forms import PainForm
from exercises.shelf.offers import movements_offered
from exercises.shelf.ruleset import thresholds_in_force
from exercises.views.answers import varying, wants_json
from exercises.views.reader import ReaderToday

# What its template draws of a page of the library, unless it has kept what it drew.
DRAWN = (
    "form", "shelf", "finds", "wishes", "warned", "quiet_day", "quick_links", "ways_out",
    "start_over", "is_narrowed", "for_you",
)  # fmt: skip
BANDS = ((2, "0–2"), (5, "3–5"), (7, "6–7"), (10, "8–10"))  # by their upper end


@login_not_required
@require_safe
def library(request: HttpRequest, reader: ReaderToday) -> HttpResponse:
    """All exercises, narrowed by what is looked for; what can be offered comes first."""
    today = (reader.pain, reader.paused, reader.limits, reader.unwanted)
    page = LibraryPage(request.GET, request.user, *today)
    if wants_json(request):
        return varying(JsonResponse({"words": page.form.show_words}))
    parts = {name: SimpleLazyObject(partial(getattr, page, name)) for name in DRAWN}
    return varying(reader.answer(request, {"told": page.told, **parts}))


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The first page of a visitor: how is the pain, and one gentle movement to look at."""
    pain = PainForm(request.GET).pain_now
    upper = next(upper for upper, _words in BANDS if upper >= (5 if pain is None else pain))
    context = {
        "bands": [{"upper": top, "words": words, "on": top == upper} for top, words in BANDS],
        "pain": upper,
        "card": movements_offered().first_at(Day(pain=upper)),
        "quiet_day": is_quiet(upper, thresholds_in_force()),
    }
    return render(request, "site/home.html", context)
