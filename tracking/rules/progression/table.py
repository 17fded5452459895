"""The decision table after a session, version 2: rows in order, and the first that matches decides.

A desk decision after the pain-monitoring model and the rule of 24 hours, not reviewed by a
clinician. The numbers are `exercises.rules.thresholds`, each with its source. What must hold
whatever they are set to: a worse answer never gives a bolder verdict, and no answer never gives
PROGRESS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from exercises.rules.bands import Band, Kind, band, is_red, kind_of
from exercises.rules.thresholds import DEFAULTS, Thresholds
from tracking.rules.progression.inputs import Inputs
from tracking.rules.progression.verdicts import Leads, Verdict, Why

BANDS = (None, *Band)
"""From "not known" and easy to too much."""


@dataclass(frozen=True)
class Case:
    """One session of one exercise on one side, as the rows ask it."""

    inputs: Inputs
    limits: Thresholds

    @cached_property
    def band(self) -> Band | None:
        """The band of the worst pain; None while the answers leave it open.

        What runs, hops or lands is judged by its phase as well, and by the stricter of the two.
        """
        bands = [self._band_of(kind) for kind in self._kinds()]
        return max(bands, key=BANDS.index)

    def _kinds(self) -> set[Kind]:
        inputs = self.inputs
        return {kind_of(gentle=inputs.gentle, impact=impact) for impact in {False, inputs.impact}}

    def _band_of(self, kind: Kind) -> Band | None:
        before, worst = self.inputs.before, self.inputs.worst
        if before is not None and worst is not None:
            return band(kind, before, worst, self.limits)
        return Band.RED if is_red(kind, before, worst, self.limits) else None

    @property
    def settle(self) -> int | None:
        """How much more pain there was after it than before."""
        before, after = self.inputs.before, self.inputs.after
        return None if before is None or after is None else after - before

    @property
    def is_answered_late(self) -> bool:
        """Whether the time for an answer about the morning is over."""
        return self.inputs.hours_since >= self.limits.silence_hours

    @property
    def sign_is_silent(self) -> bool:
        """Whether there is a new sign, and nobody said what became of it by the morning."""
        return self.inputs.new_sign and self.inputs.sign_still is None

    @property
    def was_too_much(self) -> bool:
        """Whether a row of D5 holds, or a new sign stands: what eases back by itself."""
        return self.inputs.new_sign or any(matches(self) for _why, matches in TOO_MUCH)

    @property
    def is_hard(self) -> bool:
        """Whether it was hard work, though no more than that."""
        return _from(self.inputs.effort, self.limits.effort_hard)

    @property
    def good_in_a_row(self) -> int:
        """How many good sessions in a row it makes, itself among them."""
        return self.inputs.streak + 1

    @property
    def good_needed(self) -> int:
        """How many good sessions a step up needs; one more where one was steady or hard."""
        plain = self.band is Band.GREEN and not self.is_hard and self.inputs.streak_steady == 0
        return self.limits.streak if plain else self.limits.streak_steady


Matches = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its number there, what follows, where that leads, and why."""

    id: str
    verdict: Verdict
    why: Why
    matches: Matches
    leads: Leads = Leads.NOWHERE


def decide(inputs: Inputs, thresholds: Thresholds = DEFAULTS) -> Row:
    """The first row that matches; the last one always does.

    Raises ValueError for pain outside 0 to 10.
    """
    case = Case(inputs, thresholds)
    return next(row for row in ROWS if row.matches(case))


def _from(number: float | None, least: float) -> bool:
    """Whether a number was answered and is `least` or more."""
    return number is not None and number >= least


# --- D1 to D4b: get it looked at ------------------------------------------------------------------


def _emergency(case: Case) -> bool:
    return case.inputs.emergency


def _urgent(case: Case) -> bool:
    return case.inputs.urgent


def _sign_stays(case: Case) -> bool:
    return case.inputs.new_sign and case.inputs.sign_still is True


def _sign_again(case: Case) -> bool:
    return case.inputs.new_sign and case.inputs.signs_lately >= case.limits.sign_sessions


def _creep_long(case: Case) -> bool:
    return case.inputs.weeks_creep >= case.limits.creep_review


def _floor(case: Case) -> bool:
    regresses = case.inputs.regresses + 1  # this one would be another
    return case.was_too_much and case.inputs.at_floor and regresses >= case.limits.floor_backs


# --- D3 to D8: ease back --------------------------------------------------------------------------


def _sign_awaited(case: Case) -> bool:
    return case.sign_is_silent and not case.is_answered_late


def _sign_silent(case: Case) -> bool:
    return case.sign_is_silent


def _sign_gone(case: Case) -> bool:
    return case.inputs.new_sign


def _worst(case: Case) -> bool:
    return case.band is Band.RED


def _stopped(case: Case) -> bool:
    return case.inputs.stopped_for_pain


def _settle(case: Case) -> bool:
    return _from(case.settle, case.limits.settle_back)


def _after(case: Case) -> bool:
    return _from(case.inputs.after, case.limits.after_back)


def _morning(case: Case) -> bool:
    return _from(case.inputs.change, case.limits.morning_back)


def _effort(case: Case) -> bool:
    return _from(case.inputs.effort, case.limits.effort_back)


TOO_MUCH: tuple[tuple[Why, Matches], ...] = (
    (Why.WORST, _worst),
    (Why.STOPPED, _stopped),
    (Why.SETTLE, _settle),
    (Why.AFTER, _after),
    (Why.MORNING, _morning),
    (Why.EFFORT, _effort),
)
"""All that D5 names."""


def _creep(case: Case) -> bool:
    return case.inputs.weeks_creep >= case.limits.creep_back


def _gap_long(case: Case) -> bool:
    return case.inputs.gap_days >= case.limits.gap_back


# --- D6 to D9: stay -------------------------------------------------------------------------------


def _creep_one(case: Case) -> bool:
    return case.inputs.weeks_creep >= case.limits.creep_hold


def _morning_awaited(case: Case) -> bool:
    return case.inputs.change is None and not case.is_answered_late


def _morning_silent(case: Case) -> bool:
    return case.inputs.change is None


def _gap(case: Case) -> bool:
    return case.inputs.gap_days >= case.limits.gap_hold


def _climbed(case: Case) -> bool:
    return case.band is Band.AMBER


def _settle_some(case: Case) -> bool:
    return _from(case.settle, case.limits.settle_hold)


def _hard(case: Case) -> bool:
    is_earned = not case.inputs.gentle and case.band is Band.GREEN
    too_hard = _from(case.inputs.effort, case.limits.effort_hold)
    return too_hard or (case.is_hard and not is_earned)


def _unfinished(case: Case) -> bool:
    return not case.inputs.completed


def _unanswered(case: Case) -> bool:
    return None in (case.band, case.settle, case.inputs.effort)


NOT_YET: tuple[tuple[Why, Matches], ...] = (
    (Why.CLIMBED, _climbed),
    (Why.SETTLE_SOME, _settle_some),
    (Why.HARD, _hard),
    (Why.UNFINISHED, _unfinished),
    (Why.UNANSWERED, _unanswered),
)
"""All that D9 names."""


# --- D10 and D11: all is well ---------------------------------------------------------------------


def _too_soon(case: Case) -> bool:
    since = case.inputs.days_since_move
    return since is not None and since < case.limits.days_between


def _others_moved(case: Case) -> bool:
    return case.inputs.ladders_moved >= case.limits.ladders_a_week


def _is_ready(case: Case) -> bool:
    is_held = _too_soon(case) or _others_moved(case)
    return not is_held and case.good_in_a_row >= case.good_needed


def _ready_and_suited(case: Case) -> bool:
    return _is_ready(case) and case.inputs.target_fits


def _otherwise(_case: Case) -> bool:
    return True


ROWS: tuple[Row, ...] = (
    Row("D1", Verdict.SEEK_NOW, Why.EMERGENCY, _emergency),
    Row("D2", Verdict.SEEK_SOON, Why.URGENT, _urgent),
    Row("D3a", Verdict.SEEK_SOON, Why.SIGN_STAYS, _sign_stays),
    Row("D3a", Verdict.SEEK_SOON, Why.SIGN_AGAIN, _sign_again),
    Row("D4b", Verdict.SEEK_SOON, Why.CREEP_LONG, _creep_long),
    Row("D5b", Verdict.SEEK_SOON, Why.FLOOR, _floor),
    Row("D3c", Verdict.WAIT, Why.SIGN_AWAITED, _sign_awaited),
    Row("D3d", Verdict.SEEK_SOON, Why.SIGN_SILENT, _sign_silent),
    Row("D3b", Verdict.REGRESS, Why.SIGN_GONE, _sign_gone, Leads.EXERCISE_BACK),
    *(Row("D5", Verdict.REGRESS, why, matches, Leads.DOSE_BACK) for why, matches in TOO_MUCH),
    Row("D4", Verdict.REGRESS, Why.CREEP, _creep, Leads.DOSE_BACK),
    Row("D8", Verdict.REGRESS, Why.GAP_LONG, _gap_long, Leads.EXERCISE_BACK),
    Row("D6", Verdict.HOLD, Why.CREEP_ONE, _creep_one),
    Row("D7", Verdict.PENDING, Why.MORNING_AWAITED, _morning_awaited),
    Row("D7b", Verdict.HOLD, Why.MORNING_SILENT, _morning_silent),
    Row("D8b", Verdict.HOLD, Why.GAP, _gap, Leads.START_DOSE),
    *(Row("D9", Verdict.HOLD, why, matches) for why, matches in NOT_YET),
    Row("D10", Verdict.PROGRESS, Why.READY, _ready_and_suited, Leads.UP),
    Row("D10b", Verdict.HOLD, Why.NEXT_UNSUITED, _is_ready),
    Row("D11", Verdict.HOLD, Why.TOO_SOON, _too_soon),
    Row("D11", Verdict.HOLD, Why.OTHERS_MOVED, _others_moved),
    Row("D11", Verdict.HOLD, Why.TOO_FEW, _otherwise),
)
"""The table. D5, D9 and D11 have a row for each of their reasons."""
