"""A name for the state of the engine: it changes with every change of how figures are drawn."""

from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent


def _of_source() -> str:
    digest = sha256()
    for path in sorted(FOLDER.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:6]


VERSION = _of_source()
