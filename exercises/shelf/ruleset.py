"""The numbers that the rules read now."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from exercises.models import Ruleset, kept
from exercises.rules.thresholds import DEFAULTS, HOUSE_VERSION, Group, Thresholds

GROUPS = {
    Group.NOW: _("Before a session"),
    Group.DURING: _("Pain during an exercise"),
    Group.AFTER: _("After it, and the next morning"),
    Group.SIGNS: _("What comes again"),
    Group.WEEKS: _("From week to week"),
    Group.BREAKS: _("After a break"),
    Group.UP: _("A step up"),
}
"""What the thresholds of a group are about, in their order."""


@dataclass(frozen=True)
class RulesetInForce:
    """The version in force. That of the house has no day and no reason of its own."""

    number: int = HOUSE_VERSION
    thresholds: Thresholds = DEFAULTS
    since: dt.datetime | None = None
    why: str = ""


@kept
def ruleset_in_force() -> RulesetInForce:
    """The newest version, else that of the house."""
    row = Ruleset.objects.first()
    if row is None:
        return RulesetInForce()
    return RulesetInForce(row.number, row.thresholds, row.created_at, row.why)


def thresholds_in_force() -> Thresholds:
    """The numbers of the version in force."""
    return ruleset_in_force().thresholds
