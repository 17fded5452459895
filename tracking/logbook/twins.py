"""An entry that says just what was saved a moment ago, as after a browser's Back and another Save.

The page of a form has a new key each time it is drawn, while a browser puts the old words back
into it. So the key alone does not tell; whoever means a second entry says so.
"""

import datetime as dt
import uuid

from accounts.models import User
from tracking.logbook import check_ins, sessions
from tracking.logbook.facts import CheckInFacts, SessionFacts
from tracking.models import CheckIn, Session

A_MOMENT = dt.timedelta(minutes=15)


def twin_of(
    user: User, facts: CheckInFacts | SessionFacts, client_key: uuid.UUID, now: dt.datetime
) -> CheckIn | Session | None:
    """What `user` saved last, if that was a moment ago, by another form, in the same words."""
    kind: type[CheckIn | Session] = CheckIn if isinstance(facts, CheckInFacts) else Session
    lately = kind.objects.owned_by(user).filter(created_at__gt=now - A_MOMENT)
    last = lately.order_by("-created_at").first()
    if last is None or lately.filter(client_key=client_key).exists():
        return None
    return last if _says_the_same(last, facts) else None


def _says_the_same(entry: CheckIn | Session, facts: CheckInFacts | SessionFacts) -> bool:
    if isinstance(entry, CheckIn) and isinstance(facts, CheckInFacts):
        return check_ins.says_the_same(entry, facts)
    if isinstance(entry, Session) and isinstance(facts, SessionFacts):
        return sessions.says_the_same(entry, facts)
    return False
