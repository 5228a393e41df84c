"""A device in somebody's hand: it takes part by the pages of the real server, as a browser does."""

import asyncio
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Final, Self

import aiohttp

from spiegel.domain.session.polls import Answer
from spiegel.rehearsal.page import Form, Page, read_page

PATIENCE: Final = 20.0
"""Seconds in which a page must come."""
HELD: Final = 90.0
"""Seconds in which the server lets go of a request that it holds until there is news."""
_AGAIN: Final = 0.5
"""Seconds until a page is looked at again that does not say when it is over."""


class NotServedError(Exception):
    """A page that a device needs did not come, or an answer was not taken."""


class Device:
    """A device that follows a link such as that of the QR code; use it in `async with`."""

    def __init__(self, link: str) -> None:
        self._link = link
        self._http = aiohttp.ClientSession(
            # The address of a laptop is a number, and a browser keeps its cookies all the same.
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            raise_for_status=True,
        )
        self._at = link.rpartition("/")[0]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Put it away."""
        await self._http.close()

    async def join(self, place: int = 0) -> Page:
        """Open the link and agree; the page that comes then. Raises NotServedError.

        place: from 0, among all; where there are groups of people they take turns.
        """
        page = await self._get(self._link)
        form = next((each for each in page.forms if each.action == "/join"), None)
        if form is None:
            raise NotServedError(page.words)
        groups = [control for control in form.controls if control.name == "group"]
        chosen = groups[place % len(groups)].values[0] if groups else ""
        return await self._post(form, {"group": chosen} if chosen else {})

    async def look(self) -> Page:
        """What there is to see now. Raises NotServedError."""
        return await self._get(f"{self._at}/")

    async def news(self, page: Page) -> Page:
        """What there is to see after this page. Raises NotServedError when nothing came."""
        if page.version:
            held, version = aiohttp.ClientTimeout(total=HELD), {"v": page.version}
            await self._text("GET", f"{self._at}/wait", params=version, timeout=held)
        else:
            await asyncio.sleep(_AGAIN)
        return await self.look()

    async def question(self, poll: int, page: Page) -> Form:
        """The form of this poll, as soon as it is asked. Raises NotServedError."""
        while page.question is None or page.question.poll != poll:
            page = await self.news(page)
        return page.question

    async def answer(self, form: Form, answer: Answer) -> Page:
        """Fill in a form and send it; the page that says it is kept. Raises NotServedError."""
        return await self.fill_in(form, dict(fields(form, answer)))

    async def fill_in(self, form: Form, filled: Mapping[str, str | list[str]]) -> Page:
        """Send a form with this filled in; the page that comes then. Raises NotServedError."""
        return await self._post(form, filled)

    async def _get(self, url: str) -> Page:
        return read_page(await self._text("GET", url))

    async def _post(self, form: Form, filled: Mapping[str, str | list[str]]) -> Page:
        data = aiohttp.FormData()
        for name, value in {**form.hidden, **filled}.items():
            for each in [value] if isinstance(value, str) else value:
                data.add_field(name, each)
        return read_page(await self._text("POST", f"{self._at}{form.action}", data=data))

    async def _text(self, method: str, url: str, **more: object) -> str:
        try:
            async with self._http.request(method, url, **more) as response:  # type: ignore[arg-type]
                return await response.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotServedError(f"{method} {url}: {error or type(error).__name__}") from error


def fields(form: Form, answer: Answer) -> Iterator[tuple[str, str | list[str]]]:
    """What is filled in to give this answer; what says nothing is the button for that."""
    if answer.skipped:
        yield "skip", form.buttons["skip"]
    elif answer.unknown:
        yield "value", "?"
    elif answer.value is not None:
        yield "value", str(answer.value)
    if answer.options:
        yield "option", [str(option) for option in answer.options]
    for number, idea in enumerate(answer.ideas, start=1):
        yield f"idea-{number}", idea
    for place, options in enumerate(answer.order, start=1):
        for option in options:
            yield f"place-{option}", str(place)
    for option, points in enumerate(answer.points, start=1):
        yield f"points-{option}", str(points)
