"""Every sentence on a page is short: read by people who read little, in a room, on a phone."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import spiegel

SOURCE = Path(spiegel.__file__).parent
CATALOGUE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "spiegel.po"
ON_PAGES = (
    "web/pages.py",
    "web/frame.py",
    "web/fields.py",
    "web/entrance.py",
    "web/sheets.py",
    "web/forms.py",
    "web/outcome.py",
    "web/answering.py",
    "web/expecting.py",
    "web/evaluating.py",
    "web/faces.py",
    "domain/capture/evaluating.py",
    "web/turns.py",
    "domain/polls/answers.py",
)
MOST = 12


def said_on_pages() -> set[str]:
    """What the pages say in English, each form of each message."""
    keywords = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
    said = set()
    for file in ON_PAGES:
        found = extract_from_file("python", SOURCE / file, keywords=keywords)
        for _line, message, _comments, _context in found:
            said.update([message] if isinstance(message, str) else message)
    return said


def dutch_of(english: set[str]) -> set[str]:
    """The same in Dutch."""
    said = set()
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="nl"):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            if english.intersection(ids):
                strings = message.string
                said.update([strings] if isinstance(strings, str) else strings)
    return said


def too_long(said: set[str]) -> list[str]:
    """The sentences with more than twelve words."""
    sentences = (part for words in said for part in re.split(r"(?<=[.?!])\s+|\|", words))
    return [one for one in sentences if len(re.findall(r"[\w{}'’-]+", one)) > MOST]


def test_every_sentence_of_ours_has_at_most_twelve_words():
    english = said_on_pages()
    dutch = dutch_of(english)
    assert len(english) > 90
    assert len(dutch) > 90
    assert too_long(english) == []
    assert too_long(dutch) == []


def test_a_sentence_of_thirteen_words_would_be_found():
    assert too_long({"Een twee. " + "woord " * 13}) == ["woord " * 13]


def test_a_page_says_u_and_never_je():
    dutch = dutch_of(said_on_pages())
    assert [one for one in dutch if re.search(r"\b(je|jij|jou|jouw)\b", one, re.IGNORECASE)] == []


def test_the_script_fits_in_five_kilobytes():
    assert (SOURCE / "web" / "static" / "script.js").stat().st_size <= 5_000
