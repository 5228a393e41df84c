"""Themes from a codebook of another program, or from a list: the same ones, and nothing else."""

import pytest

from export.reported import meeting
from spiegel import clock
from spiegel.domain.preparation.tables import lines_of_list
from spiegel.domain.preparation.theme_list import (
    MOST,
    Named,
    TakeThemes,
    effect_on_themes,
    theme_list,
    themes_of_lines,
)
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Theme
from spiegel.export.exchange.codebook import as_codebook
from spiegel.i18n import translations
from spiegel.importing.codebook import LARGEST, read_codebook
from spiegel.importing.seen import DamagedError

NL = translations("nl")
SPACE = 'xmlns="urn:QDA-XML:codebook:1.0"'


def taken(session: Session, themes: tuple[Named, ...]) -> Session:
    return TakeThemes(themes=themes).apply(session, clock.now())


def named(session: Session) -> list[tuple[str, str]]:
    themes = sorted(session.themes.values(), key=lambda one: (one.digit or 10, one.number))
    return [(theme.name, theme.group) for theme in themes]


def codebook(inside: str, space: str = SPACE) -> bytes:
    return f"<?xml version='1.0'?><CodeBook {space}><Codes>{inside}</Codes></CodeBook>".encode()


def test_a_codebook_that_was_made_and_read_again_gives_the_same_themes():
    session = put(
        meeting(),
        Theme(number=1, name="wachttijd & <zo>", digit=2),
        Theme(number=7, name="’s avonds 🙂 “krul”", digit=1),
        Theme(number=8, name="balie", group="Loket"),
        Theme(number=9, name="telefoon", group="Loket"),
    )
    found = read_codebook(as_codebook(session, NL))
    assert found.themes == tuple(Named(*one) for one in named(session))
    again = taken(Session(info=meeting().info), found.themes)
    assert named(again) == named(session)
    assert read_codebook(as_codebook(again, NL)) == found
    assert effect_on_themes(again, found.themes).same == len(found.themes)


def test_codes_of_another_program_stand_under_their_headings():
    inside = (
        '<Code guid="a" name="Hulp" isCodable="false"><Description>wat hielp</Description>'
        '<Code guid="b" name=" kreeg  hulp " isCodable="true" color="#FF0000">'
        '<Code guid="c" name="van de wijk" isCodable="true"/></Code></Code>'
        "<!-- los --><Code guid='d' name='Wachten'/><Code guid='e' name=''/>"
    )
    found = read_codebook(codebook(inside))
    assert found.themes == (
        Named("kreeg hulp", "Hulp"),
        Named("van de wijk", "Hulp / kreeg hulp"),
        Named("Wachten"),
    )
    assert found.described == 1
    assert ["beschrijving" in remark for remark in found.remarks(NL)] == [True]


@pytest.mark.parametrize("space", ["", 'xmlns="urn:QDA-XML:codebook:1:0"', 'xmlns="urn:x"'])
def test_a_codebook_with_another_namespace_is_read(space):
    found = read_codebook(codebook('<Code guid="a" name="Wachten" isCodable="true"/>', space))
    assert found.themes == (Named("Wachten"),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen xml",
        b"<CodeBook><Codes>",
        b"<Project/>",
        b"PK\x03\x04",
        codebook("").replace(b"1.0'", b"1.0' encoding='utf-99'"),
        b"<CodeBook>" + b" " * LARGEST + b"</CodeBook>",
        b"<Code>" * 5_000,
    ],
)
def test_what_is_no_codebook_is_told(content):
    with pytest.raises(DamagedError):
        read_codebook(content)


@pytest.mark.parametrize(
    "kind",
    [
        '<!DOCTYPE CodeBook [<!ENTITY a "tien"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE CodeBook [<!ENTITY b SYSTEM "naast.txt">]>',
        '<!DOCTYPE CodeBook [<!ENTITY % p SYSTEM "naast.dtd"> %p;]>',
        '<!DOCTYPE CodeBook SYSTEM "naast.dtd">',
    ],
)
def test_nothing_is_unfolded_and_no_other_file_is_read(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "naast.txt").write_text("geheim", encoding="utf-8")
    (tmp_path / "naast.dtd").write_text('<!ENTITY b "geheim">', encoding="utf-8")
    inside = '<Code guid="a" name="x" isCodable="true"><Description>&b;</Description></Code>'
    content = codebook(inside).replace(b"?>", b"?>" + kind.encode(), 1)
    with pytest.raises(DamagedError):
        read_codebook(content)


@pytest.mark.parametrize(
    "typed",
    [
        "wachten\nbalie",
        "- wachten\n- balie\n",
        "1. wachten\n2. balie",
        "Thema\nwachten\nbalie\nWachten",
        "\nCode;Kleur\nwachten;rood\nbalie;blauw",
    ],
)
def test_a_list_of_names_gives_themes(typed):
    assert themes_of_lines(lines_of_list(typed)).themes == (Named("wachten"), Named("balie"))


def test_a_second_column_is_the_group():
    typed = "groep\tthema\nLoket\tbalie\nLoket\ttelefoon"
    found = themes_of_lines(lines_of_list(typed))
    assert found.themes == (Named("balie", "Loket"), Named("telefoon", "Loket"))
    assert themes_of_lines(lines_of_list("balie\tLoket")).themes == (Named("balie", "Loket"),)


@pytest.mark.parametrize(
    "table",
    [
        "tag,description,number of highlights\nwachten,hoe lang het duurt,3\nbalie,,2",
        "Name;Description;Files;References\nwachten;hoe lang het duurt;1;3\nbalie;;1;2",
        "Code\tToelichting\nwachten\thoe lang het duurt\nbalie\t",
    ],
)
def test_the_table_of_a_codebook_gives_its_names_and_says_that_what_they_mean_is_left_out(table):
    found = themes_of_lines(lines_of_list(table))
    assert found.themes == (Named("wachten"), Named("balie"))
    assert next(found.remarks(NL)).startswith("1 beschrijving blijft weg")


def test_more_themes_than_anybody_has_are_left_out_and_counted():
    found = theme_list(Named(f"thema {number}") for number in range(MOST + 5))
    assert (len(found.themes), found.left) == (MOST, 5)
    assert "5" in next(found.remarks(NL))


def test_known_themes_keep_their_name_and_statements():
    session = taken(meeting(), (Named("WACHTTIJD", "Loket"), Named("nieuw")))
    assert (session.themes[1].name, session.themes[1].group) == ("wachttijd", "Loket")
    assert session.statements == meeting().statements
    assert session.themes[7].name == "nieuw"
