"""Page one is complete on one page, whatever the page of the house; what does not fit is told."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from lxml import etree

from domain.besides import STELLING, answered, clients, given, professionals
from export.houses import HOUSES, OTHERS, house
from export.measured import sheet_of
from export.reported import START, meeting, shown
from spiegel.domain.polls.compare import LayBeside, counterpart
from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Session, describe, put
from spiegel.export import export
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import BULLETS, item, numbered, paragraph, run
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.i18n import translations

NL = translations("nl")
TOLD = "Het zegt niet hoe vaak het voorkomt."
ANSWERED = "Het zegt niet wat anderen zouden antwoorden."


EVERY = [None, *HOUSES, *OTHERS]


@cache
def stuffed() -> Session:
    """The meeting with everything as long as can be."""
    session = meeting()
    long = "Ik moest acht weken wachten en toen begon alles weer van voren af aan. " * 40
    other = "Toegang tot de Wmo voor alle inwoners van de gemeente en hun naasten " * 20
    return describe(
        put(
            session,
            *(
                msgspec.structs.replace(s, words=long + str(n))
                for n, s in session.statements.items()
            ),
            *(msgspec.structs.replace(theme, name=other) for theme in session.themes.values()),
            *(
                Action(number=n, at=START, words=other, owner=other, statements=(1,))
                for n in range(1, 30)
            ),
        ),
        title=other,
        place=other,
        organisation=other,
    )


@cache
def asked() -> Session:
    """A meeting in which everybody answered, beside that of another group, with many questions."""
    other = counterpart(professionals(), START)
    session = LayBeside(other=other).apply(clients(), START)
    long = (
        "Wat vindt u van de toegang tot hulp en ondersteuning in onze gemeente en daarbuiten " * 3
    )
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=(long, "kort"))
    phase = session.questions[STELLING].phase
    for number in range(100, 118):
        question = Question(number=number, position=number, phase=phase, words=long, answer=form)
        box = given(*(Answer(options=(1 + n % 2,)) for n in range(9)))
        session = answered(put(session, question), number, box)
    actions = (Action(number=n, at=START, words=long, clusters=(1,)) for n in range(1, 30))
    return put(session, *actions)


MEETINGS = ((shown, TOLD), (stuffed, TOLD), (asked, ANSWERED))


def page_one(path: Path) -> list[str]:
    """The blocks of page one as XML."""
    found: list[str] = []
    for block in docx.Document(str(path)).element.body:
        words = "".join(mark.text or "" for mark in block.iter(qn("w:t")))
        if words == "Inhoud":
            break
        if words.startswith("Verslag") and block.tag != qn("w:sectPr"):
            found = []
        found.append(etree.tostring(block).decode())
    return found


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(("session", "last"), MEETINGS)
@pytest.mark.parametrize(
    "name",
    [
        None,
        pytest.param("vol", marks=[pytest.mark.slow, pytest.mark.reckons]),
        pytest.param("gewoon.docx", marks=pytest.mark.slow),
        pytest.param("briefpapier.docx", marks=pytest.mark.slow),
        pytest.param("dwars", marks=pytest.mark.slow),
    ],
)
def test_page_one_is_reckoned_to_fit(make, tmp_path, name, session, last):
    path = make(session(), template=house(name, tmp_path))
    sheet, blocks = sheet_of(path), page_one(path)
    assert last in blocks[-1]
    assert sheet.holds(blocks)
    assert sheet.height(blocks) > 0.6 * sheet.room


@pytest.mark.slow
@pytest.mark.reckons
def test_more_on_a_page_is_higher_and_a_letterhead_leaves_less_room(make, tmp_path):
    own = sheet_of(make(meeting()))
    line = '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    one, long = line.format("kort"), line.format("een lange regel " * 20)
    assert own.height([one]) < own.height([one, one]) < own.height([one, long])
    narrow = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="{}"/></w:tcPr>' + long + "</w:tc></w:tr></w:tbl>"
    )
    assert own.height([narrow.format(1_500)]) > own.height([narrow.format(6_000)])
    plain = sheet_of(make(meeting(), template=house("gewoon.docx", tmp_path)))
    letter = sheet_of(make(meeting(), template=house("vol", tmp_path)))
    assert letter.room < plain.room < own.room


def pages(paths: list[Path], folder: Path) -> list[list[str]]:
    """The words of every page, as LibreOffice lays them out."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or poppler is not installed")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, paths),
        ],
        check=False,
        capture_output=True,
        timeout=240,
    )
    found = []
    for path in paths:
        command = ["pdftotext", "-layout", str(folder / f"{path.stem}.pdf"), "-"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append([" ".join(page.split()) for page in done.stdout.rstrip("\f").split("\f")])
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("session", "last"), MEETINGS)
def test_page_one_stands_on_one_page_in_every_house_style(tmp_path, session, last):
    paths = []
    for number, name in enumerate(EVERY):
        made = export(
            session(), "report", tmp_path, translations=NL, template=house(name, tmp_path)
        )
        paths.append(made.rename(tmp_path / f"verslag{number}.docx"))
    for name, found in zip(EVERY, pages(paths, tmp_path), strict=True):
        first = 1 if name == "omslag.docx" else 0
        assert last in found[first], name
        themes = r"Thema's: .*?\d \S+ (·\s\S+ \(pagina\s\d+\) )?"
        above = rf"(Gemeente Elzerwoude |Kop van het huiserbij |{themes})?"
        stored = next(tmp_path.glob(f"verslag{EVERY.index(name)}.docx"))
        if "pagina\xa03" in " ".join(p.text for p in docx.Document(str(stored)).paragraphs):
            chapter = r"(De thema's in één oogopslag|Wat iedereen antwoordde) "
            assert re.match(above + chapter, found[first + 2]), name  # what is said is so
        assert re.match(f"{above}Inhoud ", found[first + 1]), name


def test_what_just_fits_on_a_line_takes_two_in_a_list():
    sheet = WordFile("nl", Footer("", "", ""), None).sheet
    one = sheet.height([paragraph("Normal", run("kort"))])
    lines = (run("woord " * count) for count in range(1, 100))
    *_, longest = (line for line in lines if sheet.height([paragraph("Normal", line)]) == one)
    assert sheet.height([item("Normal", longest)]) > one
    assert sheet.height([numbered("Normal", BULLETS, longest)]) > one


@pytest.mark.parametrize("style", ["Normal", "ListBullet", "SpiegelLarge", "SpiegelCard"])
@pytest.mark.parametrize(
    "words",
    [
        "",
        "Iemand belt & vraagt hoe het gaat.",
        "Wie belt, zegt & wie dat is. " * 12,
        "Naam:\t&\nAdres & woonplaats:\t" + "\u00a0&\u00a0lang" * 30,
    ],
)
def test_a_sign_that_is_written_otherwise_in_a_file_takes_no_other_room(style, words):
    file = WordFile("nl", Footer("", "", ""), None)
    pen = Pen(file)
    # as wide as &, which is the one of them that is written with more signs
    high = [
        file.sheet.height([pen.paragraph(style, run("Let op "), pen.words(said, "SpiegelStrong"))])
        for said in (words, words.replace("&", "K"))
    ]
    assert high[0] == high[1] > 0
