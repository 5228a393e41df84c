"""An OpenDocument text is read as a person sees it, in the same lines as a Word document."""

import odtfiles as odt
import pytest
from odtfiles import paragraph, span

from spiegel.importing.opendocument import read_opendocument
from spiegel.importing.seen import DamagedError, Left, LeftKind


def lines(*body: str) -> list[str]:
    text = read_opendocument(odt.odt_bytes("".join(body))).text
    return [line for line in text.split("\n") if line]


def left(*body: str) -> tuple[Left, ...]:
    return read_opendocument(odt.odt_bytes("".join(body))).left


def test_what_was_put_in_is_read_and_what_was_taken_out_is_not():
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="a"><text:deletion>'
        f"{paragraph('toen')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = paragraph(
        "Hoe gaat het ",
        '<text:change-start text:change-id="b"/>nu <text:change-end text:change-id="b"/>',
        '<text:change text:change-id="a"/>met u?',
    )
    assert lines(deleted, body) == ["Hoe gaat het nu met u?"]


def test_fields_of_a_form_are_read_when_somebody_filled_them_in():
    body = paragraph(
        "Wat <loext:content-control>hielp u</loext:content-control>",
        '<loext:content-control loext:showing-place-holder="true">tik hier</loext:content-control>',
        "<text:placeholder>vul in</text:placeholder>?",
    )
    assert lines(body) == ["Wat hielp u?"]


def test_of_a_field_what_it_shows_is_read():
    shown = '<text:bookmark-ref text:ref-name="x">het vervoer</text:bookmark-ref>'
    assert lines(paragraph("Hoe gaat ", shown, "?")) == ["Hoe gaat het vervoer?"]


def test_hidden_and_struck_text_is_left_out_and_named():
    body = paragraph(
        "Hoe ging het?", span(" niet voor de zaal", "Verborgen"), span(" Wie?", "Doorgestreept")
    )
    section = f'<text:section text:display="none">{paragraph("Oude vraag?")}</text:section>'
    assert lines(body, section) == ["Hoe ging het?"]
    assert left(body, section) == (
        Left(LeftKind.HIDDEN, "niet voor de zaal"),
        Left(LeftKind.STRUCK, "Wie?"),
        Left(LeftKind.HIDDEN, "Oude vraag?"),
    )


def test_comments_and_notes_are_left_out_and_named():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{paragraph('zie de nota')}</text:note-body></text:note>"
    )
    comment = (
        f"<office:annotation><dc:creator>x</dc:creator>{paragraph('rustig')}</office:annotation>"
    )
    body = paragraph("Hoe ging het", note, comment, "?")
    assert lines(body) == ["Hoe ging het?"]
    assert left(body) == (Left(LeftKind.NOTE, "zie de nota"), Left(LeftKind.COMMENT, "rustig"))


def test_a_text_box_is_read_once_after_the_line_that_it_hangs_on():
    box = f"<draw:frame><draw:text-box>{paragraph('Wees rustig.')}</draw:text-box></draw:frame>"
    assert lines(paragraph("Hoe ging het?", box)) == ["Hoe ging het?", "Wees rustig."]


def test_lists_are_lists_with_what_stands_under_their_items():
    under = odt.listed("Wat hielp?", style="Punten")
    body = odt.listed(paragraph("Hoe ging het?") + under, "Wat miste u?")
    assert lines(body) == ["1. Hoe ging het?", "   -  Wat hielp?", "1. Wat miste u?"]


def test_titles_headings_and_lines_in_bold_are_what_they_look_like():
    body = (
        paragraph("Leidraad", style="Title"),
        odt.heading("Cliëntronde"),
        paragraph(span("Vervoer", "Vet")),
    )
    styles = odt.STYLES + '<style:style style:name="Title" style:family="paragraph"/>'
    text = read_opendocument(odt.odt_bytes("".join(body), styles)).text
    assert text.split("\n\n") == ["# Leidraad", "## Cliëntronde", "**Vervoer**"]


def test_spaces_tabs_hyphens_and_signs_are_those_that_one_sees():
    body = paragraph("mee\u2011eten,<text:s/>sa\u00admen<text:tab/>nu \uf0a1")
    assert lines(body) == ["mee-eten, samen\tnu"]
    assert left(body) == (Left(LeftKind.SYMBOL, "mee-eten, samen\tnu"),)


def test_lines_of_the_file_are_no_lines_of_the_text_and_make_no_wider_gap():
    body = paragraph("\n      Hoe gaat\n      ", span(" het  nu", "Vet"), "\tmet u?\n    ")
    assert lines(body) == ["Hoe gaat het nu met u?"]


def test_a_table_gives_its_rows_with_each_cell_in_its_column():
    merged = (
        "<table:table><table:table-row>"
        f'<table:table-cell table:number-rows-spanned="2">{paragraph("13.00")}</table:table-cell>'
        f"<table:table-cell>{paragraph('Hoe ging het?')}</table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/>"
        f"<table:table-cell>{paragraph('Wat hielp?')}</table:table-cell></table:table-row>"
        "</table:table>"
    )
    assert lines(merged) == ["| 13.00 | Hoe ging het? |", "|  | Wat hielp? |"]


def test_rows_that_the_file_writes_once_since_they_are_alike_are_all_there():
    rows = odt.table(("13.00", "Pauze"), ("Hoe ging het?", "D1"))
    rows = rows.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="2">', 1)
    assert lines(rows) == [*["| 13.00 | Pauze |"] * 2, "| Hoe ging het? | D1 |"]
    many = rows.replace('repeated="2"', 'repeated="1048576"')
    assert len(lines(many)) == 101


def test_tables_in_tables_that_repeat_all_that_is_in_them_do_not_fill_the_memory():
    body = paragraph("Pauze")
    for _level in range(7):
        body = odt.table((body, "D1"))
        for part, what in (("row", "rows"), ("cell", "columns")):
            plain, many = f"<table:table-{part}>", f'table:number-{what}-repeated="100"'
            body = body.replace(plain, f"<table:table-{part} {many}>", 1)
    found = lines(body)
    assert len(found) == 200  # two cells of each row below each other
    assert found[0].count("Pauze") == 100


def test_the_table_of_contents_is_not_read_and_said():
    contents = f"<text:table-of-content>{paragraph('Cliëntronde 2')}</text:table-of-content>"
    assert lines(contents, odt.heading("Cliëntronde")) == ["# Cliëntronde"]
    assert left(contents) == (Left(LeftKind.CONTENTS),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04opendocument", odt.odt_bytes("")[:200]])
def test_a_file_that_is_damaged_is_said_to_be(content):
    with pytest.raises(DamagedError):
        read_opendocument(content)
