"""Reads what `/data/` sends: the JSON file, and the tables in the zip file."""

import csv
import io
import json
import zipfile
from typing import Any

from django.test import Client

JSON, CSV = "/data/everything.json", "/data/everything.zip"


def body(client: Client, path: str) -> bytes:
    """The file that `path` sends."""
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def exported(client: Client, query: str = "") -> dict[str, Any]:
    """The JSON file."""
    return json.loads(body(client, JSON + query))


def tables(client: Client) -> dict[str, list[dict[str, str]]]:
    """Each table of the zip file by its name."""
    return tables_in(body(client, CSV))


def tables_in(raw: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return {
            name.removesuffix(".csv"): rows_of(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def rows_of(sheet: bytes) -> list[dict[str, str]]:
    text = io.StringIO(sheet.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))
