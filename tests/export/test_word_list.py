"""The list of words in each form of the report, and on the page of participants."""

import pytest

from export.printed import text
from export.reported import START, meeting
from spiegel.domain.report.edited import KeepWords
from spiegel.domain.session.preparation import WORD_LIST

MEANS = "wie *namens* de gemeente <langs> komt"


@pytest.mark.parametrize("kind", ["report", "markdown", "html", "client-edition"])
def test_it_stands_in_each_form_of_the_report_and_in_the_client_edition(make, kind):
    path = make(meeting(), kind)
    read = text(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
    assert "Woorden uitgelegd" in read
    assert "medewerker die met mensen bespreekt welke hulp nodig is" in read


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        ("report", MEANS),
        ("client-edition", MEANS),
        ("markdown", r"wie \*namens\* de gemeente \<langs\> komt"),
        ("html", "wie *namens* de gemeente &lt;langs&gt; komt"),
    ],
)
def test_words_of_ones_own_stand_there_as_words(make, kind, there):
    session = KeepWords(paper=WORD_LIST, words=f"consulent: {MEANS}", of="").apply(meeting(), START)
    path = make(session, kind)
    read = text(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
    assert there in read
    assert "medewerker die met mensen bespreekt" not in read
