"""Fills a database with people whose diaries differ in length, their rows interleaved by time.

`python -m bench.data TOTAL LENGTH ...` with the site's settings: a person for each LENGTH (of
check-ins), then others until all tables of the diary hold about TOTAL rows. Prints as JSON which
session cookie signs whom in. Rows of one person never lie side by side, as in a site that is used.
"""

import datetime as dt
import heapq
import json
import random
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from accounts.consent import agree  # noqa: E402
from accounts.models import User  # noqa: E402
from exercises.models import BodyArea, Exercise, Measure  # noqa: E402
from tracking import logbook  # noqa: E402
from tracking.models import CheckIn, FeltArea, Reading, Session, SessionLine  # noqa: E402

SEED = 20261129
ANSWERED = ("stress_level", "sleep_hours", "hip_pain")
FOLLOWED = ("hip_pain", "walked")
SESSION_EVERY = 5  # check-ins
LINES = 3  # of a session
ROWS_OF_A_CHECK_IN = 1 + len(ANSWERED) + 0.5 + (1 + LINES) / SESSION_EVERY
OTHERS = 1_000  # check-ins of each other person
WRITERS = 40  # others who are signed in, to write side by side
AT_ONCE = 5_000  # check-ins in one transaction
DAYS = {100: 100, 1_000: 500, 10_000: 1_825, 100_000: 3_650}

Entry = tuple[dt.datetime, int, int]  # the moment, the person's id, the number of the entry


class Table:
    """Writes rows of a model with plain SQL: what is the same in all of them is prepared once."""

    def __init__(self, model: type[models.Model], **same: Any) -> None:
        fields = model._meta.concrete_fields
        self.fields = [field for field in fields if not isinstance(field, models.AutoField)]
        self.same = {field.attname: self._default(field, same) for field in self.fields}
        names = ", ".join(connection.ops.quote_name(field.column) for field in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        table = connection.ops.quote_name(model._meta.db_table)
        self.sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (our own names)
        self.rows: list[Sequence[Any]] = []

    def add(self, **values: Any) -> None:
        """Remember one row; `values` by the attributes of its fields."""
        row = [
            field.get_db_prep_save(values[field.attname], connection)
            if field.attname in values
            else self.same[field.attname]
            for field in self.fields
        ]
        self.rows.append(row)

    def write(self) -> int:
        """Write what was remembered; answers how many rows."""
        written = len(self.rows)
        with connection.cursor() as cursor:
            cursor.executemany(self.sql, self.rows)
        self.rows.clear()
        return written

    @staticmethod
    def _default(field: Any, same: dict[str, Any]) -> Any:
        value = same.get(field.attname, field.get_default())
        if getattr(field, "auto_now_add", False):
            value = timezone.now()
        return field.get_db_prep_save(value, connection)


class Diaries:
    """Makes the entries of all people, in the order in which they happened."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 (the same data each time)
        self.areas = list(BodyArea.objects.filter(signs_only=False).values_list("pk", flat=True))
        measures = dict(Measure.objects.filter(code__in=ANSWERED).values_list("code", "pk"))
        self.measures = [measures[code] for code in ANSWERED]
        self.exercises = list(Exercise.objects.published().values_list("pk", "revision"))
        self.check_ins = Table(CheckIn)
        self.felt = Table(FeltArea)
        self.readings = Table(Reading)
        self.sessions = Table(Session)
        self.lines = Table(SessionLine, level="typical", sets=1, reps=8, outcome="done")

    def write(self, lengths: dict[int, int]) -> int:
        """Write a diary of so many check-ins for each person; answers how many rows in all."""
        now = timezone.now().replace(microsecond=0)
        entries = heapq.merge(*(_moments(person, many, now) for person, many in lengths.items()))
        rows = 0
        while batch := list(islice(entries, AT_ONCE)):
            with transaction.atomic():
                for entry in batch:
                    self._add_check_in(*entry)
                rows += sum(table.write() for table in self._tables())
        return rows

    def _tables(self) -> tuple[Table, ...]:
        return self.check_ins, self.sessions, self.felt, self.readings, self.lines

    def _add_check_in(self, at: dt.datetime, person: int, number: int) -> None:
        key = self._key()
        note = "Sat long, then walked." if number % 10 == 0 else ""
        self.check_ins.add(
            id=key,
            user_id=person,
            at=at,
            local_date=at.date(),
            pain=self.chance.randrange(8),
            note=note,
            words=note.casefold(),
            client_key=self._key(),
            this_morning=at.hour < 9,
        )
        if number % 2 == 0:
            self.felt.add(check_in_id=key, area_id=self.chance.choice(self.areas), side="")
        for measure in self.measures:
            self.readings.add(check_in_id=key, measure_id=measure, number=self.chance.randrange(9))
        if number % SESSION_EVERY == 0:
            self._add_session(at + dt.timedelta(minutes=20), person)

    def _add_session(self, at: dt.datetime, person: int) -> None:
        key = self._key()
        self.sessions.add(
            id=key,
            user_id=person,
            at=at,
            local_date=at.date(),
            minutes=12,
            pain_worst=self.chance.randrange(5),
            client_key=self._key(),
        )
        chosen = self.chance.sample(self.exercises, LINES)
        for order, (exercise, revision) in enumerate(chosen, start=1):
            self.lines.add(
                session_id=key, exercise_id=exercise, exercise_revision=revision, order=order
            )

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)


def _moments(person: int, many: int, now: dt.datetime) -> Iterator[Entry]:
    """The moments of a person's check-ins, oldest first and evenly spread, the last an hour ago."""
    span = dt.timedelta(days=DAYS.get(many, min(many, 1_825)))
    step = span / many
    first = now - span - dt.timedelta(hours=1) + step * (person % 97) / 97
    for number in range(many):
        yield first + step * number, person, number


def _person(name: str) -> User:
    person = User.objects.create_user(f"{name}@bench.example")
    agree(person)
    measures = Measure.objects.filter(code__in=FOLLOWED)
    logbook.follow(person, list(measures.values_list("pk", flat=True)))
    return person


def _sign_in(person: User) -> str:
    """A session of `person` as log-in makes it; answers its cookie."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def fill(total: int, lengths: Iterable[int]) -> dict[str, Any]:
    """Fill the database; answers who is signed in by which cookie, and how many rows there are."""
    people = {f"person-{many}": (_person(f"person-{many}"), many) for many in lengths}
    rows = sum(many for _person_, many in people.values()) * ROWS_OF_A_CHECK_IN
    lacking = max(0, total - rows)
    others = round(lacking / (OTHERS * ROWS_OF_A_CHECK_IN))
    for number in range(max(others, WRITERS)):
        name = f"other-{number}"
        people[name] = (_person(name), OTHERS if number < others else 1)
    written = Diaries().write({person.pk: many for person, many in people.values()})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    named = [f"person-{many}" for many in lengths]
    named += [f"other-{number}" for number in range(WRITERS)]
    return {"rows": written, "cookies": {name: _sign_in(people[name][0]) for name in named}}


if __name__ == "__main__":
    many, *lengths = map(int, sys.argv[1:])
    print(json.dumps(fill(many, lengths)))
