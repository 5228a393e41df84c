"""The marks in a line of a plan: list signs, minutes, "als er tijd is", emphasis, `(stelling)`."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.plan.durations import AMOUNT, CLOCKS, read_duration
from spiegel.domain.plan.elements import joined, names_self_direction, read_elements
from spiegel.domain.plan.forms import FormMark, both, looks_meant, read_form
from spiegel.domain.plan.headings import ASKING, SURELY, asks
from spiegel.domain.session.elements import Element
from spiegel.domain.session.words import tidy

_OPTIONAL: Final = (
    r"(?:optioneel|eventueel|evt\.?|reserve(?:vraag)?|bij\s+tijd\s+over|zo\s+mogelijk"
    r"|(?:als|indien)\s+(?:er\s+)?(?:nog\s+)?tijd\s+(?:over\s+is|over|is)"
    r"|optional|spare\s+question|if\s+time(?:\s+allows|\s+permits)?|if\s+there\s+is\s+time|time\s+permitting"
    r"|(?:falls|wenn)\s+(?:noch\s+)?zeit\s+(?:bleibt|ist))"
)
_IS_OPTIONAL: Final = pattern(_OPTIONAL, re.IGNORECASE)
_GROUP: Final = pattern(r"(?P<open>[(\[])(?P<inside>[^()\[\]]{0,160})[)\]]\s*(?P<end>[.?!]?)$")
_FIRST_GROUP: Final = pattern(r"(?P<open>[(\[])(?P<inside>[^()\[\]]{0,160})[)\]]\s*[:–-]?\s*(?=\S)")
_BARE: Final = pattern(
    r"(?:(?<=[?.!…])\s*[-–—,;:]?\s*|\s*[-–—,;:]\s*"
    rf"|\s+(?=(?:ca\.?\s*)?\d{{1,3}}\s*(?:[-–àa]\s*\d{{1,3}}\s*)?(?:m(?:in\b|in\.)?|['’′])\s*\.?$))"
    rf"({AMOUNT})\s*\.?$",
    re.IGNORECASE,
)
_BARE_OPTIONAL: Final = pattern(rf"\s*[-–—,;:?]\s*[*_]*({_OPTIONAL})[*_]*\.?$", re.IGNORECASE)
_FIRST_OPTIONAL: Final = pattern(rf"({_OPTIONAL})\s*[:–-]\s*(?=\S)", re.IGNORECASE)
_FIRST_MINUTES: Final = pattern(
    rf"({AMOUNT})\s*[:–-]\s*(?=\S)|({CLOCKS})\s*[:–-]?\s*(?=\S)", re.IGNORECASE
)
_SPEAKS_OF_TIME: Final = pattern(
    r"\b(?:min(?:\.|uten|uut|utes|ute|s)?|sec(?:onden|onds)?)(?:\b|$)|^\s*\d+\s*['’′]", re.I
)
_EMPHASIS: Final = pattern(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?P<rest>.*)$", re.DOTALL)


class ItemKind(StrEnum):
    """What stands before the words of a list item."""

    NUMBER = "number"
    BULLET = "bullet"
    LETTER = "letter"
    NAMED = "named"
    ROMAN = "roman"
    PLAIN = "plain"


class Item(msgspec.Struct, frozen=True):
    """A list item: how far it is indented, what stands before it, its words, and its number.

    box: it is to be ticked off.
    """

    indent: int
    kind: ItemKind
    words: str
    at: int = 0
    box: bool = False


_LIST: Final = pattern(
    r"(?:(?P<bullet>[-*+•–▪◦●○‣·■□➢⁃►➤?]|\*{2,4}(?=\s))(?:\s+(?P<inner>\[[ xX]?\]\s*)?)(?=\S)"
    r"|(?P<box>\[[ xX]?\]|[☐☑☒✓✔])\s+(?=\S)"
    r"|(?P<decimal>\d{1,2}(?:\.\d)+)\.?\s+(?=\D)"
    r"|\(?(?P<number>\d{1,2})(?:[.)](?!\d)|\s*[-–:](?=\s))\s*"
    r"|(?P<roman>[IVX]{1,4}|[A-H])[.)]\s+"
    r"|(?P<letter>[a-zA-Z])[.)]\s+)"
    r"(?P<words>.*)$",
    re.DOTALL,
)
_DEEPER: Final = {"**": 4, "***": 8, "****": 12, "⁃": 4, "○": 4, "◦": 4, "▪": 8, "■": 8, "□": 8}
"""Columns that a sign of a second or third level counts for: pasted from Word it has none."""
_NAMED: Final = pattern(
    r"(?:(?:vraag|question)\s*\d{1,2}\s*(?:[:.)–-]\s*|\s+)|[vq]\d{1,2}\s+(?=\w)|[vq]\s?\d{1,2}\s*[:.)–-]\s*|[a-h]\d{1,2}[.)]\s+)(?P<words>.*)$",
    re.IGNORECASE | re.DOTALL,
)


_BARE_NUMBERED: Final = pattern(rf"\d{{1,2}}\s+(?P<words>{ASKING}.*)$", re.DOTALL | re.IGNORECASE)
"""A number without a sign behind it, when what follows asks something."""


def indent_of(line: str) -> int:
    """How many columns a line is indented; a tab counts for four."""
    width = 0
    for char in line:
        if not char.isspace():
            break
        width += 4 if char == "\t" else 1
    return width


def read_item(line: str) -> Item | None:
    """The list item that a line is: `1.`, `2)`, `-`, `a.`, `Vraag 3:`; None for other lines."""
    text = line.strip()
    named = _NAMED.match(text)
    if named is not None:
        return Item(indent_of(line), ItemKind.NAMED, named["words"].strip())
    found = _LIST.match(text)
    if found is None:
        bare = _BARE_NUMBERED.match(text)
        return Item(indent_of(line), ItemKind.NUMBER, bare["words"]) if bare is not None else None
    kind, words = ItemKind.BULLET, found["words"].strip()
    if found["letter"]:
        kind = ItemKind.LETTER
    elif found["number"] and (surely := SURELY.match(words)):
        kind, words = ItemKind.NAMED, words[surely.end() :]
    elif found["number"] or found["decimal"]:
        kind = ItemKind.NUMBER
    elif found["roman"]:
        kind = ItemKind.LETTER if asks(found["words"]) else ItemKind.ROMAN
    deeper = _DEEPER.get(found["bullet"] or "", 0) + 4 * (found["decimal"] or "").count(".")
    return Item(
        indent_of(line) + deeper,
        kind,
        words,
        at=int(found["number"] or 0),
        box=bool(found["box"] or found["inner"]),
    )


def empty_item(line: str) -> bool:
    """Whether a line is the sign of a list item without words."""
    return re.fullmatch(r"\s*(?:\d{1,2}[.)]|[-*+•–●○▪◦■□])\s*(?:\[[ xX]?\])?\s*", line) is not None


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """Words without their marks, and what the marks said.

    odd: a piece that speaks of time but was not understood; it is still in the words. ranged: a
    piece such as "15-20 min", of which the upper number counts. elements: of self-direction that
    it says the question is about; odd_element: a piece that says so of something else. form: how it
    is answered on devices. odd_form: a piece that perhaps says so but was not understood; still in
    the words.
    """

    words: str
    minutes: int | None = None
    optional: bool = False
    odd: str = ""
    ranged: str = ""
    elements: tuple[Element, ...] = ()
    odd_element: str = ""
    form: FormMark | None = None
    odd_form: str = ""


@lru_cache(maxsize=1024)
def read_marks(text: str) -> Marked:
    """Minutes and *optioneel* before or after the words, in any order: `(6 min, als er tijd is)`.

    Minutes: 1 to 240. What is between brackets and not understood stays words.
    """
    marked = Marked(words=without_emphasis(tidy(text)))
    for read in (_group, _bare, _bare_optional, _group, _bare, _first):
        marked = read(_form(marked))
    marked = _form(marked)
    return msgspec.structs.replace(marked, words=without_emphasis(marked.words))


def without_emphasis(text: str) -> str:
    """The text without the asterisks or underscores that stand around its beginning."""
    found = _EMPHASIS.match(text)
    if found is None or (found["rest"] and not found["rest"][0].isspace()):
        return text
    return found[2] + found["rest"]


def _with(marked: Marked, words: str, inside: str) -> Marked | None:
    """The words with what a piece says about them; None when it says nothing of the kind."""
    minutes, optional, odd, left = marked.minutes, marked.optional, marked.odd, []
    ranged, understood, elements, named = marked.ranged, False, marked.elements, False
    odd_element = marked.odd_element
    for part in filter(None, map(str.strip, re.split(r"(?<!\d)[,;|]|[,;|](?!\d)", inside))):
        duration = read_duration(part)
        if _IS_OPTIONAL.fullmatch(part):
            optional = understood = True
        elif duration is not None and minutes is None:
            minutes, understood = duration.minutes, True
            ranged = part if duration.ranged else ranged
        elif about := read_elements(part, goes_on=named):
            elements, understood, named = joined(elements, about), True, True
        else:
            left.append(part)
            odd_element = odd_element or (part if names_self_direction(part) else "")
            time = _SPEAKS_OF_TIME.search(part) or duration is not None or part.isdecimal()
            odd = odd or (part if time else "")
    if not understood:
        if (odd, odd_element) == (marked.odd, marked.odd_element):
            return None
        return msgspec.structs.replace(marked, odd=odd, odd_element=odd_element)
    if left:
        words = f"{words} ({', '.join(left)})"
    return msgspec.structs.replace(
        marked,
        words=words,
        minutes=minutes,
        optional=optional,
        odd=odd,
        ranged=ranged,
        elements=elements,
        odd_element=odd_element,
    )


def _form(marked: Marked) -> Marked:
    """Pieces between brackets that say how it is answered: the last ones, else the first one."""
    words = marked.words
    while (found := _last_group(words) or _first_group(words)) is not None:
        inside, rest = found
        mark = read_form(inside, _says_when)
        together = both(mark, marked.form) if mark is not None and marked.form else mark
        if mark is None or together is None:
            odd = marked.odd_form or (inside if looks_meant(inside) else "")
            return msgspec.structs.replace(marked, odd_form=odd)
        words = f"{rest} ({', '.join(mark.left)})" if mark.left else rest
        marked = msgspec.structs.replace(
            marked, words=words, form=msgspec.structs.replace(together, left=())
        )
    return marked


def _says_when(piece: str) -> bool:
    return (
        read_duration(piece) is not None
        or _IS_OPTIONAL.fullmatch(piece) is not None
        or bool(read_elements(piece, goes_on=True))
    )


_PAIRS: Final = {")": "(", "]": "["}
_CLOSES: Final = {open_: close for close, open_ in _PAIRS.items()}
_BEHIND: Final = pattern(r"\s*[:–-]?\s*(?=\S)")


def _last_group(words: str) -> tuple[str, str] | None:
    """What stands between the last brackets, others among it too, and the words without it."""
    text = words.rstrip(".?! ") if not words.endswith((")", "]")) else words
    if not text.endswith((")", "]")):
        return None
    deep, close = 0, text[-1]
    for place in range(len(text) - 1, 0, -1):
        deep += (text[place] == close) - (text[place] == _PAIRS[close])
        if deep == 0:
            ends = words[len(text) :].strip()
            return text[place + 1 : -1], text[:place].rstrip() + ends
    return None


def _first_group(words: str) -> tuple[str, str] | None:
    """The same of brackets that stand before the words."""
    close, deep = _CLOSES.get(words[:1], ""), 0
    for place, sign in enumerate(words if close else ""):
        deep += (sign == words[0]) - (sign == close)
        if deep == 0:
            behind = _BEHIND.match(words, place + 1)
            return (words[1:place], words[behind.end() :]) if behind is not None else None
    return None


def _group(marked: Marked) -> Marked:
    """A last piece between brackets; a number alone between square ones is minutes."""
    found = _GROUP.search(marked.words)
    if found is None or found.start() == 0:
        return marked
    inside = found["inside"]
    if found["open"] == "[" and re.fullmatch(r"\s*\d{1,3}\s*", inside):
        inside += " min"
    return _with(marked, marked.words[: found.start()].rstrip() + found["end"], inside) or marked


def _bare(marked: Marked) -> Marked:
    """Minutes at the end without brackets: `8 min`, `8'`, `- 8 minuten`."""
    found = _BARE.search(marked.words)
    if found is None or found.start() == 0:
        return marked
    return _with(marked, marked.words[: found.start()], found[1]) or marked


def _bare_optional(marked: Marked) -> Marked:
    found = _BARE_OPTIONAL.search(marked.words)
    if found is None or found.start() == 0:
        return marked
    asks = "?" if "?" in found[0] else ""
    return msgspec.structs.replace(
        marked, words=marked.words[: found.start()] + asks, optional=True
    )


def _first(marked: Marked) -> Marked:
    """Marks before the words: `(8 min) Hoe ...`, `optioneel: ...`."""
    for rule, group in ((_FIRST_GROUP, "inside"), (_FIRST_OPTIONAL, 1), (_FIRST_MINUTES, 1)):
        found = rule.match(marked.words)
        if found is not None:
            inside = found[group] or found[found.lastindex or group]
            return _with(marked, marked.words[found.end() :], inside) or marked
    return marked
