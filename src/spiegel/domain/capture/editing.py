"""Changes of what was captured: a line written again, a question it belongs to, a tag, its end."""

import datetime
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from spiegel.domain.capture.storing import Captured, brought_in, day, document_of, theme_numbers
from spiegel.domain.notation.places import home
from spiegel.domain.notation.read import read
from spiegel.domain.notation.reading import Context, ThemeRef
from spiegel.domain.session.called import name_of
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.marking import with_marked
from spiegel.domain.session.options import questions_without
from spiegel.domain.session.personas import sentences_without
from spiegel.domain.session.session import Change, Document, Refusal, Session, drop, put
from spiegel.domain.session.statements import Check, Checked, Statement, Valence, Where
from spiegel.domain.session.words import clean, tidy, typed_line
from spiegel.i18n import Translations

_FROM_LINE: Final = (
    *("words", "speakers", "inherited", "verbatim", "themes", "valence", "key", "traceable"),
    *("phase", "question", "answer_to", "listener", "dropped", "kind", "people", "step"),
    *("reason", "statements", "owner", "by"),
)
"""The fields that a line says, over all that it can become."""


class RewriteLine(Change, frozen=True, kw_only=True):
    """What was recorded is said again by another line; it keeps its number, time and uuid.

    before: the line as it was shown to change; with it, only what differs between the two lines
    is changed, so what another window changed meanwhile stays. A line that says nothing that can
    be stored changes nothing.
    """

    table: str
    number: int
    text: str
    where: Where = Where()
    today: datetime.date | None = None
    before: str = ""

    def name(self, t: Translations) -> str:
        return name_of(self.table, self.number, t)

    def apply(self, session: Session, now: Instant) -> Session:
        old: Captured | None = getattr(session, self.table).get(self.number)
        if old is None:
            raise Refusal
        spot = msgspec.structs.replace(home(session, old), speakers=self.where.speakers)
        context = Context(session, spot, self.today or day(now))
        reading = read(typed_line(self.text), context)
        themes = theme_numbers(session, reading.themes)
        new = document_of(session, reading, themes.numbers, old.line, old.at)
        if new is None:
            return session
        # Only who comes in with the line; nobody's turn or leaving is moved by a correction.
        people = brought_in(session, msgspec.structs.replace(reading, turn=""), now)
        if type(new) is not type(old):
            return put(without(session, self.table, (self.number,)), *people, *themes.new, new)
        before = self._before(session, context, old)
        return put(session, *people, *themes.new, _rewritten(old, new, before))

    def _before(self, session: Session, context: Context, old: Captured) -> Captured | None:
        if not self.before:
            return None
        reading = read(clean(self.before), context)
        themes = theme_numbers(session, reading.themes)
        return document_of(session, reading, themes.numbers, old.line, old.at)


def _rewritten(old: Captured, new: Captured, before: Captured | None) -> Captured:
    """The old document with what the line says; what was settled is open again if it changed."""
    names = [name for name in _FROM_LINE if name in old.__struct_fields__]
    fields: dict[str, Any] = {name: getattr(new, name) for name in names}
    if type(before) is type(old):
        fields = {name: v for name, v in fields.items() if v != getattr(before, name)}
    if isinstance(old, Statement) and any(
        name in fields and fields[name] != getattr(old, name) for name in ("words", "speakers")
    ):
        fields["settled"] = ()
    return msgspec.structs.replace(old, **fields)


def without(session: Session, table: str, numbers: Iterable[int]) -> Session:
    """The session without these documents, and without what pointed to them."""
    gone = frozenset(numbers)
    if not gone:
        return session
    session = drop(session, table, gone)
    pointing: list[Document] = []
    if table == "statements":
        for action in session.actions.values():
            if gone.intersection(action.statements):
                kept = tuple(number for number in action.statements if number not in gone)
                pointing.append(msgspec.structs.replace(action, statements=kept))
    if table == "statements":
        sentences = session.persona_sentences.values()
        session = with_marked(session, sentences_without(sentences, statements=gone))
        pointing.extend(questions_without(session.questions.values(), gone))
    if table == "listener_questions":
        pointing.extend(
            msgspec.structs.replace(statement, answer_to=None)
            for statement in session.statements.values()
            if statement.answer_to in gone
        )
    return put(session, *pointing)


class Remove(Change, frozen=True, kw_only=True):
    """What was captured is taken away: a statement, a listener's question, a note, an action."""

    table: str
    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("{what} removed").format(what=name_of(self.table, self.number, t))

    def apply(self, session: Session, now: Instant) -> Session:
        if self.number not in getattr(session, self.table):
            raise Refusal
        return without(session, self.table, (self.number,))


class _OfStatement(Change, frozen=True, kw_only=True):
    """A change of one statement."""

    number: int

    def statement(self, session: Session) -> Statement:
        """The statement as it is now. Raises Refusal when it is gone."""
        statement = session.statements.get(self.number)
        if statement is None:
            raise Refusal
        return statement


class Tag(_OfStatement, frozen=True, kw_only=True):
    """A statement gets a theme, by name; a name that no theme has makes a new one."""

    theme: str

    def name(self, t: Translations) -> str:
        return t.gettext("theme {theme} at {number}").format(theme=self.theme, number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        statement = self.statement(session)
        name = tidy(clean(self.theme))
        if not name:
            return session
        known = session.theme_named(name)
        themes = theme_numbers(session, (ThemeRef(name, known.number if known else None),))
        numbers = tuple(dict.fromkeys((*statement.themes, *themes.numbers)))
        return put(session, *themes.new, msgspec.structs.replace(statement, themes=numbers))


class Untag(_OfStatement, frozen=True, kw_only=True):
    """A statement loses a theme, by name."""

    theme: str

    def name(self, t: Translations) -> str:
        text = t.gettext("theme {theme} off {number}")
        return text.format(theme=self.theme, number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        statement = self.statement(session)
        theme = session.theme_named(self.theme)
        if theme is None:
            return session
        numbers = tuple(number for number in statement.themes if number != theme.number)
        return put(session, msgspec.structs.replace(statement, themes=numbers))


class Mark(_OfStatement, frozen=True, kw_only=True):
    """Another sign or mark for a statement; what is None stays as it is.

    valence: the sign, or "" for none. key: kernuitspraak. traceable: could point to a person.
    verbatim: the words are literal.
    """

    valence: str | None = None
    key: bool | None = None
    traceable: bool | None = None
    verbatim: bool | None = None

    def name(self, t: Translations) -> str:
        if self.valence is not None:
            text = t.gettext("sign of statement {number}")
        elif self.key is not None:
            text = t.gettext("key statement {number}")
        elif self.traceable is not None:
            text = t.gettext("traceable mark of statement {number}")
        else:
            text = t.gettext("quotation or summary of statement {number}")
        return text.format(number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        wanted = {"key": self.key, "traceable": self.traceable, "verbatim": self.verbatim}
        fields: dict[str, Any] = {name: v for name, v in wanted.items() if v is not None}
        if self.valence is not None:
            fields["valence"] = Valence(self.valence) if self.valence else None
        return put(session, msgspec.structs.replace(self.statement(session), **fields))


def still_checked(statement: Statement) -> tuple[Check, ...]:
    """What speakers answered that still holds when it gets other words: to keep it out."""
    return tuple(check for check in statement.checked if check.answer is Checked.OUT)


class Reword(_OfStatement, frozen=True, kw_only=True):
    """Other words for a statement; what was settled about it is open again."""

    words: str

    def name(self, t: Translations) -> str:
        return t.gettext("words of statement {number}").format(number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        statement, words = self.statement(session), typed_line(self.words)
        if words == statement.words or not words.strip():
            return session
        changed = msgspec.structs.replace(
            statement, words=words, settled=(), checked=still_checked(statement)
        )
        return put(session, changed)


class Paraphrase(_OfStatement, frozen=True, kw_only=True):
    """What stands in the report where the quotation may not; empty takes it away."""

    words: str

    def name(self, t: Translations) -> str:
        return t.gettext("summary of statement {number}").format(number=self.number)

    def apply(self, session: Session, now: Instant) -> Session:
        statement, words = self.statement(session), clean(self.words)
        checked = statement.checked
        if words != statement.paraphrase:
            checked = still_checked(statement)
        return put(session, msgspec.structs.replace(statement, paraphrase=words, checked=checked))
