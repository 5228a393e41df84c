"""What one window writes, the others see; and who changed the same thing is told."""

import pytest
from tinychanges import (
    Alter,
    Begin,
    Entitle,
    Remove,
    Say,
    TakeBackConsent,
    everything,
    numbered,
    words_of,
)

from spiegel import i18n
from spiegel.store.errors import BusyError
from spiegel.store.journal.snapshot import read_session


def test_what_one_window_writes_the_other_sees(scribe, moderator):
    assert moderator.follow() is None
    scribe.change(Say(words="acht weken", theme="wachten"))
    scribe.change(Remove(table="participants", number=3))
    session = moderator.follow()
    assert everything(session) == everything(scribe.session)
    assert moderator.session is session
    assert moderator.follow() is None


def test_a_compacted_file_is_read_anew_and_unchanged_documents_stay_the_same(scribe, moderator):
    for change in numbered(5):
        scribe.change(change)
    before = moderator.follow()
    scribe.change(Alter(number=2, fields={"words": "anders"}))
    scribe.change(Entitle(title="Nieuw"))
    scribe.compact()
    after = moderator.follow()
    assert everything(after) == everything(scribe.session)
    assert after.statements[1] is before.statements[1]
    assert after.statements[2] is not before.statements[2]
    assert after.phases is before.phases
    scribe.compact()
    assert moderator.follow() is None
    assert words_of(moderator.change(Say(words="erna")))[-1] == "erna"


def test_many_compactings_while_a_window_slept_are_no_surprise(scribe, moderator):
    for change in numbered(10):
        scribe.change(change)
        scribe.compact()
    assert len(moderator.follow().statements) == 10


def test_a_window_does_not_wait_for_one_that_is_writing(scribe, moderator):
    scribe.change(Say(words="een"))
    with scribe._live.writing():
        assert moderator.follow() is None
    assert words_of(moderator.follow()) == ["een"]


@pytest.mark.slow
@pytest.mark.reckons
def test_a_short_wait_in_following_does_not_make_changes_impatient(scribe, moderator):
    scribe.change(Say(words="een"))
    lock = moderator._live._storage.lock
    lock._patience = 0.3
    with scribe._live.writing():
        assert moderator.follow() is None
        with pytest.raises(BusyError) as raised:
            moderator.change(Say(words="wacht"))
    assert raised.value.seconds == 0.3


def test_a_file_that_was_rewritten_with_the_same_dates_and_size_is_noticed(
    path, scribe, moderator, monkeypatch
):
    scribe.change(Say(words="een"))
    moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "een twee drie"}))
    monkeypatch.setattr(moderator._live._journal, "differs", lambda: False)
    looks = [moderator.follow() for _ in range(20)]
    assert [session for session in looks if session] == [moderator.session]
    assert words_of(moderator.session) == ["een twee drie"]


def test_of_the_same_field_the_later_wins_and_the_other_window_is_told(scribe, moderator):
    scribe.change(Say(words="een"))
    moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "van de verslaglegger"}))
    moderator.change(Alter(number=1, fields={"words": "van de gespreksleider"}))
    assert words_of(scribe.follow()) == ["van de gespreksleider"]
    (told,) = scribe.told()
    assert (told.table, told.number, told.field) == ("statements", 1, "words")
    assert (told.mine, told.theirs) == ("van de verslaglegger", "van de gespreksleider")
    assert "Statement 1" in told.explain(i18n.translations("en"))
    assert "moderator" in told.explain(i18n.translations("en"))
    assert scribe.told() == ()
    assert moderator.told() == ()
    undone = scribe.undo()
    assert words_of(undone.session) == ["van de verslaglegger"]
    name = undone.name(i18n.translations("en"))
    assert name == "what the window moderator changed in statement 1"
    assert words_of(moderator.follow()) == ["van de verslaglegger"]


def test_who_is_told_also_hears_it_when_changing_something_else(scribe, moderator):
    scribe.change(Say(words="een"))
    moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "hier"}))
    moderator.change(Alter(number=1, fields={"words": "daar"}))
    scribe.change(Say(words="twee"))
    assert [told.theirs for told in scribe.told()] == ["daar"]


def test_a_third_window_that_only_watched_is_not_told(path, scribe, moderator, opened):
    scribe.change(Say(words="een"))
    moderator.follow()
    clock = opened(path, "clock")
    scribe.change(Alter(number=1, fields={"words": "hier"}))
    moderator.change(Alter(number=1, fields={"words": "daar"}))
    clock.follow()
    assert clock.told() == ()


def test_a_withdrawal_takes_its_words_out_of_every_windows_history(scribe, moderator):
    moderator.change(Say(words="mijn buurman", speaker="D2"))
    moderator.change(Alter(number=1, fields={"words": "iemand"}))
    moderator.change(Remove(number=1))
    scribe.change(TakeBackConsent(participant=2))
    moderator.follow()
    assert moderator.undo() is None
    assert moderator.redo() is None
    moderator.change(Begin())
    assert moderator.undo() is not None


def test_a_withdrawal_is_heard_even_by_the_very_next_undo(scribe, moderator):
    moderator.change(Say(words="mijn buurman", speaker="D2"))
    moderator.change(Remove(number=1))
    scribe.change(TakeBackConsent(participant=2))
    assert moderator.undo() is None
    assert words_of(read_session(scribe.path)) == []


def test_a_window_that_only_reads_follows_too(path, scribe, opened):
    clock = opened(path, "clock", read_only=True)
    assert scribe.others() == ()
    scribe.change(Say(words="een"))
    assert words_of(clock.follow()) == ["een"]
    scribe.change(Entitle(title="Nieuw"))
    scribe.compact()
    assert clock.follow().info.title == "Nieuw"
