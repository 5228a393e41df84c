"""Known-bad undos, as they are easily written; the hard tests must notice each."""

import itertools
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import pytest

import mutations
from spiegel.store.session import editor, history
from spiegel.store.session.history import History


@mutations.register("undo-forgets-one")
def _undo_forgets_one(patch: pytest.MonkeyPatch) -> None:
    """Of every four changes of a window, one cannot be taken back."""
    record = History.record
    counters: WeakKeyDictionary[History, Iterator[int]] = WeakKeyDictionary()

    def most(history: History, *new: Any) -> None:
        # For each window anew, or the same sequence would not be the same when it is tried again.
        if next(counters.setdefault(history, itertools.count(1))) % 4:
            record(history, *new)

    patch.setattr(History, "record", most)


@mutations.register("undo-leaves-a-field")
def _undo_leaves_a_field(patch: pytest.MonkeyPatch) -> None:
    """What was added is taken away again, but what was changed in a document stays."""
    taken_back = editor.taken_back

    def half(entry, session):
        back, kept = taken_back(entry, session)
        new = {n: d for n, d in back.get("statements", {}).items() if d is None}
        return {**back, **({"statements": new} if "statements" in back else {})}, kept

    patch.setattr(editor, "taken_back", half)


@mutations.register("undo-whole-document")
def _undo_whole_document(patch: pytest.MonkeyPatch) -> None:
    """Undo puts the whole document back, with the fields that somebody else changed since."""
    fields_back = history._fields_back

    def all_of_it(now, before, after):
        _fields, stay = fields_back(now, before, after)
        return {name: getattr(before, name) for name in before.__struct_fields__}, stay

    patch.setattr(history, "_fields_back", all_of_it)


@mutations.register("named-is-taken-away")
def _named_is_taken_away(patch: pytest.MonkeyPatch) -> None:
    """Undo takes a theme away that others name by now."""
    patch.setattr(history, "_keep_what_is_named", lambda session, back, kept: None)


@mutations.register("final-keeps-history")
def _final_keeps_history(patch: pytest.MonkeyPatch) -> None:
    """After a withdrawal undo still brings the words back."""
    patch.setattr(History, "clear", lambda self: None)


@mutations.register("over-not-told")
def _over_not_told(patch: pytest.MonkeyPatch) -> None:
    """The later of two windows wins, and nobody hears of it."""
    patch.setattr(editor, "overwritten", lambda seen, before, documents: {})
