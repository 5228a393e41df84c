"""Two personas made of what was said in two meetings, at the keys of a real terminal."""

import pytest

from spiegel import clock
from spiegel.demo.meetings import VISITORS
from spiegel.demo.player import play
from spiegel.domain.personas.making import sentences_of
from spiegel.domain.personas.people import ENOUGH, people
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile
from terminal import Sitting, Terminal

pytestmark = pytest.mark.slow

MOST = 90
"""Keys beyond the text itself that two personas may take."""
ZILVER = (
    "Ik wil een ruim huis waar ik zo naar binnen kan.",
    "Om mij heen wil ik mensen die weten wat er speelt.",
    "Ik ben graag onder de mensen.",
    "Er waren dagen dat ik niets meer hoefde.",
    "Samen eten lukt mij beter dan alleen.",
    "Leg mij uit wat er in een brief staat.",
    "Ik hoop dat ik iemand mag meenemen naar het gesprek.",
    "Een kort bericht is voor mij al genoeg.",
)
LINDEN = (
    "Aan de balie kreeg ik eerst koffie.",
    "Mijn familie kwam ook aan het woord.",
    "Ik breng mijn dagen door met regelen.",
    "Soms vroeg niemand hoe het met mij ging.",
    "Ik vind het moeilijk om alles zelf uit te zoeken.",
    "Praat rustig met mij.",
    "Ik wil dat het een keer klaar is.",
    "Iemand die blijft, helpt mij.",
)


class Maker(Sitting):
    """Somebody who makes personas."""

    def make(self, name, age):
        self.press("n")
        self.terminal.wait("Nieuwe persona")
        self.type(name, "enter")
        self.type(age, "enter")
        self.terminal.wait(name)

    def write(self, field, words, items=1):
        """Put so many things that were said under a field, and write its sentence."""
        self.press(*[str(field)] * items, "w")
        self.type(words, "enter")

    def find(self, letters):
        """Search, and look whether it is marked."""
        self.press("/")
        self.terminal.wait("Zoeken in wat is gezegd")
        self.type(letters, "enter")
        self.terminal.wait(
            lambda text: any("▸" in line and letters in line for line in text.splitlines())
        )


def test_two_personas_are_made_of_two_meetings_in_ninety_keys(tmp_path, counted):
    said, ideas = tmp_path / "wmo.spiegel", tmp_path / "bezoekers.spiegel"
    for path, session in ((said, play()), (ideas, play(meeting=VISITORS))):
        SessionFile.create(path, session, clock=clock.now, window="test").close()
    before = ideas.read_bytes(), ideas.stat().st_mtime_ns
    with Terminal("open", said, columns=120, rows=40, home=tmp_path) as terminal:
        maker = Maker(terminal)
        terminal.wait("schermen")
        maker.press("shift+f6")
        terminal.wait("uitspraken en groepjes")
        maker.press("m")
        terminal.wait("Welke bijeenkomst")
        terminal.send("ctrl+u")
        maker.type(str(ideas), "enter")
        terminal.wait("2 bijeenkomsten")
        maker.make("Mevrouw Zilver", "74")
        for field, words in enumerate(ZILVER[:6], start=1):
            maker.write(field, words)
        for field, letters in ((7, "deelnemers wist niet"), (8, "Een appje of een")):
            maker.find(letters)
            maker.write(field, ZILVER[field - 1])
        maker.press("b", "a")
        terminal.wait("afgesproken")
        maker.make("Meneer Linden", "46")
        maker.find("naar de balie gelopen")
        for field, words in enumerate(LINDEN, start=1):
            maker.write(field, words, items=2)
        maker.press("b", "a")
        terminal.wait("afgesproken")
        terminal.send("ctrl+q")
        terminal.ended()
    session = read_session(said)
    counted(f"{maker.keys} keys beyond the text, at most {MOST}")
    assert maker.keys <= MOST
    assert [(p.name, p.ages, p.state) for p in session.personas.values()] == [
        ("Mevrouw Zilver", (70, 79), PersonaState.AGREED),
        ("Meneer Linden", (40, 49), PersonaState.AGREED),
    ]
    for number, words in ((1, ZILVER), (2, LINDEN)):
        told = sentences_of(session, number)
        assert [sentence.field for sentence in told] == list(PersonaField)
        assert tuple(sentence.words for sentence in told) == words
        assert all(people(session, sentence) >= ENOUGH for sentence in told)
    assert (ideas.read_bytes(), ideas.stat().st_mtime_ns) == before
