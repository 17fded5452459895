"""The warning signs, with a database and without one."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.models import Contraindication
from exercises.pages.safety import safety_of_pack
from exercises.pages.stopping import already_high_words, stopping_of_all
from exercises.rules.bands import Kind
from exercises.rules.thresholds import DEFAULTS, Thresholds
from exercises.shelf.ruleset import thresholds_in_force


@login_not_required
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """The warning signs: no login, no script, nothing that leads past them."""
    asked = (Contraindication.Action.HIDE, Contraindication.Action.ASK)
    ask_first = Contraindication.objects.filter(action__in=asked)
    return _safety_page(request, thresholds_in_force(), ask_first=ask_first)


def safety_from_pack(request: HttpRequest) -> HttpResponse:
    """The same page without a database: the pack's signs, for whoever `request` says is there.

    The limits are those of the house: which ruleset is in force stands in the database.
    """
    return _safety_page(request, DEFAULTS, safety=safety_of_pack())


@login_not_required
@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """Help at once: whom to call and what to say, and no way on to an exercise."""
    return render(request, "exercises/emergency.html")


def emergency_from_pack(request: HttpRequest) -> HttpResponse:
    """The same page without a database."""
    return render(request, "exercises/emergency.html", {"safety": safety_of_pack()})


def _safety_page(request: HttpRequest, thresholds: Thresholds, **more: object) -> HttpResponse:
    words = {
        "limits": stopping_of_all(thresholds),
        "already_high": already_high_words(Kind.GENTLE, thresholds),
    }
    return render(request, "exercises/safety.html", {**words, **more})
