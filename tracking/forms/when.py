"""When something was: a chip, or another day and time."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracking.clock import Moment, moment_on, today_in
from tracking.forms.fields import CHIPS_TEMPLATE, Fold, choice
from tracking.models import Entry

OLDEST_YEARS = 5


class WhenMixin(forms.Form):
    """A day by chip, or another day and time; the future and the far past are refused."""

    TODAY, YESTERDAY = "today", "yesterday"

    def add_when(
        self, zone: ZoneInfo, now: dt.datetime | None = None, entry: Entry | None = None
    ) -> None:
        """Give the form its fields of time, for a person whose clock runs in `zone`.

        An `entry` that is being corrected keeps its moment unless another one is said.
        """
        self.zone, self.now, self.entry = zone, now or timezone.now(), entry
        self.today = today_in(zone, self.now)
        self.earliest = self.today.replace(year=self.today.year - OLDEST_YEARS, day=1)
        bounds = {"min": self.earliest.isoformat(), "max": self.today.isoformat()}
        if entry is None:
            chips = [(self.TODAY, _("Today")), (self.YESTERDAY, _("Yesterday"))]
            self.fields["day"] = choice(_("When?"), chips)
        self.fields["date"] = forms.DateField(
            label=_("Another day") if entry is None else _("Day"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date", **bounds}, format="%Y-%m-%d"),
        )
        self.fields["time"] = forms.TimeField(
            label=_("Time"),
            required=False,
            help_text=_("If you remember it."),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        )

    def kept_when(self) -> dict[str, Any]:
        """How the fields show the moment of the entry that is being corrected."""
        if self.entry is None:
            return {}
        clock = self.entry.local_time
        return {"date": clock.date(), "time": clock.time().replace(second=0, microsecond=0)}

    def day_chips(self) -> list[Field]:
        """Today and yesterday, for a new entry."""
        return [Field("day", template=CHIPS_TEMPLATE)] if "day" in self.fields else []

    def another_day(self, *before: Any, unfolded: bool = False) -> Fold:
        """Another day or time, folded until something is said there."""
        said = any(self[name].value() for name in ("date", "time"))
        pair = Div(Field("date"), Field("time"), css_class="field-pair")
        return Fold(_("Another day or time"), *before, pair, unfolded=unfolded or said)

    def clean_when(self) -> Moment | None:
        """The moment that was meant; None with an error beside the field if there is none."""
        if "date" in self.errors or "time" in self.errors:
            return None
        day, clock = self.cleaned_data.get("date"), self.cleaned_data.get("time")
        if self.entry is not None and self.kept_when() == {"date": day, "time": clock}:
            return Moment(self.entry.at, self.entry.local_date, self.entry.utc_offset)
        chip = self._day_by_chip()
        if day is not None and chip not in (None, day):
            self.add_error("date", _("Another day was chosen above. Keep one of the two."))
            return None
        return self._moment_on(day or chip or self.today, clock)

    def _day_by_chip(self) -> dt.date | None:
        days = {self.TODAY: self.today, self.YESTERDAY: self.today - dt.timedelta(days=1)}
        return days.get(self.cleaned_data.get("day") or "")

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
