"""What a line becomes once it is clear who speaks: a statement, a question, a note, a remark."""

import msgspec

from spiegel.domain.notation.escapes import token_start, unescape, without_spaces
from spiegel.domain.notation.findings import Finding, FindingKind
from spiegel.domain.notation.quotes import unwrap
from spiegel.domain.notation.reading import Context, Reading, ReadingKind
from spiegel.domain.notation.speakers import Named, inner_code, mentioned
from spiegel.domain.notation.tail import read_tail
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.people import UNKNOWN

Findings = tuple[Finding, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line without its asides, who is named before it, and where its words begin.

    start: its column in what was typed, for findings. begin: the index of its first word. clear:
    whether it is certain who speaks; if not, the words hold all that was typed.
    """

    text: str
    context: Context
    named: Named = Named()
    start: int = 0
    begin: int = 0
    clear: bool = True
    findings: Findings = ()

    @property
    def words(self) -> str:
        """The words without any tail read off them."""
        return unescape(self.text[self.begin :])


def statement(line: Line) -> Reading:
    """What participants said: words, tail, and whether the words are literal."""
    context, named, column = line.context, line.named, line.start + line.begin
    raw = line.text[line.begin :]
    tail = read_tail(raw, context.session, column)
    body = raw[: tail.end]
    inside = unwrap(body, closing_alone=not named.verbatim) if line.clear else None
    findings = [*line.findings, *_not_here(line), *tail.findings]
    inner = inner_code(body, column) if line.clear else None
    if inner is not None:
        findings.append(inner)
    if context.kind is PhaseKind.QUESTIONS and context.where.asked is None:
        findings.append(Finding(FindingKind.NO_OPEN_QUESTION, named.codes[0], line.start))
    return Reading(
        kind=ReadingKind.STATEMENT,
        where=context.where,
        words=unescape(body if inside is None else inside),
        speakers=named.codes,
        inherited=named.inherited,
        verbatim=inside is not None or (line.clear and named.verbatim),
        themes=tail.themes,
        valence=tail.valence,
        key=tail.key,
        traceable=tail.traceable,
        added=named.added,
        turn=turn_of(line),
        findings=tuple(findings),
    )


def _not_here(line: Line) -> Findings:
    people = (line.context.session.participant(code) for code in line.named.codes)
    return tuple(
        Finding(
            FindingKind.WITHDREW if person.withdrawn else FindingKind.NOT_HERE,
            person.code,
            line.start,
        )
        for person in people
        if person is not None and not person.in_room
    )


def turn_of(line: Line) -> str:
    """Whose turn a coded line makes it: one participant's, in a round of turns."""
    named = line.named
    one = len(named.codes) == 1 and named.codes[0].startswith("D") and not named.inherited
    return named.codes[0] if one and line.context.kind is PhaseKind.TURNS else ""


def question(line: Line, listener: str) -> Reading:
    """A question of a listener; an `x` in its tail means that it is not put.

    listener: a code, or empty when nobody was named.
    """
    end = len(line.text)
    mark = token_start(line.text, end)
    dropped = mark > line.begin and line.text[mark:] in ("x", "X")
    if dropped:
        end = without_spaces(line.text, mark)
    return Reading(
        kind=ReadingKind.QUESTION,
        where=line.context.where,
        words=unescape(line.text[line.begin : end]),
        listener=listener,
        dropped=dropped,
        added=line.named.added,
        findings=line.findings,
    )


def remark(line: Line, kind: ReadingKind) -> Reading:
    """A note, or a remark in a step of the debrief: by whom it names, about whom it mentions.

    What stands for no one person (`D33`, `T`, `allen`) stays among the words.
    """
    named = line.named
    if named.unknown or any(len(code) == 1 for code in (*named.staff, *named.codes)):
        line = msgspec.structs.replace(line, begin=0)
    words = line.words
    about = mentioned(words, line.context.session)
    people = (code for code in (*named.staff, *named.codes, *about) if len(code) > 1)
    return Reading(
        kind=kind,
        where=line.context.where,
        words=words,
        people=tuple(dict.fromkeys(people)),
        added=named.added,
        turn=turn_of(line),
        findings=line.findings,
    )


def unclear(line: Line, finding: Finding) -> Reading:
    """Words of which it is not clear who said them: never the last speaker's."""
    line = msgspec.structs.replace(
        line, named=Named(codes=(UNKNOWN,)), clear=False, findings=(*line.findings, finding)
    )
    if line.context.kind is PhaseKind.DEBRIEF:
        return remark(line, ReadingKind.REMARK)
    staff = finding.kind is FindingKind.NO_COLON and not finding.what.startswith("D")
    if staff or line.context.notes_turns:
        return remark(line, ReadingKind.NOTE)
    return statement(line)
