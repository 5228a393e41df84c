"""Who is let through: hosts, origins, forms, and how often one may guess."""

import pytest

from spiegel.web.guard import (
    A_MINUTE,
    IN_ALL,
    Attempts,
    Hosts,
    form_token,
    from_elsewhere,
    is_token,
)

HOSTS = Hosts(8080, ["192.168.8.2", "zaal.test"])


@pytest.mark.parametrize("host", ["192.168.8.2:8080", "ZAAL.test:8080"])
def test_a_known_host_is_let_through(host):
    assert HOSTS.knows(host)


@pytest.mark.parametrize(
    "host",
    ["", "192.168.8.2", "192.168.8.2:80", "evil.test:8080", "zaal.test.evil:8080", "zaal.test:x"],
)
def test_an_unknown_host_is_not(host):
    assert not HOSTS.knows(host)


def test_a_port_that_browsers_leave_out_may_be_left_out():
    assert Hosts(80, ["zaal.test"]).knows("zaal.test")


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"Origin": "http://zaal.test:8080"}, False),
        ({"Origin": "http://zaal.test:8081"}, True),
        ({"Origin": "https://zaal.test:8080"}, True),
        ({"Origin": "http://192.168.8.2:8080"}, True),
        ({"Origin": "http://evil.test"}, True),
        ({"Origin": "null"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, False),
    ],
)
def test_a_form_from_another_site_is_known_where_the_browser_says_so(headers, elsewhere):
    assert from_elsewhere({"Host": "zaal.test:8080", **headers}, HOSTS) is elsewhere


def test_a_form_is_for_one_seat_one_question_and_one_round():
    made = form_token(b"secret", b"token", 3, 1)
    assert is_token(made, form_token(b"secret", b"token", 3, 1))
    others = [(b"token", 3, 2), (b"token", 4, 1), (b"other", 3, 1), (b"token", 31, "")]
    assert not any(is_token(form_token(b"secret", *about), made) for about in others)
    assert not is_token("é", made)


def test_sixty_wrong_codes_in_a_minute_pause_typing_until_there_is_a_new_code():
    attempts = Attempts()
    for number in range(A_MINUTE - 1):
        attempts.failed(number / 10)
    assert not attempts.paused
    attempts.failed(6)
    assert attempts.paused
    attempts.failed(1_000)
    assert attempts.paused
    attempts.begin_again()
    assert not attempts.paused


def test_slow_guessing_is_paused_too():
    attempts = Attempts()
    for number in range(IN_ALL - 1):
        attempts.failed(number * 10.0)
    assert not attempts.paused
    attempts.failed(IN_ALL * 10.0)
    assert attempts.paused
