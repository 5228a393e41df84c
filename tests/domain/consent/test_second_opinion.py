"""A second opinion: what another program takes for a person is answered as all else is."""

import msgspec
from traced import said, with_words

from export.reported import START
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.second import Seen, asked, more, waiting
from spiegel.domain.consent.verdicts import Decide, Finding, like, open_findings
from spiegel.domain.report.review import ConcernKind, with_second
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.verdicts import Choice

ODD = "Die zwartkijkers van Oberon waren er weer"
TEXT = f"{ODD}, zei ik."


def seen_in(session: Session, *words: str, tag: str = "persoon") -> tuple[Finding, ...]:
    """What is found more, when the other program takes these words for something."""
    texts = [place.text for place in asked(session)]
    found = {
        text: [Seen(text.index(w), text.index(w) + len(w), tag) for w in words if w in text]
        for text in texts
    }
    return more(session, found)


def test_what_it_finds_more_is_offered_and_stands_in_no_document_once_it_was_answered():
    session = with_words(TEXT)
    assert said(session) == TEXT
    (found,) = seen_in(session, "zwartkijkers")
    assert found.words == "zwartkijkers"
    session = Decide(finding=found, choice=Choice.OWN, words="mensen").apply(session, START)
    assert said(session) == "Die [mensen] van Oberon waren er weer, zei ik."


def test_only_its_digest_is_kept():
    session = with_words(TEXT)
    (found,) = seen_in(session, "zwartkijkers")
    session = Decide(finding=found, choice=Choice.GENERAL).apply(session, START)
    assert b"zwartkijkers" not in msgspec.json.encode(list(session.verdicts.values()))


def test_where_the_same_words_stand_elsewhere_it_waits_for_an_answer_too():
    session = with_words(TEXT, "Daar zijn de ZWARTKIJKERS weer.")
    one, other = seen_in(session, "zwartkijkers")
    session = Decide(finding=one, choice=Choice.GENERAL).apply(session, START)
    assert said(session, 101) == "(recognisable)"
    assert waiting(session, (one, other)) == ()
    assert [f.words for f in open_findings(session)] == [other.words]
    session = like(session, other).apply(session, START)
    assert said(session, 101) == "Daar zijn de [naam] weer."


def test_when_the_words_around_it_are_changed_it_is_not_let_through():
    session = with_words(TEXT)
    (found,) = seen_in(session, "zwartkijkers")
    session = Decide(finding=found, choice=Choice.GENERAL).apply(session, START)
    changed = Statement(number=100, at=START, words=f"{ODD}.", speakers=("D1",), themes=(1,))
    assert said(put(session, changed)) == "(recognisable)"


def test_what_the_own_rules_found_already_or_gives_nobody_away_is_not_offered_again():
    session = with_words("Toen belde mevrouw De Vries uit Utrecht mij op 3 mei.")
    assert not seen_in(session, "mevrouw De Vries", "Vries")
    assert not seen_in(session, "Utrecht", tag="locatie")
    assert not seen_in(session, "3 mei", tag="datum")


def test_it_stands_in_the_list_with_what_the_own_rules_found():
    session = with_words(TEXT)
    found = seen_in(session, "zwartkijkers")
    kinds = [c.kind for c in with_second(session, found)]
    at = next(n for n, c in enumerate(with_second(session, found)) if c.finding == found[0])
    assert kinds[at] is ConcernKind.PERSON
    assert kinds == sorted(kinds, key=list(ConcernKind).index)


def test_who_withdraws_takes_the_answer_along_and_elsewhere_the_words_stay_hidden():
    session = with_words(TEXT)
    session = put(
        session,
        Statement(number=101, at=START, words="zwartkijkers", speakers=("D4",), themes=(1,)),
    )
    first = next(f for f in seen_in(session, "zwartkijkers") if f.place.number == 100)
    session = Decide(finding=first, choice=Choice.OWN, words="mensen").apply(session, START)
    session = Withdraw(participant=1).apply(session, START)
    assert "mensen" not in msgspec.json.encode(list(session.verdicts.values())).decode()
    assert "zwartkijkers" not in said(session, 101)
