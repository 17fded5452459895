"""Writing what a person follows, and the movements they named."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from tracking.models import Followed, OwnMovement


def follow(user: User, measure_ids: Iterable[int]) -> None:
    """Make `measure_ids` the whole set that `user` follows; new ones come last, the rest stay."""
    wanted = list(dict.fromkeys(measure_ids))
    with transaction.atomic():
        rows = Followed.objects.owned_by(user)
        rows.exclude(measure_id__in=wanted).delete()
        there = set(rows.values_list("measure_id", flat=True))
        last = rows.aggregate(last=Max("order"))["last"] or 0
        new = [one for one in wanted if one not in there]
        Followed.objects.bulk_create(
            (
                Followed(user=user, measure_id=one, order=last + place)
                for place, one in enumerate(new, start=1)
            ),
            ignore_conflicts=True,  # the same form sent twice at once
        )


def reorder(user: User, measure_ids: Iterable[int]) -> None:
    """Put what `user` follows into this order; what is not named comes after, as it stood."""
    with transaction.atomic():
        rows = {one.measure_id: one for one in Followed.objects.owned_by(user).select_for_update()}
        named = [rows.pop(one) for one in dict.fromkeys(measure_ids) if one in rows]
        ordered = [*named, *rows.values()]
        for place, row in enumerate(ordered, start=1):
            row.order = place
        Followed.objects.bulk_update(ordered, ["order"])


def own_movement(user: User, name: str) -> OwnMovement:
    """The person's movement of this name, whatever the letter case; made if it is new."""
    there = OwnMovement.objects.owned_by(user).filter(name__iexact=name).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            return OwnMovement.objects.create(user=user, name=name)
    except IntegrityError:
        return OwnMovement.objects.owned_by(user).get(name__iexact=name)
