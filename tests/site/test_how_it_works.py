"""How this works: the whole rule, made from the ruleset in force."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Ruleset
from exercises.rules.thresholds import ABOUT, DEFAULTS
from tests.architecture.documents import Document
from tracking.planning.explained import FOLLOWS, IF, LEADS, explained
from tracking.rules.progression.table import ROWS
from tracking.rules.progression.verdicts import Leads, Verdict, Why

pytestmark = pytest.mark.usefixtures("library")


def cells(client: Client, table: str) -> list[list[str]]:
    """The rows of the tables of one kind, as their readers see them."""
    page = Document(client.get(reverse("how-it-works")).content.decode())
    rows = []
    for body in page.root.every("tbody"):
        if body.parent is not None and body.parent["class"] == table:
            rows += [[cell.text for cell in row.children] for row in body.every("tr")]
    return rows


def test_every_reason_verdict_and_way_has_its_words() -> None:
    assert list(IF) == list(Why)
    assert set(FOLLOWS) == set(Verdict)
    assert set(LEADS) == set(Leads)


def test_each_row_of_the_table_stands_there_once_in_order(client: Client) -> None:
    rows = cells(client, "rule")
    assert [row[0] for row in rows] == list(dict.fromkeys(row.id for row in ROWS))
    words = {row[0]: " ".join(row[1:]) for row in rows}
    assert "Pain after it was 3 points or more above before." in words["D5"]
    assert "the dose before; before the smallest" in words["D5"]
    assert words["D5"].endswith("Ease back one step")
    assert "Pain of" not in words["D5"]
    assert "15 days or more away" in words["D8"]
    assert "it pauses nothing" in words["D4b"]
    assert not [row for row in rows if "%" in "".join(row)]


def test_each_number_stands_there_with_its_source(client: Client) -> None:
    rows = cells(client, "numbers")
    assert [row[0] for row in rows] == [about.words for about in ABOUT.values()]
    for row, (name, about) in zip(rows, ABOUT.items(), strict=True):
        assert row[1] == f"{getattr(DEFAULTS, name)} {about.unit}"
        assert row[2].lower() == about.source.lower()


def test_it_is_made_of_the_ruleset_in_force(client: Client) -> None:
    url = reverse("how-it-works")
    assert "Version 2, as this site came." in client.get(url).content.decode()
    Ruleset.objects.create(number=3, why="A longer trial", gap_back=21, quiet_from=7)
    page = client.get(url).content.decode()
    assert "A longer trial" in page
    assert "21 days or more away" in page
    assert "Pain of 7 or more: rest and breathing alone." in page


def test_it_names_both_orders_and_that_nobody_reviewed_it(client: Client, library: Any) -> None:
    page = client.get(reverse("how-it-works")).content.decode()
    assert explained().five_steps[0] in page.replace("&quot;", '"')
    assert all(phase in page for phase in explained().phases)
    assert "Nothing here was reviewed by a clinician." in page
