"""Finding a phase, a step or a question by the name that somebody wrote, in Dutch or English."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.agenda import Phase, PhaseKind, Question, Step
from spiegel.domain.session.session import Session

_NUMBERING: Final = pattern(
    r"\s*(?:(?:deel|onderdeel|fase|part|phase)\s*)?\d{1,2}\s*[.):–-]\s*", re.IGNORECASE
)
_ARTICLE: Final = pattern(r"(?:de|het|een|the|an?|der|die|das)\s+", re.IGNORECASE)
_KINDS: Final = {
    PhaseKind.ROUND: ("cliëntronde", "cliëntenronde", "ronde", "gesprek", "client round", "round"),
    PhaseKind.QUESTIONS: (
        "vragenronde",
        "verduidelijkende vragen",
        "vragen van toehoorders",
        "question round",
        "questions",
        "listeners' questions",
    ),
    PhaseKind.JOIN: ("meedoen", "proefvraag", "oefenvraag", "joining", "practice question"),
    PhaseKind.DEBRIEF: ("nagesprek", "nabespreking", "debrief", "aanbevelingen", "recommendations"),
}
_FIRST_TURNS: Final = ("kennismaking", "kennismakingsronde", "voorstelronde", "introductions")
_LAST_TURNS: Final = ("slotronde", "afsluitende ronde", "closing round", "final round", "tips")
_TALKS: Final = {
    "welkom": ("welkom", "opening", "inleiding", "welcome", "introduction"),
    "spelregels": ("spelregels", "ground rules", "rules"),
    "afsluiting": ("afsluiting", "sluiting", "slot", "closing"),
}
_LONGEST_NAME: Final = 80
_LONGEST_MEANT: Final = 40
_STEMS: Final = {
    "first": ("voorstelrond", "kennismakingsrond", "introductierond", "vorstellungsrund"),
    "last": ("slotrond", "afsluitenderond", "eindrond", "abschlussrund", "schlussrund"),
    "questions": ("vragenrond", "vragenvandetoehoorder", "vragentoehoorder", "fragerund"),
    "round": ("clientenrond", "clientrond", "bewonersrond", "gesprekmet", "hauptteil", "mainpart"),
    "debrief": ("nagesprek", "nabespreking", "nachgesprach"),
    "spelregels": ("spelregel",),
    "pauze": ("pauze", "koffiepauze", "break"),
}
"""How a part begins that is called otherwise than by its name: by kind, or by key."""
_WHOLE: Final = {
    "first": ("warmup", "icebreaker", "rondjenamen", "kennenlernen"),
    "last": ("rondjetotslot", "laatsterondje", "lastround"),
    "round": (
        "kern",
        "hoofddeel",
        "middendeel",
        "kerngesprek",
        "clientenaanhetwoord",
        "maindiscussion",
    ),
    "questions": (
        *("vragenuitdezaal", "vragenaantoehoorders", "vragenaandetoehoorders"),
        *("vragenvoortoehoorders", "vragenvoordetoehoorders", "questionsfromlisteners"),
    ),
    "welkom": ("begrussung", "begroeting", "introductie", "einleitung", "ontvangst"),
    "spelregels": ("regeln", "gesprachsregeln", "houserules"),
    "afsluiting": ("afronding", "abschluss", "verabschiedung", "wrapup", "dankwoord"),
}
"""The same, but only when that is all: a question may begin with such a word."""
_STEPS: Final = (
    ("stilte", "stil", "quiet", "silence"),
    ("geraakt", "touched", "affected", "moved"),
    ("herkend", "herkenning", "gehoord", "recognised", "recognized", "heard"),
    ("aangesproken", "addressed"),
    ("acties", "verbeteracties", "aanbevelingen", "actions", "recommendations"),
)


@lru_cache(maxsize=512)
def plain_letters(text: str) -> str:
    """The letters and digits of a name alone, without case and accents, so that names compare."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def phase_named(phases: Sequence[Phase], written: str) -> Phase | None:
    """The phase that is meant: by its name or key, else by what such a part is usually called.

    Case, accents, spaces, and a number or an article in front ("2. de cliëntronde") make no
    difference; "de brief" is a letter and no debrief.
    """
    if len(written) > _LONGEST_NAME:
        return None
    numbering = _NUMBERING.match(written)
    name = written[numbering.end() :] if numbering else written.lstrip()
    wanted = _without_article(name)
    if not wanted:
        return None
    for phase in phases:
        if wanted in (_without_article(phase.name), plain_letters(phase.key)):
            return phase
    return _usually_called(phases, wanted)


def _without_article(name: str) -> str:
    article = _ARTICLE.match(name)
    return plain_letters(name[article.end() :] if article else name)


def phase_meant(phases: Sequence[Phase], written: str) -> Phase | None:
    """The phase that a line of a plan is about, also by the beginning of its first word.

    "slotrondje", "vragenronde toehoorders", "PAUZE". A line that asks, or that joins two parts
    ("welkom + spelregels"), is none.
    """
    found = phase_named(phases, written)
    if found is not None or "?" in written or "+" in written or len(written) > _LONGEST_MEANT:
        return found
    wanted = plain_letters(written)
    for kind, stems in _STEMS.items():
        if wanted.startswith(stems):
            return _of_kind(phases, kind)
    whole = (kind for kind, names in _WHOLE.items() if wanted in names)
    return next((_of_kind(phases, kind) for kind in whole), None)


def _of_kind(phases: Sequence[Phase], kind: str) -> Phase | None:
    turns = [phase for phase in phases if phase.kind is PhaseKind.TURNS]
    match kind:
        case "first":
            return next(iter(turns), None)
        case "last":
            return next(reversed(turns), None)
        case "welkom" | "spelregels" | "pauze" | "afsluiting":
            return next((phase for phase in phases if plain_letters(phase.key) == kind), None)
        case _:
            return next((phase for phase in phases if phase.kind.value == kind), None)


def _usually_called(phases: Sequence[Phase], wanted: str) -> Phase | None:
    for kind, names in _KINDS.items():
        if wanted in _plain(names):
            return next((phase for phase in phases if phase.kind is kind), None)
    turns = [phase for phase in phases if phase.kind is PhaseKind.TURNS]
    if wanted in _plain(_FIRST_TURNS):
        return next(iter(turns), None)
    if wanted in _plain(_LAST_TURNS):
        return next(reversed(turns), None)
    for key, names in _TALKS.items():
        if wanted in _plain(names):
            return next((phase for phase in phases if plain_letters(phase.key) == key), None)
    return None


@lru_cache(maxsize=512)
def _plain(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain_letters(name) for name in names)


def step_named(phase: Phase, written: str) -> Step | None:
    """The step of a debrief that is meant, by its key, its name or a usual word for it."""
    wanted = plain_letters(written)
    if not wanted:
        return None
    for step in phase.steps:
        if wanted in (plain_letters(step.key), plain_letters(step.name)):
            return step
    for words in map(_plain, _STEPS):
        if wanted in words:
            return next((step for step in phase.steps if plain_letters(step.key) in words), None)
    return None


def question_at(session: Session, place: int, phase: int | None = None) -> Question | None:
    """The question at this place in its phase, from 1, as in "vraag 3 van 7".

    phase: the number of the phase that is looked in; without questions there, the first phase that
    has some.
    """
    questions = session.questions_of(phase) if phase is not None else ()
    questions = questions or first_questions(session)
    return questions[place - 1] if 1 <= place <= len(questions) else None


def first_questions(session: Session) -> tuple[Question, ...]:
    """The questions of the first phase that has some, but those to practise with."""
    phases = (phase for phase in session.agenda if phase.kind is not PhaseKind.JOIN)
    return next(filter(None, (session.questions_of(phase.number) for phase in phases)), ())
