"""An action plan that comes back: what people did with it in their spreadsheet, and what fits."""

import datetime
import io
from collections.abc import Callable

import msgspec
import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from export.calc import CALC, REASON, converted
from export.reported import meeting
from spiegel import clock
from spiegel.domain.actions.deciding import EditAction, EditActions
from spiegel.domain.report.plan_back import PlanBack, Problem, read_back
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.session import Session, describe, put
from spiegel.export.exchange.action_plan import as_workbook
from spiegel.i18n import translations
from spiegel.importing.seen import DamagedError
from spiegel.importing.sheet import read_book

TODAY = datetime.date(2026, 11, 29)
NL = translations("nl")
STATUS, DAY, NOTE, CHECK = "J", "H", "K", "L"


def came_back(
    does: Callable[[Worksheet], None] = lambda _sheet: None,
    *,
    session: Session | None = None,
    made_of: Session | None = None,
    mac: bool = False,
    lists: bool = True,
) -> PlanBack:
    """A plan that was made, changed in another program, and read in."""
    session = session or meeting()
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(made_of or session, NL)))
    if mac:
        book.epoch = CALENDAR_MAC_1904
    does(book.worksheets[0])
    if not lists:
        del book[book.sheetnames[1]]
    saved = io.BytesIO()
    book.save(saved)
    return read_back(session, read_book(saved.getvalue()), TODAY)


def cells(**values: object) -> Callable[[Worksheet], None]:
    def does(sheet: Worksheet) -> None:
        for place, value in values.items():
            sheet[place] = value

    return does


def problems(found: PlanBack) -> list[tuple[Problem, int, str]]:
    return [(one.problem, one.row, one.column) for one in found.findings]


def test_a_plan_that_nobody_changed_changes_nothing():
    assert came_back() == PlanBack()
    assert came_back(mac=True) == PlanBack()


def test_a_plan_that_says_that_it_was_not_looked_at_changes_nothing_either():
    session = meeting()
    called = msgspec.structs.replace(session.statements[2], words="mevrouw De Vries belde")
    found = came_back(session=put(session, called))
    assert found == PlanBack()


def test_status_days_and_what_shows_it_come_in_and_one_undo_takes_them_back():
    found = came_back(
        cells(
            J2="klaar",
            K2="Telefoonlijst van november",
            H3=datetime.date(2027, 3, 1),
            J4="gestopt",
            K4="Geen geld",
            L5=datetime.date(2027, 1, 10),
        )
    )
    assert found.findings == ()
    after = EditActions(edits=found.edits).apply(meeting(), clock.now())
    one, two, three, four = (after.actions[number] for number in (1, 2, 3, 4))
    assert (one.status, one.evidence) == (ActionStatus.DONE, "Telefoonlijst van november")
    assert two.by == datetime.date(2027, 3, 1)
    assert (three.status, three.stopped, three.evidence) == (ActionStatus.STOPPED, "Geen geld", "")
    assert four.first_check == datetime.date(2027, 1, 10)


def test_how_an_action_stands_that_goes_on_comes_in_also_from_a_plan_of_before():
    def changed(sheet):
        sheet["K1"] = "Waaruit het blijkt, of waarom het is gestopt"
        sheet["K2"] = "De aannemer komt in mei"

    for change in (changed, cells(K2="De aannemer komt in mei")):
        after = EditActions(edits=came_back(change).edits).apply(meeting(), clock.now())
        assert after.actions[1].progress == "De aannemer komt in mei"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    "typed",
    [
        datetime.datetime(2027, 3, 1, 12, 30),  # noqa: DTZ001
        "1 maart 2027",
        "01-03-2027",
        "2027-03-01",
        46_447,
        "ma 1 mrt 2027",
    ],
)
def test_a_day_is_known_however_it_was_typed(typed):
    (change,) = came_back(cells(H3=typed)).changes
    assert (change.number, change.after) == (2, datetime.date(2027, 3, 1))


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days():
    def typed(sheet):
        sheet["H3"] = datetime.date(2027, 3, 1)
        sheet["H4"] = 46_447 - 1_462
        sheet["H4"].number_format = "General"

    found = came_back(typed, mac=True)
    assert [change.after for change in found.changes] == [datetime.date(2027, 3, 1)] * 2


def test_who_sorted_the_numbers_alone_gives_no_action_the_state_of_another():
    def sorted_alone(sheet):
        sheet["A2"], sheet["A3"] = sheet["A3"].value, sheet["A2"].value
        sheet[STATUS + "2"] = "klaar"
        sheet["A4"] = 17
        sheet["A5"] = None

    found = came_back(sorted_alone)
    assert found.changes == ()
    assert problems(found) == [(Problem.OTHER_NUMBER, row, "") for row in (2, 3, 4, 5)]
    assert [one.what for one in found.findings] == ["1", "2", "3", "4"]
    assert "regel 2: dit zijn de woorden van actie 1" in found.findings[0].explain(NL)


def test_what_is_stopped_or_done_without_a_word_of_it_comes_in_and_is_named():
    found = came_back(cells(J2="gestopt", J3="klaar", J4="klaar", K4="Telefoonlijst", J5="bezig"))
    assert [(one.number, one.column) for one in found.changes][:2] == [(1, "status"), (2, "status")]
    assert problems(found) == [(Problem.NOT_WHY, 2, ""), (Problem.NOT_SHOWN, 3, "")]
    assert "actie 1 is gestopt, en waarom staat er niet bij" in found.findings[0].explain(NL)


def test_a_day_that_was_taken_away_goes():
    (change,) = came_back(cells(H2=None)).changes
    assert (change.before, change.after) == (datetime.date(2026, 12, 15), None)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("J2", "bijna", Problem.NO_STATUS),
        ("J2", None, Problem.NO_STATUS),
        ("H2", "voor de zomer", Problem.NO_DAY),
        ("H2", "31-02-2027", Problem.NO_DAY),
        ("H2", True, Problem.NO_DAY),
        ("H2", 12, Problem.FAR_DAY),
        ("B2", "Iets heel anders", Problem.OTHERWISE),
        ("G2", "iemand anders", Problem.OTHERWISE),
        ("I2", "laag", Problem.OTHERWISE),
        ("M2", "iemand anders", Problem.OTHERWISE),
        ("A2", 99, Problem.OTHER_NUMBER),
        ("K2", "=1/0", Problem.BROKEN),
    ],
)
def test_what_does_not_fit_is_named_and_changes_nothing(place, value, problem):
    found = came_back(cells(**{place: value}))
    assert problem in [one.problem for one in found.findings]
    assert found.changes == ()
    one = next(one for one in found.findings if one.problem is problem)
    assert one.row == 2
    assert f"regel {one.row}" in one.explain(NL)


def test_a_row_that_is_gone_or_added_or_there_twice_is_named():
    def changed(sheet):
        sheet.delete_rows(4)
        sheet["B9"] = "Nog een idee"
        sheet["A10"], sheet["B10"] = 99, "En nog een"
        sheet["A11"], sheet["B11"] = 1, "Anders gezegd"

    found = came_back(changed)
    named = (Problem.NO_NUMBER, 9, ""), (Problem.UNKNOWN, 10, ""), (Problem.TWICE, 11, "")
    assert problems(found) == [*named, (Problem.GONE, 0, "")]
    assert found.findings[-1].what == "3"


def test_rows_that_were_sorted_or_hidden_by_a_filter_are_read():
    def changed(sheet):
        first = [cell.value for cell in sheet[2]]
        last = [cell.value for cell in sheet[6]]
        for column, (a, b) in enumerate(zip(first, last, strict=True), start=1):
            sheet.cell(2, column).value, sheet.cell(6, column).value = b, a
        sheet["J6"] = "bezig"
        sheet.row_dimensions[6].hidden = True

    found = came_back(changed)
    assert found.findings == ()
    assert [(change.number, change.after) for change in found.changes] == [(1, ActionStatus.BUSY)]


def test_columns_that_were_moved_or_inserted_are_found_by_their_names():
    def changed(sheet):
        sheet.insert_cols(1)
        sheet.insert_rows(1)
        sheet["A1"] = "Overleg van 1 december"
        sheet["K3"] = "bezig"

    assert [change.after for change in came_back(changed).changes] == [ActionStatus.BUSY]


def test_a_column_that_is_gone_leaves_what_it_says():
    found = came_back(lambda sheet: sheet.delete_cols(8))
    assert problems(found) == [(Problem.NO_COLUMN, 0, "by")]
    assert found.changes == ()


def test_the_plan_of_another_meeting_is_not_taken_in():
    other = describe(meeting(), id="5d3c0f5e-0000-4000-8000-000000000002")
    found = came_back(cells(J2="klaar"), made_of=other)
    assert (problems(found), found.changes) == ([(Problem.OTHER_MEETING, 0, "")], ())


def test_a_plan_that_does_not_say_of_which_meeting_it_is_says_so():
    found = came_back(cells(J2="bezig"), lists=False)
    assert problems(found) == [(Problem.NO_MARK, 0, "")]
    assert [change.after for change in found.changes] == [ActionStatus.BUSY]


def test_what_changed_here_since_the_plan_was_made_stays():
    later = EditAction(number=1, fields={"status": ActionStatus.BUSY}).apply(meeting(), clock.now())
    assert came_back(session=later, made_of=meeting()) == PlanBack()
    found = came_back(cells(J2="klaar", H2=None), session=later, made_of=meeting())
    assert problems(found) == [(Problem.BOTH, 2, "status")]
    assert [change.column for change in found.changes] == ["by"]


def test_a_note_of_many_lines_is_the_same_note():
    noted = EditAction(number=1, fields={"progress": 'Eén\n\n  twee "drie"'})
    session = noted.apply(meeting(), clock.now())
    assert came_back(session=session) == PlanBack()
    windows = cells(K2='Eén\r\n\r\ntwee "drie" ')
    assert came_back(windows, session=session) == PlanBack()


def test_a_note_that_looks_like_a_formula_comes_back_as_it_was():
    session = EditAction(number=1, fields={"progress": "=1+1"}).apply(meeting(), clock.now())
    assert came_back(session=session) == PlanBack()


def test_any_other_workbook_is_no_action_plan():
    book = openpyxl.Workbook()
    book.active["A1"] = "Boodschappen"
    saved = io.BytesIO()
    book.save(saved)
    found = read_back(meeting(), read_book(saved.getvalue()), TODAY)
    assert problems(found) == [(Problem.NO_PLAN, 0, "")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"<html></html>"])
def test_what_is_no_workbook_is_told(content):
    with pytest.raises(DamagedError):
        read_book(content)


@pytest.mark.slow
@pytest.mark.skipif(not CALC, reason=REASON)
def test_a_plan_that_libreoffice_saved_again_is_the_same_plan(tmp_path):
    noted = EditAction(number=1, fields={"progress": "=1+1\nregel twee", "words": "-3 é 🙂"})
    session = noted.apply(meeting(), clock.now())
    made = tmp_path / "plan.xlsx"
    made.write_bytes(as_workbook(session, NL))
    (tmp_path / "saved").mkdir()
    converted(made, "xlsx", tmp_path / "saved")
    saved = read_book((tmp_path / "saved" / "plan.xlsx").read_bytes())
    assert read_back(session, saved, TODAY) == PlanBack()
    book = openpyxl.load_workbook(tmp_path / "saved" / "plan.xlsx")
    book.worksheets[0]["J2"] = "klaar"
    again = io.BytesIO()
    book.save(again)
    (change,) = read_back(session, read_book(again.getvalue()), TODAY).changes
    assert change.after is ActionStatus.DONE


def test_actions_of_an_english_plan_are_read_in_dutch_and_the_other_way_round():
    english = describe(meeting(), language="en")
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(english, translations("en"))))
    book.worksheets[0]["J2"] = "klaar"
    saved = io.BytesIO()
    book.save(saved)
    (change,) = read_back(english, read_book(saved.getvalue()), TODAY).changes
    assert change.after is ActionStatus.DONE


def test_actions_that_are_gone_meanwhile_stay_gone():
    found = came_back(cells(J2="klaar"))
    gone = msgspec.structs.replace(meeting(), actions={})
    assert EditActions(edits=found.edits).apply(gone, clock.now()).actions == {}
