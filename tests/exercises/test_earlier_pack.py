"""A pack from before there were texts to learn from is still read, and a newer one fills it up."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.models import AnatomyPart, Article, Claim, Habit, PackEntry, SelfCheck, Source
from exercises.pack.files import PACK_FOLDER, Pack, PackError, read_pack
from exercises.pack.kinds import KINDS
from exercises.pack.loader import load
from tests.packs import shipped_pack

CLAIM_BEFORE = ("code", "slug", "claim", "verdict", "why", "positions")
ARTICLE_BEFORE = (
    "slug", "title", "summary", "key_points", "disagreements", "evidence", "sources", "order",
)  # fmt: skip
SOURCE_BEFORE = ("code", "kind", "reader_name", "title", "author", "year", "note")
CHECK_BEFORE = ("code", "label", "how", "record", "choices", "every_days", "evidence", "caveat")
HABIT_BEFORE = ("code", "label", "caveat")

Row = dict[str, Any]


def only(*names: str) -> Callable[[Row], Row]:
    """A row with no other keys than these; its sources stay."""
    return lambda row: {name: row[name] for name in (*names, "sources") if name in row}


def rewrite(path: Path, change: Callable[[Row], Row]) -> None:
    """The file at `path` with each row, or the one that it holds, as `change` makes it."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    changed = [change(row) for row in held] if isinstance(held, list) else change(held)
    path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")


def without_evidence_sources(row: Row) -> Row:
    row["evidence"].pop("sources", None)
    return row


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real pack as it would have been written before."""
    folder = shutil.copytree(PACK_FOLDER, tmp_path_factory.mktemp("earlier") / "library")
    vocabulary = folder / "vocabulary"
    claims = [yaml.safe_load(path.read_text()) for path in sorted((folder / "claims").iterdir())]
    shutil.rmtree(folder / "claims")
    (vocabulary / "claims.yaml").write_text(yaml.safe_dump(claims, allow_unicode=True))
    (vocabulary / "anatomy.yaml").unlink()
    rewrite(vocabulary / "claims.yaml", only(*CLAIM_BEFORE))
    rewrite(vocabulary / "sources.yaml", only(*SOURCE_BEFORE))
    rewrite(vocabulary / "self_checks.yaml", only(*CHECK_BEFORE))
    rewrite(vocabulary / "habits.yaml", only(*HABIT_BEFORE))
    for path in (folder / "articles").iterdir():
        rewrite(path, only(*ARTICLE_BEFORE))
    for path in (folder / "exercises").iterdir():
        rewrite(path, without_evidence_sources)
    return folder


@pytest.fixture(scope="module")
def earlier(folder: Path) -> Pack:
    return read_pack(folder)


@pytest.fixture
def empty(db: Any) -> None:
    """A database without any of the library."""
    Source.objects.update(part_of=None, cited_by=None)  # they hold each other
    for kind in reversed(KINDS):
        kind.model._default_manager.all().delete()
    PackEntry.objects.all().delete()


# --- Reading -------------------------------------------------------------------------------------


def test_claims_are_read_from_their_one_file(earlier: Pack) -> None:
    assert {one.slug for one in earlier.claims} == {one.slug for one in shipped_pack().claims}
    assert {(one.change_mind, one.our_default) for one in earlier.claims} == {("", "")}


def test_there_are_no_parts_of_the_anatomy(earlier: Pack) -> None:
    assert earlier.anatomy == ()


def test_sources_have_no_address_of_their_own(earlier: Pack) -> None:
    assert {source.slug for source in earlier.sources} == {""}
    assert {source.read for source in earlier.sources} == {"text"}


def test_articles_are_drafts_without_a_text(earlier: Pack) -> None:
    assert {(one.status, one.body) for one in earlier.articles} == {("draft", "")}


def test_a_folder_of_claims_comes_before_a_file_of_them(folder: Path, tmp_path: Path) -> None:
    both = shutil.copytree(folder, tmp_path / "both")
    shutil.copytree(PACK_FOLDER / "claims", both / "claims")
    assert {one.slug for one in read_pack(both).claims if not one.our_default} == set()


def test_two_claims_of_one_file_have_no_address_in_common(folder: Path, tmp_path: Path) -> None:
    doubled = shutil.copytree(folder, tmp_path / "doubled")
    rewrite(doubled / "vocabulary/claims.yaml", lambda row: row | {"slug": "always-tight"})
    with pytest.raises(PackError, match=r"claims .slugs.: code: 'always-tight' stands twice"):
        read_pack(doubled)


# --- Loading -------------------------------------------------------------------------------------


@pytest.mark.database
def test_it_is_loaded_whole_and_a_newer_pack_fills_up_what_nobody_has_touched(
    empty: None, earlier: Pack
) -> None:
    assert load(earlier).left_alone == []
    wrong = [
        row.code
        for model in (Source, SelfCheck, Habit)
        for row in model.objects.all()
        if row.slug != row.code.lower().replace("_", "-")
    ]
    assert wrong == []
    again = load(earlier)
    assert (again.added, again.changed, again.left_alone) == (0, 0, [])
    pack = shipped_pack()
    assert load(pack).left_alone == []
    assert AnatomyPart.objects.count() == len(pack.anatomy)
    assert not Article.objects.filter(body="").exists()
    assert not Claim.objects.filter(our_default="").exists()
    assert set(Source.objects.values_list("slug", flat=True)) == {one.slug for one in pack.sources}
