"""The picture of a persona, chosen by the group: a symbol, or a file that somebody brought."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.personas.making import OfPersona, changed
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.personas import Persona
from spiegel.domain.session.pictures import Image, Picture, Symbol
from spiegel.domain.session.session import Session, drop, put
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import N_, Translations

SYMBOLS: Final[Mapping[Symbol, str]] = MappingProxyType(
    {
        Symbol.HOUSE: N_("a house"),
        Symbol.TREE: N_("a tree"),
        Symbol.CUP: N_("a cup of coffee or tea"),
        Symbol.BIRD: N_("a bird"),
        Symbol.FLOWER: N_("a flower"),
        Symbol.BOOK: N_("an open book"),
        Symbol.BOAT: N_("a sailing boat"),
        Symbol.BICYCLE: N_("a bicycle"),
        Symbol.KEY: N_("a key"),
        Symbol.UMBRELLA: N_("an umbrella"),
        Symbol.BRIDGE: N_("a bridge"),
        Symbol.SUN: N_("the sun"),
    }
)
"""What each drawing shows, to translate."""
NO_PHOTO: Final = N_(
    "No photo of somebody who exists: whoever is on it is recognised. Choose a thing, a place or"
    " a drawing."
)
"""What stands where a picture is chosen; to translate."""
_WRONG: Final[Mapping[str, str]] = MappingProxyType(
    {
        "alt missing": N_("Say what the picture shows, for who cannot see it."),
        "alt is a file name": N_("Not the name of a file: say what the picture shows."),
        "alt by a program": N_("Say in your own words what the picture shows."),
        "text as image": N_("A picture of words cannot be heard. Choose another picture."),
    }
)
"""What is said of each `Fault`, by its value: the rules are loaded when a picture is chosen."""


class Pictured(msgspec.Struct, frozen=True, kw_only=True):
    """A picture as a document has it: what it shows in words, and a symbol or an image.

    number: of the image in the session, 0 for a symbol.
    """

    alt: str
    symbol: Symbol | None = None
    image: Image | None = None
    number: int = 0


def symbol_name(symbol: Symbol, t: Translations) -> str:
    """What a symbol shows, in words."""
    return t.gettext(SYMBOLS[symbol])


def wrong_alt(alt: str, t: Translations) -> str:
    """What is wrong with the words for who cannot see a picture; empty for nothing."""
    from spiegel.domain.accessibility.document import Figure, FigureKind
    from spiegel.domain.accessibility.figures import fault_of

    found = fault_of(Figure(kind=FigureKind.PICTURE, alt=tidy(clean(alt))))
    return t.gettext(_WRONG[found[0]]) if found is not None else ""


def pictured(session: Session, persona: Persona) -> Pictured | None:
    """The picture of a persona; None when it has none, or it is lost."""
    if persona.symbol is not None:
        return Pictured(alt=persona.alt, symbol=persona.symbol)
    picture = session.pictures.get(persona.picture or 0)
    if picture is None:
        return None
    return Pictured(alt=persona.alt, image=picture.image, number=picture.number)


class _Choose(OfPersona, frozen=True, kw_only=True):
    """Another picture for a persona, in the place of the one before.

    alt: what it shows, for who cannot see it. Raises ValueError without.
    """

    alt: str

    def __post_init__(self) -> None:
        if not tidy(clean(self.alt)):
            raise ValueError(self.alt)

    def name(self, t: Translations) -> str:
        return t.gettext("picture of a persona")


class ChooseSymbol(_Choose, frozen=True, kw_only=True):
    """A symbol stands on the card."""

    symbol: Symbol

    def apply(self, session: Session, now: Instant) -> Session:
        persona = self.persona(session)
        session = without_picture(session, persona)
        return changed(
            session, persona, symbol=self.symbol, picture=None, alt=tidy(clean(self.alt))
        )


class ChoosePicture(_Choose, frozen=True, kw_only=True):
    """A picture that somebody brought stands on the card."""

    image: Image

    def apply(self, session: Session, now: Instant) -> Session:
        persona = self.persona(session)
        session = without_picture(session, persona)
        picture = Picture(number=session.number("pictures"), image=self.image)
        return changed(
            put(session, picture),
            persona,
            symbol=None,
            picture=picture.number,
            alt=tidy(clean(self.alt)),
        )


class SayPicture(_Choose, frozen=True, kw_only=True):
    """Other words for what the picture shows."""

    def name(self, t: Translations) -> str:
        return t.gettext("what a picture shows")

    def apply(self, session: Session, now: Instant) -> Session:
        persona, alt = self.persona(session), tidy(clean(self.alt))
        return session if persona.alt == alt else changed(session, persona, alt=alt)


class TakePicture(OfPersona, frozen=True, kw_only=True):
    """No picture stands on the card any more."""

    def name(self, t: Translations) -> str:
        return t.gettext("picture taken away")

    def apply(self, session: Session, now: Instant) -> Session:
        persona = self.persona(session)
        session = without_picture(session, persona)
        return changed(session, persona, symbol=None, picture=None, alt="")


class ForgetPicture(TakePicture, frozen=True, kw_only=True):
    """Somebody can be recognised by the picture of a persona: it goes for good.

    From the kept copies goes whatever picture the persona has there. Cannot be undone.
    """

    @property
    def final(self) -> bool:
        return True

    def name(self, t: Translations) -> str:
        return t.gettext("picture gone for good")


def without_picture(session: Session, persona: Persona) -> Session:
    """The session without the bytes of a persona's picture; which it was still stands with it."""
    return drop(session, "pictures", [persona.picture]) if persona.picture is not None else session
