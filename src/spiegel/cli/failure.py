"""An answer of the command line that is not what was hoped for."""


class Failure(Exception):  # noqa: N818 - an answer, not a fault
    """The data or the file is at fault: one clear line each for standard error."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines
