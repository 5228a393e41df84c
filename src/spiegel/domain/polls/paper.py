"""An answer on paper as a scribe types it: `= eens`, `= 7`, `= 3 1 2`, `= a4 b6`, `= -`.

`=2: ...` is an answer of the second group, where people answer in groups.
"""

import re
import string
from collections.abc import Iterator, Sequence
from typing import Final

from spiegel.domain.language.naming import plain_letters
from spiegel.domain.patterns import pattern
from spiegel.domain.polls.answers import Misfit, checked
from spiegel.domain.polls.polls import Given, open_poll
from spiegel.domain.polls.saying import ideas, point_words
from spiegel.domain.running.running import place
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.domain.session.session import Refusal, Session
from spiegel.i18n import Translations

SIGN: Final = "="
"""What a line with an answer on paper begins with."""

_GROUP: Final = pattern(r"([0-9]{1,2})\s*:\s*(.*)", re.DOTALL)
_SKIPS: Final = frozenset(("-", "–", "—", "−"))
_UNKNOWN: Final = frozenset(("weetniet", "weetikniet", "dontknow", "idontknow"))
_AGREE: Final = {
    **{"helemaaloneens": 1, "ho": 1, "stronglydisagree": 1},
    **{"oneens": 2, "o": 2, "disagree": 2},
    **{"nieteensnietoneens": 3, "neutraal": 3, "n": 3, "neutral": 3, "neither": 3},
    **{"eens": 4, "e": 4, "agree": 4},
    **{"helemaaleens": 5, "he": 5, "stronglyagree": 5},
}
_NUMBER: Final = pattern(r"[-−+]?[0-9]{1,6}")
_TIE: Final = pattern(r"\s*=\s*")
_BETWEEN: Final = pattern(r"[\s,;+>]+")
_COMMA: Final = pattern(r"[,;+>]+")
_COUNTED: Final = tuple(map(str, range(1, 100)))
_LETTERS: Final = frozenset(string.ascii_lowercase)
_POINTS: Final = pattern(r"(?<![a-z])([a-z])\s*[:=]?\s*([0-9]{1,6})", re.IGNORECASE)


class NotRead(Refusal):
    """A line with an answer on paper that does not fit the question.

    what: the piece that was not understood, empty when it was and does not fit, as `misfit` says.
    groups: how many groups there are, where the line names one that is not there.
    """

    def __init__(
        self,
        form: AnswerForm,
        what: str = "",
        *,
        misfit: Misfit | None = None,
        groups: int | None = None,
    ) -> None:
        super().__init__(what)
        self.form = form
        self.what = what
        self.misfit = misfit
        self.groups = groups

    def explain(self, t: Translations) -> str:
        """What is wrong, and how to write it."""
        return f"{self._reason(t)} {how_to_write(self.form, t)}"

    def _reason(self, t: Translations) -> str:
        if self.misfit is not None:
            return self.misfit.explain(t)
        if self.groups is not None:
            words = t.ngettext(
                "There is {count} group.", "There are {count} groups.", self.groups or 1
            )
            return words.format(count=self.groups or 1)
        if not self.what:
            return t.gettext("Nothing stands behind =.")
        return t.gettext("Not understood: {what}.").format(what=self.what)


def is_paper(line: str) -> bool:
    """Whether a line is an answer on paper."""
    return line.lstrip().startswith(SIGN)


def is_sheet(session: Session, line: str) -> bool:
    """Whether a line that is typed now is an answer on paper.

    Where such a question runs or is open; and where people answer on devices or on paper at all,
    also before and after, so that an answer that comes late stands nowhere.
    """
    question = place(session).question
    running = question is not None and question.answer is not None
    answers = session.on_devices or session.info.paper > 0
    return is_paper(line) and (running or answers or open_poll(session) is not None)


def read_paper(line: str, form: AnswerForm, groups: Sequence[str] = ()) -> Given:
    """The answer in a line that begins with `=`, with its group where there are two or more.

    groups: their names; a line that names none is of the first. Raises NotRead.
    """
    text, group = line.lstrip().removeprefix(SIGN).strip(), groups[0] if len(groups) > 1 else ""
    named = _GROUP.fullmatch(text)
    if named is not None:
        place = int(named[1])
        if not 1 <= place <= len(groups) or len(groups) < 2:
            raise NotRead(form, groups=len(groups))
        text, group = named[2].strip(), groups[place - 1]
    if not text:
        raise NotRead(form)
    try:
        return Given(checked(form, _answer(text, form)), group)
    except Misfit as misfit:
        raise NotRead(form, misfit=misfit) from misfit


def told(form: AnswerForm, answer: Answer, t: Translations) -> str:
    """How a sheet was read, in a few words, so that a slip is seen before Enter."""
    if answer.skipped:
        return t.gettext("skipped")
    if answer.unknown:
        return t.gettext("does not know")
    names = form.options
    if answer.value is not None:
        return point_words(form.kind, form.lowest, form.highest, answer.value, t)
    if answer.options:
        return ", ".join(names[option - 1] for option in answer.options)
    if answer.order:
        ties = (" = ".join(names[option - 1] for option in tied) for tied in answer.order)
        return ", ".join(ties)
    if answer.points:
        given = zip(names, answer.points, strict=True)
        return ", ".join(f"{name} {points}" for name, points in given if points)
    return ideas(len(answer.ideas), t)


def how_to_write(form: AnswerForm, t: Translations) -> str:
    """How an answer to such a question is written, in one line, with the options by their sign."""
    examples = {
        AnswerKind.AGREE: t.gettext("= agree or = 4, = ? does not know"),
        AnswerKind.RATE: t.gettext("= {lowest} to {highest}, = ? does not know"),
        AnswerKind.CHOOSE: "= 1+3" if form.several else "= 2",
        AnswerKind.IDEAS: t.gettext("= an idea; another idea"),
        AnswerKind.RANK: t.gettext("= 3 1 2, a tie = 1 2=3"),
        AnswerKind.POINTS: "= a4 b6",
    }
    example = examples[form.kind].format(lowest=form.lowest, highest=form.highest)
    words = t.gettext("Write {example}, empty = -").format(example=example)
    named = "  ".join(f"{sign} {name}" for sign, name in signed(form))
    return f"{words} · {named}" if named else words


def signed(form: AnswerForm) -> tuple[tuple[str, str], ...]:
    """The options that there are, each behind the sign by which it is written."""
    signs = string.ascii_lowercase if form.kind is AnswerKind.POINTS else _COUNTED
    return tuple(zip(signs, form.options, strict=False))


def _answer(text: str, form: AnswerForm) -> Answer:
    if text in _SKIPS:
        return SKIPPED
    if text == "?" or (form.kind is not AnswerKind.IDEAS and plain_letters(text) in _UNKNOWN):
        return Answer(unknown=True)
    match form.kind:
        case AnswerKind.AGREE:
            value = _AGREE.get(plain_letters(text))
            return Answer(value=value if value is not None else _number(text, form))
        case AnswerKind.RATE:
            return Answer(value=_number(text, form))
        case AnswerKind.CHOOSE:
            return Answer(options=_chosen(text, form))
        case AnswerKind.IDEAS:
            return Answer(ideas=tuple(text.split(";")))
        case AnswerKind.RANK:
            return Answer(order=_order(text, form))
        case AnswerKind.POINTS:
            return Answer(points=_points(text, form))


def _number(text: str, form: AnswerForm) -> int:
    if _NUMBER.fullmatch(text) is None:
        raise NotRead(form, text)
    return int(text.replace("−", "-"))


def _option(text: str, form: AnswerForm) -> int:
    """The number of an option, by its number, its letter, or its name. Raises NotRead."""
    found = _found(text, form)
    if found is None:
        raise NotRead(form, text)
    return found


def _found(text: str, form: AnswerForm) -> int | None:
    """As `_option`; of a name, the beginning of one of its words is enough: "douche"."""
    if text.isascii() and text.isdigit() and len(text) < 5:
        return int(text)
    wanted = plain_letters(text)
    named = [_from_each_word(option) for option in form.options]
    if len(text) == 1:
        exact = [wanted in ends[:1] for ends in named]
        if wanted and sum(exact) == 1:
            return exact.index(True) + 1
        letter = text.lower()
        return string.ascii_lowercase.index(letter) + 1 if letter in _LETTERS else None
    for fits in (str.__eq__, str.startswith):
        fitting = [any(fits(end, wanted) for end in ends) for ends in named]
        if wanted and sum(fitting) == 1:
            return fitting.index(True) + 1
    return None


def _from_each_word(option: str) -> list[str]:
    """The letters of a name: whole, without its first word, without its first two, and so on."""
    words = option.split()
    return [plain_letters(" ".join(words[start:])) for start in range(len(words))]


def _pieces(text: str, form: AnswerForm) -> Iterator[str]:
    """The options of a line: a comma or a plus between them, or spaces where those are in none."""
    for piece in filter(None, map(str.strip, _COMMA.split(text))):
        if all(_found(part, form) is not None for part in piece.split("=")):
            yield piece
        else:
            yield from piece.split()


def _chosen(text: str, form: AnswerForm) -> tuple[int, ...]:
    return tuple(_option(piece, form) for piece in _pieces(text, form))


def _order(text: str, form: AnswerForm) -> tuple[tuple[int, ...], ...]:
    """The places, and `=` between those of a tie."""
    places: list[tuple[int, ...]] = []
    for tied in _pieces(_TIE.sub("=", text), form):
        pieces = tied.split("=")
        if not all(pieces):
            raise NotRead(form, tied)
        places.append(tuple(_option(piece, form) for piece in pieces))
    return tuple(places)


def _points(text: str, form: AnswerForm) -> tuple[int, ...]:
    pieces = [piece for piece in _BETWEEN.split(_POINTS.sub(r" \1\2 ", text)) if piece]
    if all(piece.isascii() and piece.isdigit() for piece in pieces):
        if len(pieces) != len(form.options):
            raise NotRead(form, text)
        return tuple(map(int, pieces))
    points = [0] * len(form.options)
    seen: set[int] = set()
    for piece in pieces:
        found = _POINTS.fullmatch(piece)
        option = _option(found[1], form) if found is not None else 0
        if found is None or option > len(points) or option in seen:
            raise NotRead(form, piece)
        seen.add(option)
        points[option - 1] = int(found[2])
    return tuple(points)
