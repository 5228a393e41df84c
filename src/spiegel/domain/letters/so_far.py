"""What letters say by what is so: what was decided, when one hears of it, how one changes words.

Each is a text with its fields open, as Spiegel's own words are, so that what is not known yet is
filled in by hand there too.
"""

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import Block, read
from spiegel.domain.personas.making import read_on
from spiegel.domain.personas.telling import for_others
from spiegel.domain.preparation.retention import kept_until, words_until
from spiegel.domain.preparation.tasks import TELLING, done_on, is_done
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.actions import going, nothing_agreed
from spiegel.domain.report.wording import name_alone
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.session import Session
from spiegel.i18n import N_


class Decided(StrEnum):
    """How much of what professionals want to do was agreed on; advice is decided on by others."""

    NOTHING = "nothing"
    PROPOSED = "proposed"
    PART = "part"
    ALL = "all"
    ADVISED = "advised"


_WHAT: Final = {
    Decided.NOTHING: N_("We did not choose yet what we will do."),
    Decided.PROPOSED: N_(
        "Then we made a list of what we want to do. It is not agreed yet. Here you read what is on "
        "it."
    ),
    Decided.PART: N_(
        "Then we chose what we will do. A part is not agreed yet. Here you read how it goes."
    ),
    Decided.ALL: N_("Then we chose what we will do. Here you read how it goes."),
    Decided.ADVISED: N_("Then we wrote down what we advise. Here you read how it goes."),
}
_HOW_FAR: Final = {
    Decided.NOTHING: N_("- We did not choose yet what we will do."),
    Decided.PROPOSED: N_("- We made a list of what we want to do. Nothing of it is agreed yet."),
    Decided.PART: N_("- We chose what we will do. A part is not agreed yet."),
    Decided.ALL: N_("- We chose what we will do."),
    Decided.ADVISED: N_("- Then we write down what we advise."),
}
_TOLD: Final = N_("- On {day} you heard what happens with it.")
_HEAR: Final = N_("On [news on] you hear what happens with it. You hear it from [news from].")
_HEAR_FROM_US: Final = N_("On [news on] you hear from us what happens with it.")
_PASSED: Final = N_(
    "- On {day} you were to hear what happens with it. You were to hear it from [news from]."
)
_PASSED_FROM_US: Final = N_("- On {day} you were to hear from us what happens with it.")
_SORRY: Final = N_("Did you hear nothing yet? We are sorry.")
_STILL: Final = N_("You still hear it from [news from].")
_STILL_FROM_US: Final = N_("You still hear it from us.")
_WE_WRITE: Final = N_("On {day} we write to you how it stands.")
_NEXT: Final = N_("On {day} we write to you again. Then you read how it stands.")
_NEXT_OPEN: Final = N_("On [six weeks later] we write to you again. Then you read how it stands.")
_SHEET: Final = N_("- What you told, you may read back. You get a sheet from us for that.")
_SHEET_ON: Final = N_(
    "- What you told, you may read back. Around {day} you get a sheet from us for that."
)
_SHEET_SENT: Final = N_(
    "- What you told, you may read back. You got a sheet from us for that. Did you not? Ask for it."
)
_PUNCTUAL: Final = datetime.timedelta(days=6)
"""A letter that is so many days late still has the name of its round."""
_MAKERS_READING: Final = N_(
    "- We work out the sentences. We leave out what only one person lived through.\n"
    "- On [makers read on] you read [the persona] yourself, on a sheet. Of each sentence you tick "
    "whether it is right. At what time and where, you hear later.\n"
    "- Would you rather read at home? You may give your sheets back until [sheets back until].\n"
    "- Others read [the persona] only when the group finds that right."
)
_NOTICED: Final = N_(
    "Do you notice something of it? Or do you not? We like to hear both. Call [whom to call], with "
    "a question too."
)
_THINK: Final = N_(
    "What do you think of this list? Is something missing? We like to hear it. Call [whom to "
    "call], with a question too."
)
_ASK: Final = N_("Do you have a question? Call [whom to call].")
_CHANGE: Final = N_(
    "Do you want to change something of your words, or leave it out? You may. Say which words. "
    "What was sent already stays as it is."
)
_CHANGE_UNTIL: Final = N_(
    "Do you want to change something of your words, or leave it out? You may, up to and including "
    "[words may change until]. Say which words. What was sent already stays as it is."
)
_CHANGED: Final = N_(
    "Up to and including [words may change until] you could change your words, or leave them out. "
    "Now we do not know any more who said what."
)
_THROW: Final = N_(
    "This is our last letter about it. On [notes gone on] we throw our notes away. The report "
    "stays. Thank you once more. You helped us to work better."
)
_THROW_TODAY: Final = N_(
    "This is our last letter about it. Today we throw our notes away. The report stays. "
    "Thank you once more. You helped us to work better."
)


def decided(session: Session) -> Decided:
    """How much was agreed on, as every document says it."""
    if session.info.outcome is Outcome.RECOMMENDATION:
        return Decided.ADVISED
    if not session.actions:
        return Decided.NOTHING
    if nothing_agreed(session):
        return Decided.PROPOSED
    open_ = any(action.status is ActionStatus.PROPOSED for action in going(session))
    return Decided.PART if open_ else Decided.ALL


def what_was_decided(facts: Facts) -> tuple[Block, ...]:
    """What came after the meeting, in a letter about what became of it."""
    return _open(facts, _WHAT[decided(facts.session)])


def how_far(facts: Facts) -> tuple[Block, ...]:
    """The same in a letter of thanks."""
    return _open(facts, _HOW_FAR[decided(facts.session)])


def when_you_hear(facts: Facts) -> tuple[Block, ...]:
    """When participants hear what happens with it; what is known of that, once the day is past."""
    told = done_on(facts.session, "feedback")
    if told is not None:
        heard = facts.t.gettext(_TOLD).format(day=facts.day(told))
        return read(" ".join((heard, *_we_write(facts))))
    day = facts.session.info.assignment.tells_on
    if not facts.passed(day):
        return read(f"- {_you_hear(facts)}")
    return read(" ".join(_passed(facts)))


def _you_hear(facts: Facts) -> str:
    return facts.t.gettext(_HEAR_FROM_US if _teller_signs(facts.session) else _HEAR)


def _passed(facts: Facts) -> Iterator[str]:
    """That they were to hear, and when they do hear; that nobody need call for it."""
    t, day = facts.t, facts.session.info.assignment.tells_on
    words = _PASSED_FROM_US if _teller_signs(facts.session) else _PASSED
    yield t.gettext(words).format(day=facts.day(day))
    yield t.gettext(_SORRY)
    yield t.gettext(_STILL_FROM_US if _teller_signs(facts.session) else _STILL)
    yield from _we_write(facts)


def _we_write(facts: Facts) -> Iterator[str]:
    """When participants read how it stands; nothing once they heard all."""
    later = _next_round(facts)
    if later is not None:
        yield facts.t.gettext(_WE_WRITE).format(day=facts.day(later))


def _next_round(facts: Facts) -> datetime.date | None:
    """The day of the first round that is still to come; each has its letter."""
    coming = (facts.task(key) for key in TELLING if not is_done(facts.session, key))
    return next((due for due in coming if due is not None and not facts.passed(due)), None)


def when_we_write(facts: Facts) -> tuple[Block, ...]:
    """When participants hear what happens, if that is yet to come, and when again; or nothing."""
    session, later = facts.session, _next_round(facts)
    if session.info.date is None:
        return _open(facts, _NEXT_OPEN)
    first = session.info.assignment.tells_on
    told = is_done(session, "feedback") or facts.passed(first)
    said = [] if first is None or told or first == facts.today else [_you_hear(facts)]
    if later is not None:
        said.append(facts.t.gettext(_NEXT).format(day=facts.day(later)))
    return read(" ".join(said)) if said else ()


def reading_back(facts: Facts) -> tuple[Block, ...]:
    """When participants get a sheet with their own words."""
    day = facts.task("own words")
    if day is None:
        return _open(facts, _SHEET)
    if is_done(facts.session, "own words") or facts.passed(day):
        return _open(facts, _SHEET_SENT)
    return read(facts.t.gettext(_SHEET_ON).format(day=facts.day(day)))


def how_long_after(facts: Facts, key: str) -> str:
    """How long after the meeting a letter of a round is sent: as its task says, or longer."""
    t, held, due = facts.t, facts.session.info.date, facts.task(key)
    if held is None or due is None or not facts.passed(due + _PUNCTUAL):
        return t.gettext(key)
    day = facts.today
    months = (day.year - held.year) * 12 + day.month - held.month - (day.day < held.day)
    if months < 3:
        return t.gettext("{count} weeks").format(count=(day - held).days // 7)
    return t.gettext("{count} months").format(count=months)


def _teller_signs(session: Session) -> bool:
    """Whether who tells participants what happens is who signs their letters, by name."""
    agreed = session.info.assignment
    names = (name_alone(words) for words in (agreed.tells, agreed.commissioner))
    teller, signs = (" ".join(name.split()).casefold() for name in names)
    return bool(teller) and teller == signs


def makers_read(facts: Facts) -> tuple[Block, ...]:
    """When makers read a persona themselves; once they did, how many others read by now."""
    if read_on(facts.session) is None:
        return _open(facts, _MAKERS_READING)
    t, personas = facts.t, facts.session.personas.values()
    agreed = sum(map(for_others, personas))
    waiting = len(personas) - agreed
    right = t.ngettext(
        "- The group found one persona right. Others read it already.",
        "- The group found {count} personas right. Others read them already.",
        agreed,
    )
    not_yet = t.ngettext(
        "- You still read one persona. Others read it only when the group finds it right.",
        "- You still read {count} personas. Others read them only when the group finds them right.",
        waiting,
    )
    there = (words.format(count=n) for words, n in ((right, agreed), (not_yet, waiting)) if n)
    return read("\n".join(there))


def what_you_notice(facts: Facts) -> tuple[Block, ...]:
    """An invitation to say what one notices of it; of what is not agreed, what one thinks of it."""
    match decided(facts.session):
        case Decided.NOTHING:
            return _open(facts, _ASK)
        case Decided.PART | Decided.ALL:
            return _open(facts, _NOTICED)
        case Decided.PROPOSED | Decided.ADVISED:
            return _open(facts, _THINK)


def changing_words(facts: Facts) -> tuple[Block, ...]:
    """How participants have own words changed, and until when; nothing where nobody knows whose."""
    if facts.session.on_devices:
        return ()
    until = words_until(facts.session)
    if until is None:
        return _open(facts, _CHANGE if facts.session.info.date else _CHANGE_UNTIL)
    return _open(facts, _CHANGE_UNTIL if facts.today <= until else _CHANGED)


def throwing_away(facts: Facts) -> tuple[Block, ...]:
    """That it is the last letter, and when the notes go: today, where that is its own day."""
    today = kept_until(facts.session, Kept.SESSION) == facts.today
    return _open(facts, _THROW_TODAY if today else _THROW)


def _open(facts: Facts, words: str) -> tuple[Block, ...]:
    return read(facts.t.gettext(words))
