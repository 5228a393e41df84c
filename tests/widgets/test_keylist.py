"""The keys of a screen in the help."""

from spiegel.widgets.keylist import KeyList


def test_a_screen_on_which_nothing_can_be_done_now_has_an_empty_list():
    assert KeyList(())._lines(40) == []
