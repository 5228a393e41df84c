"""The report in short: the same sentences on top of page one, in each document of the report."""

import pytest

from export.houses import house
from export.printed import text
from export.reported import START, meeting, shown
from spiegel.domain.report.edited import KeepWords
from spiegel.domain.report.in_short import MOST
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.session import Session

OWN = "Wie wacht, wil weten waar hij staat. Daar doen wij iets aan: *bellen* & <terugbellen>."


def written(words: str = OWN) -> Session:
    return KeepWords(paper=IN_SHORT, words=words, of="").apply(meeting(), START)


def content(path) -> str:
    return text(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["report", "markdown", "html"])
def test_it_stands_before_all_else_on_page_one(make, kind):
    read = content(make(meeting(), kind)).partition("<body>")[2] or content(make(meeting(), kind))
    assert read.index("In het kort") < read.index("Wat goed gaat, vertelden 6 deelnemers")
    assert read.index("vertelden 6 deelnemers") < read.index("Wat de deelnemers het meest noemden")


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        ("report", OWN),
        ("markdown", r"\*bellen\* \& \<terugbellen\>."),
        ("html", "*bellen* &amp; &lt;terugbellen&gt;."),
    ],
)
def test_words_of_the_moderator_stand_there_as_words(make, kind, there):
    read = content(make(written(), kind))
    assert there in read
    assert "Wat goed gaat, vertelden 6" not in read


@pytest.mark.parametrize("kind", ["report", "markdown", "html"])
def test_where_they_may_not_stand_there_is_no_heading_either(make, kind):
    read = content(make(written("Mevrouw Zonnevanck belde."), kind))
    assert "Zonnevanck" not in read
    assert "In het kort" not in read
    assert "1 plek" in read


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, "gewoon.docx", "liggend.docx"])
def test_three_sentences_of_the_moderator_stand_on_page_one_in_a_plain_house_style(
    make, tmp_path, name
):
    words = " ".join(["Wie wacht, wil graag weten waar hij staat, en van wie hij dat hoort."] * 4)
    session = KeepWords(paper=IN_SHORT, words=words, of="").apply(shown(), START)
    read = text(make(session, template=house(name, tmp_path)))
    assert read.index(words) < read.index("Voorgestelde acties, in het kort")


def test_where_page_one_has_no_room_for_them_they_stand_behind_it(make, tmp_path):
    words = " ".join(["Wij doen er iets aan."] * (MOST // 22))
    own = text(make(written(words)))
    assert own.index(words) < own.index("Verbeteracties, in het kort")
    narrow = text(make(written(words), template=house("vol", tmp_path)))
    assert narrow.count(words) == 1
    assert narrow.index(words) > narrow.index("Verbeteracties, in het kort")


def test_in_english_it_is_called_in_short(make):
    session = meeting(language="en")
    assert "In short" in content(make(session, "markdown"))
