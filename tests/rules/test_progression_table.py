"""The decision table: the vectors, and for each row the reason that it gives."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.rules.bands import band, kind_of
from exercises.rules.thresholds import DEFAULTS
from tests.rules.progression_reference import GENTLE, decided
from tests.rules.progression_reference import band as band_decided
from tests.rules.progression_reference import weeks_creep as weeks_decided
from tracking.rules.progression.creep import weeks_creep
from tracking.rules.progression.inputs import Inputs
from tracking.rules.progression.table import ROWS, Case, decide
from tracking.rules.progression.verdicts import Leads, Verdict, Why

VECTORS = yaml.safe_load((Path(__file__).parent / "data/progression_vectors.yaml").read_text())
ORDER = ["PROGRESS", "HOLD", "REGRESS", "WAIT", "SEEK_SOON", "SEEK_NOW"]


def inputs_of(vector: dict[str, Any]) -> Inputs:
    """The inputs of a vector, under the names of the code."""
    get = vector.get
    morning = get("morning")
    return Inputs(
        gentle=vector["phase"] in GENTLE,
        impact=get("impact", False),
        before=get("before"),
        worst=get("peak"),
        after=get("after"),
        change=None if morning is None else morning - vector["usual"],
        effort=get("effort"),
        completed=get("completed", True),
        stopped_for_pain=get("stopped_for_pain", False),
        new_sign=get("new_sign", False),
        sign_still=get("sign_still"),
        emergency=get("emergency", False),
        urgent=get("urgent", False),
        weeks_creep=get("weeks_creep", 0),
        hours_since=get("hours_since", 0),
        gap_days=get("gap_days", 0),
        signs_lately=get("sign_in_last3", 0),
        regresses=get("regress_last4", 0),
        streak=get("streak", 0),
        streak_steady=get("streak_steady", 0),
        days_since_move=get("days_since_progress"),
        ladders_moved=get("ladders_progressed_7d", 0),
        at_floor=get("at_floor", False),
        target_fits=get("target_fits", True),
    )


GOOD = {
    "phase": "load", "before": 1, "peak": 2, "after": 1, "morning": 1, "usual": 1, "effort": 5,
    "streak": 3,
}  # fmt: skip


def good(**worse: object) -> Inputs:
    """A session after which a step up is offered, but for what is `worse`."""
    return inputs_of(GOOD | worse)


@pytest.mark.parametrize("vector", VECTORS["decide"], ids=lambda vector: vector["id"])
def test_it_decides_each_vector_as_was_written_down(vector: dict[str, Any]) -> None:
    row = decide(inputs_of(vector["inputs"]))
    assert (row.verdict.upper(), row.id) == (vector["expect"], vector["rule"])


def test_it_bands_and_counts_weeks_as_the_vectors_say() -> None:
    for vector in VECTORS["band"]:
        kind = kind_of(gentle=vector["phase"] in GENTLE, impact=vector["impact"])
        assert band(kind, vector["before"], vector["peak"]).upper() == vector["band"]
        asked = [vector[name] for name in ("phase", "before", "peak", "impact")]
        assert band_decided(*asked) == vector["band"]
    for vector in VECTORS["weeks_creep"]:
        weeks = weeks_creep(vector["medians"]), weeks_decided(vector["medians"])
        assert weeks == (vector["weeks"], vector["weeks"])
    for vector in VECTORS["decide"]:
        assert decided(vector["inputs"]) == (vector["expect"], vector["rule"])


@pytest.mark.parametrize(
    ("worse", "row", "why"),
    [
        ({}, "D10", Why.READY),
        ({"emergency": True, "urgent": True}, "D1", Why.EMERGENCY),
        ({"urgent": True}, "D2", Why.URGENT),
        ({"new_sign": True, "sign_still": True}, "D3a", Why.SIGN_STAYS),
        ({"new_sign": True, "sign_in_last3": 2}, "D3a", Why.SIGN_AGAIN),
        ({"sign_in_last3": 3}, "D10", Why.READY),
        ({"weeks_creep": 4}, "D4b", Why.CREEP_LONG),
        ({"peak": 6, "at_floor": True, "regress_last4": 2}, "D5b", Why.FLOOR),
        ({"peak": 6, "at_floor": True, "regress_last4": 1}, "D5", Why.WORST),
        ({"at_floor": True, "regress_last4": 3}, "D10", Why.READY),
        ({"new_sign": True}, "D3c", Why.SIGN_AWAITED),
        ({"new_sign": True, "hours_since": 35.9}, "D3c", Why.SIGN_AWAITED),
        ({"new_sign": True, "hours_since": 36}, "D3d", Why.SIGN_SILENT),
        ({"new_sign": True, "sign_still": False}, "D3b", Why.SIGN_GONE),
        ({"sign_still": True}, "D10", Why.READY),
        ({"peak": 6}, "D5", Why.WORST),
        ({"stopped_for_pain": True}, "D5", Why.STOPPED),
        ({"after": 4}, "D5", Why.SETTLE),
        ({"before": None, "after": 6}, "D5", Why.AFTER),
        ({"morning": 3}, "D5", Why.MORNING),
        ({"effort": 9}, "D5", Why.EFFORT),
        ({"weeks_creep": 3}, "D4", Why.CREEP),
        ({"gap_days": 15}, "D8", Why.GAP_LONG),
        ({"gap_days": 14}, "D8b", Why.GAP),
        ({"gap_days": 8}, "D8b", Why.GAP),
        ({"gap_days": 7}, "D10", Why.READY),
        ({"weeks_creep": 1}, "D6", Why.CREEP_ONE),
        ({"morning": None}, "D7", Why.MORNING_AWAITED),
        ({"morning": None, "hours_since": 36}, "D7b", Why.MORNING_SILENT),
        ({"peak": 4}, "D9", Why.CLIMBED),
        ({"after": 3}, "D9", Why.SETTLE_SOME),
        ({"effort": 8}, "D9", Why.HARD),
        ({"effort": 7, "phase": "lengthen"}, "D9", Why.HARD),
        ({"effort": 7, "before": 3, "peak": 3, "after": 3}, "D9", Why.HARD),
        ({"effort": 7}, "D10", Why.READY),
        ({"effort": 7, "streak": 2}, "D11", Why.TOO_FEW),
        ({"completed": False}, "D9", Why.UNFINISHED),
        ({"before": None}, "D9", Why.UNANSWERED),
        ({"effort": None}, "D9", Why.UNANSWERED),
        ({"after": None}, "D9", Why.UNANSWERED),
        ({"days_since_progress": 4}, "D11", Why.TOO_SOON),
        ({"days_since_progress": 5}, "D10", Why.READY),
        ({"ladders_progressed_7d": 2}, "D11", Why.OTHERS_MOVED),
        ({"ladders_progressed_7d": 1}, "D10", Why.READY),
        ({"streak": 1}, "D11", Why.TOO_FEW),
        ({"streak": 2}, "D10", Why.READY),
        ({"streak": 2, "streak_steady": 1}, "D11", Why.TOO_FEW),
        ({"target_fits": False}, "D10b", Why.NEXT_UNSUITED),
        ({"target_fits": False, "streak": 0}, "D11", Why.TOO_FEW),
        ({"phase": "rotate", "impact": True, "before": 0, "peak": 2}, "D9", Why.CLIMBED),
    ],
)
def test_it_gives_the_reason_of_its_row(worse: dict[str, object], row: str, why: Why) -> None:
    decision = decide(good(**worse))
    assert (decision.id, decision.why) == (row, why)
    if (row, why) != ("D10", Why.READY):
        assert decided(GOOD | worse)[1] == row


def test_what_nobody_answered_leaves_the_band_open() -> None:
    assert Case(good(peak=None), DEFAULTS).band is None
    assert Case(good(before=None), DEFAULTS).band is None
    assert Case(good(before=None, peak=6), DEFAULTS).band == "red"


def test_the_band_is_that_of_the_thresholds_it_is_given() -> None:
    others = replace(DEFAULTS, safe_max=1, gentle_peak=5, strength_peak=5)
    assert Case(good(), others).band == "amber"
    assert Case(good(before=None, peak=5), others).band == "red"


def test_its_rows_lead_where_the_table_says() -> None:
    leads = {row.id: row.leads for row in ROWS}
    assert {row for row, where in leads.items() if where is Leads.UP} == {"D10"}
    assert {row for row, where in leads.items() if where is Leads.EXERCISE_BACK} == {"D3b", "D8"}
    assert {row for row, where in leads.items() if where is Leads.DOSE_BACK} == {"D4", "D5"}
    assert {row for row, where in leads.items() if where is Leads.START_DOSE} == {"D8b"}
    assert {row.verdict for row in ROWS if row.leads is Leads.UP} == {Verdict.PROGRESS}
    moves_back = {row.verdict for row in ROWS if row.leads.endswith("_back")}
    assert moves_back == {Verdict.REGRESS}


def test_each_reason_has_one_row() -> None:
    assert sorted(row.why for row in ROWS) == sorted(Why)


def test_verdicts_stand_in_the_order_of_their_caution() -> None:
    assert [Verdict[name].caution for name in ORDER] == list(range(6))
    assert Verdict.PENDING.caution == Verdict.HOLD.caution
