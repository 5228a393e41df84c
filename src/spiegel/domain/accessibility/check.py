"""The accessibility check: all rules over a document, in the order of EN 301 549.

It finds what a program can tell. Much of the standard a person must judge, so it is no certificate.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.accessibility.contrast import contrast, small
from spiegel.domain.accessibility.document import Document, inside
from spiegel.domain.accessibility.figures import figures, name_of
from spiegel.domain.accessibility.findings import Fault, Finding, Item, Where, shortened
from spiegel.domain.accessibility.headings import headings
from spiegel.domain.accessibility.languages import languages
from spiegel.domain.accessibility.links import links
from spiegel.domain.accessibility.tables import is_layout, tables
from spiegel.domain.accessibility.typed import typed
from spiegel.domain.accessibility.walk import Place, Walked, walked
from spiegel.domain.patterns import pattern
from spiegel.i18n import N_, Translations

_EXTENSION: Final = pattern(r".*\.(?:docx?|docm|dot[xm]?|odt|rtf|pdf|txt)", re.IGNORECASE)
_NO_TITLE: Final = pattern(
    r"(?:document|doc|word[ -]?document|microsoft word.*|naamloos|untitled|titel|title|nieuw.*"
    r"document|new.*document)[ _-]*\d*",
    re.IGNORECASE,
)
_LIKE_A_FILE: Final = pattern(r".*_.*|\S+")
"""Underscores, or no space at all: names of files are typed so."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a document, in the order of the items. layouts: tables that place words."""

    findings: tuple[Finding, ...] = ()
    layouts: int = 0

    @property
    def points(self) -> int:
        """Findings because of which it does not pass; notes are none."""
        return sum(finding.counts for finding in self.findings)

    def by_item(self) -> Iterator[tuple[Item, tuple[Finding, ...]]]:
        """The findings of each item that has some, notes last."""
        for item in Item:
            found = tuple(one for one in self.findings if one.rule.item is item)
            if found:
                yield item, found

    def for_a_person(self, t: Translations) -> tuple[str, ...]:
        """What no program can tell, a part of a sentence each."""
        said = [t.gettext(words) for words in _FOR_A_PERSON]
        if self.layouts:
            said.append(
                t.gettext("whether tables that only place words are read in the right order")
            )
        return tuple(said)


_FOR_A_PERSON: Final = (
    N_("whether alternative texts say what is to be seen"),
    N_("whether headings and links say what is under and behind them"),
    N_("whether nothing is told by colour, shape or place alone"),
    N_("whether words in pictures also stand in the text"),
    N_("whether charts and drawings can be told from what is behind them"),
    N_("whether parts in languages other than Dutch and English are marked"),
)


def check(document: Document) -> Checked:
    """What is found in a document."""
    walk = walked(document)
    found = [
        *figures(walk),
        *headings(walk),
        *tables(walk),
        *typed(walk),
        *_placed(walk),
        *contrast(walk),
        *_title(document),
        *links(walk),
        *languages(walk),
        *small(walk),
    ]
    order = {item: place for place, item in enumerate(Item)}
    found.sort(key=lambda finding: order[finding.rule.item])
    layouts = sum(is_layout(table) for *_place, table in walk.tables())
    return Checked(findings=tuple(found), layouts=layouts)


def _placed(walk: Walked) -> Iterator[Finding]:
    """Words that stand beside the order of the text."""
    for spot, paragraph in walk.paragraphs(Place.EDGE):
        for box in paragraph.boxes:
            words = next((p.words for p in inside(box.blocks) if p.words.strip()), "")
            if box.floating and words:
                where = Where(spot.path, shortened(words))
                yield Finding(fault=Fault.BOX_FLOATING, where=where)
        if paragraph.framed and spot.words.strip():
            yield Finding(fault=Fault.FRAME, where=spot.where)
        for figure in paragraph.figures:
            if figure.floating and not figure.decorative:
                named = {"figure": name_of(figure)}
                yield Finding(fault=Fault.FIGURE_FLOATING, where=spot.where, named=named)


def _title(document: Document) -> Iterator[Finding]:
    """A title that is there and is no name of a file.

    Words that are the name of the file too are a title: programs propose a title as that name. So
    is one word with a capital that the name of the file has not.
    """
    title = " ".join(document.title.split())
    stem = _stem(document.name)
    if not title:
        yield Finding(fault=Fault.TITLE_MISSING)
    elif (
        _EXTENSION.fullmatch(title)
        or _NO_TITLE.fullmatch(title)
        or (title == stem and _LIKE_A_FILE.fullmatch(title))
    ):
        yield Finding(fault=Fault.TITLE_FILE_NAME, about={"words": title})


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name
