"""The shapes of the content pack: what each kind of entry holds, and within which bounds."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from exercises.pack.files.shapes import (
    Action,
    Choice,
    Code,
    CodeOrNone,
    Entry,
    EvidenceLevel,
    LevelName,
    Line,
    Pain,
    Range,
    Seconds,
    Sentence,
    Slug,
    Status,
    Term,
    Times,
)
from exercises.pack.files.texts import (
    AnatomyPart,
    Article,
    Claim,
    Habit,
    SelfCheck,
    Source,
)


class Snomed(Entry, frozen=True, kw_only=True):
    system: Literal["http://snomed.info/sct"]
    code: Annotated[str, Meta(pattern=r"^\d{6,18}$")]
    display: Annotated[str, Meta(max_length=160)]


class Phase(Term, frozen=True, kw_only=True):
    gentle: bool


class Synonym(Term, frozen=True, kw_only=True):
    """What people type (the label) for what the library says in other words (`means`)."""

    means: Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]


class FiveStep(Entry, frozen=True, kw_only=True):
    code: Annotated[int, Meta(ge=1, le=5)]
    label: Annotated[str, Meta(min_length=1, max_length=160)]


class Ladder(Term, frozen=True, kw_only=True):
    phase: Code


class BodyPosition(Term, frozen=True, kw_only=True):
    """How the body is placed. `floor`: one has to get down to the floor and up again."""

    floor: bool = False


class Equipment(Term, frozen=True, kw_only=True):
    optional: bool = False


class BodyArea(Term, frozen=True, kw_only=True):
    """A place on the body. `signs_only`: for new signs, and nothing to mark as sore."""

    sided: bool
    leg: bool = False
    signs_only: bool = False
    snomed: Snomed | None = None


class Contraindication(Term, frozen=True, kw_only=True):
    """For whom something is not. `told_by`: whoever says that one has said this one too."""

    question: Annotated[str, Meta(max_length=160)] = ""
    short_label: Annotated[str, Meta(min_length=1, max_length=60)]
    action: Action
    say: Sentence
    group: Literal["", "pregnancy", "operations", "back_hips", "blood", "joints", "other"] = "other"
    told_by: CodeOrNone = ""
    asked_again_after_days: Annotated[int, Meta(ge=1, le=3650)] | None = None


class Condition(Entry, frozen=True, kw_only=True):
    """A contraindication on one exercise. What is empty is said as the contraindication says it."""

    code: Code
    action: Action | Literal[""] = ""
    say: Annotated[str, Meta(max_length=240)] = ""


class ScreeningItem(Entry, frozen=True, kw_only=True):
    """A warning sign. `short` stands in the foot of every page, where there is one.

    `name` says it in a few words, where all of it would be too long.
    `words` are what people type for it: a search for one of them shows the sign first.
    """

    code: Code
    urgency: Literal["emergency", "today", "days", "routine", "stop"]
    group: Literal["nerves", "heart_breath", "belly", "injury", "illness"] = "illness"
    ask: Annotated[str, Meta(min_length=1, max_length=300)]
    name: Annotated[str, Meta(max_length=60)] = ""
    short: Annotated[str, Meta(max_length=90)] = ""
    words: Annotated[str, Meta(max_length=300)] = ""


class Measure(Term, frozen=True, kw_only=True):
    """A symptom, a daily thing (trigger) or a new sign: one shape, told apart by the file."""

    answer: Literal["scale", "number", "yes_no", "choice", "text"] = "yes_no"
    question: Annotated[str, Meta(max_length=160)] = ""
    unit: Annotated[str, Meta(max_length=20)] = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    asked_always: bool = False
    ask_screening: bool = False
    watch: bool = False
    contested: bool = False
    red_flag: bool = False
    urgent: bool = False
    opt_in: bool = False
    area_required: bool = False
    emergency_in: tuple[Code, ...] = ()
    advice: Annotated[str, Meta(max_length=300)] = ""
    merges: tuple[Code, ...] = ()
    sources: tuple[Code, ...] = ()
    snomed: Snomed | None = None


class Amount(Entry, frozen=True, kw_only=True):
    sets: Times
    reps: Times
    seconds: Seconds


class Levels(Entry, frozen=True, kw_only=True):
    start: Amount
    typical: Amount
    top: Amount


class Dose(Entry, frozen=True, kw_only=True):
    type: Literal["hold", "reps", "time"]
    rep_seconds: Annotated[int, Meta(ge=1, le=600)] | None = None
    rest_seconds: Seconds
    times_per_day: Range
    days_per_week: Range
    levels: Levels


class Step(Entry, frozen=True, kw_only=True):
    kind: Literal["prepare", "move", "cue", "breathe", "finish"]
    text: Annotated[str, Meta(min_length=1, max_length=240)]
    cue: Annotated[str, Meta(min_length=1, max_length=80)]


class Evidence(Entry, frozen=True, kw_only=True):
    level: EvidenceLevel
    note: Annotated[str, Meta(min_length=1, max_length=500)]
    sources: tuple[Code, ...] = ()


class Exercise(Entry, frozen=True, kw_only=True):
    slug: Slug
    name: Annotated[str, Meta(min_length=1, max_length=120)]
    also_known_as: tuple[Line, ...] = ()
    status: Status = "published"
    phase: Code
    ladder: Code
    rung: Annotated[int, Meta(ge=1, le=30)]
    pain_now_max: Pain
    purpose: Line
    targets: tuple[Code, ...]
    position: Code
    equipment: tuple[Code, ...]
    firm_bed: bool = False
    impact: bool = False
    per_side: bool
    dose: Dose
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    mistakes: tuple[Sentence, ...]
    feel: Annotated[str, Meta(min_length=1, max_length=240)]
    stop_if: Annotated[tuple[Sentence, ...], Meta(min_length=1)]
    gentler: Slug | None
    harder: Slug | None
    contraindications: tuple[Code | Condition, ...]
    sources: Annotated[tuple[Code, ...], Meta(min_length=1)]
    evidence: Evidence
    five_step_stage: Annotated[int, Meta(ge=1, le=5)] | None = None
    source_ambiguity: Annotated[str, Meta(max_length=400)] = ""


class ProgrammeItem(Entry, frozen=True, kw_only=True):
    exercise: Slug
    level: LevelName
    note: Annotated[str, Meta(max_length=160)] = ""


class Programme(Entry, frozen=True, kw_only=True):
    slug: Slug
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    status: Status = "published"
    who: Annotated[str, Meta(min_length=1, max_length=160)]
    days_per_week: Annotated[int, Meta(ge=1, le=7)]
    pain_now_max: Pain
    purpose: Annotated[str, Meta(min_length=1, max_length=300)]
    items: Annotated[tuple[ProgrammeItem, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Code, ...], Meta(min_length=1)]
    note: Annotated[str, Meta(max_length=300)] = ""
    order: Annotated[int, Meta(ge=1)]
    occasion: Literal["", "start", "flare_up"] = ""


class Figure(Entry, frozen=True, kw_only=True):
    """The drawn figure of the exercise `slug`; in its file the record's fields follow the slug.

    What they are called and may hold is checked by the engine that draws them.
    """

    slug: Slug
    record: dict[str, Any]


class Pack(Struct, frozen=True, kw_only=True):
    """The whole pack, each list in the order it is shown."""

    sources: tuple[Source, ...]
    phases: tuple[Phase, ...]
    five_step_order: tuple[FiveStep, ...]
    ladders: tuple[Ladder, ...]
    positions: tuple[BodyPosition, ...]
    equipment: tuple[Equipment, ...]
    body_areas: tuple[BodyArea, ...]
    contraindications: tuple[Contraindication, ...]
    screening: tuple[ScreeningItem, ...]
    self_checks: tuple[SelfCheck, ...]
    habits: tuple[Habit, ...]
    symptoms: tuple[Measure, ...]
    triggers: tuple[Measure, ...]
    signs: tuple[Measure, ...]
    synonyms: tuple[Synonym, ...]
    anatomy: tuple[AnatomyPart, ...]
    exercises: tuple[Exercise, ...]
    programmes: tuple[Programme, ...]
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    figures: tuple[Figure, ...]
