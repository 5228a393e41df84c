"""Passphrases for tests, whose keys cost next to nothing, and bad seals for `--mutate`."""

import time

import pytest

import mutations
from spiegel import logbook
from spiegel.store import disk
from spiegel.store.beside.drafts import Drafts
from spiegel.store.journal.journal import Journal
from spiegel.store.journal.payload import OPEN
from spiegel.store.sealed.keys import KeyedSeal, Passphrase
from spiegel.store.sealed.sealing import Cost

WORDS = "vier rode fietsen vliegen"
CHEAP = Cost(n=2, r=1, p=1)


def passphrase(words: str = WORDS) -> Passphrase:
    """What a person typed, as a value of its own for each time that it was typed."""
    return Passphrase(words, cost=CHEAP)


@mutations.register("place-not-bound")
def _place_not_bound(patch: pytest.MonkeyPatch) -> None:
    """Every line is closed for one and the same place."""
    patch.setattr("spiegel.store.sealed.keys._bound", lambda _place: b"")


@mutations.register("end-not-counted")
def _end_not_counted(patch: pytest.MonkeyPatch) -> None:
    """Nobody compares the end of a file with what was saved."""
    for module in ("journal.journal", "damage.check"):
        patch.setattr(f"spiegel.store.{module}.counted", lambda *_about: 0)


@mutations.register("header-not-bound")
def _header_not_bound(patch: pytest.MonkeyPatch) -> None:
    """What is hidden in a header holds whatever stands in plain before it."""
    patch.setattr("spiegel.store.journal.header._place", lambda _plain: "header:")


@mutations.register("drafts-in-plain")
def _drafts_in_plain(patch: pytest.MonkeyPatch) -> None:
    """The half-typed line is not encrypted."""
    made = Drafts.__init__

    def plain(self, folder, window, **_seal):
        made(self, folder, window, seal=OPEN)

    patch.setattr(Drafts, "__init__", plain)


@mutations.register("lines-in-plain")
def _lines_in_plain(patch: pytest.MonkeyPatch) -> None:
    """The header is encrypted, and all else that stands beside it; the changes are not."""
    close, open_ = KeyedSeal.close, KeyedSeal.open

    def plain_close(self, content, place):
        return content if place.startswith("line:") else close(self, content, place)

    def plain_open(self, closed, place):
        return closed if place.startswith("line:") else open_(self, closed, place)

    patch.setattr(KeyedSeal, "close", plain_close)
    patch.setattr(KeyedSeal, "open", plain_open)


@mutations.register("words-in-crash-file")
def _words_in_crash_file(patch: pytest.MonkeyPatch) -> None:
    """A crash file that says what went wrong, as most do."""
    report = logbook.crash_report
    patch.setattr(logbook, "crash_report", lambda error: f"{report(error)}{error}\n")


@mutations.register("key-derived-each-time")
def _key_derived_each_time(patch: pytest.MonkeyPatch) -> None:
    """No key is remembered."""

    class Forgetful(dict):
        def __setitem__(self, key, value):
            self.last = value

        def __getitem__(self, key):
            return self.last

    made = Passphrase.__init__

    def forgetful(self, *arguments, **options):
        made(self, *arguments, **options)
        self._keys = Forgetful()

    patch.setattr(Passphrase, "__init__", forgetful)


@mutations.register("noted-before-written")
def _noted_before_written(patch: pytest.MonkeyPatch) -> None:
    """How far the file goes is noted first, and only then does it go there."""
    write_at = disk.write_at
    append = Journal.append

    def noting(self, payload):
        def first(descriptor, data, offset):
            if offset and self.header is not None:
                self._reach.note(self.seal, self.header.generation, self.count + 1)
                time.sleep(0.001)
            write_at(descriptor, data, offset)

        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(disk, "write_at", first)
            append(self, payload)

    patch.setattr(Journal, "append", noting)
