"""What holds on every screen: it opens, no text breaks it, a fault says no word, colours can go."""

from pathlib import Path

import msgspec
import pytest
from meetings import meeting
from textual import events
from textual.worker import Worker
from textual.worker_manager import WorkerManager

from screens.keys import type_
from screens.seen import screen_text, until
from spiegel import clock, demo
from spiegel.app.app import Spiegel
from spiegel.app.screens import SCREENS, make_screen
from spiegel.commands import commands_of
from spiegel.domain.running.running import GoNext
from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement, Theme
from spiegel.domain.session.words import clean
from spiegel.i18n import current
from spiegel.screens.shared.panels import Palette
from spiegel.settings import Settings
from spiegel.textual_private import shown_notifications

NASTY = [
    'He said: "[laughs]"',
    "[/",
    "[red]x",
    clean("nul \x00 hier"),
    clean("los \ud800 teken"),
    "hart \u2764\ufe0f",
    "مرحبا بالعالم",
    "x" * 100_000,
]


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((60, 18), "spiegel-dark"),
        ((80, 24), "spiegel-light"),
        pytest.param((120, 40), "spiegel-contrast", marks=pytest.mark.slow),
        pytest.param((40, 10), "spiegel-dark", marks=pytest.mark.slow),
        pytest.param((250, 80), "spiegel-dark", marks=pytest.mark.slow),
        pytest.param((20, 5), "spiegel-dark", marks=pytest.mark.slow),
    ],
)
async def test_every_screen_opens_in_every_size_and_theme(open_app, size, theme):
    async with open_app(demo.play("middle"), size=size, settings=Settings(theme=theme)) as pilot:
        assert pilot.app.theme == theme
        for name in SCREENS:
            pilot.app.action_go(name)
            await pilot.pause()
            assert pilot.app.current_mode == name
            assert screen_text(pilot).strip()


def filled(texts):
    """A meeting in which everything that can hold words holds these."""
    session, now = meeting(), clock.now()
    first = texts[0]
    session = describe(session, title=first, place=first, organisation=first)
    agreed = Consent(take_part=True, verbatim=True)
    for number, text in enumerate(texts, start=1):
        session = put(
            session,
            Question(number=number, position=number, phase=4, words=text, prompts=(text,)),
            Listener(number=number, function=text),
            Participant(number=number, role=text[:300], present=True, consent=agreed),
            Theme(number=number, name=text[:500]),
            Statement(
                number=number,
                at=now,
                words=text,
                speakers=("D1",),
                themes=(number,),
                phase=4,
                question=number,
            ),
            ListenerQuestion(number=number, at=now, words=text, phase=6),
            Action(number=number, at=now, words=text, owner=text[:300], statements=(number,)),
            *(
                Remark(number=number * 10 + n, at=now, words=text, kind=kind, step="geraakt")
                for n, kind in enumerate(RemarkKind)
            ),
        )
    for _ in range(4):
        session = GoNext().apply(session, now)
    return session


@pytest.mark.slow
@pytest.mark.parametrize("texts", [NASTY[:-1], NASTY[-1:]], ids=["odd", "long"])
async def test_no_text_breaks_any_screen(open_app, texts):
    async with open_app(filled(texts), size=(100, 30)) as pilot:
        for name in SCREENS:
            pilot.app.action_go(name)
            await pilot.pause()
        for _ in range(len(texts) + 5):
            pilot.app.meeting.submit(GoNext())
            await pilot.pause()
            pilot.app.action_go("moderate")
            await pilot.pause()
        for name in ("debrief", "clock", "scribe"):
            pilot.app.action_go(name)
            await pilot.pause()


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_fault_shows_and_logs_no_word_of_the_session(
    open_app, running, capsys, monkeypatch
):
    from spiegel.screens.moderate import view as moderate_view

    secret = "geheim-woord-van-een-cliënt"
    session = put(running, msgspec.structs.replace(running.questions[1], words=secret))

    def broken(session, now, answered):
        words = session.questions[1].words
        raise ValueError(words)

    async def provoke():
        async with open_app(session) as pilot:
            monkeypatch.setattr(moderate_view, "card", broken)
            await pilot.press("up")
            await pilot.pause(0.5)

    with pytest.raises(ValueError, match=secret):
        await provoke()
    printed = capsys.readouterr()
    assert "fout in het programma" in printed.err
    assert secret not in printed.err + printed.out
    files = [path for path in Path.home().rglob("*") if path.is_file()]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "ValueError" in written
    assert secret not in written


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_palette_does_not_come_over_a_panel_however_it_is_asked_for(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("f1")
        panel = pilot.app.screen
        await pilot.app.run_action("app.command_palette")
        assert pilot.app.screen is panel
        await pilot.press("escape", "ctrl+p")
        assert isinstance(pilot.app.screen, Palette)


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_key_that_comes_before_the_screen_is_there_does_nothing(open_app, running, screen):
    async with open_app(running) as pilot:
        made = make_screen(screen, pilot.app.meeting)
        actions = [command.action for command in commands_of(screen)]
        assert not any(made.check_action(action, ()) for action in actions)
        pilot.app.action_go(screen)
        await pilot.pause()
        assert any(pilot.app.screen.check_action(action, ()) for action in actions)


async def test_a_key_pressed_while_the_program_ends_is_no_fault(open_app, running):
    async with open_app(running) as pilot:
        app = pilot.app
    await app.on_event(events.Key("x", "x"))
    assert app.return_code is None


async def test_half_a_character_that_was_pasted_is_shown_as_lost(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        pilot.app.post_message(events.Paste("voor \ud800 na"))
        await until(pilot, lambda: "voor \ufffd na" in screen_text(pilot))


async def test_without_colour_everything_is_still_said(open_app, running, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(running) as pilot:
        svg = pilot.app.export_screenshot()
        assert "Vraag 1?" in screen_text(pilot)
        assert "#E5B067" not in svg.upper()


async def test_every_command_is_in_the_palette(open_app, running):
    async with open_app(running) as pilot:
        titles = {command.help for command in pilot.app.get_system_commands(pilot.app.screen)}
        for command in commands_of("moderate"):
            assert current().gettext(command.help) in titles


@pytest.mark.parametrize(
    ("screen", "key", "said"),
    [
        ("followup", "m", "m hoort bij: terugkoppeling. Met Tab gaat u erheen."),
        ("home", "shift+f6", "Dat gaat hier nu niet."),
    ],
)
async def test_a_command_of_the_palette_that_does_nothing_here_says_why(
    open_app, running, screen, key, said
):
    async with open_app(running) as pilot:
        pilot.app.switch_mode(screen)
        await pilot.pause()
        command = next(each for each in commands_of(screen) if key in each.keys)
        offered = pilot.app.get_system_commands(pilot.app.screen)
        help_ = current().gettext(command.help)
        await next(each for each in offered if each.help == help_).callback()
        await pilot.pause()
        assert [each.message for each in shown_notifications(pilot.app)] == [said]


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_palette_speaks_dutch_also_when_it_finds_nothing(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Zoek in alle opdrachten" in screen_text(pilot))
        await pilot.press(*"qqq")
        await until(pilot, lambda: "Geen opdracht gevonden." in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_keys_that_come_all_at_once_in_the_palette_begin_one_search_and_not_one_each(
    open_app, running, monkeypatch
):
    async with open_app(running) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Zoek in alle opdrachten" in screen_text(pilot))
        begun: list[Worker] = []
        add = WorkerManager.add_worker
        monkeypatch.setattr(
            WorkerManager,
            "add_worker",
            lambda self, worker, **how: (begun.append(worker), add(self, worker, **how)),
        )
        await type_(pilot, 20 * "woorden voor de schrijver")
        await until(pilot, lambda: "Geen opdracht gevonden." in screen_text(pilot))
        assert 1 <= len(begun) <= 3


async def test_a_theme_that_was_chosen_is_remembered(open_app, running):
    from spiegel import paths, settings

    async with open_app(running) as pilot:
        pilot.app.choose_theme("spiegel-light")
    assert settings.load(paths.settings_file()).theme == "spiegel-light"


async def test_what_is_wrong_with_the_settings_is_said_on_the_screen_and_stays_in_the_file(
    open_app, running
):
    from spiegel import paths, settings
    from spiegel.textual_private import shown_notifications

    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('geluid = true\n[keys]\n"moderate.nekst" = "n"\n', encoding="utf-8")
    async with open_app(running, settings=settings.load(path)) as pilot:
        said = [notice.message for notice in shown_notifications(pilot.app)]
        assert "regel 1: er is geen instelling geluid" in said[0]
        assert "regel 3: niets heet moderate.nekst" in said[1]
        pilot.app.choose_theme("spiegel-light")
    assert path.read_text(encoding="utf-8").startswith("geluid = true")


async def test_a_meeting_is_closed_and_home_shows_it(tmp_path, open_app, running):
    async with open_app(running) as pilot:
        await pilot.app.run_action("app.home")
        await until(pilot, lambda: pilot.app.current_mode == "home")
        await until(pilot, lambda: pilot.app.meeting is None)


async def test_a_missing_file_is_one_clear_line(tmp_path, capsys):
    app = Spiegel(path=tmp_path / "weg.spiegel")
    async with app.run_test() as pilot:
        await pilot.pause()
    assert app.return_code == 1


@pytest.mark.parametrize("screen", [*SCREENS, "home"])
def test_a_footer_has_at_most_six_keys_that_every_terminal_has(screen):
    unsafe = ("ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "alt+", "ctrl+enter", "shift+enter")
    for command in commands_of(screen):
        assert not [key for key in command.keys if key.startswith(unsafe)], command.id


async def test_a_room_clock_shows_nothing_else(open_app, running):
    async with open_app(running, role="clock") as pilot:
        assert pilot.app.current_mode == "clock"
        await pilot.press("f3", "f4")
        assert pilot.app.current_mode == "clock"
