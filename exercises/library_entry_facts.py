"""Entry -> facts, where the pack's form is not the table's (see `library_facts`)."""

from collections.abc import Iterable
from typing import Any

import msgspec

from exercises.figures.records import plain
from exercises.library_pack import Pack, entries

Facts = dict[str, Any]


def _snomed(one: entries.Snomed | None) -> Facts:
    return {"snomed_code": one.code if one else "", "snomed_display": one.display if one else ""}


def terms(rows: Iterable[entries.Entry]) -> Iterable[tuple[str, Facts]]:
    for order, row in enumerate(rows, start=1):
        facts = msgspec.to_builtins(row) | {"order": order}
        if "snomed" in facts:
            facts |= _snomed(facts.pop("snomed") and row.snomed)  # type: ignore[attr-defined]
        if "sources" in facts:
            facts["sources"] = sorted(facts["sources"])
        yield facts["code"], facts


def five_steps(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for step in pack.five_step_order:
        code = f"step-{step.code}"
        yield code, {"code": code, "label": step.label, "order": step.code}


def screening(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for code, facts in terms(pack.screening):
        facts["label"] = facts.pop("ask")
        yield code, facts


def measures(pack: Pack) -> Iterable[tuple[str, Facts]]:
    families = {"symptom": pack.symptoms, "daily": pack.triggers, "sign": pack.signs}
    order = 0
    for family, rows in families.items():
        for code, facts in terms(rows):
            order += 1
            yield code, facts | {"family": family, "order": order}


def exercises(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.exercises:
        facts = msgspec.to_builtins(row)
        dose, evidence = facts.pop("dose"), facts.pop("evidence")
        stage = facts.pop("five_step_stage")
        stop_if, mistakes = facts.pop("stop_if"), facts.pop("mistakes")
        facts["also_known_as"] = "\n".join(facts["also_known_as"])
        facts["five_step"] = None if stage is None else f"step-{stage}"
        facts["evidence_level"], facts["evidence_note"] = evidence["level"], evidence["note"]
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


def programmes(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.programmes:
        facts = msgspec.to_builtins(row)
        yield row.slug, facts | {"sources": sorted(facts["sources"])}


def articles(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.articles:
        facts = msgspec.to_builtins(row)
        key_points, disagreements = facts.pop("key_points"), facts.pop("disagreements")
        facts["points"] = [{"kind": "key", "text": text} for text in key_points]
        facts["points"] += [{"kind": "disagreement", "text": text} for text in disagreements]
        yield row.slug, facts | {"sources": sorted(facts["sources"])}


def figures(pack: Pack) -> Iterable[tuple[str, Facts]]:
    for row in pack.figures:
        yield row.slug, {"exercise": row.slug, "pose": plain(row.record)}
