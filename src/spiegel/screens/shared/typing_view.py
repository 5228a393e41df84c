"""What the line at the bottom says of a letter that waits, and of words typed astray."""

from textual.content import Content

from spiegel.i18n import _
from spiegel.screens.shared.typing import Deed


def about(deed: Deed) -> Content:
    """A letter that is about to do something, until it is sure that none follows."""
    return Content.assemble((f" {deed.keys.strip() or '␣'} ", "reverse"), f" {deed.label} …")


def asked(deed: Deed) -> Content:
    """What Enter does now."""
    return asking(deed.asks)


def asking(words: str) -> Content:
    """A question at the bottom, and how to answer it."""
    return Content.assemble(
        (words, "bold $accent"), ("   Enter", "bold $primary"), (" · " + _("Esc: no"), "$muted")
    )


def typed(*, elsewhere: bool) -> Content:
    """Where the words are that were typed here."""
    if elsewhere:
        words = _("Typed, not done. It goes to the scribe.")
    else:
        words = _("Typed, not done. It waits in F4.")
    return Content.styled(words, "$muted")
