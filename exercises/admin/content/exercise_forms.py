"""The rules of an exercise, said beside the field that breaks them.

What a pack is held to as well is said in `exercises.rules.soundness`.
"""

from dataclasses import replace
from typing import Any, Unpack

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content import ladder as places
from exercises.admin.content.placing import exercises_by_ladder
from exercises.admin.desk.faults import add_faults
from exercises.admin.desk.publishing import PublishedForm
from exercises.admin.desk.withdrawal import holders_of
from exercises.models import Exercise, Ladder, Programme
from exercises.rules import soundness
from exercises.rules.demands import Demands, More, more_than
from psoas_site.ui.shapes import RowForm, Sent, Uploads, Values

PLACING = ("pain_now_max", "position", "firm_bed")  # what decides who is gentler than whom

THIS_ASKS_MORE = {
    More.PAIN: (
        "pain_now_max",
        gettext_lazy("This is the gentler one of “%(other)s”, which is for more pain than that."),
    ),
    More.RUNG: (
        "rung",
        gettext_lazy("This is the gentler one of “%(other)s”, which would stand no higher."),
    ),
    More.DOWN: (
        "position",
        gettext_lazy("This is the gentler one of “%(other)s”, which needs no getting down."),
    ),
}


class LadderField(forms.ModelChoiceField):
    """A ladder, named with its phase."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.phase}: {obj}"


class ExerciseForm(PublishedForm):
    """An exercise without its parts."""

    may_wait = ("pain_now_max", "purpose", "feel", "evidence_note", "sources")
    named_by = "name"

    class Meta:
        model = Exercise
        fields = "__all__"
        help_texts = {
            "name": gettext_lazy("As people call it, in two to four words."),
            "slug": gettext_lazy("The end of its link. Made from the name if you leave it empty."),
            "also_known_as": gettext_lazy("The search finds these too."),
            "ladder": gettext_lazy("A line from gentle to demanding, within one phase."),
            "rung": gettext_lazy("Empty: on top. If it is taken, the others move up by one."),
            "pain_now_max": gettext_lazy(
                "On a day with more pain than this it is not offered. At most what its gentler "
                "one says, at least what its harder one says."
            ),
            "gentler": gettext_lazy(
                "It asks no more than this one: is for as much pain, stands lower, needs no "
                "getting down. Empty in a new exercise: the one below on its ladder, where that "
                "is gentler. Empty later: none."
            ),
            "harder": gettext_lazy(
                "Empty in a new exercise: the one above on its ladder. Empty later: none."
            ),
            "firm_bed": gettext_lazy("For a position on the floor that can be taken on a bed too."),
            "purpose": gettext_lazy("One plain sentence, without a promise. It stands in lists."),
            "feel": gettext_lazy("What a person may notice when it goes well."),
            "position": gettext_lazy("How the body is placed at the start."),
            "dose_type": gettext_lazy(
                "Holds last so many seconds each. Time is one stretch, such as a walk."
            ),
            "evidence_level": gettext_lazy("How well it is known. Not who says so."),
            "evidence_note": gettext_lazy("What was studied, and what was not."),
            "sources": gettext_lazy("Who says so. Readers see these names."),
            "five_step": gettext_lazy("Only where that text gives it a place."),
        }

    move: places.Move | None = None  # its way to another rung, after `clean`

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        if "rung" in self.fields:
            self.fields["rung"].required = False  # on top
            self.fields["rung"].validators.append(MinValueValidator(1))
        choices = exercises_by_ladder()
        for name in {"gentler", "harder"} & set(self.fields):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> Values:
        given = super().clean()
        self._check_place(given)
        self._check_neighbours(given)
        self._check_pain(given)
        self._check_impact(given)
        self._check_gentler(given)
        self._check_counting(given)
        return given

    def _get_validation_exclusions(self) -> set[str]:
        """A rung may be taken now: whoever stands there moves aside before this one is saved."""
        return super()._get_validation_exclusions() | {"rung"}  # type: ignore[misc]

    def reasons_to_stay(self) -> list[str]:
        return [holder.reason for holder in holders_of([self.instance]) if not holder.left]

    def _check_place(self, given: Values) -> None:
        """Find the way to its rung. Links left empty lead to its neighbours there."""
        ladder: Ladder | None = given.get("ladder")
        if ladder is None or "rung" in self.errors:
            return
        own = self.instance
        own.phase = ladder.phase
        for name in PLACING:
            if given.get(name) is not None:
                setattr(own, name, given[name])
        self.move = places.move_to(own, ladder, given.get("rung"))
        given["rung"] = own.rung
        if self.move:
            given["rung"] = self.move.rung
            self._lead_to_neighbours(given, self.move)

    def _lead_to_neighbours(self, given: Values, move: places.Move) -> None:
        neighbours = {
            "gentler": (self._fitting(move.below), move.left_below),
            "harder": (move.above, move.left_above),
        }
        for name, (new, left) in neighbours.items():
            # An empty link is meant where there was somebody to lead to.
            outdated = name not in self.changed_data and given.get(name) == left
            if name not in self.errors and outdated:
                given[name] = new

    def _fitting(self, below: Exercise | None) -> Exercise | None:
        """The one below on the ladder, unless one has to get down for that alone."""
        if below is None:
            return None
        own = places.demands_of(self.instance)
        if More.DOWN not in more_than(places.demands_of(below), own):
            return below
        note = _("“%(other)s” below it needs getting down to the floor, so it is not its gentler.")
        self.notes.append(note % {"other": below})
        return None

    def _check_neighbours(self, given: Values) -> None:
        links = {name: _key_of(given.get(name)) for name in ("gentler", "harder")}
        own = self.instance.pk or places.NEW
        add_faults(self, soundness.check_links(own, links, self._harder_of(given)))

    def _harder_of(self, given: Values) -> dict[int, int | None]:
        """Each exercise's harder one as it will be after saving, by key."""
        harder_of: dict[int, int | None] = dict(Exercise.objects.values_list("pk", "harder_id"))
        for pk, links in self._moved_links().items():
            harder_of[pk] = links["harder"]
        harder_of[self.instance.pk or places.NEW] = _key_of(given.get("harder"))
        return harder_of

    def _moved_links(self) -> places.Links:
        return self.move.links if self.move else {}

    def _check_pain(self, given: Values) -> None:
        """It is for at least as much pain as each harder one and each programme with it."""
        harder = given.get("harder")
        if given.get("pain_now_max") is None and "pain_now_max" not in self.errors:
            self._fill_in_pain(given, harder)
        pain = given.get("pain_now_max")
        if pain is None:
            return
        if harder:
            add_faults(self, soundness.check_pain(pain, harder, harder.pain_now_max))
        for other in self._gentler_ones(given).filter(pain_now_max__lt=pain):
            words = _("“%(other)s” is gentler and only for pain up to %(pain)d.")
            self.add_error("pain_now_max", words % {"other": other, "pain": other.pain_now_max})
        if self.instance.pk:
            self._check_programmes(pain)

    def _fill_in_pain(self, given: Values, harder: Exercise | None) -> None:
        """Nobody said for how much pain: as it was, or what its harder one is for."""
        pain = harder.pain_now_max if harder else 0
        if self.instance.pk:
            pain = self.instance.pain_now_max
        given["pain_now_max"] = pain
        note = _("It is for pain up to %(pain)d for now. Change that if it may be more.")
        self.notes.append(note % {"pain": pain})

    def _check_programmes(self, pain: int) -> None:
        with_it = Programme.objects.filter(items__exercise=self.instance.pk)
        for programme in with_it.filter(pain_now_max__gt=pain):
            words = _("The programme “%(programme)s” has it and is for pain up to %(pain)d.")
            values = {"programme": programme, "pain": programme.pain_now_max}
            self.add_error("pain_now_max", words % values)

    def _gentler_ones(self, given: Values) -> Any:
        """All that lead here, and the one that this leads back to."""
        own = self.instance.pk or places.NEW
        leading = [pk for pk, harder in self._harder_of(given).items() if harder == own]
        there = Q(pk__in=leading) | Q(pk=_key_of(given.get("gentler")))
        return Exercise.objects.filter(there).exclude(pk=self.instance.pk)

    def _check_impact(self, given: Values) -> None:
        pain = given.get("pain_now_max")
        if pain is not None:
            add_faults(self, soundness.check_impact(bool(given.get("impact")), pain))

    def _check_gentler(self, given: Values) -> None:
        """Its gentler one asks no more than it, and it no more than those that lead to it."""
        if self.errors:
            return
        demands = places.demands_of(self.instance)
        own = replace(demands, ladder=given["ladder"].pk, rung=given["rung"])
        gentler: Exercise | None = given.get("gentler")
        if gentler:
            add_faults(self, soundness.check_gentler(own, gentler, self._standing(gentler)))
        self._check_led_here(own)

    def _check_led_here(self, own: Demands) -> None:
        changed = set(self.changed_data)
        decided = {
            More.PAIN: "pain_now_max" in changed,
            More.RUNG: self.move is not None,
            More.DOWN: bool({"position", "firm_bed"} & changed),
        }
        for other in self._led_here():
            for more in more_than(own, self._standing(other)):
                if decided[more]:  # else another page is to be put right, not this one
                    field, words = THIS_ASKS_MORE[more]
                    self.add_error(field, words % {"other": other})

    def _standing(self, other: Exercise) -> Demands:
        """What `other` asks, on the rung that it will have after saving."""
        step = 0
        if self.move and other in self.move.shifted:
            step = self.move.step
        return places.demands_of(other, other.rung + step)

    def _led_here(self) -> list[Exercise]:
        """Those whose gentler one this is, after saving, and was before."""
        own = self.instance.pk
        if own is None:
            return []
        links = self._moved_links()
        rows = Exercise.objects.filter(gentler=own).select_related("position")
        return [row for row in rows if links.get(row.pk, {}).get("gentler", own) == own]

    def _check_counting(self, given: Values) -> None:
        dose_type = given.get("dose_type")
        if dose_type:
            add_faults(self, soundness.check_counting(dose_type, given.get("rep_seconds")))
        for name in soundness.MOST_OFTEN:
            low, high = given.get(f"{name}_min"), given.get(f"{name}_max")
            add_faults(self, soundness.check_range(name, low, high))


def _key_of(exercise: Exercise | None) -> int | None:
    return exercise.pk if exercise else None
