"""The log's tables: one person's facts."""

from tracking.models.about import Trait
from tracking.models.check_ins import Aftermath, CheckIn, FeltArea, place_words, said_and_felt
from tracking.models.concerns import Concern, ConcernQuerySet
from tracking.models.days import MeasuredDay
from tracking.models.following import NAME_LENGTH, Followed, OwnMovement, folded
from tracking.models.moves import Move
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
from tracking.models.plan import MOST_ITEMS, TITLE_LENGTH, Liking, Plan, PlanItem
from tracking.models.readings import Reading, ReadingWords
from tracking.models.screening import Screening, ScreeningAnswer
from tracking.models.sessions import Effort, Outcome, Sensation, Session, SessionLine

__all__ = [
    "KEPT",
    "MOST_ITEMS",
    "NAME_LENGTH",
    "NOTE_LENGTH",
    "TITLE_LENGTH",
    "Aftermath",
    "CheckIn",
    "Concern",
    "ConcernQuerySet",
    "Effort",
    "Entry",
    "FeltArea",
    "Followed",
    "Liking",
    "MeasuredDay",
    "Move",
    "Outcome",
    "OwnMovement",
    "Owned",
    "OwnedQuerySet",
    "Plan",
    "PlanItem",
    "Reading",
    "ReadingWords",
    "Screening",
    "ScreeningAnswer",
    "Sensation",
    "Session",
    "SessionLine",
    "Side",
    "Trait",
    "folded",
    "place_words",
    "said_and_felt",
    "side_words",
    "standing_between",
]
