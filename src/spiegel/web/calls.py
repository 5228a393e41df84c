"""A request as the parts of the site get it, and what they give back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web
from multidict import CIMultiDict

from spiegel.web import guard
from spiegel.web.pages import Pages
from spiegel.web.seats import Seat

A_DAY: Final = 86_400
"""Seconds that a device remembers its seat."""
_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
_HEADERS: Final = CIMultiDict(
    {
        "Content-Security-Policy": _POLICY,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-store",
        "Server": "Spiegel",
    }
)
"""Made once: a room full of phones asks at the same moment."""


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """A request ends here, with this page."""

    def __init__(self, page: Callable[[Pages], str], status: int) -> None:
        super().__init__(status)
        self.page, self.status = page, status


class Call:
    """A request with its fields, and the seat of its device. secret: of the server, for tokens."""

    def __init__(
        self, request: web.BaseRequest, fields: guard.Fields, seat: Seat | None, secret: bytes
    ) -> None:
        self.request, self.fields, self.seat = request, fields, seat
        self._secret = secret

    def field(self, name: str) -> str:
        """The last value of a field, or nothing."""
        return self.fields.get(name, [""])[-1]

    def number(self, name: str) -> int:
        """A field as a whole number, 0 when it is none."""
        text = self.field(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def cookie(self, name: str) -> str:
        """What the device has under this name, or nothing."""
        return guard.cookie(self.request.headers.get("Cookie", ""), name)

    def token(self, *about: object) -> str:
        """The token of a form about this."""
        return guard.form_token(self._secret, *about)

    def check(self, *about: object) -> None:
        """Go on only with the token of a form about this. Raises Refused."""
        self.check_token(self.token(*about))

    def check_token(self, right: str) -> None:
        """Go on only with this token in the form. Raises Refused."""
        if not guard.is_token(self.field("token"), right):
            raise Refused(Pages.stale, 403)


Handler = Callable[[Call], Awaitable[web.Response]]
Routes = Mapping[tuple[str, str], Handler]
"""By method and path."""


def made(
    body: bytes | None = None, kind: str = "", *, status: int = 200, lasting: bool = False
) -> web.Response:
    """What is given back, with the headers of all of it. kind: "text/html" and the like.

    lasting: a device may keep it for some minutes.
    """
    response = web.Response(body=body, status=status, headers=_HEADERS)
    if kind:
        response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    if lasting:
        response.headers["Cache-Control"] = "max-age=600"
    return response


def html(page: str, status: int = 200) -> web.Response:
    """A page."""
    return made(page.encode(), "text/html", status=status)


def go(where: str) -> web.Response:
    """On to another page."""
    response = made(status=303)
    response.headers["Location"] = where
    return response


def remember(
    response: web.Response, name: str, cookie: str, path: str = "/", *, age: int | None = A_DAY
) -> None:
    """The device keeps its seat under this name. age: None until the browser is closed."""
    response.set_cookie(name, cookie, max_age=age, path=path, httponly=True, samesite="Lax")
