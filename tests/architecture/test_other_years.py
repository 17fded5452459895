"""A day of another year than this one is never told without it, on whatever page."""

import datetime as dt
import re

import pytest

from psoas_site.ui.texts import write_date
from tests.architecture.visits import IN_A_STATE, PLAIN
from tests.architecture.walk import Walk

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.xdist_group("walk")]

LAST_YEAR = re.compile(r"\b\d{1,2} (?:Nov|Dec)(?:ember)?\b(?! 2026)[^.]{0,12}")


def words_of(page: str) -> str:
    """The words of a page without its drawings; what is said for the eyes of others included."""
    page = re.sub(r"(?s)<svg.*?</svg>", " ", page)
    said = " ".join(re.findall(r'(?:aria-label|title|alt)="([^"]*)"', page))
    return " ".join(f"{re.sub(r'<[^>]+>', '', page)} {said}".split())


def test_every_page_tells_the_year_of_a_day_in_another_year(long_walk: Walk) -> None:
    texts = {
        visit.label: words_of(answer.page)
        for visit, answer in long_walk.answered((*PLAIN, *IN_A_STATE))
        if "tracking:" in visit.name
    }
    bare = {label: LAST_YEAR.findall(text)[:3] for label, text in texts.items()}
    assert {label: days for label, days in bare.items() if days} == {}
    whole = " ".join(texts.values())
    assert len(re.findall(r"Dec(?:ember)? 2026", whole)) > 50
    headlines = re.findall(r"the 7 days from ([\w ]+) \(", whole)
    assert headlines
    assert headlines[0].endswith("December 2026")


@pytest.mark.clock("2027-01-03 12:00 +0000")
def test_it_asks_the_clock_of_the_reader() -> None:
    assert write_date(dt.date(2027, 1, 2), "l j F") == "Saturday 2 January"
    assert write_date(dt.date(2026, 12, 31), "l j F") == "Thursday 31 December 2026"
    assert (
        write_date(dt.datetime(2026, 12, 31, 9, 5, tzinfo=dt.UTC), "D j M, H:i")
        == "Thu 31 Dec 2026, 09:05"
    )
    assert write_date(dt.date(2026, 12, 31), "j M Y") == "31 Dec 2026"
    assert write_date(None, "j F") == ""
