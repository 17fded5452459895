"""The few marks that pages share: icons, links, form options.

A builtin of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms, template
from django.contrib.auth.models import AnonymousUser
from django.forms import BoundField
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from psoas_site.ui.icons import icon
from psoas_site.ui.pain import pain_said
from psoas_site.ui.texts import going_on, shorten, write_date

register = template.Library()
register.filter("shortened", shorten)
register.filter("going_on", going_on)
register.filter("dated", write_date, expects_localtime=True)
register.simple_tag(icon)

MESSAGE_ICONS = {"success": "check", "warning": "hand", "error": "circle-alert"}


@register.simple_tag(takes_context=True)
def account_mark(context: template.Context) -> str:
    """Who is signed in, as a code that tells drafts of one device apart and says nothing else."""
    return _mark_of(str(context["request"].user.pk))


@register.simple_tag
def visitor_mark() -> str:
    """The code of whoever is not signed in."""
    return _mark_of(str(AnonymousUser().pk))


@lru_cache(maxsize=1024)
def _mark_of(person: str) -> str:
    return salted_hmac("psoas_site.account_mark", person, algorithm="sha256").hexdigest()[:20]


@register.simple_tag
def hidden(name: str, value: object, html_id: str = "") -> SafeString:
    """A value that a form carries along, beside the fields that crispy has drawn and kept."""
    named = format_html(' id="{}"', html_id) if html_id else ""
    return format_html('<input type="hidden" name="{}" value="{}"{}>', name, value, named)


@register.simple_tag
def form_key(html_id: str = "") -> SafeString:
    """The key that tells a second send of a form from a second form."""
    return hidden("client_key", uuid.uuid4(), html_id)


@register.simple_tag
def message_icon(level: str) -> SafeString:
    """The icon that goes with a message's level tag."""
    return icon(MESSAGE_ICONS.get(level, "info"))


@register.simple_tag(takes_context=True)
def nav_link(
    context: template.Context, url_name: str, section: str, label: str, icon_name: str = ""
) -> SafeString:
    """A link of the main navigation; it knows whether the reader is there already.

    The pain that a page of the library was matched to goes along to Today.
    """
    url = reverse(url_name)
    request = context.get("request")
    picture = icon(icon_name) if icon_name else ""
    if context.get("nav") != section:
        pain = pain_said(request.GET) if request is not None else None
        goes_along = url_name == "tracking:today" and pain is not None
        address = f"{url}?pain={pain}" if goes_along else url
        return format_html('<a href="{}">{}{}</a>', address, picture, label)
    current = "page" if request is not None and request.path == url else "true"
    return format_html('<a href="{}" aria-current="{}">{}{}</a>', url, current, picture, label)


# --- Form controls -------------------------------------------------------------------------------


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


@register.simple_tag
def choices(bound: BoundField, take_back: SafeString | str = "") -> SafeString:
    """All options of a field as boxes or buttons; `take_back` stands for the words of "no answer".

    Written in Python: a template would be asked a dozen things for each of them.
    """
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


@register.filter
def is_radio(bound: BoundField) -> bool:
    """Whether one answer is given, not several."""
    return not getattr(bound.field.widget, "allow_multiple_selected", False)


def needs_answer(bound: BoundField) -> bool:
    """Whether the browser may insist on an answer; of several checkboxes it cannot."""
    return is_radio(bound) and bound.field.required and bound.form.use_required_attribute


@register.filter
def control_kind(bound: BoundField) -> str:
    """Which template of the pack draws this field: check, chips or the plain control."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "chips"
    return "check" if isinstance(widget, forms.CheckboxInput) else "control"


@register.simple_tag
def control(bound: BoundField, css_class: str = "") -> SafeString:
    """The field's own widget in our clothes. The widget itself stays as it was."""
    widget = bound.field.widget
    if not css_class:
        css_class = "form-select" if isinstance(widget, forms.Select) else "form-control"
    classes = [css_class, widget.attrs.get("class", ""), "is-invalid" if bound.errors else ""]
    return bound.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def widget_attr(bound: BoundField, name: str) -> str:
    """An attribute that the form gave to the field's widget, such as `data-low`."""
    return bound.field.widget.attrs.get(name, "")
