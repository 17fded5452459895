"""What an export says of each kind of row, under which names, and in which order.

docs/data-export.md describes every name; tests see to it that no column of the diary is left out.
"""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tracking.models import (
    Aftermath,
    CheckIn,
    Concern,
    FeltArea,
    Followed,
    Liking,
    Move,
    OwnMovement,
    Plan,
    PlanItem,
    Reading,
    Screening,
    ScreeningAnswer,
    Session,
    SessionLine,
    Trait,
)
from tracking.portability.table import Path, Table


def same(*names: str) -> dict[str, Path]:
    """Columns that are called in the export as they are called here."""
    return {name: name for name in names}


ENTRY = same("id", "version", "at", "local_date", "utc_offset", "created_at", "note")
ANSWER = {
    "measure": "measure__code",
    "number": "number",
    "text": "text",
    "area": "area__code",
    "side": "side",
}
IN_ORDER_ASKED = ("measure__order", "measure__code")

FOLLOWED = Table(
    "followed",
    _("what you chose to follow, in your order"),
    Followed,
    {"id": "id", "measure": "measure__code", "order": "order", "created_at": "created_at"},
    ("order", "created_at", "id"),
    aids={"measure_label": "measure__label"},
)
OWN_MOVEMENTS = Table(
    "own_movements",
    _("movements that you named yourself"),
    OwnMovement,
    same("id", "name", "offered", "created_at"),
    ("created_at", "id"),
)
ABOUT_ME = Table(
    "about_me",
    _("what you said about yourself: what is true, what is at hand, how you get down"),
    Trait,
    {
        "id": "id",
        "caution": "caution__code",
        "thing": "thing__code",
        **same("ability", "goes", "told_on", "created_at"),
    },
    ("created_at", "id"),
    aids={"caution_label": "caution__label", "thing_label": "thing__label"},
)
CHECK_INS = Table(
    "check_ins",
    _("your check-ins: how it was, and when"),
    CheckIn,
    {**ENTRY, **same("pain", "this_morning", "as_before")},
    ("at", "id"),
)
PLACES = Table(
    "check_in_places",
    _("the places that a check-in names"),
    FeltArea,
    {"area": "area__code", "side": "side"},
    ("area__order", "area__code", "side"),
    entry="check_in",
    aids={"area_label": "area__label"},
)
CHECK_IN_ANSWERS = Table(
    "check_in_answers",
    _("what else you answered at a check-in: sleep, stress, symptoms, new signs"),
    Reading,
    ANSWER,
    IN_ORDER_ASKED,
    entry="check_in",
    aids={"measure_label": "measure__label", "unit": "measure__unit", "area_label": "area__label"},
)
MORNINGS_AFTER = Table(
    "mornings_after",
    _("how it was the morning after a session, as a check-in says"),
    Aftermath,
    {"session": "session_id", "side": "side", "change": "change"},
    ("session__at", "session_id", "side"),
    entry="check_in",
)
SESSIONS = Table(
    "sessions",
    _("your sessions: when you moved, and how it went"),
    Session,
    {
        **ENTRY,
        "programme": "programme__slug",
        "programme_title": "programme__title",
        **same("outcome", "minutes", "pain_before", "pain_worst", "pain_after"),
        **same("effort", "sensation"),
    },
    ("at", "id"),
)
LINES = Table(
    "session_lines",
    _("the single exercises of a session, each side by itself"),
    SessionLine,
    {
        "exercise": "exercise__slug",
        "exercise_revision": "exercise_revision",
        "movement": "movement_id",
        "name": Coalesce("exercise__name", "movement__name"),
        **same("side", "order", "level", "sets", "reps", "seconds", "outcome", "worst"),
        "sensation": "sensation",
    },
    ("order", "side", "id"),
    entry="session",
)
SESSION_ANSWERS = Table(
    "session_answers",
    _("what else you answered at the end of a session"),
    Reading,
    ANSWER,
    IN_ORDER_ASKED,
    entry="session",
    aids={"measure_label": "measure__label", "unit": "measure__unit", "area_label": "area__label"},
)

SIGNS = Table(
    "signs",
    _("new signs, falls and warning signs, and what you said became of them"),
    Concern,
    {
        "id": "id",
        "measure": "measure__code",
        "item": "item__code",
        "check_in": "check_in_id",
        "session": "session_id",
        "screening": "screening_id",
        "area": "area__code",
        **same("side", "answer", "answered_on", "created_at"),
    },
    ("created_at", "id"),
    aids={"measure_label": "measure__label", "item_label": "item__label"},
)
SCREENINGS = Table(
    "screenings",
    _("when you were asked about warning signs, and why"),
    Screening,
    same("id", "at", "local_date", "utc_offset", "created_at", "why", "leaves", "finished")
    | same("help_shown"),
    ("at", "id"),
)
SCREENING_ANSWERS = Table(
    "screening_answers",
    _("the warning signs to which you said yes or not sure"),
    ScreeningAnswer,
    {"item": "item__code", **same("said", "put_away_on")},
    ("item__order", "item__code"),
    entry="screening",
    aids={"item_label": "item__label"},
)

PLANS = Table(
    "plans",
    _("your plans: the one that runs, and earlier ones"),
    Plan,
    {
        **same("id", "version", "title"),
        "programme": "programme__slug",
        **same("weekly_aim", "started_on", "ended_on", "paused_on", "paused_until", "resumed_on"),
        "created_at": "created_at",
    },
    ("created_at", "id"),
)
PLAN_ITEMS = Table(
    "plan_items",
    _("the exercises of your plans, each side by itself where they differ"),
    PlanItem,
    {
        "id": "id",
        "plan": "plan_id",
        "exercise": "exercise__slug",
        **same("side", "level", "order", "since"),
    },
    ("plan__created_at", "plan_id", "order", "side", "id"),
    aids={"name": "exercise__name"},
)
MOVES = Table(
    "moves",
    _("steps up and back that were offered to you or that you made, and what they were based on"),
    Move,
    {
        **same("id", "answered_on", "answer", "up", "side"),
        "exercise": "exercise__slug",
        "level": "level",
        "to_exercise": "to_exercise__slug",
        "to_level": "to_level",
        "plan_item": "item_id",
        "session": "session_id",
        **same("ruleset", "row", "why", "inputs", "created_at"),
    },
    ("answered_on", "created_at", "id"),
    aids={"name": "exercise__name", "to_name": "to_exercise__name"},
)
LIKINGS = Table(
    "likings",
    _("exercises that you called a favourite, or not for you"),
    Liking,
    {"id": "id", "exercise": "exercise__slug", "kind": "kind", "created_at": "created_at"},
    ("created_at", "id"),
    aids={"name": "exercise__name"},
)

TABLES = (
    FOLLOWED,
    OWN_MOVEMENTS,
    ABOUT_ME,
    CHECK_INS,
    PLACES,
    CHECK_IN_ANSWERS,
    MORNINGS_AFTER,
    SESSIONS,
    LINES,
    SESSION_ANSWERS,
    SIGNS,
    SCREENINGS,
    SCREENING_ANSWERS,
    PLANS,
    PLAN_ITEMS,
    MOVES,
    LIKINGS,
)
