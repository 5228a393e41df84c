"""Surnames as they are frequent in the Netherlands, of our own choosing; accents are left out."""

from typing import Final

AFTER_A_TITLE: Final = frozenset(
    (
        "jansen janssen jansens bakker visser smit smits meijer meyer meijers mulder bos vos "
        "peters hendriks hendriksen dekker brouwer dijkstra koster prins vermeulen vermeer "
        "verhoeven verhagen verbeek willems willemsen kok kuipers kuijpers peeters postma "
        "schouten veenstra evers jonker timmermans timmer martens scholten maas hermans bosch "
        "gerritsen mol vink driessen blom wolters schipper sanders wouters koning peek "
        "kramer kramers dekkers huisman bosman jacobs jacobsen pietersen pieters petersen "
        "hoekstra zijlstra boersma bouwman bosma wiersma terpstra hofman hoogland molenaar "
        "verschuren versteeg verweij smeets claassen claessen cornelissen martens "
        "lammers hendrikx ramaekers schreurs franken goossens hoekman boer rutten simons "
        "schuurman kooij kooiman bruijn vries graaf haan dijk berg beek dam "
        "leeuwen velde linden vliet heuvel yilmaz kaya demir ozdemir celik sahin yildiz "
        "yildirim aydin arslan dogan kilic aslan cetin ozturk koc kurt polat bouzid bouali "
        "amrani idrissi bennani benali haddou azzouzi bakkali khattabi hamdaoui yousfi ouali "
        "mansouri aarab singh sewdajal ramdin ramlal mohan jagroep kalloe bissessar baldew "
        "autar biharie soekhoe pinas amatredjo kartosen sordam martina croes nguyen tran chen "
        "kowalski nowak wisniewski hassan ali ahmed mohamed osman abdi"
    ).split()
)
"""After a title in small letters: meneer jansen."""

WITH_PREFIX: Final = frozenset(
    (
        "de vries|de jong|de jonge|de graaf|de bruijn|de bruyn|de ruijter|de ruiter|de backer|"
        "de wilde|de wit|de waal|de groot|de boer|de haan|de koning|de leeuw|de lange|"
        "de rooij|de rooy|de roos|de kok|de vos|de bruin|de klerk|de winter|van dijk|van dyk|"
        "van beek|van leeuwen|van dam|van vliet|van wijk|van es|van ginkel|van loon|"
        "van dongen|van rooij|van veen|van rijn|van zanten|van houten|van dalen|van kampen|"
        "van der|van den|van de ven|van de velde|van de pol|van de laar|van de wiel|"
        "van 't hof|van het hof|in 't veld|in t veld|ter horst|ter haar|ten have|ten cate|"
        "te velde|den hartog|den ouden|op den|op de beek|uit de weerd|el idrissi|el amrani|"
        "el khattabi|el bakkali|el yousfi|el hamdaoui|el mansouri|el ouali|ait haddou|ben ali|"
        "ben haddou|bin ali|von"
    ).split("|")
)
"""Surnames that begin with a short word; "van der" and "van den" go before any word."""

ALSO_WORDS: Final = frozenset(
    (
        "de groot|de boer|de haan|de koning|de leeuw|de lange|de roos|de kok|de vos|de bruin|"
        "de wit|de jonge|de winter|de wilde|van loon|van dam|von|op den|van veen|van es|"
        "van kampen|de waal"
    ).split("|")
)
"""Of these the ones that are plain words in small letters: de boer, de winter."""
