"""`manage.py tidy`: what nobody needs any more goes, what somebody may need stays."""

import datetime as dt
import io
import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import LogIn
from exercises.models import Exercise, Photograph
from tests.architecture.seeding import add_check_in
from tracking import logbook
from tracking.models import CheckIn

pytestmark = pytest.mark.database

DAY = dt.timedelta(days=1)


@pytest.fixture
def now(library: None, user: Any, settings: Any, tmp_path: Path) -> dt.datetime:
    """A site with something ended and something that lasts, of each kind."""
    moment = timezone.now()
    for name, end in (("ended", moment - DAY), ("lasts", moment + DAY)):
        LogIn.objects.create(session_key=name, session_data="x", expire_date=end)
    for hours in (25, 23):
        logbook.remove(add_check_in(user, 0), moment - dt.timedelta(hours=hours))
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "photographs").mkdir()
    row = Photograph.objects.create(
        exercise=Exercise.objects.first(), name=uuid.uuid4(), alt="Lying", width=480, height=360
    )
    for name in (row.name, uuid.uuid4()):
        path = tmp_path / "photographs" / f"{name}-480.webp"
        path.write_bytes(b"x")
        os.utime(path, ((moment - DAY).timestamp(),) * 2)
    return moment


def tidy() -> str:
    said = io.StringIO()
    call_command("tidy", stdout=said)
    return said.getvalue()


def test_it_removes_what_has_ended_and_nothing_else(now: dt.datetime, tmp_path: Path) -> None:
    said = tidy()
    assert list(LogIn.objects.values_list("session_key", flat=True)) == ["lasts"]
    assert CheckIn.objects.get().removed_at == now - dt.timedelta(hours=23)
    row = Photograph.objects.get()
    kept = [path.name for path in (tmp_path / "photographs").iterdir()]
    assert kept == [f"{row.name}-480.webp"]
    assert "1 deleted from diaries" in said
    assert "1 photograph" in said


def test_it_says_nothing_where_there_is_nothing_to_do(now: dt.datetime) -> None:
    tidy()
    assert tidy() == ""
