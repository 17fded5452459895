"""What people write themselves never widens a page, however long its words are."""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from exercises.models import Measure
from tests.browser.test_accessibility import FAULTS
from tracking import logbook
from tracking.clock import moment_of
from tracking.logbook import Answer, CheckInFacts, LineFacts, SessionFacts

Window = Callable[..., Any]
NAMES = ("W" * 39, "M" * 120, "Hüftkreisen" * 8)


def write(user: Any) -> list[str]:
    """Long words wherever a person can leave some; answers with addresses that show them."""
    moment = moment_of(timezone.now(), user.zone)
    measure = Measure.objects.get(code="new_activity")
    logbook.follow(user, [measure.pk])
    said = CheckInFacts(moment, 4, note="N" * 400, answers=(Answer(measure.pk, text="T" * 200),))
    logbook.log_check_in(user, said, uuid.uuid4())
    shown = []
    for movement in logbook.own_movements(user, NAMES).values():
        line = LineFacts(None, ("",), "", 0, 0, 0, movement=movement)
        facts = SessionFacts(moment, lines=(line,), note="N" * 400)
        entry = logbook.log_session(user, facts, uuid.uuid4()).entry
        shown += [f"/sessions/{entry.pk}/", f"/sessions/{entry.pk}/edit/"]
        shown.append(f"/history/own/{movement.pk}/")
    return shown


def test_long_words_break(window: Window, make_user: Any, client_of: Any) -> None:
    person = make_user(name="W" * 60)
    typed = "x" * 90
    pages = [
        "/today/", "/diary/", "/check-ins/", f"/check-ins/?q={typed}", f"/check-ins/?place={typed}",
        "/sessions/", "/sessions/?q=WWW", f"/sessions/?did={typed}", "/progress/",
        "/check-ins/new/", "/sessions/new/", "/settings/", "/settings/follow/", "/data/",
        f"/exercises/?q={typed}", f"/search/?q={typed}", *write(person),
    ]  # fmt: skip
    page = window(person, bypass_csp=True)
    page.goto("/livez")
    page.evaluate(FAULTS)
    client = client_of(person)
    faults = []
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        wide = page.evaluate("(html) => tooWide(html)", answer.content.decode())
        faults += [f"{address}: {fault}" for fault in wide]
    assert not faults, "\n".join(faults)
