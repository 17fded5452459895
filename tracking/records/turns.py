"""Sessions -> what the ladder rule reads of each exercise of a plan, on its side.

All of a person is read at once, in three queries however long the diary and however many exercises:
the newest sessions with what was done in them and how the mornings after were, the morning pains,
the signs.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import DateField, Q, QuerySet

from accounts.models import User
from exercises.models import Measure
from exercises.rules.bands import is_red, kind_of
from exercises.rules.thresholds import Thresholds
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.clock import lived_at, minute_of
from tracking.models import CheckIn, Concern, Outcome, Session, SessionLine
from tracking.records.concerns import as_told
from tracking.records.local_minute import LocalMinute
from tracking.rules.progression.creep import first_day_read, week_medians, weeks_creep
from tracking.rules.progression.inputs import Answers
from tracking.rules.progression.mornings import change_by_morning, usual_morning
from tracking.rules.records import MINUTES_A_DAY, NOON, Rating, morning_ratings
from tracking.rules.signs import emergencies

SESSIONS_READ = 60
"""So many of the newest sessions are read. Our decision: the rule counts to four of one exercise,
and what is replayed are four weeks."""

REPLAYED = dt.timedelta(weeks=4)


class Turn(NamedTuple):
    """One exercise on one side in one session, with what was said of the whole session."""

    session: uuid.UUID
    at: dt.datetime
    day: dt.date
    utc_offset: int
    whole: str  # how the session ended
    before: int | None
    session_worst: int | None
    after: int | None
    effort: int | None
    exercise: int
    gentle: bool
    impact: bool
    side: str
    level: str
    outcome: str
    own_worst: int | None


@dataclass(frozen=True)
class Diary:
    """What a person logged, as far as the ladder rule can ask for it."""

    now: dt.datetime
    thresholds: Thresholds
    turns: Mapping[uuid.UUID, Sequence[Turn]]  # by session, oldest first
    changes: Mapping[uuid.UUID, Mapping[str, int]]  # the answers of mornings after, by side
    mornings: Mapping[dt.date, int]
    signs: Sequence[Concern] = field(default=())

    def answers_of(self, exercises: Iterable[int], side: str) -> list["Told"]:
        """What was said of `exercises` on `side` ("" for both alike), session by session.

        Of several of them in one session, or of two sides, the worse counts.
        """
        wanted = frozenset(exercises)
        sessions = []
        for key, turns in self.turns.items():
            done = [turn for turn in turns if turn.exercise in wanted and _is_on(turn, side)]
            if done:
                sessions.append(self._told(key, done, turns))
        return sessions

    def _told(self, session: uuid.UUID, done: Sequence[Turn], turns: Sequence[Turn]) -> "Told":
        first = done[-1]
        usual = self._usual_before(first)
        morning = self.mornings.get(first.day + dt.timedelta(days=1))
        told = self._signs_of(session, first)
        new = [pair for pair in told if pair[1].family == Measure.Family.SIGN]
        signs = [sign for sign, _measure in new]
        answers = Answers(
            gentle=first.gentle,
            impact=first.impact,
            before=first.before,
            worst=max(self._worsts(done, turns), key=_or_least),
            after=first.after,
            change=change_by_morning(morning, usual, self._change_of(session, done)),
            effort=first.effort,
            completed=all({turn.outcome, turn.whole} == {Outcome.DONE} for turn in done),
            stopped_for_pain=_stopped(done, turns),
            new_sign=bool(signs),
            sign_still=_is_still_there(signs, first.day),
            emergency=bool(emergencies(as_told(told))),
            urgent=any(measure.urgent for _sign, measure in new),
            weeks_creep=weeks_creep(
                week_medians(self.mornings, first.day, self.thresholds), self.thresholds
            ),
            hours_since=(self.now - first.at) / dt.timedelta(hours=1),
        )
        return Told(session, first.day, (first.exercise, first.level), usual, answers)

    def _usual_before(self, turn: Turn) -> float | None:
        minute = minute_of(lived_at(turn.at, turn.utc_offset))
        return usual_morning(self.mornings, turn.day, minute, turn.before, self.thresholds)

    def _worsts(self, done: Iterable[Turn], turns: Iterable[Turn]) -> list[int | None]:
        """The worst pain of each: its own, else that of the session.

        Where the person pointed at another one, too much pain was in that one, and what it was in
        this one nobody said.
        """
        named = [turn.own_worst for turn in turns if turn.own_worst is not None]
        return [self._worst(turn, named) for turn in done]

    def _worst(self, turn: Turn, named: Sequence[int]) -> int | None:
        worst = turn.session_worst
        if turn.own_worst is not None or worst is None:
            return turn.own_worst
        kind = kind_of(gentle=turn.gentle, impact=turn.impact)
        is_elsewhere = any(own >= worst for own in named)
        return None if is_elsewhere and is_red(kind, turn.before, worst, self.thresholds) else worst

    def _change_of(self, session: uuid.UUID, done: Iterable[Turn]) -> int | None:
        """What was answered of the next morning: by side where it was asked so, and the worse."""
        answered = self.changes.get(session, {})
        asked = {turn.side for turn in done} | {""}
        if asked == {""}:
            asked |= set(answered)
        return max((answered[side] for side in asked if side in answered), default=None)

    def _signs_of(self, session: uuid.UUID, turn: Turn) -> list[tuple[Concern, Measure]]:
        """What was new, told with a session, or at a check-in of its day or the next one after it.

        A check-in that comes after a later session tells of that one too: nobody can say which.
        """
        last = turn.day + dt.timedelta(days=1)
        signs = [sign for sign in self.signs if _tells_of(sign, session, turn.at, last)]
        return [(sign, sign.measure) for sign in signs if sign.measure is not None]


@dataclass(frozen=True)
class Told:
    """What was said of one place of a plan in one session, and the usual pain before it.

    `dose` is the exercise with its level.
    """

    session: uuid.UUID
    day: dt.date
    dose: tuple[int, str]
    usual: float | None
    answers: Answers


def diary_of(user: User, now: dt.datetime, today: dt.date, thresholds: Thresholds) -> Diary:
    """All that the ladder rule reads of `user`, at the instant `now` of their local day `today`."""
    turns: dict[uuid.UUID, dict[Turn, None]] = defaultdict(dict)  # each once, in their order
    changes: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    for *row, side, change, removed_at in TURNS.rows(user=user.pk):
        turn = Turn(*row)
        turns[turn.session][turn] = None
        if change is not None and removed_at is None:
            known = changes[turn.session].get(side, change)
            changes[turn.session][side] = max(change, known)
    in_order = {session: tuple(of_session) for session, of_session in turns.items()}
    since = first_day_read(today - REPLAYED, thresholds)
    rows = MORNINGS.rows(user=user.pk, start=since, end=today)
    ratings = (Rating(day, minute % MINUTES_A_DAY, pain, mark) for day, minute, pain, mark in rows)
    return Diary(
        now, thresholds, in_order, changes, morning_ratings(ratings), _signs(user, in_order)
    )


def _or_least(worst: int | None) -> int:
    return -1 if worst is None else worst


def _is_on(turn: Turn, side: str) -> bool:
    """Whether a turn says something of `side`; what has no side was on both."""
    return not side or turn.side in {side, ""}


def _stopped(done: Iterable[Turn], turns: Sequence[Turn]) -> bool:
    """Whether pain ended one of them; of a session that nothing in it is said to have ended, all
    did."""
    if any(turn.outcome == Outcome.STOPPED for turn in done):
        return True
    is_named = any(turn.outcome == Outcome.STOPPED for turn in turns)
    return turns[0].whole == Outcome.STOPPED and not is_named


# --- Signs ---------------------------------------------------------------------------------------


def _signs(user: User, sessions: Mapping[uuid.UUID, Sequence[Turn]]) -> list[Concern]:
    """New signs since the oldest of `sessions`; no query while there never was one."""
    oldest = min((turns[0].day for turns in sessions.values()), default=None)
    if oldest is None:
        return []
    days = Q(session__local_date__gte=oldest) | Q(check_in__local_date__gte=oldest)
    return list(Concern.objects.owned_by(user).filter(days).in_words().order_by("created_at"))


def _tells_of(sign: Concern, session: uuid.UUID, at: dt.datetime, last: dt.date) -> bool:
    if sign.session_id is not None:
        return sign.session_id == session
    return sign.entry.at > at and sign.entry.local_date <= last


def _is_still_there(signs: Sequence[Concern], day: dt.date) -> bool | None:
    """Whether a new sign of a session on `day` was there the next morning, in the person's word.

    It is if they told of it the next day, or that it went later than that. Who was checked has
    said what became of it. None: they have not said.
    """
    if any(_stayed(sign, day) for sign in signs):
        return True
    is_answered = bool(signs) and all(sign.answer for sign in signs)
    return False if is_answered else None


def _stayed(sign: Concern, day: dt.date) -> bool:
    if sign.entry.local_date > day:
        return True
    next_day = day + dt.timedelta(days=1)
    went_on = sign.answered_on if sign.answer == Concern.Answer.GONE else None
    return went_on is not None and went_on > next_day


# --- What is asked -------------------------------------------------------------------------------


def _newest(user: Any) -> QuerySet[Session, Any]:
    sessions = Session.objects.owned_by(user).exclude(outcome=Outcome.SKIPPED)
    return sessions.order_by("-at", "-created_at").values("pk")[:SESSIONS_READ]


def _turns(user: Any) -> QuerySet[SessionLine, Any]:
    lines = SessionLine.objects.filter(session__in=_newest(user), exercise__isnull=False)
    return (
        lines.exclude(outcome=Outcome.SKIPPED)
        .order_by("session__at", "session__created_at", "order", "side")
        .values_list(
            "session",
            "session__at",
            "session__local_date",
            "session__utc_offset",
            "session__outcome",
            "session__pain_before",
            "session__pain_worst",
            "session__pain_after",
            "session__effort",
            "exercise",
            "exercise__phase__gentle",
            "exercise__impact",
            "side",
            "level",
            "outcome",
            "worst",
            "session__aftermaths__side",
            "session__aftermaths__change",
            "session__aftermaths__check_in__removed_at",
        )
    )


def _mornings(user: Any, start: Any, end: Any) -> QuerySet[CheckIn, Any]:
    """Ratings that can be those of a morning, oldest first."""
    minute = LocalMinute("at", "utc_offset")
    check_ins = CheckIn.objects.owned_by(user).between(start, end).annotate(minute=minute)
    days = check_ins.annotate(clock=minute % MINUTES_A_DAY)
    early = days.filter(Q(clock__lt=NOON) | Q(this_morning=True))
    return early.order_by("local_date", "at").values_list(
        "local_date", "minute", "pain", "this_morning"
    )


PERSON = Whoever()
TURNS = Prepared(_turns, user=PERSON)
MORNINGS = Prepared(_mornings, user=PERSON, start=DateField(), end=DateField())
