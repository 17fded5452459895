"""Texts for readers, checked in the admin as the pack checks them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exercises.admin.desk.faults import sentence
from exercises.models import (
    AnatomyPart,
    Article,
    Claim,
    Exercise,
    Figure,
    Habit,
    Programme,
    SelfCheck,
    Source,
)
from exercises.writing import ANATOMY, LINKED, PAGES, Known, faults_in, marks_in

MODELS: dict[str, Any] = {
    "exercises": Exercise,
    "programmes": Programme,
    "articles": Article,
    "claims": Claim,
    "sources": Source,
    "anatomy": AnatomyPart,
    "habits": Habit,
    "self_checks": SelfCheck,
}
MOST_TOLD = 12


def known_here() -> Known:
    """What a text may name, as it stands in the database."""
    names = {
        kind: frozenset(MODELS[name].objects.values_list(key, flat=True))
        for kind, (name, key) in LINKED.items()
    }
    figures = Figure.objects.values_list("exercise__slug", flat=True)
    return Known(
        frozenset(Source.objects.values_list("code", flat=True)),
        names | {"page": PAGES, "figure": frozenset({ANATOMY, *figures})},
    )


def check_plain(text: str) -> None:
    """Raise a ValidationError where a text that is shown as it stands has marks in it."""
    marks = marks_in(text)
    if marks:
        words = _("Plain words only: no HTML and no Markdown. This would be shown as it stands: %s")
        raise ValidationError(words % marks)


def check_text(text: str) -> None:
    """Raise a ValidationError that names every fault of `text`, up to a dozen."""
    faults = faults_in(text, known_here())
    if not faults:
        return
    words = _("The text %(fault)s")
    errors = [sentence(words % {"fault": fault}) for fault in faults[:MOST_TOLD]]
    if len(faults) > MOST_TOLD:
        errors.append(_("And %(n)d more.") % {"n": len(faults) - MOST_TOLD})
    raise ValidationError(errors)
