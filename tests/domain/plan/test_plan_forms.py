"""How a question is answered on devices, as people write it in a plan."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import meeting, round_of

from domain.room import START
from spiegel import formats
from spiegel.domain import plan
from spiegel.domain.plan import PlanFindingKind, PlannedQuestion, UsePlan
from spiegel.domain.plan.forms import MOST_OPTIONS, typed, written, written_kind
from spiegel.domain.running.order import PlanInstead
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, PhaseKind
from spiegel.domain.session.new import new_session
from spiegel.i18n import translations

FORMAT = formats.load("versnellingssessie")
ABC = ("a", "b", "c")


def form(kind: str, *options: str, **fields: object) -> AnswerForm:
    return AnswerForm(kind=AnswerKind(kind), options=options, **fields)  # type: ignore[arg-type]


CHOICE = form("choose", "ja", "nee")


def one(text: str, phases=FORMAT.phases) -> PlannedQuestion:
    """The only question of a plan."""
    found = plan.read(text, phases).questions
    ((question,),) = found.values()
    return question


def named(text: str) -> list[tuple[int, str, str]]:
    """Line, kind and piece of all that is said of a plan."""
    found = plan.read(text, FORMAT.phases).findings
    return [(finding.line, finding.kind.value, finding.what) for finding in found]


@pytest.mark.parametrize(
    ("mark", "meant"),
    [
        ("(stelling)", form("agree")),
        ("(eens/oneens)", form("agree")),
        ("(statement)", form("agree")),
        ("(agree or disagree)", form("agree")),
        ("(cijfer)", form("rate", lowest=0, highest=10)),
        ("(rapportcijfer)", form("rate", lowest=0, highest=10)),
        ("(cijfer 1-5)", form("rate", lowest=1, highest=5)),
        ("(cijfer: 1 t/m 10)", form("rate", lowest=1, highest=10)),
        ("(schaal van 1 tot en met 7)", form("rate", lowest=1, highest=7)),
        ("(cijfer -5 tot +5)", form("rate", lowest=-5, highest=5)),
        ("(rating from 1 to 5)", form("rate", lowest=1, highest=5)),
        ("(keuze: a / b / c)", form("choose", *ABC)),
        ("(keuze: a/b/c)", form("choose", *ABC)),
        ("(keuze: a, b, c)", form("choose", *ABC)),
        ("(keuze: a; b; c)", form("choose", *ABC)),
        ("(Keuze a / b / c)", form("choose", *ABC)),
        ("(kies één: a / b / c)", form("choose", *ABC)),
        ("(choice: a / b / c)", form("choose", *ABC)),
        ("(keuze: bus (lijn 3) / en/of trein)", form("choose", "bus (lijn 3)", "en/of trein")),
        ("(keuze: ja, zeker / nee)", form("choose", "ja, zeker", "nee")),
        ("(keuze: 10:30 uur / 14:00 uur)", form("choose", "10:30 uur", "14:00 uur")),
        ("(meer keuzes: a / b / c)", form("choose", *ABC, several=True)),
        ("(meerdere antwoorden: a / b / c)", form("choose", *ABC, several=True)),
        ("(more choices: a / b / c)", form("choose", *ABC, several=True)),
        ("(open)", form("ideas", top=3)),
        ("(open vraag)", form("ideas", top=3)),
        ("(ideeën)", form("ideas", top=3)),
        ("(open, top 5)", form("ideas", top=5)),
        ("(open) (top 5)", form("ideas", top=5)),
        ("(open, zonder rangorde)", form("ideas", top=0)),
        ("(open, no ranking)", form("ideas", top=0)),
        ("(rangorde: a / b / c)", form("rank", *ABC)),
        ("(volgorde: a / b / c)", form("rank", *ABC)),
        ("(ranking: a / b / c)", form("rank", *ABC)),
        ("(top 3: a / b / c)", form("rank", *ABC, top=3)),
        ("(top 2: a / b / c)", form("rank", *ABC, top=2)),
        ("(top twee: a / b / c)", form("rank", *ABC, top=2)),
        ("(rangorde, top 2: a / b / c)", form("rank", *ABC, top=2)),
        ("(rangorde: a / b / c, top 2)", form("rank", *ABC, top=2)),
        ("(10 punten: a / b / c)", form("points", *ABC, points=10)),
        ("(verdeel 100 punten: a / b / c)", form("points", *ABC, points=100)),
        ("(punten: a / b / c)", form("points", *ABC, points=10)),
        ("(6 points: a / b / c)", form("points", *ABC, points=6)),
        ("(proef)", form("ideas", practice=True)),
        ("(proef, stelling)", form("agree", practice=True)),
        ("(proef, keuze: a / b / c)", form("choose", *ABC, practice=True)),
        ("(keuze: a / b / c) (proef)", form("choose", *ABC, practice=True)),
        ("(proefvraag: a / b / c)", form("choose", *ABC, practice=True)),
        ("(practice, rating 1-5)", form("rate", lowest=1, highest=5, practice=True)),
        ("[stelling]", form("agree")),
    ],
)
def test_each_way_of_answering_is_read(mark, meant):
    for text in (f"1. Wat vindt u? {mark}", f"Wat vindt u {mark}?", f"- {mark} Wat vindt u?"):
        question = one(text)
        assert (question.words, question.answer) == ("Wat vindt u?", meant)
    assert [kind for _line, kind, _what in named(f"1. Wat vindt u? {mark}")] == []


@pytest.mark.parametrize(
    ("line", "words", "minutes", "optional"),
    [
        ("1. Wat helpt? (open, 40 min)", "Wat helpt?", 40, False),
        ("1. Wat helpt? (open) (40 min, als er tijd is)", "Wat helpt?", 40, True),
        ("1. Wat helpt? (40 min) (open)", "Wat helpt?", 40, False),
        ("1. Wat helpt? (open) 40 min", "Wat helpt?", 40, False),
        ("1. (8 min) Wat helpt? (keuze: a / b)", "Wat helpt?", 8, False),
        ("1. Wat helpt? (keuze: a / b, 8 min)", "Wat helpt?", 8, False),
        ("1. Wat helpt? (keuze: a / b, 8 min, als er tijd is)", "Wat helpt?", 8, True),
        ("Vraag 1 (open, 40 min): wat helpt?", "wat helpt?", 40, False),
        ("1. optioneel: Wat helpt? (stelling)", "Wat helpt?", None, True),
        ("1. **Wat helpt?** (stelling, 8 min)", "Wat helpt?", 8, False),
        ("> Wat helpt? (stelling, 8 min)", "Wat helpt?", 8, False),
    ],
)
def test_it_stands_beside_minutes_and_if_there_is_time(line, words, minutes, optional):
    question = one(line)
    assert question.answer is not None
    assert (question.words, question.minutes, question.optional) == (words, minutes, optional)


@pytest.mark.parametrize(
    "text",
    [
        "1. Ik word snel geholpen. (stelling)",
        "- Ik word snel geholpen. (stelling)",
        "Ik word snel geholpen. (stelling)",
        "## Vragen\nIk word snel geholpen. (stelling)",
        "# Plan\n### Ik word snel geholpen. (stelling)",
        "# Plan\nA. Ik word snel geholpen. (stelling)",
        "(stelling) Ik word snel geholpen.",
        "**Ik word snel geholpen.** (stelling)",
        "| vraag | minuten |\n|---|---|\n| Ik word snel geholpen. (stelling) | 8 |",
        "| vraag | antwoord |\n|---|---|\n| Ik word snel geholpen. | stelling |",
    ],
)
def test_what_people_agree_with_is_a_question_although_nothing_is_asked(text):
    question = one(text)
    assert (question.words, question.answer) == ("Ik word snel geholpen.", form("agree"))
    assert PlanFindingKind.STATED not in [f.kind for f in plan.read(text, FORMAT.phases).findings]


@pytest.mark.parametrize(
    "text",
    [
        "1. Waar helpen wij u? (keuze)\n   - thuis\n   - in het buurthuis",
        "1. Waar helpen wij u? (keuze)\n- thuis\n- in het buurthuis",
        "1. Waar helpen wij u? (keuze, 8 min)\n\n   * thuis\n   * in het buurthuis",
        "- Waar helpen wij u? (keuze)\n    1. thuis\n    2. in het buurthuis",
        "1. Waar helpen wij u? (keuze)\n   a) thuis\n   b) in het buurthuis",
        "1. Waar helpen wij u? (keuze)\n   A. thuis\n   B. in het buurthuis",
        "Waar helpen wij u? (keuze)\n- [ ] thuis\n- [ ] in het buurthuis",
        "# Plan\n## Waar helpen wij u? (keuze)\n- thuis\n- in het buurthuis",
        "# Plan\n## Waar helpen wij u? (keuze)\n1. thuis\n2. in het buurthuis",
        "Vraag 1 (keuze): Waar helpen wij u?\n- thuis\n- in het buurthuis",
    ],
)
def test_choices_may_stand_in_a_list_under_the_question(text):
    question = one(text)
    assert question.words == "Waar helpen wij u?"
    assert question.answer == form("choose", "thuis", "in het buurthuis")
    assert question.prompts == ()


@pytest.mark.parametrize("mark", ["rangorde", "top 2", "10 punten", "meer keuzes", "proef"])
def test_all_kinds_with_choices_take_them_from_a_list(mark):
    question = one(f"1. Wat telt? ({mark})\n   - Welkom\n   - waar ik woon\n   - 8 min (evt.)")
    assert question.answer is not None
    assert question.answer.options == ("Welkom", "waar ik woon", "8 min (evt.)")


def test_prompts_under_the_choices_stay_prompts():
    text = """
1. Waar helpen wij u? (keuze)
   - thuis
   - in het buurthuis
   Doorvragen:
   - Waarom daar?
2. Hoe gaat het? (stelling)
   - Sinds wanneer?
3. En later? (keuze)
   - ja
   - nee
   Doorvraag: Waarom niet?
"""
    first, second, third = plan.read(text, FORMAT.phases).questions["vragen"]
    assert (first.answer, first.prompts) == (
        form("choose", "thuis", "in het buurthuis"),
        ("Waarom daar?",),
    )
    assert (second.answer, second.prompts) == (form("agree"), ("Sinds wanneer?",))
    assert (third.answer, third.prompts) == (CHOICE, ("Waarom niet?",))


def test_a_statement_among_the_prompts_of_another_question_is_a_question():
    text = "1. Hoe gaat het?\n   - Wat helpt?\n   - Ik voel mij thuis (stelling)\n"
    first, second = plan.read(text, FORMAT.phases).questions["vragen"]
    assert (first.words, first.prompts) == ("Hoe gaat het?", ("Wat helpt?",))
    assert second.words == "Ik voel mij thuis"


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("(keuze)", "few options"),
        ("(keuze: a)", "few options"),
        ("(top 3)", "few options"),
        ("(10 punten: a / a)", "few options"),
        (f"(keuze: {' / '.join(map(str, range(MOST_OPTIONS + 1)))})", "many options"),
        ("(cijfer 7)", "odd form"),
        ("(cijfer 5-1)", "odd form"),
        ("(cijfer 0-100)", "odd form"),
        ("(cijfer 1-5, top 3)", "odd form"),
        ("(stelling, top 3)", "odd form"),
        ("(stelling, cijfer)", "odd form"),
        ("(stelling, 8 mni)", "odd form"),
        ("(stelling: a / b)", "odd form"),
        ("(0 punten: a / b)", "odd form"),
        ("(1000 punten: a / b)", "odd form"),
        ("(kies 2: a / b / c)", "odd form"),
    ],
)
def test_bad_notation_is_named_with_its_line_and_nothing_of_it_is_lost(mark, kind):
    text = f"# Plan\n\n1. Wat vindt u? {mark}\n"
    question = one(text)
    assert question.answer is None
    assert question.words == f"Wat vindt u? {mark}"
    assert [(line, found) for line, found, _what in named(text)] == [(3, kind)]


@pytest.mark.parametrize(
    ("mark", "meant", "kind"),
    [
        ("(keuze: ja / nee / Ja)", CHOICE, "same option"),
        ("(meerkeuze: ja / nee)", CHOICE, "one choice"),
        ("(multiple choice: ja / nee)", CHOICE, "one choice"),
        ("(top 3: ja / nee)", form("rank", "ja", "nee"), "long top"),
    ],
)
def test_what_may_be_meant_otherwise_is_named_too(mark, meant, kind):
    assert one(f"Wat vindt u? {mark}").answer == meant
    assert [found for _line, found, _what in named(f"Wat vindt u? {mark}")] == [kind]


def test_choices_that_are_too_few_in_a_list_stay_as_prompts():
    question = one("1. Waar? (keuze)\n   - thuis\n")
    assert (question.words, question.prompts) == ("Waar? (keuze)", ("thuis",))


@pytest.mark.parametrize(
    "words",
    [
        "Wat vindt u van de balie (open op zaterdag)?",
        "Welke keuze (van de cliënt) telt?",
        "Wat is de stelling van de raad?",
        "Hoe vindt u het cijfer (een 7)?",
        "Wie verwees u (huisarts / wijkteam)?",
    ],
)
def test_brackets_that_say_something_else_stay_words(words):
    question = one(f"1. {words}")
    assert (question.words, question.answer) == (words, None)
    assert named(f"1. {words}") == []


def test_two_ways_of_answering_in_one_line_are_named():
    text = "1. Wat vindt u? (stelling) (cijfer)"
    assert one(text).answer == form("rate", lowest=0, highest=10)
    assert named(text) == [(1, "odd form", "stelling")]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", PlanFindingKind)
def test_what_is_said_of_a_line_is_a_sentence_with_the_piece(kind, language):
    words = plan.PlanFinding(kind, 3, "keuze: a").explain(translations(language))
    assert "{" not in words


@pytest.mark.parametrize("name", ["spiegelgesprek", "focusgroep", "persona"])
def test_it_works_in_every_format(name):
    phases = formats.load(name).phases
    text = "## Gesprek\n1. Wat helpt u het meest? (top 2: tijd / uitleg / een vast gezicht)\n"
    assert one(text, phases).answer == form("rank", "tijd", "uitleg", "een vast gezicht", top=2)


def test_it_comes_into_the_meeting():
    session = UsePlan(text="1. Helpt het? (keuze: ja / nee, 8 min)").apply(meeting(), START)
    question = session.questions_of(round_of(session).number)[-1]
    assert (question.words, question.minutes, question.answer) == ("Helpt het?", 8, CHOICE)


PLAN = """# Inloop
## Vragen
1. Wat gaat goed bij de inloop? (open, 40 min)
2. Ik voel mij welkom. (stelling)
## Meedoen
- Komt u met de fiets? (proef, keuze: ja / nee)
"""


def test_a_practice_question_of_the_plan_comes_in_place_of_that_of_the_format():
    session = new_session(FORMAT, id_="x", title="", created=START)
    session = UsePlan(text=PLAN).apply(session, START)
    joining = next(phase for phase in session.agenda if phase.kind is PhaseKind.JOIN)
    (practice,) = session.questions_of(joining.number)
    assert practice.words == "Komt u met de fiets?"
    assert practice.answer == form("choose", "ja", "nee", practice=True)
    assert practice.minutes == joining.minutes
    assert len(session.questions) == 3


def test_a_practice_question_among_the_others_is_put_while_people_join():
    text = "1. Komt u met de fiets? (proef)\n2. Wat gaat goed? (open)"
    found = plan.read(text, FORMAT.phases).questions
    assert {key: [q.words for q in asked] for key, asked in found.items()} == {
        "meedoen": ["Komt u met de fiets?"],
        "vragen": ["Wat gaat goed?"],
    }


def test_questions_go_on_after_a_break_in_the_plan():
    text = "## Vragen\n1. Wat helpt? (open)\n## Pauze (20 min)\n2. Ik voel mij thuis. (stelling)"
    found = plan.read(text, FORMAT.phases)
    assert [q.words for q in found.questions["vragen"]] == ["Wat helpt?", "Ik voel mij thuis."]
    assert dict(found.minutes) == {"pauze": 20}
    assert not found.findings


def test_another_plan_leaves_the_practice_question_of_the_format():
    session = new_session(FORMAT, id_="x", title="", created=START)
    session = PlanInstead(text="1. Helpt het? (stelling)").apply(session, START)
    session = PlanInstead(text="1. Lukt het? (stelling)").apply(session, START)
    words = [question.words for question in session.questions.values()]
    assert words == ["Wat drinkt u het liefst?", "Lukt het?"]


@pytest.mark.parametrize(
    ("text", "options", "kind"),
    [
        ("keuze", ("a",), "few options"),
        ("keus", ("a", "b"), "odd form"),
        ("", ("a", "b"), "no form"),
        ("stelling", ("a", "b"), "no options"),
        ("keuze: a / b", ("a", "c"), "two lists"),
    ],
)
def test_what_cannot_be_kept_in_the_fields_of_a_question_is_said(text, options, kind):
    found = typed(text, options)
    assert found.form is None
    assert found.finding is not None
    assert found.finding[0].value == kind


def test_fields_without_a_way_of_answering_are_a_question_to_talk_about():
    assert typed("  ") == typed("", ())
    assert typed("").form is None
    assert typed("").finding is None


plain_option = st.text("abcdeéï XYZ0123456789.'’", min_size=1, max_size=30).map(str.strip)
options = st.lists(
    plain_option.filter(bool), min_size=2, max_size=6, unique_by=lambda option: option.casefold()
).map(lambda found: tuple(" ".join(option.split()) for option in found))
some_options = options.filter(lambda found: len({o.casefold() for o in found}) == len(found))
scales = st.tuples(st.integers(-9, 9), st.integers(1, 10)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def forms(draw: st.DrawFn) -> AnswerForm:
    """Every form that a plan can hold."""
    kind = draw(st.sampled_from(AnswerKind))
    fields: dict[str, object] = {"practice": draw(st.booleans())}
    if kind in (AnswerKind.CHOOSE, AnswerKind.RANK, AnswerKind.POINTS):
        fields["options"] = draw(some_options)
    if kind is AnswerKind.RATE:
        fields["lowest"], fields["highest"] = draw(scales)
    if kind is AnswerKind.CHOOSE:
        fields["several"] = draw(st.booleans())
    if kind is AnswerKind.IDEAS:
        fields["top"] = draw(st.integers(0, 9))
    if kind is AnswerKind.RANK:
        fields["top"] = draw(st.integers(0, len(fields["options"])))
    if kind is AnswerKind.POINTS:
        fields["points"] = draw(st.integers(1, 100))
    return AnswerForm(kind=kind, **fields)  # type: ignore[arg-type]


languages = st.sampled_from(["nl", "en"])


@given(forms(), languages)
def test_what_is_written_of_a_form_is_read_as_the_same_form(meant, language):
    assert one(f"1. Wat vindt u? ({written(meant, language)})").answer == meant
    assert typed(written_kind(meant, language), meant.options).form == meant


@given(forms(), languages)
def test_a_list_under_the_question_is_read_as_the_same_form(meant, language):
    choices = "".join(f"   - {option}\n" for option in meant.options)
    question = one(f"1. Wat vindt u? ({written_kind(meant, language)})\n{choices}")
    assert question.answer == meant
    assert question.prompts == ()


pieces = st.sampled_from(
    [
        *(
            "keuze",
            "stelling",
            "top",
            "open",
            "proef",
            "punten",
            "cijfer",
            "3",
            "10",
            "1-5",
            "8 min",
        ),
        *("a", "b", ":", "/", ",", "(", ")", "[", "]", "zaal", "evt.", "-", "?", "\t", "|"),
    ]
)


@given(st.lists(pieces, max_size=12).map(" ".join))
def test_nothing_that_stands_between_brackets_is_lost(inside):
    text = f"1. Wat vindt u? ({inside})\n"
    found = plan.read(text, FORMAT.phases)
    asked = [question for group in found.questions.values() for question in group]
    kept = " ".join(
        [
            *(
                " ".join((q.words, *q.prompts, *(q.answer.options if q.answer else ())))
                for q in asked
            ),
            *(note.words for note in found.notes),
            *(finding.what for finding in found.findings),
        ]
    )
    assert set(re.findall(r"zaal|\b[ab]\b", inside)) <= set(re.findall(r"\w+", kept))


@pytest.mark.parametrize("sign", ["1. ", "- ", ""])
@pytest.mark.parametrize("label", ["Proef", "Proefvraag", "Oefenvraag", "Practice question"])
def test_a_label_before_a_question_makes_it_one_to_practise_with(sign, label):
    text = f"Vragen\n{sign}{label} (5 min): Wat drinkt u? (keuze: koffie / thee)"
    asked = one(text)
    assert (asked.words, asked.minutes) == ("Wat drinkt u?", 5)
    assert asked.answer == form("choose", "koffie", "thee", practice=True)


def test_words_that_begin_like_that_stay_words_where_nothing_is_asked_on_devices():
    asked = one("Vragen\n1. Proef: hoe smaakt dit brood?")
    assert (asked.words, asked.answer) == ("Proef: hoe smaakt dit brood?", None)


def test_a_question_on_devices_may_stand_in_the_debrief_of_a_spiegelgesprek():
    phases = formats.load("spiegelgesprek").phases
    found = plan.read("## Nagesprek\n1. Dit gaan wij doen. (stelling)\n", phases)
    assert found.findings == ()
    talked = plan.read("## Nagesprek\n1. Wat vindt u ervan?\n", phases)
    assert [each.kind for each in talked.findings] == [PlanFindingKind.NO_QUESTIONS_HERE]
