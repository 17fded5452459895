"""What a person said of themselves -> their limits as the rule reads them, and what has aged."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from exercises.models import Contraindication
from exercises.rules.judging import ASKS_FOR_KNEELING, NO_LIMITS, Limits, Posture
from exercises.shelf.vocabulary import known_cautions
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import Trait


class Told(NamedTuple):
    """One thing that was said; `caution` and `thing` are codes of the vocabulary, or None."""

    pk: uuid.UUID
    caution: str | None
    thing: str | None
    ability: str
    goes: bool | None
    told_on: dt.date

    @property
    def term(self) -> Contraindication:
        """The caution, in the words of the vocabulary."""
        return known_cautions()[self.caution or ""]

    def has_aged(self, today: dt.date) -> bool:
        """Whether it is to be asked again by `today`; until it is answered, it holds."""
        days = self.term.asked_again_after_days if self.caution else None
        return days is not None and self.told_on + dt.timedelta(days=days) <= today


@dataclass(frozen=True)
class About:
    """All that one person said of themselves, cautions in the order of the vocabulary."""

    told: tuple[Told, ...] = ()

    @property
    def cautions(self) -> tuple[Told, ...]:
        """The cautions that are true."""
        return tuple(row for row in self.told if row.caution)

    @property
    def things(self) -> frozenset[str]:
        """The codes of what is at hand."""
        return frozenset(row.thing for row in self.told if row.thing)

    @property
    def abilities(self) -> dict[str, bool]:
        """What goes well, or is there, as far as it was said."""
        return {row.ability: bool(row.goes) for row in self.told if row.ability}

    @cached_property
    def limits(self) -> Limits:
        """The same as the rule of what may be offered reads it."""
        if not self.told:
            return NO_LIMITS
        postures = frozenset(_postures(self.abilities))
        codes = {row.caution for row in self.told if row.caution}
        if Posture.KNEELING in postures:
            codes.add(ASKS_FOR_KNEELING)
        return Limits(_with_what_they_say_too(codes), postures, self.things or None)

    def to_ask(self, today: dt.date) -> tuple[Told, ...]:
        """What is to be asked again by `today`, the oldest first."""
        aged = [row for row in self.told if row.has_aged(today)]
        return tuple(sorted(aged, key=lambda row: row.told_on))


def _traits(user: Any) -> QuerySet[Trait, Any]:
    rows = Trait.objects.owned_by(user).order_by("caution__order", "caution__label", "created_at")
    return rows.values_list("pk", "caution__code", "thing__code", "ability", "goes", "told_on")


TRAITS = Prepared(_traits, user=Whoever())


def about_of(user: User) -> About:
    """What `user` said of themselves; one question."""
    return About(tuple(Told(*row) for row in TRAITS.rows(user=user.pk)))


def _postures(abilities: dict[str, bool]) -> Iterable[Posture]:
    """What does not go well. A bed that nobody spoke of stands for no floor."""
    if abilities.get(Trait.Ability.FLOOR) is False:
        yield Posture.FLOOR
        if not abilities.get(Trait.Ability.BED):
            yield Posture.FLOOR_OR_BED
    if abilities.get(Trait.Ability.KNEELING) is False:
        yield Posture.KNEELING


def _with_what_they_say_too(codes: set[str]) -> frozenset[str]:
    """`codes` with the cautions that are true as soon as one of them is."""
    true = set(codes)
    while more := {term.code for term in known_cautions().values() if term.told_by in true} - true:
        true |= more
    return frozenset(true)
