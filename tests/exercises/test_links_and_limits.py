"""What a step down may ask for, what is hidden from whom, and how much is the most."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from exercises.pack.files import entries
from exercises.rules.dosing import DoseType
from tests.packs import shipped_pack

PACK = shipped_pack()
EXERCISES = {one.slug: one for one in PACK.exercises}
PROGRAMMES = {one.slug: one for one in PACK.programmes}
FLOOR = {one.code for one in PACK.positions if one.floor}
OWN_ACTIONS = {one.code: one.action for one in PACK.contraindications}
OWN_WORDS = {one.code: one.say for one in PACK.contraindications}
STRICTNESS = ("warn", "ask", "hide")
CAMELS = {"supported-camel", "full-camel"}

# Conditions that a step down brings with it, and why we let it. None of them hides the exercise,
# and its words on that exercise say how to make it smaller.
ACCEPTED = {
    # The same exercise half sitting; without a link the answer would be rest on the back as well.
    "seated-rib-breathing": {"pregnancy_late_supine"},
    # The slow rock without its lift is less than a slide, and there is nothing less. After a break
    # in the spine it asks first, and then stays very small.
    "heel-slide-release": {"spine_extension_sensitive", "vertebral_fracture"},
    # The rock can be done on the side.
    "cat-cow-slow": {"pregnancy_late_supine"},
    # The slide can be done half sitting; no other gentle one moves the front of the hip.
    "side-lying-drift": {"pregnancy_late_supine"},
    # The wall carries, with a chair to hold; both other ways of rolling are on the floor.
    "quad-roll": {"balance_falls"},
    # A squeeze can be done on the side or sitting; every other way down asks for more.
    "clamshell": {"pregnancy_late_supine"},
    "prone-leg-lift": {"pregnancy_late_supine"},
    "kneeling-hip-extension": {"pregnancy_late_supine"},
    # Open the knee less: still lighter than the weight of a straight leg.
    "side-leg-raise": {"labral_fai"},
    # Tip the knees less, or turn sitting; without a link the answer would be rest on the back.
    "open-book": {"labral_fai", "pregnancy_late_supine"},
    # The arm may stay low in both.
    "walking-twist-toe-touch": {"shoulder_limited"},
    "easy-walk": {"shoulder_limited"},
    # The same march without loop and balance; it can be done sitting.
    "standing-march-loop": {"pregnancy_late_supine"},
}

# Conditions that must hide an exercise, whatever they do elsewhere.
HIDDEN = {
    "full-camel": {
        "osteoporosis", "spine_extension_sensitive", "vertebral_fracture", "pregnancy_any",
        "balance_falls", "shoulder_limited", "hip_replacement_past", "pelvic_girdle_pain",
    },
    "supported-camel": {
        "osteoporosis", "spine_extension_sensitive", "vertebral_fracture", "pregnancy_any",
        "balance_falls", "shoulder_limited", "pelvic_girdle_pain",
    },
    "uncurl-arch-curl": {"osteoporosis", "vertebral_fracture"},
    "walking-twist-toe-touch": {"osteoporosis", "vertebral_fracture"},
    "side-lying-pull-rolled": {
        "osteoporosis", "vertebral_fracture", "pregnancy_any", "spine_extension_sensitive",
    },
    "side-lying-pull": {"recent_abdominal_surgery", "meralgia"},
    "half-kneeling-tuck": {"pelvic_girdle_pain"},
    "bed-edge-leg-hang": {"pelvic_girdle_pain"},
    "quad-roll": {"vertebral_fracture", "hernia_groin", "hernia_abdominal"},
    "cat-cow-slow": {"vertebral_fracture"},
    "hip-hinge-lift": {"vertebral_fracture"},
    "hip-front-soft-ball": {"meralgia", "pregnancy_prone", "vertebral_fracture"},
    "walk-jog": {"postpartum_early", "dvt_risk", "balance_falls", "high_bp"},
}  # fmt: skip

# Conditions that an exercise carries, one row for each kind of thing it asks for.
CARRIED = {
    "labral_fai": {
        "hip-hinge-lift", "knee-rocks", "walking-twist-toe-touch", "supported-camel", "full-camel",
        "side-lying-pull-past-line", "side-lying-pull-rolled", "cat-cow-slow", "side-lying-pull",
        "side-lying-drift", "standing-reach-turn", "step-up", "sit-to-stand", "split-stance-tuck",
    },
    "hernia_groin": {
        "uncurl-arch-curl", "supported-camel", "full-camel", "quad-roll", "runners-lunge",
        "crescent-side-reach", "half-kneeling-tuck", "side-lying-pull", "bed-edge-leg-hang",
        "side-lying-pull-past-line", "side-lying-pull-rolled",
    },
    "hernia_abdominal": {"prone-leg-lift", "quad-roll"},
    "vertebral_fracture": {
        "knee-rocks", "open-book", "seated-twist", "standing-reach-turn", "crescent-side-reach",
        "uncurl-tilts",
    },
    "leg_symptoms_bending": {"cat-cow-slow", "hip-hinge-lift", "straight-leg-raise-loop"},
    "hypermobility": {"split-stance-tuck", "half-kneeling-tuck"},
    "knee_flexion_limited": {"step-up", "sit-to-stand", "cat-cow-slow", "hip-hinge-lift"},
    "postpartum_early": {"walking-twist-toe-touch", "walk-jog"},
    "recent_abdominal_surgery": {
        "hip-flexor-melt", "walking-twist-toe-touch", "side-lying-pull-past-line",
        "side-lying-pull-rolled", "cat-cow-slow", "glute-bridge", "split-squat",
    },
    "aneurysm_vascular": {
        "hand-knee-press", "uncurl-arch-curl", "quad-roll", "walk-jog", "split-squat",
    },
    "breathless_or_cardiac": {"sit-to-stand", "hand-knee-press", "easy-walk"},
    "high_bp": {"standing-march-loop", "walk-jog"},
    "balance_falls": {"easy-walk", "micro-break", "hip-hinge-lift", "kneeling-hip-extension"},
    "neck_pain": {"quad-roll", "hip-front-soft-ball"},
    "shoulder_limited": {"uncurl-arch-curl", "hip-front-soft-ball", "quad-roll"},
    "spine_extension_sensitive": {"hip-front-soft-ball"},
    "wrist_pain": {"supported-camel", "full-camel"},
    "meralgia": {"hip-front-soft-ball", "quad-roll", "runners-lunge", "crescent-side-reach"},
    "clot_past": {"quad-roll", "glute-ball-wall", "hip-front-soft-ball"},
    "hip_replacement_past": {
        "side-lying-pull-past-line", "side-lying-pull-rolled", "bed-edge-leg-hang",
        "runners-lunge", "crescent-side-reach", "supported-camel", "full-camel", "tree-pose",
        "side-lying-pull", "walking-twist-toe-touch", "kneeling-hip-extension", "cat-cow-slow",
        "single-leg-march-loop", "straight-leg-raise-loop",
    },
    "pelvic_girdle_pain": {
        "clamshell", "side-leg-raise", "band-side-step", "single-leg-bridge", "single-leg-stand",
        "tree-pose", "split-squat", "step-up", "standing-march-loop", "walking-twist-toe-touch",
        "walk-jog", "standing-reach-turn",
    },
    "pregnancy_any": {"walk-jog", "hip-hinge-lift"},
}  # fmt: skip

# After a recent operation or break: nothing said here, a question there, and hidden elsewhere.
BREATHES = {
    "legs-on-chair-rest", "constructive-rest", "belly-breathing", "seated-rib-breathing",
    "standing-breath-reach",
}  # fmt: skip
ASKS_SURGEON = {"easy-walk", "micro-break", "foot-wake-up", "glute-squeeze"}

# One leg at a time, or step by step: groin pain there may be a bone, and comes first.
ON_ONE_LEG = {
    "walk-jog", "easy-walk", "micro-break", "step-up", "single-leg-stand", "tree-pose",
    "weight-shift", "standing-march-loop", "split-squat", "walking-twist-toe-touch",
    "band-side-step", "standing-reach-turn",
}  # fmt: skip
EFFORT = "Chest pain or sudden breathlessness: stop and get emergency help"

# Ways to begin that send somebody elsewhere. Pages put "Make it smaller" over what is a warning.
AWAY = re.compile(
    r"(leave (it|this|them|curling|lifting|back-bends|the (jogging|leg swing))\b"
    r"|leave out (curling|lifting|back-bends|jogging|rolling)|no running|wait\b|walk instead"
    r"|stay with the (\w+ )?(pull-back|drift|version|shift|step before|split-stance tuck)"
    r"|choose (?!strength)|do (the (?!same)|a |sit to stand)|it (turns|bends|goes)|ask\b|have it)",
    re.IGNORECASE,
)

STUDY = re.compile(r"\b(?:19|20)\d\d\b|\b\d+ (?:people|adults|trials|studies|pooled)")
PAIN_NUMBER = re.compile(r"\bpain\b.*\d|\d.*\bpain\b", re.IGNORECASE)
STEEPEST = 2.7  # times the working time of the level before
STRETCH_SESSION, STRETCH_WEEK = 240, 600  # seconds a side, beyond which nothing more is gained


def acts(exercise: entries.Exercise) -> dict[str, str]:
    """What each condition of `exercise` does there."""
    found = {}
    for one in exercise.contraindications:
        code = one if isinstance(one, str) else one.code
        own = "" if isinstance(one, str) else one.action
        found[code] = own or OWN_ACTIONS[code]
    return found


def words(exercise: entries.Exercise) -> dict[str, str]:
    """What each condition of `exercise` says there."""
    found = {}
    for one in exercise.contraindications:
        code = one if isinstance(one, str) else one.code
        own = "" if isinstance(one, str) else one.say
        found[code] = own or OWN_WORDS[code]
    return found


def needs_floor(exercise: entries.Exercise) -> bool:
    """Whether one has to get down to the floor for it."""
    return exercise.position in FLOOR and not exercise.firm_bed


def steps_down() -> Iterator[tuple[entries.Exercise, entries.Exercise]]:
    """Each exercise that has a gentler one, with it."""
    for exercise in EXERCISES.values():
        if exercise.gentler is not None:
            yield exercise, EXERCISES[exercise.gentler]


def seconds_a_side(exercise: entries.Exercise, level: entries.Amount) -> int:
    """The seconds of work on one side in one session, rests left out."""
    of_each = level.seconds
    if exercise.dose.type == DoseType.REPS:
        of_each = exercise.dose.rep_seconds or 0
    return level.sets * level.reps * of_each


# --- Links ---------------------------------------------------------------------------------------


def test_it_knows_what_needs_the_floor() -> None:
    assert {"supine", "prone", "side_lying", "all_fours", "kneeling"} == FLOOR


def test_it_is_never_harder_on_a_gentler_one() -> None:
    faults = []
    for exercise, gentler in steps_down():
        where = f"{exercise.slug} -> {gentler.slug}"
        if gentler.pain_now_max < exercise.pain_now_max:
            faults.append(f"{where}: allows less pain")
        if gentler.ladder == exercise.ladder and gentler.rung >= exercise.rung:
            faults.append(f"{where}: stands no lower on the ladder")
        if needs_floor(gentler) and not needs_floor(exercise):
            faults.append(f"{where}: needs getting down to the floor")
        for code in acts(gentler).keys() & acts(exercise).keys():
            ours, theirs = acts(exercise)[code], acts(gentler)[code]
            if STRICTNESS.index(theirs) > STRICTNESS.index(ours):
                faults.append(f"{where}: is stricter about {code}")
    assert faults == []


def test_it_adds_no_condition_on_the_way_down_but_those_we_accept() -> None:
    added = {}
    for exercise, gentler in steps_down():
        codes = acts(gentler).keys() - acts(exercise).keys()
        if codes:
            added[exercise.slug] = set(codes)
    assert added == ACCEPTED


def test_it_says_how_to_make_it_smaller_where_a_step_down_adds_a_condition() -> None:
    faults = []
    for exercise, gentler in steps_down():
        own = {one.code for one in gentler.contraindications if not isinstance(one, str)}
        for code in ACCEPTED.get(exercise.slug, set()):
            if acts(gentler)[code] == "hide":
                faults.append(f"{gentler.slug}: {code} hides it")
            if code not in own and gentler.ladder != "rest":
                faults.append(f"{gentler.slug}: {code} has no words of its own")
    assert faults == []


def test_it_leads_nobody_to_a_back_bend_or_to_running() -> None:
    led = {
        one.slug: one.harder
        for one in EXERCISES.values()
        if one.harder in CAMELS | {"walk-jog"} or one.gentler in {"supported-camel", "walk-jog"}
    }
    assert led.pop("full-camel", None) is None  # its own step down is the supported one
    assert led == {}
    assert {one.slug for one in EXERCISES.values() if one.ladder == "camel"} == CAMELS


def test_it_allows_no_more_pain_on_a_harder_one() -> None:
    faults = [
        f"{one.slug} -> {one.harder}"
        for one in EXERCISES.values()
        if one.harder and EXERCISES[one.harder].pain_now_max > one.pain_now_max
    ]
    assert faults == []


# --- Whom it is not for --------------------------------------------------------------------------


def test_it_hides_what_bends_turns_or_lands_from_those_it_could_harm() -> None:
    faults = [
        f"{slug}: {code} does not hide it"
        for slug, codes in HIDDEN.items()
        for code in sorted(codes)
        if acts(EXERCISES[slug]).get(code) != "hide"
    ]
    assert faults == []


def test_it_carries_the_conditions_of_what_it_asks_for() -> None:
    faults = [
        f"{slug}: lacks {code}"
        for code, slugs in CARRIED.items()
        for slug in sorted(slugs)
        if code not in acts(EXERCISES[slug])
    ]
    assert faults == []


def test_it_leaves_a_recent_operation_to_the_surgeon() -> None:
    wanted = {}
    for slug in EXERCISES.keys() - BREATHES:
        wanted[slug] = "ask" if slug in ASKS_SURGEON else "hide"
    found = {}
    for slug, one in EXERCISES.items():
        if "spine_hip_surgery_recent" in acts(one):
            found[slug] = acts(one)["spine_hip_surgery_recent"]
    assert found == wanted


def test_it_counts_a_new_hip_among_the_recent_operations() -> None:
    carrying = {
        code: {slug for slug, one in EXERCISES.items() if code in acts(one)}
        for code in ("spine_hip_surgery_recent", "hip_replacement_recent")
    }
    assert carrying["hip_replacement_recent"] == carrying["spine_hip_surgery_recent"]


def test_it_lets_all_that_moves_wait_for_a_swollen_leg() -> None:
    faults = [
        slug
        for slug, one in EXERCISES.items()
        if one.ladder != "rest" and acts(one).get("dvt_risk") != "hide"
    ]
    assert faults == []


def test_it_says_how_to_make_it_smaller_wherever_a_page_says_so() -> None:
    faults = [
        f"{slug}: {code}: {words(one)[code]}"
        for slug, one in EXERCISES.items()
        for code, action in acts(one).items()
        if action == "warn" and AWAY.match(words(one)[code])
    ]
    assert faults == []


@pytest.mark.parametrize(
    "said",
    [
        "Walk instead until your blood pressure is under control.",
        "Choose the thigh drift, with both legs supported.",
        "Stay with the weight shift, both feet down.",
        "Stay with the shorter pull-back or the thigh drift.",
        "Do sit to stand instead, with your weight on both legs.",
        "Leave curling up out for now; the slow pelvic rock can be done on your side.",
        "Leave it out if a thick cushion is not enough.",
        "Wait for your check-up after birth, then start with the smallest dose.",
    ],
)
def test_it_would_see_words_that_make_nothing_smaller(said: str) -> None:
    assert AWAY.match(said)


@pytest.mark.parametrize(
    "said",
    [
        "Leave out the lift; only flatten gently and let go.",
        "Leave the walking out: stand at a counter and lift one knee at a time.",
        "Do the same small rock lying on your side.",
        "Stay with both feet down.",
        "Stay with the tuck, before any shift forward.",
        "Use a very low step, or do sit to stand instead.",
    ],
)
def test_it_leaves_words_that_make_it_smaller(said: str) -> None:
    assert not AWAY.match(said)


# --- When to stop --------------------------------------------------------------------------------


def test_it_lands_in_one_exercise_alone_and_only_with_little_pain() -> None:
    assert [one.slug for one in EXERCISES.values() if one.impact] == ["walk-jog"]
    assert EXERCISES["walk-jog"].pain_now_max == 2


def test_it_stops_first_of_all_at_groin_pain_where_one_leg_carries() -> None:
    faults = [
        f"{slug}: {EXERCISES[slug].stop_if[0]}"
        for slug in sorted(ON_ONE_LEG)
        if "groin" not in EXERCISES[slug].stop_if[0].lower()
    ]
    assert faults == []
    assert "on landing" in EXERCISES["walk-jog"].stop_if[0]


def test_it_says_of_groin_pain_on_one_leg_that_a_doctor_sees_it_today() -> None:
    firsts = {slug: EXERCISES[slug].stop_if[0] for slug in ON_ONE_LEG}
    assert [slug for slug, line in firsts.items() if "see a doctor today" not in line] == []
    known = {slug for slug, line in firsts.items() if "nobody has looked at" not in line}
    assert known == {"walk-jog"}  # on landing it waits for no second time


def test_it_stops_for_chest_pain_and_breath_where_the_heart_works() -> None:
    faults = [
        slug
        for slug, one in EXERCISES.items()
        if "breathless_or_cardiac" in acts(one) and EFFORT not in one.stop_if
    ]
    assert faults == []


def test_it_says_what_breathlessness_means_where_one_lies_to_rest() -> None:
    resting = [
        one for one in EXERCISES.values() if (one.ladder, one.position) == ("rest", "supine")
    ]
    silent = [
        one.slug
        for one in resting
        if not any("lying flat" in line and "emergency help" in line for line in one.stop_if)
    ]
    assert resting
    assert silent == []


def test_it_leaves_pain_numbers_to_the_rule() -> None:
    lines = [(one.slug, line) for one in EXERCISES.values() for line in one.stop_if]
    assert [(slug, line) for slug, line in lines if PAIN_NUMBER.search(line)] == []


# --- What is known, and how much -----------------------------------------------------------------


def test_it_names_a_study_or_says_expert_opinion() -> None:
    faults = [
        f"{one.slug}: {one.evidence.level}"
        for one in EXERCISES.values()
        if one.evidence.level in ("supported", "plausible") and not STUDY.search(one.evidence.note)
    ]
    assert faults == []


def test_it_says_supported_of_walking_alone_and_for_whom() -> None:
    assert [one.slug for one in EXERCISES.values() if one.evidence.level == "supported"] == [
        "easy-walk"
    ]
    assert "just recovered" in EXERCISES["easy-walk"].evidence.note


@pytest.mark.parametrize("slug", [one.slug for one in PACK.exercises if one.impact])
def test_it_never_more_than_doubles_what_lands(slug: str) -> None:
    levels = EXERCISES[slug].dose.levels
    start, typical, top = (
        seconds_a_side(EXERCISES[slug], level)
        for level in (levels.start, levels.typical, levels.top)
    )
    assert typical <= 2 * start
    assert top <= 2 * typical


def test_it_climbs_no_level_too_steeply() -> None:
    faults = []
    for one in EXERCISES.values():
        levels = (one.dose.levels.start, one.dose.levels.typical, one.dose.levels.top)
        for before, after in pairwise(seconds_a_side(one, level) for level in levels):
            if after > STEEPEST * before:
                faults.append(f"{one.slug}: from {before} s to {after} s")
    assert faults == []


def test_it_asks_for_no_more_stretching_than_adds_anything() -> None:
    faults = []
    for one in EXERCISES.values():
        if one.phase == "lengthen" and one.dose.type == DoseType.HOLD:
            session = seconds_a_side(one, one.dose.levels.top) * one.dose.times_per_day[1]
            week = session * one.dose.days_per_week[1]
            if session > STRETCH_SESSION or week > STRETCH_WEEK:
                faults.append(f"{one.slug}: {session} s a day, {week} s a week")
    assert faults == []


# --- Programmes ----------------------------------------------------------------------------------


def test_it_has_a_programme_for_a_bed_and_one_without_getting_down() -> None:
    bed = [EXERCISES[item.exercise] for item in PROGRAMMES["in-bed"].items]
    upright = [EXERCISES[item.exercise] for item in PROGRAMMES["without-getting-down"].items]
    assert [one.slug for one in bed if not one.firm_bed] == []
    assert [one.slug for one in upright if one.position not in ("seated", "standing")] == []


def test_it_takes_no_loop_and_no_walking_twist_before_the_easier_one() -> None:
    strengthen = [item.exercise for item in PROGRAMMES["strengthen-carry-over"].items]
    assert "supine-march" in strengthen
    assert "single-leg-march-loop" not in strengthen
    notes = [
        item.note
        for programme in PROGRAMMES.values()
        for item in programme.items
        if item.exercise == "walking-twist-toe-touch"
    ]
    assert notes
    assert [note for note in notes if "until the standing reach and turn is easy" not in note] == []


def test_it_says_what_blood_thinners_leave_out_where_a_programme_presses() -> None:
    pressing = {slug for slug, one in EXERCISES.items() if "anticoagulants" in acts(one)}
    silent = [
        programme.slug
        for programme in PROGRAMMES.values()
        if pressing & {item.exercise for item in programme.items}
        and "blood thinners" not in programme.who + " ".join(item.note for item in programme.items)
    ]
    assert silent == []


def test_it_walks_in_the_first_week_and_stretches_no_runner_before_the_run() -> None:
    assert "easy-walk" in [item.exercise for item in PROGRAMMES["first-week-settle"].items]
    runner = [EXERCISES[item.exercise] for item in PROGRAMMES["runner"].items]
    order = [one.slug for one in runner]
    stretches = [one.slug for one in runner if one.phase == "lengthen"]
    assert [one for one in stretches if order.index(one) < order.index("walk-jog")] == []
    assert PROGRAMMES["runner"].pain_now_max == 2
