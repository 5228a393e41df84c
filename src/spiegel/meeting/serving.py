"""What lies between the server and the windows of this laptop: its status, and what they ask of it.

All of it is in the runtime folder, in memory where this computer has such a place; nothing of it is
beside the session, and no secret of a seat is in it.
"""

import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from spiegel.i18n import _, language
from spiegel.i18n.refused import reason
from spiegel.meeting.addresses import addresses
from spiegel.meeting.delivery import Deliver
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.serving import (
    LOOPBACK,
    USUAL_PORT,
    Request,
    Serving,
    Stop,
)
from spiegel.store import disk
from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import BusyError, StoreError

PATIENCE: Final = 15.0
"""Seconds in which a server that was started must listen; an encrypted session takes its time."""
_LOOK: Final = 0.05
_NAME: Final = "serving"
_TRIED: Final = 10
"""Ports that are tried, from the usual one on."""

Say = Callable[[str], None]


class _Places:
    """Where the parts lie for a session file at this path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = Sidecar(path).runtime
        self.lock = self.folder / f"{_NAME}.lock"
        self.status = self.folder / f"{_NAME}.json"
        self.kept = self.folder / f"{_NAME}-kept.json"
        self.said = self.folder / f"{_NAME}.said"
        self.requests = self.folder / "requests"

    def prepare(self) -> None:
        disk.private_folder(self.folder)
        disk.private_folder(self.requests)


class Kept(msgspec.Struct, kw_only=True):
    """What a server must know when it is started again: nothing that tells who has which seat.

    secret: with which it knows its own devices. meeting: the id of the session. given: the last
    number of a seat. freed, turns: numbers that are used no more, and of the laptop that goes
    round. code, guessed: that is typed, and how often it was changed for being guessed at.
    """

    secret: bytes
    meeting: str
    given: int = 0
    freed: list[int] = []
    turns: list[int] = []
    code: str = ""
    door_open: bool = True


class Desk:
    """The server's side: it tells how it stands, and takes what is asked.

    Raises NotDoneError when there is a server of this session already, or no place for one.
    """

    def __init__(self, path: Path) -> None:
        self._shown: Serving | None = None
        self._take_place(path)

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._places.path

    def _take_place(self, path: Path) -> None:
        places = _Places(path)
        lock = locks.Lock(
            places.lock, subject=path, window="devices", prepare=places.prepare, patience=0.3
        )
        try:
            places.prepare()
            lock.acquire()
        except BusyError as error:
            raise NotDoneError(_("The pages of this session are open already.")) from error
        except (OSError, StoreError) as error:
            raise NotDoneError(
                _("There is no place on this laptop to keep what the pages need.")
            ) from error
        for stale in places.requests.glob("*.json"):
            stale.unlink(missing_ok=True)
        self._places, self._lock = places, lock

    def go_to(self, path: Path) -> None:
        """The session's file is here now. Raises NotDoneError, as for a new one."""
        if path == self.path:
            return
        before, lock, shown = self._places, self._lock, self._shown
        self._take_place(path)
        with suppress(OSError):
            before.kept.replace(self._places.kept)
        self._end(before, lock)
        if shown is not None:
            self._shown = None
            self.show(shown)

    def kept(self) -> Kept | None:
        """What a server before this one kept; None when there was none, or it cannot be read."""
        try:
            return msgspec.json.decode(disk.read_whole(self._places.kept), type=Kept)
        except (OSError, msgspec.MsgspecError):
            return None

    def keep(self, kept: Kept) -> None:
        """Keep this for a server after this one. Raises OSError."""
        self._write(self._places.kept, msgspec.json.encode(kept))

    def show(self, serving: Serving) -> None:
        """This is how the server stands; costs nothing when it is as before. Raises OSError."""
        if serving != self._shown:
            self._write(self._places.status, msgspec.json.encode(serving))
            self._shown = serving

    def asked(self) -> list[Request]:
        """What was asked since, in order; what nobody can read is dropped."""
        requests: list[Request] = []
        try:
            with os.scandir(self._places.requests) as entries:
                names = sorted(e.name for e in entries if e.name.endswith(".json"))
        except OSError:
            return []
        for name in names:
            path = self._places.requests / name
            with suppress(OSError, msgspec.MsgspecError):
                requests.append(msgspec.json.decode(disk.read_whole(path), type=Request))
            with suppress(OSError):
                path.unlink()
        return requests

    def end(self, *, forget: bool = False) -> None:
        """The server ends. forget: nobody needs to come back, so nothing is left behind."""
        if forget:
            self._places.kept.unlink(missing_ok=True)
        self._end(self._places, self._lock)

    @staticmethod
    def _end(places: _Places, lock: locks.Lock) -> None:
        for path in (places.status, places.said, places.lock):
            with suppress(OSError):
                path.unlink()
        lock.close()

    def _write(self, path: Path, data: bytes) -> None:
        """Whole or not at all; it need not outlive the computer, so the disk is not waited for."""
        # The folder may have been cleared meanwhile.
        self._places.prepare()
        prepared = disk.new_beside(path)
        prepared.unlink(missing_ok=True)
        descriptor = disk.create(prepared)
        try:
            disk.write_at(descriptor, data, 0)
        finally:
            os.close(descriptor)
        disk.replace(prepared, path)


class SessionServer:
    """The windows' side: what `port.Server` promises for a session file.

    passphrase: what opens an encrypted session, asked for when a server is started. outlives:
    whether it goes on when this process ends, as it must in a room; a plain session need not.
    program: how Spiegel is called.
    """

    def __init__(
        self,
        path: Path,
        deliver: Deliver,
        *,
        passphrase: Callable[[], bytes] = bytes,
        outlives: bool = True,
        program: Sequence[str] = (sys.executable, "-m", "spiegel"),
    ) -> None:
        self._places = _Places(path)
        self._deliver = deliver
        self._passphrase, self._outlives = passphrase, outlives
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._known: tuple[object, Serving | None] = (None, None)

    def look(self) -> Serving | None:
        """How it stands; None when none runs."""
        if self._process is not None and self._process.poll() is not None:
            self._process = None
        if not locks.is_present(self._places.folder, _NAME):
            return None
        try:
            found = self._places.status.stat()
            mark = (found.st_ino, found.st_mtime_ns, found.st_size)
            if mark != self._known[0]:
                data = disk.read_whole(self._places.status)
                self._known = mark, msgspec.json.decode(data, type=Serving)
        except (OSError, msgspec.MsgspecError):
            return None
        return self._known[1]

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this laptop, that of itself alone last."""
        return (*addresses(), LOOPBACK)

    def start(
        self,
        then: Say,
        *,
        address: str = LOOPBACK,
        port: int = USUAL_PORT,
        seats: int = 0,
    ) -> None:
        """Start it, in a process of its own; `then` is told when it listens, or why it does not."""
        words = [*self._program, "--lang", language(), "serve", str(self._places.path)]
        words += ["--address", address, "--port", str(_free(address, port))]
        words += ["--seats", str(seats)] if seats else []

        def begin() -> None:
            problem = self._begin(words)
            self._deliver(lambda: then(problem))

        threading.Thread(target=begin, name="server", daemon=True).start()

    def _begin(self, words: list[str]) -> str:
        try:
            self._places.prepare()
            secret = self._passphrase()
            words += ["--passphrase-in-pipe"] if secret else []
            words += [] if self._outlives else ["--while-pipe-is-open"]
            piped = secret or not self._outlives
            self._places.status.unlink(missing_ok=True)
            # The server takes this file away when it ends; what it said is read all the same.
            with self._places.said.open("w+b") as said:
                self._places.said.chmod(disk.PRIVATE_FILE)
                process = subprocess.Popen(
                    words,
                    stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    # A terminal that hangs up, or ctrl+c in it, must not end what people answer on.
                    start_new_session=True,
                )
                self._process = process
                if process.stdin is not None and self._outlives:
                    with process.stdin:
                        process.stdin.write(secret)
                return self._listens(process, said)
        except OSError as error:
            return _("The pages could not be opened: {why}").format(why=reason(error))

    def _listens(self, process: subprocess.Popen[bytes], said: BinaryIO) -> str:
        """Wait until it does; else why it does not."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up and process.poll() is None:
            if self._places.status.exists():
                return ""
            time.sleep(_LOOK)
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else _("The pages could not be opened.")

    def ask(self, request: Request, then: Say | None = None) -> None:
        """Hand over a request."""
        problem = ""
        if self.look() is None:
            problem = "" if isinstance(request, Stop) else _("The pages are not open.")
        else:
            name = f"{time.time_ns():020}-{uuid.uuid4().hex[:8]}.json"
            try:
                disk.put_in_place(
                    self._places.requests / name, msgspec.json.encode(request), lasting=False
                )
            except OSError:
                problem = _("The pages do not listen: there is no room on this laptop.")
        if then is not None:
            self._deliver(lambda: then(problem))


def _free(address: str, port: int) -> int:
    """The port, or one of the next when another program has the usual one: nobody asked for it."""
    if port != USUAL_PORT:
        return port
    for found in range(port, port + _TRIED):
        with socket.socket() as tried, suppress(OSError):
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((address, found))
            return found
    return port


class NoServer:
    """What `port.Server` promises of a session that no other program can open."""

    def look(self) -> Serving | None:
        """There is none."""
        return None

    def addresses(self) -> tuple[str, ...]:
        """None to choose from."""
        return ()

    def start(
        self,
        then: Say,
        *,
        address: str = LOOPBACK,
        port: int = USUAL_PORT,
        seats: int = 0,
    ) -> None:
        """It cannot."""
        then(_("This meeting is in memory only: nobody can answer on a device."))

    def ask(self, request: Request, then: Say | None = None) -> None:
        """Nobody is there to ask."""
        if then is not None:
            then(_("The pages are not open."))
