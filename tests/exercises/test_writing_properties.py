"""What holds of the Markdown of articles whatever is written."""

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.writing import faults_in, read, render
from exercises.writing.rendering import ATTRIBUTES, TAGS
from tests.exercises.test_writing import KNOWN, NUMBERS, Elements, address_of

# What may go wrong next to each other, and whatever else can be typed.
PIECES = st.sampled_from(
    [
        "\n", "\n\n", " ", "    ", "- ", "1. ", "> ", "# ", "## ", "### ", "---", "===", "*", "**",
        "_", "`", "```", "[", "]", "(", ")", "](", "![", "\\", "&lt;", "&#0;", "&", "<", ">",
        "{", "}", "{S000}", "{advice}", "{nobody}", "[x](exercise:clamshell)", "[x](page:gone)",
        "[x](javascript:alert(1))", "![x](figure:anatomy)", "![](figure:)", "[x]: page:safety",
        "<script>", "</script>", "<b onclick=x>", "<!--", "<https://example.org>", "word", "|",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=10), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_it_reads_any_text_and_renders_allowed_elements_alone(text: str) -> None:
    assert isinstance(faults_in(text, KNOWN), list)
    for block in read(text).blocks:
        html = render(block, NUMBERS, address_of, "Source {number}", set())
        for tag, about in Elements(html).found:
            assert tag in TAGS
            assert about.keys() <= ATTRIBUTES.get(tag, set())
            assert about.get("href", "/").startswith(("/", "#source-"))
