"""The pages as HTML: what they say, in the language of the session."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from spiegel.domain.polls.answers import LONGEST_IDEA, MOST_IDEAS, places
from spiegel.domain.polls.saying import point_words
from spiegel.domain.preparation.expectations import ON_PAGE
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.session import Info
from spiegel.i18n import N_, Translations, translations
from spiegel.web.forms import UNKNOWN, Problem
from spiegel.web.outcome import Shown
from spiegel.web.stage import OnStage

FOLDER: Final = Path(__file__).parent
STYLE: Final = "style.css"
SCRIPT: Final = "script.js"
_AT_HAND: Final = 64

_SAID: Final[Mapping[str, str]] = {
    "seat": N_("Place"),
    "news": N_("There is something new.|Look"),
    "lost": N_("The laptop cannot be reached. Your words are still here. Try again soon."),
    "auto": N_("Show the next question by itself"),
    "anything_new": N_("Is there a new question?"),
    "return_summary": N_("Go on with another phone or laptop"),
    "return_hint": N_(
        "Open the same page there. Choose: I have a place already. Then type this code. Keep it to "
        "yourself."
    ),
    "group": N_("Which group are you in?"),
    "join": N_("I take part"),
    "more": N_("More about your answers"),
    "save": N_("Save my answer"),
    "pass_on": N_("I pass on this question"),
    "own_answer": N_("Your answer"),
    "over": N_("{count} characters too many."),
    "left": N_("Left to give: {count}"),
    "no_place": N_("no number"),
}


class Link(msgspec.Struct, frozen=True):
    """A place to go to."""

    href: str
    words: str


class Who(msgspec.Struct, frozen=True):
    """Whose page it is: the number of the seat, and its return code; neither for a stranger."""

    seat: int | str = 0
    return_code: str = ""


STRANGER: Final = Who()


class _Marks(msgspec.Struct, frozen=True):
    """What stands in a page in place of what differs from seat to seat; nobody can type it."""

    seat: str
    return_code: str
    token: str
    answer: str


class Pages:
    """The pages in one language, "nl" or "en"."""

    def __init__(self, language: str) -> None:
        self.t: Translations = translations(language)
        self.language = language
        self._say = {key: self.t.gettext(words) for key, words in _SAID.items()}
        self._marks = _Marks(*(secrets.token_hex(12) for _ in range(4)))
        self._mark = re.compile(f"({'|'.join(msgspec.structs.astuple(self._marks))})")
        self._made: dict[tuple[object, ...], list[str]] = {}
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )

    def _page(
        self,
        template: str,
        heading: str,
        *,
        who: Who = STRANGER,
        version: str = "",
        problems: Sequence[Problem] = (),
        lines: Iterable[str] = (),
        links: Iterable[Link] = (),
        trouble: str = "",
        **more: Any,
    ) -> str:
        title = f"{heading} – Spiegel"
        if problems:
            title = self.t.gettext("Mistake: {title}").format(title=title)
        return self._templates.get_template(template).render(
            language=self.language,
            title=title,
            heading=heading,
            seat=who.seat,
            return_code=who.return_code,
            version=version,
            problems=problems,
            trouble=trouble or self.t.gettext("This is not right yet"),
            lines=[*lines],
            links=[*links],
            say=self._say,
            **more,
        )

    def _for_all(
        self, *about: object, who: Who, token: str = "", answer: str = "", make: Callable[[], str]
    ) -> str:
        """A page that is the same for all but for these: it is made once, and filled in for each.

        A room full of phones asks for the next page at the same moment. answer: as HTML.
        """
        key = (*about, who is STRANGER)
        parts = self._made.get(key)
        if parts is None:
            if len(self._made) >= _AT_HAND:
                self._made.clear()
            parts = self._made[key] = self._mark.split(make())
        marks = self._marks
        own = {
            marks.seat: str(who.seat),
            marks.return_code: who.return_code,
            marks.token: token,
            marks.answer: answer,
        }
        return "".join([own.get(part, part) for part in parts])

    def _anybody(self, who: Who) -> Who:
        """Whose page it is, with marks in place of the seat."""
        return who if who is STRANGER else Who(self._marks.seat, self._marks.return_code)

    # For who has no seat yet

    def code(self, *, wrong: bool = False, paused: bool = False, back: bool = True) -> str:
        """Where one types the code that stands on the screen in the room; back: to a seat."""
        t = self.t
        links = [Link("/return", t.gettext("I have a place already"))] if back else []
        if paused:
            lines = [
                t.gettext("Codes cannot be typed for a moment."),
                t.gettext("Scan the QR code, or ask the moderator."),
            ]
            return self._page("page.html", t.gettext("Welcome"), lines=lines, links=links)
        problems = [Problem("code", t.gettext("This code is not right. Look once more."))]
        return self._page(
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
        return self._page(
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
        return self._page(
            "page.html", t.gettext("You cannot take part yet"), lines=lines, links=links
        )

    def returning(self, token: str, *, wrong: bool = False, paused: bool = False) -> str:
        """Where one types a return code."""
        t = self.t
        problems = [Problem("code", t.gettext("This code is not right. Look once more."))]
        if paused:
            problems = [Problem("code", t.gettext("Codes cannot be typed for a moment."))]
        return self._page(
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

    # For who takes part

    def waiting(self, stage: OnStage, who: Who) -> str:
        """Nothing is asked now."""
        return self._for_all(
            "waiting", stage.version, who=who, make=lambda: self._waiting(stage, self._anybody(who))
        )

    def _waiting(self, stage: OnStage, who: Who) -> str:
        t = self.t
        if stage.poll is not None:
            heading = t.gettext("This question is closed")
            lines = [t.gettext("Wait a moment. The moderator goes on soon.")]
        else:
            heading = t.gettext("Wait a moment")
            lines = [t.gettext("There is no question now.")]
        return self._page("waiting.html", heading, who=who, version=stage.version, lines=lines)

    def over(self, who: Who) -> str:
        """The meeting is over."""
        t = self.t
        lines = [t.gettext("The meeting is over. You can close this page.")]
        # nobody has to come back to it
        who = msgspec.structs.replace(who, return_code="")
        return self._page("page.html", t.gettext("Thank you"), who=who, lines=lines)

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
        return self._for_all(
            "question",
            stage.version,
            action,
            who=who,
            token=token,
            make=lambda: self._question(stage, self._anybody(who), token=self._marks.token, **how),
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
        return self._page(
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
            legend=self._legend(form),
            hints=[*self._hints(form)],
            choices=[*self._choices(form, fields)],
            apart=[*self._apart(form, fields)],
            inputs=[*self._inputs(form, fields, wrong)],
            most=self._most(form),
        )

    def _legend(self, form: AnswerForm) -> str:
        t = self.t
        match form.kind:
            case AnswerKind.AGREE:
                return t.gettext("How much do you agree?")
            case AnswerKind.RATE:
                return t.gettext("Choose a number")
            case AnswerKind.CHOOSE if form.several:
                return t.gettext("Choose one or more")
            case AnswerKind.CHOOSE:
                return t.gettext("Choose one")
            case AnswerKind.IDEAS:
                return t.gettext("What do you think of?")
            case AnswerKind.RANK:
                return t.gettext("What comes first?")
            case AnswerKind.POINTS:
                return t.gettext("Divide {points} points").format(points=form.points)

    def _hints(self, form: AnswerForm) -> Iterable[str]:
        t = self.t
        match form.kind:
            case AnswerKind.RATE:
                words = t.gettext("{lowest} is the lowest, {highest} is the highest.")
                yield words.format(lowest=form.lowest, highest=form.highest)
            case AnswerKind.IDEAS:
                yield t.gettext("One idea in each box. You need not fill them all.")
                yield t.gettext("Do not write names.")
            case AnswerKind.RANK:
                if places(form) < len(form.options):
                    words = t.gettext("Choose {count} at most.")
                    yield words.format(count=places(form))
                yield t.gettext("Give 1 to what comes first, then 2, and so on.")
                yield t.gettext("You may use a number twice. Not everything needs a number.")
            case AnswerKind.POINTS:
                yield t.gettext("Give more points to what is more important.")

    @staticmethod
    def _most(form: AnswerForm) -> int:
        match form.kind:
            case AnswerKind.RANK:
                return places(form)
            case AnswerKind.POINTS:
                return form.points
        return LONGEST_IDEA

    def _choices(
        self, form: AnswerForm, fields: Mapping[str, list[str]]
    ) -> Iterable[dict[str, Any]]:
        if form.kind in (AnswerKind.AGREE, AnswerKind.RATE):
            chosen = fields.get("value", [])
            for value in range(form.lowest, form.highest + 1):
                words = point_words(form.kind, form.lowest, form.highest, value, self.t)
                yield _choice("value", "radio", str(value), words, chosen)
        elif form.kind is AnswerKind.CHOOSE:
            chosen = fields.get("option", [])
            kind = "checkbox" if form.several else "radio"
            for number, words in enumerate(form.options, 1):
                yield _choice("option", kind, str(number), words, chosen)

    def _apart(self, form: AnswerForm, fields: Mapping[str, list[str]]) -> Iterable[dict[str, Any]]:
        if form.kind in (AnswerKind.AGREE, AnswerKind.RATE):
            words, chosen = self.t.gettext("I do not know"), fields.get("value", [])
            choice = _choice("value", "radio", UNKNOWN, words, chosen)
            yield {**choice, "id": "value-unknown"}

    def _inputs(
        self, form: AnswerForm, fields: Mapping[str, list[str]], wrong: Mapping[str, str]
    ) -> Iterable[dict[str, Any]]:
        names: Iterable[tuple[str, str]]
        match form.kind:
            case AnswerKind.IDEAS:
                idea = self.t.gettext("Idea {number}")
                numbers = range(1, MOST_IDEAS + 1)
                names = [(f"idea-{n}", idea.format(number=n)) for n in numbers]
            case AnswerKind.RANK:
                names = [(f"place-{n}", words) for n, words in enumerate(form.options, 1)]
            case AnswerKind.POINTS:
                names = [(f"points-{n}", words) for n, words in enumerate(form.options, 1)]
            case _:
                names = ()
        for id_, words in names:
            value = fields.get(id_, [""])[-1]
            yield {"id": id_, "words": words, "value": value, "problem": wrong.get(id_, "")}

    def kept(self, stage: OnStage, who: Who, answer: Sequence[str]) -> str:
        """An answer is on the disk; answer: in words, nothing for who passed on the question."""
        listed = "\n".join(f"<li>{escape(each)}</li>" for each in answer)
        gave = bool(answer)
        return self._for_all(
            "kept",
            stage.version,
            gave,
            who=who,
            answer=listed,
            make=lambda: self._kept(stage, self._anybody(who), gave=gave),
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
        links = [Link("/", self._say["anything_new"]), Link("/?change=1", change)]
        return self._page(
            "kept.html",
            heading,
            who=who,
            version=stage.version,
            lines=lines,
            links=links,
            answer=self._marks.answer if gave else "",
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
            chosen = [*self._choices(form, fields), *self._apart(form, fields)]
            listed = [each["words"] for each in chosen if each["chosen"]]
            filled = [each for each in self._inputs(form, fields, {}) if each["value"]]
            if form.kind is AnswerKind.IDEAS:
                own = filled
            else:
                listed += [f"{each['words']}: {each['value']}" for each in filled]
        lines = [t.gettext("Your answer came too late. It does not count.")]
        links = [Link(next_, self._say["anything_new"])]
        heading = t.gettext("This question is closed")
        return self._page(
            "late.html", heading, who=who, lines=lines, links=links, own=own, listed=listed
        )

    def outcome(self, stage: OnStage, who: Who, shown: Shown) -> str:
        """What the room sees of a question."""
        page = partial(
            self._page,
            "outcome.html",
            stage.words,
            who=self._anybody(who),
            version=stage.version,
            lines=shown.lines,
            caption=shown.caption,
            columns=shown.columns,
            bars=shown.bars,
            groups=shown.groups,
        )
        return self._for_all("outcome", stage.version, shown, who=who, make=page)

    # What listeners expect, before a meeting in which nobody takes a seat

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
        return self._page(
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
        return self._page("page.html", t.gettext("Saved"), lines=lines)

    def written_before(self) -> str:
        """Somebody went back to a form that was saved, and wrote something else."""
        t = self.t
        lines = [
            t.gettext("Your first sheet is saved. This one is not."),
            t.gettext("Tell the moderator if something has to change."),
        ]
        return self._page("page.html", t.gettext("Nothing more can be written"), lines=lines)

    def too_late(self) -> str:
        """The meeting began: nothing more is expected."""
        t = self.t
        lines = [t.gettext("The meeting has begun. What you hear counts now.")]
        return self._page("page.html", t.gettext("Nothing more can be written"), lines=lines)

    def all_wrote(self) -> str:
        """There are as many sheets as listeners."""
        t = self.t
        lines = [
            t.gettext("There are as many sheets as listeners."),
            t.gettext("Ask the moderator."),
        ]
        return self._page("page.html", t.gettext("Nothing more can be written"), lines=lines)

    # The laptop that goes round

    def turn(self, token: str, *, wrong: str = "", open_: bool = True) -> str:
        """Where the next person types the code of a slip."""
        t = self.t
        if not open_:
            lines = [t.gettext("There is no question now.")]
            links = [Link("/turn", self._say["anything_new"])]
            return self._page("page.html", t.gettext("Wait a moment"), lines=lines, links=links)
        return self._page(
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
        return self._page("page.html", t.gettext("Pass it on"), lines=lines, links=links)

    # What went wrong: not a word of the session

    def plain(self, heading: str, *lines: str, link: str = "") -> str:
        """A page that says why there is no other one."""
        links = [Link("/", link or self.t.gettext("Go on"))]
        return self._page("page.html", heading, lines=lines, links=links)

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


def _box(
    id_: str, label: str, fields: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, str]:
    """A field to write in, with what stood in it and what is wrong with that."""
    problem = wrong.get(id_, "")
    return {"id": id_, "label": label, "value": fields.get(id_, ""), "problem": problem}


def _choice(name: str, kind: str, value: str, words: str, chosen: list[str]) -> dict[str, Any]:
    return {
        "id": f"{name}-{value}",
        "type": kind,
        "name": name,
        "value": value,
        "words": words,
        "chosen": value in chosen,
    }
