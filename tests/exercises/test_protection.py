"""Nothing leaves the library's lists without a word because it was deleted elsewhere."""

from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from exercises.models import BodyArea, Exercise, Measure, MeasureChoice, ScreeningItem
from exercises.models.protection import naming, silent_relations
from tests.exercises.admin_page import errors_in, fields_of, send
from tracking.models import Followed

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


def page(row: Any, what: str = "change") -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_{what}", args=[row.pk])


def in_use(model: Any, relation: Any, number: int) -> Any:
    """A row of `model` that is named by this relation alone."""
    row = model.objects.all()[0]
    row.pk, row.code = None, f"named-{number}"
    if hasattr(row, "slug"):
        row.slug = row.code
    if isinstance(row, Exercise):
        row.rung += 100 + number  # a place that nothing has
    row.save()
    holder = relation.related_model._default_manager.first()
    if holder is None:
        holder = relation.related_model._default_manager.create()
    if relation.many_to_many:
        getattr(holder, relation.field.name).add(row)
    else:
        setattr(holder, relation.field.name, row)
        holder.save()
    return row, holder


def test_nothing_that_others_name_is_deleted_by_any_relation(editor: Any) -> None:
    """The page names what uses it; neither the page, the list nor a command deletes it."""
    faults, walked = [], []
    for model in apps.get_app_config("exercises").get_models():
        for number, relation in enumerate(silent_relations(model)):
            row, holder = in_use(model, relation, number)
            name = f"{model.__name__} in {relation.related_model.__name__}.{relation.field.name}"
            walked.append(name)
            told = editor.get(page(row, "delete")).content.decode()
            if admin.site.is_registered(type(holder)) and page(holder) not in told:
                faults.append(f"{name}: the page does not name it")
            send(editor, page(row, "delete"), {"post": "yes"})
            action = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
            listed = reverse(f"admin:exercises_{model._meta.model_name}_changelist")
            send(editor, listed, action)
            with suppress(ProtectedError), transaction.atomic():
                model.objects.filter(pk=row.pk).delete()
            if not model.objects.filter(pk=row.pk).exists() or naming([row]) != [holder]:
                faults.append(f"{name}: deleted")
    assert not faults, faults
    assert len(walked) >= 9, walked


def test_what_nothing_names_can_go(editor: Any) -> None:
    area = BodyArea.objects.create(code="elsewhere", label="Elsewhere")
    editor.post(page(area, "delete"), {"post": "yes"})
    assert not BodyArea.objects.filter(pk=area.pk).exists()


def test_the_stop_sign_and_the_last_emergency_stay(editor: Any) -> None:
    stop = ScreeningItem.objects.get(urgency="stop")
    last = ScreeningItem.objects.filter(urgency="emergency")[0]
    editor.post(page(stop, "delete"), {"post": "yes"})
    all_of_them = list(
        ScreeningItem.objects.filter(urgency="emergency").values_list("pk", flat=True)
    )
    sent = {"action": "delete_selected", "_selected_action": all_of_them, "post": "yes"}
    editor.post(reverse("admin:exercises_screeningitem_changelist"), sent)
    assert ScreeningItem.objects.filter(pk__in=[stop.pk, last.pk]).count() == 2


def test_an_answer_that_logs_may_hold_stays_and_keeps_its_code(editor: Any, user: Any) -> None:
    choice = MeasureChoice.objects.all()[0]
    measure = choice.measure
    measure.choices.create(code="third", label="A third", order=90)
    measure.choices.create(code="fourth", label="A fourth", order=91)
    Followed.objects.create(user=user, measure=measure)
    fields = fields_of(editor, page(measure)) | {"choices-0-DELETE": "on"}
    refused = errors_in(send(editor, page(measure), fields))
    assert list(refused) == ["choices"]
    del fields["choices-0-DELETE"]
    assert errors_in(send(editor, page(measure), fields | {"choices-0-code": "other"})) == {}
    assert measure.choices.filter(code=choice.code).exists()


def test_no_sign_ceases_to_be_an_emergency_by_a_slip(editor: Any) -> None:
    sign = Measure.objects.exclude(emergency_in=[])[0]
    places = sign.emergency_in
    fields = fields_of(editor, page(sign)) | {"emergency_in": []}
    answer = send(editor, page(sign), fields)
    refused = errors_in(answer)
    assert list(refused) == ["emergency_in"]
    label = BodyArea.objects.get(code=places[0]).label
    assert label in refused["emergency_in"][0]
    sign.refresh_from_db()
    assert sign.emergency_in == places
    assert errors_in(send(editor, page(sign), fields | {"no_emergency": "on"})) == {}
    sign.refresh_from_db()
    assert sign.emergency_in == []
    assert "no_emergency" not in fields_of(editor, page(sign))
