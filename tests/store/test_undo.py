"""Undo and redo: by document and by field, by name, of this window's own changes only."""

from tinychanges import (
    Alter,
    Begin,
    Entitle,
    Remove,
    Say,
    Ticks,
    everything,
    numbered,
    words_of,
)

from spiegel import i18n
from spiegel.domain.preparation.expectations import AddExpectations, HeardAs
from spiegel.domain.session.themes import AddTheme
from spiegel.store.journal.snapshot import read_session

ENGLISH = i18n.translations("en")


def test_each_kind_of_change_can_be_taken_back_and_made_again(path, scribe):
    changes = [
        Say(words="een", theme="nieuw"),
        Say(words="twee"),
        Alter(number=1, fields={"words": "anders", "key": True}),
        Remove(number=2),
        Entitle(title="Nieuwe titel"),
        Begin(),
    ]
    states = [everything(scribe.session)]
    for change in changes:
        states.append(everything(scribe.change(change)))
    last = scribe.session.last
    for change, state in zip(reversed(changes), reversed(states[:-1]), strict=True):
        undone = scribe.undo()
        assert undone.change is change
        assert undone.name(ENGLISH) == type(change).__name__
        assert undone.kept == ()
        assert {**everything(undone.session), "last": 0} == {**state, "last": 0}
        assert everything(read_session(path)) == everything(undone.session)
    assert scribe.undo() is None
    assert scribe.session.last == last
    for change, state in zip(changes, states[1:], strict=True):
        redone = scribe.redo()
        assert redone.change is change
        assert {**everything(redone.session), "last": 0} == {**state, "last": 0}
    assert scribe.redo() is None
    assert everything(read_session(path)) == everything(scribe.session)


def test_what_comes_back_stands_in_its_place(scribe, moderator):
    for change in numbered(3):
        scribe.change(change)
    scribe.change(Remove(number=2))
    moderator.change(Say(words="van een ander"))
    scribe.undo()
    assert list(scribe.session.statements) == [1, 2, 3, 4]
    assert list(moderator.follow().statements) == [1, 2, 3, 4]


def test_a_new_change_gives_up_what_was_taken_back(scribe):
    scribe.change(Say(words="een"))
    scribe.undo()
    scribe.change(Say(words="twee"))
    assert scribe.redo() is None
    assert words_of(scribe.session) == ["twee"]


def test_undo_is_of_this_windows_own_changes(scribe, moderator):
    scribe.change(Say(words="van de verslaglegger"))
    moderator.change(Begin())
    assert scribe.undo().change == Say(words="van de verslaglegger")
    assert len(scribe.session.moments) == 1
    assert scribe.undo() is None


def test_undo_can_be_asked_for_some_changes_only(scribe):
    scribe.change(Say(words="een"))
    scribe.change(Begin())

    def spoken(change):
        return isinstance(change, Say)

    assert scribe.undo(spoken).change == Say(words="een")
    assert len(scribe.session.moments) == 1
    assert scribe.undo(spoken) is None
    assert words_of(scribe.redo(spoken).session) == ["een"]


def test_a_document_that_another_window_changed_since_does_not_go(scribe, moderator):
    scribe.change(Say(words="een"))
    moderator.change(Alter(number=1, fields={"key": True}))
    undone = scribe.undo()
    assert words_of(undone.session) == ["een"]
    assert [(k.table, k.number, k.field) for k in undone.kept] == [("statements", 1, "")]
    assert scribe.undo() is None


def test_a_document_that_another_window_removed_stays_gone(scribe, moderator):
    scribe.change(Say(words="een"))
    scribe.change(Alter(number=1, fields={"words": "twee"}))
    moderator.change(Remove(number=1))
    assert [k.number for k in scribe.undo().kept] == [1]
    assert words_of(scribe.session) == []


def test_a_theme_that_others_use_by_now_does_not_go(path, scribe, moderator):
    scribe.change(Say(words="een", theme="nabijheid"))
    moderator.change(Say(words="twee"))
    moderator.change(Alter(number=2, fields={"themes": (2,)}))
    undone = scribe.undo()
    assert words_of(undone.session) == ["twee"]
    assert list(undone.session.themes) == [1, 2]
    assert [(k.table, k.number) for k in undone.kept] == [("themes", 2)]
    assert read_session(path).statements[2].themes == (2,)


def test_what_names_something_that_is_gone_does_not_come_back(scribe, moderator):
    scribe.change(Say(words="een", theme="nabijheid"))
    scribe.change(Remove(number=1))
    moderator.follow()
    moderator.change(Remove(table="themes", number=2))
    undone = scribe.undo()
    assert words_of(undone.session) == []
    assert [(k.table, k.number) for k in undone.kept] == [("statements", 1)]


def test_a_removed_theme_comes_back_with_its_statements(scribe):
    scribe.change(Say(words="een", theme="nabijheid"))
    scribe.change(Alter(number=1, fields={"themes": (1,)}))
    scribe.change(Remove(table="themes", number=2))
    scribe.undo()
    scribe.undo()
    assert scribe.session.statements[1].themes == (2,)
    assert scribe.session.themes[2].name == "nabijheid"


def test_undoing_is_a_change_with_a_name_in_the_file(path, scribe):
    scribe.change(Say(words="een"))
    scribe.undo()
    scribe.redo()
    names = [
        line.split(b'"name":"')[1].split(b'"')[0] for line in path.read_bytes().split(b"\n")[-4:-1]
    ]
    assert names == [b"Say", b"undo Say", b"redo Say"]


def test_an_undo_says_when_its_change_was_made(scribe):
    scribe.change(Say(words="een"))
    at = scribe.session.statements[1].at
    assert scribe.undo().at == at != Ticks()()


def test_a_theme_that_another_linked_an_expectation_with_does_not_go(path, scribe, moderator):
    scribe.change(AddTheme(theme="nabijheid"))
    moderator.follow()
    moderator.change(AddExpectations(themes=(("dichtbij", ""),)))
    moderator.change(HeardAs(expected="dichtbij", theme=2))
    undone = scribe.undo()
    assert [(k.table, k.number) for k in undone.kept] == [("themes", 2)]
    assert read_session(path).expectations[1].heard_as == 2
