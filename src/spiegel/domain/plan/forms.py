"""How a question is answered on devices, as a plan writes it: `(stelling)`, `(keuze: a / b)`.

In Dutch or in English; what is between the brackets is read here, and written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.plan.values import PlanFindingKind
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.words import tidy

MOST_OPTIONS: Final = 26
"""Options of one question: on paper each has a letter."""
MOST_ON_SCALE: Final = 11
"""Numbers of a scale, as 0 to 10 has."""
MOST_POINTS: Final = 100
USUAL_POINTS: Final = 10
USUAL_TOP: Final = 3
"""Groups of ideas that are put in order, when a plan says no more than (open)."""

WITH_OPTIONS: Final = (AnswerKind.CHOOSE, AnswerKind.RANK, AnswerKind.POINTS)
"""The kinds that need options, at least two."""

_NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **{"twee": 2, "drie": 3, "vier": 4, "vijf": 5},
        **{"two": 2, "three": 3, "four": 4, "five": 5},
    }
)


def _piece(expression: str) -> re.Pattern[str]:
    return pattern(expression, re.IGNORECASE)


_AGREE: Final = _piece(
    r"stelling|eens\s*(?:/|of)\s*oneens|statement|agree(?:\s*(?:/|or)\s*disagree)?"
)
_RATE: Final = _piece(
    r"(?:(?:rapport)?cijfer|schaal|score|rating|rate|grade|scale)"
    r"(?:\s*:?\s*(?:van\s+|from\s+)?(?P<low>[-−+]?\d{1,3})"
    r"\s*(?:-|–|−|\.\.|t/m|tot\s+en\s+met|tot|to)\s*(?P<high>[-−+]?\d{1,3}))?"
)
_ONE: Final = _piece(
    r"(?:(?:één|een|1|enkele)\s+)?keuze(?:vraag)?|kies(?:\s+(?:er\s+)?(?:één|een|1))?"
    r"|(?:(?:one|single)\s+)?choice|(?:choose|pick)(?:\s+one)?"
)
_SEVERAL: Final = _piece(
    r"(?:meer|meerdere)\s+(?:keuzes?|antwoorden|opties)(?:\s+mogelijk)?"
    r"|(?:several|more|multiple)\s+(?:choices|answers)"
    r"|(?:choose|pick)\s+(?:several|any|all\s+that\s+apply)"
)
_UNSURE: Final = _piece(r"meerkeuze(?:vraag)?|multiple[\s-]?choice|keuzes|choices")
"""Said of a question with one choice as well as of one with several."""
_IDEAS: Final = _piece(r"open(?:\s+(?:vraag|question))?|ideeën|ideeen|ideas")
_RANK: Final = _piece(r"rangorde|(?:op\s+)?volgorde|ordenen|rangschikken|ranking|rank|order")
_TOP: Final = _piece(rf"top[\s-]*(?P<top>\d{{1,3}}|{'|'.join(_NUMBERS)})")
_NO_TOP: Final = _piece(
    r"(?:zonder|geen)\s+(?:top|rangorde|volgorde)|niet\s+(?:ordenen|rangschikken)"
    r"|(?:no|without)\s+(?:top|order|ranking)"
)
_POINTS: Final = _piece(
    r"(?:(?:verdeel|divide)\s+)?(?:(?P<points>\d{1,6})\s+)?(?:punten|points)(?:\s+verdelen)?"
)
_PRACTICE: Final = _piece(r"proef(?:vraag)?|oefen(?:en|ing|vraag)|practi[cs]e(?:\s+question)?")
_LOOKS: Final = _piece(
    r"(?:proef|stelling|(?:rapport)?cijfer|schaal|(?:meer(?:dere)?\s+)?keuzes?|meerkeuze|rangorde"
    r"|top\s*\d|(?:verdeel\s+)?\d+\s+punten|punten|open|practi[cs]e|statement|(?:more\s+)?choices?"
    r"|ranking|rank|\d+\s+points|points|(?:kies|choose|pick)(?:\s+er)?\s+\d+)\b"
)
"""How something begins that was perhaps meant so."""
_PARTS: Final = pattern(r"[,;]")
_SEPARATORS: Final = (r"\s+/\s+", r"\s*\|\s*", r"\s*;\s*", r"\s*/\s*", r"\s*,\s*")
"""What stands between options; the first that is there counts."""


class FormMark(msgspec.Struct, frozen=True, kw_only=True):
    """What stood between brackets about how a question is answered; text: as it was written.

    kind: None when it only says that it is for practice, or has a top, or points. scale: lowest and
    highest. left: pieces that say something else, such as minutes. unsure: one choice, or perhaps
    several was meant.
    """

    text: str
    kind: AnswerKind | None = None
    several: bool = False
    unsure: bool = False
    scale: tuple[int, int] | None = None
    top: int | None = None
    points: int | None = None
    practice: bool = False
    options: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def awaits(self) -> bool:
        """Whether its options may stand under the question."""
        return not self.options and (self.meant is None or self.meant in WITH_OPTIONS)

    @property
    def meant(self) -> AnswerKind | None:
        """Its kind; None for a practice question that says no more."""
        if self.kind is not None:
            return self.kind
        if self.points is not None:
            return AnswerKind.POINTS
        return AnswerKind.RANK if self.top is not None else None


class Formed(msgspec.Struct, frozen=True, kw_only=True):
    """How a question is answered; None when what was written makes no sense, and `finding` says
    why. finding: a kind, and the piece that is meant."""

    form: AnswerForm | None = None
    finding: tuple[PlanFindingKind, str] | None = None


def read_form(inside: str, other: Callable[[str], bool]) -> FormMark | None:
    """What stands between two brackets, if all of it is understood; None if it is not.

    other: whether a piece says something else that is known, such as minutes.
    """
    text = tidy(inside)
    whole = _pieces(text, other)
    if whole is not None:
        return whole
    head, colon, rest = text.partition(":")
    heads = [(head, rest)] if colon else list(_begins(text))
    for before, after in heads:
        mark = _pieces(before, other)
        if mark is None or mark.left or (mark.meant or AnswerKind.CHOOSE) not in WITH_OPTIONS:
            continue
        after, pieces = _without_last(after, other)
        options = split_options(after)
        together: FormMark | None = mark
        for piece in pieces:
            behind = _one(piece) or FormMark(text="", left=(piece,))
            together = both(together, behind) if together is not None else None
        if together is not None and options:
            return msgspec.structs.replace(together, options=options, text=text)
    return None


def looks_meant(inside: str) -> bool:
    """Whether something between brackets that is not understood was perhaps meant as a form."""
    text = tidy(inside)
    brief = len(text.split()) < 3 or any(sign in text for sign in ":/,;") or re.search(r"\d", text)
    return _LOOKS.match(text) is not None and bool(brief)


def both(one: FormMark, two: FormMark) -> FormMark | None:
    """What two marks say together; None when they contradict each other."""
    said = FormMark(text="")
    fields = {}
    for name in FormMark.__struct_fields__:
        first, second, nothing = getattr(one, name), getattr(two, name), getattr(said, name)
        if nothing not in (first, second) and name not in ("text", "left") and first != second:
            return None
        fields[name] = second if first == nothing else first
    fields["text"] = ", ".join(filter(None, (one.text, two.text)))
    fields["left"] = (*one.left, *two.left)
    return FormMark(**fields)


def formed(mark: FormMark, below: tuple[str, ...] = ()) -> Formed:
    """How a question with this mark is answered. below: the options that stand under it."""
    options, twice = _once(mark.options or below)
    kind = mark.meant or (AnswerKind.CHOOSE if options else AnswerKind.IDEAS)
    odd = Formed(finding=(PlanFindingKind.ODD_FORM, mark.text))
    needs = kind in WITH_OPTIONS
    if (
        (mark.options and not needs)
        or (mark.scale is not None and kind is not AnswerKind.RATE)
        or (mark.top is not None and kind not in (AnswerKind.IDEAS, AnswerKind.RANK))
        or (mark.points is not None and kind is not AnswerKind.POINTS)
    ):
        return odd
    if needs and len(options) < 2:
        return Formed(finding=(PlanFindingKind.FEW_OPTIONS, mark.text))
    if needs and len(options) > MOST_OPTIONS:
        return Formed(finding=(PlanFindingKind.MANY_OPTIONS, mark.text))
    finding = (PlanFindingKind.SAME_OPTION, twice) if needs and twice else None
    form = AnswerForm(kind=kind, options=options if needs else (), practice=mark.practice)
    match kind:
        case AnswerKind.RATE:
            lowest, highest = mark.scale or (0, 10)
            if not 0 < highest - lowest < MOST_ON_SCALE:
                return odd
            form = msgspec.structs.replace(form, lowest=lowest, highest=highest)
        case AnswerKind.CHOOSE:
            form = msgspec.structs.replace(form, several=mark.several)
            if mark.unsure:
                finding = (PlanFindingKind.ONE_CHOICE, mark.text)
        case AnswerKind.IDEAS:
            usual = 0 if mark.kind is None else USUAL_TOP
            form = msgspec.structs.replace(form, top=usual if mark.top is None else mark.top)
        case AnswerKind.RANK:
            top = mark.top or 0
            if top > len(options):
                finding, top = (PlanFindingKind.LONG_TOP, mark.text), 0
            form = msgspec.structs.replace(form, top=top)
        case AnswerKind.POINTS:
            points = USUAL_POINTS if mark.points is None else mark.points
            if not 0 < points <= MOST_POINTS:
                return odd
            form = msgspec.structs.replace(form, points=points)
    return Formed(form=form, finding=finding)


def typed(text: str, below: tuple[str, ...] = ()) -> Formed:
    """How a question is answered by what somebody typed in a field, without brackets.

    below: the options in another field. No form and no finding: it is only talked about.
    """
    if not text.strip():
        return Formed(finding=(PlanFindingKind.NO_FORM, " / ".join(below)) if below else None)
    mark = read_form(text, lambda _piece: False)
    if mark is None:
        return Formed(finding=(PlanFindingKind.ODD_FORM, tidy(text)))
    return with_list(mark, below)


def with_list(mark: FormMark, below: tuple[str, ...]) -> Formed:
    """The form of a mark beside a list that is for options only; no word of it may get lost."""
    if below and mark.options and below != mark.options:
        return Formed(finding=(PlanFindingKind.TWO_LISTS, mark.text))
    if below and not (mark.options or mark.awaits):
        return Formed(finding=(PlanFindingKind.NO_OPTIONS, mark.text))
    return formed(mark, below)


def split_options(text: str) -> tuple[str, ...]:
    """The options in one line: `a / b / c`, else with `|`, `;`, `/` without spaces, or commas."""
    separator = next((one for one in _SEPARATORS if re.search(one, text)), None)
    parts = re.split(separator, text) if separator is not None else [text]
    return tuple(filter(None, map(tidy, parts)))


def _once(options: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The options without those that were there already, and the first such one."""
    first: dict[str, str] = {}
    twice = ""
    for option in options:
        known = option.casefold() in first
        twice = twice or (option if known else "")
        first.setdefault(option.casefold(), option)
    return tuple(first.values()), twice


def _pieces(text: str, other: Callable[[str], bool]) -> FormMark | None:
    """Pieces with commas between them, all of them understood, and one at least is of a form."""
    mark = FormMark(text="")
    known = _one(tidy(text))
    parts = [text] if known is not None else _PARTS.split(text)
    for part in filter(None, map(tidy, parts)):
        piece = _one(part)
        if piece is None and other(part):
            piece = FormMark(text="", left=(part,))
        together = both(mark, piece) if piece is not None else None
        if together is None:
            return None
        mark = together
    said = msgspec.structs.replace(mark, text="", left=())
    return msgspec.structs.replace(mark, text=tidy(text)) if said != FormMark(text="") else None


def _one(piece: str) -> FormMark | None:
    """One piece of a mark."""
    simple = (
        (_AGREE, FormMark(text="", kind=AnswerKind.AGREE)),
        (_ONE, FormMark(text="", kind=AnswerKind.CHOOSE)),
        (_SEVERAL, FormMark(text="", kind=AnswerKind.CHOOSE, several=True)),
        (_UNSURE, FormMark(text="", kind=AnswerKind.CHOOSE, unsure=True)),
        (_IDEAS, FormMark(text="", kind=AnswerKind.IDEAS)),
        (_RANK, FormMark(text="", kind=AnswerKind.RANK)),
        (_NO_TOP, FormMark(text="", top=0)),
        (_PRACTICE, FormMark(text="", practice=True)),
    )
    for rule, mark in simple:
        if rule.fullmatch(piece):
            return mark
    found = _RATE.fullmatch(piece)
    if found is not None:
        low, high = found["low"], found["high"]
        scale = (_signed(low), _signed(high)) if low is not None else None
        return FormMark(text="", kind=AnswerKind.RATE, scale=scale)
    found = _TOP.fullmatch(piece)
    if found is not None:
        count = found["top"].casefold()
        return FormMark(text="", top=_NUMBERS.get(count) or int(count))
    found = _POINTS.fullmatch(piece)
    if found is not None:
        count = found["points"]
        points = int(count) if count is not None else None
        return FormMark(text="", kind=AnswerKind.POINTS, points=points)
    return None


def _signed(number: str) -> int:
    return int(number.replace("−", "-"))


def _begins(text: str) -> Iterator[tuple[str, str]]:
    """The first words and the rest, where that may be options without a colon: `keuze ja/nee`."""
    words = text.split(" ")
    for count in range(min(3, len(words) - 1), 0, -1):
        rest = " ".join(words[count:])
        if "/" in rest and not rest.startswith("/"):
            yield " ".join(words[:count]), rest


def _without_last(text: str, other: Callable[[str], bool]) -> tuple[str, list[str]]:
    """The text without the pieces behind its last commas that are no option: `c, 8 min`."""
    pieces: list[str] = []
    while True:
        before, comma, last = text.rpartition(",")
        piece = tidy(last)
        if not comma or not (other(piece) or _TOP.fullmatch(piece) or _PRACTICE.fullmatch(piece)):
            return text, pieces
        text = before
        pieces.insert(0, piece)


# Writing

_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "nl": {
            "agree": "stelling",
            "rate": "cijfer",
            "to": "tot",
            "choose": "keuze",
            "several": "meer keuzes",
            "ideas": "open",
            "rank": "rangorde",
            "top": "top",
            "no top": "zonder rangorde",
            "points": "punten",
            "practice": "proef",
        },
        "en": {
            "agree": "agree or disagree",
            "rate": "rating",
            "to": "to",
            "choose": "choice",
            "several": "more choices",
            "ideas": "open",
            "rank": "ranking",
            "top": "top",
            "no top": "no ranking",
            "points": "points",
            "practice": "practice",
        },
    }
)


def written_kind(form: AnswerForm, language: str) -> str:
    """What a form is called in a plan, without its options: `cijfer 1-5`, `top 3`, `10 punten`.

    language: "nl" or "en". With the options of the form under it, it is read as the same form.
    """
    words = _WORDS[language]
    match form.kind:
        case AnswerKind.RATE if (form.lowest, form.highest) != (0, 10):
            to = "-" if form.lowest >= 0 else f" {words['to']} "
            kind = f"{words['rate']} {form.lowest}{to}{form.highest}"
        case AnswerKind.CHOOSE if form.several:
            kind = words["several"]
        case AnswerKind.IDEAS if form.top == 0:
            kind = f"{words['ideas']}, {words['no top']}"
        case AnswerKind.IDEAS if form.top != USUAL_TOP:
            kind = f"{words['ideas']}, {words['top']} {form.top}"
        case AnswerKind.RANK if form.top:
            kind = f"{words['top']} {form.top}"
        case AnswerKind.POINTS:
            kind = f"{form.points} {words['points']}"
        case _:
            kind = words[form.kind.value]
    return f"{words['practice']}, {kind}" if form.practice else kind


def sound(form: AnswerForm) -> bool:
    """Whether it can be answered, and a plan could say so: enough options, a scale that goes up."""
    return typed(written_kind(form, "nl"), form.options).form == form


def written(form: AnswerForm, language: str) -> str:
    """A form in one line with its options, as it is shown: `keuze: thuis / in het buurthuis`."""
    kind = written_kind(form, language)
    return f"{kind}: {' / '.join(form.options)}" if form.options else kind
