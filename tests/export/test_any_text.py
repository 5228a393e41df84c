"""Whatever people typed goes through every document unchanged."""

import msgspec
import pytest

from export.printed import markdown_text, part, text, words_of
from export.reported import START, YES, looked_at, meeting
from spiegel.domain.session.actions import Action
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement, Theme
from spiegel.domain.session.words import clean

NASTY = {
    "markup": 'He said: "[laughs]" [/ [red]x[/red] {0} %s',
    "xml": "a & b < c > d ]]> <w:t>x</w:t> &amp; &#x41;",
    "nul": clean("voor\x00na\x1b[31m"),
    "surrogate": clean("half \ud83d teken"),
    "emoji": "hartje ❤️ en familie 👨‍👩‍👧",
    "arabic": "السلام عليكم و شكرا",
    "lines": "eerste regel\nen de tweede\teen tab",
    "separators": "a\u2028b\u00a0c\u200bd",
    "markdown": "# geen kop *niet vet* [geen](http://x.nl) <b>html</b> `code` ~~weg~~ | cel",
    "list": "- geen lijst\n1. ook niet\n> geen citaat\n=====\n---",
    "link": "www.voorbeeld.nl en http://voorbeeld.nl en jan@voorbeeld.nl",
    "quotes": "“dubbel” ‘enkel’ „laag” «frans»",
    "spaces": "twee  spaties en 'n streepje – en een … puntje",
}


def everywhere(words: str) -> Session:
    """A meeting in which somebody typed this in every field."""
    session = put(
        meeting(title=words, place=words, organisation=words),
        Statement(
            number=1, at=START, words=words, speakers=("D1",), verbatim=True, themes=(1,), key=True
        ),
        Statement(number=2, at=START, words=words, speakers=("D2",), themes=(2,)),
        Theme(number=3, name=words, group=words),
        ListenerQuestion(number=1, at=START, words=words, listener="T1"),
        Remark(number=1, at=START, words=words, kind=RemarkKind.STEP, step="geraakt"),
        Remark(number=5, at=START, words=words, kind=RemarkKind.NOTE),
        Action(number=1, at=START, words=words, owner=words, reason=words, statements=(1,)),
    )
    session = looked_at(session)
    people = [msgspec.structs.replace(p, consent=YES) for p in session.participants.values()]
    return put(session, *people, Participant(number=1, consent=YES, role=words))


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("kind", ["report", "worklist"])
def test_word_documents_hold_it_as_it_was_typed(make, kind, words):
    path = make(everywhere(words), kind)
    content = text(path)
    assert content.count(words) >= 4
    assert f"“{words}”" in content


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
def test_markdown_holds_it_as_it_was_typed(make, words):
    content = make(everywhere(words), "markdown").read_text(encoding="utf-8")
    read = markdown_text(content).replace("\u00a0", " ")
    shown = " ".join(words.replace("\u00a0", " ").split(" "))
    assert f"“{shown}”" in read or f"“{' '.join(words.split())}”" in read
    assert read.count(" ".join(words.replace("\u00a0", " ").split())) >= 2 or "\n" in words


@pytest.mark.slow
def test_a_hundred_thousand_characters_are_all_there(make):
    words = "Dat begon met een briefje. " * 3_704
    assert len(words) > 100_000
    session = everywhere(words)
    for kind in ("report", "worklist"):
        assert f"“{words}”" in text(make(session, kind))
    read = markdown_text(make(session, "markdown").read_text(encoding="utf-8"))
    assert f"“{words}”" in read


@pytest.mark.slow
def test_more_than_a_parser_takes_in_one_piece_is_all_there(make):
    words = "x" * 10_500_000
    session = put(
        meeting(), Statement(number=1, at=START, words=words, speakers=("D1",), themes=(1,))
    )
    assert words in text(make(session))


def test_unclean_words_cannot_break_a_document(make):
    """They should have been cleaned at the door; a document is made all the same."""
    session = everywhere("voor\x00na \ufffe \ud83d")
    for kind in ("report", "worklist", "markdown"):
        path = make(session, kind)
        if path.suffix == ".docx":
            assert "voor␀na" in words_of(part(path))
        else:
            assert "voor␀na" in path.read_text(encoding="utf-8")
