"""What is played, as data: complete, plain, and the same as the dose says."""

import json
from dataclasses import replace

import pytest

from exercises.rules.dosing import Amount, DoseType
from exercises.rules.playing import (
    VERSION,
    Cue,
    Drawing,
    Neighbour,
    Part,
    Playlist,
    as_data,
    is_paced,
)

PART = Part(
    slug="lunge",
    name="Low lunge",
    kind=DoseType.HOLD,
    level="start",
    amount=Amount(1, 2, 20),
    rep_seconds=0,
    rest_seconds=20,
    per_side=True,
    gentle=True,
    cues=(
        Cue("prepare", "Kneel down on the mat.", "Kneel down"),
        Cue("move", "Tuck the pelvis first.", "Tuck first"),
        Cue("breathe", "Breathe slowly.", "Slow breaths"),
        Cue("finish", "Come back up.", "Come back"),
    ),
    stop="Stop if pain reaches 6.",
    drawing=Drawing("/figures/a.svg", "/figures/a.json", "/figures/a.left.json", "p-jo", 1),
    gentler=Neighbour("Tuck", "/play/exercise/tuck/"),
)  # fmt: skip


def item(part: Part) -> dict[str, object]:
    found: dict[str, object] = as_data(Playlist("A session", "/play/", (part,)))["items"][0]
    return found


def test_it_can_be_written_as_json_and_names_its_version() -> None:
    data = as_data(Playlist("A session", "/play/programme/a/", (PART, PART), "a"))
    assert json.loads(json.dumps(data)) == data
    assert (data["version"], data["programme"], len(data["items"])) == (VERSION, "a", 2)


def test_steps_stand_before_within_and_after_the_work() -> None:
    spoken = {
        name: [cue["say"] for cue in item(PART)[name]]  # type: ignore[attr-defined]
        for name in ("before", "during", "after")
    }
    assert spoken == {
        "before": ["Kneel down"], "during": ["Tuck first", "Slow breaths"], "after": ["Come back"],
    }  # fmt: skip


def test_both_sides_are_named_or_none() -> None:
    assert item(PART)["sides"] == ["left", "right"]
    assert item(replace(PART, per_side=False))["sides"] == [""]


def test_it_says_the_dose_as_it_is() -> None:
    counted = replace(PART, kind=DoseType.REPS, amount=Amount(2, 8, 2), rep_seconds=6)
    asked = ("kind", "sets", "reps", "seconds", "repSeconds", "rest")
    assert [item(counted)[name] for name in asked] == ["reps", 2, 8, 2, 6, 20]


def test_what_is_not_there_is_null() -> None:
    bare = item(replace(PART, drawing=None, gentler=None))
    assert (bare["drawing"], bare["gentler"], bare["harder"]) == (None, None, None)


@pytest.mark.parametrize(
    ("gentle", "kind", "paced"),
    [
        (True, DoseType.HOLD, True),
        (True, DoseType.TIME, True),
        (True, DoseType.REPS, False),  # it has a tempo of its own
        (False, DoseType.TIME, False),  # nobody breathes by a clock while walking
    ],
)
def test_only_calm_work_is_paced_by_breath(*, gentle: bool, kind: DoseType, paced: bool) -> None:
    assert is_paced(replace(PART, gentle=gentle, kind=kind)) is paced
