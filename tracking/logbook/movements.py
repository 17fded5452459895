"""Writing about a movement of one's own that is there already: its name, whether it is offered."""

from django.db import IntegrityError, transaction

from tracking.logbook.following import folded
from tracking.models import OwnMovement


class NameTakenError(Exception):
    """Another movement of the person has this name, in this letter case or another."""


def rename_movement(movement: OwnMovement, name: str) -> None:
    """Give `movement` another name, everywhere it was logged. Raises NameTakenError."""
    others = OwnMovement.objects.filter(user_id=movement.user_id).exclude(pk=movement.pk)
    try:
        with transaction.atomic():
            if folded(name) in {folded(other) for other in others.values_list("name", flat=True)}:
                raise NameTakenError
            OwnMovement.objects.filter(pk=movement.pk).update(name=name)
    except IntegrityError as error:  # named in two tabs at once
        raise NameTakenError from error
    movement.name = name


def offer_movement(movement: OwnMovement, *, offered: bool) -> None:
    """Offer `movement` in the session form, or do not any more. What was logged stays."""
    OwnMovement.objects.filter(pk=movement.pk).update(offered=offered)
    movement.offered = offered
