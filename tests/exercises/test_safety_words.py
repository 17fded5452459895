"""What the pack says where it matters most. A reader who does as it says comes to no harm.

Each test names all that is wrong at once.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import get_args, get_type_hints

from exercises.pack.files import entries
from tests.packs import shipped_pack

PACK = shipped_pack()
MEASURES = (*PACK.symptoms, *PACK.triggers, *PACK.signs)
ADVICE = {one.code: one.advice for one in MEASURES}
CLAIMS = {one.code: one for one in PACK.claims}
ITEMS = {one.code: one for one in PACK.screening}
STOP_MOVING = "Stop if pain is sharp, spreads, or brings numbness or weakness."
GROUPS = get_args(get_type_hints(entries.ScreeningItem)["group"])

URGENCY = {
    "emergency": (
        "rf_saddle rf_bladder rf_bowel rf_sexual rf_both_legs rf_weak_fast rf_cord rf_chest "
        "rf_faint rf_aorta rf_cold_leg rf_blood_thinner_leg rf_pregnancy rf_testicle "
        "rf_lump_stuck rf_trauma rf_no_weight rf_fever_ill rf_self_harm"
    ),
    "today": (
        "rf_weak rf_numb_spread rf_calf rf_blood_thinner_groin rf_urine rf_hip_deep "
        "rf_bone_medicine rf_steroid_bone rf_child rf_fever rf_hip_bent rf_infection_risk"
    ),
    "days": (
        "rf_numb_morning rf_bowel_blood rf_menopause rf_cancer rf_weight rf_night rf_low_mood"
    ),
    "routine": "rf_lump rf_gyn rf_bowel_habit rf_catching rf_morning rf_pain6w rf_tired",
    "stop": "stop_moving",
}

# What each item must name, so that nobody takes the sharp part out of it.
NAMED = {
    "rf_saddle": "between the legs",
    "rf_cord": "unsteady walking or a band-like pain",
    "rf_blood_thinner_leg": "weak",
    "rf_fever_ill": "very ill or confused or are shivering hard",
    "rf_trauma": "heavy fall, crash or blow, or any fall that hurts if you are over 65 or have",
    "rf_no_weight": "cannot put weight on a leg",
    "rf_weak": "also if it comes and goes",
    "rf_hip_deep": "on each step",
    "rf_bone_medicine": "alendronate, zoledronate or denosumab",
    "rf_menopause": "after the menopause",
    "rf_numb_morning": "still there next morning",
    "rf_self_harm": "they need help now. Call your emergency number, or tell somebody you trust",
    "rf_low_mood": "With thoughts of harming yourself, get emergency help now",
    "stop_moving": STOP_MOVING,
}

# Ways of saying too little: (what an advice speaks of, what its sentence must then say).
AT_ONCE = "emergency help now"
MUST_SAY = (
    (r"\b(in|down) both legs\b|\bboth legs are\b|between the legs", AT_ONCE),
    (r"cannot put weight", AT_ONCE),
    (r"quickly getting weaker", AT_ONCE),
    (r"chest pain", AT_ONCE),
    (r"trouble passing|bowel control|holding urine", AT_ONCE),
    (r"heavy fall", AT_ONCE),
    (r"leg is (also|newly) weak|new weakness in (a|an arm or a) leg|gives way because", "today"),
    (r"fever", "today"),
    (r"deep (groin )?pain", "today"),
    (r"medicine for thin bones", "today"),
    (r"newly swollen", "today"),
    (r"blood thinners", f"today|{AT_ONCE}"),
    (r"weight loss|menopause", "within days"),
)

ASKS_A_DOCTOR = {
    "pain", "stiffness", "limited_turning", "hip_pinch", "low_mood", "worry",
}  # fmt: skip


def sentences(text: str) -> Iterator[str]:
    """The parts of `text` that each say one thing to do."""
    yield from re.split(r"(?<=\.) |; ", text)


# --- Warning signs -------------------------------------------------------------------------------


def test_every_warning_sign_is_as_urgent_as_it_is() -> None:
    wanted = {code: urgency for urgency, codes in URGENCY.items() for code in codes.split()}
    assert {code: one.urgency for code, one in ITEMS.items()} == wanted


def test_warning_signs_name_what_makes_them_so() -> None:
    assert [code for code, words in NAMED.items() if words not in ITEMS[code].ask] == []


def test_one_sentence_says_when_to_stop_while_moving() -> None:
    stops = [(one.code, one.group, one.ask) for one in PACK.screening if one.urgency == "stop"]
    assert stops == [("stop_moving", "nerves", STOP_MOVING)]


def test_warning_signs_stand_by_urgency_and_within_it_by_group() -> None:
    urgencies = list(URGENCY)
    places = [(urgencies.index(one.urgency), GROUPS.index(one.group)) for one in PACK.screening]
    assert [b for a, b in pairwise(places) if a > b] == []


def test_the_foot_of_every_page_names_the_nerves_of_the_saddle_and_legs() -> None:
    assert {one.code: one.short for one in PACK.screening if one.short} == {
        "rf_saddle": "new numbness between the legs",
        "rf_bladder": "new trouble passing urine or loss of bladder or bowel control",
        "rf_both_legs": "new numbness or weakness in both legs",
        "rf_weak_fast": "a leg that is quickly getting weaker",
    }


def test_only_emergencies_stand_in_the_foot_of_every_page() -> None:
    shorts = [one for one in PACK.screening if one.short]
    wrong = [
        one.code
        for one in shorts
        if one.urgency != "emergency" or not one.short[0].islower() or one.short[-1] in ".,"
    ]
    assert wrong == []


def test_deep_groin_pain_need_not_get_worse_to_be_looked_at() -> None:
    assert "getting worse" not in ITEMS["rf_hip_deep"].ask


# --- New signs, symptoms and falls ---------------------------------------------------------------


def test_a_new_sign_between_the_legs_or_in_both_is_an_emergency() -> None:
    assert {one.code: one.emergency_in for one in MEASURES if one.emergency_in} == {
        "sign_numbness": ("saddle", "both_legs", "whole_body"),
        "sign_tingling": ("saddle", "both_legs", "whole_body"),
        "sign_weakness": ("saddle", "both_legs"),
        "sign_spreading": ("saddle", "both_legs"),
        "sign_catching": ("both_legs",),
    }


def test_a_new_weakness_waits_for_no_morning() -> None:
    advice = ADVICE["sign_weakness"]
    assert advice.startswith(
        "New weakness in a leg or foot: stop, and see a doctor today, also if it comes and goes."
    )
    assert not re.search(r"tomorrow|morning|soon|within days", advice)


def test_every_new_sign_says_what_to_do_now_whom_to_ask_and_when_it_is_an_emergency() -> None:
    parts = (r"\bstop\b", r"doctor", r"today", AT_ONCE)
    wrong = [
        f"{one.code}: {part}"
        for one in PACK.signs
        if not one.red_flag  # that is an emergency wherever it is, and says nothing else
        for part in parts
        if not re.search(part, one.advice, re.IGNORECASE)
    ]
    assert wrong == []


def test_advice_is_as_urgent_as_the_warning_signs_are() -> None:
    wrong = [
        f"{code}: {sentence}"
        for code, advice in ADVICE.items()
        for sentence in sentences(advice)
        for spoken, must in MUST_SAY
        if re.search(spoken, sentence, re.IGNORECASE) and not re.search(must, sentence)
    ]
    assert wrong == []


def test_advice_uses_one_word_for_each_urgency() -> None:
    texts = {one.code: one.advice for one in MEASURES}
    texts |= {one.code: one.say for one in PACK.contraindications}
    texts |= {one.slug: " ".join(one.key_points) for one in PACK.articles}
    vague = re.compile(r"urgent|very soon|\bsoon\b|tomorrow|as soon as", re.IGNORECASE)
    assert {key: text for key, text in texts.items() if vague.search(text)} == {}


def test_every_pain_says_when_somebody_should_look_at_it() -> None:
    silent = {one.code for one in PACK.symptoms if "doctor" not in one.advice}
    assert silent - {"shallow_breath"} <= ASKS_A_DOCTOR
    assert AT_ONCE in ADVICE["shallow_breath"]


def test_an_ache_while_on_a_bone_medicine_is_looked_at_today() -> None:
    places = ("hip_pain", "thigh_pain", "groin_pain")
    assert [code for code in places if "medicine for thin bones" not in ADVICE[code]] == []


def test_deep_pain_on_each_step_is_looked_at_today_once() -> None:
    places = ("hip_pain", "groin_pain", "rise_pain")
    assert [code for code in places if "nobody has looked at yet" not in ADVICE[code]] == []


def test_a_fall_says_what_to_look_for() -> None:
    advice = ADVICE["fall_or_knock"]
    wanted = (
        "heavy fall", "over 65", "thin bones", "cannot put weight on a leg", AT_ONCE,
    )  # fmt: skip
    assert [words for words in wanted if words not in advice] == []


def test_whatever_may_need_help_at_once_says_so() -> None:
    assert [one.code for one in MEASURES if one.red_flag and AT_ONCE not in one.advice] == []


# --- Places and positions ------------------------------------------------------------------------


def test_the_body_has_a_place_between_the_legs_and_one_for_both() -> None:
    saddle, both = PACK.body_areas[-2:]
    assert (saddle.code, saddle.sided, saddle.leg, saddle.signs_only) == (
        "saddle", False, False, False,
    )  # fmt: skip
    assert (both.code, both.sided, both.leg, both.signs_only) == ("both_legs", False, False, True)
    assert "genitals, back passage" in saddle.label


def test_the_places_that_belong_to_a_leg_have_a_left_and_a_right() -> None:
    legs = [one for one in PACK.body_areas if one.leg]
    assert {one.code for one in legs} == {
        "buttock", "hip_front", "hip_side", "groin", "thigh_front", "thigh_inner", "thigh_outer",
        "hamstring", "knee", "lower_leg", "ankle_foot",
    }  # fmt: skip
    assert [one.code for one in legs if not one.sided] == []


def test_all_but_sitting_and_standing_needs_getting_down() -> None:
    assert {one.code for one in PACK.positions if not one.floor} == {"seated", "standing"}


def test_no_phase_promises_a_release() -> None:
    assert [one.code for one in PACK.phases if "release" in one.label.lower()] == []


# --- Conditions ----------------------------------------------------------------------------------


def test_every_condition_can_be_asked_as_one_question() -> None:
    wrong = [
        one.code
        for one in PACK.contraindications
        if not one.question.endswith("?") or one.question.count("?") != 1
    ]
    assert wrong == []
    assert len({one.question for one in PACK.contraindications}) == len(PACK.contraindications)


def test_every_condition_acts_as_strongly_as_it_must() -> None:
    actions: dict[str, set[str]] = {"hide": set(), "ask": set(), "warn": set()}
    for one in PACK.contraindications:
        actions[one.action].add(one.code)
    assert actions["ask"] == {"pregnancy_any", "hip_replacement_past", "clot_past"}
    assert actions["hide"] == {
        "pregnancy_prone", "recent_abdominal_surgery", "spine_hip_surgery_recent",
        "hip_replacement_recent", "vertebral_fracture", "hernia_groin", "hernia_abdominal",
        "aneurysm_vascular", "breathless_or_cardiac", "dvt_risk", "anticoagulants",
    }  # fmt: skip


def test_conditions_name_who_they_are_for() -> None:
    named = {
        "recent_abdominal_surgery": "caesarean",
        "spine_hip_surgery_recent": "last 12 weeks",
        "hip_replacement_recent": "last 3 months",
        "hip_replacement_past": "more than 3 months",
        "clot_past": "in the past",
        "pelvic_girdle_pain": "pregnancy",
    }
    found = {one.code: one for one in PACK.contraindications}
    for code, words in named.items():
        assert words in found[code].question, code
    assert "past" not in found["dvt_risk"].label
    for text in (
        found["spine_hip_surgery_recent"].label,
        found["spine_hip_surgery_recent"].question,
    ):
        assert "hip replacement" in text
    assert "pulsing" not in found["aneurysm_vascular"].question  # that one is a warning sign
    assert "have that looked at" in found["neck_pain"].say


def test_words_of_a_condition_fit_every_exercise_that_has_it() -> None:
    belong_to_one = re.compile(
        r"\bstrap\b|\bcounter\b|curling up|bends and turns|toes|straight-leg|standing version"
    )
    wrong = [one.code for one in PACK.contraindications if belong_to_one.search(one.say)]
    assert wrong == []


# --- Self-checks and claims ----------------------------------------------------------------------


def test_no_self_check_asks_for_what_cannot_be_seen() -> None:
    checks = {one.code: one for one in PACK.self_checks}
    assert "pelvis_level" not in checks
    assert "ask somebody" in checks["leg_hang"].how
    assert checks["leg_hang"].record == "choice"
    assert "pelvis_mirror" in CLAIMS


def test_no_self_check_asks_for_what_shows_nothing() -> None:
    checks = {one.code: one for one in PACK.self_checks}
    assert {"tree_strain", "quad_bulk"} & checks.keys() == set()
    assert [code for code, one in checks.items() if one.evidence == "unsupported"] == []
    assert "tree_check" in CLAIMS


def test_self_checks_name_who_leaves_them_out() -> None:
    checks = {one.code: one for one in PACK.self_checks}
    named = {
        "chair_stand_30": ("unsteady", "breathless", "heart", "operation in the last 12 weeks"),
        "sock_test": ("hip replacement",),
        "tree_hold": ("unsteady", "groin", "pelvis"),
    }
    for code, words in named.items():
        assert [one for one in words if one not in checks[code].caveat] == [], code


def test_a_change_of_the_bladder_is_no_note_for_oneself_alone() -> None:
    [change] = [one for one in PACK.symptoms if one.code == "bladder_change"]
    assert (change.contested, change.red_flag) == (False, True)


def test_claims_have_the_verdicts_that_the_evidence_bears() -> None:
    wanted = {
        "attach_l4_l5": "partly_true",
        "breathing_helps": "plausible",
        "glute_first": "plausible",
        "kidney_shelf": "partly_true",
        "nerve_names": "partly_true",
        "pelvis_mirror": "not_supported",
        "prana": "untestable",
    }
    assert {code: CLAIMS[code].verdict for code in wanted} == wanted


def stances(code: str) -> dict[str, str]:
    """What each source holds of a claim."""
    return {one.source: one.stance for one in CLAIMS[code].positions}


def test_no_source_is_given_a_position_that_it_does_not_hold() -> None:
    founding = {"S000", "S001", "S002", "S003", "S004"}
    held = {
        code: {source: how for source, how in stances(code).items() if source in founding}
        for code in ("breathing_helps", "reeducation_better", "attach_l4_l5")
    }
    assert held == {
        "breathing_helps": {"S000": "supports", "S002": "silent", "S004": "qualifies"},
        "reeducation_better": {"S000": "supports", "S001": "silent", "S003": "silent"},
        "attach_l4_l5": {
            "S000": "supports", "S001": "qualifies", "S002": "qualifies", "S003": "supports",
            "S004": "qualifies",
        },
    }  # fmt: skip


def test_words_of_the_article_are_not_put_into_the_therapists_mouth() -> None:
    """The therapist's page is S003, and the article that it comments on is a source of its own."""
    codes = (
        "only_muscle", "emotions_stored", "tight_limits_breath", "organs_cramps_fertility",
        "tree_check", "prana",
    )  # fmt: skip
    assert {stances(code)["wilbanks"] for code in codes} == {"supports"}
    both = [code for code in CLAIMS if {"wilbanks", "S003"} <= stances(code).keys()]
    assert "emotions_stored" in both
    assert [code for code in both if stances(code)["S003"] == "supports"] == []


def test_the_numb_thigh_is_explained_with_the_nerve_that_pierces_the_psoas() -> None:
    [article] = [one for one in PACK.articles if one.slug == "numb-warm-or-wet-thigh"]
    assert "genitofemoral" in CLAIMS["nerve_names"].why
    assert "genitofemoral" in " ".join(article.key_points)
