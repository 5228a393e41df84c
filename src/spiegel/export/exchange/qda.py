"""REFI-QDA 1.0 (www.qdasoftware.org): the statements with their themes for analysis (.qdpx).

Positions count Unicode code points from 0, the end not included. Text is NFC with LF, without a
mark in front, so that a position is the same for every program; only one that counts UTF-16 is
a place off behind each emoji.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.domain.report.action_rows import PlannedAction, action_rows
from spiegel.domain.report.held import report_day
from spiegel.domain.report.inside import for_inside
from spiegel.domain.report.statement_rows import Told, ToldStatement, told_by
from spiegel.domain.report.traces import not_looked_at
from spiegel.domain.running.self_direction import heading_of
from spiegel.domain.session.elements import in_order
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence
from spiegel.domain.session.words import tidy
from spiegel.export.exchange.codes import (
    ORIGIN,
    Code,
    Guids,
    codes_written,
    plain_text,
    theme_codes,
)
from spiegel.export.xml_text import escape, quoteattr
from spiegel.i18n import N_, Translations

PROJECT: Final = "urn:QDA-XML:project:1.0"
_SCHEMA: Final = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_SIGNS: Final = MappingProxyType(
    {
        Valence.GOOD: N_("Sign: goes well"),
        Valence.BETTER: N_("Sign: could be better"),
        Valence.WISH: N_("Sign: wish"),
    }
)
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part, so that the same meeting gives the same file."""


def said(session: Session, t: Translations) -> str:
    """What the project says, whenever it is made."""
    text, project, _source, notes = _parts(session, t)
    return "\n".join((text, project, *notes.values()))


def as_project(session: Session, t: Translations) -> bytes:
    """The whole project: a package of its XML and its texts."""
    text, project, source, notes = _parts(session, t)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "project.qde", project)
        if text:
            _put(package, f"sources/{source}.txt", text)
        for guid, words in notes.items():
            _put(package, f"sources/{guid}.txt", words)
    return content.getvalue()


def _put(package: zipfile.ZipFile, name: str, words: str) -> None:
    info = zipfile.ZipInfo(name, _ZIPPED)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, words.encode())


def _parts(session: Session, t: Translations) -> tuple[str, str, str, Mapping[str, str]]:
    """The text of all statements, the XML, the GUID of the text, and the texts of actions."""
    told, guids = told_by(session, t), Guids(session)
    text, places = _laid_out(told)
    actions = action_rows(session, t)
    notes = {guids.of("action", one.number): _action_text(one, t) for one in actions}
    written = _Project(told, guids, t)
    return text, written.xml(text, places, actions), guids.of("text"), notes


def _laid_out(told: Told) -> tuple[str, dict[str, tuple[int, int]]]:
    """A line for each statement behind its number, and where its words stand in the whole."""
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for one in told.statements:
        before, words = f"{one.number}  ", plain_text(one.words)
        places[one.number] = (at + len(before), at + len(before) + len(words))
        pieces += [before, words, "\n"]
        at += len(before) + len(words) + 1
    return "".join(pieces), places


def _action_text(one: PlannedAction, t: Translations) -> str:
    """What an action says, for a note."""
    return plain_text("\n".join(f"{name}: {words}" for name, words in one.told(t) if words)) + "\n"


class _Project:
    """The XML of a project, its parts in the order that the schema asks for; no part is empty."""

    def __init__(self, told: Told, guids: Guids, t: Translations) -> None:
        self._told, self._guids, self._t = told, guids, t
        session = told.seen.session
        day = report_day(session)
        self._at = f"{day.isoformat()}T12:00:00Z" if day is not None else "2000-01-01T12:00:00Z"
        self._user = guids.of("user")
        self._made = f'creatingUser="{self._user}" creationDateTime="{self._at}"'

    def xml(
        self,
        text: str,
        places: Mapping[str, tuple[int, int]],
        actions: tuple[PlannedAction, ...],
    ) -> str:
        t, title = self._t, tidy(self._told.title) or self._t.gettext("Without a title")
        return "".join(
            (
                '<?xml version="1.0" encoding="utf-8"?>\n'
                f'<Project xmlns="{PROJECT}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
                f' xsi:schemaLocation="{PROJECT} {_SCHEMA}" name={quoteattr(title)}'
                f' origin="{ORIGIN}" creatingUserGUID="{self._user}"'
                f' creationDateTime="{self._at}">\n'
                "  <Users>\n"
                f'    <User guid="{self._user}" name={quoteattr(t.gettext("moderator"))}/>\n'
                "  </Users>\n",
                self._codebook(),
                *(self._sources(title, places) if text else ()),
                *self._notes(actions),
                *self._links(actions, places),
                f"  <Description>{escape(self._how())}</Description>\n</Project>\n",
            )
        )

    def _how(self) -> str:
        """How to read it, in the language of the session, for whom, and what was not looked at."""
        how = self._t.gettext(
            "What participants said in a meeting, by the numbers of its report. Nothing says who "
            "said what, and the order is not the order of speaking."
        )
        session, t = self._told.seen.session, self._t
        return " ".join((how, *for_inside(session, t), *not_looked_at(session, t)))

    def _codebook(self) -> str:
        t, guids = self._t, self._guids
        own = tuple(
            Code(guid=guids.of("sign", sign.value), name=t.gettext(words))
            for sign, words in _SIGNS.items()
        )
        own += (
            Code(guid=guids.of("verbatim"), name=t.gettext("Kind: quotation")),
            Code(guid=guids.of("summary"), name=t.gettext("Kind: summary")),
            Code(guid=guids.of("key"), name=t.gettext("Kind: key statement")),
        )
        own += tuple(
            Code(guid=guids.of("element", element.value), name=heading_of(element, t))
            for element in in_order(e for one in self._told.statements for e in one.elements)
        )
        codes = (*theme_codes(self._told.seen, guids, own), *own)
        inside = "".join(codes_written(codes, 3))
        return f"  <CodeBook>\n    <Codes>\n{inside}    </Codes>\n  </CodeBook>\n"

    def _sources(self, title: str, places: Mapping[str, tuple[int, int]]) -> Iterator[str]:
        source = self._guids.of("text")
        yield "  <Sources>\n"
        yield (
            f'    <TextSource guid="{source}" name={quoteattr(title)}'
            f' plainTextPath="internal://{source}.txt" {self._made}>\n'
        )
        for one in self._told.statements:
            yield from self._selection(one, *places[one.number])
        yield "    </TextSource>\n  </Sources>\n"

    def _selection(self, one: ToldStatement, start: int, end: int) -> Iterator[str]:
        guid = self._guids.of("statement", one.number)
        yield (
            f'      <PlainTextSelection guid="{guid}" name={quoteattr(one.number)}'
            f' startPosition="{start}" endPosition="{end}" {self._made}>\n'
        )
        if one.answer_to:
            words = self._t.gettext("Answer to: {question}").format(question=one.answer_to)
            yield f"        <Description>{escape(plain_text(words))}</Description>\n"
        for code in self._codes_of(one):
            coding = self._guids.of("coding", one.number, code)
            yield (
                f'        <Coding guid="{coding}" {self._made}>'
                f'<CodeRef targetGUID="{code}"/></Coding>\n'
            )
        yield "      </PlainTextSelection>\n"

    def _codes_of(self, one: ToldStatement) -> Iterator[str]:
        guids = self._guids
        for number in one.themes:
            theme = self._told.theme(number).theme
            if theme:
                yield guids.of("theme", theme)
        if one.sign is not None:
            yield guids.of("sign", one.sign.value)
        yield guids.of("verbatim" if one.verbatim else "summary")
        if one.key:
            yield guids.of("key")
        for element in one.elements:
            yield guids.of("element", element.value)

    def _notes(self, actions: tuple[PlannedAction, ...]) -> Iterator[str]:
        if not actions:
            return
        yield "  <Notes>\n"
        name = self._t.gettext("action {number}")
        for one in actions:
            guid = self._guids.of("action", one.number)
            yield (
                f'    <Note guid="{guid}" name={quoteattr(name.format(number=one.number))}'
                f' plainTextPath="internal://{guid}.txt" {self._made}/>\n'
            )
        yield "  </Notes>\n"

    def _links(
        self, actions: tuple[PlannedAction, ...], places: Mapping[str, tuple[int, int]]
    ) -> Iterator[str]:
        """From each action to the statements that it rests on."""
        pairs = [
            (one.number, label) for one in actions for label in one.rests_on if label in places
        ]
        if not pairs:
            return
        name = self._t.gettext("rests on")
        yield "  <Links>\n"
        for number, label in pairs:
            yield (
                f'    <Link guid="{self._guids.of("link", number, label)}" name={quoteattr(name)}'
                f' direction="OneWay" originGUID="{self._guids.of("action", number)}"'
                f' targetGUID="{self._guids.of("statement", label)}"/>\n'
            )
        yield "  </Links>\n"
