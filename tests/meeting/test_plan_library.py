"""Running orders that are kept for other meetings."""

import stat

import msgspec
import pytest
from meetings import START, meeting, named, round_of

from spiegel import formats
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import Statement
from spiegel.meeting.plan_library import PlanLibrary, start_of
from spiegel.meeting.port.errors import NotDoneError


@pytest.fixture
def library(tmp_path) -> PlanLibrary:
    return PlanLibrary(tmp_path / "plans")


def prepared():
    """A meeting with everything in it that is not to be kept, and an order of its own."""
    session = describe(meeting(), title="Wmo Assen", place="De Brink")
    parts = (
        msgspec.structs.replace(round_of(session), name="De verhalen", minutes=40),
        msgspec.structs.replace(named(session, "welkom"), text="Fijn dat u er bent."),
    )
    said = Statement(number=1, at=START, words="Ik wachtte acht weken.", speakers=("D1",))
    return put(session, *parts, said)


def test_what_is_kept_is_the_same_running_order_in_a_new_meeting(library):
    session = prepared()
    kept = library.keep(session, "Wmo kort")
    _handed, start = start_of(kept.path)
    assert start.phases == session.phases
    assert list(start.questions.values()) == list(session.questions.values())
    (listed,) = library.kept()
    assert (listed.name, listed.questions, listed.problem) == ("Wmo kort", 4, "")


def test_nothing_of_the_meeting_is_kept_and_nobody_else_can_read_it(library):
    path = library.keep(prepared(), "kort").path
    text = path.read_text()
    for word in ("Wmo Assen", "De Brink", "acht weken", "D1"):
        assert word not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_is_not_taken_twice_unless_it_is_asked(library):
    library.keep(prepared(), "kort")
    with pytest.raises(NotDoneError):
        library.keep(meeting(), "Kort")
    library.keep(meeting(), "Kort", instead=True)
    assert [plan.name for plan in library.kept()] == ["kort"]


@pytest.mark.parametrize(
    "format_", ["spiegelgesprek", "focusgroep", "versnellingssessie", "persona"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_format_comes_back_as_it_is_in_its_language(library, format_, language):
    made = new_session(
        formats.load(format_, language), id_="", title="", created=START, language=language
    )
    kept = library.keep(made, "kort")
    _handed, start = start_of(kept.path)
    assert (start.phases, start.info.language) == (made.phases, language)
    assert kept.doubtful == ()


@pytest.mark.parametrize(
    "text",
    [
        "Eerst vertelt Anneke iets.",
        "U hoort op 3 december wat ermee gebeurt.",
        "U hoort het vóór 15-12.",
    ],
)
def test_what_may_name_somebody_or_a_day_is_said(library, text):
    welcome = msgspec.structs.replace(named(meeting(), "welkom"), text=text)
    assert library.keep(put(meeting(), welcome), "kort").doubtful == (text,)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"hallo allemaal", b"PK\x03\x04kapot"])
def test_a_damaged_one_is_named_and_the_others_are_there(library, content):
    library.keep(prepared(), "heel")
    (library.folder / "stuk.md").write_bytes(content)
    good, bad = library.kept()
    assert (good.name, good.problem) == ("heel", "")
    assert bad.name == "stuk"
    assert "stuk.md" in bad.problem


def test_one_of_a_format_that_is_gone_says_so(library):
    path = library.keep(prepared(), "kort").path
    path.write_text(path.read_text().replace("werkvorm: spiegelgesprek", "werkvorm: weg"))
    (plan,) = library.kept()
    assert "weg" in plan.problem


def test_a_kept_order_has_no_code_and_nothing_that_may_not_be_quoted(library):
    """A question that was added since can quote somebody."""
    words = "Ik wachtte acht lange weken op een brief."
    session = prepared()
    asked = msgspec.structs.replace(session.questions[1], words=f"Klopt het: “{words}” (D1)?")
    said = Statement(number=1, at=START, words=words, speakers=("D1",), traceable=True)
    part = msgspec.structs.replace(round_of(session), name="De verhalen van D1")
    text = library.keep(put(session, asked, said, part), "kort").path.read_text()
    assert "acht lange weken" not in text
    assert "D1" not in text
    assert "De verhalen van [een deelnemer]" in text.replace("\\", "")
