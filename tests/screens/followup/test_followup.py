"""After the day: a round in which each action gets its state, with as few keys as can be."""

import datetime

import pytest
from meetings import meeting
from textual import events
from textual.keys import key_to_character

from domain.tworounds import before, now
from screens.keys import press, type_
from screens.seen import flat, screen_text, until
from screens.told import said, told
from spiegel import clock
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.followup.rounds import Look, round_now
from spiegel.domain.personas.making import MakePersona
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.people import Listener
from spiegel.domain.session.session import describe, put
from spiegel.screens.shared.panels import Panel

TODAY = datetime.datetime.now().astimezone().date()


def after(count: int = 3, **fields):
    """A meeting of five weeks ago, with so many actions."""
    session = describe(meeting(), date=TODAY - datetime.timedelta(days=35))
    actions = (
        Action(number=number, at=clock.now(), words=f"Actie nummer {number}", **fields)
        for number in range(1, count + 1)
    )
    return put(session, *actions)


def action(pilot, number):
    return pilot.app.meeting.session.actions[number]


async def test_one_sees_at_once_which_round_is_next_and_what_is_too_late(open_app):
    late = after(by=TODAY - datetime.timedelta(days=3))
    async with open_app(late, show="followup") as pilot:
        text = screen_text(pilot)
        assert "▶ 6 weken" in text
        assert "over 7 dagen" in text
        assert text.splitlines()[0].rstrip().endswith("3 te laat  privé")
        assert "3 te bekijken" in text


async def test_who_does_it_and_who_watches_stand_there_by_function_as_in_documents(open_app):
    session = after(1, owner="T1", guard="@T2")
    listeners = (
        Listener(number=1, function="teamleider"),
        Listener(number=2, function="wethouder"),
    )
    async with open_app(put(session, *listeners), show="followup") as pilot:
        text = screen_text(pilot)
        assert "teamleider" in text
        assert "wie erop let: wethouder" in text
        assert "T1" not in text
        assert "T2" not in text


async def test_one_key_gives_an_action_its_state_and_goes_on_to_the_next(open_app):
    async with open_app(after(), show="followup") as pilot:
        await press(pilot, "b", "a", "space")
        await until(pilot, lambda: action(pilot, 3).reached)
        states = [action(pilot, number).status for number in (1, 2, 3)]
        assert states == [ActionStatus.BUSY, ActionStatus.AGREED, ActionStatus.PROPOSED]
        await until(pilot, lambda: "alles bekeken" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_round_over_thirty_actions_takes_two_keys_an_action_beyond_the_text(open_app):
    keys, text = [], 0
    for number in range(1, 31):
        if number % 3 == 0:
            keys.append("b")
            continue
        words = f"bas zag dat {number}"
        keys += ["d" if number % 3 == 1 else "s", *words, "enter"]
        text += len(words)
    assert len(keys) - text <= 2 * 30
    async with open_app(after(30), show="followup") as pilot:
        await type_keys(pilot, keys)
        await until(pilot, lambda: action(pilot, 30).reached)
        for number in range(1, 31):
            one, words = action(pilot, number), f"bas zag dat {number}"
            expected = [("busy", "", ""), ("done", words, ""), ("stopped", "", words)]
            assert (one.status, one.evidence, one.stopped) == expected[number % 3]


@pytest.mark.slow
@pytest.mark.reckons
async def test_why_each_of_thirty_actions_is_late_takes_two_keys_beyond_the_text(open_app):
    keys, text = [], 0
    for number in range(1, 31):
        words = f"wacht op {number}"
        keys += [("b", "a", "space")[number % 3], *words, "enter"]
        text += len(words)
    assert len(keys) - text <= 2 * 30
    late = after(30, by=TODAY - datetime.timedelta(days=3))
    async with open_app(late, show="followup") as pilot:
        await type_keys(pilot, keys)
        await until(pilot, lambda: action(pilot, 30).reached)
        for number in range(1, 31):
            expected = (ActionStatus.BUSY, ActionStatus.AGREED, ActionStatus.PROPOSED)[number % 3]
            one = action(pilot, number)
            assert (one.status, one.progress) == (expected, f"wacht op {number}")


async def test_why_an_action_is_late_is_asked_and_stands_with_it(open_app):
    session = put(
        after(1, by=TODAY - datetime.timedelta(days=3)),
        Action(number=2, at=clock.now(), words="Nog tijd"),
    )
    async with open_app(session, show="followup") as pilot:
        await press(pilot, "a")
        await until(pilot, lambda: "1 · afgesproken · waarom nog niet?" in screen_text(pilot))
        await type_(pilot, "de aannemer komt in mei")
        await press(pilot, "enter", "b")
        await until(pilot, lambda: action(pilot, 2).status is ActionStatus.BUSY)
        assert action(pilot, 1).status is ActionStatus.AGREED
        assert "de aannemer komt in mei" in screen_text(pilot)
        await press(pilot, "home", "space", "enter")
        assert action(pilot, 1).progress == "de aannemer komt in mei"


async def test_a_letter_right_behind_an_arrow_is_for_where_the_cursor_came(open_app):
    async with open_app(after(), show="followup") as pilot:
        await type_keys(pilot, ["down", "down", "d", *"een foto", "enter", "home", "b"])
        await until(pilot, lambda: action(pilot, 3).evidence == "een foto")
        await until(pilot, lambda: action(pilot, 1).status is ActionStatus.BUSY)
        assert not action(pilot, 2).reached


async def type_keys(pilot, keys):
    """Keys as fast as they can come: the app has no moment of rest between them."""
    for key in keys:
        name = {" ": "space"}.get(key, key)
        pilot.app.post_message(events.Key(name, key_to_character(name) or None))
    await press(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_is_typed_and_left_waits_and_the_state_stays(open_app):
    async with open_app(after(), show="followup") as pilot:
        await press(pilot, "d")
        await type_(pilot, "een foto van de balie")
        await press(pilot, "escape")
        assert action(pilot, 1).status is ActionStatus.PROPOSED
        await press(pilot, "d")
        await until(pilot, lambda: "een foto van de balie" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: action(pilot, 1).evidence == "een foto van de balie")


async def test_what_is_typed_while_somebody_withdraws_is_kept_without_their_words(open_app):
    words = "ik moest lang wachten op een brief met kwikzilver"
    session = put(after(), said(1, words, speakers=("D1",)))
    async with open_app(session, show="followup") as pilot:
        await press(pilot, "d")
        await type_(pilot, f"Opgelost, want {words}.")
        pilot.app.meeting.submit(Withdraw(participant=1), lambda _receipt: None)
        await until(pilot, lambda: 1 not in pilot.app.meeting.session.statements)
        await press(pilot, "enter")
        await until(pilot, lambda: action(pilot, 1).status is ActionStatus.DONE)
        assert action(pilot, 1).evidence == "Opgelost, want …."


async def test_the_round_is_closed_when_it_was_held_and_opened_again(open_app):
    async with open_app(after(), show="followup") as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "▶ 3 maanden" in screen_text(pilot))
        assert round_now(pilot.app.meeting.session, TODAY).key == "three months"
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "▶ 6 weken" in screen_text(pilot))
        await until(pilot, lambda: "taak klaar (eerste" in flat(pilot).replace(" ▎", ""))


async def test_what_will_not_be_done_gets_no_state_and_takes_its_reason(open_app):
    async with open_app(after(1, kind=ActionKind.DECLINE), show="followup") as pilot:
        await press(pilot, "b", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, Panel))
        await type_(pilot, "Dat bepaalt het rijk")
        await press(pilot, "enter")
        await until(pilot, lambda: action(pilot, 1).reason == "Dat bepaalt het rijk")
        assert not action(pilot, 1).reached


async def test_who_watches_over_it_is_filled_in_afterwards(open_app):
    async with open_app(after(1), show="followup") as pilot:
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, Panel))
        for words in ("balie", "1-12-2031", "cliëntenraad", "1-11-2031", "offerte gevraagd"):
            await type_(pilot, words)
            await press(pilot, "enter")
        await until(pilot, lambda: action(pilot, 1).guard)
        one = action(pilot, 1)
        assert (one.owner, one.guard) == ("balie", "cliëntenraad")
        assert one.progress == "offerte gevraagd"
        assert (one.by, one.first_check) == (
            datetime.date(2031, 12, 1),
            datetime.date(2031, 11, 1),
        )


async def test_one_sees_what_participants_will_hear(open_app):
    async with open_app(after(3, by=TODAY - datetime.timedelta(days=3)), show="followup") as pilot:
        await press(pilot, "b", "enter", "a", "enter", "tab")
        await until(pilot, lambda: "Hier werken we aan" in screen_text(pilot))
        assert "Dit is niet op tijd gedaan" in screen_text(pilot)
        assert "maar het is nog niet afgesproken" in screen_text(pilot)
        assert "Bij 2 acties ontbreekt" in screen_text(pilot)


async def test_follow_up_is_found_by_its_key_and_in_the_list_of_screens(open_app):
    async with open_app(after(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "f10")
        assert pilot.app.current_mode == "followup"
        await press(pilot, "f7", "ctrl+g")
        await until(pilot, lambda: "opvolging" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_round_before_is_laid_beside_this_one(open_app, session_file):
    path = session_file(before())
    async with open_app(now(), show="followup") as pilot:
        await press(pilot, "tab", "tab")
        await until(pilot, lambda: "Er ligt geen vorige ronde naast" in screen_text(pilot))
        pilot.app.screen.section.lay(path)
        await until(pilot, lambda: "Kwam terug" in screen_text(pilot))
        text = screen_text(pilot)
        assert "1 terug · 2 weg · 1 nieuw" in text
        assert "toen: 3 · nu: 2" in text
        assert "→ Elke aanvrager wordt gebeld" in text


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_one_sees_what_must_be_wiped_when_and_it_goes_after_a_question(open_app, tmp_path):
    old = describe(after(), date=TODAY - datetime.timedelta(days=120))
    async with open_app(old, show="followup") as pilot:
        made = pilot.app.meeting.documents.make("worklist", tmp_path)
        (tmp_path / "mee").mkdir()
        copy = tmp_path / "mee" / "lijst.docx"
        copy.write_bytes(made.path.read_bytes())
        await press(pilot, "shift+tab")
        await until(pilot, lambda: "2 bestanden" in screen_text(pilot))
        assert "! documenten met codes of namen" in screen_text(pilot).replace("  ", " ")
        await press(pilot, "w")
        await until(pilot, lambda: "Voorgoed wissen?" in screen_text(pilot))
        assert "mee/lijst.docx" in "".join(screen_text(pilot).split())
        assert made.path.exists()
        await press(pilot, "j", "enter")
        await until(pilot, lambda: not made.path.exists())
        await until(pilot, lambda: not copy.exists())


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_meeting_can_be_kept_until_a_day_of_its_own(open_app):
    async with open_app(after(), show="followup") as pilot:
        await press(pilot, "shift+tab", "end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Panel))
        await press(pilot, "ctrl+u")
        await type_(pilot, "1-12-2031")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.meeting.session.info.keep_until)
        kept = pilot.app.meeting.session.info.keep_until
        assert kept == {"session": datetime.date(2031, 12, 1)}


@pytest.mark.slow
@pytest.mark.reckons
async def test_forms_are_typed_in_one_after_another(open_app):
    async with open_app(after(), show="followup") as pilot:
        await press(pilot, "tab", "tab", "tab", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Panel))
        assert "gezichten van 1 (nee) tot 4 (ja)" in " ".join(screen_text(pilot).split())
        for marks, words in (("3424", "fijn"), ("44-4", "")):
            await type_(pilot, marks)
            await press(pilot, "enter")
            await type_(pilot, words)
            await press(pilot, "enter")
        await press(pilot, "escape")
        await until(pilot, lambda: len(pilot.app.meeting.session.evaluations) == 2)
        forms = list(pilot.app.meeting.session.evaluations.values())
        assert [one.marks for one in forms] == [(3, 4, 2, 4), (4, 4, None, 4)]
        await until(pilot, lambda: "2 van deelnemers" in screen_text(pilot))
        await press(pilot, "home", "space")
        await until(pilot, lambda: pilot.app.meeting.session.evaluations[1].told)


@pytest.mark.usefixtures("on_disk")
async def test_the_letter_of_this_round_is_made_from_where_one_sees_what_it_says(open_app):
    async with open_app(after(2), show="followup") as pilot:
        folder = pilot.app.meeting.path.parent
        await press(pilot, "tab", "m")
        await until(pilot, lambda: "brief gemaakt" in screen_text(pilot))
        (letter,) = folder.glob("*zes weken*.docx")
        assert letter.stat().st_size


@pytest.mark.usefixtures("on_disk")
async def test_a_round_that_was_closed_still_gets_its_own_letter(open_app):
    async with open_app(after(2), show="followup") as pilot:
        folder = pilot.app.meeting.path.parent
        await press(pilot, "r", "tab")
        await until(pilot, lambda: "6 weken · gehouden op" in screen_text(pilot))
        await press(pilot, "m")
        await until(pilot, lambda: "brief gemaakt" in screen_text(pilot))
        assert [each.name for each in folder.glob("*brief*.docx")] == [
            each.name for each in folder.glob("*zes weken*.docx")
        ]


async def test_which_personas_an_action_touches_is_said_where_actions_are_looked_at(open_app):
    session = MakePersona(title="Toos").apply(after(1), clock.now())
    async with open_app(session, show="followup") as pilot:
        await press(pilot, "p", "right", "ctrl+s")
        await until(pilot, lambda: action(pilot, 1).touches == (1,))
    async with open_app(after(1), show="followup") as pilot:
        await press(pilot, "p")
        assert not pilot.app.screen.is_modal


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_state_has_its_key_in_sight(open_app, size):
    async with open_app(after(), show="followup", size=size) as pilot:
        states = "d klaar  b bezig  a afgesproken  s gestopt  spatie zoals het was"
        assert states in screen_text(pilot)


async def test_what_stands_behind_an_action_is_seen_in_a_high_window(open_app):
    words = "ik moest lang wachten op een brief"
    session = put(told(), Action(number=1, at=clock.now(), words="Bellen", statements=(9,)))
    session = put(session, said(9, words, verbatim=True))
    async with open_app(session, show="followup", size=(120, 40)) as pilot:
        await until(pilot, lambda: f"“{words}”" in screen_text(pilot))
    async with open_app(session, show="followup", size=(80, 24)) as pilot:
        assert words not in screen_text(pilot)


async def test_a_late_action_that_was_looked_at_says_that_its_reason_is_missing(open_app):
    async with open_app(after(2, by=TODAY - datetime.timedelta(days=3)), show="followup") as pilot:
        assert "! waarom nog niet?" not in screen_text(pilot)
        await press(pilot, "b", "enter")
        await until(pilot, lambda: screen_text(pilot).count("! waarom nog niet?") == 1)


async def test_what_participants_would_miss_is_typed_where_one_sees_that_it_is_missing(open_app):
    done = Action(number=9, at=clock.now(), words="Af", status=ActionStatus.DONE, evidence="foto")
    late = after(2, by=TODAY - datetime.timedelta(days=3), status=ActionStatus.AGREED)
    async with open_app(put(late, done), show="followup") as pilot:
        await type_keys(
            pilot, ["tab", "enter", *"wacht op geld", "enter", "enter", *"ziek", "enter"]
        )
        await until(pilot, lambda: action(pilot, 2).progress == "ziek")
        assert action(pilot, 1).progress == "wacht op geld"
        assert not action(pilot, 1).reached
        await until(pilot, lambda: "Er ontbreekt niets" in screen_text(pilot))
        assert "Waarom nog niet: wacht op geld" in screen_text(pilot)


async def test_why_something_will_not_be_done_is_typed_where_participants_hear_it(open_app):
    async with open_app(after(1, kind=ActionKind.DECLINE), show="followup") as pilot:
        await type_keys(pilot, ["tab", "enter", *"te duur", "enter"])
        await until(pilot, lambda: action(pilot, 1).reason == "te duur")


async def test_a_round_that_is_closed_says_what_comes_next_and_what_was_left(open_app):
    async with open_app(after(2), show="followup") as pilot:
        await press(pilot, "b", "r")
        await until(pilot, lambda: "De ronde van 6 weken is afgerond" in flat(pilot))
        assert "1 actie is niet bekeken" in flat(pilot).replace(" ▎", "")
        await until(pilot, lambda: "Tab, dan m: brief van 6 weken" in screen_text(pilot))


async def test_without_a_day_one_is_told_to_give_it(open_app):
    async with open_app(describe(after(), date=None), show="followup") as pilot:
        assert "geef eerst de dag op (F2)" in screen_text(pilot)


async def test_a_key_that_does_nothing_says_why_and_enter_never_says_it_belongs_elsewhere(open_app):
    async with open_app(after(1, kind=ActionKind.DECLINE), show="followup") as pilot:
        await press(pilot, "b")
        await until(pilot, lambda: "Wat u niet doet, krijgt geen stand" in screen_text(pilot))
        await press(pilot, "shift+tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Panel))
        assert "hoort bij" not in screen_text(pilot)


async def test_keys_right_behind_each_other_are_for_the_tab_that_they_came_to(open_app):
    async with open_app(after(1), show="followup") as pilot:
        await type_keys(pilot, ["tab", "tab", "tab", "n"])
        await until(pilot, lambda: isinstance(pilot.app.screen, Panel))
        assert "hoort bij" not in screen_text(pilot)


async def test_the_form_of_a_listener_asks_for_numbers_and_says_which(open_app):
    async with open_app(after(1), show="followup") as pilot:
        await press(pilot, "tab", "tab", "tab", "t")
        await type_(pilot, "9 12")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "een cijfer van 1 tot 10" in flat(pilot))
        assert "cijfers  " in screen_text(pilot)


@pytest.mark.usefixtures("on_disk")
async def test_what_should_have_gone_is_said_above_what_is_kept(open_app):
    old = describe(after(), date=TODAY - datetime.timedelta(days=400))
    async with open_app(old, show="followup") as pilot:
        await press(pilot, "shift+tab")
        await until(pilot, lambda: "1 had al gewist moeten zijn" in screen_text(pilot))


async def test_a_round_that_was_left_goes_on_where_it_was(open_app):
    begun = Look(number=1, status=ActionStatus.BUSY).apply(after(), clock.now())
    async with open_app(begun, show="followup") as pilot:
        await press(pilot, "b")
        await until(pilot, lambda: action(pilot, 2).status is ActionStatus.BUSY)


async def test_a_few_actions_have_air_in_a_high_window(open_app):
    for count, rows in ((3, 3), (12, 2)):
        async with open_app(after(count), show="followup", size=(120, 40)) as pilot:
            lines = screen_text(pilot).splitlines()
            first, second = (
                next(at for at, line in enumerate(lines) if f"Actie nummer {number} " in line)
                for number in (1, 2)
            )
            assert second - first == rows
