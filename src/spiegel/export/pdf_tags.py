"""The tags of a PDF as LibreOffice writes them, to be read and changed: each an object of its own.

What changes is added behind the file as an update (ISO 32000-1, 7.5.6), so that all that stood
there stays.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_NUMBERED: Final = re.compile(rb"(\d+) \d+ obj\s*(<<.*?>>)\s*(?:endobj|stream)", re.DOTALL)
_KIDS: Final = re.compile(rb"/K\[(.*?)\]", re.DOTALL)
_KID: Final = re.compile(rb"<<.*?>>|\d+ 0 R|\d+", re.DOTALL)
_PLACE: Final = re.compile(rb"(\d+)\s*(\[.*?\]|\d+ 0 R)", re.DOTALL)
_TAG: Final = re.compile(rb"/S/([^\s/<>\[\]]+)")
_CONTENTS: Final = re.compile(rb"/Contents<([0-9A-Fa-f]*)>")


class UnknownPdfError(Exception):
    """A PDF whose tags are not written one by one, as LibreOffice 7.4 does."""


class Tags:
    """The tree of tags of a PDF, to be changed."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._objects = dict(_objects(content))
        self._changed: set[int] = set()
        size = re.search(rb"/Size (\d+)", content[content.rindex(b"trailer") :])
        self._next = max(int(size[1]) if size else 0, max(self._objects, default=0) + 1)
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
        if top is None or number_of(top[0]) not in self._objects:
            raise UnknownPdfError
        self._top = number_of(top[0])

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
        kids = (number_of(kid) for kid in self.kids(number))
        return [kid for kid in kids if kid in self._objects and self.name(kid)]

    def leads(self, number: int) -> list[int]:
        """The places on the pages to press that belong to the tag of a link."""
        return [lead for lead in map(self.pressed, self.kids(number)) if lead]

    def pressed(self, kid: bytes) -> int:
        """The place to press that something in a tag stands for, or 0."""
        tie = self._objects.get(number_of(kid), b"")
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

    def widen(self, lead: int, left: float) -> None:
        """Let a place to press begin as far to the left as this, in points."""
        begin = rb"(/Rect\s*\[\s*)[\d.]+"
        self._write(lead, re.sub(begin, rb"\g<1>%g" % left, self._objects[lead], count=1))

    def describe(self, number: int, words: str) -> None:
        """Give a tag the words that are heard in place of what is in it."""
        bare = re.sub(rb"/Alt<[0-9A-Fa-f]*>\n?", b"", self._objects[number])
        self._write(number, bare[:-2] + b"/Alt<%s>\n>>" % _hexadecimal(words))

    def call(self, number: int, name: bytes) -> None:
        """Give a tag another name."""
        self._write(number, _TAG.sub(b"/S/" + name, self._objects[number], count=1))

    def heads_row(self, number: int) -> None:
        """Let a cell be the head of its row."""
        self.call(number, b"TH")
        head = b"%d 0 R" % self._add(b"<</O/Table\n/Scope/Row\n>>")
        looks = re.compile(rb"/A (?:\[ ?)?((?:\d+ 0 R ?)+)\]?")
        written = self._objects[number]
        if looks.search(written):
            written = looks.sub(rb"/A [ \1 " + head + b" ]", written, count=1)
        else:
            written = written[:-2] + b"/A [ " + head + b" ]\n>>"
        self._write(number, written)

    def wrap(self, number: int, name: bytes, kids: Sequence[int]) -> int:
        """Put tags that follow each other in one tag in a new one of this name, in that place."""
        new = self._add(b"<</Type/StructElem\n/S/%s\n/P %d 0 R\n/K[]\n>>" % (name, number))
        inside = [b"%d 0 R" % kid for kid in kids]
        old = self.kids(number)
        place = old.index(inside[0])
        self._hold(number, [*old[:place], b"%d 0 R" % new, *old[place + len(kids) :]])
        self.fill(new, inside)
        return new

    def _add(self, written: bytes) -> int:
        number, self._next = self._next, self._next + 1
        self._objects[number] = written
        self._changed.add(number)
        return number

    def described(self, number: int) -> bool:
        """Whether a tag has words that are heard in its place."""
        return re.search(rb"/Alt\s*[<(]", self._objects[number]) is not None

    def _hold(self, number: int, kids: Sequence[bytes]) -> None:
        inside = b"/K[" + b" ".join(kids) + b" ]"
        self._write(number, _KIDS.sub(inside, self._objects[number], count=1))

    def fill(self, number: int, kids: Sequence[bytes]) -> None:
        """Let a tag hold these: what of them was in another is in this one from now on."""
        self._hold(number, kids)
        on_page = self._of_page.get(self._key(self.page(number), b"StructParents"), [])
        for kid in kids:
            if kid.isdigit() and int(kid) < len(on_page):
                on_page[int(kid)] = b"%d 0 R" % number
            elif number_of(kid) in self._objects and self.name(number_of(kid)):
                moved = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % number, self._objects[number_of(kid)])
                self._write(number_of(kid), moved)
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


def number_of(kid: bytes) -> int:
    """The object that something in a tag refers to, or -1 of words."""
    return int(kid.split(b" ", 1)[0]) if kid.endswith(b" 0 R") else -1


def _hexadecimal(words: str) -> bytes:
    return b"FEFF" + words.encode("utf-16-be").hex().upper().encode()


def quoted(name: str) -> bytes:
    """A name as a PDF writes it."""
    return b"".join(
        bytes([byte]) if chr(byte).isascii() and chr(byte).isalnum() else b"#%02X" % byte
        for byte in name.encode()
    )
