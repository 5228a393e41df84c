"""What a store promises (`OpenSession`), told of each store there is: a journal, and memory.

A second store is right when it passes this: give it an `opening` below.
"""

import threading
from itertools import cycle
from pathlib import Path

import badbox  # noqa: F401 - registers what `--mutate` swaps in
import badundo  # noqa: F401 - as above
import pytest
from tinychanges import (
    Alter,
    Faulty,
    Nothing,
    Remove,
    Say,
    TakeBackConsent,
    Ticks,
    everything,
    numbered,
    small_session,
    words_of,
)
from voting import (
    IDEAS,
    SKIP,
    answer,
    cast,
    close,
    key,
    now_open,
    opened_poll,
    said,
    value,
    values,
)

import mutations
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.capture.capture import RecordLine, Where
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.polls.box import SEATS, Cast
from spiegel.domain.polls.polls import Answered, NotOpen, OpenPoll
from spiegel.domain.session.session import Refusal
from spiegel.i18n import translations
from spiegel.store.errors import DoesNotFitError
from spiegel.store.memory import SessionMemory
from spiegel.store.session.file import SessionFile
from spiegel.store.session.history import REMEMBERED
from spiegel.store.session.protocol import OpenSession

ENGLISH = translations("en")


class InMemory:
    """Windows on a session in memory."""

    def __init__(self, _folder: Path) -> None:
        self.memory = SessionMemory(small_session(), clock=Ticks())

    def open(self, role: str) -> OpenSession:
        return self.memory.open(role)


class InJournal:
    """Windows on a session in a file."""

    def __init__(self, folder: Path) -> None:
        self.path, self.clock = folder / "wmo.spiegel", Ticks()
        SessionFile.create(self.path, small_session(), clock=self.clock, window="test").close()

    def open(self, role: str) -> OpenSession:
        return SessionFile(self.path, clock=self.clock, window=role)


@pytest.fixture(params=[InJournal, InMemory])
def opened(request, tmp_path):
    """Opens a window on one session, whatever keeps it."""
    store, windows = request.param(tmp_path), []

    def open_(role: str) -> OpenSession:
        windows.append(store.open(role))
        return windows[-1]

    yield open_
    for window in windows:
        window.close()


@pytest.fixture
def scribe(opened):
    return opened("scribe")


@pytest.fixture
def moderator(opened, scribe):
    return opened("moderator")


# What is said is kept


def test_what_was_said_is_there_for_who_comes_later(opened, scribe):
    session = scribe.change(Say(words="acht weken", theme="wachten"))
    assert words_of(session) == ["acht weken"]
    assert session is scribe.session
    assert everything(opened("moderator").session) == everything(session)


def test_what_others_said_is_heard_once(scribe, moderator):
    scribe.change(Say(words="een"))
    assert words_of(moderator.session) == []
    assert words_of(moderator.follow()) == ["een"]
    assert moderator.follow() is None
    assert everything(moderator.session) == everything(scribe.session)


def test_what_stayed_as_it_was_is_the_same_object(scribe, moderator):
    scribe.change(Say(words="een"))
    before = moderator.follow()
    scribe.change(Say(words="twee"))
    after = moderator.follow()
    assert after.statements[1] is before.statements[1]
    assert after.participants is before.participants
    assert after.revision > before.revision


def test_a_change_is_made_to_the_newest_value_also_unseen(scribe, moderator):
    scribe.change(Say(words="een"))
    assert words_of(moderator.change(Say(words="twee"))) == ["een", "twee"]
    assert words_of(scribe.follow()) == ["een", "twee"]


def test_a_change_that_changes_nothing_is_none(scribe, moderator):
    before = scribe.session
    assert scribe.change(Nothing()) is before
    assert moderator.follow() is None
    assert scribe.undo() is None


def test_a_refused_change_leaves_all_as_it_was(scribe, moderator):
    class Refuse(Nothing, frozen=True, kw_only=True):
        def apply(self, session, now):
            raise Refusal

    before = scribe.session
    for change, error in ((Refuse(), Refusal), (Faulty(), ZeroDivisionError)):
        with pytest.raises(error):
            scribe.change(change)
    assert scribe.session is before
    assert words_of(moderator.change(Say(words="gaat door"))) == ["gaat door"]


@pytest.mark.parametrize("fields", [{"words": "\ud800"}, {"words": 3}, {"at": None}])
def test_what_could_not_be_read_back_is_not_kept(scribe, moderator, fields):
    scribe.change(Say(words="acht weken"))
    with pytest.raises(DoesNotFitError):
        scribe.change(Alter(number=1, fields=fields))
    assert words_of(scribe.session) == words_of(moderator.follow()) == ["acht weken"]


# Numbers


def test_a_number_is_never_used_twice_whatever_is_undone(scribe, moderator):
    scribe.change(Say(words="een"))
    scribe.undo()
    moderator.change(Say(words="twee"))
    moderator.change(Remove(number=2))
    assert list(scribe.change(Say(words="drie")).statements) == [3]


def test_windows_that_write_at_once_lose_nothing_and_share_no_number(scribe, moderator):
    def work(window: OpenSession, name: str) -> None:
        for number in range(100):
            window.change(Say(words=f"{name} {number}"))
            if number % 10 == 5:
                window.undo()
                window.redo()

    other = threading.Thread(target=work, args=(moderator, "daar"))
    other.start()
    work(scribe, "hier")
    other.join()
    scribe.follow()
    moderator.follow()
    assert everything(scribe.session) == everything(moderator.session)
    for name in ("hier", "daar"):
        mine = [words for words in words_of(scribe.session) if words.startswith(name)]
        assert sorted(mine) == sorted(f"{name} {number}" for number in range(100))


# Taking back


def test_undo_is_of_this_windows_own_changes(scribe, moderator):
    scribe.change(Say(words="van hier"))
    moderator.change(Say(words="van daar"))
    undone = scribe.undo()
    assert (undone.change, undone.kept) == (Say(words="van hier"), ())
    assert words_of(undone.session) == ["van daar"]
    assert scribe.undo() is None
    assert words_of(moderator.follow()) == ["van daar"]


def test_what_was_taken_back_can_be_made_again_in_its_place(scribe, moderator):
    scribe.change(Say(words="een"))
    moderator.change(Say(words="twee"))
    scribe.undo()
    assert words_of(scribe.redo().session) == ["een", "twee"]
    assert words_of(moderator.follow()) == ["een", "twee"]
    assert scribe.redo() is None


def test_only_some_changes_can_be_asked_for(scribe):
    scribe.change(Say(words="een"))
    scribe.change(Say(words="twee"))
    undone = scribe.undo(lambda change: change == Say(words="een"))
    assert words_of(undone.session) == ["twee"]


@pytest.mark.slow
@pytest.mark.reckons
def test_only_the_last_changes_can_be_taken_back(scribe):
    for change in numbered(REMEMBERED + 5):
        scribe.change(change)
    count = 0
    while scribe.undo():
        count += 1
    assert count == REMEMBERED
    assert len(scribe.session.statements) == 5


@pytest.mark.mutation("undo-whole-document")
def test_a_field_that_another_window_changed_since_is_kept_and_named(scribe, moderator):
    scribe.change(Say(words="een"))
    scribe.change(Alter(number=1, fields={"words": "twee", "key": True}))
    moderator.follow()
    moderator.change(Alter(number=1, fields={"words": "drie", "traceable": True}))
    undone = scribe.undo()
    statement = undone.session.statements[1]
    assert (statement.words, statement.key, statement.traceable) == ("drie", False, True)
    assert [(k.table, k.number, k.field) for k in undone.kept] == [("statements", 1, "words")]
    assert undone.kept[0].explain(ENGLISH).startswith("Statement 1 was changed")
    redone = scribe.redo()
    assert (redone.session.statements[1].words, redone.session.statements[1].key) == ("drie", True)


@pytest.mark.mutation("named-is-taken-away")
def test_what_another_document_names_by_now_does_not_go(scribe, moderator):
    scribe.change(Say(words="een", theme="nabijheid"))
    moderator.change(Say(words="twee"))
    moderator.change(Alter(number=2, fields={"themes": (2,)}))
    undone = scribe.undo()
    assert words_of(undone.session) == ["twee"]
    assert [(k.table, k.number) for k in undone.kept] == [("themes", 2)]


@pytest.mark.mutation("final-keeps-history")
def test_a_withdrawal_is_for_good_in_every_window(scribe, moderator):
    moderator.change(Say(words="mijn buurman", speaker="D2"))
    moderator.change(Remove(number=1))
    scribe.change(Say(words="iets anders"))
    scribe.change(TakeBackConsent(participant=2))
    assert scribe.undo() is None
    assert moderator.undo() is None
    assert moderator.redo() is None


LONG = "ik moest acht lange weken op een brief wachten"


@mutations.register("what-waited-keeps-its-words")
def _what_waited_keeps_its_words(patch: pytest.MonkeyPatch) -> None:
    """What was typed, or waited, while somebody took words back is made as it was typed."""
    keep = "spiegel.store.session.editor.left_of_change"
    patch.setattr(keep, lambda change, _taken, _seen: change)


@pytest.mark.mutation("what-waited-keeps-its-words")
def test_what_was_typed_while_somebody_withdraws_is_made_without_the_words(scribe, moderator):
    scribe.change(Say(words=LONG, speaker="D2"))
    seen = moderator.follow()
    scribe.change(Withdraw(participant=2))
    # a form that stood open, and two lines that waited for the disk
    moderator.change(AddAction(words="Bellen", reason=f"Want {LONG}."), seen=seen)
    for text in (f"D2: {LONG}", f"D3: ja, goed D2: {LONG}"):
        moderator.change(RecordLine(text=text, where=Where()), seen=seen)
    session = scribe.follow()
    assert [action.reason for action in session.actions.values()] == ["Want …."]
    assert [(s.words, s.speakers) for s in session.statements.values()] == [("ja, goed", ("D3",))]
    # what is said since is recorded as it was said
    moderator.change(RecordLine(text=f"D3: {LONG}, ook ik", where=Where()), seen=session)
    assert words_of(scribe.follow())[-1] == f"{LONG}, ook ik"


def test_who_typed_while_somebody_withdrew_hears_which_line_is_not_recorded_and_why(
    scribe, moderator
):
    scribe.change(Say(words=LONG, speaker="D2"))
    seen = moderator.follow()
    scribe.change(Withdraw(participant=2))
    for text, why in (
        (f"D2: {LONG}", "D2 withdrew while you typed this: it was theirs, and is not recorded."),
        (f"D3: ja D2: {LONG}", "D2 withdrew while you typed this: without their words it is"),
    ):
        moderator.change(RecordLine(text=text, where=Where()), seen=seen)
        (told,) = moderator.told()
        assert told.explain(ENGLISH).startswith(why)
    # of a line without their words nothing is said
    moderator.change(RecordLine(text="D3: nee hoor", where=Where()), seen=seen)
    assert moderator.told() == ()


def test_who_typed_words_that_were_just_withdrawn_hears_it_too(scribe, moderator):
    scribe.change(Say(words=LONG, speaker="D2"))
    seen = moderator.follow()
    scribe.change(WithdrawStatement(statement=1))
    moderator.change(AddAction(words="Bellen", reason=f"Want {LONG}."), seen=seen)
    (told,) = moderator.told()
    assert told.explain(ENGLISH).startswith("Words in this were withdrawn while you typed")


# Edits that meet


def test_different_fields_of_one_document_both_stay(scribe, moderator):
    scribe.change(Say(words="een"))
    moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "anders"}))
    moderator.change(Alter(number=1, fields={"key": True}), seen=moderator.session)
    statement = scribe.follow().statements[1]
    assert (statement.words, statement.key) == ("anders", True)
    assert scribe.told() == moderator.told() == ()


@pytest.mark.mutation("over-not-told")
def test_who_loses_words_unseen_is_told_and_can_bring_them_back(scribe, moderator):
    scribe.change(Say(words="een"))
    seen = moderator.follow()
    scribe.change(Alter(number=1, fields={"words": "hier"}))
    moderator.follow()
    moderator.change(Alter(number=1, fields={"words": "daar"}), seen)
    scribe.follow()
    (told,) = scribe.told()
    assert (told.mine, told.theirs, told.by) == ("hier", "daar", moderator.window)
    assert scribe.told() == moderator.told() == ()
    undone = scribe.undo()
    assert words_of(undone.session) == ["hier"]
    assert undone.name(ENGLISH) == "what the window moderator changed in statement 1"


def test_who_saw_it_before_is_told_nothing(scribe, moderator):
    scribe.change(Say(words="een"))
    scribe.change(Alter(number=1, fields={"words": "hier"}))
    moderator.follow()
    moderator.change(Alter(number=1, fields={"words": "daar"}))
    scribe.follow()
    assert scribe.told() == ()


# Who answers on an own device


def test_what_was_answered_is_kept_when_the_question_closes(scribe, moderator):
    poll = opened_poll(moderator)
    scribe.ballots.cast(poll.number, [cast(poll, 1, value(5)), cast(poll, 2, SKIP)])
    scribe.ballots.cast(poll.number, [cast(poll, seat, value(seat)) for seat in (3, 4)])
    assert moderator.ballots.done(poll.number) == {1, 2, 3, 4}
    session = close(moderator, poll)
    assert values(session, poll) == [3, 4, 5]
    assert (session.polls[poll.number].took_part, session.polls[poll.number].skipped) == (4, 1)
    assert everything(scribe.follow()) == everything(session)


def test_nobody_answers_what_is_not_open(scribe, moderator):
    poll = opened_poll(moderator)
    answer(scribe, poll, [value(2)] * 3)
    close(moderator, poll)
    box = scribe.ballots
    for do in (
        lambda: box.cast(poll.number, [cast(poll, 4, value(1))]),
        lambda: box.find(poll.number, key(1, poll)),
        lambda: box.done(poll.number),
        lambda: box.free(poll.number, key(1, poll), 1),
        lambda: box.cast(poll.number + 1, [cast(poll, 4, value(1))]),
    ):
        with pytest.raises(NotOpen):
            do()
    assert values(scribe.session, poll) == [2, 2, 2]


def test_who_comes_back_finds_the_own_answer_and_can_change_it(scribe, moderator):
    poll = opened_poll(moderator, IDEAS)
    answer(scribe, poll, [said("langer open", "parkeren"), said("koffie"), said("stoelen")])
    assert moderator.ballots.find(poll.number, key(1, poll)) == said("langer open", "parkeren")
    assert moderator.ballots.find(poll.number, key(9, poll)) is None
    moderator.ballots.cast(poll.number, [cast(poll, 1, said("eerder open"))])
    assert scribe.ballots.find(poll.number, key(1, poll)) == said("eerder open")
    ideas = close(moderator, poll).ideas.values()
    assert [idea.words for idea in ideas] == ["eerder open", "koffie", "stoelen"]


@pytest.mark.slow
@pytest.mark.reckons
def test_a_seat_that_is_made_free_has_not_answered(scribe, moderator):
    poll = opened_poll(moderator)
    answer(scribe, poll, [value(1), value(2), value(3), value(4)])
    answer(scribe, poll, [value(5)])
    moderator.ballots.free(poll.number, key(1, poll), 1)
    assert scribe.ballots.done(poll.number) == {2, 3, 4}
    assert scribe.ballots.find(poll.number, key(1, poll)) is None
    assert values(close(scribe, poll), poll) == [2, 3, 4]


@pytest.mark.slow
@pytest.mark.reckons
def test_while_it_closes_an_answer_counts_or_is_told_that_it_is_late(scribe, moderator):
    poll, kept, began = opened_poll(moderator), set(), threading.Event()

    def serve() -> None:
        for seat in cycle(range(1, SEATS + 1)):
            try:
                scribe.ballots.cast(poll.number, [cast(poll, seat, value(seat))])
            except NotOpen:
                return
            kept.add(seat)
            if seat == 20:
                began.set()

    server = threading.Thread(target=serve)
    server.start()
    began.wait()
    session = close(moderator, poll)
    server.join()
    assert sorted(values(session, poll)) == sorted(kept)


def test_closing_with_nobody_keeps_nothing(moderator):
    poll = opened_poll(moderator)
    session = close(moderator, poll)
    assert (session.polls[poll.number].took_part, session.polls[poll.number].few) == (0, True)
    assert values(session, poll) == []


def test_what_cannot_be_kept_is_refused_with_all_that_came_with_it(scribe, moderator):
    poll = opened_poll(moderator, IDEAS)
    for odd in (said("\ud800"), said("x" * 9_000)):
        with pytest.raises(DoesNotFitError):
            answer(scribe, poll, [said("goed"), odd])
    with pytest.raises(DoesNotFitError):
        scribe.ballots.cast(poll.number, [Cast(key(1, poll), SEATS + 1, said("goed"))])
    assert scribe.ballots.done(poll.number) == frozenset()
    assert scribe.ballots.find(poll.number, key(1, poll)) is None


@pytest.mark.mutation("closing-can-be-undone")
def test_closing_cannot_be_taken_back_in_any_window(scribe, moderator):
    poll = opened_poll(moderator)
    scribe.change(Say(words="terwijl iedereen denkt"))
    answer(scribe, poll, [value(1)] * 3)
    close(moderator, poll)
    assert moderator.undo() is None
    assert scribe.undo() is None
    assert moderator.redo() is None
    # Once more changes nothing, and takes no later change out of what can be taken back.
    moderator.change(Say(words="daarna"))
    close(scribe, poll)
    assert moderator.undo().change == Say(words="daarna")


def test_an_opening_can_be_taken_back_until_somebody_answered(scribe, moderator):
    poll = opened_poll(moderator)
    moderator.undo()
    with pytest.raises(NotOpen):
        answer(scribe, poll, [value(1)])
    again = now_open(moderator.redo().session)
    answer(scribe, again, [value(1)])
    with pytest.raises(Answered):
        moderator.undo()
    assert scribe.ballots.done(again.number) == {1}


def test_asked_again_nothing_of_the_first_time_is_left(scribe, moderator):
    poll = opened_poll(moderator)
    answer(scribe, poll, [value(1), value(2), value(3)])
    close(moderator, poll)
    again = now_open(moderator.change(OpenPoll(question=poll.question, again=True)))
    assert (again.round, len(moderator.session.ballots)) == (2, 0)
    assert moderator.undo() is None
    answer(scribe, again, [value(4)] * 3)
    assert values(close(moderator, again), again) == [4, 4, 4]


# Who is there


def test_windows_see_each_other_by_role_until_they_close(opened, scribe, moderator):
    assert scribe.others() == (moderator.window,)
    second = opened("scribe")
    assert [name.rpartition("-")[0] for name in moderator.others()] == ["scribe", "scribe"]
    assert len({scribe.window, second.window, moderator.window}) == 3
    second.close()
    moderator.close()
    assert scribe.others() == ()


def test_what_a_window_did_stays_when_it_leaves(opened, scribe):
    scribe.change(Say(words="een"))
    scribe.close()
    later = opened("moderator")
    assert words_of(later.session) == ["een"]
    assert later.undo() is None
