"""What a window has of words that are not in the session: held at each key, kept soon after."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import Protocol

import msgspec

from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.typed import Left, TakenOut, is_there, taken_out
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Where
from spiegel.logbook import LOG
from spiegel.meeting.port.meeting import HalfLine
from spiegel.store.beside.drafts import Draft, left_of_form
from spiegel.store.errors import StoreError


class DraftStore(Protocol):
    """Where a window keeps what is not in the session yet; `Drafts` of the store says how."""

    def keep(self, *drafts: Draft) -> None: ...

    def clear(self) -> None: ...

    def adopt(self, session: Session | None = None) -> tuple[Draft, ...]: ...

    def hand(self, window: str, *drafts: Draft) -> None: ...

    def received(self) -> tuple[Draft, ...]: ...

    def cut_since(self, taken: TakenOut) -> tuple[str, ...]: ...

    def settle(self) -> None: ...


class KeptLine:
    """What was typed and is not in the session yet: the half line, lines on their way, and more.

    forms: what else was left half filled in, by what it is about: "actions 3" for a document of a
    table, else any name. strays: lines that were typed where letters are commands, here or in
    another window. Writing happens in a thread of its own; a disk that hangs must not stop the
    typing.
    """

    def __init__(self, drafts: DraftStore) -> None:
        self.half_line = HalfLine()
        self.forms: dict[str, HalfLine] = {}
        self.strays: tuple[HalfLine, ...] = ()
        self._drafts = drafts
        self._entered: dict[str, Draft] = {}
        self._taken: tuple[TakenOut, ...] = ()
        self._stood: dict[int, dict[str, None]] = {}
        # Closing happens in a thread, so that a disk that hangs does not stop the window.
        self._lock = Lock()
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draft")

    def entered(self, line: HalfLine, change: Change) -> None:
        """This line is on its way to the disk, as this change."""
        self._entered[line.line] = Draft(
            text=line.text,
            line=line.line,
            where=line.where,
            entered=True,
            note=isinstance(change, Tell),
        )

    def saved(self, line: str) -> None:
        """The line with this uuid is there."""
        self._entered.pop(line, None)

    def hold(self, half_line: HalfLine, about: str = "") -> None:
        """This is the half line now, or (about) what is half filled in about something."""
        if not about:
            self.half_line = half_line
            return
        self.forms.pop(about, None)
        if self._taken and half_line.text:
            half_line = _left(half_line, self.left, about)
        if half_line.text:
            self.forms[about] = half_line

    def held(self, about: str) -> HalfLine:
        """What was left half filled in about this."""
        return self.forms.get(about, HalfLine())

    def left(self, words: str) -> str:
        """Words without those that were taken back for good since this window is there.

        A form that stood open then still has them.
        """
        for taken in self._taken:
            words = taken.later(words)
        return words

    @property
    def taken_back(self) -> int:
        """How often words were taken back for good since this window is there."""
        return len(self._taken)

    def left_of(self, half_line: HalfLine, since: int) -> HalfLine:
        """What is left of a line that was typed when words were taken back so often."""
        for taken in self._taken[since:]:
            half_line = _left_of_line(half_line, taken)
        return half_line

    def see(self, before: Session, session: Session) -> None:
        """Remember how statements stood that are worded otherwise now.

        What is half typed can repeat them as they were, when they are taken back.
        """
        if before.statements is session.statements:
            return
        for number, now in session.statements.since(before.statements).items():
            was = before.statements.get(number)
            if was is not None and (now is None or now.words != was.words):
                self._stood.setdefault(number, {})[was.words] = None

    def follow(self, session: Session, before: Session | None = None) -> bool:
        """What is about a document that is gone goes too; whether a stray line lost words.

        before: the session before a change for good, such as a withdrawal: what that took out goes
        from all that is half typed.
        """
        strays = self.strays
        left = {about: form for about, form in self.forms.items() if is_there(about, session)}
        some = len(left) < len(self.forms)
        self.forms = left
        taken = None
        if before is not None:
            went = (n for n in before.statements if n not in session.statements)
            stood = [words for number in went for words in self._stood.pop(number, {})]
            taken = taken_out(before, session, stood)
            if taken is not None and (found := self._drafts.cut_since(taken)):
                taken = taken_out(before, session, stood, found)
        if taken is not None:
            self._taken = (*self._taken, taken)
            forms = {about: _left_of_line(form, taken, about) for about, form in left.items()}
            self.forms = {about: form for about, form in forms.items() if form.text}
            self.half_line = _left_of_line(self.half_line, taken)
            kept = (_left_of_line(line, taken) for line in strays)
            self.strays = tuple(line for line in kept if line.text)
        if some or taken is not None:
            self.keep()
        return [line.text for line in strays] != [line.text for line in self.strays]

    def moved(self, drafts: DraftStore) -> None:
        """Keep it beside another file from now on."""
        old, self._drafts = self._drafts, drafts
        self.keep()
        with self._lock:
            if not self._closed:
                self._thread.submit(old.clear)

    def stray(self, line: HalfLine) -> None:
        """Hold this stray line, in its place if it has one; without words it is none any more."""
        others = tuple(line if each.line == line.line else each for each in self.strays)
        known = any(each.line == line.line for each in self.strays)
        self.strays = tuple(each for each in (others if known else (*others, line)) if each.text)

    def take_stray(self) -> HalfLine | None:
        """Take the oldest stray line out."""
        taken, self.strays = self.strays[:1], self.strays[1:]
        return taken[0] if taken else None

    def hand(
        self,
        window: str,
        lines: tuple[HalfLine, ...],
        gone: Callable[[frozenset[str]], None],
    ) -> None:
        """Give stray lines to another window; `gone` is told their uuids from the thread."""
        drafts = tuple(_stray(line) for line in lines if not line.secret)
        with self._lock:
            if not self._closed:
                self._thread.submit(self._hand, window, drafts, gone)

    def _hand(
        self, window: str, drafts: tuple[Draft, ...], gone: Callable[[frozenset[str]], None]
    ) -> None:
        try:
            self._drafts.hand(window, *drafts)
        except StoreError as error:
            LOG.warning("stray lines not handed over %s", type(error).__name__)
        else:
            gone(frozenset(draft.line for draft in drafts))

    def handed(self, lines: frozenset[str]) -> None:
        """These stray lines are another window's now."""
        self.strays = tuple(line for line in self.strays if line.line not in lines)
        self.keep()

    def look(self, found: Callable[[tuple[HalfLine, ...]], None]) -> None:
        """Look what other windows gave to this one, in the thread; `found` is called from it."""

        def look() -> None:
            drafts = self._drafts.received()
            if drafts:
                found(tuple(_line(draft) for draft in drafts))

        # While the interpreter ends no thread takes any more work, and nobody wants this.
        with self._lock, suppress(RuntimeError):
            if not self._closed:
                self._thread.submit(look)

    def received(self, lines: tuple[HalfLine, ...]) -> None:
        """These stray lines are this window's now."""
        self.strays = (*self.strays, *lines)
        self.keep()

    def keep(self) -> None:
        """Write it all beside the session."""
        half_line, drafts = self.half_line, list(self._entered.values())
        drafts += (_stray(line) for line in self.strays if not line.secret)
        drafts += (_form(about, form) for about, form in self.forms.items() if not form.secret)
        if half_line.text and not half_line.secret:
            drafts.append(
                Draft(
                    text=half_line.text,
                    line=half_line.line,
                    where=half_line.where,
                    form=half_line.form,
                )
            )
        with self._lock:
            if not self._closed:
                self._thread.submit(self._write, tuple(drafts))

    def _write(self, drafts: tuple[Draft, ...]) -> None:
        try:
            if drafts:
                self._drafts.keep(*drafts)
                self._drafts.settle()
            else:
                self._drafts.clear()
        except StoreError as error:
            # The words are still held; the same disk refuses the line itself and says so.
            LOG.warning("draft not kept %s", type(error).__name__)

    def adopt(self, session: Session) -> Iterator[tuple[HalfLine, Change]]:
        """Take over what a window that is gone had not saved.

        Gives back the lines to record, with the change that does it: those that were entered, and
        of several half lines all but one, which becomes the half line of this window. Stray lines
        and forms stay what they are.
        """
        found = self._drafts.adopt(session)
        self.forms = {
            draft.about: _line(draft)
            for draft in reversed(found)
            if draft.about and is_there(draft.about, session)
        }
        found = tuple(draft for draft in found if not draft.about)
        self.strays = tuple(_line(draft) for draft in found if draft.stray)
        halves = [draft for draft in found if not (draft.entered or draft.stray)]
        for draft in halves[:1]:
            self.half_line = _line(draft)
        on_their_way = [draft for draft in found if draft.entered] + halves[1:]
        if not on_their_way:
            return
        # Who types nothing, as a server, need not load how a line is read.
        from spiegel.domain.capture.capture import RecordLine

        for draft in on_their_way:
            line = _line(draft)
            if draft.note:
                yield line, Tell(words=line.text, line=line.line)
            else:
                yield line, RecordLine(text=line.text, where=line.where or Where(), line=line.line)

    def close(self) -> None:
        """Write what is held, and end the thread."""
        self.keep()
        with self._lock:
            self._closed = True
        self._thread.shutdown()


def _line(draft: Draft) -> HalfLine:
    place = msgspec.convert(draft.where or {}, Where)
    return HalfLine(text=draft.text, where=place, line=draft.line, form=draft.form)


def _left_of_line(line: HalfLine, taken: TakenOut, about: str = "") -> HalfLine:
    """What is left of a half line or form; nothing when that has no words any more."""
    if line.where is None or line.form is not None or line.secret:
        return _left(line, taken.of_form(about), about)
    text, where = taken.line(line.text, line.where), taken.goes_on(line.where)
    return msgspec.structs.replace(line, text=text, where=where) if text else HalfLine()


def _left(line: HalfLine, left: Left, about: str = "") -> HalfLine:
    text, form = left_of_form(line.text, line.form, left, about)
    return msgspec.structs.replace(line, text=text, form=form) if text else HalfLine()


def _stray(line: HalfLine) -> Draft:
    return Draft(text=line.text, line=line.line, where=line.where, form=line.form, stray=True)


def _form(about: str, form: HalfLine) -> Draft:
    return Draft(text=form.text, line=form.line, where=form.where, form=form.form, about=about)
