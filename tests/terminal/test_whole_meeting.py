"""One real meeting in a real terminal, from consent to the report."""

import pytest

from spiegel.cli import main
from spiegel.domain.report import review
from spiegel.domain.running.running import place, question_states
from spiegel.domain.session.session import stage
from spiegel.domain.session.stage import Stage
from spiegel.screens.shared.typing import AFTER, BEFORE
from spiegel.store.journal.snapshot import read_session
from terminal import Terminal

pytestmark = pytest.mark.slow

PLAN = """# Wmo-toegang in drie wijkteams
## Cliëntronde
1. Hoe kwam u bij het wijkteam terecht? (8 min)
2. Hoe ging het eerste gesprek? (10 min)
3. Wie hielp u bij de aanvraag? (6 min, als er tijd is)
"""
SAID = [
    ('"Ik moest {n} weken wachten"', "#wachttijd -"),
    ("een vast nummer zou {n} keer helpen", "#bereikbaarheid !"),
    ('"Zij belde mij {n} keer zelf op"', "#bejegening +"),
]
ACTIONS = [
    "elke aanvrager krijgt binnen een week een telefoontje",
    "een vast nummer per wijkteam",
    "nagaan of er een app kan komen",
    "de brieven herschrijven",
    "de vrijdagse belronde blijft",
]


@pytest.fixture
def session(tmp_path):
    plan = tmp_path / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    path = tmp_path / "wmo.spiegel"
    arguments = ["new", path, "--plan", plan, "--participants", 6, "--listeners", 3]
    assert main([str(argument) for argument in arguments]) == 0
    return path


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 18)])
def test_a_whole_meeting_from_consent_to_the_report(session, tmp_path, columns, rows):
    home = tmp_path / "thuis"
    home.mkdir()
    with Terminal("open", session, columns=columns, rows=rows, home=home) as terminal:
        prepare(terminal, session)
        client_round(terminal, session)
        question_round(terminal, session)
        clean_up(terminal, session)
        debrief(terminal, session)
        report(terminal, session)
        terminal.send("ctrl+q")
        terminal.wait("Spiegel sluiten?")
        terminal.send("enter")
        assert terminal.ended() == 0
    assert stage(read_session(session)) in (Stage.DEBRIEF, Stage.REVIEW)


def until(terminal, session, condition):
    """Let the program work until the file says so."""
    terminal.wait(lambda _text: condition(read_session(session)))


def prepare(terminal, session):
    """Everybody is here; four of six agree to be quoted, per person and never for all at once."""
    terminal.wait("Deelnemers")
    for number in range(6):
        terminal.send("space", "1")
        if number < 4:
            terminal.send("2")
        terminal.send("down")
    until(terminal, session, lambda s: all(p.present for p in s.participants.values()))
    until(terminal, session, lambda s: all(p.consent.take_part for p in s.participants.values()))
    quoted = [p.consent.verbatim for p in read_session(session).participants.values()]
    assert quoted == [True] * 4 + [None] * 2


def client_round(terminal, session):
    """Through the phases; thirty statements, silence, an unplanned break, a question skipped."""
    terminal.send("f3")
    terminal.wait("Druk op →")
    for phase in ("Welkom", "Spelregels", "Kennismaking", "Cliëntronde"):
        terminal.send("right")
        terminal.wait(f"▶ {phase}")
    for words in ("Vraag 1 van 3", "Hierna: Hoe ging het eerste gesprek?", "van 8 min", "niemand"):
        terminal.wait(words)
    record(terminal, session, range(15))
    terminal.wait("klaar")
    terminal.send("z")
    terminal.wait(lambda text: "klaar" not in text and "van 3" in text)
    terminal.send("ctrl+e")
    terminal.wait("klaar")
    terminal.send("ctrl+space")
    until(terminal, session, lambda s: place(s).paused)
    terminal.wait("verder met")
    terminal.send("space")
    terminal.wait("De klok weer laten lopen?")
    terminal.send("enter")
    until(terminal, session, lambda s: not place(s).paused)
    terminal.send("right")
    terminal.wait("Vraag 2 van 3")
    terminal.send("o")
    terminal.wait("Vraag 2 overslaan?")
    terminal.send("enter")
    terminal.wait("Vraag 3 van 3")
    assert question_states(read_session(session))[2].skipped
    terminal.send("2")
    terminal.wait("Naar vraag 2")
    terminal.send("enter")
    terminal.wait("Vraag 2 van 3")
    record(terminal, session, range(15, 30))
    wrong_window(terminal, session)


def record(terminal, session, numbers):
    """Statements as fast as a scribe enters them, while the clock runs."""
    terminal.send("f4")
    terminal.wait("Thema")
    for number in numbers:
        words, tail = SAID[number % 3]
        terminal.type_line(f"D{number % 6 + 1}: {words.format(n=number)} {tail}")
    until(terminal, session, lambda s: len(s.statements) == max(numbers) + 1)
    terminal.send("f3")
    terminal.wait("van 8 min" if max(numbers) < 15 else "van 10 min")


def wrong_window(terminal, session):
    """Typing in Moderate changes nothing, and waits in F4."""
    before = read_session(session)
    terminal.send("D2: oo zo 33")
    terminal.wait("Getypt, niet uitgevoerd")
    terminal.send("f4")
    terminal.wait("1 regel wacht")
    terminal.send("down")
    terminal.wait("D2: oo zo 33")
    assert read_session(session).moments == before.moments
    terminal.send("ctrl+u", "f3")
    terminal.wait(lambda text: "Vraag 2 van 3" in text and "Thema" not in text)


def question_round(terminal, session):
    """Closing round, then two questions of listeners with an answer, and the clients leave."""
    terminal.send("right")
    terminal.wait("▶ Slotronde")
    terminal.send("right")
    terminal.wait("▶ Vragenronde")
    terminal.send("f4")
    terminal.wait("Thema")
    terminal.type_line("T1: hoe lang duurde dat precies")
    terminal.type_line("D3: zeker acht weken")
    terminal.type_line("T2? wie belde u toen terug")
    terminal.type_line("D4: niemand")
    until(terminal, session, lambda s: len(s.statements) == 32)
    answers = [s.answer_to for s in read_session(session).statements.values()][-2:]
    assert answers == [1, 2]
    terminal.send("f3")
    terminal.wait("▶ Vragenronde")
    terminal.send("right")
    terminal.wait("▶ Afsluiting")
    terminal.send("right")


def clean_up(terminal, session):
    """Review opens when the participants are gone; one key settles the first that is unchecked."""
    terminal.wait("Zijn de deelnemers weg?")
    terminal.send("down", "enter")
    terminal.wait("Mag niet worden geciteerd")
    assert place(read_session(session)).phase.key == "opschonen"
    waiting = len(review.queue(read_session(session)))
    terminal.send("enter")
    until(terminal, session, lambda s: len(review.queue(s)) < waiting)
    terminal.send("f3")
    terminal.wait("▶ Uitwerken")
    terminal.send("right")
    terminal.wait("▶ Nagesprek")


def debrief(terminal, session):
    """The steps with a remark each, then five actions from statements."""
    terminal.send("f5")
    terminal.wait("Stil schrijven")
    for step, remark in (
        ("geraakt", "dat iemand zo lang wachtte"),
        ("herkend", "de wachttijd in Noord"),
        ("aangesproken", "op het terugbellen"),
    ):
        terminal.send("ctrl+n")
        until(terminal, session, lambda s, key=step: place(s).step == key)
        terminal.type_line(remark)
        until(
            terminal,
            session,
            lambda s, words=remark: words in {r.words for r in s.remarks.values()},
        )
    terminal.send("ctrl+n")
    until(terminal, session, lambda s: place(s).step == "acties")
    terminal.wait("a actie")
    for number, words in enumerate(ACTIONS, start=1):
        terminal.send("a")
        terminal.wait("Nieuwe actie")
        # Nobody types at the very moment at which the fields are there; that would be typing.
        terminal.read_for(BEFORE - AFTER)
        terminal.send(words, "ctrl+n")
        until(terminal, session, lambda s, n=number: len(s.actions) == n)
        terminal.wait(lambda text: "Nieuwe actie" not in text and "a actie" in text)
    actions = read_session(session).actions.values()
    assert [action.words for action in actions] == ACTIONS
    assert all(action.statements for action in actions)


def remarks(session):
    """The words of all remarks."""
    return {remark.words for remark in session.remarks.values()}


def report(terminal, session):
    """The documents, from the screen."""
    terminal.send("f7")
    terminal.wait("Verslag (Word)")
    terminal.send("enter")
    terminal.wait(lambda _text: list(session.parent.glob("*verslag.docx")))
