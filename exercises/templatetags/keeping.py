"""The mark for a part of a page that is the same for many readers: `{% kept name vary ... %}`.

What differs from one answer to the next, a token or a key, stands within it as `{% fresh %}`.

A builtin of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

import secrets
import threading
from collections.abc import Hashable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

from django import template
from django.db import Error
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from exercises.models import ALONE, edition_of_the_request

register = template.Library()

MOST = 2_000_000  # characters of all parts that are kept
GAP = f"<!--{secrets.token_hex(8)}-->"  # stands for what is drawn anew, while a part is drawn


@dataclass(frozen=True)
class Part:
    """What was drawn, with a gap between two texts for each of what is drawn anew."""

    texts: tuple[str, ...]
    gaps: tuple["FreshNode", ...]

    def filled(self, context: template.Context) -> SafeString:
        """The part as this reader gets it."""
        if not self.gaps:
            return mark_safe(self.texts[0])  # noqa: S308 (it was rendered here)
        pieces = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            pieces += (gap.nodelist.render(context), text)
        return mark_safe("".join(pieces))  # noqa: S308 (all of it was rendered here)


class NeverKept:
    """Stands for a token where a part is drawn to be kept: it says no when somebody draws it."""

    def __bool__(self) -> bool:
        raise RuntimeError("a token belongs to one reader: it stands within {% fresh %}")


@dataclass
class Parts:
    """Beyond so many characters the oldest go first, and those of earlier editions with them."""

    by_key: dict[Hashable, Part] = field(default_factory=dict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, key: Hashable, part: Part) -> None:
        """Keep `part` under `key`."""
        with self.lock:
            self.size += _size(part) - _size(self.by_key.pop(key, NOTHING))
            self.by_key[key] = part
            while self.size > MOST:
                self.size -= _size(self.by_key.pop(next(iter(self.by_key))))

    def clear(self) -> None:
        """Forget all of them."""
        with self.lock:
            self.by_key, self.size = {}, 0


NOTHING = Part(("",), ())
PARTS = Parts()
_gaps: ContextVar[list["FreshNode"] | None] = ContextVar("gaps of what is being kept", default=None)


def _size(part: Part) -> int:
    return sum(map(len, part.texts))


class OfTheTemplate:
    """As `vary`, the word `template`: the name of the page's own, which fills blocks of others."""

    def resolve(self, context: template.Context) -> str:
        """The name, in this page."""
        page = context.template
        return (page.name if page else "") or ""


Vary = FilterExpression | OfTheTemplate


class KeptNode(Node):
    """Draws what is in it once for each edition of the library, language and `vary`.

    Unlike Django's `{% cache %}` it cannot be told without the edition, and so never shows a word
    of before an edit. What is in it may hold nothing of a person that is not in `vary` or fresh.
    """

    def __init__(
        self, nodelist: NodeList, name: str, vary: Sequence[FilterExpression | OfTheTemplate]
    ) -> None:
        self.nodelist, self.name, self.vary = nodelist, name, vary

    def render(self, context: template.Context) -> SafeString:
        """The part as it was kept, or drawn now; without a database, always drawn."""
        edition = _edition()
        differs = [value.resolve(context) for value in self.vary]
        if not edition or any(value is ALONE for value in differs):
            return self.nodelist.render(context)
        key = (edition, get_language(), self.name, *map(str, differs))
        part = PARTS.by_key.get(key)
        if part is None:
            part = self._drawn(context)
            PARTS.add(key, part)
        around = _gaps.get()
        if around is None:
            return part.filled(context)
        # A part around it is being drawn to be kept, and has the same gaps.
        around.extend(part.gaps)
        return mark_safe(GAP.join(part.texts))  # noqa: S308 (it was rendered here)

    def _drawn(self, context: template.Context) -> Part:
        gaps: list[FreshNode] = []
        token = _gaps.set(gaps)
        try:
            with context.push(csrf_token=NeverKept()):
                texts = self.nodelist.render(context).split(GAP)
        finally:
            _gaps.reset(token)
        return Part(tuple(texts), tuple(gaps))


def _edition() -> str:
    try:
        return edition_of_the_request()
    except Error:
        return ""


class FreshNode(Node):
    """Drawn at each request, though a part that is kept stands around it.

    It knows what the page knows around that part, and nothing that is named within it.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """What is in it; nothing but a gap while the part around it is drawn to be kept."""
        gaps = _gaps.get()
        if gaps is None:
            return self.nodelist.render(context)
        gaps.append(self)
        return mark_safe(GAP)  # noqa: S308 (our own)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands up to `{% endkept %}`, by its name and by what it differs in."""
    _tag, name, *vary = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    differs = [
        OfTheTemplate() if value == "template" else parser.compile_filter(value) for value in vary
    ]
    return KeptNode(nodelist, name, differs)


@register.tag
def fresh(parser: Parser, _token: Token) -> FreshNode:
    """Draw what stands up to `{% endfresh %}` at each request."""
    nodelist = parser.parse(("endfresh",))
    parser.delete_first_token()
    return FreshNode(nodelist)
