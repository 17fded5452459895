"""A person's plan as it is done today: what is passed over, made gentler or left out, and why."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from exercises.models import Exercise, Level
from exercises.rules.dosing import DoseType, minutes_of
from exercises.rules.judging import NO_LIMITS, Limits
from exercises.shelf.cards import Card, all_cards
from exercises.shelf.catalogue import Wishes, reasons_against
from exercises.shelf.vocabulary import known_exercises
from exercises.shelf.wording import dose_words, minutes_words
from psoas_site.ui.texts import listed
from tracking.logbook import LineFacts, planned_line
from tracking.models import side_words
from tracking.recall import ItemRow, Planned, PlanRow
from tracking.rules.planned import how_many_fit, next_level

LENGTHS = (2, 8, 20)  # whole minutes that somebody may have


@dataclass(frozen=True)
class Wanted:
    """How somebody wants it today. `minutes`: 0 is as long as it takes."""

    minutes: int = 0
    gentler: bool = False
    standing: bool = False

    @classmethod
    def said_in(cls, query: QueryDict) -> "Wanted":
        """What an address asks for; what it does not know counts as not asked."""
        minutes = query.get("minutes", "")
        return cls(
            minutes=int(minutes) if minutes in map(str, LENGTHS) else 0,
            gentler=query.get("gentler") == "1",
            standing=query.get("standing") == "1",
        )

    @property
    def query(self) -> str:
        """The same as the end of an address; empty for the plan as it is."""
        said = {
            "minutes": self.minutes,
            "gentler": int(self.gentler),
            "standing": int(self.standing),
        }
        asked = {name: value for name, value in said.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


@dataclass(frozen=True)
class Item:
    """One row of a plan today: what is done in its place, how much, and why it is not, if so.

    `exercise` is None where the library does not offer it any more. `eased`: the words of what is
    gentler about it today.
    """

    row: ItemRow
    name: str
    exercise: Exercise | None
    level: str
    passed: str = ""
    eased: str = ""

    @property
    def side(self) -> str:
        """Its side within a sentence; empty for both alike."""
        return side_words(self.row.side) if self.row.side else ""

    @property
    def title(self) -> str:
        """Its name, with the side where sides are apart."""
        return f"{self.name} ({self.side})" if self.side else self.name

    @property
    def seconds(self) -> int:
        """How long it takes, rests and both sides included, where both are meant."""
        if self.exercise is None or self.level not in self.exercise.doses_by_level:
            return 0
        dose = self.exercise.doses_by_level[self.level]
        return self.exercise.seconds_of(dose, one_side=bool(self.row.side))

    @property
    def minutes(self) -> str:
        """The same in whole minutes, in words."""
        return minutes_words(minutes_of([self.seconds])) if self.seconds else ""

    @property
    def dose(self) -> str:
        """How much, in words."""
        if self.exercise is None or self.level not in self.exercise.doses_by_level:
            return ""
        amount = self.exercise.doses_by_level[self.level].amount
        both = self.exercise.per_side and not self.row.side
        return dose_words(DoseType(self.exercise.dose_type), amount, per_side=both)

    @property
    def level_words(self) -> str:
        """The level as a page calls it."""
        return str(Level(self.level).label)

    @property
    def less(self) -> str:
        """The level below, or empty."""
        return next_level(self.row.level, -1)

    @property
    def more(self) -> str:
        """The level above, or empty."""
        return next_level(self.row.level, 1)


@dataclass(frozen=True)
class PlanToday:
    """The plan that runs, as it is done today."""

    plan: PlanRow
    wanted: Wanted
    items: tuple[Item, ...]
    today: dt.date
    pain: int | None = None

    @property
    def done(self) -> tuple[Item, ...]:
        """What is done today, in its order."""
        return tuple(item for item in self.items if not item.passed)

    @property
    def minutes(self) -> int:
        """Whole minutes that this takes; 0 where there is nothing to do."""
        seconds = [item.seconds for item in self.done]
        return minutes_of(seconds) if seconds else 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What is different from the plan today, a sentence for each reason."""
        eased = tuple(dict.fromkeys(item.eased for item in self.items if item.eased))
        done = {item.name for item in self.done}
        reasons: dict[str, dict[str, None]] = {}
        for item in self.items:
            if item.passed:
                name = item.title if item.name in done else item.name
                reasons.setdefault(item.passed, {})[name] = None
        passed = [
            _("Left out today: %(names)s. %(why)s") % {"names": listed(names), "why": why}
            for why, names in reasons.items()
        ]
        return (*eased, *passed)

    @property
    def drawn(self) -> Exercise | None:
        """The exercise that draws it."""
        pictures = [item.exercise for item in (self.done or self.items) if item.exercise]
        return pictures[0] if pictures else None

    @property
    def pause_ends(self) -> dt.date | None:
        """The day on which it goes on, while it rests."""
        until = self.plan.paused_until
        return until + dt.timedelta(days=1) if until and until >= self.today else None

    def lines(self) -> tuple[LineFacts, ...]:
        """What is done today, as a session says it."""
        planned = [
            (item, planned_line(item.exercise, item.level)) for item in self.done if item.exercise
        ]
        return tuple(
            replace(line, sides=(item.row.side,)) if item.row.side else line
            for item, line in planned
            if line is not None
        )


def plan_today(
    planned: Planned,
    today: dt.date,
    pain: int | None = None,
    wanted: Wanted | None = None,
    limits: Limits = NO_LIMITS,
) -> PlanToday | None:
    """The plan that runs, as it is done `today` at this `pain` by somebody with these `limits`;
    None where there is none."""
    if planned.plan is None:
        return None
    wanted = wanted or Wanted()
    cards = cards_by_key()
    there = {row.exercise for row in planned.plan.items}
    items = [_item(row, cards) for row in planned.plan.items]
    wishes = Wishes(pain=pain, limits=limits)
    if wanted.gentler:
        closed = there | planned.unwanted
        items = [_eased(item, cards, closed, wishes) for item in items]
    items = [_judged(item, cards, planned.unwanted, wishes, wanted) for item in items]
    if wanted.minutes:
        items = _shortened(items, wanted.minutes)
    return PlanToday(planned.plan, wanted, tuple(items), today, pain)


def cards_by_key() -> Mapping[int, Card]:
    """All that is published, by its key."""
    return {card.exercise.pk: card for card in all_cards(False)}


def _item(row: ItemRow, cards: Mapping[int, Card]) -> Item:
    card = cards.get(row.exercise)
    name = known_exercises()[row.exercise].name
    return Item(row, name, card.exercise if card else None, row.level)


def gentler_of(
    item: Item, cards: Mapping[int, Card], closed: Collection[int], wishes: Wishes
) -> Card | None:
    """The gentler exercise of an item, if it is none of the `closed` and nothing stands against."""
    card = cards.get(item.exercise.gentler_id or 0) if item.exercise else None
    if card is None or card.exercise.pk in closed or reasons_against(card, wishes):
        return None
    return card


def _eased(item: Item, cards: Mapping[int, Card], closed: Collection[int], wishes: Wishes) -> Item:
    """One level lower; below the lowest, the gentler exercise, where there is one for today."""
    if item.exercise is not None and item.less:
        return replace(item, level=item.less, eased=_("Gentler today: smaller doses."))
    gentler = gentler_of(item, cards, closed, wishes)
    if gentler is None:
        return item
    name = gentler.exercise.name
    words = _("%(name)s stands in for %(other)s today.") % {"name": name, "other": item.name}
    return replace(item, name=name, exercise=gentler.exercise, level=Level.TYPICAL, eased=words)


def _judged(
    item: Item, cards: Mapping[int, Card], unwanted: frozenset[int], wishes: Wishes, wanted: Wanted
) -> Item:
    """The item, with the reason why it is passed over today, if there is one."""
    if item.exercise is None:
        return replace(item, passed=_("Not offered any more."))
    if item.exercise.pk in unwanted:
        return replace(item, passed=_("You said: not for me."))
    if wanted.standing and item.exercise.position.floor:
        return replace(item, passed=_("It is done on the floor."))
    reasons = reasons_against(cards[item.exercise.pk], wishes)
    return replace(item, passed=reasons[0]) if reasons else item


def _shortened(items: Sequence[Item], minutes: int) -> list[Item]:
    """What fits into so many minutes, left out from the end; at least one small thing stays."""
    possible = [item for item in items if not item.passed]
    count = how_many_fit([item.seconds for item in possible], minutes)
    stay = {item.row.pk: item for item in possible[:count]}
    if possible and not stay:
        smallest = min((replace(item, level=Level.START) for item in possible), key=_length)
        stay = {smallest.row.pk: smallest}
    words = _("To keep it to %(minutes)d minutes.") % {"minutes": minutes}
    left = {item.row.pk: replace(item, passed=words, eased="") for item in possible}
    shown = left | stay
    return [shown.get(item.row.pk, item) for item in items]


def _length(item: Item) -> int:
    return item.seconds
