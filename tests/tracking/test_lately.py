"""What Today reads of pain is put together by the database: it says what the plain rules say."""

import datetime as dt
import random
from itertools import product

import pytest

from accounts.models import User
from tracking.clock import lived_at, minute_of
from tracking.models import CheckIn
from tracking.records import finding_lately, pains_by_day
from tracking.rules.headline import daily_values, finding_from_days
from tracking.rules.records import Rating

TODAY = dt.date(2026, 11, 30)
START = TODAY - dt.timedelta(days=55)
OFFSETS = (0, 0, 0, 120, -300)  # somebody who travels, so that clocks of one day differ

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]


def a_diary(user: User, chance: random.Random) -> list[CheckIn]:
    """Check-ins at few different minutes, so that many fall together; some of them deleted."""
    minutes = chance.sample(range(24 * 60), 4)
    days = chance.sample(range(-3, 60), chance.choice((0, 1, 3, 20, 50)))
    rows = []
    for ago, _number in product(days, range(chance.randrange(1, 5))):
        offset = chance.choice(OFFSETS)
        clock = dt.timedelta(minutes=chance.choice(minutes), seconds=chance.randrange(60))
        day = TODAY - dt.timedelta(days=ago)
        midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
        at = midnight + clock - dt.timedelta(minutes=offset)
        said = {"pain": chance.randrange(11), "this_morning": chance.random() < 0.2}
        removed = at if chance.random() < 0.1 else None
        rows.append(
            CheckIn(user=user, at=at, local_date=day, utc_offset=offset, removed_at=removed, **said)
        )
    return CheckIn.objects.bulk_create(rows)


def as_plain(user: User) -> list[Rating]:
    rows = CheckIn.objects.owned_by(user).between(START, TODAY).order_by("local_date", "at")
    return [
        Rating(row.local_date, minute_of(lived_at(row.at, row.utc_offset)), row.pain, morning)
        for row in rows
        for morning in [row.this_morning]
    ]


@pytest.mark.parametrize("seed", range(12))
def test_it_says_what_the_rules_say_of_single_ratings(user: User, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same diaries each time)
    a_diary(user, chance)
    values = daily_values(as_plain(user))
    pains = pains_by_day(user, START, TODAY)
    assert {day: sum(row) / len(row) for day, row in pains.items()} == values.days
    assert sum(map(len, pains.values())) == values.count
    found = finding_lately(user, pains, START, TODAY)
    assert found == finding_from_days(values, TODAY, START)


def test_another_persons_ratings_are_not_there(user: User, make_user: object) -> None:
    other = make_user("ben@example.org")  # type: ignore[operator]
    a_diary(other, random.Random(3))  # noqa: S311 (as above)
    assert pains_by_day(user, START, TODAY) == {}
    assert finding_lately(user, {}, START, TODAY).ratings == 0
