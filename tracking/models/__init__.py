"""The log's tables: one person's facts."""

from tracking.models.check_ins import Aftermath, CheckIn, FeltArea
from tracking.models.owned import NOTE_LENGTH, Entry, Owned, OwnedQuerySet, Side
from tracking.models.readings import Reading
from tracking.models.sessions import Effort, Outcome, Sensation, Session, SessionLine

__all__ = [
    "NOTE_LENGTH",
    "Aftermath",
    "CheckIn",
    "Effort",
    "Entry",
    "FeltArea",
    "Outcome",
    "Owned",
    "OwnedQuerySet",
    "Reading",
    "Sensation",
    "Session",
    "SessionLine",
    "Side",
]
