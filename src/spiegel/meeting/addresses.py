"""The addresses by which other devices in the room can find this laptop."""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

_SIOCGIFADDR: Final = 0x8915
_ELSEWHERE: Final = ("10.255.255.255", "192.168.255.255", "172.31.255.255")
"""Addresses that nothing is sent to; the way there tells from which of ours it would go."""


def addresses() -> tuple[str, ...]:
    """The network addresses (IPv4) of this laptop, likeliest for a room first, without loopback.

    A phone finds a laptop by IPv4 in every network that a small router or a hotspot makes.
    """
    found = dict.fromkeys(found for found in _all() if _serves(found))
    return tuple(sorted(found, key=lambda address: not ipaddress.ip_address(address).is_private))


def _all() -> Iterator[str]:
    if sys.platform == "linux":
        yield from _of_interfaces()
        return
    for elsewhere in _ELSEWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            way.connect((elsewhere, 9))
            yield str(way.getsockname()[0])
    with suppress(OSError):
        for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(info[4][0])


def _of_interfaces() -> Iterator[str]:
    """Each interface is asked by its name; one without an address answers with an error."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _number, name in socket.if_nameindex():
            with suppress(OSError):
                request = struct.pack("256s", name.encode()[:15])
                answer = fcntl.ioctl(asked.fileno(), _SIOCGIFADDR, request)
                yield socket.inet_ntoa(answer[20:24])


def _serves(address: str) -> bool:
    """Whether another device could reach it; 169.254 is what a laptop without a network invents."""
    known = ipaddress.ip_address(address)
    return not (known.is_loopback or known.is_unspecified or known.is_link_local)
