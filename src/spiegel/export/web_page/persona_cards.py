"""Personas as one accessible page (.html) in large letters, on paper a card on a page each."""

import datetime
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Final

from spiegel.domain.letters.facts import Facts
from spiegel.domain.report.persona_cards import ABOUT, HEED, Card, Cards, cards_of
from spiegel.domain.session.session import Session
from spiegel.export.pictures import address_of
from spiegel.export.web_page.page import head
from spiegel.export.web_page.tags import bullets, flat, heading, paragraph, picture, words
from spiegel.export.web_page.tongues import marked
from spiegel.i18n import Translations

_LARGE: Final = """
body { font-size: 1.35rem; line-height: 1.55; max-width: 44rem; }
h1 { font-size: 2.2rem; } h2 { font-size: 1.9rem; } h3 { font-size: 1.4rem; margin-top: 1.5rem; }
article + article { margin-top: 3rem; }
.who { display: flex; align-items: center; gap: 1.5rem; font-weight: bold; }
img { max-width: 40%; max-height: 7rem; }
 .note.paper { display: none; }
.heed { border-left: .3rem solid var(--cool); padding: .5rem 1rem; background: var(--soft); }
.heed h3, .heed h4 { font-size: 1.2rem; margin-top: 1rem; }
 .note { font-size: 1.0625rem; }
@media print {
  @page { size: A4; }
  body { font-size: 13pt; line-height: 1.35; }
  h1 { font-size: 22pt; } h2 { font-size: 22pt; border: 0; padding: 0; margin: 0 0 .3rem; }
  h3 { font-size: 15pt; margin: .7rem 0 .1rem; }
  p { margin: .2rem 0; }
  .heed h3, .heed h4 { font-size: 13pt; margin: .4rem 0 0; }
  img { max-height: 1.8cm; }
  article { break-after: page; } article:last-of-type { break-after: auto; }
  article + article { margin-top: 0; }
  .intro { display: none; } .note.paper { display: block; }
}
"""


def made(session: Session, t: Translations) -> bytes:
    """The whole page, in UTF-8."""
    facts = Facts(session, t)
    facts.made = datetime.datetime.now().astimezone().date()
    return _page(facts).encode()


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    return _page(Facts(session, t))


def days(session: Session, t: Translations) -> Iterable[datetime.date]:
    """The days of which it says whether they have passed."""
    facts = Facts(session, t)
    _page(facts)
    return facts.days


def _page(facts: Facts) -> str:
    cards = cards_of(facts.session, facts.t, coming=partial(facts.due, short=True))
    return "\n".join(render(cards, facts.t))


def render(cards: Cards, t: Translations) -> Iterator[str]:
    """The whole page, piece by piece, each with the language of its words."""
    return marked(_rendered(cards, t), cards.language)


def _rendered(cards: Cards, t: Translations) -> Iterator[str]:
    one = len(cards.cards) == 1
    level = 2 if one else 3
    shown = any(card.picture is not None for card in cards.cards)
    yield head(cards.title, cards.language, _LARGE, pictures=shown)
    yield "<body>"
    skip = t.gettext("Straight to the text")
    yield f'<a class="skip" href="#main">{flat(skip)}</a>'
    yield "<header>" if one else '<header class="intro">'
    yield heading(1, cards.cards[0].name if one else cards.title)
    if one:
        yield from _head(cards.cards[0], cards.theme)
    if not one:
        yield paragraph(words(cards.front), "note")
        yield paragraph(words(cards.counted), "note")
    yield "</header>"
    yield '<main id="main" tabindex="-1">'
    for card in cards.cards:
        yield "<article>"
        if not one:
            yield heading(2, card.name)
            yield from _head(card, cards.theme)
        whose = "" if one else card.name
        yield from _told(card, level, whose, t)
        if card.actions:
            yield heading(level, card.touched, whose=whose)
            yield bullets(map(words, card.actions))
        yield from _about(card, cards, level, t, one=one)
        yield "</article>"
    if cards.waiting:
        yield paragraph(words(cards.waiting), "note intro")
    yield from (paragraph(words(note), "note") for note in cards.stated)
    yield "</main>\n</body>\n</html>"


def _head(card: Card, theme: str) -> Iterator[str]:
    yield '<div class="who">'
    if card.picture is not None:
        yield picture(address_of(card.picture), card.picture.alt)
    yield paragraph(flat(card.who))
    yield "</div>"
    if theme:
        yield paragraph(words(theme))


def _told(card: Card, level: int, whose: str, t: Translations) -> Iterator[str]:
    """whose: of which persona each heading is, where there are several."""
    for heeded, fields in groupby(card.fields, key=lambda field: field.heeded):
        if heeded:
            yield heading(level, t.gettext(HEED), whose=whose)
            yield '<div class="heed">'
        for field in fields:
            yield heading(level + heeded, field.heading, whose=whose)
            yield from (paragraph(words(one.counted)) for one in field.sentences)
        if heeded:
            yield "</div>"


def _about(card: Card, cards: Cards, level: int, t: Translations, *, one: bool) -> Iterator[str]:
    """What is no sentence of the persona. Of several the introduction stands above all on a screen,
    and on paper on each."""
    on_screen = one or bool(card.notes)
    yield "<div>" if on_screen else '<div class="note paper">'
    yield heading(level, t.gettext(ABOUT), whose="" if one else card.name)
    small = "note" if one else "note paper"
    yield paragraph(words(cards.intro), small)
    yield paragraph(words(cards.counted), small)
    yield paragraph(words(card.about), "note")
    yield "</div>"
