"""The safety words that staff edit, read in one query: every page takes them from here.

Where the database does not answer, they come from the content pack.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db import Error
from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from exercises.models import ScreeningItem, kept
from exercises.pack.files import PackError, read_warning_signs
from exercises.search.engine import MOST_WORDS
from exercises.search.index import begins_alike
from exercises.search.words import Words, stem, words_of

SURE_FROM = 6  # letters: a shorter word with a slip in it may well be another word

log = logging.getLogger(__name__)

Choices = Iterable[tuple[Any, Any]]


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

    def is_said(self, words: Words) -> bool:
        """Whether all words of one of its phrases are in `words`, in any form and order."""
        stems = _stems(words)
        return any(phrase <= stems for phrase in self._stems_of_phrases)

    def is_meant(self, words: Words) -> bool:
        """Whether a long one of `words` is one of its phrases, but for a slip."""
        alone = [phrase[0] for phrase in self._phrases if len(phrase) == 1]
        return any(_is_slip(word, meant) for word in words for meant in alone)

    @cached_property
    def _stems_of_phrases(self) -> list[set[str]]:
        return list(map(_stems, self._phrases))

    @cached_property
    def _phrases(self) -> list[Words]:
        return list(filter(None, map(words_of, self.words.split(","))))


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

    def warned_of(
        self, query: str, *, forgiving: Callable[[], bool] = lambda: False
    ) -> Warned | None:
        """The signs that `query` may tell of; if `forgiving` says so, with a slip in a long word.

        That is asked only where it matters.
        """
        signs = self._signs_in(words_of(query)[:MOST_WORDS], forgiving)
        if not signs:
            return None
        emergency = any(sign.urgency == ScreeningItem.Urgency.EMERGENCY for sign in signs)
        by_urgency = [(sign.urgency, sign.label) for sign in signs]
        return Warned(emergency, _grouped(by_urgency, ScreeningItem.Urgency.choices))

    def _signs_in(self, words: Words, forgiving: Callable[[], bool]) -> list[TypedSign]:
        """The signs that `words` name; if they name none, those that they may be a slip of."""
        named = [sign for sign in self.typed if sign.is_said(words)]
        if named:
            return named
        meant = [sign for sign in self.typed if sign.is_meant(words)]
        return meant if meant and forgiving() else []


def read_safety() -> Safety:
    """All safety words there are, in the order that staff gave them."""
    try:
        return _safety_of_tables()
    except Error as error:
        log.error("warning signs read from the pack: %s", type(error).__name__)
        return safety_of_pack()


@kept
def _safety_of_tables() -> Safety:
    return _arranged(list(ScreeningItem.objects.all()))


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
                label=sign.ask,
                urgency=sign.urgency,
                group=sign.group,
                short=sign.short,
                words=sign.words,
            )
            for sign in entries
        ]
    )


def _arranged(signs: list[ScreeningItem]) -> Safety:
    urgency = ScreeningItem.Urgency
    stops = [sign.label for sign in signs if sign.urgency == urgency.STOP]
    stops.append(_stop_words())
    pressing = (urgency.EMERGENCY, urgency.TODAY, urgency.DAYS)
    typed = [sign for sign in signs if sign.words and sign.urgency in pressing]
    return Safety(
        emergency=_groups(signs, urgency.EMERGENCY),
        today=_groups(signs, urgency.TODAY),
        days=_groups(signs, urgency.DAYS),
        routine=_groups(signs, urgency.ROUTINE),
        stop=stops[0],
        shorts=tuple(sign.short for sign in signs if sign.short),
        typed=tuple(TypedSign(sign.urgency, sign.label, sign.words) for sign in typed),
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
    by_group = [(sign.group, sign.label) for sign in signs if sign.urgency == urgency]
    return _grouped(by_group, ScreeningItem.Group.choices)


def _grouped(signs: Sequence[tuple[str, str]], choices: Choices) -> tuple[SignGroup, ...]:
    """`signs`, each with its code, under the labels of `choices`; empty groups are left out."""
    groups = []
    for code, label in choices:
        labels = tuple(sign for sign_code, sign in signs if sign_code == code)
        if labels:
            groups.append(SignGroup(str(label), labels))
    return tuple(groups)
