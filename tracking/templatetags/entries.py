"""Entries in the diary's lists, written in Python: a template is asked thirty things for each."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.search import Sought, between_blanks, searchable
from psoas_site.ui.icons import icon
from psoas_site.ui.texts import write_date
from tracking.models import Outcome, Session
from tracking.recall.excerpts import excerpt_of, marked
from tracking.recall.listed import Listed, ListedCheckIn, ListedSession

register = template.Library()

MOST_DRAWN = 4  # pictures beside a session
MOST_NAMED = 6  # names in which something was found

ANY = uuid.UUID(int=0)  # stands in an address for the key of each entry

AnyEntry = ListedCheckIn | ListedSession
Days = Iterable[tuple[dt.date, Sequence[AnyEntry]]]


@register.simple_tag
def diary_days(days: Days, sought: tuple[Sought, ...] = ()) -> SafeString:
    """A part for each day with its entries; what was `sought` is marked in them."""
    entries = Drawn(sought)
    parts = []
    for day, of_day in days:
        words = write_date(day, "l j F", entries.this_year)
        heading = f'<time datetime="{day.isoformat()}">{words}</time>'
        parts.append(f'<section class="diary-day">\n<h2>{heading}</h2>\n<ul class="entries">\n')
        parts += map(entries.draw, of_day)
        parts.append("</ul>\n</section>\n")
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped)


@register.simple_tag
def around(session: Session | ListedSession) -> SafeString:
    """Pain around a session, in words; nothing where nothing was answered."""
    numbers = {"before": session.pain_before, "after": session.pain_after}
    if session.pain_before is not None and session.pain_after is not None:
        words = _("pain %(before)d before, %(after)d after") % numbers
    elif session.pain_before is not None:
        words = _("pain %(before)d before") % numbers
    elif session.pain_after is not None:
        words = _("pain %(after)d after") % numbers
    else:
        return SafeString()
    return format_html(", {}", words)


class Drawn:
    """The entries of one page: what all of them share is asked once."""

    def __init__(self, sought: tuple[Sought, ...]) -> None:
        self.sought = sought
        self.pencil = icon("pencil")
        self.kind = icon("list-checks")
        self.edit = reverse("tracking:check-in-edit", args=[ANY])
        self.detail = reverse("tracking:session-detail", args=[ANY])
        self.this_year = timezone.localdate().year
        self.days: dict[dt.date, str] = {}

    def draw(self, entry: AnyEntry) -> str:
        """The entry as a list shows it."""
        if isinstance(entry, ListedSession):
            return self._session(entry)
        return self._check_in(entry)

    def _check_in(self, entry: ListedCheckIn) -> str:
        clock, pain, parts = entry.local_time, entry.pain, entry.parts
        moment = self._moment(clock)
        edit = _address(self.edit, entry)
        marks = ""
        if entry.this_morning:
            marks += f", {_('marked as this morning')}"
        if entry.as_before:
            marks += f", {_('said to be the same as the time before')}"
        change = _("Change the check-in of %(day)s") % {"day": moment}
        return (
            f'<li class="entry">\n'
            f'<span class="entry-pain pain-{pain}" aria-hidden="true">{pain}</span>\n'
            f'<div class="entry-words">\n'
            f"<p><strong>{_('Pain')} {pain}</strong>\n"
            f'<span class="muted">{clock:%H:%M}{marks}</span></p>\n'
            f"{_bits(parts.places, 'bits')}{_bits(parts.answers, 'bits muted')}"
            f"{''.join(map(_morning, parts.mornings))}{self._note(entry, edit, moment)}</div>\n"
            f'<a class="icon-btn" href="{edit}" aria-label="{change}">{self.pencil}</a>\n'
            f"</li>\n"
        )

    def _session(self, entry: ListedSession) -> str:
        detail = _address(self.detail, entry)
        title = escape(entry.programme or "")
        if not title:
            title = "".join(f"<bdi>{escape(name)}</bdi>" for name in entry.names[:1])
        ended = ""
        if entry.outcome != Outcome.DONE:
            ended = f' <span class="tag">{Outcome(entry.outcome).label}</span>'
        return (
            f'<li class="entry">\n'
            f'<span class="entry-kind" aria-hidden="true">{self.kind}</span>\n'
            f'<div class="entry-words">\n'
            f'<p><a class="entry-link" href="{detail}">{title}</a>{ended}</p>\n'
            f'<p class="small muted">{_amount(entry)}{around(entry)}</p>\n'
            f"{_drawings(entry)}{self._names(entry)}"
            f"{self._note(entry, detail, self._moment(entry.local_time))}</div>\n"
            f"</li>\n"
        )

    def _names(self, entry: ListedSession) -> str:
        """The names of what was done in which something was found, with marks."""
        if not self.sought:
            return ""
        named = [name for name in entry.names if self._is_in(searchable(name))]
        names = [marked(name, self.sought) for name in named[:MOST_NAMED]]
        return _list([f"<bdi>{name}</bdi>" for name in names], "bits")

    def _note(self, entry: Listed, address: str, moment: str) -> str:
        """What is shown of the note, and the way to all of it."""
        if not entry.note:
            return ""
        met = self.sought if self.sought and self._is_in(entry.words) else ()
        excerpt = excerpt_of(entry.note, met)
        note = f'<p class="entry-note" dir="auto">{linebreaksbr(excerpt.text)}</p>\n'
        if not excerpt.cut:
            return note
        whole = f'{_("Read the whole note")}<span class="visually-hidden">, {moment}</span>'
        return f'{note}<p><a class="lone-link" href="{address}">{whole}</a></p>\n'

    def _is_in(self, words: str) -> bool:
        """Whether something that was looked for is in `words`, as they are compared."""
        text = between_blanks(words)
        return any(wanted.is_in(text) for wanted in self.sought)

    def _moment(self, clock: dt.datetime) -> str:
        """Day and time in words; entries of one day share the words of the day."""
        day = clock.date()
        if day not in self.days:
            self.days[day] = write_date(day, "j F", self.this_year)
        return f"{self.days[day]}, {clock:%H:%M}"


def _address(pattern: str, entry: Listed) -> str:
    return pattern.replace(str(ANY), str(entry.pk))


def _amount(entry: ListedSession) -> str:
    """How many exercises, and for how long."""
    count = len(entry.names)
    words = ngettext("%(n)d exercise", "%(n)d exercises", count) % {"n": count}
    if entry.minutes is None:
        return words
    return f"{words}, {_('%(m)d min') % {'m': entry.minutes}}"


def _drawings(entry: ListedSession) -> str:
    boxes = [f'<span class="fig-box">{picture}</span>' for picture in entry.pictures[:MOST_DRAWN]]
    if not boxes:
        return ""
    return f'<div class="entry-drawings" aria-hidden="true">{"".join(boxes)}</div>\n'


def _morning(morning: tuple[str, str]) -> str:
    side, change = morning
    of_side = f" ({side})" if side else ""
    return f'<p class="small muted">{_("Since the session before")}{of_side}: {change}</p>\n'


def _bits(words: Sequence[str], look: str) -> str:
    return _list(list(map(escape, words)), look) if words else ""


def _list(items: Sequence[str], look: str) -> str:
    """Items that are escaped already; nothing for none."""
    if not items:
        return ""
    return f'<ul class="{look}"><li>{"</li><li>".join(items)}</li></ul>\n'
