"""Bands of worst pain against pain before, and the sentences that pages make from their limits."""

import re
from itertools import product

import pytest

from exercises.models import Exercise, Phase
from exercises.pages.stopping import already_high_words, stopping_of, stopping_words
from exercises.rules.bands import PAIN_MAX, Band, Kind, band, is_red, kind_of, limits_of
from exercises.rules.thresholds import DEFAULTS

PAIRS = list(product(range(PAIN_MAX + 1), repeat=2))


def decided(kind: Kind, before: int, worst: int) -> str:
    """The decision as it was written down (DOMAIN 3.4), row by row."""
    rise = worst - before
    if worst >= 6 or (kind == "impact" and worst >= 3):
        return "red"
    if kind == "gentle":
        if worst <= 2 and rise <= 1:
            return "green"
        if rise >= 2:
            return "red" if worst >= 3 else "amber"
    else:
        if rise >= 4:
            return "red"
        if worst <= 2:
            return "green"
    return "steady" if rise <= 0 and worst <= 3 else "amber"


@pytest.mark.parametrize("kind", Kind)
def test_it_bands_every_pair_as_was_decided(kind: Kind) -> None:
    assert [band(kind, *pair) for pair in PAIRS] == [decided(kind, *pair) for pair in PAIRS]


@pytest.mark.parametrize("kind", Kind)
def test_it_never_gives_a_milder_band_for_a_higher_worst_pain(kind: Kind) -> None:
    order = list(Band)
    for before in range(PAIN_MAX + 1):
        bands = [order.index(band(kind, before, worst)) for worst in range(PAIN_MAX + 1)]
        assert bands == sorted(bands)


def test_landing_is_judged_as_landing_whatever_its_phase() -> None:
    assert [kind_of(gentle=gentle, impact=True) for gentle in (True, False)] == [Kind.IMPACT] * 2
    assert kind_of(gentle=True, impact=False) is Kind.GENTLE
    assert kind_of(gentle=False, impact=False) is Kind.STRENGTH


@pytest.mark.parametrize(("before", "worst"), [(-1, 3), (3, 11)])
def test_it_refuses_pain_off_the_scale(before: int, worst: int) -> None:
    with pytest.raises(ValueError, match="pain"):
        band(Kind.GENTLE, before, worst)


@pytest.mark.parametrize(("kind", "peak"), [("gentle", 6), ("strength", 6), ("impact", 3)])
def test_without_the_pain_before_only_the_peak_is_known_to_be_red(kind: str, peak: int) -> None:
    red = [is_red(Kind(kind), None, worst) for worst in range(PAIN_MAX + 1)]
    assert red == [worst >= peak for worst in range(PAIN_MAX + 1)]
    assert not is_red(Kind(kind), 4, None)


@pytest.mark.parametrize("kind", Kind)
def test_with_the_pain_before_it_is_red_where_its_band_is(kind: Kind) -> None:
    wrong = [
        (before, worst)
        for before, worst in PAIRS
        if is_red(kind, before, worst) != (band(kind, before, worst) is Band.RED)
    ]
    assert not wrong


# --- In words ------------------------------------------------------------------------------------


def said_to_stop(sentence: str, before: int, worst: int) -> bool:
    """Whether a reader who takes `sentence` at its word stops."""
    climb = re.search(r"climbs (\d+) points or more(?:, to (\d+) or above)?", sentence)
    peak = re.search(r"reaches (\d+)\.", sentence)
    high = re.search(r"If pain was (\d+) or more before you began, stop if it climbs at", sentence)
    assert peak
    climbed = worst - before
    return (
        (climb is not None and climbed >= int(climb[1]) and worst >= int(climb[2] or 0))
        or before < int(peak[1]) <= worst
        or (high is not None and before >= int(high[1]) and climbed > 0)
    )


@pytest.mark.parametrize("kind", Kind)
def test_the_page_says_stop_where_the_rule_says_red(kind: Kind) -> None:
    """From any pain below the peak; who begins above it stops as soon as pain climbs."""
    short = stopping_words(kind, DEFAULTS).stop
    long = f"{short} {already_high_words(kind, DEFAULTS)}"
    for before, worst in PAIRS:
        red = band(kind, before, worst) is Band.RED
        if before < limits_of(kind).peak:
            assert said_to_stop(short, before, worst) == said_to_stop(long, before, worst) == red
        else:
            assert said_to_stop(long, before, worst) == (red and worst > before)


@pytest.mark.parametrize("kind", Kind)
def test_the_page_says_ease_off_wherever_a_climb_is_no_longer_green(kind: Kind) -> None:
    found = re.fullmatch(
        r"Ease off if it climbs (?:at all|to (\d) or above)\.", stopping_words(kind, DEFAULTS).ease
    )
    assert found
    for before, worst in PAIRS:
        if worst > before and band(kind, before, worst) is Band.AMBER:
            assert worst >= int(found[1] or 1)


@pytest.mark.parametrize(
    ("gentle", "impact", "words"),
    [
        (True, False, "Stop if pain climbs 2 points or more, to 3 or above, or reaches 6."),
        (False, False, "Stop if pain climbs 4 points or more, or reaches 6."),
        (False, True, "Stop if pain reaches 3."),
    ],
)
def test_an_exercise_has_the_words_of_its_kind(gentle: bool, impact: bool, words: str) -> None:
    row = Exercise(phase=Phase(gentle=gentle), impact=impact, pain_now_max=2)
    assert stopping_of(row, DEFAULTS) == stopping_words(
        kind_of(gentle=gentle, impact=impact), DEFAULTS
    )
    assert stopping_of(row, DEFAULTS).stop == words
    row.pain_now_max = 7
    assert stopping_of(row, DEFAULTS).high.startswith("If pain was ")
