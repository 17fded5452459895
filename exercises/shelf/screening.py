"""The warning signs as somebody is asked about them: on a few leaves, the most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exercises.models import ScreeningItem, kept

SLOWER = "slower"  # the leaf of all that can wait for an appointment, whatever its group
URGENCIES = [
    urgency for urgency in ScreeningItem.Urgency.values if urgency != ScreeningItem.Urgency.STOP
]


@dataclass(frozen=True)
class Leaf:
    """Signs that are asked about together: a group of the library, or what can wait."""

    code: str
    title: str
    items: tuple[ScreeningItem, ...]


@kept
def known_items() -> Mapping[int, ScreeningItem]:
    """Each warning sign by its key, in the library's order; not the one that says when to stop."""
    rows = ScreeningItem.objects.exclude(urgency=ScreeningItem.Urgency.STOP)
    return {item.pk: item for item in rows}


@kept
def screening_leaves() -> tuple[Leaf, ...]:
    """The leaves that have something on them: one for each group, and the slower signs last."""
    leaves = []
    for code, title in leaf_titles().items():
        items = [item for item in known_items().values() if _leaf_of(item) == code]
        items.sort(key=lambda item: URGENCIES.index(item.urgency))
        if items:
            leaves.append(Leaf(code, title, tuple(items)))
    return tuple(leaves)


def leaf_titles() -> dict[str, str]:
    """What each leaf is called, by its code, in their order."""
    groups = {code: str(label) for code, label in ScreeningItem.Group.choices}
    return {**groups, SLOWER: _("Slower signs")}


def _leaf_of(item: ScreeningItem) -> str:
    can_wait = item.urgency == ScreeningItem.Urgency.ROUTINE
    return SLOWER if can_wait else item.group
