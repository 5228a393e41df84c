"""Whatever is said: no card has words without consent, a code, or a trace of anybody."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import START, meeting

from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.literal import plain_words
from spiegel.domain.consent.traces import traces
from spiegel.domain.personas.sources import found_in, read_again
from spiegel.domain.report.persona_cards import cards_of
from spiegel.domain.session.people import Consent
from spiegel.domain.session.personas import Persona, PersonaField, Sentence, nameless
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations

NL = translations("nl")
SAMPLES = (
    "ik wacht lang brief moeder D1 D2: Bronkhorst Anja Toos drie honden alleen thuis en niet 82"
)
WORDS = SAMPLES.split()
PLAIN = ("wacht", "lang", "thuis", "alleen", "niet", "honden")
said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
speakers = st.sets(st.sampled_from(["D1", "D2", "D3"]), min_size=1).map(sorted).map(tuple)
mostly, answers = (
    st.sampled_from([True, True, True, None, False]),
    st.sampled_from([None, False, True]),
)
consents = st.tuples(mostly, mostly, answers)


@st.composite
def sessions(draw):
    """A meeting in which things were said, and a persona that may repeat any of it."""
    people = [
        msgspec.structs.replace(
            person, present=True, consent=Consent(take_part=takes, verbatim=quoted, outside=outside)
        )
        for person in meeting(3).participants.values()
        for takes, quoted, outside in [draw(consents)]
    ]
    statements = [
        Statement(
            number=number,
            at=START,
            words=words,
            speakers=draw(speakers),
            verbatim=draw(st.booleans()),
            traceable=draw(st.booleans()),
        )
        for number, words in enumerate(draw(st.lists(said, min_size=1, max_size=3)), start=1)
    ]
    texts = st.one_of(said, st.sampled_from([statement.words for statement in statements]))
    numbers = st.lists(st.sampled_from(range(1, len(statements) + 1)), unique=True).map(tuple)
    sentences = [
        Sentence(
            number=number,
            persona=1,
            field=draw(st.sampled_from(list(PersonaField))),
            words=words,
            statements=draw(numbers),
            hands=draw(st.sampled_from([None, 1, 5])),
        )
        for number, words in enumerate(draw(st.lists(texts, min_size=1, max_size=3)), start=1)
    ]
    return put(meeting(3), *people, *statements, Persona(number=1, name="Toos"), *sentences)


def on_cards(session):
    return [
        sentence.words
        for card in cards_of(session, NL, for_makers=True).cards
        for field in card.fields
        for sentence in field.sentences
    ]


def without_consent(session):
    """The words of those who may not be quoted in the report and outside, or do not take part."""
    return {
        plain_words(statement.words)
        for statement in session.statements.values()
        for people in [[session.participant(code) for code in statement.speakers]]
        if not all(person.consent.take_part for person in people)
        or (
            statement.verbatim
            and not all(person.consent.verbatim and person.consent.outside for person in people)
        )
        or statement.traceable
    }


@settings(deadline=None)
@given(sessions())
def test_on_no_card_is_a_statement_without_consent_a_code_or_a_trace(session):
    kept = without_consent(session)
    for words in on_cards(session):
        assert plain_words(words) not in kept
        assert not {"d1", "d2"}.intersection(plain_words(words))
        assert not traces(session, nameless(words, "Toos"))


@settings(deadline=None)
@given(st.tuples(answers, answers), st.lists(st.sampled_from(PLAIN), min_size=4, max_size=9))
def test_words_of_somebody_stand_on_a_card_only_with_a_yes_for_inside_and_for_outside(
    answered, words
):
    spoken = " ".join(words)
    quoted, outside = answered
    consent = Consent(take_part=True, verbatim=quoted, outside=outside)
    (person,) = meeting(1).participants.values()
    session = put(
        meeting(1),
        msgspec.structs.replace(person, present=True, consent=consent),
        Statement(number=1, at=START, words=spoken, speakers=("D1",), verbatim=True),
        Persona(number=1, name="Toos"),
        Sentence(number=1, persona=1, field=PersonaField.HOME, words=f"Ja, {spoken}.", hands=5),
    )
    assert on_cards(session) == ([f"Ja, {spoken}."] if quoted and outside else [])


@settings(deadline=None)
@given(sessions(), st.sampled_from([1, 2, 3]))
def test_after_a_withdrawal_no_card_has_a_sentence_that_rested_on_it(session, number):
    theirs = {s.number for s in session.statements.values() if f"D{number}" in s.speakers}
    resting = {
        sentence.number
        for sentence in session.persona_sentences.values()
        if theirs.intersection(sentence.statements)
    }
    after = Withdraw(participant=number).apply(session, START)
    assert resting <= {s.number for s in after.persona_sentences.values() if s.lost}
    standing = [sentence for sentence in after.persona_sentences.values() if not sentence.lost]
    assert len(on_cards(after)) <= len(standing)


@settings(deadline=None)
@given(sessions(), st.sampled_from([1, 2, 3]))
def test_after_a_withdrawal_elsewhere_each_sentence_that_rested_on_it_is_marked(other, number):
    other = describe(other, id="ander")
    usable = found_in(other, other.statements)
    resting = [
        Sentence(
            number=n,
            persona=1,
            field=PersonaField.HOME,
            words="x",
            elsewhere=(found_in(other, (n,)),),
        )
        for n in usable.statements
    ]
    session = put(describe(meeting(1), id="hier"), Persona(number=1), *resting)
    after = Withdraw(participant=number).apply(other, START)
    change = read_again(session, after)
    session = change.apply(session, START) if change is not None else session
    for sentence in session.persona_sentences.values():
        theirs = f"D{number}" in other.statements[sentence.number].speakers
        assert sentence.lost or not theirs
