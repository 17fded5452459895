"""What the session form offers to tick: what was used of late, what is found, and all the rest."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise, Programme, kept
from exercises.rules.offering import Occasion
from exercises.search import Item, Texts, in_quotes, search, typed_words, words_of
from exercises.shelf.finding import known_synonyms
from psoas_site.ui.shapes import Given
from tracking.forms.questions.what import What, exercises_to_log, programmes_to_log
from tracking.models import folded
from tracking.recall import used_subjects
from tracking.subjects import Kind, Subject

MOST_RECENT = 8  # things that come first, as chips
STARTERS = 4  # programmes that come first for whoever has used nothing yet
MOST_HITS = 10
MOST_OWN = 60  # movements of one's own that are in the page; a search knows all of them

Key = tuple[str, str]  # the form's field, and the value in it

BOX = (
    '<label class="choice" data-words="{words}"{home}>'
    '<input type="checkbox" name="{field}" value="{value}"{checked}>'
    "<span>{picture}{name}{kind}</span></label>\n"
)
GROUP = """
<section data-group="{0}">
  <h2>{0}</h2>
  <div class="chips chips-drawn">{1}</div>
</section>"""
CHECKED = SafeString(" checked")


@dataclass(frozen=True)
class Thing:
    """A subject that can be ticked. `kind` says what it is, where that is no exercise.

    `picture` is drawn; `words` are those that a script finds it by.
    """

    subject: Subject
    key: Key
    name: str
    kind: str
    group: str
    texts: Texts
    picture: str = ""
    words: str = ""

    def draw(self, *, checked: bool = False, home: str = "") -> SafeString:
        """Its box. `home`: the heading that it belongs under, when it stands elsewhere."""
        belongs = format_html(' data-home="{}"', home) if home else ""
        kind = format_html(" <small>{}</small>", self.kind) if self.kind else ""
        ticked = CHECKED if checked else ""
        return format_html(
            BOX,
            words=self.words,
            home=belongs,
            field=self.key[0],
            value=self.key[1],
            checked=ticked,
            picture=self.picture,
            name=self.name,
            kind=kind,
        )


@dataclass(frozen=True)
class Shelf:
    """The things of the library, with a box of each as it stands there unticked."""

    programmes: tuple[Thing, ...]
    exercises: tuple[Thing, ...]
    boxes: Mapping[Key, SafeString]
    by_subject: Mapping[Subject, Thing]

    @classmethod
    def of(cls, programmes: Mapping[str, Programme], exercises: Mapping[str, Exercise]) -> "Shelf":
        """What is made of these."""
        things = [*_programmes(programmes), *_exercises(exercises)]
        # The words of its names, not of what it is for.
        names = tuple(thing.texts._replace(purpose="") for thing in things)
        spelt = typed_words(names, tuple(known_synonyms().items()))
        whole = [replace(thing, words=words) for thing, words in zip(things, spelt, strict=True)]
        return cls(
            programmes=tuple(whole[: len(programmes)]),
            exercises=tuple(whole[len(programmes) :]),
            boxes={thing.key: thing.draw() for thing in whole},
            by_subject={thing.subject: thing for thing in whole},
        )


@kept
def shelf_to_log() -> Shelf:
    """What is published, as all readers share it."""
    return Shelf.of(programmes_to_log(), exercises_to_log())


def _programmes(rows: Mapping[str, Programme]) -> Iterator[Thing]:
    kind, group = _("Programme"), _("Programmes")
    for slug, programme in rows.items():
        texts = Texts(programme.title, purpose=f"{programme.who}\n{programme.purpose}")
        subject = Subject(Kind.PROGRAMME, programme.pk)
        yield Thing(subject, ("programme", slug), programme.title, kind, group, texts)


def _exercises(rows: Mapping[str, Exercise]) -> Iterator[Thing]:
    for slug, exercise in rows.items():
        others = tuple(exercise.also_known_as.splitlines())
        texts = Texts(exercise.name, others, purpose=exercise.purpose)
        subject, group = Subject.of(exercise), str(exercise.phase)
        picture = render_to_string("rung/fields/thing_picture.html", {"exercise": exercise})
        key = ("exercises", slug)
        yield Thing(subject, key, exercise.name, "", group, texts, SafeString(picture.strip()))


class Things:
    """The things that a form offers: each stands once on the page, in one of these lists.

    `picked`: what was used of late, and whatever is chosen. `hits`: what was looked for.
    `rest`: all others, for a script, or to be shown all at once. All of them are drawn.
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
        programmes = () if self.more else self.shelf.programmes
        return [*programmes, *self._movements(), *self.shelf.exercises]

    @cached_property
    def shelf(self) -> Shelf:
        """What of the library can be chosen."""
        if self.what.is_as_published:
            return shelf_to_log()
        return Shelf.of(self.what.programmes, self.what.exercises)

    def _movements(self) -> Iterator[Thing]:
        """Those that are offered, and any that was chosen before it was put away."""
        kind, group = _("Your own"), _("Your own movements")
        for key, movement in self.what.movements.items():
            if movement.offered or ("movements", key) in self.chosen:
                subject, name = Subject.of(movement), movement.name
                words = " ".join(words_of(name))
                texts = Texts(name)
                yield Thing(subject, ("movements", key), name, kind, group, texts, words=words)

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
        results = search(items, self.query, known_synonyms())
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
            return _("Nothing is called %(query)s here.") % {"query": in_quotes(self.query)}
        if not as_typed:
            words = _("Nothing is called %(query)s here. Did you mean one of these?")
            return words % {"query": in_quotes(self.query)}
        if len(hits) > MOST_HITS:
            words = _("The best %(shown)d of %(count)d. Another word shows fewer.")
            return words % {"shown": MOST_HITS, "count": len(hits)}
        words = ngettext(
            "%(count)d found: tick it.", "%(count)d found: tick what it was.", len(hits)
        )
        return words % {"count": len(hits)}

    @property
    def is_plain(self) -> bool:
        """Whether it looks as everybody's, but for what comes first and what is left."""
        return not (self.query or self.own_names or self.shows_all)

    # --- How it is shown -----------------------------------------------------------------------

    @property
    def picked(self) -> SafeString:
        """What was used of late, but for what was found now; then the rest that is chosen."""
        return _joined(map(self._box, self._picked))

    @property
    def hits(self) -> SafeString:
        """What was found and is not chosen yet."""
        return _joined(thing.draw(home=thing.group) for thing in self._hits)

    @property
    def rest(self) -> SafeString:
        """All others, under their headings."""
        there = {thing.key for thing in (*self._picked, *self._hits)}
        groups: dict[str, list[SafeString]] = {}
        own = 0
        for thing in self.things:
            own += thing.key[0] == "movements"
            if thing.key[0] == "movements" and own > MOST_OWN:
                continue
            boxes = groups.setdefault(thing.group, [])
            if thing.key not in there:
                boxes.append(self._box(thing))
        sections = ((name, _joined(boxes)) for name, boxes in groups.items())
        return format_html_join("", GROUP, sections)

    def _box(self, thing: Thing) -> SafeString:
        """The box of `thing`, ticked if it is chosen."""
        if thing.key in self.chosen or thing.key not in self.shelf.boxes:
            return thing.draw(checked=thing.key in self.chosen)
        return self.shelf.boxes[thing.key]

    @cached_property
    def _picked(self) -> list[Thing]:
        hits = {thing.key for thing in self._hits}
        recent = [thing for thing in self._recent() if thing.key not in hits]
        keys = {thing.key for thing in recent}
        more = self.chosen - keys
        return [*recent, *(thing for thing in self.things if thing.key in more)]

    @cached_property
    def _hits(self) -> list[Thing]:
        if not self.query:
            return []
        return [thing for thing in self.found[0][:MOST_HITS] if thing.key not in self.chosen]

    def _recent(self) -> list[Thing]:
        """What comes first; where lines are there already, nothing does."""
        if self.more:
            return []
        own = {thing.subject: thing for thing in self._movements()}
        used = used_subjects(self.what.user, self.today)
        known = (own.get(subject) or self.shelf.by_subject.get(subject) for subject in used)
        recent = [thing for thing in known if thing is not None]
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

    def _shown(self, name: str) -> list[str]:
        """What stands in a field, as a list."""
        value = self.values.get(name)
        values: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
        return [str(value) for value in values if value]


def _joined(boxes: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(boxes))  # noqa: S308 (each was drawn above)
