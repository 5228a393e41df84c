"""Codes of people out of words: what a document for the house says instead of D3 and T2."""

import re
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations

_CODE: Final = r"(?<![^\W_])@?[DTdt]\d{1,3}(?![^\W_])"
_CODES: Final = pattern(
    rf"{_CODE}(?:(?:\s*(?:[,/+&-]|–)\s*|\s*,?\s+(?:en|and|t/m|tot en met)\s+){_CODE})*"
)
_PERHAPS: Final = pattern(r"[DTGdtg]\d|[rtRT]\s+\d")
"""What is in every text that holds a code: a letter or a word before a digit."""
_LETTERED: Final = pattern(r"[DTGdtg]\d")
"""Of these the letter."""
_ONE_CODE: Final = pattern(_CODE)
_COLON: Final = pattern(r"\s*:(?!\d)")
_NUMBERED: Final = pattern(
    r"\b(?:(deelnemer|participant|cliënt|client)|toehoorder|listener)\s+(\d{1,3})\b", re.IGNORECASE
)
_MODERATOR: Final = pattern(r"(?<![^\W_])@?[Gg][12](?![^\W_])")
_VITAMIN: Final = pattern(r"vitamine?\s+$", re.IGNORECASE)
_SENTENCE_END: Final = pattern(r"[.!?…]\s+[\"“„‘']?$")
_BEFORE_WORDS: Final = " \t\n\"“„‘'«»”([–-…"


def without_codes(session: Session, text: str, t: Translations) -> str:
    """The text with the code of a participant as "[a participant]", of a listener as the function.

    The square brackets show that the words were changed. A letter and a number that are nobody's
    code, such as D66, stay, unless they stand as a speaker would ("D33:").
    """
    if _PERHAPS.search(text) is None:
        return text

    def replaced(found: re.Match[str]) -> str:
        codes = [c.lstrip("@").upper() for c in _ONE_CODE.findall(found[0])]
        spoken = _COLON.match(text, found.end()) is not None
        if not any(spoken or is_code(session, code) for code in codes):
            return found[0]
        if _VITAMIN.search(text, 0, found.start()):
            return found[0]
        return bracketed(_names(session, codes, t), text[: found.start()])

    def numbered(found: re.Match[str]) -> str:
        code = ("D" if found[1] else "T") + found[2]
        if not is_code(session, code):
            return found[0]
        return bracketed(_names(session, [code], t), text[: found.start()])

    if _LETTERED.search(text) is not None:
        text = _NUMBERED.sub(numbered, _CODES.sub(replaced, text))
    else:
        before, text = text, _NUMBERED.sub(numbered, text)
        if text == before:
            return text
    moderator = t.gettext("the moderator")
    return _MODERATOR.sub(lambda _: f"[{moderator}]", text)


def is_code(session: Session, code: str) -> bool:
    """Whether this is, or ever was, the code of a participant or listener, such as "D3"."""
    table = {"D": "participants", "T": "listeners"}.get(code[:1])
    if table is None or not code[1:].isdecimal():
        return False
    number = int(code[1:])
    return number in getattr(session, table) or 1 <= number <= session.last.get(table, 0)


def spoken_codes(text: str) -> list[str]:
    """The codes of participants that speak inside words, such as D5 in "ja. D5: nee"."""
    if ":" not in text:
        return []
    return [
        code.lstrip("@").upper()
        for found in _CODES.finditer(text)
        if _COLON.match(text, found.end())
        for code in _ONE_CODE.findall(found[0])
        if code.lstrip("@")[0] in "Dd"
    ]


def named(session: Session, code: str, t: Translations) -> str:
    """What a document calls the person with this code."""
    if code.startswith("D"):
        return t.gettext("a participant")
    listener = session.listener(code)
    function = listener.function.strip() if listener else ""
    if not function or _ONE_CODE.search(function):
        return t.gettext("a listener")
    return function


def owner(session: Session, written: str, t: Translations) -> str:
    """An action's owner as a document shows it: "T2" and "@T2" become that listener's function."""
    name = written.strip().removeprefix("@").strip()
    if _ONE_CODE.fullmatch(name) and is_code(session, name.upper()):
        return named(session, name.upper(), t)
    return without_codes(session, name, t)


def _names(session: Session, codes: list[str], t: Translations) -> str:
    participants = [code for code in codes if code.startswith("D")]
    if len(participants) > 1 and len(participants) == len(codes):
        return t.gettext("several participants")
    names = list(dict.fromkeys(named(session, code, t) for code in codes))
    if len(names) == 1:
        return names[0]
    return t.gettext("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def bracketed(name: str, before: str) -> str:
    """Words in the place of others, as they stand after `before`."""
    if not before.strip(_BEFORE_WORDS) or _SENTENCE_END.search(before[-4:]) is not None:
        name = name[:1].upper() + name[1:]
    return f"[{name}]"
