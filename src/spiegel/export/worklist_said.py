"""The statements of the working list: who said what and when, and why it is held back."""

from collections.abc import Iterator, Mapping
from typing import Final

from spiegel.domain.consent.gate import Shown, Withheld, barred_speaker
from spiegel.domain.report.report import document_numbers
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement, Valence
from spiegel.export.word.ooxml import run
from spiegel.export.word.pen import Pen, clock
from spiegel.i18n import N_, Translations

_SIGNS: Final = {
    Valence.GOOD: N_("+ goes well"),
    Valence.BETTER: N_("– could be better"),
    Valence.WISH: N_("! wish"),
    None: "",
}


class SaidTable:
    """What was said, in the order of speaking, under the question or part it was said in."""

    def __init__(
        self,
        session: Session,
        t: Translations,
        pen: Pen,
        rulings: Mapping[int, Shown | Withheld],
    ) -> None:
        self._session = session
        self._t = t
        self._pen = pen
        self._rulings = rulings
        self._numbers = document_numbers(session, t)

    @property
    def headings(self) -> tuple[str, ...]:
        """What heads its tables."""
        return tuple(heading for heading, _ in self._sections())

    def blocks(self, anchor: str) -> Iterator[str]:
        """Its tables, piece by piece, each with the anchor and its number."""
        t, pen = self._t, self._pen
        columns = (
            t.gettext("No."),
            t.gettext("Time"),
            t.gettext("Who"),
            t.gettext("Words"),
            t.gettext("Theme and sign"),
            t.gettext("In the report"),
        )
        for number, (heading, statements) in enumerate(self._sections(), start=1):
            yield pen.heading(2, heading, f"{anchor}_{number}")
            rows = (self._statement(statement) for statement in statements)
            yield pen.table((6, 11, 9, 52, 22, 20), columns, rows, heading)

    def _sections(self) -> Iterator[tuple[str, list[Statement]]]:
        """Statements under the question or part in which they were said, in order of speaking."""
        session, t = self._session, self._t
        grouped: dict[tuple[int | None, int | None], list[Statement]] = {}
        for statement in session.statements.values():
            grouped.setdefault((statement.phase, statement.question), []).append(statement)
        for (phase, question), statements in grouped.items():
            prepared = session.questions.get(question or 0)
            part = session.phases.get(phase or 0)
            heading = prepared.words if prepared else part.name if part else ""
            yield heading or t.gettext("Without a question"), statements

    def _statement(self, statement: Statement) -> list[str]:
        pen, themes = self._pen, self._session.themes
        names = [themes[number].name for number in statement.themes if number in themes]
        sign = self._t.gettext(_SIGNS[statement.valence]) if statement.valence else ""
        key = "★ " + self._t.gettext("key statement") if statement.key else ""
        traceable = "~ " + self._t.gettext("traceable") if statement.traceable else ""
        return [
            pen.plain_cell(str(statement.number)),
            pen.plain_cell(clock(statement.at)),
            pen.plain_cell(self._who(statement)),
            self._words(statement),
            pen.plain_cell("\n".join(filter(None, (", ".join(names), sign, key, traceable)))),
            self._place(statement),
        ]

    def _who(self, statement: Statement) -> str:
        names = {ALL: self._t.gettext("all"), UNKNOWN: "?"}
        who = ", ".join(names.get(code, code) for code in statement.speakers)
        return f"{who} ›" if statement.inherited else who

    def _words(self, statement: Statement) -> str:
        pen, t = self._pen, self._t
        if barred_speaker(self._session, statement):
            return pen.cell(pen.words(t.gettext("left out"), "SpiegelMark"))
        quoted = f"\u201c{statement.words}\u201d" if statement.verbatim else statement.words
        lines = pen.plain_cell(quoted)
        if statement.paraphrase:
            label = pen.words(t.gettext("Summary: "), "SpiegelMark")
            lines += pen.cell(label, run(statement.paraphrase))
        return lines

    def _place(self, statement: Statement) -> str:
        ruling = self._rulings[statement.number]
        if isinstance(ruling, Withheld):
            return self._pen.cell(self._pen.words(ruling.explain(self._t), "SpiegelHeld"))
        return self._pen.plain_cell(self._numbers.get(statement.number, ""))
