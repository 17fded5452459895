"""`make bench` writes docs/performance.md; `make bench ARGS=short` only looks for slowness.

Figures are told as multiples of the floor's page in the same run, never as milliseconds: the same
code runs twice as slow on the same machine minutes later.
"""

import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path

from bench import figures, report
from bench.browser import in_a_browser
from bench.places import filled, floor
from bench.postgresql import beside_sqlite
from bench.servers import FLOOR, ROOT, SITE, serving

FOLDER = Path(os.environ.get("BENCH_DIR", ROOT / "var" / "bench"))
SMALL, LARGE = 100_000, 5_000_000  # rows of all people together
SHORT_LENGTHS = (100, 1_000, 10_000)  # check-ins of a person
ALL_LENGTHS = (*SHORT_LENGTHS, 100_000)
PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """Measure in the form that was asked for; answers how a shell understands it."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("form", nargs="?", choices=("long", "short"), default="long")
    parser.add_argument("--keep", action="store_true", help="keep these figures for later runs")
    asked = parser.parse_args()
    if asked.form == "short":
        return short(keep=asked.keep)
    return long()


def short(*, keep: bool) -> int:
    """All pages at 1,000 check-ins, in the CPU time of the server; 1 if one got slower."""
    small = filled(FOLDER, "small", SMALL, SHORT_LENGTHS)
    base = floor(FOLDER)
    with serving(base.folder, FLOOR) as lower, serving(small.folder, SITE) as upper:
        seen = figures.shares(lower, base, upper, small, people=("person-1000",), rounds=12)
    cpu = {name: pair[1] for name, pair in seen.items()}
    for name, (wall, computing) in seen.items():
        print(f"{name:40} {wall}   computing {computing}")
    if keep:
        report.keep(cpu)
        return 0
    if not report.KEPT.exists():
        print("\nNothing is kept yet to compare with: run it once with --keep.")
        return 1
    slower = report.slower_than_kept(cpu)
    print("\n".join(["", "Slower than kept:", *slower]) if slower else "\nNothing got slower.")
    return int(bool(slower))


def long() -> int:
    """Every target, with all sizes; writes the table down. Answers 1 if one does not hold."""
    base = floor(FOLDER)
    small = filled(FOLDER, "small", SMALL, SHORT_LENGTHS)
    large = filled(FOLDER, "large", LARGE, ALL_LENGTHS)
    rows: list[report.Row] = []
    with ExitStack() as servers:
        lower = servers.enter_context(serving(base.folder, FLOOR))
        upper = servers.enter_context(serving(small.folder, SITE))
        wide = servers.enter_context(serving(large.folder, SITE))
        rows += figures.pages(lower, base, upper, small)
        rows += figures.growth(lower, base, upper, small, wide, large)
        rows += figures.writing(lower, base, wide, large)
    rows += figures.memory(small)
    rows += figures.queries(small)
    rows += figures.weights(large)
    rows += figures.start_up(base, small)
    rows += figures.many_clients(base, small)
    rows += figures.durability(small)
    if url := os.environ.get("TEST_DATABASE_URL"):
        rows += beside_sqlite(url, FOLDER, small, SMALL)
    rows += in_a_browser(small, figures.DEFAULT)
    text = report.table(rows)
    print(text)
    PAGE.write_text(report.page(text))
    return int(any(row.held is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
