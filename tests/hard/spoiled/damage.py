"""Damage as disks, sticks, editors and other programs do it: a seeded stream of spoiled files."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from spiegel.store.journal.header import SCHEMA

Kind = Callable[[bytes, random.Random], bytes]
KINDS: Final[dict[str, Kind]] = {}


class Damaged(msgspec.Struct, frozen=True):
    """The bytes of a file to which something happened, and what."""

    kind: str
    data: bytes


def damages(whole: bytes, chance: random.Random, kinds: dict[str, Kind]) -> Iterator[Damaged]:
    """This file, spoiled in every way in turn, without end; the same for the same seed."""
    while True:
        for name, kind in kinds.items():
            yield Damaged(name, kind(whole, chance))


def _kind(function: Kind) -> Kind:
    KINDS[function.__name__.strip("_")] = function
    return function


def lines_of(data: bytes) -> list[bytes]:
    """The whole lines of a file, without their ends."""
    return data.split(b"\n")[:-1]


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


# The disk, and programs that know nothing of lines


@_kind
def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


@_kind
def _truncated_after_a_line(data: bytes, chance: random.Random) -> bytes:
    lines = lines_of(data)
    return _joined(lines[: chance.randrange(len(lines))])


@_kind
def _a_bit_flipped(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    spoiled[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


@_kind
def _bytes_flipped(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randint(2, 40)):
        spoiled[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(spoiled)


def _over(data: bytes, chance: random.Random, rubbish: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + rubbish + data[at + len(rubbish) :]


@_kind
def _a_sector_of_nuls(data: bytes, chance: random.Random) -> bytes:
    return _over(data, chance, bytes(chance.choice((1, 17, 512, 4096))))


@_kind
def _a_sector_of_rubbish(data: bytes, chance: random.Random) -> bytes:
    return _over(data, chance, chance.randbytes(chance.choice((3, 64, 512, 4096))))


@_kind
def _a_sector_of_another_place(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return _over(data, chance, data[at : at + chance.choice((20, 512))])


@_kind
def _bytes_lost(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 2, 9, 300)) :]


@_kind
def _bytes_that_came_between(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    came = chance.choice(
        (b"\n", b"\x00", b"\xff\xfe", b"{", b"}", b'"', b"\\", b"\x1a", b"\r", b",")
    )
    return data[:at] + came + data[at:]


@_kind
def _rubbish_behind_it(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.choice((1, 40, 5_000))) + chance.choice((b"", b"\n"))


@_kind
def _nothing_but_rubbish(data: bytes, chance: random.Random) -> bytes:
    size = chance.choice((1, 100, 5_000))
    return chance.choice((chance.randbytes(size), bytes(size), b"\n" * size, b"PK\x03\x04" * size))


@_kind
def _empty(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"", b"\n", b"{}", b"{}\n", b"[]\n", b"null\n", b"\xef\xbb\xbf"))


# Editors, mail, other systems


@_kind
def _saved_by_an_editor(data: bytes, chance: random.Random) -> bytes:
    return chance.choice(
        (
            b"\xef\xbb\xbf" + data,
            data.replace(b"\n", b"\r\n"),
            data.replace(b"\n", b"\r"),
            data.rstrip(b"\n"),
            data + b"\n\n",
            data.decode().encode("utf-16"),
            data.decode().encode("latin-1", "replace"),
            data.decode().encode("utf-8").decode("latin-1").encode(),
            data.replace(b",", b", "),
            data.replace(b'"', b"'"),
            b"\n" + data,
        )
    )


@_kind
def _invalid_utf8(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    odd = chance.choice((b"\xc3", b"\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf"))
    return data[:at] + odd + data[at:]


@_kind
def _lines_swapped(data: bytes, chance: random.Random) -> bytes:
    lines = lines_of(data)
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return _joined(lines)


@_kind
def _lines_shuffled(data: bytes, chance: random.Random) -> bytes:
    first, *rest = lines_of(data)
    return _joined([first, *chance.sample(rest, len(rest))])


@_kind
def _lines_repeated(data: bytes, chance: random.Random) -> bytes:
    lines = lines_of(data)
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.randint(1, 5)]
    return _joined(lines)


@_kind
def _lines_deleted(data: bytes, chance: random.Random) -> bytes:
    lines = lines_of(data)
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 5)]
    return _joined(lines)


@_kind
def _two_files_in_one(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))] + data


# What is JSON, and still no session


def _with_value(data: bytes, chance: random.Random, spoil: Callable[[Any], Any]) -> bytes:
    """One object somewhere in one line spoiled."""
    lines = lines_of(data)
    at = chance.randrange(len(lines))
    try:
        line = json.loads(lines[at])
    except ValueError:
        return data + b"{"
    inside = [line]
    for found in inside:
        children = found.values() if isinstance(found, dict) else found
        inside.extend(child for child in children if isinstance(child, dict | list) and child)
    spoil(chance.choice(inside))
    lines[at] = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return _joined(lines)


_ODD: Final[tuple[Any, ...]] = (
    *(None, True, -1, 0, 1.5, 2**31, 2**63, 2**64, 10**400, 1e308, float("inf"), float("nan")),
    *(
        "",
        "x",
        "\ud800",
        "\x00",
        "9" * 5_000,
        "2026-13-45",
        "nooit",
        [],
        {},
        [None],
        {"a": 1},
        [[]],
    ),
)


@_kind
def _wrong_types(data: bytes, chance: random.Random) -> bytes:
    def spoil(inside: Any) -> None:
        place = chance.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))
        inside[place] = chance.choice(_ODD)

    return _with_value(data, chance, spoil)


@_kind
def _unknown_fields(data: bytes, chance: random.Random) -> bytes:
    def spoil(inside: Any) -> None:
        if isinstance(inside, dict):
            inside[chance.choice(("later", "", "number ", "12", "é", "__proto__"))] = 1
        else:
            inside.append("later")

    return _with_value(data, chance, spoil)


@_kind
def _missing_fields(data: bytes, chance: random.Random) -> bytes:
    def spoil(inside: Any) -> None:
        if isinstance(inside, dict):
            del inside[chance.choice(list(inside))]
        else:
            inside.pop()

    return _with_value(data, chance, spoil)


@_kind
def _very_deep(data: bytes, chance: random.Random) -> bytes:
    lines = lines_of(data)
    at, deep = chance.randrange(len(lines)), chance.choice((60, 600, 60_000))
    nest = chance.choice((b"[" * deep + b"]" * deep, b'{"a":' * deep + b"1" + b"}" * deep))
    inside = b'{"docs":{"statements":{"1":' + nest + b"}}}"
    lines[at] = chance.choice((nest, inside, lines[at][:-1] + b',"deep":' + nest + b"}"))
    return _joined(lines)


@_kind
def _numbers_twice(data: bytes, chance: random.Random) -> bytes:
    lines = lines_of(data)
    at = chance.randrange(1, len(lines))
    document = b'{"number":1,"at":{"utc":0},"words":"dubbel","speakers":["D1"]}'
    twice = chance.choice(
        (
            b'{"docs":{"statements":{"1":' + document + b',"1":' + document + b"}}}",
            b'{"docs":{"statements":{"1":' + document + b"}}}",
            b'{"docs":{"statements":{}},"docs":{}}',
            b'{"docs":{"statements":{"2":' + document + b"}}}",
            b'{"docs":{"statements":{"01":' + document + b"}}}",
        )
    )
    lines.insert(at, twice)
    return _joined(lines)


@_kind
def _dangling_references(data: bytes, chance: random.Random) -> bytes:
    name = chance.choice(
        ('"themes":[77]', '"question":88', '"phase":99', '"speakers":["D44"]', '"answer_to":7')
    )
    statement = '{"at":"2026-03-12T10:00:00Z","docs":{"statements":{"900":{"number":900,"at":'
    statement += '{"utc":0},"words":"los",' + name + "}}}}\n"
    return data + statement.encode()


@_kind
def _another_version(data: bytes, chance: random.Random) -> bytes:
    first, _, rest = data.partition(b"\n")
    other = chance.choice((SCHEMA + 1, 99, 2**40, 0, -1, 10**30, 1.0, "2", None, True))
    header = json.loads(first)
    header["schema"] = other
    if chance.random() < 0.5:
        header["later"] = {"new": []}
        rest = rest.replace(b'"docs"', b'"dox"')
    return json.dumps(header).encode() + b"\n" + rest


@_kind
def _another_header(data: bytes, chance: random.Random) -> bytes:
    first, _, rest = data.partition(b"\n")
    return (
        chance.choice(
            (
                first + b"\n" + first,
                first.replace(b'"spiegel"', b'"woordenboek"'),
                first.replace(b'"session"', b'"tables"'),
                first.replace(b'"session"', b'"ander"'),
                first.replace(b'"generation"', b'"generatie"'),
                first[: chance.randrange(len(first))],
                first + b" " * 70_000,
                b'{"program":"spiegel"}',
                b'{"program":"spiegel","schema":2,"kind":"session","generation":""}',
                b"",
            )
        )
        + b"\n"
        + rest
    )
