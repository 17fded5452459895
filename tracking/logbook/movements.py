"""Writing about a movement of one's own that is there already: its name, whether it is offered."""

from django.db import IntegrityError, transaction

from tracking.logbook.entries import advance
from tracking.models import OwnMovement, folded


class NameTakenError(Exception):
    """Another movement of the person has this name, in this letter case or another."""


def rename_movement(movement: OwnMovement, name: str, version: int) -> None:
    """Give `movement` another name, everywhere it was logged.

    Raises NameTakenError, or StaleError if `version` is no longer its version.
    """
    same = OwnMovement.objects.filter(user_id=movement.user_id, folded=folded(name))
    try:
        with transaction.atomic():
            if same.exclude(pk=movement.pk).exists():
                raise NameTakenError
            advance(movement, version, {"name": name, "folded": folded(name)})
    except IntegrityError as error:  # named in two tabs at once
        raise NameTakenError from error


def offer_movement(movement: OwnMovement, *, offered: bool) -> None:
    """Offer `movement` in the session form, or do not any more. What was logged stays."""
    OwnMovement.objects.filter(pk=movement.pk).update(offered=offered)
    movement.offered = offered
