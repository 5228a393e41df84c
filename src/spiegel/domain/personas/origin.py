"""Whether a sentence says nothing of somebody but an age or an origin, as a stereotype does."""

from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.words import folded

_WORD: Final = pattern(r"[^\W_]+(?:['-][^\W_]+)*")
_ORIGIN: Final = (
    r"turk(?:s|se|en|in|ije)?|marokk(?:o|aan|aans|aanse|anen)|surina(?:me|mer|mers|ams|amse)"
    r"|antilli(?:aan|aans|aanse|anen)|indonesi\w*|moluk\w*|som(?:alie|alier|aliers|alisch|alische)"
    r"|syri(?:e|er|ers|sch|sche)|irak\w*|iran\w*|afghaan\w*|afghan\w*|eritre\w*|ethiopi\w*|pol(?:en)?"
    r"|pools|poolse|oekrain\w*|bulga\w*|roemen\w*|roemeens\w*|russ\w*|chin(?:a|ees|ese|ezen)|afrika\w*"
    r"|arab\w*|nederlander|nederlanders|nederland|nederlands|nederlandse|hollands|hollandse"
    r"|allochto\w*|autochto\w*|buitenland|buitenlander\w*|buitenlands\w*|migrant\w*|immigrant\w*"
    r"|vluchteling\w*|statushouder\w*|asielzoeker\w*|moslim\w*|islamitisch\w*|hindoe\w*|afkomst"
    r"|nationaliteit|generatie|turk(?:ey|ish)|morocc\w*|syrian?|somali\w*|polish|dutch"
    r"|refugees?|migrants?|foreign\w*|immigrants?"
)
_AGE: Final = (
    r"jong|jonge|jonger|jongere|jongeren|oud|oude|ouder|oudere|ouderen|bejaard\w*|senior\w*|puber\w*"
    r"|tiener\w*|leeftijd|jaar|jarig\w*|(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig"
    r"|negentig)(?:er|ers|plusser|plussers)?|plusser\w*|hoogbejaard\w*|\d+|old|elderly|young|aged?"
    r"|years?|teenagers?|pensioners?"
)
_SAYS_NOTHING: Final = (
    "ik ben was een de het en of met van uit in op als mijn me mij wij we ons onze zijn is ook nog "
    "al heel erg echt echte gewoon gewone man vrouw mens iemand persoon meisje jongen dame heer "
    "kom kwam komt komen kwamen geboren tweede derde oorspronkelijk achtergrond land familie "
    "ouders dus want nou eenmaal "
    "typisch typische niet meer nu rond ongeveer bijna ruim "
    "i am a an the and of from my we are is was in born man woman person very just by background"
)
_EMPTY: Final = frozenset(_SAYS_NOTHING.split())
_SAID: Final = pattern(rf"(?:{_ORIGIN}|{_AGE})")
_ALL_OF_THEM: Final = (
    rf"(?:{_ORIGIN}|turken|marokkanen|ouderen|oudere|bejaarden|jongeren|jongere|pubers|senioren|tieners"
    r"|elderly|young|old|teenagers|pensioners)"
)
_GENERAL: Final = pattern(
    rf"(?<!\w)(?:(?:typisch|typische|alle|elke|iedere|zoals(?: alle| veel| andere)?|net als(?: alle"
    rf"| andere)?|wij|all|every|typical|typically|like (?:all|other|most)|we) {_ALL_OF_THEM}"
    rf"|als {_ALL_OF_THEM} (?:ben|heb|moet|word|kun|kan|wil|mag|hoor) je"
    rf"|{_ALL_OF_THEM} (?:zijn|hebben|willen|kunnen) (?:nu|nou) eenmaal)(?!\w)",
)


def only_age_or_origin(words: str) -> bool:
    """Whether words say of somebody only how old, or from where; or speak of all of those."""
    plain = folded(words)
    said = [word for word in _WORD.findall(plain) if word not in _EMPTY]
    if said and all(_SAID.fullmatch(word) for word in said):
        return True
    return _GENERAL.search(plain) is not None
