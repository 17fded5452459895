"""What a search finds in the library: exercises and programmes, and how it was understood."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _

from exercises.models import Exercise, Programme, Synonym, kept
from exercises.search import Found, Hit, Item, Searched, Texts
from exercises.shelf.cards import (
    Card,
    Reader,
    Word,
    all_cards,
)
from exercises.shelf.catalogue import (
    Entry,
    Wishes,
    entry_of,
    judge,
)
from exercises.shelf.programmes import all_programmes, cards_in, drafts_seen_by

MOST_STARTS = 8

Thing = Card | Programme
T = TypeVar("T", Card, Programme)


class Named(NamedTuple):
    """Something that may have been meant, and where it is."""

    label: str
    url: str


@dataclass(frozen=True)
class Finds:
    """What was found, best first; `respelt` and `also` say how, and are empty if they need not."""

    cards: tuple[Hit[Card], ...]
    programmes: tuple[Hit[Programme], ...]
    respelt: str
    also: tuple[str, ...]
    nearest: tuple[Named, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self.cards and not self.programmes

    @property
    def moves(self) -> bool:
        """Whether an exercise or a programme was found."""
        return not self.is_empty

    @property
    def ranks(self) -> dict[int, int]:
        """The place of each exercise among those found, by its key."""
        return {hit.thing.exercise.pk: rank for rank, hit in enumerate(self.cards)}


def find(query: str, user: Reader) -> Finds:
    """What `query` finds among the exercises and programmes that `user` may see."""
    results = movements(*drafts_seen_by(user)).find(query)
    return Finds(
        cards=_hits_of(Card, results),
        programmes=_hits_of(Programme, results),
        respelt=respelt_words(results),
        also=results.also,
        nearest=tuple(map(named_of, results.nearest)),
    )


@kept
def movements(drafts: bool, drafts_within: bool) -> Searched[Thing]:
    """All exercises and programmes, ready to be searched; those that are published, or drafts too.

    `drafts` of programmes, `drafts_within` of exercises.
    """
    items = [*map(card_item, all_cards(drafts_within))]
    items += map(programme_item, all_programmes(drafts, drafts_within))
    return Searched(items, known_synonyms())


def _hits_of(kind: type[T], results: Found[Any]) -> tuple[Hit[T], ...]:
    return tuple(hit for hit in results.hits if isinstance(hit.thing, kind))


@kept
def known_synonyms() -> dict[str, str]:
    """What people type, and what the library calls it."""
    return dict(Synonym.objects.values_list("label", "means"))


def entries_of(hits: Iterable[Hit[Card]], wishes: Wishes) -> tuple[Entry, ...]:
    """What was found, best first, each with what stands against it."""
    return tuple(entry_of(hit.thing, wishes, hit.other) for hit in hits)


@dataclass(frozen=True)
class ProgrammeHit:
    """A programme that was found: the exercise that draws it, and what stands against it."""

    programme: Programme
    drawn: Exercise | None
    reason: str


def programme_hits(
    hits: Iterable[Hit[Programme]], user: Reader, wishes: Wishes
) -> tuple[ProgrammeHit, ...]:
    """The programmes that were found, best first; their items have to come along."""
    return tuple(_programme_hit(hit.thing, user, wishes) for hit in hits)


def _programme_hit(programme: Programme, user: Reader, wishes: Wishes) -> ProgrammeHit:
    parts = cards_in(programme, user, wishes)
    return ProgrammeHit(
        programme=programme,
        drawn=next((item.exercise for item in programme.items.all()), None),
        reason=judge(programme.pain_now_max, parts, wishes)[1],
    )


def card_item(card: Card) -> Item[Thing]:
    """An exercise as a search sees it."""
    shown = card.exercise
    texts = Texts(
        name=shown.name,
        others=tuple(shown.also_known_as.splitlines()),
        areas=tuple(area.label for area in card.areas),
        purpose=shown.purpose,
    )
    return Item(card, texts)


def programme_item(programme: Programme) -> Item[Thing]:
    """A programme as a search sees it."""
    purpose = f"{programme.who}\n{programme.purpose}"
    return Item(programme, Texts(programme.title, purpose=purpose))


def named_of(thing: Thing) -> Named:
    """The name and the address of a movement or a programme."""
    if isinstance(thing, Card):
        return Named(thing.exercise.name, thing.url)
    return Named(thing.title, thing.get_absolute_url())


def respelt_words(results: Found[Any]) -> str:
    """The query as it was taken; "either or" where several spellings came into question."""
    return " ".join(_(" or ").join(part) for part in results.respelt)


def starting_words(cards: Iterable[Card]) -> list[Word]:
    """The places on the body that most exercises are for: good words to begin a search with."""
    used = Counter(area for card in cards for area in card.areas)
    return sorted(word for word, _times in used.most_common(MOST_STARTS))
