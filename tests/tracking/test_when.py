"""When something was: chips first, then a day and a time, on the person's own clock."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tracking.clock import moment_of
from tracking.forms.questions.group import QuestionsForm
from tracking.forms.questions.when import When

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = dt.datetime(2026, 11, 21, 19, 0, tzinfo=dt.UTC)  # 20:00 in Berlin
SATURDAY, FRIDAY = dt.date(2026, 11, 21), dt.date(2026, 11, 20)


def asked(now: dt.datetime = EVENING, zone: ZoneInfo = BERLIN, **said: Any) -> QuestionsForm:
    """The form as a person in `zone` sends it at `now`; without answers, as it is shown."""
    return QuestionsForm(said or None, groups=[When(zone, now, sent=said)])


def local(form: QuestionsForm) -> str:
    """The moment that was meant, on the person's own clock."""
    assert form.is_valid(), form.errors
    moment = form.cleaned_data["moment"]
    shown = moment.at.astimezone(dt.UTC) + dt.timedelta(minutes=moment.utc_offset)
    assert shown.date() == moment.local_date
    return f"{shown:%a %d %H:%M}"


def chips(form: QuestionsForm) -> list[str]:
    field: Any = form.fields["day"]
    return [value for value, _label in field.choices if value]


def at(clock: str) -> dt.datetime:
    """So late it is in Berlin, on Saturday."""
    hour, minute = clock.split(":")
    return dt.datetime(2026, 11, 21, int(hour), int(minute), tzinfo=BERLIN)


def test_it_offers_now_this_morning_and_yesterday_and_chooses_none() -> None:
    form = asked()
    assert chips(form) == ["now", "morning", "yesterday"]
    assert form["day"].value() is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"date": ""}, "Sat 21 20:00"),
        ({"day": "now"}, "Sat 21 20:00"),
        ({"day": "morning"}, "Sat 21 08:00"),
        ({"day": "yesterday"}, "Fri 20 12:00"),
        ({"day": "yesterday", "time": "22:15"}, "Fri 20 22:15"),
        ({"day": "morning", "time": "06:45"}, "Sat 21 06:45"),
        ({"time": "07:30"}, "Sat 21 07:30"),
        ({"date": "2026-11-21"}, "Sat 21 20:00"),
        ({"date": "2026-11-18"}, "Wed 18 12:00"),
        ({"date": "2026-11-18", "time": "00:05"}, "Wed 18 00:05"),
        ({"day": "now", "date": "2026-11-21"}, "Sat 21 20:00"),
        ({"day": "yesterday", "date": "2026-11-20"}, "Fri 20 12:00"),
    ],
)
def test_it_understands(said: Any, meant: str) -> None:
    assert local(asked(**said)) == meant


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"day": "yesterday", "date": "2026-11-18"}, "date"),
        ({"day": "now", "date": "2026-11-20"}, "date"),
        ({"day": "morning", "date": "2026-11-20"}, "date"),
        ({"day": "now", "time": "07:30"}, "time"),
        ({"day": "morning", "time": "15:00"}, "time"),
        ({"day": "morning", "time": "03:59"}, "time"),
        ({"date": "2026-11-22"}, "date"),
        ({"date": "2021-10-31"}, "date"),
        ({"time": "20:30"}, "time"),
        ({"day": "someday"}, "day"),
        ({"date": "2026-02-30"}, "date"),
        ({"time": "24:00"}, "time"),
    ],
)
def test_it_asks_again_beside_the_field(said: Any, field: str) -> None:
    form = asked(**said)
    assert not form.is_valid()
    assert list(form.errors) == [field]


# --- The morning, and the night before it --------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "meant"),
    [
        ("04:00", "Sat 21 04:00"),
        ("06:30", "Sat 21 06:30"),
        ("08:00", "Sat 21 08:00"),
        ("08:01", "Sat 21 08:00"),
        ("23:59", "Sat 21 08:00"),
    ],
)
def test_this_morning_is_eight_or_now_while_it_is_earlier(clock: str, meant: str) -> None:
    assert local(asked(at(clock), day="morning")) == meant


@pytest.mark.parametrize("clock", ["00:00", "03:59"])
def test_a_day_that_has_had_no_morning_offers_none(clock: str) -> None:
    assert chips(asked(at(clock))) == ["now", "yesterday"]


@pytest.mark.parametrize("clock", ["00:00", "00:10", "03:59"])
def test_a_form_opened_before_midnight_means_the_morning_it_was_opened_after(clock: str) -> None:
    form = asked(at(clock), day="morning")
    assert local(form) == "Fri 20 08:00"
    assert "morning" in chips(form), "what was chosen is still shown"


def test_the_clock_is_the_persons_own() -> None:
    """At the same instant it is night in Lisbon and morning in Berlin."""
    early = dt.datetime(2026, 11, 21, 3, 30, tzinfo=dt.UTC)
    assert "morning" in chips(asked(early))
    assert "morning" not in chips(asked(early, ZoneInfo("Europe/Lisbon")))


# --- Days of 23 and of 25 hours ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "said", "meant", "offset"),
    [
        # The clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026.
        ("2026-03-29T18:00+00:00", {"day": "morning"}, "Sun 29 08:00", 120),
        ("2026-03-29T18:00+00:00", {"day": "yesterday"}, "Sat 28 12:00", 60),
        ("2026-03-30T18:00+00:00", {"day": "yesterday"}, "Sun 29 12:00", 120),
        ("2026-03-29T18:00+00:00", {"time": "02:30"}, "Sun 29 03:30", 120),
        ("2026-10-25T18:00+00:00", {"day": "morning"}, "Sun 25 08:00", 60),
        ("2026-10-25T18:00+00:00", {"day": "yesterday"}, "Sat 24 12:00", 120),
        ("2026-10-25T18:00+00:00", {"time": "02:30"}, "Sun 25 02:30", 120),
        # 2:30 for the second time: still night, so the morning is that of the day before.
        ("2026-10-25T01:30+00:00", {"day": "morning"}, "Sat 24 08:00", 120),
    ],
)
def test_it_is_right_when_the_clocks_change(now: str, said: Any, meant: str, offset: int) -> None:
    form = asked(dt.datetime.fromisoformat(now), **said)
    assert local(form) == meant
    assert form.cleaned_data["moment"].utc_offset == offset


def test_it_says_when_the_clocks_skipped_the_time() -> None:
    form = asked(dt.datetime(2026, 3, 29, 18, tzinfo=dt.UTC), time="02:30")
    assert form.is_valid()
    assert form.cleaned_data["moment"].moved


ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)


@pytest.mark.parametrize("zone", ZONES)
def test_a_chip_is_never_in_the_future_and_never_far_away(zone: str) -> None:
    """Every half hour around a night in which clocks go forward, and one in which they go back."""
    here = ZoneInfo(zone)
    for start in (dt.datetime(2026, 3, 7, tzinfo=dt.UTC), dt.datetime(2026, 10, 24, tzinfo=dt.UTC)):
        for step in range(48 * 3):
            now = start + dt.timedelta(minutes=30 * step)
            today = moment_of(now, here).local_date
            for chip in ("now", "morning", "yesterday"):
                form = asked(now, here, day=chip)
                assert form.is_valid(), (now, chip, form.errors)
                moment = form.cleaned_data["moment"]
                assert moment.at <= now
                assert now - moment.at <= dt.timedelta(hours=37)
                assert today - moment.local_date in (dt.timedelta(0), dt.timedelta(days=1))
                assert (moment.local_date == today) == (
                    chip == "now" or (chip == "morning" and now.astimezone(here).hour >= 4)
                )
