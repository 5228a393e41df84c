"""One Dutch word for one thing, everywhere: docs/woorden.md is the list."""

import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "woorden.md"
CATALOGUE = ROOT / "src" / "spiegel" / "locale" / "nl" / "LC_MESSAGES" / "spiegel.po"
DUTCH_PAGES = ("handleiding", "meeschrijven", "vensters", "keys", "deelnemers", "meedoen")
CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)", re.DOTALL)
"""What a page shows as it is typed, or where a link leads: no words."""
TYPED = re.compile(r"'spiegel [^']*'")
"""A command inside a message."""


class Word(msgspec.Struct, frozen=True):
    """A row of the list: how the thing may be called, in English, and how not."""

    words: tuple[str, ...]
    english: str
    not_: tuple[str, ...]


Pairs = Callable[[], Iterable[tuple[str, str]]]


def once(read: Pairs) -> Pairs:
    """Read the files once and not anew for every word."""
    return functools.cache(lambda: tuple(read()))


def rows() -> list[Word]:
    """The list as it stands on the page."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "woord":
            words, english, _what, not_ = cells
            found.append(Word(split(words), english, split(not_)))
    return found


def split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def pattern(word: str) -> re.Pattern[str]:
    """A whole word, or with a star all that begins with it."""
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(word.rstrip('*'))}{end}", re.IGNORECASE)


@once
def messages() -> Iterator[tuple[str, str]]:
    """English and Dutch, each form of each message."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="nl"):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id:
                yield from zip(ids, strings, strict=True)


@once
def texts() -> Iterator[tuple[str, str]]:
    """All Dutch that a person reads, each with its place."""
    for english, dutch in messages():
        yield f"{english!r}", re.sub(r"{\w+[^}]*}", "{}", dutch)
    for path in sorted((ROOT / "src" / "spiegel" / "formats").glob("*.toml")):
        for words in dutch_in(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, words
    for name in DUTCH_PAGES:
        page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        plain = CODE.sub(lambda code: "\n" * code[0].count("\n"), page)
        for number, line in enumerate(plain.splitlines(), start=1):
            words = line.rpartition(" | ")[0] if name == "keys" else line
            yield f"docs/{name}.md:{number}", words


def dutch_in(value: object) -> Iterator[str]:
    """The Dutch of a format: what stands under "nl"."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key == "nl":
                yield from [inside] if isinstance(inside, str) else inside
            else:
                yield from dutch_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from dutch_in(inside)


@pytest.mark.parametrize("word", rows(), ids=lambda word: word.words[0])
def test_no_other_word_is_used_for_it(word):
    wrong = [
        f"{place}: {found[0]!r}, say {word.words[0]!r}: {text}"
        for other in word.not_
        for place, text in texts()
        if (found := pattern(other).search(text))
    ]
    assert wrong == []


@pytest.mark.parametrize("word", [w for w in rows() if w.english], ids=lambda word: word.english)
def test_what_is_called_so_in_english_is_called_so_in_dutch(word):
    english = re.compile(rf"(?<![\w{{-]){re.escape(word.english)}", re.IGNORECASE)
    wrong = [
        f"{one!r}: {dutch!r} does not say {word.words[0]!r}"
        for one, dutch in messages()
        if english.search(TYPED.sub("", one))
        and not any(w.lower() in dutch.lower() for w in word.words)
    ]
    assert wrong == []


def test_no_word_stands_for_two_things():
    words = [word.words[0] for word in rows()]
    assert len(words) > 40
    assert len(set(words)) == len(words)
    taken = {other for word in rows() for other in word.not_}
    assert not taken & {each for word in rows() for each in word.words}
