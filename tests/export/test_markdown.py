"""The Markdown report: the same report, in which typed words can become nothing else."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.besides import clients
from export.printed import MARKDOWN, headings, markdown_text, tokens
from export.reported import meeting
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.report.report import document_numbers
from spiegel.domain.session.session import put
from spiegel.domain.session.words import clean
from spiegel.export import markdown as markdown_
from spiegel.export.markdown import escape
from spiegel.export.watching import Asker
from spiegel.i18n import translations

NL = translations("nl")


def test_the_question_of_a_listener_stands_before_its_answer(markdown):
    lines = markdown.splitlines()
    at = next(at for at, line in enumerate(lines) if "Op de vraag: " in line)
    assert lines[at].endswith("_\\")
    assert "“" in lines[at + 1]


def test_it_says_what_the_word_report_says(markdown):
    session = meeting()
    read = markdown_text(markdown)
    for statement in session.statements.values():
        ruling = shown(session, statement, NL)
        if isinstance(ruling, Shown):
            quoted = f"“{ruling.words}”" if ruling.verbatim else ruling.words
            assert quoted in read
        else:
            assert statement.words not in read
    for action in session.actions.values():
        assert action.words in read


def test_its_headings_are_those_of_the_report(markdown):
    found = headings(markdown)
    assert found[0] == "Wmo-toegang in drie wijkteams"
    assert any(heading.startswith("Thema 2: wachttijd · ") for heading in found)
    assert len(set(found)) == len(found)
    for heading in ("Vragen van de toehoorders", "Dit willen wij uitzoeken"):
        assert heading in found


def test_an_action_rests_on_statements_and_on_groups_of_ideas_alike():
    session = meeting()
    others = clients()
    action = msgspec.structs.replace(session.actions[1], statements=(1,), clusters=(1,))
    beside = [others.questions[12], others.polls[2], *others.clusters.values()]
    session = put(session, action, *beside, *others.ideas.values())
    made = markdown_.make(session, NL, Asker())
    lines = made.decode().splitlines()
    card = lines[
        lines.index(next(line for line in lines if line.startswith('#### <a id="actie_1'))) :
    ]
    about = card.index("- Komt uit uitspraken bij het thema wachttijd:")
    assert card[about + 1].startswith("  - [2.6]")
    assert card[about + 2].startswith("- Komt uit antwoorden op: Vraag 1? [ruime huisvesting]")


def test_a_statement_with_quotation_marks_in_it_is_still_led_to_from_an_action():
    session = meeting()
    words = 'zei "kom maar" en "ga zitten", en bleef daarna nog een hele tijd bij ons aan tafel'
    others = (
        msgspec.structs.replace(session.statements[n], words=words, verbatim=False, key=False)
        for n in session.actions[1].statements
    )
    made = markdown_.make(put(session, *others), NL, Asker()).decode()
    opened = [token for token in tokens(made) if token.type == "link_open"]
    assert any('"kom maar"' in str(token.attrs.get("title")) for token in opened)


def test_its_links_lead_somewhere(markdown):
    places = re.findall(r'<a id="(\w+)"></a>', markdown)
    assert len(set(places)) == len(places)
    opened = [token for token in tokens(markdown) if token.type == "link_open"]
    targets = {str(token.attrs["href"])[1:] for token in opened}
    assert targets <= set(places)
    for label in document_numbers(meeting(), NL).values():
        if "V" not in label:
            assert f"uitspraak_{label.replace('.', '_')}" in places


def test_no_code_is_in_it(markdown):
    assert not re.findall(r"(?<!\w)[DT]\d+(?!\w)", markdown)


@pytest.mark.parametrize("words", ["1. een", "12) twee", "+ drie", "- vier", "= vijf", ": zes"])
def test_a_line_cannot_begin_a_list_or_a_rule(words):
    found = [token.type for token in tokens(f"a\n\n{escape(words)}")]
    assert not [kind for kind in found if "list" in kind or "heading" in kind or kind == "hr"]


@pytest.mark.slow
@pytest.mark.reckons
@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_typed_words_are_only_ever_words(typed):
    words = clean(typed)
    for inside in (f"**1.1** {escape(words)}", f"> “{escape(words)}”".replace("\n", "\n> ")):
        inline = [t for t in tokens(inside) if t.type == "inline"]
        kinds = {child.type for token in inline for child in token.children or []}
        assert kinds <= {"text", "hardbreak", "softbreak", "strong_open", "strong_close"}
        blocks = {token.type for token in MARKDOWN.parse(inside)}
        assert blocks <= {
            "paragraph_open",
            "paragraph_close",
            "blockquote_open",
            "blockquote_close",
            "inline",
        }
