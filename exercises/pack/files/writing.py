"""Entries -> files, in the layout and the style that `reading` reads and the shipped pack has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from exercises.pack.files import entries
from exercises.pack.files.pose_text import WIDTH, pose_text
from exercises.pack.files.reading import FOLDERS, VOCABULARIES
from exercises.pack.files.strict_yaml import IndentedDumper

SUBFOLDERS = ("vocabulary", *FOLDERS)  # the folders of a pack, there even where they are empty
ALWAYS = {"status"}  # said even where it is what it would be anyway

# Line ends of Unicode: YAML would give some of them back as another one, unless written as \x85.
ESCAPED = {"\x85", "\u2028", "\u2029"}


class _Dumper(IndentedDumper):
    """Entries: each text in the style that suits it."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if ESCAPED & set(text):
        style = '"'
    elif "\n" in text:
        style = "|"  # where a text cannot stand so, PyYAML takes quotes
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _represent_text)


def files_of(pack: entries.Pack) -> Iterator[tuple[str, str]]:
    """Each file of `pack`: its path in the pack's folder, and its text."""
    for name in VOCABULARIES:
        yield f"vocabulary/{name}.yaml", _text(getattr(pack, name))
    for name in FOLDERS:
        for entry in getattr(pack, name):
            if isinstance(entry, entries.Figure):
                text = pose_text(entry.record | {"slug": entry.slug})
            else:
                text = _text(entry)
            yield f"{name}/{entry.slug}.yaml", text


def write_pack(pack: entries.Pack, folder: Path) -> None:
    """Write `pack` into `folder`, which is made where it is not there. Raises OSError."""
    for name in SUBFOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for path, text in files_of(pack):
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _text(content: Any) -> str:
    return yaml.dump(
        _plain(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH,
        default_flow_style=False,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    """`value` in YAML's own types. What is as it would be without being said is not said."""
    if isinstance(value, msgspec.Struct):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in msgspec.structs.fields(value)
            if field.name in ALWAYS or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
