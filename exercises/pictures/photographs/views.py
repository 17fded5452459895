"""Photographs as files. They are for everybody; a draft's are protected by their random names."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from exercises.pictures.photographs.folder import file_of

HEADERS = {
    # Another picture has another name, so this one never changes.
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@login_not_required
@require_safe
def photograph(request: HttpRequest, name: uuid.UUID, width: int) -> HttpResponseBase:
    """One size of a photograph. Asks no database: what is in the folder has a row, or had one."""
    try:
        content = file_of(name, width).read_bytes()
    except OSError as error:
        raise Http404 from error
    etag = f'"{name}-{width}"'
    own = {"Content-Length": str(len(content)), "ETag": etag}
    whole = HttpResponse(content, content_type="image/webp", headers=own)
    answer = get_conditional_response(request, etag=etag, response=whole) or whole
    for header, value in HEADERS.items():
        answer[header] = value
    return answer
