"""Everything that the site holds of one person, as one JSON file or as a folder of tables.

Both are written to the end before they are sent, so that an error half-way never looks like a
complete file; a long diary goes through an unnamed temporary file, not through memory.
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import portability as account_data
from accounts.models import User
from tracking import portability as diary

FORMAT, VERSION = "psoas-diary", 1
IN_MEMORY = 4 * 1024 * 1024

# What a spreadsheet would take for a formula, however it is typed: where a cell begins, and
# within a text behind anything that one can be told to split at. Blanks and quotes may lie between.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BEHIND_A_SPLIT = re.compile(r"([;,|:~^\t\r\n][\s\"'“”„]*|[\s\"](?=\S\S))([=+\-@＝＋－＠])")

Row = Mapping[str, object]


def as_json(person: User, now: dt.datetime) -> IO[bytes]:
    """The complete and exact export; docs/data-export.md describes it field by field."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.astimezone(dt.UTC).isoformat(),
        "account": account_data.account(person),
        "email_addresses": account_data.email_addresses(person),
        "consents": account_data.consents(person),
        "staff_actions": _staff_actions(person),
        **diary.sections(person),
        "labels": diary.labels(),
    }
    with _whole_file() as file:
        for text in _json_lines(document):
            file.write(text.encode())
    return file


def as_tables(person: User, now: dt.datetime) -> IO[bytes]:
    """A zip file with a table each of everything, for spreadsheets, and a README.txt."""
    sheets = _sheets(person)
    about = {"sheets": sheets, "site_name": settings.SITE_NAME, "now": now.astimezone(person.zone)}
    with _whole_file() as file, ZipFile(file, "w") as archive:
        with archive.open(_inside("README.txt", now), "w") as raw:
            raw.write(render_to_string("site/data_readme.txt", about).encode())
        for sheet in sheets:
            with archive.open(_inside(sheet.file_name, now), "w") as raw:
                _write_sheet(sheet, raw)
    return file


@contextmanager
def _whole_file() -> Iterator[IO[bytes]]:
    """A file to write, then to be read from its beginning; whoever sends it closes it."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    try:
        yield file
    except BaseException:
        file.close()
        raise
    file.seek(0)


@dataclass(frozen=True)
class Sheet:
    """One table of the zip file."""

    name: str
    about: str | Promise
    columns: tuple[str, ...]
    rows: Iterable[Row]

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"


def cell(value: object) -> object:
    """`value` as a spreadsheet may have it: numbers stay numbers, no text becomes a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):  # of codes, which are safe as they are
        return " ".join(value)
    if not isinstance(value, str):
        return value
    text = BEHIND_A_SPLIT.sub(r"\1'\2", value)
    # Some programs drop blanks before they look.
    if value.startswith(FORMULA) or value.lstrip().startswith(FORMULA):
        return f"'{text}"
    return text


def _sheets(person: User) -> list[Sheet]:
    return [
        Sheet(
            "account", _("who you are here"), account_data.ACCOUNT, [account_data.account(person)]
        ),
        Sheet(
            "email_addresses",
            _("your e-mail addresses, one that waits for its confirmation included"),
            account_data.EMAIL_ADDRESSES,
            account_data.email_addresses(person),
        ),
        Sheet(
            "consents",
            _("what you agreed to"),
            account_data.CONSENTS,
            account_data.consents(person),
        ),
        Sheet(
            "staff_actions",
            _("when staff made or changed your account"),
            account_data.STAFF_ACTIONS,
            _staff_actions(person),
        ),
        *(
            Sheet(table.name, table.about, tuple(table.sheet_columns), rows)
            for table, rows in diary.sheets(person)
        ),
        Sheet(
            "labels",
            _("what the codes in the other tables mean"),
            ("kind", "of", "code", "label"),
            diary.label_rows(),
        ),
    ]


def _staff_actions(person: User) -> list[Row]:
    return [
        {**row, "at": account_data.plain(row["at"])} for row in account_data.staff_actions(person)
    ]


def _json_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """The document, each item of a list on a line of its own."""
    for number, (name, value) in enumerate(document.items()):
        yield f"{',' if number else '{'}\n{json.dumps(name)}: "
        if isinstance(value, Mapping | str | int):
            yield json.dumps(value, ensure_ascii=False)
            continue
        yield "["
        for number, item in enumerate(value):
            yield f"{',' if number else ''}\n{json.dumps(item, ensure_ascii=False)}"
        yield "]"
    yield "\n}\n"


def _inside(name: str, now: dt.datetime) -> ZipInfo:
    """The head of a file in the archive."""
    head = ZipInfo(name, now.timetuple()[:6])
    head.compress_type = ZIP_DEFLATED
    return head


def _write_sheet(sheet: Sheet, raw: IO[bytes]) -> None:
    """RFC 4180, all texts in quotes, with the mark by which spreadsheets know UTF-8."""
    with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        lines = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
        lines.writerow(sheet.columns)
        for row in sheet.rows:
            lines.writerow([cell(row[name]) for name in sheet.columns])
