"""Loading takes no caution off an exercise because the word for it is missing.

A contraindication that staff had deleted comes back with the pack, and so does its place on
exercises. One that a newer pack does not have any more stays, and so do its places.
"""

from collections.abc import Iterable, Mapping

from django.db.models import F

from exercises.models import Contraindication, Exercise, ExerciseCondition, PackEntry
from exercises.pack.facts import Facts


def give_back(codes: Iterable[str], wanted: Mapping[str, Facts]) -> list[str]:
    """Put the contraindications `codes`, just back, onto the exercises that they were lost from.

    Answers these exercises by their slugs.
    """
    terms = {term.code: term for term in Contraindication.objects.filter(code__in=codes)}
    if not terms:
        return []
    loaded = _loaded()
    rows = Exercise.objects.filter(slug__in=loaded.keys() & wanted)
    there = set(ExerciseCondition.objects.values_list("exercise__slug", "contraindication__code"))
    lost = []
    for exercise in rows:
        slug = exercise.slug
        for condition in _conditions_before(loaded[slug], wanted[slug]):
            term = terms.get(condition["contraindication"])
            if term is not None and (slug, term.code) not in there:
                own = {"action": condition["action"], "say": condition["say"]}
                lost.append(ExerciseCondition(exercise=exercise, contraindication=term, **own))
    ExerciseCondition.objects.bulk_create(lost)
    slugs = sorted({condition.exercise.slug for condition in lost})
    Exercise.objects.filter(slug__in=slugs).update(revision=F("revision") + 1)
    return slugs


def keep_dropped(codes: Iterable[str], wanted: Mapping[str, Facts]) -> None:
    """Let `wanted` keep what was loaded onto exercises and is none of the pack's `codes` now."""
    dropped = ExerciseCondition.objects.exclude(contraindication__code__in=codes)
    dropped = dropped.filter(exercise__slug__in=wanted)
    places = dropped.values_list("exercise__slug", "contraindication__code", "action", "say")
    loaded = _loaded() if places else {}
    for slug, code, action, say in places:
        if slug in loaded and _had(loaded[slug], code):
            kept = {"contraindication": code, "action": action, "say": say}
            conditions = [*wanted[slug]["conditions"], kept]
            conditions.sort(key=lambda condition: condition["contraindication"])
            wanted[slug]["conditions"] = conditions


def _conditions_before(loaded: Facts | None, wanted: Facts) -> Iterable[Facts]:
    """The conditions that were loaded; where that was not kept, those that the pack wants now.

    What the pack wants besides is not given back: it comes with the exercise's other news, or a
    row that nobody touched would look changed.
    """
    return (wanted if loaded is None else loaded).get("conditions", ())


def _loaded() -> Facts:
    """What was loaded last of each exercise, by slug; None where that was not kept."""
    return dict(PackEntry.objects.filter(kind="exercise").values_list("key", "loaded"))


def _had(loaded: Facts | None, code: str) -> bool:
    """Whether the pack once put `code` there; yes where nobody knows."""
    if loaded is None:
        return True
    conditions = loaded.get("conditions", ())
    return any(condition["contraindication"] == code for condition in conditions)
