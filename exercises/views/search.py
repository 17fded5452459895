"""The search over all that can be read, and what a search warns of first."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from exercises.pages.safety import read_safety
from exercises.pages.search import EXERCISES, PROGRAMMES, SiteFinds, find_everywhere
from exercises.shelf.cards import Reader, cards_for
from exercises.shelf.catalogue import Wishes
from exercises.shelf.finding import Finds, entries_of, programme_hits, starting_words
from exercises.shelf.forms import PainForm, SearchForm
from exercises.views.answers import varying, wants_json
from exercises.views.reader import ReaderToday


@login_not_required
@require_safe
def search(request: HttpRequest, reader: ReaderToday) -> HttpResponse:
    """Whatever can be read, by its words; what stands against an exercise is said beside it."""
    cards = cards_for(request.user)
    form = SearchForm(request.GET)
    query = form.understood.get("q", "")
    kind = request.GET.get("kind", "")
    finds = find_everywhere(query, request.user, kind) if query else None
    if wants_json(request):
        return varying(JsonResponse({"names": finds.names if finds else []}))
    pain = PainForm(request.GET, reader.pain).pain_now
    wishes = reader.wishes(pain, request.GET)
    context = {
        **safety_first(query, finds),
        "form": form,
        "query": query,
        "finds": finds,
        "wishes": wishes,
        **_movements(finds, request.user, wishes),
        "starts": starting_words(cards),
    }
    return varying(reader.answer(request, context))


def _movements(finds: SiteFinds | None, user: Reader, wishes: Wishes) -> dict[str, object]:
    """The exercises and programmes that are shown, each with what stands against it."""
    shown = {group.kind: group.shown for group in finds.groups} if finds else {}
    return {
        "entries": entries_of(shown.get(EXERCISES, ()), wishes),
        "programmes": programme_hits(shown.get(PROGRAMMES, ()), user, wishes),
    }


def safety_first(query: str, finds: Finds | SiteFinds | None) -> dict[str, object]:
    """What a search may warn of, with the safety words that it and the rest of the page read."""
    if finds is None:
        return {}
    safety = read_safety()
    # A misspelt sign is near to some word of the texts to read, so what they hold does not count.
    warned = safety.warned_of(query, forgiving=lambda: not finds.moves)
    return {"safety": safety, "warned": warned}
