"""What must hold of an article's text, each fault in words that say where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from exercises.writing.reading import ADVICE, FIGURE, WORD, Link, Written, link_of, read, words_in

# What a link may lead to: the list of the pack that holds it, and what names it there.
LINKED = {
    "exercise": ("exercises", "slug"),
    "programme": ("programmes", "slug"),
    "article": ("articles", "slug"),
    "claim": ("claims", "slug"),
    "source": ("sources", "slug"),
    "anatomy": ("anatomy", "code"),
    "daily": ("habits", "slug"),
    "check": ("self_checks", "slug"),
}
PAGES = frozenset({"safety", "library", "programmes", "claims", "anatomy"})
ANATOMY = "anatomy"  # the figure of the whole anatomy; all others are those of exercises

MOST_LETTERS = 20_000
# Of these, more than an article can need make a reader of Markdown look again and again.
MOST_OF = {"[": 300, "*": 1500, "_": 500, "`": 20, "<": 20, "!": 300, "&": 200, "\\": 100}
MOST_DEPTH = 30

HTML = re.compile(r"<[A-Za-z/!?]")
# Where no Markdown is read, its marks would be shown as they stand.
MARKS = re.compile(r"\*\*|\]\(")
# A star between blanks is a star; one that touches a word was meant to open or close something.
BROKEN = re.compile(r"\]\(|\[[^\]]*$|\*(?=\S)|(?<=\S)\*|\{|\}|\|")
SHORT = 40  # letters of a line that a fault quotes

ALLOWED = {
    "bullet_list_close", "bullet_list_open", "em_close", "em_open", "hardbreak", "heading_close",
    "heading_open", "image", "inline", "link_close", "link_open", "list_item_close",
    "list_item_open", "ordered_list_close", "ordered_list_open", "paragraph_close",
    "paragraph_open", "softbreak", "strong_close", "strong_open", "text", "text_special",
}  # fmt: skip
NAMES = {
    "blockquote_open": "a quotation",
    "code_block": "code (a line that stands in too far)",
    "code_inline": "code",
    "fence": "code",
    "hr": "a line across the page",
}


@dataclass(frozen=True)
class Known:
    """What a text may name: source codes, and the names of each kind of link and of figures."""

    codes: frozenset[str]
    names: Mapping[str, frozenset[str]]


def faults_in(text: str, known: Known) -> list[str]:
    """Every fault of `text`; empty when it can stand on a page."""
    heavy = list(_weight_faults(text))
    if heavy:
        return heavy  # it is not even read
    written = read(text)
    faults = (
        *_html_faults(text),
        *_shape_faults(written),
        *_empty_faults(written),
        *_source_faults(written, known),
        *_figure_faults(written, known),
        *_link_faults(written, known),
    )
    return list(dict.fromkeys(faults))


def marks_in(text: str) -> str:
    """The beginning of what in a plain text looks like HTML or Markdown; empty if nothing does."""
    mark = HTML.search(text) or MARKS.search(text)
    return _short(text[mark.start() :]) if mark else ""


def _weight_faults(text: str) -> Iterator[str]:
    if len(text) > MOST_LETTERS:
        yield f"has {len(text)} characters; at most {MOST_LETTERS} can be read"
    for mark, most in MOST_OF.items():
        if text.count(mark) > most:
            yield f"has “{mark}” {text.count(mark)} times; more than {most} cannot be meant"
    if any(len(line) - len(line.lstrip(" >\t-+*")) > MOST_DEPTH for line in text.splitlines()):
        yield "has a line that stands in too deep"


def _html_faults(text: str) -> Iterator[str]:
    mark = HTML.search(text)
    if mark:
        yield f"holds HTML, which would be shown as it stands: {_short(text[mark.start() :])}"


def _shape_faults(written: Written) -> Iterator[str]:
    if not written.words:
        yield "holds no text"
    for token in written.tokens:
        yield from _token_faults(token)


def _token_faults(token: Token) -> Iterator[str]:
    if token.type not in ALLOWED and not token.type.endswith("_close"):
        yield f"holds {NAMES.get(token.type, token.type)}, which articles do not have"
    if token.type == "heading_open" and token.tag not in ("h2", "h3"):
        yield "has a heading that is neither ## nor ###"
    if token.type == "text" and BROKEN.search(token.content):
        yield f"has a mark that is not closed, or stands alone: {_short(token.content)}"


def _empty_faults(written: Written) -> Iterator[str]:
    """What has no words, so that a reader would meet an empty place."""
    if not written.words:
        return  # then all of it is
    types = [token.type for token in written.tokens]
    if ("list_item_open", "list_item_close") in pairwise(types):
        yield "has a point of a list without words"
    for line, is_heading in _lines(written):
        if not WORD.search(words_in(line)):
            yield f"has a {'heading' if is_heading else 'line'} without words"
        if not all(map(WORD.search, _link_words(line))):
            yield "has a link without words"


def _link_words(line: Token) -> Iterator[str]:
    """The words of each link of a line."""
    words: list[str] = []
    for child in line.children or ():
        if child.type == "link_open":
            words = []
        elif child.type == "link_close":
            yield "".join(words)
        else:
            words.append(child.content)


def _source_faults(written: Written, known: Known) -> Iterator[str]:
    for line, is_heading in _lines(written):
        codes = line.meta.get("codes", ())
        if is_heading:
            continue
        if not codes:
            yield f"names no source, nor {{advice}}: {_short(words_in(line))}"
        for code in codes:
            if code != ADVICE and code not in known.codes:
                yield f"names the source {code!r}, which is not in sources"


def _lines(written: Written) -> Iterator[tuple[Token, bool]]:
    """Each line, and whether it is a heading."""
    is_heading = False
    for block in written.blocks:
        for token in block.tokens:
            if token.type == "inline":
                yield token, is_heading
            is_heading = token.type == "heading_open"


def _figure_faults(written: Written, known: Known) -> Iterator[str]:
    for block in written.blocks:
        if block.figure and block.figure not in known.names[FIGURE]:
            yield f"shows the figure {block.figure!r}, which is not there"
        if block.figure and not block.caption.strip():
            yield f"shows the figure {block.figure!r} without words for who cannot see it"


def _link_faults(written: Written, known: Known) -> Iterator[str]:
    for token in written.tokens:
        if token.type == "image":
            yield "has a picture that is not a figure on a line of its own"
        if token.type == "link_open":
            yield from _link_fault(link_of(str(token.attrGet("href"))), known)


def _link_fault(link: Link, known: Known) -> Iterator[str]:
    if link.kind == FIGURE or link.kind not in known.names:
        kinds = ", ".join(sorted(set(known.names) - {FIGURE}))
        yield f"has a link to “{_short(':'.join(link))}”; a link leads to one of: {kinds}"
    elif link.name not in known.names[link.kind]:
        yield f"has a link to the {link.kind} {link.name!r}, which is not there"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
