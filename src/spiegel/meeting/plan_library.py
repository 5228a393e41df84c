"""The running orders that somebody keeps for other meetings, each a plan that a person can read."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spiegel import formats, paths
from spiegel.domain.followup.next_round import next_round
from spiegel.domain.notation.dates import date_of
from spiegel.domain.plan.writer import as_kept
from spiegel.domain.report.review import names_inside
from spiegel.domain.running.outline import length
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session
from spiegel.i18n import LANGUAGES, _, current, translations
from spiegel.i18n.refused import reason
from spiegel.meeting.file_names import file_name
from spiegel.meeting.plan_file import Handed, read_plan
from spiegel.meeting.port.catalogue import Kept, KeptPlan
from spiegel.meeting.port.errors import NotDoneError

if TYPE_CHECKING:
    from spiegel.domain.session.agenda import Format

ENDING: Final = ".md"
_READ: Final = (".md", ".markdown", ".txt", ".docx", ".odt")
"""What a plan that somebody puts there may be."""
_USUAL: Final = "spiegelgesprek"
_ANY_DAY: Final = datetime.date(2000, 1, 1)
"""Which year a day without one is of makes no difference here."""


class PlanLibrary:
    """The plans in one folder; the usual one if it is left out."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.own_plans()

    def kept(self) -> tuple[KeptPlan, ...]:
        """What is kept, by name; what cannot be read says why."""
        return tuple(self._plan(path) for path in self._paths())

    def find(self, name: str) -> Path | None:
        """The plan of this name, whatever the case; None when there is none."""
        return next((p for p in self._paths() if p.stem.casefold() == name.casefold()), None)

    def keep(self, session: Session, name: str, *, instead: bool = False) -> Kept:
        """Keep the running order of a meeting, without its title, day, place or anybody in it.

        instead: in place of one of the same name. Raises NotDoneError.
        """
        # What a document is written with is imported when it is written.
        from spiegel.export.destination import write_whole

        file = file_name(name)
        if not file:
            raise NotDoneError(_("{name} can be no name of a file.").format(name=name))
        path = self.find(name) or self.folder / (Path(file).stem + ENDING)
        if path.exists() and not instead:
            words = _("There is a running order called {name} already.")
            raise NotDoneError(words.format(name=name))
        # What may go along to a next round of this meeting may go to any other.
        t = translations(session.info.language)
        session = next_round(session, id_="", created=session.info.created, t=t)
        usual = _format(session.info.format, session.info.language).phases
        content = as_kept(session, usual).encode()
        try:
            write_whole(path, content, private=True)
        except OSError as error:
            words = _("It could not be written: {reason}")
            raise NotDoneError(words.format(reason=reason(error))) from error
        return Kept(path, tuple(filter(_doubtful, _sentences(session))))

    def _paths(self) -> Iterator[Path]:
        try:
            found = sorted(self.folder.iterdir(), key=lambda path: path.name.casefold())
        except OSError:
            return
        yield from (p for p in found if p.suffix.casefold() in _READ and p.name[0] != ".")

    def _plan(self, path: Path) -> KeptPlan:
        try:
            _handed, session = start_of(path)
        except NotDoneError as error:
            return KeptPlan(name=path.stem, path=path, problem=str(error))
        return KeptPlan(
            name=path.stem,
            path=path,
            format=session.info.format,
            title=session.info.format_title,
            questions=len(session.questions),
            minutes=length(session).whole,
        )


def _doubtful(sentence: str) -> bool:
    """Whether a sentence may name somebody, or a day of this meeting alone."""
    words = [word.strip(".,;:!?()") for word in sentence.split()]
    days = (
        " ".join(words[n : n + 2]) if word.isdecimal() else word for n, word in enumerate(words)
    )
    dated = any(day[:1].isdecimal() and date_of(day, _ANY_DAY) is not None for day in days)
    return dated or bool(names_inside(sentence))


def _sentences(session: Session) -> Iterator[str]:
    """What a running order says, by everything that somebody can have written."""
    for phase in session.agenda:
        yield from (*phase.text.split("\n"), *phase.rules, *phase.prompts)
        for question in session.questions_of(phase.number):
            options = question.answer.options if question.answer is not None else ()
            yield from (question.theme, question.words, *question.prompts, *options)


def start_of(path: Path) -> tuple[Handed, Session]:
    """A plan that is kept, and a meeting of its format with it in it. Raises NotDoneError.

    One that names no format is of a spiegelgesprek.
    """
    from spiegel.domain import plan

    known = read_plan(path, _format(_USUAL, "nl").phases).plan
    language = known.language if known.language in LANGUAGES else "nl"
    format_ = _format(known.format or _USUAL, language)
    handed = read_plan(path, format_.phases)
    now = Instant(utc=0, boot="", boot_ms=0)
    session = new_session(format_, id_="", title="", created=now, language=language)
    return handed, plan.into(session, handed.plan, now)


def _format(name: str, language: str) -> "Format":
    try:
        return formats.load(name, language, paths.own_formats())
    except formats.FormatError as error:
        raise NotDoneError(error.explain(current())) from error
