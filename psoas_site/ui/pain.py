"""The pain number that an address brings from one page to another."""

from django.http import QueryDict

NUMBERS = frozenset(map(str, range(11)))  # 0 to 10, as every scale of the site has them


def pain_said(address: QueryDict) -> int | None:
    """The number (0 to 10) in `address`; None for anything else that stands there."""
    number = address.get("pain", "")
    return int(number) if number in NUMBERS else None
