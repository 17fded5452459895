"""What happened to Bea, day by day, whether she wrote it down or not. Made up; rules only.

Each day has a chance of its own, so that the hour at which the demonstration starts changes
what is written of today and nothing before. What she follows leans together a little, as it
does in real diaries, and never perfectly.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = "Bea"
DAYS = 16 * 7
GAP = range(62, 79)  # days ago: seventeen days away from it all
FLARE_UP = range(34, 40)  # days ago: six bad ones
ASKED = {110: "first", 82: "month", 33: "sign", 5: "month"}  # days ago, and why: warning signs
CHECKED = 31  # days ago: somebody looked at the tingling of the bad days
FOLLOWS_SINCE = 84  # days ago: she chose what to follow, and was asked about it from then on
FOLLOWED = ("stiffness", "walked", "seat_type", "training_minutes", "new_activity")
TRUE_OF_HER = ("neck_pain",)  # what she said of herself, under the codes of the library
GOES_FOR_HER = {"floor": True, "kneeling": False}
CIRCLES, SWIM = OWN_MOVEMENTS = ("Hip circles by the kettle", "Easy swim")
SWIMS = (57, 50, 43, 29, 22, 15, 8, 4)  # days ago
NEW_THINGS = {
    82: "Raised the desk by a hand's width",
    57: "First swim in a long while",
    51: "New chair at work",
    40: "Carried boxes for Jo's move, three flights of stairs",
    25: "Two hours of painting the kitchen ceiling",
    18: "Dancing at a wedding",
    9: "Walked home the long way, about 5 km",
    3: "Tried a standing desk for the morning",
}
NOTES_ON = {
    61: "Back from two weeks away. Wrote nothing there, and that was fine.",
    39: "Woke up with the whole left side complaining. The boxes, I think.",
    36: "Slept with a cushion under the knees, a bit easier.",
    34: "Tingling in the thigh for an hour, then gone. Will mention it to Dr Osei.",
    31: "Dr Osei looked at it: carry on gently, come back if it returns.",
    17: "Danced half the night and still fine. Surprised.",
    2: "Sat through two films without shifting about.",
}
NOTES = (
    "Slept on the sofa, stiff this morning.",
    "Long drive yesterday.",
    "Walked by the river, felt freer afterwards.",
    "Left hip quiet today.",
    "Desk day, hardly stood up.",
    "Bad night, not because of the hip.",
    "Shoes on without holding the door frame.",
    "Stairs were easier than last week.",
    "Meeting after meeting, forgot to stand up.",
    "Cold morning, took longer to get going.",
    "Gardening, on my knees most of the time.",
)


@dataclass(frozen=True)
class Day:
    """One day as it was; `chance` decides what is written of it. Times are on Bea's clock."""

    back: int
    date: dt.date
    pain: int
    stiffness: int
    walked: bool
    seat: str
    note: str
    chance: random.Random

    @property
    def flare_up(self) -> bool:
        """Whether this is one of the bad days."""
        return self.back in FLARE_UP

    @property
    def follows(self) -> bool:
        """Whether she had chosen by then what to follow."""
        return self.back <= FOLLOWS_SINCE

    def around(self, hour: int, minutes: int) -> dt.time:
        """A time within `minutes` after the `hour`."""
        hours, minute = divmod(self.chance.randrange(minutes), 60)
        return dt.time(hour + hours, minute)


def days_until(today: dt.date) -> Iterator[Day]:
    """The days from sixteen weeks ago to `today`, without those away."""
    notes = list(NOTES)
    random.Random(SEED).shuffle(notes)  # noqa: S311 (the same diary every time is the point)
    walked = False
    for back in range(DAYS, -1, -1):
        if back in GAP:
            continue
        chance = random.Random(f"{SEED} {back}")  # noqa: S311
        date = today - dt.timedelta(days=back)
        pain = _pain(back, chance, walked=walked)
        note = NOTES_ON.get(back, "")
        if not note and chance.random() < 0.11 and notes:
            note = notes.pop()
        day = Day(
            back=back,
            date=date,
            pain=pain,
            stiffness=_within(0.6 * pain + 1.4 + chance.gauss(0, 1.1)),
            walked=chance.random() < (0.2 if back in FLARE_UP else 0.55),
            seat=_seat(date, chance),
            note=note,
            chance=chance,
        )
        walked = day.walked
        yield day


def _pain(back: int, chance: random.Random, *, walked: bool) -> int:
    """Pain that drifts from about 6 to about 4, swings by a point or two, and flares up once."""
    level = 3.7 + 2.6 * back / DAYS + (2.7 if back in FLARE_UP else 0) - (0.4 if walked else 0)
    return _within(level + chance.choice((-1, -1, 0, 0, 0, 1, 1)))


def _seat(date: dt.date, chance: random.Random) -> str:
    if date.weekday() < 5:
        return chance.choice(("firm_flat", "firm_flat", "firm_flat", "stool", "car_seat"))
    return chance.choice(("soft_sofa", "soft_sofa", "car_seat", "firm_flat", "floor"))


def _within(number: float) -> int:
    return max(0, min(10, round(number)))
