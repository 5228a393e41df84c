"""Two windows, one field: the later wins, and the other hears it whatever happens to the file."""

import pytest
from tinychanges import Alter, Begin, Entitle, Say, TakeBackConsent, words_of

import mutations
from spiegel.store.damage.check import check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.takeovers import KEPT, Takeovers


@pytest.fixture
def overtaken(scribe, moderator):
    """The scribe's words were just replaced by the moderator, and the scribe did not look yet."""
    scribe.change(Say(words="een", speaker="D2"))
    moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "van de verslaglegger"}))
    moderator.change(Alter(number=1, fields={"words": "van de gespreksleider"}))


def replaced(file):
    return [(told.mine, told.theirs) for told in file.told()]


COMPACTINGS = {
    "asked for": lambda file: file.compact(),
    "another title": lambda file: file.change(Entitle(title="Nieuw")),
    "the meeting begins": lambda file: file.change(Begin()),
    "many": lambda file: [file.compact() for _ in range(20)],
}


@mutations.register("compacting-forgets-who-was-overtaken")
def _forgets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Takeovers, "lines", lambda self, now: [])


@pytest.mark.mutation("compacting-forgets-who-was-overtaken")
@pytest.mark.parametrize("compacting", COMPACTINGS.values(), ids=COMPACTINGS)
def test_it_is_told_although_the_file_was_compacted_first(
    path, scribe, moderator, overtaken, compacting
):
    compacting(moderator)
    assert check(path) == ()
    scribe.follow()
    assert replaced(scribe) == [("van de verslaglegger", "van de gespreksleider")]
    assert words_of(scribe.undo().session) == ["van de verslaglegger"]


def test_a_third_window_that_compacts_takes_no_news_away(path, scribe, moderator, opened):
    third = opened(path, "scribe")
    scribe.change(Say(words="een"))
    moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "hier"}))
    moderator.change(Alter(number=1, fields={"words": "daar"}))
    third.compact()
    assert third.told() == ()
    scribe.follow()
    assert replaced(scribe) == [("hier", "daar")]


def test_it_is_told_once_however_often_the_file_is_compacted(scribe, moderator, overtaken):
    scribe.follow()
    assert len(scribe.told()) == 1
    moderator.change(Alter(number=1, fields={"words": "nog anders"}))
    for _ in range(3):
        moderator.compact()
        scribe.follow()
    assert scribe.told() == ()


def test_words_that_were_taken_back_come_back_with_no_news(path, scribe, moderator, overtaken):
    moderator.change(TakeBackConsent(participant=2))
    data = path.read_bytes()
    for words in (b"verslaglegger", b"gespreksleider", b"een", b'"over"'):
        assert words not in data
    scribe.follow()
    assert scribe.told() == ()
    assert scribe.undo() is None


def test_news_that_is_kept_holds_no_words(path, scribe, moderator, overtaken):
    moderator.change(Alter(number=1, fields={"words": "zonder namen"}))
    moderator.compact()
    data = path.read_bytes()
    assert b'"over"' in data
    assert b"verslaglegger" not in data
    assert b"van de gespreksleider" not in data


def test_when_nobody_else_is_there_no_news_is_kept(path, scribe, moderator, overtaken):
    scribe.close()
    moderator.change(Entitle(title="Nieuw"))
    assert b'"over"' not in path.read_bytes()


def test_news_is_not_kept_for_ever(path, scribe, moderator, overtaken):
    moderator._clock.utc += 2 * int(KEPT.total_seconds() * 1000)
    moderator.compact()
    assert b'"over"' not in path.read_bytes()


def test_the_last_to_leave_leaves_no_news_behind(path, scribe, moderator, overtaken):
    moderator.compact()
    moderator.close()
    assert b'"over"' in path.read_bytes()
    scribe.close()
    assert b'"over"' not in path.read_bytes()


def test_undo_brings_ones_own_words_back_also_when_a_third_window_came_after(
    path, scribe, moderator, opened
):
    third = opened(path, "scribe")
    scribe.change(Say(words="een"))
    moderator.follow()
    seen = third.follow()
    scribe.change(Alter(number=1, fields={"words": "van de verslaglegger"}))
    moderator.change(Alter(number=1, fields={"words": "van de gespreksleider"}))
    scribe.follow()
    assert len(scribe.told()) == 1
    third.change(Alter(number=1, fields={"words": "van de derde"}), seen=seen)
    scribe.follow()
    assert replaced(scribe) == [("van de verslaglegger", "van de derde")]
    assert words_of(scribe.undo().session) == ["van de verslaglegger"]
    assert words_of(read_session(path)) == ["van de verslaglegger"]
