"""Rows, as forms and lists ask for them: what was last, what is used most, what was written."""

from tracking.recall.answers import NewestToday, Said, SaidToday, said_on, usual_numbers
from tracking.recall.diary import removed_lately
from tracking.recall.following import (
    Questions,
    followed_ids,
    questions_of_check_in,
    questions_of_session,
)
from tracking.recall.known import Known, known_of
from tracking.recall.latest import (
    REPEAT_DAYS,
    AskedAbout,
    LastCheckIn,
    days_to_repeat,
    fresh_check_in,
    last_check_in,
    said_in,
    session_asked_about,
    session_to_ask_about,
    symptoms_of,
)
from tracking.recall.plan import ItemRow, Planned, PlanRow, planned_by
from tracking.recall.room import movements_with, written_lately
from tracking.recall.usage import (
    Turns,
    movements_of,
    programmes_of,
    sessions_on,
    turns_lately,
    used_subjects,
)

__all__ = [
    "REPEAT_DAYS",
    "AskedAbout",
    "ItemRow",
    "Known",
    "LastCheckIn",
    "NewestToday",
    "PlanRow",
    "Planned",
    "Questions",
    "Said",
    "SaidToday",
    "Turns",
    "days_to_repeat",
    "followed_ids",
    "fresh_check_in",
    "known_of",
    "last_check_in",
    "movements_of",
    "movements_with",
    "planned_by",
    "programmes_of",
    "questions_of_check_in",
    "questions_of_session",
    "removed_lately",
    "said_in",
    "said_on",
    "session_asked_about",
    "session_to_ask_about",
    "sessions_on",
    "symptoms_of",
    "turns_lately",
    "used_subjects",
    "usual_numbers",
    "written_lately",
]
