"""Pain "before" of a session, filled in from a fresh check-in while the session is one of now."""

import datetime as dt
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from psoas_site.ui.shapes import Given, Values
from tracking.clock import Moment
from tracking.forms.fields import hidden_number, moment
from tracking.forms.questions.group import Group, Makers
from tracking.forms.questions.when import When
from tracking.recall import LastCheckIn, fresh_check_in
from tracking.recall.latest import PREFILL_HOURS

PAIN_BEFORE, BEFORE_FROM = moment(_("Pain before"), _("Before")), hidden_number()


class Before(Group):
    """Pain before, and the number that it was filled in with (`before_from`).

    The number says nothing about another time: when one is meant, it leaves with the words that
    say where it is from. The page's script does the same while the day is chosen.
    """

    def __init__(self, user: User, when: When, *, fills_in: bool) -> None:
        """`fills_in`: the form is new, and what was sent says nothing of this yet."""
        self.user, self.when, self.fills_in = user, when, fills_in

    def fields(self) -> Makers:
        """The number, and the one that was filled in."""
        return {"pain_before": lambda: PAIN_BEFORE, "before_from": lambda: BEFORE_FROM}

    def initial(self) -> Values:
        """The pain of the fresh check-in, if there is one."""
        if not self.fills_in or self.check_in is None:
            return {}
        return {"pain_before": self.check_in.pain, "before_from": self.check_in.pain}

    @cached_property
    def check_in(self) -> LastCheckIn | None:
        """The check-in that may stand for "before" of a new session."""
        if self.when.entry is not None:
            return None
        return fresh_check_in(self.user, self.when.now)

    def is_untouched(self, values: Given) -> bool:
        """Whether `values` show the number that was filled in."""
        number = values.get("pain_before")
        return number not in (None, "") and str(number) == str(values.get("before_from"))

    def is_elsewhere(self, meant: Moment | None) -> bool:
        """Whether what stands for now says nothing about the moment that is `meant`."""
        return meant is not None and self.when.now - meant.at > dt.timedelta(hours=PREFILL_HOURS)

    def words(self, *, stands: bool) -> str:
        """Where the number is from; it `stands` in the field, or was taken out."""
        context = {
            "check_in": self.check_in,
            "stands": stands,
            "now": self.when.now.astimezone(self.when.zone),
            "hours": PREFILL_HOURS,
        }
        return render_to_string("tracking/before_for_now.html", context)

    def answers(self, given: Given) -> int | None:
        """The answer, but for a number that was filled in for now and is meant for then."""
        filled_in = given["pain_before"] == given["before_from"]
        return None if filled_in and self.is_elsewhere(given["moment"]) else given["pain_before"]
