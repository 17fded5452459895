"""A daily thing has one value a day: the answer that was given last takes the others' place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tracking.rules.records import MINUTES_A_DAY

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class DayAnswer(Generic[Value]):
    """One answer to one question.

    `day` is the local calendar day, `minute` the local minutes after midnight (0 to 1439), `place`
    where the answer stands among those that were written down: a later one is higher. `value` is
    whatever was answered. Raises ValueError for a minute outside its bounds.
    """

    day: date
    minute: int
    place: int
    value: Value

    def __post_init__(self) -> None:
        if not 0 <= self.minute < MINUTES_A_DAY:
            raise ValueError(f"minute must be 0 to {MINUTES_A_DAY - 1}, not {self.minute}")


def last_of_day(answers: Iterable[DayAnswer[Value]]) -> dict[date, DayAnswer[Value]]:
    """The answer that counts for each day, earliest day first; days without one are not in it.

    `answers` are those to one question, in any order. The latest minute of a day wins, and within
    a minute the one written down last. Our decision: a day's walk is told again when it is longer.
    """
    latest: dict[date, DayAnswer[Value]] = {}
    for answer in answers:
        best = latest.get(answer.day)
        if best is None or (answer.minute, answer.place) > (best.minute, best.place):
            latest[answer.day] = answer
    return dict(sorted(latest.items()))
