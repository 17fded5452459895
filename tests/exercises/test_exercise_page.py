"""The page of one exercise, and the pages of programmes."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import (
    Contraindication,
    Exercise,
    Programme,
    ScreeningItem,
    Source,
    Status,
    Synonym,
)
from exercises.pages.stopping import stopping_of
from exercises.rules.dosing import Amount, DoseType
from exercises.rules.thresholds import DEFAULTS
from exercises.shelf import wording

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("library"),
    pytest.mark.xdist_group("exercise-pages"),  # all pages are got once
]

STOP = "Stop if pain is sharp, spreads, or brings numbness or weakness."


def page_of(client, slug: str, **query) -> str:
    answer = client.get(reverse("exercises:exercise", args=[slug]), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker) -> dict[str, str]:
    """The page of every exercise as a stranger reads it, by its slug."""
    client = Client()
    with django_db_blocker.unblock():
        return {row.slug: page_of(client, row.slug) for row in Exercise.objects.published()}


def test_every_exercise_says_how_how_much_and_when_to_stop(pages):
    wrong = []
    for row in Exercise.objects.published().select_related("phase").prefetch_related("steps"):
        page, words = pages[row.slug], stopping_of(row, DEFAULTS)
        whole = page.count("<h1") == 1 and STOP in page
        bands = f"<p>{words.stop} {words.ease} {words.high}</p>" in page
        steps = page.count('<span class="step-kind">') == len(row.steps.all())
        if not (whole and bands and steps):
            wrong.append(f"{row.slug}: whole {whole}, bands {bands}, steps {steps}")
    assert len(pages) > 50
    assert not wrong, wrong


def test_it_shows_the_three_doses_in_words(pages):
    page = pages["runners-lunge"]
    assert "2 rounds of 2 holds, 30 seconds each, each side" in page
    assert "For pain 0–2" in page


@pytest.mark.parametrize(
    ("kind", "amount", "per_side", "words"),
    [
        (DoseType.HOLD, Amount(1, 1, 20), False, "1 hold of 20 seconds"),
        (DoseType.HOLD, Amount(1, 2, 20), True, "2 holds, 20 seconds each, each side"),
        (DoseType.HOLD, Amount(2, 1, 15), False, "2 holds, 15 seconds each"),
        (
            DoseType.HOLD,
            Amount(2, 2, 30),
            True,
            "2 rounds of 2 holds, 30 seconds each, each side",
        ),
        (DoseType.REPS, Amount(1, 8, 0), False, "8 repetitions"),
        (
            DoseType.REPS,
            Amount(3, 10, 2),
            True,
            "3 rounds of 10 repetitions, each with a pause of 2 seconds, each side",
        ),
        (DoseType.TIME, Amount(1, 1, 300), False, "5 minutes"),
        (DoseType.TIME, Amount(2, 1, 61), True, "2 rounds of 1 minute 1 second, each side"),
    ],
)
def test_it_puts_a_dose_in_words(kind, amount, per_side, words):
    assert wording.dose_words(kind, amount, per_side=per_side) == words


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        ((1, 1), (7, 7), "Once a day, every day"),
        ((1, 2), (5, 7), "1 to 2 times a day, 5 to 7 days a week"),
        ((3, 3), (1, 1), "3 times a day, 1 day a week"),
    ],
)
def test_it_puts_how_often_in_words(times, days, words):
    assert wording.often_words(times, days) == words


def test_it_shows_the_whole_ladder_with_the_hardest_first(client):
    answer = client.get(reverse("exercises:exercise", args=["runners-lunge"]))
    page = answer.context["page"]
    rungs = [step.exercise.rung for step in page.ladder]
    assert rungs == sorted(rungs, reverse=True)
    assert len(rungs) == Exercise.objects.published().filter(ladder__code="lunge").count()
    assert [step.exercise.slug for step in page.ladder if step.here] == ["runners-lunge"]
    assert "You are here" in answer.content.decode()


def test_it_leads_to_the_gentler_exercise_at_once(pages):
    gentler = Exercise.objects.get(slug="runners-lunge").gentler
    assert f"Gentler: {gentler.name}" in pages["runners-lunge"]


def test_it_names_a_gentler_exercise_on_another_ladder(client):
    other = Exercise.objects.get(slug="knee-rocks")
    Exercise.objects.filter(slug="runners-lunge").update(gentler=other)
    assert f"Gentler, on “{other.ladder.label}”: {other.name}" in page_of(client, "runners-lunge")


def test_it_never_leads_to_a_draft(client):
    Exercise.objects.filter(slug="half-kneeling-tuck").update(status=Status.DRAFT)
    assert "half-kneeling-tuck" not in page_of(client, "runners-lunge")


def along(client, slug: str) -> tuple[str | None, str | None]:
    """Where an exercise's page leads: the gentler and the harder one."""
    page = client.get(reverse("exercises:exercise", args=[slug])).context["page"]
    return tuple(other and other.slug for other in (page.gentler, page.harder))


def link(slug: str, **others: str | None) -> None:
    rows = {name: Exercise.objects.filter(slug=other).first() for name, other in others.items()}
    Exercise.objects.filter(slug=slug).update(**rows)


def test_an_empty_link_is_meant_and_names_no_step(client):
    link("runners-lunge", gentler=None, harder=None)
    assert along(client, "runners-lunge") == (None, None)
    page = page_of(client, "runners-lunge")
    assert not re.search(r"(Gentler|Harder)[.:<]", page)
    assert "Its ladder" in page


def test_a_withdrawn_link_leads_on_to_what_it_leads_to(client):
    link("runners-lunge", gentler="knee-rocks")
    link("knee-rocks", gentler="belly-breathing")
    Exercise.objects.filter(slug="knee-rocks").update(status=Status.DRAFT)
    assert along(client, "runners-lunge")[0] == "belly-breathing"
    link("knee-rocks", gentler="runners-lunge")
    assert along(client, "runners-lunge")[0] is None
    link("knee-rocks", gentler=None)
    assert along(client, "runners-lunge")[0] is None


@pytest.mark.parametrize(
    ("pain", "words"), [(2, "Within today’s pain number"), (3, "It is for pain up to 2.")]
)
def test_it_says_whether_it_fits_the_pain(client, pain, words):
    assert words in page_of(client, "runners-lunge", pain=pain)


def test_it_asks_whether_it_is_for_you_by_what_to_do_about_it(client):
    row = Exercise.objects.get(slug="runners-lunge")
    row.conditions.all().delete()
    for code, action, say in (
        ("osteoporosis", "hide", "Not with thin bones."),
        ("neck_pain", "ask", "Ask somebody."),
        ("kneeling_pain", "", ""),
    ):
        condition = Contraindication.objects.get(code=code)
        row.conditions.create(contraindication=condition, action=action, say=say)
    general = Contraindication.objects.get(code="kneeling_pain")
    Contraindication.objects.filter(pk=general.pk).update(question="Does kneeling hurt?")
    page = page_of(client, "runners-lunge")
    words = [
        "Is one of these you?",
        "Do not do this one", "Not with thin bones.",
        "Ask first", "Ask somebody.",
        "Make it smaller", "<dt>Does kneeling hurt?", general.say,
    ]  # fmt: skip
    assert sorted(words, key=page.index) == words
    row.conditions.all().delete()
    assert "Is one of these you?" not in page_of(client, "runners-lunge")


def test_when_to_stop_and_whom_it_is_not_for_come_before_how_much(pages):
    page = pages["runners-lunge"]
    ids = ["stop", "not-for", "dose", "steps"]
    places = [page.index(f'<h2 id="{name}"') for name in ids]
    assert page.index("<h1") < places[0]
    assert places == sorted(places)


def test_it_says_where_a_firm_bed_will_do(client, pages):
    assert "A firm bed will do." not in pages["runners-lunge"]
    Exercise.objects.filter(slug="runners-lunge").update(firm_bed=True)
    assert "A firm bed will do." in page_of(client, "runners-lunge")


def test_it_names_its_sources_for_readers(pages):
    page = pages["constructive-rest"]
    source = Source.objects.get(exercises__slug="constructive-rest")
    assert source.title in page
    assert "2010" in page
    assert "Early or indirect studies" in page


def test_it_says_what_our_reading_is(pages):
    assert "Our reading" in pages["runners-lunge"]
    assert "Our reading" not in pages["constructive-rest"]


def test_it_is_not_there_for_readers_while_it_is_a_draft(client, client_of, user, staff):
    Exercise.objects.filter(slug="clamshell").update(status=Status.DRAFT)
    address = reverse("exercises:exercise", args=["clamshell"])
    assert client.get(address).status_code == 404
    assert client_of(user).get(address).status_code == 404
    page = client_of(staff).get(address).content.decode()
    assert "Draft, only staff see this." in page


def test_it_is_404_for_a_slug_nobody_knows(client):
    for slug in ("nothing-here", "x" * 300):
        assert client.get(f"/exercises/{slug}/").status_code == 404
        assert client.get(f"/programmes/{slug}/").status_code == 404


def test_it_ignores_a_strange_pain(client):
    assert "For pain 0–2" in page_of(client, "runners-lunge", pain="a\0b")


def test_it_asks_the_database_once_for_each_edition(client, django_assert_num_queries):
    for slug in ("runners-lunge", "legs-on-chair-rest", "supported-camel"):
        address = reverse("exercises:exercise", args=[slug])
        Synonym.objects.filter(pk__in=Synonym.objects.values("pk")[:1]).delete()
        client.get(reverse("exercises:safety"))
        with django_assert_num_queries(8):
            client.get(address)
        with django_assert_num_queries(1):
            client.get(address)


def parts_of_exercise(exercise):
    return {
        "its name": (Exercise.objects.filter(pk=exercise.pk), "name"),
        "what it is for": (Exercise.objects.filter(pk=exercise.pk), "purpose"),
        "a step": (exercise.steps, "text"),
        "a neighbour": (exercise.ladder.exercises.exclude(pk=exercise.pk), "name"),
        "its ladder": (type(exercise.ladder).objects, "label"),
    }


def parts_of_programme(programme):
    return {
        "its title": (Programme.objects.filter(pk=programme.pk), "title"),
        "a note": (programme.items, "note"),
        "an exercise": (Exercise.objects.filter(programme_items__programme=programme), "name"),
    }


@pytest.mark.parametrize(
    ("kind", "slug", "parts"),
    [(Exercise, "runners-lunge", parts_of_exercise), (Programme, "runner", parts_of_programme)],
)
def test_each_part_of_a_page_shows_what_staff_change(client, kind, slug, parts):
    shown = kind.objects.get(slug=slug)
    changes = parts(shown) | {
        "a source": (shown.sources, "reader_name"),
        "when to stop": (ScreeningItem.objects.filter(urgency="stop"), "label"),
    }
    address, stale = shown.get_absolute_url(), []
    for number, (part, (rows, field)) in enumerate(changes.items()):
        client.get(address)
        rows.update(**{field: f"Changed {number}"})
        if f"Changed {number}" not in client.get(address).content.decode():
            stale.append(part)
    assert not stale
    kind.objects.filter(pk=shown.pk).update(status=Status.DRAFT)
    assert client.get(address).status_code == 404


def test_its_sides_and_who_sees_drafts_are_kept_apart(client, client_of, staff):
    shown = Exercise.objects.get(slug="runners-lunge")
    address = shown.get_absolute_url()
    right, left = client.get(address), client.get(address, {"side": "left"})
    assert right.content != left.content
    assert client.get(address).content == right.content
    rung = shown.ladder.exercises.exclude(pk=shown.pk).first()
    Exercise.objects.filter(pk=rung.pk).update(status=Status.DRAFT, name="Drafted")
    desk = client_of(staff)
    for reader, sees in ((desk, True), (client, False), (desk, True)):
        assert ("Drafted" in reader.get(address).content.decode()) == sees


# --- Programmes ----------------------------------------------------------------------------------


def test_programmes_that_fit_come_first(client):
    answer = client.get(reverse("exercises:programmes"), {"pain": 6})
    cards = answer.context["cards"]
    assert [card.programme.slug for card in cards if card.allowed] == ["flare-up-day"]
    assert cards[0].programme.slug == "flare-up-day"
    assert all(card.allowed == card.programme.allows(6) for card in cards)


def test_programmes_say_what_they_left_out(client):
    page = client.get(reverse("exercises:programmes"), {"pain": "many"}).content.decode()
    assert "We do not know “many”" in page


def test_a_programme_shows_its_parts_with_their_doses(client):
    for programme in Programme.objects.published():
        answer = client.get(programme.get_absolute_url())
        page = " ".join(answer.content.decode().split())
        assert STOP in page
        assert page.count("<h1") == 1
        for item in programme.items.select_related("exercise"):
            assert reverse("exercises:exercise", args=[item.exercise.slug]) in page
        assert all(part.dose for part in answer.context["parts"])


def test_a_programme_leaves_out_drafts(client):
    Exercise.objects.filter(slug="knee-rocks").update(status=Status.DRAFT)
    answer = client.get(reverse("exercises:programme", args=["flare-up-day"]))
    assert "knee-rocks" not in answer.content.decode()
    assert answer.context["parts"]


def test_a_draft_programme_is_not_there_for_readers(client, client_of, staff):
    Programme.objects.filter(slug="runner").update(status=Status.DRAFT)
    address = reverse("exercises:programme", args=["runner"])
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("exercises:programmes")).content.decode()
    assert "Draft, only staff see this." in client_of(staff).get(address).content.decode()


def test_programmes_ask_few_questions_of_the_database(client, django_assert_num_queries):
    client.get(reverse("exercises:programmes"))
    client.get(reverse("exercises:programme", args=["runner"]))
    for name, arguments in (("exercises:programmes", ()), ("exercises:programme", ["runner"])):
        with django_assert_num_queries(1):
            client.get(reverse(name, args=arguments))


def test_a_programme_leaves_out_what_became_a_draft(client):
    programme = Programme.objects.get(slug="runner")
    client.get(programme.get_absolute_url())
    hidden = programme.items.first().exercise
    Exercise.objects.filter(pk=hidden.pk).update(status=Status.DRAFT, name="Drafted")
    assert "Drafted" not in client.get(programme.get_absolute_url()).content.decode()


# --- No page of the library shows a code ---------------------------------------------------------


def test_no_public_page_shows_the_code_of_a_source(client, pages):
    addresses = [reverse(f"exercises:{name}") for name in ("library", "programmes", "safety")]
    addresses += [row.get_absolute_url() for row in Programme.objects.published()]
    addresses.append(reverse("home"))
    read = pages | {address: client.get(address).content.decode() for address in addresses}
    codes = {address: re.search(r"\bS00\d\b", page) for address, page in read.items()}
    assert [address for address, code in codes.items() if code] == []
