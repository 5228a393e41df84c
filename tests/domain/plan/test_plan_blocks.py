"""Any plan of blocks that people use: no word is lost, what asks nothing is no question."""

import re
from collections.abc import Iterator

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from spiegel import formats
from spiegel.domain import plan
from spiegel.domain.plan import Plan, PlanFindingKind

PHASES = formats.load("spiegelgesprek").phases
WORD = re.compile(r"q[a-j]{3}z")


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Lines with room for words. asks: whether they ask; part: the key of the part they name."""

    lines: tuple[str, ...]
    asks: bool = False
    part: str = ""
    minutes: int = 0


def parts() -> st.SearchStrategy[Block]:
    names = {
        "welkom": ("Welkom", "Begrüßung", "Ontvangst"),
        "kennismaking": ("Kennismaking", "voorstelrondje", "Vorstellungsrunde"),
        "cliëntronde": ("Cliëntronde", "GESPREK", "Client round", "Hauptteil"),
        "slotronde": ("Slotronde", "slotrondje", "Closing round"),
        "afsluiting": ("Afsluiting", "Wrap-up", "Afronding"),
    }
    times = ("{name} ({n} min)", "{name} {n} minuten", "{name}: {n}'", "| {name} | {n} min |")
    signs = ("## ", "### ", "", "**", "1. ")

    def block(key: str, spelled: str, n: int, time: str, sign: str) -> Block:
        line = time.format(name=spelled, n=n)
        if not line.startswith("|"):
            line = f"**{line}**" if sign == "**" else sign + line
        return Block(lines=(line,), part=key, minutes=n)

    return st.sampled_from([(key, spelled) for key in names for spelled in names[key]]).flatmap(
        lambda named: st.builds(
            block,
            st.just(named[0]),
            st.just(named[1]),
            st.integers(1, 90),
            st.sampled_from(times),
            st.sampled_from(signs),
        )
    )


QUESTIONS = [
    Block(lines=lines, asks=True)
    for lines in (
        ("1. Hoe ging @ met @? (8 min)", "2. Wat vond u van @?"),
        ("1) Wie hielp @? (als er tijd is)",),
        ("- Hoe kwam u bij @?", "  - en @?", "- Wat deed @?"),
        ("●\tWaarom @?", "○\twie @?"),
        ("Vraag 1: Hoe was @?", "Doorvragen: en @?"),
        ("**4. Wat wilt u van _@_ zeggen?**",),
        ('> "Hoe verloopt @?"',),
        ("| Hoe was @? | 10 min |",),
        ("1. Hoe liep @", "   met @ en @?"),
        ("Q1 How was @? Probe: and @",),
        ("3. Was @ hilfreich? (falls Zeit bleibt)",),
        ("### Hoe was @?", "- ook @?"),
    )
]
OTHERS = [
    Block(lines=lines)
    for lines in (
        ("## Vooraf", "- Zet @ klaar.", "- Denk aan @."),
        ("## Spelregels", "- Iedereen laat @ uitpraten.", "- Wat @ zegt, blijft hier."),
        ("Vor dem Gespräch", "- @ auslegen"),
        ("> [!TIP]", "> Let op @.", "> En op @."),
        ("- [ ] @ reserveren", "- [x] @ bellen"),
        ("<!-- @ -->",),
        ("---",),
        ("Beste @,", "", "Groeten, @"),
        ("| tijd | onderdeel |", "|---|---|", "| 13.00 | @ |"),
        ("- Pauze",),
        ("19.00 uur inloop met @",),
        ("Zullen we deze vragen over @ stellen?",),
    )
]
GENERAL = Block(lines=("", "DOORVRAGEN BIJ ELKE VRAAG:", "- Vertel eens over @?", "- En @?"))
THEME = Block(lines=("", "## Over @"))
blocks = st.lists(
    st.one_of(
        parts(),
        st.sampled_from(QUESTIONS),
        st.sampled_from(OTHERS),
        st.sampled_from((GENERAL, THEME)),
    ),
    min_size=1,
    max_size=10,
)


def words() -> Iterator[str]:
    for number in range(1000):
        yield "q" + "".join("abcdefghij"[int(digit)] for digit in f"{number:03}") + "z"


def filled(chosen: list[Block]) -> list[tuple[Block, tuple[str, ...]]]:
    """The blocks with words of their own in place of `@`."""
    fresh = words()
    return [
        (block, tuple(re.sub("@", lambda _: next(fresh), line) for line in block.lines))
        for block in chosen
    ]


def text_of(chosen: list[tuple[Block, tuple[str, ...]]], gap: str) -> str:
    return "# Avond over wonen\n" + gap.join("\n".join(lines) + "\n" for _block, lines in chosen)


def kept(read: Plan) -> str:
    """All that a plan keeps, and all that it names."""
    said = [read.title, read.place, *(note.words for note in read.notes)]
    for asked in read.questions.values():
        for question in asked:
            said += [question.words, question.theme, *question.prompts]
    for told in (*read.rules.values(), *read.prompts.values()):
        said += told
    return " ".join([*said, *(finding.what for finding in read.findings)])


@given(blocks, st.sampled_from(["", "\n", "\n\n"]))
@settings(deadline=None)
def test_no_word_of_a_plan_of_any_blocks_is_lost(chosen: list[Block], gap: str) -> None:
    text = text_of(filled(chosen), gap)
    found = kept(plan.read(text, PHASES))
    assert [word for word in WORD.findall(text) if word not in found] == []


@given(blocks, st.sampled_from(["\n", "\n\n"]))
@settings(deadline=None)
def test_what_asks_nothing_is_no_question_unless_it_is_named(chosen: list[Block], gap: str) -> None:
    placed = filled(chosen)
    read = plan.read(text_of(placed, gap), PHASES)
    told = {
        word
        for block, lines in placed
        if not block.asks and block not in (GENERAL, THEME)
        for word in WORD.findall("\n".join(lines))
    }
    named = {f.line for f in read.findings if f.kind is PlanFindingKind.STATED}
    asked = [q for found in read.questions.values() for q in found if q.line not in named]
    assert [q.words for q in asked if told & set(WORD.findall(q.words))] == []


@given(blocks, st.sampled_from(["\n", "\n\n"]))
@settings(deadline=None)
def test_every_question_is_a_question_and_minutes_add_up(chosen: list[Block], gap: str) -> None:
    placed = filled(chosen)
    read = plan.read(text_of(placed, gap), PHASES)
    asked = kept(Plan(questions=read.questions, prompts=read.prompts))
    put = [WORD.findall("\n".join(lines)) for block, lines in placed if block.asks]
    assert [word for found in put for word in found if word not in asked] == []
    minutes: dict[str, int] = {}
    for block, _lines in placed:
        if block.part:
            minutes[block.part] = minutes.get(block.part, 0) + block.minutes
    assert dict(read.minutes) == minutes
