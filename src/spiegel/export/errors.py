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


class OfficeError(Exception):
    """LibreOffice is not there, or made nothing."""

    def __init__(self, *, installed: bool) -> None:
        super().__init__(installed)
        self.installed = installed

    def explain(self, t: Translations) -> str:
        """What is missing and what to do."""
        if self.installed:
            return t.gettext(
                "LibreOffice did not make this document. Make the Word file, and save that "
                "otherwise in LibreOffice or Word."
            )
        return t.gettext(
            "LibreOffice is needed for this document, and is not on this computer. Install it "
            "from libreoffice.org, or make the Word file and save that otherwise in Word."
        )
