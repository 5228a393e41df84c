"""The pages as HTML: what they say, in the language of the session."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec
from markupsafe import escape

from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.web import fields as parts
from spiegel.web.entrance import Entrance
from spiegel.web.faces import Faces
from spiegel.web.forms import Problem
from spiegel.web.frame import Frame, Link, Who
from spiegel.web.outcome import Shown
from spiegel.web.sheets import Sheets
from spiegel.web.stage import OnStage

STYLE: Final = "style.css"
SCRIPT: Final = "script.js"


class Pages:
    """The pages in one language, "nl" or "en".

    entrance: for who has no seat yet. sheets: on which listeners write what they expect. faces: on
    which people say how the meeting was.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._frame = Frame(language)
        self.t = self._frame.t
        self.entrance, self.sheets = Entrance(self._frame), Sheets(self._frame)
        self.faces = Faces(self._frame)

    def forget(self) -> None:
        """No page that was made before is shown again."""
        self._frame.forget()

    # For who takes part

    def waiting(self, stage: OnStage, who: Who) -> str:
        """Nothing is asked now."""
        return self._frame.for_all(
            "waiting",
            stage.version,
            who=who,
            make=lambda: self._waiting(stage, self._frame.anybody(who)),
        )

    def _waiting(self, stage: OnStage, who: Who) -> str:
        t = self.t
        if stage.poll is not None:
            heading = t.gettext("This question is closed")
            lines = [t.gettext("Wait a moment. The moderator goes on soon.")]
        else:
            heading = t.gettext("Wait a moment")
            lines = [t.gettext("There is no question now.")]
        return self._frame.page(
            "waiting.html", heading, who=who, version=stage.version, lines=lines
        )

    def over(self, who: Who) -> str:
        """The meeting is over."""
        t = self.t
        lines = [t.gettext("The meeting is over. You can close this page.")]
        # nobody has to come back to it
        who = msgspec.structs.replace(who, return_code="")
        return self._frame.page("page.html", t.gettext("Thank you"), who=who, lines=lines)

    def question(
        self,
        stage: OnStage,
        who: Who,
        *,
        token: str,
        fields: Mapping[str, list[str]],
        problems: Sequence[Problem] = (),
        action: str = "/answer",
        next_: str = "/",
    ) -> str:
        """A question to answer, with what was filled in before."""
        how: dict[str, Any] = {
            "fields": fields,
            "problems": problems,
            "action": action,
            "next_": next_,
        }
        if fields or problems:
            return self._question(stage, who, token=token, **how)
        return self._frame.for_all(
            "question",
            stage.version,
            action,
            who=who,
            token=token,
            make=lambda: self._question(
                stage, self._frame.anybody(who), token=self._frame.marks.token, **how
            ),
        )

    def _question(
        self,
        stage: OnStage,
        who: Who,
        *,
        token: str,
        fields: Mapping[str, list[str]],
        problems: Sequence[Problem],
        action: str,
        next_: str,
    ) -> str:
        form, poll, t = stage.form, stage.poll, self.t
        assert form is not None
        assert poll is not None
        wrong = {problem.field: problem.words for problem in problems if not problem.whole}
        lines = []
        if form.practice:
            lines = [t.gettext("This is to practise. Nothing of it is kept.")]
        return self._frame.page(
            "question.html",
            stage.words,
            who=who,
            version=stage.version,
            problems=problems,
            trouble=self.t.gettext("Your answer is not saved yet"),
            lines=lines,
            token=token,
            poll=poll.number,
            round=poll.round,
            action=action,
            next=next_,
            kind=form.kind.value,
            legend=parts.legend(form, t),
            hints=[*parts.hints(form, t)],
            choices=[*parts.choices(form, fields, t)],
            apart=[*parts.apart(form, fields, t)],
            inputs=[*parts.inputs(form, fields, wrong, t)],
            most=parts.most(form),
        )

    def kept(self, stage: OnStage, who: Who, answer: Sequence[str]) -> str:
        """An answer is on the disk; answer: in words, nothing for who passed on the question."""
        listed = "\n".join(f"<li>{escape(each)}</li>" for each in answer)
        gave = bool(answer)
        return self._frame.for_all(
            "kept",
            stage.version,
            gave,
            who=who,
            answer=listed,
            make=lambda: self._kept(stage, self._frame.anybody(who), gave=gave),
        )

    def _kept(self, stage: OnStage, who: Who, *, gave: bool) -> str:
        t = self.t
        practice = stage.form is not None and stage.form.practice
        if not gave:
            heading = t.gettext("You pass on this question")
            lines = [t.gettext("That is fine.")]
            change = t.gettext("Answer after all")
        else:
            heading = t.gettext("Saved")
            lines = [
                t.gettext("This was to practise. Nothing of it is kept.")
                if practice
                else t.gettext("Your answer is on the moderator's laptop.")
            ]
            change = t.gettext("Change my answer")
        lines.append(t.gettext("You can change it until the question is closed."))
        links = [Link("/", self._frame.say["anything_new"]), Link("/?change=1", change)]
        return self._frame.page(
            "kept.html",
            heading,
            who=who,
            version=stage.version,
            lines=lines,
            links=links,
            answer=self._frame.marks.answer if gave else "",
            words=stage.words,
        )

    def late(
        self,
        form: AnswerForm | None,
        fields: Mapping[str, list[str]],
        who: Who,
        *,
        next_: str = "/",
    ) -> str:
        """An answer came when the question was closed: its words are still there."""
        t = self.t
        own, listed = [], []
        if form is not None:
            chosen = [*parts.choices(form, fields, t), *parts.apart(form, fields, t)]
            listed = [each["words"] for each in chosen if each["chosen"]]
            filled = [each for each in parts.inputs(form, fields, {}, t) if each["value"]]
            if form.kind is AnswerKind.IDEAS:
                own = filled
            else:
                listed += [f"{each['words']}: {each['value']}" for each in filled]
        lines = [t.gettext("Your answer came too late. It does not count.")]
        links = [Link(next_, self._frame.say["anything_new"])]
        heading = t.gettext("This question is closed")
        return self._frame.page(
            "late.html", heading, who=who, lines=lines, links=links, own=own, listed=listed
        )

    def outcome(self, stage: OnStage, who: Who, shown: Shown) -> str:
        """What the room sees of a question."""
        page = partial(
            self._frame.page,
            "outcome.html",
            stage.words,
            who=self._frame.anybody(who),
            version=stage.version,
            lines=shown.lines,
            caption=shown.caption,
            columns=shown.columns,
            bars=shown.bars,
            groups=shown.groups,
        )
        return self._frame.for_all("outcome", stage.version, shown, who=who, make=page)

    # The laptop that goes round

    def turn(self, token: str, *, wrong: str = "", open_: bool = True) -> str:
        """Where the next person types the code of a slip."""
        t = self.t
        if not open_:
            lines = [t.gettext("There is no question now.")]
            links = [Link("/turn", self._frame.say["anything_new"])]
            return self._frame.page(
                "page.html", t.gettext("Wait a moment"), lines=lines, links=links
            )
        return self._frame.page(
            "code.html",
            t.gettext("Your turn"),
            problems=[Problem("code", wrong)] if wrong else (),
            lines=[t.gettext("Type the code of your slip.")],
            action="/turn",
            method="post",
            token=token,
            label=t.gettext("Code"),
            button=t.gettext("Go on"),
        )

    def pass_on(self) -> str:
        """An answer on the laptop is saved, and the next person may have it."""
        t = self.t
        lines = [
            t.gettext("Your answer is saved. You see nothing of it here any more."),
            t.gettext("Give the laptop to the next person."),
        ]
        links = [Link("/turn", t.gettext("I am the next person"))]
        return self._frame.page("page.html", t.gettext("Pass it on"), lines=lines, links=links)

    # What went wrong: not a word of the session

    def plain(self, heading: str, *lines: str, link: str = "") -> str:
        """A page that says why there is no other one."""
        links = [Link("/", link or self.t.gettext("Go on"))]
        return self._frame.page("page.html", heading, lines=lines, links=links)

    def freed(self) -> str:
        """The seat of this device is not used any more."""
        t = self.t
        return self.plain(
            t.gettext("This place is not used any more"),
            t.gettext("You can take part again with a new place."),
            t.gettext("Ask the moderator for the code."),
        )

    def stale(self) -> str:
        """A form that is not from here, or too old."""
        t = self.t
        return self.plain(t.gettext("This page is too old"), t.gettext("Nothing was saved."))

    def too_much(self) -> str:
        """More than a form may have."""
        t = self.t
        return self.plain(
            t.gettext("That is too much text"),
            t.gettext("Nothing was saved. Go back and make it shorter."),
        )

    def missing(self) -> str:
        """There is no such page."""
        return self.plain(self.t.gettext("There is no such page"))

    def fault(self) -> str:
        """A fault of ours."""
        t = self.t
        return self.plain(t.gettext("Something went wrong here"), t.gettext("Try once more."))
