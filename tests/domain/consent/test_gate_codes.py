"""Codes of people never reach a document, and ordinary words stay as they are."""

import pytest

from spiegel.domain.consent.anonymity import owner, spoken_codes, without_codes
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.session import Info, Session, drop, put
from spiegel.i18n import translations

NL = translations("nl")


@pytest.fixture
def session() -> Session:
    empty = Session(info=Info(id="codes", title="Codes", created=Instant(0)))
    return put(
        empty,
        *(Participant(number=number) for number in range(1, 10)),
        Listener(number=2, function="teamleider Noord"),
        Listener(number=3),
        Listener(number=4, function="T2"),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("D3 moest wachten", "[Een deelnemer] moest wachten"),
        ("toen zei d3 niets", "toen zei [een deelnemer] niets"),
        ("Klaar. D3 ging weg", "Klaar. [Een deelnemer] ging weg"),
        ("D3, D5 en d7 zeiden ja", "[Enkele deelnemers] zeiden ja"),
        ("dat zeiden D3/D5", "dat zeiden [enkele deelnemers]"),
        ("D1-D9: ja", "[Enkele deelnemers]: ja"),
        ("ik zag T2", "ik zag [teamleider Noord]"),
        ("@T2 belt terug", "[Teamleider Noord] belt terug"),
        ("T3 werd stil", "[Een toehoorder] werd stil"),
        ("T2 en T3 ook", "[Teamleider Noord en een toehoorder] ook"),
        ("T4 ook", "[Een toehoorder] ook"),
        ("de D3-brief (D4)", "de [een deelnemer]-brief ([een deelnemer])"),
        ("D33: moest wachten", "[Een deelnemer]: moest wachten"),
        ("zoals deelnemer 3 zei", "zoals [een deelnemer] zei"),
        ("Toehoorder 2 knikte", "[Teamleider Noord] knikte"),
        ("vroeg G1", "vroeg [de gespreksleider]"),
    ],
)
def test_a_code_is_replaced_visibly(session, written, shown):
    assert without_codes(session, written, NL) == shown


@pytest.mark.parametrize(
    "written",
    [
        "stemt D66",
        "slikt vitamine D3",
        "om 14:30 op de A2",
        "de G4 en de G40",
        "in 3D3x en ID3",
        "formulier AD3",
        "deelnemer 12 jaar",
        "geen cijfers",
        "[/] [laughs] {0} %s",
    ],
)
def test_what_is_no_code_stays(session, written):
    assert without_codes(session, written, NL) == written


def test_the_code_of_somebody_who_was_taken_off_the_list_is_still_a_code(session):
    gone = drop(session, "participants", (9,))
    assert without_codes(gone, "D9 zei ja", NL) == "[Een deelnemer] zei ja"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("@T2", "teamleider Noord"),
        ("t2", "teamleider Noord"),
        ("T3", "een toehoorder"),
        ("D3", "een deelnemer"),
        ("teamleider Zuid", "teamleider Zuid"),
        ("@baliemedewerker", "baliemedewerker"),
        ("", ""),
        ("T2 en Jo", "[Teamleider Noord] en Jo"),
    ],
)
def test_the_owner_of_an_action_is_a_function_or_a_name(session, written, shown):
    assert owner(session, written, NL) == shown


def test_who_speaks_inside_words_is_found():
    assert spoken_codes("ja. D5: nee. d6 : ook. om D7:30 niet. D1, D2: samen. T3: o") == [
        "D5",
        "D6",
        "D1",
        "D2",
    ]
