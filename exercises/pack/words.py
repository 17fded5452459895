"""Facts that are codes, in the words that an editor reads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from exercises.models import BodyArea, Contraindication
from exercises.pack.facts import Facts


def conditions_in_words(conditions: Iterable[Facts]) -> str:
    """What an exercise is not for, a line each: "Thin bones: Do not do this one: words"."""
    labels = dict(Contraindication.objects.values_list("code", "label"))
    actions = dict(Contraindication.Action.choices)
    lines = []
    for condition in conditions:
        code, action = condition["contraindication"], condition["action"]
        parts = [labels.get(code, code), str(actions.get(action, action)), condition["say"]]
        lines.append(": ".join(filter(None, parts)))
    return "\n".join(lines) or _("(empty)")


def places_in_words(codes: Iterable[str]) -> str:
    """Places on the body, a line each."""
    labels = dict(BodyArea.objects.values_list("code", "label"))
    return "\n".join(labels.get(code, code) for code in codes) or _("(empty)")


def slug_of(code: str) -> str:
    """The address of what has none of its own."""
    return code.lower().replace("_", "-")
