"""Cards, booklet and sheet of personas: what may be read there, on how many pages, by whom."""

import datetime
import re
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace

from export.personas import KEYS, LITERAL, TOLD, after, agreed, elsewhere, stands
from export.personas import personas as group
from export.reported import START, noted
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.language.check import check
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import spoken
from spiegel.domain.personas.making import (
    LookedAt,
    MakePersona,
    RemovePersona,
    RewordSentence,
    SetState,
    WriteSentence,
    heading,
)
from spiegel.domain.personas.picture import ChooseSymbol
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.persona_cards import cards_of, kept_off
from spiegel.domain.report.standing import Standing
from spiegel.domain.report.wording import date_words
from spiegel.domain.running.running import Go
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.instants import MINUTE, Instant
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.domain.session.pictures import Symbol
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.verdicts import Choice
from spiegel.export import days, export
from spiegel.export.persona_cards import (
    BOOKLET,
    CARDS,
    SHEET,
    cards_for,
    laid_out,
    sheets,
)
from spiegel.export.word.docx import WordFile
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.i18n import translations

NL = translations("nl")
OFFICE, COUNT = shutil.which("soffice"), shutil.which("pdfinfo")
COUNTED = "(vijf of meer herkennen dit)".replace(" ", "\u00a0")
WITHOUT = "Niet alles wat u vertelde, staat hier."


def personas(**wanted):
    """The group, of which the makers agreed to both."""
    return agreed(group(**wanted))


def words_of(session, kind, tmp_path):
    """All that stands in a document."""
    path = export(session, kind, tmp_path, translations=NL)
    if path.suffix == ".html":
        page = re.sub('<span class="unseen">.*?</span>', "", path.read_text(encoding="utf-8"))
        return re.sub("<[^>]*>", "\n", page)
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


@pytest.mark.parametrize("kind", KEYS)
def test_each_tells_all_that_the_group_agreed_on(tmp_path, kind):
    found = words_of(personas(), kind, tmp_path)
    for said in ("Toos", "Mijn wens", *(words for _field, words, _count in TOLD)):
        assert said in found


@pytest.mark.parametrize("kind", KEYS)
def test_no_code_and_no_words_that_may_not_be_quoted(tmp_path, kind):
    sentence = WriteSentence(
        persona=1, field=PersonaField.DAYS, words=LITERAL.capitalize(), statements=(3,)
    )
    coded = WriteSentence(persona=1, field=PersonaField.WISH, words="Zo ziet D6 het ook.", hands=3)
    found = words_of(agreed(personas(), sentence, coded), kind, tmp_path)
    assert "drie dagen binnen" not in found.lower()
    assert not re.search(r"\bD\d", found)
    assert (WITHOUT in found) is (kind == "persona-check")


@pytest.mark.parametrize("kind", KEYS)
def test_what_one_person_has_stands_in_no_document_also_not_for_the_makers(tmp_path, kind):
    found = words_of(personas(), kind, tmp_path)
    assert "Op zondag is het stil." in found
    assert "Ik kook niet meer." not in found
    assert (WITHOUT in found) is (kind == "persona-check")


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("state", [s for s in PersonaState if s is not PersonaState.AGREED])
def test_a_persona_is_read_by_others_only_when_its_makers_agree(tmp_path, kind, state):
    session = after(personas(), SetState(number=2, state=state))
    found = words_of(session, kind, tmp_path)
    for_makers = kind == "persona-check"
    assert ("Karim" in found) is for_makers
    assert ("Op zondag is het stil." in found) is for_makers
    of_all = kind in ("persona-booklet", "persona-cards-html")
    assert ("Eén persona staat hier nog niet" in found) is of_all
    assert "Toos" in found
    none = after(session, SetState(number=1, state=state))
    assert ("Hier staat nog geen persona." in words_of(none, kind, tmp_path)) is not for_makers


def test_makers_read_on_their_sheet_no_more_and_no_less_of_a_persona_than_others_on_a_card():
    session = personas()
    for read, seen in zip(
        cards_of(session, NL, for_makers=True).cards, cards_of(session, NL).cards, strict=True
    ):
        told, shown = ({f.heading: f.sentences for f in one.fields} for one in (read, seen))
        assert told == shown


def test_f7_says_why_a_card_is_not_there_or_lacks_a_sentence():
    assert kept_off(group()) == (1, 1)
    assert kept_off(personas()) == (0, 1)


def test_a_maker_who_misses_a_sentence_reads_why_and_never_how_many(tmp_path):
    assert WITHOUT not in words_of(personas(), "persona-check", tmp_path).split("Karim")[0]
    literal = WriteSentence(persona=1, field=PersonaField.DAYS, words=LITERAL, statements=(3,))
    found = words_of(after(personas(), literal), "persona-check", tmp_path)
    missed = found.split("Klopt dit? Karim")[0].split("Mist u iets?")[1]
    assert missed.strip().startswith(WITHOUT)
    assert not re.search(r"\d|zin staat", missed.split("Bent u klaar?")[0])


def test_a_maker_reads_a_persona_in_the_order_in_which_was_told_and_others_what_to_heed_first():
    read = [one.heading for one in cards_of(personas(), NL, for_makers=True).cards[0].fields]
    seen = [one.heading for one in cards_of(personas(), NL).cards[0].fields]
    assert read[0] == "Hoe ik woon"
    assert seen[:4] == ["Wat lastig is", "Zo praat u met mij", "Mijn wens", "Wat mij helpt"]
    assert seen[4:] == read[:4]


@pytest.mark.parametrize("kind", KEYS)
def test_a_name_that_somebody_of_the_meeting_has_stands_nowhere_until_that_is_answered(
    tmp_path, kind
):
    spoken = Statement(number=9, at=START, words="Toos Bakker hielp mij", speakers=("D1", "D2"))
    answer = WriteSentence(
        persona=1, field=PersonaField.TALKING, words="Zeg gewoon Toos tegen mij.", hands=4
    )
    session = agreed(put(personas(), spoken), answer)
    (asked,) = [one for one in open_findings(session) if one.place.table == "personas"]
    assert (asked.place.field, asked.words) == ("name", "Toos")
    found = words_of(session, kind, tmp_path)
    assert "Toos" not in found
    assert "Iemand die nog geen naam heeft" in found
    assert "Zeg gewoon [persona] tegen mij." in found
    assert ("Kies samen een andere." in found) is (kind == "persona-check")
    stays = Decide(finding=asked, choice=Choice.KEEP, reason="een andere Toos")
    session = agreed(session, stays)
    assert "Zeg gewoon Toos tegen mij." in words_of(session, kind, tmp_path)
    assert not [one for one in open_findings(session) if one.place.table == "personas"]


def test_a_name_that_nobody_of_the_meeting_has_is_not_asked_about():
    assert not [one for one in open_findings(personas()) if one.place.field == "name"]


@pytest.mark.parametrize("kind", ["persona-cards", "persona-cards-html", "persona-booklet"])
def test_each_says_roughly_how_many_people_know_it_and_which_meetings_these_were_of(tmp_path, kind):
    found = words_of(personas(), kind, tmp_path)
    assert "Ik wil weer eens voor iemand koken.\n" in found
    assert "De andere dagen duren lang.\n" in found
    assert "Minstens twee mensen herkennen elke regel." in found
    assert "Hoeveel anderen zo leven, is niet geteld." in found
    assert f"Zeg u, en vraag of ik het zo bedoel. {COUNTED}" in found
    assert not re.search(r"\(\d+ (?:mens|perso)", found)
    assert "eerdere bijeenkomst" not in found
    other = WriteSentence(
        persona=2, field=PersonaField.WISH, words="Ik wil een hond.", elsewhere=(elsewhere(9),)
    )
    counted = words_of(agreed(personas(), other), kind, tmp_path)
    assert f"Ik wil een hond. {COUNTED}" in counted
    assert "Zij hielpen bij het maken, of waren bij een eerdere bijeenkomst" in counted


@pytest.mark.parametrize("kind", ["persona-cards", "persona-cards-html"])
def test_what_to_take_into_account_stands_first_and_together_under_one_heading(tmp_path, kind):
    found = [
        line.strip() for line in words_of(personas(), kind, tmp_path).splitlines() if line.strip()
    ]
    at = found.index("Zo houdt u rekening met mij")
    heeded = found[at + 1 : found.index("Hoe ik woon", at)]
    assert heeded[::2] == ["Wat lastig is", "Zo praat u met mij", "Mijn wens", "Wat mij helpt"]
    who = "Een persona, ergens tussen 60 en 69 jaar"
    assert found[found.index(who) + 1 : at] == ["Thema: Inloop"]


@pytest.mark.parametrize("kind", ["persona-cards", "persona-booklet"])
def test_who_hears_a_card_goes_from_heading_to_heading_in_the_frame_too(tmp_path, kind):
    document = Document(str(export(personas(), kind, tmp_path, translations=NL)))
    levels = {p.text: p._p.pPr.find(qn("w:outlineLvl")) for p in document.paragraphs}
    for name in ("Wat lastig is", "Zo praat u met mij", "Mijn wens", "Wat mij helpt"):
        assert levels[name].get(qn("w:val")) == "2"  # a third level, under the heading of the frame


def test_a_maker_reads_first_that_it_is_about_us_and_not_about_me(tmp_path):
    found = words_of(personas(), "persona-check", tmp_path)
    about = "Dit gaat over mensen zoals u, niet over u. Deze persona bestaat niet."
    assert found.count(about) == 2
    assert found.index(about) < found.index("Kruis onder elk stukje aan")
    assert about not in words_of(personas(), "persona-cards", tmp_path)


def test_cards_lie_on_the_table_as_equals(tmp_path):
    both = Document(str(export(personas(), "persona-cards", tmp_path, translations=NL)))
    looks = {p.text: p.style.style_id for p in both.paragraphs if p.text in ("Toos", "Karim")}
    assert len(looks) == 2
    assert len(set(looks.values())) == 1


def test_each_card_of_a_page_for_a_browser_says_on_paper_what_a_persona_is(tmp_path):
    path = export(personas(), "persona-cards-html", tmp_path, translations=NL)
    page = path.read_text(encoding="utf-8")
    assert page.count("Zoek niet uit op wie de persona lijkt.") == page.count("<article>")
    assert page.count("Zoek niet uit op wie zij lijken.") == 1
    assert ".intro { display: none; }" in page.split("@media print")[-1]
    waiting = after(personas(), SetState(number=2, state=PersonaState.BACK))
    path = export(waiting, "persona-cards-html", tmp_path, translations=NL)
    assert '<p class="note intro">Eén persona staat hier' in path.read_text(encoding="utf-8")


def test_who_hears_the_headings_hears_of_which_meeting_and_of_which_persona_each_is(tmp_path):
    same = WriteSentence(persona=2, field=PersonaField.HOME, words="Ik woon alleen.", hands=3)
    path = export(agreed(personas(), same), "persona-cards-html", tmp_path, translations=NL)
    page = path.read_text(encoding="utf-8")
    assert "<title>Persona&#x27;s: Inloop</title>" in page.replace("'", "&#x27;")
    headings = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<h\d.*?</h\d>", page)]
    assert headings[0].endswith(": Inloop")
    assert {"Hoe ik woon (Toos)", "Hoe ik woon (Karim)"} <= set(headings)
    assert len(headings) == len(set(headings))


def test_in_a_group_of_four_no_number_stands():
    found = cards_of(personas(makers=4), NL)
    assert {one.people for field in found.cards[0].fields for one in field.sentences} == {""}
    assert "vijf" not in found.counted


def test_a_maker_ticks_each_sentence(tmp_path):
    found = words_of(personas(), "persona-check", tmp_path)
    assert found.count("klopt\u2003") == len(TOLD) + 1 + 2
    assert "liever anders" in found


@pytest.mark.parametrize("kind", KEYS)
def test_who_withdraws_takes_the_sentence_along_until_somebody_looked(tmp_path, kind):
    before = personas()
    session = Withdraw(participant=1).apply(before, START)
    assert "Op zondag is het stil." in words_of(before, kind, tmp_path)
    assert "Op zondag is het stil." not in words_of(session, kind, tmp_path)
    marked = next(s for s in session.persona_sentences.values() if s.lost)
    looked = RewordSentence(number=marked.number, words="Op zondag bel ik niemand.")
    again = agreed(session, looked, LookedAt(number=marked.number))
    # of the two people one is left
    assert "Op zondag bel ik niemand." not in words_of(again, kind, tmp_path)


@pytest.mark.parametrize("kind", KEYS)
def test_a_document_that_was_made_before_a_withdrawal_is_named(kind):
    made = noted(personas(), kind)
    assert stands(personas(), kind, made) is Standing.CURRENT
    gone = Withdraw(participant=1).apply(personas(), START)
    assert stands(gone, kind, made) is Standing.FORBIDDEN


def test_the_sheet_says_of_each_how_far_it_is_and_a_card_when_it_is_looked_at_again():
    day = datetime.date(2027, 3, 1)
    session = after(group(), SetState(number=1, state=PersonaState.AGREED, again=day))
    toos, karim = cards_of(session, NL, for_makers=True).cards
    assert karim.notice.startswith("Dit is een eerste versie. U leest deze als eerste.")
    assert toos.notice.startswith("De groep vond deze persona goed, en anderen lezen die al.")
    changed = after(session, RewordSentence(number=2, words="Ik ken er nog twee."))
    assert "pas weer als de groep" in cards_of(changed, NL, for_makers=True).cards[0].notice
    assert toos.again == day
    assert "1 maart 2027" in cards_of(session, NL).cards[0].about
    assert [card.notice for card in cards_of(session, NL).cards] == [""]


def test_who_was_not_there_tests_a_plan_with_the_booklet(tmp_path):
    assert "Toets een plan" not in words_of(personas(), "persona-cards", tmp_path)
    info = personas().info.assignment
    anne = replace(info, contact="Anne, 0800 1234")
    session = describe(personas(), assignment=anne, organisation="Gemeente Elzerwoude")
    path = export(session, "persona-booklet", tmp_path, translations=NL)
    table, changes = Document(str(path)).tables
    asked = [row.cells[0].text.strip() for row in table.rows[1:]]
    assert asked == [heading(field, NL) for field in PersonaField]
    assert table.rows[0].cells[1].text == "Wat betekent het plan hiervoor?"
    assert {row.cells[1].text.strip() for row in table.rows[1:]} == {""}
    heads = [cell.text for cell in changes.rows[0].cells]
    assert heads == ["Wat past u aan in het plan?", "Wie", "Klaar op"]
    assert {cell.text.strip() for row in changes.rows[1:] for cell in row.cells} == {""}
    found = words_of(session, "persona-booklet", tmp_path).partition("Toets een plan")[2]
    for said in (
        "Betekent het plan er niets voor? Schrijf dan: niets.",
        "Is dat niets? Schrijf op waarom.",
        "op welke dag: __",
        "Dit blad gaat naar: Anne, 0800\u00a01234 (Gemeente Elzerwoude). Bel daar ook",
        "Uiterlijk op (spreek die dag daar af): __",
        "Een persona zegt niet hoe vaak iets voorkomt.",
    ):
        assert said in found
    assert "Dit blad gaat naar: __" in words_of(personas(), "persona-booklet", tmp_path)


def test_a_card_says_whose_it_is_and_whom_to_call_and_nothing_of_it_where_nobody_filled_it_in():
    assert "Vragen?" not in cards_of(personas(), NL).cards[0].about
    info = replace(personas().info.assignment, contact="Anne, 0800 1234")
    session = describe(personas(), assignment=info, organisation="Gemeente Elzerwoude")
    about = cards_of(session, NL).cards[0].about
    assert "Van: Gemeente Elzerwoude, voor iedereen die helpt" in about
    assert "Vragen? Bel Anne, 0800 1234." in about


@pytest.mark.parametrize("kind", KEYS)
def test_no_line_is_broken_within_a_telephone_number(tmp_path, kind):
    info = replace(personas().info.assignment, contact="Anne, 0591 55 01 23")
    found = words_of(describe(personas(), assignment=info), kind, tmp_path)
    assert "Anne, 0591\u00a055\u00a001\u00a023" in found
    assert "0591 55" not in found


def test_a_maker_reads_on_which_day_the_group_read_what_others_may_read_now():
    session = group()
    read = next(part for part in session.agenda if part.key == "terug")
    session = put(session, replace(read, another_day=True))
    assert "las de groep" not in cards_of(session, NL, for_makers=True).cards[0].notice
    later = Instant(utc=START.utc + 14 * 24 * 60 * MINUTE)
    toos, karim = cards_of(Go(phase=read.number).apply(session, later), NL, for_makers=True).cards
    day = date_words(datetime.datetime.fromtimestamp(later.utc / 1000, datetime.UTC).date(), NL)
    assert toos.notice.startswith(f"Op {day} las de groep de persona's.")
    assert "las de groep" not in karim.notice


def test_a_maker_who_finds_half_a_piece_right_has_one_way_to_say_so(tmp_path):
    found = words_of(personas(), "persona-check", tmp_path)
    assert found.count("Kruis onder elk stukje aan") == 2
    assert "Streep door wat niet klopt." in found
    assert "Kruis het hier aan" not in found


def test_whose_page_it_is_stands_on_each_page_of_a_sheet_for_pages_come_apart(tmp_path):
    path = export(personas(), "persona-check", tmp_path, translations=NL)
    broken = [
        p.text
        for p in Document(str(path)).paragraphs
        if p._p.pPr.find(qn("w:pageBreakBefore")) is not None
    ]
    assert len(broken) > 1
    assert all("Toos" in words or "Karim" in words for words in broken)
    assert "Geef alle bladzijden over deze persona" in words_of(
        personas(), "persona-check", tmp_path
    )


def test_the_sheet_says_to_whom_it_goes_by_when_and_what_happens_then(tmp_path):
    found = words_of(personas(), "persona-check", tmp_path)
    assert "Dat kan tot en met: ____" in found
    assert "Bel: ____" in found
    session = describe(personas(), date=datetime.date(2026, 11, 12))
    info = session.info.assignment
    session = describe(session, assignment=replace(info, contact="Anne, 0800 1234"))
    found = sheet_made(session, datetime.date(2026, 11, 23))
    assert "tot en met: maandag 23 november 2026." in found
    assert "Bel: Anne, 0800 1234." in found
    assert "Iemand kan het ook voor u opschrijven." in found
    assert "Uw naam hoeft er niet op." in found
    assert "Toos zegt:" in found


def test_makers_of_a_draft_read_that_others_do_not_and_of_an_agreed_one_that_it_stays():
    session = describe(group(), date=datetime.date(2026, 11, 12))
    agreed_to, draft = sheet_made(session, datetime.date(2026, 11, 19)).split("Klopt dit? Karim")
    by_hand = f"{'_' * 24} (de gespreksleider vult dit in)."
    together = "Wij lezen dit met de groep op donderdag 19 november 2026. Kunt u dan niet komen?"
    for words in (
        "Geeft u niets of een leeg blad terug? Dat is geen ja: de gespreksleider vraagt",
        f"U leest ze weer op: {by_hand}",
        "Pas als de groep ze goed vindt, lezen anderen ze. Dat zijn mensen die helpen of plannen",
        together,
    ):
        assert words in draft
        assert words not in agreed_to
    assert together not in sheet_made(session, datetime.date(2026, 11, 20))
    for words in (
        "anderen lezen die al",
        "Geeft u niets of een leeg blad terug? De groep vond dit al goed: het blijft zo.",
        "Vindt de groep ze goed? Dan komt er een nieuwe kaart. De oude halen wij niet op.",
    ):
        assert words in agreed_to
        assert words not in draft


def test_the_day_to_look_again_is_that_of_the_sheet_of_a_draft_too():
    session = describe(group(), date=datetime.date(2026, 11, 12))
    day = datetime.date(2026, 12, 17)
    session = after(session, SetState(number=1, state=PersonaState.BACK, again=day))
    found = sheet_made(session, datetime.date(2026, 11, 30))
    assert found.count("tot en met: donderdag 17 december 2026.") == 1


def test_a_sheet_that_is_made_after_the_last_day_leaves_that_to_the_moderator():
    session = describe(personas(), date=datetime.date(2026, 11, 12))
    by_hand = f"tot en met: {'_' * 24} (de gespreksleider vult dit in)."
    assert by_hand not in sheet_made(session, datetime.date(2026, 11, 23))
    assert by_hand in sheet_made(session, datetime.date(2026, 11, 24))
    assert datetime.date(2026, 11, 23) in days(session, SHEET, NL)  # so F7 knows of it


def sheet_made(session, day):
    """What the makers read on a sheet that is made on this day."""
    facts = Facts(session, NL)
    facts.made = day
    found = sheets(SHEET, cards_for(SHEET, facts), facts)
    return "\n".join(spoken(sheet.blocks) for sheet in found)


def test_a_maker_reads_of_which_part_nothing_stands_yet(tmp_path):
    toos, karim = words_of(personas(), "persona-check", tmp_path).split("Klopt dit? Karim")
    assert "Hierover staat er nog niets" not in toos
    empty = karim.partition("Hierover staat er nog niets:\n")[2].splitlines()
    assert empty[:2] == ["hoe ik woon", "mijn dagen"]
    assert "wie er om mij heen zijn" not in empty
    assert "Karim, ergens tussen 30 en 39 jaar\n☐" in karim


@pytest.mark.parametrize("kind", ["persona-cards", "persona-cards-html", "persona-booklet"])
def test_who_reads_a_persona_reads_what_it_is_for_and_what_not(tmp_path, kind):
    found = words_of(personas(), kind, tmp_path)
    assert "Toets er plannen mee, geen mensen." in found


def test_the_page_to_test_a_plan_on_makes_no_card_in_the_booklet_smaller():
    file = WordFile("nl", Footer("", "", ""), None)
    facts = Facts(personas(), NL)
    pages = tuple(sheets(BOOKLET, cards_for(BOOKLET, facts), facts))
    assert [page.to_write_on for page in pages] == [False, False, False, True]
    all_ = laid_out(file, pages)
    assert all_[: len(laid_out(file, pages[:-1]))] == laid_out(file, pages[:-1])
    assert file.sheet.height(laid_out(file, pages[-1:])) <= file.sheet.room


def test_makers_tick_the_name_the_age_and_the_picture_too(tmp_path):
    house = ChooseSymbol(number=1, symbol=Symbol.HOUSE, alt="een huis")
    found = words_of(after(personas(), house), "persona-check", tmp_path).splitlines()
    at = found.index("Wie het is")
    assert found[at + 1] == "Toos, ergens tussen 60 en 69 jaar. De afbeelding past: een huis."
    assert "liever weg" in found[at + 2]


def test_all_cards_of_a_document_have_letters_of_one_size_and_the_same_frame(tmp_path):
    words = "Ik vertel hier iets dat meer mensen kennen, en dat neemt al gauw een hele regel in."
    more = [WriteSentence(persona=1, field=f, words=words, hands=3) for f in PersonaField]
    for kind in (CARDS, BOOKLET):
        path = export(agreed(personas(), *more), kind, tmp_path, translations=NL)
        found = Document(str(path)).paragraphs
        wish = {p.style.style_id for p in found if p.text.startswith("Mijn wens")}
        who = {p.style.style_id for p in found if "Een persona, ergens tussen" in p.text}
        assert len(wish) == len(who) == 1
        assert wish.pop().endswith("Heed")


def test_what_looks_like_a_person_waits_for_an_answer():
    words = "Bel mij op 06-12345678."
    added = WriteSentence(persona=1, field=PersonaField.TALKING, words=words, hands=4)
    cards = cards_of(agreed(personas(), added), NL)
    assert words not in str(cards)
    assert "1 plek" in cards.stated[0]


@pytest.mark.parametrize("kind", KEYS)
def test_without_a_persona_it_says_so(tmp_path, kind):
    bare = after(personas(), RemovePersona(number=1), RemovePersona(number=2))
    assert "nog geen persona" in words_of(bare, kind, tmp_path)
    assert not KINDS[kind].there(bare)


def test_each_of_several_begins_a_page_and_one_alone_has_its_name_as_title(tmp_path):
    one = after(personas(), RemovePersona(number=2))
    alone = Document(str(export(one, "persona-cards", tmp_path, translations=NL)))
    assert alone.core_properties.title == "Toos: Inloop"
    assert alone.paragraphs[0].text == "Toos"
    both = Document(str(export(personas(), "persona-cards", tmp_path, translations=NL)))
    assert both.core_properties.title == "Persona's: Inloop"


def test_typed_words_become_no_markup(tmp_path):
    odd = WriteSentence(
        persona=1, field=PersonaField.DAYS, words='<b>Ik</b> & jij "samen"', hands=3
    )
    path = export(agreed(personas(), odd), "persona-cards-html", tmp_path, translations=NL)
    assert "&lt;b&gt;Ik&lt;/b&gt; &amp; jij" in path.read_text(encoding="utf-8")


def test_our_own_words_are_easy():
    session = agreed(personas(), *(RewordSentence(number=n, words="") for n in range(1, 13)))
    facts = Facts(session, NL)
    found = [
        finding.words
        for kind in (CARDS, BOOKLET, SHEET)
        for sheet in sheets(kind, cards_for(kind, facts), facts)
        for finding in check(spoken(sheet.blocks)).findings
    ]
    assert found == []


def pages_of(path, tmp_path):
    """How many pages a Word file takes, as LibreOffice lays it out."""
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    as_pdf = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(as_pdf, check=True, capture_output=True, timeout=120)
    told = subprocess.run(
        [COUNT, path.with_suffix(".pdf")], check=True, capture_output=True, text=True
    ).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.skipif(OFFICE is None or COUNT is None, reason="LibreOffice is not installed")
def test_the_sheet_of_a_persona_with_a_sentence_for_each_field_is_on_one_paper(tmp_path):
    more = [
        WriteSentence(persona=3, field=field, words="Ik vraag niemand om iets.", hands=3)
        for field in PersonaField
    ]
    house = ChooseSymbol(number=3, symbol=Symbol.HOUSE, alt="een huis")
    gone = (RemovePersona(number=1), RemovePersona(number=2))
    noor = MakePersona(title="Noor", ages=(30, 39))
    one = agreed(personas(), noor, house, *gone, *more)
    assert pages_of(export(one, "persona-check", tmp_path, translations=NL), tmp_path) == 2


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None or COUNT is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("sentences", [1, 2])
def test_a_card_stays_on_one_page_also_when_much_is_told(tmp_path, sentences):
    words = "Ik vertel hier iets dat meer mensen kennen, en dat neemt al gauw een hele regel in."
    more = [
        WriteSentence(persona=3, field=field, words=f"{words} En nog {at}.", hands=3)
        for field in PersonaField
        for at in range(sentences)
    ]
    gone = (RemovePersona(number=1), RemovePersona(number=2))
    one = agreed(personas(), MakePersona(title="Noor"), *gone, *more)
    assert pages_of(export(one, "persona-cards", tmp_path, translations=NL), tmp_path) == 1


@pytest.mark.parametrize("purpose", ["verbatim", "outside"])
@pytest.mark.parametrize("kind", KEYS)
def test_a_document_is_named_when_words_in_it_may_not_be_quoted_any_more(tmp_path, kind, purpose):
    words = "Niemand belde terug, en toen heb ik het zelf maar gedaan."
    said = Statement(number=9, at=START, words=words.lower(), speakers=("D1", "D2"), verbatim=True)
    sentence = WriteSentence(persona=1, field=PersonaField.HAPPENED, words=words, statements=(9,))
    yes = SetConsent(participants=(1, 2), purpose="outside", value=True)
    session = agreed(put(personas(), said), yes, sentence)
    made = noted(session, kind)
    assert words in words_of(session, kind, tmp_path)
    no = SetConsent(participants=(1,), purpose=purpose, value=False)
    session = after(session, no)
    assert words not in words_of(session, kind, tmp_path)
    assert stands(session, kind, made) is Standing.FORBIDDEN


def test_the_own_name_of_a_persona_is_no_name_of_a_person():
    named = WriteSentence(
        persona=1, field=PersonaField.TALKING, words="Zeg gewoon Toos tegen mij.", hands=4
    )
    assert "Zeg gewoon Toos tegen mij." in str(cards_of(agreed(personas(), named), NL))


@pytest.mark.parametrize("kind", KEYS)
def test_a_card_names_the_actions_that_touch_it(tmp_path, kind):
    session = after(
        personas(),
        AddAction(words="de bus stopt voor het plein"),
        EditAction(number=1, fields={"touches": (1,)}),
    )
    found = words_of(session, kind, tmp_path)
    for_readers = kind != "persona-check"
    assert ("De bus stopt voor het plein" in found) is for_readers
    proposed = "Dit stellen professionals voor (nog niet afgesproken)\n"
    assert (proposed in found) is for_readers
    assert "Voorgesteld" not in words_of(personas(), kind, tmp_path)


def test_what_to_take_into_account_stands_in_a_frame_with_air_above_and_below(tmp_path):
    document = Document(str(export(personas(), "persona-cards", tmp_path, translations=NL)))
    framed = {p.style.style_id: p.style for p in document.paragraphs if "Heed" in p.style.style_id}
    assert framed
    for style in framed.values():
        filled = style.element.pPr.find(qn("w:shd")).get(qn("w:fill"))
        for side in ("w:top", "w:bottom"):
            border = style.element.pPr.find(qn("w:pBdr")).find(qn(side))
            assert border.get(qn("w:color")) == filled
            assert int(border.get(qn("w:space"))) > 0


def test_the_air_of_a_frame_of_several_lines_is_measured_once():
    file = WordFile("nl", Footer("", "", ""), None)
    one = Pen(file).line("SpiegelLargeHeed", "Ik woon alleen.")
    once, twice, thrice = (file.sheet.height([one] * count) for count in (1, 2, 3))
    assert thrice - twice == pytest.approx(twice - once)
    borders = file.sheet.looks.look(file.styles["SpiegelLargeHeed"]).borders
    assert once > borders > 0
    assert twice < 2 * once - borders / 2


def test_who_reads_a_proposal_on_a_card_reads_from_what_of_that_life_it_comes():
    session = after(
        personas(),
        AddAction(words="iemand belt op zondag", statements=(1,)),
        EditAction(number=1, fields={"touches": (1, 2), "owner": "beheerder plein"}),
    )
    toos, karim = cards_of(session, NL).cards
    proposed = "Iemand belt op zondag. Voorstel: door beheerder plein."
    assert toos.actions == (proposed,)
    assert karim.actions == (f"{proposed} Bij: wie er om mij heen zijn.",)


def test_a_card_says_of_an_action_whether_it_is_only_proposed_or_by_when_it_is_done():
    agreed = {"touches": (1,), "status": ActionStatus.AGREED, "by": datetime.date(2027, 1, 15)}
    session = after(
        personas(),
        AddAction(words="een vast nummer"),
        EditAction(number=1, fields=agreed),
        AddAction(words="een bankje"),
        EditAction(number=2, fields={"touches": (1,), "owner": "beheerder plein"}),
    )
    toos = cards_of(session, NL).cards[0]
    assert toos.touched == "Dit doen professionals eraan"
    assert toos.actions == (
        "Een vast nummer. Afgesproken. Uiterlijk 15 januari 2027.",
        "Een bankje. Voorstel: door beheerder plein.",
    )


@pytest.mark.parametrize("kind", ["persona-cards", "persona-cards-html", "persona-booklet"])
def test_a_card_that_is_made_after_a_day_says_that_it_has_passed_and_f7_knows_of_one_from_before(
    tmp_path, kind
):
    again, by = datetime.date(2024, 3, 1), datetime.date(2024, 1, 15)
    session = after(
        personas(),
        AddAction(words="een bankje"),
        EditAction(number=1, fields={"touches": (1,), "by": by}),
        SetState(number=1, state=PersonaState.AGREED, again=again),
    )
    found = words_of(session, kind, tmp_path).replace("\u00a0", " ")
    assert "Op 1 maart 2024 (voorbij) kijkt de groep of het nog klopt." in found
    assert "Een bankje. Voorstel: uiterlijk 15 januari 2024 (voorbij)." in found
    assert set(days(session, kind, NL)) == {again, by}
    assert "voorbij" not in cards_of(session, NL).cards[0].about


@pytest.mark.parametrize("kind", KEYS)
def test_a_loose_card_says_under_the_name_that_it_is_of_a_persona(tmp_path, kind):
    found = words_of(personas(), kind, tmp_path)
    assert "Een persona, ergens tussen 60 en 69 jaar" in found


@pytest.mark.parametrize("kind", ["persona-cards", "persona-cards-html", "persona-booklet"])
def test_a_loose_card_says_under_the_name_of_which_theme_it_is(tmp_path, kind):
    found = words_of(describe(personas(), title="Eten met anderen"), kind, tmp_path)
    assert found.count("\nThema: Eten met anderen") == 2


def test_a_maker_can_have_a_sentence_left_out_without_saying_why(tmp_path):
    found = words_of(personas(), "persona-check", tmp_path)
    assert found.count("liever weg") == 2 + len(TOLD) + 1 + 2
    assert "niemand hoeft te zeggen waarom" in found


def test_makers_read_at_home_which_personas_others_may_read_and_no_words_of_each_other(tmp_path):
    found = words_of(group(), "client-edition", tmp_path)
    assert found.startswith("Wat u maakte en wat wij")
    assert "Toos, ergens tussen 60 en 69 jaar" in found
    assert "Karim" not in found
    assert "Naar 1 persona kijkt u nog. Anderen lezen die nu niet." in found
    assert "“" not in found
    both = words_of(personas(), "client-edition", tmp_path)
    assert "Karim" in both
    assert "De kaarten krijgt u erbij." in both
    assert "kijkt u nog" not in both


def test_the_rules_of_a_card_are_as_large_as_its_page_holds(tmp_path):
    path = export(group(), "persona-cards", tmp_path, translations=NL)
    (rules,) = (p for p in Document(str(path)).paragraphs if "Toets er plannen mee" in p.text)
    assert rules.style.name == "Spiegel Large"


def test_on_a_full_card_what_goes_on_under_the_same_name_stands_further_in(tmp_path):
    words = "Ik vertel hier iets dat meer mensen kennen, en dat neemt al gauw een hele regel in."
    more = [
        WriteSentence(persona=3, field=field, words=f"{words} En nog {at}.", hands=3)
        for field in PersonaField
        for at in range(2)
    ]
    gone = (RemovePersona(number=1), RemovePersona(number=2))
    one = agreed(group(), MakePersona(title="Noor"), *gone, *more)
    lines = words_of(one, "persona-cards", tmp_path).splitlines()
    assert f"Mijn wens: {words} En nog 0." in lines
    assert f"\u2003{words} En nog 1." in lines
