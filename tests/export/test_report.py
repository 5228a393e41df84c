"""The Word report: what a professional, a screen reader and Word itself find in it."""

import itertools
import re
import zipfile
from collections import Counter

import docx
import msgspec
import pytest
from lxml import etree

from export.measured import sheet_of
from export.printed import W, bookmarks, every_part, links, paragraphs, part, text, words_of
from export.reported import START, meeting
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.report.report import document_numbers, report_on
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement
from spiegel.export.word.docx import WordFile
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.i18n import translations

NL = translations("nl")
CODE = re.compile(r"(?<![\w])[DT]\d+(?![\w])")


def test_every_statement_with_consent_stands_once_with_its_number(report):
    session = meeting()
    labels = document_numbers(session, NL)
    stand = Counter(
        words.split("\t")[0]
        for style, words in paragraphs(report)
        if style in ("Quote", "SpiegelSummary")
    )
    assert stand == Counter(labels.values())
    for number, statement in session.statements.items():
        ruling = shown(session, statement, NL)
        assert isinstance(ruling, Shown) == (number in labels)
        if isinstance(ruling, Shown):
            line = next(
                words for _, words in paragraphs(report) if words.startswith(f"{labels[number]}\t")
            )
            assert ruling.words in line


def test_a_quotation_is_a_quotation_and_a_summary_says_so(report):
    for style, words in paragraphs(report):
        if style == "Quote":
            before, quoted, _words = words.partition("“")
            assert quoted
            assert before.endswith("\t") or "\tOp de vraag: " in before
            assert "(samengevat" not in words
        if style == "SpiegelSummary":
            assert "\t“" not in words
            assert "(samengevat" in words


def test_nothing_of_who_may_not_be_quoted_is_in_the_file(report):
    content = every_part(report)
    for withheld in ("Twaalf maandagen", "Vraag het mij eens", "syndroom van Elzer"):
        assert withheld not in content


def test_no_code_and_no_time_is_in_the_file(report):
    content = text(report)
    assert not CODE.findall(content)
    assert not re.findall(r"\b\d{1,2}:\d\d\b", content)
    assert "5d3c0f5e" not in every_part(report)


def test_every_link_leads_somewhere_and_every_place_is_there_once(report):
    places = Counter(bookmarks(report))
    assert set(places.values()) == {1}
    targets = {anchor for anchor, _ in links(report)}
    assert targets <= places.keys()
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", place) for place in places)
    ids = [mark.get(f"{W}id") for mark in part(report).iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids)


def test_statements_and_actions_link_both_ways_with_visible_words(report):
    session = meeting()
    labels = document_numbers(session, NL)
    visible = Counter(links(report))
    for action in session.actions.values():
        for number in action.statements:
            if number not in labels:
                continue
            label = labels[number]
            place = next(a for a, w in visible if w == label or w.startswith(f"{label}\xa0"))
            assert place in bookmarks(report)
            line = next(
                p
                for p in part(report).iter(f"{W}p")
                if words_of(p).startswith(f"{labels[number]}\t")
            )
            back = [(a.get(f"{W}anchor"), words_of(a)) for a in line.iter(f"{W}hyperlink")]
            not_done = " (doen wij niet)" if action.kind is ActionKind.DECLINE else ""
            words = f"zie\xa0actie\xa0{action.number}{not_done}"
            assert (f"actie_{action.number}", words) in back


def test_the_contents_are_there_without_asking(report):
    entries = [words for style, words in paragraphs(report) if style.startswith("TOC") and words]
    assert entries[0] == "Zo leest u dit verslag\t"
    assert "Thema 1: bejegening\t" in entries
    assert [e.strip() for e in entries if e.strip() in ("Verbeteracties", "Hoe het is gegaan")]
    assert "updateFields" not in every_part(report)
    assert 'w:dirty="' not in every_part(report)


def test_headings_are_headings(report):
    levels = [
        (int(style[-1]), words)
        for style, words in paragraphs(report)
        if style.startswith("Heading")
    ]
    assert (1, "Wat de deelnemers vertelden") in levels
    second = [words for level, words in levels if level == 2]
    assert any(words.startswith("Thema 2: wachttijd ·\xa0") for words in second)
    assert len(set(levels)) == len(levels)
    assert (3, "+ Gaat goed: wachttijd ·\xa02 deelnemers") in levels
    parts = [words for level, words in levels if level == 3]
    assert len(set(parts)) == len(parts)
    body = [level for level, _ in levels[4:]]  # the first four are those of page one
    assert body[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(body))


def test_tables_have_a_repeated_header_rows_stay_whole_and_say_what_they_hold(report):
    tables = list(part(report).iter(f"{W}tbl"))
    assert len(tables) == 7
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        widths = [int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")]
        assert sum(widths) <= 9_638
        for cell in table.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"


def test_the_file_says_what_it_is_and_not_who_made_it(report):
    properties = docx.Document(str(report)).core_properties
    assert properties.title == "Wmo-toegang in drie wijkteams"
    assert properties.language == "nl-NL"
    assert properties.author == properties.last_modified_by == ""
    assert properties.created is not None
    assert properties.created.year > 2020
    with zipfile.ZipFile(report) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_the_words_are_dutch_to_the_spelling_checker(report, make):
    styles = part(report, "word/styles.xml")
    assert {mark.get(f"{W}val") for mark in styles.iter(f"{W}lang")} == {"nl-NL"}
    english = make(meeting(language="en"))
    styles = part(english, "word/styles.xml")
    assert {mark.get(f"{W}val") for mark in styles.iter(f"{W}lang")} == {"en-GB"}
    assert "What the participants told" in text(english)


def test_nothing_that_matters_stands_in_the_footer_alone(report):
    footer = words_of(part(report, "word/footer1.xml"))
    assert footer == (
        "Verslag spiegelgesprek, voor binnen de organisatie: Wmo-toegang in drie wijkteams"
        "\tpagina 1 van 1"
    )
    fields = [f.get(f"{W}instr") for f in part(report, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert re.search(
        r"Concept van \d+ \w+ \d{4}: dit verslag is nog niet voorgelegd aan de deelnemers",
        text(report),
    )


def test_page_one_ends_before_the_contents(report):
    body = part(report).find(f"{W}body")
    breaks = [
        words_of(p) for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaks == ["Inhoud", "De thema's in één oogopslag"]


def above(path):
    """What stands above every page but the first."""
    with zipfile.ZipFile(path) as archive:
        header = "word/spiegel_header.xml" in archive.namelist()
    return words_of(part(path, "word/spiegel_header.xml")) if header else ""


def test_who_turns_a_page_reads_above_it_which_theme_a_number_is_of(report):
    assert above(report).startswith("Thema's: 1\xa0bejegening ·\xa02\xa0wachttijd ·\xa0")
    section = part(report).find(f"{W}body")[-1]
    assert section.find(f"{W}titlePg") is not None  # page one has its themes itself
    kinds = [mark.get(f"{W}type") for mark in section if mark.tag.endswith("Reference")]
    assert kinds == ["default", "first", "default"]


def test_names_of_themes_that_take_more_than_two_lines_do_not_stand_above_a_page(make):
    session = meeting()
    long = (
        msgspec.structs.replace(theme, name=f"{theme.name} en alles wat daar nog meer bij hoort")
        for theme in session.themes.values()
    )
    assert above(make(put(session, *long))) == ""


def leading(path):
    """The lines of page one that lead on, as they stand until Word counts pages."""
    return [words for style, words in paragraphs(path) if style == "SpiegelUnder"][:2]


def test_page_one_names_a_page_where_that_is_certain_and_says_further_on_where_it_is_not(report):
    assert leading(report) == [
        "Alle thema's (pagina\xa03). "
        "Nog niets mee gebeurd: één aanspreekpunt, mantelzorg en vervoer.",
        "Waarop deze rusten, en wat niet doorgaat: zie Verbeteracties (pagina\xa0verderop)",
    ]


def test_behind_contents_of_more_than_a_page_no_number_is_certain(make):
    session = meeting()
    themes = [
        msgspec.structs.replace(session.themes[1], number=n, name=f"thema {n}")
        for n in range(50, 110)
    ]
    told = [
        msgspec.structs.replace(session.statements[1], number=n + 500, themes=(n,))
        for n in range(50, 110)
    ]
    assert "(pagina\xa0verderop)" in leading(make(put(session, *themes, *told)))[0]


def test_facts_and_signs_stand_in_tables_with_a_header(report):
    headers = [
        [words_of(cell) for cell in table.find(f"{W}tr").findall(f"{W}tc")]
        for table in part(report).iter(f"{W}tbl")
    ]
    assert headers[0] == [
        "Soort",
        "Meest genoemd (deelnemers)",
        "Eén van de uitspraken, met nummer",
    ]
    assert ["Wat", "Gegeven"] in headers


def test_a_link_that_is_a_number_says_what_it_leads_to(report):
    for mark in part(report).iter(f"{W}hyperlink"):
        words = words_of(mark)
        if not re.search("[a-z]{3}", words):
            assert re.fullmatch(rf"(uitspraak|actie)\xa0{words}", mark.get(f"{W}tooltip"))


def test_no_word_in_a_table_is_broken(make):
    session = meeting()
    owner = "mantelzorgcoördinator"
    path = make(put(session, msgspec.structs.replace(session.actions[1], owner=owner)))
    sheet = sheet_of(path)
    for table in part(path).iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) / 20 for column in table.find(f"{W}tblGrid")]
        for row in table.findall(f"{W}tr"):
            for width, cell in zip(widths, row.findall(f"{W}tc"), strict=True):
                lines = " ".join(map(words_of, cell.findall(f"{W}p")))
                words = lines.replace("-", "- ").split(" ")
                assert sheet.cell_width(words, "TableGrid", "SpiegelCell", "") <= width + 0.1
    owners = [words for _, words in paragraphs(path) if words == owner]
    assert len(owners) == 1


def test_a_theme_begins_with_two_statements_on_its_page(report):
    blocks = list(part(report).find(f"{W}body"))
    styles = [b.find(f"{W}pPr/{W}pStyle") for b in blocks]
    names = ["" if s is None else s.get(f"{W}val") for s in styles]
    firsts = [i for i, words in enumerate(map(words_of, blocks)) if re.match(r"\d\.1\t", words)]
    assert len(firsts) == 7
    for at in firsts:
        assert blocks[at].find(f"{W}pPr/{W}keepNext") is not None
        assert names[at - 1] == "Heading3"


def test_quotations_and_summaries_have_one_straight_edge(report):
    styles = part(report, "word/styles.xml")
    summary = next(s for s in styles if s.get(f"{W}styleId") == "SpiegelSummary")
    assert summary.find(f"{W}basedOn").get(f"{W}val") == "Quote"
    assert summary.find(f"{W}pPr") is None


def test_no_letter_is_smaller_than_nine_points(report):
    sizes = [int(mark.get(f"{W}val")) for mark in part(report, "word/styles.xml").iter(f"{W}sz")]
    assert min(sizes) >= 18
    assert sizes[0] == 22


def test_an_empty_meeting_is_one_page_without_contents(make):
    nothing = {"statements": {}, "actions": {}, "remarks": {}, "listener_questions": {}}
    path = make(msgspec.structs.replace(meeting(), **nothing))
    words = text(path)
    assert words.count("niets") == 1
    assert "Inhoud" not in words
    sheet = sheet_of(path)
    blocks = [etree.tostring(block).decode() for block in list(part(path).find(f"{W}body"))[:-1]]
    assert sheet.holds(blocks)


def test_a_short_report_has_no_contents(make):
    session = meeting()
    some = {n: s for n, s in session.statements.items() if n < 4}
    without = {key: {} for key in ("actions", "remarks", "moments", "listener_questions")}
    words = text(make(msgspec.structs.replace(session, statements=some, **without)))
    assert "Inhoud" not in words
    assert "Zo leest u dit verslag" in words


def test_words_from_the_right_say_so_and_in_which_language(make):
    said = Statement(
        number=1, at=START, words="Ze zei مرحبا بك en toen niets", speakers=("D1",), themes=(1,)
    )
    remark = Remark(number=9, at=START, words="שלום לכולם", kind=RemarkKind.STEP, step="geraakt")
    root = part(make(put(meeting(), said, remark)))
    runs = [r for r in root.iter(f"{W}r") if r.find(f"{W}rPr/{W}rtl") is not None]
    found = [(words_of(r), r.find(f"{W}rPr/{W}lang").get(f"{W}bidi")) for r in runs]
    assert ("مرحبا بك", "ar-SA") in found
    assert ("שלום לכולם", "he-IL") in found
    sides = [words_of(p) for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None]
    assert sides == ["שלום לכולם"]


@pytest.mark.parametrize("kind", ["report", "worklist"])
def test_a_file_opens_in_python_docx_as_well(make, kind):
    document = docx.Document(str(make(meeting(), kind)))
    assert document.paragraphs
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("kind", ["report", "markdown", "html"])
def test_where_an_action_comes_from_is_read_with_it_in_the_words_of_participants(make, kind):
    path = make(meeting(), kind)
    read = text(path) if kind == "report" else path.read_text(encoding="utf-8")
    chapter = read[read.rindex("Dit gaan of willen wij doen") :]
    action = meeting().actions[1]
    told = [meeting().statements[n].words for n in action.statements]
    beside = [words for words in told if chapter.count(f"“{words}”") == 1]
    assert len(beside) >= 2


@pytest.mark.parametrize("kind", ["report", "markdown", "html"])
def test_no_statement_behind_an_action_is_a_number_alone(make, kind):
    path = make(meeting(), kind)
    read = text(path) if kind == "report" else re.sub(r"<[^>]*>", "", path.read_text("utf-8"))
    chapter = " ".join(read[read.rindex("Dit gaan of willen wij doen") :].split())
    behind = dict.fromkeys(n for a in meeting().actions.values() for n in a.statements)
    labels = document_numbers(meeting(), NL)
    for number in (n for n in behind if n in labels):
        first = " ".join(meeting().statements[number].words.split()[:4])
        place = re.escape(labels[number]) + r"(\]\([^)]*\))?"
        assert re.search(rf"{place} “?{re.escape(first)}", chapter), (number, first)


def test_an_action_stands_with_the_marked_words_first_and_no_endless_ones():
    session = meeting()
    action = session.actions[1]
    numbers = sorted(action.statements)
    marked = msgspec.structs.replace(session.statements[numbers[-1]], key=True)
    endless = msgspec.structs.replace(session.statements[numbers[0]], words="lang " * 60, key=True)
    (table, *_others) = report_on(put(session, marked, endless), translations("nl")).actions.tables
    row = next(each for each in table.rows if each.label == "1")
    words = [each.words for each in row.said]
    assert marked.words in words
    assert not any("lang lang" in each for each in words)
    assert [each.label for each in row.said] == sorted(each.label for each in row.said)


def test_of_many_words_with_as_many_letters_the_widest_is_not_broken_in_a_table():
    def first_column(words):
        pen = Pen(WordFile("nl", Footer("", "", ""), None))
        rows = [[pen.plain_cell(word), pen.plain_cell("kort")] for word in words]
        widths = re.findall(r'<w:gridCol w:w="(\d+)"', pen.table([1, 30], ["", ""], rows, ""))
        return int(widths[0])

    thin = [f"{letter}iiiiiiiiiii" for letter in "abcdefghijklmnoprstuv"]
    assert first_column(thin) < first_column(["wwwwwwwwwwww"])
    assert first_column([*thin, "wwwwwwwwwwww"]) == first_column(["wwwwwwwwwwww"])
