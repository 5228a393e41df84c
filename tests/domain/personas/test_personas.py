"""A persona is made of what was really said: sentences, what they rest on, and how many people."""

import datetime

import msgspec
import pytest
from capturing import record, running
from meetings import START, after
from polling import OPEN, answered, ideas, session_with
from resting import HOME, WISH, elsewhere, marks, resting, told

from spiegel.domain.capture.editing import Remove
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.consent.gate import Shown, Withheld
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.personas.making import (
    CountHands,
    LookedAt,
    MakePersona,
    NamePersona,
    PutUnder,
    RemovePersona,
    RemoveSentence,
    RewordSentence,
    SetAges,
    SetState,
    TakeFrom,
    WriteSentence,
    age_band,
    sentences_of,
)
from spiegel.domain.personas.people import people, people_of_group
from spiegel.domain.personas.sources import ReadAgain, found_in, heard, other_meetings, read_again
from spiegel.domain.personas.telling import sentence_told
from spiegel.domain.polls.clusters import MergeClusters, NewCluster, PutIdea, RemoveCluster
from spiegel.domain.polls.polls import ideas_of
from spiegel.domain.session.personas import Elsewhere, PersonaField, PersonaState
from spiegel.domain.session.session import Refusal, describe, put
from spiegel.domain.session.statements import Check, Checked
from spiegel.i18n import translations
from spiegel.store.memory import SessionMemory

NL = translations("nl")


def groups():
    """A meeting in which five people wrote ideas: two in one group, one in another."""
    words = ("bankje buiten", "een bankje in de tuin", "koffie", "thee", "taart")
    session = answered(session_with(), OPEN, ideas(*((word,) for word in words)))
    number = {idea.words: idea.number for idea in ideas_of(session, OPEN)}
    session = after(
        session,
        NewCluster(idea=number[words[0]], title="Buiten zitten"),
        PutIdea(idea=number[words[1]], cluster=1),
        NewCluster(idea=number[words[2]]),
    )
    return describe(session, id="groepjes")


def sentence(session, number=1):
    return session.persona_sentences[number]


def test_a_persona_is_made_named_and_has_an_age_band():
    session = after(
        told(), NamePersona(number=1, title="  Riet "), SetAges(number=1, ages=(70, 79))
    )
    persona = session.personas[1]
    assert (persona.name, persona.ages, persona.state) == ("Riet", (70, 79), PersonaState.DRAFT)


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("60-69", (60, 69)),
        ("60 tot 70", (60, 69)),
        ("60 t/m 69 jaar", (60, 69)),
        ("67", (60, 69)),
        ("18 – 25", (18, 25)),
        ("zestig", None),
        ("70-60", None),
        ("300", None),
        ("", None),
    ],
)
def test_an_age_becomes_a_band_so_that_no_age_of_anybody_stands_there(typed, band):
    assert age_band(typed) == band


def test_what_is_no_band_of_ages_is_refused():
    with pytest.raises(ValueError, match="70, 60"):
        SetAges(number=1, ages=(70, 60))


def test_a_digit_puts_a_statement_under_a_field_and_the_sentence_is_written_there():
    session = after(
        told(),
        PutUnder(persona=1, field=HOME, statements=(1, 2)),
        PutUnder(persona=1, field=HOME, statements=(2, 3)),
        RewordSentence(number=1, words="Ik wacht al weken."),
    )
    (one,) = sentences_of(session, 1)
    assert (one.field, one.words, one.statements) == (HOME, "Ik wacht al weken.", (1, 2, 3))


def test_sentences_stand_in_the_order_of_the_card():
    session = after(
        told(),
        WriteSentence(persona=1, field=WISH, words="Ik wil gezien worden."),
        WriteSentence(persona=1, field=HOME, words="Ik woon klein."),
        WriteSentence(persona=1, field=HOME, words="Ik woon graag hier."),
        PutUnder(persona=1, field=HOME, statements=(3,), sentence=2),
    )
    assert [one.words for one in sentences_of(session, 1)] == [
        "Ik woon klein.",
        "Ik woon graag hier.",
        "Ik wil gezien worden.",
    ]
    assert sentence(session, 2).statements == (3,)


def test_a_sentence_rests_only_on_what_is_there_and_it_can_be_taken_from_under_it():
    session = after(
        told(),
        WriteSentence(persona=1, field=HOME, words="Ik wacht.", statements=(1, 77), clusters=(5,)),
        TakeFrom(number=1, statements=(1,)),
    )
    assert sentence(session).bare


def test_words_that_change_after_the_makers_agreed_are_to_be_looked_at_again():
    day = datetime.date(2027, 3, 1)
    agreed = SetState(number=1, state=PersonaState.AGREED, again=day)
    session = after(told(), WriteSentence(persona=1, field=HOME, words="Ik wacht."), agreed)
    for change in (
        RewordSentence(number=1, words="Ik wacht lang."),
        RemoveSentence(number=1),
        NamePersona(number=1, title="Riet"),
        WriteSentence(persona=1, field=WISH, words="Ik wil rust."),
    ):
        persona = after(session, change).personas[1]
        assert (persona.state, persona.again) == (PersonaState.AGAIN, day)
    same = after(
        session, RewordSentence(number=1, words="Ik wacht."), CountHands(number=1, hands=4)
    )
    assert same.personas[1].state is PersonaState.AGREED


def test_each_change_has_a_name_and_can_be_taken_back():
    memory = SessionMemory(told(), clock=lambda: START).open("scribe")
    states = []
    changes = (
        WriteSentence(persona=1, field=HOME, words="Ik woon klein.", statements=(3,)),
        PutUnder(persona=1, field=HOME, statements=(1,)),
        RewordSentence(number=1, words="Ik woon alleen."),
        CountHands(number=1, hands=5),
        TakeFrom(number=1, statements=(3,)),
        SetState(number=1, state=PersonaState.BACK),
        NamePersona(number=1, title="Riet"),
        SetAges(number=1, ages=None),
        RemoveSentence(number=1),
        RemovePersona(number=1),
        MakePersona(),
    )
    for change in changes:
        states.append((dict(memory.session.personas), dict(memory.session.persona_sentences)))
        memory.change(change)
        assert change.name(NL)
    for change, (personas, sentences) in zip(reversed(changes), reversed(states), strict=True):
        assert memory.undo().change is change
        assert (dict(memory.session.personas), dict(memory.session.persona_sentences)) == (
            personas,
            sentences,
        )


def test_a_persona_goes_with_its_sentences_and_what_was_said_stays():
    session = after(
        told(), PutUnder(persona=1, field=HOME, statements=(1,)), RemovePersona(number=1)
    )
    assert (len(session.personas), len(session.persona_sentences)) == (0, 0)
    assert len(session.statements) == 4


def test_what_is_gone_is_refused():
    for change in (
        NamePersona(number=9, title="x"),
        WriteSentence(persona=9, field=HOME, words="x"),
        PutUnder(persona=1, field=HOME, sentence=9),
        RewordSentence(number=9, words="x"),
    ):
        with pytest.raises(Refusal):
            change.apply(told(), START)


# How many people


@pytest.mark.parametrize(
    ("statements", "count"), [((), 0), ((2, 3), 1), ((1, 2), 2), ((4,), 2), ((1, 2, 3, 4), 3)]
)
def test_people_are_counted_and_not_statements(statements, count):
    session = after(told(), WriteSentence(persona=1, field=HOME, words="x", statements=statements))
    assert people(session, sentence(session)) == count


def test_who_is_not_known_may_be_one_of_the_others_and_all_are_those_who_are_here():
    session = record(told(), "?: ook lang gewacht", "allen: we wachtten allemaal")
    session = after(session, WriteSentence(persona=1, field=HOME, words="x", statements=(1, 5)))
    assert people(session, sentence(session)) == 1
    present = put(
        session,
        *(msgspec.structs.replace(p, present=p.number < 6) for p in session.participants.values()),
    )
    together = after(present, PutUnder(persona=1, field=HOME, statements=(6,)))
    assert people(together, sentence(together)) == 5


def test_hands_and_other_meetings_are_not_added_up_for_it_can_be_the_same_person():
    other = describe(
        record(running("cliëntronde", 1), "D1: lang gewacht", "D2: ik ook"), id="ander"
    )
    session = after(
        told(),
        WriteSentence(persona=1, field=HOME, words="x", statements=(1,), hands=1),
        PutUnder(persona=1, field=HOME, elsewhere=(found_in(other, (1,)),)),
    )
    assert people(session, sentence(session)) == 1
    more = PutUnder(persona=1, field=HOME, elsewhere=(found_in(other, (2,)),), others=(other,))
    session = after(session, more)
    (found,) = sentence(session).elsewhere
    assert (found.statements, found.people) == ((1, 2), 2)
    assert people(session, sentence(session)) == 2
    assert people(after(session, CountHands(number=1, hands=6)), sentence(session)) == 2


def test_two_who_are_put_under_a_field_right_after_each_other_are_counted_as_two():
    other = describe(
        record(running("cliëntronde", 1), "D1: lang gewacht", "D2: ik ook"), id="ander"
    )
    # Both are made before the first is kept, as by two quick keys.
    first, second = (
        PutUnder(persona=1, field=HOME, elsewhere=(found_in(other, (n,)),), others=(other,))
        for n in (1, 2)
    )
    session = after(told(), first, second)
    assert people(session, sentence(session)) == 2


def test_who_took_words_back_elsewhere_is_counted_no_more_once_more_of_it_is_put_there():
    other = describe(
        record(running("cliëntronde", 1), "D1: lang gewacht", "D2: ik ook", "D1: erg lang"),
        id="ander",
    )
    under = PutUnder(persona=1, field=HOME, elsewhere=(found_in(other, (1, 2)),))
    session = after(told(), under)
    assert people(session, sentence(session)) == 2
    left = after(other, Withdraw(participant=2))
    more = PutUnder(persona=1, field=HOME, elsewhere=(found_in(left, (3,)),), others=(left,))
    session = after(session, more)
    assert people(session, sentence(session)) == 1
    assert read_again(session, left).final


def test_one_person_can_have_given_all_ideas_of_a_group():
    session = groups()
    assert [people_of_group(session, number) for number in (1, 2, 9)] == [1, 1, 0]
    six = answered(session_with(), OPEN, ideas(*((f"idee {n}",) for n in range(6))))
    numbers = [idea.number for idea in ideas_of(six, OPEN)]
    six = after(
        six,
        NewCluster(idea=numbers[0], title="alles"),
        *(PutIdea(idea=number, cluster=1) for number in numbers[1:]),
    )
    assert people_of_group(six, 1) == 2


# Other meetings


def test_what_was_heard_has_no_code_and_says_how_many_people_it_is():
    session = record(told(), "D4: D3: dat herken ik", "D5: ik woon in een molen ~")
    rows = {row.number: row for row in heard(session, NL)}
    assert not any("D3" in row.words for row in rows.values())
    assert [rows[n].people for n in (1, 4, 5)] == [1, 2, 2]
    assert rows[1].withheld is None
    (buiten, _koffie) = heard(groups(), NL)
    assert (buiten.table, buiten.words, buiten.people) == ("clusters", "Buiten zitten", 1)


def test_nothing_is_heard_of_who_withdrew_said_no_or_would_rather_not():
    session = after(
        told(),
        Withdraw(participant=1),
        SetConsent(purpose="take_part", value=False, participants=(3,)),
    )
    session = put(
        session,
        msgspec.structs.replace(session.statements[3], checked=(Check("D2", Checked.OUT),)),
    )
    assert [row.number for row in heard(session, NL)] == [2]


def test_a_sentence_keeps_numbers_of_another_meeting_and_not_a_word_of_it():
    found = found_in(groups(), clusters=(1, 2, 9))
    assert (found.clusters, found.session) == ((1, 2), "groepjes")
    session = after(told(), WriteSentence(persona=1, field=HOME, words="x", elsewhere=(found,)))
    stored = msgspec.json.encode(sentence(session))
    assert b"Buiten" not in stored
    assert other_meetings(session) == ("groepjes",)


# What goes


@pytest.mark.parametrize(
    "gone",
    [Withdraw(participant=2), WithdrawStatement(statement=2), Remove(table="statements", number=2)],
)
def test_a_persona_that_the_makers_agreed_to_is_to_be_looked_at_when_something_under_it_goes(gone):
    agreed = after(resting(), SetState(number=1, state=PersonaState.AGREED))
    assert after(agreed, gone).personas[1].state is PersonaState.AGAIN
    back = after(resting(), SetState(number=1, state=PersonaState.BACK), gone)
    assert back.personas[1].state is PersonaState.BACK
    again = after(agreed, gone, LookedAt(number=1), SetState(number=1, state=PersonaState.AGREED))
    assert again.personas[1].state is PersonaState.AGREED


def test_so_it_is_when_that_was_in_another_meeting():
    other = told()
    session = after(
        resting(describe(other, id="ander")), SetState(number=1, state=PersonaState.AGREED)
    )
    gone = after(describe(other, id="ander"), Withdraw(participant=2))
    assert after(session, read_again(session, gone)).personas[1].state is PersonaState.AGAIN


def test_undo_of_what_went_makes_it_agreed_again():
    agreed = after(resting(), SetState(number=1, state=PersonaState.AGREED))
    memory = SessionMemory(agreed, clock=lambda: START).open("scribe")
    memory.change(Remove(table="statements", number=2))
    assert memory.session.personas[1].state is PersonaState.AGAIN
    memory.undo()
    assert memory.session.personas[1].state is PersonaState.AGREED


def test_a_withdrawal_marks_the_sentences_that_rest_on_what_that_person_said():
    session = after(resting(), Withdraw(participant=2))
    assert (marks(session), sentence(session).statements) == ([True, False], (1, 4))
    shared = after(resting(), TakeFrom(number=1, statements=(1, 2)), Withdraw(participant=1))
    assert (marks(shared), people(shared, sentence(shared))) == ([True, False], 1)


@pytest.mark.parametrize("taken_back", [Withdraw(participant=2), WithdrawStatement(statement=2)])
def test_a_sentence_out_of_which_a_withdrawal_takes_words_is_to_be_looked_at(taken_back):
    words = "Bij mij duurde het twee maanden, en ik hoorde niets."
    repeating = WriteSentence(persona=1, field=WISH, words=words, hands=6)
    session = after(told(), repeating, taken_back)
    assert sentence(session).words == "…, en ik hoorde niets."
    assert marks(session) == [True]


def test_a_withdrawal_of_somebody_else_marks_nothing():
    assert marks(after(resting(), Withdraw(participant=7))) == [False, False]


def test_a_withdrawal_takes_own_words_and_the_code_out_of_a_sentence():
    session = after(
        resting(),
        RewordSentence(number=1, words="Bij mij duurde het twee maanden, zoals bij D2."),
        Withdraw(participant=2),
    )
    assert "maanden" not in sentence(session).words
    assert "D2" not in sentence(session).words


def test_a_statement_that_is_removed_marks_them_and_looking_takes_the_mark_away():
    session = after(resting(), Remove(table="statements", number=1))
    assert marks(session) == [True, False]
    assert marks(after(session, LookedAt(number=1))) == [False, False]
    assert marks(after(session, RewordSentence(number=1, words="Ik wachtte."))) == [False, False]


def test_a_group_that_goes_marks_them_and_one_that_is_merged_does_not():
    session = after(
        groups(),
        MakePersona(title="Toos"),
        WriteSentence(persona=1, field=HOME, words="Ik zit buiten.", clusters=(1,)),
        WriteSentence(persona=1, field=HOME, words="Koffie.", clusters=(2,)),
    )
    gone = after(session, RemoveCluster(number=1))
    assert (marks(gone), sentence(gone).clusters) == ([True, False], ())
    merged = after(session, MergeClusters(source=1, target=2))
    assert (marks(merged), sentence(merged).clusters) == ([False, False], (2,))


def test_what_went_from_another_meeting_marks_the_sentence_when_that_is_read_again():
    other = elsewhere()
    session = resting(other)
    assert read_again(session, other) is None
    change = read_again(session, after(other, Withdraw(participant=2)))
    session = after(session, change)
    assert change.final
    assert marks(session) == [True, False]
    (left,) = sentence(session).elsewhere
    assert (left.statements, left.people) == ((1, 4), 2)


def test_a_person_less_behind_a_statement_elsewhere_marks_it_and_a_person_more_does_not():
    other = elsewhere()
    session = after(resting(other), TakeFrom(number=1, statements=(1, 2, 4)))
    fewer = after(other, Withdraw(participant=3))
    assert marks(after(session, read_again(session, fewer))) == [True, False]
    said = other.statements[1]
    more = put(other, msgspec.structs.replace(said, speakers=("D1", "D5")))
    change = read_again(session, more)
    session = after(session, change)
    assert not change.final
    assert (marks(session), sentence(session).elsewhere[0].people) == ([False, False], 4)


def test_of_another_meeting_of_which_all_went_nothing_is_kept():
    other = elsewhere()
    session = resting(other)
    empty = after(other, *(Withdraw(participant=number) for number in (1, 2, 3)))
    session = after(session, read_again(session, empty))
    assert (sentence(session).elsewhere, sentence(session).lost) == ((), True)


def test_words_of_somebody_of_another_meeting_who_may_not_be_quoted_mark_a_sentence():
    other = after(
        record(running("cliëntronde", 1), 'D1: "acht weken moest ik op een brief wachten"'),
        SetConsent(purpose="verbatim", value=False, participants=(1,)),
    )
    other = describe(other, id="ander")
    session = resting(other)
    words = RewordSentence(number=2, words="Acht weken moest ik op een brief wachten.")
    session = after(session, words)
    change = read_again(session, other)
    assert (change.literal, change.final) == ((2,), False)
    marked = after(session, change)
    assert marks(marked)[1]
    assert read_again(marked, other) is None
    inside = after(other, SetConsent(purpose="verbatim", value=True, participants=(1,)))
    assert read_again(session, inside).literal == (2,)
    said = after(inside, SetConsent(purpose="outside", value=True, participants=(1,)))
    assert read_again(session, said) is None


def test_a_sentence_that_rests_on_something_else_by_now_is_left_as_it_is():
    other = elsewhere()
    session = resting(other)
    change = read_again(session, after(other, Withdraw(participant=2)))
    session = after(session, TakeFrom(number=1, left=(Elsewhere(session="ander"),)), change)
    assert isinstance(change, ReadAgain)
    assert marks(session) == [False, False]


def test_what_is_written_before_it_is_on_the_disk_what_it_rests_on_is_one_sentence():
    under = PutUnder(persona=1, field=PersonaField.HOME, statements=(1,))
    written = WriteSentence(persona=1, field=PersonaField.HOME, words="Ik woon alleen.")
    session = after(told(), under, written)
    found = sentences_of(session, 1)
    assert [(s.words, s.statements) for s in found] == [("Ik woon alleen.", (1,))]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mevrouw Zilver", "Mevrouw Jansen brengt mij."),
        ("Mevrouw Zilver", "Ik ken Mevrouw De Boer al lang."),
        ("Toos", "Toos Toos brengt mij."),
        ("Toos", "Toos Jansen brengt mij."),
        ("Toos Zilver", "Ik bel met Toos van den Berg."),
    ],
)
def test_somebody_real_with_a_part_of_the_name_of_a_persona_is_still_found(name, words):
    session = after(told(), NamePersona(number=1, title=name))
    session = after(session, WriteSentence(persona=1, field=HOME, words=words, hands=4))
    assert isinstance(sentence_told(session, sentence(session)), Withheld)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mevrouw Zilver", "Zeg maar mevrouw Zilver, en niet meisje."),
        ("Mevrouw Zilver", "Mevrouw Zilver. Zo wil ik heten."),
        ("Toos Zilver", "Ik ben Toos, zeg ik dan: Toos Zilver."),
    ],
)
def test_the_own_name_of_a_persona_stays_as_it_was_written(name, words):
    session = after(told(), NamePersona(number=1, title=name))
    session = after(session, WriteSentence(persona=1, field=HOME, words=words, hands=4))
    assert sentence_told(session, sentence(session)) == Shown(words)
