"""The moves of the demo's scripts: each is one word, and becomes the changes of the screens.

Running order: `volgende`, `verder`, `pauze 4`, `minuut 1`, `overslaan 5`, `vraag 5`; `stel` puts
the listener's question that was noted last; `stap herkend` begins a step of the debrief.
Prepare: `thema wachttijd` makes a theme with the next digit; `toehoorder T1 FUNCTION`;
`deelnemer D2 stoel 1 meedoen citaat contact` is here, agrees to what is listed, says no to the
rest. Scribe: `briefje D7 nog niet gehoord` is a note to the moderator.
Review: `samenvoegen wachtijd in wachttijd`; `klopt 12 wie` (naam, teken, thema) is right as it is;
`samengevat 12 WORDS` is a summary; `anders 12 WORDS` stands for what in it looks like a person;
`mag 12` is no longer traceable; `onder 12 informatie -` tags. `zelfregie contacten 12 13` says
which element of self-direction statements are about.
Debrief: `actie 1 hoog` is a priority; `regie 1 ja WORDS` whether it gives the client more say, and
how; `rust 1 GROUP; GROUP` is what it rests on. Report: `kort
WORDS` is the report in short, in the moderator's own words; `voorgelegd` says that participants
have seen it. `einde` is the end of a meeting without a debrief. Follow-up: `status 4 gedaan WORDS`
is what an action came to, and what shows it or how it stands; `op 6 DAY` when it is to be done;
`taak zes_weken DAY` ticks a task. `midden` and `nadien` do nothing and only mark a place.
Questions on devices: `volgende` goes step by step; `achter IDEA` is not shown to the room;
`groepje NAME` puts the ideas of the lines below it in a new group. In Review `herschreven IDEA` is
the line below in its place, `herleidbaar IDEA` stays out of the report, `nagekeken` says that
somebody looked at all others, and they may stand there. Personas: see persona_moves.py.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.demo import persona_moves, poll_moves
from spiegel.demo.persona_moves import Others
from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.capture.editing import Mark, Paraphrase, Tag
from spiegel.domain.capture.elements import TagElement
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import SetChair, SetConsent, SetFunction, SetPresence
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.followup.rounds import Look
from spiegel.domain.language.naming import question_at
from spiegel.domain.preparation.tasks import TickTask
from spiegel.domain.report.edited import KeepWords
from spiegel.domain.report.in_short import in_short
from spiegel.domain.report.review import ConcernKind, Settle
from spiegel.domain.running.running import Ask, End, Extend, Go, GoStep, Pause, Resume, Skip
from spiegel.domain.session.actions import ActionStatus, Priority
from spiegel.domain.session.elements import Element
from spiegel.domain.session.people import PURPOSES
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.session import Change, EditInfo, Session
from spiegel.domain.session.themes import AddTheme, MergeThemes
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import translations

MIDDLE: Final = "midden"
"""The move that marks the middle: of the client round, or of putting ideas in groups."""
AFTERWARDS: Final = "nadien"
"""The move that marks the end of the meeting: what follows was done in the weeks after it."""

Move = Callable[[Session, list[str]], Iterable[Change]]

_PURPOSES: Final = dict(zip(("meedoen", "citaat", "buiten", "contact"), PURPOSES, strict=True))
_CONCERNS: Final = {
    "wie": ConcernKind.INHERITED,
    "naam": ConcernKind.CAPITAL,
    "teken": ConcernKind.NO_SIGN,
    "thema": ConcernKind.NO_THEME,
}
_PRIORITIES: Final = {
    "hoog": Priority.HIGH,
    "middel": Priority.MIDDLE,
    "laag": Priority.LOW,
}
_ELEMENTS: Final = dict(
    zip(("eigenaarschap", "eigen_kracht", "motivatie", "contacten"), Element, strict=True)
)
_SAID: Final = {"ja": True, "nee": False}
_STATES: Final = dict(
    zip(("voorstel", "afgesproken", "bezig", "gedaan", "gestopt"), ActionStatus, strict=True)
)
_TASKS: Final = {
    "verslag": "report",
    "eigen_woorden": "own words",
    "afspraken": "debrief",
    "verteld": "feedback",
    "zes_weken": "six weeks",
}


def changes(
    session: Session,
    move: str,
    below: tuple[str, ...] = (),
    others: Others = MappingProxyType({}),
) -> tuple[Change, ...]:
    """The changes that a move stands for, with the lines below it.

    others: meetings that were held before. Raises ValueError for one that is not understood.
    """
    verb, *words = move.split()
    try:
        if verb in poll_moves.MOVES:
            return tuple(poll_moves.MOVES[verb](session, " ".join(words), below))
        if verb in persona_moves.MOVES:
            return tuple(persona_moves.MOVES[verb](session, " ".join(words), below, others))
        return tuple(_MOVES[verb](session, words))
    except (IndexError, KeyError, AttributeError, ValueError) as error:
        raise ValueError(move) from error


def _question(session: Session, place: str) -> tuple[int, int]:
    """The numbers of the phase and the question at this place of the client round."""
    question = question_at(session, int(place))
    if question is None:
        raise IndexError(place)
    return question.phase, question.number


def _skip(session: Session, words: list[str]) -> list[Change]:
    return [Skip(question=_question(session, words[0])[1])]


def _go_to_question(session: Session, words: list[str]) -> list[Change]:
    phase, question = _question(session, words[0])
    return [Go(phase=phase, question=question)]


def _put_question(session: Session, words: list[str]) -> list[Change]:
    return [Ask(asked=session.last["listener_questions"])]


def _participant(session: Session, words: list[str]) -> list[Change]:
    code, chair, *agreed = (word for word in words if word != "stoel")
    number = int(code[1:])
    unknown = [word for word in agreed if word not in _PURPOSES]
    if unknown:
        raise KeyError(unknown[0])
    return [
        SetPresence(numbers=(number,), present=True),
        SetChair(number=number, chair=int(chair)),
        *(
            SetConsent(purpose=purpose, value=word in agreed, participants=(number,))
            for word, purpose in _PURPOSES.items()
        ),
    ]


def _listener(session: Session, words: list[str]) -> list[Change]:
    number = int(words[0][1:])
    return [
        SetFunction(listener=number, function=" ".join(words[1:])),
        SetPresence(numbers=(number,), present=True, table="listeners"),
    ]


def _merge(session: Session, words: list[str]) -> list[Change]:
    middle = words.index("in")
    source, target = (
        session.theme_named(" ".join(part)) for part in (words[:middle], words[middle + 1 :])
    )
    if source is None or target is None:
        raise KeyError(" ".join(words))
    return [MergeThemes(source=source.number, target=target.number)]


def _settle(session: Session, words: list[str]) -> list[Change]:
    return [Settle(statement=int(words[0]), kind=_CONCERNS[kind]) for kind in words[1:]]


def _summarise(session: Session, words: list[str]) -> list[Change]:
    return [Paraphrase(number=int(words[0]), words=" ".join(words[1:]))]


def _in_other_words(session: Session, words: list[str]) -> list[Change]:
    number, *said = words
    waiting = [
        one
        for one in open_findings(session)
        if (one.place.table, one.place.number) == ("statements", int(number))
    ]
    if not waiting:
        raise KeyError(number)
    return [Decide(finding=one, choice=Choice.OWN, words=" ".join(said)) for one in waiting]


def _tag(session: Session, words: list[str]) -> list[Change]:
    number, theme, *sign = words
    marks = [Mark(number=int(number), valence=sign[0])] if sign else []
    return [Tag(number=int(number), theme=theme), *marks]


def _self_direction(session: Session, words: list[str]) -> list[Change]:
    return [TagElement(numbers=tuple(map(int, words[1:])), element=_ELEMENTS[words[0]])]


def _more_say(session: Session, words: list[str]) -> list[Change]:
    number, said, *why = words
    fields = {"more_say": _SAID[said], "more_say_why": " ".join(why)}
    return [EditAction(number=int(number), fields=fields)]


def _prioritise(session: Session, words: list[str]) -> list[Change]:
    return [EditAction(number=int(words[0]), fields={"priority": _PRIORITIES[words[1]]})]


def _day(typed: str) -> datetime.date:
    day, month, year = map(int, typed.split("-"))
    return datetime.date(year, month, day)


def _look(session: Session, words: list[str]) -> list[Change]:
    return [Look(number=int(words[0]), status=_STATES[words[1]], told=" ".join(words[2:]) or None)]


def _by(session: Session, words: list[str]) -> list[Change]:
    return [EditAction(number=int(words[0]), fields={"by": _day(words[1])})]


def _tick(session: Session, words: list[str]) -> list[Change]:
    return [TickTask(key=_TASKS[words[0]], done=_day(words[1]))]


def _in_short(session: Session, words: list[str]) -> list[Change]:
    stands = in_short(session, translations(session.info.language))
    return [KeepWords(paper=IN_SHORT, words=" ".join(words), of=stands.digest)]


_MOVES: Final[Mapping[str, Move]] = MappingProxyType(
    {
        "einde": lambda session, words: [End()],
        "verder": lambda session, words: [Resume()],
        "pauze": lambda session, words: [Pause(minutes=int(words[0]))],
        "minuut": lambda session, words: [Extend(minutes=int(words[0]))],
        "overslaan": _skip,
        "vraag": _go_to_question,
        "stel": _put_question,
        "stap": lambda session, words: [GoStep(step=words[0])],
        "briefje": lambda session, words: [Tell(words=" ".join(words))],
        "thema": lambda session, words: [AddTheme(theme=" ".join(words))],
        "toehoorder": _listener,
        "deelnemer": _participant,
        "samenvoegen": _merge,
        "klopt": _settle,
        "samengevat": _summarise,
        "anders": _in_other_words,
        "mag": lambda session, words: [Mark(number=int(words[0]), traceable=False)],
        "onder": _tag,
        "zelfregie": _self_direction,
        "actie": _prioritise,
        "regie": _more_say,
        "kort": _in_short,
        "voorgelegd": lambda session, words: [EditInfo(fields={"presented": True})],
        "status": _look,
        "op": _by,
        "taak": _tick,
        AFTERWARDS: lambda session, words: [],
        MIDDLE: lambda session, words: [],
    }
)
