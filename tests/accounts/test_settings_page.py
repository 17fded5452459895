"""The settings: what one sets, and what one sees of one's account."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts import time_zones
from accounts.consent import TEXT_VERSION, agree, take_back

URL = "/settings/"
FORM = {"name": "Ana", "time_zone": "Asia/Tokyo", "theme": "dark"}


def test_it_saves_and_says_so(user: Any, signed_in: Client) -> None:
    answer = signed_in.post(URL, FORM, follow=True)
    user.refresh_from_db()
    assert (user.name, user.time_zone, user.theme) == ("Ana", "Asia/Tokyo", "dark")
    assert answer.redirect_chain == [(URL, 302)]
    page = answer.content.decode()
    assert "Saved." in page
    assert 'data-theme="dark"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 121, "time_zone": "Moon/Crater", "theme": "pink"},
        {"time_zone": "", "theme": ""},
        {"name": "nul\0"},
    ],
)
def test_it_refuses_beside_the_field_and_keeps_the_rest(
    user: Any, signed_in: Client, wrong: dict[str, str]
) -> None:
    answer = signed_in.post(URL, {**FORM, "name": "Typed", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {field for field in FORM if f'id="id_{field}_error"' in page} == set(wrong)
    if "name" not in wrong:
        assert 'value="Typed"' in page
    assert 'data-theme="auto"' in page
    user.refresh_from_db()
    assert user.name == ""


@pytest.mark.parametrize("name", ["<b>Ana</b>", "نور", "Åsa 🐢", "{{ x }}"])
def test_it_keeps_any_name_exactly(user: Any, signed_in: Client, name: str) -> None:
    signed_in.post(URL, {**FORM, "name": name})
    user.refresh_from_db()
    assert user.name == name
    assert "<b>Ana" not in signed_in.get(URL).content.decode()


def test_it_ignores_what_is_not_asked(user: Any, signed_in: Client) -> None:
    signed_in.post(URL, {**FORM, "is_staff": "on", "email": "x@example.org", "id": "99"})
    user.refresh_from_db()
    assert (user.is_staff, user.email) == (False, "ana@example.org")


def test_it_offers_the_zones_by_continent(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    groups = re.findall(r'<optgroup label="([^"]+)"', page)
    assert {"Africa", "America", "Asia", "Europe", "Pacific"} <= set(groups)
    assert not {"Etc", "US", "posix"} & set(groups)
    assert "Argentina, Buenos Aires" in page


def test_it_always_offers_the_persons_own_zone(make_user: Any, client_of: Any) -> None:
    client = client_of(make_user(time_zone="US/Hawaii"))
    assert '<option value="US/Hawaii" selected>' in client.get(URL).content.decode()
    assert client.post(URL, {**FORM, "time_zone": "US/Hawaii"}).status_code == 302


def test_it_offers_zones_that_exist() -> None:
    offered = {zone for zones in time_zones.zones_by_region().values() for zone, _words in zones}
    assert len(offered) > 300
    assert all(time_zones.is_known(zone) for zone in offered)


def test_it_shows_the_consents_on_record(make_user: Any, client_of: Any) -> None:
    person = make_user(consent=False)
    client = client_of(person)
    assert "Nothing is on record" in client.get(URL).content.decode()
    agree(person)
    assert f"text {TEXT_VERSION}, agreed on" in client.get(URL).content.decode()
    take_back(person)
    assert "Taken back on" in client.get(URL).content.decode()


def test_it_leads_staff_alone_to_the_admin(signed_in: Client, staff: Any, client_of: Any) -> None:
    assert "/admin/" not in signed_in.get(URL).content.decode()
    assert 'href="/admin/"' in client_of(staff).get(URL).content.decode()


def test_it_is_for_people_who_are_logged_in(client: Client, db: Any) -> None:
    answer = client.get(URL)
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/settings/"
