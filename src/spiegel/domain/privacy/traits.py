"""What a sentence tells of somebody's life: harmless by itself, and together it may be one person.

A village, a trade and an illness say nothing apart. Who reads all three of one person, and lives
nearby, knows who it is. These rules look for little and say only of what kind it is; which words one
person said together is for `domain/consent/together.py`.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.conditions import NEEDS_CONTEXT, RARE
from spiegel.domain.privacy.found import Kind
from spiegel.domain.privacy.places import LARGE
from spiegel.domain.privacy.recognise import recognise
from spiegel.domain.privacy.text import Text


class Trait(StrEnum):
    """Of what kind it is."""

    PLACE = "place"
    WORK = "work"
    HEALTH = "health"
    FAMILY = "family"
    AGE = "age"
    HOME = "home"
    ORIGIN = "origin"
    PUBLIC = "public"


_JOBS: Final = (
    "accountant|advocaat|ambtenaar|apotheker|architect|bakker|barman|beeldhouwer|bibliothecaresse|boekhouder|boekhoudster|boer|"
    "boerin|boswachter|brandweerman|burgemeester|buschauffeur|caissiere|chauffeur|conducteur|coupeuse|dierenarts|"
    "directeur|dirigent|docent|docente|dominee|elektricien|fotograaf|fysiotherapeut|glazenwasser|havenarbeider|"
    "huisarts|imker|ingenieur|journalist|juf|kapper|kapster|kapitein|kleermaker|kleuterleidster|kok|koster|kraamverzorgster|"
    "kunstenaar|kunstenares|lasser|leraar|lerares|loodgieter|machinist|makelaar|marinier|marktkoopman|melkboer|metselaar|mijnwerker|"
    "militair|monteur|musicus|muzikant|naaister|notaris|onderwijzer|onderwijzeres|organist|pastoor|piloot|politieagent|"
    "postbode|programmeur|rechter|rijinstructeur|schilder|schipper|schoenmaker|schoonmaakster|schoonmaker|schrijver|secretaresse|"
    "serveerster|slager|smid|stewardess|stratenmaker|stukadoor|tandarts|timmerman|trambestuurder|treinmachinist|tuinder|tuinman|"
    "verloskundige|verpleegkundige|verpleegster|verpleger|visser|vrachtwagenchauffeur|vroedvrouw|wethouder|winkelier"
)
_TRADE: Final = pattern(
    rf"\b(?:ben|was|werk(?:te)? als|gewerkt als|heb als|altijd|vroeger)\s+(?:een\s+|altijd\s+|vroeger\s+)?(?:{_JOBS})\b"
    rf"|\b(?:{_JOBS})\s+(?:geweest|van beroep)\b"
    r"|\b(?:mijn|onze)\s+(?:eigen\s+)?(?:winkel|zaak|bedrijf|kapsalon|praktijk|camping|cafe|restaurant|slagerij|bakkerij|garage)\b"
)
_YEARS: Final = r"(?:\d{2}|tien|twaalf|vijftien|twintig|vijfentwintig|dertig|vijfendertig|veertig|vijfenveertig|vijftig)"
_CAREER: Final = pattern(
    rf"\b{_YEARS}\s+jaar\b[^.!?]{{0,50}}\b(?:gewerkt|lesgegeven|gevaren|bestuurd|gebouwd|verkocht|planningen|lesgaf|geleid)\b"
)
_HEALTH: Final = frozenset(
    (
        "als alzheimer parkinson dementie dement ms diabetes suikerziekte reuma kanker leukemie hersenbloeding beroerte cva "
        "herseninfarct hersenletsel nah epilepsie autisme autistisch adhd psychose psychotisch borderline bipolair depressie depressief "
        "spierziekte hartfalen copd blind slechtziend doof slechthorend rolstoel scootmobiel verslaafd verslaving "
        "dwarslaesie amputatie geamputeerd prothese nierdialyse dialyse stoma longziekte taaislijmziekte darmkanker borstkanker "
        "chemo chemokuur hartinfarct fibromyalgie lyme crohn ptss eetstoornis schizofrenie stemmen-horen"
    ).split()
) - {"als", "stemmen-horen"}
_RARE: Final = pattern(
    r"\b(?:" + "|".join(re.escape(one) for one in sorted(RARE - NEEDS_CONTEXT)) + r")\b"
)
_SYNDROME: Final = pattern(r"\b(?:syndroom|ziekte) van [a-z]{3,}")
_FAMILY: Final = pattern(
    r"\b(?:weduwe|weduwnaar|gescheiden|tweeling|drieling|pleeg(?:kind|kinderen|zoon|dochter)|geadopteerde?|adoptie(?:kind|zoon|dochter)|"
    r"alleenstaande (?:moeder|vader)|enig kind|geen kinderen|"
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|[2-9]) (?:kinderen|zonen|zoons|dochters|broers|zussen|jongens|meiden|kleinkinderen))\b"
    r"|\b(?:mijn|onze) (?:man|vrouw|zoon|dochter|partner)\b[^.!?]{0,25}\b(?:overleden|gestorven|verongelukt)\b"
    r"|\bsinds (?:zij|hij) er niet meer is\b"
)
_HOME: Final = pattern(
    r"\b(?:op|in|van) (?:een|de|mijn|onze) (?:oude )?(?:woonboot|woonwagen|boerderij|pastorie|hofje|asielzoekerscentrum|azc|daklozenopvang|"
    r"maatschappelijke opvang|kazerne|klooster|molen)\b"
)
_PEOPLES: Final = (
    "turks marokkaans surinaams syrisch pools oekraiens indisch moluks antilliaans somalisch eritrees chinees afghaans iraans "
    "iraaks koerdisch armeens vietnamees roemeens bulgaars ethiopisch ghanees kaapverdisch hindoestaans".split()
)
_ORIGIN: Final = pattern(
    rf"\b(?:{'|'.join(_PEOPLES)})e?\b|\b(?:moslim|moslima|hindoe|joodse?|jehova's? getuige|sinti|roma-familie|gevlucht|vluchteling)\b"
)
_PUBLIC: Final = pattern(
    r"\bin de (?:krant|gemeenteraad)\b|\bop (?:de )?(?:tv|televisie)\b|\b(?:rechtszaak|gevangenis|lintje|kampioen)\b"
)
_IN: Final = pattern(
    r"(?<![.!?\"“] )\b(?:[Ii]n|[Uu]it)\s+((?:(?:De|Het|Den|Sint)\s+)?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)"
)
_NO_PLACE: Final = frozenset(
    "god excel word teams digid wmo wlz maart mei nederland nederlands engels duits frans turks arabisch spiegel europa".split()
)


@lru_cache(maxsize=16_384)
def traits(text: str) -> frozenset[Trait]:
    """Of what kinds something in this text tells of somebody."""
    return frozenset(_found(text))


def _found(text: str) -> list[Trait]:
    seen = Text(text)
    plain = seen.plain
    found = [trait for trait, rule in _RULES if rule.search(plain)]
    if seen.meets(_HEALTH) or _SYNDROME.search(plain) or _RARE.search(plain):
        found.append(Trait.HEALTH)
    if places(text):
        found.append(Trait.PLACE)
    if any(one.kind in (Kind.AGE, Kind.BIRTH) for one in recognise(text)):
        found.append(Trait.AGE)
    return found


_RULES: Final = (
    (Trait.WORK, _TRADE),
    (Trait.WORK, _CAREER),
    (Trait.FAMILY, _FAMILY),
    (Trait.HOME, _HOME),
    (Trait.ORIGIN, _ORIGIN),
    (Trait.PUBLIC, _PUBLIC),
)


def places(text: str) -> tuple[str, ...]:
    """The small places and parts of a town in a text, in small letters; no large ones."""
    if " in " not in text.lower() and " uit " not in text.lower() and not text[:4].strip():
        return ()
    named = [found.casefold() for found in _IN.findall(text)]
    named += [
        text[one.start : one.end].casefold() for one in recognise(text) if one.kind is Kind.PLACE
    ]
    return tuple(one for one in named if one not in LARGE and one not in _NO_PLACE)
