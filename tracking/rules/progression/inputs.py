"""What the decision table reads of one exercise, on one side, after one session."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of the session itself. None is "not answered", which is neither 0 nor "no".

    A value of the exercise on its side wins over the session's. Every field has to be said: what
    the rule reads is never a constant by accident.
    """

    gentle: bool  # its phase is: settle, release, lengthen or rotate
    impact: bool  # it runs, hops or lands
    before: int | None  # pain 0 to 10, as `worst` during and `after`
    worst: int | None
    after: int | None
    change: float | None  # the next morning above the usual (`mornings.change_by_morning`)
    effort: int | None  # 0 to 10: easy 3, about right 5, hard 7, too much 9
    completed: bool
    stopped_for_pain: bool
    new_sign: bool  # numb, tingling, spreading, catching, giving way
    sign_still: bool | None  # whether it was still there the next morning, in the person's word
    emergency: bool
    urgent: bool  # any new weakness of a leg or a foot is
    weeks_creep: int  # newest weeks in a row that crept up (`creep.weeks_creep`)
    hours_since: float  # since it ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs(Answers):
    """What is known of the session, and what the sessions and moves before it add."""

    gap_days: int  # days away before it; 0 for a first one, and where the step back was taken
    signs_lately: int  # sessions with a new sign among the newest three, this one with them
    regresses: int  # easings among the three sessions before it
    streak: int  # good sessions in a row before it, at the same dose
    streak_steady: int  # how many of these were steady or hard
    days_since_move: int | None  # of its ladder; None: it never moved
    ladders_moved: int  # other ladders too, up, within seven days
    at_floor: bool  # at the start dose of an exercise without a gentler one
    target_fits: bool  # what comes next is for the usual pain, and no limit hides it


def joined(answers: Answers, **history: Any) -> Inputs:
    """The `answers` of a session together with its history, by the names of `Inputs`."""
    said = {field.name: getattr(answers, field.name) for field in fields(Answers)}
    return Inputs(**said, **history)
