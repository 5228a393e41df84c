"""The pages on which listeners write what they expect: start them, and how one gets there."""

from collections.abc import Iterator

from spiegel.domain.preparation.expectations import sheets
from spiegel.domain.preparation.recruiting import listeners_who_come
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.serving import LOOPBACK
from spiegel.screens.shared.code_panel import CodePanel


class ExpectingPanel(CodePanel):
    """The QR code with what is typed instead of it; how many sheets came, and not what they say."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_("Expectations on own devices"), meeting)

    def lines(self) -> Iterator[str]:
        """Where listeners find the page, and how many sheets there are."""
        if self.serving is None:
            yield _("Listeners scan a code and write what they expect, without a name.")
            yield _("They need the same network as this laptop. Stop it when all wrote.")
            return
        alone = _(" · on this laptop only") if self.serving.address == LOOPBACK else ""
        yield _("What do you expect to hear?")
        yield self.serving.shown_address + alone
        yield _("code {code}").format(code=self.serving.code)
        session = self.meeting.session
        written, coming = sheets(session), len(listeners_who_come(session))
        count = ngettext("{count} sheet", "{count} sheets", written).format(count=written)
        yield _("{sheets} of {coming} listeners").format(sheets=count, coming=coming)
        if not self.serving.door_open:
            yield _("nobody more can join")
