"""Why the system refused is said in the language of the user, and not in that of the system."""

import errno

import pytest

from spiegel.i18n import translations
from spiegel.i18n.refused import reason
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import read_text

NL = translations("nl")


def test_a_file_that_is_not_there_is_said_in_dutch(tmp_path):
    with pytest.raises(NotDoneError, match="het bestand of de map is er niet"):
        read_text(tmp_path / "draaibek.txt")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EACCES, "dat mag hier niet"),
        (errno.EADDRINUSE, "een ander programma gebruikt dit adres"),
    ],
)
def test_what_happens_most_is_said_in_plain_words(number, words):
    assert reason(OSError(number, "in English"), NL) == words


def test_what_is_not_known_is_said_as_the_system_does():
    assert reason(OSError("the cable is loose"), NL) == "the cable is loose"
    assert reason(OSError(errno.EPIPE, ""), NL)
    assert reason(OSError(), NL) == "OSError"
