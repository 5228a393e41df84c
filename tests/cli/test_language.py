"""`spiegel language`: a text line by line, with what would be simpler."""

import docx
import pytest

from cli.commandline import run

TEXT = "# Uitnodiging\n\nIndien u komt, bel ons.\nWij bellen u.\n"


def test_each_line_says_what_is_hard_and_what_is_simpler(tmp_path):
    path = tmp_path / "brief.md"
    path.write_text(TEXT, "utf-8")
    code, said, problems = run("--lang", "nl", "language", path)
    assert (code, problems) == (0, "")
    assert "regel 3: “Indien u komt, bel ons.”\n    moeilijk: Indien → als" in said
    assert "3 zinnen, gemiddeld 3,0 woorden per zin" in said
    assert "geen keurmerk" in said


@pytest.mark.slow
@pytest.mark.reckons
def test_a_word_document_is_read_as_a_person_sees_it(tmp_path):
    path = tmp_path / "brief.docx"
    document = docx.Document()
    document.add_paragraph("Uw aanvraag wordt door ons bekeken.")
    document.save(path)
    code, said, _problems = run("--lang", "nl", "language", path)
    assert code == 0
    assert "“Uw aanvraag wordt door ons bekeken.”\n    lijdend (wordt … bekeken)" in said


def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path):
    code, said, problems = run("--lang", "nl", "language", tmp_path / "weg.txt")
    assert (code, said) == (1, "")
    assert problems.count("\n") == 1
    assert "weg.txt" in problems
