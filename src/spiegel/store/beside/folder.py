"""The folder beside a session file: its lock, its windows, their drafts and kept copies."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_state_path

from spiegel.domain.patterns import pattern
from spiegel.i18n import Translations
from spiegel.store import disk
from spiegel.store.errors import NotReadableError, NotThereError, NotWrittenError


class Sidecar:
    """Where the folder beside a session is, and what is in it; nothing is made until `prepare`.

    On this computer it is `.NAME.spiegel.d` beside the file. Beside a file in a folder that goes to
    a cloud or a network, it stays on this computer: a lock that is copied around locks nothing.
    runtime: the folder for what may be on no disk, where this computer has such a place; it is
    gone when the computer is.
    """

    def __init__(self, path: Path) -> None:
        self.subject = path
        if elsewhere(path) is None:
            self.folder = path.with_name(f".{path.name}.d")
        else:
            self.folder = local_folder(path)
        self.lock = self.folder / "lock"
        self.windows = self.folder / "windows"
        self.drafts = self.folder / "drafts"
        self.backups = self.folder / "backups"
        self.reach = self.folder / "reach"
        self.ballots = self.folder / "ballots"
        self.runtime = _runtime_folder() / _mark(path)

    def prepare(self) -> None:
        """Make the folder, for its owner only. Raises NotWrittenError."""
        try:
            for folder in (self.folder, self.windows, self.drafts, self.backups):
                disk.private_folder(folder)
        except OSError as error:
            raise NotWrittenError(self.subject, error) from error


def _runtime_folder() -> Path:
    """In memory where this computer has such a place (XDG_RUNTIME_DIR), else among its state."""
    in_memory = os.environ.get("XDG_RUNTIME_DIR", "")
    # It may name the place of another person, as after `su`.
    if in_memory and _is_writable(Path(in_memory)):
        return Path(in_memory) / "spiegel"
    return user_state_path("spiegel") / "runtime"


def _is_writable(folder: Path) -> bool:
    """Whether files can be made in this folder, or the folder itself."""
    with suppress(OSError):
        there = next((place for place in (folder, *folder.parents) if place.is_dir()), None)
        return there is not None and os.access(there, os.W_OK | os.X_OK)
    return False


def local_folder(path: Path) -> Path:
    """The folder for what belongs to a session but may not stand beside it, on this computer."""
    return user_state_path("spiegel") / "beside" / f"{path.stem}-{_mark(path)}.d"


def _mark(path: Path) -> str:
    """What tells this path from all others, without saying it."""
    import hashlib

    return hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def resolved(path: Path) -> Path:
    """The real file behind a path, symlinks followed; all windows must mean the same one.

    Raises NotThereError and NotReadableError.
    """
    try:
        return path.resolve(strict=True)
    except FileNotFoundError as error:
        raise NotThereError(path) from error
    except (OSError, RuntimeError) as error:
        # A loop of symlinks is a RuntimeError in Python 3.11.
        cause = error if isinstance(error, OSError) else OSError(str(error))
        raise NotReadableError(path, cause) from error


def located(path: Path) -> Path:
    """Where a session is or was: as `resolved`, also when there is no file any more.

    Raises NotReadableError.
    """
    try:
        return resolved(path)
    except NotThereError:
        return path.resolve(strict=False)


class Away(StrEnum):
    """Why a folder is not on this computer alone."""

    CLOUD = "cloud"
    NETWORK = "network"


class Elsewhere(msgspec.Struct, frozen=True):
    """A finding: the session lies in a folder that is copied to, or comes from, somewhere else."""

    path: Path
    why: Away
    name: str

    def explain(self, t: Translations) -> str:
        """What it means and what to do, in one or two sentences."""
        if self.why is Away.CLOUD:
            return t.gettext(
                "{path} lies in a folder that is copied to {name}. Use it on one computer at a"
                " time, or move it to a folder that stays on this computer."
            ).format(path=self.path, name=self.name)
        return t.gettext(
            "{path} lies on a network drive ({name}). Use it on one computer at a time, or move it"
            " to a folder on this computer."
        ).format(path=self.path, name=self.name)


_CLOUD: Final = pattern(
    r"(?:(OneDrive|Dropbox|Google ?Drive|iCloud ?Drive|Nextcloud|ownCloud|pCloud ?Drive"
    r"|Proton ?Drive|SURFdrive|Tresorit|kDrive)(?:\W.*)?"
    r"|(Mobile Documents|CloudStorage|Box|Box Sync|STACK|MEGA|Sync))",
    re.IGNORECASE,
)
_CLOUD_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "davfs",
        "davfs2",
        "afpfs",
        "webdav",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.s3fs",
        "fuse.glusterfs",
        "fuse.onedriver",
        "fuse.google-drive-ocamlfuse",
        "fuse.smbnetfs",
    }
)
_MOUNTS: Final = Path("/proc/self/mountinfo")


def elsewhere(
    path: Path,
    *,
    mounts: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Elsewhere | None:
    """Whether a session at this place is shared with another machine, as far as can be seen.

    mounts: the text of Linux's /proc/self/mountinfo, read from the system when not given.
    """
    for part in path.parent.parts:
        match = _CLOUD.fullmatch(part)
        if match:
            return Elsewhere(path, Away.CLOUD, match[1] or match[2])
    for variable in _CLOUD_VARIABLES:
        folder = environment.get(variable)
        if folder and path.is_relative_to(folder):
            return Elsewhere(path, Away.CLOUD, "OneDrive")
    if sys.platform == "win32" and str(path).startswith("\\\\"):
        return Elsewhere(path, Away.NETWORK, path.drive)
    system = _file_system(path, _read_mounts() if mounts is None else mounts)
    return Elsewhere(path, Away.NETWORK, system) if system in _NETWORK else None


def _read_mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _file_system(path: Path, mounts: str) -> str:
    """The kind of file system that a path is on: that of the longest mount point above it."""
    best, kind = "", ""
    for line in mounts.split("\n"):
        place, separator, rest = line.partition(" - ")
        fields = place.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
        if len(point) >= len(best) and path.is_relative_to(point):
            best, kind = point, rest.split(" ")[0]
    return kind
