"""The group "Editors": all content of the library, nothing else, and nobody's diary."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse

from accounts.models import Consent
from exercises.models import Edition, Exercise, PackEntry, Ruleset
from tests.accounts.test_deletion import with_a_past
from tests.architecture.test_urls import OPEN, admin_urls
from tests.exercises.admin_page import context_of, fields_from, fields_in, inline_code_in

pytestmark = pytest.mark.usefixtures("library")

EDITORS = import_module("exercises.migrations.0003_editors")
FIGURES = import_module("exercises.migrations.0005_editors_figures")
ANATOMY = import_module("exercises.migrations.0013_editors_anatomy")
RULESET = import_module("exercises.migrations.0018_editors_ruleset")
CONTENT = [
    model
    for model in admin.site._registry
    if model._meta.app_label == "exercises" and model not in (PackEntry, Ruleset)
]
NAMES = [model._meta.model_name for model in CONTENT]
PAGES = ("changelist", "add", "change", "history", "delete")


@pytest.fixture
def group() -> Group:
    return Group.objects.get(name="Editors")


@pytest.fixture
def editor(make_user: Any, client_of: Any, group: Group) -> Any:
    """Somebody who is nothing but an editor."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(group)
    return client_of(person)


@pytest.fixture
def secrets(user: Any, staff: Any) -> list[str]:
    """What is to be read nowhere: of a person with a diary, and of a colleague who edits."""
    user.name = "Anabelle"
    user.save()
    with_a_past(user)
    Consent.objects.update_or_create(
        user=user, withdrawn_at=None, defaults={"text_version": "2026-secret"}
    )
    for row in Exercise.objects.all()[:3]:
        LogEntry.objects.create(
            user=staff, content_type=ContentType.objects.get_for_model(Exercise),
            object_id=row.pk, object_repr=str(row), action_flag=CHANGE,
        )  # fmt: skip
    return [user.email, user.name, "my own words", "2026-secret", staff.email]


def rights_of(group: Group) -> set[str]:
    found = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}


def expected() -> set[str]:
    """Everything on what the admin has of content. Of the pack's entries, to look and decide; of
    rulesets, to look."""
    actions = ("add", "change", "delete", "view")
    whole = {f"exercises.{action}_{name}" for action in actions for name in NAMES}
    looks = {"exercises.view_packentry", "exercises.view_ruleset"}
    return whole | looks | {"exercises.change_packentry"}


def make_editors() -> None:
    """What the migrations do, one after the other."""
    EDITORS.make_editors(apps, connection.schema_editor())
    FIGURES.let_editors_draw(apps, connection.schema_editor())
    ANATOMY.let_editors_in(apps, connection.schema_editor())
    RULESET.let_editors_read(apps, connection.schema_editor())


def page(model: Any, name: str) -> str:
    keys = [] if name in ("changelist", "add") else [model._default_manager.all()[0].pk]
    return reverse(f"admin:exercises_{model._meta.model_name}_{name}", args=keys)


# --- The migration -----------------------------------------------------------------------------


def test_it_may_do_everything_with_all_content_and_nothing_else(group: Group) -> None:
    """A new kind of content needs a migration that lets editors at it."""
    assert rights_of(group) == expected()


def test_the_parts_of_content_need_no_rights_of_their_own() -> None:
    """They are edited on the page of the whole, whose rights count."""
    registered = {*CONTENT, PackEntry, Ruleset, Edition}
    inlines = {
        inline.model for model in CONTENT for inline in admin.site.get_model_admin(model).inlines
    }
    assert set(apps.get_app_config("exercises").get_models()) == registered | inlines


@pytest.mark.database
def test_it_gives_a_group_that_is_there_these_rights_and_keeps_its_members(
    group: Group, user: Any
) -> None:
    user.groups.add(group)
    group.permissions.set(Permission.objects.filter(codename="view_user"))
    make_editors()
    assert rights_of(group) == expected()
    assert list(group.user_set.all()) == [user]


@pytest.mark.database
def test_it_can_be_taken_back_and_made_again(group: Group) -> None:
    EDITORS.remove_editors(apps, connection.schema_editor())
    assert not Group.objects.filter(name="Editors").exists()
    make_editors()
    assert rights_of(Group.objects.get(name="Editors")) == expected()


@pytest.mark.database
def test_it_makes_the_rights_where_there_are_none_yet(group: Group) -> None:
    Permission.objects.filter(content_type__app_label="exercises").delete()
    make_editors()
    assert rights_of(group) == expected()


def test_the_right_to_draw_can_be_taken_back(group: Group) -> None:
    FIGURES.stop_editors_drawing(apps, connection.schema_editor())
    assert expected() - rights_of(group) == {
        f"exercises.{action}_figure" for action in ("add", "change", "delete", "view")
    }


def test_the_right_to_the_anatomy_can_be_taken_back(group: Group) -> None:
    ANATOMY.keep_editors_out(apps, connection.schema_editor())
    assert expected() - rights_of(group) == {
        f"exercises.{action}_anatomypart" for action in ("add", "change", "delete", "view")
    }


def test_the_right_to_read_rulesets_can_be_taken_back(group: Group) -> None:
    RULESET.stop_editors_reading(apps, connection.schema_editor())
    assert expected() - rights_of(group) == {"exercises.view_ruleset"}


def test_a_site_without_the_group_stays_without_it(group: Group) -> None:
    group.delete()
    FIGURES.let_editors_draw(apps, connection.schema_editor())
    FIGURES.stop_editors_drawing(apps, connection.schema_editor())
    ANATOMY.let_editors_in(apps, connection.schema_editor())
    ANATOMY.keep_editors_out(apps, connection.schema_editor())
    RULESET.let_editors_read(apps, connection.schema_editor())
    RULESET.stop_editors_reading(apps, connection.schema_editor())
    assert not Group.objects.filter(name="Editors").exists()


# --- What an editor can do ---------------------------------------------------------------------


def test_the_steps_of_an_exercise_can_be_written(editor: Any) -> None:
    for inline in context_of(editor, page(Exercise, "change"))["inline_admin_formsets"]:
        assert inline.has_add_permission, inline.opts
        assert inline.has_change_permission, inline.opts


# --- What an editor cannot see -----------------------------------------------------------------


def test_every_other_page_is_closed(editor: Any) -> None:
    for url in admin_urls():
        ours = url.startswith("/admin/exercises/") or url in OPEN | {"/admin/"}
        if ours or url.startswith(("/admin/password_change/", "/admin/r/", "/admin/autocomplete")):
            continue
        for answer in (editor.get(url), editor.post(url, {})):
            # A row that is not there leads to the first page; some pages only take a form.
            nowhere = answer.status_code == 302 and answer["Location"] == "/admin/"
            assert nowhere or answer.status_code in (403, 404, 405), url


def unlike(html: str, context: dict[str, Any]) -> set[str]:
    """The fields that other tests, which read them from the forms, would send otherwise."""
    on_page, in_forms = fields_in(html), fields_from(context)
    names = {name for name in on_page | in_forms if "__prefix__" not in name}
    names.remove("csrfmiddlewaretoken")
    return {name for name in names if (on_page.get(name) or "") != (in_forms.get(name) or "")}


def faults_of(url: str, answer: Any) -> Iterator[str]:
    """What is wrong with a page of content."""
    if answer.status_code != 200:
        yield f"{url}: {answer.status_code}"
        return
    html = answer.content.decode()
    yield from (f"{url}: {code} in the page itself" for code in inline_code_in(html))
    if url.endswith(("/add/", "/change/")):
        yield from (
            f"{url}: {name} in the page and in its form"
            for name in unlike(html, answer.context_data)
        )


def test_every_page_of_content_is_open_and_nobody_is_named_on_any(
    editor: Any, secrets: list[str]
) -> None:
    content = {page(model, name) for model in CONTENT for name in PAGES}
    rows = tuple(f"/admin/exercises/{name}/1/" for name in NAMES)
    others = {url for url in admin_urls() if not url.startswith(rows)} - OPEN
    wrong = []
    for url in sorted(content | others):
        answer = editor.get(url)
        if url in content:
            wrong += faults_of(url, answer)
        named = [word for word in secrets if word in answer.content.decode()]
        if named:
            wrong.append(f"{url}: {named}")
    assert not wrong, wrong
    assert len(content) > 90


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("accounts", "consent", "user"),
        ("admin", "logentry", "user"),
        ("tracking", "session", "user"),
    ],
)
def test_nobody_is_found_through_a_search_field(
    editor: Any, secrets: list[str], app: str, model: str, field: str
) -> None:
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": "ana"}
    answer = editor.get(reverse("admin:autocomplete"), asked)
    assert answer.status_code == 403


def test_the_history_names_colleagues_by_name_alone(
    editor: Any, staff: Any, secrets: list[str]
) -> None:
    history = page(Exercise, "history")
    assert "somebody of the staff" in editor.get(history).content.decode()
    staff.name = "Sam"
    staff.save()
    named = "".join(editor.get(history).content.decode().split())
    assert ">Sam<" in named


def test_who_looks_after_accounts_still_sees_them(
    staff: Any, client_of: Any, secrets: list[str]
) -> None:
    client = client_of(staff)
    assert secrets[0] in client.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert secrets[4] in client.get(page(Exercise, "history")).content.decode()


def test_the_first_page_begins_with_the_library(editor: Any) -> None:
    Exercise.objects.filter(slug="knee-rocks").update(status="draft")
    html = editor.get(reverse("admin:index")).content.decode()
    assert '/admin/exercises/exercise/?status__exact=draft">1 draft<' in html
    assert "Accounts" not in html


def test_who_may_see_no_library_is_told_nothing_of_it(make_user: Any, client_of: Any) -> None:
    client = client_of(make_user("other@example.org", is_staff=True))
    assert "The library today" not in client.get(reverse("admin:index")).content.decode()
