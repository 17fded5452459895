"""What was measured, as a table for people and as figures to compare the next run with."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.rounds import Ratio

KEPT = Path(__file__).with_name("kept.json")
SLOWER = 1.2  # a page that takes so many times its kept share of computing is a fault


@dataclass(frozen=True)
class Row:
    """One target: what was seen, what it may be at most (or at least), and whether that holds."""

    target: str
    what: str
    figure: str
    limit: str
    held: bool | None  # None: told, and no target


def at_most(target: str, what: str, seen: Ratio, limit: float) -> Row:
    """It fails only if the whole interval lies above the limit."""
    return Row(target, what, str(seen), f"<= {limit:g}x", seen.low <= limit)


def bounded(target: str, what: str, seen: float, limit: float, unit: str = "") -> Row:
    """A plain number that may be `limit` at most."""
    return Row(target, what, f"{seen:g}{unit}", f"<= {limit:g}{unit}", seen <= limit)


def reaching(target: str, what: str, seen: float, limit: float, unit: str = "") -> Row:
    """A plain number that has to be `limit` at least."""
    return Row(target, what, f"{seen:.2f}{unit}", f">= {limit:g}{unit}", seen >= limit)


def told(what: str, figure: str) -> Row:
    """A figure that has no target."""
    return Row("", what, figure, "", None)


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| Target | What | Measured | Limit | Held |", "|---|---|---|---|---|"]
    words = {True: "yes", False: "**no**", None: ""}
    for row in rows:
        cells = (row.target, row.what, row.figure, row.limit, words[row.held])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def keep(cpu: Mapping[str, Ratio]) -> None:
    """Keep the shares of computing, for later runs to be compared with."""
    figures = {name: round(seen.value, 2) for name, seen in sorted(cpu.items())}
    KEPT.write_text(json.dumps(figures, indent=1) + "\n")


def slower_than_kept(cpu: Mapping[str, Ratio]) -> list[str]:
    """A line for each page that got slower than its kept share allows."""
    kept = json.loads(KEPT.read_text())
    lines = []
    for name, seen in cpu.items():
        before = kept.get(name)
        if before is not None and seen.low > before * SLOWER:
            lines.append(f"{name}: {seen}, kept is {before:g}x")
    return lines


def page(text: str) -> str:
    """The page for docs/, around the table."""
    return (
        "# Performance\n\n"
        "Written by `make bench`. Each time is the median of a page over the median of a minimal\n"
        "signed-in Django page (`bench/floor/`) in the same run, requests interleaved, with the\n"
        "interval in which it lies in 95 of 100 resamples. A target fails only if the whole\n"
        "interval is above its limit.\n\n"
        f"{text}\n"
    )
