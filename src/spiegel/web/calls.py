"""A request as the parts of the site get it."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from spiegel.web import guard
from spiegel.web.pages import Pages
from spiegel.web.replies import Reply
from spiegel.web.seats import Seat


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


Handler = Callable[[Call], Awaitable[Reply]]
Routes = Mapping[tuple[str, str], Handler]
"""By method and path."""
