"""Papers after the day: what people read in them, by the gate, and what they hold."""

import datetime
import re

import msgspec
import pytest
from readymade import NOW, bare

import mutations
from export import reported
from screens import told as told_on_screens
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.capture.editing import Mark, Paraphrase
from spiegel.domain.consent.consent import SetConsent, Withdraw
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.language.check import check
from spiegel.domain.letters import letter, so_far
from spiegel.domain.letters.after import SHORTEST
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.holding import ingredients
from spiegel.domain.letters.letter import EditLetter, filled
from spiegel.domain.letters.markup import Shape, plain, spoken
from spiegel.domain.letters.papers import PAPERS, every_paper, papers_of
from spiegel.domain.preparation.retention import KeepUntil
from spiegel.domain.preparation.tasks import TickTask
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.actions import untouched_words
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.report import document_numbers
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import ActionKind, ActionStatus
from spiegel.domain.session.preparation import Assignment
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations

NL, EN = translations("nl"), translations("en")
AFTER = [key for key, paper in PAPERS.items() if paper.after]
LONG_AGO, FAR = datetime.date(2020, 1, 1), datetime.date(2099, 1, 1)
LATER = tuple(key for key in AFTER if key.startswith("feedback"))
HOME = ("client-edition", "thanks", *LATER)
"""What participants take home."""


def everywhere(session, value=True):
    """The session in which all answered so to being quoted outside the organisation."""
    people = tuple(session.participants)
    return SetConsent(purpose="outside", value=value, participants=people).apply(session, NOW)


def meeting():
    return everywhere(reported.meeting())


def told():
    return everywhere(told_on_screens.told())


def text(key, session, t=NL, **options):
    return spoken(filled(session, PAPERS[key], t, **options).blocks)


def items(session, key="client-edition", **options):
    blocks = filled(session, PAPERS[key], NL, **options).blocks
    return [[plain(line) for line in b.lines] for b in blocks if b.shape is Shape.ITEM]


def test_participants_read_what_was_heard_by_how_many_people_and_what_each_said_of_it():
    assert items(meeting())[0] == [
        "Bejegening (7 deelnemers). Gaat goed: 3, kan beter: 3, wens: 1",
        "“Eerst koffie, en toen pas het formulier.”",
    ]
    counts = [int(each[0].split("(")[1].split()[0]) for each in items(meeting())[:6]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("key", ["client-edition", "thanks"])
def test_people_who_told_something_do_not_read_that_nothing_was_noted(key):
    quiet = SetConsent(
        purpose="take_part", value=False, participants=tuple(meeting().participants)
    ).apply(meeting(), NOW)
    assert "Wat u vertelde, mag hier niet staan." in text(key, quiet)
    assert "Er is niets genoteerd." not in text(key, quiet)
    assert "Er is niets genoteerd." in text(key, bare())


def test_who_told_something_without_a_sign_reads_what_it_was_about():
    session = meeting()
    for said in session.statements.values():
        session = put(session, msgspec.structs.replace(said, valence=None))
    assert "U vertelde over: bejegening, wachttijd en" in text("thanks", session)
    for said in session.statements.values():
        session = put(session, msgspec.structs.replace(said, themes=()))
    assert "Wij hebben opgeschreven wat u vertelde." in text("thanks", session)


def test_a_theme_of_which_nobody_may_be_quoted_is_told_in_our_words():
    inside = everywhere(meeting(), value=False)
    assert items(inside)[0] == [
        items(meeting())[0][0],
        "In onze woorden: Er werd over hen gepraat terwijl zij ernaast zaten.",
    ]


def test_participants_are_thanked_for_what_goes_well_and_read_what_has_no_action_yet():
    said, facts = text("client-edition", meeting(), detail=12), Facts(meeting(), NL)
    (good,) = re.findall("Dank u wel, ook voor wat goed gaat: bij ([^.]*)", said)
    assert f"Wat goed gaat bij: {good}." in text("thanks", meeting())  # every paper the same
    assert f"Nog geen actie voor: {untouched_words(facts.material, facts.placing)}." in said


def test_participants_read_who_does_what_when_and_what_will_not_be_done_and_why():
    said = items(meeting())
    assert [
        "Mailen dat de laptop dicht blijft.",
        "Wie: nog niemand. Wanneer: nog geen datum.",
    ] in said
    assert any("Wie: teamleider Noord. Wanneer: 15 december 2026." in each for each in said)
    declined = next(each for each in said if each[0].startswith("Een eigen appnummer"))
    assert declined[1].startswith("Waarom niet: Een bericht blijft liggen")


def with_actions(session, **changed):
    """The meeting with each of its actions so."""
    for action in session.actions.values():
        session = put(session, msgspec.structs.replace(action, **changed))
    return session


def test_a_client_edition_of_proposals_says_what_we_want_to_do_and_that_it_is_not_agreed_yet():
    proposed = text("client-edition", with_actions(meeting(), status=ActionStatus.PROPOSED))
    assert "wat wij willen doen" in proposed
    assert "gaan doen" not in proposed
    assert proposed.count("nog niet afgesproken") == 1
    agreed = text("client-edition", with_actions(meeting(), status=ActionStatus.AGREED))
    assert "wat wij gaan doen" in agreed
    assert "nog niet afgesproken" not in agreed


def test_what_is_to_be_found_out_is_called_so_where_its_own_words_do_not_say_it():
    session = with_actions(meeting(), kind=ActionKind.EXPLORE, status=ActionStatus.AGREED)
    lines = [each[1] for each in items(session) if each[1:] and "Wie:" in each[1]]
    assert any(line.startswith("Dit zoeken wij uit. Wie:") for line in lines)
    of_itself = with_actions(session, words="Uitzoeken of het besluit korter kan")
    assert "Dit zoeken wij uit." not in text("client-edition", of_itself)


def test_what_is_agreed_and_what_is_only_proposed_stand_under_headings_of_their_own():
    session = with_actions(meeting(), status=ActionStatus.PROPOSED)
    first = next(a for a in session.actions.values() if a.by is not None)
    session = put(session, msgspec.structs.replace(first, status=ActionStatus.AGREED))
    said = text("client-edition", session)
    assert "wat wij willen doen" in said
    agreed, proposed = said.split("# Dit willen wij doen, maar het is nog niet afgesproken")
    assert first.words in agreed.split("# Dit gaan wij doen")[1]
    assert first.words not in proposed
    assert "Mailen dat de laptop dicht blijft." in proposed


def test_what_everybody_would_do_is_of_nobody_yet_in_the_client_edition_too():
    session = with_actions(meeting(), owner="iedereen", status=ActionStatus.AGREED)
    assert "Wie: nog niemand (er is gezegd: iedereen). Wanneer" in text("client-edition", session)


def test_a_client_edition_does_not_promise_what_would_be_on_a_day_that_has_passed():
    early, late = (
        text("client-edition", meeting(), made=datetime.date(2026, 12, day)) for day in (15, 16)
    )
    assert "Wanneer: 15 december 2026." in early
    assert "Wanneer: 15 december 2026 (voorbij; nog geen nieuwe dag)." in late
    far = text("client-edition", meeting(), made=datetime.date(2028, 1, 1))
    assert "schrijven wij u weer" not in far
    assert "Op woensdag 25 november 2026 schrijven wij u weer." in text("client-edition", meeting())
    agreed = Assignment(tells="het afdelingshoofd", tells_on=datetime.date(2026, 11, 4))
    told = describe(meeting(), assignment=agreed)
    hear = "Op woensdag 4 november 2026 hoort u wat ermee gebeurt."
    assert hear in text("client-edition", told, made=datetime.date(2026, 11, 3))
    assert hear not in text("client-edition", told, made=datetime.date(2026, 11, 4))
    undated = describe(meeting(), date=None)
    assert "Op  schrijven wij u weer" in text("client-edition", undated)  # by hand


def test_a_client_edition_says_why_what_was_agreed_is_late_however_little_room_there_is():
    why = "Jeugdhulp antwoordde nog niet"
    agreed = with_actions(meeting(), status=ActionStatus.AGREED, progress=why)
    early, late = (
        text("client-edition", agreed, made=datetime.date(2026, 12, day), detail=12)
        for day in (15, 16)
    )
    assert why not in early
    assert late.count(f"Waarom nog niet: {why}.") == 1
    assert why in text("client-edition", agreed, made=datetime.date(2026, 12, 15))  # with room
    proposed = with_actions(agreed, status=ActionStatus.PROPOSED)
    assert why not in text("client-edition", proposed, made=datetime.date(2026, 12, 16))


def test_a_client_edition_quotes_nobody_who_did_not_agree_and_has_no_code():
    session = meeting()
    everybody = tuple(session.participants)
    refused = SetConsent(purpose="verbatim", value=False, participants=everybody).apply(
        session, NOW
    )
    assert "“" in text("client-edition", session)
    assert "“" not in text("client-edition", refused)
    for key in AFTER:
        if not KINDS[key].private:
            assert "D1" not in text(key, session)


@pytest.mark.parametrize("value", [False, None])
def test_what_participants_take_home_quotes_nobody_who_did_not_agree_to_that_outside(value):
    inside = everywhere(meeting(), value)
    assert "“" not in text("client-edition", inside)
    assert items(inside)[0][:1] == items(meeting())[0][:1]
    words = inside.statements[1].words
    for key in HOME:
        typed = EditLetter(paper=key, words=f"# Dank\n\nIemand zei: {words}.")
        assert words not in text(key, typed.apply(inside, NOW))
        assert words in text(key, typed.apply(meeting(), NOW))
        assert "binnen de organisatie" not in text(key, inside)


def test_an_action_that_stopped_stands_under_what_is_not_done_with_its_reason():
    session = AddAction(words="Een spreekuur op zondag", owner="T1").apply(told(), NOW)
    action = max(session.actions.values(), key=lambda each: each.number)
    stopped = msgspec.structs.replace(
        action, status=ActionStatus.STOPPED, stopped="er kwam niemand"
    )
    said = items(put(session, stopped))
    assert ["Een spreekuur op zondag.", "Waarom niet: Er kwam niemand"] in [
        [each[0], each[-1].rstrip(".")] for each in said
    ]


def test_a_client_edition_says_by_whose_consent_it_quotes_and_whom_to_call_for_other_words():
    session = meeting()
    assert "Wie het zei, vindt dat goed." in text("client-edition", session)
    assert "Wilt u iets van uw woorden veranderen of weglaten? Dat kan" in text(
        "client-edition", session
    )
    refused = SetConsent(
        purpose="verbatim", value=False, participants=tuple(session.participants)
    ).apply(session, NOW)
    assert "vindt dat goed" not in text("client-edition", refused)


def test_a_client_edition_says_less_and_less_and_how_much_more_the_report_has():
    whole, short = text("client-edition", meeting()), text("client-edition", meeting(), detail=12)
    assert "in het verslag" not in whole
    assert "in het verslag." in short
    assert len(short) < len(whole)


@pytest.mark.parametrize("key", AFTER)
@pytest.mark.parametrize(
    "format_", ["spiegelgesprek", "focusgroep", "versnellingssessie", "persona"]
)
def test_our_own_words_after_the_day_pass_the_language_check(key, format_):
    session = bare(format_)
    if PAPERS[key] in every_paper(session):
        found = [finding.words for finding in check(text(key, session)).findings]
        assert found == []


def test_a_paper_holds_what_it_quotes_and_is_of_whom_it_quotes():
    held = ingredients(meeting(), "client-edition", NL)
    quoted = [meeting().statements[number] for number in held.statements]
    assert 3 <= len(quoted) <= 6
    said = text("client-edition", meeting()).casefold()
    assert all((one.paraphrase or one.words).casefold() in said for one in quoted)
    assert set(held.people) == {int(code[1:]) for one in quoted for code in one.speakers}
    assert set(held.told["actions"]) == set(meeting().actions)


def test_a_paper_holds_what_somebody_typed_over_in_it():
    session = told()
    words = session.statements[1].words
    typed = EditLetter(paper="client-edition", words=f"# Dank\n\nIemand zei: {words}")
    assert ingredients(typed.apply(session, NOW), "client-edition", NL).statements == (1,)


def test_words_of_who_withdrew_go_out_of_letters_that_repeat_them():
    session = told()
    words = "Acht weken op een rolstoel gewacht en niets gehoord"
    session = put(session, msgspec.structs.replace(session.statements[1], words=words))
    typed = EditLetter(paper="client-edition", words=f"# Dank u\n\nU zei: {words}. Tot ziens.")
    gone = Withdraw(participant=1).apply(typed.apply(session, NOW), NOW)
    (letter,) = gone.letters.values()
    assert "rolstoel" not in letter.words
    assert letter.words.startswith("# Dank u")
    assert letter.words.endswith("Tot ziens.")


def test_words_that_may_not_be_shown_are_cut_out_of_what_somebody_typed_in_a_letter():
    session = told()
    words = "Acht weken op een rolstoel gewacht en niets gehoord"
    session = put(session, msgspec.structs.replace(session.statements[1], words=words))
    typed = EditLetter(paper="thanks", words=f"# Dank u\n\nU zei: {words}. Groet, Anna de Wit")
    marked = Mark(number=1, traceable=True).apply(typed.apply(session, NOW), NOW)
    assert "rolstoel" in text("thanks", typed.apply(session, NOW))
    assert "rolstoel" not in text("thanks", marked)
    assert "Groet, Anna de Wit" in text("thanks", marked)


@pytest.mark.parametrize("key", AFTER)
def test_a_paper_that_was_made_before_all_was_looked_at_says_so(key):
    session = told()
    phone = msgspec.structs.replace(session.statements[1], words="bel mij op 06 12345678")
    said = text(key, put(session, phone))
    assert "12345678" not in said or KINDS[key].private
    assert ("Dit document is gemaakt voordat" in said) is not KINDS[key].private
    assert "Dit document is gemaakt voordat" not in text(key, bare())


def test_what_may_not_stand_in_the_report_stands_in_no_paper_after_the_day():
    session = told()
    shown = ingredients(session, "client-edition", NL).statements
    assert shown
    for number in shown:
        marked = Mark(number=number, traceable=True).apply(session, NOW)
        assert number not in ingredients(marked, "client-edition", NL).statements
        rewritten = Paraphrase(number=number, words="Het duurde lang").apply(session, NOW)
        assert number not in ingredients(rewritten, "client-edition", NL).statements


def decided(status=ActionStatus.AGREED, **fields):
    """A meeting with one action, that came so far."""
    session = AddAction(words="Elke vrijdag terugbellen", owner="T1", statements=(1,))
    session = session.apply(told(), NOW)
    action = max(session.actions.values(), key=lambda each: each.number)
    return put(session, msgspec.structs.replace(action, status=status, **fields))


@pytest.mark.parametrize("key", LATER)
@pytest.mark.parametrize(
    ("status", "fields", "words"),
    [
        (ActionStatus.DONE, {"evidence": "het belrooster hangt"}, "Het belrooster hangt."),
        (ActionStatus.BUSY, {}, "Hier werken we aan"),
        (ActionStatus.BUSY, {"progress": "de helft is gebeld"}, "De helft is gebeld."),
        (ActionStatus.BUSY, {"by": LONG_AGO}, "Waarom nog niet: "),
        (ActionStatus.AGREED, {}, "Dit is afgesproken, maar nog niet wie of wanneer"),
        (ActionStatus.AGREED, {"by": LONG_AGO}, "Dit is niet op tijd gedaan"),
        (
            ActionStatus.AGREED,
            {"by": LONG_AGO, "progress": "de telefonist is ziek"},
            "Waarom nog niet: De telefonist is ziek.",
        ),
        (ActionStatus.AGREED, {"by": FAR}, "Dit komt nog"),
        (
            ActionStatus.PROPOSED,
            {"by": LONG_AGO},
            "Dit willen wij doen, maar het is nog niet afgesproken",
        ),
        (ActionStatus.STOPPED, {"stopped": "niemand nam op"}, "Waarom niet: Niemand nam op."),
        (ActionStatus.STOPPED, {}, "Waarom niet: Nog geen reden opgeschreven."),
    ],
)
def test_a_letter_tells_what_became_of_an_action(key, status, fields, words):
    said = text(key, describe(decided(status, **fields), date=datetime.date(2026, 10, 14)))
    assert "Elke vrijdag terugbellen." in said
    assert words in said


def lettered(status=ActionStatus.AGREED, **fields):
    """A meeting of 14 October 2026 of which it is known who tells what when, its actions so."""
    agreed = Assignment(
        contact="Ineke Bos, 0591 55 01 23",
        tells="het afdelingshoofd",
        tells_on=datetime.date(2026, 11, 4),
    )
    day = datetime.date(2026, 10, 14)
    return with_actions(describe(meeting(), date=day, assignment=agreed), status=status, **fields)


def test_a_day_is_past_or_still_to_come_as_on_the_day_of_the_letter():
    session = lettered(by=datetime.date(2027, 1, 1), owner="balie")
    early, late = (text(f"feedback-{round_}", session) for round_ in ("six-weeks", "three-months"))
    assert "# Dit komt nog" in early
    assert "Wie: balie. Wanneer: 1 januari 2027." in early
    assert "# Dit is niet op tijd gedaan" in late
    assert "Wie: balie. Wanneer: 1 januari 2027 (voorbij; nog geen nieuwe dag)." in late
    assert "Waarom nog niet: " in late
    assert "Waarom nog niet: " not in early
    paper = PAPERS["feedback-three-months"]
    assert "reden" in filled(session, paper, NL).missing


def test_a_letter_has_the_day_on_which_it_is_sent_and_a_late_one_that_on_which_it_is_made():
    session = lettered()
    late = datetime.date(2027, 1, 20)
    assert "Elzerwoude, donderdag 14 januari 2027" in text("feedback-three-months", session)
    made = text("feedback-three-months", session, made=datetime.date(2026, 12, 1))
    assert "Elzerwoude, donderdag 14 januari 2027" in made
    made = text("feedback-three-months", session, made=late)
    assert "Elzerwoude, woensdag 20 januari 2027" in made


def test_a_letter_says_in_truth_how_long_after_the_meeting_it_is():
    session = lettered()  # 14 October 2026
    for key, made, words in (
        ("six-weeks", (2026, 11, 25), "na zes weken"),
        ("six-weeks", (2026, 12, 1), "na zes weken"),
        ("six-weeks", (2026, 12, 8), "na 7 weken"),
        ("three-months", (2027, 1, 20), "na drie maanden"),
        ("three-months", (2027, 3, 1), "na 4 maanden"),
        ("half-year", (2027, 4, 14), "na een half jaar"),
    ):
        said = text(f"feedback-{key}", session, made=datetime.date(*made))
        assert f"# Hoe het ermee staat {words}" in said


def test_who_told_something_reads_when_a_sheet_with_the_own_words_comes():
    session = lettered()
    assert "Rond woensdag 21 oktober 2026 krijgt u daarvoor een blad van ons." in text(
        "thanks", session, made=datetime.date(2026, 10, 15)
    )
    assert "U kreeg daarvoor een blad van ons." in text(
        "thanks", session, made=datetime.date(2026, 10, 22)
    )


@mutations.register("a-draft-looks-finished")
def _a_draft_looks_finished(patch: pytest.MonkeyPatch) -> None:
    """A letter that is made long before its day says nothing of that."""
    patch.setattr(letter, "_draft", lambda _facts: "")


@pytest.mark.mutation("a-draft-looks-finished")
@pytest.mark.parametrize("key", LATER)
def test_a_letter_that_is_made_long_before_its_day_is_a_draft_that_is_made_again(key):
    paper = PAPERS[key]
    sent = Facts(lettered(), NL).task(paper.sent)
    early, ready, late = (
        filled(lettered(), paper, NL, made=sent + datetime.timedelta(days=days))
        for days in (-15, -14, 1)
    )
    notice = early.blocks[1]
    assert notice.shape is Shape.NOTICE
    assert plain(notice.lines[0]).startswith("Concept van ")
    assert f"Deze brief is voor {date_words(sent, NL)}: maak hem" in plain(notice.lines[0])
    assert all("Concept" not in spoken(one.blocks) for one in (ready, late))
    # F7 names the draft from the day on which its round may begin
    assert sent - datetime.timedelta(days=15) in early.days


def test_who_signs_a_letter_does_not_speak_of_the_own_name_as_of_somebody_else():
    session = lettered()
    agreed = msgspec.structs.replace(
        session.info.assignment,
        tells="Ans Vos, hoofd (per brief)",
        commissioner="Ans Vos, hoofd",
    )
    own = describe(session, assignment=agreed)
    assert "Op woensdag 4 november 2026 hoort u van ons wat ermee gebeurt." in text("thanks", own)
    late = text("thanks", own, made=datetime.date(2026, 11, 5))
    assert "Op woensdag 4 november 2026 zou u van ons horen wat ermee gebeurt." in late
    assert late.count("Ans Vos") == 1
    assert "U hoort het van het afdelingshoofd" in text("thanks", session)


@pytest.mark.parametrize("key", ["client-edition", "thanks"])
def test_participants_read_that_they_may_be_recognised_without_a_name(key):
    assert "Wie erbij was of u kent, herkent u misschien toch." in text(key, meeting())


@pytest.mark.parametrize("key", LATER)
def test_a_letter_names_the_themes_without_an_action_before_what_will_not_be_done(key):
    session, facts = lettered(), Facts(lettered(), NL)
    said = text(key, session)
    without = f"Nog geen actie voor: {untouched_words(facts.material, facts.placing)}."
    assert said.index(without) < said.index("# Dit doen wij niet")


def test_a_client_edition_has_its_day_and_says_that_one_person_may_have_told_several_things():
    made = text("client-edition", meeting(), made=datetime.date(2026, 11, 30))
    assert "Zo staat het op maandag 30 november 2026." in made
    assert "Iemand kan meer dan één ding hebben gezegd." in made


@mutations.register("proposed-is-called-chosen")
def _proposed_is_called_chosen(patch: pytest.MonkeyPatch) -> None:
    """Letters say that all was chosen, whoever agreed to it."""
    patch.setattr(so_far, "decided", lambda _session: so_far.Decided.ALL)


@pytest.mark.mutation("proposed-is-called-chosen")
@pytest.mark.parametrize("key", ["thanks", *LATER])
def test_what_is_only_proposed_is_called_chosen_in_no_letter(key):
    said = text(key, lettered(ActionStatus.PROPOSED))
    assert "nog niet afgesproken" in said or "nog niets afgesproken" in said
    for chosen in ("kozen wij", "Wij kozen", "gaan doen en", "Dit doen we"):
        assert chosen not in said
    agreed = text(key, lettered(ActionStatus.AGREED))
    assert "nog niet afgesproken" not in agreed
    assert "nog niets afgesproken" not in agreed


def test_a_letter_says_how_much_was_agreed():
    some = EditAction(number=1, fields={"status": ActionStatus.PROPOSED}).apply(lettered(), NOW)
    assert "Een deel is nog niet afgesproken." in text("feedback-six-weeks", some)
    assert "Een deel is nog niet afgesproken." in text("thanks", some)
    none = describe(bare(), date=datetime.date(2026, 10, 14))
    assert "Wij hebben nog niet gekozen" in text("feedback-six-weeks", none)


def test_a_thank_you_letter_says_when_one_hears_more_and_what_is_known_once_that_day_is_past():
    session = lettered()
    assert "Op woensdag 4 november 2026 hoort u wat ermee gebeurt" in text("thanks", session)
    late = text("thanks", session, made=datetime.date(2026, 11, 5))
    assert "Op woensdag 4 november 2026 zou u horen wat ermee gebeurt" in late
    assert (
        "Hoorde u nog niets? Dat spijt ons. U hoort het alsnog van het afdelingshoofd. "
        "Op woensdag 25 november 2026 schrijven wij u hoe het ermee staat." in late
    )
    later = text("thanks", session, made=datetime.date(2026, 11, 26))
    assert "Op donderdag 14 januari 2027 schrijven wij u hoe het ermee staat." in later
    assert "schrijven wij u" not in text("thanks", session, made=datetime.date(2028, 1, 1))
    told = TickTask(key="feedback", done=datetime.date(2026, 11, 4)).apply(session, NOW)
    assert (
        "Op woensdag 4 november 2026 hoorde u wat ermee gebeurt. "
        "Op woensdag 25 november 2026 schrijven wij u hoe het ermee staat."
    ) in text("thanks", told, made=datetime.date(2026, 11, 5))


def test_a_letter_asks_what_one_notices_and_of_what_is_not_agreed_what_one_thinks():
    agreed, proposed = lettered(), lettered(ActionStatus.PROPOSED)
    assert "Merkt u er al iets van? Of juist niet?" in text("feedback-six-weeks", agreed)
    assert "Wat vindt u van deze lijst?" in text("feedback-six-weeks", proposed)
    for session in (agreed, proposed):
        last = text("feedback-half-year", session)
        assert "Wij horen het" not in last
        assert "Hebt u een vraag? Bel" in last
    none = text("feedback-six-weeks", describe(bare(), date=datetime.date(2026, 10, 14)))
    assert "lijst" not in none


def test_the_last_letter_says_so_at_its_end_and_throws_the_notes_away_today_on_that_day():
    session = lettered()
    last = text("feedback-half-year", session)
    assert "Dit is onze laatste brief hierover. Vandaag gooien wij onze aantekeningen weg." in last
    assert last.index("onze laatste brief") > last.index("Tot slot")
    longer = KeepUntil(kept=Kept.SESSION, day=datetime.date(2027, 6, 1)).apply(session, NOW)
    kept = text("feedback-half-year", longer)
    assert "Op dinsdag 1 juni 2027 gooien wij onze aantekeningen weg." in kept


@pytest.mark.parametrize("key", ["client-edition", "thanks", *LATER])
def test_participants_read_until_when_they_may_change_words_and_need_no_number(key):
    session = lettered()
    said = text(key, session)
    assert (
        "tot en met dinsdag 13 april 2027" in said.casefold()
    )  # the day before all is thrown away
    assert "Een nummer" not in said
    if key != "feedback-half-year":
        assert "Zeg dan welke woorden. Wat al verstuurd is, blijft zo." in said
    else:
        assert "Nu weten wij niet meer wie wat zei." in said
    key_gone = KeepUntil(kept=Kept.NAMES, day=datetime.date(2027, 2, 1)).apply(session, NOW)
    assert "tot en met zondag 31 januari 2027" in text(key, key_gone).casefold()
    assert "uw woorden" not in text(key, describe(bare("versnellingssessie"), seats=9))


def test_a_thank_you_letter_names_what_goes_well_and_what_can_be_better_and_no_words():
    said = text("thanks", meeting())
    assert "Wat goed gaat bij: bejegening" in said
    assert "Wat beter kan bij: " in said
    assert "“" not in said
    assert ingredients(meeting(), "thanks", NL).statements == ()


def test_participants_read_who_decides_about_what_is_not_agreed_yet():
    for status, said in ((ActionStatus.PROPOSED, True), (ActionStatus.AGREED, False)):
        session = lettered(status)
        agreed = msgspec.structs.replace(
            session.info.assignment, commissioner="Marjan Hofstede, hoofd"
        )
        session = describe(session, assignment=agreed)
        for key in ("client-edition", "feedback-six-weeks", "actions-by-owner"):
            assert ("Over voorstellen beslist Marjan Hofstede" in text(key, session)) is said


def test_what_everybody_would_do_has_a_page_of_nobody_yet_and_who_is_done_no_day():
    said = text("actions-by-owner", lettered(owner="iedereen", by=None))
    assert "# Acties: nog niemand (er is gezegd: iedereen)" in said
    assert "nog geen datum" in said.partition("# Acties:")[0]
    done = text("actions-by-owner", lettered(ActionStatus.DONE, owner="balie", by=None))
    assert "nog geen datum" not in done.partition("# Acties:")[0]


def test_each_owner_has_a_page_with_what_the_own_actions_rest_on():
    said = text("actions-by-owner", meeting())
    for owner in ("teamleider Noord", "nog niemand"):
        assert f"# Acties: {owner}" in said
    page = said.split("# Acties: beleidsmedewerker Wmo")[1].split("# Acties: ")[0]
    number = document_numbers(meeting(), NL)
    (action,) = (a for a in meeting().actions.values() if a.by == datetime.date(2027, 1, 31))
    for statement in action.statements:
        if isinstance(shown(meeting(), meeting().statements[statement]), Shown):
            assert f"- {number[statement]} " in page
            assert meeting().statements[statement].words in page


def test_the_pages_of_owners_hold_the_words_behind_their_actions_and_no_others():
    held = ingredients(decided(), "actions-by-owner", NL)
    assert (held.statements, held.people) == ((1,), (1,))
    gone = Withdraw(participant=1).apply(decided(), NOW)
    assert ingredients(gone, "actions-by-owner", NL).statements == ()


def test_what_is_not_done_stands_on_no_page_of_an_owner():
    said = text("actions-by-owner", meeting())
    assert "appnummer" not in said
    assert "terugbellen" in text("actions-by-owner", decided())
    assert "terugbellen" not in text("actions-by-owner", decided(ActionStatus.STOPPED))


def test_papers_after_the_day_are_not_among_those_for_the_day():
    assert {p.key for p in every_paper(bare())} - {p.key for p in papers_of(bare())} == set(AFTER)


LITERAL = "Mijn dochter met het syndroom van Elzer zit op de Parkschool."
"""What D4 said, and is marked traceable."""


@pytest.mark.parametrize(
    "words",
    [
        f"Iemand vertelde: {LITERAL}",
        "Iemand vertelde: Mijn dochter met het **syndroom** van *Elzer* zit op de Parkschool.",
        f"D9: {LITERAL}",
    ],
)
@pytest.mark.parametrize("key", ["thanks", "feedback-six-weeks", "invitation"])
def test_a_letter_repeats_nothing_that_may_not_leave_however_it_is_typed(key, words):
    refused = SetConsent(purpose="take_part", value=False, participants=(9,))
    session = refused.apply(meeting(), NOW)
    session = EditLetter(paper=key, words=f"Beste mensen,\n\n{words}\n\nTot ziens.").apply(
        session, NOW
    )
    said = text(key, session)
    assert "Parkschool" not in said
    assert "[woorden van een deelnemer]" in said.casefold()
    assert said.endswith("Tot ziens.")


def test_our_own_words_stay_in_a_letter_also_where_somebody_said_them_and_may_not_be_quoted():
    ours = "Of wilt u nog iets kwijt? Bel dan"
    said = Statement(number=90, at=NOW, words=ours, speakers=("D9",), verbatim=True)
    session = put(meeting(), said)
    assert not isinstance(shown(session, said), Shown)
    assert ours in text("thanks", session)


OWN = (
    "Ik moest acht lange weken wachten op een brief van de gemeente, “kom maar langs morgen vroeg”."
)


@pytest.mark.parametrize(
    ("summary", "read"),
    [
        ("", OWN),
        ("Zij moest acht lange weken wachten op een brief daar", "Zij moest acht lange weken"),
    ],
)
def test_a_sheet_has_all_of_the_own_words_also_when_no_document_may_repeat_them(summary, read):
    said = Statement(
        number=90, at=NOW, words=OWN, speakers=("D4",), traceable=True, paraphrase=summary
    )
    session = put(meeting(), said)
    sheet = text("own-words", session)
    assert read in sheet
    assert "woorden van een deelnemer" not in sheet.casefold()


def test_a_sheet_has_no_words_of_another_that_no_document_may_repeat():
    quoting = "Wat een ander zei, “mijn dochter met het syndroom van Elzer”, herken ik."
    said = Statement(number=90, at=NOW, words=quoting, speakers=("D5",), verbatim=True)
    session = put(meeting(), said)
    sheets = text("own-words", session)
    assert sheets.count("syndroom") == 1  # on the sheet of who said it
    assert "Wat een ander zei, “[woorden van een deelnemer]”, herken ik." in sheets


def test_an_owner_reads_of_which_days_have_passed_and_of_none_once_it_is_done():
    day = datetime.date(2026, 12, 15)
    session = EditAction(number=1, fields={"first_check": datetime.date(2026, 11, 1)}).apply(
        meeting(), NOW
    )
    late = text("actions-by-owner", session, made=datetime.date(2027, 1, 1))
    assert "15 december 2026 (voorbij; nog geen nieuwe dag)" in late
    assert "1 november 2026 (deze dag is voorbij)" in late
    assert "15 december 2026 (voorbij)" in late
    assert "voorbij" not in text("actions-by-owner", session, made=datetime.date(2026, 10, 31))
    on_the_day = text("actions-by-owner", meeting(), made=day)
    assert "15 december 2026 (" not in on_the_day
    done = EditAction(number=1, fields={"status": ActionStatus.DONE}).apply(session, NOW)
    page = text("actions-by-owner", done, made=datetime.date(2027, 1, 1))
    assert "15 december 2026 (" not in page


@pytest.mark.parametrize("detail", range(SHORTEST + 1))
def test_no_participant_reads_a_sentence_that_was_cut(detail):
    first = "De consulent belt elke vrijdag, ook als er niets te melden is."
    more = " Wie belt, staat op een lijst aan de muur van het kantoor." * 6
    endless = "bellen en blijven bellen " * 40
    session = AddAction(words=first + more, owner="T1").apply(told(), NOW)
    session = AddAction(words=endless, owner="T1").apply(session, NOW)
    for paper in ("client-edition", "thanks", "feedback-six-weeks"):
        said = text(paper, session, detail=detail)
        assert "…" not in said


def test_an_action_with_too_many_words_for_a_page_says_where_the_rest_is():
    first = "De consulent belt elke vrijdag, ook als er niets te melden is."
    more = " Wie belt, staat op een lijst aan de muur van het kantoor." * 6
    said = text("client-edition", AddAction(words=first + more, owner="T1").apply(told(), NOW))
    assert f"{first} Wie belt" in said
    assert "(In het verslag staat er meer over.)" in said
    endless = AddAction(words="bellen en " * 90, owner="T1").apply(told(), NOW)
    said = text("client-edition", endless)
    assert "Dit is te lang voor deze bladzijde. U leest het in het verslag." in said
    assert "bellen en bellen" not in said
