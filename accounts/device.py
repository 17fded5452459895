"""What a device remembers: who was logged in on it, and how pages looked.

A stranger who guesses an account's password closes the log-in for everybody, but not for a
device on which its owner was logged in before: its tries are counted apart.
"""

import secrets
from functools import lru_cache
from typing import TypedDict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from accounts.models import Theme, User
from accounts.spelling import spellings

SALT = "accounts.device"


class Kept(TypedDict):
    """What the cookie says: a name of the device, and a mark of each who was logged in."""

    name: str
    people: dict[str, str]


YEAR = 365 * 24 * 60 * 60
MOST = 5  # people who share a device
LOOK_COOKIE = "look"


def name_for(request: HttpRequest, email: str) -> str:
    """A name for this device, if whoever has `email` was logged in on it; else nothing."""
    kept = _read(request)
    people = User.objects.filter(pk__in=kept["people"], email__in=spellings(email))
    known = any(kept["people"][str(person.pk)] == _mark(person) for person in people)
    return kept["name"] if known else ""


def look_of(request: HttpRequest) -> str:
    """How pages look: as the person chose, and on their device after they left."""
    user = getattr(request, "user", None)
    if isinstance(user, User):
        return user.theme
    look = request.COOKIES.get(LOOK_COOKIE, "")
    return look if look in Theme.values else Theme.AUTO


def remember(request: HttpRequest, response: HttpResponseBase, person: User) -> None:
    """Put down on the device who is here and how pages look, where it does not know it yet."""
    cookie, pk = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), str(person.pk)
    if not _knows(cookie, pk, person.get_session_auth_hash()):
        kept = _read(request)
        people = {**kept["people"], pk: _mark(person)}
        kept["people"] = dict(list(people.items())[-MOST:])
        _set(response, settings.DEVICE_COOKIE_NAME, signing.dumps(kept, salt=SALT))
    if request.COOKIES.get(LOOK_COOKIE, Theme.AUTO) != person.theme:
        _set(response, LOOK_COOKIE, person.theme)


def forget(response: HttpResponseBase) -> None:
    """Leave nothing on the device: its owner is gone for good."""
    for name in (settings.DEVICE_COOKIE_NAME, LOOK_COOKIE):
        response.delete_cookie(name, samesite="Lax")


@lru_cache(maxsize=1024)
def _knows(cookie: str, pk: str, login: str) -> bool:
    """Whether the device was used with this log-in; every page asks, mostly with the same words."""
    return _said(cookie)["people"].get(pk) == _marked(login)


def _read(request: HttpRequest) -> Kept:
    """What the cookie of the device says."""
    return _said(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))


def _said(cookie: str) -> Kept:
    """What a cookie says; a new name and nobody where it is none that we wrote."""
    try:
        return signing.loads(cookie, salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return {"name": secrets.token_urlsafe(12), "people": {}}


def _mark(person: User) -> str:
    """Changes with password and address: a device is known for as long as its log-in was good."""
    return _marked(person.get_session_auth_hash())


def _marked(login: str) -> str:
    return salted_hmac(SALT, login, algorithm="sha256").hexdigest()[:16]


def _set(response: HttpResponseBase, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
