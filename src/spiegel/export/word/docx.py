"""A Word file from pieces of XML: in Spiegel's own style, or in the house style of a template."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from spiegel.domain.report.parts import Chart
from spiegel.domain.session.pictures import Image
from spiegel.domain.session.words import clean
from spiegel.export.watching import Asker
from spiegel.export.word import charts, house, pictures
from spiegel.export.word.cover import Cover
from spiegel.export.word.looks import own_looks, points
from spiegel.export.word.ooxml import NAMESPACES, NUMBERS, paragraph
from spiegel.export.word.package import COUNTED, DOCUMENT, Footer, describe, empty_document
from spiegel.export.word.sheet import Sheet
from spiegel.export.word.tongues import marked
from spiegel.export.word.tree import parse_xml, qn, well_formed, written

BLOCKS: Final = 200
"""After so many blocks it looks whether it was stopped, and tells how far it is."""
_DRAWINGS: Final = 9_000
"""Numbers of drawings up to here are those of a house style."""
_PICTURES: Final = 9_500
"""Those of charts up to here."""
TITLE: Final = 255
"""A core property holds no more characters."""


class WordFile:
    """One Word file while it is made.

    language: "nl" or "en". template: a house style; its styles, headers, footers and margins are
    used and its text is left out. cover: what the cover of a house style says, None to leave
    the cover out. Raises TemplateError when it is no Word document, OSError when
    it cannot be read.
    """

    def __init__(
        self,
        language: str,
        footer: Footer,
        template: Path | None = None,
        cover: Cover | None = None,
    ) -> None:
        looks = None
        if template is None:
            self._package, looks = empty_document(language, footer), own_looks(language)
            self._dressed = False
            self.styles: Mapping[str, str] = {role: role for role in house.STYLES}
            self.width = house.TEXT_WIDTH
        else:
            from spiegel.export.word.template import house_style

            style = house_style(template, language, footer, cover)
            self._package = style.package
            self._dressed = True
            self.styles, self.width = style.roles, style.width
        self.sheet = Sheet(self._package, looks)
        self._language = language
        self._charts: dict[Chart, str] = {}
        self._pictures: dict[Image, str] = {}
        self._lists: dict[tuple[int, str], int] = {}

    @property
    def has_cover(self) -> bool:
        """Whether a cover of the house comes before what is written."""
        return len(self._package.root(DOCUMENT).find(qn("w:body"))) > 1

    def chart(self, chart: Chart) -> str:
        """The run in which a chart stands; the same chart is one part, however often it is asked.

        What is only measured, and not put in, is a part of the file all the same.
        """
        if chart not in self._charts:
            self._charts[chart] = self._add_chart(chart, len(self._charts) + 1)
        return self._charts[chart]

    def _add_chart(self, chart: Chart, number: int) -> str:
        package = self._package
        book = f"word/embeddings/Spiegel_Sheet{number}.xlsx"
        drawn = f"word/charts/chart_spiegel{number}.xml"
        package.add(book, charts.sheet(chart), charts.SHEET_TYPE)
        inside = package.lead(drawn, "package", book)
        package.add(drawn, charts.part(chart, self._language, inside), charts.CHART_TYPE)
        relation = package.lead(DOCUMENT, "chart", drawn)
        return charts.inline(chart, relation, _DRAWINGS + number, self.width)

    def picture(self, image: Image, alt: str, name: str, size: tuple[int, int]) -> str:
        """The run in which a picture stands; the same picture is one part, in whatever size.

        alt: what it shows; name: what it is called in the file. size: wide and high, in twentieths
        of a point. What is only measured, and not put in, is a part of the file all the same.
        """
        if image not in self._pictures:
            part = f"word/media/spiegel{len(self._pictures) + 1}.{image.kind}"
            self._package.add(part, image.content, f"image/{image.kind}")
            relation = self._package.lead(DOCUMENT, "image", part)
            self._pictures[image] = relation
        relation = self._pictures[image]
        number = _PICTURES + list(self._pictures).index(image) + 1
        return pictures.inline(alt, name, relation, number, size)

    def numbers(self, start: int = 1, of: str = "") -> int:
        """A numbered list that begins at `start`, by its number.

        of: what it is a list of; asked again for the same it is the same list, for what is measured
        is put in as well.
        """
        if of and (start, of) in self._lists:
            return self._lists[start, of]
        numbering = self._package.root("word/numbering.xml")
        abstracts = numbering.findall(qn("w:abstractNum"))
        used = [int(abstract.get(qn("w:abstractNumId"), "0")) for abstract in abstracts]
        lists = [int(num.get(qn("w:numId"), "0")) for num in numbering.findall(qn("w:num"))]
        number = max((NUMBERS - 1, *lists)) + 1
        made = parse_xml(
            COUNTED.format(abstract=max(used, default=-1) + 1, number=number, start=start)
        )
        abstract, instance = made
        numbering.find(qn("w:num")).addprevious(abstract)
        numbering.findall(qn("w:num"))[-1].addnext(instance)
        self._lists[start, of] = number
        return number

    def head(self, *several: str) -> bool:
        """Small words above every page but the first, as runs: the first that stand in two lines.

        They stand in the margin, and take no room. Returns whether they stand there: not where a
        house has a header of its own, and not where none of them has room.
        """
        return any(map(self._head, several))

    def _head(self, runs: str) -> bool:
        style = self.styles["SpiegelOver"]
        line = marked(paragraph(style, runs), self._language)
        section = self._package.root(DOCUMENT).find(qn("w:body"))[-1]
        margins = section.find(qn("w:pgMar"))
        if not self._dressed:
            margins.set(qn("w:header"), "397")
        high = self.sheet.height([line])
        begin, end = (points(margins, name, 720) for name in ("header", "top"))
        long = high > 2.1 * self.sheet.line(style) or begin + high > end
        if long or section.find(qn("w:headerReference")) is not None:
            return False
        header = f"<w:hdr {NAMESPACES}>{line}</w:hdr>"
        above = self._package.put("word/spiegel_header.xml", header, "header")
        marks = f'<w:headerReference w:type="default" r:id="{above}"/>'
        bare = section.find(qn("w:titlePg")) is not None
        under = section.find(qn("w:footerReference"))
        if not bare and under is not None:
            marks += f'<w:footerReference w:type="first" r:id="{under.get(qn("r:id"))}"/>'
        *references, first = parse_xml(f"<w:sectPr {NAMESPACES}>{marks}<w:titlePg/></w:sectPr>")
        for place, reference in enumerate(references):
            section.insert(place, reference)
        if not bare:
            grid = section.find(qn("w:docGrid"))
            section.append(first) if grid is None else grid.addprevious(first)
        return True

    def bare_page(self, *, top: int, left: int, right: int, bottom: int) -> None:
        """Nothing on a page but what is put there; margins in twentieths of a point."""
        section = self._package.root(DOCUMENT).find(qn("w:body")).find(qn("w:sectPr"))
        for name in ("w:headerReference", "w:footerReference"):
            for reference in section.findall(qn(name)):
                section.remove(reference)
        margins = section.find(qn("w:pgMar"))
        for side, size in (("top", top), ("left", left), ("right", right), ("bottom", bottom)):
            margins.set(qn(f"w:{side}"), str(size))
        self.width = int(section.find(qn("w:pgSz")).get(qn("w:w"))) - left - right

    def fill(self, blocks: Iterable[str], total: int, asker: Asker) -> None:
        """Add blocks of XML in their order; total: about how many there are, for the progress.

        Raises Stopped as soon as who asked says so.
        """
        watched = asker.followed(blocks, total, every=BLOCKS)
        pieces = [marked(block, self._language) for block in watched]
        asker.go_on()
        # Written as a whole, and read to be sure of it: a tree takes several times as long.
        empty = self._package.root(DOCUMENT)
        kept = [child for child in empty if child.tag == qn("w:background")]
        *cover, section = empty.find(qn("w:body"))
        document = "".join(
            (
                f"<w:document {NAMESPACES}>",
                *map(written, kept),
                "<w:body>",
                *map(written, cover),
                *pieces,
                written(section).replace(f" {NAMESPACES}", ""),
                "</w:body></w:document>",
            )
        ).encode()
        well_formed(document)
        self._package.rewrite(DOCUMENT, document)
        asker.progress(1.0)

    def describe(
        self, title: str, language: str, made: datetime.datetime, *, mark: str = ""
    ) -> None:
        """The properties of the file: its title and language, and no author. mark: of this file."""
        describe(self._package, clean(title)[:TITLE], language, made, mark)

    def save(self) -> bytes:
        """The whole file."""
        return self._package.save()
