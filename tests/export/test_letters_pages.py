"""LibreOffice lays the letters and papers out: how many pages each takes, and what is on them."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from readymade import bare, ready

from export.reported import many, shown
from export.reported import meeting as told_meeting
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.agenda import PhaseKind, Question
from spiegel.domain.session.session import Session, describe, put
from spiegel.export import export
from spiegel.i18n import translations

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT = shutil.which("pdftotext")
LONG = (12, 24)
WAYS = ("meer", "eerder", "anders")
pytestmark = pytest.mark.slow

Pages = dict[str, list[str]]
"""The words of each page of each paper, by its key."""


def long_order(questions: int) -> Session:
    """A meeting with so many questions more, each with three prompts of some length."""
    session = describe(ready(), title=f"{questions} vragen")
    round_ = next(phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    asked = (
        Question(
            number=200 + at,
            position=50 + at,
            phase=round_.number,
            words=f"Hoe ging het de {at}e keer dat u het wijkteam om hulp vroeg bij u thuis?",
            minutes=4,
            prompts=tuple(f"Wat had u toen {way} gewild van de mensen?" for way in WAYS),
        )
        for at in range(questions)
    )
    return put(session, *asked)


def much() -> Session:
    """A meeting of 400 statements and 24 actions of some length, half of which will not be done."""
    like = told_meeting().actions[1]
    kinds = (ActionKind.DO, ActionKind.DECLINE)
    actions = (
        msgspec.structs.replace(
            like,
            number=n,
            kind=kinds[n % 2],
            words=f"Wie zich voor de {n}e keer meldt, wordt binnen een week gebeld " * 2,
            reason="want daar is op dit moment nog geen geld voor bij de gemeente" * (n % 2),
        )
        for n in range(1, 25)
    )
    return put(many(400), *actions)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    """Papers of a meeting that is ready, of an empty one, and of long running orders."""
    if OFFICE is None or TEXT is None:
        pytest.skip("LibreOffice or poppler is not installed")
    folder, t = tmp_path_factory.mktemp("letters"), translations("nl")
    made = {
        name: {key: export(session, key, folder, translations=t) for key in keys}
        for name, session, keys in (
            ("ready", ready(), PAPERS),
            ("empty", bare(), PAPERS),
            ("much", much(), ["client-edition"]),
            ("fictional", shown(), ["client-edition"]),
            ("held", told_meeting(), ["client-edition", "thanks", "feedback-half-year"]),
            *((f"long {count}", long_order(count), ["running-order"]) for count in LONG),
        )
    }
    paths = [path for papers in made.values() for path in papers.values()]
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=False, capture_output=True, timeout=240)
    return {
        name: {key: words_of(path.with_suffix(".pdf")) for key, path in papers.items()}
        for name, papers in made.items()
    }


def words_of(path: Path) -> list[str]:
    command = [str(TEXT), "-layout", str(path), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return said.rstrip("\f").split("\f")


@pytest.mark.parametrize("questions", LONG)
def test_the_running_order_is_held_on_two_pages(laid_out, questions):
    pages = laid_out[f"long {questions}"]["running-order"]
    assert len(pages) == 2
    assert "13.30 uur" in pages[0]
    assert f"Hoe ging het de {questions - 1}e keer" in pages[1] + pages[0]


@pytest.mark.parametrize("meeting", ["much", "held", "empty", "fictional"])
def test_a_client_edition_is_one_page_however_much_was_said(laid_out, meeting):
    (page,) = laid_out[meeting]["client-edition"]
    assert "Hoe het verdergaat" in page
    assert ("in het verslag" in page) is (meeting in ("much", "fictional"))


@pytest.mark.parametrize("meeting", ["ready", "empty"])
def test_no_paper_has_more_pages_than_one_would_hand_out(laid_out, meeting):
    most = {"invitation": 2, "running-order": 2, "name-cards": 3, "day-checklist": 2}
    many = {key: len(pages) for key, pages in laid_out[meeting].items()}
    assert {key: count for key, count in many.items() if count > most.get(key, 1)} == {}


def test_no_page_ends_with_a_heading(laid_out):
    t = translations("nl")
    for key, pages in laid_out["ready"].items():
        words = "\n".join(map(t.gettext, PAPERS[key].words))
        headings = re.findall(r"^## (.*)$", words, re.MULTILINE)
        for page in pages[:-1]:
            *_lines, last, _footer = [line.strip() for line in page.splitlines() if line.strip()]
            assert last not in headings
