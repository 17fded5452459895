"""The diary's two lists: entries under headings of their days, all or those looked for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.search import sought_in
from psoas_site.ui.shapes import Context
from tracking.forms.diary import CheckInFilter, DiaryFilter, SessionFilter
from tracking.models import CheckIn, Session
from tracking.recall.diary import (
    Matches,
    done_lately,
    find_check_ins,
    find_sessions,
    offered_back,
    places_lately,
)
from tracking.recall.listed import CHECK_INS, SESSIONS, AnyListed, timeline
from tracking.recall.usage import movements_of
from tracking.views.access import owner
from tracking.views.pages import page_of


@dataclass(frozen=True)
class WayOut:
    """A filter in words, the list without it, and how many entries that would show."""

    words: str
    url: str
    count: int


@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """Check-ins and sessions in one line of time, newest first, day by day."""
    page = page_of(request, timeline(owner(request)))
    context = {"page_obj": page, "days": by_day(page.object_list)}
    return render(request, "tracking/diary.html", context)


@require_safe
def check_ins(request: HttpRequest) -> HttpResponse:
    """All check-ins, newest first, day by day."""
    user = owner(request)
    form = CheckInFilter(request.GET, places_lately(user))
    asked = form.asked()
    matches = find_check_ins(user, asked) if asked else None
    rows = CHECK_INS.these_of(user, matches.ids) if matches else CHECK_INS.all_of(user)
    context = _context(request, form, page_of(request, rows), matches, CheckIn)
    return render(request, "tracking/check_ins.html", context)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, newest first, day by day."""
    user = owner(request)
    movements = {str(row.pk): row.name for row in movements_of(user)}
    form = SessionFilter(request.GET, done_lately(user, movements), movements)
    asked = form.asked()
    matches = find_sessions(user, asked, movements) if asked else None
    rows = SESSIONS.these_of(user, matches.ids) if matches else SESSIONS.all_of(user)
    context = _context(request, form, page_of(request, rows), matches, Session)
    return render(request, "tracking/sessions.html", context)


def by_day(entries: Iterable[AnyListed]) -> list[tuple[dt.date, list[AnyListed]]]:
    """Entries, newest first, under their own days."""
    ordered = sorted(entries, key=lambda entry: entry.at, reverse=True)
    ordered.sort(key=lambda entry: entry.local_date, reverse=True)
    return [(day, list(group)) for day, group in groupby(ordered, lambda entry: entry.local_date)]


def _context(
    request: HttpRequest,
    form: DiaryFilter,
    page: Page,
    matches: Matches | None,
    kind: type[CheckIn | Session],
) -> Context:
    """What both lists show."""
    return {
        "page_obj": page,
        "days": by_day(page.object_list),
        "sought": sought_in(form.cleaned_data.get("q", "")),
        "form": form if matches or form.errors or page.object_list else None,
        "found": matches,
        "ways_out": _ways_out(request.GET, form, matches) if matches and not matches.ids else [],
        "deleted": offered_back(owner(request), kind, timezone.now()),
    }


def _ways_out(query: QueryDict, form: DiaryFilter, matches: Matches) -> list[WayOut]:
    """For each filter that could be dropped: its words, and the list without it."""
    ways = []
    for name, count in matches.ways_out.items():
        kept = QueryDict(mutable=True)
        for other, values in query.lists():
            if other in form.fields and other not in (name, *form.errors) and any(values):
                kept.setlist(other, values)
        ways.append(WayOut(form.words_of(name), f"?{kept.urlencode()}", count))
    return ways
