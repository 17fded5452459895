"""The list of exercises, for one address and one reader."""

from dataclasses import replace
from functools import cached_property

from django.http import QueryDict

from exercises.models import ALONE
from exercises.pages.safety import Warned, read_safety
from exercises.rules.judging import is_quiet
from exercises.shelf.catalogue import Card, Reader, Shelf, Wishes, cards_for, sees_drafts, shelf
from exercises.shelf.finding import Finds, find
from exercises.shelf.forms import LibraryForm
from exercises.shelf.shortcuts import Link, quick_links, start_over, ways_out_links

# What may be asked of a list that is kept. What is typed, and what somebody leaves out for their
# health's sake, is kept nowhere.
ASKED = frozenset({"q", "pain", "minutes", "position", "area", "phase", "equipment"})
LONGEST = 200  # characters of an address


class LibraryPage:
    """Each part is worked out when it is drawn: of a list that is kept, none is."""

    def __init__(
        self, query: QueryDict, user: Reader, pain: int | None, paused: str,
        unwanted: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        """`pain` and `paused`: how the reader is today, as far as that is known.

        `unwanted`: the exercises that the reader wants to be offered no more, by their keys.
        """
        self.query, self.user, self.pain, self.paused = query, user, pain, paused
        self.unwanted = unwanted

    @property
    def told(self) -> object:
        """All that the list differs in, within an edition of the library."""
        address = self.query.urlencode()
        is_typed = bool(self.query.get("q")) or not ASKED.issuperset(self.query)
        if self.paused or self.unwanted or is_typed or len(address) > LONGEST:
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
        asked = self.asked.wishes()
        return replace(asked, paused=self.paused, unwanted=self.unwanted, ranks=ranks)

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
        return is_quiet(self.wishes.pain) and not self.paused

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
