"""The walk of an editor: a new exercise, programme or article from a name to readers and back."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises.models import (
    Article,
    BodyPosition,
    Exercise,
    Ladder,
    Programme,
    ProgrammeItem,
    Source,
    Status,
)
from tests.exercises.admin_page import (
    answer_to,
    context_of,
    errors_in,
    fields_of,
    form_on,
    messages_with,
    saved,
    send,
)
from tracking.models import Session, SessionLine

pytestmark = pytest.mark.usefixtures("library")

ADD = reverse("admin:exercises_exercise_add")
STEPS = (
    "Lie on your side.",
    "Lift the top knee a little.",
    "Breathe out.",
    "Let it sink and rest.",
)
CUES = ("Lie on your side", "Lift the knee", "Breathe out", "Let it sink")


@pytest.fixture
def editor(make_user: Any, client_of: Any) -> Any:
    """Somebody who is nothing but an editor."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    return client_of(person)


def page_of(row: Any) -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


def press(client: Any, row: Any, button: str = "_continue", **changes: Any) -> Any:
    """Open the page of `row`, change fields, press a button; the answer to that."""
    answer = answer_to(client, page_of(row), changes | {button: "yes"})
    row.refresh_from_db()
    return answer


def begin(client: Any, name: str = "Clam lift", ladder: str = "glutes") -> Exercise:
    """A draft with the least that it needs, made by an editor."""
    asked = {"name": name, "ladder": str(Ladder.objects.get(code=ladder).pk)}
    assert saved(client, ADD, asked) == {}
    return Exercise.objects.get(name=name)


def draft() -> Exercise:
    """What `begin` leaves behind."""
    ladder = Ladder.objects.get(code="glutes")
    return Exercise.objects.create(
        name="Clam lift", slug="clam-lift", status=Status.DRAFT, ladder=ladder, rung=7,
        phase=ladder.phase, gentler=Exercise.objects.get(slug="single-leg-bridge"),
        position=BodyPosition.objects.all()[0], dose_type="hold", evidence_level="expert",
        pain_now_max=0,
    )  # fmt: skip


def whole() -> dict[str, Any]:
    """What is left to write after `begin`, as the page names it."""
    parts = {
        "purpose": "To wake the side of the hip.", "feel": "A mild effort.",
        "evidence_note": "We know of no trial.", "sources": [str(Source.objects.all()[0].pk)],
        "points-2-0-text": "It hurts",
    }  # fmt: skip
    for row in range(4):
        parts |= {f"steps-{row}-text": STEPS[row], f"steps-{row}-cue": CUES[row]}
    for row in range(3):
        parts |= {f"doses-{row}-sets": "1", f"doses-{row}-reps": "2"}
        parts |= {f"doses-{row}-seconds": str(10 * (row + 1))}
    return parts


def programme_of(*exercises: Exercise) -> Programme:
    """A published programme with these exercises."""
    made = Programme.objects.create(
        slug="ours", title="Ours", status=Status.PUBLISHED, who="All", purpose="To begin.",
        days_per_week=3, pain_now_max=0,
    )  # fmt: skip
    made.sources.add(Source.objects.all()[0])
    for order, one in enumerate(exercises):
        ProgrammeItem.objects.create(programme=made, exercise=one, order=order)
    return made


def log(user: Any, exercise: Exercise, programme: Programme | None = None) -> Session:
    now = timezone.now()
    session = Session.objects.create(user=user, at=now, local_date=now.date(), programme=programme)
    SessionLine.objects.create(
        session=session, exercise=exercise, exercise_revision=exercise.revision, level="start",
        sets=1, reps=1, seconds=1,
    )  # fmt: skip
    return session


def needs_on(client: Any, row: Any) -> dict[str, bool]:
    needs: dict[str, bool] = context_of(client, page_of(row))["standing"].needs
    return needs


# --- Create ------------------------------------------------------------------------------------


def test_a_name_and_a_ladder_make_a_draft(editor: Any) -> None:
    made = begin(editor)
    assert (made.status, made.slug, made.rung) == (Status.DRAFT, "clam-lift", 7)
    assert made.gentler == Exercise.objects.get(slug="single-leg-bridge")
    assert made.phase == made.ladder.phase
    # Empty rows to begin with are no steps.
    assert not made.steps.exists()
    assert not made.points.exists()
    assert not made.doses.exists()


def test_saving_a_new_one_leads_to_its_page(editor: Any) -> None:
    sent = fields_of(editor, ADD) | {"name": "Clam lift", "ladder": "1", "_save": "Save"}
    answer = editor.post(ADD, sent)
    assert answer["Location"].split("?")[0] == page_of(Exercise.objects.get(name="Clam lift"))


def test_the_address_comes_from_the_name_and_is_asked_for_where_that_has_no_plain_letters(
    editor: Any,
) -> None:
    form_class, fields = form_on(editor, ADD)
    table = {
        "Knee rocks": "knee-rocks-2",
        "Ännchens Brücke": "annchens-brucke",
        "膝": "Say one in plain letters, such as “knee-rocks”.",
    }
    answers = {}
    for name in table:
        form = form_class(fields | {"name": name, "ladder": "1"})
        refused = form.errors.get("slug")
        answers[name] = refused[0] if refused else form.cleaned_data["slug"]
    assert answers == table


def test_a_draft_can_be_saved_with_half_a_text(editor: Any) -> None:
    made = draft()
    half = {"purpose": "To wake the hip.", "steps-0-text": STEPS[0], "doses-0-sets": "1"}
    half |= {"doses-0-reps": "1", "doses-0-seconds": "10"}
    assert errors_in(press(editor, made, **half)) == {}
    assert [(step.text, step.cue) for step in made.steps.all()] == [(STEPS[0], "")]
    assert made.doses.count() == 1


# --- What is lacking, and the preview ----------------------------------------------------------


def test_the_page_of_a_draft_says_what_readers_need(editor: Any) -> None:
    made = draft()
    assert list(needs_on(editor, made).values()) == [False] * 7
    press(editor, made, **whole())
    assert all(needs_on(editor, made).values())
    made.steps.filter(order=3).update(cue="")
    assert needs_on(editor, made)["a spoken cue at each step"] is False


@pytest.mark.parametrize("written", [dict, whole], ids=["bare", "whole"])
def test_save_and_preview_shows_the_real_page_to_staff_alone(
    written: Any, editor: Any, client: Any
) -> None:
    made = draft()
    answer = press(editor, made, "_preview", **written())
    assert answer["Location"] == made.get_absolute_url()
    html = editor.get(answer["Location"]).content.decode()
    assert "Draft, only staff see this." in html
    assert client.get(made.get_absolute_url()).status_code == 404


# --- Publish and withdraw ----------------------------------------------------------------------


def test_publish_is_refused_with_what_is_lacking_and_keeps_what_was_written(editor: Any) -> None:
    made = draft()
    answer = press(editor, made, "_publish", **{**whole(), "sources": [], "feel": ""})
    assert "stays a draft. It needs: how it should feel, a source." in messages_with(answer)
    assert (made.status, made.steps.count()) == (Status.DRAFT, 4)


def test_publish_saves_and_shows_it_to_readers(editor: Any, client: Any) -> None:
    made = draft()
    answer = press(editor, made, "_publish", **whole())
    assert answer["Location"] == page_of(made)
    assert "“Clam lift” is published. Readers see it now." in messages_with(answer)
    assert client.get(made.get_absolute_url()).status_code == 200
    assert LogEntry.objects.filter(object_id=made.pk).count() == 2  # changed, published


def test_what_readers_see_stays_whole(editor: Any) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    nothing: dict[str, Any] = dict.fromkeys(("purpose", "feel", "evidence_note"), "")
    nothing |= {"sources": [], "pain_now_max": ""}
    assert set(saved(editor, page_of(row), nothing)) == set(nothing)


def test_withdraw_saves_and_hides_it(editor: Any, client: Any) -> None:
    row = Exercise.objects.get(slug="full-camel")
    answer = press(editor, row, "_withdraw", feel="")
    assert "is a draft again" in messages_with(answer)
    assert (row.status, row.feel) == (Status.DRAFT, "")
    assert client.get(row.get_absolute_url()).status_code == 404
    assert "status" in LogEntry.objects.get(object_id=row.pk).get_change_message()


def test_there_is_one_way_to_change_the_status(editor: Any) -> None:
    row = Exercise.objects.get(slug="full-camel")
    press(editor, row, status="draft")
    assert row.status == Status.PUBLISHED
    assert "status" not in fields_of(editor, page_of(row))


def test_enter_in_a_field_saves_and_does_not_publish(editor: Any) -> None:
    """A browser presses the first button of a form."""
    html = editor.get(page_of(draft())).content.decode()
    form = html[html.index('id="exercise_form"') :]
    first = form[form.index('type="submit"') :].split(">")[0]
    assert 'name="_continue"' in first


def test_who_may_only_look_has_no_buttons(make_user: Any, client_of: Any) -> None:
    from tests.exercises.test_admin_pages import may

    client = client_of(may(make_user(), "view_exercise"))
    html = client.get(page_of(Exercise.objects.get(slug="knee-rocks"))).content.decode()
    assert "Published: readers see it" in html
    assert "_withdraw" not in html


@pytest.mark.database
def test_a_second_editor_does_not_publish_over_the_first(editor: Any) -> None:
    made = draft()
    opened_before = fields_of(editor, page_of(made))
    press(editor, made, **whole())
    refused = errors_in(send(editor, page_of(made), opened_before | {"_publish": "yes"}))
    assert "while you had it open" in refused["__all__"][0]


# --- What holds it -----------------------------------------------------------------------------


def test_its_page_names_the_programmes_that_would_show_less(editor: Any) -> None:
    row = Exercise.objects.get(slug="band-side-step")
    html = editor.get(page_of(row)).content.decode()
    assert "The programme “Runner” shows 1 movement less, and keeps 7." in html


def test_a_withdrawn_exercise_is_gone_from_the_programme_and_the_rest_stays(
    editor: Any, client: Any, signed_in: Any
) -> None:
    first, second = Exercise.objects.all()[:2]
    programme = programme_of(first, second)
    press(editor, first, "_withdraw")
    html = client.get(programme.get_absolute_url()).content.decode()
    assert first.name not in html
    assert second.name in html
    form = signed_in.get(reverse("tracking:session-new"), {"programme": programme.slug})
    assert form.status_code == 200


def test_a_published_programme_keeps_an_exercise(editor: Any) -> None:
    only = Exercise.objects.all()[0]
    programme_of(only)
    html = editor.get(page_of(only)).content.decode()
    assert "nothing else would be left in the programme “Ours”" in html
    assert 'name="_withdraw"' not in html
    refused = errors_in(press(editor, only, "_withdraw"))
    assert "nothing else would be left" in refused["__all__"][0]
    assert only.status == Status.PUBLISHED


def test_a_draft_beside_it_does_not_count(editor: Any) -> None:
    first, second = Exercise.objects.all()[:2]
    programme_of(first, second)
    press(editor, first, "_withdraw")
    assert "__all__" in errors_in(press(editor, second, "_withdraw"))


def test_with_the_programme_a_draft_too_it_can_go(editor: Any) -> None:
    only = Exercise.objects.all()[0]
    programme = programme_of(only)
    Programme.objects.exclude(pk=programme.pk).update(status=Status.DRAFT)
    press(editor, programme, "_withdraw")
    press(editor, only, "_withdraw")
    assert (programme.status, only.status) == (Status.DRAFT, Status.DRAFT)


def test_a_log_keeps_showing_what_was_withdrawn(editor: Any, user: Any, signed_in: Any) -> None:
    row = Exercise.objects.get(slug="full-camel")
    programme = programme_of(row, Exercise.objects.all()[0])
    session = log(user, row, programme)
    press(editor, row, "_withdraw")
    press(editor, programme, "_withdraw")
    for name in ("tracking:session-detail", "tracking:session-edit"):
        html = signed_in.get(reverse(name, args=[session.pk])).content.decode()
        assert row.name in html, name
    page = reverse("admin:exercises_programme_delete", args=[programme.pk])
    assert "in people&#x27;s logs" in editor.get(page).content.decode()
    editor.post(page, {"post": "yes"})
    assert Programme.objects.filter(pk=programme.pk).exists()


# --- From the list -----------------------------------------------------------------------------


def withdraw(client: Any, *rows: Any, **more: str) -> Any:
    sent = {"action": "withdraw", "_selected_action": [row.pk for row in rows], **more}
    return client.post(reverse("admin:exercises_exercise_changelist"), sent, follow=True)


def test_the_list_asks_before_a_programme_shows_less(editor: Any) -> None:
    row = Exercise.objects.get(slug="band-side-step")
    html = withdraw(editor, row).content.decode()
    assert "The programme “Runner” shows 1 movement less" in html
    row.refresh_from_db()
    assert row.status == Status.PUBLISHED
    withdraw(editor, row, confirmed="yes")
    row.refresh_from_db()
    assert row.status == Status.DRAFT


def test_the_list_does_not_empty_a_programme_either(editor: Any) -> None:
    first, second, third = Exercise.objects.filter(programme_items=None)[:3]
    programme_of(first, second)
    html = withdraw(editor, first, second, third).content.decode()
    assert "nothing else would be left" in html
    withdraw(editor, first, second, third, confirmed="yes")
    kept = Exercise.objects.published().filter(pk__in=[first.pk, second.pk, third.pk])
    assert set(kept) == {first, second}


# --- Programmes and articles -------------------------------------------------------------------


def test_a_programme_walks_the_same_way(editor: Any, client: Any) -> None:
    page = reverse("admin:exercises_programme_add")
    assert saved(editor, page, {"title": "Evenings"}) == {}
    made = Programme.objects.get(slug="evenings")
    assert (made.status, made.pain_now_max) == (Status.DRAFT, 0)
    assert not any(needs_on(editor, made).values())
    assert editor.get(made.get_absolute_url()).status_code == 200
    rest = {"who": "Everybody", "purpose": "To end the day.", "sources": ["1"]}
    rest["items-0-exercise"] = str(Exercise.objects.get(slug="knee-rocks").pk)
    press(editor, made, "_publish", **rest)
    assert client.get(made.get_absolute_url()).status_code == 200
    press(editor, made, "_withdraw")
    assert client.get(made.get_absolute_url()).status_code == 404


def test_a_programme_waits_for_its_drafts(editor: Any) -> None:
    programme = programme_of(draft())
    Programme.objects.update(status=Status.DRAFT)
    assert needs_on(editor, programme)["“Clam lift” published"] is False
    assert "stays a draft" in messages_with(press(editor, programme, "_publish"))


def test_an_article_walks_too(editor: Any, client: Any) -> None:
    page = reverse("admin:exercises_article_add")
    assert saved(editor, page, {"title": "About sitting"}) == {}
    made = Article.objects.get(slug="about-sitting")
    assert needs_on(editor, made) == {"a summary": False, "a text": False, "a key point": False}
    rest = {"summary": "Sit less.", "body": "Stand up. {advice}", "points-0-text": "Stand up."}
    press(editor, made, "_publish", **rest)
    assert made.status == Status.PUBLISHED
    assert client.get(made.get_absolute_url()).status_code == 200
    press(editor, made, "_withdraw")
    assert made.status == Status.DRAFT
    assert client.get(made.get_absolute_url()).status_code == 404


def test_the_page_takes_the_same_queries_however_long_the_ladders(
    editor: Any, django_assert_num_queries: Any
) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    context_of(editor, page_of(row))  # what is asked once in a process
    with CaptureQueriesContext(connection) as before:
        editor.get(page_of(row))
    for rung in range(6, 30):
        Exercise.objects.create(
            slug=f"r{rung}", name=f"R{rung}", phase=row.phase, ladder=row.ladder, rung=rung,
            pain_now_max=0, position=row.position, dose_type="hold", evidence_level="expert",
        )  # fmt: skip
    with django_assert_num_queries(len(before)):
        editor.get(page_of(row))
