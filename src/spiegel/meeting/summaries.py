"""A meeting in the list of all of them: what the header of its file tells, or why it cannot."""

import datetime
from pathlib import Path

from spiegel.domain.preparation.terms import Kept, until
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.fictional import is_fictional
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.words import clean, folded
from spiegel.i18n import _, current
from spiegel.meeting.port.catalogue import MeetingSummary
from spiegel.store.catalogue.folder import listed_at
from spiegel.store.errors import NotASessionError


def summary_of(path: Path) -> MeetingSummary:
    """What is known of a file that is there."""
    listed = listed_at(path)
    header, error = listed.header, listed.error
    if error is None and (header is None or header.kind != "session"):
        error = NotASessionError(path)
    if header is None or error is not None:
        problem = error.explain(current()) if error is not None else ""
        title = clean(path.stem)
        return MeetingSummary(path=path, title=title, problem=problem, sought=_sought(path, title))
    title = header.title or clean(path.stem)
    fictional = is_fictional(header.id, header.created)
    example = _("example") if fictional else ""
    return MeetingSummary(
        path=path,
        title=title,
        organisation=header.organisation,
        date=header.date,
        stage=header.stage or Stage.PREPARE,
        due=header.due,
        task=header.task,
        wipe=until(Kept.SESSION, header.date, header.wipe),
        aftercare=header.aftercare,
        sealed=header.seal is not None,
        fictional=fictional,
        sought=_sought(path, f"{title} {example}", header.organisation, header.date),
    )


def missing(path: Path) -> MeetingSummary:
    """A meeting that was there once."""
    title = clean(path.stem)
    return MeetingSummary(
        path=path,
        title=title,
        problem=_("The file is not there any more."),
        gone=True,
        sought=_sought(path, title),
    )


def _sought(
    path: Path, title: str, organisation: str = "", date: datetime.date | None = None
) -> str:
    days = (f"{date:%d-%m-%Y}", date.isoformat(), date_words(date, current())) if date else ()
    return folded(" ".join((title, organisation, *days, clean(str(path)))))
