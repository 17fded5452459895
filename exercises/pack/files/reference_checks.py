"""What entries name is there, and nothing has the name of another."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from exercises.pack.files import entries
from exercises.search.words import search_form, words_of

# A key says the same in every entry that has it: what it names stands in this list of the pack.
NAMES = {
    "phase": "phases",
    "ladder": "ladders",
    "position": "positions",
    "targets": "body_areas",
    "emergency_in": "body_areas",
    "equipment": "equipment",
    "contraindications": "contraindications",
    "told_by": "contraindications",
    "five_step_stage": "five_step_order",
    "sources": "sources",
    "positions": "sources",
    "part_of": "sources",
    "cited_by": "sources",
    "exercises": "exercises",
    "items": "exercises",
    "gentler": "exercises",
    "harder": "exercises",
    "claims": "claims",
}
# Where it is a part of the entry that names something, the field of that part.
IN_PARTS = {"positions": "source", "items": "exercise", "contraindications": "code"}
NAMED_BY_SLUG = ("exercises", "programmes", "claims", "articles", "figures")
CODED = (
    "sources", "phases", "five_step_order", "ladders", "positions", "equipment", "body_areas",
    "contraindications", "screening", "self_checks", "habits", "synonyms", "anatomy",
)  # fmt: skip


def measures_of(pack: entries.Pack) -> tuple[entries.Measure, ...]:
    """All measures of `pack`, whichever file they stand in."""
    return (*pack.symptoms, *pack.triggers, *pack.signs)


def doubles(pack: entries.Pack) -> Iterator[str]:
    """Every name that two entries have."""
    for file, names in _own_names(pack):
        seen: set[object] = set()
        for name in names:
            if name in seen:
                yield f"{file}: code: {name!r} stands twice"
            seen.add(name)


def _own_names(pack: entries.Pack) -> Iterator[tuple[str, Iterable[object]]]:
    code, slug = attrgetter("code"), attrgetter("slug")
    for name in CODED:
        yield f"{name}.yaml", map(code, getattr(pack, name))
    for name in ("sources", "habits", "self_checks"):
        yield f"{name}.yaml (slugs)", filter(None, map(slug, getattr(pack, name)))
    yield "claims", map(code, pack.claims)
    yield "claims (slugs)", map(slug, pack.claims)
    yield "symptoms, triggers, signs", map(code, measures_of(pack))
    labels = [search_form(words_of(synonym.label)) for synonym in pack.synonyms]
    yield "synonyms.yaml (labels)", labels


def unknown_references(pack: entries.Pack) -> Iterator[str]:
    """Every name of something that is not there, and what is named twice in one place."""
    there: dict[str, set[Any]] = {}
    for name in NAMES.values():
        key = attrgetter("slug" if name in NAMED_BY_SLUG else "code")
        there[name] = set(map(key, getattr(pack, name)))
    for where, wanted, codes in _references(pack):
        for code in codes:
            if code not in there[wanted]:
                yield f"{where}: {code!r} is not in {wanted}"
        if len(codes) != len(set(codes)):
            yield f"{where}: names something twice"


def _references(pack: entries.Pack) -> Iterator[tuple[str, str, list[Any]]]:
    """Every reference: its file and key, the list that must hold it, and the codes there."""
    for name in pack.__struct_fields__:
        for entry in getattr(pack, name):
            where = _place_of(name, entry)
            for key in [key for key in entry.__struct_fields__ if key in NAMES]:
                yield f"{where}{key}", NAMES[key], _codes_in(getattr(entry, key), key)
    for exercise in pack.exercises:
        where = f"{exercise.slug}.yaml: evidence.sources"
        yield where, "sources", list(exercise.evidence.sources)
    for figure in pack.figures:
        yield f"figures/{figure.slug}.yaml: slug", "exercises", [figure.slug]


def _place_of(name: str, entry: Any) -> str:
    """The file of an entry, and what stands before a key there."""
    if name not in NAMED_BY_SLUG:
        return f"{name}.yaml: {entry.code}."
    folder = "claims/" if name == "claims" else ""
    return f"{folder}{entry.slug}.yaml: "


def _codes_in(named: Any, key: str) -> list[Any]:
    if not isinstance(named, tuple):
        return [] if named in (None, "") else [named]
    # A condition may stand as its code alone.
    return [getattr(part, IN_PARTS.get(key, ""), part) for part in named]
