"""How is it going: the figures and pictures of a page, as one frozen object each."""

from tracking.progress.exercise_history import HistoryPage, history_page, lines_then
from tracking.progress.page import DEFAULT_WINDOW, WINDOWS, ProgressPage, page_for

__all__ = [
    "DEFAULT_WINDOW",
    "WINDOWS",
    "HistoryPage",
    "ProgressPage",
    "history_page",
    "lines_then",
    "page_for",
]
