"""The file is gone under a window: it goes on elsewhere, and nothing is lost."""

import shutil

import msgspec
import pytest
from tinychanges import Alter, Remove, Say, TakeBackConsent, Ticks, small_session, words_of

import mutations
from spiegel.store.damage.check import check
from spiegel.store.errors import AlreadyThereError, GoneError, OtherSessionError
from spiegel.store.journal.journal import Journal
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.sealed.sealing import Cost
from spiegel.store.session import recovery
from spiegel.store.session.file import SessionFile
from spiegel.store.session.moving import BringAlong, Place, free_place
from spiegel.store.session.writer import Failed, Found, Moved, Saved

LIGHT = Cost(n=2**4)
"""A key that costs a test nothing."""


@pytest.fixture
def place(tmp_path):
    """Another folder, with the name of a copy in it."""
    folder = tmp_path / "elders"
    folder.mkdir()
    return folder / "wmo-kopie.spiegel"


def test_a_window_goes_on_with_a_copy_of_all_that_it_knows(path, place, scribe):
    scribe.change(Say(words="een"))
    path.unlink()
    copy = scribe.continued(place)
    assert words_of(copy.session) == ["een"]
    copy.change(Say(words="twee"))
    assert words_of(read_session(place)) == ["een", "twee"]
    assert check(place) == ()
    copy.close()


@pytest.mark.mutation("the-copy-is-as-last-seen")
@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: path.rename("weg")])
def test_what_others_wrote_last_is_in_the_copy_too(
    path, place, scribe, moderator, lose, monkeypatch
):
    monkeypatch.chdir(path.parent)
    scribe.change(Say(words="een"))
    moderator.change(Say(words="nog niet gezien"))
    lose(path)
    with pytest.raises(GoneError):
        scribe.follow()
    copy = scribe.continued(place)
    assert words_of(copy.session) == ["een", "nog niet gezien"]
    copy.close()


def test_what_was_done_can_still_be_taken_back(path, place, scribe):
    scribe.change(Say(words="een"))
    scribe.change(Alter(number=1, fields={"words": "anders"}))
    path.unlink()
    copy = scribe.continued(place)
    assert words_of(copy.undo().session) == ["een"]
    copy.close()


def test_a_copy_never_takes_the_place_of_a_file(path, place, scribe):
    place.write_text("van iemand anders", encoding="utf-8")
    path.unlink()
    with pytest.raises(AlreadyThereError):
        scribe.continued(place)
    assert place.read_text(encoding="utf-8") == "van iemand anders"


def test_a_window_that_goes_on_elsewhere_is_seen_there_and_no_longer_here(path, place, scribe):
    old = scribe.sidecar
    path.unlink()
    copy = scribe.continued(place)
    assert list(old.windows.iterdir()) == []
    other = SessionFile(place, clock=Ticks(), window="moderator")
    assert other.others() == (copy.window,)
    other.close()
    copy.close()


def test_a_copy_of_an_encrypted_session_is_encrypted(path, place):
    keys = Passphrase("een lange zin", cost=LIGHT)
    file = SessionFile.create(path, small_session(), clock=Ticks(), window="scribe", keys=keys)
    file.change(Say(words="geheim"))
    path.unlink()
    copy = file.continued(place)
    copy.change(Say(words="ook geheim"))
    assert b"geheim" not in place.read_bytes()
    assert words_of(read_session(place, keys=keys)) == ["geheim", "ook geheim"]
    copy.close()


# Finding where it went on


def test_a_file_that_was_moved_is_found_and_nothing_else_is(path, tmp_path, scribe):
    scribe.change(Say(words="een"))
    older = tmp_path / "reservekopie.spiegel"
    shutil.copy(path, older)
    scribe.change(Say(words="twee"))
    other = tmp_path / "anders.spiegel"
    SessionFile.create(other, small_session(), clock=Ticks(), window="x").close()
    moved = tmp_path / "hernoemd.spiegel"
    path.rename(moved)
    assert scribe.found_in((tmp_path, tmp_path / "geen map")) == (Place(moved),)


def test_the_copy_in_which_another_window_works_is_found(path, place, scribe, moderator):
    path.unlink()
    assert scribe.found_in((place.parent,)) == ()
    copy = moderator.continued(place)
    assert scribe.found_in((place.parent,)) == (Place(place, (copy.window,)),)
    copy.close()
    assert scribe.found_in((place.parent,)) == ()


@mutations.register("nothing-is-brought-along")
def _leaves_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(BringAlong, "apply", lambda self, session, now: session)


@mutations.register("the-copy-is-as-last-seen")
def _does_not_read_on(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Journal, "read_what_is_left", lambda self, take: None)


@pytest.mark.mutation("nothing-is-brought-along")
def test_what_only_this_window_knew_is_brought_along(path, place, scribe, moderator):
    scribe.change(Say(words="een", line="1" * 32))
    moderator.follow()
    moderator._live._journal.rest(always=True)
    scribe.change(Say(words="niet gehoord", line="2" * 32))
    scribe.change(Alter(number=1, fields={"words": "een, nagekeken"}))
    path.unlink()
    with pytest.raises(GoneError):
        scribe.follow()
    copy = moderator.continued(place)
    copy.change(Say(words="intussen", line="3" * 32))
    joined = scribe.continued(place, found=True)
    assert words_of(joined.session) == ["een, nagekeken", "intussen", "niet gehoord"]
    assert words_of(copy.follow()) == words_of(joined.session)
    assert check(place) == ()
    joined.close()
    copy.close()


def test_what_others_changed_in_the_copy_since_stays(path, place, scribe, moderator):
    scribe.change(Say(words="een", line="1" * 32))
    scribe.change(Alter(number=1, fields={"words": "twee"}))
    scribe.change(Say(words="weg ermee", line="2" * 32))
    moderator.follow()
    path.unlink()
    with pytest.raises(GoneError):
        scribe.follow()
    copy = moderator.continued(place)
    copy.change(Alter(number=1, fields={"words": "drie"}))
    copy.change(Remove(number=2))
    joined = scribe.continued(place, found=True)
    assert words_of(joined.session) == ["drie"]
    joined.close()
    copy.close()


def test_nothing_is_brought_to_a_file_that_was_only_moved(path, tmp_path, scribe, moderator):
    scribe.change(Say(words="een"))
    scribe.change(Alter(number=1, fields={"words": "twee"}))
    moderator.follow()
    moved = tmp_path / "hernoemd.spiegel"
    path.rename(moved)
    with pytest.raises(GoneError):
        scribe.follow()
    elsewhere = moderator.continued(moved, found=True)
    elsewhere.change(Alter(number=1, fields={"words": "een"}))
    joined = scribe.continued(moved, found=True)
    assert words_of(joined.session) == ["een"]
    joined.close()
    elsewhere.close()


def test_words_that_were_taken_back_in_the_copy_do_not_come_back(path, place, scribe, moderator):
    scribe.change(Say(words="mijn buurman", speaker="D2", line="1" * 32))
    moderator.follow()
    path.unlink()
    with pytest.raises(GoneError):
        scribe.follow()
    copy = moderator.continued(place)
    copy.change(TakeBackConsent(participant=2))
    joined = scribe.continued(place, found=True)
    assert words_of(joined.session) == []
    assert joined.undo() is None
    assert b"buurman" not in place.read_bytes()
    joined.close()
    copy.close()


def test_another_session_is_never_gone_on_with(path, tmp_path, scribe):
    session = small_session()
    info = msgspec.structs.replace(session.info, id="een ander")
    session = msgspec.structs.replace(session, info=info)
    other = tmp_path / "anders.spiegel"
    SessionFile.create(other, session, clock=Ticks(), window="x").close()
    before = other.read_bytes()
    with pytest.raises(OtherSessionError):
        scribe.continued(other, found=True)
    assert other.read_bytes() == before
    assert words_of(scribe.change(Say(words="nog hier"))) == ["nog hier"]


# The window's writer


def test_what_waits_is_saved_in_the_copy_in_its_order(path, place, desk):
    desk.writer.submit(Say(words="een"), insists=True)
    desk.next()
    path.unlink()
    tickets = [desk.writer.submit(Say(words=w), insists=True) for w in ("twee", "drie")]
    assert all(isinstance(desk.next(), Failed) for _ in tickets)
    move = desk.writer.do(recovery.move(place))
    moved = desk.next()
    assert (type(moved), moved.ticket, moved.opened.path) == (Moved, move, place)
    saved = [desk.next() for _ in tickets]
    assert [(type(one), one.ticket) for one in saved] == [(Saved, ticket) for ticket in tickets]
    assert words_of(read_session(place)) == ["een", "twee", "drie"]
    desk.look(2)
    assert desk.none_left()


def test_a_copy_that_cannot_be_made_is_told_and_everything_still_waits(path, place, desk):
    path.unlink()
    desk.writer.submit(Say(words="een"), insists=True)
    desk.next()
    place.touch()
    ticket = desk.writer.do(recovery.move(place))
    failed = desk.next()
    assert (failed.ticket, type(failed.error)) == (ticket, AlreadyThereError)
    desk.writer.do(recovery.move(place.with_name("vrij.spiegel")))
    assert [type(desk.next()) for _ in range(2)] == [Moved, Saved]


def test_the_writer_looks_where_the_session_went(path, tmp_path, desk):
    moved = tmp_path / "hernoemd.spiegel"
    path.rename(moved)
    ticket = desk.writer.do(recovery.find("kopie.spiegel", (tmp_path,)))
    free = tmp_path / "kopie.spiegel"
    assert desk.next() == Found(ticket=ticket, places=(Place(moved),), free=free)
    desk.writer.do(recovery.move(moved, found=True))
    assert desk.next().opened.path == moved


def test_when_nobody_can_be_asked_the_window_goes_on_where_it_can(path, place, tmp_path, desk):
    desk.writer.submit(Say(words="een"))
    desk.next()
    path.unlink()
    rescue = recovery.rescue("wmo-kopie.spiegel", (tmp_path / "weg", place.parent))
    desk.writer.do(rescue)
    assert desk.next().opened.path == place
    moved = place.with_name("hernoemd.spiegel")
    place.rename(moved)
    desk.writer.do(rescue)
    assert desk.next().opened.path == moved


def test_a_place_for_a_copy_is_free_and_can_be_written(tmp_path):
    first, last = tmp_path / "een", tmp_path / "laatste"
    first.mkdir()
    (first / "wmo-kopie.spiegel").symlink_to("nergens")
    name = "wmo-kopie.spiegel"
    assert free_place(name, (first, last)) == first / "wmo-kopie-2.spiegel"
    assert free_place(name, (tmp_path / "weg", last)) == last / name
    assert last.is_dir()
