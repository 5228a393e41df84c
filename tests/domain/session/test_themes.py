"""Themes: made, renamed, merged, grouped, pinned; nothing that stood under them is lost."""

import pytest

from domain.room import after, later, room
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import Refusal, Session, put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.domain.session.themes import (
    AddTheme,
    ConfirmTheme,
    GroupTheme,
    MergeThemes,
    PinTheme,
    RemoveTheme,
    RenameTheme,
    uses,
)


def tagged() -> Session:
    """Two statements and an action under the themes 1, 2 and 5."""
    said = [
        Statement(number=1, at=later(1), words="een", speakers=("D1",), themes=(5, 1)),
        Statement(number=2, at=later(2), words="twee", speakers=("D2",), themes=(1, 2, 5)),
    ]
    return put(room(), *said, Action(number=1, at=later(3), words="bellen", themes=(5,)))


@pytest.mark.parametrize("take_back", [Withdraw(participant=1), WithdrawStatement(statement=1)])
def test_a_new_theme_goes_with_the_only_words_under_it_that_are_taken_back(take_back) -> None:
    new = [Theme(number=7, name="zoon vast"), Theme(number=8, name="bellen")]
    said = [
        Statement(number=1, at=later(1), words="een", speakers=("D1",), themes=(7, 8, 1)),
        Statement(number=2, at=later(2), words="twee", speakers=("D2",), themes=(8,)),
    ]
    left = after(put(room(), *new, *said), take_back)
    assert 7 not in left.themes
    assert {1, 8} <= set(left.themes)


def test_merged_themes_keep_all_that_stood_under_both_in_its_place() -> None:
    session = after(tagged(), MergeThemes(source=5, target=1))
    assert session.statements[1].themes == (1,)
    assert session.statements[2].themes == (1, 2)
    assert session.actions[1].themes == (1,)
    assert 5 not in session.themes


def test_a_merged_theme_takes_the_place_of_the_first() -> None:
    session = after(tagged(), MergeThemes(source=1, target=5))
    assert session.statements[2].themes == (5, 2)
    assert session.themes[5].digit == 1


def test_a_theme_merged_with_itself_stays() -> None:
    session = tagged()
    assert after(session, MergeThemes(source=1, target=1)) is session


def test_what_is_gone_cannot_be_merged() -> None:
    with pytest.raises(Refusal):
        after(tagged(), MergeThemes(source=99, target=1))


def test_a_new_name_counts_as_seen_and_is_tidied() -> None:
    theme = after(room(), RenameTheme(number=1, theme="  lang \n wachten ")).themes[1]
    assert (theme.name, theme.confirmed) == ("lang wachten", True)


def test_the_name_of_another_theme_merges_the_two() -> None:
    session = after(tagged(), RenameTheme(number=5, theme="WACHTTIJD"))
    assert 5 not in session.themes
    assert session.statements[1].themes == (1,)


def test_only_the_case_of_a_name_can_change() -> None:
    assert after(room(), RenameTheme(number=1, theme="Wachttijd")).themes[1].name == "Wachttijd"


def test_a_theme_without_a_name_keeps_the_old_one() -> None:
    session = room()
    assert after(session, RenameTheme(number=1, theme=" ")) is session


def test_a_digit_means_one_theme() -> None:
    session = after(room(), PinTheme(number=5, digit=1))
    assert session.pinned[1].number == 5
    assert session.themes[1].digit is None
    assert after(session, PinTheme(number=5, digit=None)).themes[5].digit is None
    with pytest.raises(ValueError, match="10"):
        PinTheme(number=1, digit=10)


def test_themes_known_beforehand_get_the_next_free_digits() -> None:
    session = after(room(), AddTheme(theme="taal"), AddTheme(theme="Taal"), AddTheme(theme="x"))
    assert [(t.name, t.digit) for t in session.themes.values() if t.number > 6] == [
        ("taal", 5),
        ("x", 6),
    ]


def test_a_removed_theme_only_takes_its_tag_along() -> None:
    session = after(tagged(), RemoveTheme(number=5))
    assert session.statements[1].themes == (1,)
    assert session.actions[1].themes == ()
    assert uses(session, 5) == []


def test_themes_stand_under_a_heading() -> None:
    session = after(room(), GroupTheme(number=1, group=" Tijd "), ConfirmTheme(number=2))
    assert session.themes[1].group == "Tijd"
