"""What must hold across the entries of a pack, beyond the shape of each."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from msgspec.structs import asdict

from exercises.pack.files import entries
from exercises.pack.files.figure_checks import figure_faults
from exercises.pack.files.plain_checks import plain_faults
from exercises.pack.files.reference_checks import doubles, measures_of, unknown_references
from exercises.pack.files.safety_checks import safety_faults
from exercises.rules import soundness
from exercises.rules.bands import PAIN_MAX
from exercises.rules.dosing import Amount, DoseType, seconds_of
from exercises.rules.soundness import Fault
from exercises.search.words import names_itself, ways_to_say, words_of
from exercises.writing import ANATOMY, LINKED, PAGES, Known, read
from exercises.writing import faults_in as faults_in_text

LEVELS = ("start", "typical", "top")


def faults_in(pack: entries.Pack) -> list[str]:
    """Every fault of `pack`, as `file: key: reason`."""
    faults = [*doubles(pack), *unknown_references(pack), *_ladder_faults(pack)]
    for synonym in pack.synonyms:
        faults += _synonym_faults(synonym)
    faults += _measure_faults(pack)
    faults += _exercise_faults(pack)
    faults += _programme_faults(pack)
    for figure in pack.figures:
        faults += figure_faults(figure)
    return [*faults, *safety_faults(pack), *plain_faults(pack), *_text_faults(pack)]


def _ladder_faults(pack: entries.Pack) -> Iterator[str]:
    phase_of = {ladder.code: ladder.phase for ladder in pack.ladders}
    rungs_of: dict[str, list[int]] = {}
    for exercise in pack.exercises:
        rungs_of.setdefault(exercise.ladder, []).append(exercise.rung)
        if phase_of.get(exercise.ladder, exercise.phase) != exercise.phase:
            yield f"{exercise.slug}.yaml: phase: is not the phase of its ladder"
    for ladder, rungs in rungs_of.items():
        if sorted(rungs) != list(range(1, len(rungs) + 1)):
            yield f"ladders.yaml: {ladder}: its rungs are {sorted(rungs)}, not 1, 2, 3 ..."


def _at(where: str, *checks: Iterable[Fault]) -> Iterator[str]:
    """What the `checks` find, each fault with the file and the key that it stands in."""
    for fault in chain(*checks):
        yield f"{where}{fault}"


def _measure_faults(pack: entries.Pack) -> Iterator[str]:
    standing = {measure.code for measure in measures_of(pack)}
    for measure in measures_of(pack):
        where = f"symptoms, triggers, signs: {measure.code}."
        choices = [choice.code for choice in measure.choices]
        yield from _at(
            where,
            soundness.check_measure(asdict(measure)),
            soundness.check_choices(measure.answer, len(choices), "choice"),
        )
        if len(set(choices)) != len(choices):
            yield f"{where}choices: names a code twice"
        for code in measure.merges:
            if code in standing:
                yield f"{where}merges: {code!r} still stands on its own"


def _synonym_faults(synonym: entries.Synonym) -> Iterator[str]:
    where = f"synonyms.yaml: {synonym.code}"
    if not words_of(synonym.label):
        yield f"{where}.label: holds no word"
    if not ways_to_say(synonym.means):
        yield f"{where}.means: holds no word"
    elif names_itself(synonym.label, synonym.means):
        yield f"{where}.means: says the same as the label"


def _exercise_faults(pack: entries.Pack) -> Iterator[str]:
    harder_of = {exercise.slug: exercise.harder for exercise in pack.exercises}
    pain_of = {exercise.slug: exercise.pain_now_max for exercise in pack.exercises}
    for exercise in pack.exercises:
        harder, pain = exercise.harder, exercise.pain_now_max
        links = {"gentler": exercise.gentler, "harder": harder}
        yield from _at(
            f"{exercise.slug}.yaml: ",
            soundness.check_links(exercise.slug, links, harder_of),
            soundness.check_pain(pain, harder, pain_of.get(harder or "", 0)),
        )
        yield from _step_faults(exercise)
        yield from _dose_faults(exercise, f"{exercise.slug}.yaml: dose.")


def _step_faults(exercise: entries.Exercise) -> Iterator[str]:
    where = f"{exercise.slug}.yaml: steps"
    first = exercise.steps[0]
    yield from _at(f"{where}[0].", soundness.check_first_step(first.kind, "prepare"))
    for i, step in enumerate(exercise.steps):
        checks = soundness.check_step(step.text), soundness.check_cue(step.cue)
        yield from _at(f"{where}[{i}].", *checks)


def _dose_faults(exercise: entries.Exercise, where: str) -> Iterator[str]:
    dose = exercise.dose
    rep_seconds = dose.rep_seconds or 0
    yield from _at(where, soundness.check_counting(dose.type, dose.rep_seconds))
    for name in soundness.MOST_OFTEN:
        for fault in soundness.check_range(name, *getattr(dose, name)):
            yield f"{where}{name}: {fault.words}"
    amounts = {level: _amount(dose, level) for level in LEVELS}
    for level, amount in amounts.items():
        yield from _at(
            f"{where}levels.{level}.", soundness.check_dose(dose.type, amount, rep_seconds)
        )
    work = {level: _work(exercise, amount) for level, amount in amounts.items()}
    for less, more in pairwise(LEVELS):
        yield from _at(f"{where}levels.{more}.", soundness.check_growth(work[less], work[more]))


def _amount(dose: entries.Dose, level: str) -> Amount:
    amount: entries.Amount = getattr(dose.levels, level)
    return Amount(amount.sets, amount.reps, amount.seconds)


def _work(exercise: entries.Exercise, amount: Amount) -> int:
    return seconds_of(
        DoseType(exercise.dose.type),
        amount,
        rep_seconds=exercise.dose.rep_seconds or 0,
        rest_seconds=exercise.dose.rest_seconds,
        per_side=exercise.per_side,
    )


def _programme_faults(pack: entries.Pack) -> Iterator[str]:
    pain_of = {exercise.slug: exercise.pain_now_max for exercise in pack.exercises}
    for programme in pack.programmes:
        for i, item in enumerate(programme.items):
            pain = pain_of.get(item.exercise, PAIN_MAX)
            check = soundness.check_programme_item(pain, programme.pain_now_max)
            yield from _at(f"{programme.slug}.yaml: items[{i}].", check)


def _text_faults(pack: entries.Pack) -> Iterator[str]:
    """What is wrong with the texts of articles, and whether their sources are those they name."""
    known = _known_in(pack)
    for article in pack.articles:
        if not article.body:
            continue
        for fault in faults_in_text(article.body, known):
            yield f"{article.slug}.yaml: body: {fault}"
        if set(read(article.body).codes) != set(article.sources):
            yield f"{article.slug}.yaml: sources: are not those that the text names"


def _known_in(pack: entries.Pack) -> Known:
    """What a text may name."""
    sources = frozenset(source.code for source in pack.sources)
    figures = frozenset(figure.slug for figure in pack.figures)
    names = {"page": PAGES, "figure": figures | {ANATOMY}}
    for kind, (name, key) in LINKED.items():
        names[kind] = frozenset(getattr(entry, key) for entry in getattr(pack, name))
    return Known(sources, names)
