"""What the moderator needs to get from notes to a report that may be shown."""

from threading import Event

import msgspec
import pytest

from screens.keys import press, type_
from screens.seen import flat, screen_text, until
from screens.told import AGREED, debrief, said, told
from spiegel.domain.consent.gate import consents
from spiegel.domain.consent.second import Seen
from spiegel.domain.consent.traces import places
from spiegel.domain.report.review import Concern, ConcernKind, queue
from spiegel.domain.session.evaluation import Evaluation, Form
from spiegel.domain.session.people import UNKNOWN, Participant
from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.polls import Idea, Poll, PollState
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Theme, Valence
from spiegel.meeting.live import LiveMeeting
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Receipt
from spiegel.screens.review import view

SECOND = Theme(number=3, name="wachtijd")


def statement(pilot, number):
    return pilot.app.meeting.session.statements[number]


def with_some(*several):
    """The usual meeting with all settled, and statements from 9 up that are not."""
    settled = tuple(kind.value for kind in ConcernKind)
    session = debrief("geraakt", told())
    clean = (msgspec.structs.replace(s, settled=settled) for s in session.statements.values())
    words = {"words": "daar wil ik nog iets over zeggen"}
    new = (said(number, **{**words, **fields}) for number, fields in enumerate(several, start=9))
    return put(session, *clean, *new)


def with_one(**fields):
    """The usual meeting with all settled, and statement 9 that is not."""
    return with_some(fields)


async def test_after_taking_back_the_cursor_stands_on_what_came_back(open_app):
    some = with_some({"speakers": (UNKNOWN,)}, {"speakers": (UNKNOWN,)}, {"speakers": (UNKNOWN,)})
    async with open_app(some, show="review") as pilot:
        await press(pilot, "down")
        browse = pilot.app.screen.section.browse
        second = browse.key
        await press(pilot, "enter")
        await until(pilot, lambda: browse.key != second)
        await press(pilot, "up", "up", "ctrl+z")
        await until(pilot, lambda: browse.key == second)


def test_where_nobody_made_a_statement_nobody_is_sent_to_the_statements():
    idea = Idea(number=1, poll=1, words="bel terug")
    session = put(with_one(), idea)
    assert "Tab toont alle uitspraken" in view.nothing(session, all_=False).plain
    session = msgspec.structs.replace(session, statements=type(session.statements)())
    assert view.nothing(session, all_=False).plain == "Alles is nagekeken. F7 maakt het verslag."


async def test_a_long_statement_just_before_is_seen_to_go_on(open_app):
    before = {"words": "wij wachtten " * 8 + "en toen niets"}
    async with open_app(with_some(before, {"speakers": (UNKNOWN,)}), show="review") as pilot:
        await until(pilot, lambda: "ervoor" in screen_text(pilot))
        question, shown = screen_text(pilot).split("ervoor")
        assert "wij wachtten wij wachtte…" in " ".join(shown.split())
        assert "Wie zei dit?" in question
        assert "Enter: onbekend laten" in question


async def test_own_words_for_a_name_take_the_place_of_those_that_were_suggested(open_app):
    async with open_app(with_one(words="Ans de Vries nam de tijd"), show="review") as pilot:
        await until(pilot, lambda: "Is iemand hieraan te herkennen?" in screen_text(pilot))
        await press(pilot, "p")
        await type_(pilot, "de verpleegkundige")
        await press(pilot, "enter")
        await until(pilot, lambda: "Is iemand hieraan" not in screen_text(pilot))
        assert [each.words for each in pilot.app.meeting.session.verdicts.values()] == [
            "de verpleegkundige"
        ]


async def test_a_quotation_is_no_question_before_it_is_known_who_spoke(open_app):
    quoted = {"words": "dan zit je daar", "verbatim": True, "speakers": ("D2",)}
    one = with_one(**quoted, inherited=True)
    async with open_app(one, show="review") as pilot:
        await until(pilot, lambda: "klopt de spreker?" in screen_text(pilot))
        assert "schrijf een samenvatting" not in screen_text(pilot)
        assert "geen citaat" not in screen_text(pilot)


async def test_a_key_that_does_nothing_with_this_one_says_what_it_is_for(open_app):
    async with open_app(with_one(speakers=(UNKNOWN,)), show="review") as pilot:
        await until(pilot, lambda: "wie zei dit?" in screen_text(pilot))
        await press(pilot, "m")
        await until(pilot, lambda: "Hier kan dat niet. m is voor:" in screen_text(pilot))


async def test_a_long_statement_is_read_whole_where_its_words_are_changed(open_app):
    words = " ".join(f"woord{number}" for number in range(1, 41))
    async with open_app(with_one(words=words, speakers=(UNKNOWN,)), show="review") as pilot:
        await until(pilot, lambda: "wie zei dit?" in screen_text(pilot))
        await press(pilot, "e")
        await until(pilot, lambda: "Woorden van uitspraak 9" in screen_text(pilot))
        form = screen_text(pilot).split("Woorden van uitspraak 9")[1].split("Enter: opslaan")[0]
        assert " ".join(form.split()) == words


ONE_KEY = (
    ({"speakers": (UNKNOWN,)}, "3", {"speakers": ("D3",)}),
    ({"speakers": ("D2",), "inherited": True}, "enter", {"settled": ("inherited",)}),
    ({"speakers": ("D2",), "inherited": True}, "4", {"speakers": ("D4",), "inherited": False}),
    ({"speakers": ("D6",), "verbatim": True}, "enter", {"settled": ("consent",)}),
    ({"traceable": True}, "h", {"traceable": False}),
    ({"words": "toen kwam Zonnehoek langs"}, "enter", {"settled": ("capital",)}),
    ({"themes": (), "verbatim": True}, "2", {"themes": (2,)}),
    ({"themes": (), "verbatim": True}, "enter", {"settled": ("no theme",)}),
    ({"valence": None}, "plus", {"valence": Valence.GOOD}),
    ({"valence": None}, "minus", {"valence": Valence.BETTER}),
    ({"valence": None}, "exclamation_mark", {"valence": Valence.WISH}),
    ({"valence": None}, "enter", {"settled": ("no sign",)}),
)
"""In the order of the queue: what is unchecked, the key, and what it leads to."""


@pytest.mark.slow
async def test_one_key_settles_each_concern_and_the_count_goes_down(open_app):
    session = with_some(*(fields for fields, _key, _after in ONE_KEY))
    pinned = msgspec.structs.replace(session.themes[2], digit=2)
    async with open_app(put(session, pinned), show="review") as pilot:
        for done, (_fields, key, after) in enumerate(ONE_KEY):
            left = len(ONE_KEY) - done
            await until(pilot, lambda left=left: len(queue(pilot.app.meeting.session)) == left)
            await until(pilot, lambda left=left: f"nog {left} " in screen_text(pilot))
            await press(pilot, key)
            await until(pilot, lambda left=left: len(queue(pilot.app.meeting.session)) < left)
            for field, value in after.items():
                assert getattr(statement(pilot, 9 + done), field) == value
        await until(pilot, lambda: "Alles is nagekeken" in screen_text(pilot))


@pytest.mark.slow
async def test_a_quotation_without_consent_gets_a_summary(open_app):
    async with open_app(with_one(speakers=("D6",), verbatim=True), show="review") as pilot:
        assert "Mag niet worden geciteerd" in screen_text(pilot)
        await press(pilot, "p")
        await type_(pilot, "wil er later op terugkomen")
        await press(pilot, "enter")
        await until(pilot, lambda: statement(pilot, 9).paraphrase == "wil er later op terugkomen")
        assert not queue(pilot.app.meeting.session)


@pytest.mark.slow
async def test_what_is_written_differently_is_no_longer_traceable(open_app):
    async with open_app(with_one(words="mijn dochter tolkt", traceable=True), show="review") as p:
        await press(p, "e", "ctrl+u")
        await type_(p, "een kind tolkt")
        await press(p, "enter")
        await until(p, lambda: statement(p, 9).words == "een kind tolkt")
        await until(p, lambda: not statement(p, 9).traceable)
        await press(p, "ctrl+z")
        await until(p, lambda: statement(p, 9).traceable)


@pytest.mark.slow
async def test_a_new_theme_stays_or_goes_into_another(open_app):
    async with open_app(put(with_one(themes=(3,)), SECOND), show="review") as pilot:
        assert queue(pilot.app.meeting.session) == (Concern(ConcernKind.NEW_THEME, "themes", 3),)
        await press(pilot, "m")
        await type_(pilot, "wachtt")
        await press(pilot, "enter")
        await until(pilot, lambda: statement(pilot, 9).themes == (1,))
        assert 3 not in pilot.app.meeting.session.themes


async def test_a_misspelt_theme_is_offered_the_one_that_was_meant_and_says_where_it_went(open_app):
    first = Theme(number=4, name="aandacht", confirmed=True)
    async with open_app(put(with_one(themes=(3,)), first, SECOND), show="review") as pilot:
        await press(pilot, "m")
        await until(pilot, lambda: "wachtijd samenvoegen met" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: statement(pilot, 9).themes == (1,))
        said = flat(pilot)
        assert "staat nu onder wachttijd" in said.replace("▎ ", "")


@pytest.mark.slow
async def test_several_speakers_are_typed_as_they_are_written(open_app):
    async with open_app(with_one(speakers=(UNKNOWN,)), show="review") as pilot:
        await press(pilot, "w")
        await type_(pilot, "1 4")
        assert "gezegd door D1,D4" in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: statement(pilot, 9).speakers == ("D1", "D4"))


@pytest.mark.slow
async def test_a_digit_that_could_begin_a_longer_code_asks(open_app):
    people = (Participant(number=n, present=True, consent=AGREED) for n in range(7, 13))
    async with open_app(put(with_one(speakers=(UNKNOWN,)), *people), show="review") as pilot:
        await press(pilot, "1")
        await type_(pilot, "2")
        await press(pilot, "enter")
        await until(pilot, lambda: statement(pilot, 9).speakers == ("D12",))


@pytest.mark.slow
async def test_statements_are_found_by_theme_speaker_and_words(open_app):
    async with open_app(told_now(), show="review", size=(120, 40)) as pilot:
        await press(pilot, "tab", "f")
        await type_(pilot, "bejeg")
        await press(pilot, "enter")
        await until(pilot, lambda: "1 van 5 uitspraken" in screen_text(pilot))
        assert "Eerst koffie" in screen_text(pilot)
        assert "acht weken" not in screen_text(pilot)
        await press(pilot, "f", "enter", "f")
        await type_(pilot, "koffie")
        await press(pilot, "enter")
        await until(pilot, lambda: "2 van 5 uitspraken" in screen_text(pilot))
        await press(pilot, "f")
        await type_(pilot, "buiten")
        await press(pilot, "enter")
        await until(pilot, lambda: "1 van 5 uitspraken" in screen_text(pilot))
        assert "Twaalf maandagen" in screen_text(pilot)
        assert "buiten het verslag:" in screen_text(pilot)


def told_now():
    return debrief("geraakt", told())


@pytest.mark.slow
async def test_a_statement_is_mended_in_every_part(open_app):
    async with open_app(told_now(), show="review") as pilot:
        await press(pilot, "tab")
        await press(pilot, "k", "c", "0")
        await until(
            pilot,
            lambda: (statement(pilot, 1).key, statement(pilot, 1).verbatim) == (True, False),
        )
        await until(pilot, lambda: statement(pilot, 1).valence is None)
        await press(pilot, "t")
        await type_(pilot, "geduld")
        await press(pilot, "enter")
        await until(pilot, lambda: len(statement(pilot, 1).themes) == 2)
        await press(pilot, "x")
        await until(pilot, lambda: 1 not in pilot.app.meeting.session.statements)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: 1 in pilot.app.meeting.session.statements)


@pytest.mark.slow
async def test_consent_given_later_lets_a_quotation_through(open_app):
    async with open_app(told_now(), show="review", size=(120, 40)) as pilot:
        await press(pilot, "shift+tab", "shift+tab", *["down"] * 5)
        await press(pilot, "2", "2")
        await until(
            pilot,
            lambda: consents(pilot.app.meeting.session, statement(pilot, 5)),
        )


@pytest.mark.slow
async def test_withdrawing_asks_first_and_takes_every_word(open_app):
    async with open_app(told_now(), show="review", size=(120, 40)) as pilot:
        await press(pilot, "shift+tab", "shift+tab", "r")
        await until(pilot, lambda: "D1 trekt zich terug" in screen_text(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "toestemming in" not in screen_text(pilot))
        assert 1 in pilot.app.meeting.session.statements
        await press(pilot, "r")
        await until(pilot, lambda: "D1 trekt zich terug" in screen_text(pilot))
        await type_(pilot, "D1")
        await press(pilot, "enter")
        await until(pilot, lambda: 1 not in pilot.app.meeting.session.statements)


@pytest.mark.slow
async def test_words_that_could_not_be_saved_come_back(open_app, monkeypatch):
    async with open_app(with_one(speakers=("D6",), verbatim=True), show="review") as pilot:

        def refuse(change, then=None):
            then(Receipt(change=change, problem="De schijf is vol."))

        monkeypatch.setattr(pilot.app.meeting, "submit", refuse)
        await press(pilot, "p")
        await type_(pilot, "een samenvatting")
        await press(pilot, "enter")
        await until(pilot, lambda: "De schijf is vol." in screen_text(pilot))
        await until(pilot, lambda: "een samenvatting" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 18), (120, 40)])
async def test_odd_words_and_five_hundred_statements_are_shown(open_app, size):
    odd = 'He said: "[laughs]" [/ [red]x العربية 👍️'
    many = [said(n, f"{odd} {n}", valence=None) for n in range(10, 510)]
    many.append(said(600, "x" * 100_000, valence=None))
    async with open_app(put(told_now(), *many), show="review", size=size) as pilot:
        await press(pilot, "end")
        assert "privé" in screen_text(pilot)
        await press(pilot, "home", "tab", "end")
        assert "xxx" in screen_text(pilot)
        await press(pilot, "pageup")
        assert "[/ [red]x" in screen_text(pilot) or size == (60, 18)


async def test_an_empty_meeting_says_what_to_do_first(open_app, running):
    async with open_app(running, show="review") as pilot:
        assert "Met F4 legt u vast" in screen_text(pilot)


IDEAS = ("meer stoelen", "bel vaker terug", "dank aan Fatima")


def with_ideas():
    """The usual meeting with all settled, and three ideas of an open question."""
    poll = Poll(number=1, question=5, at=told().info.created, state=PollState.CLOSED, took_part=5)
    ideas = [Idea(number=n, poll=1, words=words) for n, words in enumerate(IDEAS, start=1)]
    return put(with_some(), poll, *ideas)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_idea_that_was_held_back_from_the_room_is_marked_and_asked_about(open_app):
    session = with_ideas()
    held = msgspec.structs.replace(session.ideas[1], held=True)
    async with open_app(put(session, held), show="review") as pilot:
        await until(pilot, lambda: "niet in de zaal getoond" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "Mag dit idee in het verslag?" in screen_text(pilot))
        await press(pilot, "y", "enter")
        await until(pilot, lambda: pilot.app.meeting.session.ideas[1].settled == ("idea",))


@pytest.mark.slow
@pytest.mark.reckons
async def test_ideas_are_looked_at_one_by_one_with_a_key_each(open_app):
    async with open_app(with_ideas(), show="review") as pilot:
        await until(pilot, lambda: "Fatima" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "Mag dit idee in het verslag?" in screen_text(pilot))
        await press(pilot, "enter", "enter", "h")
        ideas = pilot.app.meeting.session.ideas
        assert [(i.settled, i.traceable) for i in ideas.values()] == [
            (("idea",), False),
            ((), True),
            (("traceable",), True),
        ]


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_idea_can_be_said_otherwise_and_stays_as_it_was_written(open_app):
    async with open_app(with_ideas(), show="review") as pilot:
        await press(pilot, "p")
        await type_(pilot, "dank aan de balie")
        await press(pilot, "ctrl+s")
        idea = pilot.app.meeting.session.ideas[3]
        assert (idea.paraphrase, idea.words) == ("dank aan de balie", IDEAS[2])


TOLD = "toen belde mevrouw De Vries mij op 06-12345678"


def test_wherever_words_stand_that_look_like_a_person_the_place_is_named():
    place = Sentence(number=1, persona=1, field=PersonaField.HOME, words="Dag Anja.")
    form = Evaluation(number=1, form=Form.LISTENER, words=("Dag Anja.",))
    session = put(told(), Persona(number=1, name="Toos"), place, form)
    named = {each.table: view.where(session, each) for each in places(session)}
    assert named["persona_sentences"] == "een zin van een persona"
    assert named["evaluations"] == "een evaluatieformulier"


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_place_in_a_sentence_of_a_persona_is_decided_as_anywhere_else(open_app):
    place = Sentence(
        number=1,
        persona=1,
        field=PersonaField.HOME,
        words="Ik ben Toos en ik woon in Bronkhorst.",
    )
    session = put(with_some(), Persona(number=1, name="Toos"), place)
    async with open_app(session, show="review") as pilot:
        await until(pilot, lambda: "een zin van een persona" in screen_text(pilot))
        assert "Bronkhorst" in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(pilot.app.meeting.session.verdicts) == 1)
        await until(pilot, lambda: "Alles is nagekeken" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_looks_like_a_person_is_replaced_stays_or_is_said_otherwise_by_a_key(open_app):
    session = with_some({"words": TOLD}, {"words": "Anja kwam pas na drie weken"})
    async with open_app(session, show="review") as pilot:
        await until(pilot, lambda: "[naam]" in screen_text(pilot))
        assert "mevrouw De Vries" in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(pilot.app.meeting.session.verdicts) == 1)
        await press(pilot, "p", "ctrl+u")
        await type_(pilot, "iemand van het loket")
        await press(pilot, "enter")
        await until(pilot, lambda: len(pilot.app.meeting.session.verdicts) == 2)
        await press(pilot, "b")
        await type_(pilot, "staat op de site")
        await press(pilot, "enter")
        await until(pilot, lambda: "Alles is nagekeken" in screen_text(pilot))
        verdicts = pilot.app.meeting.session.verdicts.values()
        assert [one.choice for one in verdicts] == ["general", "own", "keep"]
        assert [one.reason for one in verdicts] == ["", "", "staat op de site"]
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "telefoonnummer" in screen_text(pilot))


async def test_words_that_look_like_a_person_go_by_code_and_wherever_they_stand(open_app):
    several = ({"words": f"Anja {what}"} for what in ("belde", "kwam", "schreef"))
    async with open_app(with_some(*several), show="review") as pilot:
        await until(pilot, lambda: "3 plekken" in screen_text(pilot))
        await press(pilot, "3")
        await until(pilot, lambda: "2 plekken" in screen_text(pilot))
        await press(pilot, "a")
        await until(pilot, lambda: "Alles is nagekeken" in screen_text(pilot))
        verdicts = pilot.app.meeting.session.verdicts.values()
        assert {(one.choice, one.words) for one in verdicts} == {("code", "D3")}


class Asked:
    """A second opinion that sees one word, or cannot be asked, or waits until it is stopped."""

    def __init__(self, word="", problem="", *, waits=False):
        self.word, self.problem, self.waits = word, problem, waits

    def look(self, texts, *, progress, stopped):
        progress(0)
        while self.waits and not stopped():
            Event().wait(0.01)
        if self.problem:
            raise NotDoneError(self.problem)
        progress(len(texts))
        found = ((text, text.find(self.word)) for text in texts)
        return {text: [Seen(at, at + len(self.word), "persoon")] for text, at in found if at >= 0}


def second_opinion(monkeypatch, asked):
    monkeypatch.setattr(LiveMeeting, "opinion", asked)


async def test_what_a_second_opinion_finds_more_is_answered_like_the_rest(open_app, monkeypatch):
    second_opinion(monkeypatch, Asked("zwartkijkers"))
    session = with_one(words="daar zaten de zwartkijkers weer")
    async with open_app(session, show="review") as pilot:
        assert "d: tweede blik" in screen_text(pilot)
        await press(pilot, "d")
        await until(pilot, lambda: "nog 1" in screen_text(pilot))
        await press(pilot, "p")
        await type_(pilot, "mensen")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.meeting.session.verdicts)
        (verdict,) = pilot.app.meeting.session.verdicts.values()
        assert verdict.second == 1
        await until(pilot, lambda: "Alles is nagekeken" in screen_text(pilot))


async def test_without_a_second_opinion_it_is_said_why(open_app, monkeypatch):
    second_opinion(monkeypatch, Asked(problem="Deduce is niet geïnstalleerd."))
    async with open_app(with_some(), show="review") as pilot:
        await press(pilot, "d")
        await until(pilot, lambda: "niet geïnstalleerd" in screen_text(pilot))


async def test_the_same_key_stops_a_second_opinion(open_app, monkeypatch):
    second_opinion(monkeypatch, Asked(problem="De tweede blik is gestopt.", waits=True))
    async with open_app(with_some(), show="review") as pilot:
        await press(pilot, "d")
        await until(pilot, lambda: "Deduce laadt" in screen_text(pilot))
        await press(pilot, "d")
        await until(pilot, lambda: "is gestopt" in screen_text(pilot))
        assert "Deduce laadt" not in screen_text(pilot)


async def test_who_may_be_known_by_all_that_was_said_together_is_asked_about(open_app):
    words = (
        "Ik wachtte elf weken, in Noord.",
        "Ik ben kapster geweest.",
        "Ik heb epilepsie.",
    )
    some = with_some(
        *(
            {"speakers": ("D1",), "words": each, "themes": (1,), "valence": Valence.BETTER}
            for each in words
        )
    )
    async with open_app(some, show="review", size=(110, 36)) as pilot:
        await until(pilot, lambda: "samen herkenbaar?" in screen_text(pilot))
        for _ in range(6):
            if "is te herkennen wie het is" in screen_text(pilot):
                break
            await press(pilot, "down")
        shown = flat(pilot)
        assert "waar iemand woont (9), werk (10), gezondheid (11)" in shown
        await press(pilot, "enter")
        await until(pilot, lambda: "samen herkenbaar?" not in screen_text(pilot))
        assert "together" in statement(pilot, 9).settled


async def test_under_the_list_of_what_can_be_shown_no_line_stays_empty(open_app):
    async with open_app(told_now(), show="review") as pilot:
        await press(pilot, "tab", "f")
        await until(pilot, lambda: "Toon alleen" in screen_text(pilot))
        lines = screen_text(pilot).split("\n")
        keys = next(at for at, line in enumerate(lines) if "om te kiezen" in line)
        assert lines[keys + 1].startswith("╰")


async def test_under_an_empty_list_nothing_stands_and_no_rule(open_app, running):
    empty = msgspec.structs.replace(running, statements={})
    async with open_app(empty, show="review") as pilot:
        for index in range(len(pilot.app.screen.SECTIONS)):
            await pilot.app.screen.show_part(index)
            await pilot.pause()
            if pilot.app.screen.section.browse.key is None:
                assert "──" not in screen_text(pilot)


async def test_words_around_a_name_begin_with_a_whole_word(open_app):
    session = with_some({"words": "Van mijn buurvrouw uit Utrecht hoorde ik dat Anja belt"})
    async with open_app(session, show="review") as pilot:
        await until(pilot, lambda: "… Utrecht hoorde ik dat Anja belt" in screen_text(pilot))


async def test_however_long_a_statement_is_the_keys_that_decide_it_are_seen(open_app):
    long = {"words": "wij wachtten " * 40, "speakers": (UNKNOWN,)}
    async with open_app(with_some(long), show="review", size=(80, 24)) as pilot:
        await until(pilot, lambda: "Wie zei dit?" in screen_text(pilot))
        assert "Enter: onbekend laten" in screen_text(pilot)
