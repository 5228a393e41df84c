"""Plans in Word and LibreOffice, in the shapes in which they are sent: each question once."""

import odtfiles as odt
import pytest
import wordfiles as word
from odtfiles import heading, listed
from wordfiles import paragraph, run, table

from spiegel import formats
from spiegel.domain import plan
from spiegel.importing.opendocument import read_opendocument
from spiegel.importing.word import read_word

PHASES = formats.load("spiegelgesprek").phases
THREE = ["Hoe kwam u bij ons?", "Wat hielp u?", "Wat miste u?"]


def numbered(*questions: str) -> str:
    return "".join(paragraph(question, number=1) for question in questions)


WORD = {
    "title, headings and a numbered list": (
        paragraph("Leidraad Wmo", style="Titel")
        + paragraph("Cliëntronde (50 min)", style="Kop1")
        + numbered(*THREE),
        {"questions": THREE, "minutes": {"cliëntronde": 50}, "title": "Leidraad Wmo"},
    ),
    "no headings at all, only a list": (numbered(*THREE), {"questions": THREE}),
    "numbers typed by hand": (
        "".join(paragraph(f"{n}. {words}") for n, words in enumerate(THREE, start=1)),
        {"questions": THREE},
    ),
    "numbers typed by hand with a tab": (
        "".join(
            paragraph(f"{n}.", "<w:r><w:tab/></w:r>", words)
            for n, words in enumerate(THREE, start=1)
        ),
        {"questions": THREE},
    ),
    "headings that are only bold": (
        paragraph(run("Cliëntronde", "<w:b/>")) + numbered(*THREE),
        {"questions": THREE},
    ),
    "bullets, with prompts a level deeper": (
        paragraph(THREE[0], number=2)
        + paragraph("Wie verwees u?", number=2, level=1)
        + paragraph(THREE[1], number=2)
        + paragraph(THREE[2], number=2),
        {"questions": THREE, "prompts": ["Wie verwees u?"]},
    ),
    "a list whose numbering comes from its style": (
        paragraph("Cliëntronde", style="Kop1")
        + "".join(paragraph(words, style="Opsomming") for words in THREE),
        {"questions": THREE},
    ),
    "a schedule in a table": (
        table(
            ("Tijd", "Onderdeel", "Duur"),
            ("13.00", "Welkom", "5 min"),
            ("13.05", "Cliëntronde", "50 min"),
        )
        + numbered(*THREE),
        {"questions": THREE, "minutes": {"welkom": 5, "cliëntronde": 50}},
    ),
    "questions in a table, with minutes": (
        table(("Vraag", "Minuten"), (THREE[0], "8"), (THREE[1], "10"), (THREE[2], "6")),
        {"questions": THREE, "each": [8, 10, 6]},
    ),
    "a form with fields, half of it filled in": (
        paragraph("Cliëntronde", style="Kop1")
        + word.content_control(numbered(THREE[0], THREE[1]))
        + word.content_control(paragraph("Klik om tekst in te voeren", number=1), placeholder=True)
        + paragraph("Wat miste ", word.content_control(run("u")), "?", number=1),
        {"questions": THREE},
    ),
    "changes that were not accepted yet": (
        paragraph("Hoe kwam u bij ", f'<w:ins w:id="1">{run("ons")}</w:ins>', "?", number=1)
        + paragraph(
            "Wat ",
            '<w:del w:id="2"><w:r><w:delText>deed</w:delText></w:r></w:del>',
            f'<w:ins w:id="3">{run("hielp")}</w:ins>',
            " u?",
            number=1,
        )
        + paragraph(f'<w:moveTo w:id="4">{run("Wat miste u?")}</w:moveTo>', number=1)
        + paragraph(f'<w:moveFrom w:id="5">{run("Wat miste u?")}</w:moveFrom>', number=1),
        {"questions": THREE},
    ),
    "advice in a text box beside the questions": (
        paragraph("Hoe kwam u bij ons?", word.text_box(paragraph("Neem de tijd.")), number=1)
        + numbered(*THREE[1:]),
        {"questions": THREE},
    ),
}

ODT = {
    "title, headings and a numbered list": (
        odt.paragraph("Leidraad Wmo", style="Title")
        + heading("Cliëntronde (50 min)")
        + listed(*THREE),
        {"questions": THREE, "minutes": {"cliëntronde": 50}, "title": "Leidraad Wmo"},
    ),
    "one list that goes on after a line between": (
        listed(*THREE[:2]) + odt.paragraph("") + listed(THREE[2]),
        {"questions": THREE},
    ),
    "prompts as bullets under a question": (
        listed(odt.paragraph(THREE[0]) + listed("Wie verwees u?", style="Punten"), *THREE[1:]),
        {"questions": THREE, "prompts": ["Wie verwees u?"]},
    ),
    "bullets alone": (listed(*THREE, style="Punten"), {"questions": THREE}),
    "numbers typed by hand": (
        "".join(odt.paragraph(f"{n}) {words}") for n, words in enumerate(THREE, start=1)),
        {"questions": THREE},
    ),
    "headings that are only bold": (
        odt.paragraph(odt.span("Cliëntronde", "Vet")) + listed(*THREE),
        {"questions": THREE},
    ),
    "questions in a table, with minutes": (
        odt.table(("Vraag", "Minuten"), (THREE[0], "8"), (THREE[1], "10"), (THREE[2], "6")),
        {"questions": THREE, "each": [8, 10, 6]},
    ),
    "a schedule in a table": (
        odt.table(("Tijd", "Onderdeel", "Duur"), ("13.05", "Cliëntronde", "50 min"))
        + listed(*THREE),
        {"questions": THREE, "minutes": {"cliëntronde": 50}},
    ),
    "struck and hidden questions among them": (
        listed(
            THREE[0],
            odt.paragraph(odt.span("Wie was erbij?", "Doorgestreept")),
            THREE[1],
            odt.paragraph(odt.span("Niet voor de zaal?", "Verborgen")),
            THREE[2],
        ),
        {"questions": THREE},
    ),
    "rules and closing around the questions": (
        heading("Spelregels")
        + listed("U vertelt alleen wat u wilt.", "Wie praat, praat uit.", style="Punten")
        + heading("Cliëntronde")
        + listed(*THREE)
        + heading("Slotronde (6 min)"),
        {
            "questions": THREE,
            "minutes": {"slotronde": 6},
            "rules": ["U vertelt alleen wat u wilt.", "Wie praat, praat uit."],
        },
    ),
}

SHAPES = [
    *(
        pytest.param(read_word, word.word_bytes(b), m, id=f"docx: {n}")
        for n, (b, m) in WORD.items()
    ),
    *(
        pytest.param(read_opendocument, odt.odt_bytes(b), m, id=f"odt: {n}")
        for n, (b, m) in ODT.items()
    ),
]


@pytest.mark.parametrize(("read", "content", "meant"), SHAPES)
def test_each_question_is_read_once_as_it_was_meant(read, content, meant):
    found = plan.read(read(content).text, PHASES)
    asked = found.questions["cliëntronde"]
    assert [question.words for question in asked] == meant["questions"]
    assert [question.minutes for question in asked] == meant.get("each", [None] * len(asked))
    assert list(asked[0].prompts) == meant.get("prompts", [])
    assert dict(found.minutes) == meant.get("minutes", {})
    assert list(found.rules.get("spelregels", ())) == meant.get("rules", [])
    assert found.title == meant.get("title", "")


def test_how_many_shapes_are_read(counted):
    counted(f"{len(SHAPES)} plans of Word and LibreOffice")
