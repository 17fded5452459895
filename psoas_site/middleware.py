"""What every request shares: the probe, the headers, and answers to requests gone wrong."""

import codecs
import gzip
import logging
import re
import secrets
from contextlib import nullcontext
from http import HTTPStatus

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.middleware.gzip import GZipMiddleware
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers

from exercises.models import one_edition
from psoas_site.storage_faults import (
    NO_PATIENCE_MS,
    PATIENCE_MS,
    little_patience,
    storage_fault_behind,
)
from psoas_site.ui.middleware import Answering, Middleware

log = logging.getLogger(__name__)

FIGURES_URL = "/figures/"
STAFF_URL = "/admin/"
GZIP = re.compile(r"\bgzip\b")
SMALLEST = 1000  # bytes of a page that is worth being packed here; Django looks at smaller ones
EXPLAINED = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)  # by Django, in DEBUG
# The path of these is as good as a password, until it was used.
SECRET_ADDRESSES = {"account_reset_password_from_key", "account_confirm_email"}


class LivezMiddleware(Middleware):
    """`/livez`: the process answers. No host is checked, no session and no database asked."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != "/livez":
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


class TextGZipMiddleware(GZipMiddleware):
    """Compresses text; photographs and fonts come compressed and would only cost time.

    Django's level of 6 takes twice as long as this one, and saves a tenth of the bytes.
    """

    level = 3

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(("font/", "image/")) and kind != "image/svg+xml":
            return response
        if isinstance(response, HttpResponse) and self._is_packed(request, response):
            patch_vary_headers(response, ("Accept-Encoding",))
            response.content = self._packed(response.content)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = "gzip"
            return response
        return super().process_response(request, response)

    def _is_packed(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Whether it is a page for a browser that reads gzip; all else is left to Django."""
        is_plain = not (response.has_header("Content-Encoding") or response.has_header("ETag"))
        asked = request.META.get("HTTP_ACCEPT_ENCODING", "")
        return is_plain and len(response.content) >= SMALLEST and bool(GZIP.search(asked))

    def _packed(self, text: bytes) -> bytes:
        """As Django packs it, with a file name of any length: so its own tells nothing (BREACH)."""
        packed = gzip.compress(text, self.level, mtime=0)
        name = b"a" * secrets.randbelow(self.max_random_bytes) + b"\0"
        return packed[:3] + bytes([gzip.FNAME]) + packed[4:10] + name + packed[10:]


class PolicyMiddleware(Middleware):
    """The Content-Security-Policy, the same for every answer, and so written once."""

    def __init__(self, get_response: Answering) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in EXPLAINED):
            response.setdefault(HEADER, self.policy)
        return response


class PictureMiddleware(Middleware):
    """Photographs and drawn figures are answered before anybody asks who is there.

    They are the same for everybody: no session is read, and every cache may keep them.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith((settings.MEDIA_URL, FIGURES_URL)):
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return self.get_response(request)
            return match.func(request, *match.args, **match.kwargs)
        return self.get_response(request)


class HeadWithoutBodyMiddleware(Middleware):
    """HEAD is GET without a body. Waitress would send the body and confuse the connection."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            length = str(len(response.content))
            response.content = b""
            response.setdefault("Content-Length", length)
        elif request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        return response


class HeadersMiddleware(Middleware):
    """Nothing of a signed-in person's answer stays in a cache; nothing is embedded elsewhere."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        match = request.resolver_match
        if match is not None and match.view_name in SECRET_ADDRESSES:
            response["Cache-Control"] = "private, no-store"
            response["Referrer-Policy"] = _policy_of_a_secret(response)
        return response


def _policy_of_a_secret(response: HttpResponseBase) -> str:
    """Nothing of the path is told to anybody, this site included.

    Of a page that may hold a form, the host is told: with "no-referrer" browsers send
    `Origin: null` with the form, and it would be refused as one from elsewhere.
    """
    return "no-referrer" if "Location" in response.headers else "strict-origin"


class KnownCharsetMiddleware(Middleware):
    """A body in a charset that does not exist cannot be read: 400, before anybody tries."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            codecs.lookup((request.content_params or {}).get("charset", "utf-8"))
        except LookupError:
            return HttpResponse(loader.render_to_string("400.html"), status=400)
        return self.get_response(request)


class WrongMethodMiddleware(Middleware):
    """A 405 says what it is, in our own page; `Allow` stays."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = loader.render_to_string("405.html").encode()
            # Whoever made the empty answer may have counted it already.
            response["Content-Length"] = str(len(response.content))
        return response


class VisitMiddleware(SessionMiddleware):
    """Sessions, of which a store that cannot be written is no "ended log-in".

    Django takes every failed write for a session that was deleted meanwhile, and answers 400.
    A page that was only read is shown all the same, and does not wait long for the lock. Where
    nothing but the last day of use is to be written, no answer waits for it, a redirect and a 404
    included: the log-in is prolonged with another page.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        only_prolonged = getattr(request.session, "only_prolonged", False)
        may_fail = only_prolonged or _was_only_read(request, response)
        patience = little_patience(NO_PATIENCE_MS if only_prolonged else PATIENCE_MS)
        try:
            with patience if may_fail and request.session.modified else nullcontext():
                return super().process_response(request, response)
        except (SessionInterrupted, DatabaseError, InterfaceError) as error:
            fault = storage_fault_behind(error)
            if fault is None:
                raise
            if not may_fail:
                raise fault from error
            log.error("a visit could not be written down: %s", type(fault).__name__)
            return response


class EditionMiddleware(Middleware):
    """A page is of one edition of the library, which it asks for once.

    Not where staff send a change of the library: what comes after it is of the next one.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") and request.path_info.startswith(STAFF_URL):
            return self.get_response(request)
        with one_edition():
            return self.get_response(request)


def _was_only_read(request: HttpRequest, response: HttpResponse) -> bool:
    return request.method in ("GET", "HEAD") and response.status_code == HTTPStatus.OK
