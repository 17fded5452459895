"""What is kept of pages: a change by staff is on the next one, and nobody meets another's part."""

import gzip
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Measure, Programme, ScreeningItem
from exercises.templatetags import keeping
from tracking.logbook import Answer

TODAY, LIBRARY = reverse("tracking:today"), reverse("exercises:library")
LANDING, SAFETY = reverse("home"), reverse("exercises:safety")
KEYS = re.compile(r'name="client_key" value="([^"]+)"')
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

pytestmark = pytest.mark.usefixtures("library")


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def ben(make_user: Any) -> Any:
    return make_user("ben@example.org", name="Ben")


def test_a_new_name_of_an_exercise_is_on_the_next_page(
    client: Client, signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    text_of(signed_in, TODAY)
    rest = signed_in.get(TODAY).context["page"].offers.rest
    card = client.get(LANDING).context["card"].exercise
    for reader, url, exercise in (
        (signed_in, TODAY, rest),
        (signed_in, LIBRARY, rest),
        (client, LIBRARY, rest),
        (client, LANDING, card),
    ):
        text_of(reader, url)
        name = f"Newly named for {url}"
        Exercise.objects.filter(pk=exercise.pk).update(name=name)
        assert name in text_of(reader, url)


def test_what_is_taken_back_is_gone_from_the_next_page(
    client: Client, signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    first = signed_in.get(TODAY).context["page"].first.programme
    assert first.title in text_of(signed_in, TODAY)
    Programme.objects.filter(pk=first.pk).update(status="draft")
    assert first.title not in text_of(signed_in, TODAY)
    card = client.get(LANDING).context["card"].exercise
    for url in (LANDING, LIBRARY):
        assert card.name in text_of(client, url)
    Exercise.objects.filter(pk=card.pk).update(status="draft")
    for url in (LANDING, LIBRARY):
        assert card.name not in text_of(client, url)


def test_new_words_of_safety_are_on_the_next_page(client: Client, signed_in: Client) -> None:
    sign = ScreeningItem.objects.filter(urgency="emergency").exclude(short="").first()
    assert sign is not None
    for url in (TODAY, LIBRARY):
        text_of(signed_in, url)
    for url in (LANDING, SAFETY):
        text_of(client, url)
    ScreeningItem.objects.filter(pk=sign.pk).update(label="Seen at once", short="told at once")
    assert "Seen at once" in text_of(client, SAFETY)
    for url in (TODAY, LIBRARY):
        assert "told at once" in text_of(signed_in, url)
    assert "told at once" in text_of(client, LANDING)


def test_nobody_meets_what_another_said(
    client: Client, signed_in: Client, client_of: Any, user: Any, ben: Any, check_in: Any
) -> None:
    """In turns, and twice: what was kept of one is there when the next asks."""
    check_in(user, 7)
    bens = client_of(ben)
    for _number in range(2):
        assert "Matched to your check-in today: pain 7" in text_of(signed_in, LIBRARY)
        assert "Matched to" not in text_of(bens, LIBRARY)
        assert "Matched to" not in text_of(client, LIBRARY)
        assert "<strong>pain 7</strong>" in text_of(signed_in, TODAY)
        bens_today = text_of(bens, TODAY)
        assert "How is today?" in bens_today
        assert "Ben" in bens_today
        for url in (LANDING, LIBRARY, SAFETY):
            page = text_of(client, url)
            assert "Log in" in page
            assert "Your account" not in page
            assert not TOKENS.search(page)


def test_a_sign_that_is_open_is_its_owners(
    signed_in: Client, client_of: Any, user: Any, ben: Any, check_in: Any
) -> None:
    bens = client_of(ben)
    before = text_of(bens, LIBRARY)
    sign = next(one for one in Measure.objects.all() if one.raises_concern)
    check_in(user, 3, answers=(Answer(sign.pk, number=Decimal(1)),))
    for url in (LIBRARY, TODAY):
        assert "Pause first" in text_of(signed_in, url)
        assert "Pause first" not in text_of(bens, url)
    assert text_of(bens, LIBRARY) == before


def test_each_form_has_a_token_of_its_reader_and_a_key_of_its_own(
    signed_in: Client, client_of: Any, ben: Any
) -> None:
    pages = [text_of(reader, TODAY) for reader in (signed_in, signed_in, client_of(ben))]
    keys = [KEYS.findall(page) for page in pages]
    assert all(keys)
    assert len({key for found in keys for key in found}) == sum(map(len, keys))
    tokens = [set(TOKENS.findall(page)) for page in pages]
    assert all(len(found) == 1 for found in tokens)
    assert len(set.union(*tokens)) == 3


def test_what_was_typed_is_not_kept(client: Client) -> None:
    keeping.PARTS.clear()
    for query in ("?q=secretword", "?avoid=pregnancy", "?q=&pain=3&unknown=secretword"):
        text_of(client, LIBRARY + query)
    kept = repr(keeping.PARTS.by_key)
    assert "secretword" not in kept
    assert "avoid=" not in kept


def test_a_filter_of_the_list_is_its_own_part(client: Client) -> None:
    for _number in range(2):
        lying = text_of(client, f"{LIBRARY}?position=supine")
        assert text_of(client, f"{LIBRARY}?position=standing") != lying
        assert "Clear filters" in lying
        assert "Clear filters" not in text_of(client, LIBRARY)


def test_what_was_said_is_told_once(signed_in: Client) -> None:
    key = KEYS.findall(text_of(signed_in, TODAY))[0]
    url = reverse("tracking:check-in-new")
    signed_in.post(url, {"pain": "3", "client_key": key})
    assert 'class="toast"' in text_of(signed_in, TODAY)
    assert 'class="toast"' not in text_of(signed_in, TODAY)


def test_every_answer_has_its_headers(client: Client, signed_in: Client) -> None:
    for reader, url in ((signed_in, TODAY), (signed_in, LIBRARY), (client, LANDING)):
        for _number in range(2):
            headers = reader.get(url).headers
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            private = headers.get("Cache-Control") == "private, no-store"
            assert private is (reader is signed_in)


@pytest.mark.parametrize("url", [TODAY, LIBRARY])
def test_a_page_unpacks_to_what_it_was(signed_in: Client, url: str) -> None:
    answer = signed_in.get(url, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.content).decode().rstrip().endswith("</html>")
