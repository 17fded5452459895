"""The programmes, and the page of one."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from exercises.models import Programme
from exercises.pages.programme import parts_of, programme_card, programme_cards, programme_named
from exercises.shelf.for_you import of_parts
from exercises.shelf.forms import PainForm
from exercises.shelf.programmes import cards_in, drafts_seen_by
from exercises.views.reader import ReaderToday


@login_not_required
@require_safe
def programmes(request: HttpRequest, reader: ReaderToday) -> HttpResponse:
    """All programmes; those within today's pain come first."""
    form = PainForm(request.GET, reader.pain)
    context = {
        "form": form,
        "cards": programme_cards(request.user, reader.wishes(form.pain_now, request.GET)),
        "quiet_day": reader.is_quiet(form.pain_now),
    }
    return reader.answer(request, context)


@login_not_required
@require_safe
def programme(request: HttpRequest, reader: ReaderToday, slug: str) -> HttpResponse:
    """One programme: for whom, how long, and its exercises in order."""
    try:
        shown = programme_named(slug, request.user)
    except Programme.DoesNotExist as error:
        raise Http404 from error
    pain = PainForm(request.GET, reader.pain)
    wishes = reader.wishes(pain.pain_now, request.GET)
    context = {
        "programme": shown,
        "drawn_for": (slug, drafts_seen_by(request.user)),
        "card": programme_card(shown, request.user, wishes),
        "for_you": of_parts(cards_in(shown, request.user, wishes), wishes.day),
        "parts": SimpleLazyObject(lambda: parts_of(shown)),
        "pain": pain,
        "quiet_day": reader.is_quiet(pain.pain_now),
    }
    return reader.answer(request, context)
