"""Makers choose on devices what many recognise: options made from what they told card by card."""

from functools import cache

import msgspec
import pytest
from meetings import START, after, named

from domain.capturing import record
from spiegel import formats
from spiegel.domain.capture.editing import Remove
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.followup.next_round import next_round
from spiegel.domain.letters.letter import filled
from spiegel.domain.letters.markup import spoken
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.personas.choosing import (
    LetChoose,
    choices,
    not_an_option,
    offered,
    reworded,
)
from spiegel.domain.personas.making import MakePersona, WriteSentence
from spiegel.domain.personas.people import people, people_behind
from spiegel.domain.personas.sources import heard
from spiegel.domain.personas.weakness import Weakness, weaknesses
from spiegel.domain.plan import UsePlan
from spiegel.domain.plan.writer import as_markdown, otherwise, pieces
from spiegel.domain.polls.asking_now import may_choose
from spiegel.domain.polls.polls import ClosePoll, Given, OpenPoll, coming
from spiegel.domain.report.answered import all_asked
from spiegel.domain.report.material import material
from spiegel.domain.running.order import EditQuestion
from spiegel.domain.running.running import Go, place
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Refusal, put
from spiegel.i18n import translations
from spiegel.store.journal.references import dangling
from spiegel.store.memory import SessionMemory

NL = translations("nl")


@cache
def workshop():
    """A workshop of eight makers who agreed to take part and to be quoted in the report."""
    return new_session(
        formats.load("persona"),
        id_="test",
        title="Inloop",
        created=START,
        participants=8,
        consent=Consent(take_part=True, verbatim=True),
    )


def told(*cards, lines=None):
    """A workshop in which makers told on these cards, and came to choosing."""
    session = workshop()
    telling = named(session, "vertellen").number
    for card, said in enumerate(cards or CARDS):
        question = session.questions_of(telling)[card].number
        session = record(after(session, Go(phase=telling, question=question)), *said)
    part = named(session, "kiezen").number
    return after(session, Go(phase=part, question=session.questions_of(part)[0].number))


CARDS = (
    ("D1: de trap is zwaar", "D2 D3: in de buurt is weinig te doen"),
    ("D4: op zondag belt niemand", "D5: mijn buren helpen mij vaak"),
)


def chosen(session, *answers):
    """The question that runs, opened and answered by people who chose these options."""
    question = place(session).question
    session = after(session, OpenPoll(question=question.number))
    number = max(session.polls)
    given = tuple(Given(answer=Answer(options=one)) for one in answers)
    return after(session, ClosePoll(poll=number, given=given))


def words(session):
    return [option.words for option in offered(session, NL).options]


def let_choose(session):
    marked = tuple(option for option in offered(session, NL).options if option.marked)
    return LetChoose(options=marked)


def test_what_was_told_is_offered_card_by_card_what_most_told_first():
    found = offered(told(), NL).options
    assert [(one.theme, one.words, one.people) for one in found] == [
        ("hoe ik woon", "in de buurt is weinig te doen", 2),
        ("hoe ik woon", "de trap is zwaar", 1),
        ("wie er om mij heen zijn", "op zondag belt niemand", 1),
        ("wie er om mij heen zijn", "mijn buren helpen mij vaak", 1),
    ]


def test_the_same_told_twice_is_one_option_of_two_people():
    session = told(("D1: de trap is te zwaar", "D2: de trap is zwaar", "D3: de trap is niet zwaar"))
    found = offered(session, NL).options
    assert [(one.words, one.people, len(one.statements)) for one in found] == [
        ("de trap is te zwaar", 2, 2),
        ("de trap is niet zwaar", 1, 1),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "D1: meneer Van Oorschot hielp mij",
        "D1: ik heb drie honden",
        "D1: ik ben de enige molenaar hier ~",
    ],
)
def test_what_could_point_to_one_person_is_left_out_and_counted(line):
    found = offered(told((line, "D2: op zondag is het stil")), NL)
    assert [one.words for one in found.options] == ["op zondag is het stil"]
    assert found.left_out == 1


def test_words_of_who_may_not_be_quoted_or_does_not_take_part_are_left_out():
    session = told(('D1: "ik durf de deur niet uit"', "D2: ik slaap slecht", "D3: ik wandel graag"))
    session = after(session, SetConsent(purpose="outside", value=True, participants=(1,)))
    refused = after(
        session,
        SetConsent(purpose="verbatim", value=False, participants=(1,)),
        SetConsent(purpose="take_part", value=False, participants=(2,)),
    )
    assert len(words(session)) == 3
    assert words(refused) == ["ik wandel graag"]
    why = not_an_option(refused, "Ik durf de deur niet uit", NL)
    assert why.weakness is Weakness.LITERAL


def test_the_question_for_hands_becomes_the_first_one_on_devices_and_its_prompts_follow():
    session = told()
    before = place(session).question
    assert any("codes" in prompt for prompt in before.prompts)
    assert may_choose(session)
    session = after(session, let_choose(session))
    part = place(session).phase.number
    first, second, last = session.questions_of(part)
    assert place(session).question == first
    assert first.number == before.number
    assert (first.words, first.theme, first.answer.options) == (
        "Hoe ik woon: wat herkent u ook?",
        "hoe ik woon",
        ("in de buurt is weinig te doen", "de trap is zwaar"),
    )
    assert not any("codes" in prompt for prompt in first.prompts)
    assert (second.theme, last.answer) == ("wie er om mij heen zijn", None)
    assert first.answer.several
    assert isinstance(coming(session), OpenPoll)
    assert not may_choose(session)


def test_hands_that_were_counted_stay_and_the_devices_come_after_them():
    session = record(told(), "D1 D2: de trap is zwaar")
    hands = place(session).question
    session = after(session, let_choose(session))
    part = session.questions_of(place(session).phase.number)
    assert (part[0].number, part[0].answer) == (hands.number, None)
    assert place(session).question == part[1]


def test_cards_with_one_option_are_asked_together():
    session = told(("D1: de trap is zwaar",), ("D4: op zondag belt niemand",))
    (only,) = choices(offered(session, NL).options)
    assert (only.theme, len(only.options)) == ("", 2)
    more = told(("D1: de trap is zwaar", "D2: het is klein"), ("D4: op zondag belt niemand",))
    assert [len(one.options) for one in choices(offered(more, NL).options)] == [3]
    with pytest.raises(Refusal):
        LetChoose(options=offered(session, NL).options[:1]).apply(session, START)


def test_what_went_between_looking_and_putting_is_put_nowhere():
    session = told()
    change = let_choose(session)
    session = after(session, Withdraw(participant=1), change)
    first = place(session).question
    assert "de trap is zwaar" not in str(first.answer.options)


def test_so_many_as_chose_it_are_behind_what_was_told():
    session = after(told(), let_choose(told()))
    session = chosen(session, (1, 2), (2,), (2,), (1,), (1,))
    trap = next(s.number for s in session.statements.values() if "trap" in s.words)
    assert people_behind(session, (trap,)) == 3
    assert {row.words: row.people for row in heard(session, NL)}["de trap is zwaar"] == 3
    session = after(
        session,
        MakePersona(title="Toos"),
        WriteSentence(
            persona=1, field=PersonaField.HOME, words="De trap valt mij zwaar.", statements=(trap,)
        ),
    )
    assert people(session, session.persona_sentences[1]) == 3
    assert not weaknesses(session, session.personas[1])


@pytest.mark.parametrize("answers", [2, 4])
def test_of_so_few_answers_that_nobody_may_see_them_nothing_is_counted(answers):
    session = after(told(), let_choose(told()))
    session = chosen(session, *[(2,)] * answers)
    trap = next(s.number for s in session.statements.values() if "trap" in s.words)
    assert people_behind(session, (trap,)) == 1


def test_an_option_goes_with_the_words_of_who_withdraws_and_the_others_keep_their_place():
    session = after(told(), let_choose(told()))
    session = chosen(session, (1, 2), (2,), (1,))
    session = after(session, Withdraw(participant=1))
    question = place(session).question
    assert question.answer.options == ("in de buurt is weinig te doen", "…")
    assert question.about[1] == ()
    assert not list(dangling(session))
    kept = after(session, Withdraw(participant=2))
    assert place(kept).question.answer.options[0] == "in de buurt is weinig te doen"


def test_a_removed_statement_names_no_option_any_more():
    session = after(told(), let_choose(told()))
    session = after(session, Remove(table="statements", number=1))
    assert not list(dangling(session))


def test_a_report_shows_no_option_of_who_does_not_take_part():
    session = after(told(), let_choose(told()))
    session = chosen(session, (1, 2), (2,), (1,))
    session = after(session, SetConsent(purpose="take_part", value=False, participants=(1,)))
    (asked, *_more) = all_asked(material(session, NL))
    assert asked.names == ("in de buurt is weinig te doen", "…")


def test_other_words_for_an_option_are_still_about_what_was_told():
    session = told()
    option = reworded(offered(session, NL).options[0], "  Er is weinig te doen in de buurt. ")
    assert option.words == "Er is weinig te doen in de buurt."
    assert option.marked
    assert not reworded(option, " ").marked
    session = after(session, let_choose(session))
    question = place(session).question
    form = msgspec.structs.replace(question.answer, options=("Weinig te doen", "De trap"))
    session = after(session, EditQuestion(number=question.number, fields={"answer": form}))
    assert place(session).question.about == question.about
    fewer = msgspec.structs.replace(form, options=("iets anders", "De trap", "nog iets"))
    session = after(session, EditQuestion(number=question.number, fields={"answer": fewer}))
    assert place(session).question.about == ((), question.about[1], ())


def test_the_words_and_prompts_of_a_question_follow_how_it_is_answered_and_come_back():
    session = told()
    hands = place(session).question
    form = AnswerForm(kind=AnswerKind.IDEAS, top=3)
    devices = EditQuestion(number=hands.number, fields={"answer": form})
    session = after(session, devices)
    now = place(session).question
    assert now.words == "Wat herkent u ook?"
    assert not any("hand" in words or "code" in words for words in now.prompts)
    session = after(session, EditQuestion(number=hands.number, fields={"answer": None}))
    assert place(session).question == hands
    own = EditQuestion(number=hands.number, fields={"answer": form, "words": "Wie herkent dit?"})
    assert place(after(session, own)).question.words == "Wie herkent dit?"


def test_the_next_meeting_asks_for_hands_again_and_has_no_word_of_who_told():
    session = after(told(), let_choose(told()))
    brought = next_round(session, id_="next", created=START, t=NL)
    part = named(brought, "kiezen").number
    before = named(workshop(), "kiezen").number
    assert [(q.words, q.prompts, q.answer, q.about) for q in brought.questions_of(part)] == [
        (q.words, q.prompts, q.answer, q.about) for q in workshop().questions_of(before)
    ]


def test_a_question_that_somebody_wrote_waits_with_its_prompts():
    session = told()
    hands = place(session).question
    own = msgspec.structs.replace(
        hands, words="Wie herkent dit?", prompts=("Tel de handen.",), otherwise=None
    )
    session = after(put(session, own), let_choose(session))
    assert place(session).question.prompts == ()
    brought = next_round(session, id_="next", created=START, t=NL)
    first = brought.questions_of(named(brought, "kiezen").number)[0]
    assert (first.words, first.prompts, first.answer) == (own.words, own.prompts, None)


def test_a_plan_and_a_letter_have_no_word_of_what_was_told_on_the_day():
    session = after(told(), let_choose(told()))
    written = as_markdown(pieces(session, "nl"))
    assert "Steek dan uw hand op" in written
    invitation = filled(session, PAPERS["invitation"], NL)
    for word in ("de trap is zwaar", "wat herkent u ook"):
        assert word not in written
        assert word not in spoken(invitation.blocks)
    assert not otherwise(session, written)


@pytest.mark.parametrize("form", [None, AnswerForm(kind=AnswerKind.IDEAS, top=3)])
def test_a_workshop_that_begins_from_a_plan_follows_how_one_chooses_too(form):
    session = told()
    number = place(session).question.number
    session = after(session, EditQuestion(number=number, fields={"answer": form}))
    written = as_markdown(pieces(session, "nl"))
    session = after(workshop(), UsePlan(text=written))
    first = session.questions_of(named(session, "kiezen").number)[0]
    assert (first.answer is None) is (form is None)
    turned = AnswerForm(kind=AnswerKind.IDEAS, top=3) if form is None else None
    session = after(session, EditQuestion(number=first.number, fields={"answer": turned}))
    now = session.questions[first.number]
    assert any("hand" in prompt for prompt in now.prompts) is (turned is None)
    assert ("Steek dan uw hand op" in now.words) is (turned is None)


def test_words_of_who_withdraws_go_also_where_somebody_else_said_nearly_the_same():
    both = told(
        ("D1: de trap is te zwaar", "D2: de trap is zwaar", "D3: er is weinig te doen"),
    )
    change = let_choose(both)
    before = after(both, Withdraw(participant=1), change)
    assert place(before).question.answer.options == ("de trap is zwaar", "er is weinig te doen")
    put_already = after(both, change, Withdraw(participant=1))
    question = place(put_already).question
    assert question.answer.options == ("…", "er is weinig te doen")
    assert question.about == ((2,), (3,))
    other = after(both, change, Withdraw(participant=2))
    assert place(other).question.answer.options[0] == "de trap is te zwaar"
    refused = SetConsent(purpose="take_part", value=False, participants=(1,))
    session = chosen(after(both, change), (1,), (1,), (2,), (1,), (1,))
    (asked, *_more) = all_asked(material(after(session, refused), NL))
    assert asked.names == ("…", "er is weinig te doen")


def test_undo_asks_for_hands_again_and_brings_no_words_of_who_withdrew_back():
    session = told()
    memory = SessionMemory(session, clock=lambda: START).open("moderator")
    memory.change(let_choose(session))
    assert len(memory.session.questions) > len(session.questions)
    memory.undo()
    assert memory.session.questions == session.questions
    memory.redo()
    memory.change(Withdraw(participant=1))
    memory.undo()
    memory.redo()
    options = [q.answer.options for q in memory.session.questions.values() if q.answer]
    assert "de trap is zwaar" not in str(options)
