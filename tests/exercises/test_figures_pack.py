"""Figures in the pack: faults that say where, loading that spares staff, and the way back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from exercises.figures.record.records import digest_of, written
from exercises.models import Exercise, Figure, PackEntry
from exercises.pack.export import exported
from exercises.pack.files import PACK_FOLDER, Pack, PackError, entries, read_pack
from exercises.pack.files.checks import faults_in
from exercises.pack.files.pose_text import PoseTextError, pose_text, record_from
from exercises.pack.files.writing import write_pack
from exercises.pack.loader import load
from exercises.pack.offers import keep_ours, offer_of, take
from tests.exercises import lunge
from tests.packs import shipped_pack

LUNGE = lunge.SLUG
FILE = f"figures/{LUNGE}.yaml"

Edit = Callable[[Any], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real pack, to be broken."""
    copy = shutil.copytree(PACK_FOLDER, tmp_path / "library")
    (copy / FILE).write_text(lunge.FILE, encoding="utf-8")
    return copy


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(PackError) as refused:
        read_pack(folder)
    return refused.value.faults


def edited(folder: Path, change: Edit) -> list[str]:
    """The faults once `change` has altered the record of the lunge."""
    path = folder / FILE
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(held)
    path.write_text(yaml.safe_dump(held), encoding="utf-8")
    return faults_of(folder)


def rewritten(folder: Path, old: str, new: str) -> list[str]:
    """The faults once the text `old` in the file of the lunge reads `new`."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return faults_of(folder)


# --- What is said about a record that is wrong ---------------------------------------------------


def test_a_number_out_of_its_range_is_named_with_file_frame_field_and_range(folder: Path) -> None:
    [fault] = edited(folder, lambda held: held["frames"][1]["leg_r"].update(hip=-99))
    assert fault == f"{FILE}: frame 2: leg_r.hip: -99 is not within -30 to 130"


def test_every_fault_of_every_frame_is_named(folder: Path) -> None:
    def change(held: Any) -> None:
        held["frames"][0]["leg_r"]["hip"] = 999
        held["frames"][1]["spine"]["neck"] = "stiff"
        held["view"]["pitch"] = -5
        held["tempo"] = "slow"

    faults = edited(folder, change)
    assert len(faults) == 4
    assert f"{FILE}: tempo: no field of this name is known here" in faults
    assert all(fault.startswith(f"{FILE}: ") for fault in faults)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sole: flat", "on: flat", "leg_l"),  # YAML 1.1 reads it as true
        ("sole: flat", "off: flat", "leg_l"),
        ("psoas: right", "yes: right", "every key must be text"),
        ("pitch: -6", "pitch: -.5", "'-.5' is not a number"),
        ("pitch: -6", "pitch: '6'", "'6' is not a number"),
        ("pitch: -6", "pitch: 6, pitch: 7", "the key 'pitch' stands twice"),
        ("pitch: -6", "pitch: .nan", "is not a number"),
        ("pitch: -6", "pitch: .inf", "is not a number"),
        ("pitch: -6", "pitch: 2026-11-21", "is not a number"),
    ],
)
def test_the_traps_of_yaml_are_said_aloud(folder: Path, old: str, new: str, said: str) -> None:
    faults = rewritten(folder, old, new)
    assert faults
    assert all(fault.startswith(f"{FILE}: ") for fault in faults)
    assert any(said in fault for fault in faults)


def test_a_figure_without_its_exercise_is_a_fault(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8").replace(LUNGE, "nobodys-lunge")
    (folder / "figures/nobodys-lunge.yaml").write_text(text, encoding="utf-8")
    assert faults_of(folder) == [
        "figures/nobodys-lunge.yaml: slug: 'nobodys-lunge' is not in exercises"
    ]


def test_a_file_that_is_called_otherwise_is_named_with_its_folder(folder: Path) -> None:
    (folder / FILE).rename(folder / "figures/other.yaml")
    assert faults_of(folder) == [f"figures/other.yaml: slug: '{LUNGE}' is not the name of the file"]


def test_a_pack_from_before_there_were_figures_is_read(folder: Path) -> None:
    shutil.rmtree(folder / "figures")
    for article in (folder / "articles").iterdir():
        article.unlink()  # those of then showed none
    assert read_pack(folder).figures == ()


def test_a_record_without_frames_is_refused(folder: Path) -> None:
    faults = edited(folder, lambda held: held.pop("frames"))
    assert faults == [f"{FILE}: frames: a list of 1 to 4 key frames is expected"]


def test_a_file_without_a_slug_is_refused(folder: Path) -> None:
    faults = edited(folder, lambda held: held.pop("slug"))
    assert faults == [f"{FILE}: slug: Object missing required field `slug`"]


def test_a_file_that_holds_a_list_is_refused(folder: Path) -> None:
    (folder / FILE).write_text("- a", encoding="utf-8")
    assert faults_of(folder) == [f"{FILE}: (entry): Expected `object`, got `array`"]


# --- Loading -------------------------------------------------------------------------------------


@pytest.fixture
def pack(library: None) -> Pack:
    """The figures of the pack with a lunge that the tests know; the database just as they say."""
    pack = with_figure(only_figures(shipped_pack()), lunge.record())
    load(pack)
    return pack


def only_figures(pack: Pack) -> Pack:
    """`pack` without all else."""
    nothing: dict[str, Any] = dict.fromkeys(pack.__struct_fields__, ())
    return Pack(**nothing | {"figures": pack.figures})


def with_figure(pack: Pack, record: dict[str, Any]) -> Pack:
    """`pack` with another record of the lunge."""
    own = entries.Figure(slug=LUNGE, record=record)
    figures = tuple(own if figure.slug == LUNGE else figure for figure in pack.figures)
    return replace(pack, figures=figures)


def row() -> Figure:
    return Figure.objects.get(exercise__slug=LUNGE)


def drawn_here() -> Figure:
    """The lunge's figure as staff have changed it."""
    figure = row()
    figure.pose["psoas"] = "left"
    figure.save()
    return figure


def test_the_rows_say_what_the_files_say(pack: Pack) -> None:
    files = {one.slug: digest_of(one.record) for one in pack.figures}
    rows = {one.slug: one.digest for one in Figure.objects.select_related("exercise")}
    assert rows == files


def test_a_new_pose_of_the_pack_comes_to_a_row_that_nobody_touched(pack: Pack) -> None:
    before = row().digest
    report = load(with_figure(pack, lunge.record(xray_over=True)))
    assert (report.added, report.changed, report.left_alone) == (0, 1, [])
    assert row().pose["xray_over"] is True
    assert row().digest != before


def test_a_new_pose_is_no_new_revision_of_the_exercise(pack: Pack) -> None:
    load(with_figure(pack, lunge.record(xray_over=True)))
    assert Exercise.objects.get(slug=LUNGE).revision == 1


@pytest.mark.parametrize("change", [{"psoas": "left"}, {"alt": "Our own words"}, {"view": {}}])
def test_what_staff_changed_added_or_took_out_is_left_alone(
    pack: Pack, change: dict[str, Any]
) -> None:
    figure = row()
    figure.pose |= change
    figure.save()
    report = load(with_figure(pack, lunge.record(xray_over=True)))
    [said] = report.left_alone
    assert said.startswith(f"figure {LUNGE}: was changed here; the pack has something new")
    assert row().digest == figure.digest


def test_a_part_that_staff_took_out_is_a_change_too(pack: Pack) -> None:
    figure = row()
    del figure.pose["frames"][1]["spine"]["neck"]
    figure.save()
    assert load(pack).left_alone == [f"figure {LUNGE}: was changed here"]


def test_a_figure_that_staff_deleted_does_not_come_back(pack: Pack) -> None:
    row().delete()
    assert load(pack).left_alone == [f"figure {LUNGE}: was deleted here"]


def test_a_figure_that_staff_drew_first_stays(pack: Pack) -> None:
    PackEntry.objects.filter(kind="figure", key=LUNGE).delete()
    drawn_here()
    assert load(pack).left_alone == [f"figure {LUNGE}: was made here under the same name"]


def test_a_figure_needs_its_exercise(pack: Pack) -> None:
    gone = "quad-roll"
    Exercise.objects.filter(slug=gone).update(slug="renamed-here")
    PackEntry.objects.filter(kind="figure", key=gone).delete()
    [wanted] = [figure for figure in pack.figures if figure.slug == LUNGE]
    report = load(replace(pack, figures=(wanted, replace(wanted, slug=gone))))
    assert report.left_alone == [f"figure {gone}: needs exercise {gone}, which was deleted here"]


def test_a_library_from_before_there_were_figures_gets_them(pack: Pack) -> None:
    Figure.objects.all().delete()
    PackEntry.objects.filter(kind="figure").delete()
    report = load(pack)
    assert (report.added, report.changed, report.left_alone) == (len(pack.figures), 0, [])


# --- Choosing between the pack's pose and one's own ----------------------------------------------


def offered(pack: Pack) -> PackEntry:
    drawn_here()
    load(with_figure(pack, lunge.record(xray_over=True)))
    return PackEntry.objects.get(kind="figure", key=LUNGE)


def test_both_poses_are_shown_as_they_are_written(pack: Pack) -> None:
    offer = offer_of(offered(pack))
    assert offer is not None
    [difference] = offer.differences
    assert difference.label == "Pose"
    assert "psoas: left\n" in difference.ours
    assert "xray_over: true\n" in difference.theirs
    assert "psoas: right\n" in (difference.before or "")


def test_the_packs_pose_can_be_taken(pack: Pack) -> None:
    taken = take(offered(pack))
    assert (taken.slug, taken.pose["psoas"], taken.pose["xray_over"]) == (LUNGE, "right", True)
    assert load(with_figure(pack, lunge.record(xray_over=True))).left_alone == []


def test_ones_own_pose_can_be_kept(pack: Pack) -> None:
    keep_ours(offered(pack))
    assert row().pose["psoas"] == "left"
    assert load(with_figure(pack, lunge.record(xray_over=True))).left_alone == [
        f"figure {LUNGE}: was changed here"
    ]


def test_the_page_of_the_comparison_and_its_button_work(
    pack: Pack, staff: Any, client_of: Any
) -> None:
    entry = offered(pack)
    client, address = client_of(staff), f"/admin/exercises/packentry/{entry.pk}/change/"
    page = client.get(address)
    assert page.status_code == 200
    seen = page.context["offer"].seen
    assert client.post(address, {"seen": seen, "take": "x"}).status_code == 302
    assert row().pose["psoas"] == "right"


# --- There and back ------------------------------------------------------------------------------


def test_a_record_is_read_as_it_was_written() -> None:
    wrong = []
    for figure in shipped_pack().figures:
        text = pose_text(figure.record)
        again = record_from(text)
        if written(again) != written(figure.record) or pose_text(again) != text:
            wrong.append(figure.slug)
    assert not wrong, wrong


@pytest.mark.parametrize(
    "more",
    [
        {"ghost": None},
        {"xray_over": False, "show": -1},
        {"props": [], "base": {}, "arrows": []},
        {"alt": 'Says "a: b" – {so}, [too] # 50 % & *all* 🧘🏽 - yes'},
        {"alt": "no", "title": "1e3", "rhythm": "breath"},
        {"view": {"yaw": 0.1, "pitch": 1e-05, "max": 4.6}},
        {"base": {"leg_r": {}, "arm_r": {"pole": "fwd+up", "hand": [1.5, -0.25, 3]}}},
    ],
)
def test_whatever_a_record_holds_comes_back(more: dict[str, Any]) -> None:
    record = {"frames": [{"pelvis": {"pitch": -92.5}, "order": {"arm_r": 20}}]} | more
    assert written(record_from(pose_text(record))) == written(record)


def test_it_is_written_as_a_person_would() -> None:
    """Short things in a line, keys in their order."""
    assert pose_text({"slug": LUNGE} | lunge.record()) == lunge.FILE


def test_an_export_holds_what_staff_drew(pack: Pack, tmp_path: Path) -> None:
    figure = drawn_here()
    export = exported()
    assert export.left_out == ()
    drawn = only_figures(export.pack)
    write_pack(drawn, tmp_path)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "psoas: left\n" in text
    record = record_from(text)
    assert record.pop("slug") == LUNGE
    assert digest_of(record) == figure.digest
    assert load(drawn).left_alone == []


def test_the_shipped_figures_come_out_saying_the_same(library: None, tmp_path: Path) -> None:
    write_pack(only_figures(exported().pack), tmp_path)
    for path in (PACK_FOLDER / "figures").iterdir():
        out = (tmp_path / "figures" / path.name).read_text(encoding="utf-8")
        assert yaml.safe_load(out) == yaml.safe_load(path.read_text(encoding="utf-8")), path.name


def test_a_figure_that_cannot_be_drawn_is_left_out_and_named(pack: Pack) -> None:
    figure = row()
    figure.pose["frames"][0]["leg_r"]["hip"] = 999
    figure.save()
    export = exported()
    [left] = export.left_out
    assert str(left) == f"figure {LUNGE}: frame 1: leg_r.hip: 999 is not within -30 to 130"
    assert len(export.pack.figures) == len(pack.figures) - 1
    assert faults_in(export.pack) == []


# --- What a text may hold ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Fields and their values"),
        ("- a\n- b", "Fields and their values"),
        ("just words", "Fields and their values"),
        ("a: [1, 2", "expected ',' or ']'"),
        ("a: 1\na: 2", "stands twice"),
        ("a: &x 1\nb: *x", "& and * cannot be used"),
        ("a: !!python/name:os.system ''", "! cannot be used"),
        ("a: " + "[" * 5000 + "]" * 5000, "more than a pose needs"),
        ("a: [" + "1," * 6000 + "1]", "more than a pose needs"),
        ("a: " + "9" * 6000, "so many digits"),
        ("a: 0x" + "f" * 6000, "so many digits"),
        ("a: 1" + ":1" * 6000, "so many digits"),
        ("a: 0." + "1" * 6000, "so many digits"),
        ("a: 2024-13-45", "month must be in 1..12"),
        ("a: \x00", "unacceptable character"),
        ("a: \ud800", ""),
        ("? [1, 2]\n: 3", ""),
        ("a" * 20_001, "longer than 20000 signs"),
    ],
)
def test_a_text_that_is_no_record_is_refused_with_a_reason(text: str, said: str) -> None:
    with pytest.raises(PoseTextError) as refused:
        record_from(text)
    assert refused.value.faults
    assert said in refused.value.faults[0]
