"""The pages for who has no seat yet: the code, what one agrees to, and the way back."""

from collections.abc import Iterable, Sequence

from spiegel.domain.session.session import Info
from spiegel.web.forms import Problem
from spiegel.web.frame import Frame, Link


class Entrance:
    """What stands between a device and its seat."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self.t = frame, frame.t

    def code(self, *, wrong: bool = False, paused: bool = False, back: bool = True) -> str:
        """Where one types the code that stands on the screen in the room; back: to a seat."""
        t = self.t
        links = [Link("/return", t.gettext("I have a place already"))] if back else []
        if paused:
            lines = [
                t.gettext("Codes cannot be typed for a moment."),
                t.gettext("Scan the QR code, or ask the moderator."),
            ]
            return self._frame.page("page.html", t.gettext("Welcome"), lines=lines, links=links)
        problems = [Problem("code", t.gettext("This code is not right. Look once more."))]
        return self._frame.page(
            "code.html",
            t.gettext("Welcome"),
            problems=problems if wrong else (),
            lines=[t.gettext("Type the code that stands on the large screen.")],
            links=links,
            action="/",
            method="get",
            token="",
            label=t.gettext("Code"),
            button=t.gettext("Go on"),
        )

    def join(
        self,
        info: Info,
        groups: Sequence[str],
        *,
        token: str,
        ticket: str,
        action: str = "/join",
        no_group: bool = False,
        clients: bool = True,
    ) -> str:
        """What one agrees to before taking part. clients: whether they are among who answers."""
        t = self.t
        problems = [Problem("group-1", t.gettext("Choose a group first."))]
        back = [] if action != "/join" else [Link("/return", t.gettext("I have a place already"))]
        return self._frame.page(
            "join.html",
            t.gettext("Do you take part?"),
            problems=problems if no_group else (),
            about=info.title,
            lines=self._consent(clients=clients),
            more=[*self._more()],
            groups=groups,
            token=token,
            ticket=ticket,
            action=action,
            links=back,
        )

    def _consent(self, *, clients: bool) -> Iterable[str]:
        """What everybody has to know before; short enough to stand above the button on a phone."""
        t = self.t
        yield t.gettext("With your answers we want to do better.")
        yield t.gettext("We do not ask your name.")
        yield t.gettext("The group reads the answers. They can stand in the report.")
        yield t.gettext("You may pass on every question.")
        if clients:
            yield t.gettext("The help that you get stays the same.")
        yield t.gettext("A question closes? Then nobody can find or undo your answer.")

    def _more(self) -> Iterable[str]:
        """The rest, for who wants to know it."""
        t = self.t
        yield t.gettext("Your answers stand on the moderator's laptop, without your place.")
        yield t.gettext("Your own words are shown as you wrote them. Do not write names.")
        yield t.gettext("Do fewer than three people answer? Then nothing is kept.")
        yield t.gettext("Does somebody help you? That person sees what you answer.")
        yield t.gettext("Your answers go over the Wi-Fi of this room.")
        yield t.gettext("Who is on it and knows how, can read along.")
        yield t.gettext("Would you rather not? Ask the moderator for paper.")
        yield t.gettext("Somebody types what is on paper, and so reads it.")
        yield t.gettext("You may stop at any moment.")

    def no_room(self, *, closed: bool, back: bool = True) -> str:
        """Nobody more can take part."""
        t = self.t
        why = (
            t.gettext("Nobody more can take part now.")
            if closed
            else t.gettext("All places are taken.")
        )
        lines = [why, t.gettext("Ask the moderator.")]
        links = [Link("/return", t.gettext("I have a place already"))] if back else []
        return self._frame.page(
            "page.html", t.gettext("You cannot take part yet"), lines=lines, links=links
        )

    def returning(self, token: str, *, wrong: bool = False, paused: bool = False) -> str:
        """Where one types a return code."""
        t = self.t
        problems = [Problem("code", t.gettext("This code is not right. Look once more."))]
        if paused:
            problems = [Problem("code", t.gettext("Codes cannot be typed for a moment."))]
        return self._frame.page(
            "code.html",
            t.gettext("Welcome back"),
            problems=problems if wrong or paused else (),
            lines=[t.gettext("Your code stands on the page that you had before.")],
            links=[Link("/", t.gettext("I am new here"))],
            action="/return",
            method="post",
            token=token,
            label=t.gettext("Return code"),
            button=t.gettext("Go on"),
        )
