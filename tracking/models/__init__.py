"""The log's tables: one person's facts."""

from tracking.models.check_ins import Aftermath, CheckIn, FeltArea, place_words, said_and_felt
from tracking.models.concerns import Concern, ConcernQuerySet
from tracking.models.days import MeasuredDay
from tracking.models.following import NAME_LENGTH, Followed, OwnMovement, folded
from tracking.models.owned import (
    KEPT,
    NOTE_LENGTH,
    Entry,
    Owned,
    OwnedQuerySet,
    Side,
    side_words,
    standing_between,
)
from tracking.models.readings import Reading, ReadingWords
from tracking.models.sessions import Effort, Outcome, Sensation, Session, SessionLine

__all__ = [
    "KEPT",
    "NAME_LENGTH",
    "NOTE_LENGTH",
    "Aftermath",
    "CheckIn",
    "Concern",
    "ConcernQuerySet",
    "Effort",
    "Entry",
    "FeltArea",
    "Followed",
    "MeasuredDay",
    "Outcome",
    "OwnMovement",
    "Owned",
    "OwnedQuerySet",
    "Reading",
    "ReadingWords",
    "Sensation",
    "Session",
    "SessionLine",
    "Side",
    "folded",
    "place_words",
    "said_and_felt",
    "side_words",
    "standing_between",
]
