"""What LibreOffice lost of a Word file for who hears its PDF, put back in the tags.

A chart has its words, a link is one and says what it leads to, the first cell of a row heads it,
contents and quotations are lists, and the title stands above the chapters. A PDF that is built
otherwise is left as it is, and so is what the PDF has another number of than the Word file.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from spiegel.domain.patterns import pattern
from spiegel.export.pdf_tags import Tags, UnknownPdfError, number_of, quoted
from spiegel.export.word.roles import NAMES

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_ENTRIES: Final = frozenset(
    quoted(name) for level in "123" for name in (f"Contents {level}", *NAMES[f"TOC{level}"])
)
_SAID: Final = frozenset(map(quoted, (*NAMES["Quote"], "BlockQuote", "Spiegel Summary")))
"""The styles of lines that are a list together, as tags are called by them."""
_SPACES: Final = pattern(r"\s+")


def mended(content: bytes, source: Any) -> bytes:
    """The PDF as it is to be heard. source: the root of the document of the Word file."""
    try:
        tags = Tags(content)
    except UnknownPdfError:
        return content
    _name_charts(tags, source)
    _join_links(tags)
    _name_links(tags, source)
    _head_rows(tags, source)
    _level_headings(tags)
    _list_lines(tags)
    return tags.written()


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
        inside = number_of(kid)
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
            link = number_of(kid)
            if before is not None and _same_link(tags, number_of(joined[before]), link):
                first = number_of(joined[before])
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
    if place < 0 or tags.name(number_of(kids[place])) != b"Link":
        return None
    same = not words or tags.page(number) == tags.page(number_of(kids[place]))
    return place if same else None


def _same_link(tags: Tags, first: int, second: int) -> bool:
    if tags.name(second) != b"Link" or tags.page(first) != tags.page(second):
        return False
    ones, others = tags.leads(first), tags.leads(second)
    if not ones or not others:
        return not ones and bool(others)  # an entry of the contents, and its page
    return ones[-1] == others[0] or (
        # the same words again, or the number of the page at their end
        tags.words(ones[-1]).endswith(tags.words(others[0]))
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
    margins = [mark.get(f"{_W}left", "0") for mark in source.iter(f"{_W}pgMar")]
    margin = float(margins[-1]) / 20 if margins else 0.0
    for link, was in found:
        for lead in tags.leads(link):
            if _is_entry(was) and tags.words(lead).isdigit():
                tags.say(lead, f"{_visible(was).rstrip()} {tags.words(lead)}")
                tags.widen(lead, margin)  # the words before the page lead there too
            elif was.get(f"{_W}tooltip"):
                tags.say(lead, was.get(f"{_W}tooltip"))
        if was.get(f"{_W}tooltip"):
            tags.describe(link, was.get(f"{_W}tooltip"))


def _says(link: Any, words: str) -> bool:
    """Whether a place to press is of this link; of an entry it says its page, or its words too."""
    seen = _visible(link)
    if not _is_entry(link):
        return seen == words
    return words.removeprefix(seen).isdigit()


def _is_entry(link: Any) -> bool:
    """Whether a link is a line of the contents, of which the PDF has its page alone to press."""
    return next(link.iter(f"{_W}instrText"), None) is not None


def _visible(link: Any) -> str:
    """The words of a link, without what a field in it was written to show for the time being."""
    said: list[str] = []
    inside = False
    for mark in link.iter(f"{_W}t", f"{_W}fldChar"):
        if mark.tag == f"{_W}fldChar":
            inside = mark.get(f"{_W}fldCharType") != "end"
        elif not inside:
            said.append(mark.text or "")
    return _SPACES.sub(" ", "".join(said))


def _head_rows(tags: Tags, source: Any) -> None:
    """The first cell heads its row where the Word file says so."""
    tables = tags.named(b"Table")
    looks = [table.find(f"{_W}tblPr/{_W}tblLook") for table in source.iter(f"{_W}tbl")]
    if len(tables) != len(looks):
        return
    for table, look in zip(tables, looks, strict=True):
        if look is None or look.get(f"{_W}firstColumn") != "1":
            continue
        for row in [tag for tag in tags.walk(table) if tags.name(tag) == b"TR"]:
            cells = tags.tags_in(row)
            if cells and tags.name(cells[0]) == b"TD":
                tags.heads_row(cells[0])


def _level_headings(tags: Tags) -> None:
    """The title alone is of the first level: chapters, and what is in them, go one down."""
    headings = tags.named(b"H1", b"H2", b"H3", b"H4", b"H5")
    firsts = [place for place, tag in enumerate(headings) if tags.name(tag) == b"H1"]
    if firsts[:1] == [0] and len(firsts) > 1:
        for tag in headings[firsts[1] :]:
            tags.call(tag, b"H%d" % (int(tags.name(tag)[1:]) + 1))


def _list_lines(tags: Tags) -> None:
    """Lines of contents, and quotations behind each other, as one list."""
    for number in tags.named(b"Document", b"Sect"):
        run: list[int] = []
        kind = b""
        for tag in [*tags.tags_in(number), 0]:
            now = _kind_of_line(tags.name(tag))
            if now != kind:
                _wrap_lines(tags, number, kind, run)
                run, kind = [], now
            run.append(tag)


def _kind_of_line(style: bytes) -> bytes:
    if style in _ENTRIES:
        return b"TOC"
    return b"L" if style in _SAID else b""


def _wrap_lines(tags: Tags, number: int, kind: bytes, run: Sequence[int]) -> None:
    if not kind:
        return
    around = tags.wrap(number, kind, run)
    for tag in run:
        inner = tags.wrap(around, b"TOCI" if kind == b"TOC" else b"LI", [tag])
        if kind == b"L":
            tags.wrap(inner, b"LBody", [tag])
