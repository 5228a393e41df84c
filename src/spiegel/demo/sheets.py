"""What everybody answered to a question of the demo, as it stands in the script: a line a person.

3   eens
p1  2=3 1
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from spiegel.domain.polls.answers import checked
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer

_LINE: Final = re.compile(r"(p?)(\d+)\s+(\S.*)")
_POINTS: Final = (
    "helemaal oneens",
    "oneens",
    "niet eens, niet oneens",
    "eens",
    "helemaal eens",
)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One person's answer. person: from 1, of those with a device or of those on paper."""

    person: int
    paper: bool
    answer: Answer


def sheets(form: AnswerForm, lines: Iterable[str]) -> tuple[Sheet, ...]:
    """The answers of all to a question of this form. Raises ValueError for a line that is none."""
    return tuple(_sheet(form, line) for line in lines)


def _sheet(form: AnswerForm, line: str) -> Sheet:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(line)
    paper, person, text = match.groups()
    return Sheet(person=int(person), paper=bool(paper), answer=checked(form, _answer(form, text)))


def _answer(form: AnswerForm, text: str) -> Answer:
    if text == "-":
        return SKIPPED
    if text == "?":
        return Answer(unknown=True)
    match form.kind:
        case AnswerKind.AGREE:
            return Answer(value=1 + _POINTS.index(text))
        case AnswerKind.RATE:
            return Answer(value=int(text))
        case AnswerKind.CHOOSE:
            return Answer(options=_numbers(text, "+"))
        case AnswerKind.RANK:
            return Answer(order=tuple(_numbers(place, "=") for place in text.split()))
        case AnswerKind.POINTS:
            points = {part[0]: int(part[1:]) for part in text.split()}
            letters = "abcdefghijklmnopqrstuvwxyz"[: len(form.options)]
            return Answer(points=tuple(points.get(letter, 0) for letter in letters))
        case AnswerKind.IDEAS:
            return Answer(ideas=tuple(idea.strip() for idea in text.split(";")))


def _numbers(text: str, between: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(between))
