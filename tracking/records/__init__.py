"""Rows -> the records that the rules read. The only place that knows both."""

from tracking.records.concerns import OpenSign, Pause, pause_for, signs_of
from tracking.records.followed import Answers, followed_answers
from tracking.records.pains import History, finding_of, history_for, ratings_between

__all__ = [
    "Answers",
    "History",
    "OpenSign",
    "Pause",
    "finding_of",
    "followed_answers",
    "history_for",
    "pause_for",
    "ratings_between",
    "signs_of",
]
