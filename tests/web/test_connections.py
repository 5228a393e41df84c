"""Connections of strangers make room for each other; who takes part is never in the way."""

import asyncio

from spiegel.web.connections import Connection, Connections


class Talking:
    """What talks on a connection: it does nothing."""

    def __init__(self) -> None:
        self.data = b""

    def connection_made(self, transport: object) -> None:
        pass

    def connection_lost(self, exc: object) -> None:
        pass

    def data_received(self, data: bytes) -> None:
        self.data += data

    def eof_received(self) -> None:
        pass

    def pause_writing(self) -> None:
        pass

    def resume_writing(self) -> None:
        pass


class Wire:
    """A transport that can be cut."""

    def __init__(self) -> None:
        self.cut = False
        self.connection: Connection | None = None

    def abort(self) -> None:
        self.cut = True
        assert self.connection is not None
        self.connection.connection_lost(None)


def connect(all_: Connections) -> Wire:
    wire = Wire()
    wire.connection = all_()
    wire.connection.connection_made(wire)
    return wire


async def test_the_oldest_stranger_makes_room_and_who_is_being_served_does_not():
    all_ = Connections(Talking, strangers=2)
    busy, idle = connect(all_), connect(all_)
    all_.heard(busy)
    new = connect(all_)
    assert (busy.cut, idle.cut, new.cut) == (False, True, False)
    for wire in (busy, new):
        wire.abort()
    assert len(all_) == 0


async def test_who_takes_part_is_not_counted():
    all_ = Connections(Talking, strangers=2)
    known = [connect(all_) for _ in range(50) for wire in [None]]
    assert sum(wire.cut for wire in known) == 48
    seats = []
    for _ in range(50):
        wire = connect(all_)
        all_.heard(wire)
        all_.served(wire, known=True)
        seats.append(wire)
    assert not any(wire.cut for wire in seats)
    assert all_.strangers <= 2
    for wire in seats:
        wire.abort()


async def test_a_request_that_does_not_come_whole_in_time_is_cut():
    all_ = Connections(Talking, patience=0)
    wire = connect(all_)
    assert wire.connection is not None
    wire.connection.data_received(b"G")
    wire.connection.data_received(b"E")
    for _ in range(3):
        await asyncio.sleep(0)
    assert wire.cut


async def test_a_request_that_is_whole_may_be_answered_late():
    all_ = Connections(Talking, patience=0)
    wire = connect(all_)
    all_.heard(wire)
    for _ in range(3):
        await asyncio.sleep(0)
    assert not wire.cut
    wire.abort()
