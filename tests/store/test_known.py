"""What was ever made or opened on this computer, remembered a file for each path."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from spiegel.store import known


def test_what_is_noted_is_known_until_it_is_forgotten(tmp_path):
    first, second = tmp_path / "één.spiegel", tmp_path / "twee.spiegel"
    for path in (first, second, first):
        known.note(path)
    assert set(known.paths()) == {first, second}
    known.forget(first)
    assert known.paths() == (second,)


def test_many_at_once_lose_nothing(tmp_path):
    wanted = {tmp_path / f"{number}.spiegel" for number in range(40)}
    with ThreadPoolExecutor(8) as together:
        list(together.map(known.note, wanted))
    assert set(known.paths()) == wanted


def test_only_the_owner_can_read_it_and_it_holds_nothing_but_a_path(tmp_path):
    known.note(tmp_path / "een.spiegel")
    (place,) = known._folder().iterdir()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert place.read_text("utf-8") == str(tmp_path / "een.spiegel")


def test_what_is_damaged_in_it_hides_nothing_else(tmp_path):
    known.note(tmp_path / "een.spiegel")
    folder = known._folder()
    for name, content in (("a", b"\x00\xff"), ("b", b""), ("c", b"relatief"), ("d", b"x" * 9999)):
        (folder / name).write_bytes(content)
    (folder / "e").mkdir()
    (folder / "f").write_text(str(tmp_path), "utf-8")
    assert known.paths() == (tmp_path / "een.spiegel",)


def test_a_home_that_cannot_be_written_remembers_nothing_and_says_nothing(tmp_path, monkeypatch):
    (tmp_path / "staat").write_text("geen map", "utf-8")
    monkeypatch.setattr(known, "_folder", lambda: Path(tmp_path / "staat" / "known"))
    known.note(tmp_path / "een.spiegel")
    known.forget(tmp_path / "een.spiegel")
    assert known.paths() == ()
