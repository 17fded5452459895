"""What a person follows on the progress page: a line, rows of marks, or dated notes."""

import datetime as dt
import gzip
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Measure, MeasureChoice
from exercises.models.edition import one_edition
from tracking import logbook
from tracking.clock import today_in
from tracking.forms.following import may_be_followed
from tracking.models import CheckIn, Reading
from tracking.progress import page_for
from tracking.progress.followed import MOST_SPANS, FollowedChart
from tracking.records import followed_answers, measured_days

URL = reverse("tracking:progress")
pytestmark = pytest.mark.usefixtures("library")

EVERY_KIND = (
    "stiffness", "digestion", "bladder_change", "hip_snap", "seat_type", "walked", "run_km",
    "new_activity",
)  # fmt: skip


def today_of(user: Any) -> dt.date:
    return today_in(user.zone, timezone.now())


def follow(user: Any, *codes: str) -> None:
    ids = {one.code: one.pk for one in Measure.objects.filter(code__in=codes)}
    logbook.follow(user, [ids[code] for code in codes])


@pytest.fixture
def say(check_in: Any) -> Any:
    """A maker of answers: `say(user, days_ago=1, clock=dt.time(8), stiffness=4, shoes="x")`."""

    def make(user: Any, days_ago: int = 0, clock: dt.time = dt.time(0, 1), **said: Any) -> CheckIn:
        ids = dict(Measure.objects.filter(code__in=said).values_list("code", "pk"))
        answers = tuple(
            logbook.Answer(ids[code], text=value)
            if isinstance(value, str)
            else logbook.Answer(ids[code], number=Decimal(str(value)))
            for code, value in said.items()
        )
        return check_in(user, days_ago=days_ago, clock=clock, answers=answers)

    return make


def charts(user: Any, window: str = "8") -> dict[str, FollowedChart]:
    page = page_for(user, window, today_of(user))
    return {one.measure.code: one for one in page.followed}


def words_of(client: Client, **query: str) -> str:
    return re.sub(r"\s+", " ", client.get(URL, query).content.decode())


# --- What is shown -------------------------------------------------------------------------------


def test_it_leads_to_the_choice_when_nothing_is_followed(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    page = words_of(signed_in)
    assert "Only pain so far." in page
    assert reverse("tracking:follow") in page


@pytest.mark.database
def test_it_keeps_the_order_of_the_person(user: Any, say: Any) -> None:
    follow(user, "walked", "stiffness", "seat_type")
    say(user, stiffness=3, walked=1, seat_type="stool")
    assert list(charts(user)) == ["walked", "stiffness", "seat_type"]
    ids = [Measure.objects.get(code=code).pk for code in ("seat_type", "walked")]
    logbook.reorder(user, ids)
    assert list(charts(user)) == ["seat_type", "walked", "stiffness"]


def test_it_adds_what_everybody_is_asked_once_it_was_answered(user: Any, say: Any) -> None:
    say(user, stress_level=4)
    assert list(charts(user)) == ["stress_level"]
    say(user, sleep_hours=7, stress_level=4, fall_or_knock=1)
    assert set(charts(user)) == {"stress_level", "sleep_hours"}


def test_it_names_what_is_followed_and_was_not_answered(
    signed_in: Client, user: Any, say: Any
) -> None:
    follow(user, "shoes", "walked")
    say(user, walked=1)
    assert "No answers in this time: Main shoes." in words_of(signed_in)


def test_it_shows_nothing_that_is_not_followed_any_more(user: Any, say: Any) -> None:
    follow(user, "stiffness")
    say(user, stiffness=4)
    follow(user)
    assert charts(user) == {}
    assert Reading.objects.count() == 1


def test_it_shows_nobody_elses_answers(user: Any, make_user: Any, say: Any) -> None:
    other = make_user("other@example.org")
    follow(user, "stiffness")
    follow(other, "walked")
    say(other, stiffness=9, walked=1)
    assert [one.days for one in charts(user, "all").values()] == [0]


@pytest.mark.database
def test_it_looks_no_further_back_than_the_window(user: Any, say: Any) -> None:
    follow(user, "stiffness")
    say(user, days_ago=27, stiffness=3)
    say(user, days_ago=28, stiffness=3)
    assert charts(user, "4")["stiffness"].days == 1
    assert charts(user, "all")["stiffness"].days == 2


def test_it_says_what_is_contested_and_never_what_causes_what(
    signed_in: Client, user: Any, say: Any
) -> None:
    follow(user, "digestion", "stiffness")
    say(user, digestion=2, stiffness=3)
    page = words_of(signed_in)
    assert page.count("Contested: some texts link this with the psoas") == 1
    claims = r"\b(because|caused?|leads? to|works|thanks to)\b"
    assert not re.search(claims, page.partition("<footer")[0])  # the foot links "How it works"


# --- Numbers and scales --------------------------------------------------------------------------


@pytest.mark.database
def test_a_symptom_of_several_check_ins_is_their_mean(user: Any, say: Any) -> None:
    follow(user, "stiffness")
    say(user, clock=dt.time(0, 1), stiffness=2)
    say(user, clock=dt.time(0, 2), stiffness=6)
    line = charts(user)["stiffness"].line
    assert line is not None
    (dot,) = line.dots
    assert (dot.mean, dot.low, dot.high, dot.count) == (4, 2, 6, 2)


@pytest.mark.database
def test_a_daily_thing_is_what_was_said_last(user: Any, say: Any) -> None:
    say(user, clock=dt.time(0, 2), hours_sitting=8)
    say(user, clock=dt.time(0, 1), hours_sitting=3)
    line = charts(user)["hours_sitting"].line
    assert line is not None
    assert [(dot.mean, dot.count) for dot in line.dots] == [(8, 1)]


def test_a_scale_keeps_its_axis_and_a_number_begins_at_nought(user: Any, say: Any) -> None:
    follow(user, "stiffness")
    say(user, stiffness=1, sleep_hours=6.5)
    shown = charts(user)
    ends = {
        code: (one.line.y_ticks[0].value, one.line.y_ticks[-1].value)
        for code, one in shown.items()
        if one.line
    }
    assert ends == {"stiffness": (0, 10), "sleep_hours": (0, 8)}


def test_it_leaves_gaps_as_gaps(user: Any, say: Any) -> None:
    follow(user, "stiffness")
    for days_ago in (0, 1, 2, 30, 31, 32):
        say(user, days_ago=days_ago, stiffness=4)
    line = charts(user)["stiffness"].line
    assert line is not None
    assert len(line.lines) == 2


def came_long_ago(user: Any) -> None:
    """Days before somebody came are not counted."""
    long_ago = timezone.now() - dt.timedelta(days=100)
    type(user).objects.filter(pk=user.pk).update(date_joined=long_ago)


def test_it_says_how_many_days_were_answered_and_between_what(
    signed_in: Client, user: Any, say: Any
) -> None:
    came_long_ago(user)
    say(user, sleep_hours=5.5)
    say(user, days_ago=3, sleep_hours=7.25)
    assert "Answered on 2 of 56 days, from 5.5 to 7.25 h." in words_of(signed_in)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "Answered on 1 of 56 days, 6 h."), (2, "Answered on 2 of 56 days, always 6 h.")],
)
def test_it_says_so_when_every_answer_was_the_same(
    signed_in: Client, user: Any, say: Any, days: int, words: str
) -> None:
    came_long_ago(user)
    for days_ago in range(days):
        say(user, days_ago=days_ago, sleep_hours=6)
    assert words in words_of(signed_in)


def test_it_puts_the_numbers_beside_the_picture(signed_in: Client, user: Any, say: Any) -> None:
    follow(user, "stiffness")
    say(user, clock=dt.time(0, 1), stiffness=2)
    say(user, clock=dt.time(0, 2), stiffness=5)
    page = signed_in.get(URL).content.decode()
    table = re.search(r'<article class="measure-chart of-symptom">.*?</article>', page, re.DOTALL)
    assert table is not None
    assert "<td>3.5</td><td>2 – 5</td><td>2</td>" in table[0]


def test_a_number_that_is_a_scale_by_now_is_drawn_inside(user: Any, say: Any) -> None:
    say(user, hours_sitting=14)
    Measure.objects.filter(code="hours_sitting").update(answer=Measure.Answer.SCALE)
    line = charts(user)["hours_sitting"].line
    assert line is not None
    assert line.dots[0].cy >= line.plot.top


# --- Yes or no, choices --------------------------------------------------------------------------


def test_one_yes_makes_a_yes_of_the_day_of_a_symptom(user: Any, say: Any) -> None:
    follow(user, "tingling")
    say(user, clock=dt.time(0, 1), tingling=1)
    say(user, clock=dt.time(0, 2), tingling=0)
    say(user, days_ago=1, tingling=0)
    rows = charts(user)["tingling"].rows
    assert [(label, row.days) for label, row in rows] == [("Yes", 1), ("No", 1)]


def test_the_last_answer_makes_the_day_of_a_daily_thing(user: Any, say: Any) -> None:
    follow(user, "walked", "seat_type")
    say(user, clock=dt.time(0, 1), walked=1, seat_type="stool")
    say(user, clock=dt.time(0, 2), walked=0, seat_type="floor")
    shown = charts(user)
    rows = {code: shown[code].numbers.write() for code in ("walked", "seat_type")}
    assert [answer for _day, answer in rows["walked"]] == ["No"]
    assert [answer for _day, answer in rows["seat_type"]] == ["Floor"]


def test_a_choice_has_a_row_for_each_answer_in_its_order(user: Any, say: Any) -> None:
    follow(user, "hip_snap")
    say(user, hip_snap="painful")
    rows = charts(user)["hip_snap"].rows
    labels = [one.label for one in MeasureChoice.objects.filter(measure__code="hip_snap")]
    assert [label for label, _row in rows] == labels
    assert [row.days for _label, row in rows] == [0, 0, 1]


@pytest.mark.database
def test_an_answer_that_left_the_library_keeps_its_row(user: Any, say: Any) -> None:
    follow(user, "seat_type")
    say(user, seat_type="stool")
    MeasureChoice.objects.filter(code="stool").delete()
    assert [(label, row.days) for label, row in charts(user)["seat_type"].rows][-1] == ("stool", 1)


def test_marks_have_a_table_of_days(signed_in: Client, user: Any, say: Any) -> None:
    follow(user, "walked")
    say(user, walked=1)
    say(user, days_ago=1, walked=0)
    page = signed_in.get(URL).content.decode()
    assert re.search(r"<td>Yes</td></tr></tbody>", page), "newest last"
    assert re.search(r"<td>No</td></tr><tr>", page)


# --- Text ----------------------------------------------------------------------------------------


def test_notes_come_newest_first_with_the_rest_folded(
    signed_in: Client, user: Any, say: Any
) -> None:
    follow(user, "new_activity")
    for days_ago in range(5):
        say(user, days_ago=days_ago, new_activity=f"Thing {days_ago}")
    chart = charts(user)["new_activity"]
    assert [note.text for note in chart.shown] == ["Thing 0", "Thing 1", "Thing 2"]
    assert [note.text for note in chart.folded] == ["Thing 3", "Thing 4"]
    assert "2 earlier notes" in words_of(signed_in)


@pytest.mark.database
def test_a_daily_note_is_the_last_of_its_day(user: Any, say: Any) -> None:
    follow(user, "new_activity")
    say(user, clock=dt.time(0, 1), new_activity="Walked.")
    say(user, clock=dt.time(0, 2), new_activity="Walked twice.")
    assert [note.text for note in charts(user)["new_activity"].notes] == ["Walked twice."]


def test_all_texts_of_a_symptom_are_told(user: Any, say: Any) -> None:
    Measure.objects.filter(code="stiffness").update(answer=Measure.Answer.TEXT)
    follow(user, "stiffness")
    say(user, clock=dt.time(0, 1), stiffness="Left.")
    say(user, clock=dt.time(0, 2), stiffness="Right.")
    chart = charts(user)["stiffness"]
    assert ([note.text for note in chart.notes], chart.days) == (["Right.", "Left."], 1)


def test_notes_are_shown_as_they_were_written(signed_in: Client, user: Any, say: Any) -> None:
    follow(user, "new_activity")
    say(user, new_activity="<b>Ran</b> & swam")
    assert "&lt;b&gt;Ran&lt;/b&gt; &amp; swam" in signed_in.get(URL).content.decode()


def test_many_notes_are_not_all_on_the_page(signed_in: Client, user: Any, say: Any) -> None:
    follow(user, "new_activity")
    for days_ago in range(35):
        say(user, days_ago=days_ago, new_activity="Something")
    assert len(charts(user)["new_activity"].notes) == 30
    assert "5 older ones stand in your diary." in words_of(signed_in)


# --- How much ------------------------------------------------------------------------------------


def years_of_answers(user: Any, days: int, codes: tuple[str, ...]) -> None:
    """A check-in a day with an answer to each of `codes`, straight into the tables."""
    now = timezone.now()
    measures = list(Measure.objects.filter(code__in=codes).prefetch_related("choices"))
    rows = [
        CheckIn(user=user, at=at, local_date=at.date(), pain=day % 11)
        for day in range(days)
        for at in [now - dt.timedelta(days=day)]
    ]
    CheckIn.objects.bulk_create(rows, batch_size=400)
    readings = []
    for day, row in enumerate(rows):
        for place, measure in enumerate(measures):
            choices = list(measure.choices.all())
            said: dict[str, Any] = {"number": Decimal((day * (place + 7)) % 11)}
            if measure.answer == Measure.Answer.YES_NO:
                said = {"number": Decimal((day * (place + 3)) % 2)}
            elif measure.answer == Measure.Answer.CHOICE:
                said = {"text": choices[(day * (place + 5)) % len(choices)].code}
            elif measure.answer == Measure.Answer.TEXT:
                said = {"text": f"Something on day {day}"}
            readings.append(Reading(check_in=row, measure=measure, **said))
    Reading.objects.bulk_create(readings, batch_size=400)


def test_it_asks_the_same_few_questions_however_much_is_followed(
    user: Any, say: Any, django_assert_num_queries: Any
) -> None:
    today = today_of(user)
    follow(user, "stiffness")
    say(user, stiffness=4)
    with one_edition(), django_assert_num_queries(3):
        followed_answers(user, today, today, measured_days(user, today, today))
    follow(user, *EVERY_KIND)
    years_of_answers(user, 60, EVERY_KIND)
    start = today - dt.timedelta(days=55)
    with one_edition(), django_assert_num_queries(4):  # words and choices are read besides
        found = followed_answers(user, start, today, measured_days(user, start, today))
    assert len(found) == 8


def test_eight_followed_things_keep_the_page_light(signed_in: Client, user: Any) -> None:
    follow(user, *EVERY_KIND)
    years_of_answers(user, 200, EVERY_KIND)
    assert_light(signed_in, "8", "26")


def test_years_are_drawn_in_spans_of_days(
    signed_in: Client, user: Any, django_assert_max_num_queries: Any
) -> None:
    days = 8 * MOST_SPANS
    follow(user, *EVERY_KIND)
    years_of_answers(user, days, EVERY_KIND)
    shown = charts(user, "all")
    line, marks = shown["stiffness"].line, shown["seat_type"].marks
    assert line is not None
    assert marks is not None
    assert len(line.dots) <= MOST_SPANS
    assert len(marks.spans) <= MOST_SPANS
    assert sum(dot.count for dot in line.dots) == days
    assert sum(sum(span.counts) for span in marks.spans) == days
    signed_in.get(URL)  # the first visit also writes to the login
    with django_assert_max_num_queries(13):
        assert_light(signed_in, "all")


def test_everything_followed_keeps_the_page_light(signed_in: Client, user: Any) -> None:
    offered = [measure.code for measure in Measure.objects.all() if may_be_followed(measure)]
    follow(user, *offered)
    years_of_answers(user, 2 * MOST_SPANS, tuple(offered))
    assert_light(signed_in, "8", "all", most=None)


def assert_light(client: Client, *windows: str, most: int | None = 120_000) -> None:
    """Few bytes travel; and where `most` is given, a page is no longer than that."""
    for window in windows:
        page = client.get(URL, {"weeks": window}).content
        packed = len(gzip.compress(page))
        print(f"\n  {window} weeks: {packed} bytes of {len(page)}")
        assert packed <= 25_000, window
        assert most is None or len(page) <= most, window
