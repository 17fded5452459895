"""The pages about steps: what the rule says of a plan now, and what if."""

import datetime as dt
import uuid
from dataclasses import dataclass

from accounts.models import User
from tracking.planning.suggestions import Ladders, Suggestion, WhatIf
from tracking.recall.plan import planned_by
from tracking.records import Pause, about_of, is_paused, pause_for


@dataclass(frozen=True)
class MovesPage:
    """What the rule says of each item. In a pause nothing is offered; what asks to pause stays."""

    pause: Pause
    has_plan: bool
    suggestions: tuple[Suggestion, ...]
    ruleset: int

    @property
    def offers(self) -> tuple[Suggestion, ...]:
        """What can be answered: steps up or back."""
        return tuple(suggestion for suggestion in self.suggestions if suggestion.target)

    @property
    def cautions(self) -> tuple[Suggestion, ...]:
        """What asks to pause, or to wait."""
        return tuple(suggestion for suggestion in self.suggestions if suggestion.is_caution)

    @property
    def others(self) -> tuple[Suggestion, ...]:
        """What stays where it is, and why."""
        rest = (suggestion for suggestion in self.suggestions if not suggestion.target)
        return tuple(suggestion for suggestion in rest if not suggestion.is_caution)

    def suggestion_for(self, item: uuid.UUID) -> Suggestion | None:
        """What is offered for one item; None if nothing is."""
        return next((offer for offer in self.offers if offer.item.pk == item), None)


def moves_page(user: User, now: dt.datetime) -> MovesPage:
    """The page for `user` at the instant `now`."""
    pause = pause_for(user) if is_paused(user) else Pause()
    planned = planned_by(user)
    ladders = Ladders(user, planned, now, about_of(user).limits)
    suggestions = ladders.suggestions()
    if pause:
        suggestions = tuple(suggestion for suggestion in suggestions if suggestion.is_caution)
    return MovesPage(pause, planned.plan is not None, suggestions, ladders.ruleset)


def what_if_page(user: User, item: uuid.UUID, now: dt.datetime) -> WhatIf | None:
    """The rule tried out on the log of one item; None in a pause, or if it has nothing to say."""
    if is_paused(user):
        return None
    ladders = Ladders(user, planned_by(user), now, about_of(user).limits)
    row = next((row for row in ladders.items if row.pk == item), None)
    suggestion = ladders.suggestion_for(row) if row else None
    return ladders.what_if(suggestion) if suggestion else None
