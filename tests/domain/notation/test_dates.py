"""A day is read as people write it, in a field and behind an owner."""

import datetime

import pytest

from spiegel.domain.notation.dates import Oddity, date_of, read_date, written_date

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


@pytest.mark.parametrize(
    "text",
    [
        "uiterlijk 2 december", "voor 2 dec", "uiterlijk op wo 2 dec", "per 2-12", "vóór 2-12-2026",
        "2 december a.s.", "wo 2 dec a.s.", "2.12", "02.12", "over 5 dagen",
        "volgende week woensdag",
        "komende woensdag", "aanstaande woensdag", "a.s. woensdag",
    ],
)  # fmt: skip
def test_a_day_may_have_words_around_it_or_be_told_from_today(text: str) -> None:
    assert date_of(text, TODAY) == WEDNESDAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("over 2 weken", datetime.date(2026, 12, 11)),
        ("over een maand", datetime.date(2026, 12, 27)),
        ("over drie maanden", datetime.date(2027, 2, 27)),
        ("volgende week dinsdag", datetime.date(2026, 12, 1)),
        ("morgen", datetime.date(2026, 11, 28)),
        ("Vandaag", TODAY),
        ("15/12", datetime.date(2026, 12, 15)),
        ("15.12", datetime.date(2026, 12, 15)),
        ("29 feb", datetime.date(2028, 2, 29)),
    ],
)
def test_what_is_told_from_today_becomes_a_real_day(text: str, day: datetime.date) -> None:
    assert date_of(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "odd", "day"),
    [
        ("do 2 dec", Oddity.WEEKDAY, None),
        ("31 februari", Oddity.IMPOSSIBLE, None),
        ("eind januari", Oddity.LAST_DAY, datetime.date(2027, 1, 31)),
        ("begin januari", Oddity.LAST_DAY, datetime.date(2027, 1, 10)),
        ("vóór de zomer", Oddity.NO_DAY, None),
        ("1e kwartaal 2027", Oddity.NO_DAY, None),
        ("volgende week", Oddity.NO_DAY, None),
    ],
)
def test_what_is_not_one_day_is_reported(text, odd, day) -> None:
    written = written_date(text, TODAY)
    assert written is not None
    assert (written.odd, written.day) == (odd, day)
    assert date_of(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["half drie", "14.30 uur", "om 10.12", "binnen 2 weken", "2.5 mln"]
)
def test_an_hour_or_a_number_is_no_date(text: str) -> None:
    assert date_of(text, TODAY) is None
    assert read_date(f"bel {text}", len(text) + 4, TODAY) is None
