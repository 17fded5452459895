"""The progress page: nothing is claimed that the data do not say."""

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises.models import Measure
from tracking import logbook, records
from tracking.clock import today_in
from tracking.models import CheckIn
from tracking.progress import page_for
from tracking.records.days import DAYS
from tracking.records.pains import RATINGS, SESSIONS

URL = reverse("tracking:progress")
pytestmark = pytest.mark.usefixtures("library")


def today_of(user: Any) -> dt.date:
    return today_in(user.zone, timezone.now())


def test_it_is_kind_when_there_is_nothing(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    assert "Your first check-in makes the first dot." in page
    assert '<svg class="chart' not in page


def test_it_leads_to_earlier_days_when_there_is_nothing_lately(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, days_ago=100)
    page = signed_in.get(URL).content.decode()
    assert "Your earlier days are all still here." in page
    assert "Your first check-in makes the first dot." not in page
    assert len(signed_in.get(URL, {"weeks": "all"}).context["page"].dots) == 1


def test_it_draws_the_first_dot_and_no_line(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 4)
    answer = signed_in.get(URL)
    page = answer.context["page"]
    assert (len(page.dots), page.wide.lines) == (1, ())
    assert "A first dot is there." in answer.content.decode()


def test_days_count_since_the_account_began(signed_in: Client, user: Any, check_in: Any) -> None:
    """Or since the first entry that tells of an earlier day; the calendar begins there too."""
    check_in(user, 4)
    for joined, told, days in ((0, 0, 1), (0, 9, 10), (20, 9, 21), (400, 0, 56)):
        user.date_joined = timezone.now() - dt.timedelta(days=joined)
        user.save()
        CheckIn.objects.exclude(local_date=today_of(user)).delete()
        if told:
            check_in(user, 4, days_ago=told)
        page = signed_in.get(URL).context["page"]
        assert (page.days, page.calendar_start) == (days, page.end - dt.timedelta(days=days - 1))
    user.date_joined = timezone.now()
    user.save()
    CheckIn.objects.exclude(local_date=today_of(user)).delete()
    assert "You practised on 0 of 1 day and rated 1." in signed_in.get(URL).content.decode()


def test_now_and_flare_ups_are_named_on_the_chart(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, days_ago=2)
    page = signed_in.get(URL).content.decode()
    assert '<text class="now"' not in page, "a rating of the day before yesterday is not now"
    assert "flare-up" not in page
    check_in(user, 8, days_ago=12)
    check_in(user, 3)
    page = signed_in.get(URL).content.decode()
    assert page.count('<text class="now"') == 2, "on the wide and on the narrow one"
    assert page.count(">flare-up</text>") == 2
    assert "flare-up: days with pain 8 or more" in page


def test_today_says_what_the_progress_page_says(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    """At each stage: nothing, a first dot, collecting, a change."""
    said = []
    for days in ((), (0,), (1, 3), range(10, 40)):
        for days_ago in days:
            check_in(user, 6 if days_ago > 9 else 3, days_ago=days_ago, clock=dt.time(0, days_ago))
        progress, today = (
            signed_in.get(url).context["page"].finding for url in (URL, reverse("tracking:today"))
        )
        assert progress == today
        said.append(today.kind)
    assert list(dict.fromkeys(said)) == ["nothing", "first", "collecting"]
    for days_ago in (2, 4, 5):
        check_in(user, 3, days_ago=days_ago)
    line = re.compile(r'<p class="answer-line">(.+?)</p>', re.DOTALL)
    pages = [signed_in.get(url).content.decode() for url in (URL, reverse("tracking:today"))]
    assert line.findall(pages[0]) == line.findall(pages[1]) != []
    assert signed_in.get(reverse("tracking:today")).context["page"].finding.kind == "change"
    assert "This shows a link, not proof." in pages[1]


def test_it_draws_every_check_in_as_a_dot(user: Any, check_in: Any) -> None:
    for days_ago in range(10):
        check_in(user, 4, days_ago=days_ago, clock=dt.time(0, 1))
        check_in(user, 6, days_ago=days_ago, clock=dt.time(0, 2))
    page = page_for(user, "8", today_of(user))
    assert (len(page.dots), page.bucket_size) == (20, 1)
    assert len(page.wide.lines) == 1


def test_it_leaves_gaps_as_gaps(user: Any, check_in: Any) -> None:
    for days_ago in (0, 1, 2, 30, 31, 32):
        check_in(user, 4, days_ago=days_ago, clock=dt.time(0, 1))
    assert len(page_for(user, "8", today_of(user)).wide.lines) == 2


def test_it_marks_sessions_but_not_skipped_ones(user: Any, check_in: Any, session: Any) -> None:
    check_in(user, 4)
    session(user, "easy-walk", days_ago=2)
    session(user, "easy-walk", days_ago=3, outcome="skipped")
    page = page_for(user, "4", today_of(user))
    assert page.days_practised == 1
    assert [mark.kind for mark in page.wide.marks] == ["full"]


def test_it_says_what_changed_and_never_that_something_works(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    for days_ago in range(21):
        check_in(user, 6 if days_ago > 10 else 3, days_ago=days_ago, clock=dt.time(0, 5))
    words = re.sub(r"\s+", " ", signed_in.get(URL).content.decode())
    assert "Over the last 7 days your morning pain averaged 3.0, down from 6.0." in words
    assert "This shows a link, not proof." in words
    claims = r"\b(works|proved|caused|because of)\b"
    assert not re.search(claims, words.partition("<footer")[0])  # the foot links "How it works"


def test_it_says_as_plainly_that_ratings_are_higher(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    for days_ago in range(21):
        check_in(user, 3 if days_ago > 10 else 6, days_ago=days_ago, clock=dt.time(0, 5))
    words = re.sub(r"\s+", " ", signed_in.get(URL).content.decode())
    assert "Your morning ratings are higher than before (3.0 to 6.0)." in words
    assert "Ease back" in words


def test_it_says_how_much_is_still_missing(signed_in: Client, user: Any, check_in: Any) -> None:
    for days_ago in range(5):
        check_in(user, 5, days_ago=days_ago, clock=dt.time(0, 5))
    assert "these are 5 of 14 days" in signed_in.get(URL).content.decode()


@pytest.mark.parametrize("weeks", ["4", "8", "26", "all", "0", "-1", "9999999999", "x", "", "\x00"])
def test_it_answers_any_window(signed_in: Client, user: Any, check_in: Any, weeks: str) -> None:
    check_in(user, 5)
    assert signed_in.get(URL, {"weeks": weeks}).status_code == 200


def test_it_looks_no_further_back_than_the_window(user: Any, check_in: Any) -> None:
    check_in(user, 5, days_ago=27)
    check_in(user, 5, days_ago=28)
    assert len(page_for(user, "4", today_of(user)).dots) == 1
    assert len(page_for(user, "all", today_of(user)).dots) == 2


def test_it_shows_nobody_elses_days(user: Any, make_user: Any, check_in: Any, session: Any) -> None:
    other = make_user("other@example.org")
    check_in(other, 9)
    session(other, "easy-walk")
    assert page_for(user, "all", today_of(user)).is_empty


@pytest.mark.clock("2026-11-21 23:30 +0000")
def test_it_ends_on_the_persons_own_today(client_of: Any, make_user: Any, check_in: Any) -> None:
    tokyo = make_user(time_zone="Asia/Tokyo")
    check_in(tokyo, 5)
    page = client_of(tokyo).get(URL).context["page"]
    assert page.end == dt.date(2026, 11, 22)
    assert page.dots[0].day == dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "hours",
    [
        pytest.param(23, marks=pytest.mark.clock("2026-03-29 20:00 +0000")),
        pytest.param(25, marks=pytest.mark.clock("2026-10-25 20:00 +0000")),
    ],
)
def test_it_gives_days_of_23_and_25_hours_one_place_each(
    make_user: Any, check_in: Any, hours: int
) -> None:
    berlin = make_user(time_zone="Europe/Berlin")
    for days_ago in range(3):
        check_in(berlin, 4, days_ago=days_ago, clock=dt.time(12))
    dots = page_for(berlin, "4", today_of(berlin)).dots
    assert len(dots) == 3, f"around a day of {hours} hours"
    steps = [later.cx - earlier.cx for earlier, later in pairwise(dots)]
    assert max(steps) - min(steps) <= 1


def many(user: Any, count: int) -> None:
    """Check-ins of ten years, straight into the table: the logbook would take minutes."""
    start = timezone.now() - dt.timedelta(days=3650)
    step = dt.timedelta(days=3650) / count
    rows = []
    for i in range(count):
        at = start + i * step
        rows.append(CheckIn(user=user, at=at, local_date=at.date(), pain=i % 11))
    CheckIn.objects.bulk_create(rows, batch_size=500)


def test_it_draws_a_long_history_in_at_most_400_buckets(user: Any) -> None:
    many(user, 2000)
    page = page_for(user, "all", today_of(user))
    assert len(page.dots) <= 400
    assert sum(dot.count for dot in page.dots) == 2000
    assert page.bucket_size > 1


def test_it_asks_the_same_few_questions_however_long_the_history(
    user: Any, check_in: Any, django_assert_max_num_queries: Any
) -> None:
    check_in(user, 4)
    with django_assert_max_num_queries(3):
        whole_history(user)
    many(user, 2000)
    with django_assert_max_num_queries(3):
        whole_history(user)


def whole_history(user: Any) -> None:
    today = today_of(user)
    measured = records.measured_days(user, dt.date.min, today)
    records.history_for(user, None, today, measured)


def test_it_keeps_the_page_small_however_long_the_history(signed_in: Client, user: Any) -> None:
    many(user, 2000)
    assert len(signed_in.get(URL, {"weeks": "all"}).content) < 120_000


def test_it_puts_the_numbers_beside_the_picture(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 7)
    page = signed_in.get(URL).content.decode()
    assert re.search(r"<td>7</td>", page)
    assert "Show the numbers as a table" in page


def test_a_long_table_is_on_a_page_of_its_own(signed_in: Client, user: Any, check_in: Any) -> None:
    """Up to 60 rows stand in the page; a longer one is fetched from there, or followed to it."""
    today = today_of(user)
    moments = [timezone.now() - dt.timedelta(minutes=minute) for minute in range(61)]
    rows = [CheckIn(user=user, at=at, local_date=today, pain=7) for at in moments]
    CheckIn.objects.bulk_create(rows[:60])
    page = signed_in.get(URL, {"weeks": "4"}).content.decode()
    assert page.count("<td>7</td>") == 60
    assert "<later-table>" not in page
    rows[60].save()
    page = signed_in.get(URL, {"weeks": "4"}).content.decode()
    link = f"{reverse('tracking:progress-table', args=['pain'])}?weeks=4"
    assert f'<later-table><a class="lone-link" href="{link}">All 61 rows' in page
    assert "<td>7</td>" not in page
    assert signed_in.get(link).content.decode().count("<td>7</td>") == 61


def test_every_table_has_a_page(signed_in: Client, user: Any, check_in: Any, session: Any) -> None:
    session(user, "easy-walk")
    measure = Measure.objects.get(code="sleep_hours").pk
    check_in(user, 3, answers=(logbook.Answer(measure, number=Decimal(7)),))
    for name, words in (
        ("pain", "Pain ratings"),
        ("practice", "Days practised"),
        ("sleep_hours", "Sleep"),
    ):
        table = signed_in.get(reverse("tracking:progress-table", args=[name]))
        assert f"<h1>{words}" in table.content.decode()
        assert table.content.decode().count("<tr>") == 2
    for name in ("stress_level", "shoes", "nothing"):
        assert signed_in.get(reverse("tracking:progress-table", args=[name])).status_code == 404


def test_a_table_has_nobody_elses_days(
    signed_in: Client, user: Any, make_user: Any, check_in: Any
) -> None:
    check_in(user, 3)
    check_in(make_user("other@example.org"), 9)
    table = signed_in.get(reverse("tracking:progress-table", args=["pain"])).content.decode()
    assert ("<td>3</td>" in table, "<td>9</td>" in table) == (True, False)


def test_what_it_draws_is_read_from_indexes_alone(user: Any) -> None:
    """Rows of one person lie far apart in a table of many: a plain index would visit each."""
    if connection.vendor != "sqlite":
        pytest.skip("asks for SQLite's plan")
    start, end = dt.date(2026, 1, 1), dt.date(2026, 3, 1)
    numbers = {"start": start.toordinal(), "end": end.toordinal()}
    dates = {"start": start, "end": end}
    for asked, window in ((RATINGS, dates), (SESSIONS, dates), (DAYS, numbers)):
        with CaptureQueriesContext(connection) as captured:
            list(asked.plain_rows(user=user.pk, **window))
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}".replace("%", "%%"), ())
            plan = [step for *_numbers, step in cursor.fetchall()]
        searched = [step for step in plan if step.startswith(("SEARCH", "SCAN"))]
        assert searched
        assert all("COVERING INDEX" in step for step in searched), plan
