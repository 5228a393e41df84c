"""The next round of a meeting: what was prepared comes along, and nothing of the people."""

import datetime

import msgspec
import pytest
from meetings import START, at, meeting, round_of

from spiegel import demo, formats, i18n
from spiegel.domain.followup.next_round import next_round, take_over
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import TABLES, Session, describe, put
from spiegel.domain.session.statements import Theme

DAY = datetime.date(2026, 11, 27)
LEFT_BEHIND = ("statements", "listener_questions", "remarks", "actions", "moments")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The demo's meeting, held from its first minute to its report."""
    from spiegel.store.journal.snapshot import read_session

    path = tmp_path_factory.mktemp("oud") / "oud.spiegel"
    demo.write(path)
    return read_session(path)


def again(old: Session, **how: int) -> Session:
    return next_round(old, id_="nieuw", created=at(9_000), t=i18n.translations("nl"), **how)


@pytest.mark.slow
@pytest.mark.reckons
def test_the_order_questions_themes_functions_and_place_come_along(held):
    new = again(held)
    assert new.agenda == held.agenda
    for phase in held.agenda:
        before, after = held.questions_of(phase.number), new.questions_of(phase.number)
        assert [_unnumbered(q) for q in after] == [_unnumbered(q) for q in before]
    assert {d: theme.name for d, theme in new.pinned.items()} == {
        d: theme.name for d, theme in held.pinned.items()
    }
    assert new.pinned
    functions = [listener.function for listener in new.listeners.values()]
    assert functions == [listener.function for listener in held.listeners.values()]
    assert any(functions)
    kept = ("title", "place", "organisation", "language", "format", "format_title", "outcome")
    assert all(getattr(new.info, name) == getattr(held.info, name) for name in kept)


def test_no_person_word_consent_moment_or_day_comes_along(held):
    new = again(describe(held, date=DAY, presented=True, room="tot zo"))
    assert not any(getattr(new, table) for table in (*LEFT_BEHIND, "participants"))
    assert all(one.present is None and one.chair is None for one in new.listeners.values())
    assert (new.info.id, new.info.created) == ("nieuw", at(9_000))
    assert (new.info.date, new.info.presented, new.info.room) == (None, False, None)


def test_nothing_of_the_people_is_in_any_byte_of_it(held):
    new = again(held, participants=9)
    stored = msgspec.json.encode({table: list(getattr(new, table).values()) for table in TABLES})
    kept = (stored + msgspec.json.encode(new.info)).decode().casefold()
    said = [d.words for table in LEFT_BEHIND[:-1] for d in getattr(held, table).values()]
    assert len(said) > 40
    assert [words for words in said if words.casefold() in kept] == []
    assert all(person.consent.take_part is None for person in new.participants.values())


def test_a_theme_that_came_up_while_typing_stays_behind():
    old = put(
        meeting(),
        Theme(number=1, name="wachttijd", digit=4),
        Theme(number=2, name="Van Dam", digit=None),
        Theme(number=3, name="post", group="contact", confirmed=True),
    )
    assert [(t.name, t.digit, t.group) for t in again(old).themes.values()] == [
        ("wachttijd", 4, ""),
        ("post", None, "contact"),
    ]


def test_a_code_in_a_question_is_nobody_of_the_next_round():
    old = meeting()
    asked = msgspec.structs.replace(
        old.questions[2], words="D3, hoe ging het?", prompts=("vraag het ook aan D1",), theme="D66"
    )
    part = msgspec.structs.replace(round_of(old), prompts=("ook D2?",), rules=("D3 eerst",))
    new = again(put(old, asked, part))
    (found,) = (q for q in new.questions.values() if q.position == 2)
    assert round_of(new).prompts == ("ook [een deelnemer]?",)
    assert round_of(new).rules == ("[Een deelnemer] eerst",)
    assert found.words == "[Een deelnemer], hoe ging het?"
    assert found.prompts == ("vraag het ook aan [een deelnemer]",)
    assert found.theme == "D66"


def test_how_questions_are_answered_comes_along_without_codes():
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("aan D3 vragen", "zelf zoeken"))
    new = again(put(meeting(), msgspec.structs.replace(meeting().questions[1], answer=form)))
    options = ("aan [een deelnemer] vragen", "zelf zoeken")
    assert new.questions[1].answer == msgspec.structs.replace(form, options=options)


@pytest.mark.parametrize("instead", [False, True])
def test_a_practice_question_that_comes_along_is_there_once(instead):
    def session():
        format_ = formats.load("versnellingssessie")
        return new_session(format_, id_="x", title="", created=START)

    own = msgspec.structs.replace(session().questions[1], words="Komt u met de fiets?")
    taken_over = take_over(put(session(), own), instead=instead).apply(session(), START)
    assert [question.words for question in taken_over.questions.values()] == [own.words]


@pytest.mark.parametrize(("asked", "count"), [(None, 3), (0, 0), (2, 2), (5, 5)])
def test_there_are_as_many_listeners_as_is_asked(asked, count):
    assert len(again(meeting(), listeners=asked).listeners) == count


def test_numbers_begin_again_so_that_no_gap_tells_what_was_there():
    from spiegel.domain.running.order import RemoveQuestion

    old = RemoveQuestion(number=1).apply(meeting(), START)
    new = again(old)
    assert list(new.questions) == [1, 2, 3]
    assert "statements" not in new.last


def _unnumbered(question: object) -> object:
    return msgspec.structs.replace(question, number=0, serves=())


def test_who_takes_part_on_a_device_has_no_code_in_the_next_round_either():
    old = new_session(formats.load("versnellingssessie"), id_="oud", title="", created=START)
    new = again(old, participants=12)
    assert (new.info.seats, len(new.participants), new.on_devices) == (12, 0, True)
