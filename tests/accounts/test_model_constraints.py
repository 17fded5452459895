"""The database refuses nonsense about people, whoever writes it."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import Consent, User
from tests.constraints import Change, assert_refused, changing, constraints_of, doubling

pytestmark = pytest.mark.database

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def consent(user: Any) -> Consent:
    """The agreement of ana@example.org, in force."""
    user.consents.update(text_version="1", given_at=NOON)
    return user.consents.get()


BREAKS = [
    ("user_email_once_whatever_the_case", doubling(User, email="Ana@Example.org")),
    ("user_theme_is_known", changing(User, theme="pink")),
    ("consent_in_force_once", doubling(Consent, text_version="2")),
    ("consent_withdrawn_after_given", changing(Consent, withdrawn_at=NOON - dt.timedelta(1))),
]


def test_it_has_a_breaking_case_for_every_constraint() -> None:
    assert {name for name, _ in BREAKS} == set(constraints_of("accounts"))


@pytest.mark.parametrize(("name", "change"), BREAKS, ids=[name for name, _ in BREAKS])
def test_it_refuses_what_breaks_a_constraint(consent: Consent, name: str, change: Change) -> None:
    assert_refused("accounts", name, change)


@pytest.mark.parametrize(
    "change",
    [
        changing(Consent, withdrawn_at=NOON),
        doubling(Consent, withdrawn_at=NOON + dt.timedelta(1)),
        doubling(User, email="ben@example.org"),
    ],
)
def test_it_accepts_the_bounds_themselves(consent: Consent, change: Change) -> None:
    change()
