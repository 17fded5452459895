"""Rows -> the records that the rules read. The only place that knows both."""

from tracking.records.concerns import OpenSign, Pause, is_paused, pause_for, signs_of
from tracking.records.days import measured_days
from tracking.records.followed import Answers, followed_answers
from tracking.records.lately import finding_lately, pains_by_day
from tracking.records.pains import History, history_for

__all__ = [
    "Answers",
    "History",
    "OpenSign",
    "Pause",
    "finding_lately",
    "followed_answers",
    "history_for",
    "is_paused",
    "measured_days",
    "pains_by_day",
    "pause_for",
    "signs_of",
]
