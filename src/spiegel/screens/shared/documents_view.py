"""What the screens say of the documents that were made: where they are, and how they stand."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from textual.content import Content

from spiegel.domain.report.standing import Standing, unreadable
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.documents import MadeDocument, MadeDocuments
from spiegel.screens.shared.typed_path import as_typed
from spiegel.text import local, plain
from spiegel.widgets.browse import typed


def stale(documents: MadeDocuments) -> tuple[MadeDocument, ...]:
    """Those that are not as they would be made now, what may not be shown first."""
    return (
        *documents.standing(Standing.FORBIDDEN),
        *documents.standing(Standing.BEHIND),
        *documents.standing(Standing.PASSED),
        *documents.standing(Standing.UNKNOWN),
    )


def named(documents: Iterable[MadeDocument]) -> str:
    """The names of these files, and the folder they are in."""
    folders: dict[str, list[str]] = {}
    for document in documents:
        folders.setdefault(as_typed(document.path.parent, folder=True), []).append(
            document.path.name
        )
    return "; ".join(
        _("{names} in {folder}").format(names=", ".join(names), folder=folder)
        for folder, names in folders.items()
    )


def warnings(documents: MadeDocuments) -> Iterator[tuple[str, str]]:
    """What is to be said before a report goes out, the gravest first: a key, and the words."""
    if not documents.known:
        yield "w", unreadable(current()) + " " + _("Then w begins a new list")
    forbidden = documents.standing(Standing.FORBIDDEN)
    if forbidden:
        words = ngettext(
            "{count} document holds what may not be in it any more: {names}. "
            "o makes it again, w removes it",
            "{count} documents hold what may not be in them any more: {names}. "
            "o makes them again, w removes them",
            len(forbidden),
        )
        yield "o", words.format(count=len(forbidden), names=named(forbidden))
    behind = documents.standing(Standing.BEHIND)
    if behind:
        words = ngettext(
            "{count} document is from before your last changes; o makes it again",
            "{count} documents are from before your last changes; o makes them again",
            len(behind),
        )
        yield "o", words.format(count=len(behind))
    passed = documents.standing(Standing.PASSED)
    if passed:
        words = ngettext(
            "{count} document does not say yet that a day has passed; o makes it again",
            "{count} documents do not say yet that a day has passed; o makes them again",
            len(passed),
        )
        yield "o", words.format(count=len(passed))
    unknown = documents.standing(Standing.UNKNOWN)
    other = [document for document in unknown if document.remakable]
    if other:
        words = ngettext(
            "{count} document was made by another version of Spiegel, and may be out of date; "
            "o makes it again",
            "{count} documents were made by another version of Spiegel, and may be out of date; "
            "o makes them again",
            len(other),
        )
        yield "o", words.format(count=len(other))
    older = [document for document in unknown if not document.remakable]
    if older:
        words = ngettext(
            "{count} document of an earlier Spiegel, of which it is not known what is in it: "
            "{names}. w removes it",
            "{count} documents of an earlier Spiegel, of which it is not known what is in them: "
            "{names}. w removes them",
            len(older),
        )
        yield "w", words.format(count=len(older), names=named(older))


def placed(path: Path, folder: Path) -> str:
    """Where a file is, for who sees this folder named."""
    return path.name if path.parent == folder.absolute() else str(path)


def document_lines(document: MadeDocument, folder: Path) -> tuple[Content, ...]:
    """Where a document is, and under it how it stands, unless all is well.

    folder: as `placed`.
    """
    where = typed(placed(document.path, folder), "$muted")
    words = document.explain(current())
    return (where, plain(f"! {words}", "$accent")) if words else (where,)


def made_at(documents: Sequence[MadeDocument]) -> str:
    """When the only document of these was made, if it is as it would be made now."""
    if len(documents) != 1 or documents[0].origin is None or documents[0].explain(current()):
        return ""
    return f"{local(documents[0].origin.at):%d-%m %H:%M}"


def listed(documents: Sequence[MadeDocument]) -> str:
    """These files, a line each, with what is to be known of each and not of all alike."""
    lines = []
    alike = len({document.explain(current()) for document in documents}) == 1
    for document in documents:
        words = "" if alike and not document.edited else document.explain(current())
        path = as_typed(document.path, folder=False)
        lines.append(f"{path} ({words})" if words else path)
    return "\n".join(lines)
