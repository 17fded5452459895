"""The site's secret key: from the environment, or made once and kept in the data folder."""

import os
import secrets
from pathlib import Path


def secret_key_in(folder: Path) -> str:
    """The key kept in `folder`/secret_key, made on the first call (readable by its owner only).

    Two processes that start together agree: the file is created exclusively, and whoever
    comes second reads what the first one wrote.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    # Written beside and linked into place, so that nobody ever reads half a key.
    draft = folder / f".secret_key.{os.getpid()}"
    if not path.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
