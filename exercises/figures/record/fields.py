"""Reading one record of a pose file field by field, naming every fault and giving up at none."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from reprlib import Repr
from typing import Any, TypeVar

from exercises.figures.pose.skeleton import Bounds
from exercises.figures.pose.vectors import FORWARD, ORIGIN, RIGHT, UP, Vec

WORDS = {"fwd": FORWARD, "back": -FORWARD, "up": UP, "down": -UP, "left": -RIGHT, "right": RIGHT}
T = TypeVar("T", bound=str)
FAR: Bounds = (-400, 400)  # cm; nothing in the room is farther


class PoseError(ValueError):
    """A record cannot be drawn. `faults` holds each as `slug: frame 2: leg_r.hip: reason`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


class Fields:
    """The fields of one mapping. Each is read once; `done` reports those that nobody asked for."""

    def __init__(self, head: str, record: Any, faults: list[str], path: str = "") -> None:
        self.head = head
        self.path = path
        self.faults = faults
        self._left: dict[str, Any] = {}
        if not isinstance(record, Mapping):
            self.fault("", f"{_shown(record)} is not a set of fields")
            return
        for key, value in record.items():
            if isinstance(key, str):
                self._left[key] = value
            else:  # YAML 1.1 reads on, off, yes and no as true and false
                self.fault(_shown(key), "a field's name must be text (on, off, yes and no are not)")

    def fault(self, key: str, reason: str) -> None:
        """Note what is wrong with the field `key`."""
        parts = (self.head, self._path_of(key), reason)
        self.faults.append(": ".join(filter(None, parts)))

    def __contains__(self, key: str) -> bool:
        """Whether `key` has a value; null is none."""
        return self._left.get(key) is not None

    def says(self, key: str) -> bool:
        """Whether `key` stands there at all, be it as null."""
        return key in self._left

    def raw(self, key: str) -> Any:
        """The value of `key` as it stands, None where there is none."""
        return self._left.pop(key, None)

    def number(self, key: str, bounds: Bounds = FAR, default: float = 0) -> float:
        """A number within `bounds`."""
        value = self.raw(key)
        return default if value is None else self.check(key, value, bounds, default)

    def maybe(self, key: str, bounds: Bounds = FAR) -> float | None:
        """A number within `bounds`, or None where there is none."""
        return self.number(key, bounds) if key in self else self.raw(key)

    def whole(self, key: str, bounds: Bounds, default: int) -> int:
        """A whole number within `bounds`."""
        value = self.number(key, bounds, default)
        if value != int(value):
            self.fault(key, f"{_shown(value)} is not a whole number")
        return int(value)

    def check(self, key: str, value: Any, bounds: Bounds, default: float = 0) -> float:
        """`value` if it is a number within `bounds`; otherwise a fault and `default`."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, f"{_shown(value)} is not a number (write -0.5, not -.5)")
        elif not (isinstance(value, int) or isfinite(value)):
            self.fault(key, f"{_shown(value)} is not a number")
        elif not bounds[0] <= value <= bounds[1]:
            self.fault(key, f"{_shown(value)} is not within {bounds[0]:g} to {bounds[1]:g}")
        else:
            return float(value)
        return default

    def numbers(self, key: str, count: int, bounds: Bounds = FAR) -> tuple[float, ...] | None:
        """`count` numbers within `bounds`, or None where there are none."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != count:
            self.fault(key, f"{_shown(value)} is not a list of {count} numbers")
            return None
        return tuple(self.check(f"{key}[{i}]", entry, bounds) for i, entry in enumerate(value))

    def choice(self, key: str, allowed: Sequence[T], default: T) -> T:
        """One of the words in `allowed`."""
        value = self.raw(key)
        if value is None:
            return default
        for word in allowed:
            if value == word:
                return word
        self.fault(key, f"{_shown(value)} is not one of {', '.join(filter(None, allowed))}")
        return default

    def names(self, key: str, allowed: Sequence[T]) -> tuple[T, ...]:
        """One of the words in `allowed`, or a list of them; none where nothing is said."""
        value = self.raw(key)
        if value is None:
            return ()
        entries = value if isinstance(value, list | tuple) else (value,)
        known = [word for entry in entries for word in allowed if entry == word]
        if len(known) != len(entries):
            self.fault(key, f"{_shown(value)} is not one or several of {', '.join(allowed)}")
            return ()
        return tuple(known)

    def text(self, key: str, longest: int) -> str:
        """Words of at most `longest` signs."""
        value = self.raw(key)
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            self.fault(key, f"{_shown(value)} is not a text of at most {longest} signs")
            return ""
        return value.strip()

    def flag(self, key: str) -> bool:
        """True or false; false where nothing is said."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"{_shown(value)} is not true or false")
        return value is True

    def point(self, key: str, bounds: Bounds = FAR) -> Vec | None:
        """Three numbers as a point, or None."""
        values = self.numbers(key, 3, bounds)
        return None if values is None else Vec(*values)

    def direction(self, key: str) -> Vec | None:
        """Three numbers, or words joined by +: fwd back up down left right."""
        value = self._left.get(key)
        if isinstance(value, str):
            del self._left[key]
            ways = [WORDS.get(word.strip()) for word in value.split("+")]
            vector = sum(filter(None, ways), ORIGIN)
            if None in ways:
                self.fault(key, f"{_shown(value)} is not made of {', '.join(WORDS)}")
                return None
        else:
            vector = self.point(key, (-20, 20)) or ORIGIN
            if value is None:
                return None
        if vector.length() < 1e-6:
            self.fault(key, f"{_shown(value)} points nowhere")
            return None
        return vector.unit()

    def inner(self, key: str) -> "Fields":
        """The fields of the mapping `key`; without any where there is none."""
        value = self.raw(key)
        return Fields(self.head, {} if value is None else value, self.faults, self._path_of(key))

    def list_of(self, key: str, most: int) -> Iterator["Fields"]:
        """The mappings in the list `key`, at most `most`."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > most:
            self.fault(key, f"is not a list of at most {most}")
            return
        for i, entry in enumerate(value):
            yield Fields(self.head, entry, self.faults, self._path_of(f"{key}[{i}]"))

    def done(self) -> None:
        """Note every field that has not been read: its name is not known here."""
        for key in self._left:
            self.fault(key[:40], "no field of this name is known here")
        self._left = {}

    def _path_of(self, key: str) -> str:
        return ".".join(filter(None, (self.path, key)))


class _Brief(Repr):
    """Writes values of any size and depth shortly, without looking at all of them."""

    def repr_int(self, x: int, level: int) -> str:
        """Python refuses to write whole numbers of thousands of digits."""
        return str(x) if x.bit_length() <= 128 else "a number without end"


_BRIEF = _Brief()
_BRIEF.maxstring = 60


def _shown(value: Any) -> str:
    """A value as a message may quote it."""
    text = f"{value:g}" if isinstance(value, float) else _BRIEF.repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
