"""A persona in its file: read back, undone, withdrawn from, and saved when the file is damaged."""

import json

from tinychanges import Say, everything, numbered

from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.personas.making import SetState
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.session.personas import (
    Elsewhere,
    Persona,
    PersonaField,
    PersonaState,
    Sentence,
)
from spiegel.domain.session.session import Change, put
from spiegel.store.damage.salvage import salvage
from spiegel.store.journal.references import dangling
from spiegel.store.journal.snapshot import read_session

FOUND = Elsewhere(session="een andere", statements=(4, 9), clusters=(2,), people=5)


class Tell(Change, frozen=True, kw_only=True):
    """A persona with one sentence that rests on these statements."""

    rests: tuple[int, ...]

    def name(self, t):
        return "Tell"

    def apply(self, session, now):
        return put(
            session,
            Persona(number=1, name="Toos", ages=(60, 69)),
            Sentence(
                number=1,
                persona=1,
                field=PersonaField.HOME,
                words="Ik wacht al lang.",
                statements=self.rests,
                elsewhere=(FOUND,),
            ),
        )


def test_a_persona_is_read_back_as_it_was(path, scribe):
    for change in numbered(2):
        scribe.change(change)
    scribe.change(Tell(rests=(1, 2)))
    scribe.compact()
    assert everything(read_session(path)) == everything(scribe.session)
    assert read_session(path).persona_sentences[1].elsewhere == (FOUND,)


def test_undo_takes_no_statement_away_on_which_a_sentence_rests(scribe, moderator):
    scribe.change(Say(words="acht weken"))
    moderator.follow()
    moderator.change(Tell(rests=(1,)))
    undone = scribe.undo()
    assert [(kept.table, kept.number) for kept in undone.kept] == [("statements", 1)]
    assert scribe.session.statements[1].words == "acht weken"


def test_a_withdrawal_marks_each_sentence_that_rests_on_it_at_once_and_in_the_file(path, scribe):
    scribe.change(Say(words="acht weken", speaker="D1"))
    scribe.change(Say(words="niemand belde", speaker="D2"))
    scribe.change(Tell(rests=(1, 2)))
    scribe.change(SetState(number=1, state=PersonaState.AGREED))
    after = scribe.change(Withdraw(participant=2))
    for session in (after, read_session(path)):
        sentence = session.persona_sentences[1]
        assert (sentence.lost, sentence.statements) == (True, (1,))
        assert session.personas[1].state is PersonaState.AGAIN


def test_of_a_damaged_file_the_sentences_come_back_with_a_persona(path, scribe):
    scribe.change(Say(words="acht weken"))
    scribe.change(Tell(rests=(1,)))
    scribe.compact()
    lines = path.read_bytes().split(b"\n")
    data = [
        line for line in lines if b'{"docs":{"personas"' not in line and b"acht weken" not in line
    ]
    assert len(lines) == len(data) + 2
    broken = path.with_name("stuk.spiegel")
    broken.write_bytes(b"\n".join(data))
    session = salvage(broken).session
    sentence = session.persona_sentences[1]
    assert (sentence.words, sentence.statements, sentence.lost) == ("Ik wacht al lang.", (), True)
    assert session.personas[sentence.persona].name == ""
    assert not list(dangling(session))


def test_a_sentence_of_which_a_part_is_lost_is_marked(path, scribe):
    scribe.change(Say(words="acht weken"))
    scribe.change(Tell(rests=(1,)))
    scribe.compact()
    lines = path.read_bytes().split(b"\n")
    place = next(n for n, line in enumerate(lines) if b'{"docs":{"persona_sentences"' in line)
    line = json.loads(lines[place])
    line["docs"]["persona_sentences"]["1"]["field"] = "nergens"
    lines[place] = json.dumps(line).encode()
    broken = path.with_name("stuk.spiegel")
    broken.write_bytes(b"\n".join(lines))
    assert salvage(broken).session.persona_sentences[1].lost


class Test(Change, frozen=True, kw_only=True):
    """What a plan changes for Toos at home."""

    def name(self, t):
        return "Test"

    def apply(self, session, now):
        plan = AnswerTest(persona=1, field=PersonaField.HOME, plan="Buurtbus", words="Te ver.")
        return plan.apply(session, now)


def test_what_a_plan_changes_is_read_back_and_undo_leaves_its_persona(path, scribe, moderator):
    scribe.change(Say(words="acht weken"))
    scribe.change(Tell(rests=(1,)))
    moderator.follow()
    moderator.change(Test())
    undone = scribe.undo()
    assert ("personas", 1) in {(kept.table, kept.number) for kept in undone.kept}
    scribe.compact()
    answer = read_session(path).remarks[1]
    assert (answer.persona, answer.field, answer.plan) == (1, PersonaField.HOME, "Buurtbus")


def test_of_a_damaged_file_what_a_plan_changes_comes_back_with_its_persona(path, scribe):
    scribe.change(Say(words="acht weken"))
    scribe.change(Tell(rests=(1,)))
    scribe.change(Test())
    scribe.compact()
    lines = path.read_bytes().split(b"\n")
    data = [line for line in lines if b'{"docs":{"persona' not in line]
    broken = path.with_name("stuk.spiegel")
    broken.write_bytes(b"\n".join(data))
    session = salvage(broken).session
    assert session.remarks[1].persona in session.personas
