"""A table is a mapping in order of number, and what is made of it is as if made anew."""

import pickle
from collections.abc import Mapping
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st

from spiegel.domain.session.table import PAGE, Table

NUMBERS = st.one_of(st.integers(1, 12), st.integers(PAGE - 3, PAGE + 3), st.integers(1, 5 * PAGE))
CHANGE = st.dictionaries(NUMBERS, st.one_of(st.none(), st.text("abc", max_size=2)), max_size=6)
CHANGES = st.lists(CHANGE, max_size=12)


def longest(words: Mapping[int, str]) -> str:
    return max(words.values(), key=len, default="")


def lengths(words: Mapping[int, str]) -> dict[int, int]:
    """The last number with words of each length."""
    return {len(word): number for number, word in words.items()}


def changed(before: dict[int, str], change: Mapping[int, str | None]) -> dict[int, str]:
    after = {**before, **change}
    return {number: after[number] for number in sorted(after) if after[number] is not None}


def history(changes: list[dict[int, str | None]]) -> list[tuple[Table[str], dict[int, str]]]:
    """A table after each change, beside a plain dict that is made anew."""
    table, plain = Table[str](), dict[int, str]()
    states = [(table, plain)]
    for change in changes:
        table, plain = table.changed(change), changed(plain, change)
        table.index(longest), list(table.indexes(lengths))
        states.append((table, plain))
    return states


@given(CHANGES)
def test_whatever_happened_a_table_is_the_mapping_in_order_of_number(changes):
    for table, plain in history(changes):
        assert table == plain
        assert plain == table == Table(plain)
        assert (len(table), bool(table)) == (len(plain), bool(plain))
        assert list(table) == list(table.keys()) == list(plain)
        assert list(table.values()) == list(plain.values())
        assert list(table.items()) == list(plain.items()) == list({**table}.items())
        assert list(reversed(table)) == list(reversed(table.keys())) == list(reversed(plain))
        assert list(reversed(table.values())) == list(reversed(plain.values()))
        assert list(reversed(table.items())) == list(reversed(plain.items()))
        assert table.keys() - {1, 2} == plain.keys() - {1, 2}
        assert pickle.loads(pickle.dumps(table)) == plain


@given(CHANGES, st.one_of(NUMBERS, st.none(), st.just("D1")))
def test_looking_a_number_up_finds_what_a_dict_finds(changes, number):
    table, plain = history(changes)[-1]
    assert table.get(number) == plain.get(number)
    assert table.get(number, "niets") == plain.get(number, "niets")
    assert (number in table) == (number in plain)
    if number in plain:
        assert table[number] == plain[number]


@given(CHANGES)
def test_what_is_made_of_a_table_is_what_would_be_made_of_it_anew(changes):
    for table, plain in history(changes):
        assert table.index(longest) == longest(plain)
        newest: dict[int, int] = {}
        for found in table.indexes(lengths):
            newest = {**found, **newest}
        assert newest == lengths(plain)


@given(CHANGES)
def test_what_changed_between_any_two_tables_makes_one_of_the_other(changes):
    states = history(changes)
    first, last = states[0][0], states[-1][0]
    for table, plain in states:
        assert table.changed(last.since(table)) == last
        assert last.changed(table.since(last)) == plain
        assert first.changed(table.since(first)) == plain


def test_a_change_leaves_the_table_before_it_as_it_was_and_shares_the_other_pages():
    before = Table({number: str(number) for number in range(1, 4 * PAGE)})
    made: list[int] = []

    def counted(words: Mapping[int, str]) -> int:
        made.append(len(words))
        return len(words)

    assert sum(before.indexes(counted)) == len(before)
    made.clear()
    after = before.changed({PAGE + 1: "anders", 2: None})
    assert sum(after.indexes(counted)) == len(after) == len(before) - 1
    assert len(made) == 2
    assert before[PAGE + 1] == str(PAGE + 1)
    assert after.since(before) == {PAGE + 1: "anders", 2: None}


def test_what_a_change_did_is_told_in_order_and_what_says_the_same_is_no_change():
    before = Table({1: "een", 2: "twee", PAGE: "veel"})
    after = before.changed({PAGE: None, 9: "nieuw", 2: "twee", 1: "uno", 7: None})
    assert list(after.since(before).items()) == [(1, "uno"), (9, "nieuw"), (PAGE, None)]


def test_a_table_keeps_nothing_in_memory_of_what_was_taken_out_of_it():
    class Words(str):
        """A string that can be watched."""

    before = Table({1: Words("weg"), 2: Words("blijft")})
    taken_out, stays = ref(before[1]), ref(before[2])
    after = before.changed({1: None})
    del before
    assert taken_out() is None
    assert after == {2: stays()}
