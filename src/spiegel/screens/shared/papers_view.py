"""What the screens say of the documents that were made: where they are, and how they stand."""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content

from spiegel.domain.report.standing import Standing, unreadable
from spiegel.export import KINDS
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port import Paper, Papers
from spiegel.screens.shared.choose_file import as_typed
from spiegel.text import local, plain
from spiegel.widgets.browse import typed


def remakable(paper: Paper) -> bool:
    """Whether Spiegel knows how to make this document again."""
    return paper.kind in KINDS


def stale(papers: Papers) -> tuple[Paper, ...]:
    """Those that are not as they would be made now, what may not be shown first."""
    return (
        *papers.standing(Standing.FORBIDDEN),
        *papers.standing(Standing.BEHIND),
        *papers.standing(Standing.UNKNOWN),
    )


def named(papers: Iterable[Paper]) -> str:
    """The names of these files, and the folder they are in."""
    folders: dict[str, list[str]] = {}
    for paper in papers:
        folders.setdefault(as_typed(paper.path.parent, folder=True), []).append(paper.path.name)
    return "; ".join(
        _("{names} in {folder}").format(names=", ".join(names), folder=folder)
        for folder, names in folders.items()
    )


def warnings(papers: Papers) -> Iterator[tuple[str, str]]:
    """What is to be said before a report goes out, the gravest first: a key, and the words."""
    if not papers.known:
        yield "w", unreadable(current()) + " " + _("Then w begins a new list")
    forbidden = papers.standing(Standing.FORBIDDEN)
    if forbidden:
        words = ngettext(
            "{count} document holds what may not be in it any more: {names}. "
            "o makes it again, w removes it",
            "{count} documents hold what may not be in them any more: {names}. "
            "o makes them again, w removes them",
            len(forbidden),
        )
        yield "o", words.format(count=len(forbidden), names=named(forbidden))
    behind = papers.standing(Standing.BEHIND)
    if behind:
        words = ngettext(
            "{count} document is from before your last changes; o makes it again",
            "{count} documents are from before your last changes; o makes them again",
            len(behind),
        )
        yield "o", words.format(count=len(behind))
    unknown = papers.standing(Standing.UNKNOWN)
    other = [paper for paper in unknown if remakable(paper)]
    if other:
        words = ngettext(
            "{count} document was made by another version of Spiegel, and may be out of date; "
            "o makes it again",
            "{count} documents were made by another version of Spiegel, and may be out of date; "
            "o makes them again",
            len(other),
        )
        yield "o", words.format(count=len(other))
    older = [paper for paper in unknown if not remakable(paper)]
    if older:
        words = ngettext(
            "{count} document of an earlier Spiegel, of which it is not known what is in it: "
            "{names}. w removes it",
            "{count} documents of an earlier Spiegel, of which it is not known what is in them: "
            "{names}. w removes them",
            len(older),
        )
        yield "w", words.format(count=len(older), names=named(older))


def paper_lines(paper: Paper) -> tuple[Content, ...]:
    """Where a document is, and under it how it stands, unless all is well."""
    where = typed(str(paper.path), "$muted")
    words = paper.explain(current())
    return (where, plain(f"! {words}", "$accent")) if words else (where,)


def made_at(papers: Sequence[Paper]) -> str:
    """When the only document of these was made, if it is as it would be made now."""
    if len(papers) != 1 or papers[0].origin is None or papers[0].explain(current()):
        return ""
    return f"{local(papers[0].origin.at):%d-%m %H:%M}"


def listed(papers: Sequence[Paper]) -> str:
    """These files, a line each, with what is to be known of each and not of all alike."""
    lines = []
    alike = len({paper.explain(current()) for paper in papers}) == 1
    for paper in papers:
        words = "" if alike and not paper.edited else paper.explain(current())
        path = as_typed(paper.path, folder=False)
        lines.append(f"{path} ({words})" if words else path)
    return "\n".join(lines)
