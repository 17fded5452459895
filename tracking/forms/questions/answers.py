"""The library's measures as questions: a fall, daily things, what a person follows."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from crispy_forms.layout import Field
from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from exercises.models import Measure
from psoas_site.ui.shapes import Given, Values
from psoas_site.ui.texts import listed
from tracking.forms.measures import answer_to, filled_in, measure_field, takes
from tracking.forms.questions.group import Group
from tracking.forms.questions.lately import Lately
from tracking.logbook import Answer
from tracking.models import Reading
from tracking.recall import Questions


def name_of(measure: Measure) -> str:
    """The form field's name for a measure."""
    return f"measure_{measure.code}"


class Question(Field):
    """A measure's field. What stands under it is asked for only when the field is drawn."""

    def __init__(self, name: str, words: Callable[[], str], template: str) -> None:
        super().__init__(name, **({"template": template} if template else {}))
        self.words = words

    def render(self, form: forms.Form, *args: object, **kwargs: object) -> str:
        """The field with its words: advice, a caveat, what was said earlier today."""
        form[self.fields[0]].help_text = self.words()
        return super().render(form, *args, **kwargs)


class Answers(Group):
    """Asks `questions`, but for those that could not show, and so would lose, a reading there is.

    `lately`: what the person said before, to be shown; None in a correction.
    """

    def __init__(
        self, questions: Questions, readings: Iterable[Reading] = (), lately: Lately | None = None
    ) -> None:
        self.readings = {reading.measure_id: reading for reading in readings}
        self.lately = lately
        asked = {measure.pk: self._asked(measure) for measure in questions.measures}
        self.asked = {pk: asked[pk] for pk in asked if self._is_kept_by(asked[pk][0], pk)}
        self.questions = questions.only(self.asked)
        self.measures = self.questions.measures

    def _asked(self, measure: Measure) -> tuple[forms.Field, str]:
        return measure_field(measure, partial(self._usual, measure))

    def _usual(self, measure: Measure) -> list[Decimal]:
        return self.lately.usual(measure) if self.lately else []

    def _is_kept_by(self, field: forms.Field, measure_id: int) -> bool:
        reading = self.readings.get(measure_id)
        return reading is None or takes(field, reading)

    def fields(self) -> dict[str, forms.Field]:
        """A field for each measure."""
        return {name_of(measure): self.asked[measure.pk][0] for measure in self.measures}

    def initial(self) -> Values:
        """What the readings say."""
        held = [measure for measure in self.measures if measure.pk in self.readings]
        return {name_of(measure): filled_in(self.readings[measure.pk]) for measure in held}

    # --- How it looks --------------------------------------------------------------------------

    def falls(self) -> list[Question]:
        """A fall or knock, which stands with the new signs."""
        return [self._drawn(measure) for measure in self.measures if measure.ask_screening]

    def always(self) -> list[Question]:
        """What everybody is asked each day."""
        return [self._drawn(measure) for measure in self._asked_always()]

    def own(self) -> list[Question]:
        """What the person follows, and what the entry holds besides."""
        own = [*self.questions.followed, *self.questions.held]
        return [self._drawn(measure) for measure in own if not measure.ask_screening]

    def words_of_always(self) -> str:
        """What everybody is asked each day, in a few words."""
        return capfirst(listed(measure.label for measure in self._asked_always()))

    def _asked_always(self) -> list[Measure]:
        return [measure for measure in self.questions.always if not measure.ask_screening]

    def _drawn(self, measure: Measure) -> Question:
        _field, template = self.asked[measure.pk]
        return Question(name_of(measure), partial(self._words_under, measure), template)

    def _words_under(self, measure: Measure) -> str:
        context = {
            "measure": measure,
            "said": self.lately.said(measure) if self.lately else None,
            "unfollowed": measure in self.questions.held,
        }
        return SafeString(render_to_string("tracking/measure_notes.html", context).strip())

    # --- What was answered ---------------------------------------------------------------------

    def answers(self, given: Given) -> tuple[Answer, ...]:
        """The replies as the logbook keeps them; none where nothing was said."""
        replies = [answer_to(measure, given[name_of(measure)]) for measure in self.measures]
        return tuple(reply for reply in replies if reply is not None)
