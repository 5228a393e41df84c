"""Where somebody lives, what somebody has, and what is special about a family."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.ages import KIN
from spiegel.domain.privacy.conditions import COMMON, NEEDS_CONTEXT, RARE
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.places import ALSO_WORDS, LARGE, VILLAGES
from spiegel.domain.privacy.text import WORD, Text

_NAMED: Final = r"(?:(?:burgemeester|burg\.|prins|prinses|koning|koningin|dokter|dr\.|pastoor|dominee|ds\.|oude|nieuwe|lange|korte|grote|kleine|hoge|lage|sint|st\.|jan|van|de|den|der)\s+){0,4}"
_NUMBERED: Final = r"\s+(?:nr\.?\s*|nummer\s+)?(\d{1,4})(?:\s?[a-z](?!\w)|-(?:\d{1,3}|[a-z])(?!\w))?(?![\d:%])(?!\.\d)(?!\s*(?:uur|weken|maanden|jaar|keer|euro|minuten|km|meter|procent))"
_STREET: Final = pattern(
    rf"\b({_NAMED}(?P<street>[a-z'-]*(?:straat|laan|weg|plein|dijk|kade|gracht|singel|hof|park|steeg|pad|dreef|plantsoen|markt|ring|wal|veld|akker|"
    rf"kamp|brink|hoeve|hoven|erf|meent|burg|horst|donk|heide|weide|tuin|haven|stede|boulevard|allee)){_NUMBERED})"
)
_SQUARE_OF: Final = pattern(r"\bplein\s+1[89]\d\d(?:-\d\d)?(?:\s+(?:nr\.?|nummer)?\s*\d{1,4})?")
_AT: Final = pattern(
    rf"\b(?:aan|in|op|uit|van|bij|langs|naar)\s+(?:de|het|t)\s+({_NAMED}(?P<street>[a-z'-]{{3,}}(?:straat|laan|gracht|singel|plantsoen|dreef|steeg|kade)))\b"
)
_SQUARE: Final = pattern(
    r"\b(?:[Aa]an|[Ii]n|[Oo]p|[Uu]it|[Vv]an|[Bb]ij|[Ll]angs|[Nn]aar)\s+(?:de|het|'t)\s+"
    r"([A-Z][a-z'-]+[a-z](?:plein|weg|dijk|pad|brink|hof))\b"
)
"""Streets that are told by a capital alone: aan het Wilhelminaplein."""
_PUBLIC: Final = frozenset("rijksweg stationsplein marktplein dorpsplein schoolplein".split())
"""Where everybody comes; with a number somebody may live there."""
_SQUARES: Final = ("plein", "weg", "dijk", "pad", "brink", "hof")
_NO_STREET: Final = frozenset(
    (
        "straat laan weg plein dijk kade gracht singel hof park steeg pad dreef plantsoen "
        "markt ring wal veld akker kamp brink erf tuin haven oord burg heide weide horst donk "
        "onderweg omweg snelweg terugweg uitweg heenweg halverwege rijbaan fietspad voetpad "
        "zandpad looppad supermarkt arbeidsmarkt winkelstraat zijstraat woonstraat "
        "eenrichtingsstraat hele achterstraat speelveld sportveld voetbalveld rolstoelpad "
        "zorgpad dieptuin achtertuin voortuin moestuin kindertuin speeltuin dierentuin "
        "volkstuin woningmarkt vakantiepark woonpark vakantieoord ziekteverzuimweg oprijlaan "
        "verkeersweg hoofdweg binnenweg provincialeweg oefenveld werkveld gebied"
    ).split()
)
_BEFORE: Final = frozenset("in uit naar vanuit te rond".split())
_PREPOSITION: Final = r"(?:in|uit|naar|vanuit|bij|te|door|van|rond|voorbij|richting)"
_VILLAGE_LIKE: Final = pattern(
    rf"\b{_PREPOSITION}\s+((?:[A-Z][a-z]+-)?[A-Z][a-z]+(?:lo|um|jum|wolde|woude|rade|ega|kerke|broek|enbeek|horst|hoven|donk|veld|veen|drecht|schoten|wijk|dam|burg|hout|huizen|kerk|zijl|oord|sluis|stede|heim|bergen|beek|laar|gem|ingen|egge|horn|hoorn|dorp|dijk|land|wold|sum|"
    rf"mond|muiden|recht|voort|loo|rode|wier|werd|zand|duinen|mierde|waard|ambacht|schans|kapel|velde|aard|alfen))\b"
)
_LIVING: Final = frozenset(
    (
        "woon woont wonen woonde woonden gewoond kom komt komen verhuisd verhuisde verhuizen "
        "opgegroeid geboren dorp dorpje gehucht"
    ).split()
)
_LIVES: Final = pattern(
    r"\b(?:in|uit|naar|te)\s+((?:[A-Z][a-z]+-|(?:Sint|Den|Oude|Nieuwe|Ten|Ter|De)\s)?[A-Z][a-z]{2,})\b"
)
"""A word with a capital, where it is said where somebody lives."""
_LIVES_PLAIN: Final = pattern(
    r"\b(?:woont?|wonen|woonden?|kom|komt|opgegroeid|geboren|verhuisd)\s+(?:\w+\s+){0,2}?(?:in|uit|naar|te)\s+"
    r"([a-z-]{3,}(?:drecht|wolde|woude|horn|hoorn|kerke|huizen|enveen|zijl|jum|broek|dorp|uizum|erveen|dijk|hoven|sluis|wierde))\b"
)
"""The same in small letters, for what ends as places do."""
_NO_PLACE: Final = frozenset(
    (
        "buitenland binnenland platteland ziekenhuizen verpleeghuizen tehuizen huizen rijtjeshuizen "
        "god maart mei juni juli april augustus nederlands engels turks word excel zoom teams wmo wlz "
        "noord zuid oost west centrum januari februari september oktober november december duits frans arabisch digid spiegel"
    ).split()
)
_HAS: Final = pattern(
    r"(?:\b(?:heb|heeft|hebben|hebt|had|hadden|met|kreeg|krijgt|van|door|aan)\s+(?:het\s+|de\s+|een\s+|ook\s+|nu\s+|zelf\s+)?(?:syndroom\s+van\s+|ziekte\s+van\s+)?)$"
)
_SYNDROME: Final = pattern(
    r"\b(?:het\s+)?((?:syndroom|ziekte)\s+van\s+([a-z-]+)(?:\s(?:de la tourette))?)"
)
_MULTIPLE: Final = pattern(
    r"\b(tweelingzus|tweelingbroer|tweelingdochters?|tweelingzoons?|drieling|vierling|vijfling|zesling|eeneiige tweeling)\b"
)
_MANY: Final = pattern(
    r"\b((?:zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|[6-9]|1\d)\s+kinderen)\b"
)
_OWNERS: Final = frozenset("wij we ik zij ze moeder vader mijn gezin".split())
_POST: Final = "burgemeester|dominee|pastoor|wethouder|notaris|hoofdmeester|schoolhoofd|gemeentesecretaris|raadslid|huisarts|dorpsdokter|rechter|officier van justitie|kapelaan|imam|commissaris|kamerlid|minister"
_OFFICE: Final = pattern(
    rf"\b(?:mijn|onze|haar|zijn|hun)\s+(?:\w+\s+)?(?:{KIN})\s+(?:is|was|werd|wordt)\s+(?:\w+\s+){{0,4}}?({_POST})\b"
)


_ENDINGS: Final = (
    "straat laan weg plein dijk kade gracht singel hof park steeg pad dreef plantsoen markt ring wal veld akker kamp brink "
    "hoeve hoven erf meent burg horst donk heide weide tuin haven stede boulevard allee"
)
_STREETS: Final = tuple(_ENDINGS.split())
_LAST_SIGNS: Final = frozenset(each[-3:] for each in _ENDINGS.split())
_ENDED: Final = frozenset(("", ".", ",", "!", "?", ";", ")"))
_SYNDROMES: Final = frozenset(("syndroom", "ziekte"))
_OF_FAMILIES: Final = frozenset(
    (
        "tweelingzus tweelingbroer tweelingdochter tweelingdochters tweelingzoon "
        "tweelingzoons tweeling drieling vierling vijfling zesling"
    ).split()
) | frozenset((*_POST.split("|"), "officier"))


def addresses(text: Text) -> Iterator[Found]:
    """Streets, with a number or plainly somebody's."""
    yield from _numbered(text)
    for found in _AT.finditer(text.plain):
        if found["street"] not in _NO_STREET:
            start = _from(text, found.start(1), found.start("street"))
            yield Found(start, found.end(1), Kind.ADDRESS)
    if text.capitals and not text.shouted:
        for found in _SQUARE.finditer(text.straight):
            if found[1].lower() not in _NO_STREET | _PUBLIC:
                yield Found(found.start(1), found.end(1), Kind.ADDRESS)


def may_be_addresses(text: Text) -> bool:
    """Whether a word ends as a street, which may have a number; without one fewer words do."""
    plain = text.plain
    if text.numbers:
        perhaps = [word for word in text.said if word[-3:] in _LAST_SIGNS]
        return any(word.endswith(_STREETS) for word in perhaps)
    return (
        "straat" in plain
        or "laan" in plain
        or "kade" in plain
        or "gracht" in plain
        or "singel" in plain
        or "plantsoen" in plain
        or "dreef" in plain
        or "steeg" in plain
        or (text.capitals and any(each in plain for each in _SQUARES))
    )


def _numbered(text: Text) -> Iterator[Found]:
    """Streets with a number."""
    for found in _SQUARE_OF.finditer(text.plain):
        yield Found(found.start(), found.end(), Kind.ADDRESS)
    for found in _STREET.finditer(text.plain):
        street = found["street"]
        if street.endswith("slaan"):
            continue
        if street in _NO_STREET and not _capital_inside(text, found.start(), found.end("street")):
            continue
        start = _from(text, found.start(), found.start("street"))
        yield Found(start, found.end(), Kind.ADDRESS)


def _capital_inside(text: Text, start: int, end: int) -> bool:
    """Whether a street of two words is written as a name: Oude Gracht."""
    return (
        not text.shouted
        and any(c.isupper() for c in text.straight[start + 1 : end])
        and " " in text.straight[start:end].strip()
    )


def _from(text: Text, start: int, street: int) -> int:
    """Where the name of a street begins: short words before it only count inside a name."""
    words = text.plain[start:street].split()
    while words and words[0] in ("van", "de", "den", "der"):
        start = text.plain.index(words[0], start) + len(words[0]) + 1
        words = words[1:]
    return start


def places(text: Text) -> Iterator[Found]:
    """Small places."""
    for found in _runs(text, _VILLAGES):
        yield Found(*found, Kind.PLACE)
    if text.capitals and not text.shouted:
        for at, token in enumerate(text.tokens[1:], start=1):
            if token.capital and token.plain in ALSO_WORDS and text.tokens[at - 1].plain in _BEFORE:
                yield Found(token.start, token.end, Kind.PLACE)
        for match in _VILLAGE_LIKE.finditer(text.straight):
            yield from _place(match)
        if text.meets(_LIVING):
            for match in _LIVES.finditer(text.straight):
                yield from _place(match)
    if text.meets(_LIVING):
        for match in _LIVES_PLAIN.finditer(text.plain):
            yield from _place(match)


def _place(match: re.Match[str]) -> Iterator[Found]:
    name = match[1].lower()
    if name not in LARGE and name not in VILLAGES and name not in _NO_PLACE:
        yield Found(match.start(1), match.end(1), Kind.PLACE)


def _phrases(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Phrases by the longest word of each, which is seldom anything else."""
    by_word: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_word.setdefault(max(WORD.findall(phrase), key=len), []).append(phrase)
    return {word: tuple(several) for word, several in by_word.items()}


def _runs(text: Text, phrases: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where one of these phrases stands."""
    for word in text.words & phrases.keys():
        for phrase in phrases[word]:
            start = text.plain.find(phrase)
            while start >= 0:
                end = start + len(phrase)
                if not (
                    text.plain[start - 1 : start].isalnum() or text.plain[end : end + 1].isalnum()
                ):
                    yield start, end
                start = text.plain.find(phrase, end)


_VILLAGES: Final = _phrases(VILLAGES)
_RARE: Final = _phrases(RARE)
SIGNS: Final = frozenset(_VILLAGES) | frozenset(_RARE) | _LIVING | _SYNDROMES | _OF_FAMILIES
"""Without one of these, and without a capital inside, only addresses and children are found."""


def conditions(text: Text) -> Iterator[Found]:
    """What few people have."""
    plain = text.plain
    if text.meets(_SYNDROMES):
        for found in _SYNDROME.finditer(plain):
            if found[2] not in COMMON:
                yield Found(found.start(1), found.end(1), Kind.CONDITION)
    for start, end in _runs(text, _RARE):
        word = plain[start:end]
        had = word not in NEEDS_CONTEXT or _HAS.search(plain, 0, start) is not None
        if word == "als":
            clear = text.straight[start:end] == "ALS" and not text.shouted
            ended = plain[end:].lstrip()[:1] in _ENDED
            had = clear or (ended and had)
        if had:
            yield Found(start, end, Kind.CONDITION)


def children(text: Text) -> Iterator[Found]:
    """More children than most have."""
    if "kinderen" in text.said and text.meets(_OWNERS):
        for found in _MANY.finditer(text.plain):
            yield Found(found.start(1), found.end(1), Kind.FAMILY)


def families(text: Text) -> Iterator[Found]:
    """A relation with something that few have."""
    if not text.meets(_OF_FAMILIES):
        return
    for found in _MULTIPLE.finditer(text.plain):
        yield Found(found.start(1), found.end(1), Kind.FAMILY)
    for found in _OFFICE.finditer(text.plain):
        yield Found(found.start(1), found.end(1), Kind.FAMILY)
