"""Who takes part: seats, their secrets, and the codes to join and to come back."""

import pytest

from spiegel.meeting.serving import Kept
from spiegel.web.seats import LETTERS, DoorClosedError, FullError, Seats


def seats(kept: Kept | None = None, **how: object) -> Seats:
    return Seats(kept or Kept(secret=b"s" * 32, meeting="m"), **how)


def test_seats_are_numbered_from_one_and_a_device_is_known_by_its_cookie():
    room = seats()
    first, second = room.join(), room.join("cliënten")
    assert (first.number, second.number) == (1, 2)
    assert room.of_cookie(room.cookie(second)) == second
    assert room.joined == (1, 2)


def test_a_server_that_was_started_again_knows_its_devices_and_gives_no_number_twice():
    kept = Kept(secret=b"s" * 32, meeting="m")
    before = seats(kept)
    cookie, code = before.cookie(before.join("cliënten")), before.code
    again = seats(kept)
    seat = again.of_cookie(cookie)
    assert seat is not None
    assert (seat.number, seat.group) == (1, "cliënten")
    assert again.join().number == 2
    assert again.code == code
    assert again.returning(again.return_code(seat)) == seat


def test_a_cookie_of_another_server_another_meeting_or_nobody_is_no_seat():
    room, seat = seats(), seats().join()
    good = room.cookie(room.join())
    others = [
        seats(Kept(secret=b"t" * 32, meeting="m")).cookie(seat),
        seats(Kept(secret=b"s" * 32, meeting="other")).cookie(seat),
        *("", "x", "é", "A" * 60, good[:-2], f"{good[:-4]}AAAA", good[4:]),
    ]
    assert [room.of_cookie(cookie) for cookie in others] == [None] * len(others)


def test_what_is_kept_for_the_next_server_tells_nothing_of_a_seat():
    kept = Kept(secret=b"s" * 32, meeting="m")
    room = seats(kept)
    mine = [room.join() for _ in range(20)]
    room.more_turns(5)
    written = repr(kept)
    for seat in mine:
        assert repr(seat.token)[2:-1] not in written
        assert seat.token.hex() not in written
        assert room.return_code(seat) not in written
    assert not any(code in written for code in room.turn_codes)


def test_a_double_tap_gives_one_seat():
    room = seats()
    ticket = room.ticket()
    assert room.join(ticket=ticket) == room.join(ticket=ticket)
    assert room.joined == (1,)


def test_a_return_code_is_typed_as_people_type_it():
    room = seats()
    seat = room.join()
    code = room.return_code(seat)
    assert room.returning(f" {code[:3].lower()}-{code[3:]} ") == seat
    assert room.returning("BDFGHJ" if code != "BDFGHJ" else "BDFGHK") is None


def test_nobody_more_comes_in_when_the_door_is_closed_or_all_seats_are_taken():
    room = seats(most=2)
    room.join()
    room.kept.door_open = False
    with pytest.raises(DoorClosedError):
        room.join()
    room.kept.door_open = True
    room.join()
    with pytest.raises(FullError):
        room.join()


def test_a_seat_made_free_is_not_used_again_and_makes_room_for_another():
    room = seats(most=1)
    seat = room.join()
    cookie, code = room.cookie(seat), room.return_code(seat)
    assert room.free(1) == seat
    assert room.free(1) is None
    assert room.of_cookie(cookie) is None
    assert room.returning(code) is None
    assert room.join().number == 2
    assert room.joined == (2,)


def test_the_code_has_four_letters_that_make_no_word_and_six_after_guessing():
    room = seats()
    assert len(room.code) == 4
    assert set(room.code) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOUCVNQY")
    room.new_code()
    assert len(room.code) == 4
    room.new_code(long=True)
    assert len(room.code) == 6
    room.new_code()
    assert len(room.code) == 6


def test_the_qr_code_of_before_does_not_open_the_door_after_a_new_code():
    room = seats()
    old = room.code, room.pass_key
    assert room.admits_link(*old)
    assert room.admits(old[0].lower())
    room.new_code(long=True)
    assert not room.admits_link(*old)
    assert not room.admits_link(room.code, old[1])
    assert not room.admits(old[0])


def test_a_slip_for_the_laptop_is_a_seat_that_is_missed_once_its_person_began():
    room = seats()
    room.join()
    room.more_turns(2)
    assert room.turns == (2, 3)
    assert room.begun == (1,)
    first, second = room.turn_codes
    seat = room.turn(first.lower())
    assert seat is not None
    assert not room.agreed(seat)
    room.agree(seat, "cliënten")
    assert room.turn_codes == (second,)
    assert room.begun == (1, 2)
    again = room.turn(first)
    assert again is not None
    assert (again.group, again.token) == ("cliënten", seat.token)
    assert room.returning(first) is None


def test_slips_of_a_server_that_is_gone_hold_no_seats():
    kept = Kept(secret=b"s" * 32, meeting="m")
    seats(kept).more_turns(3)
    again = seats(kept, most=3)
    assert again.joined == ()
    again.more_turns(3)
    assert again.turns == (4, 5, 6)
