"""What there is to ask after a session: which exercise was too much, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.rules.bands import Kind, is_red, kind_of
from exercises.shelf.ruleset import thresholds_in_force
from tracking.models import Outcome, Session, SessionLine
from tracking.subjects import in_rows, subjects_of


@dataclass(frozen=True)
class AfterSession:
    """A session as its page shows it.

    `rows` are its lines, left and right of one exercise together where they say the same.
    `asks_which`: the worst moment was too much, and nobody has said in what it came.
    `nothing_said`: nobody has said yet how it went, as after "as planned".
    """

    exercise_count: int
    rows: list[list[SessionLine]]
    asks_which: bool
    nothing_said: bool


def after(session: Session) -> AfterSession:
    """What there is to show and to ask. Reads the lines with their exercises and phases."""
    lines = list(session.lines.all())
    return AfterSession(
        exercise_count=len(subjects_of(lines)),
        rows=in_rows(lines),
        asks_which=_worst_has_no_home(session, lines),
        nothing_said=_nothing_is_said(session),
    )


def _nothing_is_said(session: Session) -> bool:
    answers = (session.pain_worst, session.pain_after, session.effort)
    return answers == (None, None, None) and session.outcome != Outcome.SKIPPED


def _worst_has_no_home(session: Session, lines: Sequence[SessionLine]) -> bool:
    if len(subjects_of(lines)) < 2:
        return False
    if any(line.worst is not None for line in lines):
        return False
    before, worst = session.pain_before, session.pain_worst
    thresholds = thresholds_in_force()
    return any(is_red(_kind(line), before, worst, thresholds) for line in lines)


def _kind(line: SessionLine) -> Kind:
    """Of a movement of one's own we know nothing, so it is judged as strictly as a gentle one."""
    if line.exercise is None:
        return Kind.GENTLE
    return kind_of(gentle=line.exercise.phase.gentle, impact=line.exercise.impact)
