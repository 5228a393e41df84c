"""Words in the language of the user: gettext, as a room that every other may import.

Screens use the process-wide language through `_` and `ngettext`; documents have a language of their
own and are handed a `Translations`. Source strings are English.
"""

import errno
import gettext as _gettext
import locale
import os
import struct
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, Protocol

DOMAIN: Final = "spiegel"
LANGUAGES: Final = ("nl", "en")
LOCALE_FOLDER: Final = Path(__file__).parents[1] / "locale"


class Translations(Protocol):
    """What turns an English source string into the words of one language."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...

    def __hash__(self) -> int: ...


class Catalogue:
    """A compiled catalogue of gettext whose messages stay bytes until they are asked for.

    gettext itself makes all of them into strings in a dict: three times the memory, most of it for
    screens that a window never shows. The format has its messages in the order of their bytes, so
    each is found by halving. One that is not there is not remembered.
    """

    _MAGIC: Final = 0x950412DE
    _NONE: Final = ("",)

    def __init__(self, content: bytes) -> None:
        """Raises ValueError when it is no catalogue that was compiled for such a machine."""
        self._content = content
        head = struct.unpack_from("=5I", content) if len(content) >= 20 else (0,) * 5
        magic, _version, self._count, self._messages, self._words = head
        if magic != self._MAGIC:
            raise ValueError("no catalogue")
        self._known: dict[str, tuple[str, ...]] = {}
        self._form = _gettext.c2py(_plural_rule(self._forms("")[0]))

    def gettext(self, message: str, /) -> str:
        """The words for a message; the message itself where there are none."""
        return self._forms(message)[0] or message

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The words for a message with this number; one of these two where there are none."""
        words = self._forms(msgid1)[self._form(n) :][:1]
        return words[0] if any(words) else msgid1 if n == 1 else msgid2

    def _forms(self, message: str) -> tuple[str, ...]:
        """The words for a message, for each kind of number where it has one."""
        known = self._known.get(message)
        if known is not None:
            return known
        wanted = message.encode("utf-8", "surrogatepass")
        at = bisect_left(range(self._count), wanted, key=self._message)
        if at == self._count or self._message(at) != wanted:
            return self._NONE
        known = self._known[message] = tuple(self._at(self._words, at).decode().split("\0"))
        return known

    def _message(self, index: int) -> bytes:
        """A message of the table; of one with a plural the singular."""
        return self._at(self._messages, index).partition(b"\0")[0]

    def _at(self, table: int, index: int) -> bytes:
        length, start = struct.unpack_from("=2I", self._content, table + 8 * index)
        return self._content[start : start + length]


def _plural_rule(header: str) -> str:
    """Which form belongs to a number, as the header of a catalogue says it in C."""
    for line in header.splitlines():
        name, _colon, said = line.partition(":")
        if name.lower() == "plural-forms":
            return said.partition("plural=")[2].rstrip("; ")
    return "n != 1"


@cache
def translations(language: str) -> Translations:
    """The translations of a language ("nl" or "en"); English needs no catalogue.

    Raises FileNotFoundError when the Dutch catalogue was not compiled into the package.
    """
    if language == "en":
        return _gettext.NullTranslations()
    found = _gettext.find(DOMAIN, LOCALE_FOLDER, [language])
    if found is None:
        raise FileNotFoundError(errno.ENOENT, "no catalogue", str(LOCALE_FOLDER / language))
    return Catalogue(Path(found).read_bytes())


_current: list[Translations] = [_gettext.NullTranslations()]
_language: list[str] = ["en"]


def set_language(language: str) -> None:
    """Choose the language of the screens; call it before a screen is imported."""
    _current[0] = translations(language)
    _language[0] = language


def language() -> str:
    """The language of the screens, "nl" or "en"."""
    return _language[0]


def current() -> Translations:
    """The translations that the screens use now."""
    return _current[0]


def _(message: str) -> str:
    """The message in the language of the screens."""
    return _current[0].gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for a number, in the language of the screens."""
    return _current[0].ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


def preferred_language(environment: Callable[[str], str | None] = os.environ.get) -> str:
    """Dutch, unless the locale asks for English.

    Looks where gettext looks: LANGUAGE, LC_ALL, LC_MESSAGES, LANG; then the system's locale.
    """
    told = [
        choice.partition("_")[0].partition(".")[0].lower()
        for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
        for choice in (environment(variable) or "").split(":")
        if choice
    ]
    if told:
        # "C" is nobody's language, although Python calls C.UTF-8 American English.
        return next((choice for choice in told if choice in LANGUAGES), "nl")
    system = locale.getlocale()[0] or ""
    return "en" if system.lower().startswith(("en_", "english")) else "nl"
