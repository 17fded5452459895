"""The list of exercises: what is looked for, what fits today, and why something does not."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from exercises import views
from exercises.models import Equipment, Exercise, Level, Status
from exercises.shelf.cards import cards_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def ask(client: Client, **wishes):
    """The shelf that the library shows for `wishes`."""
    answer = client.get(reverse("exercises:library"), wishes)
    assert answer.status_code == 200
    return answer.context["shelf"]


def slugs(shelf) -> list[str]:
    return [entry.card.exercise.slug for entry in shelf.entries]


def reasons(shelf, slug: str) -> tuple[str, ...]:
    return next(entry.reasons for entry in shelf.entries if entry.card.exercise.slug == slug)


def fitting(shelf) -> set[str]:
    return {entry.card.exercise.slug for entry in shelf.entries if not entry.reasons}


# --- What is looked for --------------------------------------------------------------------------


def test_it_shows_every_published_exercise_when_nothing_is_asked(client):
    shelf = ask(client)
    assert set(slugs(shelf)) == set(Exercise.objects.published().values_list("slug", flat=True))
    assert shelf.offered == len(shelf.entries)


def test_it_finds_by_name_other_name_and_purpose(client):
    assert "runners-lunge" in slugs(ask(client, q="LUNGE"))
    assert slugs(ask(client, q="crp")) == ["constructive-rest"]
    assert "glute-bridge" in slugs(ask(client, q="pelvis buttocks"))


def test_it_wants_every_word_of_the_search(client):
    assert slugs(ask(client, q="lunge xyzzy")) == []


@pytest.mark.database
def test_it_takes_percent_and_underscore_literally(client):
    assert slugs(ask(client, q="%")) == []
    assert slugs(ask(client, q="_")) == []
    Exercise.objects.filter(slug="clamshell").update(name="Clamshell 100% slow_motion")
    assert slugs(ask(client, q="100%")) == ["clamshell"]
    assert slugs(ask(client, q="slow_motion")) == ["clamshell"]


@pytest.mark.database
def test_it_searches_without_accents_and_apostrophes(client):
    Exercise.objects.filter(slug="clamshell").update(name="Étiré en coquille")
    assert slugs(ask(client, q="etire")) == ["clamshell"]
    assert slugs(ask(client, q="ÉTIRÉ")) == ["clamshell"]
    assert "runners-lunge" in slugs(ask(client, q="runner’s"))


@pytest.mark.database
@pytest.mark.parametrize(
    ("wish", "lookup"),
    [
        ({"area": "groin"}, {"targets__code": "groin"}),
        ({"phase": "load"}, {"phase__code": "load"}),
        ({"phase": ["load", "settle"]}, {"phase__code__in": ["load", "settle"]}),
        ({"position": "kneeling"}, {"position__code": "kneeling"}),
        ({"position": ["seated", "prone"]}, {"position__code__in": ["seated", "prone"]}),
    ],
)
def test_it_narrows_by(client, wish, lookup):
    wanted = Exercise.objects.published().filter(**lookup).values_list("slug", flat=True)
    assert wanted
    assert set(slugs(ask(client, **wish))) == set(wanted)


def test_it_combines_what_is_looked_for(client):
    found = slugs(ask(client, q="hip", phase="lengthen", position="standing", area="hip_front"))
    assert found
    for row in Exercise.objects.filter(slug__in=found):
        assert (row.phase.code, row.position.code) == ("lengthen", "standing")
        assert row.targets.filter(code="hip_front").exists()


# --- What fits today -----------------------------------------------------------------------------


def test_it_lets_pain_now_max_alone_decide_what_fits_a_pain(client):
    published = list(Exercise.objects.published())
    for pain in (0, 2, 3, 5, 10):
        shelf = ask(client, pain=pain)
        assert fitting(shelf) == {row.slug for row in published if row.allows(pain)}, pain
        assert len(shelf.entries) == len(published)


def test_it_lets_an_exercise_fit_at_its_very_limit(client):
    limit = Exercise.objects.get(slug="runners-lunge").pain_now_max
    assert reasons(ask(client, pain=limit), "runners-lunge") == ()
    assert reasons(ask(client, pain=limit + 1), "runners-lunge") == (
        f"A step up. It is for pain up to {limit}.",
    )


@pytest.mark.parametrize("most", [5, 10])
def test_it_says_how_long_what_is_too_long_takes(client, most):
    shelf = ask(client, minutes=most)
    for entry in shelf.entries:
        minutes = entry.card.exercise.minutes(Level.TYPICAL)
        assert bool(entry.reasons) == (minutes > most)
        if minutes > most:
            assert entry.reasons == (f"Takes about {minutes} minutes.",)


def test_it_does_not_judge_equipment_that_nobody_was_asked_about(client):
    assert ask(client).offered == Exercise.objects.published().count()


def test_it_names_what_is_lacking(client):
    found = reasons(ask(client, equipment=["none"]), "standing-march-loop")
    assert found == ("Needs: chair or wall for balance, light loop band.",) or found == (
        "Needs: light loop band, chair or wall for balance.",
    )
    found = reasons(ask(client, equipment=["chair_or_wall"]), "standing-march-loop")
    assert found == ("Needs: light loop band.",)


def test_it_counts_nothing_as_nothing_needed(client):
    assert "micro-break" in fitting(ask(client, equipment="none"))
    assert "micro-break" in fitting(ask(client, equipment="mat"))


def test_it_never_minds_optional_equipment(client):
    assert Equipment.objects.get(code="strap_optional").optional
    assert "side-lying-pull" in fitting(ask(client, equipment=["mat"]))


def test_it_leaves_out_what_is_to_be_avoided(client):
    shelf = ask(client, avoid=["kneeling_pain"])
    for entry in shelf.entries:
        codes = {c.code for c in entry.card.exercise.contraindications.all()}
        assert bool(entry.reasons) == ("kneeling_pain" in codes)
    assert reasons(shelf, "runners-lunge") == ("You asked to avoid: kneeling hurts.",)


def test_it_gives_every_reason_there_is(client):
    found = reasons(
        ask(client, pain=9, minutes=2, equipment="none", avoid="kneeling_pain"), "runners-lunge"
    )
    assert len(found) == 4


@pytest.mark.database
def test_it_puts_what_fits_first_and_keeps_the_ladder_order_within(client):
    shelf = ask(client, pain=4)
    judged = [bool(entry.reasons) for entry in shelf.entries]
    assert judged == sorted(judged)
    for group in (True, False):
        order = [
            (e.card.exercise.phase.order, e.card.exercise.ladder.order, e.card.exercise.rung)
            for e in shelf.entries
            if bool(e.reasons) is group
        ]
        assert order == sorted(order)


def test_it_counts_what_is_shown_and_what_fits(client):
    page = client.get(reverse("exercises:library"), {"pain": 4}).content.decode()
    shelf = ask(client, pain=4)
    assert f"{shelf.offered} exercises" in page
    assert "within today’s pain number" in page
    offered, rest = page.split('<details class="not-offered">')
    assert f"{len(shelf.others)} not offered" in rest
    assert "A step up." in rest
    assert "A step up." not in offered
    assert len(shelf.offers) + len(shelf.others) == len(shelf.entries)


def test_what_was_asked_for_by_name_is_not_folded_away(client):
    page = client.get(reverse("exercises:library"), {"pain": 9, "q": "lunge"}).content.decode()
    assert '<details class="not-offered" open>' in page


def test_it_counts_for_its_button_what_the_filters_leave(client):
    wishes = {"pain": "4", "position": "supine"}
    answer = client.get(
        reverse("exercises:library"), wishes, headers={"accept": "application/json"}
    )
    assert answer.json() == {"words": f"Show {ask(client, **wishes).offered}"}
    page = client.get(reverse("exercises:library"), wishes)
    assert answer.json()["words"] in page.content.decode()
    assert all("Accept" in one["Vary"].split(", ") for one in (page, answer))
    for accept in ("*/*", "text/html,application/json;q=0.5", "nonsense", "image/png", ""):
        other = client.get(reverse("exercises:library"), headers={"accept": accept})
        assert other["Content-Type"].startswith("text/html"), accept


# --- Today's pain --------------------------------------------------------------------------------


def library_with(rf, user, pain_today, query=""):
    request = rf.get("/exercises/" + query)
    request.user = user
    reader = views.ReaderToday("exercises/library.html", pain_today)
    return views.library(request, reader).content.decode()


def test_it_uses_todays_check_in_while_the_address_says_nothing(rf, user):
    assert "Matched to your check-in today: pain 4." in library_with(rf, user, 4)


def test_it_lets_the_address_speak_before_the_check_in(rf, user):
    page = library_with(rf, user, 4, "?pain=2")
    assert "check-in today" not in page
    assert "Matched to pain 2." in page
    assert "Matched" not in library_with(rf, user, 4, "?pain=")


def test_it_falls_back_on_the_check_in_when_the_address_makes_no_sense(rf, user):
    page = library_with(rf, user, 4, "?pain=lots")
    assert "Matched to your check-in today: pain 4." in page
    assert "We do not know “lots”" in page


def test_it_is_calm_and_plain_on_a_very_sore_day(client):
    rest = set(Exercise.objects.filter(ladder__code="rest").values_list("slug", flat=True))
    for pain, quiet in ((7, False), (8, True), (10, True)):
        answer = client.get(reverse("exercises:library"), {"pain": pain})
        calm = "only rest and breathing are offered" in answer.content.decode()
        assert calm is quiet, pain
        assert not quiet or fitting(answer.context["shelf"]) <= rest, pain


# --- Ways out, quick links -----------------------------------------------------------------------


def test_it_says_which_filter_to_drop_when_nothing_is_left(client):
    answer = client.get(
        reverse("exercises:library"), {"q": "lunge", "position": "prone", "pain": "3"}
    )
    ways = {way.name: way.count for way in answer.context["shelf"].ways_out}
    assert ways["q"] == ask(client, position="prone", pain=3).offered
    assert ways["position"] == ask(client, q="lunge", pain=3).offered
    assert ways["position"] < len(slugs(ask(client, q="lunge")))
    page = answer.content.decode()
    assert "No exercise matches all of that." in page
    for link in answer.context["ways_out"]:
        assert "pain=3" in link.url
        assert str(client.get(link.url).context["shelf"].offered) in link.label


def test_it_offers_everything_when_no_single_filter_helps(client):
    page = client.get(
        reverse("exercises:library"), {"q": "xyzzy", "area": "neck", "position": "kneeling"}
    ).content.decode()
    assert "Show all exercises" in page


def test_it_turns_quick_filters_on_and_off_and_keeps_the_others(client):
    answer = client.get(reverse("exercises:library"), {"pain": "3", "position": "prone"})
    links = {link.label: link for link in answer.context["quick_links"]}
    lying = links["Lying down"]
    assert not lying.on
    turned = client.get(lying.url)
    again = {link.label: link for link in turned.context["quick_links"]}["Lying down"]
    assert again.on
    assert turned.context["wishes"].pain == 3
    assert turned.context["wishes"].position == {"supine", "side_lying", "prone"}
    assert not client.get(again.url).context["wishes"].position


def test_every_quick_filter_leaves_something(client):
    for link in client.get(reverse("exercises:library")).context["quick_links"]:
        assert client.get(link.url).context["shelf"].offered


# --- Whatever comes ------------------------------------------------------------------------------

STRANGE = [
    "\0",
    "a\0b",
    "x" * 5000,
    "'; --",
    "😀",
    "\u202eabc",
    "-1",
    "11",
    "4.5",
    "٣",
    "None",
    "[]",
]


FILTERS = ("area", "phase", "position", "pain", "minutes", "equipment", "avoid")


def test_it_answers_whatever_a_filter_holds_and_says_what_it_left_out(client):
    wrong = []
    for value in STRANGE:
        answer = client.get(reverse("exercises:library"), dict.fromkeys(("q", *FILTERS), value))
        assert answer.status_code == 200, value
        form = answer.context["form"]
        page = answer.content.decode()
        for name in FILTERS:
            beside = f'id="{form[name].auto_id}_error"' in page
            if not beside or "so this filter is left out" not in str(form.errors.get(name)):
                wrong.append(f"{name}: {value[:20]!r}")
    assert not wrong, wrong


def test_it_keeps_what_was_typed_beside_a_mistake(client):
    page = client.get(
        reverse("exercises:library"), {"q": "lunge", "minutes": "7", "avoid": "kneeling_pain"}
    ).content.decode()
    assert re.search(r'name="q"[^>]*value="lunge"|value="lunge"[^>]*name="q"', page)
    assert re.search(r'value="kneeling_pain" checked', page)
    assert '<details class="fold" open' in page


def test_it_answers_strange_addresses(client):
    strange = (
        "pain[]=3", "pain=3&pain=5", "q=%FF%FE", "q=%ED%A0%80", "unknown=1", "pain", "&&=&",
        "q=+%09",
    )  # fmt: skip
    answers = {query: client.get(f"{reverse('exercises:library')}?{query}") for query in strange}
    assert [query for query, answer in answers.items() if answer.status_code != 200] == []


def test_it_escapes_what_was_searched(client):
    page = client.get(reverse("exercises:library"), {"q": "<b>x</b>"}).content.decode()
    assert "<b>x</b>" not in page


# --- Drafts, queries, bytes ----------------------------------------------------------------------


def test_it_shows_drafts_to_staff_alone(client, client_of, user, staff):
    Exercise.objects.filter(slug="clamshell").update(status=Status.DRAFT)
    assert "clamshell" not in slugs(ask(client))
    assert "clamshell" not in {c.exercise.slug for c in cards_for(user)}
    assert "clamshell" in {c.exercise.slug for c in cards_for(staff)}


@pytest.mark.parametrize("kept", [3, 53])
def test_it_asks_ten_questions_of_a_changed_library_and_one_of_a_known_one(
    client, django_assert_num_queries, kept
):
    published = list(Exercise.objects.values_list("pk", flat=True))[:kept]
    Exercise.objects.exclude(pk__in=published).update(status=Status.DRAFT)
    Exercise.objects.filter(pk=published[0]).update(name="A new name")
    query = urlencode({"pain": 4, "equipment": "mat", "q": "a"})
    for questions in (10, 1):
        with django_assert_num_queries(questions):
            client.get(f"{reverse('exercises:library')}?{query}")
