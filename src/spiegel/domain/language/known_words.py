"""Words of more than three syllables that people know all the same."""

from functools import lru_cache
from typing import Final

from spiegel.domain.language.syllables import syllables
from spiegel.domain.patterns import pattern

MOST: Final = 3
"""Syllables of a word that is read at once (dossier 6.2)."""

_KNOWN: Final = frozenset(
    # Care and the town hall.
    "leverancier leveranciers reflectiekaart reflectiekaarten eigenaarschap motivatie "
    "betekenen betekende betekenden betekenis document documenten vragenronde aanbeveling "
    "aanbevelingen samenvatting samenvoegen vergelijken vergeleken onbekende aantekeningen "
    "aantekening verbeteractie verbeteracties verslaglegger aanwezigheid eerstvolgende "
    "bijzonderheden gemiddelde letterlijke beschadigde versnellingssessie cliëntronde "
    "mantelzorger mantelzorgster mantelzorgers huishoudelijk huishoudelijke huishouden "
    "begeleiding begeleider begeleiders begeleidster gemeente gemeentes gemeenten gemeentehuis "
    "gemeentelijk gemeentelijke gemeenteraad medewerker medewerkers medewerkster wijkmedewerker "
    "maatschappelijk maatschappelijke ondersteuning verpleegkundige verpleegkundigen "
    "verpleeghuizen verzorgingshuis bewonersavond hulpverlener hulpverleners fysiotherapie "
    "fysiotherapeut ergotherapeut apotheker medicijnen medicatie vrijwilliger vrijwilligers "
    "vrijwilligerswerk professional professionals deelnemer deelnemers deelneemster toehoorder "
    "toehoorders gespreksleider gespreksleiders gespreksleidster spiegelgesprek spiegelgesprekken "
    "bijeenkomst bijeenkomsten uitnodiging uitnodigingen afspraken aanvraagformulier formulieren "
    "formulier verzekering verzekeringen zorgverzekering zorgverzekeraar verzekeraar revalidatie "
    "rolstoelvervoer ziekenhuizen ziekenhuisbezoek ziekenvervoer familie familielid familieleden "
    "kinderopvang dagbesteding logeerhuizen overlijden overleden telefonisch telefonische "
    "telefoneren telefoonnummer telefoonnummers openbaar openbare vergoeding reiskostenvergoeding "
    "cliëntenraad adviesraad uitkering uitkeringen bijstandsuitkering huurtoeslag inwoner "
    "inwoners bewoner bewoners eigenaar januari februari augustus informatie organisatie "
    "organisaties activiteit activiteiten situatie situaties ervaring ervaringen belangrijke "
    "belangrijker belangrijkste moeilijke moeilijker moeilijkste makkelijke makkelijker "
    "makkelijkste eigenlijk eigenlijke natuurlijk natuurlijke natuurlijker duidelijke duidelijker "
    "duidelijkste eerlijke eerlijker vriendelijke vriendelijker persoonlijk persoonlijke "
    "persoonlijker vertrouwelijk vertrouwelijke mogelijkheid mogelijkheden mogelijke onmogelijk "
    "onmogelijke waarschijnlijk gezamenlijk gezamenlijke verschillend verschillende verandering "
    "veranderingen verbetering verbeteringen veranderen veranderde veranderden veranderd "
    "verbeteren verbeterde verbeterden verbeterd herinneren herinnering herinneringen "
    "ontwikkeling ontwikkelingen vergadering vergaderingen vergaderen medelijden onderwerpen "
    "bedoelingen gewoonlijk tegenwoordig iedereen allemaal helemaal ongeveer anderen iemand "
    "uiteindelijk uiteindelijke onderzoeken onderhouden ondertekenen ondertekent ondertekend "
    "handtekening handtekeningen beoordelen beoordeling behandeling behandelingen behandelen "
    "behandelaar behandelaars betalingen rekeningen rekeningnummer vervelende verdrietige "
    "onzekere onzekerheid veiligheid onveilige gezelligheid gezellige eenzaamheid gezondheid "
    "gelegenheid verantwoordelijk verantwoordelijke verantwoordelijkheid hoeveelheid schoonmaken "
    "schoonmaakster schoonmaakhulp boodschappen boodschappenlijst bibliotheek bibliotheken "
    "computers internetpagina televisie supermarkt supermarkten universiteit politie "
    "akkoordverklaring parkeergarage parkeerplaatsen parkeergelegenheid parkeerkosten "
    "openingstijden restaurant keukentafelgesprek keukentafelgesprekken ingewikkeld ingewikkelde "
    "interessant interessante enthousiast enthousiaste bijvoorbeeld voorbereiden voorbereiding "
    "voorbereid zelfstandige onafhankelijk onafhankelijke gemakkelijk gemakkelijke gemakkelijker "
    "vragenlijsten meningen tevredenheid ontevreden tevredener teleurgesteld teleurstelling "
    "emotioneel emoties vertrouwenspersoon contactpersoon contactpersonen contactgegevens "
    "adresgegevens persoonsgegevens geboortedatum identiteitsbewijs rijbewijs mevrouw meneer "
    "burgemeester wethouder wethouders raadsleden begroting eigen aanwezige aanwezigen achteraf "
    "onderdelen onderweg verzamelen opschrijven meeschrijven overnemen voorlezen terugbellen "
    "terugsturen overhandigen opmerkingen opmerking aanmelden aanmelding aanmeldingen afmelding "
    "aanvragen toestemming toestemmingen schaamte alternatieven discussie discussies individueel "
    "materiaal materialen medicijn kwaliteit reparatie reparaties apparaten apparatuur "
    "administratie relatie relaties reactie reacties officieel officiële gelijkwaardig "
    "vanzelfsprekend ontmoetingen ontmoeting verwachtingen verwachting ondervinden bovendien "
    "eindelijk onmiddellijk elektrische elektrisch technische praktische medische sociale "
    "lichamelijk lichamelijke geestelijk geestelijke psychiater psycholoog psychologen "
    "tandartspraktijk huisartsenpraktijk huisartsenpost dokterspraktijk luisteraars luisteraar "
    "vertellingen aandachtspunten onderbreken onderbreekt overleggen overlegt opleidingen "
    "opleiding besluiten bezoekers bezoekster aanpassingen aanpassing woningaanpassing "
    "verhuizingen verhuizing vervoersbedrijf taxivervoer regiotaxi traplift scootmobiel "
    "scootmobielen vertegenwoordiger vertegenwoordigers nederland nederlandse nederlands "
    "amsterdam oost-nederland vandaag evenveel zevenentwintig vijfentwintig eenentwintig "
    "tweeëntwintig vierentwintig zesentwintig zevenendertig vijfenzeventig buurtbewoner "
    "buurtbewoners buurtgenoten samenwerking samenwerken samenwerkt aandacht voorlichting "
    "voorlichtingsavond regelingen alleenstaande alleenstaanden beperkingen beperking ouderen "
    "jongeren gehandicapte gehandicapten invalide parkeerkaart opvoedingen opvoeding "
    "onderwijzeres directeur secretaris secretaresse sollicitatie wekelijkse maandelijks "
    "maandelijkse jaarlijkse dagelijks dagelijkse tijdelijke tijdelijk verpleegkundig binnenkomen "
    "binnenlaten tegenkomen tegenover overeenkomst overeenkomen voorafgaan telefoontje "
    "telefoontjes mailadres e-mailadres emailadres website websites antwoordenvelop enveloppen "
    "vertraging vertragingen bezwaarschrift klachtenformulier klachtencommissie garantie vakantie "
    "vakanties noodzakelijk theater museum piano muziekavond koffieochtend koffiekamer "
    "vergaderzaal ontvangstruimte medebewoners medebewoner huisgenoten kleinkinderen "
    "schoonfamilie echtgenote echtgenoten achterkleinkind achterkleinkinderen weduwnaar partner "
    "verkeersdrempel verwarming elektriciteit energie energierekening energiekosten reparateur "
    "woningbouwvereniging vereniging verenigingen woningcorporatie verhuurder verhuurders "
    "aannemer coronatijd operatie operaties medisch specialist dementie diabetes depressie "
    "psychische lichaamsdelen badkamer slaapkamer eenpersoonskamer woonkamer wandelingen "
    "fietsenmaker maaltijden maaltijdservice warme-maaltijd ervaringsverhalen aangekomen "
    "uitgenodigd uitgenodigde aangevraagd aangevraagde voorgesteld voorgelezen opgeschreven "
    "medegebruikers begeleidt begeleiden begeleidde begeleidden begeleid onbetaalbaar "
    "onbereikbaar bereikbaarheid bereikbare beschikbare betrouwbare herkenbare mogelijkerwijs "
    "voorzichtige voorzichtiger rechtvaardig rechtvaardige aantrekkelijk aantrekkelijke "
    "ondersteunen ondersteunt ondersteunde ondersteund vertrouwen vertrouwde beëindigen "
    "gebruikelijk gebruikelijke tegelijkertijd woensdagmiddag woensdagmorgen woensdagavond "
    "donderdagmiddag donderdagavond zaterdagmiddag maandagmiddag dinsdagmiddag vrijdagmiddag "
    "zondagmiddag maandagmorgen dinsdagmorgen donderdagmorgen vrijdagmorgen woensdagochtend "
    "donderdagochtend dinsdagochtend maandagochtend vrijdagochtend opdrachtgever opdrachtgevers "
    "reageren uitnodigen voorbespreking kennismaking leidinggevende leidinggevenden".split()
)
_PARTS: Final = (
    "mantelzorg huishoud gemeente wijkteam wijk buurt zorg hulp huis thuis gesprek gesprekken "
    "gesprekspapier bijeenkomst avond middag ochtend morgen groep groepen werk werker werkers "
    "plan team teams kaart brief brieven kosten geld nummer nummers formulier lijst huizen "
    "kamer school dag dagen week weken jaar maand tijd tijden vraag vragen spiegel mensen "
    "kinderen ouder ouders familie medewerker medewerkers bewoner bewoners cliënt cliënten "
    "patiënt patiënten bezoek vervoer rijder rit taxi dokter arts artsen verpleeg zieken "
    "ziekenhuis apotheek medicijn medicijnen balie loket centrum kantoor gebouw ruimte zaal "
    "plein straat winkel maaltijd eten drinken koffie lid leden raad bureau lijn spreekuur uur "
    "leider leiders adviseur consulent raadslid deelnemer deelnemers vrijwilliger vrijwilligers"
).split()
_PART: Final = frozenset(_PARTS)
_ENDINGS: Final = ("en", "s", "e", "tje", "tjes")

_DONE: Final = pattern(
    r"(?:aan|af|bij|door|in|langs|mee|na|om|op|over|samen|terug|toe|uit|vast|voor|weg)(?:ge|te)\w+"
)
"""What was done, or is to be done, by a verb in two parts: "afgesproken", "terugbellen"."""


@lru_cache(maxsize=8192)
def is_known(word: str) -> bool:
    """Whether a word in small letters is short enough, is known, or is made of two such words."""
    if syllables(word) <= MOST or word in _KNOWN:
        return True
    if _DONE.fullmatch(word) and syllables(word) == MOST + 1:
        return True
    if "-" in word:
        return all(map(is_known, word.split("-")))
    if any(word.endswith(end) and word[: -len(end)] in _KNOWN for end in _ENDINGS):
        return True
    return any(_joined(word[:at], word[at:]) for at in range(3, len(word) - 2))


def _joined(first: str, second: str) -> bool:
    """Whether a compound is made of two words that people know."""
    bare = first.removesuffix("s") if first not in _PART else first
    return (bare in _PART or bare in _KNOWN) and (second in _PART or second in _KNOWN)
