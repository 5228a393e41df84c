"""A made-up group that speaks in a rehearsal.

Who says what, and when, follows from the place in the running order and from the time.
"""

import random
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec

from spiegel.domain.capture.capture import Feed, RecordLine
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.personas.making import field_name
from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Given, form_of, open_poll
from spiegel.domain.running.running import Place, place
from spiegel.domain.running.voices import turns_left
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Phase, PhaseKind, Role
from spiegel.domain.session.instants import MINUTE, SECOND, Instant, span
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.polls import SKIPPED, Answer, Poll
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.words import folded
from spiegel.i18n import translations

PEOPLE: Final = 8
"""Who answers on devices when nobody said how many do: 8 to 10 people come to most meetings."""
QUIET_FOR: Final = 2
"""Questions for which one person says nothing, so that the silence is seen (dossier, 1.14)."""
OFTEN: Final = 3
"""One in so many statements is of the person who speaks most."""
LONGEST_BREAK: Final = 5 * MINUTE
"""After so long in a break without an end somebody asks whether they go on."""


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """The spans of one place, in milliseconds: until the first thing that happens, and then each
    time at least and at most."""

    first: int
    least: int
    most: int


NEVER: Final = Late(first=1_000_000_000, least=0, most=0)
_OF_KIND: Final[Mapping[PhaseKind, Late]] = {
    PhaseKind.ROUND: Late(first=15 * SECOND, least=20 * SECOND, most=45 * SECOND),
    PhaseKind.QUESTIONS: Late(first=10 * SECOND, least=20 * SECOND, most=40 * SECOND),
    PhaseKind.DEBRIEF: Late(first=20 * SECOND, least=30 * SECOND, most=60 * SECOND),
}


class Group:
    """Says one thing at a time; the same seed and the same keys give the same meeting."""

    def __init__(self, language: str, seed: int = 0) -> None:
        self._rng = random.Random(seed)
        self._lines = _lines(language)
        self._next = {key: self._shuffled(key) for key in self._lines if _listed(self._lines, key)}
        self._spot: object = None
        self._since = self._last = Instant(utc=0)
        self._wait = 0
        self._count = 0
        self._questions: set[int] = set()
        self._asked = self._broke = False
        self._cast: dict[tuple[int, int], int] = {}

    def due(self, session: Session, now: Instant) -> Change | Cast | None:
        """What somebody does now: a line of the scribe, a note, an answer on a device."""
        here, poll = place(session), open_poll(session)
        spot = (here.phase, here.question, here.step, here.asked, here.paused, poll)
        if spot != self._spot:
            self._spot, self._since, self._last, self._count = spot, now, now, 0
            self._wait = self._late(session, here, poll).first
            if here.question is not None:
                self._questions.add(here.question.number)
        if here.phase is None or span(self._last, now) < self._wait:
            return None
        late = self._late(session, here, poll)
        self._last, self._wait = now, self._rng.randint(late.least, max(late.least, late.most))
        found = self._happens(session, here, here.phase, poll)
        self._count += 1
        return found

    def _late(self, session: Session, here: Place, poll: Poll | None) -> Late:
        phase = here.phase
        if phase is None:
            return NEVER
        if here.paused or phase.kind is PhaseKind.PAUSE:
            planned = _break(session, here, phase)
            return Late(first=planned, least=2 * MINUTE, most=2 * MINUTE)
        if poll is not None:
            return Late(first=3 * SECOND, least=2 * SECOND, most=9 * SECOND)
        if _reads_again(session, phase):
            return _OF_KIND[PhaseKind.DEBRIEF]
        if phase.kind is PhaseKind.TURNS:
            turn = (phase.turn_seconds or 60) * SECOND
            return Late(first=10 * SECOND, least=turn * 2 // 3, most=turn)
        return _OF_KIND.get(phase.kind, NEVER)

    def _happens(
        self, session: Session, here: Place, phase: Phase, poll: Poll | None
    ) -> Change | Cast | None:
        if here.paused or phase.kind is PhaseKind.PAUSE:
            return self._in_a_break(session, here, phase)
        if poll is not None:
            return self._answers(session, poll)
        match phase.kind:
            case PhaseKind.TURNS:
                return self._turn(session, phase)
            case PhaseKind.ROUND if here.question is None or here.question.answer is None:
                return self._tells_by_card(session, here) if phase.cards else self._tells(session)
            case PhaseKind.TALK:
                return self._looks_again(session)
            case PhaseKind.QUESTIONS:
                return self._asks(session, here)
            case PhaseKind.DEBRIEF:
                return self._remarks(session, here, phase)
        return None

    def _in_a_break(self, session: Session, here: Place, phase: Phase) -> Change | None:
        """It lasts too long: two people are still outside, and come back two minutes later."""
        last = _last_pause(session) if here.paused else phase.minutes
        words = ("not_back", "all_back") if last else ("restless",)
        return Tell(words=self._lines[words[self._count]]) if self._count < len(words) else None

    def _answers(self, session: Session, poll: Poll) -> Cast | None:
        seats = session.info.seats or PEOPLE
        done = self._cast.get((poll.number, poll.round), 0)
        if done >= seats:
            return None
        self._cast[poll.number, poll.round] = done + 1
        said = self._lives() if _workshop(session) else self._lines["told"]
        answer = answer_to(form_of(session, poll), said, self._rng)
        return Cast(key=self._rng.randbytes(32), seat=done + 1, given=Given(answer))

    def _turn(self, session: Session, phase: Phase) -> Change | None:
        for person in turns_left(session, phase)[:1]:
            kind = "introduced" if phase.record == "note" else "tip"
            if _workshop(session) and _after_rounds(session, phase):
                kind = "read_aloud"
            return self._line(session, f"{person.code}: {next(self._next[kind])}")
        return None

    def _tells(self, session: Session) -> Change | None:
        people = [p.code for p in session.participants.values() if p.present and p.gone is None]
        if not people:
            return None
        if len(self._questions) == QUIET_FOR and self._count == 1 and not self._broke:
            self._broke = True
            return Tell(words=self._lines["wants_break"].format(code=people[len(people) // 2]))
        speaking = people if len(self._questions) > QUIET_FOR else people[:-1] or people
        often = self._rng.randrange(OFTEN) == 0
        code = speaking[0] if often else self._rng.choice(speaking)
        words, _space, sign = next(self._next["told"]).rpartition(" ")
        return self._line(session, f"{code}: {words} {self._theme(session)}{sign}")

    def _tells_by_card(self, session: Session, here: Place) -> Change | None:
        """Now and then two at once; where there is no card, hands go up for what was told."""
        people = [p.code for p in session.participants.values() if p.present and p.gone is None]
        if not people:
            return None
        card = here.question.theme if here.question is not None else ""
        told = [said.words for said in session.statements.values()]
        if card or not told:
            fields = _cards(session.info.language)
            field = fields.get(folded(card)) or self._rng.choice(list(fields.values()))
            words, most = next(self._next[f"life_{field}"]), 2
        else:
            words, most = self._rng.choice(told), len(people)
        codes = self._rng.sample(people, self._rng.randint(1, min(most, len(people))))
        return self._line(session, f"{', '.join(codes)}: {words}")

    def _looks_again(self, session: Session) -> Change:
        return self._line(session, f"{self._lines['maker']} {next(self._next['read_aloud'])}")

    def _lives(self) -> list[str]:
        """Everything that can be told by card, as ideas are written."""
        return [
            words for key in self._next if key.startswith("life_") for words in self._lines[key]
        ]

    def _theme(self, session: Session) -> str:
        """Now and then one of the themes that were prepared."""
        names = [theme.name.replace(" ", "_") for theme in session.themes.values()]
        return f"#{self._rng.choice(names)} " if names and self._rng.randrange(2) else ""

    def _asks(self, session: Session, here: Place) -> Change | None:
        """Who is asked answers first; then the next listener asks."""
        if here.asked is not None and self._count == 0:
            people = [p.code for p in session.participants.values() if p.present]
            words = next(self._next["answered"])
            return self._line(session, f"{self._rng.choice(people)}: {words}") if people else None
        listeners = [person.code for person in session.listeners.values()]
        asked = len(session.listener_questions)
        if asked >= min(len(listeners), len(self._lines["asked"])):
            return None
        return self._line(session, f"{listeners[asked]}? {next(self._next['asked'])}")

    def _remarks(self, session: Session, here: Place, phase: Phase) -> Change | None:
        step = next((step for step in phase.steps if step.key == here.step), None)
        if step is None or step.quiet:
            return None
        if step.actions:
            actions = self._lines["for_persona" if _workshop(session) else "action"]
            if len(session.actions) >= len(actions):
                return None
            return self._line(session, actions[len(session.actions)])
        remark = "met_persona" if _workshop(session) else "remark"
        return self._line(session, next(self._next[remark])) if self._count < 4 else None

    def _line(self, session: Session, text: str) -> Change:
        return RecordLine(text=text, where=Feed().where(session), line=str(uuid.uuid4()))

    def _shuffled(self, key: str) -> Iterator[str]:
        """All sentences of a kind in any order, and then again."""
        lines = self._lines[key]
        while True:
            yield from self._rng.sample(lines, len(lines))


def _workshop(session: Session) -> bool:
    """Whether people tell of a life by cards in it, for a persona."""
    return any(phase.cards for phase in session.agenda)


def _after_rounds(session: Session, phase: Phase) -> bool:
    rounds = (each.position for each in session.agenda if each.kind is PhaseKind.ROUND)
    return phase.position > max(rounds, default=0)


def _reads_again(session: Session, phase: Phase) -> bool:
    """Whether makers say what they think of the persona that they made."""
    alone = phase.kind is PhaseKind.TALK and phase.speaks == (Role.CLIENTS,)
    return alone and _workshop(session) and _after_rounds(session, phase)


@cache
def _cards(language: str) -> Mapping[str, PersonaField]:
    """What each card of the workshop is called."""
    t = translations(language)
    return {folded(field_name(field, t)): field for field in PersonaField}


def _break(session: Session, here: Place, phase: Phase) -> int:
    """Milliseconds until somebody says something about a break: some seconds after its end."""
    minutes = _last_pause(session) if here.paused else phase.minutes
    return minutes * MINUTE + 20 * SECOND if minutes else LONGEST_BREAK


def _last_pause(session: Session) -> int:
    pauses = (m for m in reversed(session.moments.values()) if m.kind is MomentKind.PAUSE)
    moment = next(pauses, None)
    return moment.minutes if moment is not None else 0


def answer_to(form: AnswerForm, ideas: Sequence[str], rng: random.Random) -> Answer:
    """An answer that fits a question, at random; one in ten people skips."""
    if rng.randrange(10) == 0:
        return SKIPPED
    count = len(form.options)
    match form.kind:
        case AnswerKind.AGREE:
            return Answer(value=rng.randint(1, 5))
        case AnswerKind.RATE:
            return Answer(value=rng.randint(form.lowest, form.highest))
        case AnswerKind.CHOOSE:
            chosen = rng.sample(range(1, count + 1), rng.randint(1, count) if form.several else 1)
            return Answer(options=tuple(sorted(chosen)))
        case AnswerKind.RANK:
            places = rng.sample(range(1, count + 1), form.top or count)
            return Answer(order=tuple((option,) for option in places))
        case AnswerKind.POINTS:
            given = [0] * count
            for _point in range(form.points):
                given[rng.randrange(count)] += 1
            return Answer(points=tuple(given))
        case AnswerKind.IDEAS:
            said = rng.sample(list(ideas), rng.randint(1, 2))
            return Answer(ideas=tuple(words.rstrip(" +-!").strip('"') for words in said))


def listener(language: str) -> str:
    """The function of a made-up listener."""
    return str(_lines(language)["listener"])


def _listed(lines: Mapping[str, Any], key: str) -> bool:
    return isinstance(lines[key], list)


@cache
def _lines(language: str) -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("said.toml").read_text(encoding="utf-8")
    both = tomllib.loads(text)
    found: Mapping[str, Any] = both.get(language, both["nl"])
    return found
