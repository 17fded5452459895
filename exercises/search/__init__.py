"""Search, pure, and the same on every database.

`words` cuts texts up, and `asking` reads what somebody looks for: the library's search and the
diary's share both. `index` knows where each word of the library stands and what is spelt nearly
like it, `engine` forgives typos, and `ranking` says what stands first. `spellings` says by which
words a page's own script finds the same, as they are typed.
"""

from exercises.search.asking import Sought, between_blanks, in_quotes, placed, searchable, sought_in
from exercises.search.engine import Found, Hit, Item, Searched, Texts, search
from exercises.search.ranking import begins
from exercises.search.spellings import typed_words
from exercises.search.words import fold, normalised, words_of

__all__ = [
    "Found",
    "Hit",
    "Item",
    "Searched",
    "Sought",
    "Texts",
    "begins",
    "between_blanks",
    "fold",
    "in_quotes",
    "normalised",
    "placed",
    "search",
    "searchable",
    "sought_in",
    "typed_words",
    "words_of",
]
