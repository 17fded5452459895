"""Pages of the library. Everybody may read them; `psoas_site` says how today's pain is."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from exercises.catalogue import QUIET_FROM, Wishes, cards_for, first_step, judged, shelf
from exercises.finding import Finds, entries_of, find, programme_hits, starting_words
from exercises.forms import LibraryForm, PainForm, SearchForm
from exercises.models import Contraindication, Exercise, Programme
from exercises.pages import exercise_page
from exercises.programme_pages import (
    drawn_programmes,
    parts_of,
    programme_card,
    programme_cards,
    programme_named,
)
from exercises.rules.bands import Kind
from exercises.safety import read_safety, safety_of_pack
from exercises.shortcuts import quick_links, start_over, ways_out_links
from exercises.stopping import already_high_words, stopping_of_all

BANDS = ((2, "0–2"), (5, "3–5"), (7, "6–7"), (10, "8–10"))  # by their upper end


@login_not_required
@require_safe
def library(
    request: HttpRequest,
    pain_today: int | None = None,
    paused: str = "",
    template: str = "exercises/library.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """All exercises, narrowed by what is looked for; what can be offered comes first."""
    cards = cards_for(request.user)
    form = LibraryForm(request.GET, cards, pain_today)
    wishes = replace(form.wishes(), paused=paused)
    finds = None
    if wishes.q:
        finds = find(wishes.q, cards, Programme.objects.visible_to(request.user))
        wishes = replace(wishes, ranks=finds.ranks)
    found = shelf(cards, wishes)
    form.offered = found.offered
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return _varying(JsonResponse({"words": form.show_words}))
    answer = render(
        request,
        template,
        {
            **_safety_first(wishes.q, finds),
            "form": form,
            "shelf": found,
            "finds": finds,
            "wishes": wishes,
            "quiet_day": _is_quiet(wishes.pain) and not paused,
            "quick_links": quick_links(form, request.GET),
            "ways_out": ways_out_links(form, request.GET, found.ways_out),
            "start_over": start_over(request.GET),
            **(more or {}),
        },
    )
    return _varying(answer)


def _varying(answer: HttpResponse) -> HttpResponse:
    """One address has two answers: the page, and what its button would say."""
    patch_vary_headers(answer, ["Accept"])
    return answer


@login_not_required
@require_safe
def search(
    request: HttpRequest,
    pain_today: int | None = None,
    paused: str = "",
    template: str = "exercises/search.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Exercises and programmes by their words; what stands against one today is said beside it."""
    cards = cards_for(request.user)
    form = SearchForm(request.GET)
    query = form.understood.get("q", "")
    finds = find(query, cards, drawn_programmes(request.user)) if query else None
    wishes = Wishes(pain=PainForm(request.GET, pain_today).pain_now, paused=paused)
    context = {
        **_safety_first(query, finds),
        "form": form,
        "query": query,
        "finds": finds,
        "wishes": wishes,
        "entries": entries_of(finds.cards, wishes) if finds else (),
        "programmes": programme_hits(finds.programmes, wishes) if finds else (),
        "starts": starting_words(cards),
        **(more or {}),
    }
    return render(request, template, context)


def _safety_first(query: str, finds: Finds | None) -> dict[str, object]:
    """What a search may warn of, with the safety words that it and the rest of the page read."""
    if finds is None:
        return {}
    safety = read_safety()
    return {"safety": safety, "warned": safety.warned_of(query, forgiving=finds.is_empty)}


@login_not_required
@require_safe
def exercise(
    request: HttpRequest,
    slug: str,
    pain_today: int | None = None,
    paused: str = "",
    template: str = "exercises/exercise.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """One exercise: how it is done, how much, when to stop, and who says so.

    `paused` says why nothing is offered; `more` is for a template of the caller's own.
    """
    try:
        page = exercise_page(slug, request.user, left=request.GET.get("side") == "left")
    except Exercise.DoesNotExist as error:
        raise Http404 from error
    pain = PainForm(request.GET, pain_today)
    shown = page.exercise
    allowed, reason = judged(shown, pain.pain_now, paused)
    return render(
        request,
        template,
        {
            "page": page,
            "exercise": shown,
            "pain": pain,
            "allowed": allowed,
            "reason": reason,
            "quiet_day": _is_quiet(pain.pain_now) and not paused,
            **(more or {}),
        },
    )


@login_not_required
@require_safe
def programmes(
    request: HttpRequest,
    pain_today: int | None = None,
    paused: str = "",
    template: str = "exercises/programmes.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """All programmes; those within today's pain come first."""
    form = PainForm(request.GET, pain_today)
    context = {
        "form": form,
        "cards": programme_cards(request.user, form.pain_now, paused),
        "quiet_day": _is_quiet(form.pain_now) and not paused,
        **(more or {}),
    }
    return render(request, template, context)


@login_not_required
@require_safe
def programme(
    request: HttpRequest,
    slug: str,
    pain_today: int | None = None,
    paused: str = "",
    template: str = "exercises/programme.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """One programme: for whom, how long, and its exercises in order."""
    try:
        shown = programme_named(slug, request.user)
    except Programme.DoesNotExist as error:
        raise Http404 from error
    pain = PainForm(request.GET, pain_today)
    context = {
        "programme": shown,
        "card": programme_card(shown, pain.pain_now, paused),
        "parts": parts_of(shown),
        "pain": pain,
        "quiet_day": _is_quiet(pain.pain_now) and not paused,
        **(more or {}),
    }
    return render(request, template, context)


@login_not_required
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """The warning signs: no login, no script, nothing that leads past them."""
    asked = (Contraindication.Action.HIDE, Contraindication.Action.ASK)
    return _safety_page(request, ask_first=Contraindication.objects.filter(action__in=asked))


def safety_from_pack(request: HttpRequest) -> HttpResponse:
    """The same page without a database: the pack's signs, for whoever `request` says is there."""
    return _safety_page(request, safety=safety_of_pack())


def _safety_page(request: HttpRequest, **more: object) -> HttpResponse:
    words = {"limits": stopping_of_all(), "already_high": already_high_words(Kind.GENTLE)}
    return render(request, "exercises/safety.html", {**words, **more})


@login_not_required
@require_safe
def landing(request: HttpRequest, template: str = "site/home.html") -> HttpResponse:
    """The first page of a visitor: how is the pain, and one gentle movement to look at."""
    said = PainForm(request.GET).pain_now
    upper = next(upper for upper, _words in BANDS if upper >= (5 if said is None else said))
    context = {
        "bands": [{"upper": top, "words": words, "on": top == upper} for top, words in BANDS],
        "pain": upper,
        "card": first_step(cards_for(AnonymousUser()), upper),
        "quiet_day": _is_quiet(upper),
    }
    return render(request, template, context)


def _is_quiet(pain: int | None) -> bool:
    """Whether there is so much pain that only rest and breathing are offered."""
    return pain is not None and pain >= QUIET_FROM
