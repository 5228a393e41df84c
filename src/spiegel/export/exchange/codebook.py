"""The themes alone as a codebook of REFI-QDA 1.0 (.qdc), which Spiegel reads again."""

from collections.abc import Iterable, Iterator
from typing import Final

from spiegel.domain.report.material import material
from spiegel.domain.report.traces import NOT_LOOKED_AT, not_looked_at
from spiegel.domain.session.session import Session
from spiegel.export.exchange.codes import ORIGIN, Code, Guids, codes_written, theme_codes
from spiegel.export.xml_text import escape, quoteattr
from spiegel.i18n import Translations

CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    return as_codebook(session, t).decode()


def as_codebook(session: Session, t: Translations) -> bytes:
    """The themes as codes, those that belong together under their heading."""
    guids = Guids(session)
    codes = theme_codes(material(session, t), guids)
    inside = "".join(codes_written(codes, 2))
    body = f"  <Codes>\n{inside}  </Codes>\n" if codes else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="{CODEBOOK}" origin="{ORIGIN}">\n{body}'
        f"{''.join(_stated(session, t, codes, guids))}</CodeBook>\n"
    ).encode()


def _stated(
    session: Session, t: Translations, codes: Iterable[Code], guids: Guids
) -> Iterator[str]:
    """That not everything was looked at: a set of all codes, for a codebook has no description."""
    for words in not_looked_at(session, t):
        name = t.gettext(NOT_LOOKED_AT)
        yield f'  <Sets>\n    <Set guid="{guids.of("not looked at")}" name={quoteattr(name)}>\n'
        yield f"      <Description>{escape(words)}</Description>\n"
        yield from (f'      <MemberCode guid="{guid}"/>\n' for guid in _all(codes))
        yield "    </Set>\n  </Sets>\n"


def _all(codes: Iterable[Code]) -> Iterator[str]:
    for one in codes:
        yield one.guid
        yield from _all(one.under)
