"""A session's page leads back into the player: the same programme, or the same exercises."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Programme, Status
from tests.architecture.documents import Document
from tests.architecture.seeding import answer_questions
from tracking.models import Session

pytestmark = pytest.mark.usefixtures("library")


def logged(client: Client, user: Any, **chosen: Any) -> Session:
    """A session of what was chosen, as the form keeps it."""
    answer = client.post(reverse("tracking:session-new"), {"client_key": uuid.uuid4(), **chosen})
    assert answer.status_code == 302
    return Session.objects.owned_by(user).latest("created_at")


def again(client: Client, session: Session) -> str:
    """Where "Start it again" leads; empty if it is not there."""
    page = Document(
        client.get(reverse("tracking:session-detail", args=[session.pk])).content.decode()
    )
    links = [link["href"] for link in page.every("a") if "Start it again" in link.text]
    return links[0] if links else ""


def test_a_programme_is_started_again(signed_in: Client, user: Any) -> None:
    session = logged(signed_in, user, programme="first-week-settle")
    assert again(signed_in, session) == "/play/programme/first-week-settle/"
    Programme.objects.filter(slug="first-week-settle").update(status=Status.DRAFT)
    assert again(signed_in, session).startswith("/play/?exercise=constructive-rest&exercise=")


def test_exercises_of_ones_choice_are_started_again_without_what_is_withdrawn(
    signed_in: Client, user: Any
) -> None:
    session = logged(signed_in, user, exercises=["knee-rocks", "runners-lunge"])
    assert again(signed_in, session) == "/play/?exercise=knee-rocks&exercise=runners-lunge"
    answer_questions(user)
    assert signed_in.get(again(signed_in, session)).status_code == 200
    Exercise.objects.filter(slug="knee-rocks").update(status=Status.DRAFT)
    assert again(signed_in, session) == "/play/?exercise=runners-lunge"


def test_a_movement_of_ones_own_cannot_be_led_through(signed_in: Client, user: Any) -> None:
    assert again(signed_in, logged(signed_in, user, own="Tai chi")) == ""
