"""Somebody withdraws who was quoted in every field: no byte is left anywhere, at once or later.

The fields are those of the tables, so one that is new is looked at too: in the session, in the
copies of earlier days, in what other windows typed, and in every document that can be made; and
each document that was made before with such words is named.
"""

import msgspec
import pytest
from days import Days
from sealed import passphrase
from searching import home, traces
from withdrawing import MARK, WHO, quoted

import mutations
from cli.commandline import run
from export.everyfield import literal, places
from export.printed import contents
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.session import TABLES
from spiegel.domain.session.statements import Where
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.documents import SessionDocuments
from spiegel.meeting.opening import HeldKeys
from spiegel.meeting.port.meeting import HalfLine
from spiegel.screens.shared.half_form import HalfForm
from spiegel.store.beside.backups import copies
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

ANY = tuple(literal(number).split()[0] for number in range(len(places())))
MADE = [kind.key for kind in KINDS.values() if not kind.of]


@mutations.register("half-of-the-tables")
def _half_of_the_tables(patch: pytest.MonkeyPatch) -> None:
    """What was typed over in these is forgotten, as when a list of them is kept by hand."""
    left = {name: kind for name, kind in TABLES.items() if name not in ("themes", "clusters")}
    patch.setattr("spiegel.domain.consent.repeated.TABLES", left)


def says(session) -> str:
    tables = [list(getattr(session, table).values()) for table in TABLES]
    return msgspec.json.encode([session.info, tables]).decode()


def half_typed(meeting) -> None:
    """What one window has open: a line, one typed astray, and forms."""
    spot = Where(phase=4, question=1, speakers=(f"D{WHO}",))
    meeting.typed.hold(HalfLine(text=f"en toen {literal(1)}", where=spot, line="h"))
    meeting.strays.hold(HalfLine(text=f"D{WHO}: {literal(2)}", where=Where(), line="s"))
    for number, about in enumerate(("letter thanks", "in short", "debrief", "room", "actions 1")):
        HalfForm(meeting.typed, about).hold(
            {"words": f"Wij hoorden: {literal(number)}."}, {"words": ""}
        )
    meeting.typed.keep()


def dead_window(path, seal) -> None:
    place = {"phase": 4, "question": 1}
    Drafts(Sidecar(path).folder, "scribe-0", seal=seal).keep(
        Draft(text=f"D{WHO}: {literal(3)}", line="e", where=place, entered=True),
        Draft(text=f"D{WHO} wil {literal(4)}", line="n", where=place, entered=True, note=True),
        Draft(text=f"?: {literal(5)}", line="q", where=place, stray=True),
        Draft(text="x", line="", about="task 1", form={"typed": {"words": literal(6)}}),
    )


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("half-of-the-tables")
@pytest.mark.parametrize("base", [0, 2], ids=["spiegelgesprek", "persona"])
@pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["plain", "encrypted"])
async def test_who_withdraws_is_in_no_byte_of_any_field_copy_draft_or_document(
    base, keys, tmp_path, monkeypatch
):
    folder = tmp_path / "bijeenkomst"
    folder.mkdir()
    path, clock = folder / "wmo.spiegel", Days()
    session = quoted(base)
    SessionFile.create(path, session, clock=clock, window="test", keys=keys).close()
    for day in (1, 2):
        clock.go_to(day)
        file = SessionFile(path, clock=clock, window="test", keys=keys)
        file.change(Tell(words=f"dag {day}"))
        seal = file.seal
        file.close()
    assert len(copies(Sidecar(path).backups)) == 2
    dead_window(path, seal)
    before = tmp_path / "eerder"
    before.mkdir()
    documents = SessionDocuments(read_session(path, keys=keys), Sidecar(path), seal)
    there = [key for key in MADE if KINDS[key].there(session)]
    for key in there:
        documents.make(key, before, unchecked=True)

    # What programs were just preparing when they were killed, of the file, a copy and a draft.
    whole = says(session).encode() if keys is NO_KEYS else b""
    for left in (path, *(copy.path for copy in copies(Sidecar(path).backups))):
        left.with_name(f".{left.name}.999999.new").write_bytes(whole)
    (Sidecar(path).drafts / ".clock-0.draft.999999.new").write_bytes(whole)

    moderator = AsyncMeeting.open(path, role="moderator", key=HeldKeys(keys))
    scribe = AsyncMeeting.open(path, role="scribe", key=HeldKeys(keys))
    half_typed(scribe.meeting)
    scribe.meeting.typed._thread.submit(lambda: None).result()
    seen = scribe.session
    receipt = await moderator.change(Withdraw(participant=WHO))
    assert receipt.saved, receipt.problem
    await scribe.newer(than=seen)
    for one in (moderator, scribe):
        one.meeting.typed._thread.submit(lambda: None).result()

    def nothing_left() -> None:
        now = read_session(path, keys=keys)
        assert MARK.findall(says(now)) == []
        for copy in copies(Sidecar(path).backups):
            assert MARK.findall(says(read_session(copy.path, keys=keys))) == [], copy.path
        assert traces(ANY, folder, home()) == set()
        again = tmp_path / "opnieuw"
        again.mkdir(exist_ok=True)
        made = SessionDocuments(now, Sidecar(path), seal)
        left = {}
        for key in there:
            written = made.make(key, again, unchecked=True)
            if MARK.search(contents(written.path.name, written.path.read_bytes())):
                left[key] = written.path
        assert left == {}

    nothing_left()
    held = [scribe.meeting.typed.half_line, *scribe.meeting.strays.lines]
    held += scribe.meeting.typed.forms.values()
    assert MARK.findall(repr(held)) == []
    # what was made before and holds the words is named
    named = {
        document.path
        for document in moderator.meeting.documents.look().documents
        if document.standing is Standing.FORBIDDEN
    }
    holding = {p for p in before.iterdir() if MARK.search(contents(p.name, p.read_bytes()))}
    assert {p.name for p in holding - named} == set()
    assert holding
    for one in (moderator, scribe):
        await one.close(5)
    nothing_left()
    left = Drafts(Sidecar(path).folder, "later-1", seal=seal).adopt(read_session(path, keys=keys))
    assert MARK.findall(repr(left)) == []
    if keys is NO_KEYS:
        monkeypatch.chdir(folder)
        for command in (("show", path), ("actions",), ("due",), ("check", path)):
            _status, out, err = run(*command)
            assert MARK.findall(out + err) == []
