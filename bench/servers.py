"""Starts a site in a process of its own and reads what that process used."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a server has to answer
FLOOR = "bench.floor.settings"
SITE = "bench.site_settings"


@dataclass(frozen=True)
class Server:
    """A running server: its port, its processes, and how long its first answer took (seconds)."""

    port: int
    process: subprocess.Popen[bytes]
    start_up: float

    def processes(self) -> list[int]:
        """All of its processes: it leads a session of its own."""
        leader = self.process.pid
        return [pid for pid in _running() if _session_of(pid) == leader]

    def cpu_seconds(self) -> float:
        """What all of its threads have computed so far; the kernel counts in nanoseconds."""
        nanoseconds = 0
        for pid in self.processes():
            for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                nanoseconds += _first_number(path)
        return nanoseconds / 1e9

    def memory(self) -> float:
        """The memory that its largest process holds, in MiB."""
        return max(map(_resident, self.processes()), default=0.0)


def environment(folder: Path, settings: str, **more: str) -> dict[str, str]:
    """What a server sees: nothing of this machine but its path, and a data folder of its own."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": settings,
        "DATA_DIR": str(folder),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": "measured-and-thrown-away-afterwards-0123456789-abcdefghij",
        **more,
    }


def run(arguments: list[str], folder: Path, settings: str, **more: str) -> str:
    """Run Python with `arguments` beside a server's data; answers what it printed."""
    command = [sys.executable, *arguments]
    given = environment(folder, settings, **more)
    done = subprocess.run(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return done.stdout.decode()


@contextmanager
def serving(folder: Path, settings: str, **more: str) -> Iterator[Server]:
    """Serve `folder` on a free port; everything that was started ends with the block."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.serve"]
    if settings == SITE:
        command = [sys.executable, "manage.py", "serve"]
    given = environment(folder, settings, PORT=str(port), **more)
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=given, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_for(port, process)
        yield Server(port, process, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens there and answers a request of any kind."""
    until = time.monotonic() + PATIENCE
    request = b"GET /hello/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(request)
                if connection.recv(1):
                    return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _running() -> Iterator[int]:
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            yield int(path.name)


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def _first_number(path: Path) -> int:
    try:
        return int(path.read_text().split()[0])
    except OSError:  # the thread has ended meanwhile
        return 0


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    sizes: Mapping[str, str] = dict(line.split(":", 1) for line in lines if ":" in line[:20])
    return int(sizes["Rss"].split()[0]) / 1024
