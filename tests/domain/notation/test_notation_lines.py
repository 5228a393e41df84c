"""How each line of a scribe in a hurry is read: speakers, words, kind, themes, signs, findings."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from domain.room import TODAY, later, place, room
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.quotes import has_quotation
from spiegel.domain.notation.read import read
from spiegel.domain.notation.reading import Context, Reading
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import ListenerQuestion, Statement
from spiegel.i18n import translations

CASES = [
    case
    for name in ("round", "elsewhere")
    for case in tomllib.loads(
        (Path(__file__).parent / "lines" / f"{name}.toml").read_text(encoding="utf-8")
    )["line"]
]
SAID = [Statement(number=n, at=later(n), words="ja", speakers=("D1",)) for n in range(1, 5)]
SESSION = put(
    room(),
    *SAID,
    ListenerQuestion(number=1, at=later(5), words="hoe lang", listener="T1", phase=6),
)


def shown(reading: Reading) -> dict[str, Any]:
    """The reading as a case would name it: everything that is not the default."""
    said = {
        "kind": str(reading.kind),
        "words": reading.words,
        "who": " ".join(reading.speakers),
        "inherited": reading.inherited,
        "verbatim": reading.verbatim,
        "themes": [t.name for t in reading.themes if t.number is not None],
        "new": [t.name for t in reading.themes if t.number is None],
        "sign": str(reading.valence or ""),
        "key": reading.key,
        "traceable": reading.traceable,
        "people": " ".join(reading.people),
        "listener": reading.listener,
        "dropped": reading.dropped,
        "action": str(reading.action),
        "reason": reading.reason,
        "owner": reading.owner,
        "by": reading.by,
        "statements": list(reading.statements),
        "added": " ".join(reading.added),
        "turn": reading.turn,
        "findings": [f"{finding.kind} {finding.what}" for finding in reading.findings],
    }
    defaults = {"kind": "statement", "action": "do"}
    return {name: value for name, value in said.items() if value and value != defaults.get(name)}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_line_is_read_as_the_scribe_means_it(case: dict[str, Any]) -> None:
    case = dict(case)
    text, at = case.pop("text"), case.pop("at", "vraag 3")
    moved = case.pop("moved", at)
    spot = place(SESSION, at, case.pop("last", "D1"), case.pop("asked", None))
    reading = read(text, Context(SESSION, spot, TODAY))
    case.pop("kind", None) if case.get("kind") == "statement" else None
    assert shown(reading) == case
    expected = place(SESSION, moved)
    assert (reading.where.phase, reading.where.question) == (expected.phase, expected.question)
    assert reading.where.step == expected.step


def test_there_are_enough_lines_to_trust_the_grammar() -> None:
    assert len(CASES) >= 100
    assert len({case["text"] for case in CASES}) == len(CASES)


def test_every_oddity_is_explained_in_dutch_and_says_what_it_is_about() -> None:
    dutch, english = translations("nl"), translations("en")
    for kind in FindingKind:
        finding = Finding(kind, "D99")
        assert finding.explain(dutch) != finding.explain(english)
        if kind is not FindingKind.OUTSIDE_DEBRIEF:
            assert "D99" in finding.explain(dutch)


@pytest.mark.parametrize(
    ("line", "start"),
    [("  D33: ja", 2), ("/3 D4 ja", 3), ("D7: woont op #8 -", 13), ("D2: ja D8: nee", 7)],
)
def test_an_oddity_says_where_in_the_line_it_stands(line: str, start: int) -> None:
    reading = read(line, Context(SESSION, place(SESSION, "vraag 3"), TODAY))
    assert [finding.start for finding in reading.findings] == [start]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ('hij zei "nee" tegen mij', True),
        ("hij zei ‘nee hoor’ tegen mij", True),
        ("zij zei: 'ik bel u' en belde", True),
        ("'s avonds en 's nachts, auto's en zo'n brief", False),
        ("de d'Artagnans", False),
        ("gewoon woorden", False),
    ],
)
def test_words_inside_quotation_marks_are_found_and_apostrophes_are_none(
    words: str, quoted: bool
) -> None:
    assert has_quotation(words) is quoted
