"""The order of rows on a page of the admin, after an error too."""

from collections.abc import Iterator
from typing import Any

LAST = 10_000  # the place of a row that nobody has put anywhere yet


class RowsAsSent:
    """The table of a formset on a page, after an error in the order in which its rows were sent.

    All else is what Django shows.
    """

    def __init__(self, shown: Any) -> None:
        self._shown = shown

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shown, name)

    def __iter__(self) -> Iterator[Any]:
        rows = list(self._shown)
        for row in rows:
            if row.original is not None:
                row.original = row.form.instance  # its own, whatever row it was sent as
        return iter(sorted(rows, key=self._place))

    def _place(self, row: Any) -> tuple[bool, int]:
        """Those that are kept come first; one that is new stays where it is."""
        if row.original is None:
            return True, 0
        sent = str(row.form["order"].value() or "")
        return False, int(sent) if sent.isascii() and sent.isdecimal() else LAST
