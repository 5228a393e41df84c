"""The one gate: what may stand in a document for the house, case by case."""

import msgspec
import pytest

from spiegel.domain.consent.gate import Reason, Shown, Withheld, consents, shown, told
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.session import Info, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations

START = Instant(utc=1_000_000, boot="b", boot_ms=1_000_000)
NL = translations("nl")
WORDS = "ik moest acht weken wachten op antwoord"
QUOTED_INSIDE = 'zij zeiden "dat duurt acht weken" en hingen op'

AGREED = Consent(take_part=True, verbatim=True)
NOT_QUOTED = Consent(take_part=True, verbatim=False)
QUOTE_NOT_ASKED = Consent(take_part=True)
NOT_ASKED = Consent()
REFUSED = Consent(take_part=False, verbatim=True)


def room(**people: Consent | Participant) -> Session:
    """A session with these participants (D1=..., D2=...); a Consent stands for somebody present."""
    session = Session(info=Info(id="gate", title="Gate", created=START))
    for code, person in people.items():
        number = int(code[1:])
        if isinstance(person, Consent):
            person = Participant(number=number, present=True, consent=person)
        session = put(session, msgspec.structs.replace(person, number=number))
    return session


def said(*speakers: str, words: str = WORDS, **fields: object) -> Statement:
    return Statement(
        number=1,
        at=after(START, 30 * MINUTE),
        words=words,
        speakers=speakers,
        **fields,  # type: ignore[arg-type]
    )


WITHDRAWN = Participant(number=1, present=True, consent=AGREED, withdrawn=True)
ABSENT = Participant(number=1, present=False, consent=NOT_ASKED)
LEFT_BEFORE = Participant(number=1, consent=NOT_QUOTED, gone=after(START, 10 * MINUTE))
LEFT_AFTER = Participant(number=1, consent=NOT_QUOTED, gone=after(START, 50 * MINUTE))

OK, NO = "shown", "withheld"
ONE = [
    # who said it: as a summary, as a quotation, a summary with a quotation in it
    (AGREED, OK, OK, OK),
    (NOT_QUOTED, OK, Reason.NO_QUOTATION, Reason.NO_QUOTATION),
    (QUOTE_NOT_ASKED, OK, Reason.NO_QUOTATION, Reason.NO_QUOTATION),
    (NOT_ASKED, Reason.NOT_TAKING_PART, Reason.NOT_TAKING_PART, Reason.NOT_TAKING_PART),
    (REFUSED, Reason.NOT_TAKING_PART, Reason.NOT_TAKING_PART, Reason.NOT_TAKING_PART),
    (WITHDRAWN, Reason.WITHDRAWN, Reason.WITHDRAWN, Reason.WITHDRAWN),
    (LEFT_AFTER, OK, Reason.NO_QUOTATION, Reason.NO_QUOTATION),
]


def outcome(session: Session, statement: Statement) -> object:
    ruling = shown(session, statement, NL)
    return OK if isinstance(ruling, Shown) else ruling.reason


@pytest.mark.parametrize(("person", "summary", "quotation", "inside"), ONE)
def test_one_speaker(person, summary, quotation, inside):
    session = room(D1=person)
    assert outcome(session, said("D1")) == summary
    assert outcome(session, said("D1", verbatim=True)) == quotation
    assert outcome(session, said("D1", words=QUOTED_INSIDE)) == inside


@pytest.mark.parametrize(("other", "summary", "quotation", "_inside"), ONE)
def test_of_two_speakers_the_most_careful_one_decides(other, summary, quotation, _inside):
    session = room(D1=other, D2=AGREED)
    for speakers in (("D1", "D2"), ("D2", "D1")):
        assert outcome(session, said(*speakers)) == summary
        assert outcome(session, said(*speakers, verbatim=True)) == quotation


ALL_OR_UNKNOWN = [
    # who else is in the room: "all" as a summary, quoted; an unknown speaker as a summary
    (AGREED, OK, OK, OK),
    (NOT_QUOTED, OK, Reason.NO_QUOTATION, OK),
    (NOT_ASKED, Reason.NOT_TAKING_PART, Reason.NOT_TAKING_PART, Reason.UNSURE),
    (REFUSED, Reason.NOT_TAKING_PART, Reason.NOT_TAKING_PART, Reason.UNSURE),
    (WITHDRAWN, OK, Reason.NO_QUOTATION, Reason.UNSURE),
    (ABSENT, OK, OK, OK),
    (LEFT_BEFORE, OK, OK, OK),
    (LEFT_AFTER, OK, Reason.NO_QUOTATION, OK),
]


@pytest.mark.parametrize(("other", "summary", "quotation", "unknown"), ALL_OR_UNKNOWN)
def test_all_are_those_in_the_room_and_an_unknown_speaker_may_be_any(
    other, summary, quotation, unknown
):
    session = room(D1=other, D2=AGREED)
    assert outcome(session, said("*")) == summary
    assert outcome(session, said("*", verbatim=True)) == quotation
    assert outcome(session, said("?")) == unknown


def test_an_unknown_speaker_is_never_quoted():
    session = room(D1=AGREED, D2=AGREED)
    assert outcome(session, said("?", verbatim=True)) == Reason.UNKNOWN_SPEAKER
    assert outcome(session, said("D1", "?", verbatim=True)) == Reason.UNKNOWN_SPEAKER
    assert outcome(session, said("?", verbatim=True, settled=("speaker",))) != OK
    assert outcome(session, said("?", verbatim=True, paraphrase="het duurde lang")) == OK


def test_where_nobody_is_known_to_be_there_nobody_agreed():
    assert outcome(room(), said("?")) != OK
    assert outcome(room(), said("*")) != OK
    assert outcome(room(), said()) != OK
    assert outcome(room(D1=AGREED), said("D7")) == Reason.NOT_TAKING_PART


def test_an_inherited_speaker_is_quoted_once_somebody_looked_at_it():
    session = room(D1=AGREED)
    assert outcome(session, said("D1", inherited=True)) == OK
    unseen = said("D1", inherited=True, verbatim=True)
    assert outcome(session, unseen) == Reason.INHERITED_SPEAKER
    seen = msgspec.structs.replace(unseen, settled=("inherited",))
    assert outcome(session, seen) == OK
    assert outcome(room(D1=NOT_QUOTED), seen) == Reason.NO_QUOTATION


def test_a_summary_stands_where_the_quotation_may_not():
    session = room(D1=NOT_QUOTED)
    ruling = shown(session, said("D1", verbatim=True, paraphrase="het duurde twee maanden"), NL)
    assert ruling == Shown("het duurde twee maanden", verbatim=False)


def test_a_summary_helps_nobody_who_does_not_take_part():
    for person in (NOT_ASKED, REFUSED, WITHDRAWN):
        assert outcome(room(D1=person), said("D1", paraphrase="het duurde lang")) != OK


def test_what_was_rewritten_stands_rewritten_even_when_it_may_be_quoted():
    """It was rewritten because it pointed to a person; clearing the mark must not bring it back."""
    session = room(D1=AGREED)
    statement = said("D1", words="mijn zoon van de Parkschool", verbatim=True, traceable=True)
    assert outcome(session, statement) == Reason.TRACEABLE
    rewritten = msgspec.structs.replace(statement, paraphrase="een kind op school")
    assert outcome(session, rewritten) == Reason.TRACEABLE
    cleared = msgspec.structs.replace(rewritten, traceable=False)
    assert shown(session, cleared, NL) == Shown("een kind op school", verbatim=False)


@pytest.mark.parametrize(
    "paraphrase",
    [
        "Ik moest ACHT weken wachten, op antwoord.",
        "vertelde: ik moest acht weken wachten op antwoord en was boos",
        "de wijkverpleegkundige: acht weken wachten op antwoord ik moest acht weken wachten op",
        'zei "te lang"',
        "zei ‘te lang’ tegen iedereen",
    ],
)
def test_a_summary_that_still_quotes_is_no_summary(paraphrase):
    statement = said("D1", verbatim=True, paraphrase=paraphrase)
    assert outcome(room(D1=NOT_QUOTED), statement) == Reason.STILL_LITERAL
    assert outcome(room(D1=AGREED), statement) == OK


def test_somebody_who_speaks_inside_the_words_of_another_must_agree_too():
    words = "ik vond het fijn. D2: ik niet"
    session = room(D1=AGREED, D2=NOT_QUOTED)
    assert outcome(session, said("D1", words=words, verbatim=True)) == Reason.NO_QUOTATION
    assert outcome(room(D1=AGREED, D2=REFUSED), said("D1", words=words)) == Reason.NOT_TAKING_PART
    assert outcome(room(D1=AGREED, D2=AGREED), said("D1", words=words)) == OK


def test_a_statement_without_words_is_withheld():
    assert outcome(room(D1=AGREED), said("D1", words="  ")) == Reason.NO_WORDS


def test_every_reason_says_what_to_do():
    sentences = {Withheld(reason).explain(NL) for reason in Reason}
    assert len(sentences) == len(Reason)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_consent_per_purpose():
    person = Consent(take_part=True, verbatim=True, outside=False, contact=None)
    session = room(D1=person, D2=AGREED)
    assert consents(session, said("D1"))
    assert consents(session, said("D1"), "take_part")
    assert not consents(session, said("D1"), "outside")
    assert not consents(session, said("D1"), "contact")
    assert not consents(session, said("?"))
    assert consents(session, said("?"), "take_part")
    with pytest.raises(ValueError, match="marketing"):
        consents(session, said("D1"), "marketing")


def test_no_code_is_in_what_is_shown():
    session = put(room(D1=AGREED, D2=AGREED), Listener(number=2, function="teamleider Noord"))
    ruling = shown(session, said("D1", words="D2 had het ook, zei ik tegen T2", verbatim=True), NL)
    expected = "[Een deelnemer] had het ook, zei ik tegen [teamleider Noord]"
    assert ruling == Shown(expected, verbatim=True)


def test_a_remark_passes_the_same_gate():
    session = room(D1=AGREED, D2=NOT_QUOTED, D3=REFUSED, D4=WITHDRAWN)
    assert told(session, "dat herken ik", NL) == Shown("dat herken ik")
    assert told(session, "wat D1 zei", NL, ("D1",)) == Shown("wat [een deelnemer] zei")
    assert told(session, "zij zei 'nooit meer'", NL, ("D1",)) == Shown("zij zei 'nooit meer'")
    assert told(session, 'zij zei "nooit"', NL, ("D2",)) == Withheld(Reason.NO_QUOTATION)
    assert told(session, "over D3", NL, ("D3",)) == Withheld(Reason.NOT_TAKING_PART)
    assert told(session, "over D4", NL, ("D4",)) == Withheld(Reason.WITHDRAWN)
    assert told(session, "D2: “nooit”", NL) == Withheld(Reason.NO_QUOTATION)
    assert told(session, " ", NL) == Withheld(Reason.NO_WORDS)


def test_a_professional_cannot_quote_who_may_not_be_quoted():
    session = put(room(D1=NOT_QUOTED), said("D1", verbatim=True))
    cut = "Ik schrok van [woorden van een deelnemer], echt"
    for written in (
        "Ik schrok van ik moest acht weken wachten op antwoord, echt",
        "Ik schrok van Ik MOEST acht weken wachten op, echt",
    ):
        assert told(session, written, NL) == Shown(cut)
    quoted = told(session, "ik schrok van “acht weken wachten”", NL)
    assert quoted == Shown("ik schrok van “[woorden van een deelnemer]”")
    assert told(session, "acht weken wachten is lang", NL) == Shown("acht weken wachten is lang")


def test_a_professional_may_quote_who_agreed():
    session = put(room(D1=AGREED), said("D1", verbatim=True))
    assert told(session, f"“{WORDS}”, dat raakte mij", NL) == Shown(f"“{WORDS}”, dat raakte mij")
