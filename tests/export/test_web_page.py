"""The report as a web page: the same report, whole in one file, in which typed words stay words."""

import itertools
import re
from html.parser import HTMLParser

import msgspec
import pytest

from domain.besides import clients
from export.reported import looked_at, meeting
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.report.report import report_on
from spiegel.domain.session.session import Session, put
from spiegel.export.watching import Asker, Stopped
from spiegel.export.web_page import report
from spiegel.i18n import translations

NL = translations("nl")
_VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would find: the words, and each element with its attributes and its words."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(content)
        assert not self._open

    def handle_starttag(self, tag, attrs):
        said: list[str] = []
        self.found.append((tag, dict(attrs), said))
        if tag == "br":
            self.handle_data("\n")
        if tag not in _VOID and tag not in ("rect", "circle"):
            self._open.append((tag, said))

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs), []))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        for _tag, said in self._open:
            said.append(data)

    def all(self, *tags: str) -> list[str]:
        return ["".join(said) for tag, _attributes, said in self.found if tag in tags]

    def each(self, name: str) -> list[str]:
        return [str(attrs[name]) for _tag, attrs, _said in self.found if attrs.get(name)]


def made(session: Session, language: str = "nl") -> str:
    content = report.make(session, translations(language), Asker())
    return content.decode()


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(made(meeting()))


def test_it_says_what_the_word_report_says(page):
    session, read = meeting(), "".join(page.all("html"))
    for statement in session.statements.values():
        ruling = shown(session, statement, NL)
        if isinstance(ruling, Shown):
            assert (f"“{ruling.words}”" if ruling.verbatim else ruling.words) in read
        else:
            assert statement.words not in read
    for action in session.actions.values():
        assert action.words in read


def test_quotations_are_quotations_and_statements_a_list(page):
    assert "“Zeg waar ik sta in de rij. Meer hoeft niet.”" in page.all("blockquote")
    assert any("kreeg een brief met drie regels" in item for item in page.all("li"))
    assert all(said.startswith("“") for said in page.all("blockquote"))


def test_who_hears_it_finds_the_way_by_headings_that_are_all_different(page):
    levels = [int(tag[1]) for tag, _attributes, _said in page.found if re.match("h[1-6]$", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    said = page.all("h1", "h2", "h3", "h4", "h5")
    assert len(set(said)) == len(said)
    assert any(heading.startswith("Thema 2: wachttijd ·\xa0") for heading in said)


def test_every_link_leads_somewhere_and_no_place_is_there_twice(page):
    places = page.each("id")
    assert len(set(places)) == len(places)
    assert {target[1:] for target in page.each("href")} <= set(places)
    assert all(target.startswith("#") for target in page.each("href"))


def test_every_table_says_what_is_in_it_and_heads_its_rows_and_columns(page):
    tables = [tag for tag, _attributes, _said in page.found if tag == "table"]
    assert len(page.all("caption")) == len(tables) > 3
    assert all(page.all("caption"))
    scopes = page.each("scope")
    assert scopes.count("row") > len(tables)
    assert all(said.strip() for said in page.all("th"))


def test_what_happens_now_and_where_nothing_is_done_yet_is_in_it(page):
    said, read = report_on(meeting(), NL), "".join(page.all("html"))
    assert said.front.afterwards.told in read
    assert said.overview is not None
    for row in said.overview.rows:
        assert row.theme.words in page.all("th", "a")
        assert not row.open or row.open in page.all("span")


def test_it_asks_nothing_of_anybody_and_runs_nothing():
    content = made(clients())
    assert not re.search(r"<script|<link|<img|<iframe|javascript:|https?://|url\((?!#)", content)
    assert "default-src 'none'" in content


def test_a_chart_says_what_it_shows_and_stands_beside_its_numbers():
    page = Page(made(clients()))
    assert page.all("svg")
    assert all(page.all("desc"))
    assert len(page.all("title")) == len(page.all("svg")) + 1
    assert len(page.all("table")) > len(page.all("svg"))


@pytest.mark.parametrize(
    "words",
    [
        '</p><script>alert(1)</script> & "aanhaling" <!--',
        "&lt;b&gt; blijft wat er staat",
        'onmouseover="x" \' > <',
    ],
)
def test_typed_words_stay_words(words):
    session = meeting()
    statement = msgspec.structs.replace(session.statements[2], words=words, themes=(1, 2))
    action = msgspec.structs.replace(session.actions[1], words=words, owner=words)
    session = msgspec.structs.replace(
        session,
        info=msgspec.structs.replace(session.info, title=words),
        statements={**session.statements, 2: statement},
        actions={**session.actions, 1: action},
    )
    page = Page(made(session))
    assert words in page.all("h1")[0]
    assert any(words in said for said in page.all("li"))
    assert not page.all("script")


def test_the_first_words_of_a_link_under_another_theme_say_in_which_language_they_are():
    session = meeting()
    english = "They were there when I called, and nobody would listen."
    told = msgspec.structs.replace(session.statements[2], words=english, themes=(1, 2))
    page = made(looked_at(put(session, told)))
    (links,) = re.findall(r"Ook over dit thema[^\n]*They were there[^\n]*", page)
    assert re.search(r'<span lang="en">[^<]*They were there', links)


def test_no_line_of_what_was_said_is_broken_within_a_telephone_number():
    session = meeting()
    said = msgspec.structs.replace(session.statements[2], words="Bel de balie op 0800 12 34 567.")
    page = Page(made(looked_at(put(session, said))))
    assert any("0800\u00a012\u00a034\u00a0567" in each for each in page.all("li"))


def test_words_that_are_read_from_the_right_say_so(page):
    items = [attrs for tag, attrs, _said in page.found if tag == "blockquote"]
    assert {attrs["dir"] for attrs in items} == {"auto"}


def test_an_english_meeting_has_an_english_page():
    session = meeting(language="en")
    content = made(session, "en")
    assert '<html lang="en">' in content
    assert "Straight to the text" in content


def test_a_meeting_without_a_word_says_so_and_has_no_contents():
    session = msgspec.structs.replace(
        meeting(), statements={}, remarks={}, listener_questions={}, actions={}
    )
    page = Page(made(session))
    assert not page.all("nav")
    assert page.all("main")


@pytest.mark.slow
@pytest.mark.reckons
def test_making_it_can_be_stopped():
    from export.reported import many

    with pytest.raises(Stopped):
        report.make(many(2_000), NL, Asker(stopped=lambda: True))


ENGLISH = "They never told us what would happen after the letter, and that was the worst of it."


def test_who_hears_a_link_of_a_number_alone_hears_what_it_is_of():
    bare = re.findall(r"<a ([^>]*)>[V\d.]+</a>", made(meeting()))
    assert bare
    assert all(re.search(r'aria-label="(actie|uitspraak|nr\.)[ \u00a0]', one) for one in bare)


def in_english(page: Page) -> list[str]:
    return [
        "".join(said) for _tag, attributes, said in page.found if attributes.get("lang") == "en"
    ]


def test_words_in_another_language_say_so_to_who_hears_the_page():
    session = meeting()
    said = msgspec.structs.replace(session.statements[1], words=f"Ja. {ENGLISH}")
    action = msgspec.structs.replace(session.actions[1], words=ENGLISH)
    spoken = in_english(Page(made(put(session, said, action))))
    assert spoken.count(ENGLISH) > 2  # the statement, and the action twice
    assert all(words.startswith("They never told us") for words in spoken)
    assert in_english(Page(made(meeting()))) == []


def test_signs_in_words_of_another_language_stay_what_they_are():
    session = meeting()
    words = f'{ENGLISH} <b>"Never & not"</b>'
    said = msgspec.structs.replace(session.statements[1], words=words)
    assert words in "".join(Page(made(put(session, said))).all("blockquote", "p"))


def test_each_action_has_a_heading_by_which_who_hears_the_page_finds_it(page):
    said = page.all("h4")
    for action in meeting().actions.values():
        found = [heading for heading in said if heading.endswith(f": {action.words}")]
        assert len(found) == 1
        assert found[0].startswith("Actie")
