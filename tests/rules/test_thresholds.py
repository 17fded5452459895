"""The numbers of the rules: bounds, order, and what is said of each."""

from dataclasses import asdict

import pytest

from exercises.rules.bands import Band, Kind, Limits, band, is_red, limits_of
from exercises.rules.judging import is_quiet
from exercises.rules.thresholds import ABOUT, DEFAULTS, ORDER, Thresholds, check_thresholds

NUMBERS = asdict(DEFAULTS)


def faults(**numbers: int) -> list[tuple[str, str]]:
    """Field and code of each fault that the defaults have with these `numbers`."""
    return [(fault.field, fault.code) for fault in check_thresholds(NUMBERS | numbers)]


def test_the_defaults_are_sound() -> None:
    assert faults() == []


@pytest.mark.parametrize("name", ABOUT)
def test_each_has_its_bounds_words_unit_and_source(name: str) -> None:
    about = ABOUT[name]
    assert about.least <= NUMBERS[name] <= about.most
    assert about.words
    assert about.unit
    assert about.source
    assert (name, "bounds") in faults(**{name: about.most + 1})
    assert (name, "bounds") in faults(**{name: about.least - 1})
    edges = [check_thresholds({name: edge}) for edge in (about.least, about.most)]
    assert not [fault for edge in edges for fault in edge]


@pytest.mark.parametrize(("lower", "higher", "apart"), ORDER)
def test_what_must_stand_in_order_is_refused_beside_the_second(
    lower: str, higher: str, apart: int
) -> None:
    pair = {lower: NUMBERS[lower], higher: NUMBERS[lower] + apart}
    assert "order" not in [fault.code for fault in check_thresholds(pair)]
    pair[higher] -= 1
    fault = next(fault for fault in check_thresholds(pair) if fault.code == "order")
    assert fault.field == higher
    assert fault.values == {"least": NUMBERS[lower] + apart, "name": ABOUT[lower].words}
    assert "at least" in fault.words


def test_a_fault_names_the_bounds() -> None:
    (fault,) = check_thresholds({"quiet_from": 11})
    assert fault.words == "from 6 to 9"


def test_limits_are_made_of_the_thresholds() -> None:
    assert limits_of(Kind.GENTLE) == Limits(peak=6, rise=2, rise_to=3, ease_to=1)
    assert limits_of(Kind.STRENGTH) == Limits(peak=6, rise=4, rise_to=4, ease_to=3)
    assert limits_of(Kind.IMPACT) == Limits(peak=3, rise=4, rise_to=4, ease_to=1)
    others = Thresholds(
        safe_max=1, gentle_peak=5, gentle_rise=1, gentle_rise_to=2, strength_peak=7,
        strength_rise=3, impact_peak=4,
    )  # fmt: skip
    assert limits_of(Kind.GENTLE, others) == Limits(5, 1, 2, 1)
    assert limits_of(Kind.STRENGTH, others) == Limits(7, 3, 3, 2)
    assert limits_of(Kind.IMPACT, others) == Limits(4, 3, 3, 1)


def test_bands_and_the_quiet_day_read_the_thresholds_that_they_are_given() -> None:
    others = Thresholds(safe_max=1, steady_max=2, strength_peak=7, quiet_from=7)
    assert band(Kind.STRENGTH, 6, 6, others) is Band.AMBER
    assert band(Kind.STRENGTH, 2, 2, others) is Band.STEADY
    assert band(Kind.STRENGTH, 3, 3, others) is Band.AMBER
    assert band(Kind.STRENGTH, 0, 1, others) is Band.GREEN
    assert not is_red(Kind.STRENGTH, None, 6, others)
    assert is_red(Kind.STRENGTH, None, 7, others)
    assert is_quiet(7, others)
    assert not is_quiet(7)
    assert not is_quiet(None)
