"""Placing an exercise: the ladders as they stand, and what a move did, in words."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from exercises.admin.content.ladder import Move
from exercises.models import Exercise, Ladder, Status


def ladders_drawn(own: Exercise | None) -> SafeString:
    """All ladders with their rungs; the one that `own` stands on is open. Two queries."""
    rungs = Exercise.objects.order_by("rung")
    ladders = Ladder.objects.select_related("phase").order_by("phase__order", "order")
    context = {
        "ladders": ladders.prefetch_related(Prefetch("exercises", queryset=rungs)),
        "own": own.pk if own else None,
        "chosen": own.ladder_id if own else None,
    }
    return render_to_string("admin/ladders.html", context)


def exercises_by_ladder() -> list[tuple[str, Any]]:
    """All exercises as the choices of a field, under the names of their ladders. One query."""
    choices: list[tuple[str, Any]] = [("", _("None"))]
    rows = Exercise.objects.select_related("phase", "ladder")
    for ladder, exercises in groupby(rows, key=_ladder_of):
        choices.append((ladder, [(exercise.pk, _named(exercise)) for exercise in exercises]))
    return choices


def _ladder_of(exercise: Exercise) -> str:
    return f"{exercise.phase}: {exercise.ladder}"


def _named(exercise: Exercise) -> str:
    is_draft = exercise.status == Status.DRAFT
    return _("%(exercise)s (draft)") % {"exercise": exercise} if is_draft else str(exercise)


def told(own: Exercise, move: Move) -> str:
    """Where `own` stands now, who moved aside, and who is next to it."""
    values = {"rung": move.rung, "ladder": move.ladder, "moved": named(move.shifted)}
    sentences = [_("It stands on rung %(rung)d of “%(ladder)s” now.") % values]
    if move.shifted:
        words = _("Moved up by one: %(moved)s.") if move.step > 0 else _("Moved down: %(moved)s.")
        sentences.append(words % values)
    if own.gentler:
        sentences.append(_("Its gentler one is “%(other)s”.") % {"other": own.gentler})
    if own.harder:
        sentences.append(_("Its harder one is “%(other)s”.") % {"other": own.harder})
    return " ".join(sentences)


def named(exercises: Iterable[Exercise]) -> str:
    """Their names, as in a sentence."""
    return ", ".join(f"“{exercise}”" for exercise in exercises)
