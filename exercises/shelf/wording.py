"""Numbers of the library in words: doses, times, how often, which pain something is for."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.rules.bands import PAIN_MAX
from exercises.rules.dosing import Amount, DoseType
from exercises.rules.judging import Posture
from exercises.rules.offering import Why
from psoas_site.ui.texts import duration_words, listed


def minutes_words(minutes: int) -> str:
    """The short form beside a name; empty while there is no dose to count."""
    return _("%(minutes)d min") % {"minutes": minutes} if minutes else ""


def dose_words(kind: DoseType, amount: Amount, *, per_side: bool) -> str:
    """One level of a dose, such as "2 rounds of 2 holds, 30 seconds each, each side"."""
    if kind is DoseType.HOLD and amount.reps == 1:  # nobody does rounds of one hold
        amount = replace(amount, sets=1, reps=amount.sets)
    bout = _bout_words(kind, amount)
    if amount.sets > 1:
        bout = _("%(sets)d rounds of %(bout)s") % {"sets": amount.sets, "bout": bout}
    return _("%(dose)s, each side") % {"dose": bout} if per_side else bout


def _bout_words(kind: DoseType, amount: Amount) -> str:
    """What is done in one round."""
    time = duration_words(amount.seconds)
    if kind is DoseType.TIME:
        return time
    if kind is DoseType.HOLD:
        words = ngettext("%(reps)d hold of %(time)s", "%(reps)d holds, %(time)s each", amount.reps)
    elif amount.seconds:
        words = ngettext(
            "%(reps)d repetition with a pause of %(time)s",
            "%(reps)d repetitions, each with a pause of %(time)s",
            amount.reps,
        )
    else:
        words = ngettext("%(reps)d repetition", "%(reps)d repetitions", amount.reps)
    return words % {"reps": amount.reps, "time": time}


def often_words(times: tuple[int, int], days: tuple[int, int]) -> str:
    """How often, from and to, such as "1 to 2 times a day, 5 to 7 days a week"."""
    return _("%(times)s, %(days)s") % {"times": _times_words(*times), "days": days_words(*days)}


def _times_words(least: int, most: int) -> str:
    if least == most == 1:
        return _("Once a day")
    if least == most:
        return ngettext("%(count)d time a day", "%(count)d times a day", most) % {"count": most}
    return _("%(least)d to %(most)d times a day") % {"least": least, "most": most}


def days_words(least: int, most: int) -> str:
    """How many days a week, such as "every day", "3 days a week"."""
    if least == most == 7:
        return _("every day")
    if least == most:
        return ngettext("%(count)d day a week", "%(count)d days a week", most) % {"count": most}
    return _("%(least)d to %(most)d days a week") % {"least": least, "most": most}


def pain_range_words(pain_now_max: int) -> str:
    """Which pain something is offered at, such as "For any pain number"."""
    if pain_now_max == 0:
        return _("For days without pain")
    if pain_now_max == PAIN_MAX:
        return _("For any pain number")
    return _("For pain 0–%(most)d") % {"most": pain_now_max}


def too_much_words(pain_now_max: int) -> str:
    """Why today's pain is too much for something."""
    if pain_now_max == 0:
        return _("A step up. It is for days without pain.")
    return _("A step up. It is for pain up to %(most)d.") % {"most": pain_now_max}


def too_long_words(minutes: int) -> str:
    """Why something is too long for the time there is."""
    return ngettext(
        "Takes about %(minutes)d minute.", "Takes about %(minutes)d minutes.", minutes
    ) % {"minutes": minutes}


def needs_words(things: Iterable[str]) -> str:
    """Why something cannot be done with what is at hand."""
    return _("Needs: %(things)s.") % {"things": listed(things)}


def avoided_words(conditions: Iterable[str]) -> str:
    """Why something is among what was asked to be left out."""
    return _("You asked to avoid: %(conditions)s.") % {"conditions": listed(conditions)}


def posture_words(posture: Posture) -> str:
    """What a body is asked to do, within a sentence."""
    words = {
        Posture.FLOOR: _("getting down to the floor"),
        Posture.FLOOR_OR_BED: _("getting down to the floor (or a firm bed)"),
        Posture.KNEELING: _("kneeling"),
    }
    return words[posture]


def not_for_you_words(reasons: Iterable[str]) -> str:
    """Why something is left out for whoever said so of themselves."""
    return _("Left out for you: %(reasons)s.") % {"reasons": listed(reasons)}


def left_out_words(count: int, reasons: Iterable[str]) -> str:
    """How many movements are left out for whoever said so of themselves, and why."""
    words = ngettext(
        "Left out for you: %(count)d movement (%(reasons)s).",
        "Left out for you: %(count)d movements (%(reasons)s).",
        count,
    )
    return words % {"count": count, "reasons": listed(reasons)}


def care_words(conditions: Iterable[str]) -> str:
    """What asks for care with something, of what somebody said of themselves."""
    return _("With care: %(conditions)s.") % {"conditions": listed(conditions)}


def why_words(why: Why, usual: float | None) -> str:
    """Why a routine is offered; `usual` is the person's usual pain, where it is known."""
    words = {
        Why.ENOUGH: _("You have done something today. More is not needed."),
        Why.SORE: _("A very small one, for a sore day."),
        Why.ABOVE_USUAL: _("Pain is above your usual %(usual)s."),
        Why.MOST_DONE: _("You did this most lately."),
        Why.START: _("A quiet start."),
        Why.BETWEEN: _("Something else in between."),
        Why.WITHIN: _("Within today’s pain number."),
    }
    # A median is whole or ends in a half; a whole one is shown as the number that was tapped.
    number = int(usual) if usual is not None and usual % 1 == 0 else usual
    return words[why] % {"usual": formats.localize(number)}
