"""What each column of a list is taken for: by its head, or by what stands in it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.notation.dates import date_of
from spiegel.domain.preparation.personal import may_name, names_beside, reaches, surely_names
from spiegel.domain.preparation.recruiting import nearest_day
from spiegel.domain.preparation.tables import Line, head
from spiegel.i18n import N_, Translations

_HIGH: Final = 6
"""Lines in which the heads are looked for: above them stands a title at most."""
_MOST: Final = 0.6
"""Share of what stands in a column from which it is what most of it is."""
_PERSONAL: Final = frozenset(
    {
        *("naam", "namen", "voornaam", "achternaam", "tussenvoegsel", "voorletters", "roepnaam"),
        *("contactpersoon", "aanhef", "mail", "email", "emailadres", "mailadres", "telefoon"),
        *("telefoonnummer", "tel", "telnr", "mobiel", "gsm", "adres", "straat", "huisnummer"),
        *("postcode", "woonplaats", "geboortedatum", "geboren", "bsn", "name", "phone"),
        *("telephone", "address", "surname", "firstname", "lastname", "birthday"),
    }
)
_YES: Final = frozenset(
    {
        *("ja", "j", "yes", "y", "x", "v", "1", "true", "waar", "komt", "aanwezig", "akkoord"),
        *("aangemeld", "bevestigd", "ok", "oke", "zeker"),
    }
)
_NO: Final = frozenset(
    {
        *("nee", "n", "no", "0", "false", "onwaar", "afgemeld", "afwezig", "verhinderd", "niet"),
        *("komt niet", "niet aanwezig"),
    }
)
_OPEN: Final = frozenset(
    {
        "",
        "onbekend",
        "misschien",
        "nog niet",
        "weet niet",
        "weet nog niet",
        "nog niet bekend",
        "unknown",
    }
)


class Part(StrEnum):
    """What a column can say of a person."""

    FUNCTION = "function"
    ORGANISATION = "organisation"
    INVITED = "invited"
    COMING = "coming"
    LEARNING = "learning"
    CODE = "code"
    ASKED_BY = "asked by"
    ASKED = "asked"
    CALLED = "called"
    NEEDS = "needs"
    COMPANY = "company"
    TRAVEL = "travel"
    FEE = "fee"


NAMES: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.FUNCTION: N_("function"),
        Part.ORGANISATION: N_("organisation"),
        Part.INVITED: N_("invited"),
        Part.COMING: N_("comes"),
        Part.LEARNING: N_("learning question"),
        Part.CODE: N_("code"),
        Part.ASKED_BY: N_("asked by"),
        Part.ASKED: N_("asked on"),
        Part.CALLED: N_("called again on"),
        Part.NEEDS: N_("needs"),
        Part.COMPANY: N_("somebody comes along"),
        Part.TRAVEL: N_("travel"),
        Part.FEE: N_("fee"),
    }
)
_HEADS: Final[Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {
        Part.FUNCTION: ("functie", "functies", "functie rol", "rol", "functienaam", "beroep",
                        "function", "role", "job title", "toehoorder", "toehoorders"),
        Part.ORGANISATION: ("organisatie", "instelling", "naam organisatie", "organisatienaam",
                            "naam instelling", "werkgever", "bedrijf", "organisation",
                            "organization", "afdeling", "team"),
        Part.INVITED: ("uitgenodigd", "uitgenodigd op", "uitnodiging", "uitnodiging verstuurd",
                       "datum uitnodiging", "invited"),
        Part.COMING: ("komt", "aanwezig", "aanmelding", "aangemeld", "antwoord", "reactie", "rsvp",
                      "bevestigd", "deelname", "coming", "comes", "doet mee"),
        Part.LEARNING: ("leervraag", "leervragen", "wil leren", "wat wilt u leren", "vraag",
                        "learning question", "wants to learn"),
        Part.CODE: ("code", "deelnemer", "deelnemerscode", "deelnemercode", "nummer", "nr",
                    "participant"),
        Part.ASKED_BY: ("gevraagd door", "geworven door", "uitgenodigd door", "werver", "door",
                        "door wie", "asked by"),
        Part.ASKED: ("gevraagd op", "gevraagd", "datum gevraagd", "benaderd op", "benaderd",
                     "uitgenodigd op", "asked on", "asked"),
        Part.CALLED: ("nog eens gebeld op", "nog eens gebeld", "gebeld op", "gebeld", "nagebeld",
                      "called again on", "called again", "herinnerd"),
        Part.NEEDS: ("wensen", "behoeften", "nodig", "wat nodig is", "bijzonderheden", "hulp nodig",
                     "needs"),
        Part.COMPANY: ("er komt iemand mee", "komt iemand mee", "iemand mee", "begeleider",
                       "begeleiding", "company", "somebody comes along"),
        Part.TRAVEL: ("vervoer", "reis", "travel"),
        Part.FEE: ("vergoeding", "attentie", "fee"),
    }
)  # fmt: skip
"""How people head such a column, the surest first."""


class Left(StrEnum):
    """Why a column is left out."""

    PERSONAL = "personal"
    UNKNOWN = "unknown"
    TWICE = "twice"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column by its place, from 1; head: as it is written, empty when the list has none.

    part: what it is taken for; left: why it is left out. guessed: by what stands in it.
    """

    place: int
    head: str = ""
    part: Part | None = None
    left: Left | None = None
    guessed: bool = False

    def explain(self, t: Translations) -> str:
        """What it is taken for, in a few words; never what stands in it."""
        name = self.head or t.gettext("column {place}").format(place=self.place)
        if self.part is not None:
            words = t.gettext("{column}: {part}")
            if self.guessed:
                words = t.gettext("{column}: {part}, by what stands in it")
            return words.format(column=name, part=t.gettext(NAMES[self.part]))
        return t.gettext(_WHY[self.left or Left.UNKNOWN]).format(column=name)


_WHY: Final[Mapping[Left, str]] = MappingProxyType(
    {
        Left.PERSONAL: N_("{column}: left out, because it names or reaches people"),
        Left.UNKNOWN: N_("{column}: left out, because it is not known what it says"),
        Left.TWICE: N_("{column}: left out, because another column says the same"),
    }
)


class Problem(StrEnum):
    """What is wrong with a line of a list, or with something in it."""

    ABOVE = "above"
    NOTHING = "nothing"
    NAMED = "named"
    REACHED = "reached"
    NO_CODE = "no code"
    NOBODY = "nobody"
    WITHDREW = "withdrew"
    SAME = "same"
    NO_DAY = "no day"
    NO_ANSWER = "no answer"
    LONG = "long"
    MANY = "many"


_SENTENCES: Final[Mapping[Problem, str]] = MappingProxyType(
    {
        Problem.ABOVE: N_("stands above the heads of the columns"),
        Problem.NOTHING: N_("says of nobody what this person does"),
        Problem.NAMED: N_("{part} seems to be a name, and is left out"),
        Problem.REACHED: N_("{part} has a telephone number or address in it, and is left out"),
        Problem.NO_CODE: N_("has no code such as D3"),
        Problem.NOBODY: N_("there is no participant {what}"),
        Problem.WITHDREW: N_("{what} withdrew"),
        Problem.SAME: N_("is the same as line {what}"),
        Problem.NO_DAY: N_("{part} is no day: {what}"),
        Problem.NO_ANSWER: N_("{part} is neither yes nor no: {what}"),
        Problem.LONG: N_("{part} is too long"),
        Problem.MANY: N_("is left out: there are {what} people in a list at most"),
    }
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was not understood, or of which something was left out."""

    line: int
    problem: Problem
    part: Part | None = None
    what: str = ""

    def explain(self, t: Translations) -> str:
        """What is wrong, with the number of the line."""
        part = t.gettext(NAMES[self.part]) if self.part is not None else ""
        words = t.gettext(_SENTENCES[self.problem]).format(part=part, what=self.what)
        return t.gettext("line {line}: {words}").format(line=self.line, words=words)


class Headed(msgspec.Struct, frozen=True, kw_only=True):
    """A list of which is known what its columns are; lines: those under the heads."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()

    def place(self, part: Part) -> int | None:
        """Where a part stands, from 0."""
        found = (column.place - 1 for column in self.columns if column.part is part)
        return next(found, None)

    def cell(self, line: Line, part: Part) -> str:
        """What a line says there; nothing when no column does."""
        place = self.place(part)
        return line.cell(place) if place is not None else ""

    def rest(self, line: Line) -> tuple[str, ...]:
        """All that stands in a line, taken or not: two that are alike in all are the same."""
        return tuple(head(line.cell(column.place - 1)) for column in self.columns)


def headed(lines: Sequence[Line], parts: Sequence[Part], first: Part) -> Headed:
    """What the columns of a list are.

    parts: those that it can have. first: of a list without heads, what its first column with words
    is.
    """
    filled = [line for line in lines if not line.empty]
    width = max((len(line.cells) for line in filled), default=0)
    # A title such as "Toehoorders" may stand above the heads and be called as one of them.
    sure = [_sureness(line, parts) for line in filled[:_HIGH]]
    at = sure.index(max(sure)) if any(sure) else None
    if at is None:
        return Headed(columns=_by_content(filled, width, parts, first), lines=tuple(filled))
    above = tuple(Finding(line=one.number, problem=Problem.ABOVE) for one in filled[:at])
    rest = filled[at + 1 :]
    columns = _by_heads(filled[at], width, parts, rest)
    return Headed(columns=columns, lines=tuple(rest), findings=above)


def _part_of(cell: str, parts: Sequence[Part]) -> Part | None:
    name = head(cell)
    return next((part for part in parts if name in _HEADS[part]), None)


def _is_personal(cell: str) -> bool:
    words = head(cell).replace("e mail", "email").split()
    return any(word in _PERSONAL or word.startswith(("telefoon", "email")) for word in words)


def _sureness(line: Line, parts: Sequence[Part]) -> int:
    """How many heads a line has, 0 when it has none or is one of the others."""
    known = sum(_part_of(cell, parts) is not None for cell in line.cells)
    personal = sum(_is_personal(cell) for cell in line.cells)
    filled = sum(bool(cell) for cell in line.cells)
    return known + personal if known and (known + personal > 1 or filled == 1) else 0


def _by_heads(
    heads: Line, width: int, parts: Sequence[Part], lines: Sequence[Line]
) -> tuple[Column, ...]:
    """Of two columns that say the same the one with the surer head is taken."""
    wanted: dict[Part, int] = {}
    for place in range(width):
        part = _part_of(heads.cell(place), parts)
        if part is not None and (part not in wanted or _surer(heads, part, place, wanted[part])):
            wanted[part] = place
    columns: list[Column] = []
    for place in range(width):
        name = heads.cell(place)
        part = _part_of(name, parts)
        if not name and not any(line.cell(place) for line in lines):
            continue
        column = Column(place=place + 1, head=name)
        if part is not None and wanted[part] != place:
            column = msgspec.structs.replace(column, left=Left.TWICE)
        elif part is Part.FUNCTION and _mostly(lines, place, _names_or_reaches):
            column = msgspec.structs.replace(column, left=Left.PERSONAL)
        elif part is not None:
            column = msgspec.structs.replace(column, part=part)
        else:
            personal = _is_personal(name) or _mostly(lines, place, _names_or_reaches)
            left = Left.PERSONAL if personal else Left.UNKNOWN
            column = msgspec.structs.replace(column, left=left)
        columns.append(column)
    return tuple(columns)


def _surer(heads: Line, part: Part, place: int, than: int) -> bool:
    names = _HEADS[part]
    return names.index(head(heads.cell(place))) < names.index(head(heads.cell(than)))


def _by_content(
    lines: Sequence[Line], width: int, parts: Sequence[Part], first: Part
) -> tuple[Column, ...]:
    """Of a list without heads: days, yes and no, codes, and words in the usual order."""
    left = [part for part in parts if part in _IN_WORDS]
    left.sort(key=lambda part: part is not first)
    given: set[Part] = set()
    columns: list[Column] = []
    for place in range(width):
        if not any(line.cell(place) for line in lines):
            continue
        column = Column(place=place + 1, guessed=True)
        part = next(
            (
                part
                for part, fits in _TELLING
                if part in parts and part not in given and _mostly(lines, place, fits)
            ),
            None,
        )
        if _mostly(lines, place, _names_or_reaches):
            column = msgspec.structs.replace(column, left=Left.PERSONAL)
        elif part is not None:
            given.add(part)
            column = msgspec.structs.replace(column, part=part)
        elif left and not _mostly(lines, place, _is_telling):
            column = msgspec.structs.replace(column, part=left.pop(0))
        else:
            column = msgspec.structs.replace(column, left=Left.UNKNOWN)
        columns.append(column)
    return tuple(columns)


def _mostly(lines: Sequence[Line], place: int, fits: Callable[[str], bool]) -> bool:
    cells = [line.cell(place) for line in lines if line.cell(place)]
    return bool(cells) and sum(map(fits, cells)) >= _MOST * len(cells)


def _names_or_reaches(cell: str) -> bool:
    return may_name(cell) or reaches(cell)


def _is_day(cell: str) -> bool:
    # Of a day without a year it does not matter which: only whether it is one.
    return any(map(str.isdigit, cell)) and date_of(cell, datetime.date(2000, 1, 1)) is not None


def _is_answer(cell: str) -> bool:
    name = head(cell)
    return name in _YES or name in _NO


def _is_code(cell: str) -> bool:
    return number_of(cell) is not None and not cell.isdigit()


def _is_telling(cell: str) -> bool:
    return any(fits(cell) for _part, fits in _TELLING)


_IN_WORDS: Final = (Part.FUNCTION, Part.ORGANISATION, Part.ASKED_BY, Part.NEEDS)
_TELLING: Final[tuple[tuple[Part, Callable[[str], bool]], ...]] = (
    (Part.CODE, _is_code),
    (Part.INVITED, _is_day),
    (Part.ASKED, _is_day),
    (Part.COMING, _is_answer),
)


# What stands in a cell


def number_of(cell: str) -> int | None:
    """The number in a code as D3, d 3 or 3."""
    digits = cell.strip().removeprefix("D").removeprefix("d").strip(" .")
    plain = digits.isascii() and digits.isdecimal() and 0 < len(digits) <= 3
    return int(digits) if plain and int(digits) > 0 else None


def yes_or_no(cell: str) -> bool | None:
    """What was answered: None for nothing yet. Raises ValueError for what is no answer."""
    if cell.strip() in {"✓", "✔", "+"}:
        return True
    if cell.strip() in {"✗", "✘"}:
        return False
    name = head(cell)
    first = name.partition(" ")[0]
    if name in _NO or first == "nee":
        return False
    if name in _YES or first == "ja":
        return True
    if name in _OPEN:
        return None
    raise ValueError(cell)


def day_or_yes(cell: str, today: datetime.date) -> datetime.date | None:
    """A day, or today for a mere yes. Raises ValueError for what is neither."""
    day = nearest_day(cell, today)
    return day if day is not None or not yes_or_no(cell) else today


def fit_words(part: Part, cell: str) -> Problem | None:
    """Why words of a cell may not be kept; None when they may."""
    if reaches(cell):
        return Problem.REACHED
    if len(cell) > _LONGEST:
        return Problem.LONG
    if part is Part.ASKED_BY and may_name(cell):
        return Problem.NAMED
    if part is Part.LEARNING and surely_names(cell):
        return Problem.NAMED
    if part is Part.FUNCTION and (surely_names(cell) or names_beside(cell)):
        return Problem.NAMED
    return None


_LONGEST: Final = 200
"""Characters of what one cell says of somebody."""
