"""All writes of facts. Each is one transaction, and sending a form twice makes one record."""

from tracking.logbook.about import AboutFacts, forget, still_so, tell_about
from tracking.logbook.check_ins import change_check_in, log_check_in
from tracking.logbook.concerns import answer_concerns
from tracking.logbook.entries import Logged, StaleError
from tracking.logbook.facts import (
    Answer,
    CheckInFacts,
    LineFacts,
    Place,
    SessionFacts,
    planned_line,
    sides_of,
)
from tracking.logbook.following import follow, own_movements, reorder
from tracking.logbook.movements import NameTakenError, offer_movement, rename_movement
from tracking.logbook.removal import forget_removed, put_back, remove
from tracking.logbook.sessions import change_session, log_session, name_the_worst
from tracking.logbook.twins import twin_of

__all__ = [
    "AboutFacts",
    "Answer",
    "CheckInFacts",
    "LineFacts",
    "Logged",
    "NameTakenError",
    "Place",
    "SessionFacts",
    "StaleError",
    "answer_concerns",
    "change_check_in",
    "change_session",
    "follow",
    "forget",
    "forget_removed",
    "log_check_in",
    "log_session",
    "name_the_worst",
    "offer_movement",
    "own_movements",
    "planned_line",
    "put_back",
    "remove",
    "rename_movement",
    "reorder",
    "sides_of",
    "still_so",
    "tell_about",
    "twin_of",
]
