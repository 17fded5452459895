"""The edition of the library: whoever changes it, the next page shows the change."""

import threading
from itertools import pairwise
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import Exercise, Measure, ScreeningItem, Synonym, kept, one_edition
from exercises.models.edition import current_edition
from exercises.models.edition_triggers import EVENTS, NAMES, renew_by_triggers, tables_of
from exercises.shelf.vocabulary import known_measures
from tests.stock import restock

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_each_table_of_the_library_renews_it_at_each_event() -> None:
    tables = tables_of(apps.get_app_config("exercises"))
    assert "exercises_exercise_targets" in tables, "tables between two others belong to it too"
    expected = {f"{table}_renews_{event.lower()}" for table in tables for event in EVENTS}
    assert expected <= triggers()


@pytest.mark.django_db
def test_a_table_that_is_not_there_on_the_way_back_is_passed_over() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE exercises_ruleset")
    renew_by_triggers(apps.get_app_config("exercises"), "default")
    assert "exercises_ruleset_renews_insert" not in triggers()


@pytest.mark.django_db
def test_every_way_to_write_renews_it() -> None:
    exercise = Exercise.objects.published().first()
    assert exercise is not None
    ways = {
        "save": exercise.save,
        "update": lambda: Exercise.objects.filter(pk=exercise.pk).update(name="Another"),
        "many to many": exercise.targets.clear,
        "bulk": lambda: Synonym.objects.bulk_create(
            [Synonym(label="zz", means="hip", order=1)], ignore_conflicts=True
        ),
        "delete": Synonym.objects.filter(label="zz").delete,
    }
    editions = [current_edition()]
    for way in ways.values():
        way()
        editions.append(current_edition())
    pairs = zip(ways, pairwise(editions), strict=True)
    assert not [name for name, (earlier, later) in pairs if earlier == later]


@pytest.mark.django_db
def test_what_is_taken_back_leaves_the_edition_as_it_was() -> None:
    before = current_edition()
    with transaction.atomic():
        Synonym.objects.all().delete()
        assert current_edition() != before
        transaction.set_rollback(True)
    assert current_edition() == before


@pytest.mark.django_db
def test_it_keeps_what_was_made_until_the_library_changes() -> None:
    made: list[str] = []

    @kept
    def make(name: str) -> str:
        made.append(name)
        return name

    assert [make("a"), make("a"), make("b")] == ["a", "a", "b"]
    assert made == ["a", "b"]
    Synonym.objects.all().delete()
    make("a")
    assert made == ["a", "b", "a"]


@pytest.mark.django_db
def test_a_request_that_reads_is_of_one_edition(django_assert_num_queries: Any) -> None:
    known_measures()
    with one_edition(), django_assert_num_queries(1):
        known_measures()
        known_measures()


@pytest.mark.django_db
def test_a_form_that_is_refused_asks_for_it_once(signed_in: Client) -> None:
    url = reverse("tracking:check-in-new")
    signed_in.post(url, {})
    with CaptureQueriesContext(connection) as asked:
        assert signed_in.post(url, {}).status_code == 422
    statements = [query["sql"] for query in asked]
    assert sum("exercises_edition" in sql for sql in statements) == 1


@pytest.mark.django_db
def test_a_word_that_staff_change_is_on_the_next_page(signed_in: Client) -> None:
    pages = {
        "exercises:library": (Exercise.objects.published(), "name"),
        "exercises:safety": (ScreeningItem.objects.filter(urgency="emergency"), "label"),
        "tracking:today": (ScreeningItem.objects.exclude(short=""), "short"),
        "tracking:check-in-new": (Measure.objects.filter(asked_always=True), "label"),
        "tracking:session-new": (Exercise.objects.published(), "name"),
    }
    stale = []
    for name, (rows, field) in pages.items():
        signed_in.get(reverse(name))
        rows.filter(pk=rows.values("pk")[:1]).update(**{field: f"Changed for {field}"})
        if f"changed for {field}" not in signed_in.get(reverse(name)).content.decode().lower():
            stale.append(name)
    assert not stale


@pytest.mark.django_db(transaction=True)
def test_a_change_by_another_connection_is_seen() -> None:
    restock()
    label = next(iter(known_measures().values())).label

    def edit() -> None:
        Measure.objects.filter(label=label).update(label=f"{label}!")
        connection.close()

    editor = threading.Thread(target=edit)
    editor.start()
    editor.join()
    assert f"{label}!" in {measure.label for measure in known_measures().values()}


@pytest.mark.django_db(transaction=True)
def test_it_is_there_again_after_the_tables_were_emptied() -> None:
    before = current_edition()
    call_command("flush", interactive=False, verbosity=0)
    assert current_edition() not in ("", before)
