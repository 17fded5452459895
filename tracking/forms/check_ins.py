"""The check-in: one tap is enough, everything else is welcome."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Measure
from tracking.clock import Moment
from tracking.forms.answers import AnswersMixin, name_of
from tracking.forms.fields import (
    CHECK_TEMPLATE,
    MAP_TEMPLATE,
    SCALE_TEMPLATE,
    SEGMENTED_TEMPLATE,
    Fold,
    beside,
    choice,
    hidden_key,
    inside,
    keys,
    note,
    scale,
)
from tracking.forms.room import no_room
from tracking.forms.when import WhenMixin
from tracking.logbook import Answer, CheckInFacts
from tracking.models import Aftermath, CheckIn, Reading, Session, Side
from tracking.recall import symptoms_of
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


class QuickCheckInForm(forms.Form):
    """Pain alone, as the Today page asks it."""

    pain = scale(_("Pain now"), required=True)
    client_key = hidden_key()

    def __init__(
        self, *args: Any, quiet: bool = False, pain: int | None = None, **kwargs: Any
    ) -> None:
        """`quiet`: something else on the page is offered first. `pain`: said on another page."""
        super().__init__(*args, **kwargs)
        self.fields["pain"].initial = pain
        self.fields["client_key"].initial = uuid.uuid4
        save = Submit("save", _("Save"))
        save.field_classes = f"btn btn-lg {'btn-quiet' if quiet else 'btn-primary'}"
        pain = Field("pain", template=SCALE_TEMPLATE)
        self.helper = inside(Layout("client_key", pain, save))


class SameAgainForm(forms.Form):
    """Says an earlier check-in again, in one tap. It names the one that it showed."""

    client_key, version = keys()
    entry = hidden_key()

    def __init__(self, data: QueryDict | None = None, *, earlier: CheckIn | None = None) -> None:
        super().__init__(data, auto_id="same_%s")
        if earlier is not None:
            self.initial["client_key"] = uuid.uuid4()
            self.initial.update(entry=earlier.pk, version=earlier.version)
        button = HTML('{% include "tracking/same_again_button.html" %}')
        self.helper = inside(Layout(*self.fields, button), with_token=False)

    def facts(self, earlier: CheckIn, moment: Moment) -> CheckInFacts:
        """What `earlier` said of pain, places and symptoms, at `moment`."""
        return CheckInFacts(
            moment=moment,
            pain=earlier.pain,
            as_before=True,
            places=tuple((felt.area_id, felt.side) for felt in earlier.areas.all()),
            answers=tuple(_said_again(reading) for reading in symptoms_of(earlier)),
        )


def _said_again(reading: Reading) -> Answer:
    place = None if reading.area_id is None else (reading.area_id, reading.side)
    return Answer(reading.measure_id, reading.number, reading.text, place)


class CheckInForm(AnswersMixin, WhenMixin):
    """Pain, and if wanted: place, new signs, a fall, the morning after, stress, sleep, a note."""

    pain = scale(_("Pain now"), required=True)
    this_morning = forms.BooleanField(label=_("This is how the morning was"), required=False)
    since_session = hidden_key(required=False)
    client_key, version = keys()
    beside = beside()

    def __init__(
        self,
        *args: Any,
        user: User,
        check_in: CheckIn | None = None,
        since: Session | None = None,
        now: dt.datetime | None = None,
        groups: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`groups`: what was left open on the device, and with a "-" what was folded."""
        super().__init__(*args, **kwargs)
        self.user, self.check_in, self.since, self.groups = user, check_in, since, groups
        self.add_check_in_answers(user, check_in, now)
        self.fields["areas"] = self.places.several(_("Where do you feel it?"))
        for name, label in self.since_fields().items():
            self.fields[name] = choice(label, Aftermath.Change.choices, coerce=int, empty=None)
        self.fields["note"] = note()
        self.add_when(user.zone, now, check_in)
        self.initial = {**self._first_values(), **self.initial}
        self.helper = inside(self._layout())

    # --- What is asked -------------------------------------------------------------------------

    def since_fields(self) -> dict[str, Any]:
        """The morning-after question: once, or by side where the sides did different things.

        A form that answers it is asked as it was then, whatever became of the session.
        """
        if sent := {name: words for name, words in SINCE.items() if self._sends(name)}:
            return sent
        if self.since is None:
            return {}
        by_side = {name: words for name, words in SINCE.items() if name != "since"}
        return by_side if self._sides_are_apart(self.since) else {"since": SINCE["since"]}

    def _sends(self, name: str) -> bool:
        return self.is_bound and bool(self.data.get(self.add_prefix(name)))

    def _sides_are_apart(self, since: Session) -> bool:
        """Whether the sides did different things; in a correction, as it was asked then."""
        if self.check_in is not None:
            return any(aftermath.side for aftermath in self.check_in.aftermaths.all())
        lines = list(since.lines.all())
        left = {subject_of(line) for line in lines if line.side == Side.LEFT}
        right = {subject_of(line) for line in lines if line.side == Side.RIGHT}
        return left != right

    def _layout(self) -> Layout:
        """Pain and what is new in sight; the rest in groups that are opened by choice."""
        return Layout(
            "client_key",
            "version",
            "beside",
            "since_session",
            Div(
                Field("pain", template=SCALE_TEMPLATE),
                *(Field(name, template=SEGMENTED_TEMPLATE) for name in self.since_fields()),
                *self.new_signs(),
                css_class="stack-l measure",
            ),
            Div(*self._groups(), css_class="groups measure"),
            Div(
                Submit("save", _("Save check-in"), css_class="btn-lg"),
                css_class="form-actions form-save",
            ),
        )

    def _groups(self) -> list[Any]:
        always, own = self.daily_measures()
        areas = Div(Field("areas", template=MAP_TEMPLATE), css_class="named-above")
        groups = [self._group("where", _("Where do you feel it?"), areas, names=["areas"])]
        if always:
            named = self.names_of_always()
            groups.append(self._group("day", self.words_of_always(), *always, names=named))
        if own:
            groups.append(self._group("followed", _("What you follow"), *own, opens=True))
        return [
            *groups,
            self._group("note", _("A note"), Div("note", css_class="named-above"), names=["note"]),
            self.another_day(
                *self.day_chips(),
                Field("this_morning", template=CHECK_TEMPLATE),
                unfolded=self._is_left_open("when") or self._is_said("day", "this_morning"),
                group="when",
            ),
            HTML('{% include "tracking/followed_link.html" %}'),
        ]

    def _group(
        self, name: str, words: Any, *fields: Any, names: Iterable[str] = (), opens: bool = False
    ) -> Fold:
        """A fold that opens where something is said in it, or was left open on this device."""
        is_open = self._is_left_open(name) or (opens and f"-{name}" not in self.groups)
        return Fold(words, *fields, unfolded=is_open or self._is_said(*names), group=name)

    def _is_left_open(self, group: str) -> bool:
        return group in self.groups

    def _is_said(self, *names: str) -> bool:
        """Whether anything stands in one of these fields; a number may stand in two places."""
        values = [self[name].value() for name in names if name in self.fields]
        parts = [
            part for value in values for part in (value if isinstance(value, tuple) else [value])
        ]
        return any(part not in (None, "", [], False) for part in parts)

    def _first_values(self) -> dict[str, Any]:
        # A correction has a key of its own too: by it the device knows that its draft is saved.
        first = {
            "client_key": uuid.uuid4(),
            "since_session": self.since.pk if self.since else None,
        }
        if self.check_in is None:
            return first
        entry = self.check_in
        values: dict[str, Any] = {
            **first,
            "version": entry.version,
            "pain": entry.pain,
            "this_morning": entry.this_morning,
            "note": entry.note,
            "areas": [self.places.key_for((felt.area_id, felt.side)) for felt in entry.areas.all()],
            **self.kept_when(),
            **self.given_answers(entry.readings.all()),
        }
        for aftermath in entry.aftermaths.all():
            name = f"since_{aftermath.side}" if aftermath.side else "since"
            values[name] = aftermath.change
        return values

    # --- What was answered ---------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        note = data.get("note", "")
        if self.check_in is None and (words := no_room(self.user, CheckIn, self.now, note)):
            self.add_error(None, words)
        if self.since is None:
            for name in self.since_fields():
                self.add_error(name, SINCE_GONE)
        data["moment"] = self.clean_when()
        data["this_morning"] = bool(data.get("this_morning")) or self.by_chip(self.THIS_MORNING)
        return data

    def facts(self) -> CheckInFacts:
        """The answers as the logbook keeps them. Only after `is_valid`."""
        data = self.cleaned_data
        changes = {
            name.removeprefix("since").lstrip("_"): data[name]
            for name in self.since_fields()
            if data.get(name) is not None
        }
        return CheckInFacts(
            moment=data["moment"],
            pain=data["pain"],
            this_morning=data["this_morning"],
            as_before=self._still_as_before(),
            note=data["note"],
            places=tuple(self.places.ids[key] for key in dict.fromkeys(data["areas"])),
            answers=self.answers(),
            asked=self.asked(),
            since_session=self.since,
            aftermath=changes,
        )

    def _still_as_before(self) -> bool:
        """Whether a check-in that was said to be as before still is: nothing of it was changed."""
        if not (self.check_in and self.check_in.as_before):
            return False
        symptoms = [row for row in self.measures if row.family == Measure.Family.SYMPTOM]
        repeated = {"pain", "areas", *map(name_of, symptoms)}
        return repeated.isdisjoint(self.changed_data)
