"""The numbers that the rules read now."""

import datetime as dt
from dataclasses import dataclass

from exercises.models import Ruleset, kept
from exercises.rules.thresholds import DEFAULTS, HOUSE_VERSION, Thresholds


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
