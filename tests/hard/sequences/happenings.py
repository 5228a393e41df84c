"""What can happen to a session: changes of every kind, made from two picks and some words.

A pick is 0 for what came last, 1 for what came before it; beyond the first there is nothing, which
a change may also be about.
"""

import datetime
from collections.abc import Callable, Iterable

import msgspec

from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.capture.editing import Mark, Paraphrase, Remove, Reword, RewriteLine, Tag, Untag
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import SetConsent, SetPresence, SetRole
from spiegel.domain.running.running import Extend, GoNext, GoPrevious, Pause, Resume, Skip, Turn
from spiegel.domain.session.session import TABLES, Change, Edit, EditInfo, Session
from spiegel.domain.session.themes import (
    AddTheme,
    GroupTheme,
    MergeThemes,
    PinTheme,
    RemoveTheme,
    RenameTheme,
)

TODAY = datetime.date(2026, 9, 21)
LINES = (
    *('D1: "weken gewacht" #wachttijd -', "D2, D3: allebei #nieuw +", "gaat zo door #wachttijd"),
    *("// een notitie", "/zorg D2 bleef stil", "D6: later gekomen", "D44: onbekend", "/weg D2"),
    *("allen: ja *", "/p taxi", "? hoe lang", "> bellen #wachttijd (1)", "?: achterin ~"),
)
Make = Callable[[Session, int, int, str], Change]


def one_of(numbers: Iterable[int], pick: int) -> int:
    """The number of what is meant, or of nothing."""
    found = list(reversed(list(numbers)))
    return found[pick] if pick < len(found) else 999


def line(s: Session, pick: int, other: int, words: str) -> Change:
    text = LINES[(pick * 5 + other) % len(LINES)]
    return RecordLine(text=text, where=where(s), today=TODAY)


def line_under_a_new_theme(s: Session, pick: int, other: int, words: str) -> Change:
    return RecordLine(text=f"D{pick}: {words} #t{other}", where=where(s), today=TODAY)


def line_again(s: Session, pick: int, other: int, words: str) -> Change:
    text = f"D3: {words} #nieuw"
    return RewriteLine(
        table="statements", number=one_of(s.statements, pick), text=text, today=TODAY
    )


def sign(s: Session, pick: int, other: int, words: str) -> Change:
    return Mark(number=one_of(s.statements, pick), valence="+-!"[other % 3])


def key(s: Session, pick: int, other: int, words: str) -> Change:
    return Mark(number=one_of(s.statements, pick), key=bool(other % 2))


def reword(s: Session, pick: int, other: int, words: str) -> Change:
    return Reword(number=one_of(s.statements, pick), words=words)


def paraphrase(s: Session, pick: int, other: int, words: str) -> Change:
    return Paraphrase(number=one_of(s.statements, pick), words=words)


def tag(s: Session, pick: int, other: int, words: str) -> Change:
    theme = s.themes.get(one_of(s.themes, other))
    return Tag(number=one_of(s.statements, pick), theme=theme.name if theme else words)


def untag(s: Session, pick: int, other: int, words: str) -> Change:
    return Untag(number=one_of(s.statements, pick), theme="wachttijd")


def remove(s: Session, pick: int, other: int, words: str) -> Change:
    table = ("statements", "remarks", "actions")[other % 3]
    return Remove(table=table, number=one_of(getattr(s, table), pick))


def add_theme(s: Session, pick: int, other: int, words: str) -> Change:
    return AddTheme(theme=words)


def rename_theme(s: Session, pick: int, other: int, words: str) -> Change:
    return RenameTheme(number=one_of(s.themes, pick), theme=words or "anders")


def merge_themes(s: Session, pick: int, other: int, words: str) -> Change:
    return MergeThemes(source=one_of(s.themes, pick), target=one_of(s.themes, other))


def group_theme(s: Session, pick: int, other: int, words: str) -> Change:
    return GroupTheme(number=one_of(s.themes, pick), group=words)


def pin_theme(s: Session, pick: int, other: int, words: str) -> Change:
    return PinTheme(number=one_of(s.themes, pick), digit=other + 1)


def remove_theme(s: Session, pick: int, other: int, words: str) -> Change:
    return RemoveTheme(number=one_of(s.themes, pick))


def action(s: Session, pick: int, other: int, words: str) -> Change:
    behind = (one_of(s.statements, pick), one_of(s.statements, other))
    return AddAction(words=words, statements=behind)


def action_again(s: Session, pick: int, other: int, words: str) -> Change:
    fields = {"owner": words, "themes": (one_of(s.themes, other),)}
    return EditAction(number=one_of(s.actions, pick), fields=fields)


def consent(s: Session, pick: int, other: int, words: str) -> Change:
    who = (one_of(s.participants, pick),)
    return SetConsent(purpose="verbatim", value=bool(other % 2), participants=who)


def presence(s: Session, pick: int, other: int, words: str) -> Change:
    return SetPresence(numbers=(one_of(s.participants, pick),), present=bool(other % 2))


def role(s: Session, pick: int, other: int, words: str) -> Change:
    return SetRole(participant=one_of(s.participants, pick), role=words)


def question(s: Session, pick: int, other: int, words: str) -> Change:
    number = one_of(s.questions, pick)
    return Edit(table="questions", number=number, fields={"words": words}, label="question")


def details(s: Session, pick: int, other: int, words: str) -> Change:
    return EditInfo(fields={("title", "place")[other % 2]: words})


def note(s: Session, pick: int, other: int, words: str) -> Change:
    return Tell(words=words or "let op")


def step(s: Session, pick: int, other: int, words: str) -> Change:
    steps = (GoNext(), GoPrevious(), Pause(minutes=pick), Resume(), Extend(minutes=pick - 2))
    return steps[other]


def skip(s: Session, pick: int, other: int, words: str) -> Change:
    return Skip(question=one_of(s.questions, pick))


def turn(s: Session, pick: int, other: int, words: str) -> Change:
    return Turn(person=f"D{pick + 1}")


ALL: tuple[Make, ...] = (
    *([line] * 3 + [line_under_a_new_theme] * 2 + [reword] * 2 + [tag] * 3 + [step] * 3),
    *(line_again, sign, key, paraphrase, untag, remove, add_theme, rename_theme),
    *(merge_themes, merge_themes, group_theme, pin_theme, remove_theme, action, action_again),
    *(consent, presence, role, question, details, note, skip, turn),
)
"""All of them, some more often than others."""


def anew(session: Session) -> Session:
    """The same session, of which nothing is known yet."""
    return msgspec.structs.replace(
        session, **{name: dict(getattr(session, name).items()) for name in TABLES}
    )
