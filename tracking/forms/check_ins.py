"""The check-in: one tap is enough, everything else is welcome."""

import datetime as dt
import uuid
from collections.abc import Collection
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Measure
from psoas_site.ui.shapes import LayoutPart, Values
from tracking.clock import Moment
from tracking.forms.fields import (
    CHECK_TEMPLATE,
    SCALE_TEMPLATE,
    Fold,
    Hidden,
    OpeningFold,
    beside,
    hidden_key,
    inside,
    keys,
    scale,
)
from tracking.forms.kept import Kept, Slots
from tracking.forms.places import Places
from tracking.forms.questions.answers import Answers, name_of
from tracking.forms.questions.group import QuestionsForm
from tracking.forms.questions.lately import Lately
from tracking.forms.questions.morning_after import MorningAfter
from tracking.forms.questions.new_signs import NewSigns
from tracking.forms.questions.note import Note
from tracking.forms.questions.when import When
from tracking.forms.questions.where import Where
from tracking.logbook import Answer, CheckInFacts
from tracking.models import CheckIn, Reading
from tracking.recall import AskedAbout, NewestToday, questions_of_check_in, symptoms_of


class QuickCheckInForm(forms.Form):
    """Pain alone, as the Today page asks it: the page has the token and the key."""

    pain = scale(_("Pain now"), required=True)
    client_key = hidden_key()

    def __init__(
        self, *args: Any, quiet: bool = False, pain: int | None = None, **kwargs: Any
    ) -> None:
        """`quiet`: something else on the page is offered first. `pain`: said on another page."""
        super().__init__(*args, **kwargs)
        self.fields["pain"].initial = pain
        save = Submit("save", _("Save"))
        save.field_classes = f"btn btn-lg {'btn-quiet' if quiet else 'btn-primary'}"
        pain = Field("pain", template=SCALE_TEMPLATE)
        self.helper = inside(Layout(pain, save), with_token=False)


class SameAgainForm(forms.Form):
    """Says an earlier check-in again, in one tap. It names the one that the page showed."""

    client_key, version = keys()
    entry = hidden_key()

    @property
    def helper(self) -> FormHelper:
        """The button alone: the page has the token, and what names the check-in."""
        button = HTML('{% include "tracking/same_again_button.html" %}')
        return inside(Layout(button), with_token=False)

    def facts(self, earlier: CheckIn, moment: Moment) -> CheckInFacts:
        """What `earlier` said of pain, places and symptoms, at `moment`."""
        return CheckInFacts(
            moment=moment,
            pain=earlier.pain,
            as_before=True,
            places=tuple((felt.area_id, felt.side) for felt in earlier.areas.all()),
            answers=tuple(_said_again(reading) for reading in symptoms_of(earlier.readings.all())),
        )


def _said_again(reading: Reading) -> Answer:
    place = None if reading.area_id is None else (reading.area_id, reading.side)
    return Answer(reading.measure_id, reading.number, reading.text, place)


class CheckInForm(QuestionsForm):
    """Pain, and if wanted: place, new signs, a fall, the morning after, stress, sleep, a note."""

    pain = scale(_("Pain now"), required=True)
    this_morning = forms.BooleanField(label=_("This is how the morning was"), required=False)
    client_key, version = keys()
    beside = beside()

    field_order = ("pain", "this_morning", "since_session")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        user: User,
        check_in: CheckIn | None = None,
        since: AskedAbout | None = None,
        now: dt.datetime | None = None,
        folds: Collection[str] = (),
    ) -> None:
        """`folds`: what was left open on the device, and with a "-" what was folded.

        A `check_in` that is being corrected is also asked what it holds answers for; not those
        that the library does not know any more, for they could only be lost.
        """
        now, places = now or timezone.now(), Places()
        readings = list(check_in.readings.all()) if check_in else []
        felt = [(area.area_id, area.side) for area in check_in.areas.all()] if check_in else []
        aftermaths = list(check_in.aftermaths.all()) if check_in else []
        questions = questions_of_check_in(user, [reading.measure_id for reading in readings])
        self.check_in, self.folds = check_in, folds
        self.when = When(user.zone, now, check_in, data)
        lately = None if check_in else Lately(user, self.when.today, questions.measures)
        self.where = Where(places, felt)
        self.new_signs = NewSigns(questions.signs, places, readings)
        self.measures = Answers(questions, readings, lately)
        self.morning_after = MorningAfter(since, aftermaths, data)
        note = Note(user, CheckIn, now, check_in)
        groups = (
            self.new_signs, self.measures, self.where, self.morning_after, note, self.when,
        )  # fmt: skip
        super().__init__(data, groups=groups, initial=_kept(check_in))

    @property
    def newest_today(self) -> NewestToday | None:
        """The newest check-in of today, which may be the one that is meant."""
        return self.measures.lately.today_so_far.newest if self.measures.lately else None

    # --- How it looks --------------------------------------------------------------------------

    @cached_property
    def helper(self) -> FormHelper:
        """How it looks; made only for a page: a form that is saved asks for nothing of this."""
        fields = ("version", "beside", "pain", "this_morning", "signs", "sign_place")
        falls = tuple(fall.fields[0] for fall in self.measures.falls())
        key = None if self.where.places.holds_more else ("check-in", falls)
        slots = {
            "client_key": Hidden("client_key"),
            "since_session": Hidden("since_session"),
            "morning after": self.morning_after.layout(),
            "folded": Layout(*self._folded()),
        }
        return inside(Layout(Kept(key, (*fields, *falls), self._lay_out, slots)))

    def _lay_out(self, slots: Slots) -> list[LayoutPart]:
        """Pain and what is new in sight; the rest in groups that are opened by choice."""
        save = Submit("save", _("Save check-in"), css_class="btn-lg")
        link = HTML('{% include "tracking/followed_link.html" %}')
        in_sight = [
            Field("pain", template=SCALE_TEMPLATE),
            slots["morning after"],
            *self.new_signs.layout(),
            *self.measures.falls(),
        ]
        return [
            slots["client_key"],
            "version",
            "beside",
            slots["since_session"],
            Div(*in_sight, css_class="stack-l measure"),
            Div(slots["folded"], link, css_class="groups measure"),
            Div(save, css_class="form-actions form-save"),
        ]

    def _folded(self) -> list[LayoutPart]:
        """What opens where something is said in it, or where it was left open on this device."""
        this_morning = Field("this_morning", template=CHECK_TEMPLATE)
        folded = [
            self.where.folded("where", unfolded="where" in self.folds),
            self._always(),
            self._own(),
            self._note(),
            self.when.folded(this_morning, group="when", unfolded="when" in self.folds),
        ]
        return [part for part in folded if part is not None]

    def _always(self) -> LayoutPart | None:
        """What everybody is asked each day; None where that is nothing."""
        questions = {question.fields[0]: question for question in self.measures.always()}
        unfolded = "day" in self.folds

        def lay_out(slots: Slots) -> list[LayoutPart]:
            words = self.measures.words_of_always()
            return [OpeningFold(words, *slots.values(), group="day", unfolded=unfolded)]

        key = ("day", tuple(questions), unfolded)
        return Kept(key, tuple(questions), lay_out, questions) if questions else None

    def _own(self) -> LayoutPart | None:
        """What the person follows; None where that is nothing."""
        own = self.measures.own()
        unfolded = "followed" in self.folds or "-followed" not in self.folds

        def lay_out(slots: Slots) -> list[LayoutPart]:
            fold = Fold(_("What you follow"), slots["own"], unfolded=unfolded, group="followed")
            return [fold]

        return Kept(("followed", unfolded), (), lay_out, {"own": Layout(*own)}) if own else None

    def _note(self) -> LayoutPart:
        unfolded = "note" in self.folds

        def lay_out(_slots: Slots) -> list[LayoutPart]:
            note = Div("note", css_class="named-above")
            return [OpeningFold(_("A note"), note, group="note", unfolded=unfolded)]

        return Kept(("note", unfolded), ["note"], lay_out)

    # --- What was answered ---------------------------------------------------------------------

    def clean(self) -> Values:
        data = super().clean()
        by_chip = data.get("day") == When.THIS_MORNING
        data["this_morning"] = bool(data.get("this_morning")) or by_chip
        return data

    def facts(self) -> CheckInFacts:
        """The answers as the logbook keeps them. Only after `is_valid`."""
        data = self.cleaned_data
        asked = (*self.new_signs.signs, *self.measures.measures)
        return CheckInFacts(
            moment=data["moment"],
            pain=data["pain"],
            this_morning=data["this_morning"],
            as_before=self._still_as_before(),
            note=data["note"],
            places=self.where.answers(data),
            answers=(*self.measures.answers(data), *self.new_signs.answers(data)),
            asked=frozenset(measure.pk for measure in asked),
            since_session=self.morning_after.since,
            aftermath=self.morning_after.answers(data),
        )

    def _still_as_before(self) -> bool:
        """Whether a check-in that was said to be as before still is: nothing of it was changed."""
        if not (self.check_in and self.check_in.as_before):
            return False
        family = Measure.Family.SYMPTOM
        symptoms = [row for row in self.measures.measures if row.family == family]
        repeated = {"pain", "areas", *map(name_of, symptoms)}
        return repeated.isdisjoint(self.changed_data)


def _kept(check_in: CheckIn | None) -> Values:
    """What `check_in` holds; and a key, by which the device knows that its draft is saved."""
    names = ("version", "pain", "this_morning")
    kept = {name: getattr(check_in, name) for name in names} if check_in else {}
    return {"client_key": uuid.uuid4(), **kept}
