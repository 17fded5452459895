"""Steps along the ladders: what the rule says, why, what if, and what was answered."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
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
from tracking.views.access import owner

PER_PAGE = 30


@require_safe
def moves(request: HttpRequest) -> HttpResponse:
    """What the rule says of the plan now, and every step that was offered or made."""
    user = owner(request)
    page = moves_page(user, timezone.now())
    made = Paginator(Move.objects.owned_by(user).in_words(), PER_PAGE)
    page_obj = made.get_page(request.GET.get("page"))
    return render(request, "tracking/moves.html", {"page": page, "page_obj": page_obj})


@require_safe
def why(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rule over one's own last weeks for one item, and a guess at the next sessions."""
    page = what_if_page(owner(request), pk, timezone.now())
    if page is None:
        raise Http404
    return render(request, "tracking/what_if.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a step that was offered, or leave it for now."""
    if request.method != "POST":
        return redirect("tracking:moves")
    user, now = owner(request), timezone.now()
    form = MoveForm(request.POST)
    suggestion = moves_page(user, now).suggestion_for(pk)
    item = PlanItem.objects.filter(pk=pk, plan__user=user).select_related("plan").first()
    if item is None:
        raise Http404
    if not form.is_valid() or suggestion is None or not _is_as_shown(form, suggestion):
        words = _("Not saved: this has changed since the page was opened. Please look again.")
        messages.warning(request, words)
        return redirect("tracking:moves")
    chosen, today = form.cleaned_data["answer"], today_in(user.zone, now)
    if not logbook.answer_move(item, suggestion.facts(), chosen, today):
        messages.info(request, _("You have answered this before."))
    elif chosen == Move.Answer.TAKEN:
        words = _("Your plan has it now: %(dose)s.")
        messages.success(request, words % {"dose": suggestion.next_words})
    else:
        messages.success(
            request, _("It stays as it is. You are asked again after another session.")
        )
    return redirect("tracking:moves")


def _is_as_shown(form: MoveForm, suggestion: Suggestion) -> bool:
    shown = form.cleaned_data["session"], form.cleaned_data["to"]
    return shown == (suggestion.session, suggestion.to)
