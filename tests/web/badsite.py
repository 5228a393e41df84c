"""Known-bad parts of the pages, for `--mutate`."""

import os

import jinja2
import pytest

import mutations
from spiegel.web import frame, guard, outcome
from spiegel.web.answering import Answering
from spiegel.web.calls import Call
from spiegel.web.connections import Connections
from spiegel.web.guard import Attempts, Hosts
from spiegel.web.seats import Seats


@mutations.register("form-token-not-checked")
def _form_token_not_checked(patch: pytest.MonkeyPatch) -> None:
    """A form is taken whoever made it."""
    patch.setattr(Call, "check_token", lambda self, right: None)


@mutations.register("other-sites-may-post")
def _other_sites_may_post(patch: pytest.MonkeyPatch) -> None:
    """Where a form comes from is not looked at."""
    patch.setattr(guard, "from_elsewhere", lambda headers, hosts: False)


@mutations.register("any-host")
def _any_host(patch: pytest.MonkeyPatch) -> None:
    """The pages answer by any name."""
    patch.setattr(Hosts, "knows", lambda self, host: True)


@mutations.register("guessing-without-end")
def _guessing_without_end(patch: pytest.MonkeyPatch) -> None:
    """Wrong codes are not counted."""
    patch.setattr(Attempts, "failed", lambda self, now: None)


@mutations.register("typed-text-is-markup")
def _typed_text_is_markup(patch: pytest.MonkeyPatch) -> None:
    """What was typed goes into the page as it is."""
    real = jinja2.Environment

    def trusting(**how):
        return real(**{**how, "autoescape": False})

    patch.setattr(frame, "Environment", trusting)


@mutations.register("each-answer-is-one-more")
def _each_answer_is_one_more(patch: pytest.MonkeyPatch) -> None:
    """A second answer of a seat does not take the place of the first."""
    real = Answering._cast

    def cast(self, poll, seat, _key, answer):
        return real(self, poll, seat, os.urandom(32), answer)

    patch.setattr(Answering, "_cast", cast)


@mutations.register("two-taps-two-seats")
def _two_taps_two_seats(patch: pytest.MonkeyPatch) -> None:
    """The ticket of a page to join is not looked at."""
    real = Seats.join
    patch.setattr(Seats, "join", lambda self, group="", *, ticket="": real(self, group))


@mutations.register("freed-seat-comes-back")
def _freed_seat_comes_back(patch: pytest.MonkeyPatch) -> None:
    """The device of a seat that was made free is let in as before."""
    real = Seats.free

    def free(self, number):
        seat = real(self, number)
        self.kept.freed.clear()
        return seat

    patch.setattr(Seats, "free", free)


@mutations.register("held-idea-shown")
def _held_idea_shown(patch: pytest.MonkeyPatch) -> None:
    """What the moderator holds back is on each device."""
    patch.setattr(outcome, "_words", lambda ideas: tuple(idea.words for idea in ideas))


@mutations.register("strangers-without-end")
def _strangers_without_end(patch: pytest.MonkeyPatch) -> None:
    """Nobody makes room for anybody."""
    real = Connections.__init__

    def begin(self, *what, strangers=0, **how):
        real(self, *what, strangers=100_000, **how)

    patch.setattr(Connections, "__init__", begin)
