"""The list of words: what words of the field mean, for who does not work there."""

import msgspec
import pytest

from export.reported import START, meeting
from spiegel.domain.capture.editing import Reword
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.language.care_words import Words, care_words, in_text
from spiegel.domain.letters.after import SHORTEST
from spiegel.domain.letters.letter import filled
from spiegel.domain.letters.markup import spoken
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.report.edited import KeepWords, ProposeAgain, kept_words
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.report import report_on, words_explained
from spiegel.domain.report.standing import ingredients
from spiegel.domain.report.word_list import MOST, problem_with
from spiegel.domain.session.preparation import WORD_LIST
from spiegel.domain.session.session import Refusal, Session, describe
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import translations

NL, EN = translations("nl"), translations("en")
OWN = "consulent: wie namens de gemeente langskomt\nwijkteam: de mensen van het bureau in de wijk"


def found(text: str) -> list[str]:
    return [one.word for one in in_text(Words(text))]


def listed(session: Session, t=NL) -> dict[str, str]:
    chapter = report_on(session, t).words
    return {} if chapter is None else dict(chapter.tables[0].rows)


def written(words: str = OWN, session: Session | None = None) -> Session:
    session = session or meeting()
    of = words_explained(session, NL).digest
    return KeepWords(paper=WORD_LIST, words=words, of=of).apply(session, START)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("De consulent kwam thuis", ["consulent"]),
        ("Twee Wmo-consulenten en een pgb", ["consulent", "persoonsgebonden budget", "Wmo"]),
        ("De mantelzorgconsulent belde", ["consulent", "mantelzorg"]),
        ("Bij het Wijkteam Noord", ["wijkteam"]),
        ("Het keukentafelgesprek duurde een uur", ["keukentafelgesprek"]),
        ("De eigen bijdrage is hoog", ["eigen bijdrage"]),
        ("Mijn eigen fiets en zijn bijdrage", []),
        ("Wij wachtten op de melding van de Wmo", ["melding", "Wmo"]),
        ("Na de melding van de storing", []),
        ("Een besluit nemen is moeilijk", []),
        ("Zij belde de fysiotherapeut voor haar zoon", []),
        ("Dit is ons net werk", []),
    ],
)
def test_a_word_of_the_field_is_known_in_each_form_and_not_in_other_words(said, words):
    assert found(said) == words


def test_no_word_is_explained_by_itself_and_none_stands_there_twice():
    assert len({one.word for one in care_words()}) == len(care_words())
    for one in care_words():
        assert one.means
        assert one.forms
        assert len(one.means) <= 110
        assert not one.means[:1].isspace()
        assert one.word.casefold() not in one.means.casefold().split()


def test_a_report_explains_the_words_that_stand_in_it_and_no_others():
    words = listed(meeting())
    assert words["consulent"] == "medewerker die met mensen bespreekt welke hulp nodig is"
    assert "wijkteam" in words
    assert "zorgkantoor" not in words
    assert list(words) == sorted(words, key=str.casefold)
    more = Reword(number=1, words="Toen moest ik naar het zorgkantoor").apply(meeting(), START)
    assert "zorgkantoor" in listed(more)


def test_a_word_that_may_not_stand_in_the_report_is_not_explained_in_it():
    said = Reword(number=1, words="Toen moest ik naar het zorgkantoor").apply(meeting(), START)
    (speaker,) = said.statements[1].speakers
    gone = Withdraw(participant=int(speaker[1:])).apply(said, START)
    assert "zorgkantoor" not in listed(gone)


def test_an_english_report_proposes_nothing_and_has_what_somebody_wrote():
    session = describe(meeting(), language="en")
    assert listed(session, EN) == {}
    assert list(listed(written(session=session), EN)) == ["consulent", "wijkteam"]


def test_words_of_ones_own_stand_in_place_of_all_that_was_proposed_where_they_occur():
    session = written(f"{OWN}\nzorgkantoor: staat in dit verslag niet")
    assert listed(session) == {
        "consulent": "wie namens de gemeente langskomt",
        "wijkteam": "de mensen van het bureau in de wijk",
    }
    assert listed(written("-")) == {}
    again = ProposeAgain(paper=WORD_LIST).apply(session, START)
    assert listed(again) == listed(meeting())
    with pytest.raises(Refusal):
        ProposeAgain(paper=WORD_LIST).apply(again, START)


def test_the_guide_leads_to_the_words_where_there_are_any():
    leads = "Kent u een woord uit de zorg niet? Kijk bij Woorden uitgelegd."
    assert leads in report_on(meeting(), NL).guide.lines
    assert leads not in report_on(written("-"), NL).guide.lines


def test_what_looks_like_a_person_in_it_waits_and_stands_nowhere_meanwhile():
    session = written("consulent: dat was mevrouw Zonnevanck")
    (one,) = open_findings(session)
    assert one.place.table == "letters"
    assert listed(session) == {}
    assert words_explained(session, NL).kept_out(NL) == ""
    answered = Decide(finding=one, choice=Choice.GENERAL).apply(session, START)
    assert listed(answered) == {"consulent": "dat was [naam]"}


@pytest.mark.parametrize("change", [Withdraw(participant=5), WithdrawStatement(statement=15)])
def test_words_that_are_withdrawn_go_out_of_it(change):
    quoted = "Veertien kantjes. Het besluit stond op bladzijde negen."
    session = change.apply(written(f"besluit bij de Wmo: {quoted}\n{OWN}"), START)
    letter = kept_words(session, WORD_LIST)
    assert letter is not None
    assert "Veertien" not in letter.words
    assert letter.words.endswith(OWN)


@pytest.mark.parametrize("kind", ["report", "client-edition"])
def test_a_document_with_the_list_names_it(kind):
    session = written()
    if kind == "report":
        assert ingredients(session, KINDS[kind]).told["letters"] == (1,)
    else:
        assert filled(session, PAPERS[kind], NL).used["letters"] == {1}


def test_one_is_told_which_words_came_up_since():
    session = written()
    assert words_explained(session, NL).lacking == ()
    later = Reword(number=1, words="Toen moest ik naar het zorgkantoor").apply(session, START)
    assert "zorgkantoor" in words_explained(later, NL).lacking
    assert "consulent" not in words_explained(later, NL).lacking
    stood = words_explained(later, NL)
    kept = stood.rewritten(stood.words)
    assert kept is not None
    assert words_explained(kept.apply(later, START), NL).lacking == ()


def test_a_list_that_was_only_read_becomes_nobodys_words():
    stood = words_explained(meeting(), NL)
    assert stood.rewritten(stood.words) is None
    assert stood.rewritten("") is None
    assert words_explained(written(), NL).rewritten("") == ProposeAgain(paper=WORD_LIST)


def test_a_line_without_a_meaning_a_code_and_a_list_without_end_are_refused():
    assert problem_with(meeting(), OWN, NL) == ""
    assert problem_with(meeting(), "-", NL) == ""
    assert "consulent zonder" in problem_with(meeting(), "consulent zonder uitleg", NL)
    assert problem_with(meeting(), "consulent: zoals bij D3", NL).startswith("Er staat een code")
    assert str(MOST) in problem_with(meeting(), "a: " + "b" * MOST, NL)


@pytest.mark.parametrize("detail", range(SHORTEST + 1))
def test_a_participant_reads_only_words_that_stand_on_the_own_page(detail):
    said = spoken(filled(meeting(), PAPERS["client-edition"], NL, detail=detail).blocks)
    page, _heading, words = said.partition("## Woorden uitgelegd")
    for line in words.split("\n\n"):
        word, colon, _means = line.removeprefix("- ").partition(": ")
        if line.startswith("- ") and colon:
            assert word.split()[0].split("-")[0].casefold() in page.casefold()
    if detail == SHORTEST:
        assert not words
    assert "werkvoorraad" not in words


def test_a_letter_without_such_words_has_no_heading_and_no_line_to_fill_in():
    letter = filled(written("-"), PAPERS["client-edition"], NL)
    assert "Woorden uitgelegd" not in spoken(letter.blocks)
    assert "woorden uitgelegd" not in letter.missing
    assert msgspec.to_builtins(letter.blocks)


def test_a_word_that_the_moderator_typed_in_a_letter_is_explained_under_it_too():
    paper = PAPERS["thanks"]
    words = "# Dank u wel\n\nEen casemanager belt u.\n\n[woorden uitgelegd]"
    said = spoken(filled(meeting(), paper, NL, words=words).blocks)
    assert "- casemanager: vaste persoon die alle zorg voor iemand op elkaar afstemt" in said
    assert "consulent" not in said
