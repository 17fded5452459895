"""Processes that serve side by side from one socket; what dies is replaced.

Pages are computed, and Python computes on one core at a time in each process: every further core
needs a process of its own.
"""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

ENDING = (signal.SIGTERM, signal.SIGINT)
PAUSE_SECONDS = 1  # before a process is replaced: one that cannot start is not started in a rush


class Processes:
    """`count` processes, each of which calls `serve` with its lifeline, to serve from `listener`.

    A lifeline is a file descriptor that reaches its end when the processes are to end, and also
    when the one that watches over them was killed: nobody serves on unwatched. They are asked this
    way and not by a signal, for a service manager or a terminal may have signalled them already.
    """

    def __init__(self, listener: socket.socket, count: int, serve: Callable[[int], None]) -> None:
        self._listener, self._count, self._serve = listener, count, serve
        self._running: set[int] = set()
        self._is_ending = False
        self._lifeline, self._held_end = os.pipe()

    def run(self) -> None:
        """Watch over them until SIGTERM or Ctrl+C, and then until all have ended in order.

        A second signal ends them at once.
        """
        usual = {number: signal.getsignal(number) for number in ENDING}

        def end(number: int, _frame: object) -> None:
            if not self._is_ending:
                self._let_end()
                return
            for pid in self._running:
                os.kill(pid, signal.SIGKILL)
            signal.signal(number, usual[signal.Signals(number)])
            signal.raise_signal(number)

        for number in ENDING:
            signal.signal(number, end)
        self._start_what_lacks()
        while self._running:
            pid, status = os.wait()
            self._running.discard(pid)
            if not self._is_ending:
                code = os.waitstatus_to_exitcode(status)
                log.error("a serving process ended by itself (%s); another one starts", code)
                time.sleep(PAUSE_SECONDS)
            self._start_what_lacks()

    def _let_end(self) -> None:
        self._is_ending = True
        self._listener.close()  # each process has its own hold on it, until it has closed its door
        os.close(self._held_end)

    def _start_what_lacks(self) -> None:
        with _unsignalled():
            while not self._is_ending and len(self._running) < self._count:
                self._start()

    def _start(self) -> None:
        pid = os.fork()
        if pid:
            self._running.add(pid)
            return
        status = 1
        try:
            os.close(self._held_end)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal asks the one that watches too
            self._serve(self._lifeline)
            status = 0
        except Exception:
            log.exception("a serving process cannot go on")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)  # never back into what the other process was doing


@contextmanager
def _unsignalled() -> Iterator[None]:
    """Signals wait meanwhile: between two processes nobody would know whom they are for."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
