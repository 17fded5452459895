"""What the times that one exercise was done amount to: counts, by side, and nothing claimed."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

MEAN_FROM = 3
"""Answers from which there is a mean; fewer are shown one by one. Our decision."""

SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Turn:
    """One exercise on one side ("" for none) in one session, as it was done.

    `seconds` is how long its dose takes (0 if not known), `reps` how many repetitions it has.
    `before` and `after` are the pain of the whole session; `worst` that of this side, or of the
    session where the side has none; None where nothing was answered.
    """

    session: Hashable
    day: date
    side: str
    seconds: int = 0
    reps: int = 0
    worst: int | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Morning:
    """The answer of a morning after: how a side ("" for both) was, from -1 easier to 2 more."""

    session: Hashable
    side: str
    change: int


@dataclass(frozen=True, slots=True)
class Pains:
    """Answered pains in order of time, and their mean (None if there are fewer than 3)."""

    values: tuple[int, ...]

    @property
    def mean(self) -> float | None:
        few = len(self.values) < MEAN_FROM
        return None if few else sum(self.values) / len(self.values)


@dataclass(frozen=True, slots=True)
class Tally:
    """Turns put together, of one side or of all (`side` None).

    `mornings` counts the answers of mornings after by their change; `unanswered` is how many
    sessions have none. `last` is None and everything else 0 if there was no turn.
    """

    side: str | None
    times: int
    days: int
    last: date | None
    seconds: int
    reps: int
    before: Pains
    after: Pains
    worst: int | None
    mornings: dict[int, int]
    unanswered: int


def tallies(turns: Sequence[Turn], mornings: Sequence[Morning]) -> tuple[Tally, ...]:
    """All turns together; then each side that was done, if a side was ever said.

    Turns without a side come last where others have one: an exercise may have had no sides once.
    """
    done = {turn.side for turn in turns}
    sides = [side for side in (*SIDES, "") if side in done] if done - {""} else []
    return (tally(turns, mornings), *(_of_side(side, turns, mornings) for side in sides))


def tally(turns: Sequence[Turn], mornings: Iterable[Morning], side: str | None = None) -> Tally:
    """The turns as one. Pain before and after counts once a session, however many its sides."""
    sessions = {turn.session: turn for turn in sorted(turns, key=lambda turn: turn.day)}
    days = {turn.day for turn in turns}
    changes: dict[int, int] = Counter()
    unanswered = set(sessions)
    for morning in mornings:
        if morning.session in sessions:
            changes[morning.change] += 1
            unanswered.discard(morning.session)
    return Tally(
        side=side,
        times=len(sessions),
        days=len(days),
        last=max(days, default=None),
        seconds=sum(map(attrgetter("seconds"), turns)),
        reps=sum(map(attrgetter("reps"), turns)),
        before=Pains(_given(sessions.values(), "before")),
        after=Pains(_given(sessions.values(), "after")),
        worst=max(_given(turns, "worst"), default=None),
        mornings=dict(changes),
        unanswered=len(unanswered),
    )


def _given(turns: Iterable[Turn], question: str) -> tuple[int, ...]:
    """The answers to `question`, without the turns that have none."""
    answers = map(attrgetter(question), turns)
    return tuple(answer for answer in answers if answer is not None)


def on_both_sides(turns: Iterable[Turn]) -> int:
    """How many sessions had the left and the right side."""
    left, right = ({turn.session for turn in turns if turn.side == side} for side in SIDES)
    return len(left & right)


def _of_side(side: str, turns: Sequence[Turn], mornings: Sequence[Morning]) -> Tally:
    """One side's turns, with the mornings that were told of it or of both sides together."""
    return tally(
        [turn for turn in turns if turn.side == side],
        [morning for morning in mornings if morning.side in ("", side)],
        side,
    )
