"""A letter of a session: its words, filled in, with what is missing; and editing it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import CUT, guarded, owner_told
from spiegel.domain.consent.own_words import readers
from spiegel.domain.followup.rounds import EARLY, ROUNDS
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.fields import BY_KEY, Field, field_named, names
from spiegel.domain.letters.markup import (
    BLANK,
    Block,
    Line,
    Piece,
    Shape,
    fields_of,
    one_line,
    plain,
    read,
    spoken,
)
from spiegel.domain.letters.owners import by_owner
from spiegel.domain.letters.papers import PAPERS, Each, Paper, papers_of, words_for
from spiegel.domain.report.edited import kept_words
from spiegel.domain.report.inside import for_readers, quoting_for_inside
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.traces import not_looked_at
from spiegel.domain.report.wording import date_words, listed
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Participant
from spiegel.domain.session.preparation import Letter
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.words import clean
from spiegel.i18n import Translations


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A paper as it is made. missing: what is to be known for its fields, by name, each once.

    passed: fields of a day to come that has passed. as_sent: see `_Filling`. own: those of its
    blocks that are its own words, without lists that fields bring. unknown: names of fields that
    there are not; they stand in it as they were typed. used, days: see `Facts`.
    """

    paper: Paper
    title: str
    blocks: tuple[Block, ...]
    own: tuple[Block, ...]
    missing: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    as_sent: bool = False
    unknown: tuple[str, ...] = ()
    edited: bool = False
    used: Mapping[str, frozenset[int]] = msgspec.field(default_factory=dict)
    days: frozenset[datetime.date] = frozenset()

    @property
    def by_hand(self) -> bool:
        """Whether something is to be filled in by hand."""
        return bool(self.missing or (self.passed and not self.as_sent))


def edit_of(session: Session, paper: Paper) -> Letter | None:
    """The words of this meeting for a paper, when somebody changed them."""
    return kept_words(session, paper.key)


def own_words(session: Session, paper: Paper, t: Translations) -> str:
    """Spiegel's own words for a paper of this session, with their fields open."""
    return "\n".join(map(t.gettext, words_for(paper, session) or paper.words))


def words_of(session: Session, paper: Paper, t: Translations) -> str:
    """The words that a paper is made of: those of this meeting, else Spiegel's own."""
    edit = edit_of(session, paper)
    return edit.words if edit is not None else own_words(session, paper, t)


def filled(
    session: Session,
    paper: Paper,
    t: Translations,
    *,
    words: str | None = None,
    detail: int = 0,
    made: datetime.date | None = None,
) -> Filled:
    """A paper with what the session knows; words: in place of those that it has.

    detail, made: see `Facts`.
    """
    text = words if words is not None else words_of(session, paper, t)
    session = for_readers(session, KINDS[paper.key])
    facts = Facts(session, t, detail)
    facts.made = made
    facts.sent = facts.task(paper.sent) if paper.sent else None
    private = KINDS[paper.key].private
    typed_over = not private and text != own_words(session, paper, t)
    over = not paper.after and facts.passed(session.info.date)
    filling = _Filling(facts, typed_over=typed_over, after=paper.after, as_sent=over)
    words_read = read(text)
    typed, sheet = _parted(words_read, paper)
    each = [filling.block(one) for one in typed]
    own = [made[0] for one, made in zip(typed, each, strict=True) if not one.field]
    for at, one in enumerate(_whose(facts, paper)):
        facts.one = one
        sheets = [filling.block(block) for block in sheet]
        each += [_as_sheet(brought) for brought in sheets] if each else sheets
        if not at:
            own += [made[0] for block, made in zip(sheet, sheets, strict=True) if not block.field]
    if paper.after and not private:
        said = "\n\n".join(filter(None, facts.said))
        used = facts.used.get("statements", ())
        each += [(one_line(words),) for words in quoting_for_inside(session, [said], t, used)]
        each += [(one_line(words),) for words in not_looked_at(session, t)]
    blocks = tuple(block for brought in each for block in brought)
    if paper.sent in ROUNDS and (draft := _draft(facts)):
        under = blocks[:1] if blocks and blocks[0].shape is Shape.TITLE else ()
        blocks = (*under, one_line(draft, Shape.NOTICE), *blocks[len(under) :])
    titles = (plain(block.lines[0]) for block in blocks if block.shape is Shape.TITLE)
    return Filled(
        paper=paper,
        title=next(filter(str.strip, titles), paper.title(t)),
        blocks=blocks,
        own=tuple(own),
        missing=tuple(dict.fromkeys(filling.missing)),
        passed=tuple(dict.fromkeys(filling.passed)),
        as_sent=over,
        unknown=unknown_in(words_read),
        edited=edit_of(session, paper) is not None,
        used={table: frozenset(numbers) for table, numbers in facts.used.items()},
        days=frozenset(facts.days),
    )


def _draft(facts: Facts) -> str:
    """That a letter is made before its round may begin, and is made again then; or empty."""
    if facts.sent is None:
        return ""
    ready = facts.sent - EARLY
    facts.passed(ready - datetime.timedelta(days=1))  # from `ready` on it is no draft any more
    if facts.made is None or facts.made >= ready:
        return ""
    words = facts.t.gettext("Draft of {day}. This letter is for {sent}: make it again near then.")
    made, sent = (date_words(day, facts.t) for day in (facts.made, facts.sent))
    return words.format(day=made, sent=sent)


Blocks = tuple[Block, ...]


def _parted(blocks: Blocks, paper: Paper) -> tuple[Blocks, Blocks]:
    """What stands once, and what each person or owner has; without a new page that is all of it."""
    if paper.each is None:
        return blocks, ()
    breaks = [at for at, block in enumerate(blocks) if block.shape is Shape.BREAK]
    if not breaks:
        return (), blocks
    return blocks[: breaks[0]], blocks[breaks[0] + 1 :]


def _whose(facts: Facts, paper: Paper) -> Iterable[Participant | str]:
    if paper.each is Each.OWNER:
        return by_owner(facts)
    return readers(facts.session) if paper.each is Each.PERSON else ()


def _as_sheet(blocks: Blocks) -> Blocks:
    """The blocks as those of one of several sheets: each title begins a page."""
    return tuple(
        msgspec.structs.replace(block, shape=Shape.SHEET) if block.shape is Shape.TITLE else block
        for block in blocks
    )


class _Filling:
    """Puts what is known in the place of each field, and a line to fill in where nothing is.

    typed_over: somebody typed its words, in which others than the moderator find no codes of people
    and nothing that may not be repeated. after: those may tell of a participant, and pass the gate.
    as_sent: its meeting is over, so it is a copy of what was sent before, with the days of then. No
    other letter asks or promises something for a day that has passed: that is filled in by hand.
    """

    def __init__(self, facts: Facts, *, typed_over: bool, after: bool, as_sent: bool) -> None:
        self._facts, self._typed_over, self._after = facts, typed_over, after
        self._as_sent = as_sent
        self.missing: list[str] = []
        self.passed: list[str] = []

    def block(self, block: Block) -> tuple[Block, ...]:
        """A block with what is known in it, or what a field brings in its place."""
        brought = self._brought(block)
        self._facts.said.append(spoken(brought))
        return brought

    def _brought(self, block: Block) -> tuple[Block, ...]:
        field = field_named(block.field) if block.field else None
        if field is not None and field.blocks is not None:
            brought = tuple(map(self._opened, field.blocks(self._facts)))
            if brought:
                self._look_for(field.needs)
                return brought
            if field.may_lack:
                return ()
        lines = tuple(map(self._line, block.lines))
        rows = tuple(
            tuple(tuple(map(self._line, cell)) for cell in row) for row in self._even(block.rows)
        )
        return (msgspec.structs.replace(block, lines=lines, rows=rows),)

    def _opened(self, block: Block) -> Block:
        """What a field brought, with what is known in the fields that it has itself."""
        lines = (
            tuple(self._piece(piece) if piece.field else piece for piece in line)
            for line in block.lines
        )
        return msgspec.structs.replace(block, lines=tuple(lines))

    def _look_for(self, key: str) -> None:
        """Note what a list is not whole without."""
        field = BY_KEY.get(key)
        if field is not None and field.words is not None and not field.words(self._facts):
            self.missing.append(self._facts.t.gettext(field.name))

    @staticmethod
    def _even(
        rows: tuple[tuple[tuple[Line, ...], ...], ...],
    ) -> tuple[tuple[tuple[Line, ...], ...], ...]:
        """Rows of as many cells as the widest has."""
        most = max(map(len, rows), default=0)
        empty: tuple[tuple[Line, ...], ...] = (((),),)
        return tuple((*row, *(empty * (most - len(row)))) for row in rows)

    def _line(self, line: Line) -> Line:
        if self._typed_over:
            line = tuple(self._seen_whole(line))
        return tuple(self._piece(piece) for piece in line)

    def _seen_whole(self, line: Line) -> Iterator[Piece]:
        """The pieces; those that together repeat what may not be repeated as one, without bold."""
        for typed, some in groupby(line, lambda piece: not piece.field):
            pieces = tuple(some)
            words = "".join(piece.words for piece in pieces)
            one = typed and len(pieces) > 1 and guarded(self._facts.session).spans(words)
            yield from (Piece(words),) if one else pieces

    def _piece(self, piece: Piece) -> Piece:
        if not piece.field:
            return self._without_codes(piece) if self._typed_over else piece
        field = field_named(piece.words)
        if field is None:
            return Piece(f"[{piece.words}]", bold=piece.bold)
        name = self._facts.t.gettext(field.name)
        passed = field.day is not None and self._facts.passed(field.day(self._facts))
        if passed:
            self.passed.append(name)
        words = self._words(field)
        if words and (self._as_sent or not passed):
            return Piece(words, bold=piece.bold, given=True)
        if not words:
            self.missing.append(self._facts.t.gettext(BY_KEY.get(field.needs, field).name))
        return Piece(f"{BLANK} ({name})", bold=piece.bold, blank=True)

    def _words(self, field: Field) -> str:
        """What is known of it; empty while nothing is."""
        if field.day is not None:
            return self._facts.day(field.day(self._facts))
        return field.words(self._facts) if field.words is not None else self._run_in(field.blocks)

    def _without_codes(self, piece: Piece) -> Piece:
        session, t = self._facts.session, self._facts.t
        if self._after and piece.words.strip():
            # Nothing is told of who withdrew or takes no part, and speaks in it.
            words = owner_told(session, piece.words, t) or t.gettext(CUT)
        else:
            cut = guarded(session).cut(piece.words, t.gettext(CUT))
            words = without_codes(session, cut, t)
        return piece if words == piece.words else msgspec.structs.replace(piece, words=words)

    def _run_in(self, blocks: object) -> str:
        """A list in the middle of a sentence."""
        brought: tuple[Block, ...] = blocks(self._facts) if callable(blocks) else ()
        words = [plain(line) for block in brought for line in block.lines]
        return listed(words, self._facts.t)


def unknown_in(blocks: Blocks) -> tuple[str, ...]:
    """The names of fields in these that there are not."""
    return tuple(dict.fromkeys(n for n in fields_of(blocks) if field_named(n) is None))


def problem_with(words: str, t: Translations) -> str:
    """What stands in the way of keeping these words for a letter; empty when nothing does."""
    if not words.strip():
        return t.gettext("Nothing stands in it. Take your words away to have Spiegel's own again.")
    unknown = unknown_in(read(words))
    if not unknown:
        return ""
    said = t.ngettext(
        "There is no field {names}. Write \\[ for a bracket.",
        "There are no fields {names}. Write \\[ for a bracket.",
        len(unknown),
    ).format(names=_bracketed(unknown))
    from difflib import get_close_matches  # for who mistyped a field

    alike = [near for name in unknown for near in get_close_matches(name, names(t), n=1)]
    if alike:
        said += " " + t.gettext("Do you mean {names}?").format(names=_bracketed(alike))
    return said


def _bracketed(fields: Iterable[str]) -> str:
    return ", ".join(f"[{name}]" for name in fields)


class EditLetter(Change, frozen=True, kw_only=True):
    """Other words for a paper, by its key. Raises ValueError for one that there is not."""

    paper: str
    words: str

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise ValueError(self.paper)

    @property
    def retells(self) -> bool:
        return True

    def name(self, t: Translations) -> str:
        return t.gettext("words of a letter")

    def apply(self, session: Session, now: Instant) -> Session:
        edit = edit_of(session, PAPERS[self.paper])
        number = edit.number if edit is not None else session.number("letters")
        return put(session, Letter(number=number, paper=self.paper, words=clean(self.words)))


class OwnWords(Change, frozen=True, kw_only=True):
    """A paper has Spiegel's own words again."""

    paper: str

    def name(self, t: Translations) -> str:
        return t.gettext("Spiegel's own words")

    def apply(self, session: Session, now: Instant) -> Session:
        edit = edit_of(session, PAPERS[self.paper])
        if edit is None:
            raise Refusal
        return drop(session, "letters", [edit.number])


def every_letter(session: Session, t: Translations) -> tuple[Filled, ...]:
    """All papers of this session for the day, filled in."""
    return tuple(filled(session, paper, t) for paper in papers_of(session))
