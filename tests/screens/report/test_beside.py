"""Two meetings with the same questions are laid side by side, and what means the same is linked."""

import pytest
from besides import clients, professionals
from meetings import START

from screens.home.library import home, keep
from screens.keys import press, type_
from screens.seen import flat, until
from spiegel import clock
from spiegel.domain.polls.compare import LayBeside, counterpart
from spiegel.domain.session.beside import Link
from spiegel.domain.session.session import describe
from spiegel.store import known
from spiegel.store.session.file import SessionFile


def both():
    """The clients' meeting with that of the professionals beside it."""
    return LayBeside(other=counterpart(professionals(), START)).apply(clients(), START)


def links(pilot):
    return [link for c in pilot.app.meeting.session.counterparts.values() for link in c.links]


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_other_meeting_is_chosen_by_its_file(open_app, tmp_path):
    file = tmp_path / "andere.spiegel"
    SessionFile.create(file, professionals(), clock=clock.now, window="x").close()
    async with open_app(clients(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "Welke bijeenkomst hiernaast?" in flat(pilot))
        await type_(pilot, str(file))
        await press(pilot, "enter")
        await until(pilot, lambda: "ruime huisvesting" in flat(pilot))
        for words in ("alleen cliënten", "alleen professionals", "minder registratie", "ochtend"):
            assert words in flat(pilot)


async def test_a_meeting_that_was_made_anywhere_on_this_laptop_is_chosen_by_its_title(
    open_app, tmp_path_factory
):
    file = tmp_path_factory.mktemp("elders") / "andere.spiegel"
    session = describe(professionals(), title="Zo zien wij het zelf")
    SessionFile.create(file, session, clock=clock.now, window="x").close()
    known.note(file)
    async with open_app(clients(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "Zo zien wij het zelf" in flat(pilot))
        await type_(pilot, "zien wij")
        await press(pilot, "enter")
        await until(pilot, lambda: "ruime huisvesting" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_looks_alike_is_linked_only_when_one_says_so(open_app):
    async with open_app(both(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "lijkt op" in flat(pilot))
        assert links(pilot) == []
        for _row in range(10):
            if "kortere wachttijd" in marked(pilot):
                break
            await press(pilot, "down")
        await press(pilot, "enter")
        await until(pilot, lambda: "kortere wachttijd = 2 lange wachttijden · beide" in flat(pilot))
        assert links(pilot) == [Link(cluster=3, theirs=2)]


@pytest.mark.slow
@pytest.mark.reckons
async def test_any_two_groups_are_linked_by_number_and_taken_apart_again(open_app):
    async with open_app(both(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "ruime huisvesting" in marked(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: "Hetzelfde als 1 minder registratie?" in flat(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: len(links(pilot)) == 1)
        await press(pilot, "1")
        await until(pilot, lambda: "Niet hetzelfde als 1 minder registratie?" in flat(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: links(pilot) == [])


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_link_is_taken_back(open_app):
    async with open_app(both(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "ruime huisvesting" in marked(pilot))
        await press(pilot, "1", "enter")
        await until(pilot, lambda: len(links(pilot)) == 1)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: links(pilot) == [])


@pytest.mark.slow
@pytest.mark.reckons
async def test_two_meetings_of_home_are_laid_side_by_side(tmp_path):
    keep(tmp_path, "a", describe(clients(), title="Met cliënten"))
    keep(tmp_path, "b", describe(professionals(), title="Met professionals"))
    async with home(tmp_path, size=(120, 40)) as pilot:
        await press(pilot, *"Met cl", "ctrl+b", "escape")
        await press(pilot, *"Met prof", "ctrl+b")
        await until(pilot, lambda: "alleen professionals" in flat(pilot))
        assert pilot.app.meeting.session.info.title == "Met cliënten"


def marked(pilot):
    """The row under the mark."""
    choices = pilot.app.screen.choices
    at = choices.highlighted
    return str(choices.get_option_at_index(at).prompt) if at is not None else ""
