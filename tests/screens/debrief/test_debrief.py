"""What the professionals need when they talk afterwards, and what they must never see."""

import asyncio
import datetime

import msgspec
import pytest
from meetings import named

from screens.keys import press, type_
from screens.seen import flat, footer, screen_text, until
from screens.told import debrief, deciding, said, told
from spiegel import clock
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.personas.making import MakePersona
from spiegel.domain.running.running import Go, place
from spiegel.domain.running.steps import debrief_phase, in_the_way, marked
from spiegel.domain.session.actions import ActionKind, ActionStatus, Priority
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import drop, put
from spiegel.domain.session.statements import Remark, RemarkKind, Where
from spiegel.meeting.draft import KeptLine, _line
from spiegel.meeting.port.meeting import HalfLine, Receipt
from spiegel.screens.debrief.draft import resumed
from spiegel.screens.debrief.view import ALLOWED
from spiegel.widgets.field import FieldWords

TODAY = datetime.date(2026, 1, 1)


def actions(pilot):
    return list(pilot.app.meeting.session.actions.values())


async def fill_in(pilot, words, who="teamleider Noord", when="15-12"):
    """Fill in the action that is open and save it."""
    for text in (words, who, when):
        await type_(pilot, text)
        await press(pilot, "enter")


# What may be seen


async def test_nothing_can_be_done_in_a_step_before_it_is_there(open_app):
    async with open_app(told(), show="debrief") as pilot:
        screen = pilot.app.screen
        go = Go(phase=debrief_phase(pilot.app.meeting.session).number)
        pilot.app.meeting.submit(go, screen.report)
        while not screen.talk.is_mounted:
            done = [name for name in (*ALLOWED, "link") if screen.check_action(name, (0,))]
            assert done in ([], ["begin"])
            await asyncio.sleep(0)
        await pilot.pause()
        assert screen.talk.desk.line.has_focus


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_the_debrief_has_not_come_to_is_made_when_it_does(open_app):
    async with open_app(debrief("geraakt"), show="debrief") as pilot:
        assert not pilot.app.screen.query("#gate, #decide")
        await press(pilot, *["pagedown"] * 9)
        await until(pilot, lambda: pilot.app.screen.query("#gate"))
        await press(pilot, "pageup")
        await type_(pilot, "stil")
        await until(pilot, lambda: "stil" in screen_text(pilot))
        assert not pilot.app.screen.query("#decide")


async def test_an_arrow_goes_through_the_steps_while_the_line_is_empty(open_app):
    async with open_app(debrief("geraakt"), show="debrief") as pilot:
        await type_(pilot, "stil")
        await press(pilot, "right", "left", "left")
        assert "Wat deed het met u?" in screen_text(pilot)
        await press(pilot, *["backspace"] * 2, *["delete"] * 2, "right")
        await until(pilot, lambda: "Wat herkent u" in screen_text(pilot))
        await press(pilot, "left")
        await until(pilot, lambda: "Wat deed het met u?" in screen_text(pilot))


async def test_while_what_was_told_is_read_the_footer_leads_back_to_the_remarks(open_app):
    async with open_app(debrief("herkend"), show="debrief", size=(80, 24)) as pilot:
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "^o opmerkingen" in footer(pilot))


async def test_statements_stay_closed_in_the_first_step(open_app):
    async with open_app(debrief("geraakt"), show="debrief", size=(120, 40)) as pilot:
        await press(pilot, "ctrl+o")
        text = screen_text(pilot)
        assert "Wat deed het met u?" in text
        assert "acht weken" not in text
        await press(pilot, "pagedown")
        await until(pilot, lambda: "Wat herkent u" in screen_text(pilot))
        await until(pilot, lambda: "acht weken" in screen_text(pilot))


@pytest.mark.slow
async def test_on_a_small_screen_a_key_shows_what_was_told(open_app):
    async with open_app(debrief("herkend"), show="debrief") as pilot:
        assert "acht weken" not in screen_text(pilot)
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "acht weken" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(120, 40), (60, 18)])
async def test_who_may_not_be_quoted_is_seen_as_a_count_only(open_app, size):
    async with open_app(deciding(), show="debrief", size=size) as pilot:
        await press(pilot, *["down"] * 6)
        text = screen_text(pilot)
        assert "1 uitspraak blijft buiten het verslag" in text
        assert "koude koffie" not in text
        for code in ("D1", "D2", "D3", "D6"):
            assert code not in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_code_in_an_action_or_a_remark_is_not_shown(open_app):
    session = debrief("geraakt")
    remark = Remark(
        number=1, at=clock.now(), words="D3 bleef mij bij", kind=RemarkKind.STEP, step="geraakt"
    )
    async with open_app(put(session, remark), show="debrief") as pilot:
        text = screen_text(pilot)
        assert "bleef mij bij" in text
        assert "D3" not in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_half_statement_of_the_scribe_is_not_shown_to_the_room(open_app):
    async with open_app(debrief("geraakt")) as pilot:
        kept = HalfLine(text="D6: iets van D6", where=Where(phase=4, question=1), line="x")
        pilot.app.meeting.typed.hold(kept)
        pilot.app.action_go("debrief")
        await pilot.pause()
        assert "iets van D6" not in screen_text(pilot)
        await type_(pilot, "stil")
        await pilot.pause(0.3)
        assert pilot.app.meeting.typed.half_line == kept


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_people_typed_is_never_markup(open_app):
    odd = 'He said: "[laughs]" [/ [red]x العربية 👍️'
    session = put(told(), said(6, odd, speakers=("D2",)))
    async with open_app(deciding(session), show="debrief", size=(120, 40)) as pilot:
        text = screen_text(pilot)
        assert "[/ [red]x" in text
        assert "[laughs]" in text


# The steps


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_debrief_does_not_begin_while_clients_are_here(open_app):
    session = told()
    session = Go(phase=named(session, "cliëntronde").number).apply(session, clock.now())
    async with open_app(session, show="debrief") as pilot:
        assert "acht weken" not in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "deelnemers weg?" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "deelnemers weg?" not in screen_text(pilot))
        assert place(pilot.app.meeting.session).phase.kind is PhaseKind.ROUND
        await press(pilot, "enter")
        await until(pilot, lambda: "deelnemers weg?" in screen_text(pilot))
        await press(pilot, "j")
        assert place(pilot.app.meeting.session).phase.kind is PhaseKind.ROUND
        await press(pilot, "enter")
        await until(pilot, lambda: place(pilot.app.meeting.session).phase.kind is PhaseKind.DEBRIEF)


async def test_a_remark_stands_in_its_step(open_app):
    async with open_app(debrief("geraakt"), show="debrief") as pilot:
        await type_(pilot, "Ik werd er stil van.")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.meeting.session.remarks)
        remark = next(iter(pilot.app.meeting.session.remarks.values()))
        assert (remark.words, remark.step, remark.kind) == (
            "Ik werd er stil van.",
            "geraakt",
            RemarkKind.STEP,
        )
        assert "· Ik werd er stil van." in screen_text(pilot)


async def test_a_half_remark_is_kept_while_it_is_typed(open_app):
    async with open_app(debrief("geraakt"), show="debrief") as pilot:
        await type_(pilot, "Dat iemand elke maan")
        await until(pilot, lambda: pilot.app.meeting.typed.half_line.text == "Dat iemand elke maan")
        assert pilot.app.meeting.typed.half_line.where.step == "geraakt"


@pytest.mark.slow
@pytest.mark.reckons
async def test_actions_stay_closed_until_each_step_was_talked_about(open_app):
    async with open_app(debrief("acties"), show="debrief") as pilot:
        text = screen_text(pilot)
        assert "Nog niets genoteerd bij geraakt: toch verder" in text
        assert "acht weken" not in text
        await press(pilot, "enter")
        await until(pilot, lambda: "bij geraakt" not in screen_text(pilot))
        await press(pilot, "b", "enter")
        await until(pilot, lambda: "bij herkend" not in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "acht weken" in screen_text(pilot))
        session = pilot.app.meeting.session
        assert marked(session, MomentKind.FORCED) == {"geraakt", "aangesproken"}
        assert marked(session, MomentKind.DISCUSSED) == {"herkend"}


async def test_the_step_before_comes_back_from_the_closed_actions_by_the_key_in_the_bar(open_app):
    async with open_app(debrief("acties"), show="debrief") as pilot:
        assert "PgUp" in screen_text(pilot)
        await press(pilot, "pageup")
        await until(pilot, lambda: place(pilot.app.meeting.session).step == "aangesproken")


async def test_a_step_can_be_discussed_without_a_note(open_app):
    async with open_app(debrief("geraakt"), show="debrief") as pilot:
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: "Besproken, niet genoteerd." in screen_text(pilot))
        assert "geraakt" not in [s.key for s in in_the_way(pilot.app.meeting.session)]


@pytest.mark.slow
async def test_without_a_talk_afterwards_actions_can_be_made_at_once(open_app):
    session = told()
    session = Go(phase=named(session, "cliëntronde").number).apply(session, clock.now())
    session = drop(session, "phases", [named(session, "nagesprek").number])
    async with open_app(session, show="debrief") as pilot:
        assert "acht weken" in screen_text(pilot)
        await press(pilot, "o")
        assert "Thema's zonder actie" in screen_text(pilot)


# Actions


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_action_rests_on_the_statement_under_the_cursor(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await fill_in(pilot, "Elke aanvrager krijgt binnen een week een telefoontje")
        await until(pilot, lambda: actions(pilot))
        action = actions(pilot)[0]
        shown = pilot.app.screen.decide.upper.key[1]
        assert action.statements == (shown,)
        assert action.themes == (1,)
        assert action.owner == "teamleider Noord"
        assert (action.by.day, action.by.month) == (15, 12)
        await until(pilot, lambda: "→1" in screen_text(pilot))


@pytest.mark.slow
async def test_an_action_that_is_made_while_somebody_withdraws_is_kept_without_the_words(open_app):
    words = "wie zes weken op een busje wacht wordt gebeld"
    session = put(deciding(), said(9, words, speakers=("D3",), verbatim=True))
    async with open_app(session, show="debrief") as pilot:
        await press(pilot, "a")
        await type_(pilot, f"Voortaan: {words}")
        pilot.app.meeting.submit(Withdraw(participant=3), lambda _receipt: None)
        await until(pilot, lambda: 9 not in pilot.app.meeting.session.statements)
        await type_(pilot, " door ons")
        await press(pilot, "enter")
        assert "busje" not in pilot.app.meeting.typed.half_line.text
        await fill_in(pilot, "", "", "")
        await until(pilot, lambda: actions(pilot))
        assert [action.words for action in actions(pilot)] == ["Voortaan: … door ons"]


@pytest.mark.slow
async def test_each_field_of_an_action_says_what_it_is_and_edits_a_wrapped_text_whole(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await type_(pilot, "iedereen die wacht wordt teruggebeld " * 4)
        assert "wat" in screen_text(pilot)
        words = pilot.app.screen.decide.making.editor.words
        await press(pilot, "ctrl+a")
        assert words.cursor_location == (0, 0)
        await press(pilot, "ctrl+e", "ctrl+u")
        assert words.text == ""


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_action_rests_on_all_that_was_marked(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "space", "down", "enter", "a")
        await fill_in(pilot, "Wie wacht hoort elke twee weken iets")
        await until(pilot, lambda: actions(pilot))
        assert len(actions(pilot)[0].statements) == 2
        await until(pilot, lambda: not pilot.app.screen.decide.marked)


@pytest.mark.slow
async def test_statements_are_marked_and_actions_changed_by_mouse(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        rows = screen_text(pilot).splitlines()
        row = next(y for y, line in enumerate(rows) if "acht weken" in line)
        await pilot.click(offset=(20, row))
        await pilot.click(offset=(20, row))
        await until(pilot, lambda: "✓  “Ik moest acht weken" in screen_text(pilot))
        await pilot.click(offset=(3, 23))
        await fill_in(pilot, "Een vast nummer")
        await until(pilot, lambda: actions(pilot))
        assert actions(pilot)[0].statements == (1,)


@pytest.mark.slow
async def test_what_is_weak_is_said_while_it_is_typed(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await type_(pilot, "mailen")
        await until(pilot, lambda: "Een mail of een gesprek" in screen_text(pilot))
        assert "Er is niemand genoemd" in screen_text(pilot)
        await press(pilot, "enter")
        await type_(pilot, "iedereen")
        await until(pilot, lambda: "Iedereen is niemand" in screen_text(pilot))


@pytest.mark.slow
async def test_a_day_that_is_none_is_mended_before_it_is_saved(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await fill_in(pilot, "Een vast nummer", when="ooit")
        await pilot.pause()
        assert not actions(pilot)
        assert "Dat is geen datum" in screen_text(pilot)
        assert "Er staat geen datum" not in flat(pilot)
        await press(pilot, "ctrl+u")
        await type_(pilot, "2027-01-31")
        await press(pilot, "enter")
        await until(pilot, lambda: actions(pilot))
        assert actions(pilot)[0].by == datetime.date(2027, 1, 31)


@pytest.mark.slow
async def test_one_key_sets_priority_and_kind(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await fill_in(pilot, "Een vast nummer")
        await until(pilot, lambda: actions(pilot))
        await press(pilot, "h")
        await until(pilot, lambda: actions(pilot)[0].priority is Priority.HIGH)
        await press(pilot, "k")
        await until(pilot, lambda: actions(pilot)[0].kind is ActionKind.EXPLORE)
        await press(pilot, "h")
        await until(pilot, lambda: actions(pilot)[0].priority is None)


@pytest.mark.slow
async def test_an_action_is_changed_and_taken_away_and_brought_back(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await fill_in(pilot, "Een vast nummer")
        await until(pilot, lambda: actions(pilot))
        await press(pilot, "e")
        await type_(pilot, " voor iedereen")
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: actions(pilot)[0].words == "Een vast nummer voor iedereen")
        assert actions(pilot)[0].owner == "teamleider Noord"
        await press(pilot, "x", "enter")
        await until(pilot, lambda: not actions(pilot))
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: actions(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_is_declined_asks_why(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await type_(pilot, "Een extra spreekuur")
        await press(pilot, "ctrl+o", "ctrl+o")
        await until(pilot, lambda: "waarom niet" in screen_text(pilot))
        assert "Waarom niet?" in screen_text(pilot)
        await press(pilot, "enter")
        await type_(pilot, "er is geen geld voor")
        await press(pilot, "enter")
        await until(pilot, lambda: actions(pilot))
        assert actions(pilot)[0].kind is ActionKind.DECLINE
        assert actions(pilot)[0].reason == "er is geen geld voor"


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_nobody_picked_up_is_named(open_app):
    async with open_app(deciding(), show="debrief", size=(120, 40)) as pilot:
        await press(pilot, "o")
        text = screen_text(pilot)
        assert "Thema's zonder actie" in text
        assert "Gaat goed, maar geen actie zorgt dat het zo blijft" in text
        after = text[text.index("Thema's zonder actie") :]
        assert "wachttijd" in after
        assert "bejegening" in after


@pytest.mark.slow
async def test_a_half_made_action_comes_back(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await type_(pilot, "Elke aanvrager krijgt")
        await press(pilot, "escape")
        assert pilot.app.meeting.typed.half_line.text.startswith("> Elke aanvrager krijgt")
        await press(pilot, "a")
        await fill_in(pilot, " een telefoontje")
        await until(pilot, lambda: actions(pilot))
        assert actions(pilot)[0].words == "Elke aanvrager krijgt een telefoontje"
        assert len(actions(pilot)[0].statements) == 1
        await until(pilot, lambda: not pilot.app.meeting.typed.half_line.text)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_half_made_action_comes_back_field_by_field_also_when_the_window_died(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        editor = pilot.app.screen.decide.making.editor
        for text in ("Binnen twee dagen terugbellen", "klantcontact", "volgende maand"):
            await type_(pilot, text)
            await press(pilot, "enter")
        before = editor.draft
        await press(pilot, "escape")
        await pilot.app.run_action("app.scribe")
        await pilot.pause()
        await pilot.app.run_action("app.debrief")
        await pilot.pause()
        await press(pilot, "a")
        assert editor.draft == before
        assert (before.by, len(before.statements)) == ("volgende maand", 1)
        kept = pilot.app.meeting.typed
        kept.keep()
        kept._thread.submit(lambda: None).result()
        again = kept._drafts.__class__(kept._drafts._folder.parent, "later")._take(
            kept._drafts._path
        )
        assert resumed(pilot.app.meeting.session, _line(again[0]), TODAY) == before


def changed(pilot, **fields):
    """Another window changes the first action."""
    session = pilot.app.meeting.session
    action = msgspec.structs.replace(session.actions[1], **fields)
    pilot.app.meeting._show(put(session, action))


@pytest.fixture
def agreed():
    add = AddAction(words="Terugbellen", statements=(1, 3), owner="klantcontact", line="l")
    return add.apply(deciding(), clock.now())


async def half_changed(pilot):
    """The first action with another owner and a day that is none, left with Esc."""
    await press(pilot, "tab", "enter", "enter")
    await type_(pilot, " Noord")
    await press(pilot, "enter")
    await type_(pilot, "volgende maand")
    await press(pilot, "escape")
    await until(pilot, lambda: not pilot.app.screen.decide.making.active)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_typed_in_an_action_that_is_there_waits_field_by_field(open_app, agreed):
    async with open_app(agreed, show="debrief") as pilot:
        editor = pilot.app.screen.decide.making.editor
        await half_changed(pilot)
        assert actions(pilot)[0].owner == "klantcontact"
        await press(pilot, "tab", "enter")
        assert (editor.draft.owner, editor.draft.by) == ("klantcontact Noord", "volgende maand")
        assert editor.draft.statements == (1, 3)
        assert "Wat u typte, wachtte hier" in screen_text(pilot)
        await press(pilot, "ctrl+l")
        assert (editor.draft.owner, editor.draft.by) == ("klantcontact", "")
        await press(pilot, "escape", "tab", "enter")
        assert "Wat u typte, wachtte hier" not in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_another_window_changed_meanwhile_is_said_and_not_undone(open_app, agreed):
    async with open_app(agreed, show="debrief") as pilot:
        editor = pilot.app.screen.decide.making.editor
        await half_changed(pilot)
        changed(pilot, owner="directie", words="Binnen een dag terugbellen")
        await press(pilot, "tab", "enter")
        assert editor.draft.words == "Binnen een dag terugbellen"
        text = " ".join(screen_text(pilot).replace("█", "").split())
        assert "Intussen in een ander venster veranderd: wie." in text


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.usefixtures("on_disk")
async def test_a_half_changed_action_is_there_again_when_the_window_died(open_app, agreed):
    async with open_app(agreed, show="debrief") as pilot:
        await half_changed(pilot)
        kept = pilot.app.meeting.typed
        kept._thread.submit(lambda: None).result()
        drafts = kept._drafts.__class__(kept._drafts._folder.parent, "later")
        kept._drafts._path.rename(kept._drafts._path.with_name("moderator-0.draft"))
        again = KeptLine(drafts)
        assert list(again.adopt(pilot.app.meeting.session)) == []
        assert again.forms["actions 1"].form["owner"] == "klantcontact Noord"
        assert KeptLine(drafts).forms == {}
        again.follow(deciding())
        assert again.forms == {}
        again.close()


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_half_remark_is_kept_beside_a_half_line_of_the_scribe(open_app):
    async with open_app(debrief("geraakt")) as pilot:
        line = HalfLine(text="D6: iets van D6", where=Where(phase=4, question=1), line="x")
        pilot.app.meeting.typed.hold(line)
        pilot.app.action_go("debrief")
        await pilot.pause()
        await type_(pilot, "Ik werd er stil")
        assert "F4" not in screen_text(pilot)
        assert pilot.app.meeting.typed.half_line == line
        assert pilot.app.meeting.typed.held("debrief").text == "Ik werd er stil"
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.meeting.session.remarks)
        assert pilot.app.meeting.typed.held("debrief").text == ""


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_action_that_could_not_be_saved_is_not_lost(open_app, monkeypatch):
    async with open_app(deciding(), show="debrief") as pilot:

        def refuse(change, then=None, line=None):
            then(Receipt(change=change, problem="De schijf is vol."))

        monkeypatch.setattr(pilot.app.meeting, "submit", refuse)
        await press(pilot, "a")
        await fill_in(pilot, "Een vast nummer")
        await until(pilot, lambda: "De schijf is vol." in screen_text(pilot))
        assert pilot.app.screen.decide.making.editor.words.text == "Een vast nummer"
        assert pilot.app.screen.decide.making.active


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_change_in_another_window_is_seen(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await type_(pilot, "Half")
        session = put(pilot.app.meeting.session, said(7, "Nog een uitspraak", speakers=("D4",)))
        pilot.app.windows.show_session(session)
        await pilot.pause()
        assert pilot.app.screen.decide.making.editor.words.text == "Half"


@pytest.mark.slow
async def test_what_is_done_asks_what_shows_it_and_what_is_stopped_asks_why(open_app):
    session = AddAction(words="Elke aanvrager wordt gebeld").apply(deciding(), clock.now())
    number = max(session.actions)
    session = EditAction(number=number, fields={"status": ActionStatus.DONE}).apply(
        session, clock.now()
    )
    async with open_app(session, show="debrief", size=(120, 40)) as pilot:
        decide = pilot.app.screen.decide
        await press(pilot, "o")
        decide.upper.show(decide._keys(session), at=("action", number))
        await press(pilot, "e")
        assert "Waaruit blijkt dat?" in screen_text(pilot)
        decide.making.editor.became.focus()
        await type_(pilot, "Het staat in de folder")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.meeting.session.actions[number].evidence)
        assert pilot.app.meeting.session.actions[number].evidence == "Het staat in de folder"


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_watches_over_an_action_is_said_as_it_is_made(open_app):
    async with open_app(deciding(), show="debrief", size=(120, 40)) as pilot:
        await press(pilot, "a")
        await type_(pilot, "Een vast nummer")
        pilot.app.screen.decide.making.editor.guard.focus()
        await type_(pilot, "cliëntenraad")
        await press(pilot, "tab")
        await type_(pilot, "1-3")
        await press(pilot, "enter")
        await until(pilot, lambda: any(one.guard for one in actions(pilot)))
        made = actions(pilot)[-1]
        assert made.guard == "cliëntenraad"
        assert (made.first_check.day, made.first_check.month) == (1, 3)


async def test_an_action_is_asked_whether_it_gives_the_client_more_say(open_app):
    made = AddAction(words="tijdstip laten kiezen", themes=(1,)).apply(deciding(), clock.now())
    async with open_app(made, show="debrief") as pilot:
        await press(pilot, "tab", "g")
        await until(pilot, lambda: "Geeft dit de cliënt meer regie?" in screen_text(pilot))
        assert "tijdstip laten kiezen" in screen_text(pilot)
        await press(pilot, "right", "enter")
        await type_(pilot, "zelf kiezen")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "meer regie: zelf kiezen" in screen_text(pilot))
        assert pilot.app.meeting.session.actions[1].more_say is True
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "meer regie: zelf" not in screen_text(pilot))


async def test_the_space_bar_chooses_an_answer_and_the_panel_stays(open_app):
    made = AddAction(words="tijdstip laten kiezen", themes=(1,)).apply(deciding(), clock.now())
    async with open_app(made, show="debrief") as pilot:
        await press(pilot, "tab", "g")
        await until(pilot, lambda: "‹ nog niet beantwoord ›   spatie:" in screen_text(pilot))
        await press(pilot, "space")
        await until(pilot, lambda: "‹ ja ›" in screen_text(pilot))
        assert not pilot.app.meeting.strays.lines
        await press(pilot, "space", "ctrl+s")
        await until(pilot, lambda: "Geeft dit" not in screen_text(pilot))
        assert pilot.app.meeting.session.actions[1].more_say is False


async def test_an_action_touches_the_personas_that_are_chosen(open_app):
    made = AddAction(words="tijdstip laten kiezen", themes=(1,)).apply(deciding(), clock.now())
    for title in ("Toos", "Karim"):
        made = MakePersona(title=title).apply(made, clock.now())
    async with open_app(made, show="debrief") as pilot:
        await press(pilot, "tab", "p")
        await until(pilot, lambda: "Welke persona's raakt dit?" in screen_text(pilot))
        await press(pilot, "down", "right", "ctrl+s")
        await until(pilot, lambda: "Dit raakt 1 persona waar de makers" in screen_text(pilot))
        assert pilot.app.meeting.session.actions[1].touches == (2,)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Dit raakt" not in screen_text(pilot))


async def test_where_no_persona_was_made_no_key_asks_for_one(open_app):
    made = AddAction(words="tijdstip laten kiezen", themes=(1,)).apply(deciding(), clock.now())
    async with open_app(made, show="debrief") as pilot:
        await press(pilot, "tab")
        assert pilot.app.screen.allows("decide('touches')", ()) is False
        assert pilot.app.screen.allows("decide('more_say')", ())


async def test_which_field_of_an_action_is_typed_in_is_seen_at_its_name(open_app):
    async with open_app(deciding(), show="debrief") as pilot:
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.focused, FieldWords))
        for field in ("owner", "by", "guard"):
            await press(pilot, "tab")
            await until(pilot, lambda field=field: pilot.app.focused.id == field)
            rows = pilot.app.screen.query("#editor .field").results()
            bold = [row for row in rows if row.query_one(".label").styles.text_style.bold]
            assert bold == [pilot.app.focused.parent]
