"""Links that turn one filter of the library on or off, and leave the others as they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from exercises.search import in_quotes
from exercises.shelf.catalogue import Way
from exercises.shelf.for_you import SEE_ALL
from exercises.shelf.forms import LibraryForm

QUICK = (
    (gettext_lazy("Lying down"), "position", ("supine", "side_lying", "prone")),
    (gettext_lazy("At a desk"), "position", ("seated",)),
    (gettext_lazy("Up to 5 min"), "minutes", ("5",)),
    (gettext_lazy("No equipment"), "equipment", ("none",)),
    (gettext_lazy("Breathing"), "area", ("diaphragm_ribs",)),
    (gettext_lazy("Strength"), "phase", ("stabilise", "load")),
)


@dataclass(frozen=True)
class Link:
    """Words to press, where they lead, and whether they stand for something that is on."""

    label: str
    url: str
    on: bool = False


def quick_links(form: LibraryForm, query: QueryDict) -> list[Link]:
    """The quick filters whose words the library still knows."""
    links = []
    for label, name, values in QUICK:
        known = {code for code, _label in form.choices_of(name)}
        if known.issuperset(values):
            links.append(_toggle(str(label), name, values, query))
    return links


def _toggle(label: str, name: str, values: tuple[str, ...], query: QueryDict) -> Link:
    chosen = query.getlist(name)
    on = set(values) <= set(chosen)
    changed = _known(query)
    if on:
        changed.setlist(name, [value for value in chosen if value not in values])
    elif name in ("position", "phase", "equipment"):
        changed.setlist(name, [*chosen, *(value for value in values if value not in chosen)])
    else:
        changed.setlist(name, list(values))
    return Link(label, address(changed), on)


def ways_out_links(form: LibraryForm, query: QueryDict, ways: Iterable[Way]) -> list[Link]:
    """For each filter that could be dropped: how many it would leave, and the page without it."""
    links = []
    for way in ways:
        changed = _known(query)
        changed.pop(way.name, None)
        label = ngettext(
            "Drop %(filter)s: %(count)d left", "Drop %(filter)s: %(count)d left", way.count
        ) % {"filter": in_quotes(form.words_of(way.name)), "count": way.count}
        links.append(Link(label, address(changed)))
    return links


def start_over(query: QueryDict) -> str:
    """The library without filters; what was said of the pain stays."""
    changed = _known(query)
    for name in set(changed) - {"pain", SEE_ALL}:
        del changed[name]
    return address(changed)


def _known(query: QueryDict) -> QueryDict:
    """What the library understands of an address, without what says nothing."""
    kept = QueryDict(mutable=True)
    for name in (*LibraryForm.base_fields, SEE_ALL):
        values = [value for value in query.getlist(name) if value or name == "pain"]
        if values:
            kept.setlist(name, values)
    return kept


def address(query: QueryDict) -> str:
    """The library's address with `query`."""
    url = reverse("exercises:library")
    return f"{url}?{query.urlencode()}" if query else url
