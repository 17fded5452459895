"""Markdown -> blocks, with the sources, links and figures that they name."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ADVICE = "advice"  # stands in the braces of what is our own advice and states no fact
FIGURE = "figure"

NAMED = re.compile(r"\{([^{}]*)\}$")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
# Places that an article's page has around its text: a heading of that name gets another key.
PLACES = re.compile(
    r"cited-[0-9]+|claims|disagreements|in-short|main|movements|sources|source-[0-9]+"
)


class Link(NamedTuple):
    """What a link or a figure names: a kind, such as `exercise`, and which one of it."""

    kind: str
    name: str


class Heading(NamedTuple):
    """A heading, its place in the page, and its level: 2 or 3."""

    key: str
    words: str
    level: int


@dataclass(frozen=True)
class Block:
    """A stretch of text, as tokens; or a drawn figure with its caption."""

    tokens: tuple[Token, ...] = ()
    figure: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Written:
    """An article's text, read. `codes` are its sources in the order in which they first stand."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    codes: tuple[str, ...]
    links: tuple[Link, ...]
    words: int

    @property
    def text(self) -> str:
        """What a reader reads, without marks, a line for each paragraph or point."""
        lines = (token for block in self.blocks for token in block.tokens)
        return "\n".join(words_in(token) for token in lines if token.type == "inline")

    @property
    def tokens(self) -> Iterator[Token]:
        """All tokens of its text, those within a line after the line's own."""
        for block in self.blocks:
            for token in block.tokens:
                yield token
                yield from token.children or ()


def link_of(address: str) -> Link:
    """`exercise:easy-walk` as its two parts."""
    kind, _, name = address.partition(":")
    return Link(kind, name)


@lru_cache(maxsize=128)
def read(text: str) -> Written:
    """`text` as blocks. Anything can be read: what should not stand there, `faults_in` says."""
    tokens = markdown().parse(text)
    lines = [token for token in tokens if token.type == "inline"]
    named = dict.fromkeys(code for line in lines for code in line.meta.get("codes", ()))
    named.pop(ADVICE, None)
    return Written(
        blocks=tuple(_blocks(tokens)),
        headings=tuple(_headings(tokens)),
        codes=tuple(named),
        links=tuple(dict.fromkeys(_links(lines))),
        words=sum(len(WORD.findall(words_in(line))) for line in lines),
    )


def words_in(line: Token) -> str:
    """What a reader sees of a line."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in line.children or ()
    )


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """CommonMark without HTML, whose lines keep the sources that they name."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.core.ruler.before("inline", "sources", _take_sources)
    return parser


def _take_sources(state: StateCore) -> None:
    """Take the braces from the end of each line, and keep what they name with it."""
    for token in state.tokens:
        braces = NAMED.search(token.content.rstrip()) if token.type == "inline" else None
        if braces:
            token.content = token.content[: braces.start()].rstrip()
            token.meta = {"codes": tuple(braces[1].split())}


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        figure = _figure_at(tokens, index)
        if figure is None:
            kept.append(tokens[index])
            index += 1
            continue
        if kept:
            yield Block(tokens=tuple(kept))
            kept = []
        yield figure
        index += 3
    if kept:
        yield Block(tokens=tuple(kept))


def _figure_at(tokens: list[Token], index: int) -> Block | None:
    """The figure that stands alone in the paragraph at `index`."""
    if tokens[index].type != "paragraph_open" or tokens[index].level:
        return None
    children = tokens[index + 1].children or []
    if [child.type for child in children] != ["image"]:
        return None
    kind, name = link_of(str(children[0].attrGet("src") or ""))
    if kind != FIGURE:
        return None
    return Block(figure=name, caption=children[0].content)


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    times: Counter[str] = Counter()  # how often each key was wanted
    for token, line in pairwise(tokens):
        if token.type == "heading_open":
            words = words_in(line)
            key = NOT_IN_IDS.sub("-", words.lower()).strip("-") or "part"
            times[key] += 1
            if times[key] > 1 or PLACES.fullmatch(key):
                key = f"{key}.{times[key]}"  # no words make a key with a point
            token.attrSet("id", key)
            yield Heading(key, words, int(token.tag[1:]))


def _links(lines: list[Token]) -> Iterator[Link]:
    for line in lines:
        for token in line.children or ():
            if token.type == "link_open":
                yield link_of(str(token.attrGet("href")))
            elif token.type == "image":
                yield link_of(str(token.attrGet("src")))
