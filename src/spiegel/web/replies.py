"""What is given back to a device, with the headers of all of it."""

import time
from functools import cache, lru_cache
from http import HTTPStatus
from typing import Final

from aiohttp import HttpVersion11, web

A_DAY: Final = 86_400
"""Seconds that a device remembers its seat."""
_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
_HEADERS: Final = (
    f"Content-Security-Policy: {_POLICY}",
    "Referrer-Policy: same-origin",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Server: Spiegel",
)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class Reply(web.StreamResponse):
    """The answer to a request. kind: "text/html" and the like.

    headers, cookies: what this one has beside what all have. lasting: a device may keep it for some
    minutes. It goes out in one piece, under a head that is made once for all of its kind: a room
    full of phones asks at the same moment, and aiohttp would make each head by itself.
    """

    def __init__(
        self, body: bytes = b"", kind: str = "", *, status: int = 200, lasting: bool = False
    ) -> None:
        super().__init__(status=status)
        self._content, self._kind, self._lasting = body, kind, lasting
        self._stays = False

    @property
    def keep_alive(self) -> bool:
        """Whether the connection stays, as soon as it is known who asks."""
        return self._stays

    async def prepare(self, request: web.BaseRequest) -> None:
        """Send it."""
        self._stays = request.keep_alive and request.version >= HttpVersion11
        own = [f"{name}: {value}\r\n" for name, value in self.headers.items()]
        if self._cookies:
            own += [f"{cookie.output()}\r\n" for cookie in self._cookies.values()]
        if self.status != HTTPStatus.NO_CONTENT:
            own.append(f"Content-Length: {len(self._content)}\r\n")
        if not self._stays:
            own.append("Connection: close\r\n")
        head = _head(self.status, self._kind, self._lasting) + _date(int(time.time()))
        content = b"" if request.method == "HEAD" else self._content
        await request.writer.write(b"".join((head, "".join(own).encode(), b"\r\n", content)))
        await request.writer.drain()

    async def write_eof(self, data: bytes = b"") -> None:
        """It was sent as a whole."""


@cache
def _head(status: int, kind: str, lasting: bool) -> bytes:
    """The first lines, the same for all of its kind."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *_HEADERS]
    lines.append(f"Cache-Control: {'max-age=600' if lasting else 'no-store'}")
    if kind:
        lines.append(f"Content-Type: {kind}; charset=utf-8")
    return "".join(f"{line}\r\n" for line in lines).encode()


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    """The line that says when it was sent; the names are English everywhere."""
    at = time.gmtime(second)
    day, month = _DAYS[at.tm_wday], _MONTHS[at.tm_mon - 1]
    return time.strftime(f"Date: {day}, %d {month} %Y %H:%M:%S GMT\r\n", at).encode()


def html(page: str, status: int = 200) -> Reply:
    """A page."""
    return Reply(page.encode(), "text/html", status=status)


def go(where: str) -> Reply:
    """On to another page."""
    reply = Reply(status=HTTPStatus.SEE_OTHER)
    reply.headers["Location"] = where
    return reply


def remember(
    reply: Reply, name: str, cookie: str, path: str = "/", *, age: int | None = A_DAY
) -> None:
    """The device keeps its seat under this name. age: None until the browser is closed."""
    reply.set_cookie(name, cookie, max_age=age, path=path, httponly=True, samesite="Lax")
