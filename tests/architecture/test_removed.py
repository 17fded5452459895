"""A deleted entry is as one that never was: no page and no download shows or counts it."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from exercises.models import BodyArea
from tests.architecture.addresses import DOWNLOADS, named
from tests.architecture.seeding import add_check_in, add_session
from tests.architecture.visits import IN_A_STATE, PLAIN, SETTLED, World, make_world
from tracking import logbook
from tracking.models import Aftermath, CheckIn, Session

# Not asked of PostgreSQL: under a clock that stands, entries of one moment have no order of their
# own, and there a row that was written again comes back in another place. What removal asks of a
# database is in tests/tracking/test_removal.py.
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 18:00 +0000"),
]

WRITES = "nothing said yet"  # the visit that makes a session to look at
VISITS = [
    visit for visit in (*PLAIN, *IN_A_STATE) if visit.who == SETTLED and visit.state != WRITES
]
# The offer to put back, how much is kept aside, and what is drawn anew with each page.
BESIDE = (
    re.compile(r'<section class="note deleted".*?</section>', re.DOTALL),
    re.compile(r"\d+ entries that you deleted"),
    re.compile(r'csrfmiddlewaretoken" value="\w+'),
    re.compile(r'client_key"[^>]*'),
)
MARK = "Zebrafish"
# Where what is there shows, so that the comparison proves something.
SHOWS = {
    "settled: tracking:today",
    "settled: tracking:diary",
    "settled: tracking:check-in-list",
    "settled: tracking:session-list",
    "settled: tracking:session-new",
    "settled: tracking:progress",
    "settled: tracking:exercise-history",
    "settled: tracking:movement-history",
    "settled: tracking:sign-list",
    "settled: exercises:library",
    "settled: data",
    *DOWNLOADS,
}


def contents(answer: Any) -> str:
    """What a page or a download says; a zip file table by table."""
    if not answer.streaming:
        return answer.content.decode()
    whole = b"".join(answer.streaming_content)
    if not zipfile.is_zipfile(io.BytesIO(whole)):
        return whole.decode()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def seen(world: World, urls: dict[str, str]) -> dict[str, str]:
    """All that the settled one can read, but for what stands `BESIDE` it."""
    read = {}
    for name, url in urls.items():
        cache.clear()
        text = contents(world.clients[SETTLED].get(url))
        for pattern in BESIDE:
            text = pattern.sub("", text)
        read[name] = text
    return read


def live_more(world: World) -> list[CheckIn | Session]:
    """Entries unlike all before, and mornings after that tie them to what is there."""
    user = world.settled
    check_in = CheckIn.objects.owned_by(user).earliest("at")
    session = Session.objects.owned_by(user).latest("at")
    days_of_sessions = (0, 2, 3, 4, 5, 6, 400)  # so many that it is the most used
    sessions = [
        add_session(user, days, "strengthen-carry-over", worst=9) for days in days_of_sessions
    ]
    check_ins = [add_check_in(user, days, pain=10) for days in (0, 1, 300)]
    for row in check_ins:
        row.areas.create(area=BodyArea.objects.get(code="neck"))
    mornings = [(check_in, sessions[0]), (check_ins[0], session), (check_ins[1], sessions[1])]
    for said, done in mornings:
        Aftermath.objects.create(check_in=said, session=done, side="right", change=2)
    entries = [*check_ins, *sessions]
    for entry in entries:
        type(entry).objects.filter(pk=entry.pk).update(note=MARK)
    return entries


def test_no_page_and_no_download_shows_or_counts_what_was_deleted() -> None:
    world = make_world()
    urls = {visit.label: visit.url(world) for visit in VISITS}
    urls |= {name: named(name).url() for name in DOWNLOADS}
    urls["searched: check-ins"] = f"{named('tracking:check-in-list').url()}?q={MARK}"
    urls["searched: sessions"] = f"{named('tracking:session-list').url()}?q={MARK}"
    telling = {name: urls[name] for name in SHOWS}
    before = seen(world, urls)
    entries = live_more(world)
    standing = seen(world, telling)
    for entry in entries:
        logbook.remove(entry, timezone.now())
    after = seen(world, urls)
    assert [name for name in urls if after[name] != before[name]] == []
    assert {name for name in SHOWS if standing[name] == before[name]} == set()
    for entry in entries:
        logbook.put_back(entry)
    back = seen(world, telling)
    assert [name for name in telling if back[name] != standing[name]] == []
