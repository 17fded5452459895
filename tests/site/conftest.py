"""Somebody with a full diary, for the tests of what leaves the site."""

import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from accounts.consent import agree
from accounts.models import User
from exercises.models import BodyArea, Measure
from tests.architecture.seeding import answer_questions, day_before, live_through
from tests.conftest import PASSWORD
from tests.site.server import copy_of
from tracking import logbook
from tracking.models import ScreeningAnswer


@pytest.fixture
def fresh_counts(db: Any) -> None:
    """Downloads of one test never count for the next."""
    cache.clear()


@pytest.fixture
def own_folder(prepared: Path, tmp_path: Path) -> Path:
    """A prepared folder for one server alone."""
    return copy_of(prepared, tmp_path)


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """Somebody whose diary holds something in every column: written once for all who read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        person = User.objects.create_user("full@example.org", PASSWORD)
        agree(person)
        fill(person)
        yield person
        transaction.set_rollback(True)


def fill(user: User) -> None:
    live_through(user, 2)
    movement = logbook.own_movements(user, ["Hanging from the door"]).popitem()[1]
    logbook.follow(user, Measure.objects.order_by("code").values_list("pk", flat=True)[:3])
    line = logbook.LineFacts(None, ("left",), "", 1, 0, 40, "partly", 5, "ache", movement)
    sign = logbook.Answer(Measure.objects.get(code="sign_catching").pk, Decimal(1))
    area = BodyArea.objects.get(code="hip_front").pk
    placed = logbook.Answer(
        Measure.objects.get(code="sign_tingling").pk, Decimal(1), place=(area, "right")
    )
    facts = logbook.SessionFacts(day_before(user, 0), lines=(line,), answers=(sign, placed))
    logbook.log_session(user, facts, uuid.uuid4())
    choice = Measure.objects.filter(answer="choice").first()
    said = logbook.Answer(choice.pk, text=choice.choices.first().code)
    facts = logbook.CheckInFacts(day_before(user, 0), 0, as_before=True, answers=(said,))
    logbook.log_check_in(user, facts, uuid.uuid4())
    answer_questions(user, rf_saddle="unsure", rf_catching="yes")
    read = ScreeningAnswer.objects.filter(item__code="rf_catching")
    read.update(put_away_on=timezone.localdate())
