"""Drawing figures in the admin: saved if they can be drawn, refused with reasons, seen at once."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.figures.record.records import written
from exercises.models import Exercise, Figure
from tests.exercises import lunge
from tests.exercises.admin_page import errors_in, fields_of, form_on, inline_code_in

pytestmark = pytest.mark.usefixtures("library")

PREVIEW = "/admin/exercises/figure/preview/"
SHEET = "/admin/exercises/figure/sheet/"
FAR = lunge.TEXT.replace("hip: -28", "hip: -99")
SAID = "frame 2: leg_r.hip: -99 is not within -30 to 130"

# Whatever somebody may put into a text; none of it is a pose.
ODD = {
    "nothing": "",
    "blank": " \n\t ",
    "words": "a lunge, please",
    "a list": "- a",
    "no end": "a: [1, 2",
    "nul": "a: \x00",
    "emoji": "🧘🏽: 🙂",
    "a bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nframes: [*c]",
    "itself": "frames: &a [*a]",
    "code": "frames: !!python/object/apply:os.system ['true']",
    "deep": "frames: " + "[" * 9000,
    "deep and closed": "frames: " + "{a: " * 4000 + "1" + "}" * 4000,
    "long": "a" * 100_000,
    "long and fine": lunge.TEXT + "# " + "a" * 100_000,
    "a wide list": "frames: [" + "{}," * 5000 + "{}]",
    "a hundred frames": "frames: [" + "{}," * 99 + "{}]",
    "no frames": "frames: []",
    "frames of nothing": "frames: [null]",
    "frames of words": "frames: [up, down]",
    "frames of lists": "frames: [[[]]]",
    "frames in a mapping": "frames: {a: 1}",
    "on": lunge.TEXT.replace("sole:", "on:"),
    "numbers as keys": "1: 2\nframes: [{3: 4}]",
    "a list as a key": "? [a]\n: 1",
    "no number": lunge.TEXT.replace("pitch: 8", "pitch: .nan"),
    "without end": lunge.TEXT.replace("pitch: 8", "pitch: .inf"),
    "huge": lunge.TEXT.replace("pitch: 8", "pitch: 1" + "0" * 400),
    "huger": lunge.TEXT.replace("pitch: 8", "pitch: 1" + "0" * 5000),
    "huge in sixteens": lunge.TEXT.replace("pitch: 8", "pitch: 0x" + "f" * 9000),
    "huge in sixties": lunge.TEXT.replace("pitch: 8", "pitch: 1" + ":1" * 6000),
    "huge in sixties, and a part": lunge.TEXT.replace("pitch: 8", "pitch: 1" + ":1" * 6000 + ".5"),
    "1e400": lunge.TEXT.replace("pitch: 8", "pitch: 1.0e+400"),
    "a day": lunge.TEXT.replace("pitch: 8", "pitch: 2026-11-21"),
    "a day that never was": lunge.TEXT.replace("pitch: 8", "pitch: 2026-13-41"),
    "lists where names stand": lunge.TEXT.replace("at: knee_r", "at: [[knee_r], {a: 1}]"),
    "a mapping where a name stands": lunge.TEXT.replace("at: knee_r", "at: {knee_r: 1}"),
    "a list as a word": lunge.TEXT.replace("psoas: right", "psoas: [right]"),
    "a mapping as a word": lunge.TEXT.replace("sole: flat", "sole: {flat: flat}"),
    "lists as props": lunge.TEXT.replace("mat: {x", "[mat]: {x"),
    "props of nothing": lunge.TEXT.replace("{mat: {x: [-90, 75]}}", "null"),
    "a kind of list": lunge.TEXT.replace("{mat: {x: [-90, 75]}}", "{mat: [1, 2]}"),
    "an arrow of lists": lunge.TEXT.replace("point: pelvis", "point: [pelvis]"),
    "an arrow between frames that are not there": lunge.TEXT.replace(
        "point: pelvis", "point: pelvis, frames: [0.5, 90]"
    ),
    "a frame to show that is not there": lunge.TEXT + "show: 7\n",
    "half a frame to show": lunge.TEXT + "show: 0.5\n",
    "a ghost of words": lunge.TEXT + "ghost: boo\n",
    "a direction to nowhere": lunge.TEXT.replace("shank: floor", "toes: [0, 0, 0]"),
    "a foot of words": lunge.TEXT.replace("foot: [48, 0]", "foot: [there, 0]"),
    "a foot at a list": lunge.TEXT.replace("foot: [48, 0]", "foot: {at: [hip], by: 3}"),
    "a foot far away": lunge.TEXT.replace("foot: [48, 0]", "foot: [399, 399, 399]"),
}


@pytest.fixture
def figure() -> Figure:
    return lunge.lunge()


@pytest.fixture
def editor(make_user: Any, client_of: Any) -> Client:
    """Somebody of the group that edits the library."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    return client_of(person)


@pytest.fixture
def client_with(make_user: Any, client_of: Any) -> Any:
    """A maker of staff with certain rights alone."""

    def make(*codenames: str) -> Client:
        person = make_user("some@example.org", is_staff=True)
        person.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return client_of(person)

    return make


def page_of(figure: Figure) -> str:
    return reverse("admin:exercises_figure_change", args=[figure.pk])


def save(client: Client, address: str, **changes: Any) -> Any:
    """The answer to opening a page and saving it with `changes`, with its HTML."""
    return client.post(address, fields_of(client, address) | changes)


def kept(figure: Figure) -> dict[str, Any]:
    return Figure.objects.get(pk=figure.pk).pose


def undrawn() -> Exercise:
    """An exercise that has no figure."""
    Figure.objects.filter(exercise__slug="quad-roll").delete()
    return Exercise.objects.get(slug="quad-roll")


# --- Saving --------------------------------------------------------------------------------------


def test_the_text_is_the_record_as_a_person_writes_it(figure: Figure, editor: Client) -> None:
    assert fields_of(editor, page_of(figure))["pose"] == lunge.TEXT.replace("\n", "\r\n")


def test_a_pose_that_can_be_drawn_is_saved(figure: Figure, editor: Client) -> None:
    before = figure.digest
    answer = save(editor, page_of(figure), pose=lunge.TEXT.replace("hip: -28", "hip: -20"))
    assert answer.status_code == 302
    figure.refresh_from_db()
    assert figure.pose["frames"][1]["leg_r"]["hip"] == -20
    assert figure.digest != before
    assert "Pose" in LogEntry.objects.latest("pk").get_change_message()


def test_readers_see_the_new_drawing_at_once(figure: Figure, editor: Client) -> None:
    from exercises.pictures.drawn import address_of

    before = address_of(figure)
    save(editor, page_of(figure), pose=lunge.TEXT.replace("hip: -28", "hip: -20"))
    answer = Client().get(before)
    assert answer.status_code == 302
    assert Client().get(answer["Location"]).status_code == 200


def test_saving_it_as_it_is_changes_nothing(figure: Figure, editor: Client) -> None:
    before = figure.digest
    assert save(editor, page_of(figure)).status_code == 302
    figure.refresh_from_db()
    assert figure.digest == before
    assert LogEntry.objects.latest("pk").get_change_message() == "No fields changed."


def test_a_pose_that_cannot_be_drawn_is_refused_beside_the_field(
    figure: Figure, editor: Client
) -> None:
    answer = save(editor, page_of(figure), pose=FAR)
    assert answer.status_code == 422
    assert errors_in(answer) == {"pose": [SAID]}
    html = answer.content.decode()
    assert "hip: -99" in html.partition("<textarea")[2].partition("</textarea")[0]
    assert kept(figure) == lunge.record()
    # What is kept stands beside the text that draws nothing.
    assert html.count('viewBox="0 0 960 720"') == 8


def test_every_fault_is_said_at_once(figure: Figure, editor: Client) -> None:
    answer = save(editor, page_of(figure), pose=FAR.replace("neck: -2", "neck: stiff"))
    assert len(errors_in(answer)["pose"]) == 2


def test_nothing_odd_is_taken(figure: Figure, editor: Client) -> None:
    form_class, fields = form_on(editor, page_of(figure))
    taken = []
    for name, text in ODD.items():
        form = form_class(fields | {"pose": text}, instance=figure)
        if set(form.errors) != {"pose"}:
            taken.append(f"{name}: {form.errors}")
    assert not taken, taken


def test_nothing_odd_is_saved_or_breaks_the_page(figure: Figure, editor: Client) -> None:
    fields = fields_of(editor, page_of(figure))
    wrong = []
    for name in ("nothing", "nul", "emoji", "deep", "huge in sixties", "a list as a key"):
        answer = editor.post(page_of(figure), fields | {"pose": ODD[name]})
        refused = answer.status_code == 422 and "pose" in errors_in(answer)
        if not refused or kept(figure) != lunge.record():
            wrong.append(f"{name}: {answer.status_code}")
    assert not wrong, wrong


def test_a_change_of_somebody_else_is_not_written_over(figure: Figure, editor: Client) -> None:
    sent = fields_of(editor, page_of(figure))
    figure.pose["psoas"] = "left"
    figure.save()
    answer = editor.post(page_of(figure), sent | {"pose": lunge.TEXT})
    assert answer.status_code == 422
    assert "Somebody changed this figure" in errors_in(answer)["__all__"][0]
    assert kept(figure)["psoas"] == "left"


def test_an_exercise_without_a_figure_gets_one(editor: Client) -> None:
    exercise = undrawn()
    page = f"{reverse('admin:exercises_figure_add')}?exercise={exercise.pk}"
    assert fields_of(editor, page)["exercise"] == str(exercise.pk)
    assert save(editor, page, pose=lunge.TEXT).status_code == 302
    assert written(exercise.figure.pose) == written(lunge.record())


def test_an_exercise_gets_no_second_figure(figure: Figure, editor: Client) -> None:
    page = reverse("admin:exercises_figure_add")
    answer = save(editor, page, pose=lunge.TEXT, exercise=str(figure.exercise_id))
    assert answer.status_code == 422
    assert "exercise" in errors_in(answer)


def test_an_update_leaves_what_staff_drew(figure: Figure, editor: Client, capsys: Any) -> None:
    from django.core.management import call_command

    save(editor, page_of(figure), pose=lunge.TEXT.replace("hip: -28", "hip: -20"))
    call_command("load_library")
    assert f"left alone: figure {lunge.SLUG}: was changed here" in capsys.readouterr().out
    assert kept(figure)["frames"][1]["leg_r"]["hip"] == -20


# --- From page to page ---------------------------------------------------------------------------


def test_an_exercise_leads_to_its_figure_and_back(figure: Figure, editor: Client) -> None:
    exercise = reverse("admin:exercises_exercise_change", args=[figure.exercise_id])
    assert f'href="{page_of(figure)}"' in editor.get(exercise).content.decode()
    html = editor.get(page_of(figure)).content.decode()
    assert f'href="{exercise}"' in html
    assert f'href="{figure.exercise.get_absolute_url()}"' in html


def test_an_exercise_without_one_offers_to_draw_it(editor: Client, client_with: Any) -> None:
    exercise = undrawn()
    page = reverse("admin:exercises_exercise_change", args=[exercise.pk])
    link = f'href="{reverse("admin:exercises_figure_add")}?exercise={exercise.pk}"'
    assert link in editor.get(page).content.decode()
    assert link not in client_with("view_exercise").get(page).content.decode()


# --- The preview ---------------------------------------------------------------------------------


def test_the_page_shows_what_the_text_draws(figure: Figure, editor: Client) -> None:
    html = editor.get(page_of(figure)).content.decode()
    assert inline_code_in(html) == []
    # Two key frames on two sides, light and dark.
    assert html.count('viewBox="0 0 960 720"') == 8
    assert "<strong>Upright</strong>" in html
    assert re.search(r"psoas (\+|−)?\d+\xa0%", html)


def test_the_preview_draws_what_is_not_saved(figure: Figure, editor: Client) -> None:
    before = editor.post(f"{PREVIEW}?figure={figure.pk}", {"pose": lunge.TEXT})
    after = editor.post(
        f"{PREVIEW}?figure={figure.pk}", {"pose": lunge.TEXT.replace("hip: -28", "hip: -20")}
    )
    assert (before.status_code, after.status_code) == (200, 200)
    assert after.content != before.content
    assert inline_code_in(after.content.decode()) == []
    assert kept(figure) == lunge.record()


def test_the_other_side_is_shown_where_there_is_one(figure: Figure, editor: Client) -> None:
    both = editor.post(f"{PREVIEW}?figure={figure.pk}", {"pose": lunge.TEXT}).content.decode()
    assert "The other side" in both
    Exercise.objects.filter(pk=figure.exercise_id).update(per_side=False)
    one = editor.post(f"{PREVIEW}?figure={figure.pk}", {"pose": lunge.TEXT}).content.decode()
    assert "The other side" not in one


def test_the_preview_of_a_new_figure_is_called_like_the_chosen_exercise(editor: Client) -> None:
    exercise = undrawn()
    sent = {"pose": lunge.TEXT, "exercise": str(exercise.pk)}
    assert editor.post(PREVIEW, sent).status_code == 200
    assert editor.post(PREVIEW, sent | {"exercise": "nonsense"}).status_code == 200
    assert editor.post(f"{PREVIEW}?figure=1e400", sent | {"exercise": "9" * 40}).status_code == 200


def test_the_preview_says_why_it_draws_nothing(figure: Figure, editor: Client) -> None:
    answer = editor.post(f"{PREVIEW}?figure={figure.pk}", {"pose": FAR})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert "<svg" not in answer.content.decode()


def test_the_preview_refuses_whatever_is_odd(figure: Figure, editor: Client) -> None:
    wrong = []
    for name, text in ODD.items():
        answer = editor.post(f"{PREVIEW}?figure={figure.pk}", {"pose": text})
        if answer.status_code != 422 or "errorlist" not in answer.content.decode():
            wrong.append(f"{name}: {answer.status_code}")
    assert not wrong, wrong


def test_what_can_hardly_be_reached_breaks_nothing(editor: Client) -> None:
    for goal in ("{at: hip_l}", "{at: knee_l}", "{at: toe_l, by: [1, 1, 1]}", "[0, 0]"):
        text = lunge.TEXT.replace("foot: [48, 0]", f"foot: {goal}")
        assert editor.post(PREVIEW, {"pose": text}).status_code in (200, 422)


def test_marks_in_a_text_are_harmless(figure: Figure, editor: Client) -> None:
    text = lunge.TEXT + 'alt: "<script>1</script>"\n'
    answer = editor.post(f"{PREVIEW}?figure={figure.pk}", {"pose": text})
    assert answer.status_code == 200
    assert "<script" not in answer.content.decode()
    text = lunge.TEXT + "<script>: 1\n"
    assert "<script" not in editor.post(PREVIEW, {"pose": text}).content.decode()


def test_the_preview_takes_a_form_of_this_site_only(staff: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    assert client.post(PREVIEW, {"pose": lunge.TEXT}).status_code == 403
    assert client.get(PREVIEW).status_code == 405


def test_the_preview_is_for_those_who_may_draw(
    client: Client, signed_in: Client, client_with: Any
) -> None:
    for visitor in (client, signed_in):
        assert visitor.post(PREVIEW, {"pose": lunge.TEXT}).status_code == 302
    assert client_with("view_figure").post(PREVIEW, {"pose": lunge.TEXT}).status_code == 403


def test_who_may_only_look_sees_the_drawing_and_cannot_save(
    figure: Figure, client_with: Any
) -> None:
    client = client_with("view_figure")
    shown = client.get(page_of(figure))
    assert shown.status_code == 200
    assert 'viewBox="0 0 960 720"' in shown.content.decode()
    assert client.post(page_of(figure), {"pose": lunge.TEXT}).status_code == 403


def test_a_record_that_the_engine_cannot_draw_any_more_can_be_mended(
    figure: Figure, editor: Client
) -> None:
    figure.pose["frames"][1]["leg_r"]["hip"] = -99
    figure.save()
    shown = editor.get(page_of(figure))
    assert SAID in shown.content.decode()
    assert save(editor, page_of(figure), pose=lunge.TEXT).status_code == 302


# --- All at once ---------------------------------------------------------------------------------


def test_the_sheet_has_all_figures_in_both_themes_and_asks_the_same_questions_however_many(
    editor: Client, django_assert_num_queries: Any
) -> None:
    editor.get(SHEET, {"slug": "nothing"})  # what is asked once in a process
    with CaptureQueriesContext(connection) as few:
        assert len(editor.get(SHEET, {"slug": lunge.SLUG}).context["entries"]) == 1
    with django_assert_num_queries(len(few)):
        html = editor.get(SHEET).content.decode()
    assert inline_code_in(html) == []
    number = Figure.objects.count()
    assert html.count('viewBox="0 0 960 720"') == 2 * number
    assert html.count('data-theme="dark"') == number
    assert all(one.slug in html for one in Figure.objects.select_related("exercise"))


def test_the_sheet_can_be_narrowed(figure: Figure, editor: Client) -> None:
    found = editor.get(SHEET, {"slug": "runners"}).context["entries"]
    assert [entry.figure.slug for entry in found] == [lunge.SLUG]
    for odd in ("🙂", "%", "x" * 100_000, "'"):
        assert editor.get(SHEET, {"slug": odd}).status_code == 200


def test_the_sheet_names_what_it_cannot_draw(figure: Figure, editor: Client) -> None:
    figure.pose["frames"][1]["leg_r"]["hip"] = -99
    figure.save()
    assert "cannot draw it" in editor.get(SHEET, {"slug": figure.slug}).content.decode()


def test_the_sheet_is_for_staff_who_may_see_figures(
    client: Client, signed_in: Client, client_with: Any
) -> None:
    for visitor in (client, signed_in):
        assert visitor.get(SHEET).status_code == 302
    assert client_with("view_exercise").get(SHEET).status_code == 403


def test_the_list_leads_to_the_sheet(editor: Client) -> None:
    html = editor.get(reverse("admin:exercises_figure_changelist")).content.decode()
    assert f'href="{SHEET}"' in html
    assert inline_code_in(html) == []
