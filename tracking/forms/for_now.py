"""Pain "before" of a session, filled in from a fresh check-in while the session is one of now."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tracking.forms.fields import hidden_number, moment
from tracking.forms.when import WhenMixin, moment_in
from tracking.models import CheckIn, Session
from tracking.recall import fresh_check_in
from tracking.recall.latest import PREFILL_HOURS


class BeforeMixin(WhenMixin):
    """Pain before, and the number that it was filled in with (`before_from`).

    The number says nothing about another time: when one is meant, it leaves with the words that
    say where it is from. The page's script does the same while the day is chosen.
    """

    user: User
    session: Session | None
    typed: QueryDict | None

    pain_before = moment(_("Pain before"), _("Before"))
    before_from = hidden_number()

    @cached_property
    def before(self) -> CheckIn | None:
        """The check-in that may stand for "before" of a new session."""
        return fresh_check_in(self.user, self.now) if self.session is None else None

    def values_for_now(self) -> dict[str, Any]:
        """What a new form is filled in with; one that is drawn again has said it already."""
        if self.before is None or self.typed is not None:
            return {}
        return {"pain_before": self.before.pain, "before_from": self.before.pain}

    def show_before(self) -> None:
        """Say where the number is from; or take it out, if another time is meant by now."""
        if self.before is None:
            return
        # Not asked of the bound fields: they would remember what is taken out here.
        sent: Any = self.data
        values = sent.copy() if self.is_bound else self.initial
        untouched = _same(values.get("pain_before"), values.get("before_from"))
        meant = self._meant_at()
        elsewhere = meant is not None and self._is_another_time(meant)
        if untouched and elsewhere:
            values.pop("pain_before")
            values.pop("before_from")
            self.data = values if self.is_bound else self.data
        context = {
            "check_in": self.before,
            "stands": untouched and not elsewhere,
            "now": self.now.astimezone(self.zone),
            "hours": PREFILL_HOURS,
        }
        words = render_to_string("tracking/before_for_now.html", context)
        self["pain_before"].help_text = words

    def answer_before(self) -> int | None:
        """The answer, but for a number that was filled in for now. Only after `is_valid`."""
        data = self.cleaned_data
        filled_in_for_now = data["pain_before"] == data["before_from"]
        other_time = self._is_another_time(data["moment"].at)
        return None if filled_in_for_now and other_time else data["pain_before"]

    def _meant_at(self) -> dt.datetime | None:
        """When it was, as far as the form says; None if that makes no sense yet."""
        if self.is_bound:
            self.is_valid()  # so that it is cleaned
            meant = self.cleaned_data.get("moment")
        else:
            meant = moment_in(self.typed, self.zone, self.now) if self.typed else None
        return meant.at if meant else None

    def _is_another_time(self, at: dt.datetime) -> bool:
        """Whether what stands for now says nothing about `at`."""
        return self.now - at > dt.timedelta(hours=PREFILL_HOURS)


def _same(value: Any, other: Any) -> bool:
    """Whether two fields show the same number."""
    return value not in (None, "") and str(value) == str(other)
