"""What everybody answered, and two meetings side by side, in the report as a Word file."""

from collections.abc import Iterator

from spiegel.domain.report.parts import (
    ClusterSection,
    ComparedChapter,
    PollChapter,
    PollSection,
)
from spiegel.domain.report.wording import BETWEEN
from spiegel.export.word.ooxml import run
from spiegel.export.word.pen import Pen


class OutcomeBlocks:
    """The pieces of these chapters."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def polls(self, chapter: PollChapter) -> Iterator[str]:
        """All but the heading, which may begin a page."""
        pen = self._pen
        yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for section in chapter.sections:
            yield from self._poll(section)
        if chapter.how:
            yield pen.heading(2, chapter.how_heading)
            for sentence in chapter.how:
                yield pen.item(sentence)

    def _poll(self, section: PollSection) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(2, section.heading, section.anchor)
        if section.nothing:
            yield pen.line("Normal", section.nothing)
        if section.taking:
            yield pen.line("SpiegelNote", section.taking, keep_next=True)
        if section.findings:
            # A chart with its table may begin a page. Kept with them too, LibreOffice would leave
            # the heading alone at the end of the page before.
            yield pen.line("Normal", " ".join(section.findings))
        if section.chart is not None:
            yield pen.chart(section.chart)
        for number, plain in enumerate(section.tables):
            if number:
                yield pen.line("SpiegelUnder", plain.heading, keep_next=True)
            yield pen.plain_table(plain, under_chart=True)
        for cluster in section.clusters:
            yield from self._cluster(cluster)
        if section.explained:
            yield pen.heading(3, section.explained_heading)
            for words in section.explained:
                yield pen.item(words)

    def _cluster(self, cluster: ClusterSection) -> Iterator[str]:
        pen = self._pen
        yield pen.heading(3, cluster.heading, cluster.anchor, aside=cluster.aside)
        beside = [run(cluster.standing)] if cluster.standing else []
        beside += [pen.link(action) for action in cluster.actions]
        if beside:
            yield pen.paragraph("SpiegelNote", run(BETWEEN).join(beside), keep_next=True)
        for idea in cluster.ideas:
            words = f"\u201c{idea.words}\u201d" if idea.verbatim else idea.words
            marks = ", ".join(filter(None, (idea.times, idea.mark)))
            behind = pen.words(f" ({marks})", "SpiegelMark") if marks else ""
            yield pen.items(run(words), behind)
        if cluster.missing:
            yield pen.line("SpiegelNote", cluster.missing)

    def compared(self, chapter: ComparedChapter) -> Iterator[str]:
        """Another meeting with the same questions, or another round, beside this one."""
        pen = self._pen
        yield pen.heading(1, chapter.heading, chapter.anchor)
        yield pen.line("SpiegelNote", chapter.intro, keep_next=True)
        for caution in chapter.cautions:
            yield pen.item(caution)
        if chapter.named is not None:
            yield pen.heading(2, chapter.named.heading)
            yield pen.plain_table(chapter.named)
        for section in chapter.sections:
            yield pen.heading(2, section.heading, section.anchor)
            for note in section.notes:
                yield pen.line("SpiegelNote", note, keep_next=True)
            if section.table is not None:
                yield pen.plain_table(section.table)
        for words in chapter.alone:
            yield pen.line("SpiegelUnder", words)
