"""The pages on which listeners write what they expect, before a meeting without devices."""

from collections.abc import Mapping, Sequence

from spiegel.domain.preparation.expectations import ON_PAGE
from spiegel.domain.session.session import Info
from spiegel.web.forms import Problem
from spiegel.web.frame import Frame


class Sheets:
    """A sheet to fill in, and what becomes of it."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self.t = frame, frame.t

    def expecting(
        self,
        info: Info,
        *,
        token: str,
        ticket: str,
        fields: Mapping[str, str],
        problems: Sequence[Problem] = (),
        waits: bool = False,
    ) -> str:
        """A sheet to fill in. waits: it is on its way to the disk, and stays as it is."""
        t = self.t
        wrong = {problem.field: problem.words for problem in problems}
        theme = t.gettext("Theme {number}")
        boxes = [
            {
                "legend": theme.format(number=number),
                "theme": _box(f"theme-{number}", t.gettext("Theme"), fields, wrong),
                "words": _box(f"words-{number}", t.gettext("In a few words"), fields, wrong),
            }
            for number in range(1, ON_PAGE + 1)
        ]
        return self._frame.page(
            "expecting.html",
            t.gettext("What do you expect to hear?"),
            problems=problems,
            trouble=t.gettext("Your sheet is not saved yet"),
            about=info.title,
            lines=[
                t.gettext("Write down what you expect to hear."),
                t.gettext("Five themes at most, each with a few words."),
                t.gettext("We do not ask your name. Do not write names."),
                t.gettext("Nobody reads it before the debrief."),
                t.gettext("Then the group sees how many people expected what."),
            ],
            more=[
                t.gettext("Your sheet stands on the moderator's laptop."),
                t.gettext("Nothing on it says which device it came from."),
                t.gettext("It goes over the Wi-Fi of this place."),
                t.gettext("Who is on it and knows how, can read along."),
                t.gettext("Would you rather not? Ask the moderator for paper."),
            ],
            more_about=t.gettext("More about your sheet"),
            token=token,
            ticket=ticket,
            boxes=boxes,
            waits=waits,
            once=t.gettext("Afterwards you cannot change it any more."),
            send=t.gettext("Save what I expect"),
        )

    def written(self) -> str:
        """A sheet is on the disk, and this device sees nothing of it any more."""
        t = self.t
        lines = [
            t.gettext("Your sheet is on the moderator's laptop."),
            t.gettext("Nobody reads it before the debrief."),
            t.gettext("You can close this page."),
        ]
        return self._frame.page("page.html", t.gettext("Saved"), lines=lines)

    def written_before(self) -> str:
        """Somebody went back to a form that was saved, and wrote something else."""
        t = self.t
        lines = [
            t.gettext("Your first sheet is saved. This one is not."),
            t.gettext("Tell the moderator if something has to change."),
        ]
        return self._frame.page("page.html", t.gettext("Nothing more can be written"), lines=lines)

    def too_late(self) -> str:
        """The meeting began: nothing more is expected."""
        t = self.t
        lines = [t.gettext("The meeting has begun. What you hear counts now.")]
        return self._frame.page("page.html", t.gettext("Nothing more can be written"), lines=lines)

    def all_wrote(self) -> str:
        """There are as many sheets as listeners."""
        t = self.t
        lines = [
            t.gettext("There are as many sheets as listeners."),
            t.gettext("Ask the moderator."),
        ]
        return self._frame.page("page.html", t.gettext("Nothing more can be written"), lines=lines)


def _box(
    id_: str, label: str, fields: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, str]:
    """A field to write in, with what stood in it and what is wrong with that."""
    problem = wrong.get(id_, "")
    return {"id": id_, "label": label, "value": fields.get(id_, ""), "problem": problem}
