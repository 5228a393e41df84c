"""The kinds of meeting: what each brings into a new meeting, and what is said of a wrong file."""

import pytest
from meetings import versnellingssessie

from spiegel import formats
from spiegel.domain.running.order import AddQuestion
from spiegel.domain.running.outline import length
from spiegel.domain.running.running import Go, GoNext, place
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, PhaseKind
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.new import new_session

NOW = Instant(utc=1_790_000_000_000, boot="b", boot_ms=5_000)
OWN = """
outcome = "improvement"
title = { nl = "Eigen", en = "Own" }

[[phase]]
key = "ronde"
kind = "round"
minutes = 30
name = { nl = "Ronde", en = "Round" }

[[phase.question]]
words.nl = "Hoe gaat het?"
words.en = "How are you?"
minutes = 4
prompts.nl = ["Sinds wanneer?"]
prompts.en = ["Since when?"]

[[phase.question]]
words = "1 tot 5?"
answer = { kind = "rate", lowest = 1, highest = 5 }
"""


def own(tmp_path, text: str) -> None:
    (tmp_path / "eigen.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words", "option"),
    [
        ("nl", "Wat drinkt u het liefst?", "koffie"),
        ("en", "What do you like best to drink?", "coffee"),
    ],
)
def test_a_versnellingssessie_has_a_question_to_practise_while_people_join(language, words, option):
    session = versnellingssessie(language)
    joining = next(phase for phase in session.agenda if phase.kind is PhaseKind.JOIN)
    (question,) = session.questions_of(joining.number)
    assert question.words == words
    assert question.answer is not None
    assert question.answer.practice
    assert question.answer.options[0] == option


def test_a_versnellingssessie_takes_two_and_a_half_hours():
    assert length(versnellingssessie()).whole == 150


def test_an_open_question_and_two_others_take_as_long_as_the_round_has_for_them():
    session = versnellingssessie()
    round_ = next(phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    assert round_.minutes == 40 + 2 * 8 + 4


def test_a_versnellingssessie_runs_from_welcome_to_actions():
    session, seen = versnellingssessie(), []
    session = Go(phase=session.agenda[0].number).apply(session, NOW)
    while (here := place(session)).phase is not None:
        seen.append((here.phase.key, here.question.words if here.question else ""))
        session = GoNext().apply(session, NOW)
    assert seen == [
        ("welkom", ""),
        ("spelregels", ""),
        ("meedoen", "Wat drinkt u het liefst?"),
        ("vragen", ""),
        ("pauze", ""),
        ("afsluiting", ""),
        ("uitwerken", ""),
        ("nagesprek", ""),
    ]


def test_a_question_that_is_added_to_it_has_a_number_of_its_own():
    session = versnellingssessie()
    round_ = next(phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    session = AddQuestion(phase=round_.number, words="Wat is nodig?").apply(session, NOW)
    assert [question.words for question in session.questions_of(round_.number)] == ["Wat is nodig?"]
    assert len(session.questions) == 2


def test_a_format_of_ones_own_brings_its_questions(tmp_path):
    own(tmp_path, OWN)
    format_ = formats.load("eigen", "en", tmp_path)
    talked, rated = format_.questions
    assert (talked.words, talked.minutes, talked.prompts) == ("How are you?", 4, ("Since when?",))
    assert talked.answer is None
    assert rated.words == "1 tot 5?"
    assert rated.answer == AnswerForm(kind=AnswerKind.RATE, lowest=1, highest=5)
    assert formats.load("eigen", "nl", tmp_path).questions[0].words == "Hoe gaat het?"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('kind = "round"', "ronde"),
        ('words = "1 tot 5?"', "words"),
        ('kind = "rate"', "cijfer"),
        ("minutes = 4", "vier"),
        ("lowest = 1", "nobody can answer '1 tot 5?'"),
        ('kind = "rate", lowest = 1, highest = 5', "nobody can answer"),
    ],
)
def test_what_is_wrong_with_a_question_of_a_format_is_said(tmp_path, wrong, told):
    right = {
        'kind = "round"': 'kind = "talk"',
        'words = "1 tot 5?"': "",
        'kind = "rate"': 'kind = "cijfer"',
        "lowest = 1": "lowest = 5",
        'kind = "rate", lowest = 1, highest = 5': 'kind = "choose", options = ["ja"]',
        "minutes = 4": 'minutes = 4\nvier = "4"',
    }[wrong]
    own(tmp_path, OWN.replace(wrong, right))
    with pytest.raises(formats.FormatError) as error:
        formats.load("eigen", "nl", tmp_path)
    assert told in error.value.problem


def test_who_takes_part_on_a_device_is_counted_and_has_no_code():
    session = new_session(
        formats.load("versnellingssessie"), id_="x", title="T", created=NOW, participants=14
    )
    assert (session.info.seats, len(session.participants)) == (14, 0)
