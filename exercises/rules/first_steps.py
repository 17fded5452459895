"""One movement to begin with: what the first page shows, and the shortest thing to do today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercises.rules.judging import NOTHING_NEEDED, Day, Demand, cares, reasons_against

SHORT_SECONDS = 120
"""What a short moment holds: two minutes."""

FEW_MORE = 3
"""So many cautions more than the least are still few. Our decision."""

IN_ANY_HOME = frozenset({
    NOTHING_NEEDED, "mat", "pillow", "cushion", "small_towel", "chair_or_stool", "chair_or_wall",
    "wall", "bed_or_bench",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movement:
    """An exercise as far as it may be somebody's first: `seconds` is its smallest dose."""

    key: int
    demand: Demand
    rung: int
    gentle: bool
    seconds: int

    @property
    def limit(self) -> int:
        """The highest pain (0 to 10) that it is for."""
        return self.demand.limit

    @property
    def cautions(self) -> int:
        """How much there is to ask before it."""
        return len(self.demand.cautions)

    @property
    def at_home(self) -> bool:
        """Whether it needs nothing but what any home has."""
        return self.demand.things <= IN_ANY_HOME


def first_step(movements: Iterable[Movement], day: Day) -> Movement | None:
    """One gentle movement to begin with on `day`, whoever asks; None if there is none.

    It is the first of its ladder, needs what any home has, and few have more to ask before it;
    of those, the one that is nearest to what such a day allows.
    """
    firsts = [movement for movement in _calm(movements, day) if movement.rung == 1]
    return min(
        _with_few_cautions(firsts),
        key=lambda movement: (movement.limit, movement.cautions),
        default=None,
    )


def short_step(movements: Iterable[Movement], day: Day) -> Movement | None:
    """One gentle movement on `day` for two minutes, or None.

    The first of a ladder often takes longer, so any rung will do. The fewest cautions come first,
    for a short moment is no time to read many; then the one that fills the moment best.
    """
    short = [
        movement for movement in _calm(movements, day) if 0 < movement.seconds <= SHORT_SECONDS
    ]
    return min(
        _with_few_cautions(short),
        key=lambda movement: (movement.cautions, -movement.seconds),
        default=None,
    )


def _calm(movements: Iterable[Movement], day: Day) -> list[Movement]:
    """What may be shown first on `day`; what asks for no care of this reader, if there is any."""
    calm = [
        movement
        for movement in movements
        if movement.gentle and movement.at_home and not reasons_against(movement.demand, day)
    ]
    easy = [movement for movement in calm if not cares(movement.demand, day)]
    return easy or calm


def _with_few_cautions(movements: Sequence[Movement]) -> list[Movement]:
    least = min((movement.cautions for movement in movements), default=0)
    return [movement for movement in movements if movement.cautions <= least + FEW_MORE]
