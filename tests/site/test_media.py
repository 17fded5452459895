"""Photographs as files: for everybody, for ever, and nothing else from that folder."""

import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from exercises.pictures import photographs
from exercises.pictures.photographs.images import pictures_of
from tests.exercises import pictures
from tests.site.server import Caller, Server, manage


def keep(folder: Path, settings: Any) -> photographs.Kept:
    """A plain one, which gzip would make smaller still."""
    settings.MEDIA_ROOT = folder
    return photographs.keep(pictures_of(BytesIO(pictures.jpeg(960, 720))))


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> photographs.Kept:
    return keep(tmp_path, settings)


def address(kept: photographs.Kept, width: int = 960) -> str:
    return f"/media/photographs/{kept.name}-{width}.webp"


# Without the mark for the database, a question to it would be an error in most of these.


def test_it_is_a_picture_for_everybody_that_any_cache_may_keep(
    kept: photographs.Kept, client: Client
) -> None:
    answer = client.get(address(kept))
    assert answer.status_code == 200
    assert Image.open(BytesIO(answer.content)).size == (960, 720)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not answer.cookies
    assert not answer.has_header("Vary")


@pytest.mark.django_db
def test_it_does_not_ask_who_is_there(
    kept: photographs.Kept, signed_in: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = signed_in.get(address(kept))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies


def test_head_has_the_length_and_no_body(kept: photographs.Kept, client: Client) -> None:
    whole, head = client.get(address(kept)), client.head(address(kept))
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))
    assert head["Content-Type"] == "image/webp"


def test_who_has_it_already_gets_no_second_copy(kept: photographs.Kept, client: Client) -> None:
    etag = client.get(address(kept))["ETag"]
    again = client.get(address(kept), headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag
    assert again["Cache-Control"] == "public, max-age=31536000, immutable"
    assert again["Content-Security-Policy"] == "default-src 'none'; sandbox"
    other = client.get(address(kept, 480), headers={"if-none-match": etag})
    assert other.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_can_only_be_read(method: str, kept: photographs.Kept, client: Client) -> None:
    answer = getattr(client, method)(address(kept))
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert Path(photographs.file_of(kept.name, 960)).exists()


NAME = "6f1c2c34-8a63-4c4e-9d0b-0d6f2f3f7c11"
NOWHERE = (
    f"photographs/{NAME}-480.webp",
    "photographs/{name}-481.webp",
    "photographs/{name}-0.webp",
    "photographs/{name}--480.webp",
    "photographs/{name}-480",
    "photographs/{name}-480.webp/",
    "photographs/{name}-480.webp%00.html",
    "photographs/{name}-480.WEBP",
    "photographs/{name}-480.svg",
    "photographs/{name}.webp",
    "photographs/{name}-" + "9" * 300 + ".webp",
    "photographs/{name}-" + "9" * 6000 + ".webp",
    "photographs/",
    "photographs",
    "",
    "secret.txt",
    "photographs/../secret.txt",
    "photographs/..%2fsecret.txt",
    "photographs/%2e%2e/secret.txt",
    "photographs/secret.txt",
    "photographs/x/{name}-480.webp",
    "photographs//{name}-480.webp",
    "../db.sqlite3",
    "..%2f..%2fetc/passwd",
    "%ff%fe",
)


@pytest.mark.django_db
def test_there_is_nothing_else(kept: photographs.Kept, client: Client, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "photographs"):
        (folder / "secret.txt").write_text("Secret")
    faults = []
    for path in NOWHERE:
        answer = client.get("/media/" + path.format(name=kept.name))
        is_told = b"Secret" in answer.content
        is_kept = "immutable" in answer.get("Cache-Control", "")
        if answer.status_code != 404 or is_told or is_kept:
            faults.append(f"{path[:80]}: {answer.status_code}, {is_told=}, {is_kept=}")
    assert not faults, "\n".join(faults)


@pytest.mark.django_db
def test_a_photograph_that_is_gone_is_an_ordinary_404(
    kept: photographs.Kept, signed_in: Client
) -> None:
    photographs.drop(kept.name)
    answer = signed_in.get(address(kept))
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")
    assert answer.content.count(b"<h1") == 1


def test_over_the_wire_it_is_not_compressed_again(server: Server, settings: Any) -> None:
    kept = keep(server.folder / "media", settings)
    caller = Caller(server.url)
    status, headers, body = caller.ask(address(kept), headers={"Accept-Encoding": "gzip, br"})
    assert status == 200
    assert headers["Content-Encoding"] is None
    assert headers["Content-Length"] == str(len(body))
    assert Image.open(BytesIO(body)).format == "WEBP"
    assert headers["Set-Cookie"] is None
    status, headers, body = caller.ask(address(kept), method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


FULL_DISK = """
import resource
import sys
sys.dont_write_bytecode = True  # it would be cut off too
from django.core.files.base import ContentFile
from django.test import Client
visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
visitor.cookies["csrftoken"] = "a" * 32
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY))
large = {"file": ContentFile(bytes(3_000_000), name="photo.jpg")}
answer = visitor.post("/accounts/login/", large, headers={"host": "localhost"})
print(answer.status_code, answer["Retry-After"])
"""


def test_an_upload_that_the_disk_has_no_room_for_is_told_to_try_again(tmp_path: Path) -> None:
    """A large one waits on disk while it comes in; here the system lets no file grow."""
    done = manage(tmp_path, "shell", "--no-imports", "-c", FULL_DISK)
    assert done.stdout.split()[-2:] == ["503", "5"], done.stderr


def test_paths_that_a_browser_would_tidy_up_stay_outside_too(server: Server) -> None:
    """A client for HTTP may send what a browser never would."""
    caller = Caller(server.url)
    for path in (
        "/media/photographs/../../db.sqlite3",
        "/media/../secret_key",
        "/media/photographs/..%2f..%2fsecret_key",
        f"/media/photographs/{uuid.UUID(NAME)}-480.webp",
    ):
        assert caller.ask(path)[0] == 404, path
