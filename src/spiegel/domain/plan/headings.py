"""What the words above some lines say of those lines: prompts, advice, or only what they are."""

import re
from typing import Final

PROMPTS: Final = re.compile(
    r"(?P<general>(?:algemene|general|allgemeine)\s+)?"
    r"(?:door(?:vraag|vragen)\w*|hulpvragen|probes?|prompts?|follow[- ]?ups?(?:\s+questions?)?"
    r"|nachfragen|rückfragen)"
    r"(?P<every>\s+(?:(?:bij|voor|with|for|to|bei|zu)\s+)?"
    r"(?:elke|iedere|alle|every|each|all|any|jeder|allen)\s+(?:vra\w+|questions?|fragen?))?\s*:?",
    re.IGNORECASE,
)
"""What stands above prompts: general ones say that they go with every question, or with none."""
ADVICE: Final = re.compile(
    r"(?:vooraf|voorbereiding|tips?(?:\s+voor.*)?|let\s+op|aandachtspunten|niet\s+vergeten|nodig|benodigdheden"
    r"|materiaal|instructies?(?:\s.*)?|houding|achteraf|na\s+afloop|inleiding(?:\s+voorlezen)?|voorlezen"
    r"|remember|before(?:hand)?|preparation|materials?|reminders?|notes?|do'?s.*|don'?ts.*|afterwards"
    r"|vorbereitung|hinweise?|beachten|material)\s*[:!]?",
    re.IGNORECASE,
)
"""Headings under which a moderator is told something, and nothing is asked."""
LABEL: Final = re.compile(
    r"(?:de\s+)?(?:openings|hoofd|start|kern|slot|verdiepings)vra(?:ag|gen)"
    r"|(?:opening|main|key|closing)\s+questions?|einstiegsfragen?|hauptfragen?",
    re.IGNORECASE,
)
"""A label that adds nothing to the question under it."""
PROMPT: Final = re.compile(
    r"\(?(?:doorvragen|doorvraag|prompts?|follow-ups?)\s*:\s*(\S.*?)\)?", re.IGNORECASE
)
"""A prompt in a line with the word for it."""
