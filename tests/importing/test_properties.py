"""Whatever a Word document is made of: each word that one sees is read once, and no other."""

import pytest
import wordfiles as word
from hypothesis import given
from hypothesis import strategies as st
from wordfiles import paragraph, run

from spiegel.importing.word import read_word

SEEN = {
    "plain": run,
    "inserted": lambda words: f'<w:ins w:id="1">{run(words)}</w:ins>',
    "moved here": lambda words: f'<w:moveTo w:id="1">{run(words)}</w:moveTo>',
    "control": lambda words: word.content_control(run(words)),
    "field": word.field,
    "simple field": lambda words: f'<w:fldSimple w:instr=" REF a ">{run(words)}</w:fldSimple>',
    "tag": lambda words: f'<w:smartTag w:element="a">{run(words)}</w:smartTag>',
    "link": lambda words: f'<w:hyperlink w:anchor="a">{run(words)}</w:hyperlink>',
    "box": lambda words: word.text_box(paragraph(words)),
    "newer box": lambda words: word.text_box(paragraph(words), fallback=False),
    "turned": lambda words: f'<w:bdo w:val="ltr">{run(words)}</w:bdo>',
}
UNSEEN = {
    "deleted": lambda words: f'<w:del w:id="1"><w:r><w:delText>{words}</w:delText></w:r></w:del>',
    "moved away": lambda words: f'<w:moveFrom w:id="1">{run(words)}</w:moveFrom>',
    "hidden": lambda words: run(words, "<w:vanish/>"),
    "struck": lambda words: run(words, "<w:strike/>"),
    "placeholder": lambda words: word.content_control(run(words), placeholder=True),
}
PIECES = st.lists(st.sampled_from([*SEEN, *UNSEEN]), min_size=1, max_size=4)
FORMS = st.sampled_from(["paragraph", "numbered", "bullet", "heading", "cell", "control"])


def drawn(form: str, content: str) -> str:
    match form:
        case "numbered" | "bullet":
            return paragraph(content, number=1 if form == "numbered" else 2, level=1)
        case "heading":
            return paragraph(content, style="Tussenkop")
        case "cell":
            return word.table((paragraph(content), "naast"))
        case "control":
            return word.content_control(paragraph(content))
    return paragraph(content)


@pytest.mark.slow
@pytest.mark.reckons
@given(st.lists(st.tuples(FORMS, PIECES), min_size=1, max_size=6))
def test_each_word_that_one_sees_is_read_once_and_no_other(shape):
    body, seen, unseen = "", [], []
    for place, (form, pieces) in enumerate(shape):
        content = ""
        for number, name in enumerate(pieces):
            words = f"woord{place}x{number}z"
            content += {**SEEN, **UNSEEN}[name](words)
            (seen if name in SEEN else unseen).append(words)
        body += drawn(form, content)
    read = read_word(word.word_bytes(body))
    assert [word for word in seen if read.text.count(word) != 1] == []
    assert [word for word in unseen if word in read.text] == []
