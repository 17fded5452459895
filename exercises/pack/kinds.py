"""Every kind of entry of the pack: how it becomes facts, and where its rows are."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from django.db.models import Model

from exercises import models
from exercises.figures.record.records import plain
from exercises.pack.facts import Child, Facts, Kind
from exercises.pack.files import Pack, entries
from exercises.pack.files.pose_text import pose_text
from exercises.pack.words import conditions_in_words, places_in_words, slug_of

Entries = Iterable[tuple[str, Facts]]  # the key of each entry, and its facts

# --- Entry -> facts, where the pack's form is not the table's ----------------------------------


def _snomed(concept: entries.Snomed | None) -> Facts:
    if concept is None:
        return {"snomed_code": "", "snomed_display": ""}
    return {"snomed_code": concept.code, "snomed_display": concept.display}


def _terms_of(name: str) -> Callable[[Pack], Entries]:
    """What makes facts of the list `name`, where its entries are terms as the table has them."""
    return lambda pack: _terms(getattr(pack, name))


def _terms(rows: Iterable[entries.Entry]) -> Entries:
    for order, row in enumerate(rows, start=1):
        facts = msgspec.to_builtins(row) | {"order": order}
        if "snomed" in facts:
            del facts["snomed"]
            facts |= _snomed(row.snomed)  # type: ignore[attr-defined]
        if facts.get("slug") == "":
            facts["slug"] = slug_of(facts["code"])
        listed = facts.keys() & {"sources", "exercises", "claims"}
        yield facts["code"], _with_sorted(facts, *listed)


def _five_steps(pack: Pack) -> Entries:
    for step in pack.five_step_order:
        code = f"step-{step.code}"
        yield code, {"code": code, "label": step.label, "order": step.code}


def _screening(pack: Pack) -> Entries:
    for code, facts in _terms(pack.screening):
        facts["label"] = facts.pop("ask")
        yield code, facts


def _measures(pack: Pack) -> Entries:
    families = {"symptom": pack.symptoms, "daily": pack.triggers, "sign": pack.signs}
    order = 0
    for family, rows in families.items():
        for code, facts in _terms(rows):
            order += 1
            yield code, facts | {"family": family, "order": order}


def _exercises(pack: Pack) -> Entries:
    for row in pack.exercises:
        facts = msgspec.to_builtins(row)
        dose, evidence = facts.pop("dose"), facts.pop("evidence")
        stage = facts.pop("five_step_stage")
        points = _points("mistake", facts.pop("mistakes")) + _points("stop", facts.pop("stop_if"))
        conditions = _conditions(facts.pop("contraindications"))
        facts = _with_sorted(facts, "targets", "equipment", "sources") | _dose(dose)
        facts |= {
            "also_known_as": "\n".join(facts["also_known_as"]),
            "five_step": None if stage is None else f"step-{stage}",
            "evidence_level": evidence["level"],
            "evidence_note": evidence["note"],
            "evidence_sources": sorted(evidence["sources"]),
            "points": points,
            "conditions": conditions,
        }
        yield row.slug, facts


def _dose(dose: Facts) -> Facts:
    facts = {
        "dose_type": dose["type"],
        "rep_seconds": dose["rep_seconds"],
        "rest_seconds": dose["rest_seconds"],
        "doses": [{"level": level, **dose["levels"][level]} for level in sorted(dose["levels"])],
    }
    for name in ("times_per_day", "days_per_week"):
        facts[f"{name}_min"], facts[f"{name}_max"] = dose[name]
    return facts


def _points(kind: str, texts: Iterable[str]) -> list[Facts]:
    return [{"kind": kind, "text": text} for text in texts]


def _with_sorted(facts: Facts, *names: str) -> Facts:
    """`facts` with those lists sorted whose order says nothing."""
    return facts | {name: sorted(facts[name]) for name in names}


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


def _programmes(pack: Pack) -> Entries:
    for row in pack.programmes:
        yield row.slug, _with_sorted(msgspec.to_builtins(row), "sources")


def _claims(pack: Pack) -> Entries:
    for row in pack.claims:
        yield row.code, _with_sorted(msgspec.to_builtins(row), "exercises")


def _articles(pack: Pack) -> Entries:
    for row in pack.articles:
        facts = msgspec.to_builtins(row)
        key_points, disagreements = facts.pop("key_points"), facts.pop("disagreements")
        facts["points"] = _points("key", key_points) + _points("disagreement", disagreements)
        yield row.slug, _with_sorted(facts, "sources", "claims", "exercises")


def _figures(pack: Pack) -> Entries:
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
        _terms_of("sources"), own_references=("part_of", "cited_by"),
        later=("slug", "doi", "pubmed", "pmc", "url", "read", "part_of", "cited_by"),
    ),
    Kind("phase", models.Phase, "code", (*_TERM, "gentle"), _terms_of("phases")),
    Kind("five-step", models.FiveStep, "code", _TERM, _five_steps),
    Kind(
        "ladder", models.Ladder, "code", _TERM, _terms_of("ladders"),
        references={"phase": (models.Phase, "code")},
    ),
    Kind(
        "position", models.BodyPosition, "code", (*_TERM, "floor"),
        _terms_of("positions"), late={"floor": ()},
    ),
    Kind(
        "equipment", models.Equipment, "code", (*_TERM, "optional"),
        _terms_of("equipment"),
    ),
    Kind(
        "body-area", models.BodyArea, "code",
        (*_TERM, "sided", "leg", "signs_only", "snomed_code", "snomed_display"),
        _terms_of("body_areas"), late={"leg": (), "signs_only": ()},
    ),
    Kind(
        "contraindication", models.Contraindication, "code",
        (
            *_TERM, "question", "short_label", "action", "say", "group", "told_by",
            "asked_again_after_days",
        ),
        _terms_of("contraindications"), comes_back=True,
        late={"question": ("label",), "group": (), "told_by": (), "asked_again_after_days": ()},
    ),
    Kind(
        "screening", models.ScreeningItem, "code",
        (*_TERM, "urgency", "group", "name", "short", "words"),
        _screening,
        late={"group": (), "name": ("label",), "short": ("urgency",), "words": ("urgency",)},
    ),
    Kind(
        "measure", models.Measure, "code",
        (
            *_TERM, "family", "answer", "question", "unit", "minimum", "maximum",
            "asked_always", "ask_screening", "watch", "contested", "red_flag", "urgent", "opt_in",
            "area_required", "emergency_in", "advice", "merges", "snomed_code", "snomed_display",
        ),
        _measures, many=_SOURCES, late={"emergency_in": ("answer",), "urgent": ("answer",)},
        texts={"emergency_in": places_in_words},
        children={"choices": Child(models.MeasureChoice, "measure", ("code", "label"))},
    ),
    Kind(
        "synonym", models.Synonym, "code", (*_TERM, "means"), _terms_of("synonyms"),
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
        _terms_of("self_checks"), many=_SOURCES,
        later=("slug", "can_say", "cannot_say"),
    ),
    Kind(
        "habit", models.Habit, "code",
        (
            *_TERM, "slug", "intro", "checklist", "texts_say", "known", "evidence", "drawing",
            "caveat",
        ),
        _terms_of("habits"), many=_SOURCES | _EXERCISES,
        later=(
            "slug", "intro", "checklist", "texts_say", "known", "evidence", "drawing", "exercises",
        ),
        loose=("exercises",),
    ),
    Kind(
        "anatomy", models.AnatomyPart, "code",
        (*_TERM, "say", "also", "layer", "text", "disagreement"),
        _terms_of("anatomy"), many=_SOURCES | _EXERCISES | _CLAIMS,
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
