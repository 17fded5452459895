"""Rows -> the records that the rules read. The only place that knows both."""

from tracking.records.history import History, history_for
from tracking.records.latest import (
    fresh_check_in,
    pain_today,
    session_asked_about,
    session_to_ask_about,
)

__all__ = [
    "History",
    "fresh_check_in",
    "history_for",
    "pain_today",
    "session_asked_about",
    "session_to_ask_about",
]
