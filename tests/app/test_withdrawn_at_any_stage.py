"""Somebody withdraws at any stage of a meeting, in any window: no sign of the words is anywhere.

The words have accents, and stand in every field there is: as they were said, with accents apart,
in capitals, and with places to break. Whatever is on any screen meanwhile, half typed, made,
copied, kept for another meeting or opened again afterwards is searched.
"""

import re
import tempfile
import unicodedata

import pytest
from days import Days
from searching import home, marks
from withdrawing import KINDS_OF_PLACE, WHO

from cli.commandline import run
from counting import Count
from export.everyfield import YES, bases, everywhere, letters, literal, more, places
from screens.keys import press
from screens.prepare.parts import fill
from screens.seen import screen_text, until
from screens.windows import type_, windows
from spiegel.demo.player import play
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.plan_library import PlanLibrary
from spiegel.screens.shared.form import Form
from spiegel.store.beside.backups import copies
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar
from spiegel.store.journal.payload import OPEN
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile
from spiegel.textual_private import shown_notifications

pytestmark = [pytest.mark.slow, pytest.mark.reckons]
MARK = re.compile("zwo[a-j]{3}[klmnopr]")
"""Any word of theirs, as it is looked for: without accents."""
MADE = [kind.key for kind in KINDS.values() if not kind.of]
SCREENS = ("prepare", "moderate", "scribe", "debrief", "review", "report", "followup", "personas")
STAGES = {
    "before": ("start", "prepare"),
    "during": ("middle", "moderate"),
    "devices": ("devices", "moderate"),
    "after": ("end", "review"),
    "persona": ("personas", "personas"),
    "partly wiped": ("afterwards", "followup"),
}
"""How far the meeting is, and the screen that another window looks at when somebody withdraws."""


def said(number):
    """Seven words with accents, as a keyboard makes them."""
    return literal(number).replace("zwo", "zwö")


WAYS = (
    str,
    lambda words: unicodedata.normalize("NFD", words),
    str.upper,
    lambda words: unicodedata.normalize("NFD", words.upper()),
    lambda words: words.replace("w", "w\u00ad"),
)


def typed(number):
    """A sentence in which somebody repeats it, each in another way; who speaks quotes it."""
    words = WAYS[number % len(WAYS)](said(number))
    speaks = places()[number][0] in ("statements", "ideas")
    return f"Iemand zei: “{words}”." if speaks else f"Iemand zei: {words}."


def at_stage(upto):
    """A meeting that is so far, in which one person is quoted in every field."""
    based = {"devices": 1, "personas": 2}
    session = bases()[based[upto]] if upto in based else more(letters(play(upto=upto)))
    at = Instant(utc=session.info.created.utc + 3_600_000)
    words = (
        Statement(number=5_000 + n, at=at, words=said(n), verbatim=True, speakers=(f"D{WHO}",))
        for n in range(KINDS_OF_PLACE)
    )
    # The title is in the names of documents, and these are kept as long as the documents are there.
    session = everywhere(session, typed, lambda *place: place != ("session", ("title",)))
    return put(session, Participant(number=WHO, present=True, consent=YES), *words)


def places_of(window):
    """All that a window shows besides its screen: what it says in passing, and its titles."""
    app = window.app
    notices = [(one.title, one.message) for one in shown_notifications(app)]
    return repr([app.title, app.sub_title, app.clipboard, *app.messages.remembered, *notices])


def shown(window):
    text = unicodedata.normalize("NFKD", screen_text(window) + places_of(window))
    return MARK.findall(re.sub("[\u0300-\u036f\u00ad\\s]", "", text).casefold())


@pytest.mark.parametrize("stage", STAGES)
async def test_who_withdraws_at_any_stage_leaves_no_sign_in_any_window_or_file(
    stage, tmp_path, monkeypatch, counted: Count
):
    upto, where = STAGES[stage]
    folder, before, temporary = tmp_path / "map", tmp_path / "eerder", tmp_path / "tmp"
    for each in (folder, before, temporary):
        each.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path, clock = folder / "wmo.spiegel", Days()
    SessionFile.create(path, at_stage(upto), clock=clock, window="test").close()
    for day in (1, 2):
        clock.go_to(day)
        file = SessionFile(path, clock=clock, window="test")
        file.change(Tell(words=f"dag {day}"))
        file.close()
    session = read_session(path)
    documents = SessionDocuments(session, Sidecar(path), OPEN)
    there = [key for key in MADE if KINDS[key].there(session)]
    for key in there:
        documents.make(key, before, unchecked=True)
    if stage == "partly wiped":
        documents.wipe_private(documents.private())
    PlanLibrary().keep(session, "Bewaard")
    gone = {"typed": {"words": typed(1)}, "begun": {"words": ""}}
    dead = Drafts(Sidecar(path).folder, "moderator-0")
    found = len(marks(MARK, folder, home(), temporary))

    async with windows(path, "moderator", "moderator", "scribe", "clock") as all_of_them:
        here, there_, scribe, _clock = all_of_them
        dead.keep(Draft(text="x", line="", about="task 1", form=gone))
        for window in (here, there_):
            for name in SCREENS:
                window.app.action_go(name)
                await window.pause()
        there_.app.action_go(where)
        there_.app.copy_to_clipboard(typed(2))
        there_.app.notify(f"Teruggenomen: thema {said(3)}", markup=False)
        await press(scribe, "f4")
        type_(scribe, f"?: bellen want {said(4)}")
        withdraws = "prepare" if upto == "start" or where == "personas" else "review"
        here.app.action_go(withdraws)
        await here.pause()
        while not hasattr(here.app.screen.section, "participant"):
            await press(here, "tab")
        await until(here, lambda: here.app.screen.section.browse.key is not None)
        while getattr(here.app.screen.section.participant, "number", 0) != WHO:
            await press(here, "down")
        await press(here, "r")
        await until(here, lambda: isinstance(here.app.screen, Form))
        await fill(here, code=f"d{WHO}")
        await until(here, lambda: here.app.meeting.session.participants[WHO].withdrawn)
        for window in all_of_them:
            await until(window, lambda w=window: w.app.meeting.session.participants[WHO].withdrawn)
            await window.pause()
            assert shown(window) == [], screen_text(window) + places_of(window)
        for window in (here, there_):
            while len(window.app.screen_stack) > 1:
                await press(window, "escape")
            for name in SCREENS:
                window.app.action_go(name)
                await window.pause()
                assert shown(window) == [], name
            await press(window, "ctrl+z", "ctrl+y")
        await until(scribe, lambda: "want …" in screen_text(scribe))
        assert marks(MARK, folder, home(), temporary) == {}
    assert marks(MARK, folder, home(), temporary) == {}

    # What was made before is named, and what is made now has none of it.
    documents = SessionDocuments(read_session(path), Sidecar(path), OPEN)
    named = {
        one.path.name for one in documents.look().documents if one.standing is Standing.FORBIDDEN
    }
    holding = set(marks(MARK, before))
    assert holding - named == set()
    again = tmp_path / "opnieuw"
    again.mkdir()
    for key in there:
        documents.make(key, again, unchecked=True)
    assert marks(MARK, again) == {}
    monkeypatch.chdir(folder)
    for command in (("show", path), ("actions",), ("due",), ("check", path)):
        _status, out, err = run(*command)
        assert MARK.findall(unicodedata.normalize("NFKD", out + err).casefold()) == []
    # nor does a copy that is brought back
    assert copies(Sidecar(path).backups)
    status, _out, err = run("check", path, "--restore", "1", "--yes")
    assert status == 0, err
    assert marks(MARK, folder, home(), temporary, again) == {}
    counted(f"{stage}: {found} files and {len(holding)} of {len(there)} documents, then 0")
