"""Which module makes each kind of document, and which tells what it says; imported when asked.

So who wants Markdown does not load what a Word file is made with.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any, Final, Protocol

import msgspec

from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.session import Session
from spiegel.export.watching import Asker, AtOnce
from spiegel.i18n import Translations


class Maker(Protocol):
    """A module, or something else, that makes a document."""

    def make(self, session: Session, t: Translations, asker: Asker) -> bytes:
        """The whole file. Raises Stopped, TemplateError and OfficeError."""
        ...


class _Made(msgspec.Struct, frozen=True):
    """By which module of this folder: its `make`, and its `said`, which tells what a file says.

    at_once: the function there that gives the whole file instead. each: the class there that makes
    one kind of several, by its key. said: another module that tells what it says. outside: the
    module is told that it is for readers outside the organisation.
    """

    module: str
    at_once: str = ""
    each: str = ""
    said: str = ""
    outside: bool = False


class _ForOutside(msgspec.Struct, frozen=True):
    """What makes a report, told for whom it is."""

    module: Any

    def make(self, session: Session, t: Translations, asker: Asker) -> bytes:
        """The whole file, as of `Maker`."""
        content: bytes = self.module.make(session, t, asker, outside=True)
        return content


_MADE: Final[Mapping[str, _Made]] = MappingProxyType(
    {
        "report": _Made("report", said="markdown"),
        "markdown": _Made("markdown"),
        "html": _Made("web_page.report", said="markdown"),
        "report-outside": _Made("report", said="markdown", outside=True),
        "markdown-outside": _Made("markdown", outside=True),
        "html-outside": _Made("web_page.report", said="markdown", outside=True),
        "worklist": _Made("worklist"),
        "plan": _Made("plan"),
        "plan-markdown": _Made("plan", at_once="in_markdown"),
        "plan-text": _Made("plan", at_once="in_text"),
        "calendar": _Made("calendar", at_once="made"),
        **{kind.key: _Made("letters", each="LetterMaker") for kind in KINDS.values() if kind.paper},
        "letters-text": _Made("letters_text", at_once="made"),
        "action-plan": _Made("exchange.action_plan", at_once="as_workbook"),
        "csv": _Made("exchange.statements", at_once="as_cells"),
        "json": _Made("exchange.statements", at_once="as_json"),
        "qdpx": _Made("exchange.qda", at_once="as_project"),
        "qdc": _Made("exchange.codebook", at_once="as_codebook"),
        "persona-cards": _Made("persona_cards", each="CardMaker"),
        "persona-cards-html": _Made("web_page.persona_cards", at_once="made"),
        "persona-booklet": _Made("persona_cards", each="CardMaker"),
        "persona-check": _Made("persona_cards", each="CardMaker"),
    }
)
"""All kinds but those that LibreOffice makes of another one."""


def maker(kind: str) -> Maker:
    """What makes a kind of document. Raises KeyError for an unknown one."""
    if KINDS[kind].of:
        from spiegel.export.office import Converted

        return Converted(maker(KINDS[kind].of).make, KINDS[kind].extension)
    made = _MADE[kind]
    if made.at_once:
        return AtOnce(getattr(_module(made.module), made.at_once))
    found: Any = _of(made, kind)
    return _ForOutside(found) if made.outside else found


def said(kind: str) -> Callable[[Session, Translations], str]:
    """What tells what a kind of document says. Raises KeyError for an unknown one."""
    kind = KINDS[kind].of or kind
    made = _MADE[kind]
    found: Any = _module(made.said) if made.said else _of(made, kind)
    if made.outside:
        return partial(found.said, outside=True)
    told: Callable[[Session, Translations], str] = found.said
    return told


def days(kind: str) -> Callable[[Session, Translations], Iterable[datetime.date]]:
    """What gives the days of which such a document says whether they have passed."""
    made = _MADE[KINDS[kind].of or kind]
    found: Any = _module(made.said) if made.said else _of(made, kind)
    told: Callable[[Session, Translations], Iterable[datetime.date]] = getattr(found, "days", _none)
    return told


def _none(_session: Session, _t: Translations) -> Iterable[datetime.date]:
    return ()


def _of(made: _Made, kind: str) -> Any:
    module = _module(made.module)
    return getattr(module, made.each)(kind) if made.each else module


def _module(name: str) -> ModuleType:
    return import_module(f"spiegel.export.{name}")
