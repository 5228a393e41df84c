"""How what is recorded is shown on any screen: its sign, who said it, and what Enter will store."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.reading import Reading, ReadingKind
from spiegel.domain.notation.speakers import written_codes
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark, RemarkKind, Valence, Where
from spiegel.domain.session.themes import meant
from spiegel.i18n import _, current

MOST_MEANT = 2
"""Known themes that are named beside a new one."""

SIGNS: Final = {Valence.GOOD: "$success", Valence.BETTER: "$error", Valence.WISH: "$accent"}
"""The colour of each sign."""


def sign_words(valence: Valence | None) -> str:
    """Sign and word: never a colour alone."""
    match valence:
        case Valence.GOOD:
            return _("+ goes well")
        case Valence.BETTER:
            return _("– could be better")
        case Valence.WISH:
            return _("! wish")
        case _:
            return ""


def who(speakers: tuple[str, ...]) -> str:
    """The speakers as the gutter shows them."""
    return ",".join(_("all") if code == ALL else code for code in speakers)


def remark_words(kind: RemarkKind) -> str:
    """What a remark is called under its words."""
    return {
        RemarkKind.NOTE: _("note, in no document"),
        RemarkKind.STEP: _("debrief"),
        RemarkKind.EXPLAINED: _("explanation of the outcome"),
        RemarkKind.PARKED: _("parked"),
        RemarkKind.AFTERCARE: _("aftercare, in no document"),
        RemarkKind.MEMO: _("note to the moderator"),
        RemarkKind.TESTED: _("what a plan changes for a persona"),
    }[kind]


def tied(remark: Remark) -> str:
    """The codes in an explanation, known or not: they stand beside answers of nobody."""
    return ", ".join(remark.people) or written_codes(remark.words)


def tied_words(codes: str) -> str:
    """What a code does in an explanation."""
    return Finding(FindingKind.TIES, codes, 0).explain(current())


def place_name(session: Session, where: Where) -> str:
    """A question with its number, a part, or a step of the debrief."""
    question = session.questions.get(where.question or 0)
    if question is not None:
        index = session.questions_of(question.phase).index(question) + 1
        return _("Question {number} · {words}").format(number=index, words=question.words)
    phase = session.phases.get(where.phase or 0)
    steps = phase.steps if phase is not None else ()
    step = next((step.name for step in steps if step.key == where.step), "")
    return step or (phase.name if phase is not None else _("without a question"))


def status(session: Session, reading: Reading, *, paused: bool) -> Content:
    """What will be stored when Enter is pressed now; what is odd comes before signs and themes.

    A small screen cuts the end of it.
    """
    odd = [Content.styled(finding.explain(current()), "$accent") for finding in reading.findings]
    parts: list[Content] = []
    match reading.kind:
        case ReadingKind.EMPTY:
            return Content("")
        case ReadingKind.STATEMENT:
            parts = _statement_parts(session, reading, odd)
        case _:
            parts = [Content.styled(_kind_words(reading), "$primary"), *odd]
            if reading.kind is ReadingKind.ACTION and reading.owner:
                parts.append(Content(reading.owner))
            if reading.by is not None:
                parts.append(Content(f"{reading.by:%d-%m-%Y}"))
    for theme in reading.themes:
        if theme.number is not None:
            parts.append(Content.styled(f"#{theme.name}", "$primary"))
        else:
            parts.append(Content.styled(f"#{theme.name}", "$accent"))
            parts.append(Content.styled(_new_theme(session, theme.name), "$accent"))
    if paused:
        parts.append(Content.styled(_("the clock stands still"), "$accent"))
    return Content.styled(" · ", "$muted").join(parts)


def _new_theme(session: Session, name: str) -> str:
    """That a theme is new, and which known one was perhaps meant."""
    near = meant(session, name)[:MOST_MEANT]
    return _("new, or {themes}?").format(themes=", ".join(near)) if near else _("new")


def _statement_parts(session: Session, reading: Reading, odd: Sequence[Content]) -> list[Content]:
    refused = [
        code
        for code in reading.speakers
        if (person := session.participant(code)) is not None and not person.consent.verbatim
    ]
    kind = _("quotation") if reading.verbatim else _("summary")
    speaker = who(reading.speakers) + (" ›" if reading.inherited else "")
    parts = [Content(kind), Content.styled(speaker, "bold"), *odd]
    if reading.verbatim and refused:
        parts.append(
            Content.styled(_("{people} no quotation").format(people=who(tuple(refused))), "$accent")
        )
    if reading.valence is not None:
        parts.append(Content.styled(sign_words(reading.valence), SIGNS[reading.valence]))
    if reading.key:
        parts.append(Content.styled("★", "$accent"))
    if reading.traceable:
        parts.append(Content.styled(_("~ traceable"), "$accent"))
    if reading.speakers == (UNKNOWN,) and not odd:
        parts.append(Content.styled(_("who? check later"), "$accent"))
    return parts


def _kind_words(reading: Reading) -> str:
    match reading.kind:
        case ReadingKind.QUESTION:
            return _("question of a listener")
        case ReadingKind.ACTION:
            return _("action")
        case ReadingKind.NOTE:
            return _("note, in no document")
        case ReadingKind.REMARK:
            return _("debrief")
        case ReadingKind.EXPLAINED:
            return _("explanation of the outcome")
        case ReadingKind.PARKED:
            return _("parked")
        case ReadingKind.AFTERCARE:
            return _("aftercare, in no document")
        case ReadingKind.PLACE:
            return _("next lines belong there")
        case ReadingKind.SPEAKER:
            return _("{people} goes on").format(people=who(reading.speakers))
        case ReadingKind.LEFT:
            return _("{people} left").format(people=who(reading.people))
        case ReadingKind.BACK:
            return _("{people} is back").format(people=who(reading.people))
        case _:
            return ""
