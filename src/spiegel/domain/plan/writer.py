"""Writing a plan of what was prepared, in the notation in which plans are read."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.language.naming import phase_meant
from spiegel.domain.patterns import pattern
from spiegel.domain.plan.elements import written_elements
from spiegel.domain.plan.forms import written_kind
from spiegel.domain.plan.headings import PAUSE
from spiegel.domain.plan.inline import plain_words
from spiegel.domain.plan.own_parts import WORDS as OWN_WORDS
from spiegel.domain.plan.own_parts import is_own
from spiegel.domain.plan.parts import ANOTHER_DAY, SAME_DAY, begins_with_time, part_line
from spiegel.domain.plan.reader import read
from spiegel.domain.plan.values import Plan, PlannedQuestion
from spiegel.domain.session.agenda import Phase, Question
from spiegel.domain.session.options import as_prepared
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import tidy

_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "nl": {
            "date": "Datum",
            "place": "Plaats",
            "say": "U zegt",
            "rules": "Regels bij dit onderdeel:",
            "every": "Doorvragen bij elke vraag:",
            "prompts": "Doorvragen:",
            "question": "Vraag:",
            "optional": "als er tijd is",
        },
        "en": {
            "date": "Date",
            "place": "Place",
            "say": "You say",
            "rules": "Rules of this part:",
            "every": "Prompts with every question:",
            "prompts": "Prompts:",
            "question": "Question:",
            "optional": "if there is time",
        },
    }
)
"""What stands before the words, as a plan is read in Dutch and in English."""
_SIGNS: Final = pattern(r"[\\*_`\[<]")
"""What Markdown would read in words that mean nothing of the kind."""


class PieceKind(StrEnum):
    """What a piece of a written plan is."""

    TITLE = "title"
    PART = "part"
    THEME = "theme"
    QUESTION = "question"
    ITEM = "item"
    LINE = "line"


_LEVELS: Final[Mapping[PieceKind, int]] = MappingProxyType(
    {PieceKind.TITLE: 1, PieceKind.PART: 2, PieceKind.THEME: 3}
)
_HEADINGS: Final = tuple(_LEVELS)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a written plan.

    label: stands before the words of a line, with a colon. mark: stands behind them between
    brackets, such as the minutes. at: of a question its number in its part, from 1.
    """

    kind: PieceKind
    words: str = ""
    label: str = ""
    mark: str = ""
    at: int = 0

    @property
    def whole(self) -> str:
        """Label, words and mark in one line."""
        label = f"{self.label}:" if self.label else ""
        mark = f"({self.mark})" if self.mark else ""
        return " ".join(filter(None, (label, self.words, mark)))


def pieces(
    session: Session, language: str, usual: Sequence[Phase] | None = None
) -> tuple[Piece, ...]:
    """What was prepared: title, day and place, each part with its texts, rules and questions.

    language: "nl" or "en", of the words that Spiegel adds. usual: the parts of the format as it is;
    a part that has another name here is written with its key too, so that it is found again.
    """
    words = _WORDS[language]
    found = list(_facts(session, words, language)) if usual is None else []
    for phase in session.agenda:
        found += _part(session, phase, words, language, usual)
    return tuple(found)


def _facts(session: Session, words: Mapping[str, str], language: str) -> Iterator[Piece]:
    info = session.info
    if info.title:
        yield Piece(kind=PieceKind.TITLE, words=tidy(info.title))
    if info.date is not None:
        yield Piece(kind=PieceKind.LINE, label=words["date"], words=_day(info.date, language))
    if info.place:
        yield Piece(kind=PieceKind.LINE, label=words["place"], words=tidy(info.place))


def _day(day: datetime.date, language: str) -> str:
    return f"{day.day}-{day.month}-{day.year}" if language == "nl" else day.isoformat()


def _part(
    session: Session,
    phase: Phase,
    words: Mapping[str, str],
    language: str,
    usual: Sequence[Phase] | None,
) -> Iterator[Piece]:
    """A part: its heading, what is said, its rules, what goes with every question, and those."""
    key = "" if usual is None or _is_found(phase, usual) else phase.key
    if is_own(phase):
        key = OWN_WORDS[language, phase.kind]
    minutes = f"{phase.minutes} min" if phase.minutes else ""
    mark = ", ".join(filter(None, (key, _on_which_day(phase, usual, language), minutes)))
    yield Piece(kind=PieceKind.PART, words=phase.name, mark=mark)
    for line in filter(None, map(tidy, phase.text.split("\n"))):
        yield Piece(kind=PieceKind.LINE, label=words["say"], words=line)
    for label, lines in ((words["rules"], phase.rules), (words["every"], phase.prompts)):
        if lines:
            yield Piece(kind=PieceKind.LINE, words=label)
        for line in lines:
            yield Piece(kind=PieceKind.ITEM, words=line)
    theme = ""
    for at, question in enumerate(_prepared(session, phase), start=1):
        if question.theme != theme:
            yield _heading(phase, question.theme)
        theme = question.theme
        yield from _question(session.agenda, question, at, words, language)


def _on_which_day(phase: Phase, usual: Sequence[Phase] | None, language: str) -> str:
    """That a part is on another day, or in a plan that is kept that it is not any more."""
    if phase.another_day:
        return ANOTHER_DAY[language]
    was = any(each.key == phase.key and each.another_day for each in usual or ())
    return SAME_DAY[language] if was else ""


def _is_found(phase: Phase, usual: Sequence[Phase]) -> bool:
    """Whether the name of a part leads to the same part of the format as it is."""
    found = phase_meant(usual, phase.name)
    return found is not None and found.key == phase.key


def _prepared(session: Session, phase: Phase) -> Iterator[Question]:
    """Its questions, without what was made from what people told on the day."""
    return filter(None, map(as_prepared, session.questions_of(phase.number)))


def _heading(phase: Phase, theme: str) -> Piece:
    """What stands above questions under a theme; above one without a theme its part once more."""
    if theme:
        return Piece(kind=PieceKind.THEME, words=theme)
    return Piece(kind=PieceKind.PART, words=phase.name)


def _question(
    phases: Sequence[Phase],
    question: Question,
    at: int,
    words: Mapping[str, str],
    language: str,
) -> Iterator[Piece]:
    marks = [f"{question.minutes} min"] if question.minutes is not None else []
    marks += [words["optional"]] if question.optional else []
    marks += [written_elements(question.elements, language)] if question.elements else []
    form = question.answer
    marks += [written_kind(form, language)] if form is not None else []
    asked = Piece(kind=PieceKind.QUESTION, words=question.words, mark=", ".join(marks), at=at)
    if _looks_otherwise(asked, phases):
        said = f"{words['question']} {question.words}"
        asked = msgspec.structs.replace(asked, words=said)
    yield asked
    for option in form.options if form is not None else ():
        yield Piece(kind=PieceKind.ITEM, words=option)
    if question.prompts and form is not None and form.options:
        yield Piece(kind=PieceKind.LINE, words=words["prompts"])
    for prompt in question.prompts:
        yield Piece(kind=PieceKind.ITEM, words=prompt)


def _looks_otherwise(asked: Piece, phases: Sequence[Phase]) -> bool:
    """Whether a question would be read as the name of a part, as a break or as a time."""
    if part_line(asked.whole, phases) is not None:
        return True
    break_ = begins_with_time(asked.words) or PAUSE.fullmatch(asked.words) is not None
    return break_ and "?" not in asked.words


def as_markdown(written: Sequence[Piece], escape: Callable[[str], str] | None = None) -> str:
    """The plan as Markdown; escape: what is done to words, usually keeping them from being read as
    emphasis or a link."""
    return _typed(written, _marked_down, escape or _escaped)


def as_kept(session: Session, usual: Sequence[Phase]) -> str:
    """The plan as it is kept for another meeting: no title, no day, no place, and nobody.

    usual: the parts of the format as it is.
    """
    language = session.info.language
    front = f"---\nwerkvorm: {session.info.format}\ntaal: {language}\n---\n\n"
    return front + as_markdown(pieces(session, language, usual))


def as_text(written: Sequence[Piece]) -> str:
    """The plan as plain text, with lines under its headings."""
    return _typed(written, _underlined, _escaped)


def _typed(
    written: Sequence[Piece],
    heading: Callable[[Piece, str], Sequence[str]],
    escape: Callable[[str], str],
) -> str:
    lines: list[str] = []
    before: Piece | None = None
    indent = ""
    for piece in written:
        if before is not None and _apart(before, piece):
            lines.append("")
        words = escape(piece.whole)
        match piece.kind:
            case PieceKind.QUESTION:
                lines.append(f"{piece.at}. {words}")
                indent = "   "
            case PieceKind.ITEM:
                lines.append(f"{indent}- {words}")
            case PieceKind.LINE:
                lines.append(indent + words)
            case _:
                lines += heading(piece, words)
                indent = ""
        before = piece
    return "\n".join(lines) + "\n"


def _apart(before: Piece, piece: Piece) -> bool:
    """Whether an empty line stands between two pieces."""
    if piece.kind is PieceKind.QUESTION:
        return piece.at == 1 or before.kind in _HEADINGS
    if piece.kind is PieceKind.ITEM:
        return False
    return piece.kind is not PieceKind.LINE or before.kind in _HEADINGS


def _escaped(words: str) -> str:
    """Words from which nothing is taken for emphasis or a link."""
    return _SIGNS.sub(r"\\\g<0>", words) if plain_words(words) != words else words


def _marked_down(piece: Piece, words: str) -> Sequence[str]:
    return (f"{'#' * _LEVELS[piece.kind]} {words}",)


def _underlined(piece: Piece, words: str) -> Sequence[str]:
    match piece.kind:
        case PieceKind.TITLE:
            return (words, "=" * max(3, len(words)))
        case PieceKind.PART:
            return (words, "-" * max(3, len(words)))
        case _:
            return (f"{words}:",)


def in_word(session: Session) -> str:
    """What is read of the plan in a Word file, in which every sign is one that is seen."""
    return as_markdown(pieces(session, session.info.language), str)


def otherwise(session: Session, text: str) -> tuple[str, ...]:
    """What of a written plan would be read otherwise than it was prepared: the questions and parts.

    Empty for nearly every plan: words that are themselves a mark, such as a question that ends in
    "(5 min)", are read as what they say.
    """
    plan = read(text, session.agenda)
    found: list[str] = []
    for phase in session.agenda:
        asked = tuple(map(planned, _prepared(session, phase)))
        there = tuple(
            msgspec.structs.replace(question, line=0)
            for question in plan.questions.get(phase.key, ())
        )
        found += [question.words for question in asked if question not in there]
        if not _same_part(phase, plan) or (asked != there and set(asked) <= set(there)):
            found.append(phase.name)
    return tuple(found)


def planned(question: Question) -> PlannedQuestion:
    """A question as a plan says it."""
    return PlannedQuestion(
        line=0,
        words=question.words,
        minutes=question.minutes,
        prompts=question.prompts,
        optional=question.optional,
        theme=question.theme,
        answer=question.answer,
        elements=question.elements,
    )


def _same_part(phase: Phase, plan: Plan) -> bool:
    text = "\n".join(filter(None, map(tidy, phase.text.split("\n"))))
    return (
        plan.minutes.get(phase.key, 0) == phase.minutes
        and plan.days.get(phase.key, False) == phase.another_day
        and plan.texts.get(phase.key, "") == text
        and plan.rules.get(phase.key, ()) == phase.rules
        and plan.prompts.get(phase.key, ()) == phase.prompts
    )
