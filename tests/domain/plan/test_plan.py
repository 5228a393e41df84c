"""A written plan becomes prepared questions; what is not understood is reported and kept."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.room import START, after, later, phase, room
from growth import times
from spiegel import formats
from spiegel.domain import plan
from spiegel.domain.language.naming import phase_meant
from spiegel.domain.plan import Plan, PlanFindingKind, UsePlan
from spiegel.domain.plan.marks import read_marks
from spiegel.domain.session.new import new_session
from spiegel.domain.session.statements import RemarkKind
from spiegel.domain.session.words import clean
from spiegel.i18n import translations

PHASES = formats.load("spiegelgesprek").phases
PLANS = Path(__file__).parent / "plans"


def read(name: str) -> Plan:
    """The plan in this file."""
    return plan.read((PLANS / name).read_text(encoding="utf-8"), PHASES)


def questions(read_plan: Plan, key: str = "cliëntronde") -> list[tuple[str, int | None, bool]]:
    """Words, minutes, optional of the questions of a phase."""
    return [(q.words, q.minutes, q.optional) for q in read_plan.questions.get(key, ())]


def findings(read_plan: Plan) -> list[str]:
    """The findings as `line kind what`."""
    return [f"{f.line} {f.kind} {f.what}".strip() for f in read_plan.findings]


def test_the_plan_of_the_manual_is_understood_whole() -> None:
    text = """# Wmo-toegang in drie wijkteams
## Cliëntronde
1. Hoe kwam u bij het wijkteam terecht? (8 min)
   - Wie verwees u?
2. Hoe ging het eerste gesprek? (10 min)
3. Wie hielp u bij de aanvraag? (6 min, als er tijd is)
"""
    read_plan = plan.read(text, PHASES)
    assert read_plan.title == "Wmo-toegang in drie wijkteams"
    assert questions(read_plan) == [
        ("Hoe kwam u bij het wijkteam terecht?", 8, False),
        ("Hoe ging het eerste gesprek?", 10, False),
        ("Wie hielp u bij de aanvraag?", 6, True),
    ]
    assert read_plan.questions["cliëntronde"][0].prompts == ("Wie verwees u?",)
    assert not read_plan.findings
    assert not read_plan.notes


def test_a_plan_in_plain_text_is_understood_whole() -> None:
    read_plan = read("plain.txt")
    assert read_plan.title == "Draaiboek mantelzorg"
    assert dict(read_plan.minutes) == {"kennismaking": 15, "cliëntronde": 50}
    assert questions(read_plan, "kennismaking") == [
        ("Wie bent u en voor wie zorgt u?", None, False)
    ]
    assert questions(read_plan) == [
        ("Wanneer merkte u dat u mantelzorger was?", 8, False),
        ("Hoe hoorde u van het steunpunt?", 10, False),
        ("Wat had u toen geholpen?", 6, True),
        ("Wat gaat er goed?", 7, True),
    ]
    prompts = [q.prompts for q in read_plan.questions["cliëntronde"]]
    assert prompts == [
        ("Kunt u een voorbeeld geven?", "En daarna?"),
        ("Wie vertelde het u?",),
        (),
        (),
    ]
    assert {q.theme for q in read_plan.questions["cliëntronde"]} == {"Ontdekken"}
    assert questions(read_plan, "slotronde") == [("Wat moeten zij onthouden?", None, False)]
    assert not read_plan.findings


def test_a_plan_from_an_email_keeps_its_questions_and_reports_the_rest() -> None:
    read_plan = read("mail.txt")
    assert questions(read_plan) == [
        ("Hoe kwam u bij het wijkteam terecht en wie hielp u daarbij?", 8, False),
        ("Hoe ging het eerste gesprek?", 10, False),
        ("Wat had u graag anders gezien? (anderhalve minuut)", None, False),
        ("Wie hielp u bij de aanvraag", None, True),
    ]
    assert findings(read_plan) == [
        "1 not understood Hoi Marieke,",
        "3 not understood Hierbij het draaiboek zoals besproken, kijk jij nog even?",
        "8 odd minutes anderhalve minuut",
        "11 not understood Groet, Joke",
    ]


def test_minutes_that_cannot_be_are_reported_and_stay_words() -> None:
    read_plan = read("minutes.md")
    assert questions(read_plan) == [
        ("Hoe lang zorgt u al? (0 min)", None, False),
        ("Wat valt u zwaar?", 10, False),
        ("Wat helpt u?", 12, False),
        ("Wat zou u willen? (900 min)", None, False),
        ("Wie let er op u? (10 min)", 5, False),
    ]
    assert findings(read_plan) == [
        "2 too long Cliëntronde (20)",
        "3 odd minutes 0 min",
        "4 upper minutes 8-10 min",
        "6 odd minutes 900 min",
        "7 odd minutes 10 min",
    ]


def test_more_minutes_than_the_phase_has_are_reported_at_its_heading() -> None:
    read_plan = plan.read("## Slotronde\n- Wat dan? (5 min)\n- En nu? (4 min)\n", PHASES)
    assert findings(read_plan) == ["1 too long Slotronde (6)"]


def test_questions_in_a_part_without_questions_are_kept_and_reported() -> None:
    read_plan = read("places.md")
    assert {key: len(found) for key, found in read_plan.questions.items()} == {
        "opschonen": 1,
        "nagesprek": 1,
        "kennismaking": 2,
        "cliëntronde": 1,
    }
    assert read_plan.questions["kennismaking"][1].theme == "Over de drempel"
    assert read_plan.questions["cliëntronde"][0].theme == "De weg erheen"
    assert findings(read_plan) == [
        "2 no questions here Uitwerken",
        "4 no questions here Nagesprek",
    ]


def test_a_torn_plan_keeps_every_line() -> None:
    read_plan = read("torn.md")
    assert questions(read_plan) == [
        ("Hoe ging het gesprek bij u thuis?", None, False),
        ("Hoe ging het gesprek bij u thuis?", None, False),
        ("Wat wilt u nog kwijt?", 4, False),
    ]
    assert read_plan.questions["cliëntronde"][0].prompts == (
        "wat hielp",
        "wat niet",
        "zwevende doorvraag",
    )
    assert findings(read_plan) == [
        "5 no words",
        "7 twice Hoe ging het gesprek bij u thuis?",
        "9 not understood | onderdeel | minuten |",
        "11 not understood | koffie    | 15      |",
        "12 not understood > let op: zaal is om vijf uur dicht",
        "13 not understood <!-- niet voorlezen -->",
    ]


def test_a_plan_without_questions_says_so() -> None:
    read_plan = read("nothing.txt")
    assert not read_plan.questions
    assert [finding.kind for finding in read_plan.findings] == [
        PlanFindingKind.NO_QUESTIONS,
        PlanFindingKind.NOT_UNDERSTOOD,
        PlanFindingKind.ADVICE,
        PlanFindingKind.NOT_UNDERSTOOD,
    ]
    assert read_plan.title == "Aanwezig: Joke, Marieke"


@pytest.mark.parametrize(
    ("text", "words", "minutes", "optional"),
    [
        ("Hoe ging het? (8 min)", "Hoe ging het?", 8, False),
        ("Hoe ging het? (8 minuten)", "Hoe ging het?", 8, False),
        ("Hoe ging het (8 min)?", "Hoe ging het?", 8, False),
        ("Hoe ging het? [8]", "Hoe ging het?", 8, False),
        ("Hoe ging het? 8'", "Hoe ging het?", 8, False),
        ("Hoe ging het? 8 min", "Hoe ging het?", 8, False),
        ("Hoe ging het? - 8 minuten", "Hoe ging het?", 8, False),
        ("Hoe ging het 8 min", "Hoe ging het", 8, False),
        ("Hoe ging het? (1 uur)", "Hoe ging het?", 60, False),
        ("Hoe ging het? (optioneel)", "Hoe ging het?", None, True),
        ("Hoe ging het? (if time allows, 8 minutes)", "Hoe ging het?", 8, True),
        ("Hoe ging het? (8 min) (als er tijd is)", "Hoe ging het?", 8, True),
        ("Hoe ging het? 8 min, als er tijd is", "Hoe ging het?", 8, True),
        ("(8 min) Hoe ging het?", "Hoe ging het?", 8, False),
        ("Optioneel: hoe ging het?", "hoe ging het?", None, True),
        ("**Hoe ging het?** (8 min)", "Hoe ging het?", 8, False),
        ("Hoe ging het? (rustig, 8 min)", "Hoe ging het? (rustig)", 8, False),
        ("Hoe ging het? (zie bijlage)", "Hoe ging het? (zie bijlage)", None, False),
        ("Hoe was het na 10 minuten?", "Hoe was het na 10 minuten?", None, False),
        ("Hoe was het (8)?", "Hoe was het (8)?", None, False),
        ("(8 min)", "(8 min)", None, False),
    ],
)
def test_minutes_and_optional_are_understood_as_people_write_them(
    text: str, words: str, minutes: int | None, optional: bool
) -> None:
    marked = read_marks(text)
    assert (marked.words, marked.minutes, marked.optional) == (words, minutes, optional)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("## cliëntronde", "cliëntronde"),
        ("## 2. CLIENTRONDE (40 min)", "cliëntronde"),
        ("## Client round", "cliëntronde"),
        ("## Deel 3: Slotronde", "slotronde"),
        ("## Closing round:", "slotronde"),
        ("**Introductions**", "kennismaking"),
        ("Kennismakingsronde", "kennismaking"),
    ],
)
def test_a_phase_is_known_by_its_dutch_and_english_name(heading: str, key: str) -> None:
    read_plan = plan.read(f"{heading}\n1. Hoe ging het?\n", PHASES)
    assert list(read_plan.questions) == [key]


def test_a_running_order_as_one_numbered_list_is_understood() -> None:
    text = "1. Welkom (5 min)\n2. Cliëntronde (40 min)\n   1. Hoe ging het?\n   2. Wat hielp?\n"
    read_plan = plan.read(text, PHASES)
    assert [words for words, *_ in questions(read_plan)] == ["Hoe ging het?", "Wat hielp?"]
    assert dict(read_plan.minutes) == {"welkom": 5, "cliëntronde": 40}


def test_findings_are_in_the_readers_language() -> None:
    (finding,) = plan.read("# Titel\nzomaar iets\n1. Wat?\n", PHASES).findings
    assert finding.explain(translations("nl")) == "niet begrepen, bewaard als notitie: zomaar iets"


def test_a_plan_comes_into_a_session_after_what_it_has() -> None:
    session = after(room(questions=2), UsePlan(text=(PLANS / "plain.txt").read_text("utf-8")))
    number = phase(session, "cliëntronde").number
    asked = session.questions_of(number)
    assert [q.position for q in asked] == [1, 2, 3, 4, 5, 6]
    assert asked[2].words == "Wanneer merkte u dat u mantelzorger was?"
    assert session.phases[number].minutes == 50
    assert session.info.title == "Wmo-toegang"


def test_lines_that_are_not_understood_become_notes() -> None:
    session = plan.into(room(), read("torn.md"), later(1))
    notes = [remark.words for remark in session.remarks.values()]
    assert "> let op: zaal is om vijf uur dicht" in notes
    assert {remark.kind for remark in session.remarks.values()} == {RemarkKind.NOTE}


def test_a_plan_gives_a_session_without_a_title_its_title() -> None:
    session = new_session(formats.load("spiegelgesprek"), id_="x", title="", created=START)
    assert plan.into(session, read("plain.txt"), START).info.title == "Draaiboek mantelzorg"


def test_general_prompts_come_with_the_round_and_are_lost_in_no_meeting() -> None:
    read_plan = plan.read("DOORVRAGEN:\n- Wat deed dat met u?\n\n1. Hoe ging het?\n", PHASES)
    session = plan.into(room(), read_plan, START)
    assert phase(session, "cliëntronde").prompts == ("Wat deed dat met u?",)
    without = plan.read("DOORVRAGEN:\n- Wat deed dat met u?\n\n1. Hoe ging het?\n", ())
    notes = [remark.words for remark in plan.into(room(), without, START).remarks.values()]
    assert notes == ["Wat deed dat met u?"]


def test_a_plan_for_a_meeting_without_a_round_loses_nothing() -> None:
    read_plan = plan.read("1. Hoe ging het?\n   - echt?\n", ())
    assert read_plan.questions[""][0].words == "Hoe ging het?"
    session = plan.into(room(), read_plan, START)
    assert session.questions_of(phase(session, "cliëntronde").number)[-1].prompts == ("echt?",)


def test_questions_of_parts_that_a_session_lacks_all_come_into_its_round_in_order() -> None:
    read_plan = Plan(
        questions={key: (plan.PlannedQuestion(line=1, words=f"{key}?"),) for key in ("een", "twee")}
    )
    session = plan.into(room(questions=1), read_plan, START)
    asked = session.questions_of(phase(session, "cliëntronde").number)
    assert [(q.words, q.position) for q in asked] == [("Vraag 1?", 1), ("een?", 2), ("twee?", 3)]


# ---- any text

pieces = st.one_of(
    st.integers(0, 99).map(lambda n: "q" + "abcdefghij"[n // 10] + "abcdefghij"[n % 10] + "z"),
    st.sampled_from(
        ["# ", "## ", "### ", "1. ", "2) ", "- ", "* ", "   - ", "a) ", "Vraag 1: ", "> ", "| "]
    ),
    st.sampled_from(
        [
            "(8 min)",
            "[8]",
            "8'",
            " - ",
            "?",
            ".",
            ":",
            "**",
            "_",
            "(",
            ")",
            "optioneel",
            "===",
            "---",
        ]
    ),
    st.sampled_from(
        ["\n", "\n", "\n", " ", "\t", "Cliëntronde", "Slotronde", "nagesprek", "(", "Tips"]
    ),
)


@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=30).map("".join)))
@settings(deadline=None)
def test_no_word_of_any_plan_is_lost(text: str) -> None:
    untitled = new_session(formats.load("spiegelgesprek"), id_="x", title="", created=START)
    session = plan.into(untitled, plan.read(text, PHASES), START)
    kept = [session.info.title, *(remark.words for remark in session.remarks.values())]
    for question in session.questions.values():
        kept.extend((question.words, question.theme, *question.prompts))
    for line in clean(text).split("\n"):
        bare = line.strip("# *_:-\t")
        name = read_marks(bare).words
        names = [*re.split(r"[:\t|;]", name), *re.split(r"[:\t|;]", bare), name]
        if any(phase_meant(PHASES, one[start:]) for one in names for start in range(len(one))):
            continue  # what only names a part of the meeting is no text to keep
        for word in re.findall(r"q[a-j]{2}z|[^\W\d_]{7,}", line):
            assert word == "optioneel" or word in " ".join(kept), (text, kept)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ("", "1. Hoe? ", ""),
        ("# ", " ", "x"),
        ("", "(", ""),
        ("1. Hoe?", " (8 min)", ""),
        ("", "**", ""),
        ("", "1. Hoe?\n", ""),
        ("", "x\n", ""),
        ("", " ", "-"),
        ("", "*a", ""),
    ],
)
def test_a_plan_that_is_four_times_as_long_takes_no_more_than_about_that(
    before: str, again: str, after: str
) -> None:
    def reading(characters: int) -> Callable[[], object]:
        text = before + again * (characters // len(again)) + after
        return lambda: plan.read(text, PHASES)

    assert times(reading(24_000), reading(6_000), enough=8) < 8


def test_cards_of_a_plan_come_in_place_of_those_of_the_format() -> None:
    fresh = new_session(
        formats.load("persona", "nl"), id_="t", title="", created=START, language="nl"
    )
    telling = next(phase for phase in fresh.agenda if phase.cards)
    text = f"## {telling.name}\n1. Hoe woont u nu?\n2. Wie belt u?\n"
    session = UsePlan(text=text).apply(fresh, later(1))
    asked = [question.words for question in session.questions_of(telling.number)]
    assert asked == ["Hoe woont u nu?", "Wie belt u?"]
