"""A Word document is read as a person sees it: nothing lost or twice, what is left out named."""

import pytest
import wordfiles as word
from wordfiles import paragraph, run

from spiegel.importing.seen import DamagedError, Left, LeftKind
from spiegel.importing.word import read_word


def lines(*body: str, **parts: str) -> list[str]:
    """The lines of a document with this body that hold words."""
    text = read_word(word.word_bytes("".join(body), **parts)).text
    return [line for line in text.split("\n") if line]


def left(*body: str, **parts: str) -> tuple[Left, ...]:
    return read_word(word.word_bytes("".join(body), **parts)).left


def test_what_was_put_in_is_read_and_what_was_taken_out_is_not():
    inserted = f'<w:ins w:id="1" w:author="x">{run("nu ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>toen </w:delText></w:r></w:del>'
    body = paragraph("Hoe gaat het ", inserted, deleted, "met u?")
    assert lines(body) == ["Hoe gaat het nu met u?"]
    assert left(body) == ()


def test_what_was_moved_stands_once_at_its_new_place():
    away = paragraph(f'<w:moveFrom w:id="1" w:author="x">{run("Wat hielp u?")}</w:moveFrom>')
    here = paragraph(f'<w:moveTo w:id="2" w:author="x">{run("Wat hielp u?")}</w:moveTo>')
    assert lines(away, paragraph("Hoe ging het?"), here) == ["Hoe ging het?", "Wat hielp u?"]


def test_fields_of_a_form_are_read_when_somebody_filled_them_in():
    body = paragraph(
        "Wat ",
        word.content_control(run("hielp u")),
        word.content_control(run("klik of tik om tekst in te voeren"), placeholder=True),
        "?",
    )
    whole = word.content_control(paragraph("Wat miste u?"))
    empty = word.content_control(paragraph("Kies een onderwerp"), placeholder=True)
    assert lines(body, whole, empty) == ["Wat hielp u?", "Wat miste u?"]


@pytest.mark.parametrize(
    "shown",
    [
        word.field("het vervoer"),
        f'<w:fldSimple w:instr=" REF onderwerp ">{run("het vervoer")}</w:fldSimple>',
        f'<w:smartTag w:element="place">{run("het vervoer")}</w:smartTag>',
    ],
    ids=["complex field", "simple field", "smart tag"],
)
def test_of_a_field_what_it_shows_is_read(shown):
    assert lines(paragraph("Hoe gaat ", shown, "?")) == ["Hoe gaat het vervoer?"]


def test_hidden_and_struck_text_is_left_out_and_named():
    body = paragraph(
        "Hoe ging het? ",
        run("niet voor ", "<w:vanish/>"),
        run("de zaal", "<w:vanish/>"),
        run("Wie was erbij?", "<w:strike/>"),
        run(" Echt.", '<w:strike w:val="0"/>'),
    )
    hidden = paragraph("Alles verborgen.", style="Verborgen")
    assert lines(body, hidden) == ["Hoe ging het?  Echt."]
    assert left(body, hidden) == (
        Left(LeftKind.HIDDEN, "niet voor de zaal"),
        Left(LeftKind.STRUCK, "Wie was erbij?"),
        Left(LeftKind.HIDDEN, "Alles verborgen."),
    )


def test_comments_and_notes_are_left_out_and_named():
    body = paragraph(
        "Hoe ging het",
        '<w:r><w:footnoteReference w:id="5"/></w:r>',
        '<w:r><w:commentReference w:id="6"/></w:r>',
        "?",
    )
    parts = {
        "comments": f'<w:comment w:id="6" w:author="x">{paragraph("rustig vragen")}</w:comment>',
        "footnotes": f'<w:footnote w:id="5">{paragraph("zie de nota")}</w:footnote>',
    }
    assert lines(body, **parts) == ["Hoe ging het?"]
    assert left(body, **parts) == (
        Left(LeftKind.COMMENT, "rustig vragen"),
        Left(LeftKind.NOTE, "zie de nota"),
    )


@pytest.mark.parametrize("fallback", [True, False])
def test_a_text_box_is_read_once(fallback):
    box = word.text_box(paragraph("Wees rustig."), fallback=fallback)
    assert lines(paragraph("Hoe ging het?", box)) == ["Hoe ging het?", "Wees rustig."]


def test_a_list_that_word_numbers_is_a_list_with_what_stands_under_it():
    body = (
        paragraph("Hoe ging het?", number=1),
        paragraph("Wat hielp?", number=2, level=1),
        paragraph("Wat miste u?", number=1),
        paragraph("Zonder eigen nummering", style="Opsomming"),
    )
    assert lines(*body) == [
        "1. Hoe ging het?",
        "   -  Wat hielp?",
        "1. Wat miste u?",
        "-  Zonder eigen nummering",
    ]


def test_headings_are_headings_by_their_level_whatever_their_style_is_called():
    body = (
        paragraph("Leidraad", style="Titel"),
        paragraph("Cliëntronde", style="Kop1"),
        paragraph("Thuis", style="Tussenkop"),
        paragraph(run("Vervoer", "<w:b/>")),
    )
    assert lines(*body) == ["# Leidraad", "## Cliëntronde", "### Thuis", "**Vervoer**"]


def test_hyphens_spaces_and_signs_are_those_that_one_sees():
    body = paragraph(
        "mee",
        "<w:r><w:noBreakHyphen/></w:r>",
        "eten, sa",
        "<w:r><w:softHyphen/></w:r>",
        "men\u00a0nu ",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        '<w:r><w:sym w:font="Eigen tekens" w:char="F0A1"/></w:r>',
    )
    assert lines(body) == ["mee-eten, samen nu ✓"]
    assert left(body) == (Left(LeftKind.SYMBOL, "mee-eten, samen nu ✓"),)


def test_a_table_gives_its_rows_with_each_cell_in_its_column():
    two = paragraph("Hoe ging het?") + paragraph("Wat hielp?")
    body = word.table(("Tijd", "Onderdeel", "Vraag"), ("13.00", "Cliëntronde", two))
    assert lines(body) == [
        "| Tijd | Onderdeel | Vraag |",
        "| 13.00 | Cliëntronde | Hoe ging het? |",
        "|  |  | Wat hielp? |",
    ]


def test_a_table_of_one_column_is_a_frame_around_text():
    assert lines(word.table(("Welkom",), ("Hoe ging het?",))) == ["Welkom", "Hoe ging het?"]


def test_what_stands_on_each_page_and_the_table_of_contents_are_not_read():
    styles = word.STYLES + (
        '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    )
    parts = {"header1": paragraph("Gemeente"), "footer1": paragraph("blad 1"), "styles": styles}
    body = (paragraph("Cliëntronde 2", style="Inhopg1"), paragraph("Cliëntronde", style="Kop1"))
    assert lines(*body, **parts) == ["# Cliëntronde"]
    assert left(*body, **parts) == (Left(LeftKind.CONTENTS),)


def test_a_line_that_was_broken_by_its_author_stays_one_item():
    broken = paragraph("Hoe ging het?", "<w:r><w:br/></w:r>", "Neem de tijd.", number=1)
    assert lines(broken) == ["1. Hoe ging het?", "   Neem de tijd."]


def test_a_formula_is_named_since_its_numbers_say_something_else_on_one_line():
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    parts = (
        f"<m:{part}><m:r><m:t>{n}</m:t></m:r></m:{part}>" for part, n in (("num", 1), ("den", 2))
    )
    half = f'<m:oMath xmlns:m="{math}"><m:f>{"".join(parts)}</m:f></m:oMath>'
    body = paragraph("Wat zegt u na ", half, " uur?")
    assert lines(body) == ["Wat zegt u na  uur?"]
    assert left(body) == (Left(LeftKind.UNREAD, "1 2"),)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 en dan niets", word.word_bytes(paragraph("Hoe?"))[:300], b""],
    ids=["no package", "cut off", "empty"],
)
def test_a_file_that_is_damaged_is_said_to_be(content):
    with pytest.raises(DamagedError):
        read_word(content)
