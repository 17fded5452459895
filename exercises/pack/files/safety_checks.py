"""What a pack must not say for safety's sake, beyond what holds it together.

`safety_faults` refuse a pack. `unsafe_in` is what the pack that comes with the project is held to,
and what a form of the admin refuses; a pack that was exported before these rules is still read,
and whoever loads it is told.
"""

from collections.abc import Iterator

from exercises.pack.files import entries
from exercises.rules import soundness
from exercises.rules.demands import Demands


def safety_faults(pack: entries.Pack) -> Iterator[str]:
    """What is refused, as `file: key: reason`."""
    urgencies: set[str] = set()  # of the signs before
    for sign in pack.screening:
        for fault in soundness.check_sign(sign.urgency, sign.short, urgencies):
            yield f"screening.yaml: {sign.code}.{fault}"
        urgencies.add(sign.urgency)
    for term in pack.contraindications:
        for fault in soundness.check_question(term.question):
            yield f"contraindications.yaml: {term.code}.{fault}"


def unsafe_in(pack: entries.Pack) -> list[str]:
    """What readers should not be told, as `file: key: reason`."""
    faults = []
    if all(sign.urgency != "emergency" for sign in pack.screening):
        faults.append("screening.yaml: urgency: no sign is an emergency")
    demands_of = _demands(pack)
    for exercise in pack.exercises:
        faults += _unsafe_lines(exercise)
        faults += _unsafe_links(exercise, demands_of)
    return faults


def _unsafe_lines(exercise: entries.Exercise) -> Iterator[str]:
    file = f"{exercise.slug}.yaml"
    for i, line in enumerate(exercise.stop_if):
        for fault in soundness.check_stop(line):
            yield f"{file}: stop_if[{i}]: {fault.words}"
    for fault in soundness.check_impact(exercise.impact, exercise.pain_now_max):
        yield f"{file}: {fault}"


def _unsafe_links(exercise: entries.Exercise, demands_of: dict[str, Demands]) -> Iterator[str]:
    gentler = demands_of.get(exercise.gentler or "")
    if gentler is None or exercise.gentler == exercise.slug:
        return
    own = demands_of[exercise.slug]
    for fault in soundness.check_gentler(own, exercise.gentler, gentler):
        yield f"{exercise.slug}.yaml: {fault}"


def _demands(pack: entries.Pack) -> dict[str, Demands]:
    on_the_floor = {position.code for position in pack.positions if position.floor}
    return {
        exercise.slug: Demands(
            ladder=exercise.ladder,
            rung=exercise.rung,
            pain=exercise.pain_now_max,
            floor=exercise.position in on_the_floor,
            firm_bed=exercise.firm_bed,
        )
        for exercise in pack.exercises
    }
