"""Facts -> entries of the pack, where the pack's form is not the table's."""

from collections.abc import Callable
from typing import Any

from exercises.pack.facts import Facts


def entry_of(kind: str, facts: Facts) -> Facts:
    """The facts of a row of `kind` in the form in which the pack's files have them."""
    return BUILDERS.get(kind, _term)(facts)


def _term(facts: Facts) -> Facts:
    """Its place in the list says its order."""
    built = {name: value for name, value in facts.items() if name != "order"}
    if "snomed_code" in built:
        code, display = built.pop("snomed_code"), built.pop("snomed_display")
        system = "http://snomed.info/sct"
        known = {"system": system, "code": code, "display": display}
        built["snomed"] = known if code or display else None
    return built


def _five_step(facts: Facts) -> Facts:
    return {"code": _step_number(facts["code"]), "label": facts["label"]}


def _step_number(code: str | None) -> Any:
    """The number in `code` as the loader made it, else `code` itself, which the shape refuses."""
    number = (code or "").removeprefix("step-")
    return int(number) if code == f"step-{number}" and number.isdecimal() else code


def _screening(facts: Facts) -> Facts:
    same = ("code", "urgency", "group", "name", "short", "words")
    return {name: facts[name] for name in same} | {"ask": facts["label"]}


def _measure(facts: Facts) -> Facts:
    built = _term(facts)
    del built["family"]
    return built


def _exercise(facts: Facts) -> Facts:
    """Without where it leads to: that is known when all exercises are."""
    same = (
        "slug", "name", "status", "phase", "ladder", "rung", "pain_now_max", "purpose", "targets",
        "position", "equipment", "firm_bed", "impact", "per_side", "steps", "feel", "sources",
        "source_ambiguity",
    )  # fmt: skip
    built = {name: facts[name] for name in same}
    return built | {
        "also_known_as": list(filter(str.strip, facts["also_known_as"].split("\n"))),
        "dose": _dose(facts),
        "mistakes": _points(facts, "mistake"),
        "stop_if": _points(facts, "stop"),
        "gentler": None,
        "harder": None,
        "contraindications": list(map(_condition, facts["conditions"])),
        "evidence": {
            "level": facts["evidence_level"],
            "note": facts["evidence_note"],
            "sources": facts["evidence_sources"],
        },
        "five_step_stage": _step_number(facts["five_step"]),
    }


def _points(facts: Facts, kind: str) -> list[str]:
    """The lines of one of the lists that share a table."""
    return [point["text"] for point in facts["points"] if point["kind"] == kind]


def _condition(facts: Facts) -> Facts | str:
    """One condition: its code alone where nothing of its own is said."""
    if not facts["action"] and not facts["say"]:
        return str(facts["contraindication"])
    own = {name: facts[name] for name in ("action", "say") if facts[name]}
    return {"code": facts["contraindication"]} | own


def _dose(facts: Facts) -> Facts:
    ranges = {
        name: [facts[f"{name}_min"], facts[f"{name}_max"]]
        for name in ("times_per_day", "days_per_week")
    }
    levels = {
        dose["level"]: {name: dose[name] for name in ("sets", "reps", "seconds")}
        for dose in facts["doses"]
    }
    return {
        "type": facts["dose_type"],
        "rep_seconds": facts["rep_seconds"],
        "rest_seconds": facts["rest_seconds"],
        **ranges,
        "levels": levels,
    }


def _programme(facts: Facts) -> Facts:
    return facts | {"order": max(facts["order"], 1)}  # an editor's form lets it be 0


def _article(facts: Facts) -> Facts:
    built = _programme(facts) | {
        "key_points": _points(facts, "key"),
        "disagreements": _points(facts, "disagreement"),
    }
    del built["points"]
    return built


def _figure(facts: Facts) -> Facts:
    return {"slug": facts["exercise"], "record": facts["pose"]}


BUILDERS: dict[str, Callable[[Facts], Facts]] = {
    "five-step": _five_step,
    "screening": _screening,
    "measure": _measure,
    "exercise": _exercise,
    "programme": _programme,
    "claim": _programme,
    "article": _article,
    "figure": _figure,
}
