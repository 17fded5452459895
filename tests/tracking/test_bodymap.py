"""The body map and the library's areas agree."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from exercises.models import BodyArea
from tracking.bodymap import REGIONS, regions_by_place

DRAWING = Path(settings.BASE_DIR) / "templates/rung/fields/bodymap.svg"


def test_it_knows_every_region_of_the_drawing_and_no_other() -> None:
    drawn = set(re.findall(r'data-region="([^"]+)"', DRAWING.read_text()))
    assert drawn == set(REGIONS)


@pytest.mark.django_db
def test_it_names_areas_that_exist_with_sides_that_they_have() -> None:
    sided = dict(BodyArea.objects.values_list("code", "sided"))
    for area, sides in REGIONS.values():
        assert area in sided
        assert sided[area] == (sides != ("",))


@pytest.mark.django_db
def test_it_leaves_some_areas_to_the_list() -> None:
    on_the_map = {place.partition(":")[0] for place in regions_by_place()}
    listed = set(BodyArea.objects.values_list("code", flat=True))
    assert {"neck", "ankle_foot"} <= listed - on_the_map
