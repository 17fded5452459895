"""Concerns -> what a page says of them: which sign, where, since when, and what to do."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import BodyArea, Measure, ScreeningItem
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import Concern, ConcernQuerySet, FeltArea
from tracking.rules.signs import SADDLE, NewSign, Spot, emergencies

COUNTED_ON = dt.timedelta(days=14)  # so long a sign that was checked still counts for both legs
GONE_SINCE = dt.timedelta(days=2)  # and one that has gone
MOST_NAMES = 2


@dataclass(frozen=True)
class OpenSign:
    """A sign that nobody has answered, in one place; `ids` are the concerns that tell of it."""

    ids: tuple[uuid.UUID, ...]
    name: str
    label: str  # the name, and where it is
    since: dt.date
    advice: str
    emergency: bool
    is_fall: bool = False
    only_checked: bool = False  # a warning sign, or an emergency: no word but a check answers it

    @property
    def pk(self) -> uuid.UUID:
        """One of its concerns, to name it by."""
        return self.ids[0]


@dataclass(frozen=True)
class Pause:
    """What stands before everything that could be offered; empty while nothing is open."""

    signs: tuple[OpenSign, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.signs)

    @property
    def emergency(self) -> bool:
        """Whether one of them needs emergency help now."""
        return any(sign.emergency for sign in self.signs)

    @property
    def names(self) -> str:
        """What is open, in few words."""
        names = list(dict.fromkeys(sign.name for sign in self.signs))
        if len(names) > MOST_NAMES:
            return _("%(count)d new signs") % {"count": len(names)}
        return "; ".join(names)

    @property
    def reason(self) -> str:
        """Why nothing is offered, such as "Pause first: Weakness"; empty if nothing is open."""
        return _("Pause first: %(signs)s") % {"signs": self.names} if self.signs else ""


def _still_open(user: Any) -> QuerySet[Concern, Any]:
    open_ones = Concern.objects.owned_by(user).still_open()
    return open_ones.order_by().values_list("pk")[:1]


STILL_OPEN = Prepared(_still_open, user=Whoever())


def is_paused(user: User) -> bool:
    """Whether `user` has not answered some sign yet; in one query, of which no row is made."""
    return STILL_OPEN.first(user=user.pk) is not None


def pause_for(user: User) -> Pause:
    """The signs that `user` has not answered yet. One question; two if some have no place."""
    since = timezone.now().date() - COUNTED_ON
    lately = Q(answer="") | Q(answered_on__gte=since)
    concerns = list(Concern.objects.owned_by(user).filter(lately).in_words())
    still_open = [concern for concern in concerns if not concern.answer]
    return Pause(tuple(_open_signs(still_open, concerns))) if still_open else Pause()


def signs_of(user: User) -> ConcernQuerySet:
    """The signs that `user` has answered, the newest first."""
    answered = Concern.objects.owned_by(user).exclude(answer="").in_words()
    return answered.order_by("-answered_on", "-created_at")


def _open_signs(concerns: Sequence[Concern], lately: Sequence[Concern]) -> list[OpenSign]:
    """The open `concerns` by sign and place; `lately`: all that tells of how things stand now."""
    told = [(row, row.measure) for row in lately if row.measure is not None and _counts(row)]
    urgent = emergencies(as_told(told))
    groups: dict[tuple[int | None, str], list[Concern]] = defaultdict(list)
    for concern in concerns:
        groups[concern.item_id, concern.label].append(concern)
    signs = [_open_sign(group, urgent) for group in groups.values()]
    return sorted(signs, key=lambda sign: not sign.emergency)


def _open_sign(concerns: Sequence[Concern], urgent: Container[str]) -> OpenSign:
    """The sign that all of `concerns` tell of; `urgent`: codes of what needs help now."""
    first = concerns[0]
    measure = first.measure
    is_urgent = _is_emergency(first, urgent)
    return OpenSign(
        ids=tuple(concern.pk for concern in concerns),
        name=first.name,
        label=first.label,
        since=min(concern.entry.local_date for concern in concerns),
        advice=_advice(first, is_urgent=is_urgent),
        emergency=is_urgent,
        is_fall=measure is not None and measure.ask_screening,
        only_checked=is_urgent or first.item is not None,
    )


def _is_emergency(concern: Concern, urgent: Container[str]) -> bool:
    if concern.item is not None:
        return concern.item.urgency == ScreeningItem.Urgency.EMERGENCY
    return concern.measure is not None and concern.measure.code in urgent


def _counts(concern: Concern) -> bool:
    """Whether it still says something of today: checked is not gone, and what has gone since
    yesterday was there yesterday."""
    if concern.answer != Concern.Answer.GONE or concern.answered_on is None:
        return True
    return concern.answered_on >= timezone.now().date() - GONE_SINCE


def _advice(concern: Concern, *, is_urgent: bool) -> str:
    """What the library says of the sign. In an emergency, nothing that could be read as "wait"."""
    measure, item = concern.measure, concern.item
    if item is not None:
        return "" if is_urgent else f"{item.get_urgency_display()}."
    if measure is None or (is_urgent and not measure.red_flag):
        return ""
    return measure.advice


def as_told(told: Sequence[tuple[Concern, Measure]]) -> list[NewSign]:
    """The concerns of entries, each with its sign, as the rule reads them.

    Where nobody said where a sign is, it is wherever that check-in hurts: no answer is no
    all-clear.
    """
    placeless = [
        concern.check_in_id
        for concern, measure in told
        if concern.area is None and concern.check_in_id and _is_of_nerves(measure)
    ]
    felt: dict[uuid.UUID | None, set[Spot]] = defaultdict(set)
    if placeless:
        for place in FeltArea.objects.filter(check_in__in=placeless).select_related("area"):
            felt[place.check_in_id].add(_spot(place.area, place.side))
    return [
        NewSign(
            code=measure.code,
            spots=frozenset(_spots_of(concern) or felt[concern.check_in_id]),
            emergency_in=frozenset(measure.emergency_in),
            red_flag=measure.red_flag,
        )
        for concern, measure in told
    ]


def _is_of_nerves(measure: Measure) -> bool:
    return SADDLE in measure.emergency_in


def _spots_of(concern: Concern) -> set[Spot]:
    return set() if concern.area is None else {_spot(concern.area, concern.side)}


def _spot(area: BodyArea, side: str) -> Spot:
    return Spot(area.code, side, area.leg)
