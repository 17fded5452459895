"""Logging in and out: who gets in, how often they may try, and where they go."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import LogIn
from tests.conftest import PASSWORD

URL = "/accounts/login/"


def log_in(
    client: Client, email: str = "ana@example.org", password: str = PASSWORD, **more: Any
) -> Any:
    return client.post(URL, {"login": email, "password": password, **more})


@pytest.mark.database
@pytest.mark.parametrize("email", ["ana@example.org", "ANA@Example.Org", "  ana@example.org "])
def test_it_knows_the_address_in_any_letters(client: Client, user: Any, email: str) -> None:
    assert log_in(client, email).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_it_keeps_the_address_after_a_wrong_password(client: Client, user: Any) -> None:
    answer = log_in(client, password="not this one")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="ana@example.org"' in page
    assert "not this one" not in page


def test_it_answers_alike_for_unknown_addresses(client: Client, user: Any) -> None:
    def words(email: str) -> str:
        page = log_in(client, email, "wrong").content.decode()
        return re.sub(r'value="[^"]*"', "", page)

    assert words("ana@example.org") == words("bob@example.org")


@pytest.mark.database
@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_it_asks_to_wait_after_ten_wrong_passwords(client: Client, user: Any, email: str) -> None:
    for _try in range(10):
        assert log_in(client, email, "wrong").status_code == 422
    answer = log_in(client, email, "wrong")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 300
    assert "wait five minutes" in answer.content.decode()


@pytest.mark.database
def test_it_counts_one_account_however_it_is_written(client: Client, user: Any) -> None:
    for place in range(10):
        log_in(client, ["ana@example.org", "ANA@EXAMPLE.ORG"][place % 2], "wrong")
    assert log_in(client, "Ana@example.org", "wrong").status_code == 429


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_it_counts_one_account_whatever_the_host(client: Client, user: Any, host: str) -> None:
    for _try in range(10):
        log_in(client, password="wrong")
    answer = client.post(URL, {"login": user.email, "password": "wrong"}, headers={"host": host})
    assert answer.status_code == 429


def test_it_limits_tries_from_one_address_whoever_a_client_says_it_is(
    client: Client, user: Any
) -> None:
    statuses = [
        client.post(
            URL,
            {"login": f"p{number}@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"10.0.0.{number}"},
        ).status_code
        for number in range(61)
    ]
    assert statuses == [422] * 60 + [429]


def test_it_works_behind_a_proxy_that_is_set_up_wrongly(
    client: Client, user: Any, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    answer = client.post(
        URL,
        {"login": user.email, "password": PASSWORD},
        headers={"x-forwarded-for": "10.0.0.1"},
    )
    assert answer.status_code == 302


@pytest.mark.database
@pytest.mark.parametrize("password", ["x" * 1_000_000, "x" * 2000, "", "nul\0", "🐢" * 400])
def test_it_answers_any_password(client: Client, user: Any, password: str) -> None:
    assert log_in(client, password=password).status_code in {400, 422}


@pytest.mark.parametrize("target", ["/progress/", "/sessions/?page=2", "http://testserver/today/"])
def test_it_goes_where_the_person_was_going(client: Client, user: Any, target: str) -> None:
    page = client.get(URL, {"next": target}).content.decode()
    assert f'name="next" value="{target}"' in page
    assert log_in(client, next=target)["Location"] == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " //evil.example",
        "\t//evil.example",
        "http://testserver@evil.example/",
        "http://testserver.evil.example/",
        "//localhost/",
        "http://127.0.0.1/",
        "ftp://testserver/",
    ],
)
def test_it_never_leaves_the_site(client: Client, user: Any, target: str) -> None:
    assert log_in(client, next=target)["Location"] == "/today/"


def test_it_changes_the_session_id(client: Client, user: Any) -> None:
    client.cookies["sessionid"] = "chosen-by-somebody-else"
    log_in(client)
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else"


def test_it_logs_out_by_post_alone(signed_in: Client) -> None:
    page = signed_in.get("/accounts/logout/")
    assert page.status_code == 200
    assert "_auth_user_id" in signed_in.session
    key = signed_in.session.session_key
    assert signed_in.post("/accounts/logout/").status_code == 302
    assert not LogIn.objects.filter(session_key=key).exists()


def test_it_asks_for_a_token_to_log_out(user: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post("/accounts/logout/").status_code == 403
    assert "_auth_user_id" in client.session


def test_it_turns_an_inactive_person_away(client: Client, make_user: Any) -> None:
    make_user(is_active=False)
    log_in(client)
    assert "_auth_user_id" not in client.session
    assert "closed for now" in client.get("/accounts/inactive/").content.decode()


def test_it_refuses_a_forged_host(client: Client) -> None:
    assert client.get(URL, headers={"host": "evil.example"}).status_code == 400


def test_it_is_the_log_in_of_the_admin_too(client: Client, staff: Any) -> None:
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(URL)
