"""The decision table written apart from the code, in one breath: the two have to agree.

Whoever changes the table changes both, and the vectors in `data/progression_vectors.yaml`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

GENTLE = {"settle", "release", "lengthen", "rotate"}


def band(phase: str, before: int, peak: int, impact: bool = False) -> str:
    """GREEN, STEADY, AMBER or RED for one exercise on one side; before and peak are 0 to 10."""
    rise = peak - before
    if peak >= 6 or (impact and peak >= 3):
        return "RED"
    if phase in GENTLE:
        if peak <= 2 and rise <= 1:
            return "GREEN"
        if rise >= 2:
            return "RED" if peak >= 3 else "AMBER"
    else:
        if rise >= 4:
            return "RED"
        if peak <= 2:
            return "GREEN"
    return "STEADY" if rise <= 0 and peak <= 3 else "AMBER"


def decided(x: Mapping[str, Any]) -> tuple[str, str]:  # noqa: C901 (a table, read from the top)
    """The first row that matches: verdict and number. Unanswered values are None."""
    g = x.get
    before, peak, after, morning, effort = (
        g(k) for k in ("before", "peak", "after", "morning", "effort")
    )
    b = None
    if before is not None and peak is not None:
        b = band(x["phase"], before, peak, g("impact", False))
    if b is None and peak is not None and peak >= (3 if g("impact") else 6):
        b = "RED"
    settle = None if before is None or after is None else after - before
    m = None if morning is None else morning - x["usual"]
    creep, gap, sign = g("weeks_creep", 0), g("gap_days", 0), g("new_sign", False)
    still = g("sign_still")

    def at_least(value: float | None, limit: int) -> bool:
        return value is not None and value >= limit

    if g("emergency"):
        return "SEEK_NOW", "D1"
    if g("urgent"):
        return "SEEK_SOON", "D2"
    if sign and (still or g("sign_in_last3", 0) >= 2):
        return "SEEK_SOON", "D3a"
    if creep >= 4:
        return "SEEK_SOON", "D4b"
    ease = (
        sign
        or b == "RED"
        or g("stopped_for_pain")
        or at_least(settle, 3)
        or at_least(after, 6)
        or at_least(m, 2)
        or at_least(effort, 9)
    )
    if ease and g("at_floor") and g("regress_last4", 0) >= 2:
        return "SEEK_SOON", "D5b"
    if sign and still is None:
        return ("WAIT", "D3c") if g("hours_since", 0) < 36 else ("SEEK_SOON", "D3d")
    if ease:
        return "REGRESS", "D3b" if sign else "D5"
    if creep >= 2:
        return "REGRESS", "D4"
    if gap > 14:
        return "REGRESS", "D8"
    if creep == 1:
        return "HOLD", "D6"
    if m is None:
        return ("PENDING", "D7") if g("hours_since", 0) < 36 else ("HOLD", "D7b")
    if gap >= 8:
        return "HOLD", "D8b"
    if b is None or settle is None or effort is None:
        return "HOLD", "D9"
    hard = effort >= 7 and (x["phase"] in GENTLE or b != "GREEN" or effort >= 8)
    if b == "AMBER" or settle == 2 or hard or not g("completed", True):
        return "HOLD", "D9"
    need = 3 if b == "GREEN" and effort < 7 and g("streak_steady", 0) == 0 else 4
    ready = (
        g("streak", 0) + 1 >= need
        and g("days_since_progress", 99) >= 5
        and g("ladders_progressed_7d", 0) < 2
    )
    if not ready:
        return "HOLD", "D11"
    if not g("target_fits", True):
        return "HOLD", "D10b"
    return "PROGRESS", "D10"


def weeks_creep(medians: Sequence[float | None]) -> int:
    """How many of the newest weeks in a row crept up; oldest first, None for too few ratings."""
    run = 0
    for i, now in enumerate(medians):
        if now is None:
            continue
        eight = sorted(w for w in medians[max(0, i - 8) : i] if w is not None)
        half_year = sorted(w for w in medians[max(0, i - 26) : i] if w is not None)
        creeps = bool(eight) and now - eight[(len(eight) - 1) // 2] >= 2
        creeps = creeps or (len(half_year) >= 8 and now - half_year[1] >= 3)
        run = run + 1 if creeps else 0
    return run
