"""What is weak in a persona: each warning where it must be said, and where it must not."""

import msgspec
import pytest
from capturing import record, running
from meetings import after

from export.reported import many
from spiegel.domain.capture.editing import Remove
from spiegel.domain.consent.consent import SetConsent, SetFunction
from spiegel.domain.consent.gate import Reason, Shown, Withheld
from spiegel.domain.consent.verdicts import Decide, open_findings
from spiegel.domain.personas import facts
from spiegel.domain.personas.centre import names_aid
from spiegel.domain.personas.facts import read_facts
from spiegel.domain.personas.making import (
    MakePersona,
    NamePersona,
    RewordSentence,
    WriteSentence,
)
from spiegel.domain.personas.origin import only_age_or_origin
from spiegel.domain.personas.sources import found_in, read_again
from spiegel.domain.personas.telling import name_told, sentence_told
from spiegel.domain.personas.weakness import Weakness, weaknesses
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.table import PAGE
from spiegel.domain.session.verdicts import Choice
from spiegel.i18n import translations

NL = translations("nl")
HOME, SUPPORT = PersonaField.HOME, PersonaField.SUPPORT
SAID = (
    'D1: "acht weken moest ik op een antwoord wachten"',
    "D2: bij mij duurde het ook lang",
    "D1: ik heb drie honden",
    "D3: ik woon in Bronkhorst",
    "D4: in Rotterdam is het druk",
    "D5: Rotterdam is te groot voor mij",
    "D6: meneer Van Oorschot hielp mij goed",
    "D7: ik woon alleen",
    "D8: mijn man is de enige molenaar hier ~",
)


def told(*lines):
    return after(record(running("cliëntronde", 1), *(lines or SAID)), MakePersona(title="Toos"))


def with_sentence(words, *, statements=(1, 2), hands=None, field=HOME, elsewhere=()):
    return after(
        told(),
        WriteSentence(
            persona=1,
            field=field,
            words=words,
            statements=statements,
            hands=hands,
            elsewhere=elsewhere,
        ),
    )


def found(session, *sources, names=()):
    return [weak.weakness for weak in weaknesses(session, session.personas[1], sources, names)]


def weak(words, **how):
    return found(with_sentence(words, **how))


def test_a_sentence_that_many_recognise_has_no_warning():
    assert weak("Ik wacht al lang, en niemand zegt mij waarom.") == []


def test_each_warning_is_said_in_the_language_of_the_reader():
    session = with_sentence("Ik heb drie honden.")
    (only,) = weaknesses(session, session.personas[1])
    assert only.explain(NL) == "Alleen één persoon zei “drie honden”. Zeg het algemener."
    assert only.in_short(NL) == "van één persoon alleen"


@pytest.mark.parametrize(
    ("how", "warned"),
    [
        ({"statements": ()}, True),
        ({"statements": (1,)}, True),
        ({"statements": (1, 3)}, True),
        ({"statements": (1, 2)}, False),
        ({"statements": (), "hands": 1}, True),
        ({"statements": (), "hands": 2}, False),
        ({"statements": (1,), "hands": 0}, True),
    ],
)
def test_a_sentence_rests_on_two_people_at_least(how, warned):
    assert (Weakness.FEW in weak("Ik wacht al lang.", **how)) is warned


def test_two_people_of_another_meeting_are_enough_and_one_is_not():
    other = describe(told(), id="ander")
    for numbers, warned in (((1, 2), False), ((1, 3), True)):
        elsewhere = (found_in(other, numbers),)
        session = with_sentence("Ik wacht al lang.", statements=(), elsewhere=elsewhere)
        assert (Weakness.FEW in found(session, other)) is warned


def test_a_sentence_that_is_still_to_be_written_has_no_warning():
    assert weak("", statements=(1,)) == []


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Ik heb drie honden.", "drie honden"),
        ("Thuis loop ik met 3 honden.", "3 honden"),
        ("Ik heb vier honden.", None),
        ("Ik heb honden.", None),
        ("Ik wacht al acht weken.", "acht weken"),
        ("Mijn zus woont in Rotterdam.", None),
        ("Mijn zus woont in Amsterdam.", None),
        ("Rotterdam is druk.", None),
    ],
)
def test_a_fact_that_only_one_person_has_is_named(words, fact):
    session = with_sentence(words)
    facts = [
        weak.words
        for weak in weaknesses(session, session.personas[1])
        if weak.weakness is Weakness.ONE_PERSON
    ]
    assert facts == ([fact] if fact else [])


def test_a_fact_for_which_two_put_up_a_hand_is_not_of_one_person():
    assert Weakness.ONE_PERSON not in weak("Ik heb drie honden.", hands=2)


def test_a_fact_of_one_person_in_another_meeting_is_named_too():
    other = describe(told("D1: ik speel in fanfare Crescendo", "D2: fijn"), id="ander")
    session = with_sentence("Ik speel graag bij Crescendo.")
    assert Weakness.ONE_PERSON not in found(session)
    assert Weakness.ONE_PERSON in found(session, other)


def test_a_fact_is_of_one_person_until_somebody_else_tells_it_too():
    session = with_sentence("Ik heb drie honden.")
    assert Weakness.ONE_PERSON in found(session)
    for line in ("D1: mijn drie honden zijn lief", "D2: ik heb ook drie honden"):
        session = record(session, line)
    assert Weakness.ONE_PERSON not in found(session)


def test_one_more_statement_lets_no_more_be_read_again_than_what_stands_with_it(monkeypatch):
    session = many(3 * PAGE)
    read_facts(session)
    read = []
    facts_of = facts._facts
    monkeypatch.setattr(facts, "_facts", lambda *a, **k: read.append(a) or facts_of(*a, **k))
    read_facts(put(session, msgspec.structs.replace(session.statements[1], number=4 * PAGE)))
    assert len(read) == 1
    read_facts(put(session, msgspec.structs.replace(session.statements[1], number=PAGE)))
    assert len(read) <= 1 + PAGE


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        ("Van Oorschot", True),
        ("Bep van Oorschot", True),
        ("Bep van Dongen", False),
        ("Toos", False),
        ("Anja", True),
        ("Koos", True),
        ("", False),
    ],
)
def test_a_persona_has_no_name_of_anybody_who_was_there_or_spoken_of(name, warned):
    session = after(
        told(),
        SetFunction(listener=1, function="wijkverpleegkundige Anja Willems"),
        NamePersona(number=1, title=name),
    )
    assert (Weakness.REAL_NAME in found(session, names=("Koos Terpstra",))) is warned


def test_of_a_name_that_may_stay_by_what_was_said_in_review_nothing_is_said_any_more():
    session = after(told(), NamePersona(number=1, title="Bep van Oorschot"))
    assert Weakness.REAL_NAME in found(session)
    (asked,) = (one for one in open_findings(session) if one.place.table == "personas")
    session = after(session, Decide(finding=asked, choice=Choice.KEEP, reason="een andere"))
    assert Weakness.REAL_NAME not in found(session)
    assert Weakness.REAL_NAME in found(session, names=("Bep Terpstra",))


def test_a_name_that_somebody_in_another_meeting_has_waits_for_an_answer_too():
    other = describe(told("D1: Bep Wolters hielp mij", "D2: fijn"), id="ander")
    session = after(told(), NamePersona(number=1, title="Bep Duinzicht", others=(other,)))
    (asked,) = (one for one in open_findings(session) if one.place.table == "personas")
    assert asked.words == "Bep Duinzicht"
    assert name_told(session, session.personas[1], NL) == ""
    kept = after(session, Decide(finding=asked, choice=Choice.KEEP, reason="een andere"))
    assert name_told(kept, kept.personas[1], NL) == "Bep Duinzicht"
    assert Weakness.REAL_NAME not in found(kept, other)
    again = after(session, NamePersona(number=1, title="Vera Duinzicht", others=(other,)))
    assert name_told(again, again.personas[1], NL) == "Vera Duinzicht"


def test_so_it_is_when_that_meeting_is_read_later():
    other = describe(told("D1: Bep Wolters hielp mij", "D2: fijn"), id="ander")
    session = after(told(), NamePersona(number=1, title="Bep Duinzicht"))
    assert name_told(session, session.personas[1], NL) == "Bep Duinzicht"
    session = after(session, read_again(session, other))
    assert name_told(session, session.personas[1], NL) == ""
    assert read_again(session, other) is None


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("Meneer Jansen helpt mij.", True),
        ("Ik bel met Willemijn als het niet gaat.", True),
        ("Zeg maar Toos tegen mij.", False),
        ("Mijn buurvrouw helpt mij.", False),
        ("Soms belt Terpstra.", True),
    ],
)
def test_a_sentence_names_nobody_but_the_persona(words, warned):
    session = with_sentence(words)
    assert (Weakness.REAL_NAME in found(session, names=("Koos Terpstra",))) is warned


@pytest.mark.parametrize(
    ("words", "warned"),
    [("Net als D3 wacht ik lang.", True), ("Ik stem niet op D66.", False), ("Ik eet D.", False)],
)
def test_no_code_stands_in_a_sentence(words, warned):
    session = with_sentence(words)
    assert (Weakness.CODE in found(session)) is warned
    assert "D3" not in getattr(
        sentence_told(session, session.persona_sentences[1], NL), "words", ""
    )


def refused(session, *numbers):
    return after(session, SetConsent(purpose="verbatim", value=False, participants=numbers))


@pytest.mark.parametrize(
    ("words", "literal"),
    [
        ("Acht weken moest ik op een antwoord wachten.", True),
        ("Ja, weken moest ik op een antwoord wachten!", True),
        ("Ik moest lang wachten op antwoord.", False),
    ],
)
def test_no_sentence_is_word_for_word_of_somebody_who_may_not_be_quoted(words, literal):
    session = refused(with_sentence(words), 1)
    assert (Weakness.LITERAL in found(session)) is literal
    ruling = sentence_told(session, session.persona_sentences[1], NL)
    assert ruling == (Withheld(Reason.STILL_LITERAL) if literal else Shown(words))


def test_with_consent_words_may_stand_and_of_another_meeting_it_is_asked_there():
    words = "Acht weken moest ik op een antwoord wachten."
    session = with_sentence(words)
    assert Weakness.LITERAL in found(session)  # agreed to for the report alone
    yes = SetConsent(purpose="outside", value=True, participants=tuple(session.participants))
    session = after(session, yes)
    assert Weakness.LITERAL not in found(session)
    other = refused(describe(told(), id="ander"), 1)
    empty = after(describe(session, id="hier"), Remove(table="statements", number=1))
    assert Weakness.LITERAL in found(session, other)
    sentence = msgspec.structs.replace(empty.persona_sentences[1], lost=False)
    assert isinstance(sentence_told(empty, sentence, NL), Shown)
    session = after(session, RewordSentence(number=1, words=f"Ja. {words}", others=(other,)))
    assert found(session, other)[:1] == [Weakness.LITERAL]
    assert sentence_told(session, session.persona_sentences[1], NL) == Withheld(Reason.LOST)
    session = after(session, RewordSentence(number=1, words="Ik wacht lang."))
    assert isinstance(sentence_told(session, session.persona_sentences[1], NL), Shown)


@pytest.mark.parametrize(
    ("words", "statements", "warned"),
    [
        ("Ik ben een molenaarsvrouw.", (1, 9), True),
        ("Ik ben een molenaarsvrouw.", (1, 2), False),
        ("Ik woon in Bronkhorst.", (1, 2), True),
        ("Ik heb de ziekte van Pompe.", (1, 2), True),
        ("Ik woon in een dorp.", (1, 2), False),
    ],
)
def test_nothing_in_it_could_point_to_one_person(words, statements, warned):
    assert (Weakness.TRACEABLE in weak(words, statements=statements)) is warned


def test_a_traceable_statement_of_another_meeting_is_found_there():
    other = describe(told(), id="ander")
    session = with_sentence("Ik woon ruim.", elsewhere=(found_in(other, (1, 9)),))
    assert Weakness.TRACEABLE in found(session, other)
    assert Weakness.TRACEABLE not in found(session)


def test_what_points_to_a_person_is_on_no_card_until_it_is_decided():
    session = with_sentence("Ik heet Toos en mijn zus woont in Bronkhorst.")
    sentence = session.persona_sentences[1]
    assert sentence_told(session, sentence, NL) == Withheld(Reason.RECOGNISABLE)
    here = [one for one in open_findings(session) if one.place.table == "persona_sentences"]
    assert [one.words for one in here] == ["Bronkhorst"]
    session = after(session, Decide(finding=here[0], choice=Choice.OWN, words="een dorp"))
    assert (
        sentence_told(session, sentence, NL).words
        == "Ik heet Toos en mijn zus woont in [een dorp]."
    )


def test_what_lost_something_is_on_no_card_until_somebody_looked():
    session = after(with_sentence("Ik wacht lang."), Remove(table="statements", number=1))
    sentence = session.persona_sentences[1]
    assert found(session) == [Weakness.LOST, Weakness.FEW]
    assert sentence_told(session, sentence, NL) == Withheld(Reason.LOST)


def test_what_rests_on_somebody_who_does_not_take_part_any_more_is_on_no_card():
    session = with_sentence("Ik wacht lang.", hands=5)
    assert found(session) == []
    refusing = SetConsent(purpose="take_part", value=False, participants=(2,))
    session = after(session, refusing)
    assert found(session) == [Weakness.LOST]
    ruling = sentence_told(session, session.persona_sentences[1], NL)
    assert ruling == Withheld(Reason.NOT_TAKING_PART)


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("Ik ben een oude Turkse vrouw.", True),
        ("Ik kom uit Marokko.", True),
        ("Ik ben 67 jaar oud.", True),
        ("Zoals alle ouderen wil ik geen hulp.", True),
        ("Wij Turken zorgen voor onze ouders.", True),
        ("I am an elderly woman from Turkey.", True),
        ("Ik kom uit Syrië en mis mijn moeder.", False),
        ("Ik kook graag Turks voor de buren.", False),
        ("Door mijn leeftijd loop ik langzaam.", False),
        ("Ik ben alleen.", False),
        ("Ik woon al twintig jaar in dit huis.", False),
    ],
)
def test_a_sentence_says_more_than_an_age_or_an_origin(words, warned):
    assert (Weakness.ORIGIN in weak(words)) is warned


def about(*sentences):
    session = told()
    for field, words in sentences:
        session = after(
            session, WriteSentence(persona=1, field=field, words=words, statements=(1, 2))
        )
    return Weakness.AID in found(session)


DAYS, HAPPENED, LIMITS = PersonaField.DAYS, PersonaField.HAPPENED, PersonaField.LIMITS


def test_a_persona_is_about_a_life_and_not_about_an_aid_or_a_service():
    aids = (
        (DAYS, "Mijn scootmobiel staat in de gang."),
        (HAPPENED, "Het Wmo-loket gaf geen antwoord."),
        (LIMITS, "Zonder het wijkteam kom ik er niet uit."),
    )
    life = (
        (DAYS, "Ik drink koffie met de buren."),
        (HAPPENED, "Mijn man ging dood."),
        (LIMITS, "Mijn benen willen niet meer."),
    )
    assert about(*aids)
    assert about(*aids, *life[:2])
    assert not about(*aids, *life)
    assert not about(*life)
    assert not about(*aids[:2])


def test_help_stands_where_it_is_asked_for():
    assert not about(
        (DAYS, "Ik drink koffie met de buren."),
        (HAPPENED, "Mijn man ging dood."),
        (LIMITS, "Mijn benen willen niet meer."),
        *[(SUPPORT, f"Ik heb hulp van het wijkteam, {n} keer.") for n in range(4)],
    )


def test_what_was_said_is_not_read_again_for_another_word_of_a_persona(monkeypatch):
    session, other = with_sentence("Ik heb drie honden."), describe(told(), id="ander")
    assert Weakness.ONE_PERSON in found(session, other)
    monkeypatch.setattr("spiegel.domain.personas.facts._facts", lambda *_, **__: iter(()))
    monkeypatch.setattr("spiegel.domain.consent.gate._kept_in", lambda _: 1 / 0)
    again = after(session, RewordSentence(number=1, words="Ik heb twee poezen."))
    assert found(again, other) == []


def test_a_summary_marked_traceable_and_words_without_a_mark_are_told_apart():
    session = with_sentence("Ik woon ruim.", statements=(1, 9))
    assert Weakness.TRACEABLE in found(session)
    cleared = put(session, msgspec.structs.replace(session.statements[9], traceable=False))
    assert Weakness.TRACEABLE not in found(cleared)


# As people write them

ONLY_ORIGIN = (
    "Ik ben een Marokkaanse man van vijftig.",
    "Ik ben van Surinaamse afkomst.",
    "Ik ben bejaard.",
    "Ik ben een echte Turk.",
    "Ik ben geboren in Polen.",
    "Ik ben tweede generatie.",
    "Wij Marokkanen zijn gastvrij.",
    "Net als alle jongeren zit ik op mijn telefoon.",
    "Ik ben een jonge vrouw.",
    "Ik ben een vluchteling uit Syrië.",
    "Ik kom oorspronkelijk uit Indonesië.",
    "Ik ben 80 en dus oud.",
    "Typisch Hollands ben ik.",
    "Ouderen zijn nu eenmaal eenzaam.",
    "Als buitenlander heb je het zwaar.",
    "Ik ben een allochtone jongere.",
    "Ik ben een zeventiger.",
    "Mijn ouders komen uit Turkije.",
    "Ik ben al op leeftijd.",
    "Ik ben een tiener.",
)
MORE_THAN_ORIGIN = (
    "Ik woon alleen met mijn hond.",
    "Mijn dochter is 12 jaar en gaat naar school.",
    "Ik ben moeder van twee jonge kinderen.",
    "Ik spreek beter Arabisch dan Nederlands.",
    "Ik mis het oude dorp.",
    "Ik wil ouder worden in dit huis.",
    "Ik ben bang om oud te worden.",
    "Mijn jongste zoon helpt mij.",
    "Ik werkte dertig jaar in de bouw.",
    "Ik ga elke week naar de moskee.",
    "Ik ben snel moe.",
    "Leg het rustig uit, ik ben geen kind.",
    "Ik ben jarig in mei.",
    "Mijn land is ver weg en ik mis het.",
    "Ik zorg voor mijn oude moeder.",
    "Wij wonen met zijn drieën.",
    "In het buitenland was ik lerares.",
    "Alle oude foto's staan op zolder.",
    "Ik lees Nederlandse boeken.",
    "Ik ben oma en daar ben ik trots op.",
)
AIDS = (
    "Zonder mijn rolstoel kan ik niet.",
    "De gemeente belde niet terug.",
    "Ik heb een pgb.",
    "Mijn begeleider komt op maandag.",
    "De indicatie liep af.",
    "Ik wacht op een beschikking.",
    "Het keukentafelgesprek duurde lang.",
    "Huishoudelijke hulp krijg ik drie uur.",
    "Ik ga naar de dagbesteding.",
    "De Wmo-consulent was aardig.",
    "Mijn uitkering is laag.",
    "Met de regiotaxi kom ik te laat.",
)
LIVES = (
    "Ik drink koffie met de buren.",
    "Mijn zus helpt mij met koken.",
    "Ik wandel elke dag een rondje.",
    "Ik voel mij alleen in het weekend.",
    "Vroeger zong ik in een koor.",
    "Ik wil graag weer werken.",
    "Ik zit in de tuin als het mooi weer is.",
    "De dokter zei dat ik rust nodig heb.",
    "Mijn kleinkinderen maken mij blij.",
    "Ik hoop op een eigen kamer.",
    "Ik help anderen graag.",
    "In mijn buurt ken ik veel mensen.",
)


def test_sentences_that_say_only_an_age_or_an_origin_are_told_from_those_that_say_more():
    assert [words for words in ONLY_ORIGIN if not only_age_or_origin(words)] == []
    assert [words for words in MORE_THAN_ORIGIN if only_age_or_origin(words)] == []


def test_sentences_about_aids_and_services_are_told_from_those_about_a_life():
    assert [words for words in AIDS if not names_aid(words)] == []
    assert [words for words in LIVES if names_aid(words)] == []
