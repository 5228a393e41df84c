"""The themes of a meeting as codes of REFI-QDA, with names and GUIDs that each stand once."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from spiegel.domain.report.file_mark import mark_of
from spiegel.domain.report.material import Material
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Theme
from spiegel.domain.session.words import clean, tidy
from spiegel.export.xml_text import quoteattr

ORIGIN: Final = "Spiegel"


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code, or a heading over codes, which nothing can be coded with."""

    guid: str
    name: str
    under: tuple["Code", ...] = ()
    codable: bool = True


class Guids:
    """Of everything a GUID that stays the same; of a statement it goes by its number in the report.

    No GUID holds the id of the session, from which the order of speaking could be reckoned.
    """

    def __init__(self, session: Session) -> None:
        self._space = hashlib.blake2b(mark_of(session).encode(), digest_size=16)

    def of(self, *what: object) -> str:
        """The GUID of a thing, named by its kind and what tells it from others (RFC 9562, v8)."""
        named = self._space.copy()
        for each in what:
            named.update(f" {each}".encode())
        sign = named.hexdigest()
        return f"{sign[:8]}-{sign[8:12]}-8{sign[13:16]}-a{sign[17:20]}-{sign[20:]}"


def plain_text(words: str) -> str:
    """Words of which every program counts the same characters."""
    return unicodedata.normalize("NFC", clean(words)).replace("\r", "\n")


def theme_codes(seen: Material, guids: Guids, beside: Iterable[Code] = ()) -> tuple[Code, ...]:
    """Every theme as a code: in the order of their digits, then as they came.

    beside: other codes, whose names no theme may have.
    """
    names = Names()
    for one in beside:
        names.free(one.name)
    themes = sorted(seen.session.themes.values(), key=lambda one: (one.digit or 10, one.number))
    headed: dict[str, list[Theme]] = {}
    for theme in themes:
        group = tidy(seen.words(theme.group))
        headed.setdefault(f"g {group.casefold()}" if group else f"t {theme.number}", []).append(
            theme
        )
    codes = []
    for those in headed.values():
        inside = tuple(
            Code(
                guid=guids.of("theme", one.number),
                name=names.free(seen.said(one.name, seen.t.gettext("(no words)"))),
            )
            for one in those
        )
        group = tidy(seen.words(those[0].group))
        if group:
            guid = guids.of("group", group.casefold())
            codes.append(Code(guid=guid, name=group, under=inside, codable=False))
        else:
            codes += inside
    return tuple(codes)


class Names:
    """Names of codes, each given out once: programs know a code by its name."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, wanted: str) -> str:
        name, number = tidy(unicodedata.normalize("NFC", clean(wanted))), 1
        wanted = name
        while name.casefold() in self._given:
            number += 1
            name = f"{wanted} ({number})"
        self._given.add(name.casefold())
        return name


def codes_written(codes: tuple[Code, ...], depth: int) -> Iterator[str]:
    blank = "  " * depth
    for one in codes:
        codable = "true" if one.codable else "false"
        opening = f'{blank}<Code guid="{one.guid}" name={quoteattr(one.name)} isCodable="{codable}"'
        if one.under:
            yield f"{opening}>\n"
            yield from codes_written(one.under, depth + 1)
            yield f"{blank}</Code>\n"
        else:
            yield f"{opening}/>\n"
