"""The mirror: what listeners expected beside what was heard, by counts of people."""

import zipfile

import pytest
from meetings import at

from domain.expected import written
from export.reported import meeting
from screens.told import debrief, told
from spiegel.domain.preparation.expectations import AddExpectations, HeardAs
from spiegel.domain.report.material import material
from spiegel.domain.report.mirror import Mirror, Seen, is_open, linkings, mirror
from spiegel.domain.report.report import report_on
from spiegel.domain.report.themes import layout
from spiegel.domain.session.session import Session, put, stage
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.themes import MergeThemes, RemoveTheme, RenameTheme
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")


def seen(session: Session) -> Mirror:
    made = material(session, NL)
    return mirror(made, layout(made))


def names(rows: tuple[Seen, ...]) -> list[str]:
    return [row.name for row in rows]


def test_fourteen_listeners_give_three_lists_by_counts_of_people():
    found = seen(written(meeting()))
    assert found.sheets == 14
    assert [(row.name, row.expected) for row in found.both] == [("wachttijd", 12)]
    assert [(row.name, row.expected) for row in found.unheard] == [("kosten", 11), ("taxi", 3)]
    assert "bejegening" in names(found.unexpected)
    assert "wachttijd" not in names(found.unexpected)
    heard = [row.heard for row in found.unexpected]
    assert heard == sorted(heard, reverse=True)


def test_an_expected_theme_is_linked_by_hand_to_one_of_another_name():
    session = written(meeting())
    transport = session.theme_named("vervoer")
    linked = HeardAs(expected="taxi", theme=transport.number).apply(session, at(1))
    assert {(row.name, row.expected) for row in seen(linked).both} == {
        ("wachttijd", 12),
        ("vervoer", 3),
    }
    assert names(seen(linked).unheard) == ["kosten"]
    back = HeardAs(expected="taxi", theme=None).apply(linked, at(2))
    assert seen(back) == seen(session)


def test_what_may_mean_the_same_is_offered_first_from_both_sides():
    session = written(meeting(), also="lange wachttijden")
    found = seen(session)
    (row,) = (row for row in found.unheard if row.name == "lange wachttijden")
    assert [(one.name, one.alike) for one in linkings(found, row)][:2] == [
        ("wachttijd", True),
        ("bejegening", False),
    ]
    (heard,) = found.both
    offered = linkings(found, heard)
    assert [one.name for one in offered] == ["lange wachttijden", "kosten", "taxi"]
    linked = seen(offered[0].change.apply(session, at(1)))
    (heard,) = linked.both
    assert (heard.expected, heard.linked) == (13, (("lange wachttijden", "lange wachttijden"),))
    assert [one.name for one in linkings(linked, heard) if one.apart] == ["lange wachttijden"]


@pytest.mark.parametrize("linked", [True, False])
def test_an_expected_theme_stays_heard_when_what_was_heard_is_merged_or_renamed(linked):
    session = written(meeting(), also="vervoer")
    transport = session.theme_named("vervoer").number
    if linked:
        session = HeardAs(expected="taxi", theme=transport).apply(session, at(1))
    other = session.theme_named("informatie").number
    renamed = RenameTheme(number=transport, theme="reizen").apply(session, at(2))
    merged = MergeThemes(source=transport, target=other).apply(renamed, at(3))
    for now, name in ((renamed, "reizen"), (merged, "informatie")):
        counts = {row.name: row.expected for row in seen(now).both}
        assert counts[name] == (4 if linked else 1)
    gone = RemoveTheme(number=other).apply(merged, at(4))
    assert "vervoer" in names(seen(gone).unheard)


def test_a_listener_who_expected_a_theme_under_two_names_counts_once():
    session = meeting()
    themes = (("vervoer", ""), ("taxi", ""))
    session = AddExpectations(themes=themes).apply(session, at(0))
    number = session.theme_named("vervoer").number
    session = HeardAs(expected="taxi", theme=number).apply(session, at(1))
    assert [(row.name, row.expected) for row in seen(session).both] == [("vervoer", 1)]


def test_they_stay_closed_until_the_debrief():
    whole = written(meeting())
    running = Session(info=whole.info, phases=whole.phases, expectations=whole.expectations)
    assert stage(running) is Stage.PREPARE
    assert seen(running) == Mirror()


@pytest.mark.parametrize(("step", "open_"), [("geraakt", False), ("herkend", True)])
def test_in_the_debrief_what_it_did_to_the_listeners_comes_before_the_mirror(step, open_):
    session = debrief(step, written(told()))
    assert is_open(session) is open_
    assert bool(seen(session).unheard) is open_


def test_with_few_participants_nobody_is_counted_and_the_lists_stand():
    session = written(meeting())
    few = [person for person in session.participants.values() if person.number > 3]
    absent = put(session, *(type(p)(number=p.number, present=False) for p in few))
    assert {row.heard for row in seen(absent).unexpected} <= {None}
    assert seen(absent).unheard == seen(session).unheard


def test_the_report_has_the_three_lists_and_none_before_anybody_wrote():
    report = report_on(written(meeting()), NL)
    assert report.mirror is not None
    tables = {table.heading: table for table in report.mirror.tables}
    assert tables["Wel verwacht, niet als thema genoemd"].rows == (("kosten", "11"), ("taxi", "3"))
    assert tables["Gehoord en verwacht"].rows[0][::2] == ("wachttijd", "12")
    assert "bejegening" in [row[0] for row in tables["Gehoord, niet verwacht"].rows]
    assert "14 toehoorders" in report.mirror.intro
    assert report.mirror.heading in [line.link.words for line in report.contents]
    assert report_on(meeting(), NL).mirror is None


@pytest.mark.parametrize("kind", ["report", "markdown"])
def test_it_stands_in_word_and_in_markdown(tmp_path, kind):
    path = export(written(meeting()), kind, tmp_path, translations=NL)
    if kind == "markdown":
        text = path.read_text(encoding="utf-8")
    else:
        text = zipfile.ZipFile(path).read("word/document.xml").decode()
    for words in (
        "Wat de toehoorders verwachtten",
        "Wel verwacht, niet als thema genoemd",
        "kosten",
    ):
        assert words in text
