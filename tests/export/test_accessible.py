"""Every Word file that Spiegel writes can be read by everybody, as far as a program can tell."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from export.houses import EACH, built
from export.personas import personas
from export.reported import START, YES, many, meeting
from spiegel.demo import PERSONA, PROFESSIONALS, VISITORS, comparing, play
from spiegel.domain.accessibility.check import check
from spiegel.domain.accessibility.findings import Item
from spiegel.domain.preparation.names import Person
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session, describe, put
from spiegel.export import labels
from spiegel.formats import load
from spiegel.i18n import translations
from spiegel.importing.word_marks import read_marks

WORD = [key for key, kind in KINDS.items() if kind.extension == ".docx"]
"""New kinds of Word files are checked without a line here."""
ENGLISH = (
    "They told me that I had to wait for eight weeks, and then nobody came.",
    "the counsellor took her time and knew the children by their names",
    "It would have helped if there was a number that I could call.",
)


def empty(language: str, format_: str = "spiegelgesprek") -> Session:
    kind = load(format_, language)
    return new_session(kind, id_="leeg", title="", created=START, language=language, participants=9)


def english() -> Session:
    session = new_session(
        load("spiegelgesprek", "en"),
        id_="en",
        title="Waiting for an answer",
        created=START,
        language="en",
        participants=9,
        consent=YES,
    )
    told = many(60, words=ENGLISH)
    return put(session, *told.statements.values(), *told.themes.values(), *told.actions.values())


def side_by_side() -> Session:
    session, other = play(meeting=VISITORS), play(meeting=PROFESSIONALS)
    for change in comparing.changes(session, other, START):
        session = change.apply(session, START)
    return session


SESSIONS: Mapping[str, Callable[[], Session]] = {
    "a spiegelgesprek": play,
    "personas": personas,
    "a persona workshop": lambda: play(meeting=PERSONA),
    "nothing, in Dutch": lambda: empty("nl"),
    "nothing, in English": lambda: empty("en"),
    "a versnellingssessie": lambda: play(meeting=VISITORS),
    "two side by side": side_by_side,
    "a meeting in English": english,
    "a versnellingssessie without a word": lambda: empty("en", "versnellingssessie"),
    "a whole meeting": meeting,
    "Dutch words in English papers": lambda: describe(play(), language="en"),
    "a Dutch versnellingssessie in English": lambda: describe(
        play(meeting=VISITORS), language="en"
    ),
    "English words in Dutch papers": lambda: describe(english(), language="nl"),
}
OFTEN = ("a spiegelgesprek",)
session_of = functools.cache(lambda name: SESSIONS[name]())


def points(content: bytes, name: str = "brief.docx") -> list[str]:
    t = translations("en")
    return [
        f"{one.rule.item} {one.where.explain(t)}: {one.what(t)}"
        for one in check(read_marks(content, name)).findings
        if one.counts
    ]


@pytest.mark.parametrize("kind", WORD)
@pytest.mark.parametrize(
    "name",
    [
        name if name in OFTEN else pytest.param(name, marks=[pytest.mark.slow, pytest.mark.reckons])
        for name in SESSIONS
    ],
)
def test_every_document_can_be_read_by_everybody(make, name, kind):
    path = make(session_of(name), kind)
    assert points(path.read_bytes(), path.name) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_labels_for_envelopes_can_be_read_by_everybody(language):
    people = [
        Person(number=n, name=f"Jo de Vries {n}", address=("Dorpsstraat 1", "1234 AB Elzerwoude"))
        for n in range(1, 18)
    ]
    assert points(labels.make(people, language, translations(language))) == []


OF_THE_HOUSE = {Item.CONTRAST, Item.SEQUENCE}
"""What a house style brings itself: its colours, and what floats on its cover."""


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("house", EACH)
@pytest.mark.parametrize("kind", ["report", "worklist", "running-order"])
def test_in_a_house_style_only_what_the_house_brings_is_found(make, tmp_path: Path, house, kind):
    path = make(meeting(), kind, template=built(house, tmp_path))
    found = check(read_marks(path.read_bytes(), path.name)).findings
    assert [one for one in found if one.counts and one.rule.item not in OF_THE_HOUSE] == []
