"""The morning after a session, asked once with a check-in."""

from functools import partial

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Given, LayoutPart, Values, Wording
from tracking.forms.fields import SEGMENTED_TEMPLATE, choice, hidden_key
from tracking.forms.questions.group import Group, Makers
from tracking.models import Aftermath, Session, Side
from tracking.subjects import subject_of

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
    """How it was after `session`: once, or by side where the sides did different things.

    A form that was `sent` with an answer is asked as it was then, whatever became of the session.
    So is a correction; it has the `aftermaths` that were kept, if any were.
    """

    def __init__(
        self,
        session: Session | None,
        aftermaths: list[Aftermath] | None = None,
        sent: Given | None = None,
    ) -> None:
        self.session, self.aftermaths = session, aftermaths
        answered = [name for name in SINCE if (sent or {}).get(name)]
        self.names = answered or self._names_to_ask()

    def _names_to_ask(self) -> list[str]:
        if self.session is None:
            return []
        return ["since_left", "since_right"] if self._sides_are_apart(self.session) else ["since"]

    def _sides_are_apart(self, session: Session) -> bool:
        """Whether the sides did different things; in a correction, as it was asked then."""
        if self.aftermaths is not None:
            return any(aftermath.side for aftermath in self.aftermaths)
        lines = list(session.lines.all())
        left = {subject_of(line) for line in lines if line.side == Side.LEFT}
        right = {subject_of(line) for line in lines if line.side == Side.RIGHT}
        return left != right

    def fields(self) -> Makers:
        """One question or two, and which session they are about."""
        asked = {name: partial(_change, SINCE[name]) for name in self.names}
        return {"since_session": partial(hidden_key, required=False), **asked}

    def initial(self) -> Values:
        """The session, and what was said of it."""
        values: Values = {"since_session": self.session.pk if self.session else None}
        for aftermath in self.aftermaths or []:
            values[f"since_{aftermath.side}" if aftermath.side else "since"] = aftermath.change
        return values

    def layout(self) -> list[LayoutPart]:
        """The questions in their order."""
        return [Field(name, template=SEGMENTED_TEMPLATE) for name in self.names]

    def clean(self, given: Given) -> Values:
        """An answer is about a session that is there."""
        if self.session is None and self.names:
            raise forms.ValidationError(dict.fromkeys(self.names, SINCE_GONE))
        return {}

    def answers(self, given: Given) -> dict[str, int]:
        """The change by side; "" where the question was asked once."""
        sides = {name: name.removeprefix("since").lstrip("_") for name in self.names}
        return {sides[name]: given[name] for name in sides if given.get(name) is not None}


def _change(label: Wording) -> forms.TypedChoiceField:
    return choice(label, Aftermath.Change.choices, coerce=int, empty=None)
