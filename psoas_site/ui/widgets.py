"""Draws the widgets that forms use most in Python; all others as Django does, by a template each.

The HTML is Django's own, without its empty lines. A template for each input and each list of
attributes took most of the time of a page with a form.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = "django/forms/widgets/"
Widget = Mapping[str, Any]
Groups = Mapping[str, Sequence[tuple[str, str]]]  # values and their words, under headings


class PlainRenderer(DjangoTemplates):
    """Asks no template for a line of text, a box, a list or a longer text."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The widget of `context` as HTML."""
        draw = DRAWN.get(template_name)
        if draw is None:
            return str(super().render(template_name, context, request))
        return draw(context["widget"])


def draw_input(widget: Widget) -> SafeString:
    """An `<input>` of any kind."""
    value = widget["value"]
    held = "" if value is None else f' value="{_text(value)}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return mark_safe(f'<input type="{kind}" name="{name}"{held}{_attributes(widget)}>')  # noqa: S308 (escaped)


def draw_textarea(widget: Widget) -> SafeString:
    """A `<textarea>`; browsers drop the first line end in it."""
    name = conditional_escape(widget["name"])
    text = _shown(widget["value"]) if widget["value"] else ""
    html = f'<textarea name="{name}"{_attributes(widget)}>\n{text}</textarea>'
    return mark_safe(html)  # noqa: S308 (its parts are escaped)


def draw_select(widget: Widget) -> SafeString:
    """A `<select>` with its options, in groups where they have some."""
    options = widget["drawn"] if "drawn" in widget else _options(widget["optgroups"])
    start = f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>'
    return mark_safe(f"{start}{options}\n</select>")  # noqa: S308 (each part is escaped)


def _options(groups: Iterable[tuple[object, Iterable[Widget], int]]) -> str:
    parts = []
    for group, options, _index in groups:
        if group:
            parts.append(f'\n  <optgroup label="{_shown(group)}">')
        parts += [f"\n  {_option(option)}" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    return "".join(parts)


def _option(option: Widget) -> str:
    value, label = _text(option["value"]), _shown(option["label"])
    return f'<option value="{value}"{_attributes(option)}>{label}</option>'


def _attributes(widget: Widget) -> str:
    parts = []
    for name, value in widget["attrs"].items():
        if value is True:
            parts.append(f" {conditional_escape(name)}")
        elif value is not False:
            parts.append(f' {conditional_escape(name)}="{_text(value)}"')
    return "".join(parts)


def _text(value: Any) -> str:
    """A value as it is: numbers are not written in the way of a language."""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _shown(value: Any) -> str:
    """A value as somebody reads it."""
    return conditional_escape(localize(value))


class LongSelect(forms.Select):
    """One of many choices, of which most are drawn once: `offered` answers these as options.

    `first` are further options, before all others.
    """

    def __init__(self, attrs: dict[str, Any], offered: Callable[[], str], first: str = "") -> None:
        super().__init__(attrs)
        self.offered = offered
        self.first = first

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The widget with its options, of which the one with `value` is chosen."""
        context = forms.Widget.get_context(self, name, value, attrs)
        options = self.first + self.offered()
        start = start_of(value)
        context["widget"]["drawn"] = options.replace(f"{start}>", f"{start} selected>", 1)
        return context


def plain_options(groups: Groups) -> str:
    """Groups of options, none of them chosen."""
    drawn = [(group, [_plain(*choice) for choice in groups[group]], 0) for group in groups]
    return _options(drawn)


def _plain(value: str, label: str) -> Widget:
    return {"value": value, "label": label, "attrs": {}}


def start_of(value: object) -> str:
    """How an option with `value` begins."""
    return f'<option value="{_text(value)}"'


INPUTS = ("checkbox", "date", "email", "hidden", "number", "password", "text", "time", "url")
DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}{name}.html": draw_input for name in INPUTS},
    f"{FOLDER}select.html": draw_select,
    f"{FOLDER}textarea.html": draw_textarea,
}
