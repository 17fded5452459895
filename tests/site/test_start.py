"""Two commands to a running site, safe by default."""

import resource
from pathlib import Path
from typing import Any

import pytest

from tests.site.server import Caller, Server, manage, manage_in_turn, printed_address


def test_https_mode_passes_the_deployment_check(tmp_path: Path) -> None:
    """Once the operator is named."""
    said = {"HTTPS": "1", "OPERATOR_NAME": "Anna", "CONTACT_EMAIL": "hello@rung.example.org"}
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **said)
    assert done.returncode == 0, done.stderr


def work_of_commands() -> float:
    """Seconds of the processor that commands have taken: however busy the machine is."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_preparing_again_changes_nothing_and_is_quicker(prepared: Path) -> None:
    collected = prepared / "static" / "staticfiles.json"
    before = collected.stat().st_mtime_ns
    assert "Collecting" in (prepared / "prepare.log").read_text()
    before_it = work_of_commands()
    again = manage(prepared, "prepare")
    assert again.returncode == 0, again.stderr
    assert "Collecting" not in again.stdout
    assert "0 added, 0 changed" in again.stdout
    assert collected.stat().st_mtime_ns == before
    assert work_of_commands() - before_it < 20


def test_static_files_have_hashed_and_compressed_copies_once_collected(prepared: Path) -> None:
    static = prepared / "static"
    assert list(static.glob("js/body-map.*.js"))
    assert list(static.glob("css/*.css.gz"))
    assert list(static.glob("css/*.css.br"))


def test_pages_name_plain_files_until_they_are_collected(client: object, db: None) -> None:
    page = client.get("/accounts/login/").content.decode()  # type: ignore[attr-defined]
    assert "/static/img/favicon.svg" in page


def test_pages_name_hashed_files_that_last_for_ever(server: Server) -> None:
    caller = Caller(server.url)
    page = caller.ask("/safety/")[2].decode()
    assert "/static/img/favicon.svg" not in page
    name = page.split('rel="icon" href="')[1].split('"')[0]
    status, headers, _body = caller.ask(name)
    assert status == 200
    assert "immutable" in headers["Cache-Control"]


def test_serve_says_where_the_site_is(server: Server) -> None:
    assert printed_address(server.said()).rstrip("/") == server.url
    assert str(server.folder) in server.said()


def test_what_it_tells_to_type_meets_the_same_data(server: Server) -> None:
    """As it is printed, in a shell that knows nothing else."""
    said = server.said()
    [line] = [one for one in said.splitlines() if "createsuperuser" in one]
    typed = line.partition(": ")[2]
    assert f"DATA_DIR={server.folder} " in typed
    assert "DATABASE_URL=... " in typed
    assert "sqlite" not in typed, "an address may hold a password"


def test_only_what_the_shell_says_is_to_be_typed(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    from psoas_site import command_line

    settings.DATA_DIR = tmp_path / "a b"
    for name in ("DATA_DIR", "DATABASE_URL"):
        monkeypatch.delenv(name)
    assert command_line.manage("tidy") == ".venv/bin/python manage.py tidy"
    monkeypatch.setenv("DATA_DIR", "a b")
    assert command_line.manage("tidy").startswith(f"DATA_DIR='{tmp_path}/a b' .venv")
    monkeypatch.setenv("DATABASE_URL", "")
    assert command_line.same_data().startswith("DATABASE_URL= DATA_DIR=")
    monkeypatch.setattr(command_line, "TAKEN_FROM_FILE", {"DATA_DIR", "DATABASE_URL"})
    assert command_line.same_data() == ""


def test_an_unprepared_database_is_a_sentence(tmp_path: Path) -> None:
    commands = (
        ("createsuperuser", "--noinput", "--email", "a@b.example"),
        ("changepassword", "a@b.example"),
        ("load_library",),
        ("export_library", str(tmp_path / "pack")),
        ("seed_demo",),
        ("tidy",),
    )
    answers = manage_in_turn(tmp_path, commands)
    for command, (status, words) in zip(commands, answers, strict=True):
        assert status == 1, command
        assert "The database is not prepared for this version. Run this first:" in words
        assert f"DATA_DIR={tmp_path} .venv/bin/python manage.py prepare" in words


def test_a_taken_port_is_said_plainly(server: Server, tmp_path: Path) -> None:
    port = server.url.rsplit(":", 1)[1]
    done = manage(tmp_path, "serve", PORT=port)
    assert done.returncode != 0
    assert f"Port {port} is taken" in done.stderr
    assert "Not prepared yet" in done.stdout
    assert f"DATA_DIR={tmp_path} PORT=" in done.stderr
    assert "Traceback" not in done.stderr
