"""docs/session-file.md says what is true: its examples are read by the program itself."""

import re
from pathlib import Path

from tinychanges import Alter, Say

from spiegel.domain.session.statements import Valence
from spiegel.store.journal.header import Header, decode_header
from spiegel.store.journal.lines import SessionLine, decode

PAGE = Path(__file__).parents[2] / "docs" / "session-file.md"


def examples(language: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_lines_on_the_page_are_lines_that_can_be_read():
    head, lines = examples("json")
    assert decode_header(head.strip().encode()).title == "Wmo-toegang in drie wijkteams"
    recorded, edited, undone = [decode(line.encode()) for line in lines.strip().split("\n")]
    assert recorded.docs.statements[12].speakers == ("D3",)
    assert edited.over == {"statements": {12: ("words",)}}
    assert undone.docs.themes == {2: None}


def test_the_page_explains_every_field_of_a_line():
    text = PAGE.read_text(encoding="utf-8")
    for field in (*Header.__struct_fields__, *SessionLine.__struct_fields__):
        assert f"`{field}`" in text or f'"{field}"' in text, field


def test_the_program_on_the_page_runs(path, scribe, monkeypatch, capsys):
    scribe.change(Say(words="acht weken"))
    scribe.change(Say(words="fijn geholpen"))
    scribe.change(Alter(number=1, fields={"valence": Valence.BETTER}))
    (program,) = examples("python")
    monkeypatch.chdir(path.parent)
    exec(compile(program, PAGE, "exec"))
    assert capsys.readouterr().out == "1 acht weken\n"
