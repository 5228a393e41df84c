"""Two rounds of one theme: what came back, what is gone, and what was done in between."""

import msgspec
import pytest
from meetings import START
from tworounds import before, now, told

from spiegel.domain.followup.next_round import LayEarlier, SameMeeting
from spiegel.domain.report.earlier import earlier_of, rounds_of
from spiegel.domain.report.material import material
from spiegel.domain.report.report import report_on
from spiegel.domain.report.themes import layout
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import Session, put
from spiegel.i18n import translations

NL = translations("nl")


def laid(old: Session, new: Session) -> Session:
    seen = material(old, NL)
    earlier = earlier_of(seen, layout(seen), START)
    return LayEarlier(earlier=earlier).apply(new, START)


def test_one_sees_what_came_back_what_is_gone_and_what_is_new():
    seen = material(laid(before(), now()), NL)
    found = rounds_of(seen, layout(seen))
    assert [one.name for one in found.back] == ["wachttijd"]
    assert [one.name for one in found.gone] == ["vervoer", "bejegening"]
    assert [one.name for one in found.new] == ["parkeren"]
    (back,) = found.back
    assert (back.before.improve, back.now.improve) == (3, 2)


def test_the_report_of_the_second_round_lays_them_beside_each_other():
    chapter = report_on(laid(before(), now()), NL).earlier
    assert "Wmo vorig jaar, 1 september 2025" in chapter.intro
    rows = {row[0]: row[1:] for table in chapter.tables[:-1] for row in table.rows}
    assert rows["wachttijd"] == ("3", "2", "Elke aanvrager wordt gebeld (klaar: Sinds mei)")
    assert rows["bejegening"] == ("1", "alleen wat goed gaat", "geen actie")
    assert rows["vervoer"][1] == "niet in het verslag"
    assert chapter.tables[-1].rows == (("Een eigen bus (doen we niet: te duur)",),)


def test_what_was_only_proposed_then_is_not_said_to_be_agreed():
    one = msgspec.structs.replace(before().actions[1], status=ActionStatus.PROPOSED)
    chapter = report_on(laid(put(before(), one), now()), NL).earlier
    assert chapter.tables[0].columns[3] == "Acties van toen"
    assert chapter.tables[0].rows[0][3].startswith("Elke aanvrager wordt gebeld (alleen voorgest")
    one = msgspec.structs.replace(one, status=ActionStatus.AGREED)
    chapter = report_on(laid(put(before(), one), now()), NL).earlier
    assert "(afgesproken, nog niet begonnen" in chapter.tables[0].rows[0][3]


def test_what_may_not_stand_in_one_of_the_reports_is_not_said_to_be_unsaid():
    quiet = (msgspec.structs.replace(p, consent=Consent()) for p in now().participants.values())
    chapter = report_on(laid(before(), put(now(), *quiet)), NL).earlier
    assert [table.heading for table in chapter.tables[:-1]] == [
        "Niet meer in het verslag als verbeterpunt"
    ]
    assert {row[2] for row in chapter.tables[0].rows} == {"niet in het verslag"}
    assert "kan wel gezegd zijn" in chapter.intro


def test_a_meeting_without_a_round_before_has_no_such_chapter():
    assert report_on(now(), NL).earlier is None


def test_where_too_few_took_part_there_is_no_number():
    old = told("toen", {"wachttijd": "--"}, people=4)
    chapter = report_on(laid(old, now()), NL).earlier
    assert chapter.tables[0].rows[0][1:3] == ("genoemd", "2")


def test_no_statement_and_no_word_that_may_not_be_shown_is_kept_of_the_round_before():
    old = before()
    quiet = msgspec.structs.replace(
        old.actions[1], words="Want geheim bij Wachttijd liep het keer 1 weer helemaal mis"
    )
    nobody = (msgspec.structs.replace(p, consent=Consent()) for p in old.participants.values())
    kept = laid(put(old, quiet, *nobody), now()).info.earlier
    assert b"geheim" not in msgspec.json.encode(kept)


def test_a_meeting_is_not_laid_beside_itself():
    with pytest.raises(SameMeeting):
        laid(now(), now())
