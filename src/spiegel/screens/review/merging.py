"""Choosing the theme into which another one goes, and saying what became of it."""

from collections.abc import Callable

from textual.widget import Widget

from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Theme
from spiegel.domain.session.themes import MergeThemes, others_by_likeness
from spiegel.i18n import _
from spiegel.screens.shared.pick import Pick
from spiegel.widgets.browse import typed


async def merge(
    part: Widget, session: Session, theme: Theme, submit: Callable[[Change], object]
) -> None:
    """Ask into which one it goes, the most alike first, and put that in the queue."""
    others = others_by_likeness(session, theme)
    title = _("Merge {theme} into").format(theme=theme.name)
    picked = await part.app.push_screen_wait(Pick(title, [typed(o.name) for o in others]))
    if picked is None or picked.index is None:
        return
    other = others[picked.index]
    submit(MergeThemes(source=theme.number, target=other.number))
    words = _("What stood under {theme} stands under {other} now. ctrl+z takes it back.")
    part.notify(words.format(theme=theme.name, other=other.name), markup=False)
