"""The library in the admin: staff edit what everybody reads. Nobody's log is ever shown here."""

from exercises.admin import (
    articles,
    daily,
    evidence,
    exercises,
    figures,
    measures,
    pack,
    programmes,
    vocabulary,
)

__all__ = [
    "articles",
    "daily",
    "evidence",
    "exercises",
    "figures",
    "measures",
    "pack",
    "programmes",
    "vocabulary",
]
