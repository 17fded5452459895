"""Writing what a person follows, and the movements they named."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from tracking.models import Followed, OwnMovement, folded


def follow(user: User, measure_ids: Iterable[int]) -> None:
    """Make `measure_ids` the whole set that `user` follows; new ones come last, the rest stay."""
    wanted = list(dict.fromkeys(measure_ids))
    with transaction.atomic():
        rows = Followed.objects.owned_by(user)
        rows.exclude(measure_id__in=wanted).delete()
        followed = set(rows.values_list("measure_id", flat=True))
        last = rows.aggregate(last=Max("order"))["last"] or 0
        new = [pk for pk in wanted if pk not in followed]
        Followed.objects.bulk_create(
            (
                Followed(user=user, measure_id=pk, order=last + place)
                for place, pk in enumerate(new, start=1)
            ),
            ignore_conflicts=True,  # the same form sent twice at once
        )


def reorder(user: User, measure_ids: Iterable[int]) -> None:
    """Put what `user` follows into this order; what is not named comes after, as it stood."""
    with transaction.atomic():
        rows = {row.measure_id: row for row in Followed.objects.owned_by(user).select_for_update()}
        named = [rows.pop(pk) for pk in dict.fromkeys(measure_ids) if pk in rows]
        ordered = [*named, *rows.values()]
        for place, row in enumerate(ordered, start=1):
            row.order = place
        Followed.objects.bulk_update(ordered, ["order"])


def own_movements(user: User, names: Iterable[str]) -> dict[str, OwnMovement]:
    """The person's movements of these names, whatever the letter case, by what they share of it.

    Those that are new are made. One that was put away is offered again: whoever names it anew
    wants it. So many names, so few questions: a session is written while others wait.
    """
    wanted = {folded(name): name for name in names}
    rows = OwnMovement.objects.owned_by(user).filter(folded__in=wanted)
    known = {movement.folded: movement for movement in rows}
    new = [
        OwnMovement(user=user, name=name, folded=key)
        for key, name in wanted.items()
        if key not in known
    ]
    if new:
        # Passed over is what was named in another tab at the same moment.
        OwnMovement.objects.bulk_create(new, ignore_conflicts=True)
        known = {movement.folded: movement for movement in rows.all()}
    away = [movement.pk for movement in known.values() if not movement.offered]
    if away:
        OwnMovement.objects.filter(pk__in=away).update(offered=True)
    return known
