"""Review: what still waits, how it is settled, and what withdrawing takes away."""

from collections import Counter
from copy import copy
from types import ModuleType

import msgspec
import polling
import pytest
from reviewing import kinds, said

from domain.room import after, later, place, room
from spiegel.demo import START
from spiegel.demo.meetings import WMO, prepared
from spiegel.demo.player import perform
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.capture.editing import Mark, Paraphrase, Reword, RewriteLine, Tag
from spiegel.domain.consent import gate, together, traces
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.report import review
from spiegel.domain.report.review import (
    Concern,
    ConcernKind,
    MarkIdea,
    NameSpeakers,
    RewriteIdea,
    Settle,
    concerns,
    names_inside,
    queue,
    settle,
    unfinished,
)
from spiegel.domain.session import table
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import ALL, PURPOSES
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.table import PAGE
from spiegel.i18n import translations

FINE = "D1: de brief kwam snel #wachttijd +"


def test_a_line_with_speaker_theme_and_sign_waits_for_nothing() -> None:
    assert kinds(said(FINE)) == []


@pytest.mark.parametrize(
    ("lines", "waiting"),
    [
        (("?: de brief kwam snel #wachttijd +",), ["speaker 1"]),
        (("D33: de brief #wachttijd +",), ["speaker 1"]),
        ((FINE, "en netjes op tijd #wachttijd +"), ["inherited 2"]),
        (("D1: de brief #post +",), ["new theme 7"]),
        (("D1: de brief kwam snel",), ["no theme 1", "no sign 1"]),
        (("D1: de brief kwam snel +",), ["no theme 1", "lone sign 1"]),
        (("D1: de brief kwam snel #wachttijd",), ["no sign 1"]),
        (('D1: "de brief kwam snel" +',), ["no theme 1"]),
        (("D1: mevrouw Jansen belde #wachttijd +",), ["person 1"]),
        (("D1: toen kwam Zonnehoek langs #wachttijd +",), ["capital 1"]),
        (("D1: mijn vrouw van 82 #wachttijd + ~",), ["traceable 1"]),
    ],
)
def test_what_is_unsure_waits(lines: tuple[str, ...], waiting: list[str]) -> None:
    assert kinds(said(*lines)) == waiting


def test_a_quotation_without_consent_waits_until_somebody_writes_a_summary() -> None:
    session = said('D1: "de brief kwam snel" #wachttijd +', session=room(consent=False))
    assert kinds(session) == ["consent 1"]
    session = after(session, Paraphrase(number=1, words="kreeg snel bericht"))
    assert kinds(session) == []


def test_a_quotation_no_longer_waits_when_its_speaker_agrees() -> None:
    session = said('D1: "de brief kwam snel" #wachttijd +', session=room(consent=False))
    agreed = [
        SetConsent(purpose=p, value=True, participants=(1,)) for p in ("take_part", "verbatim")
    ]
    assert kinds(after(session, *agreed)) == []


def test_words_in_quotation_marks_within_a_summary_wait_as_a_quotation_does() -> None:
    session = said('D1: hij zei "nee hoor" tegen mij #wachttijd -', session=room(consent=False))
    assert kinds(session) == ["consent 1"]


def test_one_key_settles_a_concern_and_the_count_goes_down() -> None:
    session = said("D1: mevrouw Jansen belde", "en nog eens #wachttijd +")
    waiting = queue(session)
    for concern in waiting:
        session = after(session, settle(concern))
        assert concern not in queue(session)
    assert len(waiting) == 4
    assert queue(session) == ()


def test_a_new_theme_is_settled_by_confirming_it() -> None:
    session = said("D1: de brief #post +")
    (concern,) = queue(session)
    session = after(session, settle(concern))
    assert session.themes[concern.number].confirmed


def test_other_words_must_be_looked_at_again() -> None:
    session = said("D1: toen kwam Zonnehoek langs #wachttijd +")
    session = after(session, Settle(statement=1, kind=ConcernKind.CAPITAL))
    assert kinds(session) == []
    session = after(session, Reword(number=1, words="toen kwam Heideroos langs"))
    assert kinds(session) == ["capital 1"]


def test_a_line_that_is_written_again_must_be_looked_at_again() -> None:
    session = said("D1: toen kwam Zonnehoek langs #wachttijd +")
    session = after(session, Settle(statement=1, kind=ConcernKind.CAPITAL))
    rewritten = "D1: toen kwam Heideroos langs #wachttijd +"
    session = after(session, RewriteLine(table="statements", number=1, text=rewritten))
    assert kinds(session) == ["capital 1"]


def test_the_queue_goes_kind_by_kind_and_the_speaker_comes_first() -> None:
    session = said("D1: een", "?: twee #wachttijd + ~", "D2: drie #wachttijd")
    assert kinds(session) == ["speaker 2", "traceable 2", "no theme 1", "no sign 1", "no sign 3"]


def test_naming_the_speaker_settles_who_it_was() -> None:
    session = said(FINE, "en netjes #wachttijd +", "?: ja #wachttijd +")
    session = after(
        session,
        NameSpeakers(statement=2, speakers=("D1",)),
        NameSpeakers(statement=3, speakers=("D4", "D5")),
    )
    assert kinds(session) == []
    assert session.statements[3].speakers == ("D4", "D5")


def test_naming_the_speaker_of_a_mistyped_code_makes_the_quotation_a_quotation() -> None:
    session = said('D33: "Ik bel nooit meer" #wachttijd -')
    session = after(session, NameSpeakers(statement=1, speakers=("D3",)))
    statement = session.statements[1]
    assert statement.words == "Ik bel nooit meer"
    assert statement.verbatim
    assert kinds(session) == []


def test_naming_the_speaker_of_a_forgotten_colon_takes_the_code_out_of_the_words() -> None:
    session = after(said("D4 ja dat klopt"), NameSpeakers(statement=1, speakers=("D4",)))
    assert session.statements[1].words == "ja dat klopt"
    assert not session.statements[1].verbatim


def test_naming_a_speaker_leaves_words_alone_that_only_mention_a_code() -> None:
    session = after(said("?: wat D4 zei klopt"), NameSpeakers(statement=1, speakers=("D5",)))
    assert session.statements[1].words == "wat D4 zei klopt"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("mevrouw Jansen belde", ("Jansen",)),
        ("Jansen belde. Daarna niets... Toen weer.", ()),
        ("De Wmo en het UWV zeggen dat U belt", ()),
        ("hij zei: Kom maar", ()),
        ('zij zei "Kom maar" en ging', ()),
        ("wat D4 zei in Élst", ("D4", "Élst")),
        ("de (Marokkaanse) bakker", ("Marokkaanse",)),
        ("in het iPhone-tijdperk", ()),
        ("'s Ochtends lukt het wel", ()),
        ("het is druk. 's Middags niet, 't Is dan rustig", ("Is",)),
        ("bij 't Hoekje", ("Hoekje",)),
    ],
)
def test_capitals_inside_a_sentence_may_be_names(words: str, names: tuple[str, ...]) -> None:
    assert names_inside(words) == names


def test_a_concern_says_in_dutch_what_there_is_to_decide() -> None:
    dutch = translations("nl")
    for kind in ConcernKind:
        text = Concern(kind, "statements", 1).explain(dutch)
        assert text
        assert text != Concern(kind, "statements", 1).explain(translations("en"))


def test_what_was_removed_cannot_be_settled() -> None:
    with pytest.raises(Refusal):
        after(room(), Settle(statement=1, kind=ConcernKind.NO_SIGN))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many statements or texts each rule of the queue was asked about."""
    counted: Counter[str] = Counter()

    def count(module: ModuleType, name: str) -> None:
        asked = getattr(module, name)

        def counting(*of: object, **how: object) -> object:
            counted[name] += 1
            return asked(*of, **how)

        monkeypatch.setattr(module, name, counting)

    count(review, "concerns")
    count(gate, "_kept_out")
    count(traces, "_traces")
    count(together, "traits")
    return counted


def test_of_the_queue_only_what_changed_is_looked_through_again(looked: Counter[str]) -> None:
    statements = [
        Statement(number=n, at=later(n), words=f"Mevrouw Jansen belde, {n}.", speakers=("D1",))
        for n in range(1, 1001)
    ]
    session = put(room(), *statements)
    assert len(queue(session)) == 3_000
    few = 100  # other texts, such as the names of themes and of parts of the meeting
    assert looked["concerns"] == looked["_kept_out"] == 1_000 < looked["_traces"] < 1_000 + few

    looked.clear()
    changed = put(session, msgspec.structs.replace(statements[7], words="iets anders"))
    assert len(queue(changed)) == 2_999
    assert looked["concerns"] == looked["_kept_out"] == looked["traits"] <= PAGE
    assert looked["_traces"] < PAGE + few


@pytest.mark.slow
def test_the_queue_kept_up_during_a_meeting_is_that_of_the_meeting_read_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table, "PAGE", 8)
    session = prepared()

    def make(change: Change, now: Instant) -> Session:
        nonlocal session
        session = change.apply(session, now)
        anew = msgspec.structs.replace(session, info=copy(session.info))
        assert queue(session) == queue(anew)
        return session

    perform(session, make, START, WMO)
    assert queue(session)


# ---- withdrawing


def withdrawn(*lines: str, at: str = "vraag 3") -> Session:
    """The room after these lines and after D3 took everything back."""
    return after(said(*lines, at=at), Withdraw(participant=3), minute=9)


def all_text(session: Session) -> str:
    """Everything that the session holds, as text."""
    return repr(
        [
            getattr(session, table)
            for table in ("statements", "listener_questions", "remarks", "actions", "participants")
        ]
    )


def test_the_words_of_who_withdraws_are_nowhere() -> None:
    session = withdrawn(
        'D3: "mijn geheim" #wachttijd -',
        "en nog een geheim",
        "D3 geheim zonder dubbele punt",
        "/zorg D3 geheim verdriet",
        "// D3 vertelt een geheim",
        "/p geheim van D3",
        FINE,
    )
    assert "geheim" not in all_text(session)
    assert [s.words for s in session.statements.values()] == ["de brief kwam snel"]
    assert not session.remarks


def test_what_others_said_too_loses_only_the_code() -> None:
    session = withdrawn("D3, D5: allebei gebeld #wachttijd", "D3, ?: samen")
    assert [(s.speakers, s.words) for s in session.statements.values()] == [
        (("D5",), "allebei gebeld")
    ]


def test_what_all_said_stays() -> None:
    session = withdrawn("allen: willen één loket")
    assert session.statements[1].speakers == (ALL,)


def test_what_was_said_inside_the_line_of_another_goes_too() -> None:
    session = withdrawn("D2: ja klopt D3: mijn geheim D5: nee hoor")
    assert session.statements[1].words == "ja klopt D5: nee hoor"


def test_remarks_about_several_people_lose_the_code() -> None:
    session = withdrawn("// D3 en D5 huilden", "/zorg D5, D3: samen opzoeken")
    assert [(r.people, r.words) for r in session.remarks.values()] == [
        (("D5",), "? en D5 huilden"),
        (("D5",), "samen opzoeken"),
    ]


def test_what_a_professional_said_about_them_stays_without_the_code() -> None:
    session = withdrawn("T4: wat D3 zei raakte mij", at="nagesprek geraakt")
    assert session.remarks[1].words == "wat ? zei raakte mij"
    assert session.remarks[1].people == ("T4",)


def test_no_action_rests_any_more_on_withdrawn_words() -> None:
    session = said("D3: geheim", "D4: open")
    session = said("> bellen (1, 2)", session=session, at="nagesprek acties")
    session = after(session, Withdraw(participant=3))
    assert session.actions[1].statements == (2,)


def test_withdrawing_is_final_and_takes_back_every_consent() -> None:
    change = Withdraw(participant=3)
    assert change.final
    person = change.apply(room(), later(1)).participants[3]
    assert person.withdrawn
    assert not person.in_room
    assert {getattr(person.consent, purpose) for purpose in PURPOSES} == {False}


def test_consent_of_who_withdrew_cannot_be_set_again() -> None:
    session = after(
        room(),
        Withdraw(participant=3),
        SetConsent(purpose="verbatim", value=True, participants=(3, 4)),
    )
    assert session.participants[3].consent.verbatim is False
    assert session.participants[4].consent.verbatim is True


def test_a_line_of_who_withdrew_is_reported() -> None:
    session = after(room(), Withdraw(participant=3))
    spot = place(session, "vraag 3")
    reading = RecordLine(text="D3: toch nog iets", where=spot).apply(session, later(1))
    assert reading.statements[1].speakers == ("D3",)
    assert ConcernKind.NO_SIGN in concerns(session, reading.statements[1])


def test_tagging_in_review_takes_a_statement_out_of_the_queue() -> None:
    session = said("D1: de brief kwam snel")
    session = after(session, Tag(number=1, theme="wachttijd"), Mark(number=1, valence="+"))
    assert kinds(session) == []


def with_ideas(*words: str) -> Session:
    """A session with these ideas, which nobody looked at yet."""
    box = polling.ideas(*((each,) for each in words))
    return polling.answered(polling.session_with(), polling.OPEN, box)


def test_each_idea_is_looked_at_once_and_a_name_in_it_stands_out():
    session = with_ideas("bel vaker terug", "dank aan Zonnehoek", "meer stoelen")
    found = queue(session)
    assert [(c.kind, c.table) for c in found] == [
        (ConcernKind.CAPITAL, "ideas"),
        (ConcernKind.IDEA, "ideas"),
        (ConcernKind.IDEA, "ideas"),
    ]
    for concern in found:
        session = settle(concern).apply(session, later(1))
    assert queue(session) == ()


def test_an_idea_that_could_point_to_a_person_waits_until_it_is_said_otherwise_or_left_out():
    session = MarkIdea(idea=2, traceable=True).apply(with_ideas("a b", "c d", "e f"), later(1))
    (first, *_) = queue(session)
    assert (first.kind, first.number) == (ConcernKind.TRACEABLE, 2)
    left_out = settle(first).apply(session, later(1))
    rewritten = RewriteIdea(idea=2, words="iets anders").apply(session, later(1))
    for done in (left_out, rewritten):
        assert 2 not in {concern.number for concern in queue(done)}


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("D1: belde elke maandag #wachttijd -", 1),
        ("D1: Hij belde elke maandag #wachttijd -", 0),
        ("D1: 's Ochtends belt niemand terug #wachttijd -", 0),
        ("D1: 12 weken gewacht #wachttijd -", 0),
        ('D1: "belt u maar" #wachttijd -', 0),
        ("D1: belde elke maandag #wachttijd - ~", 0),
    ],
)
def test_a_summary_without_anybody_in_it_is_counted(line: str, counted: int) -> None:
    assert unfinished(said(line)) == counted
