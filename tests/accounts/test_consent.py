"""The agreement: without it nothing of a diary is read or written, and it can be taken back."""

import datetime as dt
import uuid
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.auth_backends import AuthenticationBackend
from accounts.consent import LABEL, TEXT, TEXT_VERSION, agree, take_back
from accounts.models import User
from tests.architecture.addresses import Address, addresses
from tests.architecture.seeding import add_check_in, live_through
from tests.conftest import PASSWORD
from tests.site.exports import exported, tables
from tracking.models import CheckIn, Session

CONSENT, BACK = "/data/consent/", "/data/consent/take-back/"
DIARY = [one for one in addresses() if one.name.startswith("tracking:")]

pytestmark = pytest.mark.usefixtures("library")


def rows() -> list[Any]:
    """Everything in every diary."""
    models = apps.get_app_config("tracking").get_models()
    return [sorted(model._default_manager.values_list(), key=str) for model in models]


@pytest.fixture
def resting(user: Any) -> Any:
    """Somebody with entries who has taken the agreement back."""
    live_through(user, 2)
    take_back(user)
    return user


def url_of(address: Address, person: User) -> str:
    """A page of this diary, of an entry that is there where the address names one."""
    model: Any = CheckIn if "check-in" in address.name else Session
    entry = model.objects.owned_by(person).first()
    return address.url(pk=entry.pk) if "pk" in address.arguments else address.url()


def test_no_page_of_the_diary_opens_without_it(resting: Any, client_of: Any) -> None:
    client, before = client_of(resting), rows()
    faults = []
    for address, method in product(DIARY, ("get", "head", "post")):
        answer = getattr(client, method)(url_of(address, resting))
        if (answer.status_code, answer.headers.get("Location")) != (302, CONSENT):
            faults.append(f"{method} {address.name}: {answer.status_code}")
        if rows() != before:
            faults.append(f"{method} {address.name}: wrote into a diary")
    assert not faults, "\n".join(faults)


@pytest.mark.database
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/check-ins/new/", {"pain": "4", "note": "kept?"}),
        ("/sessions/new/", {"programme": "runner", "note": "kept?"}),
    ],
)
def test_nothing_is_stored_without_it(
    path: str, sent: dict[str, str], make_user: Any, client_of: Any
) -> None:
    person = make_user(consent=False)
    data = {**sent, "client_key": uuid.uuid4()}
    assert client_of(person).post(path, data)["Location"] == CONSENT
    assert not CheckIn.objects.exists()
    assert not Session.objects.exists()
    agree(person)
    assert client_of(person).post(path, data)["Location"] != CONSENT
    assert CheckIn.objects.count() + Session.objects.count() == 1


def test_the_diary_opens_again_as_it_was(resting: Any, client_of: Any) -> None:
    client, before = client_of(resting), rows()
    answer = client.post(CONSENT, {"consent": "on"}, follow=True)
    assert answer.redirect_chain == [("/today/", 302)]
    assert rows() == before
    assert client.get("/check-ins/").status_code == 200
    ends = resting.consents.order_by("given_at").values_list("withdrawn_at", flat=True)
    assert [end is None for end in ends] == [False, True]


def test_the_library_knows_no_check_in_without_it(user: Any, client_of: Any) -> None:
    add_check_in(user, 0, pain=9)
    pages = ["/exercises/", "/exercises/runners-lunge/", "/programmes/", "/programmes/runner/"]
    client, stranger = client_of(user), Client()

    def reads_the_diary(page: str) -> bool:
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return any("tracking_" in one["sql"] for one in asked)

    assert all(reads_the_diary(page) for page in pages)
    take_back(user)
    assert not any(reads_the_diary(page) for page in pages)
    assert all(client.get(page).status_code == stranger.get(page).status_code for page in pages)


def test_it_costs_no_question_of_its_own(resting: Any, client_of: Any) -> None:
    client = client_of(resting)
    client.get("/today/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/today/")
    assert len(asked) == 2  # the session and the person


def test_a_box_that_is_not_ticked_changes_nothing(resting: Any, client_of: Any) -> None:
    client = client_of(resting)
    answer = client.post(CONSENT, {})
    assert answer.status_code == 422
    assert 'id="id_consent_error"' in answer.content.decode()
    assert client.get("/today/").status_code == 302


def test_it_shows_the_words_of_sign_up_unticked(make_user: Any, client_of: Any) -> None:
    page = client_of(make_user(consent=False)).get(CONSENT).content.decode()
    assert str(LABEL) in page
    assert str(TEXT) in page
    assert "checked" not in page
    assert "/data/#download" in page
    assert "/settings/delete-account/" in page


def test_it_keeps_the_version_of_the_words(make_user: Any, client_of: Any) -> None:
    person = make_user(consent=False)
    client_of(person).post(CONSENT, {"consent": "on"})
    given = person.consents.get()
    assert (given.text_version, given.withdrawn_at) == (TEXT_VERSION, None)


@pytest.mark.database
def test_agreeing_twice_makes_one_agreement(user: Any, signed_in: Client) -> None:
    before = user.consents.get().given_at
    assert signed_in.post(CONSENT, {"consent": "on"}).status_code == 302
    agree(user)
    assert user.consents.get().given_at == before


def test_it_is_taken_back_with_one_button(user: Any, signed_in: Client) -> None:
    live_through(user, 1)
    before = rows()
    assert "Take it back" in signed_in.get(BACK).content.decode()
    assert user.consents.get().withdrawn_at is None
    answer = signed_in.post(BACK, follow=True)
    assert answer.redirect_chain == [(CONSENT, 302)]
    assert "You took your agreement back on" in answer.content.decode()
    assert user.consents.get().withdrawn_at is not None
    assert rows() == before


@pytest.mark.database
def test_taking_back_twice_keeps_the_first_moment(user: Any, signed_in: Client) -> None:
    signed_in.post(BACK)
    first = user.consents.get().withdrawn_at
    assert signed_in.post(BACK).status_code == 302
    assert user.consents.get().withdrawn_at == first
    assert signed_in.get(BACK)["Location"] == CONSENT


@pytest.mark.database
def test_a_clock_that_was_set_back_does_not_keep_anybody(user: Any) -> None:
    later = timezone.now() + dt.timedelta(hours=1)
    user.consents.update(given_at=later)
    take_back(user)
    assert user.consents.get().withdrawn_at == later


@pytest.mark.database
def test_it_ends_ones_own_agreement_alone(user: Any, make_user: Any) -> None:
    other = make_user("other@example.org")
    take_back(user)
    assert User.objects.get(pk=other.pk).agrees
    assert not User.objects.get(pk=user.pk).agrees


def test_an_account_made_by_staff_is_asked_after_the_log_in(client: Client, make_user: Any) -> None:
    make_user("made@example.org", consent=False)
    sent = {"login": "made@example.org", "password": PASSWORD}
    answer = client.post("/accounts/login/", sent, follow=True)
    assert [url for url, _status in answer.redirect_chain] == ["/today/", CONSENT]
    assert "You have not agreed" not in answer.content.decode()


def test_settings_data_and_deletion_stay_open_without_it(resting: Any, client_of: Any) -> None:
    client = client_of(resting)
    for path in ("/settings/", "/data/"):
        assert client.get(path).status_code == 200
    assert len(exported(client)["check_ins"]) == 2
    assert len(tables(client)["check_ins"]) == 2
    assert client.post("/settings/delete-account/", {"password": PASSWORD}).status_code == 302
    assert not User.objects.filter(pk=resting.pk).exists()


@pytest.mark.database
def test_the_person_of_a_session_knows_whether_they_agree(user: Any) -> None:
    backend = AuthenticationBackend()
    person = backend.get_user(user.pk)
    assert person is not None
    assert person.__dict__["agrees"] is True
    take_back(user)
    again = backend.get_user(user.pk)
    assert again is not None
    assert again.__dict__["agrees"] is False


def test_a_closed_account_and_one_that_never_was_stay_out(user: Any) -> None:
    backend = AuthenticationBackend()
    assert backend.get_user(user.pk + 1000) is None
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert backend.get_user(user.pk) is None
