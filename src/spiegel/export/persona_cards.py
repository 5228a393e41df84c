"""Personas on paper: a card on one page each, a booklet with counts, and a sheet for the makers."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.letters.markup import BOX, Block, Piece, Shape
from spiegel.domain.personas.picture import Pictured
from spiegel.domain.report.persona_cards import ABOUT, HEED, TOUCHED, Card, Cards, cards_of
from spiegel.domain.report.wording import shortened
from spiegel.domain.session.session import Session
from spiegel.export.letters import LetterBlocks
from spiegel.export.letters_text import blocks_as_text
from spiegel.export.pictures import image_of
from spiegel.export.watching import Stopped
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
"""Between boxes that stand beside each other."""
_WIDE: Final = 4_535
_HIGH: Final = 1_985
_LOW: Final = 1_020
"""A picture is at most so wide (8 cm), and so high (3.5 cm; 1.8 where the page is full)."""
_SURE: Final = 0.97
"""So much of a page is used when a card must fit."""


class CardMaker:
    """Makes one of these kinds as a Word file."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def make(
        self,
        session: Session,
        t: Translations,
        *,
        template: Path | None,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> bytes:
        """The whole file. Raises Stopped and TemplateError."""
        if stopped():
            raise Stopped
        cards = cards_for(session, self._kind, t)
        title = title_of(self._kind, cards, t)
        footer = Footer(shortened(title, 80), t.gettext("page"), t.gettext("of"))
        file = WordFile(session.info.language, footer, template)
        blocks = [
            block
            for sheet in sheets(self._kind, cards, t)
            for block in _on_a_page(file, sheet, small=self._kind == CARDS)
        ]
        file.fill(blocks, len(blocks), progress, stopped)
        file.describe(title, session.info.language, datetime.datetime.now(datetime.UTC))
        return file.save()

    def said(self, session: Session, t: Translations) -> str:
        """What it says, whenever it is made."""
        found = sheets(self._kind, cards_for(session, self._kind, t), t)
        return "\n".join(blocks_as_text(sheet.blocks) + sheet.shows for sheet in found)


def cards_for(session: Session, kind: str, t: Translations) -> Cards:
    """The cards as a kind of document has them."""
    return cards_of(session, t, for_makers=kind == SHEET)


def title_of(kind: str, cards: Cards, t: Translations) -> str:
    """What a document is called, in itself and by who lists it."""
    if kind == SHEET:
        return t.gettext("Is this right? For the makers")
    return cards.title


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What begins a page. head: who it is; picture, who: beside each other under that. told: in
    large letters where these fit. about: small, at its end.
    """

    head: tuple[Block, ...] = ()
    picture: Pictured | None = None
    who: str = ""
    told: tuple[Block, ...]
    about: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it, but for the picture."""
        who = (_words(Shape.PARAGRAPH, self.who),) if self.who else ()
        return (*self.head, *who, *self.told, *self.about)

    @property
    def shows(self) -> str:
        """What the picture shows, and which it is; empty for none."""
        found = self.picture
        return f"{found.alt} ({found.symbol or found.number})" if found is not None else ""


def sheets(kind: str, cards: Cards, t: Translations) -> Iterator[Sheet]:
    """The pieces of a document that begin a page each."""
    if kind == BOOKLET or not cards.cards:
        yield Sheet(told=tuple(_front(kind, cards, t)))
        for card in cards.cards:
            yield Sheet(
                head=(_title(card.name, alone=False),),
                picture=card.picture,
                who=card.who,
                told=(*_notice(card), *_with_counts(card, t), *_done(card, t)),
                about=tuple(_about((card.about,), t)),
            )
        return
    for at, card in enumerate(cards.cards):
        notes: tuple[str, ...] = (card.about,)
        if kind == SHEET:
            title = t.gettext("Is this right? {name}").format(name=card.name)
            told = tuple(_asked(card, t))
        else:
            title, told = card.name, (*_told(card, t), *_done(card, t))
            notes = (card.about, cards.intro)
        last = cards.stated if at == len(cards.cards) - 1 else ()
        yield Sheet(
            head=(_title(title, alone=len(cards.cards) == 1),),
            picture=card.picture,
            who=card.who,
            told=(*_notice(card), *told),
            about=tuple(_about((*notes, *last), t)),
        )


def _front(kind: str, cards: Cards, t: Translations) -> Iterator[Block]:
    yield _words(Shape.TITLE, title_of(kind, cards, t))
    yield _words(Shape.PARAGRAPH, cards.intro)
    if kind == BOOKLET and cards.cards:
        if cards.counted:
            yield _words(Shape.PARAGRAPH, cards.counted)
        yield _words(Shape.HEADING, t.gettext("Who you meet here"))
        for card in cards.cards:
            ages = f", {card.ages}" if card.ages else ""
            yield Block(shape=Shape.ITEM, lines=((Piece(card.name, bold=True), Piece(ages)),))
    yield from _small(cards.stated)


def _title(title: str, *, alone: bool) -> Block:
    return _words(Shape.TITLE if alone else Shape.SHEET, title)


def _notice(card: Card) -> Iterator[Block]:
    if card.notice:
        yield _words(Shape.NOTICE, card.notice)


def _told(card: Card, t: Translations) -> Iterator[Block]:
    """As somebody tells it: what belongs together goes on, what others heed stands out."""
    for heeded, fields in groupby(card.fields, key=lambda field: field.heeded):
        if heeded:
            yield _words(Shape.HEADING, t.gettext(HEED))
        for field in fields:
            if heeded:
                lines = (Piece(field.heading, bold=True),), (Piece(field.words),)
                yield Block(shape=Shape.SAID, lines=lines)
            else:
                yield _words(Shape.HEADING, field.heading)
                yield _words(Shape.PARAGRAPH, field.words)


def _done(card: Card, t: Translations) -> Iterator[Block]:
    """The actions that touch the persona."""
    if card.actions:
        yield _words(Shape.HEADING, t.gettext(TOUCHED))
        yield from (_words(Shape.ITEM, action) for action in card.actions)


def _with_counts(card: Card, t: Translations) -> Iterator[Block]:
    """As on the card, a line for each sentence."""
    for heeded, fields in groupby(card.fields, key=lambda field: field.heeded):
        if heeded:
            yield _words(Shape.HEADING, t.gettext(HEED))
        for field in fields:
            if not heeded:
                yield _words(Shape.HEADING, field.heading)
            for one in field.sentences:
                count = "\u00a0".join(one.people.rsplit(maxsplit=1))
                words = Piece(one.words + (f" ({count})" if one.people else ""))
                about = (Piece(f"{field.heading}: ", bold=True),) if heeded else ()
                yield Block(shape=Shape.ITEM, lines=((*about, words),))


def _asked(card: Card, t: Translations) -> Iterator[Block]:
    choices = (t.gettext("right"), t.gettext("I would change it"), t.gettext("leave it out"))
    boxes = _APART.join(f"{BOX}\u00a0{choice}" for choice in choices)
    yield _words(
        Shape.PARAGRAPH,
        t.gettext(
            "You made this persona together. You are the first to read it, and others only then. "
            "Tick what you think of each sentence. Would you change it? Write down how. You need "
            "not put your name on it."
        ),
    )
    nobody = t.gettext(
        "None of you is this persona. Is a sentence too much about you? Then tick: leave "
        "it out. We do so, and nobody has to say why."
    )
    yield Block(shape=Shape.PARAGRAPH, lines=((Piece(nobody, bold=True),),))
    for field in card.fields:
        yield _words(Shape.HEADING, field.heading)
        for one in field.sentences:
            yield _words(Shape.SAID, one.words)
            yield _words(Shape.ANSWER, boxes)
            yield Block(shape=Shape.LINE)
    yield _words(Shape.HEADING, t.gettext("Do you miss something?"))
    yield Block(shape=Shape.LINE)
    yield Block(shape=Shape.LINE)


def _about(notes: Sequence[str], t: Translations) -> Iterator[Block]:
    """What is no sentence of the persona, under a heading of its own."""
    notes = [note for note in notes if note]
    if notes:
        yield _words(Shape.HEADING, t.gettext(ABOUT))
        yield from _small(notes)


def _small(notes: Sequence[str]) -> Iterator[Block]:
    yield from (_words(Shape.PARAGRAPH, note) for note in notes)


def _words(shape: Shape, words: str) -> Block:
    return Block(shape=shape, lines=((Piece(words),),))


def _on_a_page(file: WordFile, sheet: Sheet, *, small: bool) -> Sequence[str]:
    """The blocks as large as one page holds them; small: so they are where none holds them."""
    first = (*sheet.head, *sheet.told)[0]
    title = first.lines[0][0].words if first.lines else ""
    about = list(LetterBlocks(file).blocks(sheet.about, title))
    dense = tuple(map(_dense, sheet.told)) if small else sheet.told
    made: list[list[str]] = []
    for style, large, told, high in (
        ("SpiegelLarge", True, sheet.told, _HIGH),
        ("SpiegelLarge", True, sheet.told, _LOW),
        ("SpiegelLarge", True, dense, _LOW),
        ("ListBullet", False, dense, _LOW),
    ):
        blocks = LetterBlocks(file, style, large=large)
        beside = _who(file, sheet, "SpiegelLarge" if large else "Normal", high)
        who = (*blocks.blocks(sheet.head, title), *beside)
        made.append([*who, *blocks.blocks(told, title), *about])
    most = _SURE * file.sheet.room
    found = (one for one in made if file.sheet.height(one) <= most)
    return next(found, made[-1 if small else -2])


def _who(file: WordFile, sheet: Sheet, role: str, high: int) -> Iterator[str]:
    """The picture, and who it is, on one line: who hears it, hears the picture where it stands."""
    if sheet.picture is not None:
        image, alt = image_of(sheet.picture), sheet.picture.alt
        drawn = file.picture(image, alt, alt, within(image, _WIDE, high))
        yield paragraph(file.styles[role], drawn + run(_APART + sheet.who))
    elif sheet.who:
        yield Pen(file).line(role, sheet.who)


def _dense(block: Block) -> Block:
    """What stands out, as words among others: it takes less of a page."""
    if block.shape is not Shape.SAID:
        return block
    return msgspec.structs.replace(block, shape=Shape.PARAGRAPH)
