"""Signs that ask for an answer: raised with their entry, and closed by their owner's word alone."""

import datetime as dt
import uuid
from collections.abc import Container, Iterable

from accounts.models import User
from exercises.shelf.vocabulary import known_measures
from tracking.logbook.facts import Answer
from tracking.models import CheckIn, Concern, Session

Where = dict[int, tuple[int | None, str]]  # by the id of a measure: the area's id, and the side


def where_signs_are(entry: CheckIn | Session) -> Where:
    """The signs of `entry` that ask for an answer, each with its place."""
    readings = entry.readings.select_related("measure")
    return {
        reading.measure_id: (reading.area_id, reading.side)
        for reading in readings
        if reading.raises_concern
    }


def may_raise(answers: Iterable[Answer]) -> bool:
    """Whether one of `answers` is about a sign that asks for an answer."""
    known = known_measures()
    return any(known[answer.measure_id].raises_concern for answer in answers)


def raise_concerns(entry: CheckIn | Session, before: Container[int] = ()) -> None:
    """Bring the concerns of `entry` up to what it says now.

    A sign that is new, or that is said to be in another place, is open. One that the entry does
    not tell of any more was a slip, and goes. `before`: the measures of the signs that the entry
    told of until now.
    """
    now = where_signs_are(entry)
    there = {concern.measure_id: concern for concern in entry.concerns.all()}
    for measure, concern in there.items():
        if measure not in now:
            concern.delete()
        elif now[measure] != (concern.area_id, concern.side):
            _move(concern, now[measure])
    # A sign of long ago that nobody was ever asked about stays so, if only its entry is corrected.
    raised = [measure for measure in now if measure not in there and measure not in before]
    Concern.objects.bulk_create(
        Concern(
            user_id=entry.user_id,
            measure_id=measure,
            area_id=now[measure][0],
            side=now[measure][1],
            **_whole(entry),
        )
        for measure in raised
    )


def answer_concerns(user: User, ids: Iterable[uuid.UUID], answer: str, day: dt.date) -> int:
    """Keep what `user` says became of their concerns; answers how many. "" opens them again."""
    rows = Concern.objects.owned_by(user).filter(pk__in=list(ids))
    return rows.update(answer=answer, answered_on=day if answer else None)


def _move(concern: Concern, place: tuple[int | None, str]) -> None:
    """It is somewhere else than its owner answered of, so it is open."""
    area, side = place
    Concern.objects.filter(pk=concern.pk).update(
        area_id=area, side=side, answer="", answered_on=None
    )


def _whole(entry: CheckIn | Session) -> dict[str, CheckIn | Session]:
    return {"check_in" if isinstance(entry, CheckIn) else "session": entry}
