"""The log and the crash file: numbers, types and places, never a word of a session."""

import contextlib
import logging
from pathlib import Path
from typing import Final

import spiegel
from spiegel import paths
from spiegel.i18n import _

LOG: Final = logging.getLogger("spiegel")
LOG.addHandler(logging.NullHandler())
MOST_BYTES: Final = 1_000_000


class LateLog(logging.Handler):
    """A file that rotates at 1 MB, opened (and its module imported) when there is a first line."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line; where the folder cannot be written there is no log."""
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = self._open()
            self._file.emit(record)

    def _open(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = RotatingFileHandler(
            self.folder / "spiegel.log", maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8"
        )
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return file


def start(folder: Path) -> None:
    """Log to a file in this folder."""
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    LOG.addHandler(LateLog(folder))


def crash_report(error: BaseException) -> str:
    """What a developer needs of an error: types, files and lines, versions.

    No message, no source line and no local: each of these may hold a word of the session.
    """
    import platform
    import traceback

    lines = [
        f"spiegel {spiegel.__version__}",
        f"python {platform.python_version()} on {platform.system()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            name = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {name}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def write_crash(error: BaseException, folder: Path) -> Path | None:
    """Write the crash file; None where the folder cannot be written."""
    path = folder / "crash.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(crash_report(error), encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return None
    return path


def apology(error: BaseException) -> str:
    """One sentence for whoever sees the program fail; the crash file is written for it."""
    LOG.error("crash %s", type(error).__qualname__)
    path = write_crash(error, paths.log_folder())
    words = _("Spiegel met a fault in itself and stopped. What was recorded is on disk.")
    if path is None:
        return words
    details = _("Details, without any word of the meeting: {path}").format(path=path)
    return f"{words} {details}"
