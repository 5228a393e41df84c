"""Documents that were made before: after any change it is known which of them hold older words."""

import datetime
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sealed import passphrase

from meeting.recognisable import meeting
from spiegel import clock
from spiegel.domain.actions.deciding import EditAction
from spiegel.domain.capture.editing import Mark, Paraphrase, Remove, Reword
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.session import Session, describe, put
from spiegel.domain.session.themes import RenameTheme
from spiegel.i18n import translations
from spiegel.meeting.documents import SessionDocuments
from spiegel.store import known
from spiegel.store.beside import exports
from spiegel.store.beside.backups import local_day
from spiegel.store.beside.folder import Sidecar
from spiegel.store.journal.payload import OPEN, Seal
from spiegel.store.past.wiping import belongings, wipe
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

CURRENT, BEHIND, PASSED, FORBIDDEN, UNKNOWN = Standing

CHANGES = {
    # name: the change, how a report stands after it, how the working list does, and what is gone
    "withdrawal": (Withdraw(participant=1), FORBIDDEN, FORBIDDEN, "kwikzilver"),
    "taking part refused": (
        SetConsent(purpose="take_part", value=False, participants=(1,)),
        *(FORBIDDEN, FORBIDDEN, "kwikzilver"),
    ),
    "quoting refused": (
        SetConsent(purpose="verbatim", value=False, participants=(1,)),
        *(FORBIDDEN, BEHIND, ""),
    ),
    "quoting outside refused": (
        SetConsent(purpose="outside", value=False, participants=(1,)),
        *(BEHIND, BEHIND, ""),
    ),
    "marked as traceable": (Mark(number=1, traceable=True), FORBIDDEN, BEHIND, ""),
    "a summary in its place": (
        Paraphrase(number=1, words="Het duurde lang"),
        *(FORBIDDEN, BEHIND, ""),
    ),
    "other words": (Reword(number=1, words="Ik wachtte lang"), BEHIND, BEHIND, "kwikzilver"),
    "removed": (Remove(table="statements", number=1), FORBIDDEN, FORBIDDEN, "kwikzilver"),
    "themes merged": (RenameTheme(number=2, theme="wachttijd"), BEHIND, BEHIND, "bejegening"),
    "an action changed": (
        EditAction(number=1, fields={"words": "Terugbellen"}),
        *(BEHIND, BEHIND, "zandloper"),
    ),
}


WRITTEN = [key for key, kind in KINDS.items() if not kind.of]
"""What Spiegel writes; LibreOffice makes the rest of these."""

OUTSIDE = ("report-outside", "markdown-outside", "html-outside", "client-edition")
"""What goes outside the organisation, of a meeting in which all agreed to be quoted there."""

WHO_GOES = {"travel-list": FORBIDDEN, "name-cards": BEHIND, "letters-text": BEHIND}
"""What was made before the day when somebody will not take part."""

PLAN = dict.fromkeys(("themes merged", "an action changed"), BEHIND)
"""How an action plan stands, of which no action rests on what is about to go."""
STATEMENTS = ("csv", "json")
"""What holds statements, and of actions no more than which rest on them."""

TO_READ_BACK = (
    "withdrawal",
    "taking part refused",
    "a summary in its place",
    "other words",
    "removed",
)
"""The changes after which a participant would read other words back."""

OTHER_THEMES = ("withdrawal", "taking part refused", "themes merged")
"""The changes after which people told of other themes."""


def after_papers(name: str) -> dict[str, Standing]:
    """How papers that are made after the day stand after a change."""
    _change, _report, worklist, _gone = CHANGES[name]
    sheets = worklist if name in TO_READ_BACK else CURRENT
    letters = BEHIND if name == "an action changed" else CURRENT
    kinds = ("feedback-six-weeks", "feedback-three-months", "feedback-half-year")
    return {
        "own-words": sheets,
        "thanks": BEHIND if name in OTHER_THEMES else CURRENT,
        # the one action rests on another statement than the one that changes
        "actions-by-owner": BEHIND if name in ("themes merged", "an action changed") else CURRENT,
        **dict.fromkeys(kinds, letters),
    }


def documents_beside(path: Path, seal: Seal = OPEN) -> Callable[[Session], SessionDocuments]:
    """The documents of a meeting with its file here, whatever became of it."""
    return lambda session: SessionDocuments(session, Sidecar(path), seal)


@pytest.fixture
def of(tmp_path):
    return documents_beside(tmp_path / "gesprek.spiegel")


def after(session: Session, change) -> Session:
    return change.apply(session, clock.now())


def quoted_outside(session: Session) -> Session:
    """The meeting in which all agreed to be quoted outside the organisation."""
    everybody = tuple(session.participants)
    return after(session, SetConsent(purpose="outside", value=True, participants=everybody))


def standings(of: Callable[[Session], SessionDocuments], session: Session) -> dict[str, Standing]:
    return {document.kind: document.standing for document in of(session).look().documents}


def hits(word: str, folder: Path) -> int:
    """How often a word stands in the files of a folder, zipped ones unpacked, in any case."""
    count = 0
    for path in filter(Path.is_file, folder.rglob("*")):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        count += sum(part.lower().count(word.encode()) for part in parts)
    return count


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("name", CHANGES)
def test_after_any_change_each_document_is_known_for_what_it_is(of, tmp_path, name, counted):
    change, report, worklist, gone = CHANGES[name]
    session, folder = quoted_outside(meeting()), tmp_path / "documenten"
    for kind in WRITTEN:
        assert of(session).make(kind, folder).noted
    assert set(standings(of, session).values()) == {CURRENT}
    later = after(session, change)
    expected = dict.fromkeys(WRITTEN, CURRENT) | {
        "report": report,
        "markdown": report,
        "html": report,
        "worklist": worklist,
        **({} if name == "an action changed" else dict.fromkeys(STATEMENTS, report)),
        "action-plan": PLAN.get(name, CURRENT),
        "qdpx": report,
        **after_papers(name),
        **dict.fromkeys(OUTSIDE, FORBIDDEN if name == "quoting outside refused" else report),
        "qdc": BEHIND if name == "themes merged" else CURRENT,
        **(WHO_GOES if name in ("withdrawal", "taking part refused") else {}),
    }
    assert standings(of, later) == expected
    before = hits(gone, folder) if gone else 0
    for document in of(later).look().documents:
        of(later).remake(document)
    assert standings(of, later) == dict.fromkeys(WRITTEN, CURRENT)
    assert len(list(folder.iterdir())) == len(WRITTEN)
    if gone:
        assert before > 0
        assert hits(gone, folder) == 0
        counted(f"{name}: {before} times {gone!r} in {len(WRITTEN)} documents, then 0")


@pytest.mark.parametrize("name", ["quoting refused", "marked as traceable"])
def test_what_may_not_be_quoted_is_gone_from_what_the_house_reads(of, tmp_path, name):
    session = meeting()
    for kind in ("report", "markdown"):
        of(session).make(kind, tmp_path / "huis")
    assert hits("kwikzilver", tmp_path / "huis") > 0
    later = after(session, CHANGES[name][0])
    for document in of(later).look().documents:
        of(later).remake(document)
    assert hits("kwikzilver", tmp_path / "huis") == 0


DAY_MS = 24 * 60 * 60 * 1_000


def in_days(monkeypatch, days: int) -> None:
    now = clock.now()
    later = msgspec.structs.replace(now, utc=now.utc + days * DAY_MS)
    monkeypatch.setattr(clock, "now", lambda: later)


def ready_in(session: Session, days: int) -> Session:
    """The meeting with an action that is to be ready so many days from now."""
    on = local_day(clock.now()) + datetime.timedelta(days=days)
    return after(session, EditAction(number=1, fields={"by": on}))


@pytest.mark.parametrize("kind", ["report", "html-outside", "client-edition", "actions-by-owner"])
def test_a_document_from_before_a_day_passed_is_known_and_made_again_says_so(
    of, tmp_path, monkeypatch, kind
):
    session = ready_in(quoted_outside(meeting()), 2)
    of(session).make(kind, tmp_path)
    in_days(monkeypatch, 2)
    assert standings(of, session) == {kind: CURRENT}
    in_days(monkeypatch, 1)
    (document,) = of(session).look().documents
    assert document.standing is PASSED
    assert "voorbij" in document.explain(translations("nl"))
    of(session).remake(document)
    assert standings(of, session) == {kind: CURRENT}


def test_a_document_that_is_made_after_midnight_is_of_the_day_that_just_began(
    of, tmp_path, monkeypatch
):
    today = local_day(clock.now())
    night = datetime.datetime.combine(today, datetime.time(0, 30)).astimezone()
    made = msgspec.structs.replace(clock.now(), utc=int(night.timestamp()) * 1_000)
    monkeypatch.setattr(clock, "now", lambda: made)
    session = ready_in(meeting(), -1)
    of(session).make("report", tmp_path)
    in_days(monkeypatch, 1)
    assert standings(of, session) == {"report": CURRENT}


def test_an_invitation_that_was_sent_is_not_made_again_because_its_day_is_over(
    of, tmp_path, monkeypatch
):
    session = describe(meeting(), date=local_day(clock.now()) + datetime.timedelta(days=2))
    of(session).make("invitation", tmp_path)
    in_days(monkeypatch, 9)
    assert standings(of, session) == {"invitation": CURRENT}


def test_a_day_that_passed_changes_nothing_once_the_action_is_done(of, tmp_path, monkeypatch):
    session = ready_in(meeting(), 1)
    session = after(session, EditAction(number=1, fields={"status": ActionStatus.DONE}))
    for kind in ("report", "actions-by-owner", "action-plan"):
        of(session).make(kind, tmp_path)
    in_days(monkeypatch, 9)
    assert set(standings(of, session).values()) == {CURRENT}


@pytest.mark.parametrize("kind", OUTSIDE)
def test_who_takes_consent_for_outside_back_or_gives_it_later_changes_how_the_report_stands(
    of, tmp_path, kind
):
    yes = quoted_outside(meeting())
    no = after(yes, SetConsent(purpose="outside", value=False, participants=(1,)))
    of(yes).make(kind, tmp_path)
    assert standings(of, yes) == {kind: CURRENT}
    assert standings(of, no) == {kind: FORBIDDEN}
    assert hits("kwikzilver", tmp_path) > 0
    (document,) = of(no).look().documents
    of(no).remake(document)
    assert standings(of, no) == {kind: CURRENT}
    assert hits("kwikzilver", tmp_path) == 0
    assert standings(of, yes) == {kind: BEHIND}
    assert standings(of, after(yes, Withdraw(participant=1))) != {kind: CURRENT}


def test_a_change_that_is_taken_back_leaves_nothing_to_do(of, tmp_path):
    session = meeting()
    of(session).make("report", tmp_path)
    assert standings(of, after(session, Reword(number=1, words="Anders"))) == {"report": BEHIND}
    assert standings(of, session) == {"report": CURRENT}


def test_who_said_nothing_can_withdraw_without_a_word_about_the_report(of, tmp_path):
    session = meeting()
    of(session).make("markdown", tmp_path)
    (document,) = of(session).look().documents
    assert document.holds(1)
    assert not document.holds(5)
    assert standings(of, after(session, Withdraw(participant=5)))["markdown"] is not FORBIDDEN


def test_somebody_who_speaks_inside_anothers_line_takes_the_document_along(of, tmp_path):
    session = meeting()
    both = msgspec.structs.replace(session.statements[2], words="ja. D3: nee, nooit")
    session = put(session, both)
    session = after(session, Remove(table="statements", number=3))
    of(session).make("markdown", tmp_path)
    assert standings(of, after(session, Withdraw(participant=3))) == {"markdown": FORBIDDEN}


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("kind", WRITTEN)
def test_what_somebody_changed_by_hand_is_never_written_over_unasked(of, tmp_path, kind):
    first = of(meeting()).make(kind, tmp_path).path
    by_hand = first.read_bytes() + b"\n<!-- met de hand -->"
    first.write_bytes(by_hand)
    (document,) = of(meeting()).look().documents
    assert document.edited
    second = of(meeting()).make(kind, tmp_path).path
    assert second.stem == f"{first.stem} (2)"
    assert first.read_bytes() == by_hand
    assert of(meeting()).make(kind, tmp_path).path == second


def test_an_action_plan_that_repeats_what_somebody_said_is_known_for_it(of, tmp_path):
    session = after(
        meeting(), EditAction(number=1, fields={"words": "Nooit meer acht weken kwikzilver gehad"})
    )
    of(session).make("action-plan", tmp_path)
    later = after(session, Withdraw(participant=1))
    assert standings(of, later) == {"action-plan": FORBIDDEN}
    assert hits("kwikzilver", tmp_path) > 0
    (document,) = of(later).look().documents
    of(later).remake(document)
    assert hits("kwikzilver", tmp_path) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of a shell")
@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_what_libreoffice_made_is_known_for_what_is_in_it(of, tmp_path, monkeypatch, kind):
    office = tmp_path / "soffice"
    office.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "$last" "${{last%.docx}}.{kind}"\n')
    office.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _name: str(office))
    monkeypatch.setattr("spiegel.export.office.healed", lambda content, _word: content)
    of(meeting()).make(kind, tmp_path)
    assert standings(of, meeting()) == {kind: CURRENT}
    assert standings(of, after(meeting(), Withdraw(participant=1))) == {kind: FORBIDDEN}


@pytest.mark.slow
@pytest.mark.reckons
def test_no_document_has_the_key_of_the_order_in_which_people_spoke(of, tmp_path):
    session = describe(meeting(), id="8d3c0f5e-0000-4000-8000-00000000000d")
    for kind in WRITTEN:
        of(session).make(kind, tmp_path)
    assert hits(session.info.id, tmp_path) == 0
    assert hits("wachttijd", tmp_path) > 0


def test_a_document_that_is_gone_is_not_spoken_of(of, tmp_path):
    made = of(meeting()).make("markdown", tmp_path).path
    made.unlink()
    assert of(meeting()).look().documents == ()


def test_a_document_that_is_removed_is_forgotten(of, tmp_path):
    made = of(meeting()).make("report", tmp_path / "elders").path
    (document,) = of(meeting()).look().documents
    of(meeting()).remove(document)
    assert not made.exists()
    assert exports.noted(Sidecar(tmp_path / "gesprek.spiegel"), OPEN) == ()


@pytest.mark.parametrize("kind", ["report", "html", "qdpx", "csv", "json"])
def test_a_document_that_somebody_renamed_moved_or_copied_is_named_too(
    kind, of, tmp_path, monkeypatch
):
    mailed = tmp_path / "downloads"
    mailed.mkdir()
    monkeypatch.setattr(exports, "user_downloads_path", lambda: mailed)
    made = of(meeting()).make(kind, tmp_path / "elders").path
    data = made.read_bytes()
    renamed = made.with_name(f"voor Marja{made.suffix}")
    made.rename(renamed)
    copies = [tmp_path / "elders" / "oud" / made.name, mailed / made.name]
    for copy in copies:
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(data)
    later = of(after(meeting(), Withdraw(participant=1)))
    found = later.look()
    assert {one.path for one in found.documents} == {renamed, *copies}
    assert {one.standing for one in found.documents} == {FORBIDDEN}
    # each is made again or removed by itself, and the others are still known meanwhile
    first, *others = found.documents
    later.remake(first)
    assert first.path.read_bytes() != data
    for one in others:
        later.remove(one)
    assert not any(one.path.exists() for one in others)
    assert [one.standing for one in later.look().documents] == [CURRENT]


def test_a_document_that_only_looks_like_one_is_not_named(of, tmp_path):
    made = of(meeting()).make("markdown", tmp_path / "elders").path
    data = made.read_bytes()
    made.with_name("even lang.md").write_bytes(b"x" * len(data))
    assert [one.path for one in of(meeting()).look().documents] == [made]


def test_another_file_of_the_meeting_in_a_copied_folder_is_named(tmp_path):
    here = tmp_path / "wmo" / "gesprek.spiegel"
    here.parent.mkdir()
    SessionFile.create(here, meeting(), clock=clock.now, window="test").close()
    shutil.copytree(here.parent, tmp_path / "wmo - kopie")
    assert documents_beside(here)(meeting()).other_files() == (
        tmp_path / "wmo - kopie" / "gesprek.spiegel",
    )


def test_a_document_is_found_again_when_it_moved_with_its_meeting(tmp_path):
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    sidecar = Sidecar(old / "gesprek.spiegel")
    sidecar.folder.mkdir(parents=True)
    documents_beside(old / "gesprek.spiegel")(meeting()).make("report", old)
    old.rename(new)
    moved = documents_beside(new / "gesprek.spiegel")
    later = after(meeting(), Withdraw(participant=1))
    (document,) = moved(later).look().documents
    assert (document.path.parent, document.standing) == (new, FORBIDDEN)
    moved(later).remake(document)
    (document,) = moved(later).look().documents
    assert (document.path.parent, document.standing) == (new, CURRENT)
    assert hits("kwikzilver", new) == 0


@pytest.mark.slow
@pytest.mark.reckons
def test_a_document_is_made_again_in_its_own_language_and_style(of, tmp_path):
    session = meeting()
    style = of(session).make("report", tmp_path / "stijl").path
    made = of(session).make("report", tmp_path / "uit", template=style).path
    other = msgspec.structs.replace(session.info, language="en")
    session = msgspec.structs.replace(after(session, Withdraw(participant=1)), info=other)
    (document,) = [p for p in of(session).look().documents if p.path == made]
    of(session).remake(document)
    (document,) = [p for p in of(session).look().documents if p.path == made]
    assert (document.origin.language, document.origin.template) == ("nl", str(style))
    assert document.standing is CURRENT


def test_of_a_list_of_an_earlier_spiegel_it_is_said_that_nothing_is_known(of, tmp_path):
    sidecar, document = Sidecar(tmp_path / "gesprek.spiegel"), tmp_path / "oud.docx"
    document.write_bytes(b"PK")
    assert exports.note(sidecar, document, OPEN)
    (place,) = exports.lists(sidecar)
    assert b"origin" not in place.read_bytes().replace(b'"origin":null', b"")
    assert of(meeting()).look().documents[0].standing is UNKNOWN


def test_a_list_that_cannot_be_read_is_said_and_not_written_over(of, tmp_path):
    of(meeting()).make("report", tmp_path)
    (place,) = exports.lists(Sidecar(tmp_path / "gesprek.spiegel"))
    place.write_bytes(b"kapot")
    assert not of(meeting()).look().known
    assert not of(meeting()).make("markdown", tmp_path).noted
    assert place.read_bytes() == b"kapot"


def test_no_word_of_the_meeting_is_in_the_list(of, tmp_path):
    of(meeting()).make("worklist", tmp_path)
    (place,) = exports.lists(Sidecar(tmp_path / "gesprek.spiegel"))
    words = {w for said in meeting().statements.values() for w in said.words.lower().split()}
    listed = place.read_bytes().decode().lower()
    assert not [word for word in words if len(word) > 4 and word in listed]


def test_another_version_may_say_the_same_otherwise(of, tmp_path, monkeypatch):
    of(meeting()).make("markdown", tmp_path)
    monkeypatch.setattr("spiegel.__version__", "9.9")
    later = after(meeting(), Reword(number=1, words="Anders"))
    assert standings(of, later) == {"markdown": UNKNOWN}
    assert standings(of, after(later, Withdraw(participant=1))) == {"markdown": FORBIDDEN}


@pytest.mark.parametrize("new", ["wmo.spiegel", "elders/wmo.spiegel"])
def test_a_meeting_whose_file_got_another_name_still_knows_its_documents(tmp_path, new):
    old, session = tmp_path / "gesprek.spiegel", meeting()
    SessionFile.create(old, session, clock=clock.now, window="test").close()
    known.note(old)
    of = documents_beside(old)
    made = of(session).make("markdown", tmp_path / "uit").path
    renamed = tmp_path / new
    renamed.parent.mkdir(exist_ok=True)
    renamed_of = documents_beside(renamed)
    assert renamed_of(session).look().documents == ()
    old.rename(renamed)
    later = after(session, Withdraw(participant=1))
    (document,) = renamed_of(later).look().documents
    assert (document.path, document.standing) == (made, FORBIDDEN)
    renamed_of(later).remake(document)
    assert standings(renamed_of, later) == {"markdown": CURRENT}
    other = msgspec.structs.replace(session, info=msgspec.structs.replace(session.info, id="x"))
    assert documents_beside(tmp_path / "ander.spiegel")(other).look().documents == ()


def test_a_wipe_reaches_documents_that_moved_with_the_meeting_or_were_made_before_that(tmp_path):
    old = tmp_path / "oud" / "gesprek.spiegel"
    old.parent.mkdir()
    SessionFile.create(old, meeting(), clock=clock.now, window="test").close()
    known.note(old)
    of = documents_beside(old)
    beside = of(meeting()).make("markdown", old.parent).path
    far = of(meeting()).make("report", tmp_path / "uit").path
    old.parent.rename(tmp_path / "nieuw")
    new = tmp_path / "nieuw" / "wmo.spiegel"
    (tmp_path / "nieuw" / old.name).rename(new)
    wipe(belongings(new, keys=NO_KEYS))
    assert not (tmp_path / "nieuw" / beside.name).exists()
    assert not far.exists()


def test_of_an_encrypted_meeting_the_list_is_read_with_its_passphrase_alone(tmp_path):
    path, session = tmp_path / "gesprek.spiegel", meeting()
    keys = passphrase()
    SessionFile.create(path, session, clock=clock.now, window="test", keys=keys).close()
    file = SessionFile(path, clock=clock.now, window="test", keys=keys)
    file.close()
    of = documents_beside(path, file.seal)
    made = of(session).make("markdown", tmp_path / "uit").path
    (place,) = exports.lists(file.sidecar)
    assert made.name.encode() not in place.read_bytes()
    assert standings(of, after(session, Withdraw(participant=1))) == {"markdown": FORBIDDEN}
    assert not documents_beside(path)(session).look().known
