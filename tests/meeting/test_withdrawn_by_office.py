"""Somebody withdraws who was quoted in every field: what LibreOffice makes since holds no word.

A PDF is read as text, by its tags, and in every byte that it packs: bookmarks, properties, what is
heard in place of something.
"""

import re
import shutil
import subprocess
import zlib

import pytest
from days import Days
from withdrawing import MARK, WHO, quoted

from export.printed import contents
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.report.standing import Standing
from spiegel.meeting.documents import SessionDocuments
from spiegel.store.beside.folder import Sidecar
from spiegel.store.session.file import SessionFile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.reckons,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed"),
]
BY_OFFICE = ("pdf", "odt")
"""One of each kind of file; the others go the same way."""
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
HEXED = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")


def said_by(path) -> str:
    """All that a document says, in whatever part of it."""
    data = path.read_bytes()
    if path.suffix != ".pdf":
        return contents(path.name, data)
    ways = (["pdftotext"], ["pdfinfo", "-struct-text"], ["pdfinfo", "-meta"], ["pdfinfo", "-dests"])
    said = [path.name]
    for way in ways:
        behind = ["-"] if way == ["pdftotext"] else []
        done = subprocess.run([*way, path, *behind], capture_output=True, check=True)
        said.append(done.stdout.decode("utf-8", "replace"))
    parts = [data]
    for packed in STREAM.findall(data):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    for part in parts:
        hexed = (bytes.fromhex(run.decode()) for run in HEXED.findall(part) if _is_whole(run))
        for one in (part, *hexed):
            said += [one.decode("latin-1"), one.replace(b"\0", b"").decode("latin-1")]
    return "\n".join(said)


def _is_whole(run: bytes) -> bool:
    return len(run.translate(None, b" \r\n\t")) % 2 == 0


def test_what_libreoffice_makes_after_a_withdrawal_holds_no_word_and_what_it_made_is_named(
    tmp_path,
):
    path, before, after = tmp_path / "wmo.spiegel", tmp_path / "eerder", tmp_path / "nieuw"
    file = SessionFile.create(path, quoted(0), clock=Days(), window="test")

    def made(folder):
        documents = SessionDocuments(file.session, Sidecar(path), file.seal)
        return {documents.make(key, folder, unchecked=True).path for key in BY_OFFICE}

    holding = {one for one in made(before) if MARK.search(said_by(one))}
    assert {one.suffix for one in holding} == {".pdf", ".odt"}
    file.change(Withdraw(participant=WHO))
    assert {one for one in made(after) if MARK.search(said_by(one))} == set()
    look = SessionDocuments(file.session, Sidecar(path), file.seal).look()
    named = {one.path for one in look.standing(Standing.FORBIDDEN)}
    assert holding - named == set()
    # made again in its place it holds none either
    for one in look.standing(Standing.FORBIDDEN):
        SessionDocuments(file.session, Sidecar(path), file.seal).remake(one)
    assert {one for one in holding if MARK.search(said_by(one))} == set()
    file.close()
