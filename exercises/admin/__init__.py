"""The library in the admin: staff edit what everybody reads. Nobody's log is ever shown here."""

from exercises.admin.content import (
    articles,
    daily,
    evidence,
    exercises,
    measures,
    pack,
    programmes,
    ruleset,
    vocabulary,
)
from exercises.admin.pictures import figures

__all__ = [
    "articles",
    "daily",
    "evidence",
    "exercises",
    "figures",
    "measures",
    "pack",
    "programmes",
    "ruleset",
    "vocabulary",
]
