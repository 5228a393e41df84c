"""Papers after the day: what people read in them, by the gate, and what they hold."""

import msgspec
import pytest
from readymade import NOW, bare

from export.reported import meeting
from screens.told import told
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.capture.editing import Mark, Paraphrase
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.language.check import check
from spiegel.domain.letters.holding import ingredients
from spiegel.domain.letters.letter import EditLetter, filled
from spiegel.domain.letters.markup import Shape, plain, spoken
from spiegel.domain.letters.papers import PAPERS, every_paper, papers_of
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.session import put
from spiegel.i18n import translations

NL, EN = translations("nl"), translations("en")
AFTER = [key for key, paper in PAPERS.items() if paper.after]


def text(key, session, t=NL, **options):
    return spoken(filled(session, PAPERS[key], t, **options).blocks)


def items(session, key="client-edition", **options):
    blocks = filled(session, PAPERS[key], NL, **options).blocks
    return [[plain(line) for line in b.lines] for b in blocks if b.shape is Shape.ITEM]


def test_participants_read_what_was_heard_by_how_many_people_with_a_quotation_each():
    assert items(meeting())[0] == [
        "Bejegening (7 deelnemers)",
        "“Eerst koffie, en toen pas het formulier.”",
    ]
    counts = [int(each[0].split("(")[1].split()[0]) for each in items(meeting())[:6]]
    assert counts == sorted(counts, reverse=True)


def test_participants_read_who_does_what_when_and_what_will_not_be_done_and_why():
    said = items(meeting())
    assert [
        "Mailen dat de laptop dicht blijft.",
        "Wie: nog niemand. Wanneer: nog geen datum.",
    ] in said
    assert any("Wie: teamleider Noord. Wanneer: 15 december 2026." in each for each in said)
    declined = next(each for each in said if each[0].startswith("Een eigen appnummer"))
    assert declined[1].startswith("Waarom niet: Een bericht blijft liggen")


def test_a_client_edition_quotes_nobody_who_did_not_agree_and_has_no_code():
    session = meeting()
    everybody = tuple(session.participants)
    refused = SetConsent(purpose="verbatim", value=False, participants=everybody).apply(
        session, NOW
    )
    assert "“" in text("client-edition", session)
    assert "“" not in text("client-edition", refused)
    for key in AFTER:
        if not KINDS[key].private:
            assert "D1" not in text(key, session)


def test_an_action_that_stopped_stands_under_what_is_not_done_with_its_reason():
    session = AddAction(words="Een spreekuur op zondag", owner="T1").apply(told(), NOW)
    action = max(session.actions.values(), key=lambda each: each.number)
    stopped = msgspec.structs.replace(
        action, status=ActionStatus.STOPPED, stopped="er kwam niemand"
    )
    said = items(put(session, stopped))
    assert ["Een spreekuur op zondag.", "Waarom niet: Er kwam niemand"] in [
        [each[0], each[-1].rstrip(".")] for each in said
    ]


def test_a_client_edition_says_less_and_less_and_how_much_more_the_report_has():
    whole, short = text("client-edition", meeting()), text("client-edition", meeting(), detail=11)
    assert "in het verslag" not in whole
    assert "Er staan er nog 4 in het verslag." in short
    assert len(short) < len(whole)


@pytest.mark.parametrize("key", AFTER)
@pytest.mark.parametrize("format_", ["spiegelgesprek", "focusgroep", "versnellingssessie"])
def test_our_own_words_after_the_day_pass_the_language_check(key, format_):
    session = bare(format_)
    if PAPERS[key] in every_paper(session):
        found = [finding.words for finding in check(text(key, session)).findings]
        assert found == []


def test_a_paper_holds_what_it_quotes_and_is_of_whom_it_quotes():
    held = ingredients(meeting(), "client-edition", NL)
    quoted = [meeting().statements[number] for number in held.statements]
    assert 3 <= len(quoted) <= 6
    assert all(one.words in text("client-edition", meeting()) for one in quoted)
    assert set(held.people) == {int(code[1:]) for one in quoted for code in one.speakers}
    assert set(held.told["actions"]) == set(meeting().actions)


def test_a_paper_holds_what_somebody_typed_over_in_it():
    session = told()
    words = session.statements[1].words
    typed = EditLetter(paper="client-edition", words=f"# Dank\n\nIemand zei: {words}")
    assert ingredients(typed.apply(session, NOW), "client-edition", NL).statements == (1,)


def test_words_of_who_withdrew_go_out_of_letters_that_repeat_them():
    session = told()
    words = "Acht weken op een rolstoel gewacht en niets gehoord"
    session = put(session, msgspec.structs.replace(session.statements[1], words=words))
    typed = EditLetter(paper="client-edition", words=f"# Dank u\n\nU zei: {words}. Tot ziens.")
    gone = Withdraw(participant=1).apply(typed.apply(session, NOW), NOW)
    (letter,) = gone.letters.values()
    assert "rolstoel" not in letter.words
    assert letter.words.startswith("# Dank u")
    assert letter.words.endswith("Tot ziens.")


def test_what_may_not_stand_in_the_report_stands_in_no_paper_after_the_day():
    session = told()
    shown = ingredients(session, "client-edition", NL).statements
    assert shown
    for number in shown:
        marked = Mark(number=number, traceable=True).apply(session, NOW)
        assert number not in ingredients(marked, "client-edition", NL).statements
        rewritten = Paraphrase(number=number, words="Het duurde lang").apply(session, NOW)
        assert number not in ingredients(rewritten, "client-edition", NL).statements


def test_papers_after_the_day_are_not_among_those_for_the_day():
    assert {p.key for p in every_paper(bare())} - {p.key for p in papers_of(bare())} == set(AFTER)
