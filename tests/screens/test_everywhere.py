"""What holds on every screen: it opens, no text breaks it, a fault says no word, colours can go."""

from pathlib import Path

import msgspec
import pytest
from looking import screen_text, until
from meetings import meeting

from spiegel import clock, demo
from spiegel.app import SCREENS, Spiegel
from spiegel.appearance import THEMES
from spiegel.commands import BY_SCREEN
from spiegel.domain.actions import Action
from spiegel.domain.people import Consent, Listener
from spiegel.domain.running import GoNext
from spiegel.domain.session import describe, put
from spiegel.domain.statements import ListenerQuestion, Remark, RemarkKind, Statement, Theme
from spiegel.domain.words import clean

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


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40), (40, 10), (250, 80)])
async def test_every_screen_opens_in_every_size(open_app, size):
    async with open_app(demo.play("middle"), size=size) as pilot:
        for name in SCREENS:
            pilot.app.action_go(name)
            await pilot.pause()
            assert pilot.app.current_mode == name
            assert screen_text(pilot).strip()


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_screen_opens_in_every_theme(open_app, theme):
    from spiegel.settings import Settings

    async with open_app(demo.play("middle"), settings=Settings(theme=theme)) as pilot:
        assert pilot.app.theme == theme
        for name in SCREENS:
            pilot.app.action_go(name)
            await pilot.pause()


def filled(text):
    """A meeting in which everything that can hold words holds these."""
    session = meeting()
    now = clock.now()
    questions = [
        msgspec.structs.replace(q, words=text, prompts=(text,), theme=text[:200])
        for q in session.questions.values()
    ]
    session = put(
        describe(session, title=text, place=text, organisation=text),
        *questions,
        *(Listener(number=n, function=text) for n in (1, 2)),
        msgspec.structs.replace(
            session.participants[1],
            role=text[:300],
            present=True,
            consent=Consent(take_part=True, verbatim=True),
        ),
        Theme(number=1, name=text[:500], digit=1),
        Statement(number=1, at=now, words=text, speakers=("D1",), themes=(1,), phase=4, question=1),
        ListenerQuestion(number=1, at=now, words=text, phase=6),
        *(
            Remark(number=n, at=now, words=text, kind=kind, step="geraakt")
            for n, kind in enumerate(RemarkKind, start=1)
        ),
        Action(
            number=1,
            at=now,
            words=text,
            owner=text[:300],
            reason=text,
            statements=(1,),
            themes=(1,),
        ),
    )
    for _ in range(4):
        session = GoNext().apply(session, now)
    return session


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
async def test_no_text_breaks_any_screen(open_app, text):
    async with open_app(filled(text), size=(100, 30)) as pilot:
        for name in SCREENS:
            pilot.app.action_go(name)
            await pilot.pause()
        for _ in range(6):
            pilot.app.meeting.submit(GoNext())
            await pilot.pause()
            for name in ("moderate", "scribe", "debrief", "clock"):
                pilot.app.action_go(name)
                await pilot.pause()


async def test_a_fault_shows_and_logs_no_word_of_the_session(
    open_app, running, capsys, monkeypatch
):
    from spiegel.screens import moderate_view

    secret = "geheim-woord-van-een-cliënt"
    session = put(running, msgspec.structs.replace(running.questions[1], words=secret))

    def broken(session, now):
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


async def test_without_colour_everything_is_still_said(open_app, running, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(running) as pilot:
        svg = pilot.app.export_screenshot()
        assert "Vraag 1?" in screen_text(pilot)
        assert "#E5B067" not in svg.upper()


async def test_every_command_is_in_the_palette(open_app, running):
    async with open_app(running) as pilot:
        titles = {command.help for command in pilot.app.get_system_commands(pilot.app.screen)}
        from spiegel.i18n import current

        for command in BY_SCREEN["moderate"]:
            assert current().gettext(command.help) in titles


async def test_a_theme_that_was_chosen_is_remembered(open_app, running):
    from spiegel import paths, settings

    async with open_app(running) as pilot:
        pilot.app.choose_theme("spiegel-light")
    assert settings.load(paths.settings_file()).theme == "spiegel-light"


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
    for command in BY_SCREEN.get(screen, ()):
        assert not [key for key in command.keys if key.startswith(unsafe)], command.id


async def test_a_room_clock_shows_nothing_else(open_app, running):
    async with open_app(running, role="clock") as pilot:
        assert pilot.app.current_mode == "clock"
        await pilot.press("f3", "f4")
        assert pilot.app.current_mode == "clock"
