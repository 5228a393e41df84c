"""Evaluation forms, from devices or typed in from paper: a line each, and how many there are."""

from collections.abc import Hashable, Sequence
from typing import cast

from textual import work
from textual.content import Content

from spiegel.domain.capture.evaluating import (
    OPEN,
    AddEvaluation,
    RemoveEvaluation,
    TellWords,
    read_marks,
)
from spiegel.domain.session.evaluation import Evaluation
from spiegel.domain.session.evaluation import Form as Asked
from spiegel.i18n import _
from spiegel.screens.followup import view
from spiegel.screens.followup.asking import InTurnSection
from spiegel.screens.followup.evaluating_panel import EvaluatingPanel
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.widgets.browse import Row


class EvaluationSection(InTurnSection):
    """A line for each form; n types in one of a participant, t one of a listener, z: on devices."""

    INDENT = 5

    def keys(self) -> Sequence[Hashable]:
        """The forms by their number, those of participants first."""
        found = self.session.evaluations.values()
        return [one.number for form in Asked for one in found if one.form is form]

    @property
    def evaluation(self) -> Evaluation | None:
        """The form under the cursor."""
        return self.session.evaluations.get(cast(int, self.browse.key))

    def row(self, key: Hashable) -> Row:
        """What was answered, and whether the words may be told."""
        return view.evaluation_row(self.session.evaluations.get(cast(int, key)))

    def draw(self) -> None:
        """Draw the forms, and how many there are of each kind."""
        super().draw()
        words = _("n types in the form of a participant, t that of a listener. They hold no name.")
        self.browse.hint = Content.styled(words, "$muted")
        self.summary.words = view.forms(self.session)
        few = _("Below five forms of a group the report counts nothing.")
        self.advice.words = Content.styled(few, "$muted")
        if self.session.info.evaluating is not None:
            open_ = _("The evaluation is open on devices. z: how many came in, and close it.")
            self.advice.words = Content.styled(open_, "$accent")

    def about_words(self) -> Content:
        """What the keys do here."""
        words = _("space: words in the report, or not · x: remove · z: on devices")
        return Content.styled(words, "$muted")

    def can(self, verb: str) -> bool:
        """Only words can be told; nothing is edited, a form goes and is typed again."""
        if verb in ("tell", "remove"):
            return self.evaluation is not None
        return super().can(verb)

    def do_participant(self) -> None:
        """The form of a participant."""
        self._type(Asked.PARTICIPANT)

    def do_listener(self) -> None:
        """The form of a listener."""
        self._type(Asked.LISTENER)

    @work
    async def _type(self, asked: Asked) -> None:
        """Numbers for the faces in one field, the words in the others; until Esc, one after one."""
        while True:
            values = await self.app.push_screen_wait(
                Form(
                    view.form_name(asked),
                    (
                        Field(
                            key="marks",
                            label=view.marks_label(asked),
                            example=view.marks_example(asked),
                        ),
                        *(
                            Field(key=f"words{at}", label=_(question))
                            for at, question in enumerate(view.SHORT[asked])
                        ),
                    ),
                    check=lambda values: _problem(values, asked),
                    advice=view.questions(asked),
                    half=HalfForm(self.meeting.typed, f"new {asked} form"),
                )
            )
            if values is None:
                return
            marks = read_marks(values["marks"], asked) or ()
            words = tuple(values[f"words{at}"] for at in range(len(OPEN[asked])))
            self.submit(AddEvaluation(form=asked, marks=marks, words=words), adds=True)

    @work
    async def do_pages(self) -> None:
        """People fill in a form on a device of their own, without a name."""
        await self.app.push_screen_wait(EvaluatingPanel(self.meeting))

    def do_tell(self) -> None:
        """The words may stand in the report, or not."""
        found = self.evaluation
        if found is not None and any(found.words):
            self.submit(TellWords(number=found.number, told=not found.told))

    def do_remove(self) -> None:
        """A form goes, as when it was typed in twice."""
        if self.evaluation is not None:
            self.submit(RemoveEvaluation(number=self.evaluation.number))


def _problem(values: Values, asked: Asked) -> str:
    """What stands in the way of keeping a form."""
    marks = read_marks(values["marks"], asked)
    if marks is None:
        return view.marks_typed(asked)
    if not any(marks) and not any(v.strip() for k, v in values.items() if k != "marks"):
        return _("Nothing is filled in yet.")
    return ""
