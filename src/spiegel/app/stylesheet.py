"""The style sheets of the screens, each parsed once."""

from pathlib import Path

from textual.css.stylesheet import Stylesheet


class ParsedOnce(Stylesheet):
    """Textual's style sheet, in which a sheet more costs no more than itself.

    A screen that is seen for the first time brings its own sheet. Textual then parses all sheets
    anew, two or three times, those of every widget too; here what was parsed stays as long as the
    colours do.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._colours = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours, if they are others."""
        if variables != self._colours:
            self._colours = variables
            super().set_variables(variables)

    def know(self, path: Path) -> None:
        """Parse this sheet, unless it was. Raises StylesheetError."""
        if not self.has_source(str(path), ""):
            self.read(path)
            self.parse()

    def reparse(self) -> None:
        """Parse what is new. Raises StylesheetParseError."""
        self.parse()
