"""The list of exercises, for one address and one reader."""

from dataclasses import replace
from functools import cached_property

from django.http import QueryDict

from exercises.models import ALONE
from exercises.pages.safety import Warned, read_safety
from exercises.rules.judging import Limits, is_quiet
from exercises.shelf.cards import (
    Card,
    Reader,
    cards_for,
    sees_drafts,
)
from exercises.shelf.catalogue import Shelf, Wishes, shelf
from exercises.shelf.finding import Finds, find
from exercises.shelf.for_you import SEE_ALL, ForYou, of_a_list
from exercises.shelf.forms import LibraryForm
from exercises.shelf.ruleset import thresholds_in_force
from exercises.shelf.shortcuts import Link, quick_links, start_over, ways_out_links

# What may be asked of a list that is kept. What is typed, and what somebody leaves out for their
# health's sake, is kept nowhere.
ASKED = frozenset({"q", "pain", "minutes", "position", "area", "phase", "equipment", SEE_ALL})
LONGEST = 200  # characters of an address


class LibraryPage:
    """Each part is worked out when it is drawn: of a list that is kept, none is."""

    def __init__(
        self, query: QueryDict, user: Reader, pain: int | None, paused: str,
        limits: Limits, unwanted: frozenset[int],
    ) -> None:  # fmt: skip
        """`pain`, `paused` and `limits`: how the reader is, as far as that is known.

        `unwanted`: the exercises that the reader wants to be offered no more, by their keys.
        """
        self.query, self.user, self.pain, self.paused = query, user, pain, paused
        self.limits, self.unwanted = limits, unwanted

    @property
    def told(self) -> object:
        """All that the list differs in, within an edition of the library."""
        address = self.query.urlencode()
        is_typed = bool(self.query.get("q")) or not ASKED.issuperset(self.query)
        is_own = self.paused or self.limits or self.unwanted
        if is_own or is_typed or len(address) > LONGEST:
            return ALONE
        return address, self.pain, sees_drafts(self.user)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All exercises that the reader may see."""
        return cards_for(self.user)

    @cached_property
    def asked(self) -> LibraryForm:
        """What is asked."""
        return LibraryForm(self.query, self.cards, self.pain)

    @cached_property
    def finds(self) -> Finds | None:
        """What the words that were typed find; None where there are none."""
        words = self.asked.wishes().q
        return find(words, self.user) if words else None

    @cached_property
    def wishes(self) -> Wishes:
        """What narrows the list, and how the day is."""
        ranks = self.finds.ranks if self.finds else None
        return replace(
            self.asked.wishes(),
            paused=self.paused,
            unwanted=self.unwanted,
            ranks=ranks,
            limits=self.limits,
            lifted=SEE_ALL in self.query,
        )

    @cached_property
    def shelf(self) -> Shelf:
        """What is offered, and what something stands against."""
        return shelf(self.cards, self.wishes)

    @cached_property
    def form(self) -> LibraryForm:
        """The filters, which say how many exercises they leave."""
        self.asked.offered = self.shelf.offered
        return self.asked

    @property
    def for_you(self) -> ForYou:
        """What the reader's limits leave out of the list."""
        return of_a_list([entry.card for entry in self.shelf.entries], self.wishes.day)

    @property
    def warned(self) -> Warned | None:
        """The signs that a search may tell of.

        A misspelt sign is near to some word of the texts to read, so what they hold counts not.
        """
        if self.finds is None:
            return None
        finds = self.finds
        return read_safety().warned_of(self.wishes.q, forgiving=lambda: not finds.moves)

    @property
    def quiet_day(self) -> bool:
        """Whether rest alone is offered, and nothing has to be answered first."""
        return is_quiet(self.wishes.pain, thresholds_in_force()) and not self.paused

    @property
    def quick_links(self) -> list[Link]:
        """Filters that one press turns on or off."""
        return quick_links(self.asked, self.query)

    @property
    def ways_out(self) -> list[Link]:
        """What could be dropped where nothing is offered."""
        return ways_out_links(self.asked, self.query, self.shelf.ways_out)

    @property
    def start_over(self) -> str:
        """The address of the list without filters."""
        return start_over(self.query)

    @property
    def is_narrowed(self) -> bool:
        """Whether the address asks anything."""
        return bool(self.query)
