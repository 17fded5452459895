"""Telling the browser that a form is saved: as the library's own admin does."""

from exercises.drafts import DRAFT_SECONDS, SAVED_COOKIE, saved

__all__ = ["DRAFT_SECONDS", "SAVED_COOKIE", "saved"]
