"""Bands of worst pain against pain before."""

from pathlib import Path
from typing import Any

import pytest

from tracking.rules.bands import Band, band, is_red

GENTLE_PHASES = {"settle", "release", "lengthen", "rotate"}

BAND_OF_VECTOR = {
    "v01": Band.GREEN,
    "v02": Band.GREEN,
    "v03": Band.AMBER,
    "v04": Band.RED,
    "v05": Band.STEADY,
    "v06": Band.RED,
    "v07": Band.GREEN,
    "v08": Band.GREEN,
    "v09": Band.GREEN,
    "v10": Band.GREEN,
    "v11": Band.GREEN,
    "v12": Band.STEADY,
    "v13": Band.GREEN,
    "v14": Band.GREEN,
    "v15": Band.RED,
    "v16": Band.GREEN,
    "v17": Band.GREEN,
    "v18": Band.AMBER,
    "v19": Band.GREEN,
    "v20": Band.GREEN,
}


@pytest.mark.parametrize(
    ("before", "worst", "expected"),
    [
        (0, 0, Band.GREEN),
        (1, 2, Band.GREEN),
        (2, 1, Band.GREEN),
        (0, 2, Band.AMBER),
        (3, 3, Band.STEADY),
        (5, 4, Band.STEADY),
        (2, 3, Band.AMBER),
        (4, 5, Band.AMBER),
        (1, 3, Band.RED),
        (2, 4, Band.RED),
        (8, 6, Band.RED),
    ],
)
def test_it_bands_a_gentle_exercise(before: int, worst: int, expected: Band) -> None:
    assert band(True, before, worst) is expected


@pytest.mark.parametrize(
    ("before", "worst", "expected"),
    [
        (0, 2, Band.GREEN),
        (4, 2, Band.GREEN),
        (3, 3, Band.STEADY),
        (5, 4, Band.STEADY),
        (0, 3, Band.AMBER),
        (2, 5, Band.AMBER),
        (0, 4, Band.RED),
        (1, 5, Band.RED),
        (6, 6, Band.RED),
    ],
)
def test_it_bands_a_strength_exercise(before: int, worst: int, expected: Band) -> None:
    assert band(False, before, worst) is expected


@pytest.mark.parametrize("gentle", [True, False])
def test_it_never_gives_a_milder_band_for_a_higher_worst_pain(gentle: bool) -> None:
    order = [Band.GREEN, Band.STEADY, Band.AMBER, Band.RED]
    for before in range(11):
        bands = [order.index(band(gentle, before, worst)) for worst in range(11)]
        assert bands == sorted(bands)


@pytest.mark.parametrize(("before", "worst"), [(-1, 3), (3, 11)])
def test_it_refuses_pain_off_the_scale(before: int, worst: int) -> None:
    with pytest.raises(ValueError, match="pain"):
        band(True, before, worst)


def test_it_is_not_red_without_a_worst_pain() -> None:
    assert not is_red(True, 4, None)


@pytest.mark.parametrize("gentle", [True, False])
def test_it_is_red_from_six_on_without_the_pain_before(gentle: bool) -> None:
    assert is_red(gentle, None, 6)


@pytest.mark.parametrize("worst", range(6))
def test_it_is_not_red_below_six_without_the_pain_before(worst: int) -> None:
    assert not is_red(True, None, worst)


def test_it_is_red_by_the_rise_when_both_are_known() -> None:
    assert is_red(True, 2, 4)
    assert not is_red(False, 2, 4)


def _vectors() -> list[dict[str, Any]]:
    yaml = pytest.importorskip("yaml")
    text = Path(__file__).with_name("engine_vectors.yaml").read_text(encoding="utf-8")
    vectors: list[dict[str, Any]] = yaml.safe_load(text)
    return vectors


def _band_of(inputs: dict[str, Any]) -> Band:
    return band(inputs["phase"] in GENTLE_PHASES, inputs["before"], inputs["peak"])


def test_bands_agree_with_engine_vectors() -> None:
    assert {case["id"]: _band_of(case["inputs"]) for case in _vectors()} == BAND_OF_VECTOR


def test_it_never_goes_on_after_a_red_band_in_the_engine_vectors() -> None:
    red = [case["expect"] for case in _vectors() if _band_of(case["inputs"]) is Band.RED]
    assert set(red) == {"REGRESS", "SEEK_SOON"}


def test_it_goes_on_only_from_green_or_steady_in_the_engine_vectors() -> None:
    onward = [_band_of(case["inputs"]) for case in _vectors() if case["expect"] == "PROGRESS"]
    assert set(onward) == {Band.GREEN, Band.STEADY}
