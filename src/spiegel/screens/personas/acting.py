"""Which actions touch a persona: one after another in or out, until that is done."""

from collections.abc import Callable
from typing import Any

import msgspec
from textual.app import App
from textual.content import Content

from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.session.actions import Action
from spiegel.domain.session.personas import Persona
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.shared.pick import Pick, Picked
from spiegel.text import plain
from spiegel.widgets.browse import typed


class Acting:
    """app: gives what shows the list. report: hears how each change went."""

    def __init__(
        self, meeting: Meeting, app: Callable[[], App[Any]], report: Callable[[Receipt], None]
    ) -> None:
        self._meeting, self._app, self._report = meeting, app, report

    async def ask(self, persona: Persona) -> None:
        """Enter takes an action in or out, and Esc is done."""
        actions = list(self._meeting.session.actions.values())
        begin = ""
        while True:
            title = _("Which actions touch {name}?").format(name=persona.name or _("the persona"))
            keys = _("Type a few letters, ↓ to choose · Enter: yes or no · Esc: done")
            rows = [_row(action, persona) for action in actions]
            panel = Pick(title, rows, begin=begin, advice=keys)
            picked: Picked | None = await self._app().push_screen_wait(panel)
            if picked is None or picked.index is None:
                return
            # As it becomes: the disk may be slower than the next key.
            begin, action = picked.text, _turned(actions[picked.index], persona)
            actions[picked.index] = action
            change = EditAction(number=action.number, fields={"touches": action.touches})
            self._meeting.submit(change, self._report)


def _row(action: Action, persona: Persona) -> Content:
    mark = "✓ " if persona.number in action.touches else "  "
    return Content.assemble(plain(mark, "$primary"), typed(action.words))


def _turned(action: Action, persona: Persona) -> Action:
    """The action that touches the persona, or not any more."""
    number, touches = persona.number, action.touches
    others = tuple(one for one in touches if one != number)
    both = others if number in touches else tuple(sorted((*others, number)))
    return msgspec.structs.replace(action, touches=both)
