"""`spiegel export`: the documents of a session."""

import argparse
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from spiegel import export, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.files import opened
from spiegel.domain.session import Session
from spiegel.i18n import _
from spiegel.settings import Settings
from spiegel.store import exports

USUAL = ("report", "markdown")


def export_(options: argparse.Namespace, _settings: Settings) -> int:
    """Write the documents and print where each one is."""
    kinds = options.kind or USUAL
    unknown = [kind for kind in kinds if kind not in export.KINDS]
    if unknown:
        raise Failure(
            _("There is no document {kind}; choose from: {kinds}.").format(
                kind=", ".join(unknown), kinds=", ".join(export.KINDS)
            )
        )
    with opened(options.file) as file:
        session, noted = file.session, partial(exports.note, file.sidecar, seal=file.seal)
    folder = options.to or options.file.resolve().parent
    write(session, kinds, folder, options.template, noted=noted)
    return 0


def write(
    session: Session,
    kinds: Iterable[str],
    folder: Path,
    template: Path | None = None,
    *,
    noted: Callable[[Path], object],
) -> None:
    """Write these documents in the session's own language, and print where each one is.

    noted: called with each, so that it is known when the session is to go. Raises Failure when the
    folder cannot be written or the template is none.
    """
    words = i18n.translations(session.info.language)
    for kind in kinds:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = export.export(session, kind, folder, translations=words, template=template)
        except export.TemplateError as error:
            raise Failure(error.explain(i18n.current())) from error
        except OSError as error:
            raise Failure(f"{error.filename or folder}: {error.strerror}") from error
        noted(path)
        print(path)
