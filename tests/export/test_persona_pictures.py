"""The picture of a persona on its card: there for who sees it, and in words for who does not."""

import base64
import datetime
import re
import zipfile

import pytest

from export.personas import KEYS, NL, agreed, personas, stands
from export.reported import noted
from importing.drawn import png
from spiegel.domain.accessibility.check import check
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.personas.picture import (
    SYMBOLS,
    ChoosePicture,
    ChooseSymbol,
    Pictured,
    SayPicture,
)
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.pictures import Symbol
from spiegel.domain.session.session import describe
from spiegel.export import export
from spiegel.export.pictures import address_of, image_of
from spiegel.importing.picture import read_picture
from spiegel.importing.word_marks import read_marks

ALT = "een bank onder een boom"
HOUSE = ChooseSymbol(number=1, symbol=Symbol.HOUSE, alt="een huis")
BENCH = ChoosePicture(number=2, image=read_picture(png()), alt=ALT)


def pictured():
    return agreed(personas(), HOUSE, BENCH)


@pytest.mark.parametrize("kind", KEYS)
def test_each_document_has_the_picture_and_says_what_it_shows(tmp_path, kind):
    path = export(pictured(), kind, tmp_path, translations=NL)
    if path.suffix == ".html":
        page = path.read_text(encoding="utf-8")
        assert f'alt="{ALT}"' in page
        assert base64.b64encode(BENCH.image.content).decode() in page
        assert "img-src data:" in page
        return
    with zipfile.ZipFile(path) as archive:
        media = [archive.read(name) for name in archive.namelist() if "/media/" in name]
        document = archive.read("word/document.xml").decode()
    assert len(media) == 2
    assert BENCH.image.content in media
    for alt in (ALT, "een huis"):
        assert f'descr="{alt}"' in document
    assert not list(check(read_marks(path.read_bytes())).findings)


@pytest.mark.parametrize("kind", KEYS)
def test_a_document_lags_behind_when_the_picture_or_its_words_change(kind):
    session = pictured()
    made = noted(session, kind)
    assert stands(session, kind, made) is Standing.CURRENT
    other = ChoosePicture(number=2, image=read_picture(png(5, 5)), alt=ALT)
    for change in (other, SayPicture(number=2, alt="een bank")):
        assert stands(agreed(session, change), kind, made) is Standing.BEHIND


def test_a_card_of_ten_sentences_stays_in_large_letters_with_a_picture(tmp_path):
    session = describe(personas(), date=datetime.date(2026, 11, 12))
    action = AddAction(words="de bus stopt voor het plein")
    touching = EditAction(number=1, fields={"touches": (1,)})
    session = agreed(session, HOUSE, action, touching)
    path = export(session, "persona-cards", tmp_path, translations=NL)
    with zipfile.ZipFile(path) as archive:
        document = archive.read("word/document.xml").decode()
    first = document.partition("Karim")[0]
    assert first.count('w:val="SpiegelLarge"') >= 5


def test_every_symbol_is_drawn_and_holds_nothing_but_a_drawing():
    for symbol in SYMBOLS:
        found = Pictured(alt="x", symbol=symbol)
        assert read_picture(image_of(found).content).width == 480
        drawn = base64.b64decode(address_of(found).partition("base64,")[2]).decode()
        assert not re.search(r"<(script|text|image|metadata)|href", drawn)
