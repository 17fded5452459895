"""Places on a ladder: who moves aside for whom, and who leads to whom afterwards.

Each exercise has a rung of its own. Whoever takes a rung that is taken goes in there; the one that
stood there and those directly above move up by one, until a free rung ends it. Within one ladder
those in between close up towards the place that was left.
"""

from dataclasses import dataclass, field, replace

from django.db.models import F
from django.utils import timezone

from exercises.models import Exercise, Ladder
from exercises.rules.demands import Demands, more_than

NEW = 0  # the key of an exercise that has none yet
ASIDE = 1000  # rungs of exercises on the move, so that no two ever stand on one

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
    concerned = {ladder.pk} | ({own.ladder_id} if own.pk else set())
    locked = Ladder.objects.select_for_update().filter(pk__in=concerned).order_by("pk")
    there = Exercise.objects.filter(ladder__in=list(locked)).select_related("position")
    others = list(there.exclude(pk=own.pk))
    others.sort(key=lambda one: one.rung)
    here = [one for one in others if one.ladder_id == ladder.pk]
    old = own.rung if own.pk and own.ladder_id == ladder.pk else None
    top = here[-1].rung if here else 0
    highest = top + 1 if old is None else max(top, old)
    rung = min(wanted or highest, highest)
    if rung == old:
        return None
    step = -1 if old is not None and old < rung else 1
    shifted = _in_the_way(here, rung, step)
    places = {one.pk: one.rung + step * (one in shifted) for one in here}
    left = [one for one in others if own.pk and one.ladder_id == own.ladder_id]
    move = Move(
        ladder=ladder,
        rung=rung,
        shifted=tuple(sorted(shifted, key=lambda one: one.rung)),
        step=step,
        below=max((o for o in here if places[o.pk] < rung), key=lambda o: o.rung, default=None),
        above=min((o for o in here if places[o.pk] > rung), key=lambda o: o.rung, default=None),
        left_below=next((one for one in reversed(left) if one.rung < own.rung), None),
        left_above=next((one for one in left if one.rung > own.rung), None),
    )
    move.links.update(_links(own, move))
    return move


def _in_the_way(here: list[Exercise], rung: int, step: int) -> list[Exercise]:
    """Whoever stands on `rung`, and those that follow without a gap."""
    taken = {one.rung: one for one in here}
    found = []
    while rung in taken:
        found.append(taken[rung])
        rung += step
    return found


def _links(exercise: Exercise, move: Move) -> Links:
    """The neighbours' links that change. What staff linked elsewhere stays as it is.

    Nobody is called the gentler one of an exercise that asks less of somebody.
    """
    own = exercise.pk or NEW
    neighbours = (move.left_below, move.left_above, move.below, move.above)
    found = {one.pk: one for one in neighbours if one}
    before: Links = {
        pk: {"gentler": one.gentler_id, "harder": one.harder_id} for pk, one in found.items()
    }
    after = {pk: dict(links) for pk, links in before.items()}
    for one, name, other in (
        (move.left_below, "harder", move.left_above),
        (move.left_above, "gentler", move.left_below),
    ):
        if one and after[one.pk][name] == own:
            fits = other and (name == "harder" or _is_gentler(other, one))
            after[one.pk][name] = other.pk if other and fits else None
    if move.below and move.above:
        for one, name, other in (
            (move.below, "harder", move.above),
            (move.above, "gentler", move.below),
        ):
            fits = name == "harder" or _is_gentler(exercise, one, below=True)
            if after[one.pk][name] == other.pk and fits:
                after[one.pk][name] = own
    return {pk: links for pk, links in after.items() if links != before[pk]}


def _is_gentler(one: Exercise, other: Exercise, *, below: bool = False) -> bool:
    """Whether `one` may be called the gentler of the two; `below`: as it will stand there."""
    asked = demands_of(other)
    offered = demands_of(one)
    if below:
        offered = replace(offered, ladder=asked.ladder, rung=asked.rung - 1)
    return not more_than(offered, asked)


def make_room(own: Exercise, move: Move) -> None:
    """Move the others to their new rungs. `own` is saved on its rung next.

    No revision rises: what is done, and how, stays the same. The time of the change does, so that
    a page of theirs that somebody has open is not saved over it.
    """
    keys = [one.pk for one in move.shifted]
    travelling = [*keys, own.pk] if own.pk else keys
    Exercise.objects.filter(pk__in=travelling).update(rung=F("rung") + ASIDE)
    Exercise.objects.filter(pk__in=keys).update(
        rung=F("rung") - ASIDE + move.step, updated_at=timezone.now()
    )


def link(own: Exercise, move: Move) -> None:
    """Let the neighbours lead to `own`, which is saved by now, and past the place it left."""
    for pk, links in move.links.items():
        values = {f"{name}_id": own.pk if to == NEW else to for name, to in links.items()}
        Exercise.objects.filter(pk=pk).update(**values, updated_at=timezone.now())
