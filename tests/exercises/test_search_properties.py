"""What holds of the search for any slip and whatever is typed, over the real pack."""

import string

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.search.words import words_of
from tests.exercises.test_search import EXERCISES, find, found

NAMED = [
    (item.thing, word) for item in EXERCISES for word in words_of(item.texts.name) if len(word) > 5
]


@st.composite
def one_slip(draw: st.DrawFn) -> tuple[str, str]:
    """A word of a name with one letter more, less or wrong, or two that changed places."""
    slug, word = draw(st.sampled_from(NAMED))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    at = draw(st.integers(0, len(word) - 1))
    kind = draw(st.sampled_from(["more", "less", "wrong", "changed about"]))
    match kind:
        case "more":
            return slug, word[:at] + letter + word[at:]
        case "less":
            return slug, word[:at] + word[at + 1 :]
        case "wrong":
            return slug, word[:at] + letter + word[at + 1 :]
    return slug, word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@settings(max_examples=60, deadline=None)
@given(one_slip())
def test_any_one_slip_in_a_word_of_a_name_still_finds_it(given_: tuple[str, str]) -> None:
    slug, typed = given_
    assert slug in found(typed)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=100))
def test_it_answers_whatever_is_typed(typed: str) -> None:
    answer = find(typed)
    assert len({hit.thing for hit in answer.hits}) == len(answer.hits)
    assert not (answer.hits and answer.nearest)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(NAMED), st.randoms(use_true_random=False))
def test_case_accents_and_blanks_change_nothing(named: tuple[str, str], random: object) -> None:
    _slug, word = named
    assert found(f"  {word.upper()}\u0301 ") == found(word)
