"""Texts that are shown as they stand: HTML or Markdown in them would be read as it was typed."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from exercises.pack.files import entries
from exercises.writing import marks_in

FIGURES = "figures"  # numbers, no texts for readers
MARKDOWN = "body"  # the one text in which marks may stand; it has checks of its own


def plain_faults(pack: entries.Pack) -> Iterator[str]:
    """Each text of `pack` with such marks, as `file: key: reason`."""
    for field in msgspec.structs.fields(pack):
        if field.name == FIGURES:
            continue
        for row in getattr(pack, field.name):
            yield from _faults_of(row)


@lru_cache(maxsize=2048)  # an export asks of all rows again for each entry that it takes
def _faults_of(row: Any) -> tuple[str, ...]:
    name = getattr(row, "slug", "") or row.code
    faults = []
    for key, text in _texts(msgspec.to_builtins(row), ""):
        marks = "" if key == MARKDOWN else marks_in(text)
        if marks:
            faults.append(f"{name}.yaml: {key}: would be shown as it stands: {marks}")
    return tuple(faults)


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text within `value`, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from _texts(inner, f"{key}[{i}]")
