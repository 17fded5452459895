"""Writing check-ins."""

import uuid

from django.db import transaction

from accounts.models import User
from psoas_site.ui.shapes import Values
from tracking.logbook.concerns import may_raise, raise_concerns, where_signs_are
from tracking.logbook.entries import (
    Logged,
    advance,
    once,
    readings_of,
    same_answers,
    when,
    write,
)
from tracking.logbook.facts import CheckInFacts
from tracking.models import Aftermath, CheckIn, FeltArea, Reading


def log_check_in(user: User, facts: CheckInFacts, client_key: uuid.UUID) -> Logged:
    """Keep a check-in. A second call with the same `client_key` finds the first one's row."""
    with transaction.atomic():
        check_in, made = once(CheckIn, user, client_key, _values(facts))
        if made:
            _add_parts(check_in, facts)
            if may_raise(facts.answers):
                raise_concerns(check_in)
    return Logged(check_in, differs=not made and not says_the_same(check_in, facts))


def says_the_same(check_in: CheckIn, facts: CheckInFacts) -> bool:
    """Whether `check_in` says what `facts` say. The minute of sending does not count."""
    return (
        same_answers(check_in, _values(facts), facts.answers)
        and set(check_in.areas.values_list("area_id", "side")) == set(facts.places)
        and dict(check_in.aftermaths.values_list("side", "change")) == dict(facts.aftermath)
    )


def change_check_in(check_in: CheckIn, facts: CheckInFacts, version: int) -> CheckIn:
    """Replace what a check-in says. Raises StaleError if `version` is no longer its version.

    Answers to measures, and about a morning after, that were not asked this time stay.
    """
    with transaction.atomic():
        advance(check_in, version, _values(facts))
        before = where_signs_are(check_in)
        check_in.areas.all().delete()
        check_in.readings.filter(measure__in=facts.asked).delete()
        check_in.aftermaths.filter(session=facts.since_session).delete()
        _add_parts(check_in, facts)
        raise_concerns(check_in, before)
    return check_in


def _values(facts: CheckInFacts) -> Values:
    return when(facts.moment) | {
        "pain": facts.pain,
        "this_morning": facts.this_morning,
        "as_before": facts.as_before,
        "note": facts.note,
    }


def _add_parts(check_in: CheckIn, facts: CheckInFacts) -> None:
    entry = check_in.pk
    felt = [FeltArea(check_in_id=entry, area_id=area, side=side) for area, side in facts.places]
    write(FeltArea, felt)
    write(Reading, readings_of(facts.answers, check_in_id=entry))
    if facts.since_session is not None:
        about = {"check_in_id": entry, "session_id": facts.since_session}
        mornings = facts.aftermath.items()
        write(
            Aftermath, [Aftermath(side=side, change=change, **about) for side, change in mornings]
        )
