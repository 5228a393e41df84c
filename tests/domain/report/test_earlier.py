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
    assert rows["vervoer"][1] == "niet genoemd"
    assert chapter.tables[-1].rows == (("Een eigen bus (doen we niet: te duur)",),)


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
