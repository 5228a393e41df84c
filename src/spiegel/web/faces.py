"""The pages on which people say how the meeting was: faces with words, numbers, a few lines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from spiegel.domain.capture.evaluating import FACES, MARKED, OPEN
from spiegel.domain.report.evaluated import FACE_WORDS
from spiegel.domain.session.evaluation import Form
from spiegel.i18n import Translations
from spiegel.web.forms import Problem
from spiegel.web.frame import Frame, Link

_MOUTHS: Final = (
    "M8 23 Q16 13 24 23",
    "M9 22 Q16 18 23 22",
    "M9 20 Q16 24 23 20",
    "M7 18 Q16 31 25 18",
)
"""The mouth of each face, from unhappy to happy, in a square of 32."""


class Faces:
    """A form to fill in, and what becomes of it."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self.t = frame, frame.t

    def who(self, forms: Sequence[Form], page: str) -> str:
        """Which of the forms is for who asks; page: where they are."""
        t = self.t
        words = {
            Form.PARTICIPANT: t.gettext("I told about my own experience"),
            Form.LISTENER: t.gettext("I came to listen"),
        }
        links = [Link(f"{page}?form={form.value}&change=1", words[form]) for form in forms]
        lines = [t.gettext("There is a form for each."), t.gettext("We do not ask your name.")]
        return self._frame.page(
            "page.html", t.gettext("Who are you in this meeting?"), lines=lines, links=links
        )

    def form(
        self,
        form: Form,
        *,
        title: str,
        token: str,
        opened: int,
        action: str,
        page: str,
        fields: Mapping[str, str],
        problems: Sequence[Problem] = (),
        others: bool = True,
    ) -> str:
        """A form, with what was filled in before. others: it can be changed for another one."""
        t = self.t
        wrong = {problem.field: problem.words for problem in problems if not problem.whole}
        links = [Link(f"{page}?change=1&form=", t.gettext("Another form"))] if others else []
        return self._frame.page(
            "evaluating.html",
            t.gettext("How was the meeting?"),
            problems=problems,
            trouble=t.gettext("Your form is not saved yet"),
            about=title,
            lines=[
                t.gettext("We do not ask your name. Do not write names."),
                t.gettext("You need not fill in everything."),
                t.gettext("Somebody looks at your words before others read them."),
                t.gettext("The evaluation closes? Then nobody can find or undo your form."),
            ],
            links=links,
            more=[
                t.gettext("Your form stands on the moderator's laptop."),
                t.gettext("Nothing on it says which device it came from."),
                t.gettext("It goes over the Wi-Fi of this place."),
                t.gettext("Who is on it and knows how, can read along."),
                t.gettext("Do fewer than five people answer? Then nothing is counted."),
                t.gettext("Would you rather not? Ask the moderator for paper."),
            ],
            more_about=t.gettext("More about your form"),
            token=token,
            action=action,
            form=form.value,
            opened=opened % 10**9,
            marked=[*_marked(form, fields, t)],
            written=[*_written(form, fields, wrong, t)],
            send=t.gettext("Save my form"),
        )

    def saved(self, *, token: str) -> str:
        """A form is on the disk. What it says is not shown: somebody else may look along."""
        t = self.t
        return self._frame.page(
            "evaluated.html",
            t.gettext("Saved"),
            lines=[
                t.gettext("Thank you. Your form is on the moderator's laptop."),
                t.gettext("You can change it until the evaluation is closed."),
                t.gettext("You can close this page."),
            ],
            links=[Link("/?change=1", t.gettext("Change my form"))],
            token=token,
            back=t.gettext("Take my form back"),
        )

    def taken_back(self) -> str:
        """The form of this device is gone."""
        t = self.t
        lines = [t.gettext("Your form is gone.")]
        links = [Link("/", t.gettext("Fill in a form after all"))]
        return self._frame.page(
            "page.html", t.gettext("Your form is taken back"), lines=lines, links=links
        )

    def before(self) -> str:
        """This device sent in a form in an opening before this one."""
        t = self.t
        lines = [
            t.gettext("A form came from this device already."),
            t.gettext("Tell the moderator if something has to change."),
        ]
        return self._frame.page("page.html", t.gettext("Thank you"), lines=lines)

    def enough(self) -> str:
        """There are as many forms as people."""
        t = self.t
        lines = [
            t.gettext("There are as many forms as places. Yours is not saved."),
            t.gettext("Ask the moderator."),
        ]
        return self._frame.page("page.html", t.gettext("Nothing more can be written"), lines=lines)

    def late(self, form: Form | None, fields: Mapping[str, str], page: str) -> str:
        """A form came when the evaluation was closed: its words are still there."""
        t = self.t
        own = [] if form is None else [one for one in _written(form, fields, {}, t) if one["value"]]
        return self._frame.page(
            "late.html",
            t.gettext("The evaluation is closed"),
            lines=[t.gettext("This came too late. Nothing of it is saved.")],
            links=[Link(page, t.gettext("Go on"))],
            own=own,
            listed=[],
        )


def _marked(form: Form, fields: Mapping[str, str], t: Translations) -> Iterator[dict[str, Any]]:
    """The counted questions, each with its faces or its numbers, and with no answer."""
    for at, asked in enumerate(MARKED[form], 1):
        name, faces = f"mark-{at}", asked.most == FACES
        chosen = fields.get(name, "")
        choices = [
            {
                "id": f"{name}-{mark}",
                "value": str(mark),
                "words": t.gettext(FACE_WORDS[mark - 1]) if faces else str(mark),
                "mouth": _MOUTHS[mark - 1] if faces else "",
                "chosen": chosen == str(mark),
            }
            for mark in range(1, asked.most + 1)
        ]
        yield {
            "name": name,
            "legend": t.gettext(asked.words),
            "hint": "" if faces else t.gettext("1 is the lowest, 10 is the highest."),
            "faces": faces,
            "choices": choices,
            "none": {"id": f"{name}-none", "words": t.gettext("No answer")},
            "blank": not chosen,
        }


def _written(
    form: Form, fields: Mapping[str, str], wrong: Mapping[str, str], t: Translations
) -> Iterator[dict[str, str]]:
    """The open questions, with what was written and what is wrong with it."""
    for at, question in enumerate(OPEN[form], 1):
        id_ = f"words-{at}"
        yield {
            "id": id_,
            "words": t.gettext(question),
            "value": fields.get(id_, ""),
            "problem": wrong.get(id_, ""),
        }
