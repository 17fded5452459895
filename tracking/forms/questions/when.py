"""When something was: now, this morning or yesterday by chip, or another day and time."""

import datetime as dt
from functools import cache, partial
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Given, LayoutPart, Values, Wording
from tracking.clock import Moment, moment_on, today_in
from tracking.forms.fields import CHIPS_TEMPLATE, OpeningFold, choice, day_field, time_field
from tracking.forms.kept import Kept, Slots
from tracking.forms.questions.group import Group, Makers, QuestionsForm
from tracking.models import Entry

OLDEST_YEARS = 5
MORNING = dt.time(8)  # what "this morning" stands for, unless it is earlier still
NIGHT_ENDS = dt.time(4)  # before this the day has not had its morning yet


class When(Group):
    """A chip, or another day and time; the future and the far past are refused.

    Nothing chosen is now. "This morning" is 8:00 today, or now while it is earlier. Before 4:00
    it is not offered, for the day has had no morning; a form that was opened before midnight
    and is sent then means the morning it was opened after, the day before. "Yesterday" is noon,
    or the time that was said with it.
    """

    NOW, THIS_MORNING, YESTERDAY = "now", "morning", "yesterday"

    def __init__(
        self,
        zone: ZoneInfo,
        now: dt.datetime,
        entry: Entry | None = None,
        sent: Given | None = None,
    ) -> None:
        """The person's clock runs in `zone`. An `entry` that is being corrected keeps its moment.

        `sent`: a chip that was sent is offered, though it would not be any more.
        """
        self.zone, self.now, self.entry = zone, now, entry
        self.today = today_in(zone, now)
        self.earliest = self.today.replace(year=self.today.year - OLDEST_YEARS, day=1)
        self.sent_chip = (sent or {}).get("day")

    # --- What is asked -------------------------------------------------------------------------

    def fields(self) -> Makers:
        """The chips, for a new entry alone; a day; a time."""
        bounds = {"min": self.earliest.isoformat(), "max": self.today.isoformat()}
        if self.entry is not None:
            stays = _("Left empty, it stays as it was.")
            return {
                "date": partial(day_field, _("Day"), **bounds),
                "time": partial(time_field, _("Time"), stays),
            }
        return {
            "day": partial(_day, *self.kind),
            "date": partial(day_field, _("Another day"), **bounds),
            "time": lambda: TIME,
        }

    def initial(self) -> Values:
        """The moment of the entry that is being corrected."""
        if self.entry is None:
            return {}
        clock = self.entry.local_time
        return {"date": clock.date(), "time": clock.time().replace(second=0, microsecond=0)}

    def _in_the_night(self) -> bool:
        return self.now.astimezone(self.zone).time() < NIGHT_ENDS

    # --- How it looks --------------------------------------------------------------------------

    @property
    def kind(self) -> tuple[str, ...]:
        """What tells one look of these questions from another; the day has its own."""
        if self.entry is not None:
            return ()
        is_morning = self.sent_chip == self.THIS_MORNING or not self._in_the_night()
        return tuple(chip for chip in CHIPS if chip != self.THIS_MORNING or is_morning)

    def layout(self, date: LayoutPart) -> list[LayoutPart]:
        """The chips in sight, and another day folded away, of which `date` is drawn by itself."""
        return [*self._shown_chips(), self._another_day(date)]

    def folded(self, *more: Field, group: str, unfolded: bool) -> Kept:
        """All of it, and `more`, folded until something is said there."""

        def lay_out(slots: Slots) -> list[LayoutPart]:
            before = (*self._shown_chips(), *more)
            return [self._another_day(slots["date"], *before, group=group, unfolded=unfolded)]

        names = ("day", "date", "time", *(part.fields[0] for part in more))
        return Kept(("when", self.kind, unfolded), names, lay_out, {"date": self.date()})

    def date(self) -> Kept:
        """The other day. What may be chosen changes each night, so it is kept by itself."""
        key = ("date", self.entry is None, self.earliest, self.today)
        return Kept(key, ["date"], lambda _slots: [Field("date")])

    def _shown_chips(self) -> list[Field]:
        """Now, this morning and yesterday, for a new entry."""
        return [Field("day", template=CHIPS_TEMPLATE)] if self.entry is None else []

    def _another_day(
        self, date: LayoutPart, *before: LayoutPart, unfolded: bool = False, group: str = ""
    ) -> OpeningFold:
        """Another day or time, folded until something is said there."""
        pair = Div(date, Field("time"), css_class="field-pair")
        words = _("Another day or time")
        return OpeningFold(words, *before, pair, unfolded=unfolded, group=group)

    # --- What was answered ---------------------------------------------------------------------

    def clean(self, given: Given) -> Values:
        """The `moment` that was meant."""
        if self.fields().keys() - given.keys():
            return {}
        if self.entry is not None:
            return {"moment": self._corrected(self.entry, given)}
        return {"moment": self._meant(given)}

    def _corrected(self, entry: Entry, given: Given) -> Moment:
        """The moment of `entry`, with what was said of it instead."""
        kept = self.initial()
        meant = {name: given[name] or kept[name] for name in kept}
        if meant == kept:
            return Moment(entry.at, entry.local_date, entry.utc_offset)
        return self._moment_on(meant["date"], meant["time"])

    def _meant(self, given: Given) -> Moment:
        """The moment of a new entry: by the chip, or said beside it."""
        chip, day, clock = given["day"], given["date"], given["time"]
        chosen = self._day_by_chip(chip)
        if day is not None and chosen not in (None, day):
            raise _beside("date", _("Another day was chosen above. Keep one of the two."))
        if clock is not None and not self._fits(chip, clock):
            raise _beside("time", _("Another time was chosen above. Keep one of the two."))
        return self._moment_on(day or chosen or self.today, clock or self._clock_by_chip(chip))

    def _day_by_chip(self, chip: str) -> dt.date | None:
        yesterday = self.today - dt.timedelta(days=1)
        days = {
            self.NOW: self.today,
            self.THIS_MORNING: yesterday if self._in_the_night() else self.today,
            self.YESTERDAY: yesterday,
        }
        return days.get(chip)

    def _clock_by_chip(self, chip: str) -> dt.time | None:
        """The time that a chip stands for; None for now, and for some time yesterday."""
        if chip != self.THIS_MORNING:
            return None
        early = moment_on(self.today, MORNING, self.zone, self.now).at >= self.now
        return None if early and not self._in_the_night() else MORNING

    def _fits(self, chip: str, clock: dt.time) -> bool:
        """Whether a time that was said may stand beside the chip that was chosen."""
        if chip == self.THIS_MORNING:
            return NIGHT_ENDS <= clock < dt.time(12)
        return chip != self.NOW

    def _moment_on(self, day: dt.date, clock: dt.time | None) -> Moment:
        if day > self.today:
            raise _beside("date", _("This day is still to come."))
        if day < self.earliest:
            raise _beside("date", _("We keep the last five years."))
        moment = moment_on(day, clock, self.zone, self.now)
        if moment.at > self.now + dt.timedelta(minutes=1):
            raise _beside("time", _("This time is still to come."))
        return moment

    def moment_in(self, typed: QueryDict) -> Moment | None:
        """The moment that `typed` says, for a new entry; None if it makes no sense."""
        form = QuestionsForm(typed, groups=[When(self.zone, self.now, sent=typed)])
        form.full_clean()
        moment: Moment | None = form.cleaned_data.get("moment")
        return moment


CHIPS: dict[str, Wording] = {
    When.NOW: _("Now"),
    When.THIS_MORNING: _("This morning"),
    When.YESTERDAY: _("Yesterday"),
}
TIME = time_field(_("Time"), _("If you remember it."))


@cache
def _day(*chips: str) -> forms.TypedChoiceField:
    return choice(_("When? Left open, it means now."), [(chip, CHIPS[chip]) for chip in chips])


def _beside(name: str, words: Wording) -> forms.ValidationError:
    """A fault that is told beside the field `name`."""
    return forms.ValidationError({name: words})
