"""What in a list names or reaches a person: such words are never taken over from it."""

import re
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.shapes import MAIL, PREFIXES

_NUMBER: Final = pattern(r"(?<!\w)\+?\d(?:[ ()./-]*\d){8,}(?!\w)")
"""Nine digits or more, as in a telephone number (06-12345678) or one of an identity card."""
_POSTCODE: Final = pattern(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")
_SURNAME: Final = "|".join(map(re.escape, sorted(PREFIXES, key=len, reverse=True)))
_WORD: Final = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*"
"""A word with a capital."""
_INITIALS: Final = r"(?:[A-Z]\.\s?){1,4}"
_TITLE: Final = r"(?:dhr|mw|mevr|mej|drs|ir|ing|dr|prof)\.?|de heer|meneer|mevrouw"
_SURE: Final = pattern(
    rf"(?:(?i:{_TITLE})\s+\S.*"
    rf"|{_INITIALS}(?:(?:{_SURNAME})\s+)*{_WORD}(?:\s+{_WORD})*"
    rf"|{_WORD}\s+(?:(?:{_SURNAME})\s+)+{_WORD})"
)
"""Mw. Bos, J. de Vries, Wil van Veen."""
_PERHAPS: Final = pattern(
    rf"(?!(?:De|Het|Den)\s){_WORD}(?:\s+(?:{_SURNAME}))*(?:\s+{_WORD}){{1,3}}|{_WORD},\s{_WORD}"
)
"""Wil Veen, or Veen, Wil; but Teamleider Noord looks the same. De Brink is a place."""
_WORK: Final = pattern(
    r"consulent|leider|leiding|advis|manag|medewerk|coördinat|coordinat|arts|dokter|verple"
    r"|verzorg|direct|bestuur|raad|wethouder|burgemeester|coach|werk|begeleid|ambtenaar|secretar"
    r"|voorzitter|psycho|therap|lid\b|hoofd|regisseur|beleid|jurist|juridisch|train|zorg|gemeente"
    r"|team|stichting|bureau|afdeling|instituut|instelling|organisatie|wmo|ggz|ggd|uwv|huis"
    r"|school|onderwijs|welzijn|jeugd|ouderen|cliënt|client|ervaring|balie|receptie|kwaliteit"
    r"|project|programma|onderzoek|student|stagiair|vrijwillig|mantel|praktijk|specialist|expert"
    r"|makelaar|regio|provincie|vereniging|fonds|corporatie|politie|wijk|centrum|dienst|indicatie"
    r"|casus|case|intake|planner|inkoper|inkoop|administrat|ondersteun|functionaris|inspect",
    re.IGNORECASE,
)
"""What stands in what people do and where they work, and in nobody's name."""


_APART: Final = pattern(r"\s*[,(/:;]\s*|\s+[-–]\s+")
"""What stands between a name and what this person does."""
_BRACKET: Final = pattern(r"\s*\(\s*|\s+[-–]\s+")


def reaches(text: str) -> bool:
    """Whether an e-mail address, telephone number or postcode stands in it."""
    return any(pattern.search(text) for pattern in (MAIL, _NUMBER, _POSTCODE))


def surely_names(text: str) -> bool:
    """Whether it is, or begins with, a person as people write one: Mw. Bos, J. de Vries."""
    return any(
        _SURE.fullmatch(part) is not None and _WORK.search(part) is None for part in _firsts(text)
    )


def may_name(text: str) -> bool:
    """Whether it could be the name of a person: words with capitals, and nothing of work."""
    found = surely_names(text) or _PERHAPS.fullmatch(text.strip()) is not None
    return found and _WORK.search(text) is None


def names_beside(text: str) -> bool:
    """Whether a person could stand beside what this person does: Toos Bos (teamleider)."""
    # Veen, Wil (teamleider) is cut at the comma too, and then only two words that name nobody.
    for apart in (_APART, _BRACKET):
        parts = [part.strip(" )") for part in apart.split(text) if part.strip(" )")]
        if len(parts) > 1 and any(may_name(part) for part in parts):
            return True
    return False


def _firsts(text: str) -> tuple[str, str]:
    """The whole, and what stands before a comma, bracket or dash in it."""
    return text.strip(), _APART.split(text.strip(), maxsplit=1)[0]
