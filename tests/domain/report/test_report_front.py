"""Page one: complete in itself, on one sheet."""

import datetime

import msgspec
import pytest

from export.reported import START, meeting
from spiegel.domain.report.front import fuller, shorter, with_all_words
from spiegel.domain.report.parts import Front
from spiegel.domain.report.report import report_on
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement, Valence
from spiegel.i18n import translations

NL = translations("nl")


def front(session: Session) -> Front:
    return report_on(session, NL).front


@pytest.fixture(scope="module")
def page() -> Front:
    return front(meeting())


def test_it_says_what_where_when_and_how_many(page):
    assert page.kind == "Verslag spiegelgesprek"
    assert page.title == "Wmo-toegang in drie wijkteams"
    assert page.facts == (
        *("14 oktober 2026", "Buurthuis De Akkers", "Gemeente Elzerwoude"),
        "voor binnen de organisatie",
    )
    assert (
        page.people == "Deelnemers: begonnen met 9, geëindigd met 8 · 4 toehoorders (professionals)"
    )
    assert page.validity.startswith("Niet representatief, wel geldig")


def test_it_is_a_draft_until_the_participants_saw_it(page):
    assert page.concept == "Concept: dit verslag is nog niet voorgelegd aan de deelnemers"
    assert front(meeting(presented=True)).concept == ""


def test_each_sign_has_its_people_its_themes_and_a_key_statement(page):
    good, better, wish = page.signs
    assert [sign.heading for sign in page.signs] == ["Gaat goed", "Kan beter", "Wensen"]
    assert (good.count, better.count, wish.count) == (
        "6 deelnemers",
        "7 deelnemers",
        "5 deelnemers",
    )
    assert next((link.words, count) for link, count in good.themes) == ("bejegening", "3")
    assert good.entry is not None
    assert good.entry.words == "Eerst koffie, en toen pas het formulier."
    assert all(sign.entry is not None and sign.entry.verbatim for sign in page.signs)


def test_a_key_statement_that_may_not_be_quoted_is_not_on_page_one():
    session = meeting()
    forbidden = msgspec.structs.replace(session.statements[5], key=True, themes=(2,))
    for number in (3, 4, 14, 16, 25, 1):
        other = session.statements[number]
        session = put(session, msgspec.structs.replace(other, key=False))
    page = front(put(session, forbidden))
    assert "Twaalf maandagen" not in msgspec.json.encode(page).decode()


def test_without_a_marked_statement_one_of_the_largest_theme_speaks():
    session = meeting()
    unmarked = [msgspec.structs.replace(s, key=False) for s in session.statements.values()]
    page = front(put(session, *unmarked))
    assert all(sign.entry is not None and sign.entry.marks == () for sign in page.signs)
    assert page.signs[0].entry is not None
    assert page.signs[0].entry.label.startswith("1.")


def decided(*actions: tuple[int, Priority | None, int]) -> Session:
    """The meeting with these actions only: number, priority, and day in December (0: no date)."""
    session = meeting()
    dated = {
        n: Action(
            number=n,
            at=START,
            words=f"actie {n}",
            priority=priority,
            by=datetime.date(2026, 12, day) if day else None,
        )
        for n, priority, day in actions
    }
    return msgspec.structs.replace(session, actions=dated)


def labels(page: Front) -> list[str]:
    return [row.label for row in page.actions.rows]


@pytest.mark.slow
@pytest.mark.reckons
def test_every_action_is_there_by_date_and_what_has_no_date_comes_last():
    page = front(decided((1, None, 0), (2, Priority.LOW, 9), (3, Priority.HIGH, 20), (4, None, 1)))
    assert labels(page) == ["4", "2", "3", "1"]
    assert page.more is not None
    assert page.more.words == "Waarop deze rusten: zie Verbeteracties"


def test_of_many_actions_the_first_and_the_important_are_there_and_the_others_are_counted():
    page = front(decided(*((n, Priority.LOW if n < 3 else Priority.HIGH, n) for n in range(1, 11))))
    assert labels(page) == ["1", "3", "4", "5", "6", "7", "8", "9"]
    assert page.more is not None
    assert page.more.words == "Nog 2 andere, en waarop alle 10 rusten: zie Verbeteracties"


def owned(session: Session, *numbers: int) -> Session:
    """The meeting in which somebody sees to these actions."""
    those = (session.actions[number] for number in numbers)
    return put(session, *(msgspec.structs.replace(a, owner="teamleider Noord") for a in those))


def test_the_first_day_and_what_nobody_does_or_has_no_day_stay_on_page_one_longest():
    dated = [(n, Priority.HIGH, n + 1) for n in range(2, 7)]
    session = decided((1, Priority.LOW, 1), *dated, (7, Priority.LOW, 0), (8, Priority.LOW, 28))
    pages = list(shorter(front(owned(session, *range(1, 8))), NL))
    least = next(page for page in pages if len(page.actions.rows) == 4)
    assert labels(least) == ["1", "2", "8", "7"]


def test_what_is_done_is_no_first_day():
    session = owned(decided((1, Priority.LOW, 1), (2, Priority.HIGH, 9)), 1, 2)
    done = msgspec.structs.replace(session.actions[1], status=ActionStatus.DONE)
    assert labels(list(shorter(front(put(session, done)), NL))[-1]) == ["2"]


def test_what_will_not_be_done_is_not_counted_as_an_action():
    session = decided((1, None, 1), (2, None, 2), (3, None, 3))
    no = msgspec.structs.replace(session.actions[3], kind=ActionKind.DECLINE)
    page = front(put(session, no))
    assert page.more is not None
    assert page.more.words == "Waarop deze rusten, en wat niet doorgaat: zie Verbeteracties"
    assert next(p for p in shorter(page, NL) if len(p.actions.rows) == 1).more.words == (
        "Nog 1 andere, en waarop alle 2 rusten, en wat niet doorgaat: zie Verbeteracties"
    )


def test_less_of_page_one_keeps_the_important_actions_and_says_how_many_are_gone():
    session = decided(
        (1, Priority.LOW, 1), (2, Priority.HIGH, 9), *((n, None, n) for n in (3, 4, 5))
    )
    pages = list(shorter(front(session), NL))
    assert [len(page.actions.rows) for page in pages] == sorted(
        (len(page.actions.rows) for page in pages), reverse=True
    )
    assert labels(pages[-1]) == ["1"]
    assert next(page for page in pages if len(page.actions.rows) == 4).more.words.startswith(
        "Nog 1 andere"
    )
    assert pages[-1].more.words.startswith("Nog 4 andere, en waarop alle 5 rusten")


def test_a_long_owner_is_named_in_full():
    session = meeting()
    owner = "de teamleider van wijkteam Noord, samen met de coördinator van het meldpunt"
    page = front(put(session, msgspec.structs.replace(session.actions[1], owner=owner)))
    assert owner in [row.owner for row in page.actions.rows]


def test_what_will_not_be_done_is_not_among_the_first_actions():
    session = meeting()
    declined = [
        msgspec.structs.replace(action, kind=ActionKind.DECLINE)
        for action in session.actions.values()
    ]
    assert front(put(session, *declined)).actions.rows == ()


LONG = "Dit is een heel lang verhaal over wachten " * 20


def wishes(*said: tuple[str, bool, int]) -> Session:
    """The meeting with these wishes only: the words, whether they are marked, and the theme."""
    session = meeting()
    others = (
        msgspec.structs.replace(s, valence=None)
        for s in session.statements.values()
        if s.valence is Valence.WISH
    )
    ours = (
        Statement(
            number=200 + n,
            at=START,
            words=words,
            speakers=(f"D{n}",),
            verbatim=True,
            themes=(theme,),
            valence=Valence.WISH,
            key=key,
        )
        for n, (words, key, theme) in enumerate(said, start=1)
    )
    return put(session, *others, *ours)


def test_a_long_key_statement_makes_way_for_a_shorter_one_and_is_nowhere_cut():
    said = report_on(wishes((LONG, True, 1), ("Bel mij.", False, 1)), NL)
    entry = said.front.signs[2].entry
    assert entry is not None
    assert entry.words == "Bel mij."
    assert LONG.strip() in msgspec.json.encode(said.themes).decode()
    assert front(wishes((LONG, True, 1))).signs[2].entry is None


def test_a_key_statement_about_a_theme_that_is_named_beside_it_comes_before_others():
    said = [(f"Wens {n}.", False, 1 + n // 2) for n in range(6)]
    session = wishes(*said, ("Vraag het.", True, 4))
    assert front(session).signs[2].entry.words == "Vraag het."
    first = msgspec.structs.replace(session.statements[201], key=True, verbatim=False)
    assert front(put(session, first)).signs[2].entry.words == "Wens 0."


def test_no_quotation_is_cut_however_little_room_there_is():
    key = (
        "Bel mij de volgende keer eerst op, voordat er iemand bij mij aan de deur staat te bellen."
    )
    session = wishes((key, True, 1), ("Bel mij.", False, 1))
    whole = {s.words.strip() for s in session.statements.values()}
    pages = list(shorter(front(session), NL))
    shown = [sign.entry.words for page in pages for sign in page.signs if sign.entry is not None]
    assert {key, "Bel mij."} <= set(shown) <= whole


def test_a_quotation_of_another_theme_than_the_first_names_its_theme():
    session = wishes(
        ("Bel mij.", False, 1), ("Een vast uur.", False, 1), ("Vertrouw ons.", True, 2)
    )
    wish = front(session).signs[2]
    assert wish.entry is not None
    assert wish.entry.words == "Vertrouw ons."
    first, second = wish.themes[0][0].words, session.themes[2].name
    assert first != second
    assert wish.entry.link.words == f"1.6, {second}"
    assert wish.entry.link.title == f"uitspraak\u00a01.6, {second}"
    alone = front(wishes(("Bel mij.", True, 1))).signs[2].entry
    assert alone is not None
    assert "," not in alone.link.title


def test_page_one_never_says_that_nothing_was_said_when_it_may_only_not_be_shown():
    session = meeting()
    nobody = (
        msgspec.structs.replace(
            person, consent=msgspec.structs.replace(person.consent, take_part=False)
        )
        for person in session.participants.values()
    )
    silent = [sign.nothing for sign in front(put(session, *nobody)).signs]
    assert silent == ["Hierover mag niets in dit verslag staan."] * 3


def test_themes_that_are_not_named_have_a_place_to_go_to(page):
    assert len(page.signs[1].themes) == 3
    assert page.more_themes is not None
    assert page.more_themes.words == "Alle thema's"
    assert page.more_themes.anchor == "overzicht"
    assert page.sign_columns == (
        "Soort",
        "Meest genoemd (deelnemers)",
        "Eén van de uitspraken, met nummer",
    )


def test_no_action_is_cut_in_the_middle_of_a_sentence_however_little_room_there_is():
    first = "Wie zich meldt, wordt binnen een week gebeld door de consulent die komt."
    then = "Daarna hoort die elke twee weken hoe het ermee staat, " + "ook als er niets is, " * 9
    long = f"{first} {then}altijd."
    one = "Wie zich meldt, wordt gebeld, " + "en daarna nog eens, " * 20 + "tot het klaar is"
    session = decided((1, Priority.HIGH, 1), (2, Priority.HIGH, 2))
    session = put(
        session,
        msgspec.structs.replace(session.actions[1], words=long),
        msgspec.structs.replace(session.actions[2], words=one),
    )
    pages = list(shorter(front(session), NL))
    said = {row.words for page in pages for row in page.actions.rows if row.label == "1"}
    assert said == {
        f"{first} (meer bij actie\u00a01)",
        "te lang voor deze pagina: zie actie\u00a01",
    }
    assert {row.words for page in pages for row in page.actions.rows if row.label == "2"} == {
        "te lang voor deze pagina: zie actie\u00a02"
    }


def test_what_had_no_room_is_put_back_whole_where_there_is_some_left():
    session = decided((1, Priority.HIGH, 1))
    long = "Wie zich meldt, wordt gebeld, " + "en daarna nog eens, " * 6 + "tot het klaar is"
    session = put(session, msgspec.structs.replace(session.actions[1], words=long))
    short = next(page for page in shorter(front(session), NL) if list(fuller(page)))
    assert list(fuller(short)) == ["1"]
    assert [row.words for row in with_all_words(short, "1").actions.rows] == [long]


def test_a_theme_with_a_long_name_is_called_by_its_number_and_heard_with_both():
    name = "alles wat er komt kijken bij het aanvragen en krijgen van hulp in huis"
    session = wishes(("Bel mij.", True, 1))
    session = put(session, msgspec.structs.replace(session.themes[1], name=name))
    link = front(session).signs[2].themes[0][0]
    assert link.words == link.title.partition(":")[0]
    assert link.title.endswith(f": {name}")


def test_a_meeting_without_a_word_says_so_once():
    session = meeting()
    empty = msgspec.structs.replace(
        session, statements={}, actions={}, remarks={}, listener_questions={}
    )
    assert front(empty).nothing == "Van deze bijeenkomst is niets vastgelegd."
    assert front(session).nothing == ""


def test_a_theme_that_no_fewer_people_spoke_of_is_never_left_out_without_a_word():
    wish = wishes(*((f"Wens {n}.", False, n) for n in range(1, 6))).statements
    session = put(wishes(), *(s for s in wish.values() if s.number > 200))
    page = front(session)
    named = [place.words for place, _count in page.signs[2].themes]
    assert (len(named), page.signs[2].more) == (5, "")
    fewer = [(len(less.signs[2].themes), less.signs[2].more) for less in shorter(page, NL)]
    assert (3, "(en 2 andere even vaak)") in fewer
    assert (1, "(en 4 andere even vaak)") in fewer
    four = put(session, msgspec.structs.replace(session.statements[205], themes=(4,)))
    assert (len(front(four).signs[2].themes), front(four).signs[2].more) == (4, "")


def test_page_one_names_the_themes_that_nothing_is_done_about():
    page = front(meeting())
    assert page.untouched == "Nog niets mee gebeurd: één aanspreekpunt, mantelzorg en vervoer."
    assert list(shorter(page, NL))[-1].untouched == ""


def test_actions_that_stand_by_date_say_so_and_how_important_each_is():
    page = front(decided((1, Priority.HIGH, 9), (2, Priority.LOW, 1)))
    assert (page.actions_order, [row.priority for row in page.actions.rows]) == (
        "op datum",
        ["laag", "hoog"],
    )
    assert page.actions.columns[-1] == "Prioriteit"
    plain = front(decided((1, None, 1), (2, None, 2)))
    assert (plain.actions_order, plain.actions.columns[-1]) == ("", "Klaar op")
