"""Writing what was captured as lines of the same grammar, so that reading gives it back."""

import re
from typing import Final

import msgspec

from spiegel.domain.notation.actions import begins_with_kind, explores, gives_reason
from spiegel.domain.notation.dates import looks_like_date_end
from spiegel.domain.notation.escapes import BACKSLASH, escape, shield, token_start
from spiegel.domain.notation.places import home
from spiegel.domain.notation.quotes import MARKS, unwrap
from spiegel.domain.notation.reading import Context
from spiegel.domain.notation.speakers import (
    INHERITED,
    looks_coded,
    mentioned,
    read_codes,
    read_speakers,
)
from spiegel.domain.notation.tail import KEY, SIGNS, glued_after_quotation, lone_stop
from spiegel.domain.patterns import pattern
from spiegel.domain.session.actions import Action, ActionKind
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.people import ALL
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement, Theme

Captured = Statement | ListenerQuestion | Remark | Action
"""What a line can become."""

_PLAIN_THEME: Final = pattern(r"[^\W_]+(?:[ '/&-][^\W_]+)*")


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of the notation in one language; all are read, whatever the language."""

    all: str
    aftercare: str
    do: str
    explore: str
    decline: str
    reason: str


VOCABULARIES: Final = {
    "nl": Vocabulary("allen", "/zorg", "doen:", "uitzoeken:", "doen we niet:", "reden:"),
    "en": Vocabulary("all", "/care", "do:", "find out:", "we will not:", "reason:"),
}


def write(document: Captured, session: Session) -> str:
    """The line that gives this document when it is read where it belongs.

    Always names speakers and themes, never a pinned digit.
    """
    if isinstance(document, Statement):
        return _statement(document, session)
    if isinstance(document, ListenerQuestion):
        return _question(document, session)
    if isinstance(document, Action):
        return _action(document, session)
    return _remark(document, session)


def vocabulary(session: Session) -> Vocabulary:
    """The words of the notation in the language of the session."""
    return VOCABULARIES.get(session.info.language, VOCABULARIES["nl"])


def _statement(said: Statement, session: Session) -> str:
    names = (vocabulary(session).all if code == ALL else code for code in said.speakers)
    codes = ", ".join(names) + (f" {INHERITED}" if said.inherited else "")
    tail = [theme_text(theme, session) for theme in _themes(said.themes, session)]
    tail.extend(
        sign
        for sign, set_ in (
            (said.valence, said.valence is not None),
            (KEY, said.key),
            ("~", said.traceable),
        )
        if set_ and sign
    )
    return " ".join((f"{codes}{_words(said.words, verbatim=said.verbatim)}", *tail))


def _words(words: str, *, verbatim: bool) -> str:
    """The colon and the words; literal words between marks, or after two colons."""
    raw = escape(words)
    if verbatim and words.strip() == words and not any(mark in words for mark in MARKS):
        return f': "{raw}"'
    token = raw[token_start(raw, len(raw)) :]
    if token[:1] in "#" + SIGNS or glued_after_quotation(token) or lone_stop(token):
        raw = shield(raw)
    if raw[:1] and raw[0] in MARKS and (verbatim or unwrap(raw) is not None):
        raw = BACKSLASH + raw
    if not verbatim and unwrap(raw) is not None:
        raw = shield(raw)
    return f":: {raw}" if verbatim else f": {raw}"


def _themes(numbers: tuple[int, ...], session: Session) -> list[Theme]:
    return [session.themes[number] for number in numbers if number in session.themes]


def theme_text(theme: Theme, session: Session) -> str:
    """A theme as it is written in a tail; with a backslash where it could be taken for another."""
    name, folded = theme.name, theme.name.casefold()
    longer = any(
        other is not theme and other.name.casefold().startswith(folded)
        for other in session.themes.values()
    )
    digits = name.isascii() and name.isdigit()
    if _PLAIN_THEME.fullmatch(name) and not (longer or digits):
        return "#" + name.replace(" ", "_")
    text = "".join(c if c.isalnum() or c == " " else BACKSLASH + c for c in name)
    text = text if BACKSLASH in text else BACKSLASH + text
    return "#" + text.replace(" ", "_")


def _question(asked: ListenerQuestion, session: Session) -> str:
    raw = escape(asked.words)
    start = token_start(raw, len(raw))
    if raw[start:] in ("x", "X"):
        raw = raw[:start] + BACKSLASH + raw[start:]
    prefix = f"{asked.listener}? "
    if raw[:1] == ":" or read_speakers(prefix + raw, session) is not None:
        raw = BACKSLASH + raw
    return prefix + raw + (" x" if asked.dropped else "")


def _remark(remark: Remark, session: Session) -> str:
    context = Context(session, home(session, remark))
    raw = escape(remark.words)
    about = mentioned(remark.words, session)
    people = [code for code in remark.people if code not in about]
    if remark.kind is RemarkKind.PARKED:
        return f"/p {raw}"
    if remark.kind is RemarkKind.AFTERCARE:
        codes = ", ".join(code for code in people if code.startswith("D"))
        if codes:
            return f"{vocabulary(session).aftercare} {codes}: {raw}"
        return f"{vocabulary(session).aftercare} {_started(raw, session)}"
    if remark.kind is RemarkKind.STEP and context.kind is PhaseKind.DEBRIEF:
        return f"{', '.join(people)}: {raw}" if people else _started(raw, session)
    if remark.kind is RemarkKind.EXPLAINED and context.explains:
        return f"{', '.join(people)}: {raw}" if people else _started(raw, session)
    letters = "DTG" if context.notes_turns else "G"
    letters += "" if context.kind is PhaseKind.QUESTIONS else "T"
    speaking = [code for code in people if code[0] in letters]
    if remark.kind is RemarkKind.NOTE and speaking and context.kind is not PhaseKind.DEBRIEF:
        return f"{', '.join(speaking)}: {raw}"
    return f"// {raw}"


def _started(raw: str, session: Session) -> str:
    """Raw words at the start of a line, with a backslash if they would mean something there."""
    meaning = (
        raw[:1] in ("/", ">", "?")
        or looks_coded(raw) != ""
        or read_codes(raw, session)[1] > 0
        or read_speakers(raw, session) is not None
    )
    return BACKSLASH + raw if meaning else raw


def _action(action: Action, session: Session) -> str:
    names = vocabulary(session)
    pieces = [">"]
    raw = escape(action.words)
    if action.kind is ActionKind.DECLINE:
        pieces.append(names.decline)
    elif action.kind is ActionKind.EXPLORE and not explores(action.words):
        pieces.append(names.explore)
    elif action.kind is ActionKind.DO and begins_with_kind(raw + " "):
        pieces.append(names.do)
    reason = ""
    if action.kind is ActionKind.DECLINE and (action.reason or gives_reason(raw)):
        reason = re.sub(r"(?i)\b(reden|reason):", r"\1\:", escape(action.reason))
        pieces.extend((raw, names.reason))
        raw = reason
    pieces.append(_unread(raw))
    pieces.extend(theme_text(theme, session) for theme in _themes(action.themes, session))
    if action.owner or re.search(r"(?:^|\s)@", f"{action.words} {action.reason}"):
        pieces.append("@" + _owner(action.owner))
    if action.by is not None:
        pieces.append(f"{action.by.day}-{action.by.month}-{action.by.year:04d}")
    numbers = [str(number) for number in action.statements if number in session.statements]
    if numbers:
        pieces.append(f"({', '.join(numbers)})")
    return " ".join(piece for piece in pieces if piece)


def _unread(raw: str) -> str:
    """The raw piece with its end shielded if that could be read as the tail of an action."""
    token = raw[token_start(raw, len(raw)) :]
    in_tail = token[:1] in ("#", "@") or token[-1:] == ")" or looks_like_date_end(token)
    return shield(raw) if in_tail else raw


def _owner(owner: str) -> str:
    text = "".join(c if c.isalnum() or c == " " else BACKSLASH + c for c in owner)
    if looks_like_date_end(owner) or any(map(looks_like_date_end, owner.split())):
        text = text.replace(" ", BACKSLASH + " ")
    return text
