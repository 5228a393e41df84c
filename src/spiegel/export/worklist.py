"""The working list (werklijst): everything with codes and times, for the moderator only.

Words of who withdrew, or refused to take part, stand in no document, and so not here either.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.actions.weakness import explain, weaknesses
from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import (
    Reason,
    Withheld,
    barred_speaker,
    shown,
    shown_idea,
)
from spiegel.domain.consent.literal import guard
from spiegel.domain.polls.outcomes import Untold
from spiegel.domain.report.actions import PRIORITIES, STATES
from spiegel.domain.report.answered import Answered, all_asked, numbers_of
from spiegel.domain.report.held import report_day
from spiegel.domain.report.material import material
from spiegel.domain.report.parts import Link
from spiegel.domain.report.wording import BETWEEN, date_words, listed, shortened
from spiegel.domain.running.poll_steps import NAMES as POLL_STEPS
from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.session.actions import Action, ActionKind
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.people import PURPOSES
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.export.watching import Asker
from spiegel.export.word.docx import WordFile
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen, clock
from spiegel.export.worklist_said import SaidTable
from spiegel.i18n import N_, Translations

_PURPOSES: Final = dict(
    zip(
        PURPOSES,
        (N_("takes part"), N_("quoted"), N_("quoted outside"), N_("contacted later")),
        strict=True,
    )
)
_KINDS: Final = {
    ActionKind.DO: N_("will be done"),
    ActionKind.EXPLORE: N_("will be found out"),
    ActionKind.DECLINE: N_("will not be done"),
}
_REMARKS: Final = {
    RemarkKind.STEP: N_("Remarks in the debrief"),
    RemarkKind.EXPLAINED: N_("What people explained about the outcomes"),
    RemarkKind.TESTED: N_("What a plan changes for a persona"),
    RemarkKind.AFTERCARE: N_("Aftercare"),
    RemarkKind.PARKED: N_("Parked"),
    RemarkKind.MEMO: N_("Notes to the moderator"),
    RemarkKind.NOTE: N_("Notes"),
}
_MOMENTS: Final[Mapping[MomentKind, str]] = MappingProxyType(
    {
        MomentKind.GO: N_("begins"),
        MomentKind.PAUSE: N_("pause"),
        MomentKind.RESUME: N_("continues"),
        MomentKind.EXTEND: N_("minutes more or less"),
        MomentKind.SKIP: N_("skipped"),
        MomentKind.UNSKIP: N_("taken back"),
        MomentKind.COVERED: N_("already discussed"),
        MomentKind.TURN: N_("turn"),
        MomentKind.ASK: N_("listener's question is put"),
        MomentKind.STEP: N_("step of the debrief"),
        MomentKind.DISCUSSED: N_("discussed, not noted"),
        MomentKind.FORCED: N_("on to the actions anyway"),
        MomentKind.END: N_("end"),
    }
)


class _Chapter(msgspec.Struct, frozen=True):
    """A chapter. blocks: its pieces behind the heading, by its anchor. sections: what it is cut in.

    The sections have the anchor of the chapter with their number behind it.
    """

    heading: str
    blocks: Callable[[str], Iterator[str]]
    sections: tuple[str, ...] = ()
    is_there: bool = True


class Worklist:
    """The pieces of one working list in a file that is still empty."""

    def __init__(self, session: Session, t: Translations, file: WordFile) -> None:
        self._session = session
        self._t = t
        self._pen = Pen(file)
        statements = session.statements.values()
        self._gone = guard(said.words for said in statements if barred_speaker(session, said))
        self._rulings = {s.number: shown(session, s, t) for s in session.statements.values()}

    def size(self) -> int:
        """About how many pieces there will be."""
        return 20 + 2 * len(self._session.questions)

    def blocks(self) -> Iterator[str]:
        """The whole list, piece by piece."""
        pen = self._pen
        yield from self._opening()
        chapters = [chapter for chapter in self._chapters() if chapter.is_there]
        yield pen.heading(1, self._t.gettext("Contents"))
        for number, chapter in enumerate(chapters, start=1):
            yield pen.contents_line(1, Link(chapter.heading, f"deel_{number}"))
            for at, name in enumerate(chapter.sections, start=1):
                yield pen.contents_line(2, Link(shortened(name, 80), f"deel_{number}_{at}"))
        for number, chapter in enumerate(chapters, start=1):
            yield pen.heading(1, chapter.heading, f"deel_{number}")
            yield from chapter.blocks(f"deel_{number}")
        yield pen.line("SpiegelUnder", self._t.gettext("End of the working list."))

    def _opening(self) -> Iterator[str]:
        t, pen, info = self._t, self._pen, self._session.info
        yield pen.line("SpiegelKind", t.gettext("Working list of the moderator"))
        yield pen.line("Title", info.title or t.gettext("Without a title"))
        day = report_day(self._session)
        facts = [date_words(day, t) if day else "", info.place]
        if any(facts):
            yield pen.line("SpiegelFacts", BETWEEN.join(filter(None, facts)))
        yield pen.line(
            "SpiegelNotice",
            t.gettext(
                "Private. With codes, times and what may not leave the house. Do not share this "
                "file, and delete it when the report is final."
            ),
        )

    def _chapters(self) -> Iterator[_Chapter]:
        t, session = self._t, self._session
        said = SaidTable(session, t, self._pen, self._rulings)
        remarks = {
            kind: list(session.remarks_of(kind))
            for kind in _REMARKS
            if any(session.remarks_of(kind))
        }
        kinds = tuple(t.gettext(_REMARKS[kind]) for kind in remarks)
        yield _Chapter(t.gettext("What stands in the way of the report"), self._held)
        yield _Chapter(
            t.gettext("Who was there"),
            self._people,
            is_there=bool(session.participants or session.listeners or not session.polls),
        )
        polls = all_asked(material(session, t))
        yield _Chapter(
            t.gettext("What everybody answered"),
            partial(self._answered, polls),
            is_there=bool(polls),
        )
        yield _Chapter(
            t.gettext("What was said, in order"),
            said.blocks,
            said.headings,
            is_there=bool(session.statements or not session.polls),
        )
        yield _Chapter(
            t.gettext("Questions of the listeners"),
            self._asked,
            is_there=bool(session.listener_questions),
        )
        yield _Chapter(
            t.gettext("Remarks and notes"),
            partial(self._remarks, remarks),
            kinds,
            is_there=bool(remarks),
        )
        yield _Chapter(
            t.gettext("Actions, and what is weak about them"),
            self._actions,
            is_there=bool(session.actions),
        )
        yield _Chapter(
            t.gettext("How the meeting ran"), self._moments, is_there=bool(session.moments)
        )

    def _held(self, _: str) -> Iterator[str]:
        t, pen, seen = self._t, self._pen, material(self._session, self._t)
        held = Counter(r.reason for r in self._rulings.values() if isinstance(r, Withheld))
        held.update(self._ideas_held(self._session.ideas.values()))
        if not held and self._session.ideas:
            words = t.gettext("Nothing; every statement and every idea is in the report.")
            yield pen.line("Normal", words)
        elif not held:
            yield pen.line("Normal", t.gettext("Nothing; every statement is in the report."))
        for reason, count in held.most_common():
            yield pen.item(f"{count}: {Withheld(reason).explain(t)}")
        for cluster in self._session.clusters.values():
            if not seen.group_words(cluster):
                words = t.gettext(
                    "The group “{name}” has only its number in the report: its name is from an "
                    "idea that may not stand there. Give it a name of its own."
                )
                yield pen.item(words.format(name=self._kept(cluster.name)))

    def _ideas_held(self, ideas: Iterable[Idea]) -> Counter[Reason]:
        """Why ideas are not in the report, and how many."""
        rulings = (shown_idea(self._session, idea, self._t) for idea in ideas)
        return Counter(ruling.reason for ruling in rulings if isinstance(ruling, Withheld))

    def _answered(self, asked: Sequence[Answered], _: str) -> Iterator[str]:
        """How many answered each question: never who, when or from which seat."""
        t, pen, session = self._t, self._pen, self._session
        columns = (
            t.gettext("Question"),
            t.gettext("Took part"),
            t.gettext("Skipped"),
            t.gettext("Ideas"),
            t.gettext("Not in the report"),
        )
        rows = []
        for each in asked:
            ideas = [idea for idea in session.ideas.values() if idea.poll == each.poll.number]
            held = self._ideas_held(ideas).total()
            untold = each.found.explain(t) if isinstance(each.found, Untold) else ""
            values = (
                "\n".join(filter(None, (f"{each.place}. {each.question.words}", untold))),
                "" if each.poll.few else str(each.poll.took_part),
                "" if each.poll.few else str(each.poll.skipped),
                str(len(ideas)) if ideas else "",
                str(held) if ideas else "",
            )
            rows.append([pen.plain_cell(value) for value in values])
        yield pen.table((56, 14, 14, 10, 14), columns, rows, t.gettext("What everybody answered"))

    def _people(self, _: str) -> Iterator[str]:
        t, pen, session = self._t, self._pen, self._session
        spoken = Counter(code for s in session.statements.values() for code in s.speakers)
        columns = (
            t.gettext("Code"),
            t.gettext("Present"),
            *(t.gettext(name) for name in _PURPOSES.values()),
            t.gettext("Statements"),
        )
        rows = (
            map(
                pen.plain_cell,
                (
                    person.code,
                    self._presence(person.present, person.gone, withdrawn=person.withdrawn),
                    *(self._yes(getattr(person.consent, name)) for name in PURPOSES),
                    str(spoken[person.code]),
                ),
            )
            for person in session.participants.values()
        )
        yield pen.table(
            (10, 24, 16, 16, 16, 18, 18), columns, map(list, rows), t.gettext("Participants")
        )
        if not session.listeners:
            return
        yield pen.heading(2, t.gettext("Listeners"))
        heard = (
            [
                pen.plain_cell(listener.code),
                pen.plain_cell(listener.function),
                pen.plain_cell(self._presence(listener.present, None)),
            ]
            for listener in session.listeners.values()
        )
        names = (t.gettext("Code"), t.gettext("Function"), t.gettext("Present"))
        yield pen.table((10, 60, 24), names, heard, t.gettext("Listeners"))

    def _presence(
        self, present: bool | None, gone: Instant | None, *, withdrawn: bool = False
    ) -> str:
        if withdrawn:
            return self._t.gettext("withdrew")
        if gone is not None:
            return self._t.gettext("until {time}").format(time=clock(gone))
        return self._t.gettext("not noted") if present is None else self._yes(present)

    def _yes(self, answer: bool | None) -> str:
        if answer is None:
            return self._t.gettext("not asked")
        return self._t.gettext("yes") if answer else self._t.gettext("no")

    def _asked(self, _: str) -> Iterator[str]:
        t, pen, session = self._t, self._pen, self._session
        columns = (t.gettext("Time"), t.gettext("Who"), t.gettext("Words"), t.gettext("Answers"))
        rows = (
            [
                pen.plain_cell(clock(asked.at)),
                pen.plain_cell(asked.listener),
                pen.plain_cell(self._kept(asked.words)),
                pen.plain_cell(
                    t.gettext("not put")
                    if asked.dropped
                    else ", ".join(str(a.number) for a in session.answers_to(asked.number))
                ),
            ]
            for asked in session.listener_questions.values()
        )
        yield pen.table((13, 10, 63, 18), columns, rows, t.gettext("Questions of the listeners"))

    def _remarks(self, remarks: Mapping[RemarkKind, list[Remark]], anchor: str) -> Iterator[str]:
        t, pen, numbers = self._t, self._pen, numbers_of(self._session)
        columns = [t.gettext("Time"), t.gettext("Who"), t.gettext("Words")]
        for number, (kind, those) in enumerate(remarks.items(), start=1):
            heading = t.gettext(_REMARKS[kind])
            rows, shares, named = [self._remark(each) for each in those], [13, 16, 75], [*columns]
            if kind is RemarkKind.EXPLAINED:
                shares[1:1], named[1:1] = [10], [t.gettext("Question")]
                for row, each in zip(rows, those, strict=True):
                    row.insert(1, pen.plain_cell(str(numbers.get(each.question or 0, ""))))
            yield pen.heading(2, heading, f"{anchor}_{number}")
            yield pen.table(shares, named, rows, heading)

    def _remark(self, remark: Remark) -> list[str]:
        words = f"{remark.step}: {remark.words}" if remark.step else remark.words
        people = [self._session.participant(code) for code in remark.people]
        if any(person is not None and person.barred for person in people):
            words = self._t.gettext("left out")
        values = (clock(remark.at), ", ".join(remark.people), self._kept(words))
        return [self._pen.plain_cell(value) for value in values]

    def _actions(self, _: str) -> Iterator[str]:
        t, pen, session = self._t, self._pen, self._session
        heading = t.gettext("Actions, and what is weak about them")
        columns = (
            t.gettext("No."),
            t.gettext("What"),
            t.gettext("Who"),
            t.gettext("By when"),
            t.gettext("Rests on"),
            t.gettext("Weak"),
        )
        rows = (
            [
                pen.plain_cell(value)
                for value in (
                    str(action.number),
                    self._kept(self._decided(action)),
                    self._kept(action.owner),
                    date_words(action.by, t) if action.by else "",
                    self._rests_on(action),
                    "\n".join(explain(weakness, t) for weakness in weaknesses(session, action)),
                )
            ]
            for action in session.actions.values()
        )
        yield pen.table((6, 46, 17, 14, 12, 27), columns, rows, heading)

    def _rests_on(self, action: Action) -> str:
        """The numbers of statements and the names of groups of ideas."""
        clusters = self._session.clusters
        names = [f"“{clusters[n].name}”" for n in action.clusters if n in clusters]
        return listed([*map(str, action.statements), *names], self._t)

    def _decided(self, action: Action) -> str:
        names = [_KINDS[action.kind], PRIORITIES[action.priority], STATES[action.status]]
        state = ", ".join(self._t.gettext(name) for name in names)
        t, check = self._t, action.first_check
        told = {
            t.gettext("watches over it"): action.guard,
            t.gettext("first check"): date_words(check, t) if check else "",
            t.gettext("more say for the client"): self._more_say(action),
            t.gettext("personas"): self._touched(action),
            t.gettext("what shows it"): action.evidence,
            t.gettext("why it was stopped"): action.stopped,
            t.gettext("how it stands"): action.progress,
            t.gettext("states"): ", ".join(
                f"{t.gettext(STATES[one.status])} {date_words(one.on, t)}" for one in action.reached
            ),
        }
        after = (f"{name}: {words}" for name, words in told.items() if words)
        return "\n".join(filter(None, (action.words, f"({state})", action.reason, *after)))

    def _more_say(self, action: Action) -> str:
        """Yes or no, with the sentence; empty when nobody answered that."""
        if action.more_say is None:
            return ""
        said = self._t.gettext("yes") if action.more_say else self._t.gettext("no")
        return ", ".join(filter(None, (said, action.more_say_why)))

    def _touched(self, action: Action) -> str:
        """The names of the personas that it touches."""
        personas = self._session.personas
        return listed([personas[n].name or "?" for n in action.touches if n in personas], self._t)

    def _kept(self, words: str) -> str:
        """Words without what they repeat of somebody who withdrew or refused."""
        return self._gone.cut(words, "[" + self._t.gettext("left out") + "]")

    def _moments(self, _: str) -> Iterator[str]:
        t, pen, session = self._t, self._pen, self._session
        columns = (t.gettext("Time"), t.gettext("What"), t.gettext("About"))
        rows = (
            [
                pen.plain_cell(clock(moment.at)),
                pen.plain_cell(t.gettext(_what_happened(moment))),
                pen.plain_cell(self._about(moment)),
            ]
            for moment in session.moments.values()
        )
        yield pen.table((13, 30, 61), columns, rows, t.gettext("How the meeting ran"))

    def _about(self, moment: Moment) -> str:
        session = self._session
        phase = session.phases.get(moment.phase or 0)
        question = session.questions.get(moment.question or 0)
        asked = session.listener_questions.get(moment.asked or 0)
        minutes = f"{moment.minutes:+d}" if moment.minutes else ""
        poll_step = _poll_step(moment)
        found = (
            phase.name if phase and (not question or phase.kind is not PhaseKind.ROUND) else "",
            question.words if question else "",
            self._kept(asked.words) if asked else "",
            moment.person,
            self._t.gettext(POLL_STEPS[poll_step]) if poll_step else moment.step,
            minutes,
        )
        return ", ".join(filter(None, found))


def _poll_step(moment: Moment) -> PollStep | None:
    """The step of a question on devices that began, if that is what happened."""
    if moment.kind is not MomentKind.STEP or moment.step not in set(PollStep):
        return None
    return PollStep(moment.step)


def _what_happened(moment: Moment) -> str:
    """What a moment is called, to translate."""
    return N_("step of the question") if _poll_step(moment) else _MOMENTS[moment.kind]


def said(session: Session, t: Translations) -> str:
    """All that the working list says, for comparing: the same for the same session."""
    file = WordFile(session.info.language, Footer("", "", ""))
    return "".join(Worklist(session, t, file).blocks())


def make(session: Session, t: Translations, asker: Asker) -> bytes:
    """The working list as a Word file. Raises Stopped and TemplateError."""
    private = t.gettext("PRIVATE, for the moderator only")
    footer = Footer(private, t.gettext("page"), t.gettext("of"))
    file = WordFile(session.info.language, footer, asker.template)
    worklist = Worklist(session, t, file)
    file.fill(worklist.blocks(), worklist.size(), asker)
    title = shortened(without_codes(session, session.info.title, t), 200)
    heading = t.gettext("Working list of the moderator")
    file.describe(f"{heading}: {title}", session.info.language, datetime.datetime.now(datetime.UTC))
    return file.save()
