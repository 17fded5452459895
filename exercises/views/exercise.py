"""The page of one exercise."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from exercises.pages.exercise import known_page
from exercises.shelf.cards import cards_named
from exercises.shelf.catalogue import judge
from exercises.shelf.for_you import of_one
from exercises.shelf.forms import PainForm
from exercises.views.reader import ReaderToday


@login_not_required
@require_safe
def exercise(request: HttpRequest, reader: ReaderToday, slug: str) -> HttpResponse:
    """One exercise: how it is done, how much, when to stop, and who says so.

    Its `page` is read where a part of it has to be drawn; most of the time each is kept.
    """
    left = request.GET.get("side") == "left"
    try:
        shown, page, drawn_for = known_page(slug, request.user, left=left)
    except Exercise.DoesNotExist as error:
        raise Http404 from error
    pain = PainForm(request.GET, reader.pain)
    wishes = reader.wishes(pain.pain_now, request.GET)
    cards = cards_named([slug], request.user) if reader.limits else ()
    allowed, reason = judge(shown.pain_now_max, cards, wishes)
    context = {
        "page": page,
        "drawn_for": drawn_for,
        "shown": shown,
        "pain": pain,
        "allowed": allowed,
        "reason": reason,
        "range": shown.range_words,
        "for_you": of_one(cards, wishes.day),
        "quiet_day": reader.is_quiet(pain.pain_now),
    }
    return reader.answer(request, context)
