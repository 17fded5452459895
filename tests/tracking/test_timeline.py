"""The diary as one line of time: check-ins and sessions day by day, with pictures."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.documents import Document
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


def test_an_empty_diary_says_what_will_stand_here(signed_in: Client) -> None:
    assert "Nothing here yet" in signed_in.get(DIARY).content.decode()
