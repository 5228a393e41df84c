"""Every text that a session can hold, found by the types of its tables, and something typed in it.

A field that nobody thought of here is in it as soon as it is in a table.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from alltexts import Path, texts
from spiegel.demo import play
from spiegel.demo.meetings import PERSONA, VISITORS
from spiegel.demo.player import sources
from spiegel.domain.letters.letter import words_of
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.beside import Counterpart, Side, Thing
from spiegel.domain.session.earlier import EarlierAction, EarlierRound, EarlierTheme
from spiegel.domain.session.evaluation import Evaluation, Form
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.preparation import Letter
from spiegel.domain.session.session import TABLES, Info, Session, continued, put
from spiegel.domain.session.statements import Check, Checked, Statement
from spiegel.i18n import translations

NL = translations("nl")
YES = Consent(take_part=True, verbatim=True, outside=True, contact=True)
CHOSEN = frozenset(
    {"boot", "key", "line", "id", "language", "format", "settled", "checked", "speakers", "people"}
    | {"listener", "person", "session", "paper", "of", "step", "kind", "here", "alike", "picture"}
)
"""Fields that say which one, and that nobody types: a code, a key, the name of a file."""


@cache
def places() -> tuple[tuple[str, Path], ...]:
    """The table and the way to each text that somebody types."""
    return tuple(
        (table, way)
        for table, kind in {**TABLES, "session": Info}.items()
        for way in texts(kind)
        if CHOSEN.isdisjoint(way)
    )


def typed(value: Any, way: Path, change: Callable[[str], str]) -> Any:
    """A value in which the texts at the end of this way are otherwise."""
    if isinstance(value, str):
        return value if way else change(value)
    if value is None or not way:
        return value
    first, rest = way[0], way[1:]
    if isinstance(value, tuple):
        return tuple(typed(one, rest, change) for one in value)
    if isinstance(value, Mapping):
        return {key: typed(one, rest, change) for key, one in value.items()}
    if not isinstance(value, msgspec.Struct):
        return value
    return msgspec.structs.replace(value, **{first: typed(getattr(value, first), rest, change)})


def everywhere(
    session: Session,
    text: Callable[[int], str],
    wanted: Callable[[str, Path], bool] = lambda _table, _way: True,
) -> Session:
    """The session in which somebody typed a text behind all others: of each place its own."""
    info, changed = session.info, {}
    for number, (table, way) in enumerate(places()):
        if not wanted(table, way):
            continue

        def behind(words: str, number: int = number) -> str:
            return f"{words} {text(number)}".strip()

        if table == "session":
            info = typed(info, way, behind)
            continue
        for document in getattr(session, table).values():
            key = table, document.number
            changed[key] = typed(changed.get(key, document), way, behind)
    return continued(put(session, *changed.values()), info=info)


def letters(session: Session) -> Session:
    """The session with each of its letters in its own words."""
    there = {letter.paper for letter in session.letters.values()}
    own = (
        Letter(number=900 + number, paper=key, words=words)
        for number, (key, paper) in enumerate(PAPERS.items())
        if key not in there and (words := words_of(session, paper, NL))
    )
    return put(session, *own)


def more(session: Session) -> Session:
    """The session with what the fictional ones lack: a round before, forms, another one beside."""
    at = session.info.created
    earlier = EarlierRound(
        at=at,
        session="eerder",
        title="Vorig jaar",
        themes=(EarlierTheme(name="wachttijd", people=5),),
        actions=(
            EarlierAction(
                words="Bellen", status=ActionStatus.DONE, themes=("wachttijd",), told="Wordt gedaan"
            ),
        ),
    )
    info = msgspec.structs.replace(session.info, room="Tot zo", earlier=earlier)
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("ja", "nee"))
    side = Side(question=1, words="Vraag", form=form, people=9, things=(Thing(number=1, name="a"),))
    beside = Counterpart(number=1, at=at, session="elders", who="bezoekers", sides=(side,))
    forms = (
        Evaluation(number=n, form=kind, marks=(4, 4, 4, 4), words=("Goed", "Langer")[: 1 + n % 2])
        for n, kind in enumerate((*Form,) * 3, start=1)
    )
    return continued(put(session, *forms, beside), info=info)


@cache
def bases() -> tuple[Session, ...]:
    """Three fictional meetings that together have something in nearly every table."""
    personas = play(meeting=PERSONA, others=sources(PERSONA, PERSONA.start))
    return tuple(more(letters(one)) for one in (play(), play(meeting=VISITORS), personas))


def letters_of(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")


def literal(number: int) -> str:
    """Seven words that nobody else would ever say, without a digit."""
    return " ".join(f"zwo{letters_of(number)}{sign}" for sign in "klmnoprs"[:7])


def runs(number: int) -> tuple[str, ...]:
    """Each six of them in a row."""
    words = literal(number).split()
    return " ".join(words[:6]), " ".join(words[1:])


def withheld(session: Session) -> Session:
    """With as many statements as there are places, each of which may not be quoted."""
    at = Instant(utc=session.info.created.utc + 3_600_000)
    people = (
        Participant(number=901, consent=YES),
        Participant(number=902, consent=Consent(take_part=True, verbatim=False)),
        Participant(number=903),
    )
    why: tuple[dict[str, Any], ...] = (
        {"speakers": ("D901",), "traceable": True},
        {"speakers": ("D902",)},
        {"speakers": ("D903",)},
        {"speakers": ("D901",), "checked": (Check("D901", Checked.OUT),)},
    )
    said = (
        Statement(number=5_000 + n, at=at, words=literal(n), verbatim=True, **why[n % len(why)])
        for n in range(len(places()))
    )
    return put(session, *people, *said)


def coded(session: Session) -> Session:
    """With a participant and a listener for each place."""
    numbers = range(100, 100 + len(places()))
    people = (Participant(number=number, consent=YES) for number in numbers)
    others = (Listener(number=number, function="teamleider") for number in numbers)
    return put(session, *people, *others)
