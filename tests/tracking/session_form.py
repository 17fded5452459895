"""What the session form sends."""

import uuid
from typing import Any


def form(**answers: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"client_key": str(uuid.uuid4()), **answers}


def lines(*rows: dict[str, Any]) -> dict[str, Any]:
    """What the lines of the form send."""
    sent: dict[str, Any] = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": len(rows)}
    for i, row in enumerate(rows):
        sent |= {f"lines-{i}-{name}": value for name, value in row.items()}
    return sent
