"""The fictional sessions with the same questions side by side: laid there, and linked by hand."""

from pathlib import Path
from typing import Final

from spiegel.demo.script import links
from spiegel.domain.polls.compare import LayBeside, LinkClusters, beside
from spiegel.domain.report.compared import seen_of
from spiegel.domain.session.instants import SECOND, Instant, after
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import translations

LINKS: Final = "versnellingssessie/koppelingen.txt"
APART: Final = 5 * SECOND
"""Between two groups that are linked."""


def changes(session: Session, other: Session, now: Instant) -> tuple[Change, ...]:
    """Another session is laid beside this one, and its groups of ideas are linked to those here.

    Raises KeyError for a group that is not there.
    """
    lay = _lay(other, now, session)
    kept = beside(lay.apply(session, now), other.info.id)
    number = kept.number if kept is not None else 0
    own, theirs = _names(session), _names(other)
    return (
        lay,
        *(
            LinkClusters(number=number, cluster=own[one], theirs=theirs[two])
            for one, two in links(LINKS)
        ),
    )


def lay_beside(path: Path, other: Session, now: Instant) -> None:
    """Lay another session beside that in a file; `now` is when that is done. Raises StoreError."""
    from spiegel.store.session.file import SessionFile

    file = SessionFile(path, clock=lambda: now, window="demo")
    try:
        for change in changes(file.session, other, now):
            file.change(change)
            now = after(now, APART)
    finally:
        file.close()


def lay_back(path: Path, other: Session, now: Instant) -> None:
    """Lay a session with which that in a file was linked beside it as well. Raises StoreError."""
    from spiegel.store.session.file import SessionFile

    file = SessionFile(path, clock=lambda: now, window="demo")
    try:
        file.change(_lay(other, now, file.session))
    finally:
        file.close()


def _lay(other: Session, now: Instant, session: Session) -> LayBeside:
    t = translations(other.info.language)
    return LayBeside(other=seen_of(other, t, now, to=session.info.id))


def _names(session: Session) -> dict[str, int]:
    return {cluster.name: cluster.number for cluster in session.clusters.values()}
