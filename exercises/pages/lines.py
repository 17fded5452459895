"""The lines and labels of one exercise, in a query for each of the two."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Value

from exercises.models import Exercise, Step


class Line(NamedTuple):
    """One line of an exercise: a step, a common mistake or a reason to stop."""

    kind: str
    text: str

    @property
    def is_step(self) -> bool:
        """Whether it is one of the steps."""
        return self.kind in Step.Kind.values

    @property
    def kind_words(self) -> str:
        """The kind of a step, as readers see it."""
        return str(Step.Kind(self.kind).label)


def lines_of(exercise: Exercise) -> tuple[Line, ...]:
    """All steps, mistakes and reasons to stop; each kind in its order."""
    asked = ("kind", "text", "order")
    steps = exercise.steps.order_by().values_list(*asked)
    points = exercise.points.order_by().values_list(*asked)
    rows = steps.union(points, all=True).order_by("order")
    return tuple(Line(kind, text) for kind, text, _order in rows)


def labels_of(exercise: Exercise) -> Mapping[str, list[str]]:
    """The labels of where it acts ("bodyarea") and of what it needs ("equipment"), in order."""
    links = {"bodyarea": Exercise.targets.through, "equipment": Exercise.equipment.through}
    areas, equipment = (
        through._default_manager.filter(exercise=exercise).values_list(
            Value(term), f"{term}__order", f"{term}__label"
        )
        for term, through in links.items()
    )
    labels: dict[str, list[str]] = defaultdict(list)
    for term, _order, label in sorted(areas.union(equipment, all=True)):
        labels[term].append(label)
    return labels
