"""Every kind of entry of the pack: how it becomes facts, and where its rows are."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db.models import Model

from exercises import models
from exercises.figures.record.records import plain
from exercises.pack.facts import Child, Facts, Kind
from exercises.pack.files import Pack, entries
from exercises.pack.files.pose_text import pose_text
from exercises.pack.words import conditions_in_words, places_in_words, slug_of

# --- Entry -> facts, where the pack's form is not the table's ----------------------------------


def _snomed(one: entries.Snomed | None) -> Facts:
    return {"snomed_code": one.code if one else "", "snomed_display": one.display if one else ""}


def _terms(rows: Iterable[entries.Entry]) -> Iterable[tuple[str, Facts]]:
    for order, row in enumerate(rows, start=1):
        facts = msgspec.to_builtins(row) | {"order": order}
        if "snomed" in facts:
            facts |= _snomed(facts.pop("snomed") and row.snomed)  # type: ignore[attr-defined]
        if facts.get("slug") == "":
            facts["slug"] = slug_of(facts["code"])
        for name in facts.keys() & {"sources", "exercises", "claims"}:
            facts[name] = sorted(facts[name])
        yield facts["code"], facts


def _five_steps(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for step in pack.five_step_order:
        code = f"step-{step.code}"
        yield code, {"code": code, "label": step.label, "order": step.code}


def _screening(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for code, facts in _terms(pack.screening):
        facts["label"] = facts.pop("ask")
        yield code, facts


def _measures(pack: Pack) -> Iterable[tuple[str, Facts]]:
    families = {"symptom": pack.symptoms, "daily": pack.triggers, "sign": pack.signs}
    order = 0
    for family, rows in families.items():
        for code, facts in _terms(rows):
            order += 1
            yield code, facts | {"family": family, "order": order}


def _exercises(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.exercises:
        facts = msgspec.to_builtins(row)
        dose, evidence = facts.pop("dose"), facts.pop("evidence")
        stage = facts.pop("five_step_stage")
        stop_if, mistakes = facts.pop("stop_if"), facts.pop("mistakes")
        facts["also_known_as"] = "\n".join(facts["also_known_as"])
        facts["five_step"] = None if stage is None else f"step-{stage}"
        facts["evidence_level"], facts["evidence_note"] = evidence["level"], evidence["note"]
        facts["evidence_sources"] = sorted(evidence["sources"])
        facts["dose_type"] = dose["type"]
        facts |= {name: dose[name] for name in ("rep_seconds", "rest_seconds")}
        for name in ("times_per_day", "days_per_week"):
            facts[f"{name}_min"], facts[f"{name}_max"] = dose[name]
        facts["doses"] = sorted(
            ({"level": level} | amount for level, amount in dose["levels"].items()),
            key=lambda one: one["level"],
        )
        facts["points"] = [{"kind": "mistake", "text": text} for text in mistakes]
        facts["points"] += [{"kind": "stop", "text": text} for text in stop_if]
        for name in ("targets", "equipment", "sources"):
            facts[name] = sorted(facts[name])
        facts["conditions"] = _conditions(facts.pop("contraindications"))
        yield row.slug, facts


def _conditions(named: Iterable[Any]) -> list[Facts]:
    """What an exercise is not for: each with its own action and words, or with none."""
    conditions = []
    for name in named:
        own = {"code": name} if isinstance(name, str) else name
        conditions.append(
            {
                "contraindication": own["code"],
                "action": own.get("action", ""),
                "say": own.get("say", ""),
            }
        )
    return sorted(conditions, key=lambda condition: condition["contraindication"])


def _programmes(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.programmes:
        facts = msgspec.to_builtins(row)
        yield row.slug, facts | {"sources": sorted(facts["sources"])}


def _claims(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.claims:
        facts = msgspec.to_builtins(row)
        yield row.code, facts | {"exercises": sorted(facts["exercises"])}


def _articles(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.articles:
        facts = msgspec.to_builtins(row)
        key_points, disagreements = facts.pop("key_points"), facts.pop("disagreements")
        facts["points"] = [{"kind": "key", "text": text} for text in key_points]
        facts["points"] += [{"kind": "disagreement", "text": text} for text in disagreements]
        for name in ("sources", "claims", "exercises"):
            facts[name] = sorted(facts[name])
        yield row.slug, facts


def _figures(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.figures:
        yield row.slug, {"exercise": row.slug, "pose": plain(row.record)}


# --- The kinds, in the order in which rows can refer to each other ------------------------------

_TERM = ("code", "label", "order")
_References = dict[str, tuple[type[Model], str]]
_SOURCES: _References = {"sources": (models.Source, "code")}
_EXERCISES: _References = {"exercises": (models.Exercise, "slug")}
_CLAIMS: _References = {"claims": (models.Claim, "slug")}

KINDS = (
    Kind(
        "source", models.Source, "code",
        (
            "code", "slug", "kind", "reader_name", "title", "author", "year", "note", "doi",
            "pubmed", "pmc", "url", "read", "order",
        ),
        lambda pack: _terms(pack.sources), own_references=("part_of", "cited_by"),
        later=("slug", "doi", "pubmed", "pmc", "url", "read", "part_of", "cited_by"),
    ),
    Kind("phase", models.Phase, "code", (*_TERM, "gentle"), lambda pack: _terms(pack.phases)),
    Kind("five-step", models.FiveStep, "code", _TERM, _five_steps),
    Kind(
        "ladder", models.Ladder, "code", _TERM, lambda pack: _terms(pack.ladders),
        references={"phase": (models.Phase, "code")},
    ),
    Kind(
        "position", models.BodyPosition, "code", (*_TERM, "floor"),
        lambda pack: _terms(pack.positions), late={"floor": ()},
    ),
    Kind(
        "equipment", models.Equipment, "code", (*_TERM, "optional"),
        lambda pack: _terms(pack.equipment),
    ),
    Kind(
        "body-area", models.BodyArea, "code",
        (*_TERM, "sided", "leg", "signs_only", "snomed_code", "snomed_display"),
        lambda pack: _terms(pack.body_areas), late={"leg": (), "signs_only": ()},
    ),
    Kind(
        "contraindication", models.Contraindication, "code",
        (*_TERM, "question", "short_label", "action", "say"),
        lambda pack: _terms(pack.contraindications), comes_back=True,
        late={"question": ("label",)},
    ),
    Kind(
        "screening", models.ScreeningItem, "code",
        (*_TERM, "urgency", "group", "short", "words"),
        _screening, late={"group": (), "short": ("urgency",), "words": ("urgency",)},
    ),
    Kind(
        "measure", models.Measure, "code",
        (
            *_TERM, "family", "answer", "question", "unit", "minimum", "maximum",
            "asked_always", "ask_screening", "watch", "contested", "red_flag", "opt_in",
            "area_required", "emergency_in", "advice", "merges", "snomed_code", "snomed_display",
        ),
        _measures, many=_SOURCES, late={"emergency_in": ("answer",)},
        texts={"emergency_in": places_in_words},
        children={"choices": Child(models.MeasureChoice, "measure", ("code", "label"))},
    ),
    Kind(
        "synonym", models.Synonym, "code", (*_TERM, "means"), lambda pack: _terms(pack.synonyms),
    ),
    Kind(
        "exercise", models.Exercise, "slug",
        (
            "slug", "name", "also_known_as", "status", "rung", "pain_now_max", "purpose", "feel",
            "per_side", "dose_type", "rep_seconds", "rest_seconds", "times_per_day_min",
            "times_per_day_max", "days_per_week_min", "days_per_week_max", "evidence_level",
            "evidence_note", "source_ambiguity", "firm_bed", "impact",
        ),
        _exercises,
        references={
            "phase": (models.Phase, "code"),
            "ladder": (models.Ladder, "code"),
            "position": (models.BodyPosition, "code"),
            "five_step": (models.FiveStep, "code"),
        },
        own_references=("gentler", "harder"),
        late={"firm_bed": ("position",), "impact": ()},
        texts={"conditions": conditions_in_words},
        many={
            "targets": (models.BodyArea, "code"),
            "equipment": (models.Equipment, "code"),
            "sources": (models.Source, "code"),
            "evidence_sources": (models.Source, "code"),
        },
        later=("evidence_sources",),
        children={
            "conditions": Child(
                models.ExerciseCondition, "exercise", ("action", "say"),
                {"contraindication": (models.Contraindication, "code")}, sorted_by="code",
            ),
            "doses": Child(
                models.Dose, "exercise", ("level", "sets", "reps", "seconds"), sorted_by="level"
            ),
            "steps": Child(models.Step, "exercise", ("kind", "text", "cue")),
            "points": Child(models.ExercisePoint, "exercise", ("kind", "text")),
        },
    ),
    Kind(
        "programme", models.Programme, "slug",
        (
            "slug", "title", "status", "who", "days_per_week", "pain_now_max", "purpose", "note",
            "order", "occasion",
        ),
        _programmes, many=_SOURCES, late={"occasion": ()},
        children={
            "items": Child(
                models.ProgrammeItem, "programme", ("level", "note"),
                {"exercise": (models.Exercise, "slug")},
            )
        },
    ),
    Kind(
        "claim", models.Claim, "code",
        ("code", "slug", "topic", "claim", "verdict", "why", "change_mind", "our_default", "order"),
        _claims, many=_EXERCISES, later=("topic", "change_mind", "our_default", "exercises"),
        loose=("exercises",),
        children={
            "positions": Child(
                models.Position, "claim", ("stance", "words"), {"source": (models.Source, "code")}
            )
        },
    ),
    Kind(
        "self-check", models.SelfCheck, "code",
        (
            *_TERM, "slug", "how", "can_say", "cannot_say", "record", "choices", "every_days",
            "evidence", "caveat",
        ),
        lambda pack: _terms(pack.self_checks), many=_SOURCES,
        later=("slug", "can_say", "cannot_say"),
    ),
    Kind(
        "habit", models.Habit, "code",
        (
            *_TERM, "slug", "intro", "checklist", "texts_say", "known", "evidence", "drawing",
            "caveat",
        ),
        lambda pack: _terms(pack.habits), many=_SOURCES | _EXERCISES,
        later=(
            "slug", "intro", "checklist", "texts_say", "known", "evidence", "drawing", "exercises",
        ),
        loose=("exercises",),
    ),
    Kind(
        "anatomy", models.AnatomyPart, "code",
        (*_TERM, "say", "also", "layer", "text", "disagreement"),
        lambda pack: _terms(pack.anatomy), many=_SOURCES | _EXERCISES | _CLAIMS,
        loose=("exercises", "claims"),
    ),
    Kind(
        "figure", models.Figure, "slug", ("pose",), _figures, lookup="exercise__slug",
        references={"exercise": (models.Exercise, "slug")}, texts={"pose": pose_text},
    ),
    Kind(
        "article", models.Article, "slug",
        ("slug", "title", "status", "summary", "evidence", "body", "group", "order"),
        _articles, many=_SOURCES | _CLAIMS | _EXERCISES, later=("body", "claims", "exercises"),
        late={"group": ()},
        loose=("exercises", "claims"),
        children={"points": Child(models.ArticlePoint, "article", ("kind", "text"))},
    ),
)  # fmt: skip
