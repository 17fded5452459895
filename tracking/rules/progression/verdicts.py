"""What can follow from a session, where it leads, and why."""

from enum import StrEnum


class Verdict(StrEnum):
    """What follows for the exercise on its side."""

    PROGRESS = "progress"
    HOLD = "hold"
    PENDING = "pending"  # the morning is still to come
    REGRESS = "regress"
    WAIT = "wait"  # not this one until the sign is answered
    SEEK_SOON = "seek_soon"
    SEEK_NOW = "seek_now"

    @property
    def caution(self) -> int:
        """How careful it is, 0 to 5; to hold and to wait for the morning are alike."""
        careful = [verdict for verdict in Verdict if verdict is not Verdict.PENDING]
        return careful.index(Verdict.HOLD if self is Verdict.PENDING else self)


class Leads(StrEnum):
    """Where a row leads."""

    NOWHERE = "nowhere"
    UP = "up"
    DOSE_BACK = "dose_back"  # one step of dose, and below the start the gentler exercise
    EXERCISE_BACK = "exercise_back"  # the gentler exercise at its typical dose
    START_DOSE = "start_dose"  # the same exercise at its start dose


class Why(StrEnum):
    """The reason of a row, for whoever puts it into words."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SIGN_STAYS = "sign_stays"
    SIGN_AGAIN = "sign_again"
    CREEP_LONG = "creep_long"
    FLOOR = "floor"
    SIGN_AWAITED = "sign_awaited"
    SIGN_SILENT = "sign_silent"
    SIGN_GONE = "sign_gone"
    WORST = "worst"
    STOPPED = "stopped"
    SETTLE = "settle"
    AFTER = "after"
    MORNING = "morning"
    EFFORT = "effort"
    CREEP = "creep"
    GAP_LONG = "gap_long"
    CREEP_ONE = "creep_one"
    MORNING_AWAITED = "morning_awaited"
    MORNING_SILENT = "morning_silent"
    GAP = "gap"
    CLIMBED = "climbed"
    SETTLE_SOME = "settle_some"
    HARD = "hard"
    UNFINISHED = "unfinished"
    UNANSWERED = "unanswered"
    READY = "ready"
    NEXT_UNSUITED = "next_unsuited"
    TOO_SOON = "too_soon"
    OTHERS_MOVED = "others_moved"
    TOO_FEW = "too_few"
