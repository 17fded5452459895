"""What a person says of themselves leaves movements out, asks for care, ages, and is theirs."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.admin.utils import NestedObjects
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Contraindication, Equipment, Exercise
from tests.architecture.documents import Document, sent_by
from tests.architecture.seeding import answer_questions
from tests.site.exports import exported
from tracking import logbook
from tracking.clock import today_in
from tracking.models import Trait
from tracking.records import about_of

ABOUT, TODAY, LIBRARY = (
    reverse("tracking:about-me"), reverse("tracking:today"), reverse("exercises:library")
)  # fmt: skip
LUNGES = reverse("exercises:programme", args=["healthy-hip-lunges"])
PLAY_LUNGES = reverse("exercises:play-programme", args=["healthy-hip-lunges"])
KNEELS = {
    "cat-cow-slow", "full-camel", "half-kneeling-tuck", "kneeling-hip-extension", "runners-lunge",
    "supported-camel",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("library")


def words(client: Client, address: str) -> str:
    text = re.sub(r"<[^>]*>", " ", client.get(address).content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


def sent_as_drawn(answer: Any) -> dict[str, Any]:
    """What the page's own form would send."""
    forms = Document(answer.content.decode()).forms()
    return max(map(sent_by, forms), key=len)


def say(client: Client, **answers: Any) -> Any:
    """Send the page's own form as it stands, but for `answers`."""
    return client.post(ABOUT, {**sent_as_drawn(client.get(ABOUT)), **answers})


def told(user: Any) -> set[str]:
    rows = about_of(user).told
    return {row.caution or row.thing or f"{row.ability} {row.goes}" for row in rows}


def long_ago(user: Any, code: str, days: int) -> Trait:
    caution = Contraindication.objects.get(code=code)
    day = today_in(user.zone, timezone.now()) - dt.timedelta(days=days)
    logbook.tell_about(user, logbook.AboutFacts(frozenset({caution.pk})), day)
    return Trait.objects.owned_by(user).get()


def names(shelf: Any, *, offered: bool) -> set[str]:
    entries = shelf.offers if offered else shelf.others
    return {entry.card.exercise.slug for entry in entries}


# --- Saying it -----------------------------------------------------------------------------------


def test_the_page_asks_what_the_vocabulary_has_and_keeps_what_is_said(
    signed_in: Client, user: Any
) -> None:
    Contraindication.objects.create(
        code="ours", label="Something of ours", short_label="Ours", action="warn", say="Mind it."
    )
    page = words(signed_in, ABOUT)
    assert "Something of ours" in page
    assert "Pregnant: lying face down" not in page, "another one says it"
    answer = say(
        signed_in, other=["ours"], blood=["high_bp"], at_hand=["mat"], kneeling="0", bed="1"
    )
    assert answer["Location"] == ABOUT
    assert told(user) == {"ours", "high_bp", "mat", "kneeling False", "bed True"}
    days = set(Trait.objects.owned_by(user).values_list("told_on", flat=True))
    assert days == {today_in(user.zone, timezone.now())}
    say(signed_in, blood=[], kneeling="")
    assert told(user) == {"ours", "mat", "bed True"}
    assert "Keep the effort light" not in words(signed_in, ABOUT)


def test_an_answer_that_is_not_on_offer_is_refused_and_the_rest_stays_ticked(
    signed_in: Client, user: Any
) -> None:
    answer = say(signed_in, blood=["nothing", "high_bp"], joints=["wrist_pain"], floor="0")
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form["joints"].value() == ["wrist_pain"]
    assert form["floor"].value() == "0"
    assert not told(user)


def test_an_older_page_writes_over_nothing(signed_in: Client, user: Any) -> None:
    sent = sent_as_drawn(signed_in.get(ABOUT))
    say(signed_in, joints=["wrist_pain"])
    stale = signed_in.post(ABOUT, {**sent, "blood": ["high_bp"]})
    assert stale.status_code == 409
    assert stale.context["form"]["blood"].value() == ["high_bp"]
    assert told(user) == {"wrist_pain"}
    again = sent_by(
        max(Document(stale.content.decode()).forms(), key=lambda form: len(sent_by(form)))
    )
    assert signed_in.post(ABOUT, again).status_code == 302
    assert told(user) == {"high_bp"}


# --- What follows --------------------------------------------------------------------------------


def test_the_library_leaves_out_says_so_and_shows_all_the_same(
    signed_in: Client, user: Any
) -> None:
    say(signed_in, kneeling="0")
    page = signed_in.get(LIBRARY)
    assert names(page.context["shelf"], offered=False) == KNEELS
    assert "Left out for you: 6 movements (kneeling)." in words(signed_in, LIBRARY)
    lifted = signed_in.get(LIBRARY, {"all": "on"})
    assert names(lifted.context["shelf"], offered=True) >= KNEELS
    assert "With care: kneeling hurts." in words(signed_in, f"{LIBRARY}?all=on")


def test_a_firm_bed_stands_for_the_floor_where_it_will_do(signed_in: Client, user: Any) -> None:
    on_a_bed = set(Exercise.objects.filter(firm_bed=True).values_list("slug", flat=True))
    say(signed_in, floor="0")
    assert not names(signed_in.get(LIBRARY).context["shelf"], offered=True) & on_a_bed
    say(signed_in, bed="1")
    offered = names(signed_in.get(LIBRARY).context["shelf"], offered=True)
    assert on_a_bed <= offered
    assert "quad-roll" not in offered


def test_what_is_at_hand_gives_way_to_the_address_and_a_caution_does_not(
    signed_in: Client, user: Any
) -> None:
    say(signed_in, at_hand=["mat"], blood=["anticoagulants"])
    with_roller = {"equipment": ["foam_roller", "mat"]}
    shelf = signed_in.get(LIBRARY, with_roller).context["shelf"]
    reasons = {entry.card.exercise.slug: entry.reasons for entry in shelf.others}
    assert reasons["quad-roll"] == ("Left out for you: blood thinners.",)
    kept = signed_in.get(LIBRARY).context["shelf"]
    kept_reasons = {entry.card.exercise.slug: entry.reasons for entry in kept.others}
    assert "Needs: foam roller." in kept_reasons["quad-roll"]


def test_a_caution_that_another_one_says_counts_as_well(signed_in: Client, user: Any) -> None:
    say(signed_in, pregnancy=["pregnancy_late_supine"])
    limits = about_of(user).limits
    assert limits.cautions == {"pregnancy_late_supine", "pregnancy_any", "pregnancy_prone"}
    shelf = signed_in.get(LIBRARY).context["shelf"]
    assert "prone-leg-lift" in names(shelf, offered=False)
    care = {entry.card.exercise.slug: entry.care for entry in shelf.offers}
    assert "pregnant, 16+ weeks" in care["constructive-rest"].lower()


def test_each_page_says_what_is_left_out_and_what_to_do(signed_in: Client, user: Any) -> None:
    say(signed_in, kneeling="0", joints=["neck_pain"])
    exercise = words(signed_in, reverse("exercises:exercise", args=["runners-lunge"]))
    assert "Left out for you: kneeling." in exercise
    assert "Use a thick cushion, or do the standing split-stance tuck." in exercise
    assert "Change this" in exercise
    assert "Left out for you: 3 movements (kneeling)." in words(signed_in, LUNGES)
    assert "Left out for you: 3 movements (kneeling)." in words(
        signed_in, reverse("exercises:programmes")
    )
    assert "Left out for you: kneeling." in words(
        signed_in, f"{reverse('exercises:search')}?q=lunge"
    )


def test_the_player_leaves_it_out_before_it_starts_unless_all_is_wanted(
    signed_in: Client, user: Any
) -> None:
    answer_questions(user)
    say(signed_in, kneeling="0")
    page = signed_in.get(PLAY_LUNGES)
    assert "Left out for you: 3 movements (kneeling)." in words(signed_in, PLAY_LUNGES)
    played = {item.exercise.slug for item in page.context["page"].listed}
    assert played == {"belly-breathing", "crescent-side-reach", "constructive-rest"}
    everything = signed_in.get(f"{PLAY_LUNGES}?all=on").context["page"].listed
    assert len(everything) == 6
    alone = words(signed_in, reverse("exercises:play-exercise", args=["full-camel"]))
    assert "Left out for you: kneeling." in alone
    assert "Start all the same" in alone


def test_today_offers_what_is_left(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 4)
    say(signed_in, floor="0", bed="0")
    offers = signed_in.get(TODAY).context["page"].offers
    assert [row.programme.slug for row in offers.routines] == [
        "desk-sitter-10", "without-getting-down",
    ]  # fmt: skip
    assert not offers.rest or not offers.rest.position.floor
    assert not offers.short.position.floor
    assert "Say what never suits you" in words(signed_in, TODAY)


def test_what_is_said_shows_to_nobody_else(
    signed_in: Client, client_of: Any, make_user: Any
) -> None:
    say(signed_in, kneeling="0", joints=["neck_pain"])
    addresses = (LIBRARY, LUNGES, PLAY_LUNGES, reverse("exercises:programmes"))
    for address in addresses:
        signed_in.get(address)
    for other in (Client(), client_of(make_user("other@example.org"))):
        for address in addresses:
            page = words(other, address)
            assert "for you:" not in page
            assert "With care" not in page


# --- It ages, and it goes ------------------------------------------------------------------------


def test_what_has_aged_is_asked_again_and_counts_until_it_is_answered(
    signed_in: Client, user: Any
) -> None:
    trait = long_ago(user, "spine_hip_surgery_recent", 27)
    assert "Is this still so?" not in words(signed_in, TODAY)
    Trait.objects.update(told_on=trait.told_on - dt.timedelta(days=1))
    assert "Is this still so?" in words(signed_in, ABOUT)
    assert "Is this still so?" in words(signed_in, TODAY)
    assert about_of(user).limits.cautions == {"spine_hip_surgery_recent"}
    address = reverse("tracking:about-me-answer", args=[trait.pk])
    assert signed_in.post(address, {"answer": "maybe"})["Location"] == ABOUT
    assert signed_in.post(address, {"answer": "yes", "from": "today"})["Location"] == TODAY
    assert "Is this still so?" not in words(signed_in, TODAY)
    assert signed_in.post(address, {"answer": "no"})["Location"] == ABOUT
    assert not about_of(user).told


def test_it_leaves_with_its_owner_in_an_export_and_goes_at_once(
    signed_in: Client, user: Any, settings: Any
) -> None:
    say(signed_in, blood=["high_bp"], at_hand=["mat"], floor="1")
    rows = exported(signed_in)["about_me"]
    assert {(row["caution"], row["thing"], row["ability"], row["goes"]) for row in rows} == {
        ("high_bp", None, "", None), (None, "mat", "", None), (None, None, "floor", True),
    }  # fmt: skip
    assert signed_in.post(reverse("tracking:about-me-delete"))["Location"] == ABOUT
    assert not Trait.objects.exists()


def test_a_word_that_somebody_has_said_cannot_be_deleted(user: Any) -> None:
    trait = long_ago(user, "wrist_pain", 0)
    trait.caution.conditions.all().delete()
    with pytest.raises(ProtectedError):
        trait.caution.delete()
    collector = NestedObjects(using="default")
    collector.collect([trait.caution])
    assert {str(row) for row in collector.protected} == {"Thing about oneself"}, "and not whose"


@pytest.mark.database
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"ability": "flying", "goes": True},
        {"ability": "floor"},
        {"ability": "floor", "goes": True, "thing": "mat"},
    ],
)
def test_a_row_is_one_thing(user: Any, values: dict[str, Any]) -> None:
    thing = Equipment.objects.get(code=values["thing"]) if "thing" in values else None
    row = Trait(user=user, told_on=dt.date(2026, 1, 1), **{**values, "thing": thing})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
