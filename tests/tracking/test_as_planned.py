""" "Did it as planned": one button, one session, and honest words about what was saved."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Programme
from tests.architecture.documents import Document, sent_by
from tracking.models import Session

AS_PLANNED = reverse("tracking:session-as-planned")
FORM = reverse("tracking:session-new")
PAGE = reverse("exercises:programme", args=["gentle-lengthen"])
pytestmark = pytest.mark.usefixtures("library")


def button(**values: Any) -> dict[str, Any]:
    """What the button sends."""
    return {"programme": "gentle-lengthen", "client_key": str(uuid.uuid4()), **values}


def form_of(page: Any) -> Any:
    """The button's form on a page."""
    forms = Document(page.content.decode()).forms()
    return next(form for form in forms if form["action"] == AS_PLANNED)


def test_it_takes_one_tap_from_the_programme(signed_in: Client, user: Any) -> None:
    sent = sent_by(form_of(signed_in.get(PAGE)))
    answer = signed_in.post(AS_PLANNED, sent, follow=True)
    kept = Session.objects.owned_by(user).get()
    assert answer.redirect_chain == [(reverse("tracking:session-detail", args=[kept.pk]), 302)]
    assert "Saved as planned." in answer.content.decode()
    assert (kept.programme.slug, kept.outcome) == ("gentle-lengthen", "done")


def test_it_logs_what_the_session_form_logs(signed_in: Client) -> None:
    signed_in.post(AS_PLANNED, button())
    signed_in.post(FORM, button() | {"note": "By the form."})
    fields = (
        "exercise", "exercise_revision", "side", "order", "level", "sets", "reps", "seconds",
        "outcome", "worst", "sensation",
    )  # fmt: skip
    one, other = (list(kept.lines.values_list(*fields)) for kept in Session.objects.all())
    assert one == other
    assert len(one) > 3


@pytest.mark.clock("2026-11-21 23:30 +0000")
def test_it_is_now_on_the_persons_own_clock(client_of: Any, make_user: Any) -> None:
    client_of(make_user(time_zone="Europe/Berlin")).post(AS_PLANNED, button())
    kept = Session.objects.get()
    assert (kept.local_date, kept.utc_offset) == (dt.date(2026, 11, 22), 60)
    assert kept.at == dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_takes_pain_before_from_a_fresh_check_in_and_says_so(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 6, clock=dt.time(18, 30))
    answer = signed_in.post(AS_PLANNED, button(), follow=True)
    kept = Session.objects.get()
    assert (kept.pain_before, kept.pain_worst, kept.pain_after, kept.effort) == (6, *[None] * 3)
    assert "Pain before: 6, from your check-in at 18:30." in answer.content.decode()


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_takes_nothing_from_an_older_check_in(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 6, clock=dt.time(16, 30))
    answer = signed_in.post(AS_PLANNED, button(), follow=True)
    assert Session.objects.get().pain_before is None
    assert "Pain before" not in answer.content.decode()


def test_a_double_tap_makes_one_session_and_says_so(signed_in: Client) -> None:
    sent = button()
    first = signed_in.post(AS_PLANNED, sent)
    second = signed_in.post(AS_PLANNED, sent, follow=True)
    assert second.redirect_chain == [(first.headers["Location"], 302)]
    assert Session.objects.count() == 1
    assert "Saved before, at" in second.content.decode()


def test_a_page_fetched_anew_logs_it_once_more(signed_in: Client) -> None:
    for _ in range(2):
        signed_in.post(AS_PLANNED, sent_by(form_of(signed_in.get(PAGE))))
    assert Session.objects.count() == 2


@pytest.mark.parametrize("slug", ["no-such", "", "../..", "a\0b", "x" * 5000])
def test_a_programme_that_is_not_there_leads_to_the_form(signed_in: Client, slug: str) -> None:
    answer = signed_in.post(AS_PLANNED, button(programme=slug), follow=True)
    assert answer.redirect_chain == [(FORM, 302)]
    assert "Choose here what you did." in answer.content.decode()
    assert not Session.objects.exists()


def test_a_programme_that_was_withdrawn_meanwhile_leads_to_the_form(signed_in: Client) -> None:
    sent = sent_by(form_of(signed_in.get(PAGE)))
    Programme.objects.filter(slug="gentle-lengthen").update(status="draft")
    answer = signed_in.post(AS_PLANNED, sent, follow=True)
    assert answer.redirect_chain == [(FORM, 302)]
    assert "This programme is not offered any more." in answer.content.decode()
    assert not Session.objects.exists()


def test_it_leaves_out_an_exercise_that_was_withdrawn(signed_in: Client) -> None:
    programme = Programme.objects.get(slug="gentle-lengthen")
    gone = programme.items.first().exercise
    Exercise.objects.filter(pk=gone.pk).update(status="draft")
    signed_in.post(AS_PLANNED, button())
    assert gone.pk not in set(Session.objects.get().lines.values_list("exercise", flat=True))


def test_a_programme_with_nothing_left_leads_to_the_form(signed_in: Client) -> None:
    Exercise.objects.update(status="draft")
    answer = signed_in.post(AS_PLANNED, button(), follow=True)
    assert answer.redirect_chain == [(FORM, 302)]
    assert not Session.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "\0"])
def test_a_broken_key_leads_to_the_form(signed_in: Client, key: str) -> None:
    answer = signed_in.post(AS_PLANNED, button(client_key=key))
    assert answer.headers["Location"] == FORM
    assert not Session.objects.exists()


def test_reading_its_address_logs_nothing(signed_in: Client) -> None:
    assert signed_in.get(AS_PLANNED, button()).headers["Location"] == FORM
    assert not Session.objects.exists()


def test_a_stranger_has_no_such_button(client: Client, signed_in: Client) -> None:
    assert AS_PLANNED in signed_in.get(PAGE).content.decode()
    assert AS_PLANNED not in client.get(PAGE).content.decode()


def test_staff_who_look_at_a_draft_have_no_such_button(client_of: Any, staff: Any) -> None:
    assert AS_PLANNED in client_of(staff).get(PAGE).content.decode()
    Programme.objects.filter(slug="gentle-lengthen").update(status="draft")
    page = client_of(staff).get(PAGE)
    assert page.status_code == 200
    assert AS_PLANNED not in page.content.decode()


# --- What its page offers -----------------------------------------------------------------------


def test_the_session_offers_to_add_how_it_went_until_that_is_said(signed_in: Client) -> None:
    signed_in.post(AS_PLANNED, button())
    kept = Session.objects.get()
    url = reverse("tracking:session-detail", args=[kept.pk])
    edit = reverse("tracking:session-edit", args=[kept.pk])
    assert f'href="{edit}#id_pain_worst"' in signed_in.get(url).content.decode()
    assert 'id="id_pain_worst"' in signed_in.get(edit).content.decode()
    Session.objects.update(pain_after=3)
    assert "Add how it went" not in signed_in.get(url).content.decode()


def test_the_session_can_be_deleted_from_its_page(signed_in: Client) -> None:
    signed_in.post(AS_PLANNED, button())
    kept = Session.objects.get()
    page = signed_in.get(reverse("tracking:session-detail", args=[kept.pk]))
    delete = reverse("tracking:session-delete", args=[kept.pk])
    form = next(one for one in Document(page.content.decode()).forms() if one["action"] == delete)
    signed_in.post(delete, sent_by(form))
    assert not Session.objects.standing().exists()
