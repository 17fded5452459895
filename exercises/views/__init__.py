"""Pages of the library. Everybody may read them; `psoas_site` says how today's pain is."""

from exercises.views.exercise import exercise
from exercises.views.library import landing, library
from exercises.views.programme import programme, programmes
from exercises.views.safety import safety, safety_from_pack
from exercises.views.search import search

__all__ = [
    "exercise",
    "landing",
    "library",
    "programme",
    "programmes",
    "safety",
    "safety_from_pack",
    "search",
]
