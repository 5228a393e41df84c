"""What can keep a document from being written, besides the disk."""

from pathlib import Path

from spiegel.i18n import Translations


class TemplateError(Exception):
    """A house style that is no Word document."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def explain(self, t: Translations) -> str:
        """Which file it is and what to do."""
        return t.gettext(
            "{file} is not a Word document that can serve as a template. Save it as .docx in "
            "Word and try again."
        ).format(file=self.path)
