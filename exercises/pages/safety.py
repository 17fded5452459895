"""The safety words that staff edit, read in one query: every page takes them from here.

Where the database does not answer, they come from the content pack.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db import Error
from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from exercises.models import ScreeningItem
from exercises.pack.files import PackError, read_warning_signs
from exercises.search.index import begins_alike
from exercises.search.words import Words, stem, words_of

MOST_WORDS = 16  # of a query; whatever comes later is left out
SURE_FROM = 6  # letters: a shorter word with a slip in it may well be another word

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SignGroup:
    """Signs of one kind, such as those of nerves, under their heading."""

    label: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class TypedSign:
    """A sign that asks for a person soon, and what people type for it: commas part several."""

    urgency: str
    label: str
    words: str

    def is_said(self, said: Words) -> bool:
        """Whether all words of one of its phrases are in `said`, in any form and order."""
        stems = _stems(said)
        return any(_stems(phrase) <= stems for phrase in self._phrases())

    def is_meant(self, said: Words) -> bool:
        """Whether a long word of `said` is one of its phrases, but for a slip."""
        alone = [phrase[0] for phrase in self._phrases() if len(phrase) == 1]
        return any(_is_slip(word, meant) for word in said for meant in alone)

    def _phrases(self) -> list[Words]:
        rows = (words_of(phrase) for phrase in self.words.split(","))
        return [row for row in rows if row]


@dataclass(frozen=True)
class Warned:
    """What a search may tell of, before anything that it finds."""

    emergency: bool
    groups: tuple[SignGroup, ...]  # by urgency, the most urgent first


@dataclass(frozen=True)
class Safety:
    """The warning signs by urgency, each in groups; groups without a sign are left out."""

    emergency: tuple[SignGroup, ...]
    today: tuple[SignGroup, ...]
    days: tuple[SignGroup, ...]
    routine: tuple[SignGroup, ...]
    stop: str  # the one sentence that says when to stop moving
    shorts: tuple[str, ...]  # a few emergencies in short, for the foot of every page
    typed: tuple[TypedSign, ...] = ()  # what people type for those that cannot wait

    @property
    def shorts_words(self) -> str:
        """The short forms as one list within a sentence."""
        if len(self.shorts) < 2:
            return "".join(self.shorts)
        most = ", ".join(self.shorts[:-1])
        return _("%(most)s, or %(last)s") % {"most": most, "last": self.shorts[-1]}

    def warned_of(self, query: str, *, forgiving: bool = False) -> Warned | None:
        """The signs that `query` may tell of; `forgiving` a slip in a long word."""
        said = words_of(query)[:MOST_WORDS]
        found = [sign for sign in self.typed if sign.is_said(said)]
        if not found and forgiving:
            found = [sign for sign in self.typed if sign.is_meant(said)]
        if not found:
            return None
        groups = (
            SignGroup(str(label), tuple(sign.label for sign in found if sign.urgency == urgency))
            for urgency, label in ScreeningItem.Urgency.choices
        )
        return Warned(
            emergency=any(sign.urgency == ScreeningItem.Urgency.EMERGENCY for sign in found),
            groups=tuple(group for group in groups if group.signs),
        )


def read_safety() -> Safety:
    """All safety words there are, in the order that staff gave them."""
    try:
        return _arranged(list(ScreeningItem.objects.all()))
    except Error as error:
        log.error("warning signs read from the pack: %s", type(error).__name__)
        return safety_of_pack()


@cache
def safety_of_pack() -> Safety:
    """The words that the site came with: no database is asked, and no disk after the first time."""
    try:
        entries = read_warning_signs()
    except (PackError, OSError) as error:
        log.error("warning signs cannot be read from the pack: %s", type(error).__name__)
        entries = ()
    return _arranged(
        [
            ScreeningItem(
                label=one.ask,
                urgency=one.urgency,
                group=one.group,
                short=one.short,
                words=one.words,
            )
            for one in entries
        ]
    )


def _arranged(signs: list[ScreeningItem]) -> Safety:
    urgency = ScreeningItem.Urgency
    stops = [sign.label for sign in signs if sign.urgency == urgency.STOP]
    return Safety(
        emergency=_groups(signs, urgency.EMERGENCY),
        today=_groups(signs, urgency.TODAY),
        days=_groups(signs, urgency.DAYS),
        routine=_groups(signs, urgency.ROUTINE),
        stop=stops[0] if stops else _stop_words(),
        shorts=tuple(sign.short for sign in signs if sign.short),
        typed=tuple(
            TypedSign(sign.urgency, sign.label, sign.words)
            for sign in signs
            if sign.words and sign.urgency in (urgency.EMERGENCY, urgency.TODAY, urgency.DAYS)
        ),
    )


def _stems(words: Words) -> set[str]:
    return {stem(word) for word in words}


def _is_slip(word: str, meant: str) -> bool:
    long = min(len(word), len(meant)) >= SURE_FROM
    return long and begins_alike(word, meant) and OSA.distance(word, meant) <= 1


def _stop_words() -> str:
    """What the pack says. It stands here too: whatever staff delete, no page goes without it."""
    return _("Stop if pain is sharp, spreads, or brings numbness or weakness.")


def _groups(signs: Sequence[ScreeningItem], urgency: str) -> tuple[SignGroup, ...]:
    meant = [sign for sign in signs if sign.urgency == urgency]
    groups = (
        SignGroup(str(label), tuple(sign.label for sign in meant if sign.group == group))
        for group, label in ScreeningItem.Group.choices
    )
    return tuple(group for group in groups if group.signs)
