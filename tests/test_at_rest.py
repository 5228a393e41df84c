"""A window of a test comes to rest, or the test says what kept it."""

import asyncio

import pytest

import at_rest


async def test_who_always_has_something_to_run_is_named_and_not_waited_for():
    loop = asyncio.get_running_loop()

    def again_and_again() -> None:
        nonlocal waits
        waits = loop.call_soon(again_and_again)

    waits = loop.call_soon(again_and_again)
    with pytest.raises(AssertionError, match="again_and_again"):
        await at_rest.at_rest()
    waits.cancel()
    await at_rest.at_rest()
