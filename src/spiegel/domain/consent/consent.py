"""Who is here and what each agreed to: presence, chairs, consent, leaving, and withdrawing."""

import datetime
from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec

from spiegel.domain.capture.editing import without
from spiegel.domain.consent.repeated import (
    mention_of,
    not_repeated,
    other_wordings,
    spoken_inside,
    words_that_went,
)
from spiegel.domain.consent.verdicts import without_verdicts
from spiegel.domain.notation.speakers import looks_coded
from spiegel.domain.preparation.learning import without_learning
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.marking import with_marked
from spiegel.domain.session.people import ALL, PURPOSES, UNKNOWN, Consent, Listener, Participant
from spiegel.domain.session.preparation import Recruiting
from spiegel.domain.session.session import Change, Document, Refusal, Session, drop, put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement
from spiegel.domain.session.taking_back import TakesBack
from spiegel.domain.session.themes import without_left_empty
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

Table = Literal["participants", "listeners"]
Person = Participant | Listener

_PURPOSES: Final = {
    "take_part": N_("consent to take part"),
    "verbatim": N_("consent to be quoted"),
    "outside": N_("consent to be quoted outside"),
    "contact": N_("consent to be contacted later"),
}
_CONSENT_TO: Final = {
    "take_part": N_("take part"),
    "verbatim": N_("quotation in the report"),
    "outside": N_("quotation outside the organisation"),
    "contact": N_("later contact"),
}


def consent_to(purpose: str, t: Translations) -> str:
    """What a participant can agree to, in words."""
    return t.gettext(_CONSENT_TO[purpose])


def codes_of(table: Table, numbers: Iterable[int]) -> str:
    """The codes of these people as a list, such as "D1, D2"."""
    letter = "D" if table == "participants" else "T"
    return ", ".join(f"{letter}{number}" for number in numbers)


def _people(session: Session, table: Table, numbers: Iterable[int]) -> list[Person]:
    """These people as they are now. Raises Refusal when one is gone from the list."""
    rows = getattr(session, table)
    if any(number not in rows for number in numbers):
        raise Refusal
    return [rows[number] for number in numbers]


def _replaced(people: Iterable[Document], **fields: Any) -> list[Document]:
    """Copies with other fields, but the same object when nothing is different."""
    return [
        person
        if all(getattr(person, name) == value for name, value in fields.items())
        else msgspec.structs.replace(person, **fields)
        for person in people
    ]


class SetPresence(Change, frozen=True, kw_only=True):
    """These people are present, absent, or (None) not ticked yet."""

    numbers: tuple[int, ...]
    present: bool | None
    table: Table = "participants"

    def name(self, t: Translations) -> str:
        return t.gettext("presence of {people}").format(people=codes_of(self.table, self.numbers))

    def apply(self, session: Session, now: Instant) -> Session:
        people = _people(session, self.table, self.numbers)
        return put(session, *_replaced(people, present=self.present))


class SetConsent(Change, frozen=True, kw_only=True):
    """What participants answered for one purpose: yes, no, or (None) not asked yet.

    purpose: one of `people.PURPOSES`. day: on which it was asked, if that is to be kept. Who
    withdrew does not change by it. Raises ValueError for another purpose.
    """

    purpose: str
    value: bool | None
    participants: tuple[int, ...]
    day: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES:
            raise ValueError(self.purpose)

    def name(self, t: Translations) -> str:
        return t.gettext("{consent} of {people}").format(
            consent=t.gettext(_PURPOSES[self.purpose]),
            people=codes_of("participants", self.participants),
        )

    def apply(self, session: Session, now: Instant) -> Session:
        _people(session, "participants", self.participants)
        changed = [
            msgspec.structs.replace(
                person,
                consent=msgspec.structs.replace(
                    person.consent,
                    days=self._days(person.consent),
                    **{self.purpose: self.value},
                ),
            )
            for person in (session.participants[number] for number in self.participants)
            if not person.withdrawn and getattr(person.consent, self.purpose) is not self.value
        ]
        return put(session, *changed)

    def _days(self, consent: Consent) -> dict[str, datetime.date]:
        """When each purpose was asked; what was never answered has no day."""
        days = {purpose: day for purpose, day in consent.days.items() if purpose != self.purpose}
        if self.value is not None and self.day is not None:
            days[self.purpose] = self.day
        return days


class SetChair(Change, frozen=True, kw_only=True):
    """Where somebody sits, from the left as the moderator sees it, 1 and up; None: no chair.

    Who sat there gets this person's old chair.
    """

    number: int
    chair: int | None
    table: Table = "participants"

    def name(self, t: Translations) -> str:
        return t.gettext("chair of {people}").format(people=codes_of(self.table, (self.number,)))

    def apply(self, session: Session, now: Instant) -> Session:
        (person,) = _people(session, self.table, (self.number,))
        others = (
            other
            for other in getattr(session, self.table).values()
            if self.chair is not None and other.chair == self.chair and other is not person
        )
        return put(
            session,
            *_replaced(others, chair=person.chair),
            *_replaced([person], chair=self.chair),
        )


class LeaveEarly(Change, frozen=True, kw_only=True):
    """A participant goes before the end."""

    participant: int

    def name(self, t: Translations) -> str:
        return t.gettext("{person} leaves early").format(person=f"D{self.participant}")

    def apply(self, session: Session, now: Instant) -> Session:
        people = _people(session, "participants", (self.participant,))
        return put(session, *_replaced(people, gone=now, present=True))


class ComeBack(Change, frozen=True, kw_only=True):
    """A participant who went is back."""

    participant: int

    def name(self, t: Translations) -> str:
        return t.gettext("{person} comes back").format(person=f"D{self.participant}")

    def apply(self, session: Session, now: Instant) -> Session:
        people = _people(session, "participants", (self.participant,))
        return put(session, *_replaced(people, gone=None, present=True))


class AddParticipant(Change, frozen=True, kw_only=True):
    """One more participant, with the next free code; consent is not asked yet."""

    role: str = ""
    present: bool | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("participant added")

    def apply(self, session: Session, now: Instant) -> Session:
        number = session.number("participants")
        role = tidy(clean(self.role))
        return put(session, Participant(number=number, role=role, present=self.present))


class AddListeners(Change, frozen=True, kw_only=True):
    """A listener for each function, or one without.

    The functions go first to those who have none yet, in their order; who is left over becomes a
    listener more, with the next free code.
    """

    functions: tuple[str, ...] = ()

    def name(self, t: Translations) -> str:
        return t.gettext("listeners added")

    def apply(self, session: Session, now: Instant) -> Session:
        functions = [tidy(clean(function)) for function in self.functions] or [""]
        waiting = [one for one in session.listeners.values() if not one.function]
        given = [
            msgspec.structs.replace(listener, function=function)
            for listener, function in zip(
                waiting if self.functions else (), functions, strict=False
            )
        ]
        first = session.number("listeners")
        more = [
            Listener(number=number, function=function)
            for number, function in enumerate(functions[len(given) :], start=first)
        ]
        return put(session, *given, *more)


class SetFunction(Change, frozen=True, kw_only=True):
    """The function of a listener, as documents show it."""

    listener: int
    function: str

    def name(self, t: Translations) -> str:
        return t.gettext("function of {person}").format(person=f"T{self.listener}")

    def apply(self, session: Session, now: Instant) -> Session:
        people = _people(session, "listeners", (self.listener,))
        return put(session, *_replaced(people, function=tidy(clean(self.function))))


class SetRole(Change, frozen=True, kw_only=True):
    """What a participant takes part as: client, carer, expert, in the words of the session."""

    participant: int
    role: str

    def name(self, t: Translations) -> str:
        return t.gettext("role of {person}").format(person=f"D{self.participant}")

    def apply(self, session: Session, now: Instant) -> Session:
        people = _people(session, "participants", (self.participant,))
        return put(session, *_replaced(people, role=tidy(clean(self.role))))


class StillSpeaks(Refusal):
    """Somebody who said something cannot be taken off the list."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "Something of this person was recorded. Mark the person absent, or let the person "
            "withdraw: then the words go too."
        )


class RemovePerson(Change, frozen=True, kw_only=True):
    """Somebody who was on the list by mistake; what a listener wanted to learn goes with them.

    Raises StillSpeaks when words are theirs, or they had a turn.
    """

    number: int
    table: Table = "participants"

    def name(self, t: Translations) -> str:
        people = codes_of(self.table, (self.number,))
        return t.gettext("{what} removed").format(what=people)

    def apply(self, session: Session, now: Instant) -> Session:
        (person,) = _people(session, self.table, (self.number,))
        code = person.code
        speaks = (
            any(code in said.speakers for said in session.statements.values())
            or any(code in remark.people for remark in session.remarks.values())
            or any(code == asked.listener for asked in session.listener_questions.values())
            or any(code == action.owner for action in session.actions.values())
            or any(code == moment.person for moment in session.moments.values())
        )
        if speaks:
            raise StillSpeaks
        if self.table == "listeners":
            wanted = session.learning_questions.values()
            session = without_learning(
                session, (one.number for one in wanted if one.listener == self.number)
            )
        return drop(session, self.table, (self.number,))


class Withdraw(TakesBack, frozen=True, kw_only=True):
    """A participant takes back everything: consent, words, and remarks about them.

    What only they said or what was only about them goes, in letters too; what others said with them
    loses their code. Cannot be undone.
    """

    participant: int

    def name(self, t: Translations) -> str:
        return t.gettext("{person} withdraws").format(person=f"D{self.participant}")

    def apply(self, session: Session, now: Instant) -> Session:
        (person,) = _people(session, "participants", (self.participant,))
        refused = Consent(take_part=False, verbatim=False, outside=False, contact=False)
        code = person.code
        session = put(
            session,
            msgspec.structs.replace(
                person, withdrawn=True, consent=refused, role="", recruiting=Recruiting()
            ),
        )
        told = session
        session = without_left_empty(told, _statements_without(session, code))
        session = _personas_without(told, session, code)
        session = _became_without(_remarks_without(session, code), code)
        gone = (*words_that_went(told, session, (code,)), *other_wordings(self.earlier, session))
        return without_verdicts(told, not_repeated(session, gone, self.quoted), code)

    def wordings(self, said: Statement) -> Iterable[str]:
        """All of it when nobody else is known to have said it, or what they said inside it."""
        code = f"D{self.participant}"
        if code in said.speakers and not set(said.speakers) - {code, UNKNOWN, ALL}:
            return said.words, said.paraphrase
        return spoken_inside(code).findall(said.words)

    def done_in(self, session: Session) -> bool:
        """Who withdrew, or is off the list, has nothing there any more."""
        person = session.participants.get(self.participant)
        return person is None or person.withdrawn


def _statements_without(session: Session, code: str) -> Session:
    """The session in which this person stated nothing."""
    theirs = [
        said
        for said in session.statements.values()
        if code in said.speakers
        or (UNKNOWN in said.speakers and looks_coded(said.words).upper() == code)
    ]
    kept: list[Statement] = []
    for said in theirs:
        others = tuple(speaker for speaker in said.speakers if speaker != code)
        # With nobody known left, the words would only stay because a code was missed.
        if any(speaker not in (UNKNOWN, ALL) for speaker in others):
            checked = tuple(check for check in said.checked if check.by != code)
            kept.append(msgspec.structs.replace(said, speakers=others, checked=checked))
    staying = {said.number for said in kept}
    session = _spoken_inside(put(session, *kept), code)
    return without(session, "statements", (s.number for s in theirs if s.number not in staying))


def _personas_without(before: Session, after: Session, code: str) -> Session:
    """The session in which each sentence that rested on what changed, or named them, is marked.

    What went altogether was marked when it went; this is what others said too. No name of a persona
    and no picture names them either.
    """
    mention = mention_of((code,))
    changed = {n for n, said in before.statements.items() if after.statements.get(n) is not said}
    marked = (
        msgspec.structs.replace(sentence, words=mention.sub("?", sentence.words), lost=True)
        for sentence in after.persona_sentences.values()
        if changed.intersection(sentence.statements) or mention.search(sentence.words)
    )
    personas = (
        _replaced([one], name=mention.sub("?", one.name), alt=mention.sub("?", one.alt))
        for one in after.personas.values()
    )
    return with_marked(put(after, *(one for (one,) in personas)), marked)


def _spoken_inside(session: Session, code: str) -> Session:
    """The session without what this person said inside a line of somebody else."""
    inside = spoken_inside(code)
    changed: list[Statement] = []
    for said in session.statements.values():
        words = inside.sub(" ", said.words).strip() if code in said.words.upper() else said.words
        if words != said.words:
            changed.append(msgspec.structs.replace(said, words=words or "…", paraphrase=""))
    return put(session, *changed)


_OF_OTHERS: Final = (RemarkKind.STEP, RemarkKind.TESTED)
"""Remarks of people who do not take part: they stay, without the code of who withdrew."""


def _remarks_without(session: Session, code: str) -> Session:
    """The session without remarks about this person; shared ones no longer name the code."""
    mention = mention_of((code,))
    gone: list[int] = []
    kept: list[Remark] = []
    for remark in session.remarks.values():
        said = f"{remark.words} {remark.plan}"
        if code not in remark.people and mention.search(said) is None:
            continue
        others = tuple(person for person in remark.people if person != code)
        if any(person.startswith("D") for person in others) or remark.kind in _OF_OTHERS:
            words, plan = mention.sub("?", remark.words), mention.sub("?", remark.plan)
            kept.append(msgspec.structs.replace(remark, people=others, words=words, plan=plan))
        else:
            gone.append(remark.number)
    return drop(put(session, *kept), "remarks", gone)


def _became_without(session: Session, code: str) -> Session:
    """The session in which what became of actions does not name this person."""
    mention = mention_of((code,))

    def left(words: str) -> str:
        return "" if mention.search(words) else words

    actions = (
        _replaced(
            [action],
            evidence=left(action.evidence),
            stopped=left(action.stopped),
            progress=left(action.progress),
            more_say_why=left(action.more_say_why),
        )
        for action in session.actions.values()
    )
    forms = (
        _replaced([form], words=tuple(map(left, form.words)))
        for form in session.evaluations.values()
    )
    return put(session, *(one for (one,) in (*actions, *forms)))
