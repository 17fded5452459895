"""When to stop and when to ease off, in words: made from the limits that the rule judges by."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from exercises.models import Exercise
from exercises.rules.bands import Kind, Limits, kind_of, limits_of
from exercises.rules.thresholds import Thresholds


@dataclass(frozen=True)
class Stopping:
    """What is said of pain during one exercise, or during one kind of exercises."""

    label: str
    stop: str
    ease: str
    high: str = ""  # for those who began above what is otherwise too much


def stopping_of(exercise: Exercise, thresholds: Thresholds) -> Stopping:
    """The words of one exercise; its phase is read. They tell who may begin above the peak."""
    kind = kind_of(gentle=exercise.phase.gentle, impact=exercise.impact)
    words = stopping_words(kind, thresholds)
    if not exercise.allows(limits_of(kind, thresholds).peak):
        return words
    return replace(words, high=already_high_words(kind, thresholds))


def stopping_of_all(thresholds: Thresholds) -> tuple[Stopping, ...]:
    """The words of each kind of exercises."""
    return tuple(stopping_words(kind, thresholds) for kind in Kind)


def stopping_words(kind: Kind, thresholds: Thresholds) -> Stopping:
    """The words for one `kind` of exercises."""
    limits = limits_of(kind, thresholds)
    labels = {
        Kind.GENTLE: _("Gentle exercises"),
        Kind.STRENGTH: _("Strength exercises"),
        Kind.IMPACT: _("Running and hopping"),
    }
    return Stopping(labels[kind], _stop_words(limits), _ease_words(limits))


def _stop_words(limits: Limits) -> str:
    numbers = {"rise": limits.rise, "to": limits.rise_to, "peak": limits.peak}
    if max(limits.rise, limits.rise_to) >= limits.peak:
        return _("Stop if pain reaches %(peak)d.") % numbers
    if limits.rise_to <= limits.rise:  # who climbs that far is there anyway
        return _("Stop if pain climbs %(rise)d points or more, or reaches %(peak)d.") % numbers
    return (
        _("Stop if pain climbs %(rise)d points or more, to %(to)d or above, or reaches %(peak)d.")
        % numbers
    )


def _ease_words(limits: Limits) -> str:
    if limits.ease_to <= 1:
        return _("Ease off if it climbs at all.")
    return _("Ease off if it climbs to %(to)d or above.") % {"to": limits.ease_to}


def already_high_words(kind: Kind, thresholds: Thresholds) -> str:
    """What holds for those whose pain was at the peak or above when they began."""
    return _("If pain was %(peak)d or more before you began, stop if it climbs at all.") % {
        "peak": limits_of(kind, thresholds).peak
    }
