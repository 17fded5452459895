"""What entries of the pack are made of: kinds of value, and what all entries share."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from exercises.rules.bands import PAIN_MAX
from exercises.rules.soundness import LONGEST_SENTENCE, MOST_OFTEN, MOST_SECONDS, MOST_TIMES

CODE = r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Code = Annotated[str, Meta(pattern=CODE, max_length=60)]
CodeOrNone = Annotated[str, Meta(pattern=r"^([A-Za-z0-9]+([-_][A-Za-z0-9]+)*)?$", max_length=60)]
ShortCode = Annotated[str, Meta(pattern=CODE, max_length=20)]
Slug = Annotated[str, Meta(pattern=SLUG, max_length=80)]
OwnSlug = Annotated[str, Meta(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80)]
Line = Annotated[str, Meta(min_length=1, max_length=400, pattern=r"\S")]
Sentence = Annotated[str, Meta(min_length=1, max_length=LONGEST_SENTENCE)]
Pain = Annotated[int, Meta(ge=0, le=PAIN_MAX)]
Seconds = Annotated[int, Meta(ge=0, le=MOST_SECONDS)]
Times = Annotated[int, Meta(ge=1, le=MOST_TIMES)]
Often = Annotated[int, Meta(ge=1, le=max(MOST_OFTEN.values()))]
Range = tuple[Often, Often]
LevelName = Literal["start", "typical", "top"]
SourceKind = Literal[
    "teacher", "clinic", "therapist", "article", "comment", "own", "general", "book", "review",
    "trial", "study", "reference", "opinion",
]  # fmt: skip
Layer = Literal["psoas", "core", "hip", "nerves", "organs", "bones"]
Topic = Literal[
    "anatomy", "movement", "posture", "pain", "exercise", "touch", "breath", "organs", "feelings",
    "daily-life",
]  # fmt: skip
Group = Literal["help", "about", "pain", "doing"]
Drawing = Literal["", "walk", "bath", "shoes", "chair", "car-seat", "breaks", "desk", "bed"]
Action = Literal["hide", "ask", "warn"]
EvidenceLevel = Literal["supported", "plausible", "expert", "unsupported"]
Status = Literal["draft", "published"]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything of the pack. `order`, where a kind has it, is its place in lists."""


class Term(Entry, frozen=True, kw_only=True):
    code: Code
    label: Annotated[str, Meta(min_length=1, max_length=160)]


class Choice(Entry, frozen=True, kw_only=True):
    code: Code
    label: Annotated[str, Meta(min_length=1, max_length=120)]
