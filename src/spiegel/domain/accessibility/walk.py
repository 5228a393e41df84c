"""A walk through a document in the order of reading, with the headings above each place."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from spiegel.domain.accessibility.document import Block, Document, Paragraph, Role, Table
from spiegel.domain.accessibility.findings import Where, shortened


class Place(StrEnum):
    """Where blocks stand."""

    BODY = "body"
    CELL = "cell"
    BOX = "box"
    NOTE = "note"
    EDGE = "edge"


class Spot(msgspec.Struct, frozen=True):
    """A block, its words (of a table none), and the headings above it."""

    block: Block
    words: str
    path: tuple[str, ...]

    @property
    def where(self) -> Where:
        """Its place in words."""
        words = self.words or (first_words(self.block) if isinstance(self.block, Table) else "")
        return Where(self.path, shortened(words))


class Flow(msgspec.Struct, frozen=True):
    """Blocks that follow each other: of the text, of one cell, of one box."""

    place: Place
    spots: tuple[Spot, ...]

    def paragraphs(self) -> Iterator[tuple[Spot, Paragraph]]:
        """Its paragraphs."""
        for spot in self.spots:
            if isinstance(spot.block, Paragraph):
                yield spot, spot.block


class Walked(msgspec.Struct, frozen=True):
    """A document that was walked through. headings: all of them, in the order of reading."""

    document: Document
    flows: tuple[Flow, ...]
    headings: tuple[Spot, ...]

    def paragraphs(self, *but: Place) -> Iterator[tuple[Spot, Paragraph]]:
        """All paragraphs, but those in such places."""
        for flow in self.flows:
            if flow.place not in but:
                yield from flow.paragraphs()

    def tables(self) -> Iterator[tuple[Flow, int, Spot, Table]]:
        """All tables of the text: the flow that each stands in, its place there, and itself."""
        for flow in self.flows:
            for at, spot in enumerate(flow.spots):
                if isinstance(spot.block, Table) and flow.place is not Place.EDGE:
                    yield flow, at, spot, spot.block


class _Walker:
    def __init__(self) -> None:
        self.flows: list[Flow] = []
        self.headings: list[Spot] = []
        self._above: list[tuple[int, str]] = []

    def walk(self, blocks: tuple[Block, ...], place: Place) -> None:
        spots: list[Spot] = []
        at = len(self.flows)
        for block in blocks:
            if isinstance(block, Table):
                spots.append(Spot(block, "", self._path()))
                for row in block.rows:
                    for cell in row.cells:
                        self.walk(cell.blocks, Place.CELL if place is not Place.EDGE else place)
                continue
            words = block.words
            if block.level:
                while self._above and self._above[-1][0] >= block.level:
                    self._above.pop()
            spot = Spot(block, words, self._path())
            spots.append(spot)
            if block.level:
                self.headings.append(spot)
                if block.role is not Role.TITLE:
                    self._above.append((block.level, " ".join(words.split())))
            for box in block.boxes:
                self.walk(box.blocks, Place.BOX if place is not Place.EDGE else place)
        self.flows.insert(at, Flow(place, tuple(spots)))

    def _path(self) -> tuple[str, ...]:
        return tuple(words for _level, words in self._above if words)

    def leave(self) -> None:
        """What follows stands under no heading."""
        self._above.clear()


def walked(document: Document) -> Walked:
    """Walk through a document: its text, then its notes, then what is on each page."""
    walker = _Walker()
    walker.walk(document.blocks, Place.BODY)
    headings = tuple(walker.headings)
    for blocks, place in ((document.notes, Place.NOTE), (document.edges, Place.EDGE)):
        walker.leave()
        walker.walk(blocks, place)
    return Walked(document, tuple(walker.flows), headings)


def first_words(table: Table) -> str:
    """The first words that stand in a table, or in one inside it."""
    for row in table.rows:
        for cell in row.cells:
            for block in cell.blocks:
                words = first_words(block) if isinstance(block, Table) else block.words
                if words.strip():
                    return words
    return ""
