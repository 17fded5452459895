"""What an exercise asks of somebody, as far as a gentler one may not ask more. Pure."""

from dataclasses import dataclass
from enum import Enum

MOST_PAIN_WITH_IMPACT = 2  # running, hopping and landing: bone is no tendon


class More(Enum):
    """In what an exercise asks more than another one."""

    PAIN = "pain"  # it is for less pain
    RUNG = "rung"  # it stands no lower on the same ladder
    DOWN = "down"  # one has to get down to the floor and up again, and there one has not


@dataclass(frozen=True)
class Demands:
    """What decides whether one exercise is gentler than another."""

    ladder: object
    rung: int
    pain: int | None  # offered up to this; None: not known yet
    floor: bool  # begins on the floor
    firm_bed: bool  # where a firm bed will do instead

    @property
    def needs_floor(self) -> bool:
        """Whether there is no way around getting down."""
        return self.floor and not self.firm_bed


def more_than(one: Demands, other: Demands) -> list[More]:
    """In what `one` asks more than `other`; empty if it may be called the gentler of the two."""
    found = []
    if one.pain is not None and other.pain is not None and one.pain < other.pain:
        found.append(More.PAIN)
    if one.ladder == other.ladder and one.rung >= other.rung:
        found.append(More.RUNG)
    if one.needs_floor and not other.needs_floor:
        found.append(More.DOWN)
    return found
