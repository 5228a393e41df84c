"""What is left of a line that is half typed when somebody withdraws, or takes words back."""

import pytest
from room import START, place, room

from spiegel.domain.capture.capture import RecordLine, Where
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.consent.typed import left_of_change, taken_out
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement

WORDS = "ik moest acht lange weken op een brief met kwikzilver wachten"


def told():
    said = (
        Statement(number=1, at=START, words=WORDS, speakers=("D2",), verbatim=True),
        Statement(number=2, at=START, words="Bij mij ging het goed", speakers=("D3",)),
    )
    return put(room(), *said)


def taken(change):
    session = told()
    found = taken_out(session, change.apply(session, START))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("D2: en ook nog dit", ""),
        ("d2: en ook nog dit #wacht -", ""),
        ("/3 D2: en ook nog dit", "/3"),
        ("D3: bij mij ook D2: en ook nog dit", "D3: bij mij ook"),
        ("D2: en ook nog dit D3: bij mij ook", "D3: bij mij ook"),
        ("D2, D3: samen gezegd #1 -", "D3: samen gezegd #1 -"),
        ("D2 + D3:: samen gezegd", "D3:: samen gezegd"),
        ("D3: wat D2 zei, dat ken ik", "D3: wat D2 zei, dat ken ik"),
        (f"D3: {WORDS}, ook ik", f"D3: {WORDS}, ook ik"),
        (f"D3: net als “{WORDS}” bij mij", "D3: net als “…” bij mij"),
        (f"D3: ja D2: {WORDS} D4: nee", "D3: ja D4: nee"),
        (f"?: {WORDS} zei iemand", "?: … zei iemand"),
        ("D2 en ook nog dit", ""),
        ("D2:", ""),
        ("/zorg D2 huilde om haar moeder", ""),
        ("/zorg D2 en D3 na afloop bellen", "/zorg ? en D3 na afloop bellen"),
        ("T1? Waarom duurt een brief zo lang", "T1? Waarom duurt een brief zo lang"),
        (f"T1? Klopt het: {WORDS}?", "T1? Klopt het: …?"),
        ("D4: iets anders", "D4: iets anders"),
        ("", ""),
    ],
)
def test_of_a_line_what_others_say_stays(line, left):
    assert taken(Withdraw(participant=2)).line(line, place(told(), "vraag 1")) == left


def test_words_without_a_code_go_with_who_went_on():
    spot = Where(phase=place(told(), "vraag 1").phase, question=1, speakers=("D2",))
    found = taken(Withdraw(participant=2))
    assert found.line("en toen kwam er niets meer", spot) == ""
    assert found.goes_on(spot).speakers == ()
    spot = Where(phase=spot.phase, question=1, speakers=("D3",))
    assert found.line("en toen kwam er niets meer", spot) == "en toen kwam er niets meer"
    assert found.goes_on(spot) is spot


def test_in_the_debrief_what_a_professional_says_stays_without_the_code():
    found, spot = taken(Withdraw(participant=2)), place(told(), "nagesprek geraakt")
    assert found.line("T4: wat D2 zei raakte mij", spot) == "T4: wat ? zei raakte mij"
    assert found.line("D2: dat kan nog dieper", spot) == ""


def test_one_statement_taken_back_leaves_the_code_and_cuts_the_words():
    found, spot = taken(WithdrawStatement(statement=1)), place(told(), "vraag 1")
    assert found.line("D2: iets anders", spot) == "D2: iets anders"
    assert found.line(f"?: en {WORDS}", spot) == "?: en …"


def test_a_line_that_waited_for_the_disk_meanwhile_is_made_without_the_words():
    before, spot = told(), place(told(), "vraag 1")
    found = taken(Withdraw(participant=2))
    after = Withdraw(participant=2).apply(before, START)

    def made(text, seen=before):
        change = left_of_change(RecordLine(text=text, where=spot), found, seen)
        return change.text if change is not None else ""

    assert made("D2: en ook nog dit") == ""
    assert made("D3: ja D2: en ook nog dit") == "D3: ja"
    # what D2 says since is recorded as always, and stands in no document
    assert made("D2: toch nog iets", seen=after) == "D2: toch nog iets"
    assert left_of_change(Tell(words="D2 wil naar huis"), found, before) is None
