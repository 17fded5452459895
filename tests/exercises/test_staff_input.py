"""What staff send is trusted no more than what others send: told in words, or 404, never 500."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Figure, Measure, PackEntry, SelfCheck
from exercises.pack.files.pose_text import pose_text
from tests.exercises.admin_page import errors_in, fields_of, form_on, refusals, saved

pytestmark = pytest.mark.database

HUGE = "9" * 24
QUERIES = (
    "p=abc", f"p={HUGE}", "p=-1", "o=abc", f"o={HUGE}", "o=1.-2.--", "q=%00", "id__in=abc",
    f"id__exact={HUGE}", "pk=%00", "order__exact=1e400", "_popup=1&_to_field=abc",
    "_changelist_filters=%00%ff", "status__exact=%00",
)  # fmt: skip
STARTS = (
    "figure/add/?exercise=abc",
    f"figure/add/?exercise={HUGE}",
    "figure/add/?exercise=%00",
    "exercise/add/?sources=abc",
    "exercise/add/?ladder=abc",
    "exercise/add/?order=x",
)
KEYS = ("abc", HUGE, "-1", "1.5", "", "\x00", "_00")
JSON = (
    "[1]",
    "[{}]",
    '[{"code": "\\u0000", "label": "x"}]',
    '{"a": NaN}',
    "[Infinity]",
    '["\\u0000"]',
    '["\\ud800"]',
    "[" * 3000,
    "{",
    "\x00",
    "[1e999]",
)
POSES = (
    "psoas: .nan", "psoas: .inf", 'psoas: "\\0"', 'psoas: "\\uD800"', "psoas: 1e999", '{"a": NaN}',
    "[" * 3000, "\x00", "2026-02-31: 1", "? [a]\n: b", "a: !!python/none", "",
)  # fmt: skip


@pytest.fixture
def desk(staff: Any, client_of: Any) -> Client:
    client: Client = client_of(staff)
    client.raise_request_exception = False
    return client


def pages() -> Iterator[tuple[Any, str]]:
    """Every kind of row that the admin has, and the beginning of the names of its pages."""
    for model in admin.site._registry:
        yield model, f"admin:{model._meta.app_label}_{model._meta.model_name}"


def odd_questions() -> Iterator[str]:
    """Addresses that no page of ours has."""
    kinds = [*ContentType.objects.values_list("pk", flat=True), 0, HUGE, "abc"]
    yield from (f"/admin/r/{kind}/1/" for kind in kinds)
    yield from (f"/admin/r/{kinds[0]}/{key}/" for key in ("abc", HUGE, "%00"))
    for number, (model, name) in enumerate(pages()):
        listed = reverse(f"{name}_changelist")
        # Each kind of row is asked some of it, and together they are asked all of it.
        yield from (f"{listed}?{query}" for query in QUERIES[number % 5 :: 5])
        keys = ("abc", HUGE, "_00")
        yield from (f"{listed}{key}/{what}/" for key in keys for what in ("change", "history"))
        if model is not PackEntry:
            yield f"{listed}{keys[number % 3]}/delete/"
    yield from (f"/admin/exercises/{start}" for start in STARTS)
    yield "/admin/exercises/figure/sheet/?slug=%00"
    yield "/admin/jsi18n/?x=%00"
    yield "/admin/autocomplete/?app_label=exercises&model_name=exercise&field_name=%00&term=%00"


@pytest.mark.usefixtures("library")
def test_no_odd_address_is_an_error_of_ours(desk: Client) -> None:
    faults = [one for one in odd_questions() if desk.get(one).status_code >= 500]
    assert not faults, faults


@pytest.mark.usefixtures("library")
def test_no_list_is_asked_for_what_no_row_can_hold(desk: Client) -> None:
    """Each list is asked it in one way, and one list in every way."""
    lists = [reverse(f"{name}_changelist") for _model, name in pages()]
    ways = list(product((desk.get, desk.head, desk.post), ("status__exact", "q", "x")))
    asked = [(listed, *ways[number % len(ways)]) for number, listed in enumerate(lists)]
    asked += [(lists[0], *way) for way in ways]
    answers = {
        f"{ask.__name__} {listed}?{field}": ask(f"{listed}?{field}=a%00b").status_code
        for listed, ask, field in asked
    }
    assert answers == dict.fromkeys(answers, 404)


@pytest.mark.usefixtures("library")
def test_no_odd_choice_in_a_list_is_an_error_of_ours(desk: Client) -> None:
    faults = []
    for number, (_model, name) in enumerate(pages()):
        listed = reverse(f"{name}_changelist")
        for key in (KEYS[number % len(KEYS)], "abc", HUGE):
            for action in ("delete_selected", "publish"):
                sent = {"action": action, "_selected_action": [key], "index": "abc"}
                answer = desk.post(listed, sent)
                if answer.status_code >= 500:
                    faults.append(f"{listed} {action} {key!r}")
    assert not faults, faults
    listed = reverse("admin:exercises_exercise_changelist")
    sent = {"action": "publish", "_selected_action": ["abc"]}
    told = desk.post(listed, sent, follow=True).content.decode()
    assert "Nothing was done" in told


def page_of(row: Any) -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


def taken(desk: Client, row: Any, odd: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Those odd values of fields that the form of a row does not refuse in words."""
    form_class, fields = form_on(desk, page_of(row))
    for name, value in odd:
        if name not in form_class(fields | {name: value}, instance=row).errors:
            yield f"{row._meta.model_name}.{name} = {value[:20]!r}: taken"


def broken(desk: Client, row: Any, odd: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Those whose page is an error of ours, or does not say what it refused."""
    fields = fields_of(desk, page_of(row))
    for name, value in odd:
        with transaction.atomic():
            answer = desk.post(page_of(row), fields | {name: value})
            transaction.set_rollback(True)
        if answer.status_code >= 500 or name not in errors_in(answer):
            yield f"{row._meta.model_name}.{name} = {value[:20]!r}: {answer.status_code}"


@pytest.mark.usefixtures("library")
def test_no_odd_value_is_kept_or_an_error_of_ours(desk: Client) -> None:
    """Not a number, no end, half a character: JSON that PostgreSQL cannot keep."""
    figure, check = Figure.objects.all()[0], SelfCheck.objects.exclude(choices=[])[0]
    measure, exercise = Measure.objects.all()[0], Exercise.objects.all()[0]
    text = pose_text(figure.pose)
    ends = [f'{text}title: "{odd}"\n' for odd in ("\\0", "\\uD800")]
    choices = [("choices", value) for value in JSON]
    merges = [("merges", value) for value in JSON]
    poses = [("pose", value) for value in (*POSES, *ends)]
    faults = [
        *taken(desk, check, choices),
        *taken(desk, measure, merges),
        *taken(desk, figure, poses),
        *taken(desk, exercise, [("ladder", HUGE), ("position", HUGE)]),
        *broken(desk, check, choices[::3]),
        *broken(desk, measure, [merges[-2], ("order", HUGE)]),
        *broken(desk, figure, poses[::4]),
        *broken(desk, exercise, [("name", "a\x00b"), ("ladder", HUGE)]),
    ]
    orders = [{"steps-0-order": value} for value in ("abc", HUGE, "-1")]
    answers = refusals(desk, page_of(exercise), orders)
    faults += [f"order: {errors}" for errors in answers if set(errors) != {"steps-0-order"}]
    assert not faults, faults
    page = reverse("admin:exercises_selfcheck_change", args=[check.pk])
    assert saved(desk, page, {}) == {}
    odd = {"pose": "psoas: .nan", "exercise": "\x00"}
    preview = reverse("admin:exercises_figure_preview")
    assert desk.post(f"{preview}?figure=%00", odd).status_code == 422
