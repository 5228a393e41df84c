"""The picture of a persona: chosen, replaced, taken away, and what a document may show of it."""

import pytest
from capturing import record, running
from meetings import START

from importing.drawn import BENCH
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.verdicts import open_findings
from spiegel.domain.personas.making import MakePersona, RemovePersona, SetState
from spiegel.domain.personas.picture import (
    SYMBOLS,
    ChoosePicture,
    ChooseSymbol,
    SayPicture,
    TakePicture,
    pictured,
    wrong_alt,
)
from spiegel.domain.personas.telling import picture_told
from spiegel.domain.session.personas import PersonaState
from spiegel.domain.session.pictures import Symbol
from spiegel.i18n import translations
from spiegel.store.memory import SessionMemory

NL = translations("nl")
CUP = ChooseSymbol(number=1, symbol=Symbol.CUP, alt="een kop koffie")


def with_picture(*changes):
    session = record(running("cliëntronde", 1), "D1: acht weken moest ik wachten")
    for change in (MakePersona(title="Toos", ages=(60, 69)), *changes):
        session = change.apply(session, START)
    return session


def shown(session):
    return picture_told(session, session.personas[1], NL)


def test_a_persona_has_the_picture_that_was_chosen_last_and_no_bytes_of_the_one_before():
    session = with_picture(BENCH)
    assert shown(session).image == BENCH.image
    session = CUP.apply(session, START)
    assert (shown(session).symbol, shown(session).alt) == ("cup", "een kop koffie")
    assert not session.pictures


def test_with_the_persona_or_by_itself_its_picture_goes():
    for change in (TakePicture(number=1), RemovePersona(number=1)):
        session = with_picture(BENCH, change)
        assert not session.pictures
    assert pictured(session, with_picture().personas[1]) is None


def test_undo_brings_a_picture_back_and_redo_takes_it_away_again():
    memory = SessionMemory(with_picture(BENCH), clock=lambda: START).open("scribe")
    memory.change(TakePicture(number=1))
    memory.undo()
    assert shown(memory.session).image == BENCH.image
    memory.redo()
    assert shown(memory.session) is None


def test_makers_who_agreed_look_again_when_there_is_another_picture():
    session = with_picture(SetState(number=1, state=PersonaState.AGREED), CUP)
    assert session.personas[1].state is PersonaState.AGAIN


def test_no_picture_without_words_for_who_cannot_see_it():
    with pytest.raises(ValueError, match=" "):
        ChoosePicture(number=1, image=BENCH.image, alt=" ")
    for alt in ("", "IMG_2041.jpg", "foto 3", "afbeelding"):
        assert wrong_alt(alt, NL)
    for symbol, name in SYMBOLS.items():
        assert symbol
        assert not wrong_alt(NL.gettext(name), NL)


def test_a_picture_whose_words_name_somebody_waits_in_review_and_stands_nowhere_meanwhile():
    said = SayPicture(number=1, alt="de bank van mevrouw Jansen")
    session = with_picture(BENCH, said)
    assert [one.place.table for one in open_findings(session)] == ["personas"]
    assert shown(session) is None
    session = SayPicture(number=1, alt="Toos op een bank").apply(session, START)
    assert not open_findings(session)
    assert shown(session).alt == "Toos op een bank"


def test_who_withdraws_is_named_by_no_picture_any_more():
    session = with_picture(BENCH, SayPicture(number=1, alt="waar D1 acht weken moest wachten"))
    alt = Withdraw(participant=1).apply(session, START).personas[1].alt
    assert "D1" not in alt
