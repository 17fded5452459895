"""What a person logged, as the rules read it: check-ins, sessions and what a day amounts to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

MINUTES_A_DAY = 24 * 60
NOON = 12 * 60
HUNDREDTHS = 100
NO_SESSION = 0, 0, 0

OUTCOMES = frozenset({"done", "partly", "skipped", "stopped"})


class PractisedDay(StrEnum):
    """How much of a day's plan was practised."""

    FULL = "full"
    SOME = "some"


class Rating(NamedTuple):
    """One check-in.

    `day` is the local calendar day, `minute` the local minutes after midnight (0 to 1439),
    `pain` 0 to 10; `this_morning` is true if the person marked it so.
    """

    day: date
    minute: int
    pain: int
    this_morning: bool


class DayValue(NamedTuple):
    """Numbers of one day, or of a span of days that starts at `day`, put together.

    `low` <= `mean` <= `high`; `count` is how many they are (1 or more).
    """

    day: date
    low: float
    high: float
    mean: float
    count: int  # type: ignore[assignment]  # nobody counts in a day as in a tuple


@dataclass(frozen=True, slots=True)
class Days:
    """Numbers of several days, oldest day first: a list for each part of a `DayValue`.

    `days` are ordinals (`date.toordinal()`). Lows, highs and totals are hundredths, so that sums
    are exact; a mean is a total by its count.
    """

    days: Sequence[int] = ()
    lows: Sequence[int] = ()
    highs: Sequence[int] = ()
    totals: Sequence[int] = ()
    counts: Sequence[int] = ()

    @property
    def means(self) -> list[float]:
        """The mean of each day."""
        pairs = zip(self.totals, self.counts, strict=True)
        return [total / HUNDREDTHS / count for total, count in pairs]


@dataclass(frozen=True, slots=True)
class Practice:
    """One session: its local day, and how it ended.

    `outcome` is one of done, partly, skipped, stopped; anything else raises ValueError.
    """

    day: date
    outcome: str

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(f"outcome must be one of {sorted(OUTCOMES)}, not {self.outcome!r}")


class SessionsOfDay(NamedTuple):
    """The sessions of one day, put together.

    How many were done, how many were held (done, partly, or stopped), and the minutes of these.
    """

    day: date
    done: int
    held: int
    minutes: int

    @property
    def practised(self) -> PractisedDay | None:
        """What the day amounts to, as `practised_days` has it."""
        if self.done:
            return PractisedDay.FULL
        return PractisedDay.SOME if self.held else None


def sessions_of_days(
    days: Iterable[str], outcomes: Iterable[str], minutes: Iterable[int]
) -> list[SessionsOfDay]:
    """Sessions, each by its day, its outcome and its minutes, put together by days, oldest first.

    Days are texts such as 2026-11-30, which rise as days do. What was skipped is not held, and
    its minutes do not count.
    """
    together: dict[str, tuple[int, int, int]] = {}
    for day, outcome, took in zip(days, outcomes, minutes, strict=True):
        done, held, timed = together.get(day, NO_SESSION)
        if outcome != "skipped":
            done, held, timed = done + (outcome == "done"), held + 1, timed + took
        together[day] = done, held, timed
    return [SessionsOfDay(date.fromisoformat(day), *together[day]) for day in sorted(together)]


def morning_ratings(ratings: Iterable[Rating]) -> dict[date, int]:
    """Morning pain per day, 0 to 10; a day without a morning rating is not in the result.

    A morning rating is the first one before noon, or one marked "this morning" at any hour. A
    marked one wins, the first marked if there are several. Ratings may come in any order; of two
    in the same minute the one that comes first counts. Our decision throughout.
    """
    best: dict[date, tuple[bool, int]] = {}
    mornings: dict[date, int] = {}
    for rating in ratings:
        if not rating.this_morning and rating.minute >= NOON:
            continue
        rank = (not rating.this_morning, rating.minute)
        if rating.day not in best or rank < best[rating.day]:
            best[rating.day] = rank
            mornings[rating.day] = rating.pain
    return mornings


def daily_means(ratings: Iterable[Rating]) -> dict[date, float]:
    """Mean pain of each rated day, 0.0 to 10.0."""
    pains: dict[date, list[int]] = {}
    for rating in ratings:
        pains.setdefault(rating.day, []).append(rating.pain)
    return {day: sum(values) / len(values) for day, values in pains.items()}


def practised_days(practices: Iterable[Practice]) -> dict[date, PractisedDay]:
    """Days with practice: full if any session was done, some if only partly done or stopped.

    A skipped session is no practice, so a day with nothing else is not in the result.
    """
    days: dict[date, PractisedDay] = {}
    for practice in practices:
        if practice.outcome == "done":
            days[practice.day] = PractisedDay.FULL
        elif practice.outcome != "skipped":
            days.setdefault(practice.day, PractisedDay.SOME)
    return days
