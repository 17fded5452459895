"""Which routines somebody may be offered today, and which one first.

What stands against a thing is `judging`'s to say, here as in the library. Two thresholds have a
source:

- 6 and 7 is moderate pain (Boonstra 2016, chronic musculoskeletal pain, 0-10).
- A difference of 2 points is one that people with low back pain notice (Suzuki 2020). Day to day,
  pain swings by about as much, so less than that is not "clearly" more.

The other numbers are our own decisions, and each says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from exercises.rules.judging import NO_LIMITS, Day, Demand, Limits, limits_against, reasons_against

SORE_FROM = 6
"""Pain that counts as clearly more than usual while no usual is known (moderate, same source)."""

CLEARLY_MORE = 2
"""Points above the usual that people notice (Suzuki 2020)."""

LITTLE_PAIN = 3
"""What is for this much pain at most is demanding, whatever it is. Our decision: who wrote it
lets nobody with moderate pain do it, so it is no calm choice for a stranger or a sore day."""

LATELY_DAYS = 28
"""So many days back is "lately". Our decision: after four weeks without, one starts quietly."""

USUAL_NEEDS = 5
"""Ratings without which nobody's usual pain is known. Our decision."""

WEEK = 7

LEAST_LEFT = 0.5
"""The part of a routine that a person's limits have to leave of it. Our decision: of less, it is
no longer that routine."""


class Occasion(StrEnum):
    """What a routine is for, where it is not for any day."""

    ANY = ""
    START = "start"  # the first days, and the first ones after a long while
    FLARE_UP = "flare_up"  # a day clearly worse than one's usual


@dataclass(frozen=True, slots=True)
class Routine:
    """A programme as far as its place depends on it; `days` a week are enough of it.

    `parts` is what each of its exercises asks.
    """

    key: int
    limit: int
    order: int
    days: int = WEEK
    occasion: Occasion = Occasion.ANY
    lands: bool = False
    parts: tuple[Demand, ...] = ()

    @property
    def demanding(self) -> bool:
        """Whether it is no calm choice: it runs or hops, or is for little pain only."""
        return self.lands or self.limit <= LITTLE_PAIN


@dataclass(frozen=True, slots=True)
class Done:
    """A session that was not skipped: which routine it followed, if any, and how long ago."""

    routine: int | None
    days_ago: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody today. `done` holds the sessions of the last 28 days, `used` their routines by key,
    most done first. `usual` is from `usual_pain`; None is "not known", for `pain` "not said"."""

    pain: int | None = None
    paused: bool = False
    usual: float | None = None
    used: tuple[int, ...] = ()
    done: tuple[Done, ...] = ()
    limits: Limits = NO_LIMITS

    @property
    def day(self) -> Day:
        """How today is, as the rule of what may be offered reads it."""
        return Day(pain=self.pain, paused=self.paused, limits=self.limits)

    @property
    def is_starting(self) -> bool:
        """Whether nothing was done lately."""
        return not self.done

    @property
    def is_above_usual(self) -> bool:
        """Whether there is more pain than usual, by however little."""
        if self.pain is None:
            return False
        return self.pain >= SORE_FROM if self.usual is None else self.pain > self.usual

    @property
    def is_clearly_worse(self) -> bool:
        """Whether there is so much more pain than usual that people notice, and no little pain."""
        if self.pain is None or self.usual is None:
            return self.is_above_usual
        return self.pain > LITTLE_PAIN and self.pain >= self.usual + CLEARLY_MORE


class Why(StrEnum):
    """Why a routine is offered, the strongest reason alone."""

    ENOUGH = "enough"  # something was done today
    SORE = "sore"  # much pain, and no usual to compare it with
    ABOVE_USUAL = "above_usual"
    MOST_DONE = "most_done"
    START = "start"
    BETWEEN = "between"  # what is done most has a day off
    WITHIN = "within"  # nothing but the pain number


@dataclass(frozen=True, slots=True)
class Choice:
    """A routine that may be offered, and why it is."""

    key: int
    why: Why


def usual_pain(pains: Iterable[int]) -> float | None:
    """The median of earlier ratings (0 to 10), or None for fewer than 5."""
    ratings = list(pains)
    return median(ratings) if len(ratings) >= USUAL_NEEDS else None


def routines_for(person: Person, routines: Iterable[Routine]) -> tuple[Choice, ...]:
    """What may be offered to `person`, the first choice first; empty during a pause.

    While nobody said how the pain is, only calm routines come into question.
    """
    offered = [routine for routine in routines if _may_be_offered(routine, person)]
    offered.sort(key=lambda routine: _standing(routine, person))
    return tuple(Choice(routine.key, _why(routine, person)) for routine in offered)


def _may_be_offered(routine: Routine, person: Person) -> bool:
    if reasons_against(Demand(routine.limit), person.day):
        return False
    if not is_enough_left(routine.parts, person.day):
        return False
    is_known = person.pain is not None and not person.is_starting
    if routine.demanding and not is_known:
        return False
    is_sore = person.is_above_usual and (person.pain or 0) > LITTLE_PAIN
    return routine.occasion is not Occasion.FLARE_UP or is_sore


def is_enough_left(parts: Sequence[Demand], day: Day) -> bool:
    """Whether the reader's limits leave enough of what consists of `parts`."""
    if not day.limits:
        return True
    left = sum(not limits_against(part, day) for part in parts)
    return left >= len(parts) * LEAST_LEFT


def _standing(routine: Routine, person: Person) -> tuple[int, ...]:
    """Where `routine` stands: what comes first has the smaller number in the first that differs."""
    is_flare_up = routine.occasion is Occasion.FLARE_UP
    ranks = {key: rank for rank, key in enumerate(person.used)}
    return (
        not (is_flare_up and person.is_clearly_worse),
        routine.demanding and person.is_above_usual,
        is_resting(routine, person.done),
        ranks.get(routine.key, len(ranks)),
        not (routine.occasion is Occasion.START and person.is_starting),
        is_flare_up,
        routine.demanding,
        routine.order,
        routine.key,
    )


def is_resting(routine: Routine, done: Iterable[Done]) -> bool:
    """Whether `routine` has a day off: its days of the week are used up, or it is demanding and
    was done today or yesterday. Our decision: the pack says "leave a day between" of all these.
    """
    days = {session.days_ago for session in done if session.routine == routine.key}
    this_week = [ago for ago in days if ago < WEEK]
    used_up = routine.days < WEEK and len(this_week) >= routine.days
    return used_up or (routine.demanding and bool(days & {0, 1}))


def _why(routine: Routine, person: Person) -> Why:
    most_done = person.used[:1] == (routine.key,)
    reasons = (
        (Why.ENOUGH, any(session.days_ago == 0 for session in person.done)),
        (Why.SORE, routine.occasion is Occasion.FLARE_UP and person.usual is None),
        (Why.ABOVE_USUAL, routine.occasion is Occasion.FLARE_UP),
        (Why.MOST_DONE, most_done),
        (Why.ABOVE_USUAL, person.usual is not None and person.is_above_usual),
        (Why.START, person.is_starting or person.pain is None),
        (Why.BETWEEN, bool(person.used)),
    )
    return next((why for why, holds in reasons if holds), Why.WITHIN)
