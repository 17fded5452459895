"""The safety words that staff edit, read in one query: every page takes them from here.

Where the database does not answer, they come from the content pack.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db import Error
from django.utils.translation import gettext as _

from exercises.library_pack import PackError, read_warning_signs
from exercises.models import ScreeningItem

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SignGroup:
    """Signs of one kind, such as those of nerves, under their heading."""

    label: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Safety:
    """The warning signs by urgency, each in groups; groups without a sign are left out."""

    emergency: tuple[SignGroup, ...]
    today: tuple[SignGroup, ...]
    days: tuple[SignGroup, ...]
    routine: tuple[SignGroup, ...]
    stop: str  # the one sentence that says when to stop moving
    shorts: tuple[str, ...]  # a few emergencies in short, for the foot of every page

    @property
    def shorts_words(self) -> str:
        """The short forms as one list within a sentence."""
        if len(self.shorts) < 2:
            return "".join(self.shorts)
        most = ", ".join(self.shorts[:-1])
        return _("%(most)s, or %(last)s") % {"most": most, "last": self.shorts[-1]}


def read_safety() -> Safety:
    """All safety words there are, in the order that staff gave them."""
    try:
        return _arranged(list(ScreeningItem.objects.all()))
    except Error as error:
        log.error("warning signs read from the pack: %s", type(error).__name__)
        return safety_of_pack()


@cache
def safety_of_pack() -> Safety:
    """The words that the site came with: no database is asked, and no disk after the first time."""
    try:
        entries = read_warning_signs()
    except (PackError, OSError) as error:
        log.error("warning signs cannot be read from the pack: %s", type(error).__name__)
        entries = ()
    return _arranged(
        [
            ScreeningItem(label=one.ask, urgency=one.urgency, group=one.group, short=one.short)
            for one in entries
        ]
    )


def _arranged(signs: list[ScreeningItem]) -> Safety:
    urgency = ScreeningItem.Urgency
    stops = [sign.label for sign in signs if sign.urgency == urgency.STOP]
    return Safety(
        emergency=_groups(signs, urgency.EMERGENCY),
        today=_groups(signs, urgency.TODAY),
        days=_groups(signs, urgency.DAYS),
        routine=_groups(signs, urgency.ROUTINE),
        stop=stops[0] if stops else _stop_words(),
        shorts=tuple(sign.short for sign in signs if sign.short),
    )


def _stop_words() -> str:
    """What the pack says. It stands here too: whatever staff delete, no page goes without it."""
    return _("Stop if pain is sharp, spreads, or brings numbness or weakness.")


def _groups(signs: Iterable[ScreeningItem], urgency: str) -> tuple[SignGroup, ...]:
    meant = [sign for sign in signs if sign.urgency == urgency]
    groups = (
        SignGroup(str(label), tuple(sign.label for sign in meant if sign.group == group))
        for group, label in ScreeningItem.Group.choices
    )
    return tuple(group for group in groups if group.signs)
