"""Words that no reader of this site meets: promises, blame, myths, and codes of our own."""

import re

# Each is searched from word boundary to word boundary, whatever the letter case.
BANNED = tuple(
    re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    for pattern in (
        r"treat(?:s|ed|ing|ments?)?",
        r"cure[sd]?",
        r"heal(?:s|ed|ing)?",
        r"fix(?:es|ed)?",
        r"diagnos\w*",
        r"release trauma",
        r"trapped emotions?",
        r"psoas is tight",
        r"clinically proven",
        r"doctor-approved",
        r"safe for (?:everyone|you)",
        r"fits",  # a number alone never means that something suits somebody
        r"bad posture",
        r"realign\w*",
        r"detox\w*",
        r"prevents? injur(?:y|ies)",
        r"streak\w*",
        r"non-compliant",
        r"S00[0-4]",
        r"\[K\]",
    )
)


def banned_in(text: str) -> list[str]:
    """The banned words in `text`, as they stand there."""
    return [found[0] for pattern in BANNED for found in pattern.finditer(text)]
