"""What somebody decided about words that could point to a person, without keeping those words."""

from enum import StrEnum

from spiegel.domain.session.value import Value


class Choice(StrEnum):
    """general: general words stand in their place. own: words that somebody typed. code: what that
    person is called by code. keep: they stay, for a reason.
    """

    GENERAL = "general"
    OWN = "own"
    CODE = "code"
    KEEP = "keep"


class Verdict(Value, frozen=True, kw_only=True):
    """What stands in documents in the place of words that could point to a person.

    kind: a `privacy.found.Kind`. here: a digest of the words and the text that they stand in;
    alike: of the words alone. everywhere: it counts for the same words in any text. words: what is
    said in their place, or a code. reason: why they stay. second: how many words they are, when
    a second opinion found them; then they are looked for in every text by their digest. 0: the own
    rules find them.
    """

    number: int
    kind: str
    choice: Choice
    here: str
    alike: str
    everywhere: bool = False
    words: str = ""
    reason: str = ""
    second: int = 0
