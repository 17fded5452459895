"""Telling the browser that a form is saved, so that the draft on the device can go."""

import uuid

from django.conf import settings
from django.http import HttpResponse

SAVED_COOKIE = "saved"
DRAFT_SECONDS = 24 * 60 * 60  # as long as a draft is kept (static/js/draft.js)


def saved(answer: HttpResponse, client_key: uuid.UUID) -> HttpResponse:
    """`answer`, with the random key of the form that it says is saved; a script reads it."""
    answer.set_cookie(
        SAVED_COOKIE, str(client_key), DRAFT_SECONDS, secure=settings.HTTPS, samesite="Lax"
    )
    return answer
