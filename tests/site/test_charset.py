"""A body in a charset that does not exist."""

from django.test import Client
from django.urls import reverse


def test_it_refuses_a_charset_that_never_was(signed_in: Client) -> None:
    for kind in ("multipart/form-data; boundary=x; charset=nothing", "text/plain; charset=utf-99"):
        answer = signed_in.generic(
            "POST", reverse("tracking:check-in-new"), b"--x--", content_type=kind
        )
        assert answer.status_code == 400


def test_it_reads_a_charset_that_exists(signed_in: Client) -> None:
    answer = signed_in.generic(
        "POST",
        reverse("tracking:check-in-new"),
        b"pain=4",
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )
    assert answer.status_code == 422
