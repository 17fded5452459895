"""What a pack must not say for safety's sake, beyond what holds it together.

`safety_faults` refuse a pack. `unsafe_in` is what the pack that comes with the project is held to,
and what a form of the admin refuses; a pack that was exported before these rules is still read,
and whoever loads it is told.
"""

import re
from collections import Counter
from collections.abc import Iterator

from exercises.pack.files import entries
from exercises.rules.demands import MOST_PAIN_WITH_IMPACT, Demands, More, more_than

PAIN_NUMBER = re.compile(r"\bpain (climbs|goes|rises|above|reaches)", re.IGNORECASE)

REASONS = {
    More.PAIN: "is for less pain than this",
    More.RUNG: "stands no lower on the same ladder",
    More.DOWN: "needs getting down to the floor, and this does not",
}


def repeats_pain_number(line: str) -> bool:
    """Whether a reason to stop names a number of pain, which pages say from the limits."""
    return bool(PAIN_NUMBER.search(line)) and bool(re.search(r"\d", line))


def safety_faults(pack: entries.Pack) -> Iterator[str]:
    """What is refused, as `file: key: reason`."""
    yield from _sign_faults(pack)
    for term in pack.contraindications:
        if term.question and not term.question.endswith("?"):
            yield f"contraindications.yaml: {term.code}.question: is no question, it lacks its '?'"
    for measure in (*pack.symptoms, *pack.triggers, *pack.signs):
        if measure.emergency_in and measure.answer != "yes_no":
            where = f"symptoms, triggers, signs: {measure.code}.emergency_in"
            yield f"{where}: belongs to what is answered with yes or no"


def _sign_faults(pack: entries.Pack) -> Iterator[str]:
    urgencies = Counter(sign.urgency for sign in pack.screening)
    if urgencies["stop"] > 1:
        yield "screening.yaml: urgency: only one says when to stop while moving"
    for sign in pack.screening:
        if sign.short and sign.urgency != "emergency":
            yield f"screening.yaml: {sign.code}.short: belongs to an emergency"


def unsafe_in(pack: entries.Pack) -> list[str]:
    """What readers should not be told, as `file: key: reason`."""
    found = []
    if all(sign.urgency != "emergency" for sign in pack.screening):
        found.append("screening.yaml: urgency: no sign is an emergency")
    demands = _demands(pack)
    for exercise in pack.exercises:
        found += _unsafe_lines(exercise)
        found += _unsafe_links(exercise, demands)
    return found


def _unsafe_lines(exercise: entries.Exercise) -> Iterator[str]:
    file = f"{exercise.slug}.yaml"
    for i, line in enumerate(exercise.stop_if):
        if repeats_pain_number(line):
            yield f"{file}: stop_if[{i}]: repeats a number of pain, which pages say themselves"
    if exercise.impact and exercise.pain_now_max > MOST_PAIN_WITH_IMPACT:
        yield f"{file}: pain_now_max: is above {MOST_PAIN_WITH_IMPACT}, and it runs, hops or lands"


def _unsafe_links(exercise: entries.Exercise, demands: dict[str, Demands]) -> Iterator[str]:
    gentler = demands.get(exercise.gentler or "")
    if gentler is None or exercise.gentler == exercise.slug:
        return
    for more in more_than(gentler, demands[exercise.slug]):
        yield f"{exercise.slug}.yaml: gentler: {exercise.gentler!r} {REASONS[more]}"


def _demands(pack: entries.Pack) -> dict[str, Demands]:
    on_the_floor = {position.code for position in pack.positions if position.floor}
    return {
        one.slug: Demands(
            one.ladder, one.rung, one.pain_now_max, one.position in on_the_floor, one.firm_bed
        )
        for one in pack.exercises
    }
