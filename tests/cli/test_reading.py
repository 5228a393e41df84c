"""`spiegel read`: an action plan or themes that come back, seen before anything is kept."""

import io

import openpyxl
import pytest

from cli.commandline import run
from export.reported import meeting
from spiegel import clock
from spiegel.domain.session.actions import ActionStatus
from spiegel.store.session.file import SessionFile


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, meeting(), clock=clock.now, window="test").close()
    return path


@pytest.fixture
def plan(path, tmp_path):
    """The action plan as `export` makes it: change(J2="klaar") gives where it was saved."""
    folder = tmp_path / "uit"
    assert run("export", path, "--kind", "action-plan", "--to", folder)[0] == 0
    (made,) = folder.iterdir()

    def changed(**cells):
        book = openpyxl.load_workbook(io.BytesIO(made.read_bytes()))
        for place, value in cells.items():
            book.worksheets[0][place] = value
        book.save(made)
        return made

    return changed


def kept(path):
    file = SessionFile(path, clock=clock.now, window="test", read_only=True)
    session = file.session
    file.close()
    return session


def test_what_changed_is_shown_and_kept(path, plan):
    code, out, err = run("--lang", "nl", "read", path, plan(J2="klaar", K2="De lijst"), "--yes")
    assert (code, err) == (0, "")
    assert "actie 1, Status: afgesproken → klaar" in out
    action = kept(path).actions[1]
    assert (action.status, action.evidence) == (ActionStatus.DONE, "De lijst")


def test_without_somebody_to_ask_nothing_is_kept(path, plan):
    code, out, err = run("--lang", "nl", "read", path, plan(J2="klaar"))
    assert code == 2
    assert "klaar" in out
    assert "--yes" in err
    assert kept(path).actions[1].status is ActionStatus.AGREED


def test_what_does_not_fit_is_named_and_the_rest_is_kept_when_that_is_said(path, plan):
    made = plan(J2="klaar", J3="haast klaar")
    code, _out, err = run("--lang", "nl", "read", path, made)
    assert (code, "regel 3, Status: “haast klaar” is geen status" in err) == (2, True)
    assert kept(path).actions[1].status is ActionStatus.AGREED
    assert run("--lang", "nl", "read", path, made, "--yes")[0] == 0
    assert kept(path).actions[1].status is ActionStatus.DONE
    assert kept(path).actions[2].status is ActionStatus.PROPOSED


def test_a_plan_of_which_nothing_changed_changes_nothing(path, plan):
    code, out, _err = run("--lang", "nl", "read", path, plan())
    assert (code, out) == (0, "Er verandert niets.\n")


def test_a_codebook_gives_themes(path, tmp_path):
    book = tmp_path / "codes.qdc"
    book.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        '<Code guid="a" name="balie" isCodable="true"/></Codes></CodeBook>',
        encoding="utf-8",
    )
    code, out, _err = run("--lang", "nl", "read", path, book, "--yes")
    assert (code, "1 nieuw" in out) == (0, True)
    assert kept(path).theme_named("balie") is not None
    assert run("--lang", "nl", "read", path, book)[1].endswith("Er verandert niets.\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("codes.qdc", "<CodeBook>", "geen codeboek"),
        ("codes.qdpx", "PK", "heel project"),
        ("plan.xlsx", "geen pakket", "geen rekenblad"),
        ("weg.qdc", None, "weg.qdc"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_line(path, tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    code, _out, err = run("--lang", "nl", "read", path, tmp_path / name, "--yes")
    assert (code, said in err, err.count("\n")) == (1, True, 1)
