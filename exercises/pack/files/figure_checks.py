"""What must hold of a figure: what the engine says that draws it."""

from dataclasses import dataclass, field
from functools import lru_cache

from exercises.figures.checking import checked_pose
from exercises.figures.record.fields import PoseError
from exercises.figures.record.records import Record
from exercises.pack.files.entries import Figure


@dataclass(frozen=True)
class _Question:
    """A record that is looked up by what it says."""

    slug: str
    text: str
    record: Record = field(compare=False)


def figure_faults(figure: Figure) -> list[str]:
    """Every fault of `figure`, as `figures/file: frame: field: reason`."""
    file = f"figures/{figure.slug}.yaml"
    question = _Question(figure.slug, repr(figure.record), figure.record)
    return [f"{file}: {fault}" for fault in _faults(question)]


def record_faults(slug: str, record: Record) -> list[str]:
    """Every fault of a pose record, as `frame: field: reason`; none where it can be drawn.

    Nothing of it is remembered: what staff write changes with every key.
    """
    try:
        checked_pose(slug, record)
    except PoseError as error:
        return [fault.removeprefix(f"{slug}: ") for fault in error.faults]
    return []


@lru_cache(maxsize=512)  # drawing takes time, and an export asks again for each entry that it takes
def _faults(question: _Question) -> tuple[str, ...]:
    return tuple(record_faults(question.slug, question.record))
