"""What staff wrote comes out as a content pack, and goes back in as it was."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import CharField, TextField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from msgspec.structs import asdict

from exercises.models import (
    Article,
    BodyArea,
    Claim,
    Contraindication,
    Dose,
    Equipment,
    Exercise,
    ExercisePoint,
    Figure,
    FiveStep,
    Habit,
    Ladder,
    Measure,
    MeasureChoice,
    PackEntry,
    Programme,
    ProgrammeItem,
    SelfCheck,
    Source,
    Status,
    Step,
    Synonym,
)
from exercises.pack.export import exported
from exercises.pack.facts import as_kept
from exercises.pack.files import PACK_FOLDER, Pack, read_pack
from exercises.pack.files.checks import faults_in
from exercises.pack.files.writing import files_of, write_pack
from exercises.pack.kinds import KINDS
from exercises.pack.loader import load, rows_of
from exercises.writing import read
from tests.packs import shipped_pack

pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.xdist_group("export"),  # files that were written once are known
]

ADDRESS = "admin:exercises_library_zip"
LABEL = "Download the library as a content pack"
ODD = (
    'Says "a: b", and it’s – {so}, [too] # 50 % & *all* 🧘🏽',
    "  spaces before and after  ",
    "- like a list",
    "yes",
    "2026-11-21",
    "null",
    "'",
    "tab\there, \x85 and \u2028 there",
    "word " * 46 + "end",
    "first\nsecond: two\n\n  fourth, further in\n",
    "\n starts late\n",
    "trailing \nspaces \n ",
    "# one\n---\n...\n- two",
    "a\ttab\nand\x85more\u2029lines",
    "one\x85more\n",
)


def facts_in(pack: Pack) -> dict[str, dict[str, Any]]:
    """All that `pack` says, in the form in which packs and rows are compared."""
    return {
        kind.name: {key: as_kept(facts) for key, facts in kind.entries_of(pack)} for kind in KINDS
    }


def facts_here() -> dict[str, dict[str, Any]]:
    """All that the database says, in the same form."""
    return {
        kind.name: {key: as_kept(kind.row_facts(row)) for key, row in rows_of(kind).items()}
        for kind in KINDS
    }


def written(folder: Path) -> Pack:
    """The database as a pack, written and read again; nothing may be left out."""
    export = exported()
    assert export.left_out == ()
    write_pack(export.pack, folder)
    assert read_pack(folder) == export.pack
    return export.pack


def rest_and_left_out() -> tuple[Pack, list[str]]:
    """The rest, which is a pack that can be loaded, and a line for whatever is left out."""
    export = exported()
    assert faults_in(export.pack) == []
    return export.pack, [str(left) for left in export.left_out]


def left_out() -> list[str]:
    """A line for whatever is left out, once the rest is known to be a pack."""
    _rest, lines = rest_and_left_out()
    return lines


def in_folder(folder: Path) -> dict[str, str]:
    """The files of a pack by their paths in it."""
    paths = folder.rglob("*.yaml")
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def shipped_files(django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """The files of the library as it is shipped, once it was exported."""
    with django_db_blocker.unblock():
        return dict(files_of(exported().pack))


def linking_to(gone: Iterable[str]) -> set[str]:
    """The articles whose text leads to one of these, or to an article that does, and so on."""
    texts = {
        one.slug: {":".join(link) for link in read(one.body).links} for one in Article.objects.all()
    }
    lost, found = set(gone), set[str]()
    while more := {slug for slug, links in texts.items() if links & lost} - found:
        found |= more
        lost |= {f"article:{slug}" for slug in more}
    return found


def slugs(pack: Pack) -> dict[str, Any]:
    return {one.slug: one for one in pack.exercises}


def empty() -> None:
    """Delete the whole library."""
    Source.objects.update(part_of=None, cited_by=None)  # they hold each other
    for kind in reversed(KINDS):
        kind.model._default_manager.all().delete()


def same_again(pack: Pack) -> None:
    report = load(pack)
    assert report.left_alone == []
    assert (report.added, report.changed) == (0, 0)


# --- There and back ----------------------------------------------------------------------------


def test_the_library_as_shipped_comes_out_as_the_shipped_pack_in_its_files_and_style(
    tmp_path: Path,
) -> None:
    pack, shipped = written(tmp_path), shipped_pack()
    assert facts_in(pack) == facts_in(shipped)
    names = {name: len(rows) for name, rows in asdict(shipped).items()}
    assert {name: len(rows) for name, rows in asdict(pack).items()} == names
    same_again(pack)
    files = in_folder(tmp_path)
    assert set(files) == {
        str(path.relative_to(PACK_FOLDER)) for path in PACK_FOLDER.rglob("*.yaml")
    }
    for name in ("exercises/knee-rocks.yaml", "vocabulary/phases.yaml", "vocabulary/ladders.yaml"):
        lines = set((PACK_FOLDER / name).read_text(encoding="utf-8").splitlines())
        same = lines & set(files[name].splitlines())
        assert len(same) > 0.8 * len(set(files[name].splitlines())), name
    claim = files["claims/only-muscle-from-spine-to-leg.yaml"]
    assert "“the only" in claim
    assert "&id" not in claim


def test_an_empty_database_gives_a_pack_without_entries(tmp_path: Path) -> None:
    empty()
    assert set(asdict(written(tmp_path)).values()) == {()}


def texts() -> Iterator[tuple[type[Any], str]]:
    """Every field of the library that holds a text of staff's own."""
    closed = {
        "slug", "code", "also_known_as", "record", "means", "snomed_code", "digest", "evidence",
        "doi", "pubmed", "pmc", "url", "body", "told_by",
    }  # fmt: skip
    models = {kind.model for kind in KINDS}
    models |= {child.model for kind in KINDS for child in kind.children.values()}
    for model in models:
        for field in model._meta.concrete_fields:
            free = isinstance(field, CharField | TextField) and not field.choices
            # The evidence of an article is a text; that of all others is one of a few words.
            own = field.name not in closed or (model, field.name) == (Article, "evidence")
            if free and own:
                yield model, field.name


def odd_for(model: type[Any], name: str) -> list[str]:
    """The odd texts that this field may hold. Steps have a number of words, and labels one word."""
    odd = [text for text in ODD if len(text) <= model._meta.get_field(name).max_length]
    if (model, name) == (Contraindication, "question"):
        return [f"{text}?" for text in odd]
    if model is Step:
        return [text for text in odd if 2 <= len(text.split()) <= 7]
    return [text for text in odd if len(text) > 20] if model is Synonym else odd


BODY = """\
## “A: b”, and # 50 % – [too]?

A hard\x20\x20
break: *one* & “two”, 'three'\tand a tab. {general}

1. [Rest](exercise:constructive-rest) {S002 general}

   - further in {advice}

![It's "here": look](figure:constructive-rest)


🧘🏽 yes {advice}"""


BODIES = (BODY, f"{BODY}\n", f"{BODY}\n\n", f"\n\n{BODY}", f" {BODY}  ")


@pytest.mark.database
def test_every_text_comes_back_letter_for_letter(tmp_path: Path) -> None:
    changed = 0
    for place, (model, name) in enumerate(texts()):
        rows, odd = list(model._default_manager.order_by("pk")), odd_for(model, name)
        if name == "snomed_display":
            rows = [row for row in rows if row.snomed_code]
        if name == "short":
            rows = [row for row in rows if row.urgency == "emergency"]
        if model is Synonym:
            rows = rows[: len(odd)]
        for number, row in enumerate(rows):
            setattr(row, name, odd[(place + number) % len(odd)])
        model._default_manager.bulk_update(rows, [name])
        changed += len(rows)
    assert changed > 1000
    for article, body in zip(Article.objects.order_by("slug"), BODIES, strict=False):
        Article.objects.filter(pk=article.pk).update(body=body)
        article.sources.set(Source.objects.filter(code__in=read(body).codes))
    before = facts_here()
    pack = written(tmp_path)
    assert facts_in(pack) == before
    same_again(pack)


@pytest.mark.database
def test_what_is_no_text_comes_back_too(tmp_path: Path) -> None:
    BodyArea.objects.filter(code="neck").update(snomed_code="123456789", snomed_display="Nape")
    BodyArea.objects.filter(code="low_back").update(snomed_code="", snomed_display="", sided=False)
    Measure.objects.filter(code="hours_sitting").update(minimum="0.25", maximum="17.5")
    Measure.objects.filter(code="stiffness").update(merges=["old-one"], opt_in=True)
    Source.objects.filter(code="own").update(year=1999)
    Equipment.objects.filter(code="mat").update(optional=True)
    SelfCheck.objects.filter(code="pelvis_level").update(choices=[{"code": "a", "label": "yes"}])
    Exercise.objects.filter(slug="knee-rocks").update(
        status=Status.DRAFT, five_step=FiveStep.objects.get(code="step-3"), rest_seconds=77,
        also_known_as="one: two\n three ", times_per_day_max=9, evidence_level="unsupported",
    )  # fmt: skip
    Exercise.objects.get(slug="knee-rocks").targets.set(BodyArea.objects.all()[:3])
    Article.objects.filter(slug="find-your-level").update(status=Status.PUBLISHED, order=99)
    Programme.objects.filter(slug="runner").update(status=Status.DRAFT, days_per_week=7)
    before = facts_here()
    pack = written(tmp_path)
    assert facts_in(pack) == before
    assert slugs(pack)["knee-rocks"].also_known_as == ("one: two", " three ")
    same_again(pack)


def draft(**more: Any) -> Exercise:
    """An exercise as the admin makes it from a name and a ladder: nothing else is there."""
    ladder = Ladder.objects.get(code="rest")
    top = ladder.exercises.order_by("rung").last()
    assert top is not None
    own: dict[str, Any] = {
        "slug": "side-bend", "name": "Side bend", "phase": ladder.phase, "ladder": ladder,
        "rung": top.rung + 1, "pain_now_max": 0, "position": top.position, "dose_type": "hold",
        "evidence_level": "expert",
    }  # fmt: skip
    return Exercise.objects.create(**own | more)


def finished(**more: Any) -> Exercise:
    own = draft(purpose="Bend: easily", feel="Easy", evidence_note="Our own.", **more)
    own.sources.set(Source.objects.filter(code="own"))
    for level in ("start", "typical", "top"):
        Dose.objects.create(exercise=own, level=level, seconds=20)
    Step.objects.create(exercise=own, kind="prepare", text="Stand", cue="Stand tall", order=1)
    ExercisePoint.objects.create(exercise=own, kind="stop", text="It hurts", order=1)
    return own


def test_what_staff_made_is_in_it_and_loads_into_an_empty_database() -> None:
    own = finished(gentler=Exercise.objects.get(slug="constructive-rest"))
    Programme.objects.create(
        slug="my-own", title="Mine", who="Us", purpose="Ours", days_per_week=2, pain_now_max=0
    ).sources.set(Source.objects.filter(code="own"))
    ProgrammeItem.objects.create(
        programme=Programme.objects.get(slug="my-own"), exercise=own, note="🙂"
    )
    pack, lines = rest_and_left_out()
    assert lines == []
    empty()
    PackEntry.objects.all().delete()
    report = load(pack)
    assert report.left_alone == []
    made = Exercise.objects.get(slug="side-bend")
    assert (made.status, made.purpose, made.rung) == (Status.DRAFT, "Bend: easily", own.rung)
    assert made.gentler is not None
    assert made.gentler.slug == "constructive-rest"
    items = Programme.objects.get(slug="my-own").items
    assert [(item.exercise, item.note) for item in items.all()] == [(made, "🙂")]
    assert facts_here() == facts_in(pack)


@pytest.mark.database
def test_places_with_gaps_are_counted_anew_and_one_never_given_is_the_first() -> None:
    before = {slug: entry.rung for slug, entry in slugs(shipped_pack()).items()}
    for rung in (5, 4, 3):
        Exercise.objects.filter(ladder__code="rest", rung=rung).update(rung=rung * 4)
    Programme.objects.filter(slug="runner").update(order=0)
    Habit.objects.filter(code="shoe_choice").update(order=0)
    pack, lines = rest_and_left_out()
    assert lines == []
    assert {slug: exercise.rung for slug, exercise in slugs(pack).items()} == before
    orders = {programme.slug: programme.order for programme in pack.programmes}
    assert orders["runner"] == 1
    assert pack.habits[0].code == "shoe_choice"


# --- What is left out --------------------------------------------------------------------------


# Parts of an exercise, what becomes of them, and how what is told of it begins.
PARTS: tuple[tuple[type[Any], dict[str, Any], dict[str, Any], str], ...] = (
    (Step, {"order": 1}, {"kind": "finish"}, "steps[0].kind: the first step prepares"),
    (ExercisePoint, {"kind": "stop"}, {"kind": "mistake"}, "stop_if: Expected `array`"),
    (Dose, {"level": "top"}, {"level": "start"}, "dose.levels: Object missing required"),
    (Dose, {"level": "top"}, {"sets": 1, "reps": 1, "seconds": 1}, "dose.levels.top.sets: this"),
    (Step, {"order": 1}, {"text": "word " * 21}, "steps[0].text: 21 words; at most 20"),
)


def test_a_part_against_the_rules_leaves_its_exercise_out() -> None:
    starts = []
    for number, (model, where, change, start) in enumerate(PARTS):
        exercise = finished(slug=f"side-bend-{number}", rung=20 + number)
        parts = model._default_manager.filter(exercise=exercise, **where)
        if "level" in change:
            parts.delete()
        else:
            exercise.doses.update(seconds=30)
            parts.update(**change)
        starts.append(f"exercise {exercise.slug}: {start}")
    lines = sorted(left_out())
    assert len(lines) == len(starts), lines
    wrong = [line for line, start in zip(lines, starts, strict=True) if not line.startswith(start)]
    assert not wrong, wrong


def test_whatever_needs_it_is_left_out_too() -> None:
    BodyArea.objects.filter(code="neck").update(code="-neck-")
    named = set(Exercise.objects.filter(targets__code="-neck-").values_list("slug", flat=True))
    held = set(
        Programme.objects.filter(items__exercise__slug__in=named).values_list("slug", flat=True)
    )
    drawn = set(
        Figure.objects.filter(exercise__slug__in=named).values_list("exercise__slug", flat=True)
    )
    assert named
    assert held
    assert drawn
    kinds = {"exercise": named, "programme": held, "figure": drawn}
    led = linking_to(f"{kind}:{slug}" for kind, found in kinds.items() for slug in found)
    lines = left_out()
    assert {line.partition(": ")[0] for line in lines} == {
        "body-area -neck-",
        *(f"article {slug}" for slug in led),
        *(f"exercise {slug}" for slug in named),
        *(f"programme {slug}" for slug in held),
        *(f"figure {slug}" for slug in drawn),
    }
    assert all(line.partition(": ")[2] for line in lines)


def test_links_go_on_past_what_is_left_out_and_rungs_close_up() -> None:
    own = Exercise.objects.get(slug="side-lying-pull")
    up = own.harder
    assert up is not None
    below = own.gentler
    assert below is not None
    assert below.harder == own
    Step.objects.filter(exercise=own).delete()
    Figure.objects.filter(exercise=own).delete()
    Programme.objects.filter(items__exercise=own).delete()
    Article.objects.update(body="")
    rest, lines = rest_and_left_out()
    assert [line.partition(": ")[0] for line in lines] == ["exercise side-lying-pull"]
    found = slugs(rest)
    assert found[below.slug].harder == up.slug
    rungs = sorted(one.rung for one in found.values() if one.ladder == own.ladder.code)
    assert rungs == list(range(1, len(rungs) + 1))


def test_a_circle_is_opened_by_leaving_one_out() -> None:
    own = Exercise.objects.get(slug="clamshell")
    up = own.harder
    assert up is not None
    Programme.objects.all().delete()
    Exercise.objects.filter(pk__in=[own.pk, up.pk]).update(pain_now_max=3, gentler=None)
    Exercise.objects.filter(pk=up.pk).update(harder=own)
    lines = [line for line in left_out() if "leads back" in line]
    assert len(lines) == 1


def test_a_harder_one_that_fits_more_pain_is_refused() -> None:
    Programme.objects.all().delete()
    own = Exercise.objects.get(slug="clamshell")
    Figure.objects.filter(exercise=own).delete()
    Article.objects.update(body="")
    Exercise.objects.filter(pk=own.pk).update(pain_now_max=0)
    (line,) = left_out()
    assert line.startswith("exercise clamshell: pain_now_max: “")


def test_an_article_that_leads_to_what_is_left_out_is_named_with_what_it_lacks() -> None:
    Article.objects.filter(slug="find-your-level").update(
        body="[One](claim:always-tight). {advice}"
    )
    Article.objects.get(slug="find-your-level").sources.clear()
    Claim.objects.filter(slug="always-tight").update(why=" ")
    pack, lines = rest_and_left_out()
    assert lines[0].startswith("claim always_tight: why: ")
    lack = "body: has a link to the claim 'always-tight', which is not there"
    assert f"article find-your-level: {lack}" in lines
    assert "find-your-level" not in {one.slug for one in pack.articles}
    assert "always-tight" not in {slug for one in pack.anatomy for slug in one.claims}


def test_articles_that_lead_to_each_other_go_together() -> None:
    Article.objects.update(body="")
    for slug, other in (("find-your-level", "what-the-psoas-is"), ("what-the-psoas-is", "x")):
        Article.objects.filter(slug=slug).update(body=f"[One](article:{other}). {{advice}}")
        Article.objects.get(slug=slug).sources.clear()
    assert {line.partition(": ")[0] for line in left_out()} == {
        "article find-your-level",
        "article what-the-psoas-is",
    }


def test_what_nobody_could_open_is_left_out_and_named() -> None:
    Article.objects.filter(slug="five-steps-in-order").update(slug="anatomy", status="draft")
    Article.objects.exclude(slug="anatomy").update(body="")
    for row in Article.objects.exclude(slug="anatomy"):
        row.sources.clear()
    lines = [line for line in left_out() if line.startswith("article anatomy: ")]
    assert lines == ["article anatomy: slug: /learn/anatomy/ is a page of the site itself"]


# What a link of an article's text calls a row of each kind.
LINKS = {Article: "article", Claim: "claim", Habit: "daily", Programme: "programme"}
LINKS |= {SelfCheck: "check"}


Row = tuple[type[Any], dict[str, Any], dict[str, Any], str]
# Rows, what becomes of them, and how what is told of it begins; each row once in a round.
ROUNDS: tuple[tuple[Row, ...], ...] = (
    (
        (Habit, {"code": "warm_bath"}, {"code": "a b"}, "habit a b: code: Expected `str`"),
        (FiveStep, {"code": "step-4"}, {"code": "four"}, "five-step four: code: Expected `int`"),
        (Measure, {"code": "hours_sitting"}, {"minimum": None}, "measure hours_sitting: "),
        (Measure, {"code": "seat_type"}, {"answer": "text"}, "measure seat_type: "),
        (Synonym, {"code": "crp"}, {"means": "CRP"}, "synonym crp: crp.means: says the same"),
        (BodyArea, {"code": "jaw"}, {"snomed_code": "12"}, "body-area jaw: snomed.code: "),
        (SelfCheck, {"code": "hip_lock"}, {"choices": [{"x": 1}]}, "self-check hip_lock: choices"),
        (Claim, {"code": "only_muscle"}, {"slug": "A B"}, "claim only_muscle: slug: "),
        (Article, {"slug": "find-your-level"}, {"summary": ""}, "article find-your-level: summ"),
        (Programme, {"slug": "runner"}, {"pain_now_max": 10}, "programme runner: items["),
    ),
    (
        (Synonym, {"code": "quads"}, {"label": "crp"}, "synonym quads: "),
        (SelfCheck, {"code": "hip_lock"}, {"choices": "text"}, "self-check hip_lock: choices: "),
        (Article, {"slug": "find-your-level"}, {"slug": "../../x"}, "article ../../x: slug: "),
        (MeasureChoice, {"measure__code": "seat_type"}, {"code": "a/b"}, "measure seat_type: "),
    ),
)


@pytest.mark.parametrize("rows", ROUNDS)
def test_rows_against_the_rules_are_left_out_alone(rows: tuple[Row, ...]) -> None:
    Exercise.objects.update(five_step=None)
    BodyArea.objects.create(code="jaw", label="Jaw", order=99)
    gone = set()
    for model, where, change, _start in rows:
        row = model._default_manager.filter(**where).first()
        if model in LINKS:
            gone.add(f"{LINKS[model]}:{row.slug}")
        model._default_manager.filter(pk=row.pk).update(**change)
    led = {f"article {slug}" for slug in linking_to(gone)}
    lines = left_out()
    starts = [start for _model, _where, _change, start in rows]
    missing = [start for start in starts if not any(line.startswith(start) for line in lines)]
    assert not missing, lines
    changed = {start.partition(": ")[0] for start in starts}
    assert {line.partition(": ")[0] for line in lines} == changed | led
    assert len(lines) == len(changed | led)


# --- The command -------------------------------------------------------------------------------


def exporting(folder: Path) -> str:
    out = io.StringIO()
    call_command("export_library", str(folder), stdout=out)
    return out.getvalue()


def test_the_command_writes_a_folder_that_can_be_loaded(
    tmp_path: Path, shipped_files: dict[str, str]
) -> None:
    number = sum(len(rows) for rows in asdict(shipped_pack()).values())
    folder = tmp_path / "new" / "library"
    assert exporting(folder) == f"Library: {number} entries written to {folder}.\n"
    assert in_folder(folder) == shipped_files


def test_the_command_names_a_draft_that_is_not_finished_and_writes_the_rest(
    tmp_path: Path, shipped_files: dict[str, str]
) -> None:
    draft()
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 left out") as error:
        call_command("export_library", str(tmp_path), stdout=out)
    assert error.value.returncode == 1
    assert "  left out: exercise side-bend: " in out.getvalue()
    assert in_folder(tmp_path) == shipped_files


def test_the_command_leaves_a_folder_alone_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        exporting(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(CommandError, match="not written"):
        exporting(tmp_path / "mine.txt")


# --- In the admin ------------------------------------------------------------------------------


@pytest.fixture
def editor(make_user: Any, client_of: Any) -> Client:
    """Somebody of the group that edits the library."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    return client_of(person)


def unpacked(answer: Any, folder: Path) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    archive.extractall(folder)
    return archive


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_an_editor_downloads_a_pack_that_can_be_loaded(
    editor: Client, tmp_path: Path, shipped_files: dict[str, str]
) -> None:
    assert LABEL in editor.get(reverse("admin:index")).content.decode()
    answer = editor.post(reverse(ADDRESS))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="library-2026-11-21.zip"'
    archive = unpacked(answer, tmp_path)
    assert "LEFT-OUT.txt" not in archive.namelist()
    assert in_folder(tmp_path / "library") == shipped_files


def test_the_zip_names_what_is_left_out(
    editor: Client, tmp_path: Path, shipped_files: dict[str, str]
) -> None:
    draft()
    unpacked(editor.post(reverse(ADDRESS)), tmp_path)
    assert "- exercise side-bend: " in (tmp_path / "LEFT-OUT.txt").read_text(encoding="utf-8")
    assert in_folder(tmp_path / "library") == shipped_files


def test_looking_at_the_address_does_not_set_it_going(editor: Client) -> None:
    assert editor.get(reverse(ADDRESS)).status_code == 405


def test_a_form_of_another_site_does_not_set_it_going(staff: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    assert client.post(reverse(ADDRESS)).status_code == 403


@pytest.mark.parametrize("rights", [(), ("view_exercise",)])
def test_staff_who_may_not_see_everything_get_nothing(
    rights: tuple[str, ...], make_user: Any, client_of: Any
) -> None:
    person = make_user("other@example.org", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = client_of(person)
    assert client.post(reverse(ADDRESS)).status_code == 403
    assert LABEL not in client.get(reverse("admin:index")).content.decode()


def test_strangers_and_readers_are_sent_to_log_in(client: Client, signed_in: Client) -> None:
    for visitor in (client, signed_in):
        answer = visitor.post(reverse(ADDRESS))
        assert answer.status_code in (302, 403)
        assert b"PK" not in answer.content


def test_the_number_of_queries_does_not_grow() -> None:
    with CaptureQueriesContext(connection) as few:
        exported()
    for number in range(4):
        finished(slug=f"side-bend-{number}", rung=20 + number)
        draft(slug=f"no-bend-{number}", rung=24 + number)
    with CaptureQueriesContext(connection) as many:
        exported()
    assert len(many) == len(few)
