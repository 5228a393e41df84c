"""The report as a web page in a real browser: on a phone and a laptop, in light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="pip install '.[browser]'")

import msgspec
from besides import clients
from browsing import SIZES, Browser
from personas import personas
from reported import START, meeting

from spiegel.domain.personas.making import RemovePersona
from spiegel.domain.personas.picture import ChooseSymbol
from spiegel.domain.session.pictures import Symbol
from spiegel.domain.session.session import Session
from spiegel.export import export
from spiegel.i18n import translations

pytestmark = pytest.mark.slow


def empty() -> Session:
    return msgspec.structs.replace(
        meeting(), statements={}, remarks={}, listener_questions={}, actions={}
    )


MEETINGS: dict[str, Callable[[], Session]] = {
    "spiegelgesprek": meeting,
    "versnellingssessie": clients,
    "English": lambda: meeting(language="en"),
    "nothing said": empty,
}


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Browser:
    return Browser(request.getfixturevalue("_chromium"), None)


@pytest.mark.parametrize("which", MEETINGS)
def test_everybody_can_read_the_report_on_a_page(browser: Browser, tmp_path: Path, which: str):
    session = MEETINGS[which]()
    path = export(session, "html", tmp_path, translations=translations(session.info.language))
    assert not wrong_with(browser, path)


@pytest.mark.parametrize("alone", [True, False])
def test_everybody_can_read_the_cards_of_personas(browser: Browser, tmp_path: Path, alone: bool):
    session = ChooseSymbol(number=1, symbol=Symbol.TREE, alt="een boom").apply(personas(), START)
    session = RemovePersona(number=2).apply(session, START) if alone else session
    path = export(session, "persona-cards-html", tmp_path, translations=translations("nl"))
    assert not wrong_with(browser, path)


def wrong_with(browser: Browser, path: Path) -> list[str]:
    """What axe-core finds, on a phone and a laptop; nothing may stick out, not even zoomed."""
    wrong: list[str] = []
    for light, size in (("light", "phone"), ("light", "zoomed"), ("dark", "laptop")):
        wanted = {"features": [{"name": "prefers-color-scheme", "value": light}]}
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
        browser.size(*SIZES[size])
        browser.driver.get(path.as_uri())
        assert browser.too_wide <= 0, (light, size)
        if size != "zoomed":
            wrong += [f"{light}, {size}: {each}" for each in browser.violations()]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    return wrong
