"""Who is let through: known hosts, own pages, whole forms, and not too many wrong codes."""

import hashlib
import hmac
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote_plus, urlsplit

BODY: Final = 32 * 1024
"""Bytes that a form may have: five ideas of 300 characters have a tenth of it."""
FIELDS: Final = 300
"""Fields that a form may have: one for each of the options of the longest list, and some more."""
A_MINUTE: Final = 60
IN_ALL: Final = 300
"""Wrong codes after which none can be typed any more: within a minute, and since the code is."""
FORM_TYPE: Final = "application/x-www-form-urlencoded"

Fields = Mapping[str, list[str]]


class Hosts:
    """The hosts by which this server may be asked: its own addresses and names."""

    def __init__(self, port: int, names: Iterable[str]) -> None:
        self.port = port
        self._names = {name.lower() for name in names}

    def add(self, name: str) -> None:
        """One more."""
        self._names.add(name.lower())

    def knows(self, host: str) -> bool:
        """Whether a `Host` header is one of them, with the port that it needs."""
        name, port = _split(host)
        return name in self._names and port == self.port

    def is_own(self, origin: str, host: str) -> bool:
        """Whether an `Origin` header names the very page that this host gives."""
        parts = urlsplit(origin)
        return parts.scheme == "http" and _split(parts.netloc) == _split(host)


def _split(host: str) -> tuple[str, int]:
    name, colon, port = host.lower().rpartition(":")
    if not colon:
        return host.lower(), 80
    return name, int(port) if port.isascii() and port.isdigit() and len(port) < 6 else 0


def from_elsewhere(headers: Mapping[str, str], hosts: Hosts) -> bool:
    """Whether a form comes from another site, as far as the browser says where it comes from.

    Over plain HTTP a browser sends no `Sec-Fetch-*` to a name or an address, so each form has a
    token too.
    """
    origin = headers.get("Origin")
    if origin is not None and not hosts.is_own(origin, headers.get("Host", "")):
        return True
    return headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def read_fields(body: bytes) -> Fields:
    """The fields of a form. Raises ValueError when there are too many; any byte can be read."""
    pairs = body.decode("utf-8", "replace").split("&")
    if len(pairs) > FIELDS:
        raise ValueError(len(pairs))
    fields: dict[str, list[str]] = {}
    for pair in filter(None, pairs):
        name, _, value = pair.partition("=")
        fields.setdefault(_unquoted(name), []).append(_unquoted(value))
    return fields


def _unquoted(text: str) -> str:
    """Most of a form is plain letters and digits."""
    return unquote_plus(text) if "%" in text or "+" in text else text


def cookie(header: str, name: str) -> str:
    """The value of a cookie in a `Cookie` header; empty when it has none of this name."""
    for part in header.split(";"):
        found, _, value = part.strip().partition("=")
        if found == name:
            return value.strip('"')
    return ""


def form_token(secret: bytes, *about: object) -> str:
    """What a form of ours carries, so that no other site can make one.

    about: what the form is for, such as a seat's token, a poll and its round; with these it can be
    reckoned again, also by a server that was started anew.
    """
    text = b"\0".join(each if isinstance(each, bytes) else str(each).encode() for each in about)
    # Not hmac.digest: that lets other threads go first, and the one that writes is busy just then.
    return hmac.new(secret, b"form\0" + text, hashlib.sha256).hexdigest()[:32]


def is_token(token: str, right: str) -> bool:
    """Whether a form has the right one."""
    return hmac.compare_digest(token.encode(), right.encode())


class Attempts:
    """Wrong codes that were typed, by whomever: a whole town hall may be one address."""

    def __init__(self) -> None:
        self._last: deque[float] = deque()
        self._all = 0
        self.paused = False

    def failed(self, now: float) -> None:
        """A wrong code came; now: seconds of a clock that only goes on."""
        self._last.append(now)
        self._all += 1
        while self._last and self._last[0] <= now - 60:
            self._last.popleft()
        if len(self._last) >= A_MINUTE or self._all >= IN_ALL:
            self.paused = True

    def begin_again(self) -> None:
        """There is a new code: what was guessed before says nothing of it."""
        self._last.clear()
        self._all, self.paused = 0, False
