"""Ideas are put in groups by number, quickly, by one person or by two at once."""

import random

import pytest
from meetings import at, named
from polling import OPEN, STELLING, answered, given, groups, session_with
from textual.widgets import Input

from screens.groups.ideas import told
from screens.keys import press, type_
from screens.seen import flat, footer, screen_text, until
from screens.windows import session_at, windows
from screens.windows import told as noticed
from spiegel.domain.polls.clusters import NewCluster, PutIdea
from spiegel.domain.polls.polls import HoldIdea, ideas_of
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer

FIVE = ("bankje buiten", "een bankje in de tuin", "koffie", "langer open", "wachttijd")


def of(pilot):
    return groups(pilot.app.meeting.session)


async def kept(pilot):
    """Wait until all that was done here is on the disk."""
    await until(pilot, lambda: not pilot.app.screen.busy)
    return of(pilot)


def grouped(session, *sizes):
    """The session with groups of so many ideas each, in the order in which they are kept."""
    numbers = [idea.number for idea in ideas_of(session, OPEN)]
    for size in sizes:
        first, *rest = (numbers.pop(0) for _ in range(size))
        session = NewCluster(idea=first).apply(session, session.info.created)
        cluster = session.last["clusters"]
        for number in rest:
            session = PutIdea(idea=number, cluster=cluster).apply(session, session.info.created)
    return session


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_number_puts_the_marked_idea_in_a_group_and_goes_on(open_app):
    async with open_app(told(*FIVE), show="groups") as pilot:
        await press(pilot, "n", "1", "n", "2")
        assert await kept(pilot) == {
            "bankje buiten": ["bankje buiten", "een bankje in de tuin"],
            "koffie": ["koffie", "langer open"],
        }
        await until(pilot, lambda: "nog 1 van 5" in flat(pilot))
        await press(pilot, "n")
        await until(pilot, lambda: "alles in een groepje" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_forty_ideas_in_eight_groups_take_at_most_two_keys_an_idea(open_app):
    """Of every idea it is known to which of eight subjects it belongs; two get another name."""
    subjects = ("balie", "brief", "dak", "fiets", "geld", "hulp", "koffie", "tuin")
    words = [f"{number:02} over {subjects[number * 7 % 8]}" for number in range(40)]
    names, keys = ("de balie", "post"), 0
    async with open_app(told(*words), show="groups") as pilot:
        screen, made = pilot.app.screen, []
        for _idea in words:
            idea = screen.idea
            subject = idea.words.split()[-1]
            key = str(made.index(subject) + 1) if subject in made else "n"
            made += [subject] if key == "n" else []
            await press(pilot, key)
            keys += 1
        assert screen.idea is None
        await until(pilot, lambda: "alles in een groepje" in flat(pilot))
        await press(pilot, "tab", "home")
        keys += 2
        for subject, name in zip(("balie", "brief"), names, strict=True):
            for _group in subjects:
                if screen.cluster.name.split()[-1] == subject:
                    break
                await press(pilot, "down")
                keys += 1
            assert screen.cluster.name.split()[-1] == subject
            typed = ["space" if sign == " " else sign for sign in name]
            await press(pilot, "e")
            await until(pilot, lambda: isinstance(pilot.app.focused, Input))
            await press(pilot, *typed, "enter", "home")
            keys += len(name) + 3
        found = await kept(pilot)
        assert len(found) == 8
        assert all(len({idea.split()[-1] for idea in inside}) == 1 for inside in found.values())
        assert sum(map(len, found.values())) == 40
        assert set(names) <= set(found)
        assert keys <= 80, keys


async def test_above_nine_a_number_has_two_keys_and_the_first_says_what_it_can_become(open_app):
    words = [f"idee {number:02}" for number in range(16)]
    async with open_app(grouped(told(*words), *[1] * 12), show="groups") as pilot:
        await press(pilot, "1")
        await until(pilot, lambda: "Enter: 1 idee 00" in flat(pilot))
        await press(pilot, "2", "1", "enter", "7")
        found = await kept(pilot)
        assert found["idee 11"] == ["idee 11", "idee 12"]
        assert found["idee 00"] == ["idee 00", "idee 13"]
        assert found["idee 06"] == ["idee 06", "idee 14"]
        await press(pilot, "1", "escape", "3")
        assert (await kept(pilot))["idee 02"] == ["idee 02", "idee 15"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_one_looks_inside_a_group_and_takes_an_idea_out(open_app):
    async with open_app(grouped(told(*FIVE), 2, 2), show="groups") as pilot:
        await press(pilot, "tab", "down", "o")
        await until(pilot, lambda: "2 koffie · 2" in flat(pilot))
        await press(pilot, "down", "u")
        assert (await kept(pilot))["koffie"] == ["koffie"]
        await press(pilot, "1", "o")
        assert (await kept(pilot))["koffie"] == []
        await until(pilot, lambda: "nog 2 van 5" in flat(pilot))


async def test_the_footer_offers_to_put_and_take_out_only_where_that_can_be_done(open_app):
    async with open_app(grouped(told(*FIVE), 4), show="groups", size=(120, 40)) as pilot:
        await until(pilot, lambda: "1-9 erin" in footer(pilot))
        assert "u eruit" not in footer(pilot)
        await press(pilot, "tab", "o")
        await until(pilot, lambda: "u eruit" in footer(pilot))
        assert "1-9" not in footer(pilot), "there is no other group"
        await press(pilot, "o", "tab", "1")
        await until(pilot, lambda: "1-9" not in footer(pilot))
        assert "u eruit" not in footer(pilot)


async def test_undo_is_by_name_and_marks_the_idea_that_comes_back(open_app):
    async with open_app(told(*FIVE), show="groups") as pilot:
        await press(pilot, "n", "1", "1", "ctrl+z")
        assert "Teruggenomen: idee in een groepje" in noticed(pilot)
        await until(pilot, lambda: pilot.app.screen.idea.words == "koffie")
        assert (await kept(pilot))["bankje buiten"] == ["bankje buiten", "een bankje in de tuin"]
        await press(pilot, "ctrl+y")
        assert "koffie" in (await kept(pilot))["bankje buiten"]


async def test_groups_are_named_merged_moved_and_taken_away(open_app):
    async with open_app(grouped(told(*FIVE), 2, 1, 1), show="groups") as pilot:
        await press(pilot, "tab", "e", *"Tuin", "enter")
        assert next(iter(await kept(pilot))) == "Tuin"
        await press(pilot, "l")
        assert list(await kept(pilot)) == ["koffie", "Tuin", "langer open"]
        await press(pilot, "m", "3", "enter")
        await until(pilot, lambda: list(of(pilot)) == ["koffie", "langer open"])
        assert len((await kept(pilot))["langer open"]) == 3
        await press(pilot, "x")
        assert list(await kept(pilot)) == ["koffie"]


async def test_by_mouse_an_idea_is_marked_and_put_in_the_marked_group(open_app):
    async with open_app(grouped(told(*FIVE), 1, 1), show="groups") as pilot:
        await pilot.click("#ideas", offset=(8, 1))
        assert pilot.app.screen.idea.words == "langer open"
        await pilot.click("#groups", offset=(8, 1))
        await pilot.click("#groups", offset=(8, 1))
        await until(pilot, lambda: "langer open" in of(pilot)["een bankje in de tuin"])


async def test_an_idea_that_is_not_shown_says_so_and_its_group_gets_a_name_of_its_own(open_app):
    session = HoldIdea(number=1).apply(told("Jan was boos", "b", "c"), at(1))
    async with open_app(session, show="groups") as pilot:
        await until(pilot, lambda: "niet getoond" in flat(pilot))
        await press(pilot, "n")
        await until(pilot, lambda: "Naam van het nieuwe groepje" in flat(pilot))
        await press(pilot, *"Sfeer", "enter")
        await until(pilot, lambda: of(pilot) == {"Sfeer": ["Jan was boos"]})


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_looks_alike_gets_a_quiet_mark_and_nothing_more(open_app):
    async with open_app(told(*FIVE), show="groups") as pilot:
        await until(pilot, lambda: "≈ lijkt erop" in flat(pilot))
        await until(pilot, lambda: "≈ een bankje in de tuin" in flat(pilot))
        assert await kept(pilot) == {}
        await press(pilot, "n")
        await until(pilot, lambda: "≈ 1 bankje buiten" in flat(pilot))


async def test_after_the_vote_a_group_stays_and_one_reads_why(open_app):
    session = grouped(told(*FIVE), 2, 2)
    session = answered(session, OPEN, given(*[Answer(order=((1,), (2,)))] * 5), ranking=True)
    session = Go(phase=5).apply(session, at(9))
    async with open_app(session, show="groups") as pilot:
        await press(pilot, "tab", "x")
        await until(pilot, lambda: "De groepjes zijn al op volgorde gezet" in noticed(pilot))
        assert len(await kept(pilot)) == 2


@pytest.mark.slow
@pytest.mark.reckons
async def test_two_windows_group_at_once_and_neither_spoils_the_other(tmp_path):
    path = session_at(tmp_path / "a.spiegel", grouped(told(*"abcdefgh"), 1, 1))
    async with windows(path, "moderator", "moderator", show="groups") as (one, other):
        await press(one, "1", "n")
        await press(other, "end", "2", "end", "2", "end", "1")
        for pilot in (one, other):
            await until(pilot, lambda pilot=pilot: sum(map(len, of(pilot).values())) == 7)
            assert await kept(pilot) == {"a": ["a", "c", "f"], "b": ["b", "g", "h"], "d": ["d"]}


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("theme", ["spiegel-dark", "spiegel-light", "spiegel-contrast"])
async def test_one_sees_ideas_and_groups_at_every_size(open_app, size, theme):
    async with open_app(grouped(told(*FIVE), 2), show="groups", size=size) as pilot:
        pilot.app.theme = theme
        await pilot.pause()
        for words in ("nog in geen groepje", "koffie", "1 groepje", "▸ 1 bankje", "1-9 erin"):
            await until(pilot, lambda words=words: words in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_while_clients_tell_a_letter_of_a_sentence_moves_no_idea(open_app):
    session = Go(phase=4, question=STELLING).apply(told(*FIVE), told("a").info.created)
    async with open_app(session, show="groups") as pilot:
        assert pilot.app.screen.guarded
        before = of(pilot)
        await type_(pilot, "nu en hier")
        assert await kept(pilot) == before


@pytest.mark.slow
@pytest.mark.reckons
async def test_while_clients_tell_a_number_that_stands_alone_still_puts_an_idea(open_app):
    words = [f"idee {number:02}" for number in range(14)]
    session = Go(phase=4, question=STELLING).apply(grouped(told(*words), *[1] * 12), at(9))
    async with open_app(session, show="groups") as pilot:
        await type_(pilot, "12")
        await until(pilot, lambda: of(pilot)["idee 11"] == ["idee 11", "idee 12"])
        await type_(pilot, "3")
        await until(pilot, lambda: of(pilot)["idee 02"] == ["idee 02", "idee 13"])


@pytest.mark.slow
@pytest.mark.reckons
async def test_f5_is_groups_until_the_debrief_begins(open_app):
    async with open_app(told(*FIVE)) as pilot:
        await press(pilot, "f5")
        await until(pilot, lambda: pilot.app.current_mode == "groups")
        await press(pilot, "shift+f5")
        await until(pilot, lambda: pilot.app.current_mode == "debrief")
        await press(pilot, "f1")
        await until(pilot, lambda: "F5 ordenen" in flat(pilot))
        await until(pilot, lambda: "⇧F5 nagesprek" in flat(pilot))
        await press(pilot, "escape", "ctrl+g", "5")
        await until(pilot, lambda: pilot.app.current_mode == "groups")
        debrief = named(pilot.app.meeting.session, "nagesprek")
        pilot.app.meeting.submit(Go(phase=debrief.number))
        await until(pilot, lambda: not pilot.app.screens.groups_first)
        await press(pilot, "f5")
        await until(pilot, lambda: pilot.app.current_mode == "debrief")
        await press(pilot, "shift+f5")
        await until(pilot, lambda: pilot.app.current_mode == "groups")


@pytest.mark.slow
@pytest.mark.reckons
async def test_help_says_what_numbers_do_and_space_does_it_too(open_app):
    async with open_app(grouped(told(*FIVE), 1), show="groups", size=(80, 40)) as pilot:
        await press(pilot, "f1")
        await until(pilot, lambda: "Een nummer zet het gekozen idee in dat groepje" in flat(pilot))
        await press(pilot, "escape", "space")
        assert (await kept(pilot))["bankje buiten"] == ["bankje buiten", "een bankje in de tuin"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_without_an_open_question_f5_is_the_debrief_and_nothing_says_groups(open_app):
    closed = session_with(AnswerForm(kind=AnswerKind.AGREE))
    async with open_app(closed) as pilot:
        await press(pilot, "shift+f5")
        assert pilot.app.current_mode == "moderate"
        await press(pilot, "f1")
        await until(pilot, lambda: "F5 nagesprek" in flat(pilot))
        assert "Ordenen" not in flat(pilot)
        await press(pilot, "escape", "ctrl+g")
        await until(pilot, lambda: "Ga naar" in flat(pilot))
        assert "ordenen" not in flat(pilot)


@pytest.mark.slow
async def test_any_keys_lose_no_idea_and_undo_takes_back_all_they_did(open_app):
    words = [
        f"idee {number:02} over {['balie', 'tuin', 'koffie'][number % 3]}" for number in range(40)
    ]
    session = told(*words)
    keys = [*"0123456789nuoehlxtvm", "down", "up", "tab", "enter", "escape", "space", "home", "end"]
    keys += ["ctrl+z", "ctrl+y", "pageup", "pagedown", "f3", "f5"]
    hands = random.Random(9)
    async with open_app(session, show="groups", size=(100, 30)) as pilot:
        for _ in range(300):
            await press(pilot, hands.choice(keys))
        await press(pilot, "escape", "escape")
        pilot.app.action_go("groups")
        await until(pilot, lambda: pilot.app.current_mode == "groups")
        await kept(pilot)
        now = pilot.app.meeting.session
        assert [i.words for i in now.ideas.values()] == [i.words for i in session.ideas.values()]
        assert {i.cluster for i in now.ideas.values()} <= {None, *now.clusters}
        for _ in range(200):
            await press(pilot, "ctrl+z")
        await kept(pilot)
        assert of(pilot) == {}
        assert not any(idea.held for idea in pilot.app.meeting.session.ideas.values())


async def test_a_number_is_offered_only_while_there_is_an_idea_to_put_away(open_app):
    async with open_app(told("koffie", "thee", "sap"), show="groups") as pilot:
        await press(pilot, "n", "1")
        await until(pilot, lambda: "1-9 erin" in screen_text(pilot))
        await press(pilot, "1")
        await kept(pilot)
        await until(pilot, lambda: "1-9 erin" not in screen_text(pilot))
        assert not any(key in screen_text(pilot) for key in ("n nieuw", "u eruit"))
        await press(pilot, "o")
        await until(pilot, lambda: "u eruit" in screen_text(pilot))
        assert "1-9 erin" not in screen_text(pilot), "there is no other group"
