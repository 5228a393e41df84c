"""Requests that are held until there is something new."""

import asyncio

from spiegel.web.waiting import EACH, HELD, JITTER, Told, Waiting


async def held(waiting: Waiting, *seats: int) -> list[asyncio.Task[Told]]:
    tasks = [asyncio.ensure_future(waiting.hold(seat)) for seat in seats]
    await asyncio.sleep(0)
    return tasks


async def test_all_who_wait_hear_at_once_that_there_is_something_new():
    waiting = Waiting(lambda: 60)
    tasks = await held(waiting, 1, 2, 2)
    assert waiting.held == {1, 2}
    waiting.wake()
    assert await asyncio.gather(*tasks) == [Told.NEW] * 3
    assert waiting.held == frozenset()


async def test_one_seat_alone_can_be_woken():
    waiting = Waiting(lambda: 60)
    first, second = await held(waiting, 1, 2)
    waiting.wake(1)
    assert await first is Told.NEW
    assert waiting.held == {2}
    waiting.wake()
    await second


async def test_a_third_page_of_one_seat_stops_the_oldest():
    waiting = Waiting(lambda: 60)
    tasks = await held(waiting, *[7] * (EACH + 1))
    assert await tasks[0] is Told.STOP
    waiting.wake()
    assert await asyncio.gather(*tasks[1:]) == [Told.NEW] * EACH


async def test_who_waited_long_enough_asks_again():
    waiting = Waiting(lambda: 0)
    assert await waiting.hold(1) is Told.AGAIN


async def test_a_device_that_is_gone_waits_no_more():
    waiting = Waiting(lambda: 60)
    (task,) = await held(waiting, 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert waiting.held == frozenset()


def test_not_all_come_back_at_once_and_none_before_a_network_would_cut_it():
    spans = {Waiting()._span() for _ in range(100)}
    assert len(spans) > 50
    assert min(spans) >= HELD - JITTER
    assert max(spans) <= HELD + JITTER <= 60
