"""A day is read as people write it, in a field and behind an owner."""

import datetime

import pytest

from spiegel.domain.notation.dates import date_of, read_date

TODAY = datetime.date(2026, 11, 27)
WEDNESDAY = datetime.date(2026, 12, 2)


@pytest.mark.parametrize(
    "text",
    [
        "wo 2 dec", "wo. 2 dec.", "woensdag 2 december 2026", "2-12-'26", "2-12-26", "2/12/2026",
        "2.12.26", "2 december ’26", "Wednesday 2 December", "Wed, 2 Dec 2026", "December 2, 2026",
        "Dec 2nd", "Mittwoch, 2. Dezember 2026", "Mi. 2. Dez.", "2026-12-02", "wo 2-12", " 2 dec ",
    ],
)  # fmt: skip
def test_the_second_of_december_is_read_however_it_is_written(text: str) -> None:
    assert date_of(text, TODAY) == WEDNESDAY


@pytest.mark.parametrize("text", ["do 2 dec", "31 februari", "wo", "2", "december", "", "wo dec"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert date_of(text, TODAY) is None


def test_a_weekday_belongs_to_the_date_behind_an_owner() -> None:
    line = "@wijkteam wo 2 dec"
    written = read_date(line, len(line), TODAY)
    assert written is not None
    assert (line[: written.start], written.day) == ("@wijkteam ", WEDNESDAY)
