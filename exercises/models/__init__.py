"""The library's tables."""

from exercises.models.anatomy import AnatomyPart
from exercises.models.article import Article, ArticlePoint
from exercises.models.daily import Habit, SelfCheck
from exercises.models.edition import (
    ALONE,
    Edition,
    edition_of_the_request,
    kept,
    one_edition,
)
from exercises.models.evidence import Claim, Position, Source
from exercises.models.exercise import Exercise, Ladder, PublishedQuerySet, Status
from exercises.models.figure import Figure
from exercises.models.pack import PackEntry
from exercises.models.parts import Dose, ExerciseCondition, ExercisePoint, Level, Step
from exercises.models.photograph import Photograph
from exercises.models.programme import Programme, ProgrammeItem, minutes_together
from exercises.models.ruleset import Ruleset
from exercises.models.vocabulary import (
    BodyArea,
    BodyPosition,
    Contraindication,
    Equipment,
    FiveStep,
    Measure,
    MeasureChoice,
    Phase,
    ScreeningItem,
    Synonym,
)

__all__ = [
    "ALONE",
    "AnatomyPart",
    "Article",
    "ArticlePoint",
    "BodyArea",
    "BodyPosition",
    "Claim",
    "Contraindication",
    "Dose",
    "Edition",
    "Equipment",
    "Exercise",
    "ExerciseCondition",
    "ExercisePoint",
    "Figure",
    "FiveStep",
    "Habit",
    "Ladder",
    "Level",
    "Measure",
    "MeasureChoice",
    "PackEntry",
    "Phase",
    "Photograph",
    "Position",
    "Programme",
    "ProgrammeItem",
    "PublishedQuerySet",
    "Ruleset",
    "ScreeningItem",
    "SelfCheck",
    "Source",
    "Status",
    "Step",
    "Synonym",
    "edition_of_the_request",
    "kept",
    "minutes_together",
    "one_edition",
]
