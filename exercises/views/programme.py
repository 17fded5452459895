"""The programmes, and the page of one."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.models import Programme
from exercises.pages.programme import parts_of, programme_card, programme_cards, programme_named
from exercises.rules.judging import is_quiet
from exercises.shelf.forms import PainForm


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
        "quiet_day": is_quiet(form.pain_now) and not paused,
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
        "quiet_day": is_quiet(pain.pain_now) and not paused,
        **(more or {}),
    }
    return render(request, template, context)
