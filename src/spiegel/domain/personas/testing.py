"""A plan tested against a persona: what it changes for this person, asked field by field.

The answers are remarks of the session; the title of the plan stands with each of them.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from spiegel.domain.running.running import place
from spiegel.domain.running.steps import talking
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

_QUESTIONS: Final = {
    PersonaField.HOME: N_("What does this change for {name} at home and nearby?"),
    PersonaField.NETWORK: N_("What does this change for the people around {name}?"),
    PersonaField.DAYS: N_("What does this change in the days of {name}?"),
    PersonaField.HAPPENED: N_("Does this heed what happened to {name}?"),
    PersonaField.LIMITS: N_("What does this change in what is hard for {name}?"),
    PersonaField.TALKING: N_("What does this change in how people talk with {name}?"),
    PersonaField.WISH: N_("What does this change for the wish of {name}?"),
    PersonaField.SUPPORT: N_("What does this change in the help that {name} uses?"),
}


def question(field: PersonaField, name: str, t: Translations) -> str:
    """What is asked of a plan in this field. name: of the persona, may be empty."""
    return t.gettext(_QUESTIONS[field]).format(name=name or t.gettext("this persona"))


def plans(session: Session, persona: int | None = None) -> tuple[str, ...]:
    """The titles of the plans that were tested, in the order of their first answers.

    persona: only those that were tested against this one.
    """
    tested = session.remarks_of(RemarkKind.TESTED)
    return tuple(
        dict.fromkeys(one.plan for one in tested if persona is None or one.persona == persona)
    )


def last_plan(session: Session) -> str | None:
    """The title of the plan that was answered last; None when none was."""
    tested = max(session.remarks_of(RemarkKind.TESTED), key=lambda one: one.number, default=None)
    return tested.plan if tested is not None else None


def answers(session: Session, persona: int, plan: str) -> Mapping[PersonaField, Remark]:
    """What a plan changes for a persona, by field, in the order of its card."""
    found = {
        one.field: one
        for one in session.remarks_of(RemarkKind.TESTED)
        if (one.persona, one.plan) == (persona, plan)
    }
    return {field: found[field] for field in PersonaField if field in found}


class AnswerTest(Change, frozen=True, kw_only=True):
    """What a plan changes for a persona in one field; no words take the answer away.

    plan: its title, by which the answers of one plan are known. In the debrief it is of the step
    that is talked about.
    """

    persona: int
    field: PersonaField
    plan: str
    words: str

    def name(self, t: Translations) -> str:
        return t.gettext("what a plan changes for a persona")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.persona not in session.personas:
            raise Refusal
        plan, words = titled(self.plan), tidy(clean(self.words))
        before = answers(session, self.persona, plan).get(self.field)
        if before is not None and not words:
            return drop(session, "remarks", [before.number])
        if before is not None:
            return put(session, msgspec.structs.replace(before, words=words))
        if not words:
            return session
        return put(
            session,
            Remark(
                number=session.number("remarks"),
                at=now,
                words=words,
                kind=RemarkKind.TESTED,
                step=_step(session),
                persona=self.persona,
                field=self.field,
                plan=plan,
            ),
        )


def _step(session: Session) -> str:
    """The key of the step of the debrief that is talked about now."""
    return place(session).step if talking(session) else ""


class RenamePlan(Change, frozen=True, kw_only=True):
    """Another title for a plan that was tested, with all that was answered.

    Raises Refusal when another plan has that title, or there is none.
    """

    plan: str
    title: str

    def name(self, t: Translations) -> str:
        return t.gettext("title of a plan")

    def apply(self, session: Session, now: Instant) -> Session:
        title, known = titled(self.title), plans(session)
        if title == self.plan:
            return session
        if not title or title in known or self.plan not in known:
            raise Refusal
        tested = session.remarks_of(RemarkKind.TESTED)
        renamed = (msgspec.structs.replace(r, plan=title) for r in tested if r.plan == self.plan)
        return put(session, *renamed)


def titled(title: str) -> str:
    """A title as it is kept."""
    return tidy(clean(title))
