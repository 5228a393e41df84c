"""What reaches or identifies a person by a number: telephone, BSN, IBAN, postcode, plate, e-mail."""

import re
from collections.abc import Iterator
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.shapes import MAIL

POSTCODE: Final = pattern(
    r"(?<!\w)([1-9]\d{3}) ?([a-z]{2})(?!\w)(?: ?(?:nr\.? ?)?(\d{1,4}[a-z]?)(?!\w))?"
)
_DATE: Final = pattern(r"(?<!\d)(?<!\d[./-])\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?![.-]?\d)")
_CALLED: Final = pattern(
    r"[+0(](?<![\w+].)(?:(?<=\+)\d|(?<=0)0?\d|(?<=\()0\d)(?:[ .\-–/()]{0,3}\d){3,14}(?!\w)"
)
"""By the sign that it begins with, which is looked for ten times as fast as what stands before."""
_AREA: Final = pattern(r"0(?:800|900|906|909)")
_NINE: Final = pattern(r"(?<![\w.,-])\d(?:[ .-]?\d){7,8}(?![\w-])(?!\.\d)")
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""Of the eleven-test of a BSN (elfproef)."""
_ACCOUNT: Final = pattern(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}")
_LENGTHS: Final = {
    "nl": 18,
    "be": 16,
    "de": 22,
    "fr": 27,
    "gb": 22,
    "es": 24,
    "it": 27,
    "pl": 28,
    "tr": 26,
}
"""Characters of an IBAN by country (SWIFT registry); of others from 15 to 34."""
_PLATE: Final = pattern(r"(?<![\w-])[a-z0-9]{1,3}-[a-z0-9]{1,3}-[a-z0-9]{1,3}(?![\w-])")
_PLATE_CLOSE: Final = pattern(
    r"kenteken(?:nummer)?(?: (?:is|was|van|met|met nummer))?[ :]{1,2}([a-z0-9]{1,3} ?[a-z0-9]{1,3} ?[a-z0-9]{1,3})(?!\w)"
)
_SIDECODES: Final = frozenset(
    (
        "XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X "
        "X-999-XX XXX-99-X X-99-XXX 9-XX-999 999-XX-9"
    ).split()
)
"""Shapes of Dutch plates, sidecode 1 to 14 (RDW): X a letter, 9 a digit."""
_SHAPE: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz0123456789", "X" * 26 + "9" * 10)
_UNITS: Final = frozenset(("km kg mg ml cm mm kb mb gb kw uu").split())
_NO_POSTCODE: Final = frozenset(
    (
        "aan al an as at be bv by cc ch cl cm da dag db de di do dr dt du ed ee eh en er es "
        "et eu ex fl ga gb ge go gr ha he hg ho hr hz ie ik in ir is ja je jr ka kb kg km kw "
        "la le ll lo ma mb me mg mm mn mo mr ms mu na no nr nu of oh om op os pa pk pm po pp "
        "re sa sd se si so ss st ta te to tv ui uk ur uw vd ve vs we wo wk xl za zo zn ze zs"
    ).split()
)
"""Two letters behind a year or an amount; SA, SD and SS are in no postcode."""


def mails(text: str) -> Iterator[Found]:
    """E-mail addresses."""
    for found in MAIL.finditer(text):
        end = found.start() + len(found[0].rstrip(".:!?'"))
        yield Found(found.start(), end, Kind.EMAIL)


def numbers(text: str, written: str, *, shouted: bool, digits: int) -> Iterator[Found]:
    """What is known by its digits.

    text: in small letters. written: as it was typed. shouted: all of it in capitals. digits: how
    many there are.
    """
    if digits >= 8:
        dates = [found.span() for found in _DATE.finditer(text)]
        yield from _accounts(text)
        yield from _telephones(text, dates)
        yield from _services(text, dates)
    yield from _postcodes(text, written, shouted=shouted)


def plates(text: str) -> Iterator[Found]:
    """Licence plates, with dashes or behind the word for one."""
    if "-" in text:
        for found in _PLATE.finditer(text):
            if found[0].translate(_SHAPE) in _SIDECODES and _DATE.match(found[0]) is None:
                yield Found(found.start(), found.end(), Kind.PLATE)
    if "kenteken" in text:
        for found in _PLATE_CLOSE.finditer(text):
            if found[1].replace(" ", "").translate(_SHAPE) in _CLOSED:
                yield Found(found.start(1), found.end(1), Kind.PLATE)


_CLOSED: Final = frozenset(each.replace("-", "") for each in _SIDECODES)


def is_telephone(written: str) -> bool:
    """Whether this is a number at which one person or house can be called; 0800 and 0900 are not."""
    digits = "".join(filter(str.isdigit, written))
    plus = written.lstrip("(").startswith(("+", "00"))
    if plus:
        digits = digits[2:] if written.startswith("00") else digits
        if digits.startswith("31"):
            national = digits[2:].removeprefix("0")
            return len(national) == 9 and not _AREA.match("0" + national)
        return 9 <= len(digits) <= 15
    return len(digits) == 10 and digits[1] != "0" and _AREA.match(digits) is None


def on_one_line(text: str) -> str:
    """A text in which no line is broken within a telephone number."""
    if "0" not in text:
        return text
    return _CALLED.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def is_bsn(digits: str) -> bool:
    """Whether these nine digits pass the eleven-test."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def is_iban(written: str) -> bool:
    """Whether this passes the check of ISO 13616: what remains after division by 97 is 1."""
    moved = written[4:] + written[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _accounts(text: str) -> Iterator[Found]:
    for found in _ACCOUNT.finditer(text):
        for end in _ends(found[0]):
            if is_iban(found[0][:end].replace(" ", "")):
                yield Found(found.start(), found.start() + end, Kind.IBAN)
                break


def _ends(run: str) -> Iterator[int]:
    """Where an IBAN that begins here may end."""
    length = _LENGTHS.get(run[:2])
    count = 0
    for at, sign in enumerate(run, start=1):
        count += sign != " "
        last = at == len(run) or run[at] == " "
        if sign != " " and (count == length or (length is None and last and count >= 15)):
            yield at


def _telephones(text: str, dates: list[tuple[int, int]]) -> Iterator[Found]:
    for found in _CALLED.finditer(text):
        if _within(found.span(), dates):
            continue
        written = found[0]
        while written:
            if is_telephone(written):
                yield Found(found.start(), found.start() + len(written), Kind.TELEPHONE)
                break
            cut = max(written.rfind(" "), written.rfind("/"), written.rfind("("))
            written = written[: max(cut, 0)].rstrip(" .-–/(")


def _services(text: str, dates: list[tuple[int, int]]) -> Iterator[Found]:
    asked = "bsn" in text or "burgerservice" in text or "sofi" in text
    for found in _NINE.finditer(text):
        digits = "".join(filter(str.isdigit, found[0]))
        if _within(found.span(), dates):
            continue
        if (len(digits) == 9 and is_bsn(digits)) or (asked and len(digits) in (8, 9)):
            yield Found(found.start(), found.end(), Kind.BSN)


def _postcodes(text: str, written: str, *, shouted: bool) -> Iterator[Found]:
    for found in POSTCODE.finditer(text):
        if found[2] in _NO_POSTCODE and not _surely_a_postcode(
            found, text, written, shouted=shouted
        ):
            continue
        number = found[3] is not None and text[found.end() :].lstrip()[:3] not in (
            "uur",
            "wek",
            "eur",
            "jaa",
        )
        yield Found(found.start(), found.end() if number else found.end(2), Kind.POSTCODE)


def _surely_a_postcode(found: re.Match[str], text: str, written: str, *, shouted: bool) -> bool:
    """Whether two letters that are a word as well belong to a postcode: 3512 JE, not 2015 en."""
    if found[2] in _UNITS or found[1].startswith(("19", "20")):
        return False
    if "postcode" in text[max(0, found.start() - 20) : found.start()]:
        return True
    return written[found.start(2)].isupper() and (shouted or written[found.end(2) - 1].isupper())


def _within(span: tuple[int, int], dates: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in dates)
