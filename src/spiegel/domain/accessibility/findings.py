"""What may be found in a document: by which item of EN 301 549, what it is, what can be done.

Items are those of clause 10, documents that are no web pages (EN 301 549 v3.2.1): 10, and the
success criterion of WCAG 2.1. Some rules go further than their item: they are marked so.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.i18n import N_, Translations

SHOWN: Final = 50
"""Characters of a paragraph that say which one it is."""


class Item(StrEnum):
    """An item of clause 10; NOTE is none of them."""

    NON_TEXT = "10.1.1.1"
    RELATIONS = "10.1.3.1"
    SEQUENCE = "10.1.3.2"
    CONTRAST = "10.1.4.3"
    TEXT_IMAGE = "10.1.4.5"
    TITLED = "10.2.4.2"
    LINKS = "10.2.4.4"
    HEADINGS = "10.2.4.6"
    LANGUAGE = "10.3.1.1"
    PARTS = "10.3.1.2"
    NOTE = ""

    def name_in(self, t: Translations) -> str:
        """How it is called."""
        return t.gettext(_ITEMS[self])


_ITEMS: Final[Mapping[Item, str]] = MappingProxyType(
    {
        Item.NON_TEXT: N_("Non-text content"),
        Item.RELATIONS: N_("Info and relationships"),
        Item.SEQUENCE: N_("Meaningful sequence"),
        Item.CONTRAST: N_("Contrast (minimum)"),
        Item.TEXT_IMAGE: N_("Images of text"),
        Item.TITLED: N_("Document titled"),
        Item.LINKS: N_("Link purpose (in context)"),
        Item.HEADINGS: N_("Headings and labels"),
        Item.LANGUAGE: N_("Language of the document"),
        Item.PARTS: N_("Language of parts"),
        Item.NOTE: N_("No item of the standard, but good to know"),
    }
)


class Fault(StrEnum):
    """What can be found."""

    ALT_MISSING = "alt missing"
    ALT_FILE_NAME = "alt is a file name"
    ALT_BY_PROGRAM = "alt by a program"
    HEADING_PRETENDED = "heading pretended"
    HEADING_SKIPPED = "heading level skipped"
    HEADING_FIRST = "first heading"
    HEADING_EMPTY = "heading empty"
    HEADING_REPEATED = "heading repeated"
    HEADINGS_NONE = "no headings"
    HEADER_ROW_MISSING = "header row missing"
    HEADER_ROW_LOW = "header row low"
    HEADER_BLANK = "header cell blank"
    CELLS_MERGED = "cells merged"
    TABLE_EMPTY = "table empty"
    TABLE_NESTED = "table nested"
    TABLE_UNTITLED = "table untitled"
    TABLE_LAYOUT = "table for layout"
    LIST_TYPED = "list typed"
    COLUMNS_TYPED = "columns typed"
    LETTERS_SPACED = "letters spaced"
    BLANK_LINES = "blank lines"
    BOX_FLOATING = "text box floating"
    FRAME = "frame"
    FIGURE_FLOATING = "figure floating"
    CONTRAST_LOW = "contrast low"
    TEXT_AS_IMAGE = "text as image"
    SCAN = "scan"
    TITLE_MISSING = "title missing"
    TITLE_FILE_NAME = "title is a file name"
    LINK_EMPTY = "link empty"
    LINK_VAGUE = "link vague"
    LINK_ADDRESS = "link is an address"
    LINK_AMBIGUOUS = "link ambiguous"
    LANGUAGE_MISSING = "language missing"
    LANGUAGE_WRONG = "language wrong"
    PART_LANGUAGE = "language of part"
    TEXT_SMALL = "text small"


class Rule(msgspec.Struct, frozen=True):
    """By which item, what is so, and what can be done about it.

    further: the rule asks more than its item does.
    """

    item: Item
    what: str
    remedy: str
    further: bool = False


_FIGURE_REMEDY: Final = N_(
    "Right-click it, choose Edit alt text, and say in a sentence what it tells; or mark it as "
    "decorative."
)
_STYLE_REMEDY: Final = N_("Give it the style Heading 1, 2 or 3 in place of bold letters.")

RULES: Final[Mapping[Fault, Rule]] = MappingProxyType(
    {
        Fault.ALT_MISSING: Rule(
            Item.NON_TEXT, N_("{figure} without alternative text"), _FIGURE_REMEDY
        ),
        Fault.ALT_FILE_NAME: Rule(
            Item.NON_TEXT,
            N_("{figure} whose alternative text is a name and no description: {words}"),
            _FIGURE_REMEDY,
        ),
        Fault.ALT_BY_PROGRAM: Rule(
            Item.NON_TEXT,
            N_("{figure} whose alternative text was written by a program: {words}"),
            N_("Read whether it is true and says enough, and take out the line of the program."),
            further=True,
        ),
        Fault.HEADING_PRETENDED: Rule(
            Item.RELATIONS, N_("looks like a heading and is not marked as one"), _STYLE_REMEDY
        ),
        Fault.HEADING_SKIPPED: Rule(
            Item.RELATIONS,
            N_("a heading of level {level} right under one of level {before}"),
            N_("Make it level {wanted}, or add the heading that is missing above it."),
            further=True,
        ),
        Fault.HEADING_FIRST: Rule(
            Item.RELATIONS,
            N_("the first heading is of level {level}"),
            N_("Let the document begin with a heading of level 1."),
            further=True,
        ),
        Fault.HEADER_ROW_MISSING: Rule(
            Item.RELATIONS,
            N_("a table without a marked header row"),
            N_("Put the cursor in its first row and choose Layout, Repeat Header Rows."),
        ),
        Fault.HEADER_ROW_LOW: Rule(
            Item.RELATIONS,
            N_("row {number} of a table is marked as header row, and its first row is not"),
            N_("Mark the first row; programs use no other. Or make two tables of it."),
        ),
        Fault.HEADER_BLANK: Rule(
            Item.RELATIONS,
            N_("a header cell without words, of column {number}"),
            N_("Say in it what stands in the column."),
        ),
        Fault.CELLS_MERGED: Rule(
            Item.RELATIONS,
            N_("a table with merged cells: {count}"),
            N_("Split them, and repeat the words in each cell; or make two tables of it."),
            further=True,
        ),
        Fault.TABLE_EMPTY: Rule(
            Item.RELATIONS,
            N_("a table without a word in it"),
            N_("Take it out, and make room with the spacing of paragraphs."),
            further=True,
        ),
        Fault.TABLE_NESTED: Rule(
            Item.RELATIONS,
            N_("a table inside a table"),
            N_("Make one table of it, or put the inner one under the other."),
            further=True,
        ),
        Fault.TABLE_UNTITLED: Rule(
            Item.RELATIONS,
            N_("a table without a title"),
            N_(
                "Give it one under Table Properties, Alt Text, or a caption: who listens then "
                "knows whether to go into it."
            ),
            further=True,
        ),
        Fault.LIST_TYPED: Rule(
            Item.RELATIONS,
            N_("a list of which dashes, dots or numbers are typed"),
            N_("Take out what is typed and choose Bullets or Numbering."),
        ),
        Fault.TABLE_LAYOUT: Rule(
            Item.SEQUENCE,
            N_("a table that only puts texts beside each other"),
            N_("Put the texts under each other, or use Layout, Columns."),
        ),
        Fault.COLUMNS_TYPED: Rule(
            Item.SEQUENCE,
            N_("columns made with tabs or spaces"),
            N_("Make a table of it: now it is read line by line, straight through the columns."),
        ),
        Fault.LETTERS_SPACED: Rule(
            Item.SEQUENCE,
            N_("letters with spaces between them: {words}"),
            N_("Type the word, and choose Font, Advanced, Spacing: Expanded."),
        ),
        Fault.BLANK_LINES: Rule(
            Item.SEQUENCE,
            N_("blank paragraphs in place of spacing: {count}"),
            N_(
                "Take them out, and set the spacing of the paragraph; a screen reader says each "
                "of them aloud."
            ),
            further=True,
        ),
        Fault.BOX_FLOATING: Rule(
            Item.SEQUENCE,
            N_("a text box that floats beside the text: it is read elsewhere, or not at all"),
            N_("Put its words in the text, or set its wrapping to In Line with Text."),
        ),
        Fault.FRAME: Rule(
            Item.SEQUENCE,
            N_("a paragraph in a frame that stands in a place of its own on the page"),
            N_("Take the frame away, so that it is read where it is seen."),
        ),
        Fault.FIGURE_FLOATING: Rule(
            Item.SEQUENCE,
            N_("{figure} that floats beside the text: nobody knows when it is read"),
            N_("Set its wrapping to In Line with Text, in the paragraph that it belongs to."),
            further=True,
        ),
        Fault.CONTRAST_LOW: Rule(
            Item.CONTRAST,
            N_("letters of {color} on {behind}: {ratio} to 1, and {least} to 1 is needed"),
            N_("Make the letters darker, or what is behind them lighter."),
        ),
        Fault.TEXT_AS_IMAGE: Rule(
            Item.TEXT_IMAGE,
            N_("words as a picture: {words}"),
            N_("Type the words as text."),
        ),
        Fault.SCAN: Rule(
            Item.TEXT_IMAGE,
            N_("pictures and hardly a word: it looks like scanned paper"),
            N_("Type the words, or let a program recognise them and read that through."),
        ),
        Fault.TITLE_MISSING: Rule(
            Item.TITLED,
            N_("the document has no title in its properties"),
            N_("Fill it in under File, Info, Title."),
        ),
        Fault.TITLE_FILE_NAME: Rule(
            Item.TITLED,
            N_("its title is the name of a file: {words}"),
            N_("Say under File, Info, Title what the document is about."),
        ),
        Fault.LINK_EMPTY: Rule(
            Item.LINKS,
            N_("a link without words, to {target}"),
            N_("Give it words, or take it out."),
        ),
        Fault.LINK_VAGUE: Rule(
            Item.LINKS,
            N_("a link that says {words}"),
            N_("Let the words of the link say where it leads."),
        ),
        Fault.LINK_ADDRESS: Rule(
            Item.LINKS,
            N_("a link that is read out as an address: {words}"),
            N_("Let the words of the link say where it leads."),
            further=True,
        ),
        Fault.LINK_AMBIGUOUS: Rule(
            Item.LINKS,
            N_("links that all say {words} and lead to different places: {count}"),
            N_("Let each say where it leads."),
        ),
        Fault.HEADING_EMPTY: Rule(
            Item.HEADINGS,
            N_("a heading of level {level} without words"),
            N_("Take it out, or give it words."),
        ),
        Fault.HEADING_REPEATED: Rule(
            Item.HEADINGS,
            N_("stands twice under the same heading"),
            N_("Let each heading say what is under it alone."),
            further=True,
        ),
        Fault.HEADINGS_NONE: Rule(
            Item.HEADINGS,
            N_("a long text without headings: {count} words"),
            N_("Give it headings with the styles Heading 1, 2 and 3."),
            further=True,
        ),
        Fault.LANGUAGE_MISSING: Rule(
            Item.LANGUAGE,
            N_("the language of the document is not set"),
            N_("Select all, and click the language at the foot of the window."),
        ),
        Fault.LANGUAGE_WRONG: Rule(
            Item.LANGUAGE,
            N_("the document is marked as {marked}, and is in {written}"),
            N_("Select all, and click the language at the foot of the window."),
        ),
        Fault.PART_LANGUAGE: Rule(
            Item.PARTS,
            N_("marked as {marked}, and is in {written}: {words}"),
            N_("Select these words, and click the language at the foot of the window."),
        ),
        Fault.TEXT_SMALL: Rule(
            Item.NOTE,
            N_("letters of {size} points"),
            N_("Letters of 9 points or more are read by more people on paper."),
        ),
    }
)


class Where(msgspec.Struct, frozen=True):
    """A place in a document: the headings above it, and the first words there."""

    path: tuple[str, ...] = ()
    words: str = ""

    def explain(self, t: Translations) -> str:
        """The place in words; empty for the document as a whole."""
        begin = " › ".join(shortened(one, SHOWN) for one in self.path)
        words = t.gettext("“{words}”").format(words=self.words) if self.words else ""
        return ": ".join(filter(None, (begin, words)))


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something found, where, and what its sentence is filled in with.

    about: words as they stand in the document, or numbers. named: words to translate first.
    """

    fault: Fault
    where: Where = Where()
    about: Mapping[str, str | float] = MappingProxyType({})
    named: Mapping[str, str] = MappingProxyType({})

    @property
    def rule(self) -> Rule:
        """The rule that it is by."""
        return RULES[self.fault]

    @property
    def counts(self) -> bool:
        """Whether the document does not pass because of it; a note is only said."""
        return self.rule.item is not Item.NOTE

    def what(self, t: Translations) -> str:
        """What is so, as the second half of a sentence."""
        return self._filled(self.rule.what, t)

    def remedy(self, t: Translations) -> str:
        """What can be done, in a sentence."""
        return self._filled(self.rule.remedy, t)

    def _filled(self, words: str, t: Translations) -> str:
        named = {key: t.gettext(word) for key, word in self.named.items()}
        about = {key: _said(key, what, t) for key, what in self.about.items()}
        return t.gettext(words).format(**about, **named)


def _said(key: str, what: str | float, t: Translations) -> str:
    """Words of the document between quotation marks; numbers as the language writes them."""
    if isinstance(what, float):
        return f"{what:g}".replace(".", t.gettext("."))
    return t.gettext("“{words}”").format(words=what) if key == "words" else str(what)


def shortened(words: str, most: int = SHOWN) -> str:
    """The first words on one line, of at most so many characters."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
