"""The one form in which pack entries and database rows can be compared.

`Facts` of an entry or a row are plain values by field: references as codes, unordered sets
sorted, children as lists in their order. Equal facts mean that row and entry say the same.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import Model

from exercises.pack.files import Pack

Facts = dict[str, Any]
Rows = dict[str, Model]  # by their keys


@dataclass(frozen=True)
class Child:
    """Rows that belong to another: its fields, and its references as {field: key of the other}."""

    model: type[Model]
    parent: str
    fields: tuple[str, ...]
    references: dict[str, tuple[type[Model], str]] = field(default_factory=dict)
    sorted_by: str = "order"


@dataclass(frozen=True)
class Kind:
    """How one kind of entry becomes a row. `own_references` point at rows of the same kind."""

    name: str
    model: type[Model]
    key: str  # the attribute of a row that names it; `lookup` asks the database for it
    fields: tuple[str, ...]
    entries_of: Callable[[Pack], Iterable[tuple[str, Facts]]]
    references: dict[str, tuple[type[Model], str]] = field(default_factory=dict)
    own_references: tuple[str, ...] = ()
    many: dict[str, tuple[type[Model], str]] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    lookup: str = ""  # where it is not called as the attribute
    texts: dict[str, Callable[[Any], str]] = field(default_factory=dict)  # of facts, for people
    comes_back: bool = False  # a safety word: the loader writes it again where it was deleted
    # Fields that came with a later version: flags, which are filled in also on a row that staff
    # have changed otherwise. Each with the fields that must say the same as the pack for that.
    late: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # What else came with a later version, so the first one could not have kept it.
    later: tuple[str, ...] = ()
    # Of `many`, what is only pointed at: where staff have deleted that, the rest is written.
    loose: tuple[str, ...] = ()

    def row_named(self, key: str) -> Model:
        """The row that `key` names. Raises the model's DoesNotExist."""
        return self.model._default_manager.get(**{self.lookup or self.key: key})

    def row_facts(self, row: Model) -> Facts:
        """The facts of a `row`; reads its relations (prefetch with `prefetches`)."""
        facts: Facts = {name: _plain(getattr(row, name)) for name in self.fields}
        for name, (_, key) in self.references.items():
            facts[name] = _key_of(getattr(row, name), key)
        for name in self.own_references:
            facts[name] = _key_of(getattr(row, name), self.key)
        for name, (_, key) in self.many.items():
            facts[name] = sorted(_plain(getattr(other, key)) for other in getattr(row, name).all())
        for name, child in self.children.items():
            parts = sorted(getattr(row, name).all(), key=attrgetter(child.sorted_by))
            facts[name] = [_child_facts(part, child) for part in parts]
        return facts

    def prefetches(self) -> list[str]:
        """What `row_facts` reads beside the row itself."""
        parts = self.children.items()
        deep = [f"{name}__{key}" for name, child in parts for key in child.references]
        return [*self.references, *self.own_references, *self.many, *self.children, *deep]


def digest(facts: Facts) -> str:
    """A fingerprint of `facts`: 64 hexadecimal digits, the same on every machine."""
    return hashlib.sha256(_written(facts).encode()).hexdigest()


def as_kept(facts: Facts) -> Facts:
    """`facts` as the database gives them back: tuples have become lists."""
    return json.loads(_written(facts))


def _written(facts: Facts) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def as_first_kept(kind: Kind, facts: Facts) -> Facts:
    """`facts` in the form of the first version, when only a digest of them was kept."""
    first = {name: value for name, value in facts.items() if name not in (*kind.late, *kind.later)}
    if first.get("urgency") == "today":
        first["urgency"] = "urgent"
    conditions = first.get("conditions", [])
    spoken = any(condition["action"] or condition["say"] for condition in conditions)
    if "conditions" in first and not spoken:
        codes = [condition["contraindication"] for condition in conditions]
        first["contraindications"] = codes
        del first["conditions"]
    return first


def still_says(loaded: object, now: object) -> bool:
    """Whether `now` says all that `loaded` said, in what both have a name for.

    A field that came with a later version of this program is no change by anybody. A value that
    is itself a mapping, such as a pose, has to be the same.
    """
    if isinstance(loaded, dict) and isinstance(now, dict):
        shared = loaded.keys() & now.keys()
        return all(_is_unchanged(loaded[name], now[name]) for name in shared)
    if isinstance(loaded, list) and isinstance(now, list):
        return len(loaded) == len(now) and all(map(still_says, loaded, now))
    return bool(loaded == now)


def _is_unchanged(loaded: object, now: object) -> bool:
    return bool(loaded == now) if isinstance(loaded, dict) else still_says(loaded, now)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _key_of(row: Model | None, key: str) -> object:
    return None if row is None else _plain(getattr(row, key))


def _child_facts(row: Model, child: Child) -> Facts:
    facts: Facts = {name: _plain(getattr(row, name)) for name in child.fields}
    return facts | {
        name: _key_of(getattr(row, name), key) for name, (_, key) in child.references.items()
    }
