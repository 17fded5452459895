"""One thing, many spellings: passwords and addresses are compared as people mean them, not by byte.

A keyboard may send `ü` as one character or as two, a browser a domain as letters or as `xn--`.
"""

import unicodedata
from contextlib import suppress

LONGEST = 1024  # nobody's password or address is longer; work on longer ones would only cost time


def plain(text: str) -> str:
    """`text` in the one form in which it is kept; whatever is too long to be taken stays raw."""
    return unicodedata.normalize("NFKC", text) if len(text) <= LONGEST else text


def forms_of(password: str) -> list[str]:
    """How `password` may have been hashed: as it is kept now, and as it came in earlier days."""
    return list(dict.fromkeys((plain(password), password)))


def address(email: str) -> str:
    """`email` as an identity: one form, no blanks around it, small letters, a domain in letters."""
    local, at, domain = plain(email).strip().lower().rpartition("@")
    labels = [_in_letters(label) for label in domain.split(".")]
    return local + at + ".".join(labels)


def spellings(email: str) -> list[str]:
    """Every way in which an account may have kept this address."""
    kept = address(email)
    local, at, domain = kept.rpartition("@")
    coded = [_in_code(label) for label in domain.split(".")]
    return list(dict.fromkeys((kept, email.strip().lower(), local + at + ".".join(coded))))


def _in_letters(label: str) -> str:
    """A label of a domain without its code for the wire."""
    if label.startswith("xn--"):
        with suppress(UnicodeError):
            return plain(label[4:].encode("ascii").decode("punycode")).lower()
    return label


def _in_code(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
