"""What a person follows: chosen, put in order, kept as it was left."""

import html
import re
import uuid
from collections import Counter
from itertools import groupby
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Measure
from psoas_site.ui.choices import options
from tracking import logbook
from tracking.forms.kinds import by_kind
from tracking.models import CheckIn, Followed, Reading

FOLLOW, NEW = reverse("tracking:follow"), reverse("tracking:check-in-new")
GROUPS = ("symptoms", "daily", "contested", "private")
pytestmark = pytest.mark.usefixtures("library")


def pk(code: str) -> int:
    return Measure.objects.get(code=code).pk


def follow(user: Any, *codes: str) -> None:
    logbook.follow(user, [pk(code) for code in codes])


def followed(user: Any) -> list[str]:
    return list(Followed.objects.owned_by(user).values_list("measure__code", flat=True))


def shown(client: Client) -> dict[str, Any]:
    """What the page sends if nothing is touched."""
    form = client.get(FOLLOW).context["form"]
    return {name: form[name].value() for name in (*GROUPS, "shown")}


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return " ".join(html.unescape(text).split())


# --- What is on offer --------------------------------------------------------------------------


def test_the_chips_stand_under_short_headings_and_none_is_lost(
    signed_in: Client, user: Any
) -> None:
    page = signed_in.get(reverse("tracking:follow"))
    form: Any = page.context["form"]
    for group, most in (("symptoms", 9), ("daily", 6)):
        headings = [option.group for option in options(form[group])]
        assert [str(one) for one, _same in groupby(headings)] == list(
            dict.fromkeys(map(str, headings))
        )
        assert max(Counter(map(str, headings)).values()) <= most
        assert "More" not in map(str, headings), "each has its heading"
    assert [str(one) for one in by_kind(["new_one", "worry", "hip_pain"]).values()] == [
        "Pain", "Breath, energy and mood", "More",
    ]  # fmt: skip


def test_it_offers_each_thing_once_in_its_group(signed_in: Client) -> None:
    form = signed_in.get(FOLLOW).context["form"]
    groups = {name: [code for code, _ in form.fields[name].choices] for name in GROUPS}
    offered = [code for codes in groups.values() for code in codes]
    assert len(offered) == len(set(offered)) == 44
    assert {"hip_pain", "hip_snap", "thigh_numbness"} <= set(groups["symptoms"])
    assert {"walked", "run_km", "new_activity"} <= set(groups["daily"])
    assert set(groups["contested"]) == {"digestion"}
    assert set(groups["private"]) == {
        "sexual_comfort", "menstrual_cramps", "low_mood", "upset", "period_day",
    }  # fmt: skip


def test_it_does_not_offer_what_is_asked_anyway(signed_in: Client) -> None:
    page = signed_in.get(FOLLOW)
    offered = page.context["form"].offered
    asked = {"pain", "sign_tingling", "fall_or_knock", "stress_level", "sleep_hours"}
    assert not {*asked, "hours_sitting"} & set(offered)
    assert re.search(
        r"Asked anyway:.*Pain.*New signs.*Hours sitting.*Stress.*Sleep.*Fall", words(page)
    )


def test_it_calls_contested_and_private_things_by_name(signed_in: Client) -> None:
    page = words(signed_in.get(FOLLOW))
    assert "Low mood (contested)" in page
    assert "we found no good evidence" in page
    assert "Digestive discomfort (contested)" not in page  # its group says so


def test_it_folds_contested_and_private_things_until_one_is_chosen(
    signed_in: Client, user: Any
) -> None:
    assert signed_in.get(FOLLOW).content.decode().count('<details class="form-fold">') == 2
    follow(user, "low_mood")
    page = signed_in.get(FOLLOW).content.decode()
    assert page.count('<details class="form-fold" open>') == 1


def test_it_gives_the_advice_of_a_warning_sign_before_it_is_chosen(signed_in: Client) -> None:
    page = words(signed_in.get(FOLLOW))
    assert "Change in bladder function. A new change in starting" in page
    assert "When to get help" in page


# --- Choosing ----------------------------------------------------------------------------------


def test_it_follows_nothing_until_something_is_chosen(signed_in: Client, user: Any) -> None:
    page = signed_in.get(FOLLOW)
    assert "Nothing yet." in words(page)
    assert signed_in.post(FOLLOW, shown(signed_in)).status_code == 302
    assert followed(user) == []


@pytest.mark.database
def test_it_follows_what_is_ticked_and_puts_new_things_last(signed_in: Client, user: Any) -> None:
    follow(user, "walked", "fatigue")
    sent = shown(signed_in)
    answer = signed_in.post(FOLLOW, sent | {"private": ["upset"]}, follow=True)
    assert followed(user) == ["walked", "fatigue", "upset"]
    assert "Your check-in asks 3 things that you chose." in words(answer)


def test_it_keeps_all_answers_of_what_is_dropped(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    follow(user, "walked", "bath")
    check_in(user, answers=(logbook.Answer(pk("bath"), number=1),))
    answer = signed_in.post(FOLLOW, shown(signed_in) | {"daily": ["walked"]}, follow=True)
    assert followed(user) == ["walked"]
    assert "No longer asked: Warm bath or heat. All answers stay" in words(answer)
    assert Reading.objects.get().measure.code == "bath"


def test_it_changes_nothing_of_somebody_else(signed_in: Client, user: Any, make_user: Any) -> None:
    other = make_user("other@example.org")
    follow(other, "walked", "bath")
    signed_in.post(FOLLOW, shown(signed_in) | {"daily": ["run_km"], "user": other.pk})
    signed_in.post(FOLLOW, shown(signed_in) | {"move": "bath:1"})
    assert (followed(other), followed(user)) == (["walked", "bath"], ["run_km"])


@pytest.mark.database
def test_it_lets_the_later_of_two_tabs_win_and_says_what_that_dropped(
    signed_in: Client, user: Any
) -> None:
    first, second = shown(signed_in), shown(signed_in)
    signed_in.post(FOLLOW, first | {"daily": ["bath"]})
    answer = signed_in.post(FOLLOW, second | {"daily": ["walked"]}, follow=True)
    assert followed(user) == ["walked"]
    assert "No longer asked: Warm bath or heat." in words(answer)


# --- Nothing vanishes by itself ----------------------------------------------------------------


def test_it_keeps_what_the_form_did_not_show(signed_in: Client, user: Any) -> None:
    follow(user, "bath", "walked")
    assert (
        signed_in.post(FOLLOW, {"shown": "walked run_km", "daily": ["run_km"]}).status_code == 302
    )
    assert followed(user) == ["bath", "run_km"]


def test_it_drops_nothing_for_an_empty_form(signed_in: Client, user: Any) -> None:
    follow(user, "bath", "walked")
    signed_in.post(FOLLOW, {})
    assert followed(user) == ["bath", "walked"]


@pytest.mark.database
@pytest.mark.parametrize("code", ["nothing", "", "\x00", "sign_tingling", "pain", "stress_level"])
def test_it_refuses_a_code_that_is_not_on_offer_and_keeps_the_ticks(
    signed_in: Client, user: Any, code: str
) -> None:
    follow(user, "bath")
    sent = shown(signed_in) | {"symptoms": ["fatigue"], "daily": ["walked", code]}
    answer = signed_in.post(FOLLOW, sent)
    assert answer.status_code == 422
    assert followed(user) == ["bath"]
    form = answer.context["form"]
    assert form.errors["daily"]
    assert re.search(r'value="fatigue" checked', answer.content.decode())
    assert re.search(r'value="walked" checked', answer.content.decode())
    assert not re.search(r'value="bath" checked', answer.content.decode())


def test_it_keeps_everything_when_staff_turn_the_vocabulary_round(
    signed_in: Client, user: Any
) -> None:
    follow(user, "walked", "fatigue", "digestion")
    older = shown(signed_in)
    for place, measure in enumerate(Measure.objects.order_by("-order")):
        Measure.objects.filter(pk=measure.pk).update(order=place)
    Measure.objects.filter(code="fatigue").update(opt_in=True)
    Measure.objects.filter(code="digestion").update(contested=False)
    assert signed_in.post(FOLLOW, older).status_code == 302
    assert followed(user) == ["walked", "fatigue", "digestion"]
    refused = signed_in.post(FOLLOW, older | {"daily": ["walked", "nothing"]})
    assert refused.status_code == 422
    assert refused.context["form"]["private"].value() == ["fatigue"]


@pytest.mark.database
def test_it_still_shows_what_is_not_on_offer_any_more_but_was_chosen(
    signed_in: Client, user: Any
) -> None:
    follow(user, "walked")
    Measure.objects.filter(code="walked").update(asked_always=True)
    signed_in.post(FOLLOW, shown(signed_in))
    assert followed(user) == ["walked"]
    assert signed_in.post(FOLLOW, shown(signed_in) | {"daily": []}).status_code == 302
    assert followed(user) == []


# --- The order ---------------------------------------------------------------------------------


def test_it_moves_things_up_and_down(signed_in: Client, user: Any) -> None:
    follow(user, "walked", "bath", "fatigue")
    signed_in.post(FOLLOW, shown(signed_in) | {"move": "fatigue:2"})
    assert followed(user) == ["walked", "fatigue", "bath"]
    signed_in.post(FOLLOW, shown(signed_in) | {"move": "walked:2"})
    assert followed(user) == ["fatigue", "walked", "bath"]


@pytest.mark.database
def test_it_makes_one_move_of_a_double_tap(signed_in: Client, user: Any) -> None:
    follow(user, "walked", "bath", "fatigue")
    sent = shown(signed_in) | {"move": "fatigue:2"}
    signed_in.post(FOLLOW, sent)
    signed_in.post(FOLLOW, sent)
    assert followed(user) == ["walked", "fatigue", "bath"]


def test_it_keeps_new_ticks_when_something_is_moved(signed_in: Client, user: Any) -> None:
    follow(user, "walked", "bath")
    sent = shown(signed_in) | {"move": "bath:1", "symptoms": ["fatigue"]}
    answer = signed_in.post(FOLLOW, sent, follow=True)
    assert followed(user) == ["bath", "walked", "fatigue"]
    assert "Saved." in words(answer)


@pytest.mark.parametrize(
    ("move", "focus"),
    [
        ("fatigue:2", "#up-fatigue"),
        ("walked:2", "#down-walked"),
        ("bath:1", "#down-bath"),
        ("bath:3", "#up-bath"),
    ],
)
def test_it_comes_back_to_the_button_or_to_its_neighbour_at_the_end(
    signed_in: Client, user: Any, move: str, focus: str
) -> None:
    follow(user, "walked", "bath", "fatigue")
    answer = signed_in.post(FOLLOW, shown(signed_in) | {"move": move})
    assert answer.headers["Location"] == FOLLOW + focus
    button = re.search(f'id="{focus[1:]}"[^>]*>', signed_in.get(FOLLOW).content.decode())
    assert button
    assert "disabled" not in button[0]


@pytest.mark.parametrize("move", ["fatigue", "fatigue:", "fatigue:x", "nothing:1", ":1:", "a:²",
                                  "fatigue:99999999999", "fatigue:-1", "\x00:1"])  # fmt: skip
def test_it_refuses_a_move_that_makes_no_sense(signed_in: Client, user: Any, move: str) -> None:
    follow(user, "walked", "fatigue")
    answer = signed_in.post(FOLLOW, shown(signed_in) | {"move": move})
    assert answer.status_code == (302 if move == ":1:" else 422)
    assert followed(user) == ["walked", "fatigue"]


def test_it_names_its_buttons_after_what_they_move(signed_in: Client, user: Any) -> None:
    follow(user, "walked", "fatigue")
    page = words(signed_in.get(FOLLOW))
    assert "Move up: Fatigue, now 2 of 2" in page
    assert "Move down: Easy walk, now 1 of 2" in page


def test_it_shows_advice_beside_what_is_followed(signed_in: Client, user: Any) -> None:
    follow(user, "thigh_numbness")
    assert Measure.objects.get(code="thigh_numbness").advice in words(signed_in.get(FOLLOW))


# --- The ways there ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["settings", "tracking:check-in-new"])
def test_it_is_linked_from(signed_in: Client, name: str) -> None:
    assert f'href="{FOLLOW}"' in signed_in.get(reverse(name)).content.decode()


def test_it_starts_from_the_person_who_is_signed_in(client: Client) -> None:
    assert client.get(FOLLOW).status_code == 302
    assert client.post(FOLLOW, {"daily": ["walked"], "shown": "walked"}).status_code == 302
    assert not Followed.objects.exists()


@pytest.mark.database
def test_the_same_form_makes_a_thing_followed_once(signed_in: Client, user: Any) -> None:
    sent = shown(signed_in) | {"daily": ["walked", "walked"]}
    for _ in range(2):
        assert signed_in.post(FOLLOW, sent).status_code == 302
    assert followed(user) == ["walked"]
    signed_in.post(NEW, {"pain": 3, "client_key": uuid.uuid4(), "measure_walked": "1"})
    assert CheckIn.objects.get().readings.get().number == 1
