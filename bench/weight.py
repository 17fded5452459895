"""What a first visit brings over the network: the page, and all that it and its sheets name."""

import gzip
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bench.client import Answer, Client

# What a browser fetches by itself. Pictures far below (loading="lazy") wait until they come near.
NAMED = re.compile(
    r'<link[^>]+rel="(?:stylesheet|modulepreload|preload)"[^>]*href="([^"]+)"'
    r'|<script[^>]+src="([^"]+)"|<img(?![^>]+loading="lazy")[^>]+src="([^"]+)"'
    r'|<use[^>]+href="([^"#]+)'
)
IN_CSS = re.compile(r'url\("?([^")]+\.woff2)"?\)')
IN_JS = re.compile(r'(?:from|import)\s*"([^"]+\.js)"')
KINDS = {"css": "css", "javascript": "js", "woff2": "font"}


@dataclass
class Weight:
    """Bytes on the wire by kind, and how many requests it took."""

    html: int = 0
    raw_html: int = 0
    requests: int = 1
    by_kind: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All bytes of a first visit."""
        return self.html + sum(self.by_kind.values())


def first_visit(client: Client, path: str) -> Weight:
    """Fetch `path` and what it names, each once."""
    answer = client.get(path)
    weight = Weight(html=len(answer.body), raw_html=len(answer.text.encode()))
    waiting = [urljoin(path, _first(groups)) for groups in NAMED.findall(answer.text)]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith("data:"):
            continue
        seen.add(address)
        fetched = client.get(address)
        kind = _kind_of(fetched)
        weight.by_kind[kind] = weight.by_kind.get(kind, 0) + len(fetched.body)
        waiting += [urljoin(address, name) for name in _named_by(fetched, kind)]
    weight.requests += len(seen)
    return weight


def drawing_of(client: Client, path: str) -> tuple[int, int]:
    """The largest chart of a page: its bytes packed, and how many points its longest line has."""
    drawings = re.findall(r"<svg.*?</svg>", client.get(path).text, re.DOTALL)
    packed = max(len(gzip.compress(drawing.encode())) for drawing in drawings)
    lines = [line for drawing in drawings for line in re.findall(r' d="([^"]+)"', drawing)]
    return packed, max(map(_points, lines))


def _points(path: str) -> int:
    """Where a path turns, or how many strokes it has: two numbers each, and the length of those."""
    numbers, lengths = re.findall(r"-?\d+", path), re.findall("[hv]", path)
    return (len(numbers) - len(lengths)) // 2


def _first(groups: tuple[str, ...]) -> str:
    return next(filter(None, groups))


def _kind_of(answer: Answer) -> str:
    named = answer.headers.get("content-type", "")
    return next((kind for word, kind in KINDS.items() if word in named), "picture")


def _named_by(answer: Answer, kind: str) -> list[str]:
    if kind == "css":
        return IN_CSS.findall(answer.text)[:1]  # one font file; others come where they are used
    if kind == "js":
        return IN_JS.findall(answer.text)
    return []
