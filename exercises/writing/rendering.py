"""Blocks -> HTML that is clean whatever was written."""

from collections.abc import Callable, Mapping
from functools import lru_cache

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from exercises.writing.reading import ADVICE, Block, Link, link_of, markdown

TAGS = {"a", "em", "h2", "h3", "li", "ol", "p", "strong", "sup", "ul"}
ATTRIBUTES = {"a": {"href", "id", "aria-label"}, "h2": {"id"}, "h3": {"id"}, "sup": {"class"}}
CITED = '<sup class="cited">{}</sup>'
CITATION = '<a href="#source-{number}"{place} aria-label="{label}">{number}</a>'
PLACE = ' id="cited-{number}"'

Addresses = Callable[[Link], str]


def render(
    block: Block,
    numbers: Mapping[str, int],
    address_of: Addresses,
    source_words: str,
    placed: set[int],
) -> str:
    """The HTML of a block of text.

    `numbers` are those of the sources at the end of the page, `address_of` says where a link
    leads ("": nowhere, then its words stand alone), and `source_words` is what a screen reader
    says of a number: "Source {number}". `placed` are the numbers that have had a place to come
    back to, and grows.
    """
    tokens = [_placed(token, address_of) for token in block.tokens]
    html = _renderer(tokens, numbers, source_words, placed)
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes=set())


def _renderer(
    tokens: list[Token], numbers: Mapping[str, int], source_words: str, placed: set[int]
) -> str:
    renderer, options = _html()
    parts = []
    for token in tokens:
        parts.append(renderer.render([token], options, {}))
        if token.type == "inline":
            parts.append(_citations(token, numbers, source_words, placed))
    return "".join(parts)


def _citations(line: Token, numbers: Mapping[str, int], source_words: str, placed: set[int]) -> str:
    codes = [code for code in line.meta.get("codes", ()) if code != ADVICE]
    known = sorted({numbers[code] for code in codes if code in numbers})
    links = []
    for number in known:
        anchor = "" if number in placed else PLACE.format(number=number)
        label = source_words.format(number=number)
        links.append(CITATION.format(number=number, place=anchor, label=label))
        placed.add(number)
    return CITED.format(" ".join(links)) if links else ""


def _placed(token: Token, address_of: Addresses) -> Token:
    """A copy of `token` whose links lead to pages; a link that leads nowhere is only its words."""
    if not token.children:
        return token
    children: list[Token] = []
    leads = True
    for child in token.children:
        if child.type == "link_open":
            address = address_of(link_of(str(child.attrGet("href"))))
            leads = bool(address)
            child = child.copy(attrs={"href": address})
        if leads or child.type not in ("link_open", "link_close"):
            children.append(child)
    return token.copy(children=children)


@lru_cache(maxsize=1)
def _html() -> tuple[RendererHTML, OptionsDict]:
    parser = markdown()
    return RendererHTML(parser), parser.options
