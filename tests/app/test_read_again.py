"""A meeting is opened, and the other meetings that its personas rest on are read again."""

import asyncio
from pathlib import Path

import msgspec
from meetings import START
from openmeeting import OpenMeeting

from domain.resting import elsewhere, marks, resting
from spiegel.app.notifications import Messages
from spiegel.app.sources import look_again, rests_elsewhere
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.personas.making import RewordSentence
from spiegel.domain.session.session import put
from spiegel.meeting.port.catalogue import NO_KEY, Source
from spiegel.meeting.read_beside import ReadBeside


class Others:
    """What the other meetings are like now, and how often that was asked."""

    def __init__(self, *found):
        self.found, self.asked = found, 0

    def sources(self, ids, keys, near):
        assert (ids, keys) == (("ander",), {})
        self.asked += 1
        return self.found

    def source(self, path, key):
        return self.found[0]


class Opened(OpenMeeting):
    """A meeting with a persona, and what the other meetings are like now."""

    def __init__(self, session, *found):
        super().__init__(session)
        self.others = Others(*found)
        self.sources = ReadBeside(self)

    def submit(self, change):
        self.session = change.apply(self.session, START)


async def heard(meeting):
    """What the window says when it is opened."""
    said = []
    messages = Messages(
        "moderator", mode=lambda: "home", show=lambda words, **_how: said.append(words)
    )
    await look_again(meeting, messages)
    return said


def withdrawn():
    return Withdraw(participant=2).apply(elsewhere(), START)


async def test_what_went_in_another_meeting_is_marked_and_said_when_one_opens_it():
    meeting = Opened(resting(elsewhere()), Source(id="ander", session=withdrawn()))
    (said,) = await heard(meeting)
    assert said.startswith("In een andere bijeenkomst ging iets weg waarop 1 zin ")
    assert marks(meeting.session) == [True, False]
    assert await heard(Opened(meeting.session, Source(id="ander", session=withdrawn()))) == []


async def test_whoever_asks_later_gets_what_was_read_at_opening():
    meeting = Opened(resting(elsewhere()), Source(id="ander", session=withdrawn()))
    at_opening, on_the_screen = await asyncio.gather(meeting.sources.look(), meeting.sources.look())
    assert at_opening is on_the_screen
    assert (await meeting.sources.look()).marked == 1
    assert meeting.others.asked == 1


async def test_one_that_is_unlocked_later_marks_what_went_there_too():
    sealed = Source(id="ander", path=Path("dicht.spiegel"), title="dicht", sealed=True)
    meeting = Opened(resting(elsewhere()), sealed)
    await heard(meeting)
    meeting.others.found = (Source(id="ander", session=withdrawn()),)
    await meeting.sources.read(Path("dicht.spiegel"), NO_KEY)
    assert marks(meeting.session) == [True, False]


async def test_words_of_somebody_who_may_not_be_quoted_there_are_said():
    told = elsewhere()
    said = msgspec.structs.replace(told.statements[1], verbatim=True)
    other = SetConsent(purpose="verbatim", value=False, participants=(1,)).apply(
        put(told, said), START
    )
    session = RewordSentence(number=2, words=f"{said.words}!").apply(resting(told), START)
    meeting = Opened(session, Source(id="ander", session=other))
    (words,) = await heard(meeting)
    assert words.startswith("1 zin van een persona heeft de woorden van iemand")
    assert marks(meeting.session) == [False, True]


async def test_where_nothing_went_nothing_is_said():
    meeting = Opened(resting(elsewhere()), Source(id="ander", session=elsewhere()))
    assert await heard(meeting) == []
    assert marks(meeting.session) == [False, False]


async def test_what_cannot_be_read_is_named_and_marks_nothing():
    sealed = Source(id="ander", path=Path("dicht.spiegel"), title="dicht", sealed=True)
    meeting = Opened(resting(elsewhere()), sealed)
    assert await heard(meeting) == [
        "Niet opnieuw gelezen voor de persona's: dicht. Versleuteld, of niet te lezen."
    ]
    missing = Opened(resting(elsewhere()), Source(id="ander"))
    (said,) = await heard(missing)
    assert "staat niet op deze laptop" in said
    assert marks(meeting.session) == marks(missing.session) == [False, False]


async def test_a_meeting_that_was_left_meanwhile_is_left_alone():
    meeting = Opened(resting(elsewhere()), Source(id="ander", session=withdrawn()))
    meeting.sources.leave()
    assert await heard(meeting) == []
    assert marks(meeting.session) == [False, False]


def test_only_what_rests_on_another_meeting_is_looked_for():
    assert rests_elsewhere(OpenMeeting(resting(elsewhere())))
    assert not rests_elsewhere(OpenMeeting(resting()))
