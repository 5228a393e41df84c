"""Simulated people who take part by themselves, as people do: one is slow, one passes, one is late.

They answer the questions of the fictional session as its visitors and professionals did, and any
other question as it comes.
"""

import asyncio
import random
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Self

import msgspec

from spiegel.demo.answers import given_to
from spiegel.demo.meetings import PROFESSIONALS, VISITORS
from spiegel.domain.session.polls import Answer
from spiegel.rehearsal.device import Device, NotServedError, fields
from spiegel.rehearsal.page import Form, Page

FAILED: Final = 2.0
"""Seconds until a device looks again when the server could not be reached, or took no answer."""
UNKNOWN: Final = "?"
_LEAVE: Final = 10.0

Filled = Mapping[str, str | list[str]]


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How quick a person is, in seconds. joins: after how many; thinks: for how many, at most, and
    writes: the same where ideas are asked; passes: how often of a hundred on a question."""

    joins: float
    thinks: float = 12.0
    writes: float = 30.0
    passes: int = 4


def paces(people: int, rng: random.Random) -> list[Pace]:
    """So many people; of five or more one is slow, one passes more often, and the last is late."""
    found = [Pace(joins=rng.uniform(1, 12)) for _ in range(people)]
    if people >= 5:
        found[1] = msgspec.structs.replace(found[1], thinks=40.0, writes=75.0)
        found[3] = msgspec.structs.replace(found[3], passes=35)
        found[-1] = Pace(joins=75.0)
    return found


class People:
    """So many simulated people, in a thread of their own; they take part as long as one is inside.

    link: what the QR code says. seed: the same one gives the same people.
    """

    def __init__(self, link: str, people: int, seed: int = 0) -> None:
        rng = random.Random(seed)
        self._people = [
            Person(link, place, pace, random.Random(rng.random()))
            for place, pace in enumerate(paces(people, rng))
        ]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="people", daemon=True)
        self._all: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join(_LEAVE)

    def _run(self) -> None:
        self._all = self._loop.create_task(self._take_part())
        try:
            self._loop.run_until_complete(self._all)
        except asyncio.CancelledError:
            pass
        finally:
            self._loop.close()

    async def _take_part(self) -> None:
        await asyncio.gather(*(person.take_part() for person in self._people))

    def _end(self) -> None:
        if self._all is not None:
            self._all.cancel()


class Person:
    """One person with a device. place: from 0, among all; their answers are those of that place."""

    def __init__(self, link: str, place: int, pace: Pace, rng: random.Random) -> None:
        self._link, self._place, self._pace, self._rng = link, place, pace, rng
        self._answered: set[tuple[str, str]] = set()

    async def take_part(self) -> None:
        """Join, and answer whatever is asked, until it is cancelled."""
        await asyncio.sleep(self._pace.joins)
        async with Device(self._link) as device:
            page: Page | None = None
            while True:
                try:
                    page = await self._go_on(device, page)
                except NotServedError:
                    page = None
                    await asyncio.sleep(FAILED)

    async def _go_on(self, device: Device, page: Page | None) -> Page:
        if page is None:
            page = await device.look()
            return page if page.seated else await device.join(self._place)
        form = page.question
        if form is None or form.asks in self._answered:
            return await device.news(page)
        await self._think(form)
        self._answered.add(form.asks)
        return await device.fill_in(form, self.filled(page, form))

    async def _think(self, form: Form) -> None:
        writes = any(control.kind == "textarea" for control in form.controls)
        longest = self._pace.writes if writes else self._pace.thinks
        await asyncio.sleep(self._rng.uniform(longest / 4, longest))

    def filled(self, page: Page, form: Form) -> Filled:
        """What this person fills in."""
        if self._rng.randrange(100) < self._pace.passes:
            return {"skip": form.buttons["skip"]}
        answer = self._known(page)
        if answer is not None:
            found = dict(fields(form, answer))
            if set(found) <= {*form.names, *form.buttons}:
                return found
        return improvised(form, self._rng)

    def _known(self, page: Page) -> Answer | None:
        """What the person of this place in the scripts answered; None for another question."""
        for words, answers in _answers().items():
            if words in page.words and self._place < len(answers):
                return answers[self._place]
        return None


def improvised(form: Form, rng: random.Random) -> Filled:
    """An answer to any question: what a form can take, chosen at random."""
    found: dict[str, str | list[str]] = {}
    for kind in dict.fromkeys(control.kind for control in form.controls):
        named = [control for control in form.controls if control.kind == kind]
        match kind:
            case "radio":
                values = [control.values[0] for control in named]
                known = [value for value in values if value != UNKNOWN]
                found[named[0].name] = rng.choice(values if rng.randrange(5) == 0 else known)
            case "checkbox":
                chosen = rng.sample(named, rng.randint(1, min(3, len(named))))
                found[named[0].name] = [control.values[0] for control in chosen]
            case "textarea":
                ideas = rng.sample(_ideas(), rng.randint(1, min(3, len(named))))
                found.update(zip((control.name for control in named), ideas, strict=False))
            case "select":
                places = [value for value in named[0].values if value]
                chosen = rng.sample(named, min(len(places), len(named)))
                found.update(zip((control.name for control in chosen), places, strict=False))
            case _:
                found.update(_points(form, [control.name for control in named], rng))
    return found


def _points(form: Form, names: Sequence[str], rng: random.Random) -> dict[str, str]:
    """All points, one by one to any of these."""
    given = dict.fromkeys(names, 0)
    for _ in range(form.points):
        given[rng.choice(names)] += 1
    return {name: str(points) for name, points in given.items()}


@cache
def _answers() -> Mapping[str, Sequence[Answer]]:
    """What was answered to each question, by its words: first the visitors, then the others."""
    both = [given_to(meeting) for meeting in (VISITORS, PROFESSIONALS)]
    return {words: [*answers, *both[1].get(words, ())] for words, answers in both[0].items()}


@cache
def _ideas() -> list[str]:
    """All ideas of the scripts, each once."""
    answers = [answer for answers in _answers().values() for answer in answers]
    return list(dict.fromkeys(idea for answer in answers for idea in answer.ideas))
