"""A phone in the room of a test."""

from collections.abc import AsyncIterator

import pytest
from webroom import Device, Room


@pytest.fixture
async def phone(room: Room) -> AsyncIterator[Device]:
    async with Device(room) as device:
        yield device
