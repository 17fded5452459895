"""The diary's two lists: entries under headings of their days, all or those looked for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.search import Sought, between_blanks, searchable, sought_in
from psoas_site.ui.shapes import Context
from tracking.forms.diary import CheckInFilter, DiaryFilter, SessionFilter
from tracking.models import CheckIn, Entry, OwnedQuerySet, Session
from tracking.recall.diary import (
    Matches,
    find_check_ins,
    find_sessions,
    places_named,
    removed_lately,
    subjects_done,
    timeline,
)
from tracking.subjects import subjects_of
from tracking.views.access import owner
from tracking.views.excerpts import excerpt_of, marked

PER_PAGE = 30
MOST_DRAWN = 4  # pictures beside a session
MOST_NAMED = 6  # names in which something was found


@dataclass(frozen=True)
class WayOut:
    """A filter in words, the list without it, and how many entries that would show."""

    words: str
    url: str
    count: int


@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """Check-ins and sessions in one line of time, newest first, day by day."""
    user = owner(request)
    page: Page[Any] = Paginator(timeline(user), PER_PAGE).get_page(request.GET.get("page"))
    ids = [pk for _day, _at, pk in page.object_list]
    sessions_shown = list(Session.objects.with_names().filter(pk__in=ids))
    for session in sessions_shown:
        _count_names(session)
    check_ins_shown = CheckIn.objects.with_parts().filter(pk__in=ids)
    entries = [*check_ins_shown, *sessions_shown]
    _take_excerpts(entries, ())
    context = {"page_obj": page, "days": by_day(entries)}
    return render(request, "tracking/diary.html", context)


@require_safe
def check_ins(request: HttpRequest) -> HttpResponse:
    """All check-ins, newest first, day by day."""
    user = owner(request)
    form = CheckInFilter(request.GET, dict(places_named(user)))
    asked = form.asked()
    matches = find_check_ins(user, asked) if asked else None
    page = page_of(request, CheckIn.objects.with_parts().owned_by(user), matches)
    context = _context(request, form, page, matches, CheckIn)
    return render(request, "tracking/check_ins.html", context)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, newest first, day by day."""
    user = owner(request)
    done = subjects_done(user)
    form = SessionFilter(request.GET, done)
    asked = form.asked()
    matches = find_sessions(user, asked, done) if asked else None
    page = page_of(request, Session.objects.with_names().owned_by(user), matches)
    sought = sought_in(asked.get("q", ""))
    for session in page.object_list:
        names = _count_names(session)
        named = [name for name in names if _holds(searchable(name), sought)]
        session.named = [marked(name, sought) for name in named[:MOST_NAMED]]
    context = _context(request, form, page, matches, Session)
    return render(request, "tracking/sessions.html", context)


def _count_names(session: Any) -> list[str]:
    """The names of what was done; the session is told how many, and the first few with pictures."""
    lines = subjects_of(session.lines.all()).values()
    session.exercise_count = len(lines)
    session.drawn = [line.exercise for line in lines if line.exercise][:MOST_DRAWN]
    return [line.name for line in lines]


def page_of(
    request: HttpRequest, rows: OwnedQuerySet[Any], matches: Matches | None = None
) -> Page[Any]:
    """The page that was asked for; the first or last for a number that makes no sense."""
    wanted = request.GET.get("page")
    if matches is None:
        return Paginator(rows, PER_PAGE).get_page(wanted)
    page: Page[Any] = Paginator(matches.ids, PER_PAGE).get_page(wanted)
    page.object_list = list(rows.filter(pk__in=page.object_list))
    return page


def by_day(entries: Iterable[Entry]) -> list[tuple[dt.date, list[Entry]]]:
    """Entries, newest first, under their own days."""
    ordered = sorted(entries, key=lambda entry: entry.at, reverse=True)
    ordered.sort(key=lambda entry: entry.local_date, reverse=True)
    return [(day, list(group)) for day, group in groupby(ordered, lambda entry: entry.local_date)]


def _take_excerpts(entries: Iterable[Any], sought: tuple[Sought, ...]) -> None:
    """Each entry is told what the list shows of its note."""
    for entry in entries:
        met = sought if _holds(entry.words, sought) else ()
        entry.excerpt = excerpt_of(entry.note, met)


def _holds(words: str, sought: tuple[Sought, ...]) -> bool:
    return any(wanted.is_in(between_blanks(words)) for wanted in sought)


def _context(
    request: HttpRequest,
    form: DiaryFilter,
    page: Page[Any],
    matches: Matches | None,
    kind: type[CheckIn | Session],
) -> Context:
    """What both lists show."""
    sought = sought_in(form.cleaned_data.get("q", ""))
    _take_excerpts(page.object_list, sought)
    removed = removed_lately(owner(request), kind, timezone.now())
    return {
        "page_obj": page,
        "days": by_day(page.object_list),
        "form": form if matches or form.errors or page.object_list else None,
        "found": matches,
        "ways_out": _ways_out(request.GET, form, matches) if matches and not matches.ids else [],
        "deleted": list(removed.defer("note", "words")),
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
