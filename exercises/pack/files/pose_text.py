"""A pose record as YAML text that a person reads and writes: out in one fixed form, in strictly."""

from collections.abc import Iterable
from typing import Any

import yaml

from exercises.figures.record.records import Record, in_order, plain
from exercises.pack.files.strict_yaml import IndentedDumper, StrictLoader

LONGEST = 20_000  # signs of a text that somebody sends
DEEPEST = 8  # a record is five deep
MOST = 4_000  # scalars, lists and mappings
WIDTH = 100
LINES = {"props", "base", "frames", "arrows"}  # fields whose parts have a line each


class PoseTextError(ValueError):
    """A text that is no pose record. `faults` holds each reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Line(dict[str, Any]):
    """A mapping that is written in one line."""


class _Dumper(IndentedDumper):
    """Poses: short things in a line."""


class Row(list[Any]):
    """A list that is written in one line."""


_Dumper.add_representer(
    Line,
    lambda dumper, line: dumper.represent_mapping("tag:yaml.org,2002:map", line, flow_style=True),
)
_Dumper.add_representer(
    Row,
    lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True),
)


def pose_text(record: Record) -> str:
    """`record` (with its slug or without) as YAML: fields in their order, short things in a line.

    Reading it again gives the same record.
    """
    laid_out = {name: _laid_out(name, value) for name, value in in_order(plain(record)).items()}
    return yaml.dump(
        laid_out, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH,
        default_flow_style=False,
    )  # fmt: skip


def _laid_out(name: str, value: Any) -> Any:
    if name not in LINES:
        return _line(value)
    if not isinstance(value, list) or not value:
        return _lines(value)
    lay_out = _lines if name == "frames" else _line
    return [lay_out(part) for part in value]


def _lines(value: Any) -> Any:
    """A line for each part of a mapping; an empty one has none."""
    if not isinstance(value, dict) or not value:
        return _line(value)
    return {name: _line(part) for name, part in value.items()}


def _line(value: Any) -> Any:
    if isinstance(value, dict):
        return Line({name: _line(part) for name, part in value.items()})
    return Row(map(_line, value)) if isinstance(value, list) else value


def record_from(text: str) -> dict[str, Any]:
    """The record that `text` says. Raises PoseTextError, before anything large is built."""
    if len(text) > LONGEST:
        raise PoseTextError([f"The text is longer than {LONGEST} signs."])
    try:
        _check_events(yaml.parse(text, Loader=yaml.CSafeLoader))
        record = yaml.load(text, StrictLoader)  # noqa: S506 (safe)
    except yaml.YAMLError as error:
        raise PoseTextError([" ".join(str(error).split())]) from error
    except (ValueError, OverflowError) as error:  # no such date, a number without end
        raise PoseTextError([" ".join(str(error).split())[:200]]) from error
    if not isinstance(record, dict):
        raise PoseTextError(["Fields and their values are expected, such as “psoas: right”."])
    return record


def _check_events(events: Iterable[Any]) -> None:
    """Refuse what a record never needs and what could grow without end."""
    depth = 0
    for count, event in enumerate(events):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise PoseTextError([f"line {line}: & and * cannot be used here."])
        if getattr(event, "tag", None):
            raise PoseTextError([f"line {line}: ! cannot be used here."])
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or count > MOST:
            raise PoseTextError([f"line {line}: this is more than a pose needs."])
