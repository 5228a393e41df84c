"""The workshop in which makers make a persona: its steps, its cards, and what is left of it."""

import datetime
from functools import cache

import msgspec
import pytest
from meetings import START, at, named, play

from domain.capturing import record
from spiegel import formats
from spiegel.domain.actions.weakness import gaps
from spiegel.domain.consent.attendance import Advice, advice
from spiegel.domain.language.questions import wording
from spiegel.domain.letters.letter import every_letter, filled
from spiegel.domain.letters.markup import spoken
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.personas.making import MakePersona, field_name
from spiegel.domain.personas.testing import AnswerTest
from spiegel.domain.personas.weakness import weaknesses
from spiegel.domain.plan import UsePlan
from spiegel.domain.plan.writer import as_kept, as_markdown, otherwise, pieces
from spiegel.domain.preparation.tasks import checklist
from spiegel.domain.report.report import report_on
from spiegel.domain.report.review import ConcernKind, queue
from spiegel.domain.running.advice import hints
from spiegel.domain.running.order import AddQuestion
from spiegel.domain.running.outline import clock_times, length, of_the_day
from spiegel.domain.running.own_parts import AddPart
from spiegel.domain.running.running import Go, GoNext, GoStep, Skip, place
from spiegel.domain.running.steps import in_the_way
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, PhaseKind, Role
from spiegel.domain.session.instants import MINUTE
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.preparation import Assignment
from spiegel.domain.session.session import EditInfo, Session, describe, put
from spiegel.i18n import translations
from spiegel.screens.clock.view import room

DAY = datetime.date(2027, 3, 18)
YES = Consent(take_part=True, verbatim=True)


@cache
def workshop(language: str = "nl", makers: int = 8) -> Session:
    """A workshop that was made just now."""
    format_ = formats.load("persona", language)
    return new_session(
        format_,
        id_="test",
        title="Inloop",
        created=START,
        language=language,
        participants=makers,
        consent=YES,
    )


def telling(card: int = 0) -> Session:
    """The makers tell about one of the cards."""
    session = workshop()
    phase = named(session, "vertellen").number
    question = session.questions_of(phase)[card].number
    return play(session, (0, Go(phase=phase, question=question)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_goes_from_the_goal_to_a_day_to_look_again(language):
    session, seen = workshop(language), []
    session = Go(phase=session.agenda[0].number).apply(session, START)
    while (phase := place(session).phase) is not None:
        seen.append(phase.key)
        session = GoNext().apply(session, START)
    assert list(dict.fromkeys(seen)) == [
        "welkom",
        "spelregels",
        "kennismaking",
        "vertellen",
        "pauze",
        "kiezen",
        "schrijven",
        "voorlezen",
        "afsluiting",
        "uitwerken",
        "terug",
        "voorstellen",
    ]
    assert (seen.count("vertellen"), seen.count("kiezen")) == (8, 2)
    steps = [step.key for step in named(session, "voorstellen").steps]
    assert steps == ["gehoord", "toetsen", "opnieuw", "acties"]


@pytest.mark.parametrize("makers", [6, 8])
def test_two_hours_with_the_makers_and_enough_of_them_for_each_card(makers):
    session = workshop(makers=makers)
    assert length(session).clients == 120
    assert hints(session) == ()


def test_professionals_come_only_when_the_makers_have_read_it():
    parts = workshop().agenda
    assert [part.key for part in parts if Role.LISTENERS in part.present] == ["voorstellen"]
    assert parts[-1].key == "voorstellen"
    assert parts[-2].key == "terug"


def test_nobody_is_the_persona_and_that_is_the_first_that_is_agreed():
    first = named(workshop(), "spelregels").rules[0]
    assert first.startswith("Niemand van ons is de persona.")


def test_each_question_of_the_cards_is_put_well():
    session = workshop()
    cards = session.questions_of(named(session, "vertellen").number)
    assert [card.words for card in cards if wording(card.words)] == []
    assert all(card.theme and card.prompts for card in cards)


def test_six_to_eight_makers_are_right_and_no_advice_asks_for_twelve():
    assert advice(workshop(makers=6)) == advice(workshop(makers=8)) == ()
    assert advice(workshop(makers=5)) == (Advice.FEW_MAKERS,)
    assert advice(workshop(makers=9)) == (Advice.MANY_MAKERS,)
    assert advice(workshop(makers=4)) == (Advice.FEW,)


def test_no_question_of_the_workshop_is_put_badly():
    questions = workshop().questions.values()
    assert [question.words for question in questions if wording(question.words)] == []


def test_the_room_reads_the_card_that_is_told_about():
    shown = room(telling(), at(1))
    assert (shown.heading, shown.words) == ("hoe ik woon", "Hoe woont u?")
    assert (shown.digits, shown.state) == ("", "nog 4 minuten")


def test_a_card_its_question_and_the_sheet_of_the_makers_call_the_same_thing_the_same():
    session = workshop()
    asked = session.questions_of(named(session, "vertellen").number)
    headings = [field_name(field, translations("nl")) for field in PersonaField]
    assert [question.theme for question in asked] == headings
    both = ("woon", "heen", "dag", "gebeurde", "lastig", "pra", "wens", "help")
    for word, heading, question in zip(both, headings, asked, strict=True):
        assert word in heading
        assert word in question.words


def test_a_card_hurries_nobody():
    session = telling(3)
    assert room(session, at(9)).state == "we ronden af"
    assert room(session, at(1), calm=True).state == ""
    assert room(session, at(1), calm=True).words == "Wat gebeurde er dat uw leven veranderde?"


def test_the_questions_of_a_spiegelgesprek_stay_out_of_the_room():
    session = new_session(
        formats.load("spiegelgesprek"), id_="x", title="", created=START, participants=5
    )
    assert not any(phase.cards for phase in session.agenda)


def test_hands_are_typed_in_as_codes_and_count_as_people():
    session = workshop()
    session = play(session, (0, Go(phase=named(session, "kiezen").number)))
    session = record(session, "D1 D3-D5: op zondag is het stil in huis #wonen")
    (said,) = session.statements.values()
    assert said.speakers == ("D1", "D3", "D4", "D5")


def test_where_there_are_devices_the_choice_is_an_open_question_on_them():
    session = workshop()
    phase, ideas = named(session, "kiezen").number, AnswerForm(kind=AnswerKind.IDEAS)
    asked = AddQuestion(phase=phase, words="Wat herkent u ook?", answer=ideas)
    session = asked.apply(session, START)
    session = play(session, (0, Go(phase=phase, question=max(session.questions))))
    assert room(session, at(1)).state == "u kunt zo antwoorden"


def test_a_card_may_be_skipped():
    session = telling()
    second = session.questions_of(named(session, "vertellen").number)[1]
    session = play(session, (1, Skip(question=second.number)), (2, GoNext()))
    assert room(session, at(3)).heading == "mijn dagen"


def test_the_report_tells_what_was_said_by_field_and_what_the_professionals_will_do():
    session = record(telling(), "D1 D2: samengevat: alleen wonen is stil #wonen -")
    report = report_on(session, translations("nl"))
    assert "asked" in report.left_out
    assert "luisteren" not in " ".join(report.guide.lines)
    (group,) = report.themes.groups
    assert [theme.name for theme in group.themes] == ["wonen"]


def test_makers_are_told_that_nobody_listens_and_listeners_that_they_meet_a_persona():
    session, nl = workshop(), translations("nl")
    letters = {one.paper.key: spoken(one.blocks) for one in every_letter(session, nl)}
    for key, alone in (
        ("invitation", "Wie plannen maakt, luistert niet mee."),
        ("confirmation", "Er luistert niemand anders mee."),
    ):
        assert alone in letters[key]
        assert "toehoorder" not in letters[key]
        assert "iemand die niet bestaat" in letters[key]
    assert "hier of ergens anders" in letters["invitation"]
    assert "toehoorder" not in letters["running-order"]
    assert "“Niemand van ons is de persona. Wie herkent dit ook?”" in letters["running-order"]
    assert "U leert de persona kennen." in letters["listener-invitation"]
    assert "stoelen" not in letters["day-checklist"].partition("De makers komen")[0].lower()
    assert letters.keys().isdisjoint({"role-card", "listening-sheet", "evaluation-listener"})


def test_makers_sign_for_what_becomes_of_their_words_in_a_persona():
    nl = translations("nl")
    form = spoken(filled(workshop(), PAPERS["consent-form"], nl).blocks)
    assert "Niemand van u is die persona." in form
    assert "Zegt u nee tegen een citaat, of tegen anderen?" in form
    assert "U krijgt een kopie van dit formulier." in form
    other = new_session(formats.load("focusgroep", "nl"), id_="t", title="", created=START)
    assert "persona" not in spoken(filled(other, PAPERS["consent-form"], nl).blocks)


@pytest.mark.parametrize("key", ["invitation", "confirmation"])
def test_makers_read_beforehand_what_they_can_tell_of_and_not_what_is_done_with_it(key):
    session = workshop()
    letters = {
        one.paper.key: spoken(one.blocks) for one in every_letter(session, translations("nl"))
    }
    told = session.questions_of(named(session, "vertellen").number)
    chosen = session.questions_of(named(session, "kiezen").number)
    assert all(question.words in letters[key] for question in told)
    assert not any(question.words in letters[key] for question in chosen)


def test_what_is_told_stands_under_its_card_unless_the_scribe_says_otherwise():
    session = record(telling(), "D1: de lift is stuk", "D2: bij ons ook", "D3: ja #buurt")
    themes = [session.themes[n].name for s in session.statements.values() for n in s.themes]
    assert themes == ["hoe ik woon", "hoe ik woon", "buurt"]


def test_where_no_card_has_a_theme_the_room_reads_the_part_and_a_line_has_none():
    session = workshop()
    session = play(session, (0, Go(phase=named(session, "kiezen").number)))
    assert room(session, at(1)).heading == "Kiezen wat velen herkennen"
    session = record(session, "D1 D2: zondag is stil")
    assert [said.themes for said in session.statements.values()] == [()]


def test_the_tasks_are_those_of_a_workshop_and_not_of_people_who_listen():
    session = EditInfo(fields={"date": DAY}).apply(workshop(), START)
    due = {item.key: item.due for item in checklist(session, DAY)}
    assert due.keys().isdisjoint({"listeners", "wishes", "expectations"})
    assert due["read by makers"] == DAY + datetime.timedelta(days=7)
    assert due["presented"] > due["read by makers"]
    assert due["right still"] == DAY.replace(month=9)


def test_what_is_told_by_card_asks_for_no_new_theme_and_no_sign():
    session = record(telling(), "D1: de lift is stuk", "D3: ja #buurt")
    session = play(session, (9, Go(phase=named(session, "kiezen").number)))
    session = record(session, "D1 D2 D3: de lift is stuk")
    waiting = [(concern.kind, concern.number) for concern in queue(session)]
    buurt = next(t.number for t in session.themes.values() if t.name == "buurt")
    assert waiting == [(ConcernKind.NEW_THEME, buurt)]


def presenting(*lines: str) -> Session:
    """The professionals meet a persona, and say something of it."""
    session = telling()
    session = MakePersona(title="Meneer Linden").apply(session, START)
    phase = named(session, "voorstellen").number
    return record(play(session, (1, Go(phase=phase))), *lines)


def test_who_speaks_of_a_persona_speaks_of_nobody():
    session = presenting("T1: meneer Linden wil nodig zijn", "T2: mevrouw Berk ook")
    assert [concern.finding.words for concern in queue(session) if concern.finding] == [
        "mevrouw Berk"
    ]
    assert "meneer Linden wil nodig zijn" in str(report_on(session, translations("nl"), None))
    assert weaknesses(session, session.personas[1]) == ()


def test_a_name_that_was_spoken_of_while_people_told_is_not_the_name_of_a_persona():
    session = record(telling(), "D1: meneer Linden van hiernaast helpt")
    session = MakePersona(title="Meneer Linden").apply(session, START)
    assert {weak.words for weak in weaknesses(session, session.personas[1])} >= {"Linden"}
    assert any(concern.finding for concern in queue(session))


def test_a_plan_that_was_tested_leaves_nothing_in_the_way_of_the_actions():
    session = presenting("T1: dat wist ik niet")
    session = play(session, (2, GoStep(step="toetsen")))
    assert "toetsen" in {step.key for step in in_the_way(session)}
    test = AnswerTest(persona=1, field=PersonaField.HOME, plan="Loket dicht", words="Te ver.")
    session = test.apply(session, START)
    assert "toetsen" not in {step.key for step in in_the_way(session)}


def test_who_goes_on_two_weeks_later_is_not_late_by_two_weeks():
    session = workshop()
    for minute, key in ((0, "welkom"), (130, "uitwerken"), (145 + 14 * 24 * 60, "terug")):
        session = play(session, (minute, Go(phase=named(session, key).number)))
    late = timetable(session, at(150 + 14 * 24 * 60)).behind // MINUTE
    assert -60 < late < 60


def test_makers_are_thanked_for_what_they_did_and_read_when_they_get_it_back():
    session = EditInfo(fields={"date": DAY}).apply(workshop(), START)
    thanks = filled(session, PAPERS["thanks"], translations("nl"))
    words = spoken(thanks.blocks)
    assert "U maakte samen iemand die niet bestaat." in words
    assert "Op donderdag 25 maart 2027 leest u de persona zelf, op een blad." in words
    assert "U mag uw bladen teruggeven tot en met maandag 29 maart 2027." in words
    assert "Anderen lezen de persona pas als de groep dat goed vindt." in words
    assert "Dit wenst u" not in words
    for key in ("invitation", "confirmation", "thanks"):
        asked = spoken(filled(session, PAPERS[key], translations("nl")).blocks)
        assert "Hoe laat en waar, dat hoort u nog." in asked


def test_what_is_on_another_day_has_no_time_on_the_day_itself():
    session = describe(workshop(), date=DAY, assignment=Assignment(starts=datetime.time(13, 30)))
    assert [part.key for part in session.agenda if part not in of_the_day(session)] == [
        "terug",
        "voorstellen",
    ]
    times = clock_times(session)
    assert times is not None
    assert times.ends == datetime.time(15, 45)
    letters = {one.paper.key: one for one in every_letter(session, translations("nl"))}
    assert "van 13.30 uur tot 15.30 uur" in spoken(letters["invitation"].blocks)
    order = spoken(letters["running-order"].blocks)
    assert order.index("15.45") < order.index("Op een andere dag") < order.index("Terug bij")
    assert "16.30" not in order


def test_a_closing_with_participants_after_the_review_is_on_the_day_itself():
    """In a spiegelgesprek participants come back at the end, to hear what was agreed."""
    session = new_session(formats.load("spiegelgesprek", "nl"), id_="t", title="", created=START)
    last = msgspec.structs.replace(session.agenda[-1], present=(Role.CLIENTS, Role.LISTENERS))
    assert of_the_day(put(session, last))[-1] == last


def test_a_workshop_of_two_mornings_ends_on_the_first_one_when_that_is_over():
    session = describe(workshop(), date=DAY, assignment=Assignment(starts=datetime.time(13, 30)))
    writing = named(session, "schrijven")
    session = put(session, msgspec.structs.replace(writing, another_day=True))
    assert of_the_day(session)[-1].key == "kiezen"
    letters = {one.paper.key: one for one in every_letter(session, translations("nl"))}
    order = spoken(letters["running-order"].blocks)
    assert order.count("Op een andere dag") == 2 + 1  # and once in what the makers are told
    times = clock_times(session)
    assert times is not None
    assert times.ends == datetime.time(15, 0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_written_plan_says_which_part_is_on_another_day(language):
    session = workshop(language)
    writing = named(session, "schrijven")
    session = put(session, msgspec.structs.replace(writing, another_day=True))
    session = AddPart(after=writing.number, title="Lunch", kind=PhaseKind.PAUSE, minutes=10).apply(
        session, START
    )
    written = as_markdown(pieces(session, language))
    assert not otherwise(session, written)
    read_again = UsePlan(text=written).apply(workshop(language), START)
    assert [part.name for part in read_again.agenda if part.another_day] == [
        writing.name,
        named(session, "terug").name,
    ]


def test_a_plan_that_is_kept_says_that_a_part_is_on_the_same_day_after_all():
    session = workshop()
    back = msgspec.structs.replace(named(session, "terug"), another_day=False)
    kept = as_kept(put(session, back), session.agenda)
    assert "zelfde dag" in kept
    assert not any(part.another_day for part in UsePlan(text=kept).apply(session, START).agenda)


@pytest.mark.parametrize("name", ["spiegelgesprek", "focusgroep", "versnellingssessie"])
def test_other_meetings_are_held_on_one_day(name):
    session = new_session(formats.load(name, "nl"), id_="t", title="", created=START)
    assert of_the_day(session) == session.agenda


def test_nobody_is_asked_for_an_action_of_each_card():
    session = record(telling(), "D1: de lift is stuk -", "D2: er is koffie +", "D3: fijn #buurt -")
    left = gaps(session)
    assert [theme.name for theme in (*left.without_action, *left.praise)] == ["buurt"]
