"""The named fields of letters: what each is called, and what the session knows of it."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.letters import after, own_words, owners, personas_made, so_far
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import (
    BLANK,
    BOX,
    DASH,
    Block,
    Line,
    Piece,
    Shape,
    one_line,
    pieces,
    table,
)
from spiegel.domain.preparation.learning import served, wanted
from spiegel.domain.preparation.recruiting import listeners_who_come
from spiegel.domain.preparation.retention import kept_until, words_until
from spiegel.domain.preparation.tasks import BY_KEY as PLANNED_TASKS
from spiegel.domain.preparation.tasks import Item, checklist
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.wording import date_words
from spiegel.domain.running import reflection
from spiegel.domain.running.outline import ClockTimes, of_the_day
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.running.timing import minutes_of
from spiegel.domain.session.agenda import Phase, PhaseKind, Question
from spiegel.domain.session.people import Participant
from spiegel.domain.session.words import capitalised
from spiegel.i18n import LANGUAGES, N_, Translations, translations

ANSWER_DAYS: Final = 21
"""Days before the meeting by which people say whether they come: before the questions go out
(dossier, section 8: two weeks before)."""
ROOM, CLIENTS, LISTENERS = 60, 30, 15
"""Minutes before it begins: the room is open, clients come, listeners meet (dossier, 1.5)."""
CARDS: Final = 10
"""Cards for participants while nobody is listed."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """name: as it stands between brackets, to translate. words: what it says, empty while unknown.

    day: in place of words, on which something will be. blocks: in place of words, what it brings
    when it stands alone on a line. needs: the key of what it follows from, or is not whole without.
    may_lack: where it brings nothing, nothing is missed.
    """

    key: str
    name: str
    words: Callable[[Facts], str] | None = None
    day: Callable[[Facts], datetime.date | None] | None = None
    blocks: Callable[[Facts], tuple[Block, ...]] | None = None
    needs: str = ""
    may_lack: bool = False


def _items(lines: Iterator[str] | list[str]) -> tuple[Block, ...]:
    return tuple(one_line(line, Shape.ITEM) for line in lines if line)


def _questions(facts: Facts) -> tuple[Block, ...]:
    """What participants are asked to tell; not what is done with it afterwards, with no card."""
    rounds = [phase for phase in facts.session.agenda if phase.kind is PhaseKind.ROUND]
    telling = next((phase for phase in rounds if phase.cards), None)
    asked = (
        question
        for phase in rounds
        for question in facts.session.questions_of(phase.number)
        if (question.theme or phase is telling or not phase.cards) and not question.about
    )
    return _items([facts.safe(question.words) for question in asked])


def _functions(facts: Facts) -> tuple[Block, ...]:
    """Who listens: functions, each with how many there are of it when that is more than one."""
    functions = Counter(
        ", ".join(filter(None, map(facts.safe, (listener.function, listener.organisation))))
        for listener in listeners_who_come(facts.session)
        if listener.function.strip()
    )
    return _items([f"{name} ({count})" if count > 1 else name for name, count in functions.items()])


def _learning(facts: Facts) -> tuple[Block, ...]:
    return _items([facts.safe(one.words) for one in wanted(facts.session)])


def _rules(facts: Facts) -> tuple[Block, ...]:
    """The ground rules as the room sees them: of the first part that has any."""
    ruled = (phase.rules for phase in facts.session.agenda if phase.rules and phase.with_clients)
    return _items([facts.safe(rule) for rule in next(ruled, ())])


def _asking_rules(facts: Facts) -> tuple[Block, ...]:
    parts = (p.rules for p in facts.session.agenda if p.kind is PhaseKind.QUESTIONS)
    return _items([facts.safe(rule) for rule in next(parts, ())])


LEAST: Final = 3
"""The least detail of a running order.

1 leaves out what the moderator says and the ground rules, 2 prompts, 3 steps too.
"""


def _order(facts: Facts) -> tuple[Block, ...]:
    """The running order by the clock: parts and questions with their minutes."""
    session, t = facts.session, facts.t
    if not session.agenda:
        return ()
    rows: list[tuple[tuple[Line, ...], ...]] = [
        tuple(
            (_bold(name),) for name in (t.gettext("Time"), t.gettext("What"), t.gettext("Minutes"))
        )
    ]
    times = facts.times
    day = of_the_day(session)
    for at_part, phase in enumerate(session.agenda):
        if times is not None and at_part == len(day):
            rows += _ending(facts, times)
        if times is not None and at_part >= len(day) and phase.another_day:
            rows.append(_row("", (_bold(t.gettext("On another day")),), ""))
        at = facts.clock(times.phases.get(phase.number)) if times is not None else ""
        rows.append(_row(at, _part(facts, phase), str(phase.minutes or "")))
        for question in session.questions_of(phase.number):
            at = facts.clock(times.questions.get(question.number)) if times is not None else ""
            minutes = str(round(minutes_of(session, question)))
            rows.append(_row(at, _question(facts, question), minutes))
    if times is not None and len(day) == len(session.agenda):
        rows += _ending(facts, times)
    return (Block(shape=Shape.TABLE, rows=tuple(rows), shares=(14, 76, 10)),)


def _ending(facts: Facts, times: ClockTimes) -> list[tuple[tuple[Line, ...], ...]]:
    return [_row(facts.clock(times.ends), (_bold(facts.t.gettext("End")),), "")]


def _row(at: str, what: tuple[Line, ...], minutes: str) -> tuple[tuple[Line, ...], ...]:
    return ((Piece(at),),), what, ((Piece(minutes),),)


def _bold(words: str) -> Line:
    return (Piece(words, bold=True),)


def _part(facts: Facts, phase: Phase) -> tuple[Line, ...]:
    lines = [_bold(facts.safe(phase.name))]
    if facts.detail < 1 and phase.text:
        lines.append((Piece(facts.safe(phase.text)),))
    if facts.detail < 1:
        lines += [(Piece(f"{DASH}{facts.safe(rule)}"),) for rule in phase.rules]
    if facts.detail < LEAST:
        for step in phase.steps:
            minutes = facts.t.gettext("{minutes} min").format(minutes=step.minutes)
            words = f"{facts.safe(step.name)}: {facts.safe(step.text)}"
            lines.append((Piece(f"{DASH}{words} ({minutes})"),))
    return tuple(lines)


def _question(facts: Facts, question: Question) -> tuple[Line, ...]:
    spare = f" ({facts.t.gettext('if there is time')})" if question.optional else ""
    lines = [(Piece(facts.safe(question.words) + spare),)]
    if facts.detail < 2:
        lines += [(Piece(f"{DASH}{facts.safe(prompt)}"),) for prompt in question.prompts]
        lines += [(Piece(f"→ {facts.safe(one.words)}"),) for one in served(facts.session, question)]
    return tuple(lines)


def _to_do(facts: Facts) -> tuple[Block, ...]:
    """What should be done by the day and is not ticked yet, with who sees to it."""
    session, t = facts.session, facts.t
    items = [
        item
        for item in checklist(session, datetime.date.min)
        if item.done is None and _before(item, session.info.date)
    ]
    if not items:
        return (Block(shape=Shape.PARAGRAPH, lines=(pieces(t.gettext("All of it is done.")),)),)
    names = (BOX, t.gettext("What"), t.gettext("Who"), t.gettext("By when"))
    rows = []
    for item in items:
        due = date_words(item.due, t) if item.due is not None else ""
        rows.append((BOX, capitalised(item.shown(t)), facts.safe(item.owner), due))
    return (table(names, rows, (6, 50, 24, 20)),)


def _before(item: Item, day: datetime.date | None) -> bool:
    """Whether it is for before the day or the day itself; own tasks without a day are too."""
    if item.due is not None and day is not None:
        return item.due <= day
    planned = PLANNED_TASKS.get(item.key)
    return planned is None or (planned.days <= 0 and not planned.months)


def _cards(facts: Facts) -> tuple[Block, ...]:
    """A card each: of participants with room for the name they choose, of listeners the function.

    No card has a code: whoever sees it could join the code to a face.
    """
    t, people = facts.t, facts.participants()
    blank = (Piece("_" * 18, blank=True),)
    cards: list[tuple[Line, ...]] = [(blank,)] * (len(people) or CARDS)
    for listener in listeners_who_come(facts.session):
        function = facts.safe(listener.function) or t.gettext("listener")
        cards.append((blank, (Piece(function),)))
    cards.append((blank, (Piece(t.gettext("moderator")),)))
    return (Block(shape=Shape.CARDS, rows=tuple((card,) for card in cards)),)


def _reflection(facts: Facts) -> tuple[Block, ...]:
    """A card for each element of self-direction, four on a page."""
    t = facts.t
    cards = [
        (
            (Piece(capitalised(name_of(card.element, t))),),
            (Piece(t.gettext(card.question), bold=True),),
            *((Piece(t.gettext(words)),) for words in card.further),
        )
        for card in reflection.CARDS
    ]
    return (Block(shape=Shape.QUARTERS, rows=tuple((card,) for card in cards)),)


def _journeys(facts: Facts) -> tuple[Block, ...]:
    """By code: who comes along, what is needed, travel, what was agreed on, and room to tick."""
    t = facts.t
    names = (
        t.gettext("Code"),
        t.gettext("Needs"),
        t.gettext("Travel"),
        t.gettext("Fee"),
        t.gettext("Gift given"),
        t.gettext("Travel paid"),
    )
    rows = []
    for person in facts.participants():
        asking = person.recruiting
        along = t.gettext("somebody comes along") if asking.company else ""
        needs = ", ".join(filter(None, (asking.needs.strip(), along)))
        travel, fee = asking.travel.strip(), asking.fee.strip()
        rows.append((person.code, needs, travel, fee, BOX, BOX))
    return (table(names, rows, (8, 28, 24, 20, 10, 10)),) if rows else ()


def _fees(facts: Facts) -> set[str]:
    return {facts.safe(person.recruiting.fee) for person in facts.participants()}


def _fee(facts: Facts) -> str:
    """What all are given, when that is the same for all; else it is filled in by hand."""
    fees = _fees(facts)
    return fees.pop() if len(fees) == 1 else ""


def _thank_you(facts: Facts) -> tuple[Block, ...]:
    """That somebody is given something; nothing is promised while nobody knows what."""
    if not any(_fees(facts)):
        return ()
    words = facts.t.gettext("As a thank you, you get: {gift}.")
    fee = _fee(facts) or BLANK
    return (one_line(words.format(gift=fee)),)


def _answer_by(facts: Facts) -> datetime.date | None:
    day = facts.session.info.date
    return day - datetime.timedelta(days=ANSWER_DAYS) if day is not None else None


def _personas(facts: Facts) -> str:
    """One persona or several, as the group made them."""
    t = facts.t
    return t.gettext("the personas") if _several(facts) else t.gettext("the persona")


def _nobody(facts: Facts) -> str:
    """Whom a persona is about, or several."""
    t = facts.t
    several = t.gettext("people who do not exist")
    return several if _several(facts) else t.gettext("somebody who does not exist")


def _several(facts: Facts) -> bool:
    return len(facts.session.personas) > 1


FIELDS: Final[tuple[Field, ...]] = (
    Field(key="theme", name=N_("theme"), words=lambda f: f.safe(f.session.info.title)),
    Field(key="date", name=N_("date"), words=lambda f: f.day(f.session.info.date)),
    Field(
        key="day to come",
        name=N_("day to come"),
        day=lambda f: f.session.info.date,
        needs="date",
    ),
    Field(key="begin", name=N_("begins at"), words=lambda f: f.starts()),
    Field(key="end", name=N_("clients leave at"), words=lambda f: f.clients_leave(), needs="begin"),
    Field(
        key="welcome", name=N_("welcome from"), words=lambda f: f.starts(-CLIENTS), needs="begin"
    ),
    Field(key="place", name=N_("place"), words=lambda f: f.safe(f.session.info.place)),
    Field(
        key="contact",
        name=N_("whom to call"),
        words=lambda f: f.safe(f.session.info.assignment.contact),
    ),
    Field(
        key="organisation",
        name=N_("organisation"),
        words=lambda f: f.safe(f.session.info.organisation),
    ),
    Field(
        key="commissioner",
        name=N_("commissioner"),
        words=lambda f: f.safe(f.session.info.assignment.commissioner),
    ),
    Field(key="questions", name=N_("the questions"), blocks=_questions),
    Field(key="aim", name=N_("aim"), words=lambda f: f.safe(f.session.info.assignment.aim)),
    Field(
        key="occasion",
        name=N_("occasion"),
        words=lambda f: f.safe(f.session.info.assignment.occasion),
    ),
    Field(
        key="end of all",
        name=N_("ends at"),
        words=lambda f: f.clock(f.times.ends if f.times is not None else None),
        needs="begin",
    ),
    Field(key="room", name=N_("room open at"), words=lambda f: f.starts(-ROOM), needs="begin"),
    Field(
        key="briefing",
        name=N_("listeners meet at"),
        words=lambda f: f.starts(-LISTENERS),
        needs="begin",
    ),
    Field(
        key="tells", name=N_("news from"), words=lambda f: f.safe(f.session.info.assignment.tells)
    ),
    Field(
        key="tells on",
        name=N_("news on"),
        day=lambda f: f.session.info.assignment.tells_on,
    ),
    Field(key="fee", name=N_("gift"), words=_fee),
    Field(
        key="thank you", name=N_("as a thank you"), blocks=_thank_you, needs="fee", may_lack=True
    ),
    Field(key="answer", name=N_("answer by"), day=_answer_by, needs="date"),
    Field(
        key="called",
        name=N_("called on"),
        day=lambda f: f.task("called"),
        needs="date",
    ),
    Field(
        key="read by makers",
        name=N_("makers read on"),
        day=lambda f: f.task("read by makers"),
        needs="date",
    ),
    Field(
        key="makers' sheets",
        name=N_("sheets back until"),
        day=lambda f: f.task("makers' sheets"),
        needs="date",
    ),
    Field(
        key="wishes",
        name=N_("learning question by"),
        day=lambda f: f.task("wishes"),
        needs="date",
    ),
    Field(
        key="wiped",
        name=N_("notes gone on"),
        day=lambda f: kept_until(f.session, Kept.SESSION),
        needs="date",
    ),
    Field(
        key="letter of",
        name=N_("date of this letter"),
        words=lambda f: f.day(f.today if f.sent is not None else f.made),
        needs="date",
    ),
    Field(
        key="words until",
        name=N_("words may change until"),
        words=lambda f: f.day(words_until(f.session)),
        needs="date",
    ),
    Field(
        key="after six weeks",
        name=N_("six weeks later"),
        day=lambda f: f.task("six weeks"),
        needs="date",
    ),
    Field(
        key="after three months",
        name=N_("three months later"),
        day=lambda f: f.task("three months"),
        needs="date",
    ),
    Field(
        key="next letter",
        name=N_("when we write again"),
        blocks=so_far.when_we_write,
        may_lack=True,
    ),
    Field(key="reading back", name=N_("reading back"), blocks=so_far.reading_back),
    *(
        Field(key=f"so long: {key}", name=key, words=partial(so_far.how_long_after, key=key))
        for key in (N_("six weeks"), N_("three months"), N_("half a year"))
    ),
    Field(
        key="code",
        name=N_("code"),
        words=lambda f: f.one.code if isinstance(f.one, Participant) else "",
    ),
    Field(
        key="own words back",
        name=N_("own words back on"),
        day=own_words.back_on,
        needs="date",
    ),
    Field(key="sheets", name=N_("whose sheets"), blocks=own_words.whose_sheets),
    Field(key="own words", name=N_("own words"), blocks=own_words.to_read_back),
    Field(key="heard in short", name=N_("heard in short"), blocks=after.heard_in_short),
    Field(key="decided", name=N_("what was decided"), blocks=so_far.what_was_decided),
    Field(key="how far", name=N_("how far we are"), blocks=so_far.how_far),
    Field(key="hear", name=N_("when you hear"), blocks=so_far.when_you_hear),
    Field(key="makers read", name=N_("when makers read"), blocks=so_far.makers_read),
    Field(key="noticed", name=N_("what you notice"), blocks=so_far.what_you_notice),
    Field(
        key="changing",
        name=N_("changing your words"),
        blocks=so_far.changing_words,
        may_lack=True,
    ),
    Field(
        key="throwing away",
        name=N_("throwing our notes away"),
        blocks=so_far.throwing_away,
    ),
    Field(key="reason", name=after.REASON, words=lambda _facts: ""),
    Field(key="became", name=N_("what became of it"), blocks=after.became),
    Field(key="owners", name=N_("owners"), blocks=owners.all_owners),
    Field(key="owner", name=N_("owner"), words=lambda f: f.one if isinstance(f.one, str) else ""),
    Field(key="actions of owner", name=N_("actions of the owner"), blocks=owners.their_actions),
    Field(key="heard", name=N_("what we heard"), blocks=after.heard),
    Field(key="what we do", name=N_("will or want to do"), words=after.what_we_do),
    Field(key="happens", name=N_("what happens with it"), blocks=after.happens),
    Field(key="explained", name=N_("what words mean"), blocks=after.explained, may_lack=True),
    Field(key="functions", name=N_("who listens"), blocks=_functions),
    Field(key="learning", name=N_("learning questions"), blocks=_learning),
    Field(key="rules", name=N_("ground rules"), blocks=_rules),
    Field(key="asking", name=N_("rules for asking"), blocks=_asking_rules),
    Field(key="order", name=N_("running order"), blocks=_order, needs="begin"),
    Field(key="to do", name=N_("still to do"), blocks=_to_do),
    Field(key="cards", name=N_("name cards"), blocks=_cards),
    Field(key="personas", name=N_("the persona"), words=_personas),
    Field(key="personas made", name=N_("our personas"), blocks=personas_made.made_together),
    Field(key="nobody", name=N_("somebody who does not exist"), words=_nobody),
    Field(key="reflection", name=N_("reflection cards"), blocks=_reflection),
    Field(key="journeys", name=N_("travel list"), blocks=_journeys),
)
"""All fields, in the order in which they are listed."""


@cache
def _by_name() -> Mapping[str, Field]:
    """Every field by its name in each language: a letter may outlive a change of language."""
    return MappingProxyType(
        {
            translations(language).gettext(field.name).casefold(): field
            for language in LANGUAGES
            for field in FIELDS
        }
    )


BY_KEY: Final = MappingProxyType({field.key: field for field in FIELDS})


def field_named(name: str) -> Field | None:
    """The field with this name, in any language and case."""
    return _by_name().get(" ".join(name.split()).casefold())


def names(t: Translations) -> list[str]:
    """What all fields are called."""
    return [t.gettext(field.name) for field in FIELDS]
