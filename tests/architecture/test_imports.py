"""Arrows only fall: who may know of whom. See docs/architecture.md."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("psoas_site", "accounts", "exercises", "tracking")

# What a room may import of ours besides itself: whole rooms, or single modules.
GROUND = "psoas_site.ui"
ALLOWED = {
    "psoas_site": {"accounts", "exercises", "tracking"},
    "accounts": {GROUND},
    "exercises": {GROUND},
    "tracking": {
        GROUND,
        "accounts.models",
        "exercises.models",
        "exercises.rules",
        "exercises.search",
        "exercises.shelf",
    },
}

# Within a room, from the top down. A part may import the parts below it, never one above.
LAYERS = {
    "exercises": (
        {"management", "templatetags", "views"},
        {"admin"},
        {"pages"},
        {"pack"},
        {"shelf"},
        {"pictures"},
        {"models"},
        {"figures", "search", "writing"},
        {"rules"},
    ),
    "tracking": (
        {"urls"},
        {"views", "templatetags"},
        {"forms"},
        {"planning", "progress", "portability"},
        {"recall"},
        {"records", "logbook"},
        {"subjects"},
        {"models"},
        {"bodymap", "charts", "clock"},
        {"rules"},
    ),
    "exercises.figures": (
        {"checking"},
        {"drawing"},
        {"body", "record", "words"},
        {"pose"},
        {"version"},
    ),
}
ASIDE = {"admin", "apps", "migrations"}  # Django asks for them; none of ours does

PURE = (
    "exercises/figures",
    "exercises/pack/files",
    "exercises/rules",
    "exercises/search",
    "exercises/writing",
    "tracking/charts",
    "tracking/rules",
)


@cache
def parsed(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """What a file imports, wherever it does so."""
    tree = ast.walk(ast.parse(path.read_text()))
    return tuple(node for node in tree if isinstance(node, ast.Import | ast.ImportFrom))


def modules(*rooms: str) -> Iterator[tuple[str, Path]]:
    """Each module of ours: its dotted name and its file."""
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = list(path.relative_to(ROOT).with_suffix("").parts)
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def imports(path: Path, module: str) -> frozenset[str]:
    """The dotted names that a file imports; relative ones made absolute."""
    found: set[str] = set()
    package = module.split(".") if path.stem == "__init__" else module.split(".")[:-1]
    for node in parsed(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *((node.module or "").split(".") if node.module else [])])
            found |= {resolved(source, alias.name) for alias in node.names}
    return frozenset(found)


def resolved(source: str, name: str) -> str:
    """`source.name` where that is a module of ours, else `source`: the rest are its contents."""
    inner = ROOT / source.replace(".", "/") / name
    return f"{source}.{name}" if inner.is_dir() or inner.with_suffix(".py").exists() else source


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def test_the_top_level_packages_are_the_rooms_the_tests_and_the_bench() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*ROOMS, "tests", "bench"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules(room)
        for name in imports(path, module)
        if name.split(".")[0] in ROOMS and not within(name, {room} | ALLOWED[room])
    ]
    assert not wrong


def test_the_tests_and_the_bench_are_imported_by_nobody() -> None:
    wrong = [
        module
        for module, path in modules(*ROOMS)
        if {"tests", "bench"} & {name.split(".")[0] for name in imports(path, module)}
    ]
    assert not wrong


PRIVATE = re.compile(r"(^|\.)(internal|_(?!_future__)\w*)(\.|$)")


def private_names(path: Path) -> set[str]:
    """What a file imports by an absolute name that its library keeps to itself."""
    names = set()
    for node in parsed(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if PRIVATE.search(name)}


def test_nobody_imports_what_a_library_keeps_to_itself() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules(*ROOMS)
        for name in private_names(path)
    ]
    assert not wrong


def part_of(module: str, room: str) -> str:
    """The part of `room` that a module lies in; empty for the room itself and what is elsewhere."""
    inside = module.removeprefix(f"{room}.")
    return "" if inside == module else inside.split(".")[0]


def depth_of(part: str, room: str) -> int | None:
    """How deep a part of `room` lies; None for what stands aside."""
    return next((depth for depth, parts in enumerate(LAYERS[room]) if part in parts), None)


def modules_within(room: str) -> Iterator[tuple[str, Path]]:
    """Each module of ours below `room`, which may be a room of a room."""
    for module, path in modules(room.split(".")[0]):
        if part_of(module, room):
            yield module, path


def test_a_view_of_the_diary_judges_nothing() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules("tracking/views")
        for name in imports(path, module)
        if "rules" in name.split(".")
    ]
    assert not wrong


@pytest.mark.parametrize("room", LAYERS)
def test_every_part_of_a_room_has_its_depth(room: str) -> None:
    parts = {part_of(module, room) for module, _path in modules_within(room)}
    unknown = {part for part in parts if depth_of(part, room) is None}
    assert unknown <= ASIDE, "name it in LAYERS, or in ASIDE"


@pytest.mark.parametrize("room", LAYERS)
def test_within_a_room_arrows_fall(room: str) -> None:
    wrong = []
    for module, path in modules_within(room):
        part = part_of(module, room)
        here = depth_of(part, room)
        for name in imports(path, module):
            other = part_of(name, room)
            there = depth_of(other, room)
            if here is None or there is None or part == other:
                continue
            if there <= here:
                wrong.append(f"{module} imports {name}")
    assert not wrong


def test_the_ground_room_stands_on_nothing_of_ours() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules("psoas_site")
        if within(module, {GROUND})
        for name in imports(path, module)
        if name.split(".")[0] in ROOMS and not within(name, {GROUND})
    ]
    assert not wrong


@pytest.mark.parametrize("place", PURE)
def test_pure_code_knows_no_framework(place: str) -> None:
    inside = place.replace("/", ".")
    room = inside.split(".")[0]
    allowed = {inside} | (
        set()
        if place.endswith("/rules")
        else {"yaml", "msgspec", "rapidfuzz", "markdown_it", "nh3"}
    )
    # The scale of pain is one for both rooms, and the library's rules are as pure.
    pure_siblings = {one.replace("/", ".") for one in PURE if room in one} | {"exercises.rules"}
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
