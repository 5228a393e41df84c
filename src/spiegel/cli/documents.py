"""`spiegel export`: the documents of a session."""

import argparse

from spiegel import export, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.files import opened
from spiegel.i18n import _
from spiegel.settings import Settings

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
        session = file.session
    folder = options.to or options.file.resolve().parent
    words = i18n.translations(session.info.language)
    for kind in kinds:
        try:
            path = export.export(
                session, kind, folder, translations=words, template=options.template
            )
        except export.ExportError as error:
            raise Failure(error.explain(i18n.current())) from error
        print(path)
    return 0
