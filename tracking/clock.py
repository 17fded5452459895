"""The person's own clock: days and times as they said them -> moments that last.

A time that the spring change skips moves forward by the gap; of a time that comes twice in
autumn the first is meant. Both follow RFC 5545.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

NOON = dt.time(12)  # stands for "some time that day": no morning rating, and no false precision


@dataclass(frozen=True)
class Moment:
    """An instant with the day and the offset (minutes ahead of UTC) at which it was lived."""

    at: dt.datetime
    local_date: dt.date
    utc_offset: int
    moved: bool = False  # the clocks skipped the time that was said


def moment_of(instant: dt.datetime, zone: ZoneInfo) -> Moment:
    """The `instant` (aware) as the clock in `zone` shows it."""
    local = instant.astimezone(zone)
    return Moment(instant, local.date(), _minutes(local.utcoffset()))


def moment_on(day: dt.date, clock: dt.time | None, zone: ZoneInfo, now: dt.datetime) -> Moment:
    """The moment of `clock` on `day` in `zone`; without a clock, now on today and noon before."""
    here = moment_of(now, zone)
    if clock is None and day == here.local_date:
        return here
    meant = dt.datetime.combine(day, clock or NOON)
    instant = meant.replace(tzinfo=zone).astimezone(dt.UTC)
    lived = instant.astimezone(zone)
    return Moment(
        instant, lived.date(), _minutes(lived.utcoffset()), lived.replace(tzinfo=None) != meant
    )


def zone_of(utc_offset: int) -> dt.timezone:
    """The clock that runs so many minutes ahead of UTC."""
    return dt.timezone(dt.timedelta(minutes=utc_offset))


def lived_at(instant: dt.datetime, utc_offset: int) -> dt.datetime:
    """The `instant` (aware) as the person's own clock showed it, a naive date and time."""
    return instant.astimezone(zone_of(utc_offset)).replace(tzinfo=None)


def minute_of(clock: dt.datetime) -> int:
    """Minutes after midnight, 0 to 1439."""
    return clock.hour * 60 + clock.minute


def today_in(zone: ZoneInfo, now: dt.datetime) -> dt.date:
    """The local day of `now`."""
    return now.astimezone(zone).date()


def _minutes(offset: dt.timedelta | None) -> int:
    return round(offset.total_seconds() / 60) if offset else 0
