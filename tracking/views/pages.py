"""Long lists, read a page at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from tracking.recall.listed import PER_PAGE


class FirstPage(Page):
    """The page that is asked for most: nothing is counted for it."""

    def __init__(self, rows: list[Any], paginator: "Paginator[Any]") -> None:
        """`rows`: those of the page, and one more if there is one."""
        super().__init__(rows[: paginator.per_page], 1, paginator)
        self._goes_on = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        return self._goes_on

    def next_page_number(self) -> int:
        return 2


def page_of(request: HttpRequest, rows: Any) -> "Page[Any]":
    """The page that was asked for; the first or last for a number that makes no sense.

    `rows` can be sliced, and says by `count()` how many there are, for all pages but the first.
    """
    wanted = request.GET.get("page", "1")
    paginator = Paginator(rows, PER_PAGE)
    if wanted == "1":
        return FirstPage(list(rows[: PER_PAGE + 1]), paginator)
    return paginator.get_page(wanted)
