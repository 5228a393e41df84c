"""What everybody answered to a question of the demo, as it stands in the script: a line a person.

    3   eens
    p1  2=3 1

The answer is written as a scribe types one from paper, but without the `=` before it.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.polls.paper import SIGN, read_paper
from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.polls import Answer

_LINE: Final = pattern(r"(p?)(\d+)\s+(\S.*)")


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One person's answer. person: from 1, of those with a device or of those on paper."""

    person: int
    paper: bool
    answer: Answer


def sheets(form: AnswerForm, lines: Iterable[str]) -> tuple[Sheet, ...]:
    """The answers of all to a question of this form.

    Raises ValueError for a line that is none, and NotRead for an answer that does not fit.
    """
    return tuple(_sheet(form, line) for line in lines)


def _sheet(form: AnswerForm, line: str) -> Sheet:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(line)
    paper, person, text = match.groups()
    answer = read_paper(f"{SIGN} {text}", form).answer
    return Sheet(person=int(person), paper=bool(paper), answer=answer)
