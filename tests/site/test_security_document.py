"""docs/security.md promises nothing that no test holds."""

import re

from tests.site.server import ROOT


def test_it_names_tests_that_are_there() -> None:
    document = (ROOT / "docs" / "security.md").read_text()
    holds, later = document.split("## What comes later")
    rows = [line for line in holds.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 30
    named = {row: re.findall(r"`([a-z]+/test_\w+\.py)`", row) for row in rows}
    assert [row for row, files in named.items() if not files] == []
    missing = {
        one for files in named.values() for one in files if not (ROOT / "tests" / one).exists()
    }
    assert not missing
    for number in (10, 14, 24, 36, 37, 78, 79, 81, 83, 85, 86, 89):
        assert re.search(rf"\| [\d, -]*\b{number}\b", later), number
