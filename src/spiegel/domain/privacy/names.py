"""Names of people, with a title or role before them or without."""

from collections.abc import Iterator, Sequence
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.ages import KIN
from spiegel.domain.privacy.first_names import ALSO_WORDS, CLEAR, NEVER_BARE
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.places import LARGE
from spiegel.domain.privacy.shapes import PREFIXES
from spiegel.domain.privacy.surnames import AFTER_A_TITLE, WITH_PREFIX
from spiegel.domain.privacy.surnames import ALSO_WORDS as PLAIN_SURNAMES
from spiegel.domain.privacy.text import Text, Token

TITLES: Final = frozenset(
    (
        "mevrouw mevr mw mej mejuffrouw juffrouw meneer mijnheer menheer heer dhr dr drs ir "
        "ing prof professor mr dokter zuster broeder juf meester pastoor dominee ds pater "
        "imam tante oom opa oma wethouder burgemeester notaris"
    ).split()
)
"""What stands before a name and says little without it; a full stop may follow."""
ROLES: Final = frozenset(KIN.split("|")) | frozenset(
    (
        "wijkverpleegkundige verpleegkundige verzorgende consulent consulente begeleider "
        "begeleidster huisarts arts specialist therapeut fysiotherapeut ergotherapeut "
        "psycholoog psychiater casemanager werker werkster coach wijkcoach teamleider "
        "teamleidster manager collega hulp hulpverlener medewerker medewerkster ambtenaar "
        "klantmanager jobcoach vrijwilliger vrijwilligster chauffeur kapper directeur "
        "voorzitter coordinator adviseur apotheker tandarts leraar lerares docent mentor "
        "stagiair stagiaire clientondersteuner onze vriend vriendin buddy maatje kapelaan "
        "diaken wijkagent agent gezinscoach gezinsvoogd voogd bewindvoerder mantelzorger "
        "bakker slager boer groenteboer melkboer kruidenier timmerman loodgieter smid"
    ).split()
)
"""What people do or are to each other; a name may follow, and often does not."""
_NO_NAME: Final = frozenset(
    (
        "i u uw wmo wlz zvw pgb ggz ggd uwv ciz mee svb wsw wajong nederland nederlands "
        "nederlandse noord zuid oost west centrum jeugd jeugdwet god kerst pasen pinksteren "
        "koningsdag regiotaxi valys spiegelgesprek sociaal sociale team zorg wijk wijkteam "
        "buurtteam gemeente europa europese engels engelse duits duitse frans franse turks "
        "turkse marokkaans marokkaanse arabisch pools poolse surinaams surinaamse limburgs "
        "brabants fries friese gronings de het een en maar dus ik hij zij ze we wij wie wat "
        "waar hoe dan toen daar hier die dat dit er je jij mijn zijn haar ons onze hun met "
        "zonder van voor na bij op in uit over om aan te als of want ook nog al geen niet "
        "niks niemand maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari "
        "februari maart april mei juni juli augustus september oktober november december "
        "internet google facebook whatsapp digid microsoft word excel teams corona covid rode "
        "kruis buurthuis leger heils humanitas zonnebloem alzheimer parkinson mantelzorg bus "
        "trein raad college bestuur"
    ).split()
)
_SAID: Final = frozenset(
    (
        "zei zegt belde belt hielp helpt vroeg vraagt schreef schrijft regelde regelt kwam "
        "vond vindt wist weet luisterde deed"
    ).split()
)
_AWAY: Final = pattern(
    r"\s+van\s+(?:de|het|'t|mijn|ons)\s+(?:balie|loket|wijkteam|thuiszorg|gemeente|wmo|receptie|team|buurtteam|afdeling|zorg|huis|overkant)"
)


def names(text: Text) -> Iterator[Found]:
    """Names in a text."""
    if text.meets(_NAMING):
        for named in _CALLED.finditer(text.plain):
            word = named[1] or named[2]
            at = named.end() - len(word)
            sure = named[1] is not None or (text.straight[at].isupper() and not text.shouted)
            if sure and word not in _NO_NAME and word not in _NOT_CALLED:
                yield Found(at, named.end(), Kind.NAME)
    if not (text.capitals or text.meets(_TRIGGERS) or text.may_begin_with(ALSO_WORDS)):
        return
    tokens = text.tokens
    taken = -1
    for at, token in enumerate(tokens):
        if at <= taken:
            continue
        last = None
        if token.plain in _STARTS:
            last = _titled(text, at)
            if last is None:
                last = _first_name(text, at)
            if last is None:
                last = _surname(text, at)
        if last is None and token.capital:
            last = _initials(text, at)
            if last is None:
                last = _doing(text, at) or _shaped(text, at)
        if last is not None:
            taken = last
            if _is_organisation(text, at, last):
                continue
            yield Found(token.start, tokens[last].end, Kind.NAME)


def _titled(text: Text, at: int) -> int | None:
    """The last token of a title with a name: mevrouw de Vries, wijkverpleegkundige Anja."""
    word = text.tokens[at].plain
    tokens = text.tokens
    if word in TITLES:
        after = at + 1
        while (
            after < len(tokens)
            and tokens[after].plain in TITLES
            and text.close(after - 1, dots=True)
        ):
            after += 1
        after = _over_initials(text, after)
        if after >= len(tokens) or not text.close(after - 1, dots=True):
            return None
        if word == "heer" and (at == 0 or tokens[at - 1].plain not in ("de", "den")):
            return None
        found = _surname_from(text, after, titled=True)
        if found is not None:
            return found
        return _alone(text, after, sure=True)
    if word in ROLES and at + 1 < len(tokens) and text.close(at):
        following = tokens[at + 1]
        if following.plain in CLEAR:
            return _with_surname(text, at + 1)
        if following.plain in ALSO_WORDS and following.plain not in NEVER_BARE:
            plain_after_role = following.plain in _AFTER_ROLE or (
                following.capital and not text.shouted
            )
            return _with_surname(text, at + 1) if plain_after_role else None
        if following.capital and not text.shouted and _is_name_like(following):
            return _with_surname(text, at + 1)
    return None


_AFTER_ROLE: Final = frozenset(
    (
        "roos bas storm iris mark beer frans ernst merel jasmijn amber ruby duif floor lot "
        "jet lies linde rein hazel mees tijl toon"
    ).split()
)


def _alone(text: Text, at: int, *, sure: bool) -> int | None:
    """A word after a title that is a name by itself."""
    token = text.tokens[at]
    if token.plain in CLEAR or token.plain in AFTER_A_TITLE:
        return _with_surname(text, at)
    if token.capital and not text.shouted and _is_name_like(token):
        return _with_surname(text, at)
    if (
        sure
        and _PATRONYMIC.fullmatch(token.plain)
        and token.plain not in ("mensen", "wensen", "grenzen")
    ):
        return at
    return None


_PATRONYMIC: Final = pattern(
    r"[a-z]{2,}(?:[nrtkld]sen|ssens|stra|inga|ema|oglu|zadeh|ian|escu|ski|ska|wicz)"
)


def _first_name(text: Text, at: int) -> int | None:
    """The last token of a first name, with a surname behind it when it has one."""
    token = text.tokens[at]
    word = token.plain
    if word in CLEAR:
        if text.after(at).startswith(("straat", "laan")):
            return None
        return _with_surname(text, at)
    if word not in ALSO_WORDS:
        return None
    if token.capital and not text.shouted:
        if word == "mei" and not text.begins(at):
            before = text.tokens[at - 1].plain if at else ""
            return None if before in _BEFORE_A_MONTH or before.isdigit() else at
        if not text.begins(at):
            return _with_surname(text, at)
        following = text.tokens[at + 1].plain if at + 1 < len(text.tokens) else ""
        if _AWAY.match(text.plain, token.end) or following in _SAID:
            return at
        if (
            at + 1 < len(text.tokens)
            and text.close(at)
            and _surname_from(text, at + 1, titled=False) is not None
        ):
            return _with_surname(text, at)
    return None


_BEFORE_A_MONTH: Final = frozenset(("in sinds na voor tot eind begin half vanaf van medio").split())


def _with_surname(text: Text, at: int) -> int:
    """The last token of a name that begins with this first name."""
    tokens = text.tokens
    if at + 1 >= len(tokens) or not text.close(at):
        return at
    found = _surname_from(text, at + 1, titled=False)
    return at if found is None else found


def _surname_from(text: Text, at: int, *, titled: bool) -> int | None:
    """The last token of a surname that begins here, or None."""
    tokens = text.tokens
    after = at
    while (
        after < len(tokens)
        and after - at < 3
        and tokens[after].plain in PREFIXES
        and text.close(after)
    ):
        after += 1
    if after >= len(tokens):
        return None
    word = tokens[after]
    if after > at:
        prefix = " ".join(each.plain for each in tokens[at:after])
        known = f"{prefix} {word.plain}" in WITH_PREFIX or prefix in _ONLY_IN_SURNAMES
        capital = word.capital and not text.shouted and word.plain not in _NO_NAME
        may_be_law = word.lettered and prefix in ("van", "de", "van de")
        no_name = not titled and prefix in ("het", "in", "op", "van het")
        if known or (capital and not may_be_law and not no_name):
            return after
        return None
    if titled:
        return None
    if word.capital and not text.shouted and _is_name_like(word) and not text.begins(after):
        return after
    return after if word.plain in AFTER_A_TITLE and word.capital and not text.shouted else None


_ONLY_IN_SURNAMES: Final = frozenset(("van der", "van den", "el", "ait", "vd", "v.d", "'t"))


def _surname(text: Text, at: int) -> int | None:
    """The last token of a surname with a short word before it, and nothing else: De Vries."""
    tokens = text.tokens
    token = tokens[at]
    if token.plain not in _BEGINS_SURNAME or at + 1 >= len(tokens) or not text.close(at):
        return None
    two = f"{token.plain} {tokens[at + 1].plain}"
    if token.plain in ("van",) and tokens[at + 1].plain in ("der", "den"):
        if (
            at + 2 < len(tokens)
            and text.close(at + 1)
            and tokens[at + 2].plain not in ("beginne", "lande", "huize")
        ):
            return at + 2
        return None
    end = at + 1
    if two not in WITH_PREFIX and at + 2 < len(tokens) and text.close(at + 1):
        two = f"{two} {tokens[at + 2].plain}"
        end = at + 2
    if two not in WITH_PREFIX or two in ("van der", "van den"):
        return None
    if two in PLAIN_SURNAMES and (text.shouted or not tokens[end].capital):
        return None
    if (
        two.startswith("van ")
        and not tokens[end].capital
        and not text.shouted
        and two in PLAIN_SURNAMES
    ):
        return None
    return end


_BEGINS_SURNAME: Final = frozenset(each.split()[0] for each in WITH_PREFIX)


def _initials(text: Text, at: int) -> int | None:
    """The last token of initials with a surname: P. van Dijk."""
    tokens = text.tokens
    if not (tokens[at].capital and len(tokens[at].plain) == 1 and text.after(at).startswith(".")):
        return None
    after = _over_initials(text, at)
    if after >= len(tokens) or text.begins(at + 1) is None:
        return None
    while after < len(tokens) and tokens[after].plain in PREFIXES:
        after += 1
    if (
        after < len(tokens)
        and tokens[after].capital
        and len(tokens[after].plain) > 2
        and not text.shouted
    ):
        return after
    return None


def _over_initials(text: Text, at: int) -> int:
    tokens = text.tokens
    while (
        at < len(tokens)
        and len(tokens[at].plain) == 1
        and tokens[at].capital
        and text.after(at).startswith(".")
    ):
        at += 1
    return at


def _doing(text: Text, at: int) -> int | None:
    """The last token of a name nobody knows, of which it is said what the person did."""
    token = text.tokens[at]
    if not token.capital or text.shouted or text.begins(at) or not _is_name_like(token):
        return None
    _, joined, tail = text.straight[token.start : token.end].partition("-")
    if joined and not tail[:1].isupper():
        return None
    following = text.tokens[at + 1].plain if at + 1 < len(text.tokens) else ""
    did = following in _SAID and text.close(at)
    if token.plain not in _ORGANISATIONS and (did or _AWAY.match(text.plain, token.end)):
        return at
    return None


def _shaped(text: Text, at: int) -> int | None:
    """The last token of two words with a capital, of which the second is made as surnames are."""
    if at + 1 >= len(text.tokens) or not text.close(at) or text.shouted:
        return None
    first, second = text.tokens[at : at + 2]
    if not (first.capital and second.capital and _is_name_like(first) and _is_name_like(second)):
        return None
    if text.begins(at) and first.plain in TITLES | ROLES:
        return None
    known = second.plain in AFTER_A_TITLE or _SURNAME_LIKE.fullmatch(second.plain)
    return at + 1 if known and first.plain not in _ORGANISATIONS else None


_SURNAME_LIKE: Final = pattern(
    r"ver(?:b|d|h|k|m|sch|st|w)[a-z]+(?:en|er|t|l)|"
    r"[a-z]{2,}(?:sen|stra|sma|ema|inga|mans|man|aerts|berg|veld|kamp|hof|horst|broek|ink)"
)


def _is_organisation(text: Text, first: int, last: int) -> bool:
    """Whether this is an organisation that is called after somebody."""
    words = text.tokens[first : last + 1]
    following = text.tokens[last + 1].plain if last + 1 < len(text.tokens) else ""
    return (
        following in _HOUSES
        or words[-1].plain in _HOUSES
        or " ".join(word.plain for word in words[:2]) in _CALLED_AFTER
    )


_HOUSES: Final = frozenset(
    (
        "ziekenhuis gasthuis kliniek stichting fonds instituut school college lyceum kerk hospice "
        "verzorgingshuis verpleeghuis zorgcentrum centrum huis hof tehuis groep museum bibliotheek"
    ).split()
)
"""What behind a name makes it that of a house: het Jeroen Bosch Ziekenhuis."""
_CALLED_AFTER: Final = frozenset(
    (
        "albert heijn|albert schweitzer|jeroen bosch|pieter van|florence nightingale|leo kanner|"
        "frans hals|anne frank|martin luther|thomas more|erasmus mc|max havelaar|douwe egberts|"
        "robert bosch|johan cruijff|willem alexander|michael jackson|philip morris"
    ).split("|")
)
"""Shops, houses and the famous, who give away nobody who takes part."""
_ORGANISATIONS: Final = frozenset(
    (
        "menzis vgz achmea dsw ohra cz zilveren interpolis philadelphia cordaan lentis parnassia "
        "middin cosis novadic buurtzorg ziggo kpn vodafone odido essent eneco vattenfall postnl "
        "jumbo lidl aldi plus kruidvat etos hema ikea action bol netflix windows whatsapp signal "
        "ing rabobank abn mind zorgkantoor belastingdienst kadaster toeslagen kieskompas welzorg"
    ).split()
)
"""What has a capital and acts as a person does: toen Menzis belde."""
_NAMING: Final = frozenset("heet heette heten naam noem noemen noemt genaamd genoemd".split())
_CALLED: Final = pattern(
    r"\b(?:(?:ik|hij|zij|ze|zoon|dochter|man|vrouw|zus|broer|kind|hulp|begeleider|begeleidster)\s+"
    r"(?:heet|heette)(?:\s+(?:nu|eigenlijk|gewoon|ook))?|heet(?:te)?\s+(?:ik|hij|zij|ze)|"
    r"(?:mijn|zijn|haar)\s+(?:voor|achter|roep|meisjes)?naam\s+(?:is|was)(?:\s+(?:nu|eigenlijk|gewoon))?|"
    r"genaamd)\s+([a-z][a-z'-]+)(?!\w)|"
    r"\b(?:noemt|noemen|noem|noemde)\s+(?:iedereen\s+)?(?:mij|me|hem|haar)\s+([a-z][a-z'-]+)(?!\w)"
)
"""Who is called by a name, in capitals or not; "noemt mij" goes before other words as well."""
_NOT_CALLED: Final = frozenset(
    (
        "anders zo dus altijd nooit vaak soms gewoon bekend onbekend eindelijk weer vroeger "
        "officieel tegenwoordig welkom alleen echt steeds wel zeker mevrouw meneer eigenlijk daarom "
        "iedereen iemand jullie allemaal alles verkeerd fout goed weg kwijt veranderd vergeten genoemd verwisseld overal hetzelfde"
    ).split()
)


def _is_name_like(token: Token) -> bool:
    """Whether a word with a capital may be a name: no abbreviation, place, law or day."""
    return (
        not token.lettered
        and len(token.plain) > 2
        and token.plain not in _NO_NAME
        and token.plain not in LARGE
    )


def session_names(texts: Sequence[str]) -> frozenset[str]:
    """The words of these that are names, as people of a session are typed; in small letters."""
    found: set[str] = set()
    for words in texts:
        text = Text(words)
        for one in names(text):
            inside = [t for t in text.tokens if one.start <= t.start and t.end <= one.end]
            found.update(
                t.plain
                for t in inside
                if len(t.plain) > 2
                and t.plain not in PREFIXES | TITLES | ROLES | ALSO_WORDS
                and t.plain not in _NO_NAME
            )
    return frozenset(found)


_TRIGGERS: Final = (
    CLEAR
    | TITLES
    | _AFTER_ROLE
    | frozenset(("der", "den", "von"))
    | frozenset(each.split()[-1] for each in WITH_PREFIX)
)
"""Without one of these, and without a capital inside, no name is in it."""
SIGNS: Final = _NAMING | _TRIGGERS | ALSO_WORDS
"""The same of all that is looked for here."""
_STARTS: Final = CLEAR | ALSO_WORDS | TITLES | ROLES | _BEGINS_SURNAME
"""What a name begins with that is known, or has a title; any other has a capital."""
