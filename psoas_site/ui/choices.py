"""The options of a question as boxes or buttons, written in Python.

A template would be asked a dozen things for each of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Option:
    """One radio or checkbox, ready to be drawn."""

    id: str
    value: str
    label: str
    checked: bool
    regions: str
    group: str


def _choices(field: Any) -> Iterator[tuple[str, str]]:
    """The field's choices; for a number, each whole one between its limits."""
    if not hasattr(field, "choices"):
        numbers = map(str, range(field.min_value, field.max_value + 1))
        yield from ((number, number) for number in numbers)
        return
    for value, label in field.choices:
        yield str(value), str(label)


def options(bound: BoundField) -> list[Option]:
    """A flat list of the field's options.

    Nothing is ticked while nothing was said: an unanswered question stays unanswered.
    An optional question ends with "No answer", so that an answer can be taken back without
    scripts; choices that name their own empty option keep it. A field's `regions` and `groups` (by
    value) go along: places on the body map, and headings over neighbouring options.
    """
    ticked = _ticked(bound)
    regions = getattr(bound.field, "regions", {})
    groups = getattr(bound.field, "groups", {})
    return [
        Option(
            id=f"{bound.auto_id}_{number}",
            value=value,
            label=label,
            checked=value in ticked,
            regions=regions.get(value, ""),
            group=groups.get(value, ""),
        )
        for number, (value, label) in enumerate(_answers(bound))
    ]


def _answers(bound: BoundField) -> list[tuple[str, str]]:
    """What can be ticked: each value and its label."""
    choices = list(_choices(bound.field))
    if bound.field.required:
        return [(value, label) for value, label in choices if value]
    named = [(value, label) for value, label in choices if value or not label.startswith("--")]
    if is_radio(bound) and all(value for value, _label in named):
        named.append(("", _("No answer")))
    return named


def _ticked(bound: BoundField) -> set[str]:
    """The values said so far, as text."""
    value = bound.value()
    if value is None or (value == "" and not bound.form.is_bound):
        return set()
    formatted = bound.field.widget.format_value(value)
    return set(formatted) if isinstance(formatted, list | tuple) else {str(formatted)}


def choices(bound: BoundField, take_back: SafeString | str = "") -> SafeString:
    """All options of a field as boxes or buttons; `take_back` stands for "no answer"."""
    kind = "radio" if is_radio(bound) else "checkbox"
    insists = " required" if needs_answer(bound) else ""
    stands = " disabled" if bound.field.disabled else ""
    start = f'<input type="{kind}" name="{conditional_escape(bound.html_name)}"'
    parts = []
    for heading, neighbours in groupby(options(bound), attrgetter("group")):
        if heading:
            parts.append(f'<p class="chips-group">{conditional_escape(heading)}</p>')
        parts += [_choice(option, start, f"{stands}{insists}", take_back) for option in neighbours]
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped)


def _choice(option: Option, start: str, end: str, take_back: str) -> str:
    """One option: its input from `start` to `end`, within its label."""
    none = "" if option.value else " choice-none"
    words = conditional_escape(option.label)
    if take_back and not option.value:
        words = format_html('{}<b class="visually-hidden">{}</b>', take_back, words)
    value = conditional_escape(option.value)
    places = f' data-regions="{conditional_escape(option.regions)}"' if option.regions else ""
    ticked = " checked" if option.checked else ""
    box = f'{start} id="{option.id}" value="{value}"{places}{ticked}{end}>'
    return f'<label class="choice{none}">{box}<span>{words}</span></label>\n'


def is_radio(bound: BoundField) -> bool:
    """Whether one answer is given, not several."""
    return not getattr(bound.field.widget, "allow_multiple_selected", False)


def needs_answer(bound: BoundField) -> bool:
    """Whether the browser may insist on an answer; of several checkboxes it cannot."""
    return is_radio(bound) and bound.field.required and bound.form.use_required_attribute
