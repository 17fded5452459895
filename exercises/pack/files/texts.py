"""The shapes of what is read: sources, claims, articles, anatomy, daily life, self-checks.

What came with a later version may be missing, so that a pack of an earlier one is still read;
that the shipped pack has it all, a test asks. An `OwnSlug` that is missing follows the code.
"""

from typing import Annotated, Literal

from msgspec import Meta

from exercises.pack.files.shapes import (
    Choice,
    Code,
    Drawing,
    Entry,
    EvidenceLevel,
    Group,
    Layer,
    Line,
    OwnSlug,
    Sentence,
    ShortCode,
    Slug,
    SourceKind,
    Status,
    Term,
    Topic,
)
from exercises.rules.soundness import IDENTIFIERS


class Source(Entry, frozen=True, kw_only=True):
    """A text that something comes from. `read` says how much of it we have read ourselves.

    `part_of` is the text that it stands under or is told of in, `cited_by` the one that names it.
    """

    code: ShortCode
    slug: OwnSlug = ""
    kind: SourceKind
    reader_name: Annotated[str, Meta(min_length=1, max_length=120)]
    title: Annotated[str, Meta(max_length=200)] = ""
    author: Annotated[str, Meta(max_length=160)] = ""
    year: Annotated[int, Meta(ge=1800, le=2100)] | None = None
    note: Annotated[str, Meta(max_length=300)] = ""
    doi: Annotated[str, Meta(pattern=f"^({IDENTIFIERS['doi']})?$", max_length=120)] = ""
    pubmed: Annotated[str, Meta(pattern=f"^({IDENTIFIERS['pubmed']})?$")] = ""
    pmc: Annotated[str, Meta(pattern=f"^({IDENTIFIERS['pmc']})?$")] = ""
    url: Annotated[str, Meta(pattern=f"^({IDENTIFIERS['url']})?$", max_length=300)] = ""
    read: Literal["text", "abstract", "unread", "general"] = "text"
    part_of: ShortCode | None = None
    cited_by: ShortCode | None = None


class SelfCheck(Term, frozen=True, kw_only=True):
    slug: OwnSlug = ""
    how: Annotated[str, Meta(min_length=1, max_length=300)]
    record: ShortCode
    choices: tuple[Choice, ...] = ()
    every_days: Annotated[int, Meta(ge=1, le=365)]
    evidence: EvidenceLevel
    caveat: Annotated[str, Meta(max_length=240)] = ""
    can_say: Annotated[str, Meta(max_length=240)] = ""
    cannot_say: Annotated[str, Meta(max_length=240)] = ""
    sources: tuple[Code, ...]


class Habit(Term, frozen=True, kw_only=True):
    """A small thing of daily life: what to look at, who says so, and how well that is known."""

    slug: OwnSlug = ""
    intro: Annotated[str, Meta(max_length=300)] = ""
    checklist: tuple[Sentence, ...] = ()
    texts_say: Annotated[str, Meta(max_length=500)] = ""
    known: Annotated[str, Meta(max_length=500)] = ""
    evidence: EvidenceLevel = "expert"
    drawing: Drawing = ""
    caveat: Annotated[str, Meta(max_length=240)] = ""
    exercises: tuple[Slug, ...] = ()
    sources: tuple[Code, ...]


class AnatomyPart(Term, frozen=True, kw_only=True):
    """A part of the anatomy drawing; `also` are other words that people type for it."""

    say: Annotated[str, Meta(max_length=80)] = ""
    also: Annotated[str, Meta(max_length=200)] = ""
    layer: Layer
    text: Annotated[str, Meta(min_length=1, max_length=600)]
    disagreement: Annotated[str, Meta(max_length=400)] = ""
    exercises: tuple[Slug, ...] = ()
    claims: tuple[Slug, ...] = ()
    sources: Annotated[tuple[Code, ...], Meta(min_length=1)]


class Position(Entry, frozen=True, kw_only=True):
    source: Code
    stance: Literal["supports", "opposes", "qualifies", "silent"]
    words: Line


class Claim(Entry, frozen=True, kw_only=True):
    """What is said of the psoas, who says it and who does not, and how sure anybody can be."""

    code: Code
    slug: Slug
    topic: Topic = "anatomy"
    order: Annotated[int, Meta(ge=1)] = 1
    claim: Annotated[str, Meta(min_length=1, max_length=240)]
    verdict: Literal[
        "well_supported",
        "plausible",
        "partly_true",
        "weak_or_mixed",
        "contested",
        "not_supported",
        "contradicted",
        "untestable",
    ]
    why: Annotated[str, Meta(min_length=1, max_length=600, pattern=r"\S")]
    change_mind: Annotated[str, Meta(max_length=300)] = ""
    our_default: Annotated[str, Meta(max_length=300)] = ""
    positions: Annotated[tuple[Position, ...], Meta(min_length=1)]
    exercises: tuple[Slug, ...] = ()


class Article(Entry, frozen=True, kw_only=True):
    """A text for readers. `body` is Markdown; `exercises.writing` says what it may hold."""

    slug: Slug
    title: Annotated[str, Meta(min_length=1, max_length=160)]
    status: Status = "draft"
    summary: Annotated[str, Meta(min_length=1, max_length=300)]
    key_points: tuple[Line, ...]
    disagreements: tuple[Line, ...] = ()
    evidence: Annotated[str, Meta(max_length=200)] = ""
    sources: tuple[Code, ...]
    order: Annotated[int, Meta(ge=1)]
    group: Group = "about"
    claims: tuple[Slug, ...] = ()
    exercises: tuple[Slug, ...] = ()
    body: Annotated[str, Meta(max_length=20_000)] = ""
