"""Personas on paper: a card on one page each, a booklet, and a sheet for the makers."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final

import msgspec

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.makers_sheet import asked
from spiegel.domain.letters.markup import Block, Piece, Shape, one_line, plain
from spiegel.domain.letters.plan_sheet import how_to_test
from spiegel.domain.personas.picture import Pictured
from spiegel.domain.report.persona_cards import ABOUT, HEED, Card, Cards, cards_of
from spiegel.domain.report.wording import shortened
from spiegel.domain.session.session import Session
from spiegel.export.letters import LetterBlocks
from spiegel.export.letters_text import blocks_as_text
from spiegel.export.pictures import image_of
from spiegel.export.watching import Asker
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import run
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.export.word.pictures import paragraph, within
from spiegel.i18n import Translations

CARDS: Final = "persona-cards"
BOOKLET: Final = "persona-booklet"
SHEET: Final = "persona-check"
_APART: Final = "\u2003"
"""Between a picture and what stands beside it."""
_WIDE: Final = 4_535
_HIGH: Final = 1_985
_LOW: Final = 1_020
_LOWEST: Final = 735
"""A picture is at most so wide (8 cm), and so high (3.5 cm; 1.8 and 1.3 where a page is full)."""
_SURE: Final = 0.97
"""So much of a page is used when a card must fit."""


class CardMaker:
    """Makes one of these kinds as a Word file."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def make(self, session: Session, t: Translations, asker: Asker) -> bytes:
        """The whole file. Raises Stopped and TemplateError."""
        asker.go_on()
        now = datetime.datetime.now(datetime.UTC)
        facts = Facts(session, t)
        facts.made = now.astimezone().date()
        cards = cards_for(self._kind, facts)
        title = title_of(self._kind, cards, t)
        footer = Footer(shortened(title, 80), t.gettext("page"), t.gettext("of"))
        file = WordFile(session.info.language, footer, asker.template)
        pages = tuple(sheets(self._kind, cards, facts))
        blocks = laid_out(file, pages, larger=self._kind == SHEET)
        file.fill(blocks, len(blocks), asker)
        file.describe(title, session.info.language, now)
        return file.save()

    def said(self, session: Session, t: Translations) -> str:
        """What it says, whenever it is made."""
        facts = Facts(session, t)
        found = sheets(self._kind, cards_for(self._kind, facts), facts)
        return "\n".join(blocks_as_text(sheet.blocks) + sheet.shows for sheet in found)

    def days(self, session: Session, t: Translations) -> Iterable[datetime.date]:
        """The days of which it says whether they have passed."""
        facts = Facts(session, t)
        tuple(sheets(self._kind, cards_for(self._kind, facts), facts))
        return facts.days


def cards_for(kind: str, facts: Facts) -> Cards:
    """The cards as a kind of document has them."""
    coming = partial(facts.due, short=True)
    return cards_of(facts.session, facts.t, for_makers=kind == SHEET, coming=coming)


def title_of(kind: str, cards: Cards, t: Translations) -> str:
    """What a document is called, in itself and by who lists it."""
    if kind == SHEET:
        return t.gettext("Is this right? For the makers")
    return cards.title


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What begins a page. head: who it is; picture, who: beside each other under that. told: in
    large letters where these fit. about: small, at its end. goes_on: over each further page, whose
    it is, for pages that come apart.
    """

    head: tuple[Block, ...] = ()
    picture: Pictured | None = None
    who: str = ""
    told: tuple[Block, ...]
    about: tuple[Block, ...] = ()
    goes_on: Block = Block(shape=Shape.PARAGRAPH)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it, but for the picture."""
        who = (one_line(self.who),) if self.who else ()
        return (*self.head, *who, *self.told, *self.about)

    @property
    def to_write_on(self) -> bool:
        """Whether there is a table in it, to fill in by hand."""
        return any(block.shape is Shape.TABLE for block in self.told)

    @property
    def titled(self) -> str:
        """What the page is called; empty for none."""
        return " ".join(plain(line) for block in self.head for line in block.lines)

    @property
    def shows(self) -> str:
        """What the picture shows, and which it is; empty for none."""
        found = self.picture
        return f"{found.alt} ({found.symbol or found.number})" if found is not None else ""


def sheets(kind: str, cards: Cards, facts: Facts) -> Iterator[Sheet]:
    """The pieces of a document that begin a page each."""
    t = facts.t
    if kind == BOOKLET or not cards.cards:
        rule = t.gettext("Test plans with this persona, not people.")
        yield Sheet(told=tuple(_front(kind, cards, t)))
        for card in cards.cards:
            yield Sheet(
                head=(_title(card.name, alone=False),),
                picture=card.picture,
                who=card.who,
                told=tuple(_card(card, cards.theme, t)),
                about=tuple(_about((f"{card.about} {rule}".strip(),), t)),
            )
        if kind == BOOKLET and cards.cards:
            head = _title(t.gettext("Test a plan"), alone=False)
            yield Sheet(head=(head,), told=tuple(how_to_test(facts)))
        return
    for card in cards.cards:
        notes: tuple[str, ...] = ()
        if kind == SHEET:
            title = t.gettext("Is this right? {name}").format(name=card.name)
            told = (*_notice(card), *asked(facts, card))
        else:
            title, told = card.name, tuple(_card(card, cards.theme, t))
            notes = (f"{cards.intro} {cards.counted}".strip(), card.about)
        yield Sheet(
            head=(_title(title, alone=len(cards.cards) == 1),),
            picture=card.picture,
            who=card.who,
            told=told,
            about=tuple(_about((*notes, *cards.stated), t)),
            goes_on=one_line(t.gettext("{name}, continued").format(name=card.name)),
        )


def _front(kind: str, cards: Cards, t: Translations) -> Iterator[Block]:
    yield one_line(title_of(kind, cards, t), Shape.TITLE)
    yield one_line(cards.front)
    if kind == BOOKLET and cards.cards:
        if cards.counted:
            yield one_line(cards.counted)
        yield one_line(t.gettext("Who you meet here"), Shape.HEADING)
        for card in cards.cards:
            ages = f", {card.ages}" if card.ages else ""
            yield Block(shape=Shape.ITEM, lines=((Piece(card.name, bold=True), Piece(ages)),))
    yield from _small(filter(None, (cards.waiting, *cards.stated)))


def _title(title: str, *, alone: bool) -> Block:
    return one_line(title, Shape.TITLE if alone else Shape.SHEET)


def _notice(card: Card) -> Iterator[Block]:
    if card.notice:
        yield one_line(card.notice, Shape.NOTICE)


def _card(card: Card, theme: str, t: Translations) -> Iterator[Block]:
    """What others read of a persona: of what it is, what it tells, and what is done about it."""
    if theme:
        yield one_line(theme)
    yield from _told(card, t)
    yield from _done(card)


def _done(card: Card) -> Iterator[Block]:
    """The actions that touch the persona."""
    if card.actions:
        yield one_line(card.touched, Shape.HEADING)
        yield from (one_line(action, Shape.ITEM) for action in card.actions)


def _told(card: Card, t: Translations) -> Iterator[Block]:
    """As somebody tells it, a line for each that was counted by itself: what belongs together goes
    on, what others heed stands out.
    """
    for heeded, fields in groupby(card.fields, key=lambda field: field.heeded):
        if heeded:
            yield one_line(t.gettext(HEED), Shape.HEADING)
        for field in fields:
            lines = [(Piece(one.counted),) for one in field.sentences]
            if heeded:
                head = (Piece(field.heading, bold=True),)
                yield Block(shape=Shape.SAID, lines=(head, *lines))
            else:
                yield one_line(field.heading, Shape.HEADING)
                yield Block(shape=Shape.PARAGRAPH, lines=tuple(lines))


def _about(notes: Sequence[str], t: Translations) -> Iterator[Block]:
    """What is no sentence of the persona, under a heading of its own."""
    notes = [note for note in notes if note]
    if notes:
        yield one_line(t.gettext(ABOUT), Shape.HEADING)
        yield from _small(notes)


def _small(notes: Iterable[str]) -> Iterator[Block]:
    yield from (one_line(note) for note in notes)


class _Look(msgspec.Struct, frozen=True):
    """How large a page is drawn: styles of its words, of a line of a list and of what others heed;
    how high a picture is; dense: what is heeded takes fewer lines."""

    words: str
    item: str
    heed: str
    high: int
    dense: bool = False

    @property
    def cell(self) -> str:
        """The style of words in a table."""
        return "SpiegelCell" if self.words == "Normal" else f"{self.words}Cell"


_LOOKS: Final = (
    _Look("SpiegelLarge", "SpiegelLarge", "SpiegelLargeHeed", _HIGH),
    _Look("SpiegelLarge", "SpiegelLarge", "SpiegelLargeHeed", _LOW),
    _Look("SpiegelLarge", "SpiegelLarge", "SpiegelLargeHeed", _LOW, dense=True),
    _Look("SpiegelLarge", "SpiegelLarge", "SpiegelLargeHeed", _LOWEST, dense=True),
    _Look("SpiegelMiddle", "SpiegelMiddle", "SpiegelMiddleHeed", _LOW, dense=True),
    _Look("Normal", "ListBullet", "SpiegelSmallHeed", _LOW, dense=True),
)
"""From the largest to the smallest."""


_SHEETS: Final = (
    _Look("SpiegelLarge", "SpiegelLarge", "SpiegelTickedSaid", _LOW),
    _Look("SpiegelMiddle", "SpiegelMiddle", "SpiegelMiddleTickedSaid", _LOWEST),
)
"""The same of what makers tick and write on; heed: what they say it of."""
_SIDES: Final = 2
"""The sheet of a persona is on so many pages, the two sides of one paper, where it fits."""


def laid_out(file: WordFile, pages: Sequence[Sheet], *, larger: bool = False) -> Sequence[str]:
    """All pages as large as each still holds one, and none larger than another; what is to be
    written on has a size of its own.

    larger: they are to be read by who made them, and go on on the other side.
    """
    if larger:
        return _sided(file, pages)
    read = [page for page in pages if not page.to_write_on]
    return [*_alike(file, read), *_alike(file, pages[len(read) :])]


def _alike(file: WordFile, pages: Sequence[Sheet]) -> Sequence[str]:
    """These pages in the largest letters in which each holds one; what is told goes before what is
    said about it."""
    most, made = _SURE * file.sheet.room, []
    for look, about in _tried(pages):
        roles = {"Normal": look.words, "SpiegelSaid": look.heed, "SpiegelCell": look.cell}
        made = [list(_drawn(file, one, look, roles, about)) for one in pages]
        if all(file.sheet.height(one, most) <= most for one in made):
            break
    return [block for one in made for block in one]


def _tried(pages: Sequence[Sheet]) -> Iterator[tuple[_Look, str]]:
    """The looks from the largest to the smallest, each with the style of the notes, but for those
    in which these pages would be the same again."""
    sizes = list(dict.fromkeys(look.words for look in _LOOKS))
    notes = any(page.about for page in pages)
    shown = any(page.picture for page in pages)
    heeded = any(block.shape is Shape.SAID for page in pages for block in page.told)
    seen: set[tuple[object, ...]] = set()
    for look in _LOOKS:
        for about in sizes[sizes.index(look.words) :]:
            same = (look.words, shown and look.high, heeded and look.dense, notes and about)
            if same not in seen:
                seen.add(same)
                yield look, about


def _sided(file: WordFile, pages: Sequence[Sheet]) -> Sequence[str]:
    """All sheets in the largest letters in which each is on one paper; else in large letters."""
    tried = []
    for look in _SHEETS:
        tried.append((look, [_parted(file, one, look) for one in pages]))
        if all(_sides(one) <= _SIDES for one in tried[-1][1]):
            break
    else:
        del tried[1:]
    look, parted = tried[-1]
    return [block for one in parted for block in _drawn(file, one, look, _ticking(look))]


def _sides(sheet: Sheet) -> int:
    return 1 + sum(block.shape is Shape.BREAK for block in sheet.told)


def _ticking(look: _Look) -> Mapping[str, str]:
    """The styles of a sheet to tick and to write on."""
    return {
        "SpiegelLarge": look.words,
        "SpiegelSaid": look.heed,
        "SpiegelNotice": "SpiegelLargeNotice",
        "SpiegelWriteOn": "SpiegelTickedLine",
    }


def _parted(file: WordFile, sheet: Sheet, look: _Look) -> Sheet:
    """A sheet that begins a page before what else would be cut: a sentence with its boxes and line,
    the first under a heading with that, and what is no sentence with all under its heading.
    """
    room, roles = _SURE * file.sheet.room, _ticking(look)
    parts: list[list[Block]] = [[]]
    for block in sheet.told:
        ticked = bool(parts[-1]) and parts[-1][-1].shape is Shape.LINE
        if block.shape is Shape.HEADING or (block.shape is Shape.SAID and ticked):
            parts.append([])
        parts[-1].append(block)
    head, told = msgspec.structs.replace(sheet, told=(), about=()), list(parts[0])
    full = file.sheet.height([*_drawn(file, head, look, roles), *_large(file, told, look)])
    for at, part in enumerate(parts[1:], 2):
        about = list(LetterBlocks(file).blocks(sheet.about, "")) if at == len(parts) else []
        high = file.sheet.height([*_large(file, part, look), *about])
        if full + high > room:
            part[:0] = (Block(shape=Shape.BREAK), sheet.goes_on)
            full, high = 0, file.sheet.height([*_large(file, part, look), *about])
        full += high
        told += part
    return msgspec.structs.replace(sheet, told=tuple(told))


def _large(file: WordFile, blocks: Sequence[Block], look: _Look) -> list[str]:
    made = LetterBlocks(file, look.item, large=True, roles=_ticking(look))
    return list(made.blocks(blocks, ""))


def _drawn(
    file: WordFile, sheet: Sheet, look: _Look, roles: Mapping[str, str], about: str = "Normal"
) -> Iterator[str]:
    """The blocks of a page; a table in it is called as the page. about: the style of its notes."""
    large = "Normal" not in roles
    blocks = LetterBlocks(file, look.item, large=large, roles=roles)
    yield from blocks.blocks(sheet.head, "")
    yield from _who(file, sheet, look.words, look.high)
    told = tuple(one for block in sheet.told for one in _dense(block)) if look.dense else sheet.told
    yield from blocks.blocks(told, sheet.titled)
    yield from LetterBlocks(file, roles={"Normal": about}).blocks(sheet.about, "")


def _who(file: WordFile, sheet: Sheet, role: str, high: int) -> Iterator[str]:
    """The picture, and who it is, on one line: who hears it, hears the picture where it stands."""
    if sheet.picture is not None:
        image, alt = image_of(sheet.picture), sheet.picture.alt
        drawn = file.picture(image, alt, alt, within(image, _WIDE, high))
        yield paragraph(file.styles[role], drawn + run(_APART + sheet.who))
    elif sheet.who:
        yield Pen(file).line(role, sheet.who)


def _dense(block: Block) -> Iterator[Block]:
    """What others heed in fewer lines: its name stands before the first, a space before more."""
    if block.shape is not Shape.SAID or len(block.lines) < 2:
        yield block
        return
    (head,), first, *more = block.lines
    name = msgspec.structs.replace(head, words=f"{head.words}: ")
    for line in ((name, *first), *((Piece(_APART), *one) for one in more)):
        yield msgspec.structs.replace(block, lines=(line,))
