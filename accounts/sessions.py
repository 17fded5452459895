"""Log-ins that know whose they are, so that an account's own can be found among all others."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import models
from django.utils import timezone

from accounts.models import LogIn
from psoas_site.ui.prepared import Blank, Prepared
from psoas_site.ui.shapes import Values


def _running(key: Blank, now: Blank) -> models.QuerySet[LogIn, Any]:
    return LogIn.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")


RUNNING = Prepared(_running, key=models.CharField(), now=models.DateTimeField())


# It keeps Django's name, which is part of how the data of a session are signed.
class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the person beside the data."""

    only_prolonged = False  # nothing else waits to be written, so the next page can do it as well

    @classmethod
    def get_model_class(cls) -> type[LogIn]:
        return LogIn

    def load(self) -> Values:
        """The data of the session; of one that has ended, Django does what has to be done."""
        row = RUNNING.first(key=self.session_key, now=timezone.now())
        return super().load() if row is None else self.decode(row[0])

    def create_model_instance(self, data: Values) -> LogIn:
        kept = cast(LogIn, super().create_model_instance(data))
        kept.user_id = data.get(SESSION_KEY)
        return kept

    def prolong(self, day: str) -> None:
        """Put down the last day of use: from there the days of the log-in are counted anew."""
        self.only_prolonged = not self.modified
        self["last_day"] = day
