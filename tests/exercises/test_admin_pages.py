"""The library's admin pages: who sees them, and what is never on them."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from exercises import models
from exercises.pack.kinds import KINDS
from tests.exercises.admin_page import errors_in, fields_on, inline_code_in

pytestmark = pytest.mark.usefixtures("library")

KIND_OF = {kind.model: kind for kind in KINDS}
REGISTERED = [
    model
    for model in admin.site._registry
    if model._meta.app_label == "exercises" and model is not models.PackEntry
]  # what the pack offers is looked at and decided upon: test_pack_offers.py
NAMES = [model._meta.model_name for model in REGISTERED]

QUERIES = 10  # session, user, two counts, rows, their doses, and one for each filter by relation


def address(page: str, *args: Any) -> str:
    return reverse(f"admin:exercises_{page}", args=args)


def may(user: Any, *codenames: str) -> Any:
    """`user` as a staff member with these rights alone."""
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def test_every_kind_of_content_can_be_edited() -> None:
    assert set(REGISTERED) == set(KIND_OF)


def test_nothing_that_a_person_logged_is_registered() -> None:
    assert not [model for model in admin.site._registry if model._meta.app_label == "tracking"]


@pytest.mark.parametrize("name", NAMES)
def test_staff_see_list_add_and_change(name: str, staff: Any, client_of: Any) -> None:
    client = client_of(staff)
    row = next(model for model in REGISTERED if model._meta.model_name == name).objects.first()
    for page in (
        address(f"{name}_changelist"),
        address(f"{name}_add"),
        address(f"{name}_change", row.pk),
        address(f"{name}_history", row.pk),
        address(f"{name}_delete", row.pk),
    ):
        response = client.get(page)
        assert response.status_code == 200, page
        assert inline_code_in(response.content.decode()) == [], page


@pytest.mark.parametrize("name", NAMES)
def test_readers_are_refused(name: str, user: Any, client_of: Any, client: Any) -> None:
    page = address(f"{name}_changelist")
    assert client.get(page).status_code == 302
    assert client_of(user).get(page, follow=True).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_saving_an_untouched_page_changes_nothing(name: str, staff: Any, client_of: Any) -> None:
    client = client_of(staff)
    kind = next(kind for model, kind in KIND_OF.items() if model._meta.model_name == name)
    rows = list(kind.model._default_manager.prefetch_related(*kind.prefetches()))
    for row in rows[:: max(1, len(rows) // 4)]:
        page = address(f"{name}_change", row.pk)
        assert errors_in(client.post(page, fields_on(client, page))) == {}, row
        after = kind.model._default_manager.get(pk=row.pk)
        assert kind.row_facts(after) == kind.row_facts(row)
        assert getattr(after, "revision", 1) == 1, row


def test_the_list_of_exercises_takes_the_same_queries_however_long(
    staff: Any, client_of: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(staff)
    page = address("exercise_changelist")
    client.get(page)
    with django_assert_num_queries(QUERIES):
        client.get(page)
    with django_assert_num_queries(QUERIES):
        client.get(page, {"q": "knee"})


@pytest.mark.parametrize("word", ["knee-rocks", "Lying knee", "windscreen", "bring turning back"])
def test_exercises_are_found_by_address_name_other_name_and_purpose(
    word: str, staff: Any, client_of: Any
) -> None:
    response = client_of(staff).get(address("exercise_changelist"), {"q": word})
    assert "knee-rocks" in [row.slug for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    "name",
    [
        "exercise",
        "programme",
        "article",
        "claim",
        "source",
        "habit",
        "selfcheck",
        "anatomypart",
        "measure",
        "contraindication",
    ],
)
def test_who_may_only_look_sees_the_whole_and_cannot_save(
    name: str, make_user: Any, client_of: Any
) -> None:
    client = client_of(may(make_user(), f"view_{name}"))
    row = next(model for model in REGISTERED if model._meta.model_name == name).objects.first()
    page = address(f"{name}_change", row.pk)
    shown = client.get(page)
    assert shown.status_code == 200
    assert b'name="_save"' not in shown.content
    assert client.post(page, {}).status_code == 403
    assert client.get(address(f"{name}_add")).status_code == 403


def test_the_right_to_view_an_exercise_shows_its_steps(make_user: Any, client_of: Any) -> None:
    exercise = models.Exercise.objects.get(slug="knee-rocks")
    client = client_of(may(make_user(), "view_exercise"))
    shown = client.get(address("exercise_change", exercise.pk))
    assert exercise.steps.first().cue in shown.content.decode()


def test_the_right_to_change_an_exercise_covers_its_steps(make_user: Any, client_of: Any) -> None:
    exercise = models.Exercise.objects.get(slug="knee-rocks")
    client = client_of(may(make_user(), "change_exercise"))
    page = address("exercise_change", exercise.pk)
    sent = fields_on(client, page) | {"steps-0-cue": "Knees touch, arms wide"}
    assert errors_in(client.post(page, sent)) == {}
    assert exercise.steps.first().cue == "Knees touch, arms wide"


def test_staff_without_rights_see_no_library(make_user: Any, client_of: Any) -> None:
    client = client_of(may(make_user()))
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(address("exercise_changelist")).status_code == 403


def test_the_pages_carry_our_name_and_style(staff: Any, client_of: Any) -> None:
    html = client_of(staff).get(reverse("admin:index")).content.decode()
    assert "| Rung</title>" in html
    assert "css/admin/admin.css" in html


def test_a_draft_is_shown_to_staff_on_the_site(staff: Any, client_of: Any) -> None:
    client = client_of(staff)
    exercise = models.Exercise.objects.get(slug="knee-rocks")
    exercise.status = models.Status.DRAFT
    exercise.save()
    page = client.get(address("exercise_change", exercise.pk))
    assert f'href="{exercise.get_absolute_url()}"' in page.content.decode()
    assert client.get(exercise.get_absolute_url()).status_code == 200
