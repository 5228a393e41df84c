"""Any keys at all, on every screen: nothing breaks, and undo takes back whatever they changed."""

import asyncio
import itertools
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import badundo  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from anykeys import key, strokes
from takenback import Account, Accounts, differences, keep_accounts
from textual.message import Message
from textual.pilot import Pilot
from textual.worker import Worker, WorkerState

import mutations
from screens.pages import Pages
from spiegel import clock, demo
from spiegel.app.app import Spiegel
from spiegel.app.guard import LATE
from spiegel.app.screens import SCREENS
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import Translations
from spiegel.meeting.beside import BesideFile
from spiegel.meeting.catalogue import FolderCatalogue
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.port.documents import Written
from spiegel.meeting.port.meeting import Receipt, Undoing
from spiegel.screens.shared import typing
from spiegel.screens.shared.panels import Blank
from spiegel.screens.shared.typing import Typing
from spiegel.store.catalogue.folder import sessions
from spiegel.store.damage.check import check
from spiegel.store.journal.snapshot import read_session
from spiegel.widgets.phasebar import PhaseBar

pytestmark = pytest.mark.reckons
AT_ONCE = 50
"""Keys that are posted before the program has done all that they asked for."""
ENOUGH = 100
"""Changes after which all of them are taken back."""
PATIENCE = 60.0
"""Seconds after which an answer does not come any more."""
MANY_MEETINGS = 12
"""Files in the folder of Home, above which no more examples are made."""


class Flush(Change, frozen=True, kw_only=True):
    """Changes nothing; when its answer comes, all that was asked before is done."""

    def name(self, t: Translations) -> str:
        return "flush"

    def apply(self, session: Session, now: Instant) -> Session:
        return session


class Hands:
    """Two hands that know nothing, on one screen of one window, and somebody who takes it back."""

    def __init__(self, pilot: Pilot[None], screen: str, chance: random.Random, accounts: Accounts):
        self.pilot = pilot
        self.app: Spiegel = pilot.app
        self.screen = screen
        self.chance = chance
        self.accounts = accounts
        self.strokes = strokes(screen, chance)

    async def press(self, count: int) -> None:
        """So many keys, and everything taken back whenever much was changed."""
        while count > 0:
            Haste.none = self.chance.random() < 0.7
            for stroke in itertools.islice(self.strokes, min(AT_ONCE, count)):
                stroke.post(self.app)
            count -= AT_ONCE
            await self.pilot.pause()
            self.is_well()
            if self.account is not None and self.account.waiting >= ENOUGH:
                await self.take_back()
            await self.come_back()
        if self.account is not None:
            await self.take_back()
            self.is_well()

    def is_well(self) -> None:
        """Nothing has failed so far."""
        if self.app._exception is not None:
            raise self.app._exception
        assert self.app.return_code is None
        assert not self.accounts.faults

    @property
    def account(self) -> Account | None:
        """What is to be taken back in the meeting that is open."""
        meeting = self.app.meeting
        return self.accounts.of_file[meeting._opened] if meeting is not None else None

    async def come_back(self) -> None:
        """Put panels away now and then, and go back to the screen."""
        away = ["escape"] * 3 if self.chance.random() < 0.5 else []
        for name in ["f9", *away] if isinstance(self.app.screen, Blank) else away:
            self.app.post_message(key(name))
        await self.pilot.pause()
        if self.app.current_mode == self.screen or self.chance.random() < 0.3:
            return
        if self.screen == "home":
            await self.take_back()
            self.app.action_home()
        else:
            self.app.action_go(self.screen)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Let everything that was asked for be done."""
        await self.pilot.pause(10 * typing.AFTER + 2 * LATE)
        if self.app.meeting is not None:
            done: asyncio.Future[Receipt] = asyncio.Future()
            self.app.meeting.submit(Flush(), done.set_result)
            receipt = await asyncio.wait_for(done, PATIENCE)
            assert receipt.saved, receipt.problem

    async def take_back(self) -> None:
        """Undo all: what was is there again, but for what was said to stay; sometimes redo it."""
        await self.settle()
        meeting, account = self.app.meeting, self.account
        full, told = meeting.session, set(account.told)
        turned = await self.turn(redo=False)
        while account.waiting:
            # A key that was held back meanwhile did something after all.
            assert await self.turn(redo=False), f"{account.waiting} changes cannot be taken back"
            turned = 0
        assert account.left(meeting.session) == []
        assert list(differences(read_session(meeting.path), meeting.session)) == []
        self.accounts.compared += 1
        if turned and account.told == told and self.chance.random() < 0.3:
            if await self.turn(redo=True, count=turned) == turned:
                assert list(differences(full, meeting.session)) == []
            await self.take_back()

    async def turn(self, *, redo: bool, count: int | None = None) -> int:
        """Undo all, or redo so much, newest first: each by the key of the screen it was made on.

        Returns how many of them there were.
        """
        meeting = self.app.meeting
        history = meeting._opened._editor.history
        turn = meeting.redo if redo else meeting.undo
        answers: list[asyncio.Future[Undoing]] = []
        # All of them first: the writer takes them out meanwhile.
        newest = [*itertools.islice(reversed(history._undone if redo else history._done), count)]
        for entry in newest:
            answers.append(asyncio.Future())
            turn(answers[-1].set_result, running=entry.change.leads)
        undoings = await asyncio.wait_for(asyncio.gather(*answers), PATIENCE)
        assert not any(undoing.problem for undoing in undoings)
        return sum(bool(undoing.name) for undoing in undoings)


class Haste:
    """Whether keys come so fast after each other that letters are typing and not commands."""

    none = False

    @classmethod
    def can_be_absent(cls, patch: pytest.MonkeyPatch) -> None:
        """Let the guard believe in slow keys without the waiting."""
        taken = Typing.printable

        def printable(hands: Typing, character: str, now: float) -> None:
            deed = hands._seen.deed(character) if cls.none and not hands.typing else None
            if deed is None:
                taken(hands, character, now)
            else:
                hands._drop()
                hands._act(deed)

        patch.setattr(Typing, "printable", printable)
        patch.setattr(typing, "BEFORE", 0.002)
        patch.setattr(typing, "AFTER", 0.001)
        patch.setattr(typing, "REST", 0.002)
        patch.setattr(typing, "LINE", 0.003)


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Accounts:
    """What is changed in any window, in a program that can be left only by the test."""
    make = SessionDocuments.make

    def made_here(
        documents: SessionDocuments, kind: str, folder: Path, **options: object
    ) -> Written:
        if not folder.resolve().is_relative_to(tmp_path):
            raise PermissionError(13, "somewhere else")
        return make(documents, kind, folder, **options)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(SessionDocuments, "make", made_here)
    # Nor are pages opened to the network that this machine is in.
    monkeypatch.setattr(BesideFile, "server", lambda _self, _deliver: Pages())
    monkeypatch.setattr(Spiegel, "action_quit", lambda app: None)
    # Painted less often than sixty times a second; what is painted is the same.
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.1)
    Haste.can_be_absent(monkeypatch)
    return keep_accounts(monkeypatch)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, in the middle of its client round now."""
    path = tmp_path_factory.mktemp("example") / "gesprek.spiegel"
    demo.write(path, "middle", demo.start_for(clock.now()))
    return path


@asynccontextmanager
async def hands(
    app: Spiegel, screen: str, chance: random.Random, accounts: Accounts
) -> AsyncIterator[Hands]:
    """The program on a screen, and hands on its keys; no worker of it may fail."""

    def heard(message: Message) -> None:
        if isinstance(message, Worker.StateChanged) and message.state is WorkerState.ERROR:
            accounts.faults.append(repr(message.worker.error))

    app.animation_level = "none"
    async with app.run_test(notifications=True, message_hook=heard) as pilot:
        await pilot.pause()
        app.action_go(screen)
        await pilot.pause()
        yield Hands(pilot, screen, chance, accounts)
        await app.close_meeting(PATIENCE)


async def a_meeting_under_any_keys(
    screen: str,
    count: int,
    evenings: int,
    path: Path,
    accounts: Accounts,
    patch: pytest.MonkeyPatch,
) -> None:
    """So many keys on a screen, on several evenings, and the file as it should be after each."""
    patch.setattr(Spiegel, "action_home", lambda app: None)
    for evening in range(evenings):
        chance = random.Random(f"{screen} {evening}")
        async with hands(Spiegel(path=path), screen, chance, accounts) as on_keys:
            await on_keys.press(count // evenings)
            meeting = on_keys.app.meeting
            # The next evening begins with what this one made of it.
            await on_keys.turn(redo=True)
            left = meeting.session
        assert check(path) == ()
        assert list(differences(left, read_session(path))) == []


@mutations.register("crash-on-narrow")
def _crash_on_narrow(patch: pytest.MonkeyPatch) -> None:
    """A widget that reckons with more than thirty columns."""
    render = PhaseBar.render

    def narrow(bar: PhaseBar) -> object:
        _share = 100 // max(0, bar.size.width - 30)
        return render(bar)

    patch.setattr(PhaseBar, "render", narrow)


@pytest.mark.slow
@pytest.mark.mutation("crash-on-narrow", match="integer division or modulo by zero")
@pytest.mark.mutation("undo-forgets-one", match=r"^AssertionError|^assert")
async def test_any_keys_that_lead_the_meeting_break_nothing_and_can_be_taken_back(
    tmp_path, example, accounts, counted, monkeypatch
):
    path = Path(shutil.copy(example, tmp_path))
    count = mutations.rounds(20_000, 8_000)
    await a_meeting_under_any_keys("moderate", count, 4, path, accounts, monkeypatch)
    counted(f"{count} keys on moderate: {accounts.summary()}")


@pytest.mark.slow
@pytest.mark.parametrize("screen", [name for name in SCREENS if name != "moderate"])
async def test_any_keys_break_nothing_and_undo_takes_back_all_they_changed(
    screen, tmp_path, example, accounts, counted, monkeypatch
):
    path = Path(shutil.copy(example, tmp_path))
    await a_meeting_under_any_keys(screen, 20_000, 4, path, accounts, monkeypatch)
    counted(f"20000 keys on {screen}: {accounts.summary()}")


@pytest.mark.slow
async def test_any_keys_on_home_break_nothing(tmp_path, example, accounts, counted, monkeypatch):
    folder = tmp_path / "bijeenkomsten"
    folder.mkdir()

    def example_in(catalogue: FolderCatalogue) -> Path:
        there = sorted(folder.glob("*.spiegel"))
        if len(there) >= MANY_MEETINGS:
            return there[0]
        return Path(shutil.copy(example, catalogue.free_path("voorbeeld", None)))

    monkeypatch.setattr(FolderCatalogue, "example", example_in)
    app = Spiegel(folder=folder)
    async with hands(app, "home", random.Random("home"), accounts) as on_keys:
        await on_keys.press(20_000)
    for entry in sessions(folder):
        assert check(entry.path) == ()
    counted(f"20000 keys on home: {accounts.summary()}")
