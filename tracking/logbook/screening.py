"""Writing what somebody says about the warning signs, one leaf at a time."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from exercises.models import ScreeningItem
from exercises.shelf.screening import Leaf, known_items, screening_leaves
from tracking.clock import Moment
from tracking.logbook.entries import when
from tracking.models import Concern, Screening, ScreeningAnswer
from tracking.rules.screening import is_emergency, pauses

Said = Mapping[int, str]  # by the key of a warning sign; what is left out is none


@dataclass(frozen=True)
class LeafFacts:
    """What one leaf says: everything on it that `said` does not name is none of it."""

    leaf: Leaf
    said: Said

    @property
    def keys(self) -> list[int]:
        """The signs that stand on it."""
        return [item.pk for item in self.leaf.items]

    def emergencies(self) -> list[ScreeningItem]:
        """What on it asks for help at once."""
        return [
            item
            for item in self.leaf.items
            if is_emergency(item.urgency, self.said.get(item.pk, ""))
        ]


def answer_leaf(
    user: User, facts: LeafFacts, moment: Moment, why: str, client_key: uuid.UUID
) -> Screening:
    """Keep one leaf of the questions that `user` is asked now; begins with the first of them.

    They are those of the form's key, else those that were begun today in another tab.
    """
    with transaction.atomic():
        screening = _begun(user, moment, client_key) or _begin(user, moment, why, client_key)
        _write(screening, facts, moment)
    return screening


def correct_leaf(screening: Screening, facts: LeafFacts) -> None:
    """Replace what one leaf of earlier answers says. The day on which it was asked stays."""
    with transaction.atomic():
        _write(screening, facts)


def delete_screening(screening: Screening) -> None:
    """Delete the answers for good, with what they left open."""
    screening.delete()


def put_away(user: User, day: dt.date) -> None:
    """Keep that `user` has read what they said that pauses nothing."""
    own = Screening.objects.owned_by(user)
    ScreeningAnswer.objects.noted().filter(screening__in=own).update(put_away_on=day)


def _begun(user: User, moment: Moment, client_key: uuid.UUID) -> Screening | None:
    rows = Screening.objects.owned_by(user).select_for_update()
    of_the_form = rows.filter(client_key=client_key).first()
    return of_the_form or rows.filter(finished=False, local_date=moment.local_date).first()


def _begin(user: User, moment: Moment, why: str, client_key: uuid.UUID) -> Screening:
    """A row of its own; passed over is what another tab began at the same moment."""
    row = Screening(user=user, why=why, client_key=client_key, **when(moment))
    Screening.objects.bulk_create([row], ignore_conflicts=True)
    begun = _begun(user, moment, client_key)
    assert begun is not None  # noqa: S101 (it was written, or stood there before)
    return begun


def _write(screening: Screening, facts: LeafFacts, moment: Moment | None = None) -> None:
    _write_answers(screening, facts)
    _write_concerns(screening, facts)
    _turn_leaf(screening, facts.leaf.code, moment)
    screening.help_shown = screening.help_shown or bool(facts.emergencies())
    screening.save()


def _write_answers(screening: Screening, facts: LeafFacts) -> None:
    """An answer that stays as it was also stays put away."""
    kept = {answer.item_id: answer for answer in screening.answers.filter(item__in=facts.keys)}
    changed = [key for key, answer in kept.items() if facts.said.get(key) != answer.said]
    screening.answers.filter(item__in=changed).delete()
    new = [key for key in facts.said if key not in kept or key in changed]
    ScreeningAnswer.objects.bulk_create(
        ScreeningAnswer(screening=screening, item_id=key, said=facts.said[key]) for key in new
    )


def _write_concerns(screening: Screening, facts: LeafFacts) -> None:
    """What pauses is open until it is checked; what the leaf does not say any more was a slip."""
    items = known_items()
    pausing = [key for key, said in facts.said.items() if pauses(items[key].urgency, said)]
    there = screening.concerns.filter(item__in=facts.keys)
    there.exclude(item__in=pausing).delete()
    known = set(there.values_list("item_id", flat=True))
    Concern.objects.bulk_create(
        Concern(user_id=screening.user_id, screening=screening, item_id=key)
        for key in pausing
        if key not in known
    )


def _turn_leaf(screening: Screening, code: str, moment: Moment | None) -> None:
    """Note that a leaf was answered; with the last of them, the answers are finished."""
    if code not in screening.leaves:
        screening.leaves = [*screening.leaves, code]
    if moment is None or screening.finished:
        return
    if not leaves_left(screening.leaves):
        screening.finished = True
        for name, value in when(moment).items():
            setattr(screening, name, value)


def leaves_left(answered: Collection[str]) -> Sequence[Leaf]:
    """The leaves that were not answered yet."""
    return [leaf for leaf in screening_leaves() if leaf.code not in answered]
