"""The library's admin pages: who sees them, and what is never on them."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from exercises import models
from exercises.pack.kinds import KINDS
from tests.exercises.admin_page import context_of, saved

pytestmark = pytest.mark.usefixtures("library")

KIND_OF = {kind.model: kind for kind in KINDS}
REGISTERED = [
    model
    for model in admin.site._registry
    if model._meta.app_label == "exercises" and model not in (models.PackEntry, models.Ruleset)
]  # what the pack offers is looked at and decided upon (test_pack_offers.py); test_ruleset.py

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


def test_saving_an_untouched_page_changes_nothing(staff: Any, client_of: Any) -> None:
    client = client_of(staff)
    wrong = []
    for model, kind in KIND_OF.items():
        rows = list(model._default_manager.prefetch_related(*kind.prefetches()))
        for row in rows[:: max(1, len(rows) // 4)]:
            errors = saved(client, address(f"{model._meta.model_name}_change", row.pk), {})
            after = model._default_manager.get(pk=row.pk)
            changed = kind.row_facts(after) != kind.row_facts(row)
            if errors or changed or getattr(after, "revision", 1) != 1:
                wrong.append(f"{model.__name__} {row}: {errors}")
    assert not wrong, wrong


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


def test_exercises_are_found_by_address_name_other_name_and_purpose(
    staff: Any, client_of: Any
) -> None:
    client = client_of(staff)
    for word in ("knee-rocks", "Lying knee", "windscreen", "bring turning back"):
        context = context_of(client, address("exercise_changelist") + f"?q={word}")
        assert "knee-rocks" in [row.slug for row in context["cl"].result_list], word


LOOKED_AT = (
    models.Exercise,
    models.Programme,
    models.Article,
    models.Claim,
    models.Source,
    models.Habit,
    models.SelfCheck,
    models.AnatomyPart,
    models.Measure,
    models.Contraindication,
)


def test_who_may_only_look_sees_the_whole_and_cannot_save(make_user: Any, client_of: Any) -> None:
    names = [model._meta.model_name for model in LOOKED_AT]
    client = client_of(may(make_user(), *(f"view_{name}" for name in names)))
    pages = {}
    for model, name in zip(LOOKED_AT, names, strict=True):
        page = address(f"{name}_change", model._default_manager.first().pk)
        shown = client.get(page)
        pages[name] = shown.content.decode()
        assert shown.status_code == 200, name
        assert 'name="_save"' not in pages[name], name
        assert client.post(page, {}).status_code == 403, name
        assert client.get(address(f"{name}_add")).status_code == 403, name
    assert models.Exercise.objects.first().steps.first().cue in pages["exercise"]


def test_the_right_to_change_an_exercise_covers_its_steps(make_user: Any, client_of: Any) -> None:
    exercise = models.Exercise.objects.get(slug="knee-rocks")
    client = client_of(may(make_user(), "change_exercise"))
    page = address("exercise_change", exercise.pk)
    assert saved(client, page, {"steps-0-cue": "Knees touch, arms wide"}) == {}
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
