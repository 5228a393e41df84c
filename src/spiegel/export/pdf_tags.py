"""What LibreOffice lost of a Word file in the tags of its PDF, put back for who hears it.

LibreOffice writes each tag as an object of its own, in the order of reading. What is mended of them
is added behind the file as an update (ISO 32000-1, 7.5.6), so that all that stood there stays. A
PDF that is built otherwise, or that does not have the same charts or links in the same order as the
Word file, is left as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from spiegel.patterns import pattern

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_NUMBERED: Final = re.compile(rb"(\d+) \d+ obj\s*(<<.*?>>)\s*(?:endobj|stream)", re.DOTALL)
_KIDS: Final = re.compile(rb"/K\[(.*?)\]", re.DOTALL)
_KID: Final = re.compile(rb"<<.*?>>|\d+ 0 R|\d+", re.DOTALL)
_PLACE: Final = re.compile(rb"(\d+)\s*(\[.*?\]|\d+ 0 R)", re.DOTALL)
_TAG: Final = re.compile(rb"/S/([^\s/<>\[\]]+)")
_CONTENTS: Final = re.compile(rb"/Contents<([0-9A-Fa-f]*)>")
_SPACES: Final = pattern(r"\s+")


class UnknownPdfError(Exception):
    """A PDF whose tags are not written one by one, as LibreOffice 7.4 does."""


def mended(content: bytes, source: Any) -> bytes:
    """The PDF with the names that charts and links have in the Word file, and each link once.

    source: the root of the document of that Word file.
    """
    try:
        tags = Tags(content)
    except UnknownPdfError:
        return content
    _name_charts(tags, source)
    _join_links(tags)
    _name_links(tags, source)
    return tags.written()


class Tags:
    """The tree of tags of a PDF, to be changed."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._objects = dict(_objects(content))
        self._changed: set[int] = set()
        root = self._one(b"/Type/StructTreeRoot")
        self._parents = self._reference(root, b"ParentTree")
        places = re.search(rb"/Nums\[(.*)\]", self._objects[self._parents], re.DOTALL)
        if places is None:
            raise UnknownPdfError
        self._of_page = {
            int(key): re.findall(rb"\d+ 0 R", value) for key, value in _PLACE.findall(places[1])
        }
        self._whole = {int(key) for key, value in _PLACE.findall(places[1]) if value[:1] != b"["}
        top = _KID.search(_KIDS.search(self._objects[root])[1])  # type: ignore[index]
        if top is None or _number(top[0]) not in self._objects:
            raise UnknownPdfError
        self._top = _number(top[0])

    def _one(self, sign: bytes) -> int:
        found = next((number for number, it in self._objects.items() if sign in it), None)
        if found is None or _KIDS.search(self._objects[found]) is None:
            raise UnknownPdfError
        return found

    def _reference(self, number: int, name: bytes) -> int:
        found = re.search(rb"/%s (\d+) 0 R" % name, self._objects[number])
        if found is None or int(found[1]) not in self._objects:
            raise UnknownPdfError
        return int(found[1])

    def walk(self, number: int = 0) -> Iterator[int]:
        """All tags in the order of reading, or those in one tag."""
        number = number or self._top
        yield number
        for kid in self.tags_in(number):
            yield from self.walk(kid)

    def named(self, *names: bytes) -> list[int]:
        """The tags of these names in the order of reading."""
        return [number for number in self.walk() if self.name(number) in names]

    def name(self, number: int) -> bytes:
        """How a tag is called, such as Figure; "" of what is none."""
        written = self._objects.get(number, b"")
        found = _TAG.search(written) if b"/StructElem" in written else None
        return found[1] if found else b""

    def kids(self, number: int) -> list[bytes]:
        """What is in a tag, as it is written: references, and numbers of words on its page."""
        found = _KIDS.search(self._objects.get(number, b""))
        return _KID.findall(found[1]) if found else []

    def tags_in(self, number: int) -> list[int]:
        """The tags directly in a tag."""
        kids = (_number(kid) for kid in self.kids(number))
        return [kid for kid in kids if kid in self._objects and self.name(kid)]

    def leads(self, number: int) -> list[int]:
        """The places on the pages to press that belong to the tag of a link."""
        return [lead for lead in map(self.pressed, self.kids(number)) if lead]

    def pressed(self, kid: bytes) -> int:
        """The place to press that something in a tag stands for, or 0."""
        tie = self._objects.get(_number(kid), b"")
        found = re.search(rb"/Obj (\d+)", tie) if b"/OBJR" in tie else None
        return int(found[1]) if found else 0

    def target(self, lead: int) -> bytes:
        """Where in the file a place to press leads; empty of one that leads out of it."""
        found = re.search(rb"/Dest\s*\[.*?\]", self._objects.get(lead, b""))
        return found[0] if found else b""

    def page(self, number: int) -> int:
        """The page that the words of a tag stand on."""
        found = re.search(rb"/Pg (\d+) 0 R", self._objects.get(number, b""))
        return int(found[1]) if found else 0

    def words(self, lead: int) -> str:
        """What a place to press says for who does not see it."""
        found = _CONTENTS.search(self._objects.get(lead, b""))
        return bytes.fromhex(found[1].decode()).decode("utf-16", "replace") if found else ""

    def say(self, lead: int, words: str) -> None:
        """Let a place to press say this."""
        self._write(
            lead, _CONTENTS.sub(b"/Contents<%s>" % _hexadecimal(words), self._objects[lead])
        )

    def describe(self, number: int, words: str) -> None:
        """Give a tag the words that are heard in place of what is in it."""
        bare = re.sub(rb"/Alt<[0-9A-Fa-f]*>\n?", b"", self._objects[number])
        self._write(number, bare[:-2] + b"/Alt<%s>\n>>" % _hexadecimal(words))

    def described(self, number: int) -> bool:
        """Whether a tag has words that are heard in its place."""
        return re.search(rb"/Alt\s*[<(]", self._objects[number]) is not None

    def fill(self, number: int, kids: Sequence[bytes]) -> None:
        """Let a tag hold these: what of them was in another is in this one from now on."""
        self._write(
            number,
            _KIDS.sub(b"/K[" + b" ".join(kids) + b" ]", self._objects[number]),
        )
        on_page = self._of_page.get(self._key(self.page(number), b"StructParents"), [])
        for kid in kids:
            if kid.isdigit() and int(kid) < len(on_page):
                on_page[int(kid)] = b"%d 0 R" % number
            elif _number(kid) in self._objects and self.name(_number(kid)):
                moved = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % number, self._objects[_number(kid)])
                self._write(_number(kid), moved)
        for lead in self.leads(number):
            self._of_page[self._key(lead, b"StructParent")] = [b"%d 0 R" % number]

    def _key(self, number: int, name: bytes) -> int:
        found = re.search(rb"/%s (\d+)" % name, self._objects.get(number, b""))
        return int(found[1]) if found else -1

    def _write(self, number: int, written: bytes) -> None:
        if self._objects[number] != written:
            self._objects[number] = written
            self._changed.add(number)

    def written(self) -> bytes:
        """The file, with all that changed added behind it."""
        if not self._changed:
            return self._content
        places = b"\n".join(
            b"%d %s" % (key, value[0] if key in self._whole else b"[ " + b" ".join(value) + b" ]")
            for key, value in sorted(self._of_page.items())
            if key >= 0
        )
        self._write(self._parents, b"<</Nums[\n" + places + b"\n]>>")
        return _added(self._content, {n: self._objects[n] for n in sorted(self._changed)})


def _objects(content: bytes) -> Iterator[tuple[int, bytes]]:
    """What the table at the end of the file leads to: dictionaries by their number."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", content[-1_024:])
    table = int(start[1]) if start else len(content)
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(content, table)
    if head is None:
        raise UnknownPdfError
    for line in range(int(head[1])):
        at = head.end() + 20 * line
        if content[at + 17 : at + 18] == b"n":
            found = _NUMBERED.match(content, int(content[at : at + 10]))
            if found is not None:
                yield int(found[1]), found[2]


def _added(content: bytes, changed: Mapping[int, bytes]) -> bytes:
    """A PDF with other objects in place of those of the same number."""
    trailer = content[content.rindex(b"trailer") :]
    before = re.search(rb"startxref\s+(\d+)", trailer)
    keys = re.search(rb"trailer\s*<<(.*)>>\s*startxref", trailer, re.DOTALL)
    if before is None or keys is None:
        return content
    size = re.search(rb"/Size (\d+)", keys[1])
    count = max(int(size[1]) if size else 0, max(changed) + 1)
    file = bytearray(content if content.endswith(b"\n") else content + b"\n")
    table = bytearray(b"xref\n")
    for number, written in changed.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(file))
        file += b"%d 0 obj\n%s\nendobj\n\n" % (number, written)
    start = len(file)
    rest = re.sub(rb"/(Size \d+|Prev \d+|DocChecksum\s*/\w+)\s*", b"", keys[1]).strip()
    file += table
    file += b"trailer\n<</Size %d/Prev %s\n%s\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        before[1],
        rest,
        start,
    )
    return bytes(file)


def _number(kid: bytes) -> int:
    return int(kid.split(b" ", 1)[0]) if kid.endswith(b" 0 R") else -1


def _hexadecimal(words: str) -> bytes:
    return b"FEFF" + words.encode("utf-16-be").hex().upper().encode()


def _name_charts(tags: Tags, source: Any) -> None:
    """What a chart shows in words, in place of its names and then its numbers."""
    figures = [figure for figure in tags.named(b"Figure") if not tags.described(figure)]
    charts = [
        drawn.get("descr", "")
        for drawn in source.iter(_DRAWN)
        if next(drawn.getparent().iter(_CHART), None) is not None
    ]
    if len(figures) != len(charts):
        return
    for figure, words in zip(figures, charts, strict=True):
        if words:
            tags.describe(figure, words)
            tags.fill(figure, list(_bare(tags, figure)))


def _bare(tags: Tags, number: int) -> Iterator[bytes]:
    """What is in a tag without the tags in it, as far as it is on the same page."""
    for kid in tags.kids(number):
        inside = _number(kid)
        if inside in tags.tags_in(number) and tags.page(inside) == tags.page(number):
            yield from _bare(tags, inside)
        else:
            yield kid


def _join_links(tags: Tags) -> None:
    """One link where LibreOffice made one of each piece between its spaces, lines and tabs."""
    for number in list(tags.walk()):
        joined: list[bytes] = []
        kids = tags.kids(number)
        for kid in kids:
            before = _link_before(tags, number, joined)
            link = _number(kid)
            if before is not None and _same_link(tags, _number(joined[before]), link):
                first = _number(joined[before])
                tags.fill(first, _once(tags, first, joined[before + 1 :], link))
                del joined[before + 1 :]
            else:
                joined.append(kid)
        if len(joined) < len(kids):
            tags.fill(number, joined)


def _link_before(tags: Tags, number: int, kids: Sequence[bytes]) -> int | None:
    """The place of the last link, when nothing but words on its page stands behind it."""
    words = 0
    while words < len(kids) and kids[-1 - words].isdigit():
        words += 1
    place = len(kids) - 1 - words
    if place < 0 or tags.name(_number(kids[place])) != b"Link":
        return None
    same = not words or tags.page(number) == tags.page(_number(kids[place]))
    return place if same else None


def _same_link(tags: Tags, first: int, second: int) -> bool:
    if tags.name(second) != b"Link" or tags.page(first) != tags.page(second):
        return False
    ones, others = tags.leads(first), tags.leads(second)
    if not ones or not others:
        return not ones and bool(others)  # an entry of the contents, and its page
    return ones[-1] == others[0] or (
        tags.words(ones[-1]) == tags.words(others[0])
        and tags.target(ones[-1]) == tags.target(others[0])
    )


def _once(tags: Tags, first: int, between: Sequence[bytes], second: int) -> list[bytes]:
    """What two tags of one link hold together, each place to press once."""
    had = set(tags.leads(first))
    behind = [kid for kid in tags.kids(second) if tags.pressed(kid) not in had]
    return [*tags.kids(first), *between, *behind]


def _name_links(tags: Tags, source: Any) -> None:
    """What each link leads to, where its words do not say that."""
    written = [link for link in source.iter(f"{_W}hyperlink") if link.get(f"{_W}anchor")]
    links = [
        link
        for link in tags.named(b"Link")
        if tags.leads(link) and tags.target(tags.leads(link)[0])
    ]
    found: list[tuple[int, Any]] = []
    at = 0
    for link in links:
        words = _SPACES.sub(" ", tags.words(tags.leads(link)[0]))
        if at < len(written) and _says(written[at], words):
            at += 1
        elif not at or not _says(written[at - 1], words):  # nor the rest of one on the next page
            return
        found.append((link, written[at - 1]))
    if at < len(written):
        return
    for link, was in found:
        for lead in tags.leads(link):
            if _is_entry(was):
                tags.say(lead, f"{_visible(was)} {tags.words(lead)}")
            elif was.get(f"{_W}tooltip"):
                tags.say(lead, was.get(f"{_W}tooltip"))
        if was.get(f"{_W}tooltip"):
            tags.describe(link, was.get(f"{_W}tooltip"))


def _says(link: Any, words: str) -> bool:
    return words.isdigit() if _is_entry(link) else _visible(link) == words


def _is_entry(link: Any) -> bool:
    """Whether a link is a line of the contents, of which the PDF has its page alone to press."""
    return next(link.iter(f"{_W}instrText"), None) is not None


def _visible(link: Any) -> str:
    return _SPACES.sub(" ", "".join(words.text or "" for words in link.iter(f"{_W}t")))
