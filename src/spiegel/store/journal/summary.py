"""What the header of a file says of its session, and when that changes."""

import msgspec

from spiegel.domain.actions.following import first_day
from spiegel.domain.preparation.tasks import first_due
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.session import Session, stage
from spiegel.domain.session.statements import RemarkKind
from spiegel.store.journal.header import PROGRAM, SCHEMA, Header


def header_of(session: Session) -> Header:
    """What Home shows of a session; its generation is still to be given."""
    info = session.info
    return Header(
        program=PROGRAM,
        schema=SCHEMA,
        kind="session",
        generation="",
        id=info.id,
        title=info.title,
        organisation=info.organisation,
        date=info.date,
        created=info.created,
        stage=stage(session),
        due=first_day(session.actions.values()),
        task=first_due(session),
        wipe=info.keep_until.get(Kept.SESSION),
        aftercare=_aftercare(session),
        last=dict(session.last),
    )


def shown(header: Header) -> Header:
    """Only what Home shows of a header, so that two can be compared for it."""
    return msgspec.structs.replace(
        header,
        generation="",
        follows=(),
        written=None,
        last={},
        finals=0,
        lines=0,
        tail=None,
        seal=None,
    )


def certainly_shows_the_same(session: Session, before: Session) -> bool:
    """Whether nothing changed that Home could show, without looking into the tables."""
    return (
        session.info is before.info
        and session.moments is before.moments
        and session.phases is before.phases
        and session.actions is before.actions
        and session.tasks is before.tasks
        and session.remarks is before.remarks
    )


def _aftercare(session: Session) -> tuple[str, ...]:
    waiting = (r for r in session.remarks_of(RemarkKind.AFTERCARE) if not r.done)
    return tuple(dict.fromkeys(code for remark in waiting for code in remark.people or (UNKNOWN,)))
