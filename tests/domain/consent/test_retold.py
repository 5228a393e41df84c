"""A few words of somebody that another person typed over go; what is no quotation stays."""

from pathlib import Path

import pytest
from capturing import record, running
from msgspec.structs import replace

import mutations
from counting import Count
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.elsewhere import gone_from, without_gone
from spiegel.domain.consent.literal import few_in_a_row, guard, in_a_row, plain_words
from spiegel.domain.consent.perhaps import Place, perhaps_quoted
from spiegel.domain.consent.typed import left_of_change, taken_out
from spiegel.domain.report.edited import KeepWords
from spiegel.domain.session.personas import PersonaField, Sentence
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.session import Session, describe, put
from spiegel.domain.session.statements import Remark, RemarkKind

SAID = "ik vertelde het aan de balie en hij lachte mij uit waar iedereen bij stond"
Pair = tuple[str, str]


@mutations.register("only-six-words-are-a-quotation")
def _only_six_words_are_a_quotation(patch: pytest.MonkeyPatch) -> None:
    """In an action or letter no fewer words count than anywhere else."""
    patch.setattr("spiegel.domain.consent.literal._retold", guard.__globals__["_runs"])


def pairs(name: str) -> list[Pair]:
    text = (Path(__file__).parent / "retold" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition(" | ") for line in text.splitlines() if line[:1] not in ("", "#"))
    return [(said, typed) for said, _, typed in lines]


def cut(found: list[Pair]) -> int:
    return sum(bool(guard([said], retold=True).spans(typed)) for said, typed in found)


@pytest.mark.mutation("only-six-words-are-a-quotation")
def test_more_than_half_of_what_is_quoted_in_a_few_words_is_found_and_what_is_not_stays(
    counted: Count,
):
    quoted, innocent = pairs("quoted"), pairs("innocent")
    assert len(quoted) == len(innocent) == 140
    counted(f"{cut(quoted)} of 140 found, {cut(innocent)} of 140 cut for nothing")
    assert cut(quoted) >= 79
    assert cut(innocent) <= 2
    assert cut(quoted[100:]) >= 20
    assert cut(innocent[100:]) == 0


def test_nobody_loses_words_to_somebody_who_spoke_of_something_else():
    quoted, innocent = pairs("quoted"), pairs("innocent")
    everybody = guard([said for said, _ in quoted], retold=True)
    assert [typed for _, typed in innocent if everybody.spans(typed)] == []


@pytest.mark.mutation("only-six-words-are-a-quotation")
def test_a_few_words_that_an_action_or_summary_quotes_go_with_who_said_them():
    session = record(running("cliëntronde", 1), f"D2: {SAID}", "D3: best")
    now = session.info.created
    for change in (
        AddAction(words="Training aan de balie: hij lachte mij uit mag niet meer"),
        KeepWords(paper=IN_SHORT, words="Wij hoorden: hij lachte mij uit. Dat raakte ons.", of="a"),
    ):
        session = change.apply(session, now)
    after = Withdraw(participant=2).apply(session, now)
    assert after.actions[1].words == "Training aan de balie: … mag niet meer"
    assert [one.words for one in after.letters.values()] == ["Wij hoorden: …. Dat raakte ons."]
    # and of an action that is still being typed
    half = AddAction(words="Bellen", reason="hij lachte mij uit, zei iemand")
    left = left_of_change(half, taken_out(session, after), session)
    assert left.reason == "…, zei iemand"


def test_where_people_speak_for_themselves_a_few_of_the_same_words_are_their_own():
    session = record(running("cliëntronde", 1), f"D2: {SAID}", "D3: hij lachte mij ook uit")
    own = "Ik schrok, hij lachte mij uit"
    at = session.info.created
    session = put(
        session,
        Remark(number=1, at=at, kind=RemarkKind.STEP, words=own, people=("T1",)),
        Sentence(number=1, persona=1, field=PersonaField.HAPPENED, words=own),
    )
    after = Withdraw(participant=2).apply(session, at)
    assert after.remarks[1].words == after.persona_sentences[1].words == own
    tell = Tell(words=own)
    assert left_of_change(tell, taken_out(session, after), after) == tell


def perhaps(said: str, typed: str) -> tuple[Session, tuple[Place, ...]]:
    session = record(running("cliëntronde", 1), f"D2: {said}", "D3: best")
    session = AddAction(words=typed).apply(session, session.info.created)
    return session, perhaps_quoted(session, Withdraw(participant=2))


def rows_of(text: str) -> set[tuple[str, ...]]:
    """Each three to six words in a row."""
    words = plain_words(text)
    return {words[at : at + n] for n in range(3, 7) for at in range(len(words) - n + 1)}


@pytest.mark.parametrize(
    ("same", "settled", "innocent", "chance"),
    [(in_a_row, 140, 73, 15), (few_in_a_row, 118, 14, 0)],
    ids=["here", "in another meeting"],
)
def test_of_a_quotation_of_a_few_words_that_no_rule_finds_somebody_is_asked(
    counted: Count, same, settled, innocent, chance
):
    quoted, about_the_same = pairs("quoted"), pairs("innocent")
    found = sum(bool(guard([a], retold=True).spans(b) or same([a]).spans(b)) for a, b in quoted)
    asked = sum(bool(same([a]).spans(b)) for a, b in about_the_same)
    both = (*quoted, *about_the_same)
    said, typed = [same([a]).runs for a, _b in both], [rows_of(b) for _a, b in both]
    others = sum(
        not words.isdisjoint(text)
        for at, words in enumerate(said)
        for text in (*typed[:at], *typed[at + 1 :])
    )
    counted(f"{found} of 140 found or asked, {asked} of 140 asked for nothing")
    counted(f"{others} of {len(said) * (len(typed) - 1)} asked about another subject")
    assert found >= settled
    assert asked <= innocent
    assert others <= chance


def test_who_is_asked_says_of_each_place_whether_its_words_go():
    typed = "Niemand laat een ander drie keer staan in de regen."
    session, (place,) = perhaps("Ze heeft mij drie keer laten staan in de regen.", typed)
    assert [place.text[a:b] for a, b in place.spans] == ["staan in de regen"]
    at = session.info.created
    kept = Withdraw(participant=2).apply(session, at)
    gone = Withdraw(participant=2, quoted=(place.quoted,)).apply(session, at)
    assert kept.actions[1].words == typed
    assert gone.actions[1].words == "Niemand laat een ander drie keer …."
    # nor does a form that another window has open bring it back
    half = AddAction(words="Schuilplek", reason="niet staan in de regen")
    assert left_of_change(half, taken_out(session, gone), session).reason == "niet …"
    assert left_of_change(half, taken_out(session, kept), session) == half


def test_of_two_texts_of_one_action_each_loses_what_somebody_points_out_in_it():
    session = record(running("cliëntronde", 1), f"D2: {SAID}", "D3: best")
    typed = "Zorgen dat iedereen bij stond weggaat"
    session = AddAction(words=typed, reason="want aan de balie stond een rij").apply(
        session, session.info.created
    )
    places = perhaps_quoted(session, Withdraw(participant=2))
    assert len(places) == 2
    quoted = tuple(place.quoted for place in places)
    gone = Withdraw(participant=2, quoted=quoted).apply(session, session.info.created)
    assert gone.actions[1].words == "Zorgen dat … weggaat"
    assert gone.actions[1].reason == "want … stond een rij"
    there = replace(session, info=replace(session.info, id="jeugd"))
    other = gone_from(session, gone, (SAID,), [replace(one, meeting="jeugd") for one in quoted])
    assert without_gone(there, other).actions == gone.actions


def test_nobody_is_asked_of_what_was_cut_already():
    _session, places = perhaps(SAID, f"Training: {SAID}")
    assert places == ()


def test_the_details_of_the_meeting_are_asked_of_too():
    session, _places = perhaps(SAID, "Bellen")
    session = describe(session, room="Niet meer: hij lachte mij uit")
    (place,) = perhaps_quoted(session, Withdraw(participant=2))
    gone = Withdraw(participant=2, quoted=(place.quoted,)).apply(session, session.info.created)
    assert gone.info.room == "Niet meer: …"


def test_what_who_stays_said_in_the_same_words_is_seen_and_stays():
    own = "hij lachte mij ook uit aan de balie"
    session, _places = perhaps(SAID, "Bellen")
    session = record(session, f"D3: {own}", "?: hij lachte mij ook uit", "?: een ander nummer")
    theirs = [said.number for said in session.statements.values() if said.words == own]
    asked, seen = perhaps_quoted(session, Withdraw(participant=2))
    assert (seen.number, seen.said_by) == (theirs[0], ("D3",))
    # of a line of which nobody knows whose it is, somebody has to say it
    assert asked.said_by == ()
    gone = Withdraw(participant=2, quoted=(asked.quoted,)).apply(session, session.info.created)
    words = [said.words for said in gone.statements.values()]
    assert words == ["best", own, "… ook uit", "een ander nummer"]


def test_a_question_that_was_made_of_a_few_words_is_asked_of_and_one_that_was_there_is_not():
    session = record(running("cliëntronde", 1), f"D2: {SAID}", "D3: best")
    first, second = tuple(session.questions.values())[:2]
    session = put(
        session,
        replace(first, words="Wat doen wij als hij lachte mij uit wordt gezegd?"),
        replace(second, words="Hoe gaat het aan de balie, waar iedereen bij is?"),
    )
    (place,) = perhaps_quoted(session, Withdraw(participant=2))
    assert (place.table, place.number) == ("questions", first.number)
