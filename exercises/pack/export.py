"""Rows -> entries: what staff have made of the library, in the content pack's own format.

The way back of `facts`. What the pack's rules refuse is left out, and named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.db import transaction
from msgspec.structs import replace

from exercises.pack.addresses import address_faults
from exercises.pack.entries import entry_of
from exercises.pack.facts import Facts, Kind
from exercises.pack.files import Pack
from exercises.pack.files.checks import faults_in
from exercises.pack.files.reading import FOLDERS, VOCABULARIES
from exercises.pack.kinds import KINDS
from exercises.pack.loader import rows_of

SHAPES = VOCABULARIES | FOLDERS

# The list of the pack that holds a kind; measures have one for each family.
LISTS = {
    "source": "sources",
    "phase": "phases",
    "five-step": "five_step_order",
    "ladder": "ladders",
    "position": "positions",
    "equipment": "equipment",
    "body-area": "body_areas",
    "contraindication": "contraindications",
    "screening": "screening",
    "self-check": "self_checks",
    "habit": "habits",
    "claim": "claims",
    "synonym": "synonyms",
    "anatomy": "anatomy",
    "exercise": "exercises",
    "programme": "programmes",
    "article": "articles",
    "figure": "figures",
}
FAMILIES = {"symptom": "symptoms", "daily": "triggers", "sign": "signs"}


@dataclass(frozen=True)
class LeftOut:
    """A row that cannot be an entry of a pack, and why."""

    kind: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.reason}"


@dataclass(frozen=True)
class Export:
    """A pack that `read_pack` accepts once it is written, and what is not in it."""

    pack: Pack
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def exported() -> Export:
    """Everything of the library in the database; a fixed number of queries."""
    export = _Growing()
    facts_of: dict[str, Facts] = {}
    for kind in KINDS:
        facts_of = {key: kind.row_facts(row) for key, row in rows_of(kind).items()}
        candidates = list(export.entries_of(kind, facts_of))
        if kind.name == "exercise":
            export.take_exercises(candidates, facts_of)
        elif kind.name == "article":
            export.take_articles([entry for _list, entry in candidates])
        else:
            for name in SHAPES:
                export.take(name, [entry for held_in, entry in candidates if held_in == name])
    return export.done()


@dataclass
class _Growing:
    """A pack that takes entries as long as its rules hold."""

    lists: dict[str, tuple[Any, ...]] = field(default_factory=lambda: dict.fromkeys(SHAPES, ()))
    left_out: list[LeftOut] = field(default_factory=list)

    def entries_of(self, kind: Kind, facts_of: dict[str, Facts]) -> Iterator[tuple[str, Any]]:
        """What has the shape of an entry, with the name of its list; the rest is left out."""
        held = {name: {entry.slug for entry in self.lists[name]} for name in kind.loose}
        for key, facts in facts_of.items():
            for name, slugs in held.items():
                facts[name] = [slug for slug in facts[name] if slug in slugs]
            name = FAMILIES[facts["family"]] if kind.name == "measure" else LISTS[kind.name]
            try:
                built = entry_of(kind.name, facts)
                yield name, msgspec.convert(built, SHAPES[name], strict=True)
            except msgspec.ValidationError as error:
                self.left_out.append(LeftOut(kind.name, key, _reason(error)))

    def take(self, name: str, wanted: list[Any]) -> None:
        """Take those of `wanted` that keep the rules, in their order."""
        if not wanted or not self.faults(name, wanted):
            self.lists[name] += tuple(wanted)
            return
        for entry in wanted:
            faults = self.faults(name, [entry])
            if faults:
                self.leave_out(name, entry, faults)
            else:
                self.lists[name] += (entry,)

    def take_exercises(
        self, candidates: Iterable[tuple[str, Any]], facts_of: dict[str, Facts]
    ) -> None:
        """Take exercises all together; where that breaks a rule, first each by itself.

        The links go on past what is left out, and the rungs close up.
        """
        name = "exercises"
        one_by_one = [replace(entry, rung=1) for _list, entry in candidates]
        kept = sorted(one_by_one, key=_file_name)
        together = _linked(_placed(kept, facts_of), facts_of)
        if self.faults(name, together.values()):
            kept = self.sound(name, kept)
        while True:
            placed = _placed(kept, facts_of)
            wanted = _linked(placed, facts_of)
            if not self.faults(name, wanted.values()):
                self.lists[name] = tuple(wanted.values())
                return
            slug, faults = self.first_wrong_link(placed, wanted)
            self.leave_out(name, placed[slug], faults)
            kept = [entry for entry in kept if entry.slug != slug]

    def sound(self, name: str, wanted: list[Any]) -> list[Any]:
        """Those of `wanted` that keep the rules each by itself; the others are left out."""
        kept = []
        for entry in wanted:
            faults = self.faults(name, [entry])
            if faults:
                self.leave_out(name, entry, faults)
            else:
                kept.append(entry)
        return kept

    def take_articles(self, wanted: list[Any]) -> None:
        """Take articles with those that they link to; whoever needs one that is left out, goes."""
        name = "articles"
        while wanted:
            faults = self.faults(name, wanted)
            if not faults:
                break
            faulty = {entry.slug: _faults_of(entry, faults) for entry in wanted}
            if not any(faulty.values()):
                raise AssertionError("faults, but nobody's")  # pragma: no cover
            for entry in wanted:
                if faulty[entry.slug]:
                    self.leave_out(name, entry, faulty[entry.slug])
            wanted = [entry for entry in wanted if not faulty[entry.slug]]
        self.lists[name] = tuple(wanted)

    def first_wrong_link(
        self, placed: dict[str, Any], wanted: dict[str, Any]
    ) -> tuple[str, list[str]]:
        """The first exercise that cannot lead where it is `wanted` to, with its faults."""
        so_far = dict(placed)
        for slug, entry in wanted.items():
            so_far[slug] = entry
            faults = self.faults("exercises", so_far.values())
            if faults:
                return slug, faults
        raise AssertionError("faults, but nobody's")  # pragma: no cover

    def faults(self, name: str, more: Iterable[Any]) -> list[str]:
        """The faults that the pack would have with `more` in the list `name`."""
        pack = Pack(**self.lists | {name: (*self.lists[name], *more)})
        return [*faults_in(pack), *address_faults(pack)]

    def leave_out(self, name: str, entry: Any, faults: list[str]) -> None:
        kind = next((kind for kind, held_in in LISTS.items() if held_in == name), "measure")
        key = getattr(entry, "code" if name in VOCABULARIES else "slug")
        reasons = [fault.partition(": ")[2] for fault in faults]  # without the file
        self.left_out.append(LeftOut(kind, str(key), "; ".join(reasons)))

    def done(self) -> Export:
        for name in FOLDERS:
            self.lists[name] = tuple(sorted(self.lists[name], key=_file_name))
        return Export(Pack(**self.lists), tuple(self.left_out))


def _file_name(entry: Any) -> str:
    return f"{entry.slug}.yaml"


def _faults_of(entry: Any, faults: Iterable[str]) -> list[str]:
    """Those of `faults` that stand in the entry's own file."""
    return [fault for fault in faults if fault.startswith(f"{_file_name(entry)}: ")]


def _reason(error: msgspec.ValidationError) -> str:
    """The reason as `read_pack` says it: the key, then what is wrong there."""
    reason, _, path = str(error).partition(" - at `$")
    return f"{path.strip('.`') or '(entry)'}: {reason}"


# --- Places on ladders -------------------------------------------------------------------------


def _placed(kept: list[Any], facts_of: dict[str, Facts]) -> dict[str, Any]:
    """Each exercise by its slug, the rungs of each ladder 1, 2, 3 ... in the order they have."""
    ladders: dict[str, int] = {}
    placed = {}
    for entry in sorted(kept, key=lambda entry: facts_of[entry.slug]["rung"]):
        ladders[entry.ladder] = ladders.get(entry.ladder, 0) + 1
        placed[entry.slug] = replace(entry, rung=ladders[entry.ladder])
    return placed


def _linked(placed: dict[str, Any], facts_of: dict[str, Facts]) -> dict[str, Any]:
    linked = {}
    for slug, entry in placed.items():
        gentler = _next(slug, "gentler", placed, facts_of)
        harder = _next(slug, "harder", placed, facts_of)
        linked[slug] = replace(entry, gentler=gentler, harder=harder)
    return linked


def _next(slug: str, name: str, placed: dict[str, Any], facts_of: dict[str, Facts]) -> str | None:
    """Where `slug` leads to, past what is left out; None at the end, or where that leads back."""
    following, seen = facts_of[slug][name], {slug}
    while following not in placed and following not in seen and following is not None:
        seen.add(following)
        following = facts_of[following][name]
    return None if following in seen else following
