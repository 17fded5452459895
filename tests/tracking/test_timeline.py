"""The diary as one line of time: check-ins and sessions day by day, with pictures."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import BodyArea, Exercise, Measure, Programme
from tests.architecture.documents import Document
from tracking.logbook import Answer
from tracking.recall.listed import PER_PAGE
from tracking.templatetags.entries import MOST_DRAWN

DIARY = reverse("tracking:diary")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 20:00 +0000"),
    pytest.mark.database,
]


def notes(answer: Any) -> list[list[str]]:
    return [[entry.note for entry in entries] for _day, entries in answer.context["days"]]


def test_both_kinds_stand_day_by_day_newest_first(
    signed_in: Client, user: Any, make_user: Any, check_in: Any, session: Any
) -> None:
    session(user, "easy-walk", days_ago=1, note="walked")  # at noon, as no time was said
    check_in(user, 7, days_ago=1, clock=dt.time(8), note="morning")
    check_in(user, 1, days_ago=1, clock=dt.time(19), note="evening")
    session(user, "runners-lunge", note="today")
    check_in(make_user("other@example.org"), 3, note="theirs")
    answer = signed_in.get(DIARY)
    assert notes(answer) == [["today"], ["evening", "walked", "morning"]]
    page = Document(answer.content.decode())
    pains = [one["class"] for one in page.every("span") if "entry-pain" in one["class"]]
    assert pains == ["entry-pain pain-1", "entry-pain pain-7"]
    assert len([one for one in page.every("img") if one["class"] == "figure-thumb"]) == 2


def test_a_long_session_shows_its_first_few_pictures(
    signed_in: Client, user: Any, session: Any
) -> None:
    session(user, programme="strengthen-carry-over")
    for url in (DIARY, reverse("tracking:session-list")):
        page = Document(signed_in.get(url).content.decode())
        drawn = [one for one in page.every("img") if one["class"] == "figure-thumb"]
        assert len(drawn) == MOST_DRAWN


def test_it_is_read_page_by_page(signed_in: Client, user: Any, check_in: Any, session: Any) -> None:
    for days_ago in range(PER_PAGE // 2 + 2):
        check_in(user, 4, days_ago=days_ago, note=f"said {days_ago}")
        session(user, "easy-walk", days_ago=days_ago, note=f"did {days_ago}")
    pages = [notes(signed_in.get(DIARY, {"page": page})) for page in ("1", "2", "x", "99")]
    counts = [sum(map(len, page)) for page in pages]
    assert counts == [PER_PAGE, 4, PER_PAGE, 4]
    assert len({note for page in pages for day in page for note in day}) == PER_PAGE + 4


LISTS = tuple(map(reverse, ("tracking:diary", "tracking:check-in-list", "tracking:session-list")))


def test_a_word_that_staff_change_is_in_the_next_list(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    hip, stress = BodyArea.objects.get(code="hip_front"), Measure.objects.get(code="stress_level")
    check_in(user, 4, places=((hip.pk, "left"),), answers=(Answer(stress.pk, Decimal(3)),))
    session(user, "runners-lunge")
    session(user, programme="strengthen-carry-over")
    changes = {
        "a place": (BodyArea.objects.filter(pk=hip.pk), "label", LISTS[:2]),
        "a question": (Measure.objects.filter(pk=stress.pk), "label", LISTS[:2]),
        "a name": (Exercise.objects.filter(slug="runners-lunge"), "name", LISTS[::2]),
        "a title": (Programme.objects.filter(slug="strengthen-carry-over"), "title", LISTS[::2]),
    }
    stale = []
    for number, (word, (rows, field, lists)) in enumerate(changes.items()):
        for url in LISTS:
            signed_in.get(url)
        rows.update(**{field: f"Changed {number}"})
        pages = {url: signed_in.get(url).content.decode() for url in lists}
        stale += [f"{word} in {url}" for url in lists if f"Changed {number}" not in pages[url]]
    assert not stale
    Exercise.objects.filter(slug="runners-lunge").update(status="draft")
    assert "Changed 2" in signed_in.get(LISTS[2]).content.decode(), "what was done was done"


def test_what_people_typed_is_text_in_it(
    signed_in: Client, user: Any, check_in: Any, own_session: Any
) -> None:
    check_in(user, 4, note="<b>dull</b> & שלום\nsecond line")
    own_session("<i>עמוק</i> & co", "mine")
    for url in LISTS[:2]:
        page = signed_in.get(url).content.decode()
        note = "&lt;b&gt;dull&lt;/b&gt; &amp; שלום<br>second line"
        assert f'<p class="entry-note" dir="auto">{note}</p>' in page
    for query in ({}, {"q": "עמוק"}):
        page = signed_in.get(LISTS[2], query).content.decode()
        assert "<bdi>&lt;i&gt;עמוק&lt;/i&gt; &amp; co</bdi>" in page
        assert "<i>עמוק" not in page
    assert "<mark>עמוק</mark>" in page


def test_a_page_costs_as_many_questions_for_one_entry_as_for_many(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    counts = []
    for _times in range(2):
        for days_ago in range(len(counts), len(counts) + 1 + 20 * len(counts)):
            check_in(user, 4, days_ago=days_ago)
            session(user, "easy-walk", days_ago=days_ago)
        for url in LISTS:
            signed_in.get(url)
            with CaptureQueriesContext(connection) as asked:
                signed_in.get(url)
            counts.append(len(asked))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 8


def test_an_empty_diary_says_what_will_stand_here(signed_in: Client) -> None:
    assert "Nothing here yet" in signed_in.get(DIARY).content.decode()
