"""The search over the library, and what a search warns of first."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.catalogue import Wishes, cards_for
from exercises.finding import Finds, entries_of, find, programme_hits, starting_words
from exercises.forms import PainForm, SearchForm
from exercises.pages.programme import drawn_programmes
from exercises.safety import read_safety


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
        **safety_first(query, finds),
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


def safety_first(query: str, finds: Finds | None) -> dict[str, object]:
    """What a search may warn of, with the safety words that it and the rest of the page read."""
    if finds is None:
        return {}
    safety = read_safety()
    return {"safety": safety, "warned": safety.warned_of(query, forgiving=finds.is_empty)}
