"""Letters that are commands and letters that are typing, told apart by the rhythm of the hands.

Somebody who records what is said may type in a window where letters are commands. Nobody can see in
one letter which of the two it is; but a command stands alone, and words do not.
"""

from collections.abc import Callable
from typing import Any, Final, Protocol

import msgspec

BEFORE: Final = 0.8
"""Seconds before a command in which no other printable key was pressed."""
AFTER: Final = 0.6
"""Seconds after a command in which none follows. Typing is faster: 70 words a minute are 0.17."""
REST: Final = 3.0
"""Seconds without a key after which typing is over, if Enter or Esc did not end it."""
LINE: Final = 10.0
"""Seconds in which what is typed still belongs to the line before: people stop to listen."""

NEVER: Final = float("-inf")


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """What printable keys would do on the screen that is seen, when they stand alone.

    keys: as they were typed; several only for a number. label: in one or two words. do: does it,
    and may be a coroutine. asks: what stands at the bottom until Enter does it; without it, it is
    done at once. takes_back: what the screen itself does when the key was typing after all.
    """

    keys: str
    label: str
    do: Callable[[], Any]
    asks: str = ""
    takes_back: Callable[[], Any] | None = None


class Seen(Protocol):
    """The screen that is seen and the line for what is typed astray, as `Typing` needs them."""

    def deed(self, keys: str) -> Deed | None:
        """What these keys do when they stand alone; None when they are no command."""
        ...

    def about(self, deed: Deed | None) -> None:
        """This is about to be done; None: it is not any more."""
        ...

    def ask(self, deed: Deed | None) -> None:
        """Open the line at the bottom; None: close it."""
        ...

    def act(self, deed: Deed, at: float) -> None:
        """Do it, as of the moment of its key."""
        ...

    def retract(self, deed: Deed) -> None:
        """It was typing: take back what it did."""
        ...

    def typed(self, text: str) -> None:
        """This was typed at the end of the stray line; a panel that is open closes."""
        ...

    def erased(self) -> None:
        """Backspace in the stray line."""
        ...

    def entered(self) -> None:
        """The stray line is whole."""
        ...

    def wake(self, seconds: float) -> None:
        """Call `rest` after so many seconds, and not at an earlier time that was asked for."""
        ...


class Typing:
    """Decides for each key whether it is a command, and where it goes when it is not.

    All times are in seconds of one clock that never goes back, and are those of the key itself, so
    that a slow laptop changes nothing. A key that this takes does nothing else.
    """

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._held: Deed | None = None
        self._asked: Deed | None = None
        self._acted: Deed | None = None
        self._since = 0.0
        """When the held, asked or acted deed's last key was pressed."""
        self._before = NEVER
        """When the last printable key was pressed."""
        self._typing = False
        self._line = NEVER
        """When the stray line got its last key; long ago when there is none."""

    @property
    def typing(self) -> bool:
        """Whether somebody is typing now."""
        return self._typing

    @property
    def held(self) -> Deed | None:
        """What is about to be done, unless another letter follows."""
        return self._held

    @property
    def asked(self) -> Deed | None:
        """What Enter would do now."""
        return self._asked

    def just_acted(self, now: float) -> bool:
        """Whether a letter did something so short ago that another one makes both typing."""
        return self._acted is not None and now - self._since <= BEFORE

    # Keys

    def printable(self, character: str, now: float) -> None:
        """A printable key; it is always taken."""
        self.rest(now)
        before, self._before = self._before, now
        if self._typing:
            self._type(character, now)
        elif (deed := self._held or self._asked) is not None:
            self._follows(deed, character, now)
        elif now - before <= BEFORE or (deed := self._seen.deed(character)) is None:
            self._back_to_typing(character, now)
        else:
            self._hold(deed, now)

    def enter(self, now: float) -> bool:
        """Enter; returns whether it is taken."""
        self.rest(now)
        if self._typing or (self._held is not None and self._goes_on(self._since)):
            self._finish()
            return True
        if self._asked is not None and len(self._asked.keys) > 1 and self._goes_on(self._since):
            self._finish()
            return True
        if (deed := self._held or self._asked) is not None:
            self._drop()
            self._acted = None if deed.asks else deed
            # Who pressed Enter on a line is no longer typing: the next letter stands alone again.
            self._before = NEVER
            self._seen.act(deed, now if deed.asks else self._since)
            return True
        if self._goes_on(now):
            self._finish()
            return True
        return False

    def escape(self, now: float) -> bool:
        """Esc; returns whether it is taken."""
        self.rest(now)
        if self._held is not None:
            self._held = None
            self._seen.about(None)
            return True
        if self._asked is not None:
            self._close()
            return True
        if self._typing or self._goes_on(now):
            self._end()
            return True
        return False

    def backspace(self, now: float) -> bool:
        """Backspace; returns whether it is taken."""
        self.rest(now)
        deed = self._held or self._asked
        if deed is not None:
            held = self._held is not None
            shorter = self._seen.deed(deed.keys[:-1]) if len(deed.keys) > 1 else None
            self._drop()
            if shorter is not None:
                self._since = now
                self._show(shorter, held=held)
            return True
        if self._typing or self._goes_on(now):
            self._typing, self._line = True, now
            self._seen.erased()
            self._seen.wake(REST)
            return True
        return False

    def other(self, now: float) -> None:
        """An arrow, a function or a control key: it acts at once, after a key that it followed."""
        self.rest(now)
        if self._held is not None:
            deed, self._held = self._held, None
            self._seen.about(None)
            self._act(deed)
        self._drop()

    def pasted(self, text: str, now: float) -> None:
        """Text from a clipboard: it is no command, whatever it is."""
        self.rest(now)
        self._before = now
        self._open_line(now)
        first, *more = text.split("\n")
        self._type(first, now)
        for line in more:
            self._finish()
            if line:
                self._type(line, now)

    def rest(self, now: float) -> None:
        """So much later: what stood alone is a command, and typing is over after a while."""
        if self._held is not None and now - self._since > AFTER:
            deed, self._held = self._held, None
            self._seen.about(None)
            self._act(deed)
        if self._typing and now - self._line > REST:
            self._typing = False
        # Before Enter decides about a number, it must be known whether it stood in a line.
        until = self._since if self._held or self._asked else now
        if self._typing or self._line == NEVER:
            return
        if until - self._line > LINE:
            self._end()
        else:
            self._seen.wake(LINE - max(0.0, now - self._line) if until == now else LINE)

    def covered(self) -> None:
        """A panel lies over it, which Esc is for: the stray line is whole."""
        if self._line > NEVER:
            self._end()

    def leave(self) -> None:
        """Letters are no commands here any more: nothing waits, and the stray line is whole."""
        self._drop()
        self._acted, self._before = None, NEVER
        self.covered()

    # What they mean

    def _goes_on(self, now: float) -> bool:
        """Whether the stray line still takes what is typed now."""
        return now - self._line <= LINE

    def _hold(self, deed: Deed, now: float) -> None:
        self._since = now
        self._show(deed, held=True)

    def _show(self, deed: Deed, *, held: bool) -> None:
        if held:
            self._held = deed
            self._seen.about(deed)
            self._seen.wake(AFTER)
        else:
            self._asked = deed
            self._seen.ask(deed)

    def _follows(self, deed: Deed, character: str, now: float) -> None:
        """A key after one that waits: one more digit of a number, or typing."""
        longer = self._seen.deed(deed.keys + character)
        if longer is not None and character.isdigit() and deed.keys.isdigit():
            self._since = now
            self._show(longer, held=self._held is not None)
        else:
            self._back_to_typing(character, now)

    def _act(self, deed: Deed) -> None:
        if deed.asks:
            self._show(deed, held=False)
        else:
            self._acted = deed
            self._seen.act(deed, self._since)

    def _close(self) -> Deed:
        assert self._asked is not None
        deed, self._asked = self._asked, None
        self._seen.ask(None)
        return deed

    def _drop(self) -> None:
        """What waits is not done."""
        if self._held is not None:
            self._held = None
            self._seen.about(None)
        if self._asked is not None:
            self._close()

    def _open_line(self, now: float) -> None:
        """What waited, and what was just done, was the beginning of what is typed."""
        deed = self._held or self._asked
        self._drop()
        if deed is not None and now - self._since > (REST if len(deed.keys) == 1 else LINE):
            deed = None
        elif deed is None and self.just_acted(now):
            deed = self._acted
            assert deed is not None
            if deed.takes_back is not None:
                self._seen.retract(deed)
        self._acted = None
        if deed is not None:
            self._seen.typed(deed.keys)

    def _back_to_typing(self, character: str, now: float) -> None:
        self._open_line(now)
        self._type(character, now)

    def _type(self, text: str, now: float) -> None:
        self._typing, self._line = True, now
        self._seen.typed(text)
        self._seen.wake(REST)

    def _finish(self) -> None:
        """Enter ends the line, with a key that still waited as its last."""
        deed = self._held or self._asked
        self._drop()
        if deed is not None:
            self._seen.typed(deed.keys)
        self._end()

    def _end(self) -> None:
        self._typing, self._line = False, NEVER
        self._seen.entered()
