"""Loading takes no caution off an exercise because the word for it is missing.

A contraindication that staff had deleted comes back with the pack, and so does its place on
exercises. One that a newer pack does not have any more stays, and so do its places.
"""

from collections.abc import Iterable, Mapping
from typing import Any

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
    rows = {row.slug: row for row in Exercise.objects.filter(slug__in=loaded.keys() & wanted)}
    there = set(ExerciseCondition.objects.values_list("exercise__slug", "contraindication__code"))
    lost = {
        (slug, one["contraindication"]): one
        for slug in rows
        for one in _conditions_before(loaded[slug], wanted[slug])
        if one["contraindication"] in terms and (slug, one["contraindication"]) not in there
    }
    ExerciseCondition.objects.bulk_create(
        ExerciseCondition(
            exercise=rows[slug], contraindication=terms[code], action=one["action"], say=one["say"]
        )
        for (slug, code), one in lost.items()
    )
    slugs = sorted({slug for slug, _code in lost})
    Exercise.objects.filter(slug__in=slugs).update(revision=F("revision") + 1)
    return slugs


def keep_dropped(codes: Iterable[str], wanted: Mapping[str, Facts]) -> None:
    """Let `wanted` keep what was loaded onto exercises and is none of the pack's `codes` now."""
    dropped = ExerciseCondition.objects.exclude(contraindication__code__in=codes)
    dropped = dropped.filter(exercise__slug__in=wanted)
    found = dropped.values_list("exercise__slug", "contraindication__code", "action", "say")
    loaded = _loaded() if found else {}
    for slug, code, action, say in found:
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


def _loaded() -> dict[str, Any]:
    """What was loaded last of each exercise, by slug; None where that was not kept."""
    return dict(PackEntry.objects.filter(kind="exercise").values_list("key", "loaded"))


def _had(loaded: Facts | None, code: str) -> bool:
    """Whether the pack once put `code` there; yes where nobody knows."""
    if loaded is None:
        return True
    return any(one["contraindication"] == code for one in loaded.get("conditions", ()))
