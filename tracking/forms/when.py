"""When something was: now, this morning or yesterday by chip, or another day and time."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.clock import Moment, moment_on, today_in
from tracking.forms.fields import CHIPS_TEMPLATE, Fold, choice, day_field, time_field
from tracking.models import Entry

OLDEST_YEARS = 5
MORNING = dt.time(8)  # what "this morning" stands for, unless it is earlier still
NIGHT_ENDS = dt.time(4)  # before this the day has not had its morning yet


class WhenMixin(forms.Form):
    """A chip, or another day and time; the future and the far past are refused.

    Nothing chosen is now. "This morning" is 8:00 today, or now while it is earlier. Before 4:00
    it is not offered, for the day has had no morning; a form that was opened before midnight
    and is sent then means the morning it was opened after, the day before. "Yesterday" is noon,
    or the time that was said with it.
    """

    NOW, THIS_MORNING, YESTERDAY = "now", "morning", "yesterday"

    def add_when(
        self, zone: ZoneInfo, now: dt.datetime | None = None, entry: Entry | None = None
    ) -> None:
        """Give the form its fields of time, for a person whose clock runs in `zone`.

        An `entry` that is being corrected keeps its moment unless another one is said.
        """
        self.zone, self.now, self.entry = zone, now or timezone.now(), entry
        self.today = today_in(zone, self.now)
        self.earliest = self.today.replace(year=self.today.year - OLDEST_YEARS, day=1)
        if entry is None:
            self.fields["day"] = choice(_("When? Left open, it means now."), self._chips())
        self.fields["date"] = day_field(
            _("Another day") if entry is None else _("Day"),
            min=self.earliest.isoformat(),
            max=self.today.isoformat(),
        )
        hint = _("If you remember it.") if entry is None else _("Left empty, it stays as it was.")
        self.fields["time"] = time_field(_("Time"), hint)

    def kept_when(self) -> dict[str, Any]:
        """How the fields show the moment of the entry that is being corrected."""
        if self.entry is None:
            return {}
        clock = self.entry.local_time
        return {"date": clock.date(), "time": clock.time().replace(second=0, microsecond=0)}

    def day_chips(self) -> list[Field]:
        """Now, this morning and yesterday, for a new entry."""
        return [Field("day", template=CHIPS_TEMPLATE)] if "day" in self.fields else []

    def another_day(self, *before: Any, unfolded: bool = False, group: str = "") -> Fold:
        """Another day or time, folded until something is said there."""
        unfolded = unfolded or any(self[name].value() for name in ("date", "time"))
        pair = Div(Field("date"), Field("time"), css_class="field-pair")
        return Fold(_("Another day or time"), *before, pair, unfolded=unfolded, group=group)

    def by_chip(self, chip: str) -> bool:
        """Whether this chip was chosen. Only after the field was cleaned."""
        return self.cleaned_data.get("day") == chip

    def clean_when(self) -> Moment | None:
        """The moment that was meant; None with an error beside the field if there is none."""
        if {"day", "date", "time"} & set(self.errors):
            return None
        day, clock = self.cleaned_data.get("date"), self.cleaned_data.get("time")
        if self.entry is not None:
            return self._corrected(self.entry, day, clock)
        return self._meant(day, clock)

    def _corrected(self, entry: Entry, day: dt.date | None, clock: dt.time | None) -> Moment | None:
        """The moment of `entry`, with what was said of it instead."""
        kept = self.kept_when()
        day, clock = day or kept["date"], clock or kept["time"]
        if kept == {"date": day, "time": clock}:
            return Moment(entry.at, entry.local_date, entry.utc_offset)
        return self._moment_on(day, clock)

    def _meant(self, day: dt.date | None, clock: dt.time | None) -> Moment | None:
        """The moment of a new entry: by the chip, or said beside it."""
        chosen = self._day_by_chip()
        if day is not None and chosen not in (None, day):
            self.add_error("date", _("Another day was chosen above. Keep one of the two."))
            return None
        if clock is not None and not self._fits_the_chip(clock):
            self.add_error("time", _("Another time was chosen above. Keep one of the two."))
            return None
        return self._moment_on(day or chosen or self.today, clock or self._clock_by_chip())

    def _chips(self) -> list[tuple[str, Any]]:
        chips = [(self.NOW, _("Now")), (self.YESTERDAY, _("Yesterday"))]
        sent = self.is_bound and self.data.get(self.add_prefix("day")) == self.THIS_MORNING
        if sent or not self._in_the_night():
            chips.insert(1, (self.THIS_MORNING, _("This morning")))
        return chips

    def _in_the_night(self) -> bool:
        return self.now.astimezone(self.zone).time() < NIGHT_ENDS

    def _day_by_chip(self) -> dt.date | None:
        yesterday = self.today - dt.timedelta(days=1)
        days = {
            self.NOW: self.today,
            self.THIS_MORNING: yesterday if self._in_the_night() else self.today,
            self.YESTERDAY: yesterday,
        }
        return days.get(self.cleaned_data.get("day") or "")

    def _clock_by_chip(self) -> dt.time | None:
        """The time that a chip stands for; None for now, and for some time yesterday."""
        if not self.by_chip(self.THIS_MORNING):
            return None
        early = moment_on(self.today, MORNING, self.zone, self.now).at >= self.now
        return None if early and not self._in_the_night() else MORNING

    def _fits_the_chip(self, clock: dt.time) -> bool:
        """Whether a time that was said may stand beside the chip that was chosen."""
        if self.by_chip(self.THIS_MORNING):
            return NIGHT_ENDS <= clock < dt.time(12)
        return not self.by_chip(self.NOW)

    def _moment_on(self, day: dt.date, clock: dt.time | None) -> Moment | None:
        if day > self.today:
            self.add_error("date", _("This day is still to come."))
            return None
        if day < self.earliest:
            self.add_error("date", _("We keep the last five years."))
            return None
        moment = moment_on(day, clock, self.zone, self.now)
        if moment.at > self.now + dt.timedelta(minutes=1):
            self.add_error("time", _("This time is still to come."))
            return None
        return moment


class WhenForm(WhenMixin):
    """The question alone, for what was typed and is not judged yet."""

    def clean(self) -> dict[str, Any]:
        """The answers, with the `moment` that is meant, or None."""
        data = super().clean() or self.cleaned_data
        data["moment"] = self.clean_when()
        return data


def moment_in(typed: QueryDict, zone: ZoneInfo, now: dt.datetime) -> Moment | None:
    """The moment that `typed` says, for a new entry; None if it makes no sense."""
    form = WhenForm(typed)
    form.add_when(zone, now)
    form.full_clean()
    moment: Moment | None = form.cleaned_data.get("moment")
    return moment
