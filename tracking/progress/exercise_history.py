"""What somebody did of one exercise or one movement of their own, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from exercises.models import Exercise, Status
from exercises.rules.dosing import minutes_of
from tracking.models import Aftermath, OwnMovement, Session, SessionLine, Side
from tracking.records.exercises import NoteThen, notes_with, turns_of
from tracking.rules.repeats import Pains, Tally, on_both_sides, tallies
from tracking.subjects import Subject, in_rows

NOTES_SHOWN, NOTES_FOLDED = 3, 9
NOTHING = "–"
COUNTED = (
    gettext_lazy("Times"),
    gettext_lazy("Days"),
    gettext_lazy("Minutes, about"),
    gettext_lazy("Pain before"),
    gettext_lazy("Pain after"),
    gettext_lazy("Worst in this one"),
)

COLUMNS: Mapping[str | None, Promise] = {
    None: gettext_lazy("All"),
    Side.LEFT: gettext_lazy("Left"),
    Side.RIGHT: gettext_lazy("Right"),
    Side.NONE: gettext_lazy("No side"),
}


@dataclass(frozen=True)
class Row:
    """A line of the table: what is counted, and the count of each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class LineThen:
    """What one session had of it: the sides ("" for none) with one dose, as it went."""

    sides: tuple[str, ...]
    line: SessionLine


@dataclass(frozen=True)
class HistoryPage:
    """All that one person logged of one subject. `whole` is its tally over all sides."""

    subject: Subject
    whole: Tally
    columns: tuple[str, ...]
    counts: tuple[Row, ...]
    mornings: tuple[Row, ...]
    both: int
    skipped: int
    notes: tuple[NoteThen, ...]

    @property
    def movement(self) -> OwnMovement | None:
        """The person's own movement, unless it is an exercise of the library."""
        return self.subject.movement

    @property
    def exercise(self) -> Exercise | None:
        """The exercise of the library, if it is one."""
        return self.subject.exercise

    @property
    def is_published(self) -> bool:
        """Whether readers find it in the library."""
        return self.exercise is not None and self.exercise.status == Status.PUBLISHED

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever logged."""
        return not self.whole.times and not self.skipped

    @property
    def sided(self) -> bool:
        """Whether a side was ever said."""
        return len(self.columns) > 1

    @property
    def minutes(self) -> int:
        """Minutes that all of it took, by the doses; 0 where nobody can say."""
        return _minutes(self.whole)

    @property
    def repetitions(self) -> int:
        """All repetitions of a movement of one's own, which may be counted in nothing else."""
        return self.whole.reps if self.movement else 0

    @property
    def shown(self) -> tuple[NoteThen, ...]:
        """The newest notes."""
        return self.notes[:NOTES_SHOWN]

    @property
    def folded(self) -> tuple[NoteThen, ...]:
        """The notes before those."""
        return self.notes[NOTES_SHOWN:]


def history_page(user: User, row: Exercise | OwnMovement) -> HistoryPage:
    """The page of what `user` did of one subject, but for the list of its sessions."""
    subject = Subject.of(row)
    turns = turns_of(user, subject)
    tallied = tallies(turns.done, turns.mornings)
    shown = tallied if turns.done else ()
    return HistoryPage(
        subject=subject,
        whole=tallied[0],
        columns=tuple(str(COLUMNS[tally.side]) for tally in tallied),
        counts=_counts(shown),
        mornings=_mornings(shown),
        both=on_both_sides(turns.done),
        skipped=turns.skipped,
        notes=notes_with(user, subject, NOTES_SHOWN + NOTES_FOLDED),
    )


def lines_then(session: Session) -> list[LineThen]:
    """The lines of a session, sides that say the same together."""
    rows = in_rows(session.lines_of_subject)  # type: ignore[attr-defined]
    return [LineThen(tuple(line.side for line in row), row[0]) for row in rows]


def _counts(columns: tuple[Tally, ...]) -> tuple[Row, ...]:
    """Times, days, minutes and pains; a line that nobody answered is left out."""
    by_row = zip(COUNTED, *map(_counts_of, columns), strict=True) if columns else ()
    rows = [Row(str(label), tuple(cells)) for label, *cells in by_row]
    return tuple(row for row in rows if set(row.cells) != {NOTHING})


def _counts_of(tally: Tally) -> tuple[str, ...]:
    """One column, from `COUNTED`'s first to its last."""
    return (
        str(tally.times),
        str(tally.days),
        _or_dash(_minutes(tally) or None),
        _pain_words(tally.before),
        _pain_words(tally.after),
        _or_dash(tally.worst),
    )


def _mornings(columns: tuple[Tally, ...]) -> tuple[Row, ...]:
    """How often each answer was given, and how often none."""
    if not columns:
        return ()
    rows = []
    if columns[0].mornings:  # a row of noughts for each would say no more
        for change in Aftermath.Change:
            times = tuple(str(tally.mornings.get(change, 0)) for tally in columns)
            rows.append(Row(str(change.label), times))
    unanswered = tuple(str(tally.unanswered) for tally in columns)
    return (*rows, Row(_("Not asked or answered"), unanswered))


def _minutes(tally: Tally) -> int:
    return minutes_of([tally.seconds]) if tally.seconds else 0


def _or_dash(number: int | None) -> str:
    return NOTHING if number is None else str(number)


def _pain_words(pains: Pains) -> str:
    """The mean with the number of answers; of one or two answers these themselves."""
    if pains.mean is None:
        return ", ".join(map(str, pains.values)) or NOTHING
    mean = number_format(pains.mean, 1)
    return _("%(mean)s (%(count)d)") % {"mean": mean, "count": len(pains.values)}
