"""Mail: it leaves beside the request, under our own name, and the log says nothing of it."""

import logging
import smtplib
import sys
import threading
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from accounts.log_words import DiscreetFormatter
from psoas_site import settings as real

RESET = "/accounts/password/reset/"
SIGNUP = "/accounts/signup/"


def test_it_leaves_beside_the_request(
    user: Any, client: Client, monkeypatch: pytest.MonkeyPatch, mails: Any
) -> None:
    threads = []
    monkeypatch.setattr(
        EmailMessage, "send", lambda self: threads.append(threading.current_thread().name)
    )
    client.post(RESET, {"email": user.email})
    mails()
    assert len(threads) == 1
    assert threads[0].startswith("post")


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"ana@example.org": (550, b"no")}),
        ValueError("ana@example.org"),
    ],
    ids=["refused", "unforeseen"],
)
def test_one_that_cannot_leave_is_told_without_its_address(
    user: Any,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    mails: Any,
    error: Exception,
) -> None:
    def refuse(self: EmailMessage) -> None:
        raise error

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert client.post(RESET, {"email": user.email}).status_code == 302
    mails()
    assert f"a mail could not be sent: {type(error).__name__}" in caplog.text
    assert "ana@" not in caplog.text
    assert "reset/key" not in caplog.text


def test_the_log_holds_no_links_and_no_addresses() -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s for %s",
        ("/accounts/password/reset/key/3-d1kz6b-ad2e/", "ana@example.org"), None,
    )  # fmt: skip
    try:
        raise OSError("/accounts/confirm-email/WzEs:1xX:abc/ and Ben.B+x@mail.example.org")
    except OSError:
        record.exc_info = sys.exc_info()
    line = DiscreetFormatter("%(message)s").format(record)
    assert "Not Found: /accounts/password/reset/key/(key)/ for (address)" in line
    assert "/accounts/confirm-email/(key)/ and (address)" in line
    assert not [word for word in ("d1kz6b", "WzEs", "ana@", "Ben.B") if word in line]
    assert real.LOGGING["formatters"]["plain"]["()"] == "accounts.log_words.DiscreetFormatter"


def test_mails_are_printed_where_somebody_looks_on_and_nowhere_else() -> None:
    assert ("consolemail://" if sys.stdout.isatty() else "dummymail://") == real.STAYING_MAIL


@pytest.mark.parametrize(
    ("site_url", "host", "begins"),
    [
        ("", "localhost:6666", "http://localhost/accounts/"),
        ("", "testserver", "http://testserver/accounts/"),
        ("", "testserver:80", "http://testserver:80/accounts/"),
        ("https://moves.example", "localhost:6666", "https://moves.example/accounts/"),
    ],
)
def test_links_stand_under_our_own_name(
    user: Any, client: Client, settings: Any, mails: Any, site_url: str, host: str, begins: str
) -> None:
    settings.SITE_URL = site_url
    client.post(RESET, {"email": user.email}, headers={"host": host})
    body = mails()[-1].body
    assert begins in body
    assert "6666" not in body


def test_sign_up_tells_nobody_who_has_an_account(
    make_user: Any, signup: dict[str, str], settings: Any, mails: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # as it is where mail leaves
    make_user("taken@example.org")
    pages = []
    for email in ("taken@example.org", "fresh@example.org"):
        answer = Client().post(SIGNUP, {**signup, "email": email}, follow=True)
        pages.append((answer.redirect_chain, answer.content.decode().replace(email, "x")))
    assert pages[0] == pages[1]
    assert "We have sent you a mail" in pages[0][1]
    subjects = {mail.to[0]: mail.subject for mail in mails()}
    assert subjects == {
        "taken@example.org": "You have an account already",
        "fresh@example.org": "Please confirm your e-mail address",
    }


def test_accounts_of_earlier_days_go_on_unconfirmed(
    make_user: Any, settings: Any, signup: dict[str, str]
) -> None:
    """Who was in before, and whom staff made; a sign-up waits for its mail."""
    from tests.conftest import PASSWORD

    earlier, made = make_user("earlier@example.org"), make_user("made@example.org")
    earlier.emailaddress_set.create(email=earlier.email, primary=True)
    earlier.last_login = earlier.date_joined
    earlier.save()
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    Client().post(SIGNUP, signup)
    where = {}
    for email, password in (
        (earlier.email, PASSWORD),
        (made.email, PASSWORD),
        ("new@example.org", signup["password1"]),
    ):
        answer = Client().post("/accounts/login/", {"login": email, "password": password})
        where[email] = answer["Location"]
    assert where == {
        earlier.email: "/today/",
        made.email: "/today/",
        "new@example.org": "/accounts/confirm-email/",
    }
