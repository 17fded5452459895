"""What is said where a day or an account is full. Far beyond what anybody writes by hand."""

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import User
from tracking.models import CheckIn, Session
from tracking.recall import movements_with, written_lately

MOST_A_DAY = 200  # of each kind of entry, saved within 24 hours
MOST_LETTERS = 500_000  # of their notes: fifty of the longest
MOST_MOVEMENTS = 300


def no_room(user: User, kind: type[CheckIn | Session], now: dt.datetime, note: str = "") -> str:
    """Why one more entry of this `kind` cannot be kept now, in words; empty if it can."""
    written = written_lately(user, kind, now)
    if written.entries >= MOST_A_DAY:
        words = _(
            "You have saved %(most)d of these within 24 hours, and more than that cannot be kept "
            "in a day. Please save this one tomorrow."
        )
        return words % {"most": MOST_A_DAY}
    if note and written.letters + len(note) > MOST_LETTERS:
        words = _(
            "Your notes of 24 hours can hold %(most)d characters, and with this one they would "
            "hold more. Please shorten it, or save it tomorrow."
        )
        return words % {"most": MOST_LETTERS}
    return ""


def movements_full(user: User, names: Collection[str]) -> str:
    """Why `names` cannot all be kept as movements of one's own; empty if they can."""
    if not names:
        return ""
    there, new = movements_with(user, names)
    if not new or there + new <= MOST_MOVEMENTS:
        return ""
    words = _(
        "You have %(there)d movements of your own, and at most %(most)d can be kept. Choose one "
        "that is there, or give one another name."
    )
    return words % {"there": there, "most": MOST_MOVEMENTS}
