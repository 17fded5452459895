"""Texts and numbers as a page shows them: cut short, within a sentence, a day, a length of time."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext

BEFORE_MORE = " \t\n,.;:–—"  # what does not stand before "…"
MONTH = re.compile("[FMN]")  # as Django's formats of dates write it


def duration_words(seconds: int) -> str:
    """A length of time, such as "45 seconds", "5 minutes" or "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    words = []
    if minutes:
        words.append(ngettext("%d minute", "%d minutes", minutes) % minutes)
    if rest or not minutes:
        words.append(ngettext("%d second", "%d seconds", rest) % rest)
    return " ".join(words)


def shorten(text: str, most: int) -> str:
    """At most so many letters of `text`, with "…" for the rest; no word is cut that has another.

    Django's own normalises all of it first, which costs the length of a run of accents squared.
    """
    if len(text) <= most:
        return text
    begun = text[: most - 1]
    is_whole = text[most - 1].isspace() or begun[-1:].isspace()
    words = [begun] if is_whole else begun.rsplit(maxsplit=1)[:1]
    return f"{''.join(words).rstrip(BEFORE_MORE)}…"


def going_on(text: str) -> str:
    """`text` as it goes on within a sentence: it stands alone elsewhere, and so has a capital."""
    return text[:1].lower() + text[1:]


def write_date(day: dt.date | None, form: str, this_year: int | None = None) -> str:
    """`day` in a form such as "j F"; with its year where that is not this one.

    Whoever writes many days says which year it is.
    """
    if not day:
        return ""
    if "Y" not in form and day.year != (this_year or timezone.localdate().year):
        form = MONTH.sub(r"\g<0> Y", form, count=1)
    if isinstance(day, dt.datetime):  # two that are equal may show two clocks
        return formats.date_format(day, form)
    return _day_words(day, form, get_language())


@lru_cache(maxsize=4096)
def _day_words(day: dt.date, form: str, _language: str | None) -> str:
    return formats.date_format(day, form)


def listed(labels: Iterable[str]) -> str:
    """Labels within a sentence, with commas between them."""
    return ", ".join(map(going_on, labels))


def trimmed(number: Decimal | float) -> str:
    """A number with the decimals that it has, two at most: 6.5, but 6 and not 6.00."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def signed_percent(change: int) -> str:
    """A change in per cent with its sign, as "+5 %": a real minus, a blank that does not break."""
    sign = "−" if change < 0 else "+"
    return f"{sign if change else ''}{abs(change)}\u00a0%"
