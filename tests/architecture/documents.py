"""Reads a page of ours as a browser would: elements, labels, links, and what a form would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = dict[str, list[str]]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
CONTROLS = ("input", "select", "textarea")
SENT_ONLY_IF_PRESSED = {"submit", "button", "image", "reset", "file"}


@dataclass
class Element:
    """One element with its attributes (a bare one is '') and what lies in it."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def every(self, *tags: str) -> list["Element"]:
        """All elements below with one of these tags."""
        return [one for one in self.walk() if one.tag in tags]

    def up(self) -> Iterator["Element"]:
        """The elements around this one, from the inside out."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    @property
    def text(self) -> str:
        """The words in it, and in all that lies in it."""
        return " ".join(" ".join(word for one in self.walk() for word in one.texts).split())

    def __str__(self) -> str:
        about = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{about}>"


class Document(HTMLParser):
    """A page as a tree. `faults` lists tags that were closed in the wrong order, or never."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.faults: list[str] = []
        self._open = [self.root]
        self.feed(html)
        self.close()
        self.faults += [f"{one} is never closed" for one in self._open[1:]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self.faults.append(f"<{tag}> names an attribute twice")
        element = Element(tag, given, self._open[-1])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> within {self._open[-1]}")
            if tag not in [one.tag for one in self._open]:
                return
        while self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._open[-1].texts.append(data)

    def every(self, *tags: str) -> list[Element]:
        return self.root.every(*tags)

    def forms(self) -> list[Element]:
        return self.every("form")

    def main_form(self) -> Element:
        """The form with most controls: what the page is about."""
        return max(self.forms(), key=lambda form: len(form.every(*CONTROLS)))


def sent_by(form: Element) -> Fields:
    """What a browser would send if the form were submitted as it stands (no button pressed)."""
    fields: Fields = {}
    for control in form.every(*CONTROLS):
        name = control["name"]
        if not name or "disabled" in control or control["type"] in SENT_ONLY_IF_PRESSED:
            continue
        if control["type"] in ("radio", "checkbox"):
            if "checked" in control:
                fields.setdefault(name, []).append(control.attributes.get("value", "on"))
        elif control.tag == "select":
            options = control.every("option")
            chosen = [one for one in options if "selected" in one] or options[:1]
            fields.setdefault(name, []).extend(option["value"] for option in chosen)
        elif control.tag == "textarea":
            fields.setdefault(name, []).append("".join(control.texts).removeprefix("\n"))
        else:
            fields.setdefault(name, []).append(control["value"])
    return fields


def names_in(form: Element) -> set[str]:
    """Every field name of the form, ticked or not."""
    return {one["name"] for one in form.every(*CONTROLS) if one["name"]}
