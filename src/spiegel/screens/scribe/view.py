"""What the Scribe screen says, from a session: entries of the list, counts, the status line."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

import msgspec
from textual.content import Content

from spiegel.domain.capture.capture import RecordLine, preview
from spiegel.domain.notation.findings import FindingKind
from spiegel.domain.polls.paper import signed
from spiegel.domain.polls.polls import form_of, open_poll
from spiegel.domain.running.running import place
from spiegel.domain.running.voices import by_chair, voices
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import Instant, chronology
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import (
    ListenerQuestion,
    Remark,
    RemarkKind,
    Statement,
    Where,
)
from spiegel.i18n import _, current
from spiegel.screens.shared.recorded_view import (
    SIGNS,
    place_name,
    remark_words,
    sign_words,
    tied,
    tied_words,
    who,
)
from spiegel.text import hour_minute
from spiegel.widgets.record import BETWEEN, WHO, RecordRow
from spiegel.widgets.tally import Count

Key = tuple[str, int]
"""A table and a number, or "divider" and the number of the entry under it."""
Recorded = tuple[Instant, str, int]
"""When something was recorded, its table and its number."""
Group = tuple[int | None, int | None] | None
"""The phase and question under which an entry stands; None for what stands anywhere."""


def of_who_withdrew(session: Session, change: RecordLine) -> str:
    """What to say of a line that is entered as the words of who withdrew; empty otherwise.

    Keys that were pressed while a window stood still meant somebody who was still there.
    """
    if not any(person.withdrawn for person in session.participants.values()):
        return ""
    reading = preview(session, change.text, change.where, change.today)
    found = (one for one in reading.findings if one.kind is FindingKind.WITHDREW)
    return next((one.explain(current()) for one in found), "")


DIVIDER = "divider:"
LISTED = ("statements", "listener_questions", "remarks", "actions")
"""The tables of what stands in the list."""


class Listed(msgspec.Struct, frozen=True, eq=False):
    """All that was recorded in a session, in order of time, with dividers between the questions.

    newest: what stands last. group: the phase and question of the last divider.
    """

    session: Session
    keys: tuple[Key, ...] = ()
    newest: Recorded | None = None
    group: Group = None

    @property
    def lines(self) -> list[Key]:
        """What was recorded, without the dividers."""
        return [key for key in self.keys if not key[0].startswith(DIVIDER)]


def listed(session: Session, before: Listed | None = None) -> Listed:
    """The list of a session; it goes on from the list before where things only came after it."""
    came = _came_after(before, session) if before is not None else None
    if before is None or came is None:
        before, came = Listed(session), _in_order_of_time(session)
    keys: list[Key] = []
    group = before.group
    for _at, table, number in came:
        here = _group(session, table, number)
        if here is not None and here != group:
            keys.append((f"{DIVIDER}{table}", number))
            group = here
        keys.append((table, number))
    newest = came[-1] if came else before.newest
    return Listed(session, (*before.keys, *keys), newest, group)


def _in_order_of_time(session: Session) -> list[Recorded]:
    recorded = [
        (document.at, table, number)
        for table in LISTED
        for number, document in getattr(session, table).items()
        if not _elsewhere(document)
    ]
    place = chronology(at for at, _table, _number in recorded)
    return sorted(recorded, key=lambda each: (place(each[0]), *each[1:]))


def _elsewhere(document: object) -> bool:
    """Whether it was written on another screen: what a plan changes for a persona."""
    return isinstance(document, Remark) and document.kind is RemarkKind.TESTED


def _came_after(before: Listed, session: Session) -> list[Recorded] | None:
    """What was recorded since, after all else; None when anything else stands otherwise."""
    came: list[Recorded] = []
    for table in LISTED:
        old, new = getattr(before.session, table), getattr(session, table)
        for number, document in new.since(old).items() if new is not old else ():
            if _elsewhere(document or old[number]):
                continue
            if number not in old:
                came.append((document.at, table, number))
            elif (
                document is None
                or document.at != old[number].at
                or _group(session, table, number) != _group(before.session, table, number)
            ):
                return None
    came.sort(key=_since_boot)
    for earlier, later in pairwise([before.newest, *came]):
        # Only within one start of the machine is it sure that none of the others moves.
        if earlier is None or later is None or earlier[0].boot != later[0].boot:
            return None
        if _since_boot(earlier) >= _since_boot(later):
            return None
    return came


def _since_boot(each: Recorded) -> tuple[int, str, int]:
    at, table, number = each
    return at.boot_ms if at.boot else at.utc, table, number


def _group(session: Session, table: str, number: int) -> Group:
    """The phase and question that an entry belongs to; None for what stands anywhere."""
    document = getattr(session, table)[number]
    if table == "actions" or (isinstance(document, Remark) and document.phase is None):
        return None
    return document.phase, getattr(document, "question", None)


def entry(session: Session, key: object) -> RecordRow:
    """The entry of a key, ready to draw."""
    assert isinstance(key, tuple)
    table, number = key
    if table.startswith(DIVIDER):
        return RecordRow(divider=divider(session, table.removeprefix(DIVIDER), number))
    document = getattr(session, table).get(number)
    match document:
        case None:
            return RecordRow()
        case Statement():
            return _statement(session, document)
        case ListenerQuestion():
            return _question(document)
        case Remark():
            return _remark(document)
        case _:
            return RecordRow(
                number=str(number),
                who=">",
                words=document.words,
                meta=Content.styled(_("action"), "$primary"),
                time=hour_minute(document.at),
            )


def divider(session: Session, table: str, number: int) -> str:
    """The heading over a group: a question with its number, or a phase."""
    group = _group(session, table, number)
    phase, question = group if group is not None else (None, None)
    return place_name(session, Where(phase=phase, question=question))


def _statement(session: Session, statement: Statement) -> RecordRow:
    marks = []
    if statement.valence is not None:
        marks.append(Content.styled(sign_words(statement.valence), SIGNS[statement.valence]))
    for number in statement.themes:
        theme = session.themes.get(number)
        if theme is not None:
            marks.append(Content.styled(theme.name, "$primary" if theme.confirmed else "$muted"))
    if statement.key:
        marks.append(Content.styled(_("★ key statement"), "$accent"))
    if statement.traceable:
        marks.append(Content.styled(_("~ traceable"), "$accent"))
    words = f"“{statement.words}”" if statement.verbatim else statement.words
    speaker = who(statement.speakers) + (" ›" if statement.inherited else "")
    if len(speaker) > WHO:
        marks.insert(0, Content.styled(speaker, "bold"))
    return RecordRow(
        number=str(statement.number),
        who=speaker,
        words=words,
        meta=Content(BETWEEN).join(marks),
        time=hour_minute(statement.at),
    )


def _question(question: ListenerQuestion) -> RecordRow:
    dropped = _("not put") if question.dropped else _("question of a listener")
    return RecordRow(
        who=f"{question.listener or 'T'}?",
        words=question.words,
        meta=Content.styled(dropped, "$muted"),
        time=hour_minute(question.at),
        style="$muted" if question.dropped else "",
    )


def _remark(remark: Remark) -> RecordRow:
    in_step = remark.kind in (RemarkKind.STEP, RemarkKind.EXPLAINED)
    meta = Content.styled(remark_words(remark.kind), "$muted")
    codes = tied(remark) if remark.kind is RemarkKind.EXPLAINED else ""
    if codes:
        meta = Content(BETWEEN).join((meta, Content.styled(tied_words(codes), "$accent")))
    return RecordRow(
        who=who(remark.people) or ("·" if in_step else "//"),
        words=remark.words,
        meta=meta,
        time=hour_minute(remark.at),
        style="" if in_step else "$muted",
    )


@lru_cache(maxsize=2)
def theme_counts(session: Session) -> tuple[Count, ...]:
    """The themes, pinned ones first by digit, with how many statements each has."""
    totals: Counter[int] = Counter()
    for counted in session.statements.indexes(_themes_of):
        totals.update(counted)
    ordered = sorted(session.themes.values(), key=lambda t: (t.digit is None, t.digit, t.number))
    return tuple(
        Count(
            digit=str(theme.digit or " "),
            name=theme.name,
            count=totals[theme.number],
            muted=not theme.confirmed,
        )
        for theme in ordered
    )


def _themes_of(statements: Mapping[int, Statement]) -> Counter[int]:
    return Counter(number for statement in statements.values() for number in statement.themes)


def beside(session: Session) -> tuple[str, tuple[Count, ...]]:
    """The list under the themes: who was heard, or what an answer on paper can choose from."""
    poll = open_poll(session) if session.info.paper else None
    if poll is not None and (options := signed(form_of(session, poll))):
        return _("Choices"), tuple(Count(digit=sign, name=name) for sign, name in options)
    return _("Heard"), people_counts(session)


def people_counts(session: Session) -> tuple[Count, ...]:
    """The participants in the order of their chairs; who was not heard here stands out."""
    here = place(session)
    answered = here.question is not None and here.question.answer is not None
    in_round = here.phase is not None and here.phase.kind is PhaseKind.ROUND and not answered
    heard = {voice.code: voice for voice in voices(session)}
    return tuple(
        Count(
            name=person.code,
            count=heard[person.code].here if in_round else heard[person.code].total,
            loud=in_round and not heard[person.code].here,
        )
        for person in by_chair(session)
    )


def place_words(session: Session, where: Where | None) -> str:
    """Where a line belongs: a question with its number, a step, or a phase."""
    if where is None:
        here = place(session)
        question, phase = here.question, here.phase
        if here.ended:
            return _("the meeting is over")
    else:
        question = session.questions.get(where.question or 0)
        phase = session.phases.get(where.phase or 0)
    if question is not None:
        number = session.questions_of(question.phase).index(question) + 1
        return _("Question {number} · {words}").format(number=number, words=question.words)
    if phase is not None and where is not None and where.step:
        names = {step.key: step.name for step in phase.steps}
        return f"{phase.name} · {names.get(where.step, '')}"
    return phase.name if phase is not None else _("not started yet")


def clock_words(digits: str, private: str) -> Content:
    """The right end of the heading: the word privé, and the clock."""
    return Content.assemble((private, "$muted"), "  ", (digits, "bold $primary"))


def where_of(session: Session, table: str, number: int) -> Where:
    """Where a recorded entry belongs, so that it is read again as it was; gone, it is nowhere."""
    document = getattr(session, table).get(number)
    return Where(
        phase=getattr(document, "phase", None),
        question=getattr(document, "question", None),
        step=getattr(document, "step", ""),
        speakers=getattr(document, "speakers", ()),
        asked=getattr(document, "answer_to", None),
    )


def first_line(session: Session) -> str:
    """An example of what is typed, while nothing was recorded yet."""
    if session.on_devices:
        return _(
            "Type what is said aloud, without a code: The phone is never answered -\n"
            "= 4: an answer on paper, while a question is open"
        )
    return _('Type the first line: D3: "I waited for weeks" #waiting -')
