"""Words in the language of the user: gettext, as a leaf that every room may import.

Screens use the process-wide language through `_` and `ngettext`; documents have a language of their
own and are handed a `Translations`. Source strings are English.
"""

import gettext as _gettext
import locale
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, Protocol

DOMAIN: Final = "spiegel"
LANGUAGES: Final = ("nl", "en")
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"


class Translations(Protocol):
    """What turns an English source string into the words of one language."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...

    def __hash__(self) -> int: ...


@cache
def translations(language: str) -> Translations:
    """The translations of a language ("nl" or "en"); English needs no catalogue.

    Raises FileNotFoundError when the Dutch catalogue was not compiled into the package.
    """
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language])


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
