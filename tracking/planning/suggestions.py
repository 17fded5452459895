"""What the last session of each exercise of a plan means for it: the next step, and why.

Nothing here is stored. What a person answers to an offer is a fact, and kept with all that the
offer was based on (`logbook.answer_move`).
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from exercises.models import Exercise
from exercises.rules.judging import NO_LIMITS, Limits
from exercises.shelf.offers import movements_offered
from exercises.shelf.ruleset import ruleset_in_force
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.clock import today_in
from tracking.logbook import MoveFacts
from tracking.models import Move, Side
from tracking.planning.reasons import HEADINGS, reason_words
from tracking.planning.rungs import (
    dose_of,
    dose_words_of,
    left_out_for,
    rest_offered,
    rungs_offered,
    without,
)
from tracking.recall.plan import ItemRow, Planned
from tracking.records.turns import Diary, Told, diary_of
from tracking.rules.progression.ahead import Guess, Step, look_ahead
from tracking.rules.progression.moves import (
    Target,
    Way,
    is_at_floor,
    suits,
    target_of,
)
from tracking.rules.progression.past import Judged, Logged, Taken, judge_all
from tracking.rules.progression.table import Row
from tracking.rules.progression.verdicts import Leads, Verdict

REPLAYED = dt.timedelta(weeks=4)


@dataclass(frozen=True)
class Place:
    """What stands at one place of a plan: its item, and all exercises that stood there before."""

    item: ItemRow
    ladder: int
    exercises: frozenset[int]

    @property
    def dose(self) -> tuple[int, str]:
        """The exercise with its level."""
        return self.item.exercise, self.item.level


@dataclass(frozen=True)
class Replayed:
    """One session of the last weeks, and what the rule says of it."""

    day: dt.date
    dose: str
    heading: str
    reason: str


@dataclass(frozen=True)
class Suggestion:
    """What the rule says of one item after its last session; `target` is where it leads, if it may.

    `session` is the one that was judged.
    """

    item: ItemRow
    exercise: Exercise
    session: uuid.UUID
    judged: Judged
    target: Target | None
    ruleset: int

    @property
    def heading(self) -> str:
        """The verdict in words."""
        return _heading(self.judged.row)

    @property
    def reason(self) -> str:
        """Why, with the figures."""
        return reason_words(self.judged.row.why, self.judged.case)

    @property
    def is_up(self) -> bool:
        """Whether it offers to do more."""
        return self.judged.row.leads is Leads.UP

    @property
    def is_caution(self) -> bool:
        """Whether it asks to pause."""
        return self.judged.row.verdict.caution >= Verdict.WAIT.caution

    @property
    def side(self) -> str:
        """The side in words, empty for both."""
        return str(Side(self.item.side).label) if self.item.side else ""

    @property
    def now_words(self) -> str:
        """Which dose it is now."""
        return dose_words_of(self.item.exercise, self.item.level)

    @property
    def next_words(self) -> str:
        """Which dose comes next, and of what where it is another; empty where it stays."""
        if self.target is None:
            return ""
        is_same = self.target.way is Way.DOSE
        words = dose_words_of if is_same else dose_of
        return words(_key_of(self.target), self.target.level)

    @property
    def to(self) -> str:
        """What comes next as a form names it."""
        return f"{_key_of(self.target)}:{self.target.level}" if self.target else ""

    def facts(self) -> MoveFacts:
        """The step with all that it is based on. There has to be one."""
        assert self.target is not None  # noqa: S101 (who asks has looked)
        return MoveFacts(
            dose=(self.item.exercise, self.item.level),
            to=(_key_of(self.target), self.target.level),
            up=self.is_up,
            session=self.session,
            ruleset=self.ruleset,
            row=self.judged.row.id,
            why=self.judged.row.why,
            inputs=asdict(self.judged.case.inputs),
        )


@dataclass(frozen=True)
class WhatIf:
    """The rule tried out on a person's own log: what was, and what might be."""

    suggestion: Suggestion
    replayed: tuple[Replayed, ...]
    guesses: tuple[Replayed, ...]


class Ladders:
    """The rule asked about all items of a plan, with everything it reads of one person."""

    def __init__(
        self, user: User, planned: Planned, now: dt.datetime, limits: Limits = NO_LIMITS
    ) -> None:
        in_force = ruleset_in_force()
        self.ruleset, self.thresholds = in_force.number, in_force.thresholds
        self.planned = planned
        self.today = today_in(user.zone, now)
        self.diary: Diary = diary_of(user, now, self.today, self.thresholds)
        self.rungs = without(rungs_offered(), left_out_for(limits) | planned.unwanted)
        rows = MOVES.rows(user=user.pk)
        self.answered = {(item, session) for item, session, *_rest in rows if session}
        taken = [row for row in rows if row[-1] != Move.Answer.NOT_NOW]
        self.stood: dict[uuid.UUID, set[int]] = defaultdict(set)
        for item, _session, exercise, *_rest in taken:
            self.stood[item].add(exercise)
        self.taken = tuple(_taken(row) for row in taken)

    @property
    def items(self) -> tuple[ItemRow, ...]:
        """What is in the plan and may be shown."""
        plan = self.planned.plan
        return tuple(item for item in plan.items if item.exercise in self.rungs) if plan else ()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the rule says of each item that was done since it stands where it stands."""
        asked = (self.suggestion_for(item) for item in self.items)
        return tuple(suggestion for suggestion in asked if suggestion is not None)

    def suggestion_for(self, item: ItemRow) -> Suggestion | None:
        """What the rule says of `item`; None while nothing was done, or where it was answered.

        Good sessions at another dose than the plan has say nothing about a step up from there.
        """
        place = self._place_of(item)
        told = self._told(place)
        if not told or not self._is_news(item, told[-1]):
            return None
        judged = self._judged(place, told)[-1]
        if judged.row.leads is Leads.UP and told[-1].dose != place.dose:
            return None  # what went well was another dose than the one that the plan has
        return Suggestion(
            item=item,
            exercise=movements_offered().cards[item.exercise].exercise,
            session=told[-1].session,
            judged=judged,
            target=self._target(place, judged.row.leads),
            ruleset=self.ruleset,
        )

    def what_if(self, suggestion: Suggestion) -> WhatIf:
        """The rule over the last four weeks of the item, and over four sessions that might come."""
        place = self._place_of(suggestion.item)
        told = self._told(place)
        since = self.today - REPLAYED
        judged = self._judged(place, told)
        return WhatIf(
            suggestion,
            tuple(_replayed(session) for session in judged if session.day > since),
            tuple(_guessed(guess) for guess in self._guesses(place, told)),
        )

    def _place_of(self, item: ItemRow) -> Place:
        stood = self.stood.get(item.pk, set())
        exercise = movements_offered().cards[item.exercise].exercise
        return Place(item, exercise.ladder_id, frozenset(stood | {item.exercise}))

    def _told(self, place: Place) -> list[Told]:
        return self.diary.answers_of(place.exercises, place.item.side)

    def _is_news(self, item: ItemRow, told: Told) -> bool:
        """Whether the last session is of the item as it stands, and waits for an answer."""
        is_of_it = told.dose[0] == item.exercise and told.day >= item.since
        return is_of_it and (item.pk, told.session) not in self.answered

    def _judged(self, place: Place, told: Sequence[Told]) -> tuple[Judged, ...]:
        fits = suits(self._target(place, Leads.UP), told[-1].usual)
        return judge_all(self._logged(told), self.taken, place.ladder, fits, self.thresholds)

    def _logged(self, told: Iterable[Told]) -> list[Logged]:
        logged = []
        for session in told:
            at_floor = is_at_floor(session.dose, self.rungs)
            logged.append(Logged(session.day, session.dose, at_floor, session.answers))
        return logged

    def _target(
        self, place: Place, leads: Leads, dose: tuple[Hashable, str] | None = None
    ) -> Target | None:
        """Where it leads; nowhere if what comes next stands in the plan already."""
        planned = [item.exercise for item in self.items if item.side == place.item.side]
        target = target_of(
            leads, dose or place.dose, self.rungs, planned=planned, rest=rest_offered()
        )
        is_there = target is not None and target.way is not Way.DOSE and _key_of(target) in planned
        return None if is_there else target

    def _guesses(self, place: Place, told: Sequence[Told]) -> tuple[Guess, ...]:
        fits = suits(self._target(place, Leads.UP), told[-1].usual)
        leading: Callable[[Row, Any], Step | None] = partial(self._step, place)
        logged = self._logged(told)
        return look_ahead(logged, self.taken, place.ladder, fits, leading, self.thresholds)

    def _step(self, place: Place, row: Row, dose: tuple[Hashable, str]) -> Step | None:
        target = self._target(place, row.leads, dose)
        if target is None:
            return None
        reached = target.rung.key, target.level
        return Step(reached, row.leads is Leads.UP, is_at_floor(reached, self.rungs))


def _key_of(target: Target | None) -> Any:
    return target.rung.key if target else None


# --- What was answered ---------------------------------------------------------------------------


def _moves(user: Any) -> QuerySet[Move, Any]:
    moves = Move.objects.owned_by(user).order_by("answered_on", "created_at")
    return moves.values_list(
        "item", "session", "exercise", "exercise__ladder", "up", "answered_on", "answer"
    )


MOVES = Prepared(_moves, user=Whoever())


def _taken(row: Sequence[Any]) -> Taken:
    _item, _session, _exercise, ladder, up, day, _answer = row
    return Taken(day, ladder, up)


def _replayed(session: Judged) -> Replayed:
    words = _heading(session.row), reason_words(session.row.why, session.case)
    return Replayed(session.day, _dose_words(session.dose), *words)


def _guessed(guess: Guess) -> Replayed:
    return Replayed(guess.day, _dose_words(guess.dose), _heading(guess.row), "")


def _heading(row: Row) -> str:
    return str(HEADINGS[row.verdict])


def _dose_words(dose: Any) -> str:
    """Of a diary, each dose is an exercise with a level."""
    exercise, level = dose
    return dose_of(exercise, level)
