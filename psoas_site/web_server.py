"""Waitress as this site needs it: lanes that do not hold each other up, and an orderly end.

Reading never waits for writing: while one program holds the write lock of SQLite, every thread
that writes waits for it, so reading has threads of its own, and so has the probe.
"""

import resource
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template import loader
from django_permissions_policy import PermissionsPolicyMiddleware
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from psoas_site.middleware import HeadersMiddleware, PolicyMiddleware

THREADS = {"read": 4, "write": 4, "probe": 1}
READING = {"GET", "HEAD", "OPTIONS"}
COUNTED = "/data/everything."  # read, but each download is counted, and so written down

CONNECTIONS = 800
OTHER_FILES = 128  # of the database, static files, the log
DRAIN_SECONDS = 25  # a little more than a write waits for its lock
CLOSING_SECONDS = 5  # for threads that have nothing left to do but close their connection
HALF_SENT_SECONDS = 3  # for a request that has only begun to come in

PAGES = {400: "400.html", 413: "413.html", 431: "413.html", 500: "500.html"}
DRESS = (
    HeadersMiddleware,
    PermissionsPolicyMiddleware,
    PolicyMiddleware,
    XFrameOptionsMiddleware,
)


class Lane(ThreadedTaskDispatcher):
    """Threads for one kind of request; each closes its connection to the database at its end."""

    def __init__(self) -> None:
        super().__init__()
        self._started: list[threading.Thread] = []

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        thread = threading.Thread(target=target, args=(thread_no,), daemon=True)
        self._started.append(thread)
        thread.start()

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        """Waitress counts a thread as ended before it has closed its connection; this waits."""
        cancelled = super().shutdown(cancel_pending, timeout)
        until = time.monotonic() + CLOSING_SECONDS
        for thread in self._started:
            thread.join(max(0, until - time.monotonic()))
        return bool(cancelled)

    def handler_thread(self, thread_no: int) -> None:
        try:
            super().handler_thread(thread_no)
        finally:
            connections.close_all()


class Lanes:
    """A dispatcher for waitress that parts requests into lanes."""

    def __init__(self) -> None:
        self.lanes = {name: Lane() for name in THREADS}
        for name, count in THREADS.items():
            self.lanes[name].set_thread_count(count)

    def add_task(self, channel: HTTPChannel) -> None:
        self.lanes[_lane_of(channel.requests[0])].add_task(channel)

    def shutdown(self) -> None:
        for lane in self.lanes.values():
            lane.shutdown()


def _lane_of(request: object) -> str:
    path = getattr(request, "path", "")
    if path == "/livez":
        return "probe"
    if getattr(request, "command", "") in READING and not path.startswith(COUNTED):
        return "read"
    return "write"


class StyledErrorTask(ErrorTask):
    """What waitress refuses by itself: in our page, with all that our answers carry."""

    def execute(self) -> None:
        code = self.request.error.code
        status = code if code in PAGES else 400
        answer = HttpResponse(loader.render_to_string(PAGES[status]), status=status)
        carried = _dressed(answer, self.request.headers)
        # What could not be read has no method either.
        body = b"" if getattr(self.request, "command", "") == "HEAD" else answer.content
        self.status = f"{status} {answer.reason_phrase}"
        self.response_headers.extend(carried.items())
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


def _dressed(answer: HttpResponse, headers: dict[str, str]) -> HttpResponseBase:
    """`answer` with the headers that our middleware puts on every other."""
    request = HttpRequest()
    request.META["HTTP_X_FORWARDED_PROTO"] = headers.get("X_FORWARDED_PROTO", "")
    handle: Any = lambda request: answer  # noqa: E731
    for middleware in DRESS:
        handle = middleware(handle)
    return SecurityMiddleware(handle).process_response(request, handle(request))


class Channel(HTTPChannel):
    error_task_class = StyledErrorTask

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being made or sent. The order matters: made, then sent."""
        return bool(self.requests) or bool(self.total_outbufs_len)


class Lifeline(wasyncore.file_dispatcher):
    """What is watched beside the connections: at its end the server ends, too."""

    def __init__(self, descriptor: int, end: Callable[[], None], watched: dict[int, Any]) -> None:
        super().__init__(descriptor, map=watched)
        self._end = end

    def writable(self) -> bool:
        return False

    def handle_close(self) -> None:
        self.close()
        self._end()


def listen(port: int) -> socket.socket:
    """A socket on 127.0.0.1 that several servers may take connections from.

    Raises OSError where the port is taken or forbidden.
    """
    return socket.create_server(("127.0.0.1", port))


class Server(TcpWSGIServer):
    """Waitress on a socket that listens; it ends in order: what was accepted is answered first."""

    channel_class = Channel

    def __init__(self, application: WSGIHandler, listener: socket.socket, **more: object) -> None:
        self.asked_to_stop = False
        adjustments = Adjustments(
            sockets=[listener],
            threads=sum(THREADS.values()),
            ident=None,
            connection_limit=_room_for_connections(),
            asyncore_use_poll=True,
            **more,
        )
        super().__init__(
            application,
            {},
            dispatcher=Lanes(),
            adj=adjustments,
            _sock=listener,
            bind_socket=False,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
        )

    def stop_when_asked(self, lifeline: int) -> None:
        """Take SIGTERM, or the end of `lifeline`, as a wish to end in order."""

        def stop(*_signal: object) -> None:
            self.asked_to_stop = True
            self.pull_trigger()

        Lifeline(lifeline, stop, self._map)
        signal.signal(signal.SIGTERM, stop)

    def run(self) -> None:
        while not self.asked_to_stop:
            self._turn(1)
        self._drain()
        self.task_dispatcher.shutdown()
        wasyncore.close_all(self._map)

    def _turn(self, seconds: float) -> None:
        """Read and send once, as soon as there is something, or after `seconds`."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _drain(self) -> None:
        """Take in whoever stands at the door, close it, and answer all that came in."""
        seen = -1
        while seen != len(self.active_channels):
            seen = len(self.active_channels)
            self._turn(0)
        wasyncore.dispatcher.close(self)
        now = time.monotonic()
        while self._answers_wait(time.monotonic() - now):
            self._turn(0.1)

    def _answers_wait(self, seconds: float) -> bool:
        """Close the connections on which nothing goes on; whether any are left to wait for."""
        channels = self.active_channels.values()
        busy = [channel for channel in channels if channel.is_busy]
        begun = [channel for channel in channels if channel.request is not None]
        for channel in channels:
            channel.will_close |= channel not in busy and channel not in begun
        if seconds > DRAIN_SECONDS:
            return False
        return bool(busy) or (bool(begun) and seconds < HALF_SENT_SECONDS)


def _room_for_connections() -> int:
    """As many as fit beside other open files; half-open ones must not use up all of it."""
    files, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return CONNECTIONS
    return max(100, min(CONNECTIONS, files - OTHER_FILES))
