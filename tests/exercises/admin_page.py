"""Reads the forms of an admin page as a browser would, so that a test can send one back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from django.contrib.messages import get_messages
from django.db import transaction
from django.forms import CheckboxInput, ModelForm
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.template.response import SimpleTemplateResponse
from django.test import Client


class _Page(HTMLParser):
    """The fields of the main form, and every inline script, style and handler."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.inline: list[str] = []
        self._inside = False
        self._select: dict[str, str | None] | None = None
        self._textarea = ""

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = dict(pairs)
        self._note_inline(tag, given)
        if tag == "form":
            self._inside = (given.get("id") or "").endswith("_form")
        if not self._inside or "disabled" in given:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea" and name:
            self._textarea, self.fields[name] = name, ""
        elif tag == "select":
            self._select = given
        elif tag == "option" and self._select and "selected" in given:
            self._put(str(self._select["name"]), given.get("value") or "", self._select)

    def _note_inline(self, tag: str, given: dict[str, str | None]) -> None:
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        is_data = "json" in (given.get("type") or "text/javascript")
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.inline.append(tag)

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type")
        if kind in ("submit", "button", "image") or name.startswith("_"):
            return
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value") or "on")
        else:
            self.fields[name] = given.get("value") or ""

    def _put(self, name: str, value: str, select: dict[str, str | None]) -> None:
        if "multiple" in select:
            self.fields.setdefault(name, []).append(value)
        else:
            self.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # A browser drops the first line break and sends the others as two characters.
            text = self.fields[self._textarea].removeprefix("\r").removeprefix("\n")
            self.fields[self._textarea] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self._textarea = ""
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def fields_in(html: str) -> dict[str, Any]:
    """What a browser would send if somebody pressed Save on this page at once."""
    return _read(html).fields


@contextmanager
def unrendered() -> Iterator[None]:
    """Pages are got ready and not written out: most of an admin page's time goes into its HTML."""
    with mock.patch.object(SimpleTemplateResponse, "rendered_content", ""):
        yield


def _forms_in(context: dict[str, Any]) -> Iterator[Any]:
    """The form of an admin page, those of its parts, and what says how many parts there are."""
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms


def _sent_by(field: BoundField) -> Any:
    """What a browser sends of a field that nobody touched; None if it sends nothing."""
    widget = getattr(field.field.widget, "widget", field.field.widget)
    value = field.value()
    if field.field.disabled:
        return None
    if isinstance(widget, CheckboxInput):
        return ["on"] if widget.check_test(value) else None
    held = widget.format_value(value)
    if isinstance(widget, ChoiceWidget):
        return (held or None) if widget.allow_multiple_selected else held[0]
    # A browser sends line ends as two characters.
    return str("" if held is None else held).replace("\r\n", "\n").replace("\n", "\r\n")


def context_of(client: Client, address: str) -> dict[str, Any]:
    """What an admin page is made of, without its HTML."""
    with unrendered():
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    context: dict[str, Any] = response.context_data
    return context


def fields_from(context: dict[str, Any]) -> dict[str, Any]:
    """What `fields_in` gives, from the forms that a page is made of: a sixth of the time."""
    fields = [field for form in _forms_in(context) for field in form]
    sent = {field.html_name: _sent_by(field) for field in fields}
    sent["client_key"] = str(context["client_key"])
    return {name: value for name, value in sent.items() if value is not None}


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send if somebody opened `address` and pressed Save at once."""
    return fields_from(context_of(client, address))


def form_on(client: Client, address: str) -> tuple[type[ModelForm], dict[str, Any]]:
    """The form of a page without its parts, and what a browser would send of it."""
    form = context_of(client, address)["adminform"].form
    return type(form), {field.html_name: _sent_by(field) for field in form}


def send(client: Client, address: str, fields: dict[str, Any]) -> Any:
    """The answer to a form, without its HTML."""
    with unrendered():
        return client.post(address, fields)


def refusals(
    client: Client, address: str, cases: Iterable[dict[str, Any]]
) -> Iterator[dict[str, list[str]]]:
    """The messages that saving a page with each of `cases` brings. It is opened once."""
    fields = fields_of(client, address)
    for changes in cases:
        with transaction.atomic():
            answer = send(client, address, fields | changes)
            transaction.set_rollback(True)
        yield errors_in(answer)


def not_refused(
    client: Client, address: str, table: Iterable[tuple[dict[str, Any], str, str]]
) -> list[str]:
    """Those changes of a table that are not refused beside their field alone and in its words."""
    table = list(table)
    wrong = []
    answers = refusals(client, address, (changes for changes, _field, _words in table))
    for (changes, field, words), errors in zip(table, answers, strict=True):
        if set(errors) != {field} or words not in " ".join(errors[field]):
            wrong.append(f"{changes}: {errors}")
    return wrong


def answer_to(client: Client, address: str, changes: dict[str, Any]) -> Any:
    """The answer to opening a page and saving it with `changes`, without its HTML."""
    return send(client, address, fields_of(client, address) | changes)


def saved(client: Client, address: str, changes: dict[str, Any]) -> dict[str, list[str]]:
    """The messages that saving a page with `changes` brings, by field; none if it was taken."""
    return errors_in(answer_to(client, address, changes))


def inline_code_in(html: str) -> list[str]:
    """Scripts, styles and handlers that stand in the page itself."""
    return _read(html).inline


def errors_in(response: Any) -> dict[str, list[str]]:
    """The messages of a refused form by field; those of parts as `prefix-number-field`."""
    if response.status_code == 302:
        return {}
    context = response.context_data
    found = {name: list(said) for name, said in context["adminform"].form.errors.items()}
    for inline in context["inline_admin_formsets"]:
        parts = inline.formset
        if parts.non_form_errors():
            found[parts.prefix] = list(parts.non_form_errors())
        for form in parts.forms:
            for name, said in form.errors.items():
                found[f"{form.prefix}-{name}"] = list(said)
    return found


def messages_with(answer: Any) -> str:
    """What is said to whoever sent a form, on the next page that they see."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))
