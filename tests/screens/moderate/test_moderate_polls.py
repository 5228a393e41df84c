"""Leading questions that everybody answers on an own device."""

import msgspec
import pytest
from meetings import START, meeting, named, play
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

from screens.seen import flat, footer, screen_text, until
from screens.windows import told
from spiegel import formats
from spiegel.domain.polls.box import Cast, entry_key
from spiegel.domain.polls.clusters import NewCluster
from spiegel.domain.polls.polls import (
    ClosePoll,
    Given,
    GoPollStep,
    OpenPoll,
    ShowPoll,
    ideas_of,
    open_poll,
    poll_of,
)
from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.running.running import Go, GoStep, place, question_states
from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.new import new_session
from spiegel.domain.session.polls import SKIPPED, Answer, Cluster, PollState
from spiegel.domain.session.session import describe, put
from spiegel.meeting.port.serving import FreeSeat, Hitch, Serving
from spiegel.textual_private import shown_notifications


def open_question(session=None):
    """The open question runs, closed with these ideas."""
    session = Go(phase=4, question=OPEN).apply(
        session or session_with(), session_with().info.created
    )
    return answered(session, OPEN, ideas(("wachten", "balie"), ("Jan was boos",), ("balie",)))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
async def test_one_sees_the_question_its_kind_its_step_and_what_comes(open_app, size):
    async with open_app(session_with(), size=size) as pilot:
        for words in ("stelling", "▶ Voorlezen", "Vraag 0?", "Hierna: openen"):
            assert words in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_next_opens_it_and_closing_is_asked(open_app):
    async with open_app(session_with()) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "▶ Antwoorden" in flat(pilot))
        await pilot.press("right")
        await until(pilot, lambda: "Daarna kan niemand meer antwoorden" in flat(pilot))
        await pilot.press("escape")
        assert open_poll(pilot.app.meeting.session) is not None
        await pilot.press("right", "enter")
        assert open_poll(pilot.app.meeting.session) is not None
        await pilot.press("right", "y", "enter")
        await until(pilot, lambda: "0 mensen deden mee" in flat(pilot))
        assert open_poll(pilot.app.meeting.session) is None


async def test_what_there_is_to_choose_from_stands_there_to_be_read_out(open_app):
    drinks = AnswerForm(kind=AnswerKind.CHOOSE, options=("koffie", "thee", "water"))
    async with open_app(session_with(drinks)) as pilot:
        assert all(option in flat(pilot) for option in drinks.options)
        await pilot.press("right", "enter")
        await until(pilot, lambda: "Antwoorden" in flat(pilot))
        assert all(option in flat(pilot) for option in drinks.options)


async def test_who_skipped_is_said_to_be_one_of_those_who_took_part(open_app):
    box = (*values(1, 4, 5, 5, 5), *given(SKIPPED))
    async with open_app(answered(session_with(), STELLING, box)) as pilot:
        assert "6 mensen deden mee, van wie 1 oversloeg" in flat(pilot)


async def test_of_too_few_answers_one_reads_that_none_is_kept(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 5))) as pilot:
        assert "Minder dan 3 antwoorden" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_of_a_small_group_everybody_is_asked_before_the_room_sees_it(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5))) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "Vindt iedereen het goed" in flat(pilot))
        await pilot.press("enter")
        assert poll_of(pilot.app.meeting.session, STELLING).state is PollState.CLOSED
        await pilot.press("right", "y", "enter")
        await until(pilot, lambda: place(pilot.app.meeting.session).step == "show")
        assert poll_of(pilot.app.meeting.session, STELLING).state is PollState.SHOWN


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_outcome_is_hidden_from_the_room_and_shown_again(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5, 5, 5))) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "▶ Tonen" in flat(pilot))
        await until(pilot, lambda: "t verbergen" in flat(pilot))
        for asked, state in (("verbergen", PollState.CLOSED), ("tonen", PollState.SHOWN)):
            await pilot.press("t")
            await until(
                pilot, lambda asked=asked: f"De uitkomst in de zaal {asked}?" in flat(pilot)
            )
            await pilot.press("enter")
            await until(
                pilot,
                lambda state=state: poll_of(pilot.app.meeting.session, STELLING).state is state,
            )


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_what_is_counted_for_the_moderator_alone_is_the_outcome_in_the_row(open_app, size):
    session = open_question()
    for idea in (1, 3):
        session = NewCluster(idea=idea).apply(session, START)
    box = given(*[Answer(order=((1,), (2,)))] * 5)
    closed = answered(session, OPEN, box, ranking=True)
    shown = ShowPoll(poll=poll_of(closed, OPEN, ranking=True).number).apply(closed, START)
    for session in (closed, shown):
        async with open_app(session, size=size) as pilot:
            assert "▶ Uitkomst" in screen_text(pilot).replace("\u00a0", " ")


async def test_the_heading_of_a_question_is_one_line_while_groups_are_put_in_order(open_app):
    session = open_question()
    for idea in (1, 3):
        session = NewCluster(idea=idea).apply(session, START)
    ordering = OpenPoll(question=OPEN, ranking=True).apply(session, START)
    async with open_app(ordering, size=(80, 24)) as pilot:
        lines = [line[:40].strip() for line in screen_text(pilot).splitlines()]
        at = next(number for number, line in enumerate(lines) if "open vraag" in line)
        assert not lines[at + 1]
        assert "▶ Op volgorde zetten" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_idea_with_a_name_is_held_back_from_the_room(open_app):
    async with open_app(open_question()) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "Jan was boos" in flat(pilot))
        await pilot.press("enter", "down")
        held = [idea.words for idea in ideas_of(pilot.app.meeting.session, OPEN) if idea.held]
        assert held == ["Jan was boos"]
        await pilot.press("escape")
        await until(pilot, lambda: "4 ideeën · 1 niet getoond" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_put_again_removes_the_answers_only_after_yes(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5))) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "voorgoed" in flat(pilot))
        await pilot.press("enter")
        assert len(pilot.app.meeting.session.ballots) == 3
        await pilot.press("a", "y", "enter")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is not None)
        assert len(pilot.app.meeting.session.ballots) == 0


@pytest.mark.slow
@pytest.mark.reckons
async def test_without_groups_one_can_go_on_to_talking(open_app):
    async with open_app(open_question()) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "zonder de stappen ertussen" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "▶ Napraten" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_meeting_without_such_questions_does_not_speak_of_them(open_app, running):
    async with open_app(running) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: "Op elk scherm" in flat(pilot))
        assert "toestel" not in flat(pilot)
        await pilot.press("escape", "t", "a", "i")
        assert open_poll(pilot.app.meeting.session) is None


async def test_the_scribe_does_not_go_past_a_question_that_people_are_answering(open_app):
    async with open_app(session_with(), show="scribe") as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "De gespreksleider opent en sluit" in flat(pilot))
        assert place(pilot.app.meeting.session).question.number == STELLING


async def test_the_moderator_sees_what_came_in_before_the_room_does(open_app):
    async with open_app(answered(session_with(), STELLING, values(5, 4, 4, 2, 5))) as pilot:
        for words in ("4 van de 5 zijn het eens", "helemaal eens: 2", "5 mensen deden mee"):
            assert words in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_moderator_sees_every_number_of_an_outcome_in_a_small_window_too(open_app, size):
    options = ("op tijd", "vaste chauffeur", "goedkoop", "dicht bij huis", "vriendelijk", "schoon")
    form = AnswerForm(kind=AnswerKind.RANK, options=options)
    box = given(*[Answer(order=((1,), (2,), (3,), (4,), (5,), (6,)))] * 6)
    question = session_with().questions[STELLING]
    long = msgspec.structs.replace(
        question, words="Wat telt het meest in het vervoer?", answer=form
    )
    async with open_app(answered(put(session_with(), long), STELLING, box), size=size) as pilot:
        for words in ("op tijd: 36 punten", "6. schoon: 6 punten, 6 mensen", "Hierna: in de zaal"):
            assert words in flat(pilot)
    stelling = answered(session_with(), STELLING, values(5, 5, 4, 3, 2, 1))
    async with open_app(stelling, size=size) as pilot:
        for words in ("helemaal oneens: 1", "helemaal eens: 2", "Hierna: in de zaal tonen"):
            assert words in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_by_no_key_one_leaves_a_question_that_people_are_answering(open_app):
    session = OpenPoll(question=STELLING).apply(session_with(), START)
    async with open_app(session) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: "erheen" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "wordt nog" in flat(pilot))
        assert place(pilot.app.meeting.session).question.number == STELLING
        for key, asked in (("2", "Naar vraag 2"), ("o", "overslaan?")):
            await pilot.press(key)
            await until(pilot, lambda asked=asked: asked in flat(pilot))
            await pilot.press("enter")
            assert place(pilot.app.meeting.session).question.number == STELLING


async def test_in_a_small_window_all_one_can_choose_from_is_read_out(open_app):
    options = ("koffie", "thee", "water", "sap", "melk", "iets anders")
    question = msgspec.structs.replace(
        session_with().questions[STELLING],
        answer=AnswerForm(kind=AnswerKind.CHOOSE, options=options),
    )
    async with open_app(put(session_with(), question), size=(60, 18)) as pilot:
        assert all(option in flat(pilot) for option in options)


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_professionals_weigh_their_actions_unseen_and_go_on_where_they_were(open_app):
    phase = named(meeting(), "nagesprek")
    actions = [
        Action(number=n, at=START, words=words)
        for n, words in enumerate(("Bel D3 terug", "Langer open", "Folder aanpassen"), start=1)
    ]
    session = put(meeting(), *actions)
    session = play(session, (0, Go(phase=phase.number)), (1, GoStep(step="acties")))
    async with open_app(session, show="moderate") as pilot:
        await pilot.press("w")
        await until(pilot, lambda: "welke acties eerst komen" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Welke acties komen eerst?" in flat(pilot))
        options = place(pilot.app.meeting.session).question.answer.options
        assert options[1:] == ("Langer open", "Folder aanpassen")
        assert "D3" not in options[0]
        await pilot.press("right")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is not None)
        poll = open_poll(pilot.app.meeting.session).number
        box = given(*[Answer(order=((2,), (3,)))] * 5)
        pilot.app.meeting.submit(ClosePoll(poll=poll, given=box))
        await until(pilot, lambda: "1. Langer open" in flat(pilot))
        await pilot.press("n")
        await pilot.press("enter")
        await until(pilot, lambda: "Hierna: terug" in flat(pilot))
        await pilot.press("right")
        await until(pilot, lambda: place(pilot.app.meeting.session).question is None)
        assert place(pilot.app.meeting.session).step == "acties"


@pytest.mark.slow
@pytest.mark.reckons
async def test_questions_on_devices_that_the_plan_has_in_the_debrief_are_gone_to_with_v(open_app):
    debrief = named(meeting(), "nagesprek")
    form = AnswerForm(kind=AnswerKind.AGREE)
    question = Question(
        number=90, position=1, phase=debrief.number, words="Dit gaan wij doen.", answer=form
    )
    session = play(put(meeting(), question), (0, Go(phase=debrief.number)))
    async with open_app(session, show="moderate") as pilot:
        assert "1 vraag op toestellen · v gaat erheen" in flat(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "Dit gaan wij doen. nog niet gesteld" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "▶ Voorlezen" in flat(pilot))
        assert place(pilot.app.meeting.session).question.number == 90


def put_in(pilot, *values_):
    """Each answers on a seat of its own: what became of it is in the list."""
    poll, kept = open_poll(pilot.app.meeting.session), []
    for seat, value in enumerate(values_, start=1):
        cast = Cast(entry_key(bytes([seat]) * 16, poll), seat, Given(Answer(value=value)))
        pilot.app.meeting.ballots.cast(poll.number, cast, kept.append)
    return kept


@pytest.mark.slow
@pytest.mark.reckons
async def test_answers_are_counted_while_they_come_in_and_kept_at_closing(open_app):
    async with open_app(describe(session_with(), seats=3)) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "0 van de 3" in flat(pilot))
        kept = put_in(pilot, 5, 4, 4)
        await until(pilot, lambda: "3 van de 3" in flat(pilot))
        assert [receipt.kept for receipt in kept] == [True] * 3
        await pilot.press("right")
        await until(pilot, lambda: "3 van de 3 hebben geantwoord. Daarna" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "3 mensen deden mee" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_pages_are_started_and_one_sees_who_still_has_to_answer(open_app, pages):
    session = describe(session_with(), seats=5, paper=1)
    async with open_app(session) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is not None)
        put_in(pilot, 5, 4)
        await pilot.press("d")
        await until(pilot, lambda: "starten op het netwerk, adres 192.168.8.20" in flat(pilot))
        await pilot.press("down", "enter")
        words = "Nog niet geantwoord: plaats 7 · 1 op papier."
        await until(pilot, lambda: words in flat(pilot))
        assert "192.168.8.20:8080 · code BCDF" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_closing_keeps_how_many_took_part_in_each_way(open_app, pages):
    pages.serving = Serving(
        address="192.168.8.20",
        port=8080,
        link="http://192.168.8.20/",
        code="BCDF",
        joined=tuple(range(1, 13)),
        turns=(8, 9, 10, 11, 12),
    )
    async with open_app(session_with()) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "▶ Antwoorden" in flat(pilot))
        await pilot.press("right", "y", "enter")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is None)
        info = pilot.app.meeting.session.info
        assert (info.own, info.laptop) == (7, 5)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_however_much_is_said_of_the_devices_their_keys_and_codes_are_seen(
    open_app, pages, size
):
    pages.serving = Serving(
        address="192.168.8.20",
        port=8080,
        link="http://192.168.8.20/",
        code="BCDF",
        joined=tuple(range(1, 20)),
        turn_codes=("MDDPDH", "HB3W4F", "L4SRXW", "W44HLP", "3DB9JS"),
        hitches=(Hitch.SLIPS, Hitch.FULL, Hitch.GUESSING),
    )
    session = describe(session_with(), seats=14, groups=("cliënten", "professionals"))
    async with open_app(session, size=size) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "BCDF" in flat(pilot))
        for words in ("3DB9JS", "stoppen: geen toestel", "nummer en Enter: plaats vrij"):
            assert words in flat(pilot)
        await pilot.press("7")
        await until(pilot, lambda: "Plaats 7 vrijmaken?" in flat(pilot))
        await pilot.press("escape", "pagedown", "pagedown", "pagedown")
        await until(pilot, lambda: "cliënten, professionals" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_filled_in_of_the_people_stands_in_the_panel_at_once(open_app, pages):
    async with open_app(session_with()) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "invullen wie er antwoorden" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Wie er antwoorden" in flat(pilot))
        await pilot.press("9", "ctrl+s")
        await until(pilot, lambda: "Toestellen" in flat(pilot))
        assert "9 mensen antwoorden" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_pages_that_open_slowly_are_started_once_and_one_sees_that_they_open(
    open_app, pages, monkeypatch
):
    started = []
    monkeypatch.setattr(pages, "start", lambda *_to, **how: started.append(how["address"]))
    async with open_app(session_with()) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "starten op het netwerk" in flat(pilot))
        await pilot.press("down", "enter", "enter")
        await until(pilot, lambda: "De pagina's worden geopend" in flat(pilot))
        assert started == ["192.168.8.20"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_seat_is_freed_by_its_number_and_enter(open_app, pages):
    pages.start(lambda _problem: None, address="192.168.8.20")
    async with open_app(session_with()) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "code BCDF" in flat(pilot))
        await pilot.press("7")
        await until(pilot, lambda: "Plaats 7 vrijmaken?" in flat(pilot))
        await pilot.press("enter")
        assert pages.asked == [FreeSeat(7)]


async def test_before_the_start_one_is_told_to_let_people_take_part(open_app):
    session = new_session(formats.load("versnellingssessie"), id_="x", title="T", created=START)
    async with open_app(session, show="moderate") as pilot:
        assert "Eerst d: hoeveel mensen antwoorden" in flat(pilot)
        assert "F2" not in flat(pilot).partition("Eerst d")[2].partition("Hierna")[0]


@pytest.mark.slow
@pytest.mark.reckons
async def test_how_many_answer_is_filled_in_and_a_mistake_is_named(open_app, pages):
    async with open_app(session_with()) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "invullen wie er antwoorden" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Wie er antwoorden" in flat(pilot))
        await pilot.press(*"2", "enter", *"3", "ctrl+s")
        await until(pilot, lambda: "Meer op papier dan er mensen zijn" in flat(pilot))
        await pilot.press("backspace", "1", "ctrl+s")
        await until(pilot, lambda: pilot.app.meeting.session.info.paper == 1)
        assert pilot.app.meeting.session.info.seats == 2


async def test_one_does_not_leave_a_question_that_people_are_answering(open_app):
    async with open_app(session_with()) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: open_poll(pilot.app.meeting.session) is not None)
        await pilot.press("left")
        await until(pilot, lambda: "wordt nog" in flat(pilot))
        assert place(pilot.app.meeting.session).question.number == STELLING


@pytest.mark.slow
@pytest.mark.reckons
async def test_before_groups_are_ordered_one_hears_that_ideas_are_in_none(open_app):
    session = open_question()
    first, second, *_loose = ideas_of(session, OPEN)
    clusters = [Cluster(number=n, question=OPEN, name=f"groep {n}", position=n) for n in (1, 2)]
    put_in_ = [
        msgspec.structs.replace(idea, cluster=n) for n, idea in enumerate((first, second), start=1)
    ]
    session = put(session, *clusters, *put_in_)
    session = ShowPoll(poll=1, confirmed=True).apply(session, START)
    session = GoPollStep(question=OPEN, step=PollStep.GROUP).apply(session, START)
    async with open_app(session, show="moderate") as pilot:
        await until(pilot, lambda: "Met F5 zet u de ideeën in groepjes." in flat(pilot))
        await pilot.press("right")
        await until(pilot, lambda: "2 ideeën van de 4 staan in geen groepje" in flat(pilot))
        await pilot.press("enter")
        assert open_poll(pilot.app.meeting.session) is None


def test_a_question_that_was_only_read_still_waits_for_its_turn():
    session = session_with()
    assert question_states(session)[STELLING].open
    assert not question_states(OpenPoll(question=STELLING).apply(session, START))[STELLING].open


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("session", "width", "keys"),
    [
        (open_question(), 60, ("t tonen", "i ideeën", "d toestellen")),
        (open_question(), 80, ("t tonen", "i ideeën", "d toestellen")),
        (session_with(), 80, ("→ volgende", "d toestellen")),
        (open_question(), 120, ("t tonen", "i ideeën", "d toestellen")),
    ],
)
async def test_what_one_needs_at_a_question_on_devices_is_in_sight(open_app, session, width, keys):
    async with open_app(session, size=(width, 24)) as pilot:
        for words in keys:
            assert words in footer(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_ideas_before_closing_are_not_there_and_one_reads_why(open_app):
    session = Go(phase=4, question=OPEN).apply(session_with(), START)
    async with open_app(OpenPoll(question=OPEN).apply(session, START)) as pilot:
        assert "ideeën" not in footer(pilot)
        for key in "it":
            await pilot.press(key)
            await until(pilot, lambda: "Sluit eerst deze vraag" in told(pilot))
            pilot.app.clear_notifications()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_under_many_ideas_it_is_still_said_what_the_keys_do(open_app, size):
    session = Go(phase=4, question=OPEN).apply(session_with(), START)
    session = answered(session, OPEN, ideas(*((f"idee {n}",) for n in range(40))))
    async with open_app(session, size=size) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "Esc: terug" in flat(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_both_ways_to_start_are_in_sight_and_a_sign_stands_at_the_marked_line(
    open_app, pages, size
):
    async with open_app(session_with(), size=size) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "▸ invullen" in flat(pilot))
        assert "starten op het netwerk" in flat(pilot)
        assert "starten op alleen deze laptop" in flat(pilot)
        await pilot.press("down", "down")
        await until(pilot, lambda: "▸ starten op alleen deze laptop" in flat(pilot))
        assert flat(pilot).count("▸") == 1


@pytest.mark.slow
@pytest.mark.reckons
async def test_looking_through_stands_in_the_row_of_steps(open_app):
    async with open_app(answered(session_with(), STELLING, values(1, 4, 5, 5, 5))) as pilot:
        assert "▶ Doorkijken" in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_question_still_to_come_is_not_called_open(open_app):
    async with open_app(session_with()) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: "nog niet gesteld" in flat(pilot))
        assert " open " not in flat(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_enter_pressed_twice_at_the_start_makes_no_other_code(open_app, pages):
    async with open_app(session_with()) as pilot:
        await pilot.press("d", "down", "enter", "enter")
        await until(pilot, lambda: "Wie er antwoorden" in flat(pilot))
        assert pages.serving is not None
        assert pages.asked == []


async def test_with_fewer_than_two_actions_w_says_why_there_is_nothing_to_weigh(open_app):
    phase = named(meeting(), "nagesprek")
    action = Action(number=1, at=START, words="Langer open")
    session = play(put(meeting(), action), (0, Go(phase=phase.number)))
    async with open_app(session, show="moderate") as pilot:
        await pilot.press("w", "enter")
        await until(pilot, lambda: shown_notifications(pilot.app))
        (said,) = shown_notifications(pilot.app)
        assert "minder dan twee verbeteracties" in said.message


async def test_of_a_question_to_practise_with_no_outcome_is_offered(open_app):
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("ja", "nee"), practice=True)
    answers = given(*(Answer(options=(1,)) for _person in range(3)))
    session = answered(session_with(form), STELLING, answers)
    async with open_app(session, size=(120, 40)) as pilot:
        assert "Dit was een proefvraag; er is geen antwoord bewaard." in flat(pilot)
        assert "De groep is klein" not in flat(pilot)
        assert "tonen" not in screen_text(pilot).rstrip().splitlines()[-1]
        await pilot.press("t")
        await until(pilot, lambda: "Dit was een proefvraag" in told(pilot))
        assert poll_of(pilot.app.meeting.session, STELLING).state is PollState.CLOSED
