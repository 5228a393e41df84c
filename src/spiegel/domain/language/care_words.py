"""Words of the field, and what they mean in plain Dutch, for who does not work there.

The list is our own, and holds what is so wherever the words are used. A line is `word, another form
= what it means`. A form of several words is looked for as a whole; one with a star in front or behind
goes on there, as in *wijkteamcoördinator*. Behind `bij` stands a word without which it may well mean
something else, and is not explained.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Final

import msgspec

_WORDS: Final = """
aanvraag, aanvragen bij wmo = vragen om hulp waarover de gemeente een besluit moet nemen
aanspreekpunt, aanspreekpunten = vaste persoon bij wie u terecht kunt met vragen
adviesraad = groep inwoners of cliënten die advies geeft
algemene voorziening, algemene voorzieningen = hulp waar iedereen in de gemeente gebruik van mag maken
ambulant, ambulante = hulp waarbij iemand thuis blijft wonen
bejegening = hoe mensen met iemand omgaan
beschermd wonen = wonen met hulp dichtbij, voor mensen met psychische problemen
beschikking, beschikkingen = brief met een besluit van de gemeente of een andere instantie
besluit, besluiten bij wmo = brief waarin staat welke hulp iemand krijgt, of waarom niet
bewindvoerder, bewindvoerders = iemand die van de rechter het geld van een ander beheert
bijstand, bijstandsuitkering = uitkering van de gemeente voor wie te weinig geld heeft om van te leven
cak = organisatie waaraan mensen de eigen bijdrage voor hulp of zorg betalen
casemanager, casemanagers = vaste persoon die alle zorg voor iemand op elkaar afstemt
ciz = organisatie die beslist of iemand zorg uit de Wlz krijgt
cliëntenraad = groep cliënten die meepraat over hoe een organisatie werkt
cliëntondersteuner, *clientondersteuner, *cliëntondersteuner, *cliëntondersteuners, cliëntondersteuning, clientondersteuning = iemand die meedenkt over hulp en meegaat naar gesprekken; dat is gratis
*consulent, *consulenten = medewerker die met mensen bespreekt welke hulp nodig is
crisisdienst = dienst die dag en nacht helpt als het opeens heel slecht met iemand gaat
dagbesteding, dagopvang = vaste plek om overdag iets te doen, met begeleiding
eigen bijdrage, eigen bijdragen = deel van de kosten van hulp of zorg dat iemand zelf betaalt
ergotherapeut, ergotherapie = helpt om dagelijkse dingen weer te kunnen, ook met aanpassingen thuis
ervaringsdeskundige, ervaringsdeskundigen = iemand die zelf meemaakte waar het over gaat, en daarmee anderen helpt
fact team, fact teams = groep hulpverleners die mensen met ernstige psychische problemen thuis helpt
parkeerkaart, gehandicaptenparkeerkaart = kaart waarmee wie slecht loopt dichtbij mag parkeren
ggz = geestelijke gezondheidszorg: hulp bij psychische problemen
herindicatie, herindicaties = opnieuw bekijken welke zorg iemand nodig heeft
indicatie, indicaties = besluit over welke zorg iemand nodig heeft
intake, intakes, intakegesprek, intakegesprekken = eerste gesprek, om te horen wat iemand nodig heeft
jeugdhulp, jeugdzorg = hulp voor kinderen, jongeren en hun ouders
keukentafelgesprek, keukentafelgesprekken = gesprek bij iemand thuis over welke hulp nodig is
laaggeletterd, laaggeletterden, laaggeletterdheid = moeite met lezen, schrijven of rekenen
maatschappelijk werker, maatschappelijk werk, maatschappelijk werkers, maatschappelijk werkster = helpt bij problemen thuis, met geld of met wonen
maatwerkvoorziening, maatwerkvoorzieningen = hulp die de gemeente voor één persoon regelt
mantelzorg*, *mantelzorger, *mantelzorgers = lang zorgen voor iemand die u na staat; wie dat doet, is mantelzorger
melding, meldingen bij wmo = aan de gemeente laten weten dat er hulp nodig is
netwerk, sociaal netwerk = de mensen om iemand heen: familie, vrienden, buren
ondersteuningsplan, zorgplan, zorgplannen = plan waarin staat welke hulp iemand krijgt, en van wie
palliatieve zorg, palliatief, palliatieve = zorg voor mensen die niet meer beter worden
participatiewet = wet over bijstand, en over hulp bij het vinden van werk
persoonsgebonden budget, pgb = geld waarmee iemand zelf hulp kiest en betaalt
poh = praktijkondersteuner: werkt bij de huisarts en helpt mensen met een lange ziekte of psychische klachten
polikliniek, poli = deel van het ziekenhuis waar mensen komen voor een onderzoek of gesprek
regiotaxi = vervoer van deur tot deur, voor wie niet goed met bus of trein kan
respijtzorg = iemand anders neemt de zorg een tijdje over, zodat de mantelzorger kan uitrusten
schuldhulpverlening, schuldhulp = hulp van de gemeente bij schulden
seh, spoedeisende hulp = deel van het ziekenhuis voor wie meteen hulp nodig heeft
sociaal domein = alles wat de gemeente doet aan zorg, werk en jeugdhulp
svb = Sociale Verzekeringsbank: betaalt onder meer AOW en kinderbijslag, en rekeningen van een pgb
terugkoppeling = laten weten wat er met iets is gedaan
thuiszorg = zorg en hulp bij mensen thuis
transferverpleegkundige, transferverpleegkundigen = verpleegkundige in het ziekenhuis die zorg voor thuis regelt
triage = bepalen wie het eerst geholpen wordt
uwv = organisatie die uitkeringen regelt voor wie geen werk heeft of door ziekte niet kan werken
wajong = uitkering voor wie al jong een ziekte of beperking kreeg en daardoor niet kan werken
werkvoorraad = alle vragen die nog wachten op een antwoord
wia = uitkering voor wie lang ziek is en daardoor minder of niet kan werken
wijkteam* = groep hulpverleners in een wijk, bij wie mensen terecht kunnen met vragen over hulp
wijkverpleegkundige, wijkverpleegkundigen, wijkverpleging = verpleegkundige die bij mensen thuis komt
wlz = Wet langdurige zorg: voor wie altijd zorg dichtbij nodig heeft, dag en nacht
wmo = Wet maatschappelijke ondersteuning: hulp om thuis te wonen en mee te doen
wmo toegang = waar mensen de gemeente om hulp kunnen vragen
zorg in natura = zorg die voor iemand wordt geregeld en betaald; met een pgb regelt iemand die zelf
zorgkantoor, zorgkantoren = organisatie die in een streek de zorg uit de Wlz regelt
zvw = Zorgverzekeringswet: over zorg die de zorgverzekering betaalt, zoals van huisarts en ziekenhuis
"""
_NAMES: Final[Mapping[str, str]] = {
    name.casefold(): name
    for name in ("Wmo", "Wlz", "Zvw", "CAK", "CIZ", "SVB", "UWV", "WIA", "Wajong", "POH", "SEH")
} | {"participatiewet": "Participatiewet", "wmo toegang": "Wmo-toegang", "fact team": "FACT-team"}
"""How words are written that do not stand in small letters."""
_SIGNS: Final = b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_APART: Final = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
_APART_TOO: Final = "‘’“”„«»…–—\xa0"
"""What stands between words. A report is taken apart as bytes: that takes a sixth of the time."""


class CareWord(msgspec.Struct, frozen=True):
    """A word, how else it may stand in a text, and what it means. near: see the lines above."""

    word: str
    forms: tuple[str, ...]
    means: str
    near: str = ""


class Words:
    """The words of a text, to ask which of these stand in it. found: one by one, as compared."""

    def __init__(self, text: str) -> None:
        text = text.casefold()
        for sign in _APART_TOO:
            text = text.replace(sign, " ")
        apart = text.encode("utf-8", "surrogatepass").translate(_APART)
        self.found = apart.decode("utf-8", "surrogatepass").split()
        self._all = set(self.found)

    @cached_property
    def _each(self) -> str:
        """Each word once, on a line of its own."""
        return "\n{}\n".format("\n".join(self._all))

    @cached_property
    def _text(self) -> str:
        return f" {' '.join(self.found)} "

    def has(self, form: str) -> bool:
        """Whether it stands there, in the notation of the list; capitals and hyphens are no matter."""
        if form.endswith("*") or form.startswith("*"):
            stem = form.strip("*")
            return (f"\n{stem}" if form.endswith("*") else f"{stem}\n") in self._each
        first, _space, more = form.partition(" ")
        return first in self._all and (not more or f" {form} " in self._text)


@cache
def care_words() -> tuple[CareWord, ...]:
    """All of them."""
    return tuple(_read(line) for line in _WORDS.strip().splitlines())


def _read(line: str) -> CareWord:
    named, _sign, means = line.partition(" = ")
    named, _sign, near = named.partition(" bij ")
    forms = tuple(form.strip() for form in named.split(","))
    word = forms[0].strip("*")
    return CareWord(_NAMES.get(word, word), forms, means, near)


def in_text(words: Words) -> list[CareWord]:
    """Those of these words that stand in a text."""
    return [
        one
        for one in care_words()
        if (not one.near or words.has(one.near)) and any(map(words.has, one.forms))
    ]
