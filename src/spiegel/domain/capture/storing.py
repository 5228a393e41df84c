"""From a reading to the documents that it becomes, with the people and themes it brings in."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.notation.reading import Reading, ReadingKind, ThemeRef
from spiegel.domain.running.running import place
from spiegel.domain.session.actions import Action
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.session import Document, Session, put
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement, Theme
from spiegel.domain.session.themes import card_themes
from spiegel.domain.session.words import folded

Captured = Statement | ListenerQuestion | Remark | Action
"""What a line can become."""

_REMARKS: Final[Mapping[ReadingKind, RemarkKind]] = MappingProxyType(
    {
        ReadingKind.NOTE: RemarkKind.NOTE,
        ReadingKind.REMARK: RemarkKind.STEP,
        ReadingKind.EXPLAINED: RemarkKind.EXPLAINED,
        ReadingKind.PARKED: RemarkKind.PARKED,
        ReadingKind.AFTERCARE: RemarkKind.AFTERCARE,
        ReadingKind.LEFT: RemarkKind.NOTE,
        ReadingKind.BACK: RemarkKind.NOTE,
    }
)


def day(now: Instant) -> datetime.date:
    """The day of an instant, by UTC."""
    return datetime.datetime.fromtimestamp(now.utc / 1000, datetime.UTC).date()


def store(session: Session, reading: Reading, line: str, now: Instant) -> Session:
    """The session with what a line says, and the people, themes and turn that it brings in."""
    themes = theme_numbers(session, reading.themes)
    document = document_of(session, reading, themes.numbers, line, now)
    documents = [*brought_in(session, reading, now), *themes.new]
    return put(session, *documents, *([] if document is None else [document]))


def brought_in(session: Session, reading: Reading, now: Instant) -> list[Document]:
    """What a line changes beside the words it holds: people who come or go, the turn."""
    documents: list[Document] = []
    for code in reading.added:
        number = int(code[1:])
        if code.startswith("D"):
            documents.append(Participant(number=number, present=True))
        else:
            documents.append(Listener(number=number, present=True))
    if reading.kind in (ReadingKind.LEFT, ReadingKind.BACK):
        gone = now if reading.kind is ReadingKind.LEFT else None
        people = (session.participant(code) for code in reading.people)
        documents.extend(
            msgspec.structs.replace(person, gone=gone, present=True)
            for person in people
            if person is not None
        )
    here = place(session)
    running = here.phase is not None and here.phase.number == reading.where.phase
    if reading.turn and running and here.turn != reading.turn:
        number = session.number("moments")
        documents.append(Moment(number=number, at=now, kind=MomentKind.TURN, person=reading.turn))
    return documents


class ThemeNumbers(msgspec.Struct, frozen=True):
    """The numbers of the themes that a line names, and those that are new."""

    numbers: tuple[int, ...]
    new: tuple[Theme, ...]


def theme_numbers(session: Session, themes: tuple[ThemeRef, ...]) -> ThemeNumbers:
    """The numbers of themes as a line names them; new ones get the next free numbers."""
    numbers: list[int] = []
    new: list[Theme] = []
    for theme in themes:
        if theme.number is None:
            number = session.number("themes") + len(new)
            new.append(Theme(number=number, name=theme.name, confirmed=_on_card(session, theme)))
        numbers.append(new[-1].number if theme.number is None else theme.number)
    return ThemeNumbers(tuple(numbers), tuple(new))


def _on_card(session: Session, theme: ThemeRef) -> bool:
    """Whether a card of the running order has this theme: that was settled before the meeting."""
    return folded(theme.name) in card_themes(session)


def document_of(
    session: Session, reading: Reading, themes: tuple[int, ...], line: str, now: Instant
) -> Captured | None:
    """The document that a line becomes; None when it only says something about the meeting."""
    common: dict[str, Any] = {"at": now, "words": reading.words, "line": line}
    if reading.kind is ReadingKind.STATEMENT:
        return _statement(session, reading, themes, common)
    if reading.kind is ReadingKind.ACTION:
        return _action(session, reading, themes, common)
    if reading.kind is ReadingKind.QUESTION:
        return ListenerQuestion(
            number=session.number("listener_questions"),
            listener=reading.listener,
            dropped=reading.dropped,
            phase=reading.where.phase,
            **common,
        )
    if reading.kind not in _REMARKS or not reading.words:
        return None
    return Remark(
        number=session.number("remarks"),
        kind=_REMARKS[reading.kind],
        step=reading.where.step if reading.kind is ReadingKind.REMARK else "",
        people=reading.people,
        phase=reading.where.phase,
        question=reading.where.question,
        **common,
    )


def _statement(
    session: Session, reading: Reading, themes: tuple[int, ...], common: dict[str, Any]
) -> Statement:
    return Statement(
        number=session.number("statements"),
        speakers=reading.speakers,
        inherited=reading.inherited,
        verbatim=reading.verbatim,
        themes=themes,
        valence=reading.valence,
        key=reading.key,
        traceable=reading.traceable,
        phase=reading.where.phase,
        question=reading.where.question,
        answer_to=reading.where.asked,
        **common,
    )


def _action(
    session: Session, reading: Reading, themes: tuple[int, ...], common: dict[str, Any]
) -> Action:
    return Action(
        number=session.number("actions"),
        kind=reading.action,
        reason=reading.reason,
        statements=reading.statements,
        themes=themes,
        owner=reading.owner,
        by=reading.by,
        **common,
    )
