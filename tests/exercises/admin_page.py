"""Reads the forms of an admin page as a browser would, so that a test can send one back."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock

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


def fields_on(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send if somebody opened `address` and pressed Save at once."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return _read(response.content.decode()).fields


@contextmanager
def unrendered() -> Iterator[None]:
    """Pages are got ready and not written out: most of an admin page's time goes into its HTML."""
    with mock.patch.object(SimpleTemplateResponse, "rendered_content", ""):
        yield


def _forms_in(response: Any) -> Iterator[Any]:
    """The form of an admin page, those of its parts, and what says how many parts there are."""
    yield response.context_data["adminform"].form
    for inline in response.context_data["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """What `fields_on` gives, from the forms alone: a tenth of the time."""
    with unrendered():
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    inputs = [str(field) for form in _forms_in(response) for field in form]
    return _read(f'<form id="page_form">{"".join(inputs)}</form>').fields


def answer_to(client: Client, address: str, changes: dict[str, Any]) -> Any:
    """The answer to saving a page with `changes`, without its HTML."""
    fields = fields_of(client, address)
    with unrendered():
        return client.post(address, fields | changes)


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
