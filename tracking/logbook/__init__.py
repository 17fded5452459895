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
from tracking.logbook.moves import MoveFacts, answer_move
from tracking.logbook.plan import (
    PlanFacts,
    add_to_plan,
    end_pause,
    end_plan,
    go_on,
    join_sides,
    like,
    move_item,
    name_plan,
    part_sides,
    pause_plan,
    put_in_again,
    set_level,
    start_plan,
    swap_item,
    take_out,
    take_up,
)
from tracking.logbook.removal import forget_removed, put_back, remove
from tracking.logbook.screening import (
    LeafFacts,
    answer_leaf,
    correct_leaf,
    delete_screening,
    leaves_left,
    put_away,
)
from tracking.logbook.sessions import change_session, log_session, name_the_worst
from tracking.logbook.twins import twin_of

__all__ = [
    "AboutFacts",
    "Answer",
    "CheckInFacts",
    "LeafFacts",
    "LineFacts",
    "Logged",
    "MoveFacts",
    "NameTakenError",
    "Place",
    "PlanFacts",
    "SessionFacts",
    "StaleError",
    "add_to_plan",
    "answer_concerns",
    "answer_leaf",
    "answer_move",
    "change_check_in",
    "change_session",
    "correct_leaf",
    "delete_screening",
    "end_pause",
    "end_plan",
    "follow",
    "forget",
    "forget_removed",
    "go_on",
    "join_sides",
    "leaves_left",
    "like",
    "log_check_in",
    "log_session",
    "move_item",
    "name_plan",
    "name_the_worst",
    "offer_movement",
    "own_movements",
    "part_sides",
    "pause_plan",
    "planned_line",
    "put_away",
    "put_back",
    "put_in_again",
    "remove",
    "rename_movement",
    "reorder",
    "set_level",
    "sides_of",
    "start_plan",
    "still_so",
    "swap_item",
    "take_out",
    "take_up",
    "tell_about",
    "twin_of",
]
