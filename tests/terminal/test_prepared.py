"""A spiegelgesprek prepared in one sitting: from an empty folder until every part is ready."""

import datetime

import pytest
from docx import Document

from spiegel.domain.preparation.readiness import readiness
from spiegel.domain.preparation.targets import Targets
from spiegel.domain.preparation.tasks import State, checklist, without_owner
from spiegel.i18n import translations
from spiegel.store.journal.snapshot import read_session
from terminal import Sitting, Terminal

pytestmark = pytest.mark.slow

MOST = 120
"""Keys beyond the text itself that preparing may take."""
QUESTIONS = (
    "Hoe begon de zorg bij u thuis?",
    "Wat ging er goed in de eerste weken?",
    "Wanneer voelde u zich niet gehoord?",
    "Hoe weet u wie er komt?",
    "Wat doet u als er iets misgaat?",
    "Wat betekent de zorg voor uw naasten?",
    "Wat zou u zelf anders doen?",
    "Wat mogen wij nooit vergeten?",
    "Wat geeft u de mensen achter u mee?",
)
WORK = (
    *("wijkverpleegkundige", "verzorgende", "teamleider", "planner", "huishoudhulp"),
    *("casemanager", "kwaliteitsmedewerker", "cliëntondersteuner", "huisarts", "ergotherapeut"),
    *("praktijkondersteuner", "beleidsmedewerker", "bestuurder", "mantelzorgconsulent"),
)
FACTS = (
    "Weten hoe de zorg thuis beter kan",
    "Klachten over steeds andere gezichten",
    "Thuiszorg Oost",
    "de directeur",
    "13.30",
    "buurthuis De Linde",
    "het secretariaat, 06 12 34 56 78",
    "de directeur",
)
WANTED = ("Wat doet wachten met u?", "Hoe weet u wie er komt?", "Wat betekent dit voor naasten?")


def test_a_meeting_is_prepared_in_one_sitting_until_all_is_green(tmp_path, counted):
    written(tmp_path / "draaiboek.docx")
    day = today() + datetime.timedelta(weeks=9)
    with Terminal(columns=100, rows=40, home=tmp_path) as terminal:
        sitting = Sitting(terminal)
        make(sitting, tmp_path, day)
        path = next(tmp_path.rglob("*.spiegel"))
        agree(sitting, day + datetime.timedelta(weeks=3))
        for part in (ask, invite, link, expect):
            part(sitting)
        divide(sitting, path)
        terminal.wait(lambda _text: not lacking(path))
        sitting.press("ctrl+q")
        terminal.ended()
    counted(f"{sitting.keys} keys beyond the text, at most {MOST}")
    session = read_session(path)
    asked = [question.words for question in session.questions.values()]
    assert asked == list(QUESTIONS)
    assert (len(session.participants), len(session.listeners)) == (10, 14)
    assert sitting.keys <= MOST


def today():
    """The day on which the program runs too."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


def written(path):
    """A plan as somebody writes it in Word."""
    document = Document()
    document.add_heading("Zorg thuis in Oost", 0)
    document.add_heading("Cliëntronde (60 min)", 1)
    for words in QUESTIONS:
        document.add_paragraph(words, style="List Number")
    document.save(str(path))


def lacking(path):
    """What is not ready, as F2 says it."""
    found = readiness(read_session(path), Targets(), today(), translations("nl"))
    return [one for one in found if not one.ready]


def make(sitting, folder, day):
    """A new meeting from the plan in Word."""
    sitting.terminal.wait("Nog geen bijeenkomsten")
    sitting.press("ctrl+d")
    sitting.terminal.wait("Welk draaiboek?")
    sitting.press("ctrl+u")
    sitting.type(str(folder / "draaiboek.docx"), "enter")
    sitting.terminal.wait("Nieuwe bijeenkomst")
    sitting.press("enter")
    sitting.type(f"{day:%d-%m-%Y}", "enter", "enter")
    sitting.type("10", "enter")
    sitting.type("14", "ctrl+s")
    sitting.terminal.wait("niet ingevuld")


def agree(sitting, told):
    """What is agreed with the organisation: all that is missing, in one form; does it fit?"""
    sitting.terminal.wait("nog open: Waar is het voor?")
    sitting.press("n")
    for words in FACTS:
        sitting.terminal.wait("Enter: volgende veld")
        sitting.type(words, "enter")
    sitting.type(f"{told:%d-%m-%Y}", "ctrl+s")
    sitting.terminal.wait("1 nog open")
    sitting.press("end", "space", *["up", "space"] * 4)
    sitting.terminal.wait("opdracht ✓")


def ask(sitting):
    """All ten come."""
    sitting.press("tab")
    sitting.terminal.wait("gevraagd 0")
    sitting.press("space", *["down", "space"] * 9)
    sitting.terminal.wait("deelnemers ✓")


def invite(sitting):
    """A list from a spreadsheet: what they do, whether they come, what they want to learn."""
    rows = [f"{work}\tThuiszorg Oost\tja\t{WANTED[n % 3]}" for n, work in enumerate(WORK)]
    sitting.press("tab", "i")
    sitting.terminal.wait("Toehoorders uit een lijst")
    pasted = "\r".join(("functie\torganisatie\tkomt\tleervraag", *rows))
    sitting.terminal.send_bytes(b"\x1b[200~" + pasted.encode() + b"\x1b[201~")
    sitting.terminal.wait("mantelzorgconsulent")
    sitting.press("ctrl+s")
    sitting.terminal.wait("14 nieuw")
    sitting.press("enter")
    sitting.terminal.wait("14 komen")


def link(sitting):
    """Each thing that they want to learn stands behind a question."""
    sitting.press("shift+tab", "shift+tab", "shift+tab")
    sitting.terminal.wait("3 leervragen hoort nog geen vraag")
    for downs in (4, 3, 2):
        sitting.press(*["down"] * downs, "v")
        sitting.terminal.wait("Enter: kiezen")
        sitting.press("enter")
        sitting.terminal.wait(lambda text: "Enter: kiezen" not in text)
    sitting.terminal.wait("draaiboek ✓")


def expect(sitting):
    """They wrote down nothing beforehand: no more will come."""
    sitting.press("tab", "tab", "tab", "tab", "space")
    sitting.terminal.wait("verwachtingen ✓")


def divide(sitting, path):
    """What was to be done by now is done, and each shared task has a name."""
    sitting.press("tab")
    sitting.terminal.wait("Niemand is genoemd")
    session = read_session(path)
    nobody = {task.key for task in without_owner(session, today())}
    for task in checklist(session, today()):
        if task.state is State.OVERDUE:
            sitting.press("space")
        if task.key in nobody:
            nobody.remove(task.key)
            sitting.press("enter")
            sitting.terminal.wait("ctrl+s: opslaan")
            sitting.type("Bo", "ctrl+s")
            sitting.terminal.wait(lambda text: "ctrl+s: opslaan" not in text)
        if not nobody:
            break
        sitting.press("down")
    sitting.terminal.wait("checklist ✓")
