"""How people answer a question on devices, seen and changed in the running order."""

import msgspec
import pytest
from meetings import meeting
from polling import answered, session_with, values
from textual.widgets import Input, TextArea

from screens.prepare.parts import fill, go_to, line_with, press, session_of
from screens.seen import screen_text, until
from spiegel.domain.session.agenda import AnswerForm, AnswerKind

AGREE = AnswerForm(kind=AnswerKind.AGREE)
CHOICE = AnswerForm(kind=AnswerKind.CHOOSE, options=("thuis", "in het buurthuis"))


def prepared(session):
    """The same meeting before it began."""
    return msgspec.structs.replace(session, moments={})


def last_of(pilot):
    return max(session_of(pilot).questions.values(), key=lambda question: question.number)


async def test_a_question_shows_how_people_answer_it_and_what_they_choose_from(open_app):
    async with open_app(prepared(session_with(AGREE, CHOICE)), size=(100, 40)) as pilot:
        await until(pilot, lambda: "Vraag 0?" in screen_text(pilot))
        text = screen_text(pilot)
        assert "stelling" in text
        assert "keuze: thuis / in het buurthuis" in text


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("typed", "words", "minutes", "form"),
    [
        ({"words": "Waar? (keuze: thuis / in het buurthuis, 8 min)"}, "Waar?", 8, CHOICE),
        ({"words": "Waar?", "answer": "keuze: thuis / in het buurthuis"}, "Waar?", None, CHOICE),
        ({"words": "Ik ben tevreden.", "answer": "stelling"}, "Ik ben tevreden.", None, AGREE),
        ({"words": "Hoe was het? (8 min)"}, "Hoe was het? (8 min)", None, None),
    ],
)
async def test_a_question_is_added_with_how_people_answer_it(open_app, typed, words, minutes, form):
    async with open_app(meeting()) as pilot:
        await go_to(pilot, "order")
        before = len(session_of(pilot).questions)
        await press(pilot, "n")
        await fill(pilot, **typed)
        await until(pilot, lambda: len(session_of(pilot).questions) > before)
        new = last_of(pilot)
        assert (new.words, new.minutes, new.answer) == (words, minutes, form)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": "keus"}, "Manier van antwoorden niet begrepen: keus"),
        ({"answer": "keuze"}, "minstens twee keuzes nodig"),
        ({"answer": "stelling: thuis / elders"}, "Manier van antwoorden niet begrepen"),
    ],
)
async def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(open_app, typed, said):
    async with open_app(meeting(), size=(100, 30)) as pilot:
        await go_to(pilot, "order")
        await press(pilot, "n")
        await fill(pilot, words="Waar?", **typed)
        await until(pilot, lambda: said in screen_text(pilot))
        form = pilot.app.screen
        assert form.query_one("#field-answer", Input).value == typed.get("answer", "")


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_question_is_changed_to_one_that_is_talked_about(open_app):
    async with open_app(prepared(session_with(CHOICE)), size=(100, 40)) as pilot:
        await until(pilot, lambda: "Vraag 0?" in screen_text(pilot))
        await to_question(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-answer"))
        form = pilot.app.screen
        assert form.query_one("#field-answer", Input).value == "keuze: thuis / in het buurthuis"
        assert not form.query("#field-options")
        await fill(pilot, answer="")
        await until(pilot, lambda: session_of(pilot).questions[11].answer is None)


@pytest.mark.slow
@pytest.mark.reckons
async def test_choices_that_one_line_cannot_hold_have_a_list(open_app):
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("ma / di", "wo, 8 min"))
    async with open_app(prepared(session_with(form)), size=(100, 40)) as pilot:
        await until(pilot, lambda: "Vraag 0?" in screen_text(pilot))
        await to_question(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-options"))
        shown = pilot.app.screen
        assert shown.query_one("#field-answer", Input).value == "keuze"
        assert shown.query_one("#field-options", TextArea).text == "ma / di\nwo, 8 min"
        await fill(pilot, words="Wanneer?")
        await until(pilot, lambda: session_of(pilot).questions[11].words == "Wanneer?")
        assert session_of(pilot).questions[11].answer == form


@pytest.mark.slow
@pytest.mark.reckons
async def test_how_people_answered_stays_as_it_is(open_app):
    session = prepared(answered(session_with(AGREE), 11, values(1, 2, 3, 4, 5)))
    async with open_app(session, size=(100, 40)) as pilot:
        await until(pilot, lambda: "Vraag 0?" in screen_text(pilot))
        await to_question(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-words"))
        assert not pilot.app.screen.query("#field-answer")
        await fill(pilot, words="Ik voel mij thuis.")
        await until(pilot, lambda: session_of(pilot).questions[11].words == "Ik voel mij thuis.")
        assert session_of(pilot).questions[11] == msgspec.structs.replace(
            session.questions[11], words="Ik voel mij thuis."
        )


async def to_question(pilot):
    """The cursor on the question with number 11."""
    for _ in range(12):
        if "▸" in line_with(pilot, "Vraag 0?"):
            return
        await press(pilot, "down")
    raise AssertionError(screen_text(pilot))
