"""What holds for any text: written into a pack's file, it is read as it was."""

from pathlib import Path

import pytest

pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exercises.pack.files import Pack, read_pack
from exercises.pack.files.writing import files_of, write_pack
from exercises.writing import marks_in
from tests.packs import shipped_pack

EMPTY = Pack(**dict.fromkeys(Pack.__struct_fields__, ()))
SOURCE = shipped_pack().sources[0]

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
tricky = st.text("\n \t:#-'\"|>&*!%@`[]{}a\x00\x07\x85\u2028\u2029\ufeff\r🙂", max_size=20)
# A text that looks marked up is refused, and test_writing.py says which.
plain = (anything | tricky).filter(lambda text: not marks_in(text))


@given(st.lists(plain, min_size=1, max_size=6))
@settings(
    max_examples=30, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_any_text_is_read_as_it_was_written(tmp_path: Path, texts: list[str]) -> None:
    sources = tuple(
        replace(SOURCE, code=f"s{n}", slug=f"s{n}", note=text) for n, text in enumerate(texts)
    )
    pack = replace(EMPTY, sources=sources)
    write_pack(pack, tmp_path)
    assert read_pack(tmp_path) == pack


def test_the_files_of_one_pack_are_always_the_same() -> None:
    pack = replace(EMPTY, sources=shipped_pack().sources, exercises=shipped_pack().exercises[:5])
    assert list(files_of(pack)) == list(files_of(pack))
