"""Arrows only fall: who may know of whom. See docs/architecture.md."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("psoas_site", "accounts", "exercises", "tracking")

# What a room may import of ours besides itself: whole rooms, or single modules.
ALLOWED = {
    "psoas_site": {"accounts", "exercises", "tracking"},
    "accounts": set(),
    "exercises": set(),
    "tracking": {
        "accounts.models",
        "exercises.models",
        "exercises.dosing",
        "exercises.drafts",
        "exercises.filter_fields",
        "exercises.offers",
        "exercises.rules",
        "exercises.search",
        "exercises.typed",
        "exercises.wording",
    },
}

# Within the log, from the top down. A part may import the parts below it, never one above.
LAYERS = (
    {"urls"},
    {"views", "templatetags"},
    {"forms"},
    {"today", "progress", "demonstration", "portability"},
    {"records", "logbook"},
    {"models", "bodymap", "clock"},
    {"rules"},
)
ASIDE = {"admin", "apps", "migrations"}  # Django asks for them; none of ours does

PURE = (
    "exercises/demands.py",
    "exercises/figures",
    "exercises/library_pack",
    "exercises/dosing.py",
    "exercises/rules",
    "exercises/search",
    "exercises/writing",
    "tracking/rules",
)


def modules(*rooms: str) -> Iterator[tuple[str, Path]]:
    """Each module of ours: its dotted name and its file."""
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = list(path.relative_to(ROOT).with_suffix("").parts)
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path, module: str) -> set[str]:
    """The dotted names that a file imports, wherever it does so; relative ones made absolute."""
    found = set()
    package = module.split(".") if path.stem == "__init__" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *((node.module or "").split(".") if node.module else [])])
            found |= {resolved(source, alias.name) for alias in node.names}
    return found


def resolved(source: str, name: str) -> str:
    """`source.name` where that is a module of ours, else `source`: the rest are its contents."""
    inner = ROOT / source.replace(".", "/") / name
    return f"{source}.{name}" if inner.is_dir() or inner.with_suffix(".py").exists() else source


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def test_the_top_level_packages_are_the_rooms_and_the_tests() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*ROOMS, "tests"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules(room)
        for name in imports(path, module)
        if name.split(".")[0] in ROOMS and not within(name, {room} | ALLOWED[room])
    ]
    assert not wrong


def test_the_tests_are_imported_by_nobody() -> None:
    wrong = [
        module
        for module, path in modules(*ROOMS)
        if within("tests", {name.split(".")[0] for name in imports(path, module)})
    ]
    assert not wrong


def layer(module: str) -> int | None:
    """How deep a module of the log lies; None for what stands aside."""
    part = module.split(".")[1] if "." in module else ""
    return next((depth for depth, parts in enumerate(LAYERS) if part in parts), None)


def test_every_part_of_the_log_has_its_place() -> None:
    unknown = {
        module
        for module, _path in modules("tracking")
        if layer(module) is None and module.split(".")[1:2] and module.split(".")[1] not in ASIDE
    }
    assert not unknown, "name it in LAYERS, or in ASIDE"


def test_within_the_log_arrows_fall() -> None:
    wrong = []
    for module, path in modules("tracking"):
        here = layer(module)
        if here is None:
            continue
        for name in imports(path, module):
            there = layer(name) if name.startswith("tracking.") else None
            same_part = module.split(".")[1] == name.split(".")[1] if there is not None else True
            if there is not None and not same_part and there <= here:
                wrong.append(f"{module} imports {name}")
    assert not wrong


@pytest.mark.parametrize("place", PURE)
def test_pure_code_knows_no_framework(place: str) -> None:
    inside = place.removesuffix(".py").replace("/", ".")
    room = inside.split(".")[0]
    allowed = {inside} | (
        set()
        if place.endswith("/rules")
        else {"yaml", "msgspec", "rapidfuzz", "markdown_it", "nh3"}
    )
    pure_siblings = {one.removesuffix(".py").replace("/", ".") for one in PURE if room in one}
    wrong = [
        f"{module} imports {name}"
        for module, path in modules(room)
        if within(module, {inside})
        for name in imports(path, module)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not within(name, allowed | pure_siblings)
    ]
    assert not wrong


def test_no_circle_among_our_modules() -> None:
    known = dict(modules(*ROOMS))
    arrows = {
        module: {name for name in imports(path, module) if name in known and name != module}
        for module, path in known.items()
    }
    done: set[str] = set()

    def follow(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join([*way[way.index(module) :], module])
        if module not in done:
            for name in sorted(arrows[module]):
                follow(name, (*way, module))
            done.add(module)

    for module in arrows:
        follow(module, ())


def test_the_library_pages_know_nothing_of_the_log() -> None:
    wrong = [
        path.name
        for path in (ROOT / "templates/exercises").rglob("*")
        if path.is_file() and "tracking" in path.read_text()
    ]
    assert not wrong


def test_no_template_loads_tags_of_the_log() -> None:
    ours = {path.stem for path in (ROOT / "tracking").glob("templatetags/*.py")} - {"__init__"}
    wrong = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if not path.is_relative_to(ROOT / "templates/tracking")
        for tags in re.findall(r"{% load (.*?) %}", path.read_text())
        if ours & set(tags.split())
    ]
    assert not wrong
