"""Whether a persona tells of a life, or of aids and services."""

from collections.abc import Sequence
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.personas import PersonaField, Sentence

LEAST: Final = 3
"""So many sentences at least, or it is too early to say what a persona is about."""
_AIDS: Final = pattern(
    r"(?<!\w)(?:"
    r"scootmobiel\w*|rolstoel\w*|rollator\w*|traplift\w*|tillift\w*|hoog-laagbed\w*|hulpmiddel\w*"
    r"|taxipas\w*|regiotaxi\w*|deeltaxi\w*|valys|alarmknop\w*|douchestoel\w*|woningaanpassing\w*"
    r"|wmo(?:-\w+)?|wlz(?:-\w+)?|pgb\w*|uwv|ciz|ggz|ggd|svb|zorgkantoor\w*|zorgverzekeraar\w*"
    r"|loket\w*|wijkteam\w*|buurtteam\w*|sociaal team|gemeente\w*|consulent\w*|klantmanager\w*"
    r"|casemanager\w*|cliëntondersteun\w*|clientondersteun\w*|wijkverpleeg\w*|thuiszorg\w*"
    r"|huishoudelijke hulp|hulp in de huishouding|dagbesteding\w*|dagopvang\w*|respijtzorg\w*"
    r"|begeleiding\w*|begeleider\w*|zorgverlener\w*|hulpverlener\w*|voorziening\w*|indicatie\w*"
    r"|beschikking\w*|keukentafelgesprek\w*|eigen bijdrage|aanvraag|aanvragen|aangevraagd"
    r"|maaltijdservice|tafeltje-dek-je|uitkering\w*|bijstand"
    r"|mobility scooters?|wheelchairs?|stairlifts?|walkers?|walking frames?|benefits?|home care"
    r"|day care|council|care assessments?|social workers?|caseworkers?|support workers?"
    r"|personal budgets?"
    r")(?!\w)",
)


def names_aid(words: str) -> bool:
    """Whether a sentence is about an aid or a service."""
    return _AIDS.search(words.casefold()) is not None


def is_about_aids(sentences: Sequence[Sentence]) -> bool:
    """Whether most of what a persona tells is about aids or services and not about a life.

    What it says of the help that it uses is left out: there it is asked for.
    """
    told = [s for s in sentences if s.words and s.field is not PersonaField.SUPPORT]
    return len(told) >= LEAST and 2 * sum(names_aid(s.words) for s in told) > len(told)
