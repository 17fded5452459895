"""A day of another year than this one is never told without it, on whatever page."""

import datetime as dt
import re
from typing import Any

import pytest

from psoas_site.ui.texts import write_date
from tests.architecture.visits import IN_A_STATE, PAUSED, PLAIN, SETTLED, make_world

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.clock("2027-01-03 12:00 +0000")]

LAST_YEAR = re.compile(r"\b\d{1,2} Dec(?:ember)?\b(?! 2026)[^.]{0,12}")


def text_of(answer: Any) -> str:
    """The words of a page without its drawings; what is said for the eyes of others included."""
    page = re.sub(r"(?s)<svg.*?</svg>", " ", answer.content.decode())
    said = " ".join(re.findall(r'(?:aria-label|title|alt)="([^"]*)"', page))
    return " ".join(f"{re.sub(r'<[^>]+>', '', page)} {said}".split())


def test_every_page_tells_the_year_of_a_day_in_another_year() -> None:
    world = make_world(20)
    wrong, told, compared = {}, 0, ""
    for visit in (*PLAIN, *IN_A_STATE):
        if visit.who not in (SETTLED, PAUSED) or visit.sends or "tracking:" not in visit.name:
            continue
        text = text_of(visit.answer(world))
        told += len(re.findall(r"Dec(?:ember)? 2026", text))
        compared = compared or " ".join(re.findall(r"the 7 days from ([\w ]+) \(", text))
        if bare := LAST_YEAR.findall(text):
            wrong[visit.label] = bare[:3]
    assert not wrong
    assert told > 50
    assert compared.endswith("December 2026"), "the headline is among them"


def test_it_asks_the_clock_of_the_reader() -> None:
    assert write_date(dt.date(2027, 1, 2), "l j F") == "Saturday 2 January"
    assert write_date(dt.date(2026, 12, 31), "l j F") == "Thursday 31 December 2026"
    assert (
        write_date(dt.datetime(2026, 12, 31, 9, 5, tzinfo=dt.UTC), "D j M, H:i")
        == "Thu 31 Dec 2026, 09:05"
    )
    assert write_date(dt.date(2026, 12, 31), "j M Y") == "31 Dec 2026"
    assert write_date(None, "j F") == ""
