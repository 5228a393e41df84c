"""What is said in passing: which messages make room, and what waits until the room looks away."""

import pytest
from textual.notifications import Notification

from spiegel.app.notifications import MOST, Messages, make_room
from spiegel.domain.session.instants import Instant


def said(*messages: str, severity: str = "information") -> list[Notification]:
    return [Notification(words, severity=severity) for words in messages]


class Shown:
    """What a person saw, and the mode in which they look."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.mode = "scribe"

    def show(self, message: str, /, **_how: object) -> None:
        self.words.append(message)


@pytest.fixture
def shown() -> Shown:
    return Shown()


def messages(shown: Shown, role: str = "moderator", *, open_: bool = True) -> Messages:
    def now() -> Instant:
        return Instant(utc=1_790_000_000_000, boot="b", boot_ms=5_000)

    return Messages(role, mode=lambda: shown.mode, show=shown.show, now=now if open_ else None)


def test_what_says_the_same_makes_room():
    old, other = said("Bewaard", "Niet gelukt", severity="error")
    assert make_room(*said("Bewaard", severity="error"), [old, other]) == (old,)


def test_of_what_only_informs_the_newest_counts():
    before = said("Teruggehaald: een", "Teruggehaald: twee")
    warning = said("Er is een tweede gespreksleider", severity="warning")
    assert make_room(*said("Teruggehaald: drie"), [*before, *warning]) == tuple(before)


def test_a_warning_leaves_what_informs_until_there_are_too_many():
    informs = said("Bewaard")
    warnings = said(*map(str, range(MOST - 1)), severity="warning")
    [new] = said("nog een", severity="warning")
    assert make_room(new, [*informs, *warnings[1:]]) == ()
    assert make_room(new, [*informs, *warnings]) == tuple(informs)


def test_a_message_waits_while_the_room_looks_on(shown):
    told = messages(shown)
    shown.mode = "clock"
    told.tell("Het bestand is weg.")
    assert shown.words == []
    shown.mode = "moderate"
    told.tell_untold()
    told.tell_untold()
    assert shown.words == ["Het bestand is weg."]


def test_a_window_that_is_only_a_room_clock_says_nothing(shown):
    told = messages(shown, "clock")
    told.tell("Het bestand is weg.")
    assert (shown.words, told.remembered) == ([], ())


def test_the_last_messages_can_be_read_again_the_newest_first(shown):
    told = messages(shown)
    for number in range(25):
        told.tell(str(number))
    last = [line.split()[-1] for line in told.remembered]
    assert last == [str(number) for number in range(24, 4, -1)]


def test_without_a_meeting_a_message_is_shown_and_not_kept(shown):
    told = messages(shown, open_=False)
    told.tell("De keuze kon niet bewaard worden.")
    assert (len(shown.words), told.remembered) == (1, ())
