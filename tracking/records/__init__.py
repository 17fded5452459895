"""Rows -> the records that the rules read. The only place that knows both."""

from tracking.records.about import About, Told, about_of
from tracking.records.concerns import OpenSign, Pause, is_paused, pause_for, signs_of
from tracking.records.days import measured_days
from tracking.records.followed import Answers, followed_answers
from tracking.records.lately import finding_lately, pains_by_day
from tracking.records.pains import History, history_for
from tracking.records.screening import (
    Note,
    Screened,
    begun,
    notes_of,
    screened,
    screenings_of,
)

__all__ = [
    "About",
    "Answers",
    "History",
    "Note",
    "OpenSign",
    "Pause",
    "Screened",
    "Told",
    "about_of",
    "begun",
    "finding_lately",
    "followed_answers",
    "history_for",
    "is_paused",
    "measured_days",
    "notes_of",
    "pains_by_day",
    "pause_for",
    "screened",
    "screenings_of",
    "signs_of",
]
