"""Answers to steps that were offered, and steps that people make by themselves."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from tracking.models import Move, Plan, PlanItem


@dataclass(frozen=True)
class MoveFacts:
    """A step from one dose to another, each an exercise by its key with a level.

    `session`, `ruleset`, `row`, `why` and `inputs` say what an offer was based on.
    """

    dose: tuple[int, str]
    to: tuple[int, str]
    up: bool
    session: uuid.UUID | None = None
    ruleset: int = 0
    row: str = ""
    why: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)


def answer_move(item: PlanItem, facts: MoveFacts, answer: str, today: dt.date) -> bool:
    """Keep what was answered, and take the step if it was taken. False: answered before.

    An item that stands elsewhere by now was answered meanwhile, in another tab.
    """
    with transaction.atomic():
        row = PlanItem.objects.select_for_update().filter(pk=item.pk, removed_at=None).first()
        if row is None or (row.exercise_id, row.level) != facts.dose:
            return False
        offered = Move.objects.filter(item=row, session=facts.session)
        if facts.session and offered.exclude(answer=Move.Answer.OWN).exists():
            return False
        keep_move(row, facts, answer, today)
        if answer != Move.Answer.NOT_NOW:
            row.exercise_id, row.level = facts.to
            row.since = today
            row.save(update_fields=["exercise", "level", "since"])
            Plan.objects.filter(pk=row.plan_id).update(version=F("version") + 1)
    return True


def keep_move(item: PlanItem, facts: MoveFacts, answer: str, today: dt.date) -> None:
    """Keep a step of `item` with what it was based on; the item is not changed here."""
    Move.objects.create(
        user_id=item.plan.user_id,
        item=item,
        session_id=facts.session,
        side=item.side,
        exercise_id=facts.dose[0],
        level=facts.dose[1],
        to_exercise_id=facts.to[0],
        to_level=facts.to[1],
        up=facts.up,
        answer=answer,
        answered_on=today,
        ruleset=facts.ruleset,
        row=facts.row,
        why=facts.why,
        inputs=dict(facts.inputs),
    )
