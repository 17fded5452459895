"""What must hold across the entries of a pack, beyond the shape of each."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from exercises.pack.files import entries
from exercises.pack.files.figure_checks import figure_faults
from exercises.pack.files.plain_checks import plain_faults
from exercises.pack.files.safety_checks import safety_faults
from exercises.rules.dosing import Amount, DoseType, seconds_of
from exercises.search.words import names_itself, search_form, ways_to_say, words_of
from exercises.writing import ANATOMY, LINKED, PAGES, Known, read
from exercises.writing import faults_in as faults_in_text

LONGEST_STEP = 20  # words that can be held in mind from one look at the phone
CUE_WORDS = range(2, 8)


def faults_in(pack: entries.Pack) -> list[str]:
    """Every fault of `pack`, as `file: key: reason`."""
    return [
        *_doubles(pack),
        *_unknown_references(pack),
        *_ladder_faults(pack),
        *(f for synonym in pack.synonyms for f in _synonym_faults(synonym)),
        *(f for measure in _measures(pack) for f in _measure_faults(measure, pack)),
        *(f for exercise in pack.exercises for f in _exercise_faults(exercise, pack)),
        *(f for programme in pack.programmes for f in _programme_faults(programme, pack)),
        *(f for figure in pack.figures for f in figure_faults(figure)),
        *safety_faults(pack),
        *plain_faults(pack),
        *_text_faults(pack),
    ]


def _measures(pack: entries.Pack) -> tuple[entries.Measure, ...]:
    return (*pack.symptoms, *pack.triggers, *pack.signs)


def _doubles(pack: entries.Pack) -> Iterator[str]:
    kinds: dict[str, Iterable[object]] = {
        f"{name}.yaml": [row.code for row in getattr(pack, name)]
        for name in (
            "sources", "phases", "five_step_order", "ladders", "positions", "equipment",
            "body_areas", "contraindications", "screening", "self_checks", "habits", "synonyms",
            "anatomy",
        )
    }  # fmt: skip
    kinds["claims"] = [claim.code for claim in pack.claims]
    kinds["symptoms, triggers, signs"] = [measure.code for measure in _measures(pack)]
    kinds["synonyms.yaml (labels)"] = [search_form(words_of(one.label)) for one in pack.synonyms]
    kinds["claims (slugs)"] = [claim.slug for claim in pack.claims]
    for name in ("sources", "habits", "self_checks"):
        slugs = [row.slug for row in getattr(pack, name)]
        kinds[f"{name}.yaml (slugs)"] = filter(None, slugs)
    for file, codes in kinds.items():
        seen: set[object] = set()
        for code in codes:
            if code in seen:
                yield f"{file}: code: {code!r} stands twice"
            seen.add(code)


def _references(pack: entries.Pack) -> Iterator[tuple[str, str, str, Iterable[object]]]:
    """Every reference as (file, key, list that must hold it, codes)."""
    for ladder in pack.ladders:
        yield "ladders.yaml", f"{ladder.code}.phase", "phases", [ladder.phase]
    for file in ("self_checks", "habits", "symptoms", "triggers", "signs"):
        for row in getattr(pack, file):
            yield f"{file}.yaml", f"{row.code}.sources", "sources", row.sources
    for measure in _measures(pack):
        where = f"{measure.code}.emergency_in"
        yield "symptoms, triggers, signs", where, "body_areas", measure.emergency_in
    for source in pack.sources:
        yield "sources.yaml", f"{source.code}.part_of", "sources", [source.part_of]
        yield "sources.yaml", f"{source.code}.cited_by", "sources", [source.cited_by]
    for claim in pack.claims:
        file = f"claims/{claim.slug}.yaml"
        yield file, "positions", "sources", [position.source for position in claim.positions]
        yield file, "exercises", "exercises", claim.exercises
    for habit in pack.habits:
        yield "habits.yaml", f"{habit.code}.exercises", "exercises", habit.exercises
    for part in pack.anatomy:
        yield "anatomy.yaml", f"{part.code}.sources", "sources", part.sources
        yield "anatomy.yaml", f"{part.code}.exercises", "exercises", part.exercises
        yield "anatomy.yaml", f"{part.code}.claims", "claims", part.claims
    for exercise in pack.exercises:
        file = f"{exercise.slug}.yaml"
        yield file, "phase", "phases", [exercise.phase]
        yield file, "ladder", "ladders", [exercise.ladder]
        yield file, "position", "positions", [exercise.position]
        yield file, "targets", "body_areas", exercise.targets
        yield file, "equipment", "equipment", exercise.equipment
        conditions = [_code_of(condition) for condition in exercise.contraindications]
        yield file, "contraindications", "contraindications", conditions
        yield file, "sources", "sources", exercise.sources
        yield file, "evidence.sources", "sources", exercise.evidence.sources
        yield file, "five_step_stage", "five_step_order", [exercise.five_step_stage]
        yield file, "gentler", "exercises", [exercise.gentler]
        yield file, "harder", "exercises", [exercise.harder]
    for programme in pack.programmes:
        file = f"{programme.slug}.yaml"
        yield file, "sources", "sources", programme.sources
        yield file, "items", "exercises", [item.exercise for item in programme.items]
    for figure in pack.figures:
        yield f"figures/{figure.slug}.yaml", "slug", "exercises", [figure.slug]
    for article in pack.articles:
        file = f"{article.slug}.yaml"
        yield file, "sources", "sources", article.sources
        yield file, "claims", "claims", article.claims
        yield file, "exercises", "exercises", article.exercises


def _code_of(condition: str | entries.Condition) -> str:
    """The code of a condition, which may stand alone or with words of its own."""
    return condition if isinstance(condition, str) else condition.code


def _unknown_references(pack: entries.Pack) -> Iterator[str]:
    lists = {
        name: {row.code for row in getattr(pack, name)}
        for name in (
            "sources", "phases", "five_step_order", "ladders", "positions", "equipment",
            "body_areas", "contraindications",
        )
    }  # fmt: skip
    for name in ("exercises", "claims"):
        lists[name] = {row.slug for row in getattr(pack, name)}
    for file, key, name, codes in _references(pack):
        known = [code for code in codes if code is not None]
        for code in known:
            if code not in lists[name]:
                yield f"{file}: {key}: {code!r} is not in {name}"
        if len(known) != len(set(known)):
            yield f"{file}: {key}: names something twice"


def _ladder_faults(pack: entries.Pack) -> Iterator[str]:
    phase_of = {ladder.code: ladder.phase for ladder in pack.ladders}
    rungs: dict[str, list[int]] = {}
    for exercise in pack.exercises:
        rungs.setdefault(exercise.ladder, []).append(exercise.rung)
        if phase_of.get(exercise.ladder, exercise.phase) != exercise.phase:
            yield f"{exercise.slug}.yaml: phase: is not the phase of its ladder"
    for ladder, found in rungs.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"ladders.yaml: {ladder}: its rungs are {sorted(found)}, not 1, 2, 3 ..."


def _measure_faults(measure: entries.Measure, pack: entries.Pack) -> Iterator[str]:
    where = f"symptoms, triggers, signs: {measure.code}"
    if (measure.answer == "choice") != (len(measure.choices) > 1):
        yield f"{where}.choices: belong to the answer 'choice', two at least"
    if measure.answer == "number" and (measure.minimum is None or measure.maximum is None):
        yield f"{where}.minimum: a number needs its smallest and largest value"
    least, most = measure.minimum, measure.maximum
    if least is not None and most is not None and least > most:
        yield f"{where}.maximum: is below the smallest value"
    if len({choice.code for choice in measure.choices}) != len(measure.choices):
        yield f"{where}.choices: names a code twice"
    if measure.asked_always and (measure.contested or measure.opt_in):
        yield f"{where}.asked_always: a contested or private thing is asked by choice only"
    codes = {other.code for other in _measures(pack)}
    for old in measure.merges:
        if old in codes:
            yield f"{where}.merges: {old!r} still stands on its own"


def _synonym_faults(synonym: entries.Synonym) -> Iterator[str]:
    where = f"synonyms.yaml: {synonym.code}"
    if not words_of(synonym.label):
        yield f"{where}.label: holds no word"
    if not ways_to_say(synonym.means):
        yield f"{where}.means: holds no word"
    elif names_itself(synonym.label, synonym.means):
        yield f"{where}.means: says the same as the label"


def _exercise_faults(exercise: entries.Exercise, pack: entries.Pack) -> Iterator[str]:
    file = f"{exercise.slug}.yaml"
    others = {other.slug: other for other in pack.exercises}
    if exercise.slug in (exercise.gentler, exercise.harder):
        yield f"{file}: gentler, harder: names itself"
    harder = others.get(exercise.harder or "")
    if harder is not None and harder.pain_now_max > exercise.pain_now_max:
        yield f"{file}: pain_now_max: is below that of its harder {harder.slug!r}"
    seen, rung = {exercise.slug}, harder
    while rung is not None:
        if rung.slug in seen:
            yield f"{file}: harder: leads in a circle over {rung.slug!r}"
            break
        seen.add(rung.slug)
        rung = others.get(rung.harder or "")
    yield from _step_faults(exercise, file)
    yield from _dose_faults(exercise, file)


def _step_faults(exercise: entries.Exercise, file: str) -> Iterator[str]:
    if exercise.steps[0].kind != "prepare":
        yield f"{file}: steps[0].kind: the first step prepares"
    for i, step in enumerate(exercise.steps):
        if len(step.text.split()) > LONGEST_STEP:
            yield f"{file}: steps[{i}].text: has more than {LONGEST_STEP} words"
        if len(step.cue.split()) not in CUE_WORDS:
            yield f"{file}: steps[{i}].cue: is not 2 to 7 words long"


def _dose_faults(exercise: entries.Exercise, file: str) -> Iterator[str]:
    dose = exercise.dose
    levels = (dose.levels.start, dose.levels.typical, dose.levels.top)
    if (dose.type == "reps") != (dose.rep_seconds is not None):
        yield f"{file}: dose.rep_seconds: belongs to the type 'reps', and only there"
    if dose.type == "reps" and any(level.seconds > (dose.rep_seconds or 0) for level in levels):
        yield f"{file}: dose.levels: a pause is longer than its repetition"
    if dose.type != "reps" and any(level.seconds == 0 for level in levels):
        yield f"{file}: dose.levels: a {dose.type} needs seconds"
    if dose.type == "time" and any(level.reps != 1 for level in levels):
        yield f"{file}: dose.levels: a timed set has one repetition"
    ranges = {"times_per_day": dose.times_per_day, "days_per_week": dose.days_per_week}
    for name, (low, high) in ranges.items():
        if low > high or (name == "days_per_week" and high > 7):
            yield f"{file}: dose.{name}: {low} to {high} is no range"
    if any(less > more for less, more in pairwise(_work(exercise, level) for level in levels)):
        yield f"{file}: dose.levels: a later level takes less time than an earlier one"


def _text_faults(pack: entries.Pack) -> Iterator[str]:
    """What is wrong with the texts of articles, and whether their sources are those they name."""
    known = Known(
        frozenset(source.code for source in pack.sources),
        {
            kind: frozenset(getattr(row, key) for row in getattr(pack, name))
            for kind, (name, key) in LINKED.items()
        }
        | {"page": PAGES, "figure": frozenset({ANATOMY, *(row.slug for row in pack.figures)})},
    )
    for article in pack.articles:
        file = f"{article.slug}.yaml"
        if article.body:
            yield from (f"{file}: body: {fault}" for fault in faults_in_text(article.body, known))
        if article.body and set(read(article.body).codes) != set(article.sources):
            yield f"{file}: sources: are not those that the text names"


def _work(exercise: entries.Exercise, level: entries.Amount) -> int:
    return seconds_of(
        DoseType(exercise.dose.type),
        Amount(level.sets, level.reps, level.seconds),
        rep_seconds=exercise.dose.rep_seconds or 0,
        rest_seconds=exercise.dose.rest_seconds,
        per_side=exercise.per_side,
    )


def _programme_faults(programme: entries.Programme, pack: entries.Pack) -> Iterator[str]:
    file = f"{programme.slug}.yaml"
    limits = {exercise.slug: exercise.pain_now_max for exercise in pack.exercises}
    for item in programme.items:
        if limits.get(item.exercise, 10) < programme.pain_now_max:
            most = limits[item.exercise]
            yield f"{file}: pain_now_max: {item.exercise!r} is only for pain up to {most}"
