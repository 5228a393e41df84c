"""A last line that was cut off while it was written is dropped, and nothing else is."""

import pytest
from tinychanges import Say, words_of

from spiegel.store import errors
from spiegel.store.damage import check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


def with_three_lines(file: SessionFile) -> tuple[bytes, int]:
    """The bytes of a file with three statements, and where the last line begins."""
    for words in ("een", "twee – “geciteerd”", "drie 🙂\u2028"):
        file.change(Say(words=words))
    data = file.path.read_bytes()
    return data, data.rfind(b"\n", 0, -1) + 1


@pytest.mark.slow
@pytest.mark.reckons
def test_at_every_cut_the_lines_before_are_read_and_the_next_is_written(path, scribe, opened):
    data, start = with_three_lines(scribe)
    whole = words_of(scribe.session)
    scribe.close()
    for cut in range(start, len(data)):
        path.write_bytes(data[:cut])
        expected = whole if cut == len(data) - 1 else whole[:2]
        assert words_of(read_session(path)) == expected, cut
        if cut % 7 == 0 or cut >= len(data) - 2:
            window = opened(path)
            assert words_of(window.change(Say(words="vier"))) == [*expected, "vier"]
            assert words_of(read_session(path)) == [*expected, "vier"]
            window.close()
            assert check.check(path) == ()


def test_an_open_window_drops_the_torn_line_of_one_that_was_killed(path, scribe, moderator):
    data, _ = with_three_lines(scribe)
    with path.open("ab") as file:
        file.write(b'{"at":"2026-03-12T10:00:00Z","docs":{"stat')
    assert moderator.follow() is not None
    assert len(moderator.session.statements) == 3
    assert moderator.follow() is None
    moderator.change(Say(words="vier"))
    assert path.read_bytes().startswith(data + b'{"at"')
    assert len(scribe.follow().statements) == len(read_session(path).statements) == 4


def test_a_torn_line_that_is_longer_than_the_next_leaves_nothing_behind(path, scribe, opened):
    scribe.change(Say(words="een"))
    with path.open("ab") as file:
        file.write(b'{"at":"2026-03-12T10:00:00Z","docs":{"statements":{"2":"' + b"x" * 5_000)
    scribe.change(Say(words="twee"))
    assert path.read_bytes().endswith(b"}\n")
    assert words_of(opened(path, "moderator").session) == ["een", "twee"]
    assert check.check(path) == ()


def test_a_whole_last_line_without_its_end_counts(path, scribe, moderator):
    data, _ = with_three_lines(scribe)
    moderator.follow()
    path.write_bytes(data[:-1])
    with pytest.raises(errors.ReplacedError):
        moderator.follow()
    path.write_bytes(data)
    with path.open("ab") as file:
        file.write(b'{"docs":{"themes":{"2":{"number":2,"name":"x"}}}}')
    assert moderator.follow().themes[2].name == "x"
    assert words_of(moderator.change(Say(words="vier")))[-1] == "vier"
    assert scribe.follow().themes[2].name == "x"
    assert words_of(read_session(path))[-1] == "vier"
    assert b"\n\n" not in path.read_bytes()


def test_the_newline_that_was_missing_may_still_come(path, scribe, moderator):
    scribe.change(Say(words="een"))
    with path.open("ab") as file:
        file.write(b'{"docs":{"themes":{"2":{"number":2,"name":"x"}}}}')
    assert moderator.follow().themes[2].name == "x"
    with path.open("ab") as file:
        file.write(b'\n{"docs":{"themes":{"3":{"number":3,"name":"y"}}}}\n')
    assert moderator.follow().themes[3].name == "y"
    assert words_of(moderator.change(Say(words="twee"))) == ["een", "twee"]


def test_a_torn_first_line_is_no_session(path, scribe, opened):
    data = path.read_bytes()
    scribe.close()
    for cut in (1, 10, 50, data.index(b"\n") - 1):
        path.write_bytes(data[:cut])
        with pytest.raises(errors.NotASessionError):
            opened(path)
        assert path.read_bytes() == data[:cut]
