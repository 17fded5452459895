"""Rows -> the records that the rules read. The only place that knows both."""

from tracking.records.answers import said_on, usual_numbers
from tracking.records.concerns import OpenSign, Pause, pause_for, signs_of
from tracking.records.diary import removed_lately
from tracking.records.followed import Answers, followed_answers
from tracking.records.following import (
    Questions,
    followed_ids,
    questions_of_check_in,
    questions_of_session,
)
from tracking.records.history import History, finding_of, history_for
from tracking.records.known import Known, known_of
from tracking.records.latest import (
    REPEAT_DAYS,
    days_to_repeat,
    fresh_check_in,
    session_asked_about,
    session_to_ask_about,
    symptoms_of,
)
from tracking.records.room import movements_with, written_lately
from tracking.records.usage import Used, programmes_of, recent_sessions, used_things

__all__ = [
    "REPEAT_DAYS",
    "Answers",
    "History",
    "Known",
    "OpenSign",
    "Pause",
    "Questions",
    "Used",
    "days_to_repeat",
    "finding_of",
    "followed_answers",
    "followed_ids",
    "fresh_check_in",
    "history_for",
    "known_of",
    "movements_with",
    "pause_for",
    "programmes_of",
    "questions_of_check_in",
    "questions_of_session",
    "recent_sessions",
    "removed_lately",
    "said_on",
    "session_asked_about",
    "session_to_ask_about",
    "signs_of",
    "symptoms_of",
    "used_things",
    "usual_numbers",
    "written_lately",
]
