"""Reads documents back: what a reader of the Word or Markdown file would see."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str = "word/document.xml") -> Any:
    """A part of a Word file as XML."""
    return _part(path, name, path.stat().st_mtime_ns)


@cache
def _part(path: Path, name: str, _written: int) -> Any:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def every_part(path: Path) -> str:
    """All that is in a Word file, as one text; the workbooks of its charts too."""
    return "\n".join(_texts(path.read_bytes()))


def _texts(package: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xlsx"):
                yield from _texts(content)
            else:
                yield content.decode()


def words_of(element: Any) -> str:
    """The visible words inside an element; a line break and a tab are one character."""
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    inside_properties = (f"{W}pPr", f"{W}rPr")
    found = []
    for node in element.iter():
        if node.tag == f"{W}t":
            found.append(node.text or "")
        elif node.tag in pieces and node.getparent().tag not in (f"{W}tabs", *inside_properties):
            found.append(pieces[node.tag])
    return "".join(found)


def paragraphs(path: Path) -> list[tuple[str, str]]:
    """Every paragraph of the body, also inside tables: its style and its words."""
    found = []
    for paragraph in part(path).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        found.append((name, words_of(paragraph)))
    return found


def text(path: Path) -> str:
    """All words of the body, a paragraph per line."""
    return "\n".join(words for _, words in paragraphs(path))


def bookmarks(path: Path) -> list[str]:
    """The names of all places that links can lead to."""
    return [mark.get(f"{W}name") for mark in part(path).iter(f"{W}bookmarkStart")]


def links(path: Path) -> list[tuple[str, str]]:
    """Every link: where it leads, and its words."""
    return [(link.get(f"{W}anchor"), words_of(link)) for link in part(path).iter(f"{W}hyperlink")]


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[Token]:
    """What a Markdown reader makes of it, flat."""
    found: list[Token] = []
    for token in MARKDOWN.parse(markdown):
        found.append(token)
        found.extend(token.children or [])
    return found


def markdown_text(markdown: str) -> str:
    """The words that a reader of the Markdown sees."""
    breaks = {"softbreak": "\n", "hardbreak": "\n", "paragraph_close": "\n", "td_close": "\n"}
    return "".join(
        breaks.get(token.type, token.content if token.type == "text" else "")
        for token in tokens(markdown)
    )


def headings(markdown: str) -> list[str]:
    """The words of the headings of a Markdown file, without the places in them."""
    found = tokens(markdown)
    return [
        re.sub(r"<a id=[^>]*></a>", "", found[index + 1].content)
        for index, token in enumerate(found)
        if token.type == "heading_open"
    ]


def contents(name: str, data: bytes) -> str:
    """All that a file says, and its name; of a package that of each file in it."""
    if data[:2] == b"PK":
        package = zipfile.ZipFile(io.BytesIO(data))
        return "\n".join(contents(each, package.read(each)) for each in package.namelist())
    text = data.decode("utf-8", "replace")
    if name.endswith(".json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    unfolded = text.replace("\r\n ", "")
    return "\n".join((name, text, plain, unfolded))


def all_of(path: Path) -> str:
    """All that a document says, without the marks of its format."""
    return re.sub(r"<[^>]+>", " ", contents(path.name, path.read_bytes()))
