"""The report in short: what is proposed, words of one's own, and the gate before these."""

import re

import msgspec
import pytest
from besides import clients

from export.reported import START, meeting
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.own_words import WithdrawStatement
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.language.check import check
from spiegel.domain.letters.letter import every_letter
from spiegel.domain.report.edited import Edited, KeepWords, ProposeAgain, kept_words
from spiegel.domain.report.in_short import MOST, in_short, problem_with
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.report import report_on
from spiegel.domain.report.standing import Origin, Standing, ingredients, standing
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.preparation import IN_SHORT
from spiegel.domain.session.session import Refusal, Session, describe, put
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import translations
from spiegel.text import local

NL, EN = translations("nl"), translations("en")
START_DAY = local(START).date()
OWN = "De mensen willen weten waar zij staan. Daar gaan wij iets aan doen."
QUOTED = "Veertien kantjes. Het besluit stond op bladzijde negen."


def stands(session: Session) -> Edited:
    return in_short(session, NL)


def written(words: str = OWN, session: Session | None = None) -> Session:
    session = session or meeting()
    keep = KeepWords(paper=IN_SHORT, words=words, of=stands(session).digest)
    return keep.apply(session, START)


def on_page_one(session: Session) -> tuple[str, ...]:
    return report_on(session, NL).front.in_short


def test_it_says_what_goes_well_what_could_be_better_what_is_wished_and_what_comes_first():
    told, done = on_page_one(meeting())
    assert told == (
        "Wat goed gaat, vertelden 6 deelnemers, vooral over bejegening, wachttijd en "
        "één aanspreekpunt. "
        "Wat beter kan, vertelden 7 deelnemers, vooral over bejegening en wachttijd. "
        "Wat zij wensen, vertelden 5 deelnemers, vooral over wachttijd en informatie."
    )
    assert done.startswith("Er zijn 4 acties. Als eerste: Wie zich meldt, wordt")
    assert "(uiterlijk 15 december 2026). Daarna: Uitzoeken" in done


def test_no_action_is_cut_in_it_a_long_one_is_called_by_its_number():
    session = meeting()
    first = session.actions[1]
    long = "Wie zich meldt, wordt gebeld, " + "en daarna nog eens, " * 20 + "tot het klaar is"
    session = put(session, msgspec.structs.replace(first, words=long))
    done = on_page_one(session)[1]
    assert "…" not in done
    assert "Als eerste: actie 1 (uiterlijk 15 december 2026)." in done


def test_in_english_too():
    words = in_short(describe(meeting(), language="en"), EN).words
    assert words.startswith("What goes well was told by 6 participants, most of all about")
    assert "There are 4 actions. First: " in words


def test_a_recommendation_is_called_so_and_a_meeting_without_actions_says_that():
    focus = describe(meeting(), outcome=Outcome.RECOMMENDATION)
    assert "Er zijn 4 aanbevelingen." in stands(focus).words
    without = msgspec.structs.replace(meeting(), actions={})
    assert stands(without).words.endswith("\nEr zijn nog geen acties.")
    assert stands(describe(without, outcome=Outcome.RECOMMENDATION)).words.endswith(
        "\nEr zijn nog geen aanbevelingen."
    )


def test_no_number_below_five_says_how_many_people_it_were():
    everybody = meeting()
    sizes = [everybody]
    for gone in range(1, 9):
        sizes.append(Withdraw(participant=gone).apply(sizes[-1], START))
    for session in sizes:
        words = stands(session).words.partition("\nEr ")[0]
        assert all(int(number) >= 5 for number in re.findall(r"\d+", words)), words
    assert stands(sizes[5]).words.startswith("Over ")
    assert "is verteld wat goed gaat." in stands(sizes[5]).words


def test_no_code_and_no_word_of_a_participant_is_proposed():
    words = stands(meeting()).words
    assert not re.search(r"\b[DT]\d", words)
    assert all(said.words not in words for said in meeting().statements.values())


def test_of_questions_on_devices_it_says_what_came_of_them():
    words = stands(clients()).words
    assert words.startswith("De vraag was: Vraag 1? Daar kwam uit: 1. ")
    assert "De vraag was: Vraag 0? Daar kwam uit: " in words
    assert "geen acties" not in words


def test_nothing_is_proposed_where_nothing_was_recorded():
    empty = msgspec.structs.replace(
        meeting(), statements={}, actions={}, remarks={}, listener_questions={}
    )
    assert stands(empty).words == ""


def test_what_it_says_of_itself_has_no_long_sentence():
    found = check(stands(meeting()).words.partition("\n")[0], START_DAY)
    assert len(found.sentences) == 3
    assert not [one for one in found.findings if one.kind == "long"]


def test_words_of_ones_own_stand_on_page_one_in_its_paragraphs():
    session = written("Eerste  zin.\n\n  Tweede zin. ")
    assert on_page_one(session) == ("Eerste zin.", "Tweede zin.")
    assert report_on(session, NL).front.in_short_own


def test_it_is_kept_once_and_undone_by_name_and_the_proposal_comes_back():
    session = written("Anders.", written())
    (letter,) = session.letters.values()
    assert letter.words == "Anders."
    back = ProposeAgain(paper=IN_SHORT).apply(session, START)
    assert not back.letters
    assert on_page_one(back) == on_page_one(meeting())
    with pytest.raises(Refusal):
        ProposeAgain(paper=IN_SHORT).apply(back, START)
    assert KeepWords(paper=IN_SHORT, words="", of="").name(NL) == "verslag in het kort"
    assert ProposeAgain(paper=IN_SHORT).name(NL) == "verslag in het kort zoals voorgesteld"


def test_it_is_none_of_the_letters():
    assert [one.title for one in every_letter(written(), NL)] == [
        one.title for one in every_letter(meeting(), NL)
    ]


def test_one_is_told_when_the_meeting_changed_since():
    session = written()
    assert not stands(session).changed
    other = msgspec.structs.replace(session.actions[1], words="Iets anders doen")
    later = put(session, other)
    assert stands(later).changed
    assert not stands(written(OWN, later)).changed
    assert not stands(put(later, session.actions[1])).changed


def test_what_looks_like_a_person_waits_and_stands_nowhere_meanwhile():
    session = written("Mevrouw Zonnevanck belde iedereen terug.")
    (one,) = open_findings(session)
    assert one.words == "Mevrouw Zonnevanck"
    assert one.place.table == "letters"
    assert on_page_one(session) == ()
    assert stands(session).withheld is not None
    assert stands(session).kept_out(NL) == ""
    answered = Decide(finding=one, choice=Choice.GENERAL).apply(session, START)
    assert on_page_one(answered) == ("[Naam] belde iedereen terug.",)
    assert not open_findings(answered)


def test_it_says_nothing_that_a_statement_may_not():
    hidden = meeting().statements[43].words
    session = written(f"Iemand zei: {hidden}")
    assert "Elzer zit op" not in " ".join(on_page_one(session))


def test_a_code_is_refused_and_so_is_more_than_page_one_holds():
    assert problem_with(meeting(), OWN, NL) == ""
    assert problem_with(meeting(), "Wat D3 zei, raakte iedereen.", NL).startswith("Er staat een")
    assert str(MOST + 1) in problem_with(meeting(), "a" * (MOST + 1), NL)


def test_a_code_that_stands_there_all_the_same_is_in_no_document():
    assert on_page_one(written("Wat D3 zei, raakte ons.")) == (
        "Wat [een deelnemer] zei, raakte ons.",
    )
    session = written("Iemand vroeg wat er gebeurt. D3: niets.")
    refused = msgspec.structs.replace(
        session.participants[3],
        consent=msgspec.structs.replace(session.participants[3].consent, take_part=False),
    )
    session = put(session, refused)
    assert on_page_one(session) == ()
    assert stands(session).kept_out(NL)


@pytest.mark.parametrize("change", [Withdraw(participant=5), WithdrawStatement(statement=15)])
def test_words_that_are_withdrawn_go_out_of_it(change):
    session = change.apply(written(f"Het raakte ons: {QUOTED} Dat wordt anders."), START)
    letter = kept_words(session, IN_SHORT)
    assert letter is not None
    assert "Veertien" not in letter.words
    assert letter.words.startswith("Het raakte ons: ")
    assert letter.words.endswith("Dat wordt anders.")


def test_a_withdrawal_takes_what_was_decided_about_words_that_went():
    session = written(f"Mevrouw Zonnevanck zei: {QUOTED}")
    (one,) = open_findings(session)
    session = Decide(finding=one, choice=Choice.KEEP, reason="mag").apply(session, START)
    gone = Withdraw(participant=5).apply(session, START)
    assert not gone.verdicts


def test_a_report_with_words_that_may_not_stand_there_any_more_is_named():
    session = written()
    kind = KINDS["report"]
    used = msgspec.structs.asdict(ingredients(session, kind))
    assert used["told"]["letters"] == (1,)
    about = {"kind": "report", "language": "nl", "template": "", "spiegel": "1", "says": "x"}
    origin = Origin(at=START, private=False, **about, **used)

    def now(session: Session) -> Standing:
        return standing(session, origin, spiegel="1", says=lambda: "y")

    assert now(session) is Standing.BEHIND
    assert now(written("Piet Zonnevanck zei dat.", session)) is Standing.FORBIDDEN


def test_words_are_of_the_meeting_that_was_read_when_they_were_opened():
    stood = stands(meeting())
    later = AddAction(words="Elke week bellen", statements=(1,)).apply(meeting(), START)
    assert stood.rewritten(stood.words) is None
    assert stood.rewritten("") is None
    change = stood.rewritten(OWN)
    assert change is not None
    now = stands(change.apply(later, START))
    assert now.words == OWN
    assert now.changed
    assert now.rewritten("") == now.rewritten(now.proposed) == ProposeAgain(paper=IN_SHORT)
    assert now.rewritten(OWN) == KeepWords(paper=IN_SHORT, words=OWN, of=now.digest)
