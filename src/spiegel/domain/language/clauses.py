"""How a sentence is built: passive, auxiliaries upon each other, subordinate clauses.

Seen by the words alone: Dutch puts the participle of a passive in the same clause as "worden", and
begins a subordinate clause with a word that seldom means anything else.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from spiegel.domain.language.sentences import Word
from spiegel.domain.patterns import pattern

Run = tuple[Word, ...]
"""Words that belong to a finding, in their order."""

_PASSIVE: Final = frozenset(["word", "wordt", "worden", "werd", "werden"])
_BEING: Final = frozenset(("is zijn was waren bent ben").split())
_HAVING: Final = frozenset(("heb hebt heeft hebben had hadden is zijn was waren bent ben").split())
_FINITE: Final = _HAVING | frozenset(
    (
        "kan kunt kunnen moet moeten mag mogen wil wilt willen gaat gaan komt komen doet doen "
        "krijgt krijgen"
    ).split()
)
_JOINS: Final = frozenset(["en", "of", "maar", "want"])
_MODALS: Final = frozenset(
    (
        "zal zult zullen zou zouden kan kunt kunnen kon konden moet moeten moest moesten mag mogen "
        "mocht mochten wil wilt willen"
    ).split()
)
_SHALL: Final = frozenset(["zal", "zult", "zullen", "zou", "zouden"])
_CERTAIN: Final = frozenset(
    (
        "omdat doordat zodat opdat voordat nadat totdat hoewel ofschoon terwijl indien mits tenzij "
        "aangezien zolang zodra alvorens teneinde wanneer zover"
    ).split()
)
_WHERE: Final = frozenset(
    (
        "waarbij waarmee waardoor waarin waarvan waarvoor waarop waaruit waarover waarna waaraan "
        "waarom waartoe waaronder wie wat hoe welke welk waar"
    ).split()
)
_ASKING: Final = frozenset("weten vragen vraagt weet bekijken kijken zien".split())
_SUBJECTS: Final = frozenset(
    (
        "u je jij ik wij we hij zij ze het er de een uw dat dit deze die iemand niemand iedereen "
        "mensen jullie men mijn ons onze uzelf alle elke geen niet daar sommige"
    ).split()
)
_BEFORE: Final = frozenset(
    (
        "op in aan bij voor van met over door na naar tot uit om en of is zijn was waren dan ook u "
        "wij we ik zij ze hij het er niet al wel nu alleen dat dit"
    ).split()
)
_ARTICLES: Final = frozenset(
    (
        "de het een uw ons onze alle deze dit die dat elke elk iedere andere mijn zijn haar hun "
        "enige veel mensen degene degenen"
    ).split()
)
_PREFIXES: Final = (
    "aan op langs weer stop kwijt af bij binnen door goed in klaar los mee na neer om onder "
    "open over samen tegen terug "
    "thuis toe uit vast voor vrij weg terecht bekend gelijk schoon plaats bloot"
).split()
_STRONG: Final = (
    "gegeven genomen gekregen gezien gedaan geschreven gelezen gekozen gesproken geholpen "
    "gevonden gebonden gezonden getrokken gesloten gehouden gelaten geboden gedragen geroepen "
    "gewezen gezet gekeken gegeten gewassen gebeten gestoken gehangen gesneden gegoten "
    "geschoten gewonnen gedronken geworven geschonken gedwongen gezonken gestolen geslagen "
    "gevangen gevraagd geraden gebeden gemeten gevallen gelegen gebleken verstreken genoten "
    "getroffen geschapen geheven gewogen gezongen besproken besloten bekeken begrepen bevonden "
    "bevolen bewezen beschreven betrokken bedragen begonnen behouden beraden beschouwd benomen "
    "bestolen verloren verkregen vergeten vergeleken verzonden verboden verbonden verdreven "
    "verkozen vernomen verwezen verstaan vertrokken vervangen vervallen verlaten voorgeschreven "
    "ondervonden ondernomen onderzocht onderhouden onthouden ontnomen ontvangen ontslagen "
    "ontsloten ontbonden overlegd overwogen overgenomen overeengekomen herzien herroepen "
    "vastgelegd misbruikt volbracht voltooid aanvaard goedgevonden"
).split()
_ENDS_STRONG: Final = frozenset(_STRONG)
_WEAK: Final = pattern(
    rf"(?:{'|'.join(_PREFIXES)})*(?:ge[a-zëïöüé]{{2,}}"
    r"|(?:be|ver|her|ont|er|over|onder|voor)[a-zëïöüé]{3,}|[a-zëïöüé]{2,}eer)[dt]"
)
_NO_PARTICIPLE: Final = frozenset(
    (
        "gebied geduld geld geluid gezicht gewicht gericht gezond bericht bekend beperkt bereid "
        "beroemd bezet bewust bezorgd gedicht gerecht gevecht gebit gebed genot gemoed gehecht "
        "geschikt gewoond verkeerd verstand verband verdriet verschillend verdrag verlicht veld "
        "ervaart verbaasd verward gegevens geschiedenis vereist overheid voorraad "
        "onderwijst gewend "
        "verliefd verkouden bekwaamheid bericht beest best beurt bent vert ernst herfst "
        "ergst eerst "
        "meest overmoed voorbeeld onderdeel beleid bezit besluit belangrijkst verstandig overlast "
        "onthoud gebeurt geeft gelooft gebruikt beseft bepaalt betekent belt betaalt bestaat "
        "behoort verdient vertelt verandert vergeet verwacht gehandicapt gespannen getrouwd "
        "gescheiden bezwaard bejaard gebrekt oververmoeid vermoeid keert leert weert geert meert "
        "beheert ontbeert verkeert eert"
    ).split()
)
"""What looks like a participle and is a noun, an adjective, or the present of a verb."""
_PRESENT_TOO: Final = frozenset(["gebruikt", "verwacht", "betaald", "betaalt"])
"""Both a participle and the present: beside "worden" it is the first."""


def clauses(words: Sequence[Word], text: str) -> Iterator[Run]:
    """The words between commas and conjunctions with a verb of their own."""
    begun: list[Word] = []
    for at, word in enumerate(words):
        if begun and _breaks(words, at, text):
            yield tuple(begun)
            begun = []
        begun.append(word)
    if begun:
        yield tuple(begun)


def _breaks(words: Sequence[Word], at: int, text: str) -> bool:
    word = words[at].text.lower()
    if any(sign in ",;:()" for sign in text[words[at - 1].end : words[at].start]):
        return True
    if word in _CERTAIN or (word == "als" and _begins(words, at)):
        return True
    ahead = words[at + 1 : at + 7] if word in _JOINS else ()
    return any(one.text.lower() in _FINITE for one in ahead)


@lru_cache(maxsize=8192)
def _participle(word: str) -> bool:
    if word in _PRESENT_TOO or word in _ENDS_STRONG:
        return True
    if word in _NO_PARTICIPLE:
        return False
    if _WEAK.fullmatch(word) is not None:
        return True
    return any(
        word.startswith(prefix) and word[len(prefix) :] in _ENDS_STRONG for prefix in _PREFIXES
    )


def passives(found: Sequence[Run]) -> Iterator[Run]:
    """Forms of "worden" with a participle in the same clause, and "is ... door"."""
    for clause in found:
        low = [word.text.lower() for word in clause]
        done = [at for at, word in enumerate(low) if _participle(word)]
        for at, word in enumerate(low):
            if word in _PASSIVE and done and clause[at].text != "Word":
                beside = min(done, key=lambda one: abs(one - at))
                yield (clause[min(at, beside)], clause[max(at, beside)])
                break
            if word in _BEING and "door" in low and any(one != at for one in done):
                last = max(done[-1], low.index("door"))
                yield (clause[min(at, last)], clause[max(at, last)])
                break


def piles(found: Sequence[Run]) -> Iterator[Run]:
    """Auxiliaries upon each other in one clause: "zou kunnen worden", "zullen moeten".

    "Wat zou u anders willen?" has no other verb, and is none.
    """
    for clause in found:
        low = [word.text.lower() for word in clause]
        modal = [at for at, word in enumerate(low) if word in _MODALS]
        if not modal:
            continue
        others = [
            at
            for at, word in enumerate(low)
            if word in ("worden", "hebben", "zijn") and at > modal[0]
        ]
        shall = low[modal[0]] in _SHALL and any(
            low[at] == "worden" or (low[at] in ("hebben", "zijn") and any(map(_participle, low)))
            for at in others
        )
        wish = len(modal) == 2 and low[-1] == "willen" and low[modal[0]] in _SHALL
        if (len(modal) > 1 and not wish) or shall:
            last = max(*modal, *others) if others or len(modal) > 1 else modal[0]
            yield (clause[modal[0]], clause[last])


def subordinates(words: Sequence[Word], text: str) -> list[Word]:
    """The words with which subordinate clauses begin."""
    return [word for at, word in enumerate(words) if _subordinates(words, at, text)]


def _subordinates(words: Sequence[Word], at: int, text: str) -> bool:
    word = words[at].text.lower()
    if word in _CERTAIN:
        return word != "wanneer" or at > 0 or not _asks(words, text)
    if word == "als":
        return _begins(words, at)
    if at == 0:
        return word == "toen" and _begins(words, at)
    comma = "," in text[words[at - 1].end : words[at].start]
    before = words[at - 1].text.lower()
    if word == "dat":
        return _begins(words, at) and before not in (
            "op",
            "van",
            "in",
            "aan",
            "met",
            "voor",
            "is",
            "en",
        )
    if word == "die":
        return comma or (before not in _BEFORE and _noun_before(words, at))
    if word == "of":
        return comma or (before in _ASKING and _begins(words, at))
    if word in _WHERE:
        return comma or (
            before not in ("en", "of", "op", "in")
            and (_begins(words, at) or word.startswith("waar"))
        )
    return False


def _begins(words: Sequence[Word], at: int) -> bool:
    """Whether what follows can be the subject of a clause."""
    return at + 1 < len(words) and words[at + 1].text.lower() in _SUBJECTS


def _noun_before(words: Sequence[Word], at: int) -> bool:
    return any(word.text.lower() in _ARTICLES for word in words[max(0, at - 4) : at])


def _asks(words: Sequence[Word], text: str) -> bool:
    return text[words[-1].end : words[-1].end + 1] == "?"
