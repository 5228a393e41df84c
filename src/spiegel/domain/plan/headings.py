"""What the words above some lines say of those lines: prompts, advice, or only what they are."""

import re
from typing import Final

from spiegel.domain.patterns import pattern

PROMPTS: Final = pattern(
    r"(?P<general>(?:algemene|general|allgemeine)\s+)?"
    r"(?:door(?:vraag|vragen)\w*|hulpvragen|probes?|prompts?|follow[- ]?ups?(?:\s+questions?)?"
    r"|nachfragen|rückfragen)"
    r"(?P<every>\s+(?:(?:bij|voor|with|for|to|bei|zu)\s+)?"
    r"(?:elke|iedere|alle|every|each|all|any|jeder|allen)\s+(?:vra\w+|questions?|fragen?))?\s*:?",
    re.IGNORECASE,
)
"""What stands above prompts: general ones say that they go with every question, or with none."""
ADVICE: Final = pattern(
    r"(?:vooraf|(?:voor|na)\s+(?:het\s+gesprek|de\s+bijeenkomst)|checklist|klaarzetten|meenemen"
    r"|(?:before|after)\s+the\s+(?:meeting|session|conversation)"
    r"|(?:vor|nach)\s+dem\s+gespräch|voorbereiding|tips?(?:\s+voor.*)?|let\s+op|aandachtspunten|niet\s+vergeten|nodig|benodigdheden"
    r"|materiaal|instructies?(?:\s.*)?|houding|achteraf|na\s+afloop|inleiding(?:\s+voorlezen)?|voorlezen"
    r"|remember|before(?:hand)?|preparation|materials?|reminders?|notes?|do'?s.*|don'?ts.*|afterwards"
    r"|vorbereitung|hinweise?|beachten|material)\s*[:!]?",
    re.IGNORECASE,
)
"""Headings under which a moderator is told something, and nothing is asked."""
LABEL: Final = pattern(
    r"(?:de\s+)?(?:(?:centrale|inhoudelijke|afsluitende)\s+|"
    r"(?:openings|hoofd|start|kern|slot|verdiepings|introductie|transitie|overgangs|sleutel))?"
    r"(?:vraag|(?P<many>vragen(?:lijst)?))(?:\s+(?:\d{1,2}|(?:voor|aan)\s+(?:de\s+)?(?!toehoorder|luisteraar|professional)\w+))?"
    r"|(?:opening|main|key|closing|introductory)?\s*(?:question|(?P<some>questions))"
    r"(?:\s+(?:\d{1,2}|(?:for|to)\s+(?:the\s+)?(?!listener|professional)\w+))?"
    r"|(?:einstiegs|haupt|schluss|leit)?(?:frage|(?P<alle>fragen))(?:\s+\d{1,2})?",
    re.IGNORECASE,
)
"""A label that adds nothing to the question under it, or to the questions."""
PRACTICE: Final = pattern(
    r"(?:proef|oefen)(?:vraag)?|oefening|practi[cs]e(?:\s+question)?", re.IGNORECASE
)
"""A label before a question that is asked to practise with."""
_PROMPT: Final = (
    r"(?:doorvragen|doorvraag|hulpvraag|probes?|prompts?|follow-ups?|nachfragen?)"
    r"(?:\s+(?:if\s+needed|zo\s+nodig|indien\s+nodig|bei\s+bedarf))?"
)
PROMPT: Final = pattern(rf"\(?{_PROMPT}\s*:\s*(\S.*?)\)?", re.IGNORECASE)
"""A prompt in a line with the word for it."""
WITH_PROMPT: Final = pattern(
    rf"(?P<question>.*?[?.](?:\s*\([^()]*\))?)\s*[(–-]?\s*{_PROMPT}\s*:\s*(?P<prompt>\S.*?)\)?",
    re.IGNORECASE,
)
"""A question with a prompt behind it."""
SAY: Final = pattern(r"(?:u\s+zegt|you\s+say)\s*:\s*(\S.*)", re.IGNORECASE)
"""What the moderator says in a part."""
RULES: Final = pattern(
    r"(?:regels\s+(?:bij|van|voor)\s+dit\s+onderdeel|rules\s+(?:of|for)\s+this\s+part)\s*:",
    re.IGNORECASE,
)
"""What stands above the rules of a part."""
SURELY: Final = pattern(r"(?:vraag|question)\s*:\s*(?=\S)", re.IGNORECASE)
"""Words behind a number that say that a question follows, whatever it looks like."""
PAUSE: Final = pattern(
    r"(?:(?:korte\s+|koffie|kaffee|lunch|short\s+)?(?:pauze|pause|break)"
    r"|koffie(?:\s*/\s*thee)?|lunch)",
    re.IGNORECASE,
)
"""A pause, also in a meeting whose format has none: nothing that is asked."""
GREETING: Final = pattern(
    r"(?:hoi|hallo|beste|dag|geachte|lieve|hi|hello|dear|hey|liebe|lieber|sehr\s+geehrte)\b.*",
    re.IGNORECASE,
)
"""How a mail begins: no title."""
OF_PART: Final = pattern(
    r"(?:vragen|questions|fragen)\s+(?:(?:voor|in|bij|for|in|für)\s+)?(?:(?:de|het|the|die)\s+)?(.+)",
    re.IGNORECASE,
)
"""A label that names the part whose questions follow."""
THEMED: Final = pattern(
    r"(?:thema|onderwerp|topic|theme|blok|block|deel|teil|part|cluster|onderdeel)"
    r"\s*(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b.*",
    re.IGNORECASE,
)
"""A heading by its first words, also without a sign."""
ABOUT: Final = pattern(
    r".*\b(?:deze|volgende|onderstaande|these|following|diese|folgende)\b.{0,30}"
    r"\b(?:vragen|questions|fragen)\b.*",
    re.IGNORECASE,
)
"""Words about the questions of a plan, such as "Zullen we deze vragen stellen?"."""
ASKING: Final = (
    r"(?:(?:en|and|und|maar|aan|bij|door|in|met|om|op|over|sinds|tot|uit|van|voor|naar|zonder|by|for|from|"
    r"of|to|with|mit|von|für|bei|als\s+u|if\s+you)\s+)?"
    r"(?:hoe\w*|wat|wie|wiens|wanneer|waar\w*|welke?|hoeveel|in\s+hoeverre"
    r"|kunt|kun|kan|bent|ben|heeft|heb|hebt|hebben|is|zijn|was|waren|zou|zoudt|wilt|wil|mag|mist|krijgt|weet"
    r"|voelt|voelde|vindt|vond|had|ging|gaat|lukt|lukte|helpt|hielp"
    r"|how|what|who|whose|when|where|why|which|can|could|did|do|does|are|have|has|would|were|will"
    r"|wann|wo|woher|wohin|warum|welche\w*|können|kann|haben|hat|sind|würden"
    r"|vertel\w*|beschrijf\w*|noem|tell|describe|name|erzählen|beschreiben|nennen)\b"
)
"""How something begins that asks, as a piece of a regular expression."""
ASKS: Final = pattern(ASKING, re.IGNORECASE)


def asks(words: str) -> bool:
    """Whether something is asked: by its question mark, or by how it begins."""
    return "?" in words or ASKS.match(words.strip()) is not None
