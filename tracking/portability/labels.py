"""What the codes in an export mean, in words, so that it can be read without this site."""

from collections.abc import Iterable, Iterator

from django.db.models import Choices

from exercises.models import (
    BodyArea,
    Contraindication,
    Equipment,
    Level,
    Measure,
    ScreeningItem,
)
from exercises.shelf.screening import leaf_titles
from psoas_site.ui.shapes import Wording
from tracking.models import (
    Aftermath,
    Concern,
    Effort,
    Liking,
    Move,
    Outcome,
    Screening,
    ScreeningAnswer,
    Sensation,
    Side,
    Trait,
)
from tracking.portability.table import Row

CHOICES: dict[str, type[Choices]] = {
    "sides": Side,
    "outcomes": Outcome,
    "efforts": Effort,
    "sensations": Sensation,
    "levels": Level,
    "changes": Aftermath.Change,
    "sign_answers": Concern.Answer,
    "abilities": Trait.Ability,
    "likings": Liking.Kind,
    "move_answers": Move.Answer,
    "screening_reasons": Screening.Why,
    "screening_words": ScreeningAnswer.Said,
}


def labels() -> dict[str, list[Row]]:
    """Every code that an export may hold, by kind, with its words."""
    measures = Measure.objects.prefetch_related("choices")
    chosen = {name: _words(choices.choices) for name, choices in CHOICES.items()}
    return {
        "measures": [
            {
                "code": measure.code,
                "label": measure.label,
                "answer": measure.answer,
                "unit": measure.unit,
                "choices": [{"code": c.code, "label": c.label} for c in measure.choices.all()],
            }
            for measure in measures
        ],
        "areas": _words(BodyArea.objects.values_list("code", "label")),
        "items": _words(ScreeningItem.objects.values_list("code", "label")),
        "leaves": _words(leaf_titles().items()),
        "cautions": _words(Contraindication.objects.values_list("code", "label")),
        "things": _words(Equipment.objects.values_list("code", "label")),
        **chosen,
    }


def label_rows() -> Iterator[Row]:
    """The same as the rows of one table; a choice names the measure that it answers."""
    for kind, rows in labels().items():
        for row in rows:
            yield {"kind": kind, "of": "", "code": row["code"], "label": row["label"]}
            for choice in row.get("choices", []):
                yield {"kind": "choices", "of": row["code"], **choice}


def _words(pairs: Iterable[tuple[str, Wording]]) -> list[Row]:
    return [{"code": code, "label": str(label)} for code, label in pairs]
