"""Small rooms, and nothing in them that belongs elsewhere."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# The most lines that a file of a kind may have, and who is let off, with the reason. A sheet or a
# script has none: it holds one idea, however long that is.
LIMITS = {
    ("templates", ".html"): 130,
    **{(room, ".py"): 320 for room in ("accounts", "exercises", "psoas_site", "tracking")},
}
LET_OFF: dict[str, str] = {
    "exercises/migrations/0001_initial.py": "written by Django",
    "exercises/migrations/0011_learn.py": "written by Django",
}

BINARY = {".woff2", ".png", ".ico", ".webp", ".avif", ".jpg"}
# In pieces, so that this file does not name them either.
FOREIGN = ("/wo" + "rk/", ".lib" + "rary/", "farm-" + "studio", "/tm" + "p/brief")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


# What belongs to the project. A file beside it, such as a kept output, is nobody's fault.
FOLDERS = {
    ".ci", "accounts", "bench", "docs", "exercises", "psoas_site", "static", "templates", "tests",
    "tracking",
}  # fmt: skip
AT_THE_TOP = re.compile(
    r"[A-Z]+(\.md)?|Makefile|manage\.py|pyproject\.toml|requirements[-\w]*\.\w+|\.\w.*"
)


def files() -> list[Path]:
    """Every file of the project: what git keeps, and what it would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:  # an unpacked archive
        found = [path for path in ROOT.rglob("*") if "__pycache__" not in path.parts]
    else:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return sorted(path for path in found if path.is_file() and belongs(path))


def belongs(path: Path) -> bool:
    """Whether a file is one of the project's, by where it stands."""
    parts = path.relative_to(ROOT).parts
    if len(parts) == 1:
        return AT_THE_TOP.fullmatch(parts[0]) is not None and parts[0] != ".env"
    return parts[0] in FOLDERS


FILES = files()


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def texts() -> Iterator[tuple[str, str]]:
    for path in FILES:
        if path.suffix not in BINARY:
            yield name_of(path), path.read_text()


def too_long() -> dict[str, int]:
    found = {}
    for (folder, suffix), most in LIMITS.items():
        for path in FILES:
            if path.suffix == suffix and path.is_relative_to(ROOT / folder):
                lines = len(path.read_text().splitlines())
                if lines > most:
                    found[name_of(path)] = lines
    return found


def test_files_are_small() -> None:
    assert {name: lines for name, lines in too_long().items() if name not in LET_OFF} == {}


def test_nobody_is_let_off_without_need() -> None:
    assert set(LET_OFF) <= set(too_long())


def test_no_file_names_a_place_outside_the_project() -> None:
    wrong = [(name, word) for name, text in texts() for word in FOREIGN if word in text]
    assert not wrong


def test_nothing_is_left_unfinished() -> None:
    assert not [name for name, text in texts() if UNFINISHED.search(text)]


def test_text_is_text() -> None:
    """UTF-8, Unix line ends, a last newline, no stray blanks or tabs in Python."""
    wrong = []
    for name, text in texts():
        if "\r" in text or (text and not text.endswith("\n")):
            wrong.append(f"{name}: line ends")
        if name.endswith((".py", ".html", ".css", ".js", ".yaml", ".toml")):
            wrong += [
                f"{name}:{number}: blanks at the end"
                for number, line in enumerate(text.splitlines(), start=1)
                if line != line.rstrip()
            ]
    assert not wrong


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and line[0] not in "# "]
    assert len(lines) > 10
    for line in lines:
        assert re.match(r"[\w.\[\]-]+==\S+", line), line
        assert "--hash=sha256:" in line, line


def test_what_is_written_while_running_is_kept_out_of_the_repository() -> None:
    assert {"var/", ".venv/", ".env"} <= set((ROOT / ".gitignore").read_text().split())
    assert not [name_of(path) for path in FILES if path.suffix in {".sqlite3", ".pyc", ".log"}]


def test_no_file_holds_a_secret() -> None:
    pattern = re.compile(r"SECRET_KEY\s*=\s*[\"'][^\"']{8,}|-----BEGIN [A-Z ]*PRIVATE KEY")
    assert not [name for name, text in texts() if pattern.search(text)]


def test_style_sheets_and_scripts_ask_nobody_else() -> None:
    elsewhere = re.compile(
        r"url\(['\"]?(https?:)?//|@import [^;]*//|from ['\"]https?:|fetch\(['\"]http"
    )
    sheets = {name: text for name, text in texts() if name.endswith((".css", ".js"))}
    assert not [name for name, text in sheets.items() if elsewhere.search(text)]


def test_it_reads_what_belongs_to_the_project_and_no_more() -> None:
    """An output that somebody keeps beside it, a data folder, a virtual environment."""
    strays = (
        "out.txt",
        ".env",
        "var/db.sqlite3",
        ".venv/bin/python",
        "notes/todo.py",
        "result.log",
    )
    assert not [name for name in strays if belongs(ROOT / name)]
    kept = ("README.md", "LICENSE", "manage.py", "requirements-dev.in", ".env.example", ".ci/run")
    assert all(belongs(ROOT / name) for name in kept)
    tracked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
    ).stdout.decode()
    assert not [name for name in tracked.split("\0") if name and not belongs(ROOT / name)]
