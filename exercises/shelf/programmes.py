"""The programmes, as all who may see the same of them share them."""

from django.db.models import Prefetch

from exercises.models import Programme, ProgrammeItem, kept
from exercises.shelf.cards import (
    Card,
    Reader,
    all_cards,
    cards_named,
    sees_drafts,
)
from exercises.shelf.catalogue import Wishes


def programmes_for(user: Reader) -> tuple[Programme, ...]:
    """The programmes that `user` may see, with the items that `user` may see.

    The exercises of the items come with doses and pictures.
    """
    return all_programmes(*drafts_seen_by(user))


def drafts_seen_by(user: Reader) -> tuple[bool, bool]:
    """Whether `user` sees drafts of programmes, and of exercises."""
    return Programme.objects.all().drafts_are_shown_to(user), sees_drafts(user)


def cards_in(programme: Programme, user: Reader, wishes: Wishes) -> tuple[Card, ...]:
    """The cards of its exercises; none for whoever has no limits, where nobody asks for them."""
    if not wishes.limits:
        return ()
    return cards_named((item.exercise.slug for item in programme.items.all()), user)


@kept
def all_programmes(drafts: bool, drafts_within: bool) -> tuple[Programme, ...]:
    """All programmes, or those that are published; of their exercises likewise."""
    exercises = {card.exercise.pk: card.exercise for card in all_cards(drafts_within)}
    seen = Programme.objects.all() if drafts else Programme.objects.published()
    items = ProgrammeItem.objects.filter(exercise__in=exercises)
    programmes = tuple(seen.prefetch_related(Prefetch("items", items)))
    for programme in programmes:
        for item in programme.items.all():
            item.exercise = exercises[item.exercise_id]
    return programmes
