"""Places on a ladder: who moves aside for whom, and who leads to whom afterwards.

Each exercise has a rung of its own. Whoever takes a rung that is taken goes in there; the one that
stood there and those directly above move up by one, until a free rung ends it. Within one ladder
those in between close up towards the place that was left.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from operator import attrgetter

from django.db.models import F
from django.utils import timezone

from exercises.models import Exercise, Ladder
from exercises.pack.loader import OUT_OF_THE_WAY
from exercises.rules.demands import Demands, more_than
from psoas_site.ui.shapes import Values

NEW = 0  # the key of an exercise that has none yet

Links = dict[int, dict[str, int | None]]  # by exercise: `gentler` and `harder`, each a key or None


@dataclass(frozen=True)
class Move:
    """The way of one exercise to `rung` of `ladder`, and what it changes for others."""

    ladder: Ladder
    rung: int
    shifted: tuple[Exercise, ...]  # in the order of their rungs; each moves by `step`
    step: int  # 1 is up, -1 down
    below: Exercise | None  # the neighbours where it arrives
    above: Exercise | None
    left_below: Exercise | None  # the neighbours that it leaves
    left_above: Exercise | None
    links: Links = field(default_factory=dict)  # what neighbours link to from now on


def demands_of(exercise: Exercise, rung: int | None = None) -> Demands:
    """What `exercise` asks of somebody, on its own rung or on another one."""
    return Demands(
        ladder=exercise.ladder_id,
        rung=exercise.rung if rung is None else rung,
        pain=exercise.pain_now_max,
        floor=bool(exercise.position_id) and exercise.position.floor,
        firm_bed=exercise.firm_bed,
    )


def move_to(own: Exercise, ladder: Ladder, wanted: int | None) -> Move | None:
    """How `own` (saved or not) gets onto rung `wanted` of `ladder`; None: it stands there already.

    Without `wanted`, on top; nobody stands higher than one above the last. Nothing is written.
    Both ladders stay locked to the end of the transaction, which must have begun.
    """
    here, left = _locked(own, ladder)
    old = own.rung if own.pk and own.ladder_id == ladder.pk else None
    rung = _rung_for(wanted, here, old)
    if rung == old:
        return None
    step = -1 if old is not None and old < rung else 1
    shifted = _in_the_way(here, rung, step)
    below, above = _neighbours(here, rung, shifted, step)
    left_below, left_above = _neighbours(left, own.rung)
    move = Move(
        ladder=ladder,
        rung=rung,
        shifted=tuple(sorted(shifted, key=attrgetter("rung"))),
        step=step,
        below=below,
        above=above,
        left_below=left_below,
        left_above=left_above,
    )
    move.links.update(_links(own, move))
    return move


def _locked(own: Exercise, ladder: Ladder) -> tuple[list[Exercise], list[Exercise]]:
    """The others on `ladder`, and on the one that `own` leaves, by their rungs; both locked."""
    concerned = {ladder.pk, own.ladder_id} if own.pk else {ladder.pk}
    locked = Ladder.objects.select_for_update().filter(pk__in=concerned).order_by("pk")
    there = Exercise.objects.filter(ladder__in=list(locked)).select_related("position")
    others = sorted(there.exclude(pk=own.pk), key=attrgetter("rung"))
    here = [exercise for exercise in others if exercise.ladder_id == ladder.pk]
    left = [exercise for exercise in others if own.pk and exercise.ladder_id == own.ladder_id]
    return here, left


def _rung_for(wanted: int | None, here: list[Exercise], old: int | None) -> int:
    top = here[-1].rung if here else 0
    highest = top + 1 if old is None else max(top, old)
    return min(wanted or highest, highest)


def _neighbours(
    exercises: list[Exercise], rung: int, shifted: Collection[Exercise] = (), step: int = 0
) -> tuple[Exercise | None, Exercise | None]:
    """The next below `rung` and the next above it, once the `shifted` have moved by `step`."""
    below = above = None
    for exercise in exercises:
        own = exercise.rung + step * (exercise in shifted)
        if own < rung:
            below = exercise
        elif own > rung and above is None:
            above = exercise
    return below, above


def _in_the_way(here: list[Exercise], rung: int, step: int) -> list[Exercise]:
    """Whoever stands on `rung`, and those that follow without a gap."""
    taken = {exercise.rung: exercise for exercise in here}
    shifted = []
    while rung in taken:
        shifted.append(taken[rung])
        rung += step
    return shifted


def _links(exercise: Exercise, move: Move) -> Links:
    """The neighbours' links that change. What staff linked elsewhere stays as it is.

    Nobody is called the gentler one of an exercise that asks less of somebody.
    """
    neighbours = filter(None, (move.left_below, move.left_above, move.below, move.above))
    before: Links = {
        neighbour.pk: {"gentler": neighbour.gentler_id, "harder": neighbour.harder_id}
        for neighbour in neighbours
    }
    after = {pk: dict(links) for pk, links in before.items()}
    _close_gap(after, exercise.pk or NEW, move.left_below, move.left_above)
    if move.below and move.above:
        _let_in(after, exercise, move.below, move.above)
    return {pk: links for pk, links in after.items() if links != before[pk]}


def _close_gap(links: Links, own: int, below: Exercise | None, above: Exercise | None) -> None:
    """Let those that led to `own` where it stood lead to each other."""
    if below and links[below.pk]["harder"] == own:
        links[below.pk]["harder"] = above.pk if above else None
    if above and links[above.pk]["gentler"] == own:
        links[above.pk]["gentler"] = None
        if below and _is_gentler(below, above):
            links[above.pk]["gentler"] = below.pk


def _let_in(links: Links, exercise: Exercise, below: Exercise, above: Exercise) -> None:
    """Let those that led to each other lead to the one that comes between them."""
    own = exercise.pk or NEW
    if links[below.pk]["harder"] == above.pk:
        links[below.pk]["harder"] = own
    led_down = links[above.pk]["gentler"] == below.pk
    if led_down and _is_gentler(exercise, above, below=True):
        links[above.pk]["gentler"] = own


def _is_gentler(exercise: Exercise, other: Exercise, *, below: bool = False) -> bool:
    """Whether `exercise` is the gentler of the two; `below`: as it will stand there."""
    demands, others = demands_of(exercise), demands_of(other)
    if below:
        demands = replace(demands, ladder=others.ladder, rung=others.rung - 1)
    return not more_than(demands, others)


def make_room(own: Exercise, move: Move) -> None:
    """Move the others to their new rungs. `own` is saved on its rung next.

    No revision rises: what is done, and how, stays the same. The time of the change does, so that
    a page of theirs that somebody has open is not saved over it.
    """
    keys = [exercise.pk for exercise in move.shifted]
    travelling = [*keys, own.pk] if own.pk else keys
    Exercise.objects.filter(pk__in=travelling).update(rung=F("rung") + OUT_OF_THE_WAY)
    Exercise.objects.filter(pk__in=keys).update(
        rung=F("rung") - OUT_OF_THE_WAY + move.step, updated_at=timezone.now()
    )


def link(own: Exercise, move: Move) -> None:
    """Let the neighbours lead to `own`, which is saved by now, and past the place it left."""
    for pk, links in move.links.items():
        values: Values = {"updated_at": timezone.now()}
        for name, key in links.items():
            values[f"{name}_id"] = own.pk if key == NEW else key
        Exercise.objects.filter(pk=pk).update(**values)
