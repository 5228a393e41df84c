"""The themes alone as a codebook of REFI-QDA 1.0 (.qdc), which Spiegel reads again."""

from typing import Final

from spiegel.domain.report.material import material
from spiegel.domain.session.session import Session
from spiegel.export.exchange.codes import ORIGIN, Guids, codes_written, theme_codes
from spiegel.i18n import Translations

CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    return as_codebook(session, t).decode()


def as_codebook(session: Session, t: Translations) -> bytes:
    """The themes as codes, those that belong together under their heading."""
    codes = theme_codes(material(session, t), Guids(session))
    inside = "".join(codes_written(codes, 2))
    body = f"  <Codes>\n{inside}  </Codes>\n" if codes else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="{CODEBOOK}" origin="{ORIGIN}">\n{body}</CodeBook>\n'
    ).encode()
