"""The answer about the morning after is kept, or it is said that it cannot be."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.architecture.documents import Document, sent_by
from tracking import logbook
from tracking.models import Aftermath, CheckIn, Session

NOBODYS = "6f1c2c34-8a63-4c4e-9d0b-0d6f2f3f7c11"  # no session has it
NEW = reverse("tracking:check-in-new")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 07:00 +0000"),
]


def sent(page: Any) -> dict[str, Any]:
    return sent_by(Document(page.content.decode()).main_form())


def asked_with(client: Client, **answers: Any) -> dict[str, Any]:
    """What the form sends that asks about the morning after."""
    page = client.get(NEW)
    assert "since your last session" in page.content.decode().lower()
    return sent(page) | {"pain": "3", "note": "Long walk."} | answers


def checked(page: Any, name: str) -> str:
    return str(page.context["form"][name].value())


@pytest.mark.database
def test_it_is_refused_when_the_session_is_gone(signed_in: Client, user: Any, session: Any) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    data = asked_with(signed_in, since="2")
    logbook.remove(done, timezone.now())
    answer = signed_in.post(NEW, data)
    assert answer.status_code == 422
    assert not CheckIn.objects.exists()
    assert "not in your diary any more" in str(answer.context["form"].errors["since"])
    assert (checked(answer, "since"), checked(answer, "note")) == ("2", "Long walk.")


@pytest.mark.database
def test_it_is_kept_once_the_session_is_put_back(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    data = asked_with(signed_in, since="2")
    logbook.remove(done, timezone.now())
    again = sent(signed_in.post(NEW, data))
    logbook.put_back(done)
    assert signed_in.post(NEW, again).status_code == 302
    assert Aftermath.objects.get().change == 2


def test_the_rest_is_kept_once_it_is_taken_back(signed_in: Client, user: Any, session: Any) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    data = asked_with(signed_in, since="2")
    logbook.remove(done, timezone.now())
    again = sent(signed_in.post(NEW, data)) | {"since": ""}
    assert signed_in.post(NEW, again).status_code == 302
    assert CheckIn.objects.get().note == "Long walk."


@pytest.mark.parametrize("named", ["", NOBODYS, "x"])
def test_it_is_refused_without_a_session(signed_in: Client, named: str) -> None:
    data = {"pain": "3", "client_key": str(uuid.uuid4()), "since": "1", "since_session": named}
    answer = signed_in.post(NEW, data)
    assert (answer.status_code, CheckIn.objects.count()) == (422, 0)
    assert answer.context["form"].errors["since"]


def test_nothing_is_refused_when_it_was_not_answered(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    data = asked_with(signed_in)
    logbook.remove(done, timezone.now())
    assert signed_in.post(NEW, data).status_code == 302


def test_it_is_kept_as_it_was_asked_when_the_session_lost_a_side_meanwhile(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    data = asked_with(signed_in, since="2")
    done.lines.filter(side="left").delete()
    assert signed_in.post(NEW, data).status_code == 302
    assert list(Aftermath.objects.values_list("side", "change")) == [("", 2)]


def test_it_is_kept_by_side_when_the_session_gained_one_meanwhile(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    done.lines.filter(side="left").delete()
    data = asked_with(signed_in, since_right="2")
    done.lines.all().delete()
    assert signed_in.post(NEW, data).status_code == 302
    assert list(Aftermath.objects.values_list("side", "change")) == [("right", 2)]


def test_a_correction_of_it_is_refused_when_the_session_is_gone(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    signed_in.post(NEW, asked_with(signed_in, since="1"))
    entry = CheckIn.objects.get()
    edit = reverse("tracking:check-in-edit", args=[entry.pk])
    data = sent(signed_in.get(edit)) | {"since": "2", "note": "Changed."}
    logbook.remove(done, timezone.now())
    answer = signed_in.post(edit, data)
    assert answer.status_code == 422
    assert (checked(answer, "since"), checked(answer, "note")) == ("2", "Changed.")
    entry.refresh_from_db()
    assert entry.note == "Long walk."
    assert signed_in.post(edit, sent(answer) | {"since": ""}).status_code == 302


def test_a_correction_takes_no_session_of_somebody_else(
    signed_in: Client, user: Any, make_user: Any, session: Any
) -> None:
    session(user, "runners-lunge", days_ago=1)
    theirs = session(make_user("other@example.org"), "runners-lunge", days_ago=1)
    signed_in.post(NEW, asked_with(signed_in, since="1"))
    entry = CheckIn.objects.get()
    edit = reverse("tracking:check-in-edit", args=[entry.pk])
    data = sent(signed_in.get(edit)) | {"since": "2", "since_session": str(theirs.pk)}
    assert signed_in.post(edit, data).status_code == 422
    assert [one.session.user for one in Aftermath.objects.all()] == [user]
    assert Aftermath.objects.get().change == 1
    assert Session.objects.owned_by(user).count() == 1
