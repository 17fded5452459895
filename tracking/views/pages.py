"""Long lists, read a page at a time and not counted: their end is seen by one row more."""

import re
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from tracking.recall.listed import PER_PAGE

LIKELY = re.compile(r"[1-9][0-9]{0,5}")  # other numbers are left to Django


class OpenPage(Page):
    """A page that knows by itself whether another one follows."""

    def __init__(self, rows: Any, number: int, paginator: "Paginator[Any]") -> None:
        super().__init__(rows[: paginator.per_page], number, paginator)
        self._goes_on = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        return self._goes_on

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


def page_of(request: HttpRequest, rows: Any) -> "Page[Any]":
    """The page that was asked for; the first or last for a number that makes no sense.

    `rows` can be sliced, and says by `count()` how many there are, if the number leads nowhere.
    """
    wanted = request.GET.get("page", "1")
    paginator = Paginator(rows, PER_PAGE)
    number = int(wanted) if LIKELY.fullmatch(wanted) else 0
    before = (number - 1) * PER_PAGE
    read = rows[before : before + PER_PAGE + 1] if number else ()
    if read or number == 1:
        return OpenPage(read, number, paginator)
    return paginator.get_page(wanted)
