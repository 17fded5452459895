"""The psoas' path against published numbers and against plain expectations."""

from itertools import pairwise

import pytest

from exercises.figures.pose import psoas
from tests.figures.records import body_of

# Change of length (cm) with hip flexion, pelvis and spine held: the published path points of the
# gait2392 lower-limb model (Delp et al. 1990), and ours as the specification gives them.
PUBLISHED = {-20: 1.26, -10: 0.66, 0: 0.0, 30: -2.15, 60: -4.41, 90: -6.50}
OURS = {-20: 1.38, -10: 0.69, 0: 0.0, 30: -2.06, 60: -4.20, 90: -6.58}


def at_hip(degrees: float) -> float:
    return psoas.length(body_of(leg_r={"hip": degrees}), "r")


def test_standing_it_is_as_long_as_the_specification_says() -> None:
    assert psoas.standing_length() == pytest.approx(32.3, abs=0.05)
    assert psoas.change(body_of(), "r") == psoas.change(body_of(), "l") == 0


@pytest.mark.parametrize("hip", PUBLISHED)
def test_it_changes_with_the_hip_as_the_published_model_does(hip: int) -> None:
    change = at_hip(hip) - psoas.standing_length()
    assert change == pytest.approx(OURS[hip], abs=0.02)
    assert change == pytest.approx(PUBLISHED[hip], abs=0.25)


def test_its_moment_arm_is_that_of_the_model() -> None:
    for hip, published in ((0, 3.85), (60, 4.4)):
        arm = (at_hip(hip - 1) - at_hip(hip + 1)) / (2 * 3.14159265 / 180)
        assert arm == pytest.approx(published, abs=0.15)


def test_the_more_the_hip_extends_the_longer_it_is() -> None:
    lengths = [at_hip(hip) for hip in range(130, -31, -5)]
    assert lengths == sorted(lengths)


@pytest.mark.parametrize(
    ("bend", "expected"), [([30, 0, 0], -3.4), ([-30, 0, 0], 2.3), ([0, 20, 0], -2.9)]
)
def test_the_spine_changes_it_a_little(bend: list[float], expected: float) -> None:
    body = body_of(spine={"lumbar": bend})
    assert 100 * (psoas.ratio(body, "r") - 1) == pytest.approx(expected, abs=0.1)


def test_a_bend_to_one_side_lengthens_the_other() -> None:
    body = body_of(spine={"lumbar": [0, 20, 0]})
    assert psoas.ratio(body, "l") > 1 > psoas.ratio(body, "r")


def test_the_path_runs_from_the_spine_to_the_thigh_over_the_front() -> None:
    body = body_of(leg_r={"hip": -20})
    path = psoas.path(body, "r")
    assert (path[0] - body.nodes[5]).length() < 5
    assert (path[-1] - body.legs["r"].hip).length() < 7
    assert max(point.x for point in path) > body.legs["r"].hip.x + 3
    heights = [point.y for point in path]
    assert heights == sorted(heights, reverse=True)


def test_in_deep_flexion_rim_and_circle_drop_out_without_a_jump() -> None:
    lengths = [at_hip(hip / 2) for hip in range(80, 260)]
    steps = [b - a for a, b in pairwise(lengths)]
    assert max(abs(b - a) for a, b in pairwise(steps)) < 0.004
