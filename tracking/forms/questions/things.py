"""What the session form offers to tick: what was used of late, what is found, and all the rest."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise
from exercises.rules.offering import Occasion
from exercises.search import Item, Texts, search, typed_words, words_of
from psoas_site.ui.shapes import Given
from tracking.forms.questions.what import What
from tracking.models import folded
from tracking.recall import used_subjects
from tracking.subjects import Kind, Subject

MOST_RECENT = 8  # things that come first, as chips
STARTERS = 4  # programmes that come first for whoever has used nothing yet
MOST_HITS = 10
MOST_OWN = 60  # movements of one's own that are in the page; a search knows all of them

Key = tuple[str, str]  # the form's field, and the value in it


@dataclass(frozen=True)
class Thing:
    """A subject that can be ticked. `kind` says what it is, where that is no exercise."""

    subject: Subject
    key: Key
    name: str
    kind: str
    group: str
    texts: Texts

    @property
    def picture(self) -> Exercise | None:
        """The exercise that draws it."""
        return self.subject.exercise


@dataclass(frozen=True)
class Option:
    """A thing on the page; `words` are those that a script finds it by."""

    thing: Thing
    checked: bool
    words: str


@dataclass(frozen=True)
class Group:
    """What stands under one heading when everything is shown."""

    name: str
    options: tuple[Option, ...]


class Things:
    """The things that a form offers: each stands once on the page, in one of these lists.

    `picked`: what was used of late, and whatever is chosen. `hits`: what was looked for.
    `groups`: the rest, for a script, or to be shown all at once.
    """

    def __init__(
        self,
        what: What,
        values: Given,
        today: dt.date,
        *,
        more: bool,
        looks: bool,
        shows_all: bool,
    ) -> None:
        """`values`: what the fields of `what` show. `more`: lines are there already, and only
        exercises and movements can be added. `looks`: what was typed is looked for.
        """
        self.what, self.values, self.today, self.more = what, values, today, more
        self.query = "".join(self._shown("find")).strip() if looks else ""
        self.shows_all = shows_all

    # --- What there is -------------------------------------------------------------------------

    @cached_property
    def things(self) -> list[Thing]:
        """All that can be chosen, in the order of the page."""
        return [*self._programmes(), *self._movements(), *self._exercises()]

    def _programmes(self) -> Iterator[Thing]:
        kind, group = _("Programme"), _("Programmes")
        for slug, programme in {} if self.more else self.what.programmes.items():
            texts = Texts(programme.title, purpose=f"{programme.who}\n{programme.purpose}")
            subject = Subject(Kind.PROGRAMME, programme.pk)
            yield Thing(subject, ("programme", slug), programme.title, kind, group, texts)

    def _movements(self) -> Iterator[Thing]:
        """Those that are offered, and any that was chosen before it was put away."""
        kind, group = _("Your own"), _("Your own movements")
        for key, movement in self.what.movements.items():
            if movement.offered or ("movements", key) in self.chosen:
                subject, name = Subject.of(movement), movement.name
                yield Thing(subject, ("movements", key), name, kind, group, Texts(name))

    def _exercises(self) -> Iterator[Thing]:
        for slug, exercise in self.what.exercises.items():
            others = tuple(exercise.also_known_as.splitlines())
            texts = Texts(exercise.name, others, purpose=exercise.purpose)
            subject, group = Subject.of(exercise), str(exercise.phase)
            yield Thing(subject, ("exercises", slug), exercise.name, "", group, texts)

    @cached_property
    def chosen(self) -> set[Key]:
        """What is ticked, whether it is there or not."""
        fields = ("programme", "exercises", "movements")
        return {(name, value) for name in fields for value in self._shown(name)}

    @cached_property
    def own_names(self) -> list[str]:
        """Names of the person's own that are ticked."""
        return self._shown("own")

    # --- What is found -------------------------------------------------------------------------

    @cached_property
    def found(self) -> tuple[list[Thing], bool]:
        """What the query finds, best first, and whether that is what was typed."""
        items = [Item(thing, thing.texts) for thing in self.things]
        results = search(items, self.query, dict(self.what.synonyms))
        hits = [hit.thing for hit in results.hits]
        return (hits, True) if hits else (list(results.nearest), False)

    def is_met(self) -> bool:
        """Whether something that is ticked is what the query means; without one, nothing is."""
        if not self.query:
            return False
        names = {folded(name) for name in self.own_names}
        hits, as_typed = self.found
        met = as_typed and any(thing.key in self.chosen for thing in hits)
        return met or folded(self.query) in names

    @property
    def new_name(self) -> str:
        """What was typed, where nothing is called like that yet: it can be one's own."""
        names = {folded(thing.name) for thing in self.things}
        names |= {folded(name) for name in self.own_names}
        return "" if folded(self.query) in names else self.query

    @property
    def note(self) -> str:
        """What the search came to, in words."""
        if not self.query:
            return ""
        hits, as_typed = self.found
        if not hits:
            return _("Nothing is called “%(query)s” here.") % {"query": self.query}
        if not as_typed:
            words = _("Nothing is called “%(query)s” here. Did you mean one of these?")
            return words % {"query": self.query}
        if len(hits) > MOST_HITS:
            words = _("The best %(shown)d of %(count)d. Another word shows fewer.")
            return words % {"shown": MOST_HITS, "count": len(hits)}
        words = ngettext(
            "%(count)d found: tick it.", "%(count)d found: tick what it was.", len(hits)
        )
        return words % {"count": len(hits)}

    # --- How it is shown -----------------------------------------------------------------------

    @cached_property
    def picked(self) -> tuple[Option, ...]:
        """What was used of late, but for what was found now; then the rest that is chosen."""
        hits = {option.thing.key for option in self.hits}
        recent = [thing for thing in self._recent() if thing.key not in hits]
        others = [
            thing for thing in self.things if thing.key in self.chosen and thing not in recent
        ]
        return self._options([*recent, *others])

    @cached_property
    def hits(self) -> tuple[Option, ...]:
        """What was found and is not chosen yet."""
        if not self.query:
            return ()
        hits = [thing for thing in self.found[0][:MOST_HITS] if thing.key not in self.chosen]
        return self._options(hits)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The rest, under its headings."""
        there = {option.thing.key for option in (*self.picked, *self.hits)}
        rest: dict[str, list[Thing]] = {}
        own = 0
        for thing in self.things:
            own += thing.key[0] == "movements"
            if thing.key[0] == "movements" and own > MOST_OWN:
                continue
            things = rest.setdefault(thing.group, [])
            if thing.key not in there:
                things.append(thing)
        return tuple(Group(name, self._options(things)) for name, things in rest.items())

    def _recent(self) -> list[Thing]:
        """What comes first; where lines are there already, nothing does."""
        if self.more:
            return []
        things = {thing.subject: thing for thing in self.things}
        used = used_subjects(self.what.user, self.today)
        recent = [things[subject] for subject in used if subject in things]
        return recent[:MOST_RECENT] or self._starters()

    def _starters(self) -> list[Thing]:
        """What comes first for whoever has used nothing: no sore day is taken for granted."""
        for_any_day = [thing for thing in self.things if not self._is_for_a_flare_up(thing)]
        return for_any_day[:STARTERS]

    def _is_for_a_flare_up(self, thing: Thing) -> bool:
        field, slug = thing.key
        if field != "programme":
            return False
        return self.what.programmes[slug].occasion == Occasion.FLARE_UP

    def _options(self, things: Iterable[Thing]) -> tuple[Option, ...]:
        return tuple(
            Option(thing, thing.key in self.chosen, self._words[thing.key]) for thing in things
        )

    @cached_property
    def _words(self) -> dict[Key, str]:
        """The words that a script finds each thing by: of its names, not of what it is for."""
        library = [thing for thing in self.things if thing.key[0] != "movements"]
        names = tuple(thing.texts._replace(purpose="") for thing in library)
        spelt = typed_words(names, self.what.synonyms)
        words = {thing.key: spelling for thing, spelling in zip(library, spelt, strict=True)}
        own = [thing for thing in self.things if thing.key not in words]
        return words | {thing.key: " ".join(words_of(thing.name)) for thing in own}

    def _shown(self, name: str) -> list[str]:
        """What stands in a field, as a list."""
        value = self.values.get(name)
        values: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
        return [str(value) for value in values if value]
