"""Lists of entries under headings of their days."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from tracking.models import Entry

PER_PAGE = 30


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page that was asked for; the first or last for a number that makes no sense."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def by_day(entries: Iterable[Entry]) -> list[tuple[dt.date, list[Entry]]]:
    """Entries, newest first, under their own days."""
    ordered = sorted(entries, key=lambda entry: entry.at, reverse=True)
    ordered.sort(key=lambda entry: entry.local_date, reverse=True)
    return [(day, list(group)) for day, group in groupby(ordered, lambda entry: entry.local_date)]
