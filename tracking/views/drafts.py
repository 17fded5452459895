"""What the browser keeps of a form, and hears when it is saved: as in the library's own admin."""

from django.http import HttpRequest

from psoas_site.ui.drafts import DRAFT_SECONDS, SAVED_COOKIE, saved

__all__ = ["DRAFT_SECONDS", "SAVED_COOKIE", "saved", "to_draw_again"]


def to_draw_again(request: HttpRequest) -> bool:
    """Whether the form is only to be shown with what it holds, not saved (static/js/draft.js)."""
    return "adjust" in request.POST
