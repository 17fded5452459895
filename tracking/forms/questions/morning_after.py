"""The morning after a session, asked once with a check-in."""

from collections.abc import Iterable
from functools import partial

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Given, LayoutPart, Values, Wording
from tracking.forms.fields import SEGMENTED_TEMPLATE, choice, hidden_key
from tracking.forms.kept import Kept, Slots
from tracking.forms.questions.group import Group, Makers
from tracking.models import Aftermath
from tracking.recall import AskedAbout

SINCE = {
    "since": _("Since your last session"),
    "since_left": _("Left side, since your last session"),
    "since_right": _("Right side, since your last session"),
}
SINCE_GONE = _(
    "The session that this is about is not in your diary any more, so this cannot be kept. "
    "Put the session back, or choose “No answer”, and save again."
)


class MorningAfter(Group):
    """How it was after what is `asked` about: once, or by side where they did different things.

    A form that was `sent` with an answer is asked as it was then, whatever became of the session.
    So is a correction; it has the `aftermaths` that were kept, if any were.
    """

    def __init__(
        self,
        asked: AskedAbout | None,
        aftermaths: Iterable[Aftermath] = (),
        sent: Given | None = None,
    ) -> None:
        self.since, self.aftermaths = asked.pk if asked else None, aftermaths
        answered = [name for name in SINCE if (sent or {}).get(name)]
        self.names = answered or _names_to_ask(asked)

    def fields(self) -> Makers:
        """One question or two, and which session they are about."""
        asked = {name: partial(_change, SINCE[name]) for name in self.names}
        return {"since_session": partial(hidden_key, required=False), **asked}

    def initial(self) -> Values:
        """The session, and what was said of it."""
        values: Values = {"since_session": self.since}
        for aftermath in self.aftermaths:
            values[f"since_{aftermath.side}" if aftermath.side else "since"] = aftermath.change
        return values

    def layout(self) -> LayoutPart:
        """The questions in their order."""

        def lay_out(_slots: Slots) -> list[LayoutPart]:
            return [Field(name, template=SEGMENTED_TEMPLATE) for name in self.names]

        return Kept(("morning after", *self.names), self.names, lay_out)

    def clean(self, given: Given) -> Values:
        """An answer is about a session that is there."""
        if self.since is None and self.names:
            raise forms.ValidationError(dict.fromkeys(self.names, SINCE_GONE))
        return {}

    def answers(self, given: Given) -> dict[str, int]:
        """The change by side; "" where the question was asked once."""
        sides = {name: name.removeprefix("since").lstrip("_") for name in self.names}
        return {sides[name]: given[name] for name in sides if given.get(name) is not None}


def _names_to_ask(asked: AskedAbout | None) -> list[str]:
    if asked is None:
        return []
    return ["since_left", "since_right"] if asked.apart else ["since"]


def _change(label: Wording) -> forms.TypedChoiceField:
    return choice(label, Aftermath.Change.choices, coerce=int, empty=None)
