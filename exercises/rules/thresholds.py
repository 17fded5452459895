"""Every number that the rules about pain and doses turn on: what it is, its bounds, its source.

The numbers are version 2 of the house. Superusers may set others within the bounds; what must hold
between them is said once, in `ORDER`. What says "from" holds at that number and above.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exercises.rules.soundness import Fault, gettext_noop

OURS = gettext_noop("our decision")
MONITORING = gettext_noop("pain-monitoring model (Thomeé 1997, Silbernagel 2007)")
MONITORING_OURS = gettext_noop("after the pain-monitoring model; the number is our decision")
NOTICED = gettext_noop("the smallest change that can be told from chance (Childs 2005)")
STRONG_PAIN = gettext_noop("bounds of moderate and severe pain (Boonstra 2016)")

POINTS = gettext_noop("points")
PAIN = gettext_noop("on the scale of pain")
EFFORT = gettext_noop("on the scale of effort")
HOURS = gettext_noop("hours")
DAYS = gettext_noop("days")
WEEKS = gettext_noop("weeks")
MORNINGS = gettext_noop("mornings")
SESSIONS = gettext_noop("sessions")
LADDERS = gettext_noop("ladders")


class Group(StrEnum):
    """What a threshold is about, in the order in which they are shown."""

    NOW = "now"
    DURING = "during"
    AFTER = "after"
    SIGNS = "signs"
    WEEKS = "weeks"
    BREAKS = "breaks"
    UP = "up"


@dataclass(frozen=True, slots=True)
class About:
    """What is said of one threshold. `least` and `most` bound what it may be set to."""

    group: Group
    words: str
    unit: str
    least: int
    most: int
    source: str


def _threshold(
    default: int, bounds: tuple[int, int], group: Group, unit: str, words: str, source: str = OURS
) -> Any:
    """A field of `Thresholds`: its number, what it may be, and what is said of it."""
    about = About(group, words, unit, *bounds, source)
    return dataclasses.field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """All numbers of the rules: whole ones, each with the unit that `ABOUT` names."""

    flare_up_from: int = _threshold(
        6, (4, 8), Group.NOW, PAIN,
        gettext_noop("Pain now from which only a flare-up day is offered"), STRONG_PAIN,
    )  # fmt: skip
    quiet_from: int = _threshold(
        8, (6, 9), Group.NOW, PAIN,
        gettext_noop("Pain now from which only rest and breathing are offered"), STRONG_PAIN,
    )  # fmt: skip

    safe_max: int = _threshold(
        2, (0, 3), Group.DURING, PAIN,
        gettext_noop("Worst pain up to which it was easy"), MONITORING,
    )  # fmt: skip
    steady_max: int = _threshold(
        3, (0, 5), Group.DURING, PAIN,
        gettext_noop("Worst pain up to which “it did not climb” is enough"),
    )  # fmt: skip
    gentle_peak: int = _threshold(
        6, (3, 7), Group.DURING, PAIN,
        gettext_noop("Gentle: worst pain from which it was too much"), MONITORING,
    )  # fmt: skip
    gentle_rise: int = _threshold(
        2, (1, 4), Group.DURING, POINTS, gettext_noop("Gentle: climb from which it was too much"),
    )  # fmt: skip
    gentle_rise_to: int = _threshold(
        3, (1, 7), Group.DURING, PAIN,
        gettext_noop("Gentle: where such a climb has to end to be too much"),
    )  # fmt: skip
    strength_peak: int = _threshold(
        6, (3, 7), Group.DURING, PAIN,
        gettext_noop("Strength: worst pain from which it was too much"), MONITORING,
    )  # fmt: skip
    strength_rise: int = _threshold(
        4, (1, 6), Group.DURING, POINTS, gettext_noop("Strength: climb from which it was too much"),
    )  # fmt: skip
    impact_peak: int = _threshold(
        3, (1, 5), Group.DURING, PAIN,
        gettext_noop("Running and hopping: worst pain from which it was too much"),
    )  # fmt: skip

    settle_hold: int = _threshold(
        2, (1, 5), Group.AFTER, POINTS, gettext_noop("More pain after than before: stay, from"),
    )  # fmt: skip
    settle_back: int = _threshold(
        3, (2, 6), Group.AFTER, POINTS,
        gettext_noop("More pain after than before: ease back, from"),
    )  # fmt: skip
    after_back: int = _threshold(
        6, (3, 7), Group.AFTER, PAIN, gettext_noop("Pain after it: ease back, from"), MONITORING,
    )  # fmt: skip
    morning_back: int = _threshold(
        2, (1, 4), Group.AFTER, POINTS,
        gettext_noop("Next morning above the usual: ease back, from"), NOTICED,
    )  # fmt: skip
    usual_mornings: int = _threshold(
        7, (5, 14), Group.AFTER, DAYS, gettext_noop("Days whose mornings make the usual"),
    )  # fmt: skip
    usual_least: int = _threshold(
        3, (2, 7), Group.AFTER, MORNINGS, gettext_noop("Rated mornings that the usual needs"),
    )  # fmt: skip
    silence_hours: int = _threshold(
        36, (24, 72), Group.AFTER, HOURS,
        gettext_noop("Hours after which no answer about the morning comes"),
    )  # fmt: skip
    effort_hard: int = _threshold(
        7, (4, 8), Group.AFTER, EFFORT, gettext_noop("Effort that counts as hard, from"),
    )  # fmt: skip
    effort_hold: int = _threshold(
        8, (5, 9), Group.AFTER, EFFORT, gettext_noop("Effort: stay, from"),
    )  # fmt: skip
    effort_back: int = _threshold(
        9, (6, 10), Group.AFTER, EFFORT, gettext_noop("Effort: ease back, from"),
    )  # fmt: skip

    sign_sessions: int = _threshold(
        2, (2, 3), Group.SIGNS, SESSIONS,
        gettext_noop("Sessions with a new sign that ask for a check"),
    )  # fmt: skip
    sign_window: int = _threshold(
        3, (2, 6), Group.SIGNS, SESSIONS,
        gettext_noop("Among so many sessions, the newest with them"),
    )  # fmt: skip
    floor_backs: int = _threshold(
        3, (2, 4), Group.SIGNS, SESSIONS,
        gettext_noop("Easings at the gentlest dose that ask for a review"),
    )  # fmt: skip
    floor_window: int = _threshold(
        4, (2, 8), Group.SIGNS, SESSIONS,
        gettext_noop("Among so many sessions there, the newest with them"),
    )  # fmt: skip

    week_least: int = _threshold(
        4, (3, 7), Group.WEEKS, MORNINGS, gettext_noop("Rated mornings that a week needs to count"),
    )  # fmt: skip
    creep_points: int = _threshold(
        2, (1, 4), Group.WEEKS, POINTS,
        gettext_noop("A week crept up: above the middle of earlier weeks, from"), MONITORING_OURS,
    )  # fmt: skip
    creep_weeks: int = _threshold(
        8, (4, 12), Group.WEEKS, WEEKS, gettext_noop("Weeks before it that are compared for that"),
    )  # fmt: skip
    creep_points_low: int = _threshold(
        3, (1, 6), Group.WEEKS, POINTS,
        gettext_noop("Or above the second lowest of them, from"), MONITORING_OURS,
    )  # fmt: skip
    creep_weeks_low: int = _threshold(
        26, (12, 52), Group.WEEKS, WEEKS,
        gettext_noop("Weeks before it that are compared for that one"),
    )  # fmt: skip
    creep_rated: int = _threshold(
        8, (2, 26), Group.WEEKS, WEEKS, gettext_noop("Rated weeks that this needs"),
    )  # fmt: skip
    creep_hold: int = _threshold(
        1, (1, 2), Group.WEEKS, WEEKS, gettext_noop("Weeks in a row that crept up: stay, from"),
    )  # fmt: skip
    creep_back: int = _threshold(
        2, (2, 4), Group.WEEKS, WEEKS,
        gettext_noop("Weeks in a row that crept up: ease back, from"), MONITORING_OURS,
    )  # fmt: skip
    creep_review: int = _threshold(
        4, (3, 8), Group.WEEKS, WEEKS,
        gettext_noop("Weeks in a row that crept up: have it looked at, from"),
    )  # fmt: skip

    gap_hold: int = _threshold(
        8, (4, 14), Group.BREAKS, DAYS,
        gettext_noop("Days away: the same exercise at its start dose, from"),
    )  # fmt: skip
    gap_back: int = _threshold(
        15, (8, 29), Group.BREAKS, DAYS, gettext_noop("Days away: the gentler exercise, from"),
    )  # fmt: skip

    streak: int = _threshold(
        3, (2, 10), Group.UP, SESSIONS, gettext_noop("Good sessions in a row that a step up needs"),
    )  # fmt: skip
    streak_steady: int = _threshold(
        4, (2, 12), Group.UP, SESSIONS,
        gettext_noop("The same, where one of them was steady or hard"),
    )  # fmt: skip
    days_between: int = _threshold(
        5, (3, 28), Group.UP, DAYS, gettext_noop("Days since this ladder last moved"),
    )  # fmt: skip
    ladders_a_week: int = _threshold(
        2, (1, 4), Group.UP, LADDERS,
        gettext_noop("Ladders that move up within seven days, at most"),
    )  # fmt: skip


HOUSE_VERSION = 2
DEFAULTS = Thresholds()
"""Version 2, that of the house: in force while nobody has set anything else."""

ABOUT: dict[str, About] = {
    field.name: field.metadata["about"] for field in dataclasses.fields(Thresholds)
}
"""What is said of each threshold, in the order in which they are shown."""

ORDER = (
    ("flare_up_from", "quiet_from", 1),
    ("safe_max", "impact_peak", 1),
    ("safe_max", "steady_max", 0),
    ("steady_max", "gentle_peak", 1),
    ("impact_peak", "gentle_peak", 0),
    ("gentle_peak", "strength_peak", 0),
    ("gentle_rise", "strength_rise", 0),
    ("gentle_rise_to", "gentle_peak", 0),
    ("settle_hold", "settle_back", 1),
    ("usual_least", "usual_mornings", 0),
    ("effort_hard", "effort_hold", 1),
    ("effort_hold", "effort_back", 1),
    ("sign_sessions", "sign_window", 0),
    ("floor_backs", "floor_window", 0),
    ("creep_weeks", "creep_weeks_low", 0),
    ("creep_points", "creep_points_low", 0),
    ("creep_rated", "creep_weeks_low", 0),
    ("creep_hold", "creep_back", 1),
    ("creep_back", "creep_review", 1),
    ("gap_hold", "gap_back", 1),
    ("streak", "streak_steady", 0),
)
"""What must hold between two: the second is at least so many above the first."""


def check_thresholds(numbers: dict[str, int]) -> Iterator[Fault]:
    """Whether `numbers`, by the names of thresholds, are within bounds and in order.

    What is missing is not asked. A fault of two stands at the second one.
    """
    for name, number in numbers.items():
        about = ABOUT[name]
        if not about.least <= number <= about.most:
            words = gettext_noop("from %(least)s to %(most)s")
            yield Fault(name, "bounds", words, {"least": about.least, "most": about.most})
    for lower, higher, apart in ORDER:
        if lower not in numbers or higher not in numbers:
            continue
        least = numbers[lower] + apart
        if numbers[higher] < least:
            words = gettext_noop("at least %(least)s, because of “%(name)s”")
            yield Fault(higher, "order", words, {"least": least, "name": ABOUT[lower].words})
