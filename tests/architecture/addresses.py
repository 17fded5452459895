"""Every address of the site, found by walking the URL conf, and who may come there."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Open to everybody.
PUBLIC = {
    "home",
    "readyz",
    "about",
    "privacy",
    "accessibility",
    "contact",
    "how-it-works",
    "exercises:library",
    "exercises:exercise",
    "exercises:programmes",
    "exercises:programme",
    "exercises:play-exercise",
    "exercises:play-programme",
    "exercises:search",
    "exercises:play",
    "exercises:safety",
    "exercises:emergency",
    "exercises:learn",
    "exercises:article",
    "exercises:anatomy",
    "exercises:daily-life",
    "exercises:habit",
    "exercises:self-checks",
    "exercises:self-check",
    "exercises:claims",
    "exercises:claim",
    "exercises:sources",
    "exercises:source",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}

# Open to everybody too, but files and not pages.
FILES = {"photograph", "figure-thumbnail", "figure-motion", "figure-motion-left"}

# For whoever is signed in; everybody else is asked to log in first.
PRIVATE = {
    "tracking:today",
    "tracking:diary",
    "tracking:check-in-list",
    "tracking:check-in-new",
    "tracking:check-in-repeat",
    "tracking:check-in-edit",
    "tracking:check-in-delete",
    "tracking:session-list",
    "tracking:session-new",
    "tracking:session-as-planned",
    "tracking:session-detail",
    "tracking:session-edit",
    "tracking:session-delete",
    "tracking:put-back",
    "tracking:sign-list",
    "tracking:sign-answer",
    "tracking:sign-edit",
    "tracking:moves",
    "tracking:move",
    "tracking:screening",
    "tracking:screening-put-away",
    "tracking:screening-leaf",
    "tracking:screening-answers",
    "tracking:screening-edit",
    "tracking:progress",
    "tracking:progress-table",
    "tracking:exercise-history",
    "tracking:movement-history",
    "tracking:follow",
    "tracking:about-me",
    "tracking:about-me-answer",
    "tracking:about-me-delete",
    "tracking:plan",
    "tracking:plan-new",
    "tracking:plan-add",
    "tracking:plan-done",
    "tracking:plan-go-on",
    "tracking:bad-day",
    "tracking:like",
    "play-today",
    "settings",
    "settings-delete",
    "data",
    "data-json",
    "data-csv",
    "consent",
    "consent-take-back",
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
}

# Of these, the ones that answer with a file and not with a page.
DOWNLOADS = {"data-json", "data-csv"}

# Nothing to see for a stranger, and nothing to log in for: where they are sent instead.
SENT_AWAY = {
    "account_logout": "/",
    "well-known-password": "/accounts/password/change/",
    "account_confirm_login_code": "/accounts/login/",
}

SAMPLES: dict[str, dict[str, str]] = {
    "exercises:exercise": {"slug": "runners-lunge"},
    "exercises:programme": {"slug": "first-week-settle"},
    "exercises:play-exercise": {"slug": "runners-lunge"},
    "exercises:play-programme": {"slug": "first-week-settle"},
    "exercises:article": {"slug": "what-the-psoas-is"},
    "exercises:habit": {"slug": "a-chair-that-suits"},
    "exercises:self-check": {"slug": "one-leg-hold-time"},
    "exercises:claim": {"slug": "pressing-on-the-psoas"},
    "exercises:source": {"slug": "walkback-trial-2024"},
    "tracking:progress-table": {"name": "pain"},
    "tracking:screening-leaf": {"code": "nerves"},
    "tracking:screening-edit": {"code": "nerves"},
    "tracking:exercise-history": {"slug": "heel-slide-release"},
    "photograph": {"name": "6f1c2c34-8a63-4c4e-9d0b-0d6f2f3f7c11", "width": "480"},
    "figure-thumbnail": {"slug": "runners-lunge", "stamp": "0123456789ab"},
    "figure-motion": {"slug": "runners-lunge", "stamp": "0123456789ab"},
    "figure-motion-left": {"slug": "runners-lunge", "stamp": "0123456789ab"},
    "account_confirm_email": {"key": "nobodys-key"},
    "account_reset_password_from_key": {"uidb36": "zz", "key": "nobodys-key"},
}


@dataclass(frozen=True)
class Address:
    """One pattern of the URL conf: its full name and the names of its arguments."""

    name: str
    arguments: tuple[str, ...]

    def url(self, **arguments: Any) -> str:
        """A concrete address: `arguments`, else samples, else an id that never was."""
        given = {name: uuid.uuid4() for name in self.arguments if name == "pk"}
        return reverse(self.name, kwargs=given | SAMPLES.get(self.name, {}) | arguments)


def addresses() -> list[Address]:
    """All addresses but those of the admin, each name once."""
    found = {address.name: address for address in _walk(get_resolver(), "")}
    return [found[name] for name in sorted(found)]


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from _walk(pattern, namespace + inner)
        else:
            yield Address(namespace + _name(pattern), tuple(_arguments(pattern)))


def _name(pattern: URLPattern) -> str:
    return pattern.name or f"nameless {pattern.pattern}"


def _arguments(pattern: URLPattern) -> list[str]:
    converters = list(pattern.pattern.converters)
    return converters or list(pattern.pattern.regex.groupindex)


def named(name: str) -> Address:
    """The address with this name."""
    return next(address for address in addresses() if address.name == name)
