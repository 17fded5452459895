"""The shipped pack, read once in each process; and YAML parsed and written once for each text."""

import pickle
from functools import cache
from typing import Any

import yaml

from exercises.pack.files import Pack, read_pack

_load = yaml.load
_dump = yaml.dump
_parsed: dict[tuple[str, type], bytes] = {}
_written: dict[str, str] = {}


@cache
def shipped_pack() -> Pack:
    """The pack as it is shipped. Nobody changes it: it is the same for all."""
    return read_pack()


def pack_of(**lists: Any) -> Pack:
    """A pack that says nothing but this, so the rest of the library stays as it is."""
    return Pack(**dict.fromkeys(Pack.__struct_fields__, ()) | lists)


def load_once(text: str, loader: type) -> Any:
    """What `yaml.load` makes of `text`, copied for each. What cannot be read is read anew."""
    key = (text, loader)
    if key not in _parsed:
        _parsed[key] = pickle.dumps(_load(text, loader))  # type: ignore[arg-type]
    return pickle.loads(_parsed[key])  # noqa: S301 (made here)


def dump_once(content: Any, stream: Any = None, **options: Any) -> Any:
    """What `yaml.dump` makes of `content`, which is all of YAML's own types."""
    if stream is not None:
        return _dump(content, stream, **options)
    key = repr((content, options))
    if key not in _written:
        _written[key] = _dump(content, **options)
    return _written[key]
