"""What the account tests share: the mails of a test, forms to send, and fresh counts of tries."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives

from accounts.post import wait_until_sent


@pytest.fixture(autouse=True)
def _fresh_counts(db: Any) -> Iterator[None]:
    """Tries of one test never count for the next, and no mail of it arrives there."""
    cache.clear()
    yield
    wait_until_sent()


@pytest.fixture
def mails() -> Callable[[], list[EmailMultiAlternatives]]:
    """All mails so far, once the last one has left."""

    def sent() -> list[EmailMultiAlternatives]:
        wait_until_sent()
        return mail.outbox

    return sent


@pytest.fixture
def signup() -> dict[str, str]:
    """A sign-up form, filled in."""
    return {
        "email": "New@Example.org",
        "password1": "a quiet morning walk",
        "consent": "on",
        "time_zone": "Europe/Lisbon",
    }
