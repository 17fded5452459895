"""Steps along the ladders: what the rule says, why, what if, and what was answered."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracking import logbook
from tracking.clock import today_in
from tracking.forms.moves import MoveForm
from tracking.models import Move, PlanItem
from tracking.planning.moves import moves_page, what_if_page
from tracking.planning.suggestions import Suggestion
from tracking.records import pause_for
from tracking.views.access import own, owner

PER_PAGE = 30


@require_safe
def moves(request: HttpRequest) -> HttpResponse:
    """What the rule says of the plan now, and every step that was offered or made."""
    user = owner(request)
    page = moves_page(user, timezone.now())
    made = Paginator(Move.objects.owned_by(user).in_words(), PER_PAGE)
    forms = [MoveForm.offering(offer.session, offer.to) for offer in page.offers]
    context = {
        "page": page,
        "offers": list(zip(page.offers, forms, strict=True)),
        "page_obj": made.get_page(request.GET.get("page")),
    }
    return render(request, "tracking/moves.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One item: the rule over its last weeks and a guess at the next sessions, or an answer."""
    item = own(request, PlanItem.objects.select_related("plan", "exercise"), pk)
    if request.method == "POST":
        return _answer(request, item)
    page = what_if_page(owner(request), pk, timezone.now())
    context = {"page": page, "item": item, "pause": pause_for(owner(request))}
    return render(request, "tracking/what_if.html", context)


def _answer(request: HttpRequest, item: PlanItem) -> HttpResponse:
    """Take the step that was offered, or leave it for now."""
    user, now = owner(request), timezone.now()
    form = MoveForm(request.POST)
    suggestion = moves_page(user, now).suggestion_for(item.pk)
    if not form.is_valid() or suggestion is None or not _is_as_shown(form, suggestion):
        words = _("Not saved: this has changed since the page was opened. Please look again.")
        messages.warning(request, words)
    elif not logbook.answer_move(item, suggestion.facts(), form.answer, today_in(user.zone, now)):
        messages.info(request, _("You have answered this before."))
    elif form.answer == Move.Answer.TAKEN:
        words = _("Your plan has it now: %(dose)s.")
        messages.success(request, words % {"dose": suggestion.next_words})
    else:
        words = _("It stays as it is. After another session you are asked again.")
        messages.success(request, words)
    return redirect("tracking:moves")


def _is_as_shown(form: MoveForm, suggestion: Suggestion) -> bool:
    shown = form.cleaned_data["session"], form.cleaned_data["to"]
    return bool(form.answer) and shown == (suggestion.session, suggestion.to)
