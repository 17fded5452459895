"""Where it is felt: on the map of the body, or from the list."""

from collections.abc import Iterable

from crispy_forms.layout import Div, Field
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Given, LayoutPart, Values
from tracking.forms.fields import MAP_TEMPLATE, OpeningFold
from tracking.forms.kept import Kept, Slots
from tracking.forms.places import Places
from tracking.forms.questions.group import Group, Makers
from tracking.logbook import Place

WORDS = _("Where do you feel it?")


class Where(Group):
    """Any number of `places`; those that were `felt` before stay choices."""

    def __init__(self, places: Places, felt: Iterable[Place] = ()) -> None:
        self.places = places
        self.keys = [places.key_for(place) for place in felt]

    def fields(self) -> Makers:
        """The places alone."""
        return {"areas": lambda: self.places.several(WORDS)}

    def initial(self) -> Values:
        """What was felt before."""
        return {"areas": self.keys} if self.keys else {}

    def folded(self, group: str, *, unfolded: bool) -> Kept:
        """The map under its name."""

        def lay_out(_slots: Slots) -> list[LayoutPart]:
            areas = Div(Field("areas", template=MAP_TEMPLATE), css_class="named-above")
            return [OpeningFold(WORDS, areas, unfolded=unfolded, group=group)]

        key = None if self.places.holds_more else ("where", group, unfolded)
        return Kept(key, ["areas"], lay_out)

    def answers(self, given: Given) -> tuple[Place, ...]:
        """The places as the logbook keeps them, each once."""
        return tuple(self.places.ids[key] for key in dict.fromkeys(given["areas"]))
