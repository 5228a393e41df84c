"""Each line of an encrypted session belongs to its place: dropped, swapped, repeated is noticed."""

import os

import pytest
from sealed import passphrase
from tinychanges import Say, numbered, words_of

from spiegel.store import errors
from spiegel.store.damage.check import CutOff, Damage, Moved, check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


class Kept:
    """A session with compacted lines and lines after them, as a window that was killed left it."""

    def __init__(self, path, opened):
        file = opened(path, keys=passphrase())
        for change in numbered(3):
            file.change(change)
        file.compact()
        self.compacted = path.read_bytes()
        for change in numbered(4):
            file.change(change)
        self.path = path
        self.keys = passphrase()
        self.whole = path.read_bytes()
        self.lines = self.whole.splitlines(keepends=True)
        self.reach = file.sidecar.reach.read_bytes()
        file.close()
        self.put(self.lines)
        file.sidecar.reach.write_bytes(self.reach)
        self.file = file
        assert words_of(read_session(path, keys=self.keys)) == words_of(file.session)

    def put(self, lines):
        """Make these the lines of the file."""
        self.path.write_bytes(b"".join(lines))

    def refused_by_a_reader(self, lines):
        """That these lines are refused; returns the error."""
        self.put(lines)
        with pytest.raises(errors.DamagedError) as raised:
            read_session(self.path, keys=self.keys)
        return raised.value

    def refused(self, lines):
        """That these lines are refused, by whoever opens, reads or checks; returns the error."""
        error = self.refused_by_a_reader(lines)
        before = self.path.read_bytes()
        with pytest.raises(errors.DamagedError):
            SessionFile(self.path, clock=None, window="scribe", keys=self.keys)
        assert check(self.path, keys=self.keys)
        assert self.path.read_bytes() == before
        return error


@pytest.fixture
def kept(path, opened):
    return Kept(path, opened)


@pytest.mark.mutation("place-not-bound")
def test_two_lines_that_changed_places_are_noticed_wherever_they_stand(kept):
    count = len(kept.lines)
    for one in range(1, count):
        for other in range(one + 1, count):
            lines = list(kept.lines)
            lines[one], lines[other] = lines[other], lines[one]
            assert kept.refused_by_a_reader(lines).line == one + 1
    kept.refused(lines)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("place-not-bound")
def test_a_line_that_was_repeated_is_noticed_wherever_it_stands(kept):
    for one in range(1, len(kept.lines)):
        for place in range(1, len(kept.lines) + 1):
            lines = [*kept.lines[:place], kept.lines[one], *kept.lines[place:]]
            kept.refused_by_a_reader(lines)
    kept.refused(lines)


@pytest.mark.mutation("place-not-bound", "end-not-counted")
def test_a_line_that_was_dropped_is_noticed_wherever_it_stood(kept):
    for one in range(1, len(kept.lines)):
        assert kept.refused([*kept.lines[:one], *kept.lines[one + 1 :]]).line == one + 1


@pytest.mark.mutation("end-not-counted")
def test_lines_dropped_at_the_end_are_noticed_however_many(kept):
    for left in range(1, len(kept.lines)):
        error = kept.refused(kept.lines[:left])
        assert isinstance(error, errors.CutOffError)
        assert error.line == left + 1
        assert CutOff(line=left + 1) in check(kept.path, keys=kept.keys)


@pytest.mark.mutation("end-not-counted")
def test_a_last_line_that_was_saved_and_then_cut_is_noticed(kept):
    for cut in (2, 10, len(kept.lines[-1]) - 1):
        kept.refused([kept.whole[:-cut]])


@pytest.mark.slow
@pytest.mark.reckons
def test_lines_of_the_file_as_it_was_before_compacting_fit_nowhere(kept, path, opened):
    file = opened(path, keys=kept.keys)
    old = list(kept.lines)
    file.compact()
    file.close()
    new = path.read_bytes().splitlines(keepends=True)
    for number in range(1, len(new)):
        kept.refused([*new[:number], old[number], *new[number + 1 :]])


def test_check_says_which_line_stands_where(kept):
    first, second = 4, 6
    lines = list(kept.lines)
    lines[first], lines[second] = lines[second], lines[first]
    kept.put(lines)
    found = check(kept.path, keys=kept.keys)
    assert Moved(line=first + 1, number=second + 1) in found
    assert Moved(line=second + 1, number=first + 1) in found
    kept.put([*kept.lines[:5], *kept.lines[7:]])
    found = check(kept.path, keys=kept.keys)
    moved = [finding for finding in found if isinstance(finding, Moved)]
    assert [(one.line, one.number) for one in moved] == [
        (number, number + 2) for number in range(6, len(kept.lines) - 1)
    ]


def test_a_line_that_was_changed_is_named(kept):
    line = bytearray(kept.lines[5])
    line[20] ^= 1
    assert kept.refused([*kept.lines[:5], bytes(line), *kept.lines[6:]]).line == 6
    (finding,) = [f for f in check(kept.path, keys=kept.keys) if isinstance(f, Damage)]
    assert finding.line == 6


# What is no loss is never taken for one


def test_a_window_that_was_killed_before_it_noted_its_last_line_is_opened(kept):
    """The note is written after the line: at the most it lacks behind."""
    kept.file.sidecar.reach.unlink()
    assert len(read_session(kept.path, keys=kept.keys).statements) == 7
    assert check(kept.path, keys=kept.keys) == ()


@pytest.mark.parametrize("left", [b"", b"\0" * 200, b"AAAA\n", b'{"program":"spiegel"}\n'])
def test_a_note_that_a_power_cut_spoilt_says_nothing(kept, left):
    kept.file.sidecar.reach.write_bytes(left)
    kept.put(kept.lines[:-1])
    assert len(read_session(kept.path, keys=kept.keys).statements) == 6


def test_an_older_note_says_nothing_of_the_lines_since(kept, opened):
    file = opened(kept.path, keys=kept.keys)
    file.change(Say(words="nog een"))
    kept.file.sidecar.reach.write_bytes(kept.reach)
    assert check(kept.path, keys=kept.keys) == ()
    assert len(read_session(kept.path, keys=kept.keys).statements) == 8


def test_a_note_of_before_the_compacting_says_nothing_of_the_file_after_it(kept, opened):
    file = opened(kept.path, keys=kept.keys)
    for _change in range(4):
        file.undo()
    file.compact()
    file.close()
    kept.file.sidecar.reach.write_bytes(kept.reach)
    assert check(kept.path, keys=kept.keys) == ()
    opened(kept.path, keys=kept.keys)


def test_a_file_that_was_moved_without_its_folder_is_opened(kept, opened, tmp_path):
    elsewhere = tmp_path / "stick" / "wmo.spiegel"
    elsewhere.parent.mkdir()
    kept.path.rename(elsewhere)
    file = opened(elsewhere, keys=kept.keys)
    assert len(file.session.statements) == 7


def test_a_line_that_is_just_being_written_is_not_missing(kept, opened, monkeypatch):
    """Whoever reads looks at the note first: the file may only be longer than it said."""
    file = opened(kept.path, keys=kept.keys)
    read = os.open
    written = []

    def just_before(path, *arguments, **options):
        if os.fspath(path) == os.fspath(kept.path) and not written:
            written.append(True)
            file.change(Say(words="intussen"))
        return read(path, *arguments, **options)

    monkeypatch.setattr(os, "open", just_before)
    assert len(read_session(kept.path, keys=kept.keys).statements) == 8
    assert written


def test_a_window_goes_on_where_its_folder_was_removed(kept, opened, tmp_path):
    import shutil

    file = opened(kept.path, keys=kept.keys)
    shutil.rmtree(file.sidecar.folder)
    file.change(Say(words="een"))
    other = opened(kept.path, "moderator", keys=kept.keys)
    other.change(Say(words="twee"))
    file.change(Say(words="drie"))
    assert check(kept.path, keys=kept.keys) == ()
    assert len(read_session(kept.path, keys=kept.keys).statements) == 10


def test_a_plain_file_that_lost_its_compacted_end_is_noticed_too(path, opened):
    file = opened(path)
    for change in numbered(3):
        file.change(change)
    file.close()
    lines = path.read_bytes().splitlines(keepends=True)
    for left in range(2, len(lines)):
        path.write_bytes(b"".join(lines[:left]))
        with pytest.raises(errors.CutOffError):
            read_session(path)
        assert CutOff(line=left + 1) in check(path)
