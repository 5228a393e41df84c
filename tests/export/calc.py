"""A spreadsheet as LibreOffice has it, where its part for spreadsheets is installed, as in CI."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CALC = OFFICE is not None and (Path(OFFICE).resolve().parent / "libsclo.so").is_file()
REASON = "LibreOffice Calc is not installed"
_CELLS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
"""Semicolons, UTF-8, as it is shown, every sheet in a file of its own."""


def converted(path: Path, to: str, folder: Path, read: str = "") -> None:
    """Let LibreOffice open a file and save it as something else in a folder.

    read: how it opens the file, where that does not follow from it.
    """
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *([f"--infilter={read}"] if read else []),
            *("--headless", "--convert-to", to, "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def opened(path: Path, folder: Path, read: str = "") -> list[list[list[str]]]:
    """The cells of each sheet, as LibreOffice shows them."""
    out = folder / "opened"
    out.mkdir()
    converted(path, _CELLS, out, read)
    files = sorted(out.glob("*.csv"), key=lambda one: one.stat().st_mtime_ns)
    return [
        list(csv.reader(io.StringIO(one.read_bytes().decode(), newline=""), delimiter=";"))
        for one in files
    ]
