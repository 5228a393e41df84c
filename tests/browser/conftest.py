"""One browser for all pages, and one that runs no scripts; a room for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from spiegel.domain.session.session import Session

if TYPE_CHECKING:
    from browsing import Browser
    from selenium.webdriver import Chrome

Open = Callable[..., "Browser"]


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    from browsing import chromium

    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture(scope="session")
def _without_scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    from browsing import chromium

    with chromium(tmp_path_factory.mktemp("chromium"), scripts=False) as driver:
        yield driver


@pytest.fixture
def open_browser(request: pytest.FixtureRequest) -> Iterator[Open]:
    """A browser in the room of a session: `open_browser(session, scripts=False)`."""
    from browsing import SIZES, Browser, LiveRoom

    with ExitStack() as stack:

        def open_(session: Session, *, scripts: bool = True, size: str = "phone") -> "Browser":
            driver = request.getfixturevalue("_chromium" if scripts else "_without_scripts")
            live = stack.enter_context(LiveRoom(session))
            driver.get("about:blank")
            driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
            browser = Browser(driver, live)
            browser.size(*SIZES[size])
            return browser

        yield open_
