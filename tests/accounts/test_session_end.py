"""Sessions end when the login changes."""

from typing import Any


def test_it_ends_other_sessions_when_the_address_changes(user: Any, client_of: Any) -> None:
    elsewhere = client_of(user)
    assert elsewhere.get("/today/").status_code == 200
    user.email = "new@example.org"
    user.save()
    assert elsewhere.get("/today/").status_code == 302


def test_it_keeps_sessions_when_something_else_changes(user: Any, client_of: Any) -> None:
    elsewhere = client_of(user)
    user.name = "Ana"
    user.save()
    assert elsewhere.get("/today/").status_code == 200
