"""A spoiled file is never made worse: one clear line, nothing written, and the rest is offered."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
import sealed  # noqa: F401 - registers what `--mutate` swaps in
from damage import KINDS, damages
from lookingon import Onlooker
from sealed import passphrase

import mutations
from spiegel import clock, demo
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.capture.editing import Mark, Remove, Reword, Tag
from spiegel.domain.consent.consent import SetConsent
from spiegel.domain.running.running import GoNext, Pause, Resume
from spiegel.domain.session.statements import Where
from spiegel.domain.session.themes import MergeThemes
from spiegel.store.catalogue.folder import sessions
from spiegel.store.damage.check import check
from spiegel.store.damage.gathering import Gathering
from spiegel.store.errors import DamagedError, StoreError
from spiegel.store.journal import snapshot as reading
from spiegel.store.journal.lines import SessionLine, decode
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

pytestmark = pytest.mark.reckons
MB = 1_000_000


def written(folder: Path, keys: Keys = NO_KEYS) -> tuple[bytes, bytes]:
    """A session in the middle of its day: compacted lines, then changes of every sort.

    The bytes of the file, and of the note of how far it goes if it is encrypted.
    """
    session = demo.play("middle")
    path = folder / "heel.spiegel"
    file = SessionFile.create(path, session, clock=clock.now, window="scribe", keys=keys)
    place = Where(phase=next(iter(session.phases)), question=next(iter(session.questions)))
    for text in (
        'D3: "weken gewacht" #wachttijd -',
        "D1, D5: allebei ja #nieuw +",
        "// even dicht",
    ):
        file.change(RecordLine(text=text, where=place))
    *_, other, last = session.themes
    for change in (
        Mark(number=3, valence="!"),
        Reword(number=4, words="anders gezegd 🙂"),
        Tag(number=5, theme="vertrouwen"),
        Remove(table="statements", number=6),
        SetConsent(purpose="verbatim", value=False, participants=(2,)),
        Pause(minutes=3),
        Resume(),
        GoNext(),
        MergeThemes(source=other, target=last),
    ):
        file.change(change)
    file.undo()
    data = path.read_bytes()
    reach = file.sidecar.reach
    note = reach.read_bytes() if reach.exists() else b""
    file.close()
    return data, note


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound file."""
    return written(tmp_path_factory.mktemp("heel"))[0]


def outcomes(onlooker: Onlooker) -> str:
    """What became of the files, in one line."""
    return ", ".join(f"{count} {name}" for name, count in onlooker.counts.most_common())


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation(
    "damage-ignored", "damaged-file-compacted", "salvage-stops-early", match=r"^AssertionError"
)
def test_some_damage_is_named_and_nothing_is_made_worse(tmp_path, whole, capfd):
    Onlooker(tmp_path, whole, capfd).look_at(mutations.rounds(40, 90), random.Random("some"))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_any_damage_is_named_and_nothing_is_made_worse(part, tmp_path, whole, capfd, counted):
    onlooker = Onlooker(tmp_path, whole, capfd)
    onlooker.look_at(1_000, random.Random(f"part {part}"))
    counted(f"1000 spoiled files of {len(KINDS)} kinds, part {part}: {outcomes(onlooker)}")


@pytest.fixture
def encrypted(tmp_path, tmp_path_factory, capfd) -> Onlooker:
    """One who looks at spoiled files that nobody can read without the passphrase."""
    keys = passphrase()
    data, reach = written(tmp_path_factory.mktemp("heel"), keys)
    return Onlooker(tmp_path, data, capfd, keys, reach)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("place-not-bound", match=r"^AssertionError")
def test_in_an_encrypted_file_some_damage_is_noticed(encrypted):
    encrypted.look_at(mutations.rounds(30, 60), random.Random("encrypted"))


@pytest.mark.slow
@pytest.mark.mutation("place-not-bound", "end-not-counted", match=r"^AssertionError")
def test_in_an_encrypted_file_any_damage_is_noticed(encrypted, counted):
    encrypted.look_at(1_000, random.Random("encrypted"))
    counted(f"1000 spoiled encrypted files: {outcomes(encrypted)}")


@pytest.mark.slow
def test_what_is_offered_after_damage_is_a_sound_file(tmp_path, whole, capfd, counted):
    onlooker = Onlooker(tmp_path, whole, capfd)
    stream = damages(whole, random.Random("offered"), KINDS)
    saved = 0
    for _ in range(200):
        data = next(stream).data
        onlooker.put(data)
        _code, _out, err = onlooker.command("check")
        if "--restore" not in err:
            continue
        code, _out, err = onlooker.command("check", "--restore", "rest")
        assert (code, err) == (0, "")
        (place,) = [e.path for e in sessions(tmp_path) if e.path != onlooker.path]
        assert check(place) == ()
        place.unlink()
        assert onlooker.path.read_bytes() == data
        saved += 1
    assert saved > 80
    counted(f"{saved} of 200 spoiled files gave a sound one")


@pytest.mark.slow
def test_the_program_itself_says_one_line_about_a_spoiled_file(tmp_path, whole):
    stream = damages(whole, random.Random("program"), KINDS)
    path = tmp_path / "gesprek.spiegel"
    for _ in range(30):
        path.write_bytes(next(stream).data)
        error = failure(path)
        done = spiegel("show", path)
        assert done.returncode == (error is not None)
        assert len(done.stderr.splitlines()) == (error is not None)
        assert b"Traceback" not in done.stderr


def failure(path: Path) -> StoreError | None:
    """Why a file cannot be read."""
    try:
        read_session(path)
    except StoreError as error:
        return error
    return None


def spiegel(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The program, run as somebody does who types a command."""
    command = [sys.executable, "-m", "spiegel", "--lang", "en", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False)


# What stands where a file should


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def an_endless_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("weg.spiegel")


def as_it_is(path: Path) -> tuple[int, ...]:
    """What tells whether it was touched; not when it was looked at, which looking changes."""
    state = path.lstat()
    return state.st_mode, state.st_ino, state.st_nlink, state.st_size, state.st_mtime_ns


@pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices")
@pytest.mark.parametrize(
    "make", [a_folder, a_pipe, an_endless_device, a_link_to_itself, a_link_to_nothing]
)
def test_what_is_no_file_at_all_is_named_and_left_alone(tmp_path, capfd, make):
    path = tmp_path / "gesprek.spiegel"
    make(path)
    before = as_it_is(path)
    (listed,) = sessions(tmp_path)
    assert listed.error is not None
    for use in (
        lambda: read_session(path),
        lambda: SessionFile(path, clock=clock.now, window="scribe"),
    ):
        with pytest.raises(StoreError):
            use()
    from spiegel import cli

    for verb in ("show", "check", "export", "capture"):
        assert cli.main(["--lang", "nl", verb, str(path)]) == 1
        printed = capfd.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1, printed.err
    assert as_it_is(path) == before


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".spiegel", "los.txt/gesprek.spiegel"], ids=["too long", "under a file"]
)
def test_a_place_that_cannot_be_is_named(tmp_path, capfd, name):
    from spiegel import cli

    (tmp_path / "los.txt").touch()
    for verb in ("show", "check", "export", "capture", "new"):
        assert cli.main(["--lang", "nl", verb, str(tmp_path / name)]) == 1
        printed = capfd.readouterr()
        assert len(printed.err.splitlines()) == 1, printed.err
        assert "Traceback" not in printed.err


# Large ones


def large(path: Path, whole: bytes, kind: str) -> None:
    """A file of 200 MB."""
    header, *lines = whole.splitlines(keepends=True)
    size = 200 * MB
    with path.open("wb") as file:
        if kind == "nothing but zeros":
            file.truncate(size)
            return
        if kind == "an endless first line":
            file.write(header.rstrip(b"}\n"))
            file.write(b',"title":"')
        else:
            file.write(whole)
        piece = {
            "zeros behind it": b"\0" * MB,
            "empty lines behind it": b"\n" * MB,
            "short lines behind it": b"x\n" * (MB // 2),
            "rubbish behind it": random.Random(kind).randbytes(MB),
            "an endless first line": b"y" * MB,
            "an endless line behind it": b"z" * MB,
            "many lines": lines[-1] * (MB // len(lines[-1])),
        }[kind]
        while file.tell() < size:
            file.write(piece)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux does")
@pytest.mark.parametrize(
    ("kind", "sound"),
    [
        ("nothing but zeros", False),
        ("zeros behind it", True),
        ("empty lines behind it", False),
        ("short lines behind it", False),
        ("rubbish behind it", False),
        ("an endless first line", False),
        ("an endless line behind it", True),
        ("many lines", True),
    ],
)
def test_a_file_of_200_mb_takes_no_more_memory_than_a_laptop_has(
    tmp_path, whole, counted, kind, sound
):
    path = tmp_path / "groot.spiegel"
    large(path, whole, kind)
    most = 0
    for words in (["show"], ["check"], ["check", "--restore"]):
        verb, *options = words
        code, said, memory = measured(verb, path, *options)
        assert b"Traceback" not in said
        assert APOLOGY not in said
        assert len(said.splitlines()) <= 210
        if verb == "show":
            assert code == (not sound)
            assert len(said.splitlines()) == (not sound)
        most = max(most, memory)
    (entry,) = sessions(tmp_path)
    assert (entry.header is None) == (kind in ("nothing but zeros", "an endless first line"))
    counted(f"200 MB, {kind}: {most} MB of memory")
    assert most < 800


APOLOGY = b"error in the program"


WATCHED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small program that starts another: what one has used counts from whoever started it."""


def measured(verb: str, *words: str | Path) -> tuple[int, bytes, int]:
    """What a command answers, says, and takes of memory in MB."""
    command = [sys.executable, "-m", "spiegel", "--lang", "en", verb, *map(str, words)]
    watched = [sys.executable, "-c", WATCHED, *command]
    done = subprocess.run(watched, capture_output=True, timeout=300, check=False)
    return done.returncode, done.stderr, int(done.stdout) // 1_000


# What the tests must notice


@mutations.register("damage-ignored")
def _damage_ignored(patch: pytest.MonkeyPatch) -> None:
    """A line that cannot be read is passed over in silence."""

    def lenient(payload: bytes) -> SessionLine:
        try:
            return decode(payload)
        except Unreadable:
            return SessionLine()

    patch.setattr(reading, "decode", lenient)


@mutations.register("damaged-file-compacted")
def _damaged_file_compacted(patch: pytest.MonkeyPatch) -> None:
    """A window that meets damage makes the file sound again, without asking."""
    init = SessionFile.__init__

    def repairing(file: SessionFile, path: Path, **options: object) -> None:
        try:
            init(file, path, **options)
        except DamagedError as error:
            lines = path.read_bytes().split(b"\n")[: error.line - 1]
            path.write_bytes(b"".join(line + b"\n" for line in lines))
            raise

    patch.setattr(SessionFile, "__init__", repairing)


@mutations.register("salvage-stops-early")
def _salvage_stops_early(patch: pytest.MonkeyPatch) -> None:
    """What comes after the first line that gives nothing is not looked at."""
    take = Gathering.take

    def until_then(gathering: Gathering, raw: bytes, number: int | None) -> int:
        return 1 if gathering.unread else take(gathering, raw, number)

    patch.setattr(Gathering, "take", until_then)
