"""What is handed over as text is decoded, or named by what it is."""

import io
import zipfile

import pytest

from spiegel.domain.language.decoding import Kind, NotWrittenError, decoded, text_of
from spiegel.i18n import translations


def zipped(*names: str) -> bytes:
    """A zip with these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), Kind.WORD),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), Kind.SHEET),
        (zipped("foto.jpg"), Kind.ZIP),
        (zipped("[Content_Types].xml", "word/document.xml")[:200], Kind.OFFICE),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            Kind.WRITER,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, Kind.OLD_OFFICE),
        (b"%PDF-1.7\n%\xe2\xe3", Kind.PDF),
        (b"{\\rtf1\\ansi LEIDRAAD\\\\ Wat helpt u?\\\\ }", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind.PICTURE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Kind.PICTURE),
        (b"<!DOCTYPE html><p>Wat helpt u?", Kind.PAGE),
        (b'{"program":"spiegel","schema":2}\n{"docs":{}}\n', Kind.SESSION),
        (b'{"vraag": "Wat helpt u?"}\n', Kind.DATA),
        (b"\x7fELF\x02\x01\x01\0\0", Kind.BINARY),
        (bytes(range(256)) * 4, Kind.BINARY),
        (b"", Kind.EMPTY),
        (b" \n\t\r\n", Kind.EMPTY),
        (b"a" * 4_000_001, Kind.LARGE),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_text_is_named_by_what_it_is(content: bytes, kind: Kind) -> None:
    with pytest.raises(NotWrittenError) as caught:
        text_of(content)
    assert caught.value.kind is kind
    assert caught.value.explain(translations("nl"))


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
def test_every_usual_encoding_is_read_and_a_guess_is_said(encoding: str, guessed: bool) -> None:
    found = text_of("1. Wie war es für Sie – “zu Hause”?\n".encode(encoding))
    assert found.words == "1. Wie war es für Sie – “zu Hause”?\n"
    assert bool(found.explain(translations("nl"))) is guessed


def test_lines_of_an_old_mac_are_lines() -> None:
    assert decoded(b"een\rtwee\r").words == "een\ntwee\n"


@pytest.mark.parametrize("text", ["{doorvragen}\n", "[ ] zaal\n", '{"half\n', "[naam] vertelt\n"])
def test_brackets_alone_make_no_data(text: str) -> None:
    assert text_of(text.encode()).words == text
