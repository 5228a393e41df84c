"""The kinds of documents that can be made of a session."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.session import Session
from spiegel.i18n import LANGUAGES, N_, translations


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of document. title: as screens call it; name: in the file name; both to translate.

    private: with codes and times, for the moderator only. before: made for the day itself, from
    what was prepared; the others are made from what was said. paper: it is a letter or paper.
    holds: the tables of which words stand in it; those of the report when none is named.
    of: the kind of Word file that LibreOffice makes it of; empty where Spiegel writes it.
    needs: the table that must hold something, or there is nothing to make it of.
    outside: for readers outside the organisation, who may be quoted less.
    """

    key: str
    title: str
    name: str
    extension: str
    private: bool = False
    before: bool = False
    paper: bool = False
    holds: tuple[str, ...] = ()
    of: str = ""
    needs: str = ""
    outside: bool = False

    def there(self, session: Session) -> bool:
        """Whether there is something to make it of."""
        return not self.needs or bool(getattr(session, self.needs))


def _persona(key: str, title: str, name: str, extension: str = ".docx") -> Kind:
    """A document of personas: handed on by whoever has it, so also for readers outside."""
    return Kind(
        key=key,
        title=title,
        name=name,
        extension=extension,
        holds=("persona_sentences",)
        if key == "persona-check"
        else ("persona_sentences", "actions"),
        needs="personas",
        outside=True,
    )


def _outside(key: str, title: str, extension: str, of: str = "") -> Kind:
    """A form of the report for readers outside the organisation."""
    return Kind(
        key=key,
        title=title,
        name=N_("report for outside"),
        extension=extension,
        of=of,
        outside=True,
    )


def _to_participants(key: str, title: str, name: str) -> Kind:
    """A letter or paper that participants take home, where anybody may read it."""
    kind = _paper(key, title, name, before=False)
    return msgspec.structs.replace(kind, outside=True)


def _paper(key: str, title: str, name: str, *, private: bool = False, before: bool = True) -> Kind:
    """A letter or paper as a Word file."""
    return Kind(
        key=key,
        title=title,
        name=name,
        extension=".docx",
        private=private,
        before=before,
        paper=True,
    )


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind(key="report", title=N_("Report (Word)"), name=N_("report"), extension=".docx"),
            Kind(key="markdown", title=N_("Report (Markdown)"), name=N_("report"), extension=".md"),
            Kind(key="html", title=N_("Report (web page)"), name=N_("report"), extension=".html"),
            Kind(
                key="pdf",
                title=N_("Report (PDF, by LibreOffice)"),
                name=N_("report"),
                extension=".pdf",
                of="report",
            ),
            Kind(
                key="odt",
                title=N_("Report (.odt, by LibreOffice)"),
                name=N_("report"),
                extension=".odt",
                of="report",
            ),
            _outside("report-outside", N_("Report for outside (Word)"), ".docx"),
            _outside("markdown-outside", N_("Report for outside (Markdown)"), ".md"),
            _outside("html-outside", N_("Report for outside (web page)"), ".html"),
            _outside(
                "pdf-outside",
                N_("Report for outside (PDF, by LibreOffice)"),
                ".pdf",
                of="report-outside",
            ),
            Kind(
                key="worklist",
                title=N_("Working list with codes (Word, private)"),
                name=N_("working list PRIVATE"),
                extension=".docx",
                private=True,
            ),
            Kind(
                key="plan",
                title=N_("Running order (Word)"),
                name=N_("running order"),
                extension=".docx",
                before=True,
            ),
            Kind(
                key="plan-markdown",
                title=N_("Running order (Markdown)"),
                name=N_("running order"),
                extension=".md",
                before=True,
            ),
            Kind(
                key="plan-text",
                title=N_("Running order (plain text)"),
                name=N_("running order"),
                extension=".txt",
                before=True,
            ),
            Kind(
                key="plan-odt",
                title=N_("Running order (.odt, by LibreOffice)"),
                name=N_("running order"),
                extension=".odt",
                before=True,
                of="plan",
            ),
            Kind(
                key="calendar",
                title=N_("Calendar (.ics)"),
                name=N_("calendar"),
                extension=".ics",
                before=True,
            ),
            _paper("invitation", N_("Invitation to a participant"), N_("invitation")),
            _paper("consent-form", N_("Consent form"), N_("consent form")),
            _paper("confirmation", N_("Confirmation a week before"), N_("confirmation")),
            _paper(
                "listener-invitation", N_("Invitation to a listener"), N_("invitation listener")
            ),
            _paper("role-card", N_("Role card of a listener"), N_("role card")),
            _paper("running-order", N_("Running order to hold"), N_("running order to hold")),
            _paper("name-cards", N_("Name cards"), N_("name cards")),
            _paper("ground-rules", N_("Ground rules as a poster"), N_("ground rules")),
            _paper("listening-sheet", N_("Sheet for the outer circle"), N_("listening sheet")),
            _paper(
                "reflection-cards",
                N_("Reflection cards for the debrief"),
                N_("reflection cards"),
            ),
            _paper("evaluation", N_("Evaluation form of a participant"), N_("evaluation form")),
            _paper(
                "evaluation-listener",
                N_("Evaluation form of a listener"),
                N_("evaluation form listener"),
            ),
            _paper("day-checklist", N_("Checklist for the day"), N_("checklist for the day")),
            _paper(
                "travel-list",
                N_("Gifts and travel (private)"),
                N_("gifts and travel PRIVATE"),
                private=True,
            ),
            _to_participants("thanks", N_("Thank-you letter"), N_("thank-you letter")),
            _paper(
                "own-words",
                N_("Own words to read back (private)"),
                N_("own words PRIVATE"),
                private=True,
                before=False,
            ),
            _to_participants(
                "client-edition",
                N_("Client edition on one page"),
                N_("client edition"),
            ),
            _to_participants(
                "feedback-six-weeks",
                N_("Letter after six weeks"),
                N_("letter after six weeks"),
            ),
            _to_participants(
                "feedback-three-months",
                N_("Letter after three months"),
                N_("letter after three months"),
            ),
            _to_participants(
                "feedback-half-year",
                N_("Letter after half a year"),
                N_("letter after half a year"),
            ),
            _paper(
                "actions-by-owner",
                N_("Actions by owner"),
                N_("actions by owner"),
                before=False,
            ),
            Kind(
                key="letters-text",
                title=N_("All letters as text (Markdown)"),
                name=N_("letters"),
                extension=".md",
                before=True,
            ),
            Kind(
                key="action-plan",
                title=N_("Action plan (Excel)"),
                name=N_("action plan"),
                extension=".xlsx",
                holds=("actions", "themes"),
            ),
            Kind(
                key="csv",
                title=N_("Statements for a spreadsheet (.csv)"),
                name=N_("statements"),
                extension=".csv",
                holds=("statements", "themes", "listener_questions"),
            ),
            Kind(
                key="json",
                title=N_("Statements for another program (.json)"),
                name=N_("statements"),
                extension=".json",
                holds=("statements", "themes", "listener_questions"),
            ),
            Kind(
                key="qdpx",
                title=N_("Project for analysis (REFI-QDA)"),
                name=N_("project"),
                extension=".qdpx",
                holds=("statements", "themes", "listener_questions", "actions"),
            ),
            Kind(
                key="qdc",
                title=N_("Codebook of the themes (REFI-QDA)"),
                name=N_("codebook"),
                extension=".qdc",
                holds=("themes",),
                needs="themes",
            ),
            _persona("persona-cards", N_("Cards of the personas (Word)"), N_("personas")),
            _persona(
                "persona-cards-html",
                N_("Cards of the personas (web page)"),
                N_("personas"),
                ".html",
            ),
            _persona(
                "persona-booklet", N_("Booklet of the personas (Word)"), N_("booklet of personas")
            ),
            _persona(
                "persona-check",
                N_("Sheet for the makers: is it right? (Word)"),
                N_("sheet for the makers"),
            ),
        )
    }
)
ENVELOPES: Final = Kind(
    key="envelopes",
    title=N_("Envelopes (Word, private)"),
    name=N_("envelopes PRIVATE"),
    extension=".docx",
    private=True,
    before=True,
)
"""The one document with names, which no session has: only who opened the key file can make it."""
PLANS: Final = ("plan", "plan-markdown", "plan-text", "plan-odt")
"""The running order in a file that can be read in again."""
LETTERS: Final = "letters"
"""Stands for every letter and paper for the day that a session has, where a kind is asked for."""
SHELVES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        N_("The report"): ("report", "markdown", "html", "pdf", "odt", "worklist"),
        N_("For outside the organisation"): (
            "report-outside",
            "markdown-outside",
            "html-outside",
            "pdf-outside",
        ),
        N_("For participants"): (
            "client-edition",
            "own-words",
            "thanks",
            "feedback-six-weeks",
            "feedback-three-months",
            "feedback-half-year",
        ),
        N_("For who carries out the actions"): ("actions-by-owner", "action-plan"),
        N_("Personas"): (
            "persona-check",
            "persona-cards",
            "persona-cards-html",
            "persona-booklet",
        ),
        N_("For other programs"): ("csv", "json", "qdpx", "qdc"),
    }
)
"""What is made of what was said, by who reads it, in the order of F7; the headings to translate."""
AFTER: Final = tuple(key for those in SHELVES.values() for key in those)
"""The same without the headings."""
_MADE: Final = pattern(r"\d{4}-\d\d-\d\d (?:.+ - )?(.+?)(?: \(\d+\))?\.\w+")
"""How a document is called: the day of the meeting, its title, the kind, perhaps a number."""


def named_as_made(name: str) -> bool:
    """Whether a file is called as a document is that was made of a meeting with a day."""
    named = _MADE.fullmatch(name)
    return named is not None and named[1] in _names()


@cache
def _names() -> frozenset[str]:
    kinds = (*KINDS.values(), ENVELOPES)
    return frozenset(translations(each).gettext(one.name) for each in LANGUAGES for one in kinds)
