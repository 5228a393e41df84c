"""Page one: complete in itself, on one sheet."""

import msgspec
import pytest

from export.reported import START, meeting
from spiegel.domain.actions import Action, ActionKind, Priority
from spiegel.domain.debrief import debrief
from spiegel.domain.debrief_front import ROOM, _height
from spiegel.domain.debrief_parts import Front
from spiegel.domain.session import Session, describe, put
from spiegel.domain.statements import Statement, Valence
from spiegel.i18n import translations

NL = translations("nl")


def front(session: Session) -> Front:
    return debrief(session, NL).front


@pytest.fixture(scope="module")
def page() -> Front:
    return front(meeting())


def test_it_says_what_where_when_and_how_many(page):
    assert page.kind == "Verslag spiegelgesprek"
    assert page.title == "Wmo-toegang in drie wijkteams"
    assert page.facts == ("14 oktober 2026", "Buurthuis De Akkers", "Gemeente Elzerwoude")
    assert page.people == "Deelnemers: begonnen met 9, geëindigd met 8 · 4 toehoorders"
    assert page.validity.startswith("Niet representatief, wel geldig")


def test_it_is_a_draft_until_the_participants_saw_it(page):
    assert page.concept == "Concept: nog niet voorgelegd aan de deelnemers"
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


def test_the_first_actions_are_the_urgent_ones():
    actions = [
        Action(number=20 + n, at=START, words=f"actie {n}", priority=priority, statements=(1,))
        for n, priority in enumerate([Priority.LOW, Priority.HIGH, Priority.MIDDLE, Priority.HIGH])
    ]
    rows = front(put(meeting(), *actions)).actions.rows
    assert [row.label for row in rows] == ["1", "21", "23", "2", "22"]


def test_what_will_not_be_done_is_not_among_the_first_actions():
    session = meeting()
    declined = [
        msgspec.structs.replace(action, kind=ActionKind.DECLINE)
        for action in session.actions.values()
    ]
    assert front(put(session, *declined)).actions.rows == ()


def test_it_fits_on_one_sheet_however_much_there_is():
    session = meeting()
    long = "Ik moest acht weken wachten en toen begon alles weer van voren af aan. " * 40
    statements = [
        msgspec.structs.replace(s, words=long + str(n)) for n, s in session.statements.items()
    ]
    other = "Toegang tot de Wmo voor alle inwoners van de gemeente en hun naasten " * 20
    actions = [
        Action(number=n, at=START, words=other, owner=other, statements=(1,)) for n in range(1, 30)
    ]
    themes = [msgspec.structs.replace(theme, name=other) for theme in session.themes.values()]
    full = put(session, *statements, *actions, *themes)
    page = front(describe(full, title=other, place=other, organisation=other))
    assert _height(page) <= ROOM
    assert len(page.actions.rows) >= 3
    assert page.title.endswith("[…]")
    assert all(sign.entry is not None for sign in page.signs)


def test_a_long_key_statement_is_cut_on_page_one_only():
    words = "Dit is een heel lang verhaal over wachten " * 20
    session = put(
        meeting(),
        Statement(
            number=1,
            at=START,
            words=words,
            speakers=("D1",),
            verbatim=True,
            themes=(1,),
            valence=Valence.WISH,
            key=True,
        ),
    )
    others = [
        msgspec.structs.replace(s, valence=None)
        for s in session.statements.values()
        if s.number != 1 and s.valence is Valence.WISH
    ]
    said = debrief(put(session, *others), NL)
    entry = said.front.signs[2].entry
    assert entry is not None
    assert entry.words.endswith("[…]")
    assert len(entry.words) <= 170
    assert words.strip() in msgspec.json.encode(said.themes).decode()


def test_page_one_never_says_that_nothing_was_said_when_it_may_only_not_be_shown():
    session = meeting()
    nobody = (
        msgspec.structs.replace(
            person, consent=msgspec.structs.replace(person.consent, take_part=False)
        )
        for person in session.participants.values()
    )
    silent = [sign.nothing for sign in front(put(session, *nobody)).signs]
    assert silent == ["Wat hierover is gezegd, mag niet in dit verslag staan."] * 3
