"""The fictional workshop in which personas are made: that all of it is there, and is believable."""

import msgspec
import pytest

from spiegel.demo import PERSONA, VISITORS, WMO, play, sources
from spiegel.demo.moves import changes
from spiegel.domain.actions.weakness import weaknesses as weak_action
from spiegel.domain.letters.letter import every_letter, filled
from spiegel.domain.letters.markup import spoken
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.personas.making import sentences_of
from spiegel.domain.personas.people import ENOUGH, people
from spiegel.domain.personas.picture import pictured
from spiegel.domain.personas.telling import sentence_told
from spiegel.domain.personas.testing import answers, plans
from spiegel.domain.personas.weakness import Weak, Weakness, weaknesses
from spiegel.domain.report.in_short import in_short
from spiegel.domain.report.parts import HowDone
from spiegel.domain.report.report import report_on
from spiegel.domain.report.review import ConcernKind, queue
from spiegel.domain.running.steps import in_the_way
from spiegel.domain.session.fictional import id_of, is_fictional
from spiegel.domain.session.instants import MINUTE, after
from spiegel.domain.session.personas import PersonaField, PersonaState
from spiegel.domain.session.session import Session, stage
from spiegel.domain.session.stage import Stage
from spiegel.i18n import translations

DUTCH = translations("nl")


@pytest.fixture(scope="module")
def others() -> dict[str, Session]:
    return dict(sources(PERSONA, PERSONA.start))


@pytest.fixture(scope="module")
def workshop(others) -> Session:
    return play(meeting=PERSONA, others=others)


def test_two_personas_are_agreed_and_one_is_back_at_the_makers(workshop: Session):
    zilver, linden, noor = workshop.personas.values()
    assert [p.state for p in (zilver, linden)] == [PersonaState.AGREED] * 2
    assert all(p.again is not None for p in (zilver, linden))
    assert noor.state is PersonaState.BACK
    for persona in workshop.personas.values():
        told = sentences_of(workshop, persona.number)
        assert list(dict.fromkeys(sentence.field for sentence in told)) == list(PersonaField)


def test_what_is_agreed_has_nothing_weak_and_what_is_back_has_one_thing(workshop, others):
    zilver, linden, noor = workshop.personas.values()
    found = [weaknesses(workshop, p, tuple(others.values())) for p in (zilver, linden, noor)]
    last = sentences_of(workshop, noor.number, PersonaField.SUPPORT)[-1]
    assert found == [(), (), (Weak(weakness=Weakness.FEW, sentence=last.number),)]
    for sentence in sentences_of(workshop, zilver.number) + sentences_of(workshop, linden.number):
        assert people(workshop, sentence) >= ENOUGH
        assert hasattr(sentence_told(workshop, sentence), "words")


def test_sentences_rest_on_this_meeting_and_on_both_others(workshop: Session, others):
    rests = [
        found.session
        for sentence in workshop.persona_sentences.values()
        for found in sentence.elsewhere
    ]
    assert {name: rests.count(other.info.id) for name, other in others.items()} == {
        "wmo": 7,
        "bezoekers": 5,
    }
    with_own = sum(bool(s.statements) for s in workshop.persona_sentences.values())
    assert with_own == len(workshop.persona_sentences) - 1


def test_the_others_were_held_as_long_before_whenever_the_workshop_is(others):
    assert [other.info.id for other in others.values()] == [
        id_of(WMO.start.utc),
        id_of(VISITORS.start.utc),
    ]
    later = after(PERSONA.start, 1_000 * MINUTE)
    moved = sources(PERSONA, later)
    assert [other.info.id for other in moved.values()] == [
        id_of(WMO.start.utc + 1_000 * MINUTE),
        id_of(VISITORS.start.utc + 1_000 * MINUTE),
    ]
    assert all(is_fictional(other.info.id, other.info.created) for other in moved.values())


def test_a_plan_is_tested_and_actions_touch_both_that_are_agreed(workshop: Session):
    (plan,) = plans(workshop)
    assert list(answers(workshop, 2, plan)) == list(PersonaField)
    assert [action.touches for action in workshop.actions.values()] == [(2,), (2,), (1,)]
    assert [action.more_say for action in workshop.actions.values()] == [None, True, True]
    assert not any(weak_action(workshop, action) for action in workshop.actions.values())


def test_it_ends_with_nothing_in_the_way_and_one_thing_kept_out_of_the_report(workshop: Session):
    assert stage(workshop) is Stage.REVIEW
    assert in_the_way(workshop) == ()
    assert [concern.kind for concern in queue(workshop)] == [ConcernKind.TRACEABLE]


def test_the_report_tells_of_hours_and_not_of_the_weeks_in_between(workshop: Session):
    report = report_on(workshop, DUTCH, None)
    said = str(msgspec.to_builtins(report, str_keys=True))
    assert "334 u" not in said
    assert "168 u" not in said
    assert "2 u 45 min" in said
    assert said.count("tot een andere dag") == 2


def test_a_group_that_nobody_made_is_no_ground_for_a_sentence(workshop: Session, others):
    with pytest.raises(ValueError, match="zin wonen"):
        changes(workshop, "zin wonen Ik woon.", ("bezoekers: Een groep die er niet is",), others)


def test_two_have_a_picture_that_the_group_chose(workshop: Session):
    shown = [pictured(workshop, persona) for persona in workshop.personas.values()]
    assert [one.alt if one is not None else "" for one in shown] == [
        "een vogel",
        "een kop koffie of thee",
        "",
    ]


def test_page_one_tells_which_personas_were_made_and_not_what_goes_well_with_a_wish(workshop):
    first = in_short(workshop, DUTCH).words.splitlines()[0]
    assert first == (
        "Deelnemers maakten 2 persona's, mensen die niet bestaan, en zijn het ermee eens: Mevrouw"
        " Zilver en Meneer Linden. Over 1 persona zijn zij het nog niet eens."
    )


def test_the_report_says_that_the_professionals_came_on_another_day(workshop: Session):
    report = report_on(workshop, DUTCH, None)
    assert report.front.people.endswith("toehoorders (professionals), op een andere dag")
    (how,) = (one for one in report.chapters if isinstance(one, HowDone))
    (facts,) = (one for one in how.tables if one.heading == "De bijeenkomst")
    told = dict(facts.rows)
    assert told["Toehoorders"].endswith("zij waren er niet bij toen de deelnemers vertelden")
    assert told["Duur"] == "2 u 45 min, op meer dan één dag"


def test_letters_speak_of_all_personas_that_were_made(workshop: Session):
    letters = {
        one.paper.key: spoken(one.blocks)
        for one in (*every_letter(workshop, DUTCH), filled(workshop, PAPERS["thanks"], DUTCH))
    }
    thanks = letters["thanks"]
    assert "U maakte samen mensen die niet bestaan." in thanks
    assert "De groep vond 2 persona's goed. Anderen lezen die al." in thanks
    assert "Eén persona leest u nog. Anderen lezen die pas als de groep die goed vindt." in thanks
    assert "Wij werken de zinnen uit." not in thanks
    assert "U leert de persona's kennen." in letters["listener-invitation"]
    assert "op geen enkel papier dat anderen lezen" in letters["invitation"]


def test_what_the_makers_took_off_the_table_stands_in_no_report(workshop: Session):
    assert not any("bed in de kamer" in one.words for one in workshop.statements.values())
    said = str(msgspec.to_builtins(report_on(workshop, DUTCH, None), str_keys=True))
    assert "van tafel" not in said
    assert "het bed van zijn vader" not in said
