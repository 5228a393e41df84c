"""A withdrawal takes the words out of what is typed and kept beside the session, in any window."""

import json

import msgspec
import pytest
from meetings import meeting
from searching import traces

import mutations
from screens.windows import session_at
from spiegel.domain.capture.capture import RecordLine, Where
from spiegel.domain.capture.editing import Reword
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.consent.typed import taken_out
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.port.meeting import HalfLine
from spiegel.screens.shared.half_form import HalfForm
from spiegel.store.beside.drafts import Draft, Drafts, take_out
from spiegel.store.beside.folder import Sidecar
from spiegel.store.journal.payload import OPEN

WORDS = "ik moest acht lange weken op een brief met kwikzilver wachten"
LETTER = f"Dank u wel.\nU zei: {WORDS}.\nEen busje vond niemand."
SAVED = f"Dank.\n{WORDS.capitalize()}."
WANTED = ("kwikzilver", "acht lange weken", "zandloper", "dochter")


@mutations.register("drafts-keep-their-words")
def _drafts_keep_their_words(patch: pytest.MonkeyPatch) -> None:
    """What a window that is gone left half typed still holds the words."""
    patch.setattr("spiegel.store.beside.drafts.take_out", lambda *_anything: None)


@pytest.fixture
def path(tmp_path):
    return session_at(tmp_path / "gesprek.spiegel", meeting())


@pytest.fixture
async def window(path):
    one = AsyncMeeting.open(path, role="moderator")
    await one.change(RecordLine(text=f'D2: "{WORDS}"', where=Where(), line="a1"))
    yield one
    await one.close(5)


@pytest.fixture
async def other(path, window):
    one = AsyncMeeting.open(path, role="scribe")
    yield one
    await one.close(5)


def fill_in(window):
    """A letter, what became of an action, a form on D2 and one on something else; all left."""
    forms = {
        "letter thanks": ({"words": LETTER}, {"words": SAVED}),
        "done 3": ({"evidence": "D2 kreeg een zandloper"}, {"evidence": ""}),
        "participants 2": ({"role": "dochter"}, {"role": ""}),
        "new task": ({"name": "zaal bellen"}, {"name": ""}),
    }
    for about, (values, saved) in forms.items():
        HalfForm(window.meeting.typed, about).hold(values, saved)
    window.meeting.typed.hold(HalfLine(text="d2: en ook kwikzilver", where=Where(), line="h1"))
    window.meeting.strays.hold(HalfLine(text=f"S: {WORDS}", where=Where(), line="s1"))
    window.meeting.typed.keep()


def written(window):
    """All that was to be kept is on the disk."""
    window.meeting.typed._thread.submit(lambda: None).result()


def fields(window, about):
    return (window.meeting.typed.held(about).form or {}).get("typed", {})


@pytest.mark.mutation("drafts-keep-their-words")
@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=1)])
async def test_a_withdrawal_leaves_no_byte_of_the_words_in_what_is_half_typed(
    path, window, other, taken_back
):
    for one in (window, other):
        fill_in(one)
        written(one)
    gone = Drafts(Sidecar(path).folder, "moderator-0")
    form = {"typed": {"words": LETTER}, "begun": {"words": SAVED}}
    gone.keep(
        Draft(text=LETTER, line="", about="letter thanks", form=form),
        Draft(text="gewoon een regel", line="g1"),
    )
    assert {word for _file, word in traces(WANTED, path.parent)} == set(WANTED)
    seen = other.session
    assert (await window.change(taken_back)).saved
    await other.newer(than=seen)
    for one in (window, other):
        written(one)
    went = WANTED if isinstance(taken_back, Withdraw) else WANTED[1:2]
    assert traces(went, path.parent) == set()
    for one in (window, other):
        kept = fields(one, "letter thanks")["words"]
        assert kept == "Dank u wel.\nU zei: ….\nEen busje vond niemand."
        assert fields(one, "new task") == {"name": "zaal bellen"}
    # a form that stood open meanwhile still has the words, and a key is pressed in it
    HalfForm(other.meeting.typed, "letter thanks").hold(
        {"words": f"{LETTER} Dag!"}, {"words": SAVED}
    )
    other.meeting.typed.keep()
    written(other)
    assert traces(went, path.parent) == set()
    assert fields(other, "letter thanks")["words"].endswith("niemand. Dag!")
    found = Drafts(Sidecar(path).folder, "later-1").adopt(window.session)
    left, letter = sorted(found, key=lambda draft: draft.about)
    assert left.text == "gewoon een regel"
    assert letter.form["typed"]["words"].startswith("Dank u wel.\nU zei: …")


def test_what_another_window_cuts_is_known_also_by_who_went_on_typing_meanwhile(path):
    said = RecordLine(text=f'D2: "{WORDS}"', where=Where(), line="a1")
    before = said.apply(meeting(), meeting().info.created)
    after = Withdraw(participant=2).apply(before, before.info.created)
    here = Drafts(Sidecar(path).folder, "scribe-0")
    form = {"typed": {"words": f"U zei: {WORDS}. Nooit meer een brief met kwik."}}
    draft = Draft(text="x", line="", about="letter thanks", form=form)
    here.keep(draft)
    found = taken_out(before, after, (), ("brief met kwik",))
    take_out(Sidecar(path), OPEN, found, after)
    # a key is pressed before this window heard of it
    here.keep(
        msgspec.structs.replace(draft, form={"typed": {"words": form["typed"]["words"] + "Ja"}})
    )
    assert here.cut_since(taken_out(before, after)) == ("brief met kwik",)
    assert here.cut_since(taken_out(before, after)) == ()


async def test_a_line_that_is_taken_back_with_undo_stays_in_a_letter_that_is_typed(window, path):
    HalfForm(window.meeting.typed, "letter thanks").hold({"words": LETTER}, {"words": SAVED})
    window.meeting.typed.keep()
    await window.undo()
    assert not window.session.statements
    written(window)
    assert fields(window, "letter thanks") == {"words": LETTER}
    (draft,) = Sidecar(path).drafts.glob("*.draft")
    assert WORDS in json.dumps(json.loads(draft.read_bytes()))


async def test_what_is_half_typed_and_cannot_be_reached_keeps_a_withdrawal_from_being_made(
    window, path, monkeypatch
):
    fill_in(window)
    written(window)

    def refuse(*_anything, **_more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("spiegel.store.beside.drafts.disk.put_in_place", refuse)
        receipt = await window.change(Withdraw(participant=2))
    assert not receipt.saved
    assert not window.session.participants[2].withdrawn
    assert (await window.change(Withdraw(participant=2))).saved
    written(window)
    assert traces(WANTED, path.parent) == set()


async def test_a_letter_that_repeats_the_words_as_they_first_stood_loses_them_in_every_window(
    path, window, other
):
    HalfForm(other.meeting.typed, "letter thanks").hold({"words": LETTER}, {"words": SAVED})
    other.meeting.typed.keep()
    seen = other.session
    await window.change(Reword(number=1, words="ik wachtte heel lang op een bericht van hen"))
    seen = await other.newer(than=seen)
    assert (await window.change(Withdraw(participant=2))).saved
    await other.newer(than=seen)
    HalfForm(other.meeting.typed, "letter thanks").hold(
        {"words": f"{LETTER} Dag!"}, {"words": SAVED}
    )
    other.meeting.typed.keep()
    written(other)
    assert fields(other, "letter thanks")["words"].startswith("Dank u wel.\nU zei: ….")
    assert traces(("kwikzilver",), path.parent) == set()
