"""The list of words of a meeting: what words of the field mean, for who does not work there.

Of the words that stand in a document and that Spiegel knows, an explanation is proposed; words of
one's own are kept among the letters, a line a word, and pass the gate as any text that was typed.
What stands in no line of the document is not explained in it.
"""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from spiegel.domain.consent.gate import Shown, told
from spiegel.domain.language.care_words import Words, in_text
from spiegel.domain.report.edited import Edited, code_in, kept_words, stands
from spiegel.domain.report.parts import Table, TablesChapter
from spiegel.domain.session.preparation import WORD_LIST
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import lines_of
from spiegel.i18n import Translations

MOST: Final = 6_000
"""Characters of a list: some two pages."""
NONE: Final = "-"
"""Typed alone: nothing is explained."""
_GOES_ON: Final = 5
"""A word of so many letters is also found where it goes on, as *indicatie* in *indicaties*."""
_DUTCH: Final = "nl"


class Explained(msgspec.Struct, frozen=True):
    """A word, and what it means."""

    word: str
    means: str


def texts_in(value: Any) -> str:
    """All words in a part of a document, as one text."""
    said: list[str] = []
    _gather(msgspec.to_builtins(value), said)
    return "\n".join(said)


def _gather(value: Any, said: list[str]) -> None:
    if isinstance(value, str):
        said.append(value)
    elif isinstance(value, dict):
        for one in value.values():
            _gather(one, said)
    elif isinstance(value, list | tuple):
        for one in value:
            _gather(one, said)


def proposed(session: Session, text: str) -> tuple[Explained, ...]:
    """What Spiegel would explain of a text, by the alphabet; nothing in another language."""
    if session.info.language != _DUTCH:
        return ()
    found = (Explained(one.word, one.means) for one in in_text(Words(text)))
    return tuple(sorted(found, key=_by_alphabet))


def explained(session: Session, text: str, t: Translations) -> tuple[Explained, ...]:
    """What of a text is explained in a document: by the list of this meeting, else as proposed."""
    edit = kept_words(session, WORD_LIST)
    if edit is None:
        return proposed(session, text)
    ruling = told(session, edit.words, t, general=False)
    if not isinstance(ruling, Shown):
        return ()
    words = Words(text)
    return tuple(one for one in read(ruling.words) if _stands(one.word, words))


def read(lines: str) -> tuple[Explained, ...]:
    """A list as it is typed: the word, a colon, and what it means; by the alphabet."""
    found = []
    for line in lines_of(lines):
        word, colon, means = line.partition(":")
        if colon and word.strip() and means.strip():
            found.append(Explained(" ".join(word.split()), " ".join(means.split())))
    return tuple(sorted(found, key=_by_alphabet))


def _by_alphabet(one: Explained) -> str:
    return one.word.casefold()


def _stands(word: str, words: Words) -> bool:
    """Whether a word that somebody typed stands in a text; of several with a comma any of them."""
    for name in word.split(","):
        form = " ".join(Words(name).found)
        goes_on = len(form) >= _GOES_ON and " " not in form
        if form and (words.has(form) or (goes_on and words.has(f"{form}*"))):
            return True
    return False


def written(explanations: Iterable[Explained]) -> str:
    """A list as it is typed."""
    return "\n".join(f"{one.word}: {one.means}" for one in explanations)


def standing(session: Session, text: str, t: Translations) -> Edited:
    """How the list stands to the words of a report."""
    found = proposed(session, text)
    words = written(found)
    digest = hashlib.blake2b(words.encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()
    list_ = stands(session, WORD_LIST, words, digest, t)
    if not list_.changed:
        # What was left out when the list was written is left out on purpose.
        return list_
    own = {one.word.casefold() for one in read(list_.words)}
    lacking = tuple(one.word for one in found if one.word.casefold() not in own)
    return msgspec.structs.replace(list_, changed=bool(lacking), lacking=lacking)


def chapter(session: Session, text: str, t: Translations) -> TablesChapter | None:
    """The words that are explained of the words of a report; None where there are none."""
    found = explained(session, text, t)
    if not found:
        return None
    heading = t.gettext("What words mean")
    columns = (t.gettext("Word"), t.gettext("What it means"))
    return TablesChapter(
        heading=heading,
        anchor="woorden",
        intro=t.gettext("Not everybody knows these words of the field. They stand in this report."),
        tables=(
            Table(
                heading=heading,
                columns=columns,
                rows=tuple((one.word, one.means) for one in found),
            ),
        ),
    )


def problem_with(session: Session, words: str, t: Translations) -> str:
    """What stands in the way of keeping this list; empty when nothing does."""
    if len(words.strip()) > MOST:
        said = t.gettext("It has {count} characters; there is room for {most}.")
        return said.format(count=len(words.strip()), most=MOST)
    for line in filter(str.strip, lines_of(words)):
        if line.strip() != NONE and not read(line):
            said = t.gettext("Write on each line a word, a colon, and what it means: {line}")
            return said.format(line=line.strip()[:40])
    return code_in(session, words, t)
