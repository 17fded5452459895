"""Writing what a person follows, and the movements they named."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Max, Value
from django.db.models.functions import Lower

from accounts.models import User
from exercises.search import normalised
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


def folded(name: str) -> str:
    """What two names of one movement share, whatever their letter case.

    Worked out here, because SQLite knows the letter case of ASCII only.
    """
    return normalised(normalised(name).casefold())


def own_movement(user: User, name: str) -> OwnMovement:
    """The person's movement of this name, whatever the letter case; made if it is new.

    One that was put away is offered again: whoever names it anew wants it.
    """
    rows = OwnMovement.objects.owned_by(user)
    there = next((one for one in rows if folded(one.name) == folded(name)), None)
    if there is None:
        try:
            with transaction.atomic():
                return OwnMovement.objects.create(user=user, name=name)
        except IntegrityError:  # named in two tabs at once
            there = rows.annotate(lower=Lower("name")).get(lower=Lower(Value(name)))
    if not there.offered:
        there.offered = True
        there.save(update_fields=["offered"])
    return there
