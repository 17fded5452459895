"""One prepared folder and one running server for the tests that need the real thing.

And somebody with a full diary, for the tests of what leaves the site.
"""

import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from exercises.models import BodyArea, Measure
from tests.architecture.seeding import day_before, live_through
from tests.site.server import Server, manage, serving
from tracking import logbook


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after `manage.py prepare`; what it printed is in prepare.log."""
    folder = tmp_path_factory.mktemp("data")
    done = manage(folder, "prepare")
    assert done.returncode == 0, done.stderr
    (folder / "prepare.log").write_text(done.stdout)
    return folder


@pytest.fixture(scope="session")
def server(prepared: Path) -> Iterator[Server]:
    """The site, served from the prepared folder."""
    with serving(prepared) as running:
        yield running


@pytest.fixture
def fresh_counts(db: Any) -> None:
    """Downloads of one test never count for the next."""
    cache.clear()


@pytest.fixture
def full(user: Any, library: None) -> Any:
    """Somebody whose diary holds something in every column."""
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
    return user
