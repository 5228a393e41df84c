"""Of an office file that was spoiled on its way it is said so, whatever it is spoiled in."""

import io
import random
import zipfile

import odtfiles
import pytest
import wordfiles
import workbooks

from spiegel.importing.opendocument import read_opendocument
from spiegel.importing.seen import DamagedError
from spiegel.importing.sheet import read_book, read_sheet
from spiegel.importing.word import read_word

MANY = [str(n) for n in range(200)]
FILES = {
    "word": (read_word, wordfiles.word_bytes("".join(map(wordfiles.paragraph, MANY)))),
    "opendocument": (
        read_opendocument,
        odtfiles.odt_bytes("".join(map(odtfiles.paragraph, MANY))),
    ),
    "list": (read_sheet, workbooks.workbook({"Lijst": workbooks.plain([[n] for n in MANY])})),
    "plan": (read_book, workbooks.workbook({"Lijst": workbooks.plain([[n] for n in MANY])})),
}


def repacked(content: bytes, how: int) -> bytes:
    """The same package, packed in this way."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(saved, "w", how) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return saved.getvalue()


@pytest.mark.parametrize(("read", "content"), FILES.values(), ids=FILES)
def test_bytes_that_changed_inside_a_file_are_a_damaged_file_or_no_damage(read, content):
    chance, packed = random.Random("spoiled"), repacked(content, zipfile.ZIP_DEFLATED)
    read(packed)
    damaged = 0
    for _ in range(60):
        spoiled = bytearray(packed)
        at = chance.randrange(40, len(packed) - 40)
        spoiled[at : at + 3] = chance.randbytes(3)
        try:
            read(bytes(spoiled))
        except DamagedError:
            damaged += 1
    assert damaged > 30


@pytest.mark.parametrize(("read", "content"), FILES.values(), ids=FILES)
def test_a_file_that_is_packed_as_no_office_does_is_not_unpacked(read, content):
    with pytest.raises(DamagedError):
        read(repacked(content, zipfile.ZIP_LZMA))


def test_a_sign_of_a_symbol_font_that_has_no_number_is_damage():
    sign = '<w:p><w:r><w:sym w:font="Wingdings" w:char="geen"/></w:r></w:p>'
    with pytest.raises(DamagedError):
        read_word(wordfiles.word_bytes(sign))
