"""A small fictional session, a clock that stands still until it is asked, and tiny changes."""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Phase, PhaseKind, Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Change, Info, Session, describe, drop, put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.i18n import Translations


class Ticks:
    """A clock that goes on one second each time it is read."""

    def __init__(self) -> None:
        self.utc = 1_700_000_000_000

    def __call__(self) -> Instant:
        self.utc += 1_000
        return Instant(self.utc, "b0", self.utc - 1_700_000_000_000)


def small_session(title: str = "Wmo-toegang in drie wijkteams") -> Session:
    """Three participants, one theme, two phases, no words yet."""
    session = Session(
        info=Info(id="0b5c7a3e", title=title, created=Ticks()(), date=datetime.date(2026, 3, 12))
    )
    return put(
        session,
        Phase(number=1, position=1, key="welcome", name="Welkom", kind=PhaseKind.TALK, minutes=5),
        Phase(number=2, position=2, key="round", name="Ronde", kind=PhaseKind.ROUND, minutes=50),
        *(Participant(number=number, present=True, chair=number) for number in (1, 2, 3)),
        Theme(number=1, name="wachttijd", confirmed=True),
    )


class _Tiny(Change, frozen=True, kw_only=True):
    def name(self, t: Translations) -> str:
        return type(self).__name__


class Say(_Tiny, frozen=True, kw_only=True):
    """A participant says something; theme makes a new theme in the same change."""

    words: str
    speaker: str = "D1"
    theme: str = ""
    line: str = ""

    def apply(self, session: Session, now: Instant) -> Session:
        themes: tuple[int, ...] = ()
        if self.theme:
            session = put(session, Theme(number=session.number("themes"), name=self.theme))
            themes = (session.last["themes"],)
        return put(
            session,
            Statement(
                number=session.number("statements"),
                at=now,
                words=self.words,
                speakers=(self.speaker,),
                themes=themes,
                line=self.line,
            ),
        )


class Alter(_Tiny, frozen=True, kw_only=True):
    """Other values for fields of a document."""

    number: int
    fields: dict[str, Any]
    table: str = "statements"

    def apply(self, session: Session, now: Instant) -> Session:
        document = getattr(session, self.table)[self.number]
        return put(session, msgspec.structs.replace(document, **self.fields))


class Remove(_Tiny, frozen=True, kw_only=True):
    """A document goes."""

    number: int
    table: str = "statements"

    def apply(self, session: Session, now: Instant) -> Session:
        return drop(session, self.table, [self.number])


class Entitle(_Tiny, frozen=True, kw_only=True):
    """Another title, which Home shows."""

    title: str

    def apply(self, session: Session, now: Instant) -> Session:
        return describe(session, title=self.title)


class Ask(_Tiny, frozen=True, kw_only=True):
    """A question for all devices, which runs."""

    form: AnswerForm = AnswerForm(kind=AnswerKind.AGREE)

    def apply(self, session: Session, now: Instant) -> Session:
        number = session.number("questions")
        question = Question(
            number=number, position=number, phase=2, words=f"Vraag {number}?", answer=self.form
        )
        moment = Moment(
            number=session.number("moments"),
            at=now,
            kind=MomentKind.GO,
            phase=2,
            question=number,
        )
        return put(session, question, moment)


class Begin(_Tiny, frozen=True, kw_only=True):
    """A phase begins."""

    phase: int = 2

    def apply(self, session: Session, now: Instant) -> Session:
        number = session.number("moments")
        return put(session, Moment(number=number, at=now, kind=MomentKind.GO, phase=self.phase))


class TakeBackConsent(_Tiny, frozen=True, kw_only=True):
    """A participant withdraws: the words go, and nothing brings them back."""

    participant: int

    @property
    def final(self) -> bool:
        return True

    def apply(self, session: Session, now: Instant) -> Session:
        person = session.participants[self.participant]
        theirs = [n for n, s in session.statements.items() if person.code in s.speakers]
        session = put(session, msgspec.structs.replace(person, withdrawn=True))
        return drop(session, "statements", theirs)


class Nothing(_Tiny, frozen=True, kw_only=True):
    """A change that changes nothing."""

    def apply(self, session: Session, now: Instant) -> Session:
        return session


class Faulty(_Tiny, frozen=True, kw_only=True):
    """A change with a mistake in it."""

    def apply(self, session: Session, now: Instant) -> Session:
        raise ZeroDivisionError("a mistake")


def words_of(session: Session) -> list[str]:
    """What was said, in order."""
    return [statement.words for statement in session.statements.values()]


def everything(session: Session) -> dict[str, Any]:
    """All that a session holds, to compare two by value."""
    fields: dict[str, Any] = msgspec.to_builtins(
        msgspec.structs.replace(session, revision=0), enc_hook=dict
    )
    return fields


def numbered(count: int) -> Iterator[Say]:
    """So many different statements."""
    return (Say(words=f"uitspraak {number}", line=f"{number:032x}") for number in range(count))
