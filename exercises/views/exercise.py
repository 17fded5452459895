"""The page of one exercise."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from exercises.pages.exercise import exercise_page
from exercises.rules.judging import is_quiet
from exercises.shelf.catalogue import judge
from exercises.shelf.forms import PainForm


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
    allowed, reason = judge(shown, pain.pain_now, paused)
    return render(
        request,
        template,
        {
            "page": page,
            "exercise": shown,
            "pain": pain,
            "allowed": allowed,
            "reason": reason,
            "quiet_day": is_quiet(pain.pain_now) and not paused,
            **(more or {}),
        },
    )
