"""An action while it is being made: what is filled in so far, and what is still weak about it."""

import datetime
from contextlib import suppress
from typing import Any, Final

import msgspec

from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.actions.weakness import Weakness, explain, weaknesses
from spiegel.domain.capture.capture import preview
from spiegel.domain.notation.dates import written_date
from spiegel.domain.notation.reading import ReadingKind
from spiegel.domain.notation.write import write
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Where
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import HalfLine

FIELDS: Final = (
    *("words", "kind", "reason", "owner", "by", "priority"),
    *("guard", "first_check", "evidence", "stopped", "progress"),
)
"""What is filled in; each is kept and changed by itself."""
TOLD: Final = ("words", "reason", "evidence", "stopped", "progress")
"""Those in which somebody can type over what a participant said."""
NO_TIME = Instant(utc=0, boot="", boot_ms=0)


class ActionDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in.

    begun: the action as it was when it began to be changed. moved: the names of fields that were
    typed in here and that another window changed meanwhile. number: of the action that is changed,
    None for a new one. by, first_check: the days as they were typed. line: the uuid that a new
    action is saved by.
    """

    number: int | None = None
    words: str = ""
    kind: ActionKind = ActionKind.DO
    reason: str = ""
    owner: str = ""
    by: str = ""
    priority: Priority | None = None
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    guard: str = ""
    first_check: str = ""
    evidence: str = ""
    stopped: str = ""
    progress: str = ""
    line: str = ""
    begun: Action | None = None
    moved: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was typed yet."""
        typed = (self.words, self.reason, self.owner, self.by, self.guard, self.first_check)
        return not any(map(str.strip, typed))


def day_of(typed: str, today: datetime.date) -> datetime.date | None:
    """The day that was typed, None when there is none or when it is no day."""
    written = written_date(typed, today)
    return written.day if written is not None else None


def not_a_day(typed: str, today: datetime.date) -> bool:
    """Whether something was typed that is no day."""
    return bool(typed.strip()) and day_of(typed, today) is None


def as_action(draft: ActionDraft, today: datetime.date) -> Action:
    """The action as it would be."""
    return Action(
        number=draft.number or 0,
        at=NO_TIME,
        words=draft.words.strip(),
        kind=draft.kind,
        reason=draft.reason.strip(),
        statements=draft.statements,
        clusters=draft.clusters,
        themes=draft.themes,
        owner=draft.owner.strip(),
        by=day_of(draft.by, today),
        priority=draft.priority,
        status=draft.begun.status if draft.begun is not None else ActionStatus.PROPOSED,
        guard=draft.guard.strip(),
        first_check=day_of(draft.first_check, today),
        evidence=draft.evidence.strip(),
        stopped=draft.stopped.strip(),
        progress=draft.progress.strip(),
    )


def weak(session: Session, draft: ActionDraft, today: datetime.date) -> str:
    """What is still weak about it, short, while it can be mended."""
    if not draft.words.strip():
        return ""
    t = current()
    wrong = not_a_day(draft.by, today)
    found = [
        explain(weakness, t)
        for weakness in weaknesses(session, as_action(draft, today))
        if not (wrong and weakness is Weakness.NO_DATE)
    ]
    if wrong or not_a_day(draft.first_check, today):
        found.insert(0, _("That is no day. Write 15-12 or 15 December."))
    return "  ".join(found)


def change(session: Session, draft: ActionDraft, today: datetime.date) -> Change | None:
    """What saves it; None when nothing was changed."""
    action = as_action(draft, today)
    if draft.number is None:
        return AddAction(
            words=action.words,
            kind=action.kind,
            reason=action.reason,
            statements=action.statements,
            clusters=action.clusters,
            themes=action.themes,
            owner=action.owner,
            by=action.by,
            priority=action.priority,
            guard=action.guard,
            first_check=action.first_check,
            line=draft.line,
        )
    # What was not touched here stays as another window made it meanwhile.
    before = draft.begun or session.actions.get(draft.number)
    fields: dict[str, Any] = {
        name: getattr(action, name)
        for name in FIELDS
        if before is None or getattr(before, name) != getattr(action, name)
    }
    return EditAction(number=draft.number, fields=fields) if fields else None


def draft_of(action: Action) -> ActionDraft:
    """An action to be changed."""
    return ActionDraft(
        number=action.number,
        words=action.words,
        kind=action.kind,
        reason=action.reason,
        owner=action.owner,
        by=_typed(action.by),
        priority=action.priority,
        guard=action.guard,
        first_check=_typed(action.first_check),
        evidence=action.evidence,
        stopped=action.stopped,
        progress=action.progress,
        statements=action.statements,
        clusters=action.clusters,
        themes=action.themes,
        line=action.line,
        begun=action,
    )


def _typed(day: datetime.date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day is not None else ""


def taken_up(kept: HalfLine, action: Action) -> ActionDraft | None:
    """What was typed in an action and not saved, on top of the action as it is now.

    A field that was not touched is as it is now; one that was, and that another window changed
    meanwhile, is named in `moved`.
    """
    if kept.form is None:
        return None
    try:
        draft = msgspec.convert(kept.form, ActionDraft)
    except msgspec.ValidationError:
        return None
    now, begun = draft_of(action), draft_of(draft.begun or action)
    touched = [name for name in FIELDS if getattr(draft, name) != getattr(begun, name)]
    moved = tuple(name for name in touched if getattr(now, name) != getattr(begun, name))
    typed = {name: getattr(draft, name) for name in touched}
    return msgspec.structs.replace(now, **typed, moved=moved) if touched else None


def half_line(session: Session, draft: ActionDraft, where: Where, today: datetime.date) -> HalfLine:
    """An action that is half made or half changed, as a line that survives a crash."""
    if draft.number is None and draft.empty:
        return HalfLine()
    begun = draft_of(draft.begun) if draft.begun is not None else None
    if begun is not None and all(getattr(draft, n) == getattr(begun, n) for n in FIELDS):
        return HalfLine()
    said = as_action(draft, today)
    if not_a_day(draft.by, today):
        words = f"{said.words} {draft.by.strip()}".strip()
        said = msgspec.structs.replace(said, words=words)
    form = msgspec.to_builtins(draft)
    # An action that is there already is not to be taken for the line that made it.
    line = draft.line if draft.number is None else ""
    return HalfLine(text=write(said, session), where=where, line=line, form=form)


def resumed(session: Session, kept: HalfLine, today: datetime.date) -> ActionDraft | None:
    """The action that was half made, if that is what was kept."""
    if kept.form is not None:
        with suppress(msgspec.ValidationError):
            return msgspec.convert(kept.form, ActionDraft)
    if not kept.text.startswith(">") or kept.where is None:
        return None
    reading = preview(session, kept.text, kept.where, today)
    if reading.kind is not ReadingKind.ACTION:
        return None
    return ActionDraft(
        words=reading.words,
        kind=reading.action,
        reason=reading.reason,
        owner=reading.owner,
        by=_typed(reading.by),
        statements=reading.statements,
        themes=tuple(theme.number for theme in reading.themes if theme.number is not None),
        line=kept.line,
    )
