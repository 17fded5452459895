"""What is not yours is not there: asked of every private address that takes an id."""

import re
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import DOWNLOADS, PRIVATE, addresses
from tests.architecture.documents import Document, sent_by
from tests.architecture.seeding import hard_session
from tests.architecture.visits import LEADS_ON, MODEL_OF, rows_of
from tracking.models import CheckIn, Session

WITH_ID = [one for one in addresses() if one.name in PRIVATE and "pk" in one.arguments]
METHODS = {"get": 404, "post": 404, "head": 404, "put": 405, "patch": 405, "delete": 405}

pytestmark = pytest.mark.usefixtures("library")


def rows() -> dict[str, list[Any]]:
    """Everything in the log, to see that nothing changed."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=str)
        for model in apps.get_app_config("tracking").get_models()
    }


def without_tokens(answer: HttpResponse) -> str:
    """The body of an answer without what differs each time."""
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())


def test_there_are_addresses_to_ask() -> None:
    assert {one.name for one in WITH_ID} >= {
        "tracking:check-in-edit",
        "tracking:check-in-delete",
        "tracking:session-detail",
        "tracking:session-edit",
        "tracking:session-delete",
        "tracking:put-back",
        "tracking:sign-answer",
        "tracking:sign-edit",
        "tracking:about-me-answer",
    }


def test_somebody_elses_entry_is_like_one_that_never_was(
    signed_in: Client, client_of: Any, stranger_entries: Any
) -> None:
    """By every method: what is refused changes nothing, so one after the other is asked."""
    owner, before = client_of(stranger_entries), rows()
    wrong = []
    for address in WITH_ID:
        theirs, never = rows_of(address.name, stranger_entries).first().pk, uuid.uuid4()
        # Sent as its owner would: a form that is refused for its contents would prove nothing.
        own_page = owner.get(address.url(pk=theirs))
        forms = Document(own_page.content.decode()).forms()
        data = sent_by(max(forms, key=lambda form: len(sent_by(form)))) if forms else {}
        for method, status in METHODS.items():
            ask = getattr(signed_in, method)
            answers = [ask(address.url(pk=pk), data) for pk in (theirs, never)]
            statuses = [answer.status_code for answer in answers]
            if statuses != [status, status]:
                wrong.append(f"{method} {address.name}: {statuses}")
            if len({without_tokens(answer) for answer in answers}) > 1:
                wrong.append(f"{method} {address.name}: two answers")
            if rows() != before:
                wrong.append(f"{method} {address.name}: something was written")
                before = rows()
    assert not wrong, "\n".join(wrong)


def test_the_owner_sees_it(client_of: Any, settled: Any) -> None:
    """Else the refusals above would prove nothing."""
    client = client_of(settled)
    for address in WITH_ID:
        mine = rows_of(address.name, settled).first()
        status = 302 if address.name in LEADS_ON else 200
        assert client.get(address.url(pk=mine.pk)).status_code == status, address.name


def test_no_page_shows_words_or_ids_of_somebody_else(
    signed_in: Client, stranger_entries: Any
) -> None:
    CheckIn.objects.owned_by(stranger_entries).update(note="Nobodys-business")
    Session.objects.owned_by(stranger_entries).update(note="Nobodys-business")
    ids = [
        *CheckIn.objects.values_list("pk", flat=True),
        *Session.objects.values_list("pk", flat=True),
    ]
    for address in addresses():
        if address.name not in PRIVATE - DOWNLOADS:
            continue
        given = {}
        if "pk" in address.arguments:
            given["pk"] = rows_of(address.name, stranger_entries).first().pk
        page = signed_in.get(address.url(**given)).content.decode()
        assert "Nobodys-business" not in page, address.name
        assert stranger_entries.email not in page, address.name
        assert not [pk for pk in ids if str(pk) in page], address.name


def smuggled(owner: Any) -> dict[str, Any]:
    """Fields that no form of ours has, naming things of somebody else."""
    entry = CheckIn.objects.owned_by(owner).first()
    session = Session.objects.owned_by(owner).first()
    return {
        "user": owner.pk,
        "user_id": owner.pk,
        "owner": owner.pk,
        "id": entry.pk,
        "pk": entry.pk,
        "check_in": entry.pk,
        "session": session.pk,
        "since_session": session.pk,
        "created_at": "2001-01-01",
        "local_date": "2001-01-01",
        "utc_offset": "99",
        "is_staff": "1",
    }


def test_a_new_check_in_takes_nothing_but_its_fields(
    signed_in: Client, user: Any, stranger_entries: Any
) -> None:
    before = rows()["CheckIn"]
    url = reverse("tracking:check-in-new")
    data = {"pain": 2, "client_key": uuid.uuid4(), "version": 7, **smuggled(stranger_entries)}
    assert signed_in.post(url, data | {"since": "1"}).status_code == 422
    assert rows()["CheckIn"] == before
    assert signed_in.post(url, data).status_code == 302
    mine = CheckIn.objects.owned_by(user).get()
    assert (mine.version, mine.created_at.year > 2001, mine.utc_offset) == (1, True, 0)
    assert not mine.aftermaths.exists()
    assert len(rows()["CheckIn"]) == len(before) + 1
    assert set(before) <= set(rows()["CheckIn"])


def test_a_new_session_takes_nothing_but_its_fields(
    signed_in: Client, user: Any, stranger_entries: Any
) -> None:
    before = rows()
    data = {"programme": "runner", "client_key": uuid.uuid4(), **smuggled(stranger_entries)}
    assert signed_in.post(reverse("tracking:session-new"), data | {"version": 7}).status_code == 302
    mine = Session.objects.owned_by(user).get()
    assert (mine.version, mine.created_at.year > 2001, mine.utc_offset) == (1, True, 0)
    assert set(before["Session"]) <= set(rows()["Session"])
    assert set(before["SessionLine"]) <= set(rows()["SessionLine"])


@pytest.mark.parametrize("kind", ["check-in", "session"])
def test_a_changed_entry_stays_the_same_entry_of_the_same_person(
    kind: str, settled: Any, client_of: Any, stranger_entries: Any
) -> None:
    model = MODEL_OF[kind]
    theirs = sorted(model.objects.owned_by(stranger_entries).values_list(), key=str)
    mine = model.objects.owned_by(settled).first()
    url = reverse(f"tracking:{kind}-edit", args=[mine.pk])
    client = client_of(settled)
    data: dict[str, Any] = sent_by(Document(client.get(url).content.decode()).main_form())
    changed = data | {"note": "Changed"} | smuggled(stranger_entries)
    if data.get("since"):  # an answer about somebody else's session: nothing of it is kept
        assert client.post(url, changed).status_code == 422
        changed["since_session"] = data["since_session"]
    assert client.post(url, changed | {"client_key": uuid.uuid4()}).status_code == 302
    after = model.objects.get(pk=mine.pk)
    assert (after.note, after.user_id, after.version) == ("Changed", settled.pk, mine.version + 1)
    assert (after.created_at, after.client_key) == (mine.created_at, mine.client_key)
    assert sorted(model.objects.owned_by(stranger_entries).values_list(), key=str) == theirs


def test_the_morning_after_is_always_of_ones_own_session(
    settled: Any, client_of: Any, stranger_entries: Any
) -> None:
    def sessions_named_by(owner: Any) -> list[int]:
        """Whose sessions a new check-in is tied to, when its form names one of `owner`."""
        named = Session.objects.owned_by(owner).first().pk
        key = uuid.uuid4()
        data = {"pain": 2, "client_key": key, "since": "2", "since_session": named}
        client_of(settled).post(reverse("tracking:check-in-new"), data)
        entries = CheckIn.objects.owned_by(settled).filter(client_key=key)
        return [one.session.user_id for entry in entries for one in entry.aftermaths.all()]

    assert sessions_named_by(stranger_entries) == []
    assert sessions_named_by(settled) == [settled.pk]


@pytest.mark.database
def test_the_same_form_key_of_two_people_makes_two_entries(
    signed_in: Client, user: Any, stranger_entries: Any
) -> None:
    taken = CheckIn.objects.owned_by(stranger_entries).first()
    data = {"pain": 1, "client_key": taken.client_key}
    answer = signed_in.post(reverse("tracking:check-in-new"), data)
    assert answer["Location"] == reverse("tracking:today")
    assert CheckIn.objects.filter(client_key=taken.client_key).count() == 2


def test_the_worst_moment_can_name_only_exercises_of_that_session(
    settled: Any, client_of: Any, stranger_entries: Any
) -> None:
    mine, theirs = hard_session(settled), hard_session(stranger_entries)
    own = {line.exercise_id for line in mine.lines.all() if line.exercise_id}
    other = next(
        line.exercise_id
        for session in Session.objects.all()
        for line in session.lines.all()
        if line.exercise_id and line.exercise_id not in own
    )
    movement = theirs.lines.get(movement__isnull=False).movement_id
    url = reverse("tracking:session-detail", args=[mine.pk])
    assert client_of(settled).post(url, {"exercises": [other]}).status_code == 422
    assert client_of(settled).post(url, {"exercises": [movement]}).status_code == 422
    assert client_of(settled).post(url, {"exercises": [min(own)]}).status_code == 302
    assert not theirs.lines.filter(worst__isnull=False).exists()
