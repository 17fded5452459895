"""Why a row of the ladder rule matched, in one sentence with its figures."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from psoas_site.ui.texts import trimmed
from tracking.rules.progression.table import Case
from tracking.rules.progression.verdicts import Verdict, Why

HEADINGS = {
    Verdict.PROGRESS: gettext_lazy("Ready for a little more if you like"),
    Verdict.HOLD: gettext_lazy("Stay here"),
    Verdict.PENDING: gettext_lazy("Stay here"),
    Verdict.REGRESS: gettext_lazy("Ease back one step"),
    Verdict.WAIT: gettext_lazy("Not this one yet"),
    Verdict.SEEK_SOON: gettext_lazy("Please pause and get this checked"),
    Verdict.SEEK_NOW: gettext_lazy("Please pause and get help now"),
}

SENTENCES = {
    Why.EMERGENCY: gettext_lazy("You told of a sign that needs emergency help."),
    Why.URGENT: gettext_lazy("You told of a sign that a doctor should see today."),
    Why.SIGN_STAYS: gettext_lazy("The new sign was still there the next morning."),
    Why.SIGN_AGAIN: gettext_lazy("There was a new sign in %(signs)s of your last sessions."),
    Why.CREEP_LONG: gettext_lazy("Your mornings have crept up for %(weeks)s weeks in a row."),
    Why.FLOOR: gettext_lazy("This is the gentlest step, and it was too much %(times)s times."),
    Why.SIGN_AWAITED: gettext_lazy("There was a new sign. Please say whether it is gone."),
    Why.SIGN_SILENT: gettext_lazy("There was a new sign, and you have not said that it is gone."),
    Why.SIGN_GONE: gettext_lazy("There was a new sign, gone by the next morning."),
    Why.WORST: gettext_lazy("Worst pain %(worst)s, before %(before)s."),
    Why.STOPPED: gettext_lazy("You stopped because it hurt."),
    Why.SETTLE: gettext_lazy("Pain was %(settle)s higher afterwards than before."),
    Why.AFTER: gettext_lazy("Pain afterwards was %(after)s."),
    Why.MORNING: gettext_lazy("The next morning was %(change)s above your usual."),
    Why.EFFORT: gettext_lazy("It was too much effort."),
    Why.CREEP: gettext_lazy("Your mornings have crept up for %(weeks)s weeks in a row."),
    Why.GAP_LONG: gettext_lazy("It was %(gap)s days since the time before."),
    Why.CREEP_ONE: gettext_lazy("Your mornings were higher this week than in the weeks before."),
    Why.MORNING_AWAITED: gettext_lazy("The next morning has still to show how it was."),
    Why.MORNING_SILENT: gettext_lazy("You have not said how the next morning was."),
    Why.GAP: gettext_lazy("It was %(gap)s days since the time before."),
    Why.CLIMBED: gettext_lazy("Pain reached %(worst)s: acceptable, and not yet ready for more."),
    Why.SETTLE_SOME: gettext_lazy("Pain was %(settle)s higher afterwards than before."),
    Why.HARD: gettext_lazy("It was hard work."),
    Why.UNFINISHED: gettext_lazy("Not all of it was done."),
    Why.UNANSWERED: gettext_lazy(
        "Some of it was not told: pain before, worst or after, or effort."
    ),
    Why.READY: gettext_lazy("%(good)s good sessions in a row, and their mornings settled."),
    Why.NEXT_UNSUITED: gettext_lazy("It goes well. What comes next does not suit you now."),
    Why.TOO_SOON: gettext_lazy("It goes well. Between two steps lie %(between)s days or more."),
    Why.OTHERS_MOVED: gettext_lazy("It goes well. Others have stepped up this week."),
    Why.TOO_FEW: gettext_lazy("It goes well: %(good)s of %(needed)s good sessions in a row."),
}


def reason_words(why: Why, case: Case) -> str:
    """The reason `why` with the figures of its `case`."""
    return str(SENTENCES[why]) % _figures(case)


def _figures(case: Case) -> dict[str, str]:
    inputs = case.inputs
    figures = {
        "signs": inputs.signs_lately,
        "weeks": inputs.weeks_creep,
        "times": inputs.regresses + 1,
        "worst": inputs.worst,
        "before": inputs.before,
        "settle": case.settle,
        "after": inputs.after,
        "change": inputs.change,
        "gap": inputs.gap_days,
        "good": case.good_in_a_row,
        "needed": case.good_needed,
        "between": case.limits.days_between,
    }
    return {name: _words(figure) for name, figure in figures.items()}


def _words(figure: float | None) -> str:
    return _("not told") if figure is None else trimmed(figure)
