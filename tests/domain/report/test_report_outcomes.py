"""The report of a meeting in which everybody answered: its outcomes, its ideas, the other group."""

import msgspec
import pytest
from besides import FORMS, OPEN, PLACE, STELLING, clients, grouped, ordered, professionals
from meetings import START, after, at, meeting, named
from polling import answered, given, ideas, session_with, values

import mutations
from spiegel.domain.polls import polls
from spiegel.domain.polls.compare import LayBeside, LinkClusters, counterpart
from spiegel.domain.polls.outcomes import Untold
from spiegel.domain.polls.polls import ClosePoll, OpenPoll, ShowPoll, open_poll, poll_of
from spiegel.domain.report.answered import numbers_of
from spiegel.domain.report.front import shorter
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.report import report_on
from spiegel.domain.report.review import MarkIdea, RewriteIdea, SettleIdea
from spiegel.domain.report.standing import Origin, Standing, ingredients, standing
from spiegel.domain.running.running import Go
from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.statements import Remark, RemarkKind, Statement
from spiegel.i18n import translations

NL = translations("nl")


def checked(session):
    """The session in which somebody looked at every idea."""
    return after(session, *(SettleIdea(idea=number) for number in session.ideas))


def section(session, place=1):
    return report_on(session, NL).polls.sections[place - 1]


def every_word(session):
    return str(msgspec.to_builtins(report_on(session, NL), str_keys=True))


def test_of_a_stelling_it_says_how_many_agree_and_how_much_alike_people_see_it():
    said = section(clients())
    assert said.taking == "6 mensen deden mee."
    assert said.findings == (
        "Eens: 5 van de 6; oneens: 1.",
        "Gemiddeld 4,0, middelste antwoord 4, van 6 mensen met een mening.",
        "De groep is verdeeld (spreiding 0,25).",
    )
    assert said.tables[0].rows[:2] == (("helemaal oneens", "0"), ("oneens", "1"))


def test_a_chart_says_in_words_what_it_shows_and_kinds_of_bars_differ_in_pattern():
    chart = section(clients()).chart
    assert "helemaal eens: 2" in chart.alt
    assert [bar.pattern for bar in chart.bars] == ["stripes", "stripes", "dots", "solid", "solid"]


def test_groups_stand_in_their_order_with_the_ideas_under_them_word_for_word():
    said = section(checked(clients()), 2)
    assert [cluster.heading for cluster in said.clusters] == [
        "ruime huisvesting",
        "kortere wachttijd",
        "kennis van stagiairs",
    ]
    first = said.clusters[0]
    assert first.standing == "Plaats 1: 15 punten, genoemd door 5 van de 6."
    assert [(i.words, i.verbatim) for i in first.ideas] == [
        ("ruime huisvesting 0", True),
        ("ruime huisvesting 1", True),
    ]
    assert [row[-1] for row in said.tables[0].rows][1:] == [
        "wisselend, met ruime huisvesting",
        "stevig",
    ]


def test_every_chart_has_its_numbers_as_a_table_also_of_groups_that_nobody_put_in_order():
    unordered = grouped(session_with(), {"stoelen": 3, "koffie": 2})
    for session in (clients(), professionals(), unordered):
        for said in report_on(session, NL).polls.sections:
            if said.chart is not None:
                cells = {cell for row in said.tables[0].rows for cell in row}
                cells |= set(said.tables[0].columns)
                assert {bar.said for bar in said.chart.bars} <= {c.split()[0] for c in cells if c}
    assert section(unordered, 2).tables[0].rows == (("stoelen", "3"), ("koffie", "2"))


def test_of_groups_that_too_few_people_put_in_order_it_says_why_they_have_none():
    session = grouped(session_with(), {"stoelen": 3, "koffie": 2})
    assert len(section(session, 2).findings) == 1
    (why,) = section(ordered(session, (1, 2), (2, 1)), 2).findings[1:]
    assert why == f"De volgorde van de groepjes: {Untold.FEW.explain(NL)}"


def test_an_idea_that_nobody_checked_or_that_is_traceable_is_only_counted():
    session = checked(clients())
    session = after(session, MarkIdea(idea=1, traceable=True), MarkIdea(idea=2, traceable=True))
    session = after(session, MarkIdea(idea=2, traceable=False))
    words = every_word(session)
    assert session.ideas[1].words not in words
    assert session.ideas[2].words not in words
    assert report_on(session, NL).how.notes == (
        "De woorden van 2 ideeën zijn weggelaten. Waarom staat er niet bij, zodat niemand kan "
        "raden van wie ze zijn.",
    )
    missing = {cluster.missing for cluster in section(session, 2).clusters} - {""}
    assert missing <= {
        "Niet alle woorden van deze ideeën staan in dit verslag.",
        "De woorden van deze ideeën staan niet in dit verslag.",
    }
    assert missing


def test_an_idea_that_was_rewritten_stands_so_and_says_it():
    session = after(checked(clients()), RewriteIdea(idea=1, words="hulp is welkom"))
    ideas = [idea for cluster in section(session, 2).clusters for idea in cluster.ideas]
    assert [i.mark for i in ideas if i.words == "hulp is welkom"] == ["anders gezegd"]
    assert session.ideas[1].words not in every_word(session)


def test_the_same_idea_of_two_people_stands_once_with_how_often():
    session = grouped(session_with(), {"stoelen": 5})
    same = (msgspec.structs.replace(i, words="meer stoelen") for i in session.ideas.values())
    (cluster,) = section(checked(put(session, *same)), 2).clusters
    assert [(idea.words, idea.times) for idea in cluster.ideas] == [("meer stoelen", "5 keer")]


def test_what_was_explained_aloud_stands_with_its_question_through_the_gate():
    remarks = [
        Remark(
            number=n, at=START, words=words, kind=RemarkKind.EXPLAINED, question=OPEN, people=who
        )
        for n, words, who in ((1, "dat gaat over de deur", ()), (2, "zei iemand", ("D99",)))
    ]
    said = section(put(clients(), *remarks), 2)
    assert said.explained == ("dat gaat over de deur",)


def test_of_three_answers_there_is_nothing_but_why_until_the_moderator_agrees():
    session = answered(session_with(), STELLING, values(5, 4, 1))
    assert section(session).chart is None
    assert "Maar 3 of 4 mensen" in section(session).nothing
    number = poll_of(session, STELLING).number
    shown = ShowPoll(poll=number, confirmed=True).apply(session, START)
    assert section(shown).findings[0] == "Eens: 2 van de 3; oneens: 1."


def test_how_each_number_was_made_is_said_and_of_no_other():
    how = " ".join(report_on(clients(), NL).polls.how)
    assert "Een kortere volgorde geeft minder punten" in how
    assert "W van Kendall" in how
    assert "punten verdelen" not in how
    stelling = " ".join(
        report_on(answered(session_with(), STELLING, values(1, 2, 3)), NL).polls.how
    )
    assert "Kendall" not in stelling


def test_page_one_has_the_outcome_of_each_question_and_who_named_what():
    session = LayBeside(other=counterpart(professionals(), at(5))).apply(clients(), START)
    session = LinkClusters(number=1, cluster=3, theirs=2).apply(session, START)
    front = report_on(session, NL).front
    assert [(row.words, row.lines) for row in front.outcomes] == [
        ("Alleen genoemd door cliënten", ("ruime huisvesting", "kennis van stagiairs")),
        ("Door beide genoemd", ("kortere wachttijd / lange wachttijden",)),
        ("Alleen genoemd door professionals", ("minder registratie",)),
        ("Vraag 0?", ("5 van de 6 zijn het eens; verdeeld",)),
        ("Vraag 1?", ("1. ruime huisvesting", "2. kortere wachttijd", "3. kennis van stagiairs")),
        ("Vraag 2?", ("ochtend (4 van de 6)", "middag (2 van de 6)")),
    ]
    assert front.people.startswith("6 mensen deden mee")
    assert not front.signs


def test_page_one_says_of_each_outcome_how_much_of_it_it_leaves_out_and_keeps_actions_longest():
    many = [Action(number=n, at=START, words=f"Actie {n}") for n in range(1, 7)]
    session = LayBeside(other=counterpart(professionals(), at(5))).apply(clients(), START)
    pages = list(shorter(report_on(put(session, *many), NL).front, NL))
    only = [row.said for page in pages for row in page.outcomes if "cliënten" in row.words]
    assert ("ruime huisvesting", "kortere wachttijd", "kennis van stagiairs") in only
    assert ("ruime huisvesting", "kortere wachttijd (en 1 andere)") in only
    fewest = next(page for page in pages if len(page.actions.rows) < 6)
    assert [len(row.lines) for row in fewest.outcomes if not row.open] == [1, 1]


def test_what_shares_the_first_place_stands_on_page_one_together():
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c", "d"))
    chosen = given(*(Answer(options=(n,)) for n in (1, 1, 2, 2, 3)))
    front = report_on(answered(session_with(form), STELLING, chosen), NL).front
    assert front.outcomes[0].lines == ("a; b (elk 2 van de 5)", "c (1 van de 5)")
    short = next(p.outcomes[0] for p in shorter(front, NL) if len(p.outcomes[0].lines) == 1)
    assert short.said == ("a; b (elk 2 van de 5) (en 1 andere)",)
    groups = grouped(session_with(), {"x": 2, "y": 2, "z": 1})
    orders = ordered(groups, (1, 2), (2, 1), (1, 2), (2, 1), (3,))
    assert report_on(orders, NL).front.outcomes[0].lines == ("1. x; y", "3. z")


def test_what_each_side_alone_named_stands_first_in_their_chapter():
    session = LayBeside(other=counterpart(professionals(), at(5))).apply(clients(), START)
    session = LinkClusters(number=1, cluster=3, theirs=2).apply(session, START)
    assert report_on(session, NL).compared[0].named.rows == (
        ("Alleen genoemd door cliënten", "ruime huisvesting; kennis van stagiairs"),
        ("Door beide genoemd", "kortere wachttijd / lange wachttijden"),
        ("Alleen genoemd door professionals", "minder registratie"),
    )


def test_the_other_meeting_has_a_chapter_with_what_may_not_be_concluded():
    session = LayBeside(other=counterpart(professionals(), at(5))).apply(clients(), START)
    (chapter,) = report_on(session, NL).compared
    assert chapter.heading == "Naast elkaar: cliënten en professionals"
    assert "valt dus niet uit te besluiten" in chapter.cautions[0]
    assert chapter.sections[1].table.rows[0] == (
        "ruime huisvesting",
        "alleen cliënten",
        "plaats\u00a01 (5\u00a0mensen)",
        "–",
    )


def test_an_action_leads_to_the_groups_that_it_rests_on_and_they_to_it():
    session = put(clients(), Action(number=1, at=START, words="Verbouwen", clusters=(1,)))
    said = report_on(session, NL)
    (row,) = said.actions.tables[0].rows
    assert row.beside == ""
    ((question, (link,)),) = row.why
    assert question == "Komt uit antwoorden op: Vraag 1?"
    assert (link.words, link.anchor) == ("ruime huisvesting", "groepje_1")
    (cluster, *_) = said.polls.sections[1].clusters
    assert [link.anchor for link in cluster.actions] == ["actie_1"]


def test_two_groups_in_one_room_stand_side_by_side_under_their_question():
    box = (
        *given(*[Answer(value=5)] * 5, group="cliënten"),
        *given(*[Answer(value=1)] * 6, group="professionals"),
    )
    base = describe(session_with(), groups=("cliënten", "professionals"))
    _all, apart = section(answered(base, STELLING, box)).tables
    assert apart.columns == ("Antwoord", "Cliënten", "Professionals")
    assert apart.rows[-1] == ("helemaal eens", "5", "0")


def test_three_groups_in_one_room_stand_side_by_side_too():
    names = ("cliënten", "professionals", "beleid")
    answers = zip(names, (5, 4, 1), strict=True)
    box = [
        each for name, value in answers for each in given(*[Answer(value=value)] * 5, group=name)
    ]
    base = describe(session_with(), groups=names)
    _all, apart = section(answered(base, STELLING, tuple(box))).tables
    assert apart.columns == ("Antwoord", "Cliënten", "Professionals", "Beleid")
    assert [row[1:] for row in apart.rows[-2:]] == [("0", "5", "0"), ("5", "0", "0")]


def test_where_a_group_was_too_small_to_be_told_apart_the_report_says_why():
    few = (
        *given(*[Answer(value=5)] * 6, group="cliënten"),
        *given(Answer(value=1), group="beleid"),
    )
    base = describe(session_with(), groups=("cliënten", "beleid"))
    session = answered(base, STELLING, few)
    assert len(section(session).tables) == 1
    assert "elke groep minstens vijf antwoorden" in report_on(session, NL).polls.how[-1]
    assert "elke groep" not in " ".join(report_on(clients(), NL).polls.how)


def test_a_question_has_the_number_of_the_meeting_and_one_that_was_never_put_says_so():
    session = grouped(session_with(), {"stoelen": 5})
    said = report_on(session, NL)
    assert [(s.heading, s.nothing) for s in said.polls.sections] == [
        ("5. Vraag 0?", "Deze vraag is niet gesteld."),
        ("6. Vraag 1?", ""),
    ]
    assert [row.link.words for row in said.front.outcomes] == ["6"]
    fates = dict(said.how.tables[-1].rows)
    assert fates["5. Vraag 0?"] == "niet gesteld"
    assert fates["4. Vraag 4?"] == "niet aan toegekomen"


def test_a_question_of_the_debrief_is_numbered_on_after_those_of_the_round_without_practice():
    session = session_with()
    practice, last = session.questions[STELLING], session.questions[OPEN]
    before, after = session.agenda[0].number, session.agenda[-1].number
    form = AnswerForm(kind=AnswerKind.AGREE, practice=True)
    practice = msgspec.structs.replace(practice, phase=before, answer=form)
    session = put(session, practice, msgspec.structs.replace(last, phase=after))
    assert numbers_of(session)[OPEN] == 5


def test_side_by_side_a_question_has_the_number_of_this_meeting():
    without = grouped(describe(session_with(*FORMS), id="c"), {"ruimte": 5})
    session = LayBeside(other=counterpart(professionals(), at(5))).apply(without, START)
    (chapter,) = report_on(session, NL).compared
    assert [part.heading for part in chapter.sections] == ["6. Vraag 1?"]


def test_a_group_named_after_what_is_kept_out_is_known_by_the_number_that_the_room_saw():
    session = checked(clients())
    idea = next(idea for idea in session.ideas.values() if idea.cluster == 3)
    named = msgspec.structs.replace(session.clusters[3], name=idea.words)
    session = after(put(session, named), MarkIdea(idea=idea.number, traceable=True))
    name = "groepje 3 (de naam mag hier niet staan)"
    said = section(session, 2)
    assert name in [cluster.heading for cluster in said.clusters]
    assert name in [row[1] for row in said.tables[0].rows]
    assert name in [bar.name for bar in said.chart.bars]
    side = LayBeside(other=counterpart(professionals(), at(5))).apply(session, START)
    assert name in every_word(side).partition("Naast elkaar")[2]
    assert idea.words not in every_word(side)
    again = after(side, RewriteIdea(idea=idea.number, words="sneller aan de beurt"))
    again = put(again, msgspec.structs.replace(again.clusters[3], name=idea.words))
    assert name in [cluster.heading for cluster in section(again, 2).clusters]


def test_an_answer_that_nobody_of_one_side_chose_counts_nobody_there():
    session = LayBeside(other=counterpart(clients(), at(5))).apply(professionals(), START)
    choices = report_on(session, NL).compared[0].sections[2].table
    assert choices.rows[2] == ("avond", "3\u00a0van\u00a0de\u00a06", "0\u00a0van\u00a0de\u00a06")


def test_a_meeting_without_such_questions_has_no_word_about_them():
    session = session_with()
    assert report_on(session, NL).polls is None
    assert "uitkomsten" not in every_word(session)


def noted(session):
    used = msgspec.structs.asdict(ingredients(session, KINDS["report"]))
    about = {"kind": "markdown", "language": "nl", "template": "", "spiegel": "1", "says": "x"}
    return Origin(at=START, private=False, **about, **used)


def how_it_stands(made, session):
    return standing(session, noted(made), spiegel="1", says=lambda: "other")


def test_a_document_with_an_idea_that_may_not_stand_any_more_is_forbidden():
    made = checked(clients())
    assert how_it_stands(made, made) is Standing.BEHIND
    for change in (MarkIdea(idea=1, traceable=True), RewriteIdea(idea=1, words="anders")):
        assert how_it_stands(made, after(made, change)) is Standing.FORBIDDEN
    rewritten = after(made, RewriteIdea(idea=1, words="anders"))
    again = after(rewritten, RewriteIdea(idea=1, words="nog anders"))
    assert how_it_stands(rewritten, again) is Standing.BEHIND


def test_a_document_with_answers_that_were_replaced_is_forbidden():
    made = clients()
    again = answered(made, STELLING, values(1, 1, 1, 1, 1, 5), again=True)
    assert how_it_stands(made, again) is Standing.FORBIDDEN


def test_a_choice_says_what_was_chosen_most_and_points_how_many_people_gave_any():
    assert section(clients(), 3).findings == ("Het meest gekozen: ochtend (4 van de 6).",)
    form = AnswerForm(kind=AnswerKind.POINTS, options=("a", "b"), points=10)
    box = given(*[Answer(points=(8, 2))] * 3, *[Answer(points=(10, 0))] * 2)
    said = section(answered(session_with(form), STELLING, box))
    assert said.tables[0].rows == (("a", "44", "5"), ("b", "6", "3"))
    assert PLACE not in session_with(form).questions


def test_how_many_answered_on_paper_is_said_only_when_neither_they_nor_the_others_are_few():
    for paper, said in ((5, True), (4, False), (8, False)):
        base = msgspec.structs.replace(session_with(), participants={}, listeners={})
        session = answered(describe(base, paper=paper), STELLING, values(*[4] * 10))
        facts = dict(report_on(session, NL).how.tables[0].rows)
        assert (facts.get("Manier van antwoorden") == "5 op papier") is said


def closing(session, own, laptop, *numbers):
    """The session after a stelling of which the pages knew how people took part."""
    session = OpenPoll(question=STELLING).apply(session, START)
    change = ClosePoll(
        poll=open_poll(session).number, given=values(*numbers), own=own, laptop=laptop
    )
    return change.apply(session, START)


def test_the_report_says_how_people_took_part_as_the_pages_had_it():
    base = msgspec.structs.replace(session_with(), participants={}, listeners={})
    session = closing(describe(base, paper=5), 7, 6, *[4] * 18)
    facts = dict(report_on(session, NL).how.tables[0].rows)
    said = "7 op een eigen toestel, 6 op de laptop die rondgaat, 5 op papier"
    assert facts["Manier van antwoorden"] == said


@mutations.register("small-way-is-told")
def _small_way_is_told(patch):
    """How people took part is kept and said however few they are."""
    patch.setattr(polls, "telling", lambda *_counts: True)


@pytest.mark.mutation("small-way-is-told")
@pytest.mark.parametrize("counts", [(12, 2), (4, 6)])
def test_a_way_in_which_fewer_than_five_took_part_is_neither_kept_nor_said(counts):
    session = closing(session_with(), *counts, *[4] * 14)
    assert (session.info.own, session.info.laptop) == (0, 0)
    assert "laptop" not in every_word(session)


def weighed(session):
    """The meeting in whose debrief six professionals put their actions in order."""
    debrief = named(session, "nagesprek")
    form = AnswerForm(kind=AnswerKind.RANK, options=("Bellen", "Langer open"), top=2)
    question = Question(
        number=90, position=1, phase=debrief.number, words="Welke acties komen eerst?", answer=form
    )
    session = Go(phase=debrief.number, question=90).apply(put(session, question), START)
    return answered(session, 90, given(*[Answer(order=((2,), (1,)))] * 6))


def test_what_the_professionals_answered_in_the_debrief_comes_after_what_participants_told():
    told = Statement(number=1, at=START, words="Ik wachtte acht weken", speakers=("D1",))
    report = report_on(weighed(put(meeting(), told)), NL)
    assert report.polls.heading == "Wat de professionals antwoordden"
    assert report.polls.sections[0].taking == "6 professionals deden mee."
    assert "Iedereen" not in report.polls.intro
    headings = [line.link.words for line in report.contents]
    assert headings.index("Wat de deelnemers vertelden") < headings.index(report.polls.heading)
    assert (report.front.outcomes_last, report.polls.last) == (True, True)
    assert report.front.outcomes_heading == "Wat de professionals antwoordden, in het kort"


def test_where_the_clients_answered_too_it_is_what_everybody_answered():
    session = weighed(answered(session_with(), STELLING, values(4, 4, 4, 4, 4)))
    report = report_on(session, NL)
    assert report.polls.heading == "Wat iedereen antwoordde"
    assert [section.taking for section in report.polls.sections if section.taking] == [
        "5 mensen deden mee.",
        "6 professionals deden mee.",
    ]


def test_per_question_it_says_how_many_answered_and_how_many_did_not_unless_these_are_few():
    skips = [Answer()] * 6
    session = answered(session_with(), STELLING, (*values(*[4] * 14), *given(*skips)))
    session = answered(session, OPEN, ideas(*[("tuin",)] * 18))
    tables = {table.heading: table for table in report_on(session, NL).how.tables}
    assert [row[1:] for row in tables["Hoeveel mensen antwoordden, per vraag"].rows] == [
        ("14", "6"),
        ("18", "minder dan vijf"),
    ]
