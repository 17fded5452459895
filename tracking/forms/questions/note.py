"""A note, and whether what is written has room."""

import datetime as dt

from django import forms

from accounts.models import User
from psoas_site.ui.shapes import Given, Values
from tracking.forms.fields import note
from tracking.forms.questions.group import Group, Makers
from tracking.forms.room import no_room
from tracking.models import CheckIn, Session

NOTE = note()


class Note(Group):
    """Free words of an entry of this `kind`; a new one needs room in its day (`now`)."""

    def __init__(
        self,
        user: User,
        kind: type[CheckIn | Session],
        now: dt.datetime,
        entry: CheckIn | Session | None,
    ) -> None:
        self.user, self.kind, self.now, self.entry = user, kind, now, entry

    def fields(self) -> Makers:
        """The note alone."""
        return {"note": lambda: NOTE}

    def initial(self) -> Values:
        """The note of the entry that is being corrected."""
        return {"note": self.entry.note} if self.entry else {}

    def clean(self, given: Given) -> Values:
        """A day holds many entries, and not any number of them."""
        if self.entry is not None:
            return {}
        if words := no_room(self.user, self.kind, self.now, given.get("note", "")):
            raise forms.ValidationError(words)
        return {}
