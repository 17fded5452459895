"""The files of drawn figures: for everybody, and for ever, since a new drawing has a new address.

A draft's can be seen by whoever has its exact address, as its photographs can.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from exercises.models import Figure, Status
from exercises.pictures.drawn.addresses import address_of, motion_address_of, stamp_of
from exercises.pictures.drawn.rendering import motion_of, thumbnail_of

FOR_EVER = "public, max-age=31536000, immutable"
NOTHING = "default-src 'none'; sandbox"
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@login_not_required
@require_safe
def thumbnail(request: HttpRequest, slug: str, stamp: str) -> HttpResponseBase:
    """The small picture of an exercise, as it stands in lists."""
    figure = _figure(slug)
    if stamp != stamp_of(figure):
        return _moved(figure, address_of)
    svg = thumbnail_of(figure)
    return _file(request, stamp, svg, "image/svg+xml", _policy(svg or b""))


@login_not_required
@require_safe
def movement(
    request: HttpRequest, slug: str, stamp: str, mirrored: bool = False
) -> HttpResponseBase:
    """What the player needs to move the large figure; `mirrored` for the other side."""
    figure = _figure(slug)
    if stamp != stamp_of(figure):
        return _moved(figure, partial(motion_address_of, mirrored=mirrored))
    kept = motion_of(figure, mirrored=mirrored)
    name = f"{stamp}-left" if mirrored else stamp
    return _file(request, name, kept, "application/json", NOTHING)


def _figure(slug: str) -> Figure:
    return get_object_or_404(Figure.objects.select_related("exercise"), exercise__slug=slug)


def _moved(figure: Figure, address: Callable[[Figure], str]) -> HttpResponse:
    """From an address of before to that of now. Those of drafts are told to nobody."""
    if figure.exercise.status != Status.PUBLISHED:
        raise Http404
    answer = HttpResponseRedirect(address(figure))
    answer["Cache-Control"] = "no-cache"
    return answer


def _file(
    request: HttpRequest, name: str, content: bytes | None, kind: str, policy: str
) -> HttpResponseBase:
    if content is None:
        raise Http404
    etag = f'"{name}"'
    whole = HttpResponse(content, content_type=kind, headers={"ETag": etag})
    answer = get_conditional_response(request, etag=etag, response=whole) or whole
    answer["Cache-Control"] = FOR_EVER
    answer["Content-Security-Policy"] = policy
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _policy(svg: bytes) -> str:
    """Nothing but the picture's own colours, by their fingerprint."""
    style = STYLE.search(svg)
    if style is None:
        return NOTHING
    digest = base64.b64encode(hashlib.sha256(style[1]).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; sandbox"
