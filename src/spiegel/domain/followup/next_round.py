"""The next round of a meeting: what a moderator prepared once, and nothing of what was said."""

from collections.abc import Iterable

import msgspec

from spiegel.domain.consent.gate import guarded, prepared
from spiegel.domain.plan.use import used
from spiegel.domain.running.order import waiting
from spiegel.domain.running.outline import round_for
from spiegel.domain.session.agenda import AnswerForm, Phase, PhaseKind, Question, Wording
from spiegel.domain.session.earlier import EarlierRound
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.options import as_prepared
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.preparation import Assignment
from spiegel.domain.session.session import (
    Change,
    Document,
    Info,
    Refusal,
    Session,
    describe,
    drop,
    put,
)
from spiegel.domain.session.statements import Theme
from spiegel.i18n import Translations


def next_round(
    old: Session,
    *,
    id_: str,
    created: Instant,
    t: Translations,
    participants: int = 0,
    listeners: int | None = None,
) -> Session:
    """A new session with the running order, questions, themes and functions of an earlier one.

    Title, place, organisation, language and what the assignment is for stay too. No person comes
    along, nor what anybody said, agreed to or did, nor a day. Themes that the scribe made while
    typing and that nobody confirmed stay behind: they are words of the meeting; so does one that
    repeats what no document may repeat. A code in a question was that of somebody else, so it
    becomes "[a participant]".

    id_: a uuid. participants: 0 or more; who takes part on a device is counted and has no code.
    listeners: None for as many as there were; more have no
    function yet.
    """

    functions = [old.listeners[number].function for number in sorted(old.listeners)]
    wanted = len(functions) if listeners is None else listeners
    functions = [*functions, *[""] * (wanted - len(functions))][:wanted]
    codes = 0 if old.on_devices else participants
    return put(
        Session(info=_info(old.info, id_, created, seats=participants if old.on_devices else 0)),
        *(_phase(old, phase, t) for phase in old.agenda),
        *_questions(old, t),
        *_themes(old, t),
        *(Participant(number=number) for number in range(1, codes + 1)),
        *(
            Listener(number=number, function=function)
            for number, function in enumerate(functions, start=1)
        ),
    )


def _info(old: Info, id_: str, created: Instant, *, seats: int) -> Info:
    return Info(
        id=id_,
        title=old.title,
        created=created,
        place=old.place,
        organisation=old.organisation,
        language=old.language,
        format=old.format,
        format_title=old.format_title,
        outcome=old.outcome,
        seats=seats,
        assignment=Assignment(
            aim=old.assignment.aim,
            commissioner=old.assignment.commissioner,
            contact=old.assignment.contact,
        ),
    )


def _brought(old: Session, words: str, t: Translations) -> str:
    """What was prepared, without a code, and without what somebody said and may not be told."""
    return prepared(old, words, t, openly=True)


def _phase(old: Session, phase: Phase, t: Translations) -> Phase:
    steps = (
        msgspec.structs.replace(
            step, name=_brought(old, step.name, t), text=_brought(old, step.text, t)
        )
        for step in phase.steps
    )
    return msgspec.structs.replace(
        phase,
        name=_brought(old, phase.name, t),
        text=_brought(old, phase.text, t),
        rules=tuple(_brought(old, rule, t) for rule in phase.rules),
        prompts=tuple(_brought(old, prompt, t) for prompt in phase.prompts),
        steps=tuple(steps),
    )


def _questions(old: Session, t: Translations) -> list[Document]:
    return _numbered(
        msgspec.structs.replace(
            question,
            words=_brought(old, question.words, t),
            prompts=tuple(_brought(old, prompt, t) for prompt in question.prompts),
            theme=_brought(old, question.theme, t),
            answer=_form(old, question.answer, t),
            serves=(),
            otherwise=_otherwise(old, question.otherwise, t),
        )
        for phase in old.agenda
        for question in filter(None, map(as_prepared, old.questions_of(phase.number)))
    )


def _otherwise(old: Session, wording: Wording | None, t: Translations) -> Wording | None:
    if wording is None:
        return None
    prompts = tuple(_brought(old, prompt, t) for prompt in wording.prompts)
    return Wording(words=_brought(old, wording.words, t), prompts=prompts)


def _form(old: Session, form: AnswerForm | None, t: Translations) -> AnswerForm | None:
    if form is None:
        return None
    options = tuple(_brought(old, option, t) for option in form.options)
    return msgspec.structs.replace(form, options=options)


def _themes(old: Session, t: Translations) -> list[Document]:
    themes = (old.themes[number] for number in sorted(old.themes))
    kept = guarded(old)
    return _numbered(
        msgspec.structs.replace(
            theme,
            name=_brought(old, theme.name, t),
            group="" if kept.spans(theme.group) else _brought(old, theme.group, t),
            confirmed=True,
        )
        for theme in themes
        if (theme.confirmed or theme.digit is not None) and not kept.spans(theme.name)
    )


def _numbered(documents: Iterable[Document]) -> list[Document]:
    """The documents with numbers of their own, in this order: no gap tells what was removed."""
    return [
        msgspec.structs.replace(document, number=number)
        for number, document in enumerate(documents, start=1)
    ]


class Taken(msgspec.Struct, frozen=True):
    """How much of an earlier meeting came along."""

    questions: int
    themes: int
    functions: int

    def explain(self, t: Translations) -> str:
        """What came along and what did not, in one or two sentences."""
        parts = (
            t.ngettext("{count} question", "{count} questions", self.questions),
            t.ngettext("{count} theme", "{count} themes", self.themes),
            t.ngettext("{count} function", "{count} functions", self.functions),
        )
        counts = (self.questions, self.themes, self.functions)
        came = [part.format(count=n) for part, n in zip(parts, counts, strict=True) if n]
        return t.gettext("Taken over: {what}. No person, no word and no consent.").format(
            what=", ".join([t.gettext("the running order"), *came])
        )


def taken(new: Session) -> Taken:
    """How much a session got from an earlier one."""
    functions = sum(bool(listener.function) for listener in new.listeners.values())
    return Taken(len(new.questions), len(new.themes), functions)


class TakeOver(Change, frozen=True, kw_only=True):
    """What was prepared for another meeting comes into this one.

    phases, questions, themes, functions: of its next round. Parts are matched by key and keep their
    names; questions of a part that is not here go to the first round. A theme or function that is
    here already stays. instead: in place of the questions that were not put yet.
    """

    phases: tuple[Phase, ...]
    questions: tuple[Question, ...]
    themes: tuple[Theme, ...]
    functions: tuple[str, ...] = ()
    place: str = ""
    organisation: str = ""
    instead: bool = False

    def name(self, t: Translations) -> str:
        return t.gettext("preparation taken over")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.instead:
            session = drop(session, "questions", waiting(session))
        names = {phase.number: phase.key for phase in self.phases}
        here = {phase.key: phase for phase in session.agenda}
        parts = [
            msgspec.structs.replace(
                here[phase.key],
                minutes=phase.minutes,
                text=phase.text,
                rules=phase.rules,
                prompts=phase.prompts,
            )
            for phase in self.phases
            if phase.key in here
        ]
        first = round_for(session, None)
        session = put(session, *parts, *self._new_themes(session), *self._listeners(session))
        session = drop(session, "questions", self._practised(session))
        for question in self.questions:
            phase = here.get(names.get(question.phase, ""), first)
            if phase is not None:
                before = session.questions_of(phase.number)
                new = msgspec.structs.replace(
                    question,
                    number=session.number("questions"),
                    phase=phase.number,
                    position=max((other.position for other in before), default=0) + 1,
                )
                session = put(session, new)
        facts = {"place": self.place, "organisation": self.organisation}
        empty = {key: fact for key, fact in facts.items() if not getattr(session.info, key)}
        return describe(session, **empty)

    def _practised(self, session: Session) -> list[int]:
        """The format's own questions to practise with, in place of which others come."""
        joining = {phase.key for phase in self.phases if phase.kind is PhaseKind.JOIN}
        asked = {question.phase for question in self.questions}
        brought = {phase.key for phase in self.phases if phase.number in asked} & joining
        return [
            number
            for number, question in session.questions.items()
            if session.phases[question.phase].key in brought and not used(session, number)
        ]

    def _new_themes(self, session: Session) -> list[Theme]:
        pinned, number = set(session.pinned), session.number("themes")
        new: list[Theme] = []
        for theme in self.themes:
            if session.theme_named(theme.name) is None:
                digit = theme.digit if theme.digit not in pinned else None
                new.append(msgspec.structs.replace(theme, number=number + len(new), digit=digit))
        return new

    def _listeners(self, session: Session) -> list[Listener]:
        known = (session.listeners[number] for number in sorted(session.listeners))
        return [
            msgspec.structs.replace(listener, function=function)
            for listener, function in zip(known, self.functions, strict=False)
            if function and not listener.function
        ]


def take_over(new: Session, *, instead: bool) -> TakeOver:
    """The change that brings what a next round holds into a meeting that is there already."""
    return TakeOver(
        phases=new.agenda,
        questions=tuple(q for phase in new.agenda for q in new.questions_of(phase.number)),
        themes=tuple(new.themes.values()),
        functions=tuple(listener.function for listener in new.listeners.values()),
        place=new.info.place,
        organisation=new.info.organisation,
        instead=instead,
    )


class SameMeeting(Refusal):
    """A meeting is laid beside itself."""

    def explain(self, t: Translations) -> str:
        return t.gettext("These two are the same meeting.")


class LayEarlier(Change, frozen=True, kw_only=True):
    """The round before is laid beside this one, as it is now; None takes it away.

    Raises SameMeeting.
    """

    earlier: EarlierRound | None

    def name(self, t: Translations) -> str:
        return t.gettext("the round before")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.earlier is not None and self.earlier.session == session.info.id:
            raise SameMeeting
        return describe(session, earlier=self.earlier)
