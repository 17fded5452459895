"""Screenings -> whether the warning signs are asked about today, and what is worth a reminder."""

import datetime as dt
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.shelf.screening import known_items
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import CheckIn, Concern, Screening, ScreeningAnswer, Session
from tracking.rules.screening import Past, Reason, why_ask


@dataclass(frozen=True)
class Note:
    """An answer that pauses nothing and is worth an appointment: what, and how soon."""

    pk: int
    name: str
    advice: str


@dataclass(frozen=True)
class Screened:
    """Why the questions come before a session, if they do; and what earlier answers ask for.

    `is_paused`: something is open that has to be answered first, as `records.is_paused` has it.
    """

    reason: Reason | None = None
    has_notes: bool = False
    is_paused: bool = False

    @property
    def why(self) -> str:
        """The reason as a sentence; empty: they are not asked."""
        words = {
            Reason.FIRST: _("Before your next session, a few questions about warning signs."),
            Reason.FALL: _("You noted a fall or knock. A few questions before you move again."),
            Reason.SIGN: _("You noted a new sign. A few questions before you move again."),
            Reason.AWAY: _("You have been away for a while. A few questions before you begin."),
            Reason.MONTH: _("It has been four weeks. The same few questions, once more."),
        }
        return words[self.reason] if self.reason else ""


def _screened(user: Any, today: Any) -> QuerySet[User, Any]:
    answered = Screening.objects.owned_by(user).filter(finished=True).order_by("-at")
    told = _signs_told(user)
    notes = ScreeningAnswer.objects.noted().filter(screening__user=user.pk)
    return User.objects.filter(pk=user.pk).values_list(
        Subquery(answered.values("local_date")[:1]),
        Subquery(answered.values("at")[:1]),
        Subquery(told.filter(measure__ask_screening=True).values("told_at")[:1]),
        Subquery(told.values("told_at")[:1]),
        Subquery(_days_before(CheckIn, user, today)),
        Subquery(_days_before(Session, user, today)),
        Exists(notes),
        Exists(Concern.objects.owned_by(user).still_open()),
    )


def _signs_told(user: Any) -> Any:
    """What entries tell of, the newest first."""
    of_entries = Concern.objects.owned_by(user).filter(screening=None)
    return of_entries.annotate(told_at=Coalesce("check_in__at", "session__at")).order_by("-told_at")


def _days_before(kind: type[CheckIn] | type[Session], user: Any, today: Any) -> QuerySet[Any, Any]:
    """The newest day before `today` with an entry of this kind."""
    rows = kind.objects.owned_by(user).filter(local_date__lt=today)
    return rows.order_by("-local_date").values("local_date")[:1]


def _noted(user: Any) -> QuerySet[ScreeningAnswer, Any]:
    notes = ScreeningAnswer.objects.noted().filter(screening__user=user.pk)
    return notes.order_by("-screening__at", "item__order").values_list("pk", "item")


SCREENED = Prepared(_screened, user=Whoever(), today=DateField())
NOTED = Prepared(_noted, user=Whoever())


def screened(user: User, today: dt.date) -> Screened:
    """What is known of `user` by their answers about warning signs; in one query."""
    row = SCREENED.first(user=user.pk, today=today)
    if row is None:
        return Screened()
    answered_on, at, fell_at, told_at, *days, has_notes, is_paused = row
    past = Past(
        answered_on=answered_on,
        fell=_is_after(fell_at, at),
        new_sign=_is_after(told_at, at),
        seen_on=max(filter(None, days), default=None),
    )
    return Screened(why_ask(past, today), bool(has_notes), bool(is_paused))


def notes_of(user: User) -> tuple[Note, ...]:
    """What `user` said that is worth an appointment, each once, until they put it away."""
    notes: dict[int, Note] = {}
    for pk, key in NOTED.rows(user=user.pk):
        item = known_items().get(key)
        if item is not None and key not in notes:
            notes[key] = Note(pk, item.brief, item.get_urgency_display())
    return tuple(notes.values())


def begun(user: User, today: dt.date, client_key: str = "") -> Screening | None:
    """The answers of the form with this key, else those that `user` has begun `today`."""
    rows = Screening.objects.owned_by(user).prefetch_related("answers")
    of_the_form = None
    if client_key:
        with suppress(ValueError):  # a form that did not arrive whole names none
            of_the_form = rows.filter(client_key=uuid.UUID(client_key)).first()
    return of_the_form or rows.filter(finished=False, local_date=today).first()


def screenings_of(user: User) -> Sequence[Screening]:
    """All answers of `user`, the newest first."""
    rows = Screening.objects.owned_by(user).order_by("-at")
    return list(rows.prefetch_related("answers"))


def _is_after(moment: dt.datetime | None, answered_at: dt.datetime | None) -> bool:
    return moment is not None and answered_at is not None and moment > answered_at
