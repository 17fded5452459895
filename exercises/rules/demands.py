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


def more_than(gentler: Demands, harder: Demands) -> list[More]:
    """In what `gentler` asks more than `harder`; empty if it may be called the gentler of both."""
    more = []
    if gentler.pain is not None and harder.pain is not None and gentler.pain < harder.pain:
        more.append(More.PAIN)
    if gentler.ladder == harder.ladder and gentler.rung >= harder.rung:
        more.append(More.RUNG)
    if gentler.needs_floor and not harder.needs_floor:
        more.append(More.DOWN)
    return more
