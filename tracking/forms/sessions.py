"""The session: what was done, when, and how it went. A usual thing takes three taps."""

import datetime as dt
import uuid
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from psoas_site.ui.shapes import LayoutPart, Values
from psoas_site.ui.typed import WholeNumber
from tracking.clock import Moment
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    MOMENT_TEMPLATE,
    SEGMENTED_TEMPLATE,
    STEPPER_TEMPLATE,
    Hidden,
    Moments,
    OpeningFold,
    beside,
    choice,
    inside,
    keeping,
    keys,
    moment,
)
from tracking.forms.kept import Kept, Slots
from tracking.forms.places import Places
from tracking.forms.questions.answers import Answers
from tracking.forms.questions.before import Before
from tracking.forms.questions.done import Done
from tracking.forms.questions.group import QuestionsForm
from tracking.forms.questions.new_signs import NewSigns
from tracking.forms.questions.note import Note
from tracking.forms.questions.sent import Sent
from tracking.forms.questions.what import What
from tracking.forms.questions.when import When
from tracking.logbook import SessionFacts
from tracking.models import Effort, Outcome, Sensation, Session
from tracking.recall import questions_of_session

KEPT = (
    "version", "outcome", "minutes", "pain_before", "pain_worst", "pain_after", "effort",
    "sensation",
)  # fmt: skip
# What is kept as it looks while nothing is said in it.
UNSAID = (
    "version", "beside", "day", "date", "time", "outcome", "pain_worst", "pain_after", "effort",
    "sensation", "signs", "sign_place", "minutes", "note",
)  # fmt: skip


class SessionForm(QuestionsForm):
    """What was done stands first: chosen, or line by line (`lines`).

    `typed` is what was sent only to be drawn again: it is shown as it is and not judged.
    """

    field_order = ("pain_before", "before_from")

    outcome = choice(
        _("How did it go?"), Outcome.choices, help_text=_("Leave it if you did it as planned.")
    )
    pain_worst = moment(_("Worst pain during it"), _("Worst during"))
    pain_after = moment(_("Pain now, after it"), _("Now"))
    effort = choice(_("How hard was it?"), Effort.choices, coerce=int, empty=None)
    sensation = choice(_("What did it feel like, mostly?"), Sensation.choices)
    minutes = WholeNumber(
        label=_("Minutes, if you timed it"), min_value=0, max_value=1440, required=False
    )
    client_key, version = keys()
    beside = beside()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        user: User,
        session: Session | None = None,
        now: dt.datetime | None = None,
        initial: Values | None = None,
        typed: QueryDict | None = None,
        show_lines: bool = False,
    ) -> None:
        now, sent, questions = now or timezone.now(), Sent(data, typed), questions_of_session()
        readings = list(session.readings.all()) if session else []
        self.sent = sent
        self.when = When(user.zone, now, session, data)
        what = What(user, session)
        self.done = Done(what, self.when.today, sent, chosen=initial or {}, show_lines=show_lines)
        self.new_signs = NewSigns(questions.signs, Places(), readings)
        self.measures = Answers(questions, readings)
        self.before = Before(user, self.when, fills_in=not sent.is_there)
        note = Note(user, Session, now, session)
        groups = (self.done, self.new_signs, self.measures, note, self.when, self.before)
        super().__init__(data, groups=groups, initial=_kept(session))
        if typed is not None:
            self.initial.update(sent.values(self._not_of(self.done)))
        self.lines = self.done.lines
        if session is not None:
            self.fields["outcome"] = keeping(self.fields["outcome"], session.outcome)

    def _not_of(self, group: Done) -> Values:
        """The fields of all but `group`, which shows by itself what was typed."""
        return {name: field for name, field in self.fields.items() if name not in group.fields()}

    # --- How it looks --------------------------------------------------------------------------

    @cached_property
    def helper(self) -> FormHelper:
        """How it looks; made only for a page: a form that is saved asks for nothing of this."""
        self._show_before()
        falls = tuple(fall.fields[0] for fall in self.measures.falls())
        slots = {
            "client_key": Hidden("client_key"),
            "before_from": Hidden("before_from"),
            "done": Layout(*self.done.layout()),
            "date": self.when.date(),
            "before": self._pain_before(),
        }
        key = None if self.new_signs.places.holds_more else ("session", self.when.kind, falls)
        helper = inside(Layout(Kept(key, (*UNSAID, *falls), self._lay_out, slots)))
        helper.form_show_errors = False  # the page has one box for the form and its lines
        return helper

    def _lay_out(self, slots: Slots) -> list[LayoutPart]:
        return [
            slots["client_key"],
            "version",
            "beside",
            slots["before_from"],
            Div(slots["done"], css_class="stack"),
            Div(*self._when_and_how(slots), css_class="stack-l"),
        ]

    def _pain_before(self) -> Kept:
        """The first moment: kept, unless there is something to say of where it is from."""
        key = ("before",) if self.before.check_in is None else None
        pain = Field("pain_before", template=MOMENT_TEMPLATE)
        return Kept(key, ["pain_before"], lambda _slots: [pain])

    def _when_and_how(self, slots: Slots) -> list[LayoutPart]:
        moments = [Field(name, template=MOMENT_TEMPLATE) for name in ("pain_worst", "pain_after")]
        return [
            Div(*self.when.layout(slots["date"]), css_class="stack"),
            Field("outcome", template=CHIPS_TEMPLATE),
            Moments(_("Pain, 0 to 10"), slots["before"], *moments),
            Field("effort", template=SEGMENTED_TEMPLATE),
            OpeningFold(
                _("More: what it felt like, anything new, minutes, a note"),
                Field("sensation", template=CHIPS_TEMPLATE),
                *self.new_signs.layout(),
                *self.measures.falls(),
                Field("minutes", template=STEPPER_TEMPLATE),
                "note",
            ),
        ]

    def _show_before(self) -> None:
        """Say where "before" is from; or take it out, if another time is meant by now."""
        if self.before.check_in is None:
            return
        # Not asked of the bound fields: they would remember what is taken out here.
        sent: Any = self.data
        values = sent.copy() if self.is_bound else self.initial
        untouched = self.before.is_untouched(values)
        elsewhere = self.before.is_elsewhere(self._meant())
        if untouched and elsewhere:
            for name in self.before.fields():
                values.pop(name)
            self.data = values if self.is_bound else self.data
        words = self.before.words(stands=untouched and not elsewhere)
        self["pain_before"].help_text = words

    def _meant(self) -> Moment | None:
        """When it was, as far as the form says; None if that makes no sense yet."""
        if self.is_bound:
            self.is_valid()  # so that it is cleaned
            return self.cleaned_data.get("moment")
        return self.when.moment_in(self.sent.typed) if self.sent.typed else None

    # --- What was answered ---------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Both the form and its lines, so that every error shows at once."""
        lines_fine = self.lines is None or self.lines.is_valid()
        return super().is_valid() and lines_fine

    def facts(self) -> SessionFacts:
        """The answers as the logbook keeps them. Only after `is_valid`."""
        data = self.cleaned_data
        outcome = data["outcome"] or Outcome.DONE
        asked = (*self.new_signs.signs, *self.measures.measures)
        return SessionFacts(
            moment=data["moment"],
            programme=self.done.programme(data),
            lines=self.done.answers(data, outcome),
            outcome=outcome,
            minutes=data["minutes"],
            pain_before=self.before.answers(data),
            pain_worst=data["pain_worst"],
            pain_after=data["pain_after"],
            effort=data["effort"],
            sensation=data["sensation"],
            note=data["note"],
            answers=(*self.measures.answers(data), *self.new_signs.answers(data)),
            asked=frozenset(measure.pk for measure in asked),
        )


def _kept(session: Session | None) -> Values:
    """What `session` holds; and a key, by which the device knows that its draft is saved."""
    kept = {name: getattr(session, name) for name in KEPT} if session else {}
    return {"client_key": uuid.uuid4(), **kept}
