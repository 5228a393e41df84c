"""How old somebody is, and when somebody was born."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.text import Text

_ONES: Final = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS: Final = [
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS: Final = [
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
]
_WRITTEN: Final = frozenset(
    [f"{ones}en{tens}" for ones in _ONES for tens in _TENS] + _TENS + _TEENS + ["honderd"]
)
"""From ten on: a child of three is not said bare."""
_NUMBER: Final = pattern(
    r"(?<![\w.,€-])(?:\d+|[a-z]*(?:tig|tien)|elf|twaalf|honderd[a-z]*|een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?!\w)(?![.,:]\d)"
)
_GROWN: Final = "9+"
_N: Final = "(?:9+|1+)"
"""As `_marked` writes a number that may be an age: with 9 from ten on, with 1 below."""
KIN: Final = (
    "man|vrouw|moeder|vader|mam|pap|mama|papa|ma|pa|ouders?|zoon|dochter|kind|zoontje|dochtertje|broer|broertje|zus|zusje|zuster|oma|opa|tante|oom|"
    "neef|nicht|neefje|nichtje|kleinzoon|kleindochter|kleinkind|buurman|buurvrouw|buurjongen|buurmeisje|vriend|vriendin|"
    "schoonmoeder|schoonvader|schoonzoon|schoondochter|schoonzus|zwager|tweelingzus|tweelingbroer|partner|echtgenoot|"
    "echtgenote|weduwe|weduwnaar|jongen|meisje|meid|vent|dame|heer|mens|iemand|oudste|jongste|middelste|client|"
    "clientenraadslid|deelnemer|deelneemster|mantelzorger|jongeman|pleegkind|pleegzoon|pleegdochter|stiefzoon|stiefdochter"
)
PEOPLE: Final = frozenset(KIN.split("|"))
_PERSONS: Final = PEOPLE | frozenset(
    ["ik", "hij", "zij", "ze", "je", "jij", "u", "die", "wij", "we"]
)
_NOBODY: Final = frozenset(
    ("dat het dit er wat dus tijd wachttijd lijst kamer nummer prijs").split()
)
_IS: Final = r"(?:ben|bent|is|was|waren|zijn|word|wordt|werd|werden|geworden)"
_FILL: Final = (
    r"(?:(?:nu|al|net|bijna|pas|ruim|inmiddels|ook|nog|maar|dan|toen|morgen|gisteren|vandaag|binnenkort|vorige|volgende|"
    r"deze|week|maand|jaar|dit|vorig|volgend|in|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
    r"november|december|zelf|intussen|ondertussen|alweer|zeker|immers|namelijk|precies|rond|de|een|jaar of)\s+){0,4}"
)
_NOT_AGE: Final = (
    r"(?!\s*(?:%|euro|procent|uur|uren|weken|week|maanden|maand|dagen|dag|minuten|keer|maal|km|kilometer|meter|cm|kilo|kg|"
    r"gram|graden|bladzijden|pagina|brieven|mensen|personen|kinderen|stuks|jaar\s+(?:geleden|later|lang|terug|bezig|wachten|"
    r"gewacht|getrouwd|samen|weg|ziek|dood|gescheiden|werkloos|verder|in\s+dienst|lid|clean|onderweg|alleen\s+geweest|mantelzorger)|e\s+in|kamers?|"
    r"telefoontjes|formulieren|ambtenaren|hulpen|kantjes|plekken|punten|plaatsen|stoelen|treden|van\s+de|tot|op\s+de|in\s+de\s+rij|"
    r"[:.,]\d|-\d|e\b|ste\b|de\b))"
)
_AFTER: Final = r"(?=\s*(?:$|[.,;:!?)\"'…–-])|\s+(?:en|dus|maar|toen|dan|geworden|inmiddels|nu|of|want|is|was|wordt|terwijl|als|hoor|nou|he|zei|nog|met|zonder|die|omdat|kan)\b|\s+in\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b)"
_YEARS: Final = r"(?:\s*(?:jaar\s+oud|jr\.?|jaar|lentes))"
_AGE: Final = rf"({_GROWN}{_YEARS}?|{_N}\s*jaar(?:\s+oud)?)(?!\w){_NOT_AGE}(?:{_AFTER}|(?<=oud))"
_BE: Final = frozenset(
    ["ben", "is", "was", "waren", "zijn", "word", "wordt", "werd", "werden", "geworden"]
)
_IS_OLD: Final = pattern(rf"(?<=\s){_IS}\s+{_FILL}{_AGE}")
"""Zij is nu 83; mijn moeder is tachtig jaar."""
_WHEN: Final = tuple(
    (words, pattern(rule))
    for words, rule in (
        (_BE, rf"\b{_IS}\s+(?:ik|hij|zij|ze|u|we|wij|je|mijn\s+\w+|onze\s+\w+)\s+{_FILL}{_AGE}"),
        # toen ik 67 werd
        (
            _BE,
            rf"\b(?:toen|als|nu|omdat|sinds|voordat|nadat)\s+(?:ik|hij|zij|ze|u|mijn\s+\w+)\s+"
            rf"{_FILL}({_N}(?:\s+jaar)?)\s+(?:ben|is|was|word|wordt|werd)\b",
        ),
        # mijn zus, die zesenvijftig is
        (
            _BE,
            rf"\bdie\s+(?:nu\s+|al\s+|net\s+|bijna\s+)?({_N}(?:\s+jaar)?)\s+(?:is|was|wordt|werd)\b",
        ),
        # een vrouw van drieëntachtig
        (
            PEOPLE,
            rf"\b(?:{KIN})\s+van\s+{_FILL}({_N}{_YEARS}?)(?!\w){_NOT_AGE}(?!\s+\w+en\b(?<!\sen))",
        ),
        (frozenset(["leeftijd"]), rf"\bleeftijd(?:\s+van)?[:\s]+({_N}(?:\s+jaar)?)(?!\w)"),
        (frozenset(["oud"]), rf"\b({_N}\s+jaar\s+oud)\b"),
    )
)
"""Rules, each with the words of which one must be there."""
_BESIDE: Final = pattern(rf"\w,\s+(?:({_GROWN}{_YEARS}?)\s*,(?!\d)|({_N}\s+jaar)\s*(?=[,.;!?]|$))")
"""De buurman, 94, doet."""
_ORDINAL: Final = pattern(r"\d(?:e|de)\b")
_TURNED: Final = pattern(
    r"\b(?:op|met|na|voor|rond|tot|sinds|vanaf)\s+(?:mijn|m'n|zijn|z'n|haar|je|uw|hun|d'r)\s+"
    r"([a-z]*(?:tigste|tiende|honderdste)|\d{2,3}(?:e|ste|de))\b"
)
"""Op mijn zeventigste."""
_AGED: Final = pattern(
    rf"(?<!\w)((?:{_N}[- ]?|[a-z]*tig-?|[a-z]*tien-?|elf-?|twaalf-?|honderd-?|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)-?)jarigen?)(?!\w)(?!\s+(?:contract|indicatie|beschikking|opleiding|termijn|plan|periode|looptijd|jubileum|bestaan|huur|garantie|afspraak|studie|cursus|project|hbo))"
)
_MONTHS: Final = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec"
)
_DAY_SAID: Final = (
    "(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)en)?twintig|(?:eenen)?dertig|"
    "een|eerste|twee|drie|derde|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
    "(?:vijf|zes|zeven|acht|negen)tien"
)
_DAY: Final = rf"(?:\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*(?P<y1>\d{{4}}|'?\d{{2}})|(?:\d{{1,2}}(?:e|ste|de)?|{_DAY_SAID})\s+(?:{_MONTHS})\.?(?:\s+(?P<y2>\d{{4}}|'\d{{2}}))?)"
_DATE: Final = pattern(rf"(?<![\w/-])(?P<day>{_DAY})(?!\w)")
_BORN: Final = pattern(r"gebo(?:ren|orte)|bouwjaar|\bgeb\.|jarig\b|verjaar|verjaard")
_BORN_IN: Final = pattern(
    r"\b(?:geboren|bouwjaar|geboortejaar)(?:\s+\w+){0,3}?\s*[:,]?\s+('?\d{2,4})(?!\w)|\b(?:uit|van|in)\s+((?:18|19|20)\d\d|'\d\d)\s+geboren"
)
_OF: Final = pattern(r"\b(?:ben|is|was|bent|zijn)\s+(?:zelf\s+|nog\s+|er\s+een\s+)?van\s+$")
_EARLY: Final = 1_995
"""A whole date up to this year is hardly that of a letter: somebody was born on it."""
_YEAR: Final = pattern(r"\b(?:ben|is|was|bent)\s+(?:zelf\s+|nog\s+)?van\s+((?:19|20)\d\d)(?!\w)")
_NEAR: Final = 40
_BEHIND: Final = 25
"""So far before and behind a day stands that somebody was born on it: 12 juli is mijn zoon jarig."""


def ages(text: Text, people: Sequence[Found]) -> Iterator[Found]:
    """How old people are; people: the names that were found in the text."""
    plain = text.plain
    turned = text.meets(_WHOSE) and (
        "ste" in plain or "tiende" in plain or _ORDINAL.search(plain) is not None
    )
    beside = ", " in plain and _MAY_BE_BESIDE.search(plain) is not None
    if not (turned or beside or text.meets(_NEAR_AN_AGE) or "jarig" in plain):
        return
    marked = _marked(plain)
    if "jarig" in marked:
        yield from _in(_AGED, marked)
    if text.meets(_BE):
        for found in _IS_OLD.finditer(marked):
            _, _, who = marked[: found.start()].rstrip().rpartition(" ")
            named = any(one.end <= found.start() for one in people) and who not in _NOBODY
            if named or who in _PERSONS:
                yield Found(found.start(1), found.end(1), Kind.AGE)
    for words, rule in _WHEN:
        if text.meets(words):
            yield from _in(rule, marked)
    if beside and (", 9" in marked or ", 1" in marked):
        yield from _in(_BESIDE, marked)
    if turned:
        yield from _in(_TURNED, marked)


def _in(rule: re.Pattern[str], marked: str) -> Iterator[Found]:
    for found in rule.finditer(marked):
        group = found.lastindex or 0
        yield Found(found.start(group), found.end(group), Kind.AGE)


def may_tell(text: Text) -> bool:
    """Whether a number stands in this text that may be an age, or a place in a row of ages."""
    if not text.numbers:
        return text.meets(_SAID)
    short = (int(number) for number in text.numbers if len(number) < 4)
    return any(number < 120 for number in short) or text.meets(_SAID)


def _marked(text: str) -> str:
    """The text with each number that may be an age in nines or ones, every sign in its place."""
    return _NUMBER.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    word = found[0]
    if word.isdigit():
        value = int(word) if len(word) < 4 else 0
        return ("9" if 10 <= value < 120 else "1" if 0 < value < 10 else "0") * len(word)
    if word in _WRITTEN:
        return "9" * len(word)
    return "1" * len(word) if word in _SMALL else word


def births(text: str) -> Iterator[Found]:
    """When people were born."""
    for found in _DATE.finditer(text):
        near = text[max(0, found.start() - _NEAR) : found.end() + _BEHIND]
        year = found["y1"] or found["y2"] or ""
        early = len(year) == 4 and int(year) <= _EARLY
        if early or _BORN.search(near) or _OF.search(text, 0, found.start()):
            yield Found(found.start(), found.end(), Kind.BIRTH)
    for found in _YEAR.finditer(text):
        before = text[: found.start()].split()[-1:]
        if before and before[0] in _PERSONS:
            yield Found(found.start(1), found.end(1), Kind.BIRTH)
    for found in _BORN_IN.finditer(text):
        group = 1 if found[1] is not None else 2
        yield Found(found.start(group), found.end(group), Kind.BIRTH)


_SMALL: Final = frozenset(_ONES) - {"een"}
_SAID: Final = (
    _WRITTEN
    | _SMALL
    | {f"{each}ste" for each in _WRITTEN if each.endswith(("tig", "honderd"))}
    | {f"{each}de" for each in _TEENS}
    | {f"{each}-jarige{n}" for each in _WRITTEN | _SMALL for n in ("", "n")}
    | {f"{each}jarige{n}" for each in _WRITTEN | _SMALL for n in ("", "n")}
)
_NEAR_AN_AGE: Final = frozenset(word for words, _ in _WHEN for word in words)
"""What is asked for by the rules that stand beside words."""
_WHOSE: Final = frozenset("mijn m'n zijn z'n haar je uw hun d'r".split())
_MAY_BE_BESIDE: Final = pattern(
    r", (?:\d|(?:[a-z]*(?:tig|tien)|elf|twaalf|honderd[a-z]*|twee|drie|vier|vijf|zes|zeven|acht|negen)(?!\w))"
)
