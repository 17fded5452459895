"""What the operator said, judged before anything starts: a wrong value is refused by its name.

A value is taken as it is written; an empty one counts as not said. Values that may hold a
password are never repeated.
"""

import io
import ipaddress
import os
import re
from collections.abc import Callable, Collection
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

Config = dict[str, Any]  # as Django wants it
ON = {"1", "true", "yes", "on", "y"}
OFF = {"0", "false", "no", "off", "n"}

LINE = re.compile(r"(export )?\w+=.*|\s*(#.*)?")
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]")
MAILBOX = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ().-]{0,30}")
MOST_LABEL = 40  # signs of what a number is called: it stands on a button
LEAST_SECRET = 32  # signs; as hexadecimal numbers, these are 128 bits
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")

ENCODE = "Characters such as @ : / # in a name or password are percent-encoded: @ is %40."
DATABASES = ("sqlite", "postgres", "postgresql", "psql", "pgsql")
CACHES = ("dbcache", "filecache")  # what all processes share; others would lose counts
TAKEN_FROM_FILE: set[str] = set()  # names that every other process finds there too
POSTS = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail")


def refuse(name: str, why: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name}: {why}")


def read_file(path: Path) -> None:
    """Take what `path` says into the environment, which wins; no such file is no fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        refuse(str(path), f"this file of settings cannot be read ({type(error).__name__}).")
    for number, line in enumerate(text.splitlines(), start=1):
        if not LINE.fullmatch(line):
            refuse(str(path), f"line {number} is not NAME=value, without blanks around the =.")
    before = set(os.environ)
    environ.Env.read_env(io.StringIO(text))
    TAKEN_FROM_FILE.update(set(os.environ) - before)


def secret(name: str) -> str:
    """The value to the last sign, for every one counts; long enough that nobody guesses it."""
    value = os.environ.get(name, "")
    if value and len(value.strip()) < LEAST_SECRET:
        refuse(
            name,
            f"is too short: it needs {LEAST_SECRET} signs at least, blanks around it not counted, "
            "and nobody may be able to guess them. Left out, one is made and kept in DATA_DIR.",
        )
    return value


def text(name: str, default: str = "", lines: bool = False) -> str:
    """The value without blanks around it; `\\n` parts its lines where there may be some."""
    value = os.environ.get(name, "").strip()
    if lines:
        value = value.replace("\\n", "\n")
    if UNSEEN.search(value.replace("\n", "") if lines else value):
        refuse(name, "holds a line end or another character that cannot be seen.")
    return value or default


def switch(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value and value not in ON | OFF:
        refuse(name, f"is 1 or 0 (or true or false, yes or no, on or off), not {value!r}.")
    return value in ON if value else default


def number(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        refuse(name, f"is a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choice(name: str, default: str, among: Collection[str]) -> str:
    value = text(name, default)
    chosen = next((word for word in among if word.lower() == value.lower()), None)
    if chosen is None:
        refuse(name, f"is one of {', '.join(among)}, not {value!r}.")
    return chosen


def hosts(name: str, default: list[str], any_host: bool) -> list[str]:
    """Host names. `*` would let anybody forge the address in our mails."""
    named = _list(name) or default
    for host in named:
        if host == "*" and any_host:
            continue
        if host == "*":
            refuse(name, "* would let anybody forge the address in our mails. Name your host.")
        if not _is_host(host.removeprefix(".")):
            refuse(
                name,
                f"{host!r} is no host name. It is written without http://, port and path, such "
                "as rung.example.org; with a dot before it, all hosts below it are meant; an "
                "IPv6 address stands in [ ].",
            )
    return named


def origins(name: str) -> list[str]:
    named = _list(name)
    for origin in named:
        if not _is_origin(origin.replace("://*.", "://", 1)):
            example = "It is written such as https://rung.example.org."
            refuse(name, f"{origin!r} is no origin. {example}")
    return named


def site_url(name: str) -> str:
    value = text(name).rstrip("/")
    if value and not _is_origin(value):
        refuse(
            name,
            f"{value!r} is no address to begin links with. It is written with http:// or "
            "https:// and without a path, such as https://rung.example.org.",
        )
    return value


def telephones(name: str) -> tuple[tuple[str, str], ...]:
    """Numbers to call, each with what it is called: `112; Doctor on call: 116 117`."""
    parts = filter(None, map(str.strip, text(name).split(";")))
    return tuple(_telephone(name, part) for part in parts)


def mailbox(name: str) -> str:
    value = text(name)
    if value and not MAILBOX.fullmatch(value):
        refuse(name, f"{value!r} is no e-mail address.")
    return value


def sender(name: str, site_name: str) -> str:
    """Who mails come from, such as `Rung <rung@example.org>`."""
    value = text(name) or formataddr((site_name, "noreply@localhost"))
    if not MAILBOX.fullmatch(parseaddr(value)[1]):
        refuse(name, f"{value!r} is no sender. It is written such as Rung <rung@example.org>.")
    return value


def time_zone(name: str) -> str:
    value = text(name, "UTC")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse(name, f"{value!r} is no time zone. It is written such as Europe/Berlin.")
    return value


def database(name: str, default: str) -> Config:
    url = text(name, default)
    if url.startswith("sqlite:") and not url.startswith("sqlite:///"):
        refuse(name, "has three slashes before the file's name, four before a full path.")
    config = _config(name, url, DATABASES, environ.Env.db_url_config)
    if config["NAME"] in ("", ":memory:"):
        refuse(name, "names no database.")
    return config


def cache(name: str) -> Config:
    url = text(name, "dbcache://site_cache")
    if url.startswith("dbcache:") and url != "dbcache://site_cache":
        refuse(name, "the only table there is for it is dbcache://site_cache.")
    if url.startswith("filecache:") and not url.startswith("filecache:///"):
        refuse(name, "has three slashes before the full path of a folder: filecache:///full/path.")
    return _config(name, url, CACHES, environ.Env.cache_url_config)


def post(name: str, default: str) -> Config:
    url = text(name)
    if not url:
        return dict(environ.Env.email_url_config(default))
    # With three slashes it would be a folder below wherever the program was started.
    if url.startswith("filemail:") and not url.startswith("filemail:////"):
        refuse(name, "has four slashes before the full path of a folder: filemail:////full/path.")
    config = _config(name, url, POSTS, environ.Env.email_url_config)
    if config["EMAIL_BACKEND"].endswith("smtp.EmailBackend") and not config["EMAIL_HOST"]:
        refuse(name, f"names no mail server. {ENCODE}")
    return config


def _telephone(name: str, part: str) -> tuple[str, str]:
    label, _colon, number = part.rpartition(":")
    number = number.strip()
    if not TELEPHONE.fullmatch(number) or len(label) > MOST_LABEL:
        refuse(
            name,
            f"{part!r} is not one number that a telephone can call, such as 112. Several are "
            "parted by semicolons; each may have a name, as in Doctor on call: 116 117.",
        )
    return label.strip(), number


def _list(name: str) -> list[str]:
    parts = [part.strip() for part in text(name).split(",")]
    return [part for part in parts if part]


def _config(name: str, url: str, schemes: Collection[str], read: Callable[[str], Config]) -> Config:
    if url.partition(":")[0] not in schemes:
        refuse(name, f"begins with one of {', '.join(f'{scheme}://' for scheme in schemes)}")
    try:
        return dict(read(url))
    except (ValueError, ImproperlyConfigured):
        refuse(name, f"cannot be read. {ENCODE}")


def _is_host(host: str) -> bool:
    if not HOST.fullmatch(host.lower()):
        return False
    try:
        return not host.startswith("[") or bool(ipaddress.IPv6Address(host[1:-1]))
    except ValueError:
        return False


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or (port is None and parts.netloc.endswith(":")):
        return False
    return _is_host(_host_of(parts)) and value == f"{parts.scheme}://{parts.netloc}"


def _host_of(parts: SplitResult) -> str:
    """The host as it is written; nothing where a name or password stands before it."""
    return re.sub(r":[0-9]+$", "", parts.netloc)
