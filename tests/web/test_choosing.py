"""Makers of a persona choose on their phones from what was told."""

import msgspec
from meetings import START, named

from domain.capturing import record
from spiegel import formats
from spiegel.domain.consent.consent import SetConsent
from spiegel.domain.personas.choosing import LetChoose, offered
from spiegel.domain.personas.people import people_behind
from spiegel.domain.running.running import Go, place
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.i18n import translations
from web.webroom import Device, room_for


def choosing():
    """Two things were told on a card, and makers choose from them on devices."""
    session = new_session(
        formats.load("persona"),
        id_="w",
        title="Inloop",
        created=START,
        participants=5,
        consent=Consent(take_part=True),
    )
    telling, part = (named(session, key).number for key in ("vertellen", "kiezen"))
    card = session.questions_of(telling)[0].number
    session = record(
        Go(phase=telling, question=card).apply(session, START),
        "D1: de trap is zwaar",
        "D2: op zondag belt niemand",
    )
    first = session.questions_of(part)[0].number
    session = Go(phase=part, question=first).apply(session, START)
    return LetChoose(options=offered(session, translations("nl")).options).apply(session, START)


async def test_a_maker_chooses_what_he_recognises_and_it_counts_under_what_was_told():
    session = choosing()
    async with room_for(session) as room:
        phones = [Device(room) for _ in range(5)]
        for phone in phones:
            await phone.join()
        room.open(place(session).question.number)
        page = await phones[0].get("/")
        assert "Hoe ik woon: wat herkent u ook?" in page.html
        assert "de trap is zwaar" in page.words
        for code in ("D1", "hand"):
            assert code not in page.words
        for number, phone in enumerate(phones):
            await phone.answer(option=["1", "2"] if number < 2 else "1")
            await phone.client.close()
        room.close()
        assert [people_behind(room.session, (number,)) for number in (1, 2)] == [5, 2]


async def test_who_says_no_after_the_options_were_put_is_quoted_on_no_device_any_more():
    async with room_for(choosing()) as room, Device(room) as phone:
        await phone.join()
        room.open(place(room.session).question.number)
        assert "de trap is zwaar" in (await phone.get("/")).words
        no = SetConsent(purpose="take_part", value=False, participants=(1,))
        room.do(no)
        for path in ("/", "/?change=1"):
            page = await phone.get(path)
            assert "de trap is zwaar" not in page.html
            assert "op zondag belt niemand" in page.words
        # the other option keeps its place, and a yes that was meant brings the words back
        await phone.answer(option="2")
        room.do(msgspec.structs.replace(no, value=True))
        assert "de trap is zwaar" in (await phone.get("/?change=1")).words
        room.do(no)
        room.close()
        room.show()
        assert "de trap is zwaar" not in (await phone.get("/")).html
