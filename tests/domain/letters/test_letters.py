"""Letters and papers around the day: what they say, what they lack, and words of one's own."""

import datetime
import re

import msgspec
import pytest
from readymade import NOW, bare, ready

from spiegel.domain.language.check import check
from spiegel.domain.letters.letter import (
    EditLetter,
    OwnWords,
    edit_of,
    every_letter,
    filled,
    own_words,
    problem_with,
    unknown_in,
)
from spiegel.domain.letters.markup import Shape, fields_of, plain, read, spoken
from spiegel.domain.letters.papers import PAPERS, papers_of
from spiegel.domain.preparation.assignment import EditAssignment
from spiegel.domain.preparation.learning import Serve
from spiegel.domain.preparation.recruiting import EditRecruiting
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.session import EditInfo, Refusal, put
from spiegel.i18n import translations

NL, EN = translations("nl"), translations("en")
FORMATS = ("spiegelgesprek", "focusgroep", "versnellingssessie", "persona")


def letter(key, session, t=NL, **options):
    return filled(session, PAPERS[key], t, **options)


def text(key, session, t=NL, **options):
    return spoken(letter(key, session, t, **options).blocks)


def test_a_participant_reads_when_where_who_listens_which_questions_and_whom_to_call():
    said = text("invitation", ready())
    for words in (
        "donderdag 18 maart 2027",
        "van 13.30 uur tot 15.05 uur",
        "vanaf 13.00 uur",
        "De Brink",
        "consulent (2)",
        "Hoe ging het eerste gesprek?",
        "Als dank krijgt u: een bon van 25 euro.",
        "Bel ons vóór donderdag 25 februari 2027: Ineke Bos, 06 12 34 56 78.",
        "Op donderdag 8 april 2027 hoort u wat wij met het gesprek doen.",
        "Op zaterdag 18 september 2027 gooien wij onze aantekeningen weg.",
        "U mag op elk moment stoppen.",
    ):
        assert words in said
    assert letter("invitation", ready()).missing == ()


def test_what_is_not_known_is_a_line_to_fill_in_and_is_named():
    session = EditInfo(fields={"place": ""}).apply(ready(), NOW)
    found = letter("confirmation", session)
    assert found.missing == ("plaats",)
    line = next(plain(b.lines[0]) for b in found.blocks if "Plaats" in plain(b.lines[0]))
    assert line.endswith("____ (plaats)")


def test_what_follows_from_the_day_or_the_hour_is_missing_as_that():
    session = EditInfo(fields={"date": None}).apply(ready(), NOW)
    assert letter("invitation", session).missing == ("datum",)
    assert "____ (bellen op)" in " ".join(
        plain(line) for block in letter("invitation", session).blocks for line in block.lines
    )
    session = EditAssignment(fields={"starts": None}).apply(ready(), NOW)
    assert letter("confirmation", session).missing == ("begin",)


def test_a_running_order_without_a_beginning_says_that_it_lacks_one():
    assert "begin" in letter("running-order", bare()).missing
    assert "begin" not in letter("running-order", ready()).missing


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("make", [ready, bare])
def test_our_own_words_pass_the_language_check(make, format_):
    session = make(format_, people=0) if make is ready and format_ == FORMATS[2] else make(format_)
    found = [
        (each.paper.key, finding.words)
        for each in every_letter(session, NL)
        for finding in check(spoken(each.blocks)).findings
    ]
    assert found == []


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("key", PAPERS)
def test_the_same_fields_stand_in_both_languages_and_all_are_known(key):
    paper = PAPERS[key]
    for parts in filter(None, (paper.words, paper.devices, paper.makers)):
        dutch, english = ("\n".join(map(t.gettext, parts)) for t in (NL, EN))
        assert dutch != english
        assert unknown_in(read(dutch)) == unknown_in(read(english)) == ()
        known = [[block.shape for block in read(each)] for each in (dutch, english)]
        assert known[0] == known[1]
        fields = (fields_of(read(each)) for each in (dutch, english))
        one, other = (
            {spoken(filled(ready(), PAPERS[key], EN, words=f"[{name}]").blocks) for name in names}
            for names in fields
        )
        assert one == other


def test_each_paper_is_a_kind_of_document():
    assert {key for key, kind in KINDS.items() if kind.paper} == set(PAPERS)


def test_no_paper_for_the_room_has_the_code_of_a_participant():
    session = EditInfo(fields={"title": "Wat D3 vertelde"}).apply(ready(), NOW)
    for each in every_letter(session, NL):
        if not KINDS[each.paper.key].private:
            assert "D3" not in spoken(each.blocks)
    assert "D3" in text("travel-list", session)
    typed = EditLetter(paper="role-card", words="# Kaart\n\nLet op D3.").apply(session, NOW)
    assert "Let op [een deelnemer]." in text("role-card", typed)


def test_the_running_order_to_hold_says_what_a_question_is_for_while_there_is_room():
    session = ready()
    question = next(iter(session.questions))
    session = Serve(question=question, learning=(1,)).apply(session, NOW)
    whole = text("running-order", session)
    assert "→ Wanneer voelt iemand zich gehoord?" in whole
    assert "– Telefoons zijn uit. Wij nemen niets op." in whole
    assert "– En toen?" in whole
    short = text("running-order", session, detail=1)
    assert "– En toen?" in short
    assert "– En toen?" not in text("running-order", session, detail=2)


def test_who_said_no_is_on_no_list_and_has_no_card():
    session = ready()
    cards = next(b for b in letter("name-cards", session).blocks if b.shape is Shape.CARDS)
    no = EditRecruiting(participants=(3,), fields={"coming": False}).apply(session, NOW)
    fewer = next(b for b in letter("name-cards", no).blocks if b.shape is Shape.CARDS)
    assert len(cards.rows) - len(fewer.rows) == 1
    assert "D3" not in text("travel-list", no)


def test_the_rules_on_the_wall_are_those_on_the_room_clock():
    session = ready()
    first = next(phase for phase in session.agenda if phase.rules)
    other = msgspec.structs.replace(first, rules=("Wij laten elkaar uitpraten.",))
    lines = [b for b in letter("ground-rules", put(session, other)).blocks if b.shape is Shape.ITEM]
    assert [plain(line.lines[0]) for line in lines] == ["Wij laten elkaar uitpraten."]


def test_a_fee_that_differs_is_filled_in_by_hand():
    session = EditRecruiting(participants=(2,), fields={"fee": "niets"}).apply(ready(), NOW)
    assert letter("invitation", session).missing == ("attentie",)


def test_no_thank_you_is_promised_while_nobody_knows_what_it_is():
    session = ready()
    everybody = tuple(session.participants)
    unknown = EditRecruiting(participants=everybody, fields={"fee": ""}).apply(session, NOW)
    said = text("invitation", unknown)
    assert "Als dank" not in said
    assert "Wij betalen uw reiskosten en parkeerkosten." in said
    assert letter("invitation", unknown).missing == ()


@pytest.mark.parametrize("form", ["spiegelgesprek", "persona"])
def test_no_invitation_asks_or_promises_something_for_a_day_that_has_passed(form):
    session = ready(form)
    late = filled(session, PAPERS["invitation"], NL, made=datetime.date(2027, 3, 1))
    assert (late.passed, late.missing, late.by_hand) == (("antwoord voor",), (), True)
    said = text("invitation", session, made=datetime.date(2027, 3, 1))
    assert "25 februari" not in said
    assert "Op donderdag 11 maart 2027 bellen wij u nog een keer." in said


@pytest.mark.parametrize("form", ["spiegelgesprek", "persona", "versnellingssessie"])
def test_what_was_sent_before_a_meeting_that_is_over_is_a_copy_with_the_days_of_then(form):
    session = ready(form, people=0 if form == "versnellingssessie" else 3)
    over = datetime.date(2027, 4, 1)
    for paper in papers_of(session):
        assert text(paper.key, session, made=over) == text(paper.key, session)
    copy = filled(session, PAPERS["invitation"], NL, made=over)
    assert copy.as_sent
    assert not copy.by_hand
    assert "antwoord voor" in copy.passed


def test_makers_read_in_the_invitation_what_it_is_about_and_how_long_they_have_for_their_sheets():
    session = ready("persona")
    said = text("invitation", session)
    assert f"Wij houden een bijeenkomst over “{session.info.title}”." in said
    assert "Dat is op donderdag 25 maart 2027, weer met de groep." in said
    assert "U krijgt van elke persona een blad." in said
    assert "Op donderdag 25 maart 2027 leest u met de groep" in text("confirmation", session)
    assert "U mag uw bladen teruggeven tot en met maandag 29 maart 2027." in said
    assert "Niets zeggen is geen ja." in said
    assert "Op donderdag 25 maart 2027 leest u de persona zelf, op een blad." in text(
        "thanks", session
    )
    for paper in ("invitation", "consent-form", "thanks"):
        assert re.search("pas als de groep (?:het|dat) goed vindt", text(paper, session).lower())


def test_where_people_answer_on_devices_nobody_is_told_to_listen():
    session = ready("versnellingssessie", people=0)
    keys = [paper.key for paper in papers_of(session)]
    assert "invitation" in keys
    assert "listener-invitation" not in keys
    assert "consent-form" not in keys
    assert "op uw eigen telefoon" in text("invitation", session)


def test_words_of_our_own_are_kept_filled_in_and_taken_back():
    session = ready()
    words = "# Welkom\n\nTot [datum] in [plaats]!"
    session = EditLetter(paper="invitation", words=words).apply(session, NOW)
    found = letter("invitation", session)
    assert found.edited
    assert found.title == "Welkom"
    assert "Tot donderdag 18 maart 2027 in De Brink!" in spoken(found.blocks)
    moved = EditInfo(fields={"date": datetime.date(2027, 3, 25)}).apply(session, NOW)
    assert "25 maart" in text("invitation", moved)
    again = EditLetter(paper="invitation", words="# Anders").apply(session, NOW)
    assert len(again.letters) == 1
    back = OwnWords(paper="invitation").apply(again, NOW)
    assert edit_of(back, PAPERS["invitation"]) is None
    assert text("invitation", back) == text("invitation", ready())
    with pytest.raises(Refusal):
        OwnWords(paper="invitation").apply(back, NOW)


def test_an_unknown_field_is_named_with_the_one_that_was_meant():
    said = problem_with("Tot [datum] in [plaast] om [uurtje]", NL)
    assert "Er zijn geen velden [plaast], [uurtje]." in said
    assert "Bedoelt u [plaats]?" in said
    assert problem_with("Tot [datum] in \\[zaaltje]", NL) == ""
    assert "Er staat niets in" in problem_with("  \n", NL)


def test_fields_have_their_names_in_both_languages():
    assert text("invitation", ready(), words="[place] [PLAATS]") == "De Brink De Brink"


def test_what_was_typed_elsewhere_is_no_markup():
    session = EditInfo(fields={"place": "# [datum] | ** ____"}).apply(ready(), NOW)
    (block,) = letter("invitation", session, words="In [plaats]").blocks
    assert plain(block.lines[0]) == "In # [datum] | ** ____"


def test_what_stands_on_a_line_stays_on_it():
    blocks = read(
        "Groet,\n\nAnna\nGemeente\n- een\n- [ ] twee\n| a | b |\n|---|---|\n| c |\n________"
    )
    assert [block.shape for block in blocks] == [
        Shape.PARAGRAPH,
        Shape.PARAGRAPH,
        Shape.ITEM,
        Shape.TICK,
        Shape.TABLE,
        Shape.LINE,
    ]
    assert [plain(line) for line in blocks[1].lines] == ["Anna", "Gemeente"]
    assert len(blocks[4].rows) == 2


def test_every_own_text_has_one_title_and_no_empty_piece():
    for paper in PAPERS.values():
        for t in (NL, EN):
            blocks = read(own_words(ready(), paper, t))
            shapes = [block.shape for block in blocks]
            assert shapes.count(Shape.TITLE) == (2 if paper.each else 1)
            assert shapes.count(Shape.BREAK) == (1 if paper.each else 0)
            assert blocks[0].shape is Shape.TITLE
