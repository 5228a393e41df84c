"""What one key does about a concern, or to the statement under the cursor."""

from collections.abc import Callable

from spiegel.domain.capture.editing import Mark, Paraphrase, Reword, Tag, Untag
from spiegel.domain.consent.verdicts import Decide, like
from spiegel.domain.notation.speakers import read_speakers
from spiegel.domain.report.review import (
    Concern,
    ConcernKind,
    MarkIdea,
    NameSpeakers,
    RewriteIdea,
    settle,
)
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.themes import RenameTheme
from spiegel.domain.session.verdicts import Choice
from spiegel.screens.review.view import Key, idea_of, statement_of

WHO = (ConcernKind.SPEAKER, ConcernKind.INHERITED)
"""Concerns that a code answers."""
WHICH_THEME = (ConcernKind.NO_THEME, ConcernKind.LONE_SIGN)
"""Concerns that a pinned theme answers."""


def accepted(key: Key | None) -> Change | None:
    """It stays as it is."""
    return settle(key) if isinstance(key, Concern) else None


def doubtful(key: Key | None) -> bool:
    """Whether it is an idea that may name somebody: a single key must not let that through."""
    return isinstance(key, Concern) and (key.kind, key.table) == (ConcernKind.CAPITAL, "ideas")


def digit(session: Session, key: Key | None, typed: int) -> Change | None:
    """A digit: the participant with that number, or the theme pinned to it."""
    if isinstance(key, Concern) and key.finding is not None:
        return by_code(session, key, (f"D{typed}",)) if typed in session.participants else None
    if not isinstance(key, Concern) or key.table != "statements":
        return None
    if key.kind in WHO and typed in session.participants:
        return NameSpeakers(statement=key.number, speakers=(f"D{typed}",))
    theme = session.pinned.get(typed)
    if key.kind in WHICH_THEME and theme is not None:
        return Tag(number=key.number, theme=theme.name)
    return None


def by_code(session: Session, key: Key | None, codes: tuple[str, ...]) -> Change | None:
    """Words that look like a person become what documents call this person."""
    if not isinstance(key, Concern) or key.finding is None or len(codes) != 1:
        return None
    if session.participant(codes[0]) is None and session.listener(codes[0]) is None:
        return None
    return Decide(finding=key.finding, choice=Choice.CODE, words=codes[0])


def kept(session: Session, key: Key | None, reason: str) -> list[Change]:
    """Words that look like a person stay, for this reason."""
    if not isinstance(key, Concern) or key.finding is None or not reason.strip():
        return []
    return [Decide(finding=key.finding, choice=Choice.KEEP, reason=reason)]


def alike(session: Session, key: Key | None) -> Change | None:
    """The same answer wherever these words stand."""
    if not isinstance(key, Concern) or key.finding is None:
        return None
    return like(session, key.finding)


def ambiguous(session: Session, typed: int) -> bool:
    """Whether a participant with two digits begins with this one."""
    return any(number // 10 == typed for number in session.participants)


def sign(session: Session, key: Key | None, valence: str) -> Change | None:
    """Another sign; "" for none."""
    return _marked(session, key, lambda said: Mark(number=said.number, valence=valence))


def toggled(session: Session, key: Key | None, mark: str) -> Change | None:
    """The other way around: "key", "traceable" or "verbatim"."""
    marks: dict[str, Callable[[Statement], Change]] = {
        "key": lambda said: Mark(number=said.number, key=not said.key),
        "traceable": lambda said: Mark(number=said.number, traceable=not said.traceable),
        "verbatim": lambda said: Mark(number=said.number, verbatim=not said.verbatim),
    }
    return _marked(session, key, marks[mark])


def idea_toggled(session: Session, key: Key | None) -> Change | None:
    """An idea could point to a person, or not after all."""
    idea = idea_of(session, key)
    return MarkIdea(idea=idea.number, traceable=not idea.traceable) if idea is not None else None


def _marked(
    session: Session, key: Key | None, change: Callable[[Statement], Change]
) -> Change | None:
    statement = statement_of(session, key)
    return change(statement) if statement is not None else None


def speakers(session: Session, text: str) -> tuple[str, ...]:
    """The speakers that were typed, such as "3 5", "D1-D4", "allen" or "?"; () when unclear."""
    line = ", ".join(text.replace(",", " ").split()) or "-"
    named = read_speakers(f"{line}:", session)
    if named is None or named.unknown or named.added or named.staff:
        return ()
    return named.codes


def named(session: Session, key: Key | None, codes: tuple[str, ...]) -> Change | None:
    """These people said it."""
    statement = statement_of(session, key)
    if statement is None or not codes:
        return None
    return NameSpeakers(statement=statement.number, speakers=codes)


def people(session: Session) -> list[tuple[str, str]]:
    """Who can have said it: codes and how they are called, all and unknown last."""
    rows = [(person.code, person.role) for person in session.participants.values()]
    return [*rows, (ALL, ""), (UNKNOWN, "")]


def themed(session: Session, key: Key | None, name: str) -> Change | None:
    """The statement gets this theme, or loses it."""
    statement = statement_of(session, key)
    if statement is None:
        return None
    theme = session.theme_named(name)
    if theme is not None and theme.number in statement.themes:
        return Untag(number=statement.number, theme=theme.name)
    return Tag(number=statement.number, theme=name)


def reworded(session: Session, key: Key | None, words: str) -> list[Change]:
    """Other words; written because it was traceable, it is so no longer. Or another theme name."""
    if isinstance(key, Concern) and key.table == "themes":
        return [RenameTheme(number=key.number, theme=words)] if words.strip() else []
    statement = statement_of(session, key)
    if statement is None or not words.strip() or words == statement.words:
        return []
    return [Reword(number=statement.number, words=words), *_cleared(key, statement)]


def paraphrased(session: Session, key: Key | None, words: str) -> list[Change]:
    """A summary that stands where the quotation may not; empty takes it away.

    Of what looks like a person the words that stand in its place.
    """
    if isinstance(key, Concern) and key.finding is not None:
        said = words.strip().strip("[]")
        return [Decide(finding=key.finding, choice=Choice.OWN, words=said)] if said else []
    idea = idea_of(session, key)
    if idea is not None:
        return [RewriteIdea(idea=idea.number, words=words)] if words != idea.paraphrase else []
    statement = statement_of(session, key)
    if statement is None or words == statement.paraphrase:
        return []
    cleared = _cleared(key, statement) if words.strip() else []
    return [Paraphrase(number=statement.number, words=words), *cleared]


def _cleared(key: Key | None, statement: Statement) -> list[Change]:
    if isinstance(key, Concern) and key.kind is ConcernKind.TRACEABLE:
        return [Mark(number=statement.number, traceable=False)]
    return []
