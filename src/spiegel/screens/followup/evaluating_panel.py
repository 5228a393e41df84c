"""The evaluation on own devices: open it, how one gets there, how many forms came, close it."""

from collections.abc import Iterator

from textual import work

from spiegel.domain.polls.evaluation import BOX, FEW, CloseEvaluation, OpenEvaluation
from spiegel.domain.session.session import Change
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.meeting.port.serving import LOOPBACK, Request, TurnCodes
from spiegel.screens.shared.code_panel import CodePanel
from spiegel.screens.shared.panels import Confirm


class EvaluatingPanel(CodePanel):
    """How many forms came in, and never which; what stands on them is closed until it closes."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_("Evaluation on own devices"), meeting)
        self.count: int | None = None

    @property
    def opened(self) -> bool:
        """Whether people can fill in a form now."""
        return self.meeting.expected.info.evaluating is not None

    def look(self) -> None:
        """Say how the server stands, and ask the box how many forms there are."""
        super().look()
        if self.opened:
            self.meeting.ballots.count(BOX, self._counted)

    def _counted(self, count: int) -> None:
        self.count = count
        if self.is_current:
            self.show()

    def offers(self) -> dict[str, str]:
        """What can be done now."""
        found = super().offers()
        if self.opened:
            own = {"close": _("close it, and keep the forms")}
            if self.serving is not None:
                own["turns"] = _("five codes for a laptop that goes round")
        elif self.serving is not None:
            own = {"open": _("open the evaluation")}
        else:
            own = {}
        back = {key: found.pop(key) for key in ("back",) if key in found}
        return {**back, **own, **found}

    def request(self, chosen: str) -> Request | None:
        """What an option asks of the server."""
        return TurnCodes(5) if chosen == "turns" else super().request(chosen)

    def choose(self, chosen: str) -> None:
        """Do it."""
        if chosen == "open":
            self._submit(OpenEvaluation())
        elif chosen == "close":
            self.meeting.ballots.count(BOX, self._ask_to_close)
        else:
            super().choose(chosen)

    def _ask_to_close(self, count: int) -> None:
        """What came in until now is said before it closes, and not what was seen a second ago."""
        self.count = count
        if self.is_current:
            self._close(count)

    @work(exclusive=True)
    async def _close(self, count: int) -> None:
        """Close it; few forms are asked about first."""
        if 0 < count < FEW:
            words = ngettext(
                "{count} form came in. With so few, who knows the group may guess whose it is.",
                "{count} forms came in. With so few, who knows the group may guess whose they are.",
                count,
            ).format(count=count)
        else:
            words = _("{forms} came in.").format(forms=self._forms())
        words += " " + _("After closing nobody can change a form or take it back.")
        agreed = await self.app.push_screen_wait(
            Confirm(
                _("Close the evaluation?"),
                words,
                _("Close it"),
                _("Leave it open"),
                likely=count >= FEW,
            )
        )
        if agreed:
            self._submit(CloseEvaluation())

    def _submit(self, change: Change) -> None:
        self.meeting.submit(change, self._done)

    def _done(self, receipt: Receipt) -> None:
        self.count = None
        self.told(receipt.problem)

    def _forms(self) -> str:
        count = self.count or 0
        return ngettext("{count} form", "{count} forms", count).format(count=count)

    def lines(self) -> Iterator[str]:
        """Where people find the page, and how many forms there are."""
        serving = self.serving
        if serving is None:
            yield _("People scan a code and fill in how it was, without a name.")
            yield _("They need the same network as this laptop.")
        else:
            alone = _(" · on this laptop only") if serving.address == LOOPBACK else ""
            yield _("How was the meeting?")
            yield serving.shown_address + alone
            yield _("code {code}").format(code=serving.code)
            if not serving.door_open:
                yield _("nobody more can join")
        if self.opened:
            yield _("open · {forms} came in").format(forms=self._forms())
            yield _("Close it before the laptop goes off.")
            if serving is not None and serving.turn_codes:
                codes = _("Codes for the laptop that goes round: {codes}")
                yield codes.format(codes=" ".join(serving.turn_codes))
        elif serving is not None:
            yield _("not open yet")
