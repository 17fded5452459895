"""The choice of what was done, drawn as one question: chips, one search, its hits, all the rest."""

from typing import Any

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from psoas_site.ui.shapes import Wording
from tracking.forms.questions.things import Things


class Picker(LayoutObject):
    """Draws the fields named `names`, whose things it is given, and all that is wrong with them."""

    template = "rung/fields/things.html"

    def __init__(self, legend: Wording, things: Things, *names: str) -> None:
        self.legend, self.things = legend, things
        self.fields = list(names)

    def render(
        self,
        form: forms.Form,
        context: Any,
        template_pack: str = TEMPLATE_PACK,
        **kwargs: object,
    ) -> str:
        """The whole question. The first field lends its id to all of it."""
        bounds = [form[name] for name in self.fields]
        more = {
            "legend": self.legend,
            "things": self.things,
            "fields": bounds,
            "wrong": [bound for bound in bounds if bound.errors],
            "find": form["find"],
        }
        return render_to_string(self.template, {**context.flatten(), **more})
