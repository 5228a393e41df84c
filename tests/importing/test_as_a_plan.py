"""A document handed over as a plan: read, or refused in one line, and nothing made."""

import odtfiles as odt
import pytest
import wordfiles as word

from cli.commandline import run
from spiegel.store.journal.snapshot import read_session

DOCUMENTS = {
    "leidraad.docx": word.word_bytes(
        word.paragraph("Hoe ging het?", number=1)
        + word.paragraph(word.run("Wie was erbij?", "<w:strike/>"), number=1)
        + word.paragraph("Huishouden", style="Kop1")
        + word.paragraph("Hoe ging het?", number=1)
    ),
    "leidraad.odt": odt.odt_bytes(
        odt.listed("Hoe ging het?", odt.paragraph(odt.span("Wie was erbij?", "Doorgestreept")))
        + odt.heading("Huishouden")
        + odt.listed("Hoe ging het?")
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_a_plan_and_what_is_odd_in_it_is_said_by_its_words(tmp_path, name):
    (tmp_path / name).write_bytes(DOCUMENTS[name])
    path = tmp_path / "nieuw.spiegel"
    code, _out, err = run("new", path, "--plan", tmp_path / name)
    assert code == 0
    assert f"{name}: wat doorgestreept is, is weggelaten: Wie was erbij?\n" in err
    assert f"{name}: deze vraag staat er twee keer: Hoe ging het?\n" in err
    asked = read_session(path).questions.values()
    assert [question.words for question in asked] == ["Hoe ging het?", "Hoe ging het?"]


@pytest.mark.parametrize(
    "content",
    [DOCUMENTS["leidraad.docx"][:900], word.word_bytes("</w:p>")],
    ids=["cut off", "no xml"],
)
def test_a_document_that_cannot_be_opened_is_named_and_makes_no_file(tmp_path, content):
    (tmp_path / "half.docx").write_bytes(content)
    path = tmp_path / "nieuw.spiegel"
    code, out, err = run("new", path, "--plan", tmp_path / "half.docx")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "half.docx is niet te openen als document." in err
    assert not path.exists()
