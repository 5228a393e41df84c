"""Who is behind a code: what can be kept of a person, and who gets a letter."""

import pytest
from meetings import START, meeting

from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.preparation.names import (
    LINES,
    LONGEST,
    NOBODY,
    Unfit,
    envelopes,
    explain,
    in_order,
    person,
    unaddressed,
    unfit,
    with_person,
    withdrawn,
    without,
)
from spiegel.domain.preparation.recruiting import EditRecruiting
from spiegel.i18n import translations

ADDRESS = "Wilgenlaan 4\n1234 AB  Dijkzicht\n"


def test_what_was_typed_is_kept_on_one_line_and_the_address_by_line():
    who = person(3, "  Wil  van Veen ", " 06-12345678 ", ADDRESS)
    assert (who.code, who.name, who.telephone) == ("D3", "Wil van Veen", "06-12345678")
    assert who.address == ("Wilgenlaan 4", "1234 AB Dijkzicht")
    assert unfit(who) is None


@pytest.mark.parametrize(
    ("name", "telephone", "address", "problem"),
    [
        ("  ", "", ADDRESS, Unfit.NAMELESS),
        ("W" * (LONGEST + 1), "", "", Unfit.LONG),
        ("Wil", "", "x" * (LONGEST + 1), Unfit.LONG),
        ("Wil", "112", "", Unfit.TELEPHONE),
        ("Wil", "bel de buren 06-12345678", "", Unfit.TELEPHONE),
        ("Wil", "1" * 17, "", Unfit.TELEPHONE),
        ("Wil", "", "a\n" * (LINES + 1), Unfit.LINES),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(name, telephone, address, problem):
    who = person(1, name, telephone, address)
    assert unfit(who) is problem
    assert explain(problem, translations("nl")).endswith(".")
    with pytest.raises(ValueError, match=problem.value):
        with_person(NOBODY, who)


@pytest.mark.parametrize("number", ["06-12345678", "+31 (0)20 123 45 67", "0123/456789", "14020"])
def test_numbers_as_people_write_them_are_taken(number):
    assert unfit(person(1, "Wil", number)) is None


def test_people_stand_in_the_order_of_their_codes_and_one_can_go():
    people = in_order([person(10, "Toos"), person(2, "Wil")])
    people = with_person(people, person(4, "Bep"))
    assert list(people) == [2, 4, 10]
    assert list(without(people, 4)) == [2, 10]
    assert with_person(people, person(4, "Bep Bos"))[4].name == "Bep Bos"


def test_what_is_printed_by_accident_names_nobody():
    assert "Veen" not in repr(person(3, "Wil van Veen", "06-12345678", ADDRESS))
    assert "Veen" not in repr({"who": [person(3, "Wil van Veen")]})


def test_a_letter_goes_to_who_did_not_say_no_and_has_an_address():
    session = EditRecruiting(participants=(2,), fields={"coming": False}).apply(meeting(), START)
    session = Withdraw(participant=3).apply(session, START)
    people = in_order([person(n, f"Persoon {n}", "", ADDRESS) for n in (1, 2, 3, 9)])
    people = with_person(people, person(4, "Zonder adres"))
    assert [who.number for who in envelopes(people, session)] == [1]
    assert unaddressed(people, session) == (4, 5)
    assert withdrawn(people, session) == (3,)
