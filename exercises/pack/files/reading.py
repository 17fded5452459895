"""Files -> entries. Collects every fault before it gives up, so that one run names them all."""

import re
from pathlib import Path
from typing import Any, cast

import msgspec
import yaml

from exercises.pack.files import entries
from exercises.pack.files.checks import faults_in
from exercises.pack.files.strict_yaml import StrictLoader

PACK_FOLDER = Path(__file__).parents[2] / "library"

# A vocabulary is one file with a list; the other kinds have a folder with a file for each.
VOCABULARIES: dict[str, type[entries.Entry]] = {
    "sources": entries.Source,
    "phases": entries.Phase,
    "five_step_order": entries.FiveStep,
    "ladders": entries.Ladder,
    "positions": entries.BodyPosition,
    "equipment": entries.Equipment,
    "body_areas": entries.BodyArea,
    "contraindications": entries.Contraindication,
    "screening": entries.ScreeningItem,
    "self_checks": entries.SelfCheck,
    "habits": entries.Habit,
    "symptoms": entries.Measure,
    "triggers": entries.Measure,
    "signs": entries.Measure,
    "synonyms": entries.Synonym,
    "anatomy": entries.AnatomyPart,
}
FOLDERS: dict[str, type[entries.Entry]] = {
    "exercises": entries.Exercise,
    "programmes": entries.Programme,
    "claims": entries.Claim,
    "articles": entries.Article,
    "figures": entries.Figure,
}


NO_TEXT = "every key must be text (YAML reads on, off, yes and no as true and false)"


# Packs that were written before there were such entries are still read.
LATER = {"figures", "anatomy"}
LISTED_BEFORE = {"claims"}  # what has a folder now had a file among the vocabularies


class PackError(Exception):
    """The pack cannot be loaded. `faults` holds each as `file: key: reason`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_pack(folder: Path = PACK_FOLDER) -> entries.Pack:
    """The pack in `folder`, complete and consistent. Raises PackError with every fault found."""
    faults: list[str] = []
    lists: dict[str, tuple[Any, ...]] = {}
    for name, shape in VOCABULARIES.items():
        lists[name] = _read_vocabulary(folder / "vocabulary" / f"{name}.yaml", shape, faults)
    for name, shape in FOLDERS.items():
        before = folder / "vocabulary" / f"{name}.yaml"
        if name in LISTED_BEFORE and before.exists() and not (folder / name).is_dir():
            lists[name] = _read_vocabulary(before, shape, faults)
        else:
            lists[name] = _read_folder(folder / name, shape, faults)
    if not faults:
        pack = entries.Pack(**lists)
        faults = faults_in(pack)
    if faults:
        raise PackError(faults)
    return pack


def read_warning_signs(folder: Path = PACK_FOLDER) -> tuple[entries.ScreeningItem, ...]:
    """The warning signs alone, for when nothing else can be had. Raises PackError."""
    faults: list[str] = []
    path = folder / "vocabulary" / "screening.yaml"
    signs = _read_vocabulary(path, entries.ScreeningItem, faults)
    if faults:
        raise PackError(faults)
    return cast(tuple[entries.ScreeningItem, ...], signs)


def _read_vocabulary(
    path: Path, shape: type[entries.Entry], faults: list[str]
) -> tuple[entries.Entry, ...]:
    if path.stem in LATER and not path.exists():
        return ()
    rows = _load(path, faults)
    if rows is None:
        return ()
    if not isinstance(rows, list):
        faults.append(f"{path.name}: (file): a list is expected")
        return ()
    read = [_convert(row, shape, path, f"[{i}]", faults) for i, row in enumerate(rows)]
    return tuple(entry for entry in read if entry is not None)


def _read_folder(
    folder: Path, shape: type[entries.Entry], faults: list[str]
) -> tuple[entries.Entry, ...]:
    read = []
    if not folder.is_dir():
        if folder.name not in LATER:
            faults.append(f"{folder.name}: (folder): is missing")
        return ()
    for path in sorted(folder.iterdir()):
        if path.suffix != ".yaml":
            faults.append(f"{_named(path)}: (file): only .yaml files belong here")
            continue
        row = _load(path, faults)
        entry = None if row is None else _convert(row, shape, path, "", faults)
        if entry is not None:
            slug = getattr(entry, "slug", "")
            if slug != path.stem:
                faults.append(f"{_named(path)}: slug: {slug!r} is not the name of the file")
            read.append(entry)
    return tuple(read)


def _load(path: Path, faults: list[str]) -> Any:
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), StrictLoader)  # noqa: S506 (safe)
    except FileNotFoundError:
        faults.append(f"{_named(path)}: (file): is missing")
    except (yaml.YAMLError, ValueError) as error:  # ValueError: not UTF-8, or no such date
        faults.append(f"{_named(path)}: (file): {' '.join(str(error).split())}")
    else:
        if loaded is None:
            faults.append(f"{_named(path)}: (file): is empty")
        return loaded
    return None


def _named(path: Path) -> str:
    """A file as a fault names it. A figure's is called like its exercise's, so its folder helps."""
    return f"figures/{path.name}" if path.parent.name == "figures" else path.name


def _convert(
    row: Any, shape: type[entries.Entry], path: Path, where: str, faults: list[str]
) -> entries.Entry | None:
    if isinstance(row, dict):
        if not all(isinstance(key, str) for key in row):
            faults.append(f"{_named(path)}: {where or '(entry)'}: {NO_TEXT}")
            return None
        row = _in_shape(row, shape)
    try:
        return msgspec.convert(row, shape, strict=True)
    except msgspec.ValidationError as error:
        faults.append(f"{_named(path)}: {_in_words(error, where)}")
        return None


def _in_shape(row: dict[str, Any], shape: type[entries.Entry]) -> dict[str, Any]:
    """A row of a file as its entry has it: a figure's record apart, an older urgency renamed."""
    if shape is entries.Figure:
        record = dict(row)
        slug = {"slug": record.pop("slug")} if "slug" in record else {}
        return slug | {"record": record}
    if shape is entries.ScreeningItem and row.get("urgency") == "urgent":
        return row | {"urgency": "today"}  # from before "today" and "within days" were two
    return row


def _in_words(error: msgspec.ValidationError, where: str) -> str:
    """The key that is wrong, within `where` the row stands, and the reason."""
    reason, _, path = str(error).partition(" - at `$")
    key = f"{where}{path.rstrip('`')}"
    field = re.search(r"field `([^`]+)`", reason)
    if field:
        key += f".{field[1]}"
    return f"{key.removeprefix('.') or '(entry)'}: {reason}"
