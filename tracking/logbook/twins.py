"""An entry that says just what was saved a moment ago, as after a browser's Back and another Save.

The page of a form has a new key each time it is drawn, while a browser puts the old words back
into it. So the key alone does not tell; whoever means a second entry says so.
"""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Case, DateTimeField, QuerySet, UUIDField, When

from accounts.models import User
from psoas_site.ui.prepared import Blank, Prepared
from tracking.logbook import check_ins, sessions
from tracking.logbook.facts import CheckInFacts, SessionFacts
from tracking.models import CheckIn, Session

A_MOMENT = dt.timedelta(minutes=15)


def twin_of(
    user: User, facts: CheckInFacts | SessionFacts, client_key: uuid.UUID, now: dt.datetime
) -> CheckIn | Session | None:
    """What `user` saved last, if that was a moment ago, by another form, in the same words."""
    kind: type[CheckIn | Session] = CheckIn if isinstance(facts, CheckInFacts) else Session
    row = WRITTEN[kind].first(user=user.pk, since=now - A_MOMENT, key=client_key)
    if row is None:
        return None
    last = kind.from_db(connection.alias, _columns(kind), row)
    is_of_this_form = last.client_key == client_key
    return last if not is_of_this_form and _says_the_same(last, facts) else None


def _columns(kind: type[CheckIn | Session]) -> list[str]:
    return [field.attname for field in kind._meta.concrete_fields]


def _written(
    kind: type[CheckIn | Session], user: Blank, since: Blank, key: Blank
) -> QuerySet[Any, Any]:
    """The entry of the form with this `key`; if there is none, the one that was written last."""
    rows: QuerySet[Any] = kind.objects.standing().filter(user_id=user, created_at__gt=since)
    of_this_form = Case(When(client_key=key, then=0), default=1)
    return rows.order_by(of_this_form, "-created_at").values_list(*_columns(kind))[:1]


WRITTEN = {
    kind: Prepared(
        partial(_written, kind), user=BigIntegerField(), since=DateTimeField(), key=UUIDField()
    )
    for kind in (CheckIn, Session)
}


def _says_the_same(entry: CheckIn | Session, facts: CheckInFacts | SessionFacts) -> bool:
    if isinstance(entry, CheckIn) and isinstance(facts, CheckInFacts):
        return check_ins.says_the_same(entry, facts)
    if isinstance(entry, Session) and isinstance(facts, SessionFacts):
        return sessions.says_the_same(entry, facts)
    return False
