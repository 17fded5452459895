"""Pages of the library. Everybody may read them; `psoas_site` says how today's pain is."""

from exercises.views.claims import claim, claims, source, sources
from exercises.views.exercise import exercise
from exercises.views.learn import (
    anatomy,
    article,
    daily_life,
    habit,
    learn,
    self_check,
    self_check_list,
)
from exercises.views.library import landing, library
from exercises.views.play import play_choice, play_exercise, play_page, play_programme
from exercises.views.programme import programme, programmes
from exercises.views.reader import ReaderToday
from exercises.views.safety import emergency, emergency_from_pack, safety, safety_from_pack
from exercises.views.search import search

__all__ = [
    "ReaderToday",
    "anatomy",
    "article",
    "claim",
    "claims",
    "daily_life",
    "emergency",
    "emergency_from_pack",
    "exercise",
    "habit",
    "landing",
    "learn",
    "library",
    "play_choice",
    "play_exercise",
    "play_page",
    "play_programme",
    "programme",
    "programmes",
    "safety",
    "safety_from_pack",
    "search",
    "self_check",
    "self_check_list",
    "source",
    "sources",
]
