"""Writing what a person said of themselves: each thing with the day on which they said it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from tracking.models import Trait

Key = tuple[int | None, int | None, str]  # a caution's id, a thing's, or an ability


@dataclass(frozen=True)
class AboutFacts:
    """All that is true now: ids of cautions and of things at hand, and abilities that were said."""

    cautions: frozenset[int] = frozenset()
    things: frozenset[int] = frozenset()
    abilities: Mapping[str, bool] | None = None

    def by_key(self) -> dict[Key, bool | None]:
        """What is to be kept of each."""
        kept: dict[Key, bool | None] = {(caution, None, ""): None for caution in self.cautions}
        kept |= {(None, thing, ""): None for thing in self.things}
        for ability, goes in (self.abilities or {}).items():
            kept[None, None, ability] = goes
        return kept


def tell_about(user: User, facts: AboutFacts, day: dt.date) -> None:
    """Make `facts` the whole of what `user` said; what was said before keeps its day."""
    wanted = facts.by_key()
    with transaction.atomic():
        rows = list(Trait.objects.owned_by(user).select_for_update())
        kept = {_key(row) for row in rows if wanted.get(_key(row), not row.goes) == row.goes}
        gone = [row.pk for row in rows if _key(row) not in kept]
        Trait.objects.filter(pk__in=gone).delete()
        new = [_trait(user, key, goes, day) for key, goes in wanted.items() if key not in kept]
        # Passed over is what the same form has kept already, sent twice at once.
        Trait.objects.bulk_create(new, ignore_conflicts=True)


def _trait(user: User, key: Key, goes: bool | None, day: dt.date) -> Trait:
    caution, thing, ability = key
    return Trait(
        user=user, caution_id=caution, thing_id=thing, ability=ability, goes=goes, told_on=day
    )


def _key(row: Trait) -> Key:
    return (row.caution_id, row.thing_id, row.ability)


def still_so(trait: Trait, day: dt.date) -> None:
    """Keep that it was said again on `day`."""
    Trait.objects.filter(pk=trait.pk).update(told_on=day)


def forget(traits: Iterable[Trait]) -> None:
    """Delete what was said."""
    Trait.objects.filter(pk__in=[trait.pk for trait in traits]).delete()
