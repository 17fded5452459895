"""The player's pure parts, tried by Node without a browser: time, signs, and what was done."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from tests.browser.conftest import cannot

HERE = Path(__file__).parent


def found_node() -> str | None:
    """Node where the machine has one, else the one that playwright brings along."""
    package = find_spec("playwright")
    if package is None or package.origin is None:
        return shutil.which("node")
    own = Path(package.origin).parent / "driver" / "node"
    return str(own) if own.exists() else shutil.which("node")


def test_its_pure_parts_are_sound() -> None:
    node = found_node()
    if node is None:
        cannot("there is no Node to run the scripts")
    files = sorted(map(str, HERE.glob("*.test.mjs")))
    done = subprocess.run(  # noqa: S603 (our own files)
        [str(node), "--test", *files], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(files) == 4
    assert "fail 0" in done.stdout
