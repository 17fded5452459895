"""Somebody who asks a server for pages over one connection, as a browser does."""

import gzip
import http.client
import re
import time
import urllib.parse
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ASKING = {"Accept-Encoding": "gzip", "Accept": "text/html", "User-Agent": "bench"}


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last byte read."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The page, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Client:
    """A connection that stays open, and its cookies."""

    def __init__(self, port: int, session: str | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = {"sessionid": session} if session else {}
        self.token = ""

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, values: Mapping[str, str]) -> Answer:
        """Send a form."""
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **values})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, body, kind)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def log_check_in(self, pain: int) -> Answer:
        """Send the form of a check-in, with a note that nobody has written before."""
        if not self.token:
            self.token = self._read_token()
        values = {"pain": str(pain), "day": "now", "note": f"Noted {uuid.uuid4()}."}
        return self.post("/check-ins/new/", {**values, "client_key": str(uuid.uuid4())})

    def _read_token(self) -> str:
        match = TOKEN.search(self.get("/check-ins/new/").text)
        if match is None:
            raise RuntimeError("the form of a check-in has no token")
        return match.group(1)

    def _ask(self, method: str, path: str, body: str | None, more: Mapping[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**ASKING, **more, "Cookie": cookies}
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        carried = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, carried, content, seconds)
