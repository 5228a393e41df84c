"""Participants read their own words back: what stands on a sheet, and what an answer does."""

import msgspec
import pytest
from readymade import NOW

from export.reported import meeting
from screens.told import told
from spiegel.domain.capture.editing import Paraphrase, Reword
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.gate import Reason, Shown, Withheld, shown
from spiegel.domain.consent.own_words import (
    CheckOwnWords,
    WithdrawStatement,
    answered,
    own_statements,
    readers,
)
from spiegel.domain.letters.holding import ingredients
from spiegel.domain.letters.letter import EditLetter, filled
from spiegel.domain.letters.markup import Shape, plain, spoken
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Check, Checked
from spiegel.i18n import translations

NL = translations("nl")


def sheets(session):
    """The words on each sheet, by its title."""
    found, title = {}, ""
    for block in filled(session, PAPERS["own-words"], NL).blocks:
        if block.shape is Shape.SHEET:
            title = plain(block.lines[0])
        found.setdefault(title, []).append(spoken([block]))
    return {title: "\n".join(words) for title, words in found.items()}


def check(session, answer, number=1, person=1, words=""):
    change = CheckOwnWords(statement=number, participant=person, answer=answer, words=words)
    return change.apply(session, NOW)


def test_each_participant_has_a_sheet_with_the_own_words_and_boxes():
    session = meeting()
    found = sheets(session)
    assert [name[-2:] for name in found if name] == [p.code for p in readers(session)]
    for person in readers(session):
        sheet = found[f"Schreven wij het goed op? Blad {person.code}"]
        own = own_statements(session, person)
        assert sheet.count("klopt") == len(own)
        assert all(f"{said.number}. " in sheet for said in own)


def test_no_sheet_has_words_of_somebody_else_or_another_code():
    session = meeting()
    for title, sheet in sheets(session).items():
        others = [s for s in session.statements.values() if title[-2:] not in s.speakers]
        assert title == "" or not any(said.words in sheet for said in others)
        assert title == "" or not any(
            f"D{n}" in sheet for n in range(1, 10) if f"D{n}" != title[-2:]
        )


@pytest.mark.slow
@pytest.mark.reckons
def test_who_withdrew_has_no_sheet_and_stands_on_none():
    session = Withdraw(participant=5).apply(meeting(), NOW)
    assert not any("D5" in words for words in sheets(session).values())
    assert 5 not in ingredients(session, "own-words", NL).people
    assert 5 in ingredients(meeting(), "own-words", NL).people


def test_what_is_right_is_settled_also_who_said_it():
    session = told()
    guess = msgspec.structs.replace(session.statements[1], inherited=True, settled=())
    session = put(session, guess)
    after = check(session, Checked.RIGHT)
    assert after.statements[1].checked == (Check("D1", Checked.RIGHT),)
    assert "inherited" in after.statements[1].settled
    assert answered(after, after.participants[1])[0] == 1


def test_other_words_stand_in_the_place_of_what_was_read_back():
    after = check(told(), Checked.CHANGED, words="Het duurde acht weken")
    assert after.statements[1].words == "Het duurde acht weken"
    summed = Paraphrase(number=1, words="Het duurde lang").apply(told(), NOW)
    after = check(summed, Checked.CHANGED, words="Het duurde erg lang")
    assert after.statements[1].paraphrase == "Het duurde erg lang"
    assert after.statements[1].words == told().statements[1].words
    with pytest.raises(ValueError, match=r"^ $"):
        CheckOwnWords(statement=1, participant=1, answer=Checked.CHANGED, words=" ")


def test_what_somebody_would_rather_not_have_in_it_is_kept_and_stands_in_no_document():
    session = told()
    assert isinstance(shown(session, session.statements[1]), Shown)
    after = check(session, Checked.OUT)
    ruling = shown(after, after.statements[1])
    assert isinstance(ruling, Withheld)
    assert ruling.reason is Reason.RATHER_NOT
    assert after.statements[1].words == session.statements[1].words


def test_other_words_are_to_be_read_back_again_and_out_of_the_report_stays_out():
    right = check(told(), Checked.RIGHT)
    assert Reword(number=1, words="Iets anders").apply(right, NOW).statements[1].checked == ()
    out = check(told(), Checked.OUT)
    reworded = Reword(number=1, words="Iets anders").apply(out, NOW)
    assert reworded.statements[1].checked == (Check("D1", Checked.OUT),)


def test_of_two_speakers_one_can_keep_it_out():
    session = told()
    both = msgspec.structs.replace(session.statements[1], speakers=("D1", "D2"))
    session = put(session, both)
    after = check(check(session, Checked.RIGHT), Checked.OUT, person=2)
    assert isinstance(shown(after, after.statements[1]), Withheld)
    gone = Withdraw(participant=2).apply(after, NOW)
    assert gone.statements[1].checked == (Check("D1", Checked.RIGHT),)


def test_nobody_reads_back_what_nobody_knows_who_said():
    session = told()
    unknown = msgspec.structs.replace(session.statements[1], speakers=(UNKNOWN,))
    first = session.participants[1]
    assert unknown not in own_statements(put(session, unknown), first)


def test_one_statement_that_is_taken_back_goes_with_all_that_repeats_it():
    session = told()
    words = "Acht weken op een rolstoel gewacht zonder bericht"
    session = put(session, msgspec.structs.replace(session.statements[1], words=words))
    session = EditLetter(paper="invitation", words=f"# U\n\n{words}.").apply(session, NOW)
    change = WithdrawStatement(statement=1)
    after = change.apply(session, NOW)
    assert change.final
    assert 1 not in after.statements
    assert after.participants[1] == session.participants[1]
    assert "rolstoel" not in repr(after)
    assert "rolstoel" in repr(session)
