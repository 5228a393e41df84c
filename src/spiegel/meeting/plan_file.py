"""A file that the user hands over as a plan."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain import plan
from spiegel.domain.plan import Plan
from spiegel.domain.plan.values import PlanFinding
from spiegel.domain.session.agenda import Phase
from spiegel.domain.session.words import clean, lines_of
from spiegel.i18n import Translations, _
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import Text, read_text, shown

_SIGNS: Final = " \t#*|-"
"""What stands around the words of a line."""


class Remark(msgspec.Struct, frozen=True):
    """Something to be said of a plan; line: where, from 1, or None if it has no line to count."""

    words: str
    line: int | None = None


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was read, and the text that it was read from."""

    text: Text
    plan: Plan

    def remarks(self, t: Translations) -> tuple[Remark, ...]:
        """What is to be said of how the text was read, and of what was odd in it."""
        lines = lines_of(clean(self.text.words))
        return (
            *(Remark(words) for words in self.text.explain(t)),
            *(self._remark(finding, lines, t) for finding in self.plan.findings),
        )

    def explain(self, t: Translations) -> tuple[str, ...]:
        """The same, a line each."""
        return tuple(
            remark.words
            if remark.line is None
            else t.gettext("line {line}: {words}").format(line=remark.line, words=remark.words)
            for remark in self.remarks(t)
        )

    def _remark(self, finding: PlanFinding, lines: Sequence[str], t: Translations) -> Remark:
        """A finding by its line where lines can be counted, else by the words of that line."""
        words = finding.explain(t)
        if self.text.typed:
            return Remark(words, finding.line)
        line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
        line = line.strip(_SIGNS)
        if not line or (finding.what and finding.what in line):
            return Remark(words)
        return Remark(t.gettext("at “{line}”: {words}").format(line=line, words=words))


def read_plan(path: Path, phases: Sequence[Phase]) -> Handed:
    """The plan in a file, for a meeting with these phases. Raises NotDoneError.

    A text in which no question and no part is found is no plan.
    """
    text = read_text(path)
    found = plan.read(text.words, phases)
    if found.nothing:
        words = _("{path} is no plan: there is no question and no part of a meeting in it.")
        raise NotDoneError(words.format(path=shown(path)))
    return Handed(text=text, plan=found)
