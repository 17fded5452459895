"""A correction leaves what it does not touch, though the library was edited in between."""

from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from exercises.models import Exercise, Measure
from tracking import logbook
from tracking.forms import CheckInForm, SessionForm
from tracking.models import CheckIn, Session, SessionLine

ONE_SIDED = "runners-lunge"


def sent(form: Any) -> dict[str, Any]:
    """What a browser sends of an untouched form."""
    forms = [form, *([*form.lines.forms, form.lines.management_form] if has_lines(form) else [])]
    values = {one.add_prefix(name): one[name].value() for one in forms for name in one.fields}
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def has_lines(form: Any) -> bool:
    return getattr(form, "lines", None) is not None


def save_untouched(client: Any, session: Session) -> list[tuple[str, str]]:
    """The exercises and sides of the session after it was opened and saved."""
    entry = Session.objects.with_parts().get(pk=session.pk)
    answer = client.post(
        f"/sessions/{entry.pk}/edit/", sent(SessionForm(user=entry.user, session=entry))
    )
    assert answer.status_code == 302
    lines = SessionLine.objects.filter(session=entry).order_by("exercise__slug", "side")
    return list(lines.values_list("exercise__slug", "side"))


@pytest.fixture
def done(session: Any, user: User) -> Any:
    """A maker: a session with one exercise on these sides, maybe each in its own way."""

    def make(slug: str, *sides: str) -> Session:
        entry = session(user, slug)
        line = entry.lines.first()
        entry.lines.all().delete()
        for worst, side in enumerate(sides):
            line.pk, line.side, line.worst = None, side, worst
            line.save(force_insert=True)
        return entry

    return make


@pytest.mark.parametrize("sides", [("left",), ("right",), ("left", "right")])
def test_sides_stay_when_the_exercise_lost_its_sides(
    signed_in: Any, done: Any, sides: tuple[str, ...]
) -> None:
    entry = done(ONE_SIDED, *sides)
    Exercise.objects.filter(slug=ONE_SIDED).update(per_side=False)
    assert save_untouched(signed_in, entry) == [(ONE_SIDED, side) for side in sides]


def test_no_side_is_added_when_the_exercise_got_sides(signed_in: Any, done: Any) -> None:
    slug = Exercise.objects.published().filter(per_side=False).values_list("slug", flat=True)[0]
    entry = done(slug, "")
    Exercise.objects.filter(slug=slug).update(per_side=True)
    assert save_untouched(signed_in, entry) == [(slug, "")]


def answered(user: User, check_in: Any, code: str, **said: Any) -> Any:
    measure = Measure.objects.get(code=code)
    return check_in(user, answers=(logbook.Answer(measure.pk, **said),))


@pytest.mark.parametrize(
    ("code", "said", "change"),
    [
        ("shoes", {"text": "narrow_toe"}, "choice"),
        ("run_km", {"number": Decimal("12.25")}, "bounds"),
        ("run_km", {"number": Decimal("12.25")}, "kind"),
    ],
)
def test_an_answer_that_cannot_be_given_any_more_stays(
    signed_in: Any, user: User, check_in: Any, code: str, said: dict[str, Any], change: str
) -> None:
    entry = answered(user, check_in, code, **said)
    measure = Measure.objects.get(code=code)
    if change == "choice":
        measure.choices.filter(code=said["text"]).delete()
    elif change == "bounds":
        Measure.objects.filter(code=code).update(maximum=10)
    else:
        Measure.objects.filter(code=code).update(answer=Measure.Answer.SCALE)
    shown = CheckIn.objects.to_edit().get(pk=entry.pk)
    form = CheckInForm(user=user, check_in=shown)
    answer = signed_in.post(f"/check-ins/{entry.pk}/edit/", sent(form) | {"pain": "7"})
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.pain == 7
    kept = entry.readings.get()
    assert {name: getattr(kept, name) for name in said} == said
