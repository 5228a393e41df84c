"""What was typed in a form that was left: it waits until a form on the same thing is opened."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from textual.content import Content

from spiegel.i18n import _
from spiegel.meeting.port.meeting import HalfLine
from spiegel.text import plain

KEEP_AFTER: Final = 0.12
"""Seconds after the first key that is not kept yet: a crash loses less than 200 ms of typing."""


class Keeps(Protocol):
    """Who keeps what is half filled in: a meeting beside its session, Home as long as it is there.

    Its methods are those of `port.Typed`.
    """

    def held(self, about: str) -> HalfLine: ...

    def hold(self, half_line: HalfLine, about: str = "") -> None: ...

    def left(self, words: str) -> str: ...

    def keep(self) -> None: ...


class InWindow:
    """Keeps half forms as long as this window is there; for what is not about a meeting yet."""

    def __init__(self) -> None:
        self._forms: dict[str, HalfLine] = {}

    def held(self, about: str) -> HalfLine:
        """What was left half filled in about this."""
        return self._forms.get(about, HalfLine())

    def hold(self, half_line: HalfLine, about: str = "") -> None:
        """This is half filled in now."""
        self._forms[about] = half_line

    def left(self, words: str) -> str:
        """All of them: nothing is taken back here."""
        return words

    def keep(self) -> None:
        """It is kept already."""


class HalfForm:
    """What is typed in the form on one thing.

    about: "questions 3" for a document of a table, so that it goes with that; else any name.
    """

    def __init__(self, keeps: Keeps, about: str) -> None:
        self._keeps = keeps
        self._about = about

    def typed(self, saved: Mapping[str, str]) -> dict[str, str]:
        """What was typed and not kept, by field, where it differs from what is saved."""
        typed = self._form("typed")
        return {key: text for key, text in typed.items() if saved.get(key, text) != text}

    def moved(self, saved: Mapping[str, str]) -> tuple[str, ...]:
        """The fields that were typed in and that another window changed meanwhile."""
        begun = self._form("begun")
        return tuple(key for key in self.typed(saved) if begun.get(key) != saved[key])

    def _form(self, name: str) -> dict[str, str]:
        found = (self._keeps.held(self._about).form or {}).get(name)
        return dict(found) if isinstance(found, Mapping) else {}

    def hold(self, values: Mapping[str, str], saved: Mapping[str, str]) -> None:
        """This is filled in now; a field that is as it is saved is not typed in."""
        typed = {key: text for key, text in values.items() if text != saved[key]}
        begun = {key: saved[key] for key in typed}
        # A line is kept only when it has words, and an emptied field is typed in too.
        line = " · ".join(filter(None, typed.values())) or self._about
        form = {"typed": typed, "begun": begun}
        self._keeps.hold(HalfLine(text=line, form=form) if typed else HalfLine(), self._about)

    def left(self, words: str) -> str:
        """Words of the form without those that were taken back for good while it stood open."""
        return self._keeps.left(words)

    def done(self) -> None:
        """It is saved, or not wanted."""
        self._keeps.hold(HalfLine(), self._about)

    def keep(self) -> None:
        """Keep it where it lasts."""
        self._keeps.keep()


def waited(moved: Sequence[str]) -> Content:
    """That what was typed is here again; moved: the names of fields that changed meanwhile."""
    words = [plain(_("What you typed waited here. ctrl+l: begin again."), "$muted")]
    if moved:
        names = ", ".join(moved)
        changed = _("Changed in another window meanwhile: {fields}.").format(fields=names)
        words.append(plain(changed, "$accent"))
    return Content(" ").join(words)
