"""What the site knows of whoever reads a page of the library, and how it answers them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from exercises.rules.judging import NO_LIMITS, Limits, is_quiet
from exercises.shelf.catalogue import Wishes
from exercises.shelf.for_you import SEE_ALL
from exercises.shelf.ruleset import thresholds_in_force


@dataclass(frozen=True)
class ReaderToday:
    """How a reader is today, with the site's own template and what that one reads besides.

    `pain`, 0 to 10, counts while the address says nothing of pain; None: nothing is known of it.
    `paused` says in words why nothing is offered; empty: nothing stands before. `limits` is what
    holds of the reader on any day, by their own word. `unwanted`: the exercises that the reader
    wants to be offered no more, by their keys.
    """

    template: str
    pain: int | None = None
    paused: str = ""
    limits: Limits = NO_LIMITS
    unwanted: frozenset[int] = frozenset()
    more: Mapping[str, object] = field(default_factory=dict)

    def is_quiet(self, pain: int | None) -> bool:
        """Whether rest alone is offered at `pain`, and nothing has to be answered first."""
        return is_quiet(pain, thresholds_in_force()) and not self.paused

    def wishes(self, pain: int | None, query: QueryDict) -> Wishes:
        """How their day is at `pain`, on the page whose address asks `query`."""
        return Wishes(pain=pain, paused=self.paused, limits=self.limits, lifted=SEE_ALL in query)

    def answer(self, request: HttpRequest, page: Mapping[str, object]) -> HttpResponse:
        """What the library has for the page, in the site's template."""
        return render(request, self.template, {**page, **self.more})
