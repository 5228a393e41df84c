"""`spiegel new`, `show` and `check`: make a session, print it, look whether it is sound."""

import argparse
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from spiegel import clock, formats, i18n, paths
from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of, new_passphrase
from spiegel.cli.say import say
from spiegel.cli.session_file import opened
from spiegel.domain import plan
from spiegel.domain.followup.next_round import next_round, taken
from spiegel.domain.notation.write import write
from spiegel.domain.polls import saying
from spiegel.domain.session.instants import chronology
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import TABLES, Session, describe, put
from spiegel.domain.session.statements import Remark
from spiegel.domain.session.words import clean
from spiegel.i18n import _, ngettext
from spiegel.meeting.plan_file import read_plan
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import STANDARD_INPUT, is_meeting, shown
from spiegel.settings import Settings
from spiegel.store import known
from spiegel.store.errors import AlreadyThereError, StoreError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

if TYPE_CHECKING:
    from spiegel.domain.report.mirror import Mirror
    from spiegel.store.damage.check import Finding

USAGE = 2
USUAL_PARTICIPANTS = 9
"""8 to 10 people came to most meetings (dossier 1.2)."""


def new(options: argparse.Namespace, _settings: Settings) -> int:
    """Make a session, from a plan or an earlier meeting if there is one; say what was odd."""
    _kept_plan(options)
    if options.like is None and options.plan is not None and is_meeting(options.plan):
        options.like, options.plan = options.plan, None
    if options.like is not None and (options.plan is not None or options.format is not None):
        say(
            _("With --like all comes from the earlier meeting: leave --plan and --format out."),
            problem=True,
        )
        return USAGE
    if not options.file.parent.is_dir():
        words = _("There is no folder {folder}. Make it first, or name another place.")
        raise Failure(words.format(folder=shown(options.file.parent)))
    earlier = None if options.like is None else _earlier(options)
    session = _from_format(options) if earlier is None else earlier.session
    if options.consent:
        consent = Consent(take_part=True, verbatim=True)
        asked = (msgspec.structs.replace(p, consent=consent) for p in session.participants.values())
        session = put(session, *asked)
    facts = {"title": clean(options.title or ""), "date": options.date}
    session = describe(session, **{name: fact for name, fact in facts.items() if fact})
    if options.plan is not None:
        session = _planned(session, options)
    if not session.info.title:
        session = describe(session, title=options.file.stem)
    keys = _new_keys(options) if earlier is None or options.encrypt else earlier.keys
    try:
        file = SessionFile.create(
            options.file, session, clock=clock.now, window="command", keys=keys
        )
        known.note(file.path)
        file.close()
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    say(_made(session, options.file))
    if earlier is not None:
        say(taken(session).explain(i18n.current()))
    if earlier is not None and keys is earlier.keys and keys is not NO_KEYS:
        say(_("It is encrypted with the same passphrase as the earlier meeting."))
    return 0


def _kept_plan(options: argparse.Namespace) -> None:
    """The file of a plan that is kept, for its name; its format, unless another is asked."""
    if options.plan is None or options.plan == STANDARD_INPUT or options.plan.exists():
        return
    from spiegel.meeting.plan_library import PlanLibrary, start_of

    path = PlanLibrary().find(str(options.plan))
    if path is None:
        return
    try:
        _handed, start = start_of(path)
    except NotDoneError as error:
        raise Failure(str(error)) from error
    options.plan, options.language = path, start.info.language
    options.format = options.format or start.info.format


def _made(session: Session, path: Path) -> str:
    """What was made, in a line."""
    questions = len(session.questions)
    if session.on_devices:
        words = ngettext(
            "{path}: {questions} question · {people}",
            "{path}: {questions} questions · {people}",
            questions,
        )
        people = saying.answering(session.info, i18n.current())
        return words.format(path=path, questions=questions, people=people)
    words = ngettext(
        "{path}: {questions} question, {participants}",
        "{path}: {questions} questions, {participants}",
        questions,
    )
    count = len(session.participants)
    people = ngettext("{count} participant", "{count} participants", count).format(count=count)
    return words.format(path=path, questions=questions, participants=people)


def _from_format(options: argparse.Namespace) -> Session:
    """A session as its format has it."""
    language = getattr(options, "language", "") or i18n.language()
    try:
        format_ = formats.load(options.format or "spiegelgesprek", language, paths.own_formats())
    except formats.FormatError as error:
        raise Failure(error.explain(i18n.current())) from error
    return new_session(
        format_,
        id_=str(uuid.uuid4()),
        title="",
        created=clock.now(),
        language=language,
        participants=_participants(options, on_devices=format_.on_devices),
        listeners=options.listeners or 0,
    )


class _Earlier(msgspec.Struct, frozen=True):
    """The next round of an earlier meeting, and what opens that one."""

    session: Session
    keys: Keys


def _earlier(options: argparse.Namespace) -> _Earlier:
    """What the earlier meeting of `--like` gives; its passphrase is asked when it has one."""
    _refuse_to_replace(options.file)
    keys = keys_of(options.like)
    try:
        old = read_session(options.like, keys=keys)
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    session = next_round(
        old,
        id_=str(uuid.uuid4()),
        created=clock.now(),
        t=i18n.translations(old.info.language),
        participants=_participants(options, on_devices=old.on_devices),
        listeners=options.listeners,
    )
    return _Earlier(session, keys)


def _participants(options: argparse.Namespace, *, on_devices: bool) -> int:
    usual = 0 if on_devices else USUAL_PARTICIPANTS
    return usual if options.participants is None else options.participants


def _new_keys(options: argparse.Namespace) -> Keys:
    """The passphrase of a session that is to be encrypted, asked when nothing else is amiss."""
    if not options.encrypt:
        return NO_KEYS
    _refuse_to_replace(options.file)
    return new_passphrase()


def _refuse_to_replace(path: Path) -> None:
    """Nothing is asked for a file that cannot be made."""
    if path.exists():
        raise Failure(AlreadyThereError(path).explain(i18n.current()))


def _planned(session: Session, options: argparse.Namespace) -> Session:
    """The session with the questions of a plan; what was odd goes to standard error."""
    now = clock.now()
    try:
        handed = read_plan(options.plan, session.agenda)
    except NotDoneError as error:
        raise Failure(str(error)) from error
    name = shown(options.plan) if options.plan == STANDARD_INPUT else options.plan.name
    for remark in handed.remarks(i18n.current()):
        line = f":{remark.line}" if remark.line is not None else ""
        say(f"{name}{line}: {remark.words}", problem=True)
    return plan.into(session, handed.plan, now)


def show(options: argparse.Namespace, _settings: Settings) -> int:
    """Print the session, as lines that could be captured again or as JSON."""
    with opened(options.file) as file:
        session = file.session
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(as_data(session)), indent=2).decode())
    else:
        print("\n".join(as_text(session)))
    return 0


def as_data(session: Session) -> dict[str, Any]:
    """The session as plain data: `info`, and per table a list in order of number.

    A statement's and an action's themes stand there by name, so that it can be read on its own.
    Of a picture it says what it is, without its dots.
    What listeners expect stays closed until the debrief; then `mirror` lays it beside what was
    heard.
    """
    from spiegel.domain.report.mirror import is_open

    data: dict[str, Any] = {"info": msgspec.to_builtins(session.info)}
    for table in TABLES:
        documents = getattr(session, table)
        data[table] = [_with_names(session, documents[number]) for number in sorted(documents)]
    for picture in data["pictures"]:
        del picture["image"]["content"]
    if not is_open(session):
        closed = ("number", "sheet")
        data["expectations"] = [{key: one[key] for key in closed} for one in data["expectations"]]
    data["mirror"] = _mirror(session)
    return data


def _mirror(session: Session) -> dict[str, Any] | None:
    """The three lists of the mirror, and how many listeners wrote; None while it is closed."""
    found = _mirrored(session)
    if not found.sheets:
        return None
    lists = {
        "heard_not_expected": found.unexpected,
        "expected_not_heard": found.unheard,
        "heard_and_expected": found.both,
    }
    rows = {
        name: [{"theme": row.name, "told_by": row.heard, "expected_by": row.expected} for row in of]
        for name, of in lists.items()
    }
    return {"sheets": found.sheets, **rows}


def _mirrored(session: Session) -> "Mirror":
    """What listeners expected beside what was heard, as the report has it."""
    from spiegel.domain.report.material import material
    from spiegel.domain.report.mirror import mirror
    from spiegel.domain.report.themes import layout

    seen = material(session, i18n.current())
    return mirror(seen, layout(seen))


def _with_names(session: Session, document: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(document)
    if hasattr(document, "themes"):
        named = (session.themes.get(number) for number in document.themes)
        plain["themes"] = [theme.name for theme in named if theme is not None]
    return plain


def as_text(session: Session) -> list[str]:
    """The session as a plan and lines."""
    from spiegel.cli import personas_said, polled

    lines, t = [f"# {session.info.title}", ""], i18n.current()
    for phase in session.agenda:
        lines.append(f"## {phase.name}")
        for number, question in enumerate(session.questions_of(phase.number), start=1):
            lines += ["", f"{number}. {question.words}", ""]
            lines += polled.notes(session, question, t)
            lines += _lines(session, phase.number, question.number)
        lines += [*_lines(session, phase.number, None), ""]
    lines += _lines(session, None, None)
    lines += personas_said.notes(session, t)
    return [*lines, *_mirror_lines(session), *_self_direction_lines(session)]


def _mirror_lines(session: Session) -> Iterator[str]:
    """The mirror of expectations as notes: captured again they become no statement."""
    t = i18n.current()
    for heading, rows in _mirrored(session).lists(t):
        yield ""
        yield f"// {heading}:"
        yield from (f"// {row.name} ({row.counts(t)})" for row in rows)


def _self_direction_lines(session: Session) -> Iterator[str]:
    """Which elements of self-direction were heard, as notes; nothing where none was tagged."""
    from spiegel.domain.report.material import material
    from spiegel.domain.report.self_directed import self_direction_chapter

    chapter = self_direction_chapter(material(session, i18n.current()), {})
    if chapter is None:
        return
    yield ""
    yield f"// {chapter.heading}:"
    for name, heard, actions in chapter.tables[0].rows:
        yield f"// {name}: {heard} ({actions})"


def _lines(session: Session, phase: int | None, question: int | None) -> list[str]:
    tables = ("statements", "listener_questions", "remarks")
    found = [
        document
        for table in tables
        for document in getattr(session, table).values()
        if (document.phase, getattr(document, "question", None)) == (phase, question)
        and not (isinstance(document, Remark) and document.persona in session.personas)
    ]
    if phase is None:
        found += session.actions.values()
    place = chronology(document.at for document in found)
    return [write(document, session) for document in sorted(found, key=lambda d: place(d.at))]


def _place_of(finding: "Finding", file: Path) -> str:
    """Where in a file something is wrong; nothing when the finding itself says it."""
    from spiegel.store.damage.check import Unsound

    if isinstance(finding, Unsound):
        return ""
    return f"{file}:{finding.line}: " if finding.line else f"{file}: "


def check(options: argparse.Namespace, _settings: Settings) -> int:
    """Say whether the file is sound, what stands in the way of the report, and how documents stand.

    Returns 1 when one of them holds what may not be in it any more. Of a written document: what
    keeps people from reading it.
    """
    from spiegel.meeting.accessibility import is_written

    if options.restore is None and is_written(options.file):
        from spiegel.cli import accessibility

        return accessibility.check(options)
    if options.json:
        say(_("--json is for the check of a document, not of a meeting."), problem=True)
        return USAGE
    from spiegel.cli import documents, past
    from spiegel.domain.report import review
    from spiegel.domain.session.called import name_of
    from spiegel.meeting.documents import SessionDocuments
    from spiegel.meeting.resting import as_others_are_now
    from spiegel.store.damage import check as store_check

    if options.restore is not None:
        return past.restore(options, _settings)
    t = i18n.current()
    keys = keys_of(options.file)
    try:
        findings = store_check.check(options.file, keys=keys)
    except StoreError as error:
        raise Failure(error.explain(t), *past.hints(options.file, keys)) from error
    if findings:
        lines = (_place_of(finding, options.file) + finding.explain(t) for finding in findings)
        raise Failure(*lines, *past.hints(options.file, keys))
    with opened(options.file, keys=keys) as file:
        session = file.session
        now = as_others_are_now(session, file.path)
        made = SessionDocuments(now, file.sidecar, file.seal)
    say(_sound(session))
    waiting = review.queue(session)
    if waiting:
        say(_("Still to be checked before the report: {count}").format(count=len(waiting)))
        for concern in waiting:
            about = name_of(concern.table, concern.number, t)
            say(f"  {about}: {concern.explain(t)}")
    _tell_where_names_stayed(file.path, session)
    return 1 if documents.tell(made) else 0


def _sound(session: Session) -> str:
    """That the file is sound, with what is in it: statements, or what was answered on devices."""
    count = len(session.statements)
    if session.on_devices and not count:
        answers = len(session.ballots)
        words = ngettext(
            "The file is sound: {ideas} and {count} other answer.",
            "The file is sound: {ideas} and {count} other answers.",
            answers,
        )
        ideas = saying.ideas(len(session.ideas), i18n.current())
        return words.format(ideas=ideas, count=answers)
    return ngettext(
        "The file is sound: {count} statement.", "The file is sound: {count} statements.", count
    ).format(count=count)


def _tell_where_names_stayed(path: Path, session: Session) -> None:
    """Say it when the key file of names did not come along when the meeting was moved."""
    from spiegel.store import keyfile
    from spiegel.store.errors import NamesStayedError

    place = keyfile.place_of(path)
    stayed = None if place.exists() else keyfile.stayed(path, session.info.id)
    if stayed is not None:
        say(NamesStayedError(place, stayed).explain(i18n.current()))
