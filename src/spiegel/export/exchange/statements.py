"""The statements for other programs: as cells with semicolons between (.csv), and as JSON."""

import csv
import io
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.consent.verdicts import open_findings
from spiegel.domain.report.inside import FOR_INSIDE, for_inside
from spiegel.domain.report.statement_rows import ToldStatement, told_by
from spiegel.domain.report.traces import NOT_LOOKED_AT, not_looked_at, place_count
from spiegel.domain.report.wording import listed
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence
from spiegel.export.exchange.cells import text_cell
from spiegel.i18n import N_, Translations

FORMAT: Final = "spiegel-statements"
VERSION: Final = 1
"""Of the JSON: goes up when a field gets another meaning or goes; a new field is no new version."""
BETWEEN: Final = ";"
"""What Excel expects between cells where the comma is in decimals, as in the Netherlands."""
SIGNS: Final = MappingProxyType(
    {
        Valence.GOOD: N_("goes well"),
        Valence.BETTER: N_("could be better"),
        Valence.WISH: N_("wish"),
    }
)
_SIGN_NAMES: Final = MappingProxyType(
    {Valence.GOOD: "good", Valence.BETTER: "better", Valence.WISH: "wish", None: None}
)


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    return as_json(session, t).decode()


def as_cells(session: Session, t: Translations) -> bytes:
    """A line for each statement, in UTF-8 with the mark by which Excel knows it.

    Where not everything was looked at, or not every quotation may go outside the organisation, a
    last column says so in each line: a line above the names
    would be taken for the names, one below for a statement, and a file gets another name. So it
    stays with each line, however they are sorted or copied.
    """
    told = told_by(session, t)
    unlooked = place_count(session, t)
    stated = {NOT_LOOKED_AT: unlooked} if unlooked else {}
    if any(for_inside(session, t)):
        stated[FOR_INSIDE] = t.gettext("not every quotation may go outside")
    tagged = any(one.elements for one in told.statements)
    written = io.StringIO()
    writer = csv.writer(written, delimiter=BETWEEN, lineterminator="\r\n")
    writer.writerow(
        (
            t.gettext("No."),
            t.gettext("Theme"),
            t.gettext("Also about"),
            t.gettext("Sign"),
            t.gettext("Statement"),
            t.gettext("Literally"),
            t.gettext("Key statement"),
            t.gettext("Answer to"),
            t.gettext("Actions"),
            *([t.gettext("Self-direction")] if tagged else []),
            *(t.gettext(name) for name in stated),
        )
    )
    # A bare 2.10 is the number 2.1 to a spreadsheet, or the second of October.
    numbered = t.gettext("no. {number}")
    yes, no = t.gettext("yes"), t.gettext("no")
    signs = {sign: t.gettext(words) for sign, words in SIGNS.items()}
    for one in told.statements:
        names = [told.theme(number).name for number in one.themes]
        writer.writerow(
            (
                numbered.format(number=one.number),
                text_cell(names[0]) if names else "",
                text_cell(", ".join(names[1:])),
                signs[one.sign] if one.sign is not None else "",
                text_cell(one.words),
                yes if one.verbatim else no,
                yes if one.key else no,
                text_cell(one.answer_to),
                listed([str(number) for number in one.actions], t),
                *([", ".join(name_of(each, t) for each in one.elements)] if tagged else []),
                *stated.values(),
            )
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_json(session: Session, t: Translations) -> bytes:
    """All of it as one object; docs/documents.md says what each field means."""
    told = told_by(session, t)
    info = session.info
    found = {
        "format": FORMAT,
        "version": VERSION,
        "title": told.title,
        "date": info.date.isoformat() if info.date is not None else None,
        "language": info.language,
        "concept": not info.presented,
        "not_looked_at": len(open_findings(session)),
        "for_inside": any(for_inside(session, t)),
        "note": " ".join((*for_inside(session, t), *not_looked_at(session, t))) or None,
        "themes": [
            {"number": one.number, "name": one.name, "group": one.group} for one in told.themes
        ],
        "statements": [_statement(one) for one in told.statements],
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def _statement(one: ToldStatement) -> dict[str, Any]:
    return {
        "number": one.number,
        "theme": one.themes[0] if one.themes else None,
        "also": one.themes[1:],
        "sign": _SIGN_NAMES[one.sign],
        "words": one.words,
        "verbatim": one.verbatim,
        "key": one.key,
        "answer_to": one.answer_to or None,
        "actions": one.actions,
        "elements": one.elements,
    }
