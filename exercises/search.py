"""Finding words in texts: blind to letter case and accents."""

import unicodedata


def fold(text: str) -> str:
    """`text` as a search compares it: without letter case, accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(mark for mark in plain if not unicodedata.combining(mark) and mark not in "'’")
