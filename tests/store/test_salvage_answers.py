"""What was answered on devices, of a damaged file: what is left can be read, and no vote moves."""

import pytest
from msgspec.structs import replace
from polling import OPEN, STELLING, answered, given, groups, ideas, session_with, values

from spiegel.domain.polls.clusters import NewCluster
from spiegel.domain.polls.outcomes import outcome
from spiegel.domain.polls.polls import form_of, poll_of
from spiegel.domain.report.answered import all_asked
from spiegel.domain.report.material import material
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer, PollState
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations
from spiegel.store.damage.check import check
from spiegel.store.damage.salvage import salvage
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past.restoring import save_salvaged
from spiegel.store.session.file import SessionFile

SAID = ("een bankje", "de tuin open", "later open")


@pytest.fixture
def answers(clock) -> Session:
    """A stelling; three ideas in a group each, of which people put the third first."""
    session = answered(session_with(), STELLING, values(4, 4, 5, 5, 2))
    session = answered(session, OPEN, ideas(*((words,) for words in SAID), ("nog iets",), ("x",)))
    for idea in sorted(session.ideas)[:3]:
        made = NewCluster(idea=idea)
        session = made.apply(session, session.info.created)
    ordered = given(*[Answer(order=((3,), (2,)))] * 5)
    return answered(session, OPEN, ordered, ranking=True)


def rescued(path, session: Session, clock, table: str, number: int) -> Session:
    """What is read back of a file that lost the line of one document."""
    SessionFile.create(path, session, clock=clock, window="moderator").close()
    lost = f'"docs":{{"{table}":{{"{number}":'.encode()
    lines = path.read_bytes().split(b"\n")
    assert sum(lost in line for line in lines) == 1
    path.write_bytes(b"\n".join(b"##" if lost in line else line for line in lines))
    found = salvage(path)
    place = save_salvaged(path, found, "gered", now=clock())
    assert check(place) == ()
    session = read_session(place)
    all_asked(material(session, translations("nl")))
    return session


def test_ideas_of_a_question_that_is_lost_are_kept_with_their_groups(path, clock, answers):
    session = rescued(path, answers, clock, "questions", OPEN)
    assert groups(session) == groups(answers)
    assert form_of(session, poll_of(session, OPEN)).kind is AnswerKind.IDEAS
    assert (
        form_of(session, poll_of(session, OPEN, ranking=True)).options
        == form_of(answers, poll_of(answers, OPEN, ranking=True)).options
    )


def test_ideas_of_a_poll_that_is_lost_stay_with_their_question(path, clock, answers):
    poll = poll_of(answers, OPEN).number
    session = rescued(path, answers, clock, "polls", poll)
    assert {idea.words for idea in session.ideas.values()} == {*SAID, "nog iets", "x"}
    assert session.polls[poll].question == OPEN
    assert session.polls[poll].state is PollState.CLOSED


def test_what_was_chosen_means_nothing_without_its_question(path, clock, answers):
    session = rescued(path, answers, clock, "questions", STELLING)
    assert poll_of(session, STELLING) is None
    assert {ballot.poll for ballot in session.ballots.values()} == {
        poll_of(session, OPEN, ranking=True).number
    }


def test_without_one_of_the_groups_no_vote_counts_for_another(path, clock, answers):
    first, second, third = answers.clusters.values()
    session = rescued(path, answers, clock, "clusters", first.number)
    ranking = poll_of(session, OPEN, ranking=True)
    assert form_of(session, ranking).options == ("…", second.name, third.name)
    found = outcome(session, poll_of(session, OPEN)).clusters
    assert [(one.cluster.name, one.place.place) for one in found[:2]] == [
        (third.name, 1),
        (second.name, 2),
    ]
    assert found[2].ideas == tuple(i for i in answers.ideas.values() if i.cluster == first.number)


def test_words_of_an_option_whose_statement_is_lost_wait_until_somebody_looked(path, clock):
    options = ("Ik wacht lang", "Niemand belt")
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=options, several=True)
    session = session_with(form)
    now = session.info.created
    said = [
        Statement(number=number, at=now, words=words, speakers=("D1",))
        for number, words in enumerate(options, 1)
    ]
    asked = replace(session.questions[11], about=((1, 2), (2,)))
    session = rescued(path, put(session, *said, asked), clock, "statements", 1)
    assert session.statements[1].words == "Ik wacht lang"
    assert (session.statements[1].speakers, session.statements[1].traceable) == (("?",), True)
    assert session.questions[11].about == ((1, 2), (2,))
