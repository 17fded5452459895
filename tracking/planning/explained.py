"""The ladder rule in plain words, with the numbers that are in force."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exercises.models import FiveStep, Phase
from exercises.rules.thresholds import ABOUT, Group
from exercises.shelf.ruleset import GROUPS, RulesetInForce, ruleset_in_force
from tracking.rules.progression.table import ROWS, Row
from tracking.rules.progression.verdicts import Leads, Verdict, Why

Numbers = Mapping[str, Any]

IF = {
    Why.EMERGENCY: gettext_noop(
        "A sign that needs emergency help. Numbness or tingling between the legs is one, and so "
        "is the same new sign in both legs."
    ),
    Why.URGENT: gettext_noop(
        "A sign that needs a person soon. Any new weakness of a leg or foot is one."
    ),
    Why.SIGN_STAYS: gettext_noop(
        "Another new sign (numb, tingling, spreading, catching, giving way), and you say that it "
        "was still there the next morning."
    ),
    Why.SIGN_AGAIN: gettext_noop(
        "Such a sign in %(sign_sessions)d of the last %(sign_window)d sessions, this one with them."
    ),
    Why.CREEP_LONG: gettext_noop(
        "Weeks in a row in which your mornings crept up: %(creep_review)d or more."
    ),
    Why.FLOOR: gettext_noop(
        "Something that eases back, and there is nothing gentler than this dose; %(floor_backs)d "
        "of the last %(floor_window)d sessions of it, this one with them, asked to ease back."
    ),
    Why.SIGN_AWAITED: gettext_noop(
        "A new sign, and you have not said yet whether it was gone by the morning."
    ),
    Why.SIGN_SILENT: gettext_noop("The same, and %(silence_hours)d hours have gone by."),
    Why.SIGN_GONE: gettext_noop("A new sign that you say was gone by the morning."),
    Why.WORST: gettext_noop("The worst moment was too much, by the limits above."),
    Why.STOPPED: gettext_noop("You stopped because it hurt."),
    Why.SETTLE: gettext_noop("Pain after it was %(settle_back)d points or more above before."),
    Why.AFTER: gettext_noop("Pain after it was %(after_back)d or more."),
    Why.MORNING: gettext_noop(
        "The next morning lay %(morning_back)d points or more above your usual. “Clearly more” "
        "counts as 2 points, “a little more” as 1."
    ),
    Why.EFFORT: gettext_noop("The effort was %(effort_back)d or more of 10: “too much” is 9."),
    Why.CREEP: gettext_noop(
        "Weeks in a row in which your mornings crept up: %(creep_back)d or more."
    ),
    Why.GAP_LONG: gettext_noop(
        "%(gap_back)d days or more away, and the step back that is offered then was not taken."
    ),
    Why.CREEP_ONE: gettext_noop(
        "Weeks in a row in which your mornings crept up: %(creep_hold)d or more."
    ),
    Why.MORNING_AWAITED: gettext_noop(
        "The next morning is not answered yet, and %(silence_hours)d hours have not gone by."
    ),
    Why.MORNING_SILENT: gettext_noop("The next morning was not answered."),
    Why.GAP: gettext_noop("%(gap_hold)d days or more away."),
    Why.CLIMBED: gettext_noop("The worst moment was neither easy nor steady."),
    Why.SETTLE_SOME: gettext_noop("Pain after it was %(settle_hold)d points above before."),
    Why.HARD: gettext_noop(
        "The effort was %(effort_hold)d or more of 10; or %(effort_hard)d (“hard” is 7) in gentle "
        "work, or where the worst moment was not easy."
    ),
    Why.UNFINISHED: gettext_noop("It was not finished, for another reason than pain."),
    Why.UNANSWERED: gettext_noop(
        "Pain before, worst pain, pain after or effort was not answered. No answer is no proof."
    ),
    Why.READY: gettext_noop(
        "Easy or steady, and all of these: %(streak)d good sessions in a row at this dose, or "
        "%(streak_steady)d where one of them was steady or hard; %(days_between)d days or more "
        "since this ladder last moved; fewer than %(ladders_a_week)d ladders moved up within seven "
        "days; and what comes next is meant for your usual pain, with none of your limits against "
        "it."
    ),
    Why.NEXT_UNSUITED: gettext_noop("All of that, but what comes next does not suit."),
    Why.TOO_SOON: gettext_noop("This ladder moved less than %(days_between)d days ago."),
    Why.OTHERS_MOVED: gettext_noop("%(ladders_a_week)d ladders moved up within seven days."),
    Why.TOO_FEW: gettext_noop("Anything else: there are not enough good sessions in a row yet."),
}
"""When each row of the table holds. Rows are asked in order, so each leaves out those above it."""

FOLLOWS = {
    Verdict.PROGRESS: gettext_noop("Ready for a little more, if you like"),
    Verdict.HOLD: gettext_noop("Stay here"),
    Verdict.PENDING: gettext_noop("Stay here until the morning is answered"),
    Verdict.REGRESS: gettext_noop("Ease back one step"),
    Verdict.WAIT: gettext_noop("Not this one yet"),
    Verdict.SEEK_SOON: gettext_noop("Please pause and get this checked"),
    Verdict.SEEK_NOW: gettext_noop("Stop, and get emergency help now"),
}
REVIEW = gettext_noop("Please have this looked at; it pauses nothing")

LEADS = {
    Leads.NOWHERE: "",
    Leads.UP: gettext_noop("the next dose; after the largest, the harder exercise at its smallest"),
    Leads.DOSE_BACK: gettext_noop("the dose before; before the smallest, the gentler exercise"),
    Leads.EXERCISE_BACK: gettext_noop("the gentler exercise at its typical dose"),
    Leads.START_DOSE: gettext_noop("the same exercise at its smallest dose"),
}


@dataclass(frozen=True)
class RowWords:
    """One row of the table: its number, when it holds (any of `when`), what follows, where to."""

    id: str
    when: tuple[str, ...]
    follows: str
    leads: str


@dataclass(frozen=True)
class NumberWords:
    """One threshold: what it is, its number, what that counts, and who says so."""

    words: str
    number: int
    unit: str
    source: str


@dataclass(frozen=True)
class Explained:
    """What the page says that depends on the library: rule, numbers, and the two orders."""

    ruleset: RulesetInForce
    rows: tuple[RowWords, ...]
    groups: tuple[tuple[str, tuple[NumberWords, ...]], ...]
    phases: tuple[str, ...]
    five_steps: tuple[str, ...]

    @property
    def numbers(self) -> Numbers:
        """The numbers in force by their names."""
        return asdict(self.ruleset.thresholds)


def explained() -> Explained:
    """The rule as it is in force."""
    ruleset = ruleset_in_force()
    numbers = asdict(ruleset.thresholds)
    by_id = groupby(ROWS, key=attrgetter("id"))
    rows = [_row_words(list(several), numbers) for _id, several in by_id]
    groups = [(str(words), _number_words(group, numbers)) for group, words in GROUPS.items()]
    phases = [phase.label for phase in Phase.objects.all()]
    return Explained(
        ruleset=ruleset,
        rows=tuple(rows),
        groups=tuple(groups),
        phases=tuple(phases),
        five_steps=tuple(step.label for step in FiveStep.objects.all()),
    )


def when_words(row: Row, numbers: Numbers) -> str:
    """When `row` holds, with the numbers in force."""
    return _(IF[row.why]) % numbers


def follows_words(row: Row) -> str:
    """What follows from `row`, as its reader is told."""
    return _(REVIEW) if row.why is Why.CREEP_LONG else _(FOLLOWS[row.verdict])


def _row_words(rows: Iterable[Row], numbers: Numbers) -> RowWords:
    """The rows of one number as one: they lead to the same."""
    several = list(rows)
    first = several[0]
    leads = LEADS[first.leads]
    return RowWords(
        id=first.id,
        when=tuple(when_words(row, numbers) for row in several),
        follows=follows_words(first),
        leads=_(leads) if leads else "",
    )


def _number_words(group: Group, numbers: Numbers) -> tuple[NumberWords, ...]:
    return tuple(
        NumberWords(_(about.words), numbers[name], _(about.unit), _(about.source))
        for name, about in ABOUT.items()
        if about.group is group
    )
