"""What may well come twice is passed over, never refused by the database.

PostgreSQL writes a refused statement and its row into the server's own log: notes, pain, names.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from accounts.consent import agree
from exercises.models import Measure
from tests.architecture.seeding import day_before
from tracking import logbook
from tracking.models import CheckIn

pytestmark = pytest.mark.database


def test_the_database_refuses_nothing_that_comes_twice(user: Any, library: None) -> None:
    refused: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        try:
            return execute(sql, *rest)
        except Exception as error:
            refused.append(f"{type(error).__name__}: {sql[:60]}")
            raise

    key = uuid.uuid4()
    measures = list(Measure.objects.order_by("code").values_list("pk", flat=True)[:2])
    check_in = logbook.CheckInFacts(day_before(user, 0), 4, note="private")
    session = logbook.SessionFacts(day_before(user, 0), note="private")
    with connection.execute_wrapper(listen):
        entries = [
            (
                logbook.log_check_in(user, check_in, key).entry.pk,
                logbook.log_session(user, session, key).entry.pk,
            )
            for _twice in range(2)
        ]
        for _twice in range(2):
            agree(user)
            logbook.follow(user, measures)
            cache.add("twice", 1)
    assert not refused
    assert entries[0] == entries[1]


def test_a_row_that_has_a_fault_of_its_own_is_still_refused(user: Any, library: None) -> None:
    """On SQLite, passing over would hide it."""
    wrong = logbook.CheckInFacts(day_before(user, 0), 11)
    with pytest.raises(IntegrityError), transaction.atomic():
        logbook.log_check_in(user, wrong, uuid.uuid4())
    assert not CheckIn.objects.exists()
