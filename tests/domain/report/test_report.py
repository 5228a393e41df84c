"""What the report says: every statement in its place, people counted, nobody to be traced."""

import datetime
import itertools
import re

import msgspec
import pytest

from export.reported import START, YES, many, meeting
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.preparation.retention import words_until
from spiegel.domain.report.material import FEWEST
from spiegel.domain.report.parts import ActionRow, Report, Reported, ThemeSection
from spiegel.domain.report.report import document_numbers, made_on, report_on
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.instants import SECOND, after
from spiegel.domain.session.people import Consent, Participant
from spiegel.domain.session.preparation import Assignment
from spiegel.domain.session.session import Session, describe, drop, put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement, Theme, Valence
from spiegel.i18n import translations

NL = translations("nl")
DAY = datetime.date(2027, 3, 3)


@pytest.fixture(scope="module")
def session() -> Session:
    return meeting()


@pytest.fixture(scope="module")
def said(session: Session) -> Report:
    return report_on(session, NL)


def sections(said: Report) -> list[ThemeSection]:
    return [section for group in said.themes.groups for section in group.themes]


def entries(section: ThemeSection) -> list[Reported]:
    return [entry for part in section.parts for entry in part.entries]


def all_entries(said: Report) -> list[Reported]:
    under_themes = [entry for section in sections(said) for entry in entries(section)]
    return under_themes + [entry for asked in said.asked.questions for entry in asked.answers]


def section(said: Report, name: str) -> ThemeSection:
    return next(section for section in sections(said) if section.name == name)


def test_every_statement_that_may_be_shown_stands_once_under_its_first_theme(session, said):
    places: dict[str, list[str]] = {}
    for part in sections(said):
        for entry in entries(part):
            places.setdefault(entry.words, []).append(part.name)
    shown_somewhere = 0
    for statement in session.statements.values():
        ruling = shown(session, statement, NL)
        if not isinstance(ruling, Shown):
            assert statement.words not in places
        elif statement.themes:
            assert places[ruling.words] == [session.themes[statement.themes[0]].name]
            shown_somewhere += 1
        elif statement.answer_to is None:
            assert places[ruling.words] == ["Overig"]
            shown_somewhere += 1
    assert shown_somewhere > 25


def test_an_answer_with_a_theme_comes_behind_what_its_question_is_about(session):
    about = [s for s in session.statements.values() if s.themes == (1,) and s.answer_to is None]
    answers = [msgspec.structs.replace(one, answer_to=1) for one in about[::2]]
    told = sections(report_on(put(session, *answers), NL))
    asked = [[bool(one.remark) for one in part.entries] for each in told for part in each.parts]
    assert sum(map(sum, asked)) > len(answers) / 2
    assert asked == [sorted(part) for part in asked]


def test_an_answer_without_a_theme_stands_with_its_question(session, said):
    second = said.asked.questions[1]
    assert [entry.words for entry in second.answers] == [session.statements[42].words]
    assert second.answers[0].label == "V2.1"
    assert not second.repeated


def test_an_answer_with_a_theme_stands_there_and_names_its_question(session, said):
    first = said.asked.questions[0]
    assert first.answers == ()
    assert [entry.words for entry in first.repeated] == [session.statements[41].words]
    under = next(
        e for e in entries(section(said, "bejegening")) if e.words == first.repeated[0].words
    )
    assert under.remark == "Op de vraag: wat deed die collega aan de balie precies"
    assert under.anchor == first.repeated[0].anchor


def test_a_question_that_was_not_put_is_in_no_document(said):
    assert [asked.label for asked in said.asked.questions] == ["Vraag 1", "Vraag 2"]
    assert "maar had u dan" not in msgspec.json.encode(said).decode()


def test_themes_of_most_participants_come_first_and_other_last(said):
    named = [(part.name, part.count) for part in sections(said)]
    assert named[0] == ("bejegening", "7 deelnemers")
    assert named[-1] == ("Overig", "2 deelnemers")
    counts = [int(count.split()[0]) for _, count in named[:-1]]
    assert counts == sorted(counts, reverse=True)


def test_a_theme_that_is_called_other_is_the_last_one(session):
    renamed = put(session, msgspec.structs.replace(session.themes[2], name="overig"))
    said = report_on(renamed, NL)
    assert [part.name for part in sections(said)].count("Overig") == 1
    assert (sections(said)[-1].name, sections(said)[-1].heading) == ("Overig", "Overig")
    assert len(entries(sections(said)[-1])) > 5


def test_the_order_within_a_theme_is_not_the_order_of_speaking():
    for count in range(2, 40):
        session = many(count)
        labels = document_numbers(session, NL)
        by_theme: dict[str, list[tuple[int, int]]] = {}
        for number, label in labels.items():
            theme, _, place = label.partition(".")
            by_theme.setdefault(theme, []).append((int(place), number))
        for places in by_theme.values():
            order = [number for _, number in sorted(places)]
            assert [place for place, _ in sorted(places)] == list(range(1, len(places) + 1))
            signs = [session.statements[number].valence for number in order]
            if len(set(signs)) < len(signs):
                assert order != sorted(order), (count, order)


def test_the_order_depends_on_the_meeting_and_is_the_same_every_time(session):
    assert document_numbers(session, NL) == document_numbers(put(session), NL)
    other = describe(session, id="another")
    assert document_numbers(session, NL) != document_numbers(other, NL)


def test_no_number_of_speaking_order_is_in_the_report(session, said):
    """An anchor, a label or a link that held it would give the order away."""
    renumbered = [
        msgspec.structs.replace(statement, number=number + 7_000)
        for number, statement in session.statements.items()
    ]
    shifted = put(drop(session, "statements", session.statements), *renumbered)
    actions = [
        msgspec.structs.replace(a, statements=tuple(n + 7_000 for n in a.statements))
        for a in session.actions.values()
    ]
    text = msgspec.json.encode(report_on(put(shifted, *actions), NL)).decode()
    assert not [number for number in range(7_000, 7_050) if str(number) in text]


def test_a_statement_of_two_themes_is_referred_to_from_the_second(session, said):
    label = document_numbers(session, NL)[6]
    (link,) = [link for part in section(said, "bejegening").parts for link in part.others]
    assert link.words.startswith(f"{label}\xa0“Bij mij belde ze elke vrijdag, ook als ze niks")
    assert link.title.endswith(link.words)  # heard with what is read
    assert section(said, "bejegening").count == "7 deelnemers"  # D6 said nothing else about it


def test_what_a_table_counts_under_a_sign_is_found_under_that_sign_of_the_theme(session):
    """Also where all of it stands under another theme first."""
    both = {s.number: (*s.themes, 99) for s in session.statements.values() if s.valence == "+"}
    told = [
        msgspec.structs.replace(session.statements[n], themes=themes) for n, themes in both.items()
    ]
    said = report_on(put(session, Theme(number=99, name="overal"), *told), NL)
    (part,) = section(said, "overal").parts
    assert (part.sign, part.entries) == ("+", ())
    assert part.count
    assert {link.words.partition("\xa0")[0] for link in part.others} <= {
        entry.label for entry in all_entries(said)
    }


def test_counts_are_of_people_and_not_of_remarks(session):
    more = [
        Statement(
            number=100 + n,
            at=START,
            words=f"nog iets over de bus {n}",
            speakers=("D2",),
            themes=(5,),
            valence=Valence.BETTER,
        )
        for n in range(9)
    ]
    said = report_on(put(session, *more), NL)
    bus = section(said, "vervoer")
    assert bus.count == "2 deelnemers"
    assert bus.parts[0].count == "1 deelnemer"


def test_all_counts_those_who_also_spoke_on_that_theme(said):
    assert section(said, "mantelzorg").count == "3 deelnemers"  # D4, D8, D9; "allen" adds nobody


def test_who_may_not_be_quoted_is_counted_and_who_does_not_take_part_is_not(session):
    refused = Participant(number=4, consent=Consent(take_part=False))
    said = report_on(put(session, refused), NL)
    assert section(said, "mantelzorg").count == "2 deelnemers"  # D8, D9
    assert ("Deelnemers", "begonnen met 8, geëindigd met 7") in said.how.tables[0].rows
    assert "Mijn moeder" not in msgspec.json.encode(said).decode()


def test_below_five_participants_nothing_is_counted(session):
    absent = [
        msgspec.structs.replace(person, present=False)
        for person in session.participants.values()
        if person.number > 4
    ]
    few = report_on(put(session, *absent), NL)
    assert few.front.people.startswith("Minder dan vijf deelnemers")
    assert all(part.count == "" for part in sections(few))
    assert all(part.count == "" for section in sections(few) for part in section.parts)
    assert all(sign.count == "" for sign in few.front.signs)
    assert all(count == "" for sign in few.front.signs for _, count in sign.themes)
    five = put(session, *absent[1:])
    assert any(part.count for part in sections(report_on(five, NL)))


def test_themes_of_a_group_stand_under_one_heading(session):
    grouped = [msgspec.structs.replace(session.themes[n], group="Samen leven") for n in (4, 5)]
    said = report_on(put(session, *grouped), NL)
    group = next(group for group in said.themes.groups if group.heading)
    assert group.heading == "Samen leven"
    assert [part.name for part in group.themes] == ["mantelzorg", "vervoer"]
    assert [line.link.words for line in said.contents if line.link.anchor == group.anchor] == [
        "Samen leven"
    ]


def test_statements_and_actions_link_both_ways(session, said):
    anchors = {entry.anchor: entry for entry in all_entries(said)}
    rows = [row for table in said.actions.tables for row in table.rows]
    forth = {(row.anchor, link.anchor) for row in rows for _, links in row.why for link in links}
    back = {(link.anchor, entry.anchor) for entry in anchors.values() for link in entry.actions}
    assert forth == back
    assert len(forth) == 8
    assert {link.words for entry in anchors.values() for link in entry.actions} == {
        *(f"zie\xa0actie\xa0{number}" for number in (1, 2, 4)),
        "zie\xa0actie\xa05 (doen wij niet)",
    }


def test_links_of_an_action_are_in_the_order_of_the_report(said):
    row = said.actions.tables[0].rows[0]
    labels = [link.words for _, links in row.why for link in links]
    assert labels == sorted(labels)


def test_an_action_says_what_is_missing(session, said):
    rows = {row.label: row for table in said.actions.tables for row in table.rows}
    assert rows["1"].owner == "teamleider Noord"
    assert rows["1"].by == "15 december 2026"
    assert rows["1"].open_ends == {"reason"}
    assert rows["3"].owner == "nog niemand"
    assert rows["3"].by == "nog geen datum"
    assert rows["3"].beside == "Er is niet genoteerd uit welke uitspraken dit komt."
    assert rows["4"].beside == "Ook uit uitspraken die niet in dit verslag staan."
    assert rows["5"].reason.startswith("Een bericht blijft liggen")
    declined = said.actions.tables[-1]
    assert declined.heading == "Dit doen wij niet, en waarom"
    assert [row.label for row in declined.rows] == ["5"]


def with_action(session: Session, **changes: object) -> ActionRow:
    """The action in the report, when one of the meeting is like this."""
    action = msgspec.structs.replace(session.actions[5], **changes)
    tables = report_on(put(session, action), NL).actions.tables
    return next(row for table in tables for row in table.rows if row.label == "5")


@pytest.mark.parametrize("written", ["want dat bepaalt het rijk", "Because: dat bepaalt het rijk"])
def test_a_reason_under_why_not_does_not_begin_with_because(session, written):
    assert with_action(session, reason=written).reason == "Dat bepaalt het rijk"


def test_everybody_as_an_owner_is_open_in_the_report_as_in_the_working_list(session):
    row = with_action(session, kind=ActionKind.DO, owner="iedereen")
    assert row.owner == "nog niemand (er is gezegd: iedereen)"
    assert "owner" in row.open_ends
    assert "owner" not in with_action(session, kind=ActionKind.DO, owner="de balie").open_ends


def test_every_action_says_how_urgent_it_is_and_how_far(session):
    unset = [msgspec.structs.replace(a, priority=None) for a in session.actions.values()]
    for table in report_on(put(session, *unset), NL).actions.tables:
        if "owner" in table.fields:
            assert table.fields[-2:] == ("priority", "status")
            assert {row.priority for row in table.rows} == {"niet bepaald"}


def test_all_themes_stand_in_one_table_with_people_per_sign_and_what_is_done(session, said):
    glance = said.overview
    assert glance.columns == (
        *("Thema", "+ Gaat goed", "– Kan beter", "! Wensen", "Deelnemers", "Acties"),
    )
    rows = {row.theme.words: row for row in glance.rows}
    for at, sign in enumerate(said.front.signs):
        assert sign.themes
        assert all(rows[link.words].signs[at] == number for link, number in sign.themes)
    silent = {sign for row in glance.rows for sign in row.signs if not sign.isdigit()}
    assert silent == {"geen"}  # a dash would not be heard
    resting = {link.anchor for one in entries(section(said, "wachttijd")) for link in one.actions}
    assert resting
    assert resting <= {link.anchor for link in rows["wachttijd"].actions}
    without = put(session, *(msgspec.structs.replace(a, statements=(), themes=())
                             for a in session.actions.values()))  # fmt: skip
    left = {row.theme.words: row for row in report_on(without, NL).overview.rows}
    assert left["wachttijd"].open == "nog niets mee gebeurd"
    assert not left["wachttijd"].actions


def test_a_picture_that_has_no_room_for_all_themes_says_how_many_it_draws(session):
    more = [Theme(number=n, name=f"thema {n}") for n in range(50, 60)]
    said = [msgspec.structs.replace(session.statements[2], number=n + 500, themes=(n,))
            for n in range(50, 60)]  # fmt: skip
    chart = report_on(put(session, *more, *said), NL).overview.chart
    assert len(chart.bars) == 12
    assert chart.title == "Hoeveel deelnemers spraken over 12 van de 16 thema's"


def test_the_picture_of_the_themes_says_in_words_what_it_draws(session):
    chart = report_on(session, NL).overview.chart
    assert [bar.name for bar in chart.bars] == [
        row.theme.words for row in report_on(session, NL).overview.rows
    ][: len(chart.bars)]
    assert all(f"{bar.name} {bar.said} deelnemer" in chart.alt for bar in chart.bars)
    glance = {row.theme.words: row for row in report_on(session, NL).overview.rows}
    assert all(glance[bar.name].signs[-1] == bar.said for bar in chart.bars)


def test_of_few_people_the_table_of_themes_has_no_numbers(session):
    few = put(
        session,
        *(
            msgspec.structs.replace(person, present=False)
            for number, person in session.participants.items()
            if number > FEWEST - 1
        ),
    )
    glance = report_on(few, NL).overview
    assert glance.chart is None
    assert {sign for row in glance.rows for sign in row.signs} <= {"ja", "geen"}


@pytest.mark.parametrize(
    ("agreed", "told", "is_open"),
    [
        ({}, "Wie de deelnemers vertelt wat ermee gebeurt, en wanneer, is nog niet", True),
        (
            {"tells": "Marjan"},
            "De deelnemers horen van Marjan wat ermee gebeurt. Wanneer: nog",
            True,
        ),
        ({"tells_on": DAY}, "Op 3 maart 2027 horen de deelnemers wat ermee gebeurt. Van wie", True),
        (
            {"tells": "Marjan", "tells_on": DAY},
            "Op 3 maart 2027 horen de deelnemers wat ermee gebeurt, van Marjan.",
            False,
        ),
    ],
)
def test_page_one_says_who_tells_the_participants_and_when(session, agreed, told, is_open):
    asked = describe(session, assignment=Assignment(contact="Ineke, 0591 55 01 23", **agreed))
    now = report_on(asked, NL).front.afterwards
    assert now.told.startswith(told)
    assert now.open is is_open
    assert now.ask == "Vragen, of klopt er iets niet? Ineke, 0591\xa055\xa001\xa023"


def test_a_focus_group_recommends(session):
    recommending = describe(session, outcome=Outcome.RECOMMENDATION, format_title="Focusgroep")
    said = report_on(recommending, NL)
    assert said.actions.heading == "Aanbevelingen"
    assert said.front.kind == "Verslag focusgroep"
    assert said.front.actions_heading == "Aanbevelingen, in het kort"
    linked = {link.words for entry in all_entries(said) for link in entry.actions}
    assert "zie\xa0aanbeveling\xa01" in linked


def test_how_it_was_done_says_what_is_not_there(said):
    notes = said.how.notes
    left_out = [note for note in notes if "weggelaten" in note]
    assert left_out == [
        "3 uitspraken zijn weggelaten. Waarom staat er niet bij, zodat niemand kan raden van wie "
        "ze zijn."
    ]
    assert "Besproken, niet genoteerd: Herkend." in notes
    assert "Overgeslagen voor de acties: Aangesproken." in notes
    facts, times, questions = said.how.tables
    assert ("Cliëntronde", "32 min", "31 min") in times.rows
    assert "Uitwerken (nakijken wat is opgeschreven)" in [row[0] for row in times.rows]
    assert questions.columns[1] == "Hoe lang, of waarom niet"
    assert questions.rows[-1] == ("4. Wat deed u toen de brief kwam?", "niet aan toegekomen")
    assert ("Duur", "2 u 30 min") in facts.rows


def test_the_steps_of_the_debrief_say_what_was_noted_or_why_not(said):
    touched, recognised, addressed = said.steps.steps
    assert touched.heading == "Geraakt"
    assert touched.remarks == (
        "ik zie elke ochtend een werkvoorraad, vandaag zag ik gezichten",
        "wat [een deelnemer] over lezen zei; [baliemedewerker] werd er stil van",
    )
    assert recognised.nothing == "Besproken, niet genoteerd."
    assert addressed.nothing.startswith("Er is niets genoteerd")


def without_consent(session: Session) -> Session:
    nobody = Consent(take_part=False)
    people = (msgspec.structs.replace(p, consent=nobody) for p in session.participants.values())
    about = (
        msgspec.structs.replace(r, people=("D1",))
        for r in session.remarks.values()
        if r.kind is RemarkKind.STEP
    )
    asked = (
        msgspec.structs.replace(q, words=f"D1: {q.words}")
        for q in session.listener_questions.values()
    )
    return put(session, *people, *about, *asked)


def test_nothing_says_that_nothing_was_said_when_it_may_only_not_be_shown(session):
    said = report_on(without_consent(session), NL)
    withheld = "Hierover mag niets in dit verslag staan."
    assert said.front.people == "Geen deelnemers · 4 toehoorders (professionals)"
    assert {sign.nothing for sign in said.front.signs} == {withheld}
    assert said.themes.intro == said.asked.intro == withheld
    assert said.steps.steps[0].nothing == withheld
    whole = msgspec.json.encode(said).decode()
    assert "niets genoteerd." not in whole
    assert "niets gezegd" not in whole


def test_a_step_without_a_word_is_left_out(session):
    silent = drop(drop(session, "moments", [20, 21]), "remarks", [1, 2])
    assert report_on(silent, NL).steps.steps == ()
    assert report_on(silent, NL).steps.intro == "Er is niets genoteerd."


def test_parts_of_themes_are_told_apart_by_their_headings(said):
    headings = [part.heading for section in sections(said) for part in section.parts]
    assert "Kan beter: wachttijd" in headings
    assert len(set(headings)) == len(headings)


def test_themes_that_are_even_stand_in_the_order_of_their_numbers(session):
    themes = [Theme(number=n, name=f"team {n}") for n in (10, 2, 1, 11)]
    said = [
        Statement(number=n, at=START, words=f"dit {n}", speakers=("D1",), themes=(n,))
        for n in (10, 2, 1, 11)
    ]
    bare = msgspec.structs.replace(session, themes={}, statements={}, actions={})
    names = [section.name for section in sections(report_on(put(bare, *themes, *said), NL))]
    assert names == ["team 1", "team 2", "team 10", "team 11"]


def test_notes_parked_things_and_aftercare_are_in_no_report(said):
    text = msgspec.json.encode(said).decode()
    for private in ("regiotaxi, D2", "even opzoeken", "kennismaking liep uit"):
        assert private not in text


def test_a_remark_about_somebody_who_does_not_take_part_is_left_out(session):
    about = Remark(
        number=9,
        at=START,
        words="dat verhaal over de bus",
        kind=RemarkKind.STEP,
        step="geraakt",
        people=("D9",),
    )
    assert "verhaal over de bus" in msgspec.json.encode(report_on(put(session, about), NL)).decode()
    refused = Participant(number=9, consent=Consent(take_part=False))
    said = report_on(put(session, about, refused), NL)
    assert "verhaal over de bus" not in msgspec.json.encode(said).decode()


def test_a_theme_of_which_nothing_may_be_shown_is_not_named(session):
    secret = put(
        session,
        Theme(number=9, name="de ziekte van Pompe"),
        Statement(
            number=99, at=START, words="ik heb dat", speakers=("D1",), themes=(9,), traceable=True
        ),
    )
    assert "Pompe" not in msgspec.json.encode(report_on(secret, NL)).decode()


def test_an_empty_session_has_a_report_too():
    empty = drop(meeting(), "statements", range(200))
    for table in ("themes", "actions", "remarks", "listener_questions", "moments", "participants"):
        empty = drop(empty, table, range(200))
    said = report_on(describe(empty, title="", place="", organisation="", date=None), NL)
    assert said.title == "Zonder titel"
    assert said.themes.intro
    assert said.actions.intro == "Er zijn geen verbeteracties afgesproken."
    assert said.front.more is None
    assert [sign.nothing for sign in said.front.signs] == ["Hierover is niets gezegd."] * 3


def test_no_code_is_anywhere_in_a_report():
    session = meeting(title="Gesprek met D3", place="bij T2 thuis", organisation="Stichting D4")
    session = put(
        session,
        Theme(number=1, name="wat D1 vond", group="groep van T1"),
        Action(number=9, at=START, words="D2 bellen", owner="T2", statements=(1,)),
        Action(
            number=10, at=START, words="nee", kind=ActionKind.DECLINE, reason="van T3 mag het niet"
        ),
        Statement(number=98, at=START, words="D5 zei het ook, T1 hoorde het", speakers=("D1",)),
    )
    text = msgspec.json.encode(report_on(session, NL)).decode()
    codes = [f"{letter}{n}" for letter, n in itertools.product("DT", range(1, 13))]
    assert not [code for code in codes if code in text]
    assert "Gesprek met [een deelnemer]" in text


def test_a_place_that_is_named_after_somebody_stands_as_it_is():
    session = meeting(place="Community centre De Linde", organisation="Stichting Anna Jansen")
    facts = report_on(session, translations("en")).front.facts
    assert facts[1:3] == ("Community centre De Linde", "Stichting Anna Jansen")


def test_the_language_of_the_report_is_that_of_its_translations():
    said = report_on(meeting(), translations("en"))
    assert said.front.concept == "Draft: this report was not yet presented to the participants"
    assert said.front.facts[0] == "14 October 2026"
    assert said.actions.tables[0].rows[0].by == "15 December 2026"


def test_a_meeting_that_still_runs_has_a_report(session):
    running = drop(session, "moments", [22])
    said = report_on(running, NL)
    assert ("Duur", "1 u 37 min") in said.how.tables[0].rows


def test_dates_are_words(session):
    for month, name in ((1, "januari"), (5, "mei"), (8, "augustus")):
        dated = describe(session, date=datetime.date(2027, month, 3))
        assert report_on(dated, NL).front.facts[0] == f"3 {name} 2027"


def test_who_is_absent_counts_nowhere(session):
    absent = put(session, Participant(number=2, present=False, consent=YES))
    said = report_on(absent, NL)
    assert said.front.people.startswith("Deelnemers: begonnen met 8, geëindigd met 7")
    assert section(said, "vervoer").count == "1 deelnemer"


def test_an_action_says_who_watches_over_it_and_what_became_of_it(session):
    watched = with_action(
        session, kind=ActionKind.DO, guard="cliëntenraad", first_check=datetime.date(2026, 11, 2)
    )
    assert watched.became == ("Wie erop let: cliëntenraad, voor het eerst op 2 november 2026.",)
    done = with_action(session, kind=ActionKind.DO, status=ActionStatus.DONE, evidence="Gezien")
    assert done.became == ("Waaruit het blijkt: Gezien",)
    late = with_action(session, kind=ActionKind.DO, progress="Wacht op de aannemer")
    assert late.became == ("Hoe het staat: Wacht op de aannemer",)
    stopped = with_action(session, kind=ActionKind.DO, status=ActionStatus.STOPPED)
    assert stopped.became == ("Waarom het is gestopt: nog geen reden opgeschreven",)


def decided_as(session, *states):
    """The meeting with an action that will be done in each of these states."""
    actions = {
        n: Action(number=n, at=START, words=f"actie {n}", status=state)
        for n, state in enumerate(states, start=1)
    }
    return msgspec.structs.replace(session, actions=actions)


@pytest.mark.parametrize(
    ("states", "front", "opening", "heading", "explained"),
    [
        (("proposed",), "Voorgestelde acties", "stelden dit", "Dit willen wij doen", True),
        (
            ("proposed", "agreed"),
            "Verbeteracties",
            "besloten dit",
            "Dit gaan of willen wij doen",
            True,
        ),
        (("agreed", "done"), "Verbeteracties", "besloten dit", "Dit gaan wij doen", False),
    ],
)
def test_what_is_only_proposed_is_not_called_decided(
    session, states, front, opening, heading, explained
):
    said = report_on(decided_as(session, *map(ActionStatus, states)), NL)
    assert said.front.actions_heading == f"{front}, in het kort"
    assert f"De professionals {opening} onder elkaar" in said.actions.intro
    assert said.actions.tables[0].heading == heading
    assert ("Wat een voorstel heet, is nog niet afgesproken." in said.actions.intro) is explained


def test_of_a_proposal_whose_day_has_passed_one_reads_what_holds_and_who_decides(session):
    agreed = Assignment(commissioner="Marjan Hofstede, hoofd", contact="Ineke Bos, 0591 55 01 23")
    by = datetime.date(2026, 10, 30)
    both = decided_as(
        describe(session, assignment=agreed), *map(ActionStatus, ("proposed", "busy"))
    )
    both = put(both, *(msgspec.structs.replace(a, by=by) for a in both.actions.values()))
    said = report_on(both, NL)
    assert "afgesproken. Over voorstellen beslist Marjan Hofstede, hoofd." in said.actions.intro
    on_the_day, late = (made_on(said, by + datetime.timedelta(days=n), NL) for n in (0, 1))
    assert not any(row.became for row in on_the_day.actions.tables[0].rows)
    proposed, busy = late.actions.tables[0].rows
    assert [words.replace("\u00a0", " ") for words in proposed.became] == [
        "De dag is voorbij, en het is nog niet afgesproken. "
        "Over voorstellen beslist Marjan Hofstede, hoofd. Vragen: Ineke Bos, 0591 55 01 23"
    ]
    assert not busy.became


def test_page_one_says_which_action_is_done_and_which_is_only_proposed(session):
    said = report_on(decided_as(session, *map(ActionStatus, ("proposed", "busy", "done"))), NL)
    assert {row.label: row.by for row in said.front.actions.rows} == {
        "1": "voorstel: nog geen datum",
        "2": "nog geen datum",
        "3": "klaar",
    }


def test_a_theme_of_which_only_something_was_declined_is_named(session):
    no = Action(number=1, at=START, words="nee", kind=ActionKind.DECLINE, themes=(2,))
    alone = msgspec.structs.replace(session, actions={1: no})
    note = f"Over {session.themes[2].name} staat alleen iets dat niet doorgaat."
    assert note in report_on(alone, NL).actions.notes
    yes = msgspec.structs.replace(no, number=2, kind=ActionKind.DO)
    assert note not in report_on(put(alone, yes), NL).actions.notes


def test_a_theme_that_is_called_as_one_that_goes_on_is_told_from_it(session):
    name = session.themes[2].name
    session = put(session, msgspec.structs.replace(session.themes[1], name=name))
    no = Action(number=1, at=START, words="nee", kind=ActionKind.DECLINE, themes=(2,))
    yes = msgspec.structs.replace(no, number=2, kind=ActionKind.DO, themes=(1,))
    about = report_on(msgspec.structs.replace(session, actions={1: no, 2: yes}), NL)
    assert about.front.untouched.count(name) == 1


def test_a_draft_says_of_which_day_it_is_and_a_report_that_was_presented_does_not(session, said):
    day = datetime.date(2026, 10, 12)
    assert made_on(said, day, NL).front.concept == (
        "Concept van 12 oktober 2026: dit verslag is nog niet voorgelegd aan de deelnemers"
    )
    seen = report_on(describe(session, presented=True, date=None), NL)
    assert made_on(seen, day, NL) == seen


def test_what_was_to_be_on_a_day_that_has_passed_is_not_promised_any_more(session):
    agreed = Assignment(tells="Marjan", tells_on=datetime.date(2026, 10, 29))
    said = report_on(describe(session, assignment=agreed), NL)
    on_the_day = made_on(said, datetime.date(2026, 10, 29), NL).front.afterwards
    assert on_the_day.told.startswith("Op 29 oktober 2026 horen de deelnemers wat ermee gebeurt")
    later = made_on(said, datetime.date(2026, 12, 16), NL)
    assert later.front.afterwards.said == (
        "Op 29 oktober 2026 (voorbij) zouden deelnemers het vervolg horen, van Marjan. "
        "Is dat niet gebeurd? Dan horen zij het alsnog van Marjan. "
        "Op 14 januari 2027 en 14 april 2027 krijgen zij een brief over hoe het ermee staat."
    )
    heard = dict(later.how.tables[0].rows)["Deelnemers horen het op"]
    assert heard == (
        "29 oktober 2026 (voorbij), 25 november 2026 (voorbij), 14 januari 2027 en 14 april 2027"
    )
    late = "15 december 2026 (voorbij; nog geen nieuwe dag)"
    assert "15 december 2026 (voorbij)" in [row.by for row in later.front.actions.rows]
    assert late in [row.by for table in later.actions.tables for row in table.rows]


def test_page_one_says_on_which_day_participants_hear_more(session):
    said = report_on(describe(session, date=datetime.date(2026, 10, 8)), NL)
    told = [
        made_on(said, datetime.date(*day), NL).front.afterwards.said
        for day in ((2026, 11, 30), (2027, 1, 8), (2027, 1, 9), (2027, 4, 9))
    ]
    assert [words.partition("Op ")[2] for words in told] == [
        "8 januari 2027 en 8 april 2027 krijgen zij een brief over hoe het ermee staat.",
        "8 januari 2027 en 8 april 2027 krijgen zij een brief over hoe het ermee staat.",
        "8 april 2027 krijgen zij een brief over hoe het ermee staat.",
        "",
    ]
    facts = dict(said.how.tables[0].rows)
    assert facts["Deelnemers horen het op"] == ("19 november 2026, 8 januari 2027 en 8 april 2027")


def test_a_report_says_by_whose_consent_it_quotes_and_whom_to_ask_for_other_words(session):
    agreed = Assignment(contact="Ineke Bos, 0591 55 01 23")
    asked = describe(session, assignment=agreed, presented=False)
    guide = " ".join(report_on(asked, NL).guide.lines)
    assert "Wie het zei, gaf toestemming om geciteerd te worden." in guide
    assert "Het verslag zelf hebben de deelnemers nog niet gezien." in guide
    assert ", bij Ineke Bos, 0591 55 01 23. Zeggen welke woorden is genoeg." in guide
    seen = " ".join(report_on(describe(session, presented=True), NL).guide.lines)
    assert "nog niet gezien" not in seen
    assert ", bij de gespreksleider. Zeggen welke woorden is genoeg." in seen
    assert f"Dat kan tot en met {date_words(words_until(session), NL)}, bij " in seen
    undated = " ".join(report_on(describe(session, date=None), NL).guide.lines)
    assert "Dat kan bij " in undated


def test_a_report_says_why_more_people_are_counted_than_quoted(said):
    assert any("niet geciteerd wordt, telt ook mee" in line for line in said.guide.lines)


def test_of_what_professionals_said_to_each_other_a_report_says_that_it_need_not_be_literal(said):
    assert "hoeft niet letterlijk zo gezegd te zijn" in said.steps.intro


def test_a_first_check_that_was_to_be_on_a_day_that_has_passed_says_so(session):
    action = msgspec.structs.replace(
        session.actions[1], guard="Ineke", first_check=datetime.date(2026, 11, 1)
    )
    said = report_on(put(session, action), NL)
    for day, words in (
        (1, "Wie erop let: Ineke, voor het eerst op 1 november 2026."),
        (2, "Wie erop let: Ineke, voor het eerst op 1 november 2026 (deze dag is voorbij)."),
    ):
        rows = made_on(said, datetime.date(2026, 11, day), NL).actions.tables[0].rows
        assert next(row for row in rows if row.label == "1").became[0] == words


def test_of_what_is_only_proposed_not_to_be_done_a_report_does_not_say_that_it_is_decided(session):
    all_ = {
        status: put(
            session, *(msgspec.structs.replace(a, status=status) for a in session.actions.values())
        )
        for status in (ActionStatus.PROPOSED, ActionStatus.AGREED)
    }
    for status, heading, beside in (
        (ActionStatus.PROPOSED, "Dit willen wij niet doen, en waarom", "(willen wij niet)"),
        (ActionStatus.AGREED, "Dit doen wij niet, en waarom", "(doen wij niet)"),
    ):
        said = report_on(all_[status], NL)
        assert [table.heading for table in said.actions.tables][-1] == heading
        assert said.actions.tables[-1].rows[0].link.title.endswith(beside)  # one name everywhere
        links = [link.words for entry in all_entries(said) for link in entry.actions]
        assert any(words.endswith(beside) for words in links)


def test_who_reads_of_such_a_meeting_for_the_first_time_reads_what_it_is():
    _inside, kind, people, *_others = report_on(meeting(), NL).guide.lines
    assert kind.startswith("In een spiegelgesprek vertellen deelnemers wat zij meemaakten.")
    assert people.endswith("Toehoorders zijn de professionals die kwamen luisteren.")
    own = report_on(meeting(format="eigen-werkvorm"), NL).guide.lines
    assert own[1] == people


def test_a_long_title_that_page_one_may_cut_stands_whole_among_the_facts():
    title = "Toegang tot de Wmo voor alle inwoners van de gemeente en hun naasten, derde keer"
    said = report_on(meeting(title=title), NL)
    assert ("Titel", title) in said.how.tables[0].rows
    assert "Titel" not in dict(report_on(meeting(), NL).how.tables[0].rows)


def test_who_adds_up_the_parts_finds_how_long_it_took(session):
    moments = session.moments.values()
    late = (
        msgspec.structs.replace(m, at=after(m.at, m.number * 21 * SECOND))
        for m in moments
        if m.number < 9
    )
    facts, times, _questions = report_on(put(session, *late), NL).how.tables
    minutes = [_minutes(taken) for _part, _planned, taken in times.rows]
    assert _minutes(dict(facts.rows)["Duur"]) == sum(minutes)


def _minutes(words):
    hours, rest = re.search(r"(\d+) u", words), re.search(r"(\d+) min", words)
    return 60 * int(hours[1] if hours else 0) + int(rest[1] if rest else 0)


def test_a_table_of_questions_that_were_all_put_does_not_speak_of_why_not(session):
    only = drop(session, "questions", [4])
    assert report_on(only, NL).how.tables[-1].columns[1] == "Hoe lang"


def test_what_has_no_theme_and_no_sign_is_said_to_be_in_no_table_of_themes(session):
    words = "Wat bij Overig staat, heeft geen thema en telt hier niet mee."
    assert words not in report_on(session, NL).overview.intro
    unsigned = msgspec.structs.replace(session.statements[29], valence=None)
    glance = report_on(put(session, unsigned), NL).overview
    assert words in glance.intro
    assert "Overig" not in {row.theme.words for row in glance.rows}
