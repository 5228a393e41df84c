"""A Word file as OpenDocument or as a PDF for everybody, made by LibreOffice where it is there.

LibreOffice gets a profile of its own, so that one that is open does not answer instead, and knows
no name of who makes it. Its exit code says nothing: what counts is the file.
"""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from lxml import etree

from spiegel.domain.session.session import Session
from spiegel.export.errors import OfficeError
from spiegel.export.killed import workroom
from spiegel.export.pdf_heard import mended
from spiegel.export.watching import Asker
from spiegel.i18n import Translations

_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    *(
        Path(folder) / "LibreOffice" / "program" / "soffice.com"
        for name in ("ProgramFiles", "ProgramFiles(x86)")
        if (folder := os.environ.get(name))
    ),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
"""Where Windows and macOS have it, which do not put it on PATH."""
_PATIENCE: Final = 300.0
"""Seconds; the demo's report takes some 5, and 1,000 statements some 15."""
_LOOK: Final = 0.1
"""Seconds between two looks whether it is ready or has to stop."""
_HALF: Final = 6.0
"""Seconds after which half of the way is shown: how far LibreOffice is, it does not tell."""
_WRITTEN: Final = 0.2
"""The share of the way at which the Word file is there."""
_OPTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "UseTaggedPDF": ("boolean", "true"),
    "PDFUACompliance": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
}
"""What is asked of the PDF (LibreOffice 7.4 and later): tags, PDF/UA, headings as bookmarks."""
_FILTERS: Final[Mapping[str, str]] = {
    ".odt": "odt:writer8",
    ".pdf": "pdf:writer_pdf_Export:"
    + json.dumps(
        {name: {"type": kind, "value": value} for name, (kind, value) in _OPTIONS.items()}
    ),
}
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEADS_OUT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STYLES: Final = "word/styles.xml"
_LINK: Final = "SpiegelLink"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE: Final = f"{{{_OASIS}:table:1.0}}"
_TEXT: Final = f"{{{_OASIS}:text:1.0}}"
_TITLE: Final = f"{{{_OASIS}:office:1.0}}title"
_FRAME: Final = f"{{{_OASIS}:office:1.0}}target-frame-name"
_SHOW: Final = "{http://www.w3.org/1999/xlink}show"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"


class Converted:
    """A document that another maker writes for Word, as another kind of file."""

    def __init__(self, make_word: Callable[..., bytes], extension: str) -> None:
        self._make_word = make_word
        self._extension = extension

    def make(self, session: Session, t: Translations, asker: Asker) -> bytes:
        """The whole file. Raises Stopped, TemplateError, and OfficeError when nothing made it."""
        office = _found()
        if office is None:
            raise OfficeError(installed=False)
        word = self._make_word(session, t, asker.until(_WRITTEN))
        with workroom() as folder:
            (folder / "document.docx").write_bytes(_to_press(word))
            _convert(office, folder, self._extension, asker)
            try:
                content = (folder / f"document{self._extension}").read_bytes()
            except FileNotFoundError as error:
                raise OfficeError(installed=True) from error
        return healed(content, word) if self._extension == ".odt" else heard(content, word)


def _found() -> str | None:
    """The program, on PATH or where it is put when nothing else is asked."""
    on_path = next(filter(None, map(shutil.which, _NAMES)), None)
    return on_path or next((str(place) for place in _PLACES if place.is_file()), None)


def _convert(office: str, folder: Path, extension: str, asker: Asker) -> None:
    """Have LibreOffice put a file of this kind beside the Word file."""
    process = subprocess.Popen(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _FILTERS[extension],
            "--outdir",
            str(folder),
            str(folder / "document.docx"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder)},
        start_new_session=True,
    )
    began = time.monotonic()
    try:
        while process.poll() is None:
            passed = time.monotonic() - began
            asker.go_on()
            if passed > _PATIENCE:
                raise OfficeError(installed=True)
            asker.progress(_WRITTEN + (1 - _WRITTEN) * passed / (passed + _HALF))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it with what it started: the program that does the work is a child of the one that was
    called.
    """
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def heard(content: bytes, word: bytes) -> bytes:
    """A PDF with what LibreOffice lost for who hears it."""
    return mended(content, _document(word))


def _to_press(word: bytes) -> bytes:
    """The Word file with a character style on the links of a house style, as Word puts there.

    Without one LibreOffice leaves no place to press in a PDF. The style has no looks.
    """
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    roots = {
        info.filename: etree.fromstring(data) for info, data in parts if b"<w:hyperlink" in data
    }
    bare = [
        run
        for root in roots.values()
        for link in root.iter(f"{_W}hyperlink")
        if link.get(_LEADS_OUT)
        for run in link.iter(f"{_W}r")
        if run.find(f"{_W}rPr/{_W}rStyle") is None
    ]
    if not bare:
        return word
    for run in bare:
        looks = run.find(f"{_W}rPr")
        if looks is None:
            looks = etree.Element(f"{_W}rPr")
            run.insert(0, looks)
        looks.insert(0, etree.Element(f"{_W}rStyle", {f"{_W}val": _LINK}))
    styled = io.BytesIO()
    with zipfile.ZipFile(styled, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts:
            root = roots.get(info.filename)
            if info.filename == _STYLES:
                root = etree.fromstring(data)
                style = etree.SubElement(root, f"{_W}style")
                style.set(f"{_W}type", "character")
                style.set(f"{_W}styleId", _LINK)
                etree.SubElement(style, f"{_W}name").set(f"{_W}val", _LINK)
            archive.writestr(info, data if root is None else etree.tostring(root))
    return styled.getvalue()


def _document(word: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def healed(content: bytes, word: bytes) -> bytes:
    """An .odt with what LibreOffice lost: what is in each table, and what each link leads to.

    Only where tables and links are the same ones as in the Word file, in the same order.
    """
    source = _document(word)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    mended = io.BytesIO()
    with zipfile.ZipFile(mended, "w") as archive:
        for info, data in parts:
            written = _said_again(data, source) if info.filename == "content.xml" else data
            archive.writestr(info, written)  # how each part is packed stays as it was
    return mended.getvalue()


def _said_again(data: bytes, source: Any) -> bytes:
    root = etree.fromstring(data)
    tables = list(root.iter(f"{_TABLE}table"))
    captions = [table.find(f"{_W}tblPr/{_W}tblCaption") for table in source.iter(f"{_W}tbl")]
    if len(tables) == len(captions):
        for table, caption in zip(tables, captions, strict=True):
            if caption is not None and table.find(f"{_TABLE}title") is None:
                title = etree.Element(f"{_TABLE}title")
                title.text = caption.get(f"{_W}val")
                table.insert(0, title)
    links = [link for link in root.iter(f"{_TEXT}a") if link.get(_HREF, "").startswith("#")]
    tips = [link for link in source.iter(f"{_W}hyperlink") if link.get(f"{_W}anchor")]
    if [link.get(_HREF)[1:] for link in links] == [tip.get(f"{_W}anchor") for tip in tips]:
        for link, tip in zip(links, tips, strict=True):
            if tip.get(f"{_W}tooltip"):
                link.set(_TITLE, tip.get(f"{_W}tooltip"))
                # LibreOffice takes what a link leads to for the name of a window to open it in.
                for wrong in (_FRAME, _SHOW):
                    link.attrib.pop(wrong, None)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
