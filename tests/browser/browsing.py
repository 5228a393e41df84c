"""Chromium without a screen, as a phone or a laptop in the room, and the pages that it asks for.

A phone comes by a name: over plain HTTP a browser treats 127.0.0.1 better than any other address.
"""

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from webroom import HOST, Room, room_for

from spiegel.domain.session.session import Session

SIZES = {"phone": (320, 640), "tablet": (768, 1024), "laptop": (1280, 800), "zoomed": (320, 200)}
"""Zoomed is 1280 by 800 at 400 %: a page that is so enlarged has a fourth of its pixels left."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class LiveRoom:
    """A room whose server runs in a thread of its own, on a port of loopback."""

    def __init__(self, session: Session, **how: object) -> None:
        self._session, self._how = session, how
        self._ready, self._over = threading.Event(), asyncio.Event()
        self.room: Room
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with room_for(self._session, **self._how) as self.room:
            self._ready.set()
            await self._over.wait()

    def __enter__(self) -> "LiveRoom":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def do(self, call: Callable[[Room], Any]) -> Any:
        """Something that the moderator does, on the thread of the server."""

        async def run() -> Any:
            return call(self.room)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

    @property
    def join_path(self) -> str:
        return f"/{self.room.seats.code}-{self.room.seats.pass_key}"

    def url(self, path: str = "/") -> str:
        return f"http://{HOST}:{self.room.port}{path}"


class Browser:
    """One browser that shows the pages of a room."""

    def __init__(self, driver: Chrome, live: LiveRoom) -> None:
        self.driver, self.live = driver, live

    def go(self, path: str = "/") -> None:
        self.driver.get(self.live.url(path))

    def size(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def join(self) -> None:
        self.go(self.live.join_path)
        self.press("Ik doe mee")

    def press(self, words: str) -> None:
        """Click what is called so, and wait for what comes of it."""
        found = self.driver.find_elements(By.CSS_SELECTOR, "button, a, label, summary")
        element = next(each for each in found if each.text.strip() == words)
        element.click()

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            field = self.driver.find_element(By.ID, name.replace("_", "-"))
            field.clear()
            field.send_keys(words)

    @property
    def heading(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "h1").text

    @property
    def text(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "body").text

    def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until it is so."""
        from selenium.webdriver.support.ui import WebDriverWait

        wait = WebDriverWait(self.driver, seconds, poll_frequency=0.05)
        wait.until(lambda _driver: _or_false(true))

    def sees(self, heading: str) -> None:
        """Wait for the page with this heading."""
        self.until(lambda: self.heading == heading)

    def keys(self, *keys: str) -> None:
        """Type without a mouse, wherever the focus is."""
        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    @property
    def focused(self) -> Any:
        return self.driver.switch_to.active_element

    @property
    def too_wide(self) -> int:
        """Pixels by which the page is wider than what is seen of it."""
        script = (
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return int(self.driver.execute_script(script))

    def picture(self, path: Path) -> None:
        """The whole page as a picture."""
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        width = self.driver.execute_script("return window.innerWidth")
        self.size(width, max(height, 200))
        self.driver.save_screenshot(str(path))

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA on this page, each with its elements."""
        if not self.driver.execute_script("return !!window.axe"):
            self.driver.execute_script(axe_core())
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: arguments[0], rules: {'target-size': {enabled: true}},"
            " resultTypes: ['violations']}).then(r => done(r.violations), e => done(String(e)))",
            TAGS,
        )
        assert isinstance(found, list), found
        return [f"{each['id']}: {[n['html'] for n in each['nodes']]}" for each in found]


def _or_false(true: Callable[[], bool]) -> bool:
    from selenium.common.exceptions import WebDriverException

    try:
        return true()
    except WebDriverException:
        # The page goes just now.
        return False


def axe_core() -> str:
    """The script of axe-core, 4.8 or newer, that a test dependency ships."""
    from importlib.util import find_spec

    found = find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    script = (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    major, minor = (int(part) for part in script.split("axe v", 1)[1].split(".")[:2])
    assert (major, minor) >= (4, 8)
    return script


@contextmanager
def chromium(profile: Path, *, scripts: bool = True) -> Iterator[Chrome]:
    """Debian's Chromium; scripts: whether it runs those of a page."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--disable-extensions", "--no-first-run", "--hide-scrollbars", "--lang=nl"),
        f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    if not scripts:
        blocked = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", blocked)
    service = Service(shutil.which("chromedriver") or "chromedriver")
    driver = Chrome(options=options, service=service)
    driver.set_page_load_timeout(20)
    driver.set_script_timeout(30)
    try:
        yield driver
    finally:
        driver.quit()
