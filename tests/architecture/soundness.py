"""What is wrong with a page, in words: its markup, its labels, its files and its headers."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from tests.architecture.documents import CONTROLS, Document
from tests.architecture.walk import Answer

HIDDEN_OR_BUTTONS = {"hidden", "submit", "button", "reset", "image"}


def faults_of(answer: Answer) -> Iterator[str]:
    """All that is wrong with one answer that is a page."""
    document = answer.document
    yield from document.faults
    yield from left_over(answer.page)
    for find_faults in OF_A_DOCUMENT:
        yield from find_faults(document)
    yield from headers(answer)


def left_over(page: str) -> Iterator[str]:
    """Marks of a template that came through: Django's comments end with their line."""
    for mark in ("{#", "#}", "{%", "%}", "{{"):
        if mark in page:
            yield f"{mark} on the page: {page[page.index(mark) :][:60]!r}"


def inline_code(document: Document) -> Iterator[str]:
    for one in document.root.walk():
        if one.tag == "style" or (one.tag == "script" and not one["src"]):
            yield f"inline code: {one}"
        for name, value in one.attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"inline {name}: {one}"
            if value.strip().lower().startswith(("javascript:", "data:text")):
                yield f"code as an address: {one}"


def frame(document: Document) -> Iterator[str]:
    (html,) = document.every("html")
    if not html["lang"]:
        yield "no language"
    headings = document.every("h1")
    if len(headings) != 1 or not headings[0].text:
        yield f"{len(headings)} h1, or an empty one"
    titles = [one for one in document.every("title") if one.parent and one.parent.tag == "head"]
    if len(titles) != 1 or not titles[0].text.strip(" ·"):
        yield "no title"
    if len(document.every("main")) != 1:
        yield "not one main"
    level = 0
    for one in document.every("h1", "h2", "h3", "h4", "h5", "h6"):
        if int(one.tag[1]) > level + 1 and level:
            yield f"{one.tag} “{one.text}” skips a level"
        level = int(one.tag[1])


def ids(document: Document) -> Iterator[str]:
    seen: set[str] = set()
    for one in document.root.walk():
        if "id" in one:
            if one["id"] in seen or not one["id"]:
                yield f"id twice: {one}"
            seen.add(one["id"])
    for one in document.root.walk():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            yield from (
                f"{name} names nothing: {one}" for key in one[name].split() if key not in seen
            )
    for one in document.every("a"):
        if one["href"].startswith("#") and one["href"][1:] not in seen:
            yield f"leads nowhere on this page: {one}"


def unlabelled(document: Document) -> Iterator[str]:
    labels = {one["for"]: one.text for one in document.every("label") if "for" in one}
    for one in document.every(*CONTROLS):
        if one["type"] in HIDDEN_OR_BUTTONS:
            continue
        around = [up.text for up in one.up() if up.tag == "label"]
        if not any([labels.get(one["id"]), *around, one["aria-label"], one["aria-labelledby"]]):
            yield f"no label: {one}"
    yield from wordless(document)


def wordless(document: Document) -> Iterator[str]:
    for one in document.every("button"):
        if not one.text and not one["aria-label"]:
            yield f"a button without a word: {one}"
        if one["type"] not in ("submit", "button"):
            yield f"a button without a type: {one}"
    for one in document.every("img"):
        if "alt" not in one:
            yield f"an image without words: {one}"
    for one in document.every("fieldset"):
        if not one.every("legend") or not one.every("legend")[0].text:
            yield f"a fieldset without a legend: {one}"


def empty_links(document: Document) -> Iterator[str]:
    for one in document.every("a"):
        if not one["href"] or (not one.text and not one["aria-label"]):
            yield f"a link without a word or a place: {one}"


ASK_THE_BROWSER = ("js/unread.", "js/entry-page.")  # the second one brings the first


def unreadable(document: Document) -> Iterator[str]:
    """What a browser would send as empty because it cannot read it, and nobody would know."""
    for one in document.every("input"):
        if one["type"] == "number":
            yield f"a number that drops a comma: {one}"
        if one["type"] not in ("date", "time", "datetime-local", "month", "week"):
            continue
        (form,) = [up for up in one.up() if up.tag == "form"]
        scripts = [script["src"] for script in document.every("script")]
        told = {other["id"] for other in form.walk() if other["role"] == "alert"}
        if "novalidate" in form or any("formnovalidate" in button for button in form.walk()):
            yield f"without scripts, half of it leaves: {one}"
        is_asked = any(name in src for src in scripts for name in ASK_THE_BROWSER)
        if f"{one['id']}_unread" not in told or not is_asked:
            yield f"nobody says that half of it is there: {one}"


def third_parties(document: Document) -> Iterator[str]:
    for one in document.every("link", "script", "img", "use", "image", "iframe", "source", "form"):
        for name in ("src", "href", "srcset", "action", "xlink:href"):
            if re.match(r"(https?:)?//", one[name]):
                yield f"from elsewhere: {one}"
    if document.every("iframe", "object", "embed", "base"):
        yield "something is embedded"


def static_files(document: Document) -> Iterator[str]:
    for one in document.every("link", "script", "img", "use"):
        address = one["src"] or one["href"]
        if not address.startswith(settings.STATIC_URL):
            continue
        name, _hash, part = address.removeprefix(settings.STATIC_URL).partition("#")
        parts = parts_of_file(name)
        if parts is None:
            yield f"no such file: {address}"
        elif part and part not in parts:
            yield f"no such part: {address}"


@cache
def parts_of_file(name: str) -> set[str] | None:
    """What may be named behind the # of a static file; None where there is no such file."""
    path = finders.find(name)
    if not path:
        return None
    is_drawing = str(path).endswith(".svg")
    return set(re.findall(r'id="(.*?)"', Path(str(path)).read_text())) if is_drawing else set()


SECRET_PATH = re.compile(r"/accounts/(password/reset/key/\w+-|confirm-email/.)")


def headers(answer: Answer) -> Iterator[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}
    if rules.get("default-src") != ["'none'"]:
        yield f"a policy that lets things in: {policy!r}"
    if "unsafe" in policy or "http:" in policy or "*" in policy:
        yield f"an unsafe policy: {policy!r}"
    for name in ("frame-ancestors", "base-uri", "object-src"):
        if rules.get(name) != ["'none'"]:
            yield f"{name} is {rules.get(name)}"
    if rules.get("script-src") != ["'self'"] or rules.get("form-action") != ["'self'"]:
        yield f"scripts or forms of others: {policy!r}"
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        yield "no permissions policy"
    yield from wrong_values(answer)


def wrong_values(answer: Answer) -> Iterator[str]:
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        # What is as good as a password in an address is told to no page, this site's included.
        "Referrer-Policy": "strict-origin" if SECRET_PATH.match(answer.path) else "same-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"


OF_A_DOCUMENT = (
    inline_code, frame, ids, unlabelled, empty_links, unreadable, third_parties, static_files,
)  # fmt: skip
